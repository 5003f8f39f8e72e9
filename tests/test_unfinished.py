"""Scenarios of a plan that is still to be mended: what is surely wrong with them, and no more."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mtfp.model import MODEL
from mtfp.plan.read import read_plan
from mtfp.plan.unfinished import problems_of_scenarios
from mtfp.problems import PlanError
from tests.conftest import ROOT
from tests.test_spreadsheets import dress

Said = Callable[[str, str, str, str], list[str]]
BROKEN = ("plan.yaml", "edition: 2026-02-25\n", "")
LAYER = "scenario: one\ntitle: One\nwhy: To test.\nowner: tests\n"


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """Break a file of the worked example and say what is wrong with a scenario beside it."""

    def answer(file: str, old: str, new: str, layer: str) -> list[str]:
        folder = Path(
            shutil.copytree(ROOT / "inputs/worked-example", tmp_path / "inputs/worked-example")
        )
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        path = tmp_path / "scenarios/worked-example/one.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(LAYER + layer, encoding="utf-8")
        with pytest.raises(PlanError) as refused:
            read_plan(folder, MODEL)
        found = problems_of_scenarios(folder, refused.value, MODEL, ["one", "nowhere"])
        return [problem.code for problem in found if problem.place]

    return answer


@pytest.mark.parametrize(
    ("layer", "codes"),
    [
        ("set:\n  S9.start: 2026-10\n", ["E507"]),
        ("set:\n  demand: lots\n", ["E403"]),
        ("set:\n  demand: {2035/36: £1m}\n", ["E409"]),
        ("set:\n  S2.delivery_probability: 300%\n", ["E601"]),
        ("switch_off: [S9]\n", ["E507"]),
        ("set: [demand]\n", ["E504"]),
        ("based_on: one\n", ["E506"]),
        ("set:\n  demand: {2026/27: £1m}\n  S2.start: {add: 3}\nswitch_off: [S1]\n", []),
    ],
)
def test_what_does_not_rest_on_the_plans_figures_is_said(
    said: Said, layer: str, codes: list[str]
) -> None:
    assert said(*BROKEN, layer) == codes


@pytest.mark.parametrize(
    "layer",
    [
        "set:\n  S2.delivery_probability: {times: 3}\n",
        "set:\n  general.minimum: {add: -£11m}\n",
    ],
)
def test_what_rests_on_figures_has_to_wait(said: Said, layer: str) -> None:
    assert said(*BROKEN, layer) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("savings.csv", "S2,Adult care pathway", "S2,Adult, care pathway"),
        ("savings.csv", "S2,", ","),
        ("savings.csv", "id,", "di,"),
        ("savings.csv", ",", ";"),
    ],
)
def test_an_id_is_not_called_unknown_where_rows_may_be_lost(
    said: Said, file: str, old: str, new: str
) -> None:
    assert said(file, old, new, "set:\n  S2.start: 2026-10\nswitch_off: [S2]\n") == []


SAVINGS = (ROOT / "inputs/worked-example/savings.csv").read_text(encoding="utf-8")
WITHOUT_IDS = "".join(line.partition(",")[2] for line in SAVINGS.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (SAVINGS.replace("id,", "idd,", 1), "E303"),
        (WITHOUT_IDS, "E304"),
        (SAVINGS.replace("\nS2,", "\nS.2,", 1), "E306"),
        (SAVINGS.replace("\nS2,", "\nS2 ,", 1).replace("\nS3,", "\ns1,", 1), "E305"),
    ],
)
def test_each_mistake_by_which_rows_may_be_lost_is_known_alone(
    said: Said, tmp_path: Path, new: str, code: str
) -> None:
    layer = "set:\n  S9.start: 2026-10\nswitch_off: [S9]\n"
    assert said("savings.csv", SAVINGS, new, layer) == []
    with pytest.raises(PlanError) as refused:
        read_plan(tmp_path / "inputs/worked-example", MODEL)
    assert {one.code for one in refused.value.problems} == {code}


def test_a_merged_cell_makes_no_id_unknown(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "inputs/worked-example", tmp_path / "inputs/little"))
    dress(folder)
    book = load_workbook(folder / "registers.xlsx")
    book["savings"].merge_cells("A2:A3")
    book.save(folder / "registers.xlsx")
    path = tmp_path / "scenarios/little/one.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(LAYER + "switch_off: [S2]\n", encoding="utf-8")
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    assert {one.code for one in refused.value.problems} == {"E311"}
    assert problems_of_scenarios(folder, refused.value, MODEL) == []


def test_a_year_is_not_called_outside_a_plan_whose_years_are_not_known(said: Said) -> None:
    layer = "set:\n  demand: {2035/36: £1m}\n"
    assert said("plan.yaml", "base_year: 2025/26", "base_year: soon", layer) == []
