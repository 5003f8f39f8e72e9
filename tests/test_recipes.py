"""The eleven recipes of scenarios/README.md, each done as it is written."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtfp.cli import main
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import read_scenarios
from tests.conftest import ROOT

GUIDE = (ROOT / "scenarios/README.md").read_text(encoding="utf-8")
RECIPE = re.compile(r"^\*\*(\d+)\. (.*?)\*\*.*?```(sh|yaml)\n(.*?)```", re.DOTALL | re.MULTILINE)
RECIPES = {int(number): (language, text) for number, _, language, text in RECIPE.findall(GUIDE)}
WHAT_COMES_OF_IT = {
    1: ("pay_settles_at_4", "pay_award: 2026/27 3.20% became 4.00%; 2027/28 2.80% became 4.00%"),
    2: ("care_wages_rise", "behind care fees: 2026/27 5.20% became 6.20%; 2027/28 4.40% became"),
    3: ("demand_grows", "volume, demand_adults: 2027/28 2.00% became 2.50%; 2028/29 2.00% became"),
    4: ("tax_frozen_for_a_year", "General council tax increase: 2026/27 2.99% became 0.00%"),
    5: ("without_T07", "Switched off: T07"),
    6: ("savings_late_and_short", "Expected slippage, T02: 6 months became 9 months"),
    7: ("reserves_run_down", "2026/27 100.00% became 75.00%; 2027/28 100.00% became 50.00%"),
    8: ("demand_surges+tax_held", ""),
    9: ("inflation_worse", "pay_award: 2026/27 4.20% became 4.70%; 2027/28 3.80% became 4.30%"),
    10: ("pay_forecast", "pay_award: 2026/27 3.20% became 3.50%"),
    11: ("gap_shared_by_priority", "is shared between services: nothing became priority first"),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for of in ("inputs", "scenarios"):
        shutil.copytree(ROOT / of / "exemplar", tmp_path / of / "exemplar")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mtfp(command: str) -> str:
    done = CliRunner().invoke(main, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    return done.output


def test_there_are_eleven() -> None:
    assert list(RECIPES) == list(WHAT_COMES_OF_IT) == list(range(1, 12))


@pytest.mark.parametrize("number", WHAT_COMES_OF_IT)
def test_a_recipe_does_what_it_says(project: Path, number: int) -> None:
    (language, text), (name, change) = RECIPES[number], WHAT_COMES_OF_IT[number]
    if language == "yaml":
        path = project / "scenarios/exemplar" / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
    else:
        said = mtfp(text.strip())
        assert name in said
    folder = project / "inputs/exemplar"
    (one,) = read_scenarios(folder, read_plan(folder, MODEL), MODEL, [name])
    assert one.changes
    assert one.warnings == ()
    assert change in mtfp("mtfp scenarios exemplar")
    assert "exemplar: no errors, but 3 notes to look at;" in mtfp("mtfp check exemplar")


def test_a_source_that_is_given_is_kept(project: Path) -> None:
    mtfp(RECIPES[10][1].strip())
    said = mtfp("mtfp explain index_rate 2026/27 exemplar --item pay_award -s pay_forecast")
    assert "forecast, OBR, March 2026, table 1.6" in said
    assert project.is_dir()


def test_the_gap_is_shared_by_priority(project: Path) -> None:
    """Children's care is a first priority and gives nothing; no law asks for events: all goes."""
    path = project / "scenarios/exemplar/gap_shared_by_priority.yaml"
    path.write_text(RECIPES[11][1], encoding="utf-8")
    folder = project / "inputs/exemplar"
    plan = read_plan(folder, MODEL)
    (one,) = read_scenarios(folder, plan, MODEL, ["gap_shared_by_priority"])
    results, at = run(MODEL, one.plan), plan.items["service"].ids.index
    given = results.array("target_so_far")[-1, :, 0]
    assert given[at("svc_children")] == 0
    left = results.array("budget_after_target")[-1, at("svc_events"), 0]
    assert left == pytest.approx(0, abs=1e-6)
    assert results["gap_not_shared"][-1, 0] == pytest.approx(0, abs=1e-6)
