"""The worked example on every face: workbook, two scripts and words give the engine's figures.

The engine's own figures are held to the domain rules in test_spine; here every other face
is held to them, cell by cell, and to the penny or better.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from openpyxl.formula.translate import Translator

from mtfp.algebra.javascript import program
from mtfp.analysis.explain import Explanation, explain
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.script import script_data
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.results import Results
from tests.conftest import ROOT
from tests.random_plans import one_of_the_cases, random_cases
from tests.test_spine import HALF_OF_S2, TV_SPINE_1, Three, to_the_penny
from tests.witnesses import scripts, words
from tests.witnesses.spreadsheets import (
    NEVER,
    POISON,
    Values,
    formualize,
    libreoffice,
    libreoffice_all,
    poison,
)

TENTH_OF_A_PENNY = 0.001
EXPECTED: dict[str, dict[str, Three]] = {
    "tv-spine-1": TV_SPINE_1,
    "tv-spine-2": HALF_OF_S2,
    "": {},
}


@pytest.fixture(scope="module", params=["tv-spine-1", "tv-spine-2"])
def spine(request: pytest.FixtureRequest, worked_example: Plan) -> tuple[str, Results]:
    if request.param == "tv-spine-2":
        delivery = worked_example.figures["saving_delivery_probability"].copy()
        delivery[0, worked_example.items["saving"].ids.index("S2")] = 0.5
        figures = {**worked_example.figures, "saving_delivery_probability": delivery}
        return request.param, run(MODEL, replace(worked_example, figures=figures))
    return request.param, run(MODEL, worked_example)


@pytest.fixture(scope="module")
def workbook(spine: tuple[str, Results], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "workings.xlsx"
    Workings(spine[1]).workbook().save(path)
    return path


def check_sheet(found: Values, spine: tuple[str, Results]) -> None:
    """Every formula cell gives the engine's figure, and the headline ones the rules' own."""
    name, results = spine
    workings = Workings(results)
    wrong = {
        (cell.row, cell.column): (found.get((cell.sheet, cell.row, cell.column)), cell.value)
        for cell in workings.formulas()
        if not near(found.get((cell.sheet, cell.row, cell.column)), cell.value)
    }
    assert not wrong
    for line, expected in EXPECTED[name].items():
        row = workings.blocks[line].first
        columns = [workings.column_of(year) for year in (1, 2, 3)]
        to_the_penny(np.array([found[WORKINGS, row, c] for c in columns]), expected)


def near(found: object, expected: object) -> bool:
    assert isinstance(expected, float)
    return isinstance(found, int | float) and abs(found - expected) < TENTH_OF_A_PENNY


@pytest.mark.libreoffice
def test_libreoffice_recalculates_the_same(spine: tuple[str, Results], workbook: Path) -> None:
    check_sheet(libreoffice(workbook), spine)


@pytest.mark.libreoffice
def test_the_recalculation_is_real(
    spine: tuple[str, Results], workbook: Path, tmp_path: Path
) -> None:
    """A copy with wrong values stored keeps them unless told to recalculate, and then none."""
    poisoned = tmp_path / "poisoned.xlsx"
    poison(workbook, poisoned)
    kept = libreoffice(poisoned, NEVER)
    cells = [(c.sheet, c.row, c.column) for c in Workings(spine[1]).formulas()]
    assert all(kept[cell] == POISON for cell in cells)
    check_sheet(libreoffice(poisoned), spine)


def test_formualizer_recalculates_the_same(
    spine: tuple[str, Results], workbook: Path, tmp_path: Path
) -> None:
    check_sheet(formualize(workbook, tmp_path), spine)


def check_script(found: dict[str, list[list[float]]], spine: tuple[str, Results]) -> None:
    """Every line of the script's answer is the engine's figure."""
    name, results = spine
    for line in MODEL.lines:
        expected = results.array(line)[:, :, 0]
        answer = np.array(found[line], dtype=float)
        np.testing.assert_allclose(answer, expected, rtol=0, atol=TENTH_OF_A_PENNY)
    for line, three in EXPECTED[name].items():
        to_the_penny(np.array(found[line])[1:, 0], three)


@pytest.mark.node
def test_node_runs_the_same(spine: tuple[str, Results]) -> None:
    data = script_data(MODEL, spine[1].plan)
    check_script(scripts.node(program(MODEL), "work(data)", data), spine)


@pytest.mark.browser
def test_a_browser_runs_the_same(spine: tuple[str, Results]) -> None:
    html = f"<!doctype html><meta charset=utf-8><title>t</title><script>{program(MODEL)}</script>"
    with scripts.chromium(html) as page:
        found = page.evaluate("data => work(data)", script_data(MODEL, spine[1].plan))
    check_script(found, spine)


@pytest.mark.node
def test_the_script_refuses_a_blank_and_names_the_line_that_fails(worked_example: Plan) -> None:
    blank, huge = script_data(MODEL, worked_example), script_data(MODEL, worked_example)
    blank["inputs"]["approved_budget"] = [[None]]
    with pytest.raises(RuntimeError, match="approved_budget is not a number"):
        scripts.node(program(MODEL), "work(data)", blank)
    huge["inputs"]["base_business_rates"] = [[1e308]]
    huge["inputs"]["business_rates_growth"][1] = [9.0]
    with pytest.raises(RuntimeError, match="business_rates_grown in year 2 is infinite"):
        scripts.node(program(MODEL), "work(data)", huge)


def every_explanation(results: Results) -> Iterator[Explanation]:
    for line in MODEL.lines.values():
        for item in range(len(results.plan.items_of(line.axis))):
            for year in range(0 if line.opening is not None else 1, 1 + results.plan.years):
                yield explain(results, line, year, item, depth=0)


def test_every_explanation_recomputes(spine: tuple[str, Results]) -> None:
    for found in every_explanation(spine[1]):
        assert words.work(found.recipe) == pytest.approx(found.value.amount, rel=1e-9, abs=1e-6)


def test_each_row_has_one_formula_across_the_plan_years(spine: tuple[str, Results]) -> None:
    first = Workings(spine[1]).column_of(1)
    formulas = {(c.row, c.column): c.formula for c in Workings(spine[1]).formulas()}
    for (row, column), formula in formulas.items():
        if column > first:
            start = f"{chr(64 + first)}{row}"
            copied = Translator(formulas[row, first], start)
            assert copied.translate_formula(f"{chr(64 + column)}{row}") == formula


def test_openings_stand_in_the_base_column_and_nowhere_else(spine: tuple[str, Results]) -> None:
    base = Workings(spine[1]).column_of(0)
    rows = {c.row for c in Workings(spine[1]).formulas() if c.column == base}
    blocks = Workings(spine[1]).blocks
    with_opening = {
        blocks[line.name].first + n
        for line in MODEL.openings
        for n in range(len(spine[1].plan.items_of(line.axis)))
    }
    assert rows == with_opening


SHIPPED = sorted(path.parent for path in (ROOT / "inputs").glob("*/plan.yaml"))


def other_plans(full: bool) -> list[Plan]:
    """Every plan that ships, and random ones that take every branch."""
    plan, cases = random_cases(12 if full else 3, 41)
    drawn = [one_of_the_cases(plan, cases, case) for case in range(len(cases))]
    return [*(read_plan(folder, MODEL) for folder in SHIPPED), *drawn]


@pytest.mark.node
def test_other_plans_run_the_same_in_node(full: bool) -> None:
    plans = other_plans(full)
    data = [script_data(MODEL, plan) for plan in plans]
    answers = scripts.node(program(MODEL), "data.map(work)", data)
    for plan, found in zip(plans, answers, strict=True):
        check_script(found, ("", run(MODEL, plan)))


@pytest.mark.libreoffice
def test_other_plans_recalculate_the_same(full: bool, tmp_path: Path) -> None:
    ran = [run(MODEL, plan) for plan in other_plans(full)]
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(ran))]
    for path, results in zip(paths, ran, strict=True):
        Workings(results).workbook().save(path)
    for found, results in zip(libreoffice_all(paths), ran, strict=True):
        check_sheet(found, ("", results))


def test_other_plans_are_explained_in_words_that_recompute() -> None:
    for plan in other_plans(full=False):
        for found in every_explanation(run(MODEL, plan)):
            assert words.work(found.recipe) == pytest.approx(found.value.amount, rel=1e-9, abs=1e-5)
