"""Scenarios of a plan that is still to be mended: what is surely wrong with them, and no more."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mtfp.model import MODEL
from mtfp.plan.read import read_plan
from mtfp.plan.unfinished import problems_of_scenarios
from mtfp.problems import PlanError
from tests.conftest import ROOT

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


def test_a_year_is_not_called_outside_a_plan_whose_years_are_not_known(said: Said) -> None:
    layer = "set:\n  demand: {2035/36: £1m}\n"
    assert said("plan.yaml", "base_year: 2025/26", "base_year: soon", layer) == []
