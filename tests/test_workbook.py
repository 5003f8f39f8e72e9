"""The workbook as its readers meet it: every figure there, live, and the engine's.

Each shipped plan is opened in two spreadsheet programs under each of its scenarios, chosen
as a reader would choose it; every assumption of the default plan is changed in turn and the
sheet must give what the engine gives for the same change, and move nothing else.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.formula.translate import Translator

from mtfp.algebra.expressions import Input
from mtfp.analysis.blanks import Blanks
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.book import sheets_of, workbook
from mtfp.outputs.workbook.forms import as_entered
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import (
    ASSUMPTIONS,
    SELECTOR_ROW,
    SUMMARY,
    WORKINGS,
    pair,
)
from mtfp.outputs.workbook.sheets import BASE_YEAR, FUNCTIONS, HEAD_ROW, LABEL, FormulaCell, letter
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.plan.read import digests, read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios, together
from mtfp.results import Results
from tests.conftest import ROOT
from tests.witnesses.spreadsheets import POISON, Values, libreoffice_all, values
from tests.witnesses.workbooks import Open, typed_over

PLANS = sorted(path.parent.name for path in (ROOT / "inputs").glob("*/plan.yaml"))
HALF_A_PENNY = 0.005
SHEETS = [
    "Read me", "Summary", "Scenarios", "Plan", "Savings", "Funding", "Reserves", "Programme",
    "Delivery", "Reserve purposes", "Decisions", "Investments", "Targets", "What it means",
    "Golden rules", "Assumptions", "Scenario changes", "Workings", "Checks", "As issued", "Sources",
]  # fmt: skip
LISTED = (
    "Programme", "Delivery", "Reserve purposes", "Decisions", "Investments", "Targets",
    "What it means", "Golden rules",
)  # fmt: skip
"""The sheets whose columns are not years."""


@dataclass(frozen=True)
class Made:
    """A shipped plan's workbook and what it was made from."""

    results: Results
    scenarios: list[Scenario]
    entered: Plan
    worked: dict[int, list[FormulaCell]] = field(default_factory=dict)

    @cached_property
    def data(self) -> bytes:
        return workbook(self.results, self.scenarios, self.entered, self.entered.files)

    def issued(self, chosen: int = 0) -> Issued:
        return Issued(self.results, self.scenarios, self.entered, self.entered.files, chosen)

    def formulas(self, chosen: int = 0) -> list[FormulaCell]:
        if chosen not in self.worked:
            sheets = sheets_of(self.issued(chosen))
            self.worked[chosen] = [cell for sheet in sheets for cell in sheet.formulas()]
        return self.worked[chosen]


def of_folder(folder: Path, names: tuple[str, ...] = ()) -> Made:
    entered = read_plan(folder, MODEL)
    scenarios = read_scenarios(folder, entered, MODEL, names)
    return Made(run(MODEL, *together(scenarios)), scenarios, entered)


@cache
def made(plan: str) -> Made:
    return of_folder(ROOT / "inputs" / plan)


def place(cell: FormulaCell) -> tuple[str, int, int]:
    return cell.sheet, cell.row, cell.column


def wrong(cells: list[FormulaCell], found: Values) -> dict[tuple[str, int, int], object]:
    """The formulas that do not give what the engine says."""
    return {
        place(cell): (found.get(place(cell)), cell.value, cell.formula)
        for cell in cells
        if not same(found.get(place(cell)), cell.value)
    }


def same(found: object, expected: object) -> bool:
    if isinstance(expected, str):
        return (found or "") == expected
    assert isinstance(expected, float)
    return isinstance(found, int | float) and abs(found - expected) < HALF_A_PENNY


# -- what is calculated --------------------------------------------------------------------


@pytest.mark.parametrize("plan", PLANS)
def test_each_scenario_is_the_engine_s_in_a_calculator_held_open(plan: str) -> None:
    one = made(plan)
    book = Open(one.data)
    for chosen, title in enumerate(one.issued().titles):
        cells = one.formulas(chosen)
        book.type_in(SUMMARY, SELECTOR_ROW, LABEL, title)
        assert not wrong(cells, book.work(map(place, cells)))


@pytest.mark.libreoffice
def test_each_scenario_is_the_engine_s_in_libreoffice(tmp_path: Path, full: bool) -> None:
    """Every scenario of the default plan, and the last of each other; all of them under --full."""
    expected = {}
    for plan in PLANS:
        titles = list(enumerate(made(plan).issued().titles))
        for chosen, title in titles if full or plan == "bury-2025" else titles[-1:]:
            path = tmp_path / f"{plan}-{chosen}.xlsx"
            typed_over(made(plan).data, SUMMARY, SELECTOR_ROW, LABEL, title, path)
            expected[path] = made(plan).formulas(chosen)
    assert POISON in values(next(iter(expected))).values(), "the stored values are not poisoned"
    for path, found in zip(expected, libreoffice_all(list(expected)), strict=True):
        assert not wrong(expected[path], found), path.stem


@pytest.mark.parametrize("plan", PLANS)
def test_workings_hold_every_line_of_the_engine(plan: str) -> None:
    """Read from the file alone, by the names that stand beside the rows."""
    one = made(plan)
    sheet = load_workbook(BytesIO(one.data), data_only=True)[WORKINGS]
    after = BASE_YEAR + one.entered.years + 1
    rows: dict[str, list[list[object]]] = {}
    for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True):
        if row[after - 1] in MODEL.lines:
            rows.setdefault(str(row[after - 1]), []).append(list(row[BASE_YEAR - 1 : after - 1]))
    assert rows.keys() == MODEL.lines.keys()
    for name, found in rows.items():
        expected = one.results.array(name)[:, :, 0]
        if not expected.shape[1]:
            assert found == [[None] * (1 + one.entered.years)]
            continue
        figures = np.array(found, dtype=float).T
        np.testing.assert_allclose(figures, expected, rtol=0, atol=HALF_A_PENNY, equal_nan=True)


# -- changing any assumption ----------------------------------------------------------------


@dataclass(frozen=True)
class Edit:
    """One cell of Assumptions changed: which, and to what."""

    given: Input
    item: int
    year: int
    figure: float

    def __str__(self) -> str:
        return f"{self.given.name} {self.item} {self.year}"


def clashes(plan: Plan, given: Input, item: int, other: float) -> bool:
    """Whether another choice of an item may not stand beside what else is said of it."""
    for clash in MODEL.clashes:
        pair = ((clash.given, clash.choice), (clash.other, clash.other_choice))
        if given in (clash.given, clash.other) and all(
            (other if one is given else plan.figures[one.name][0, item]) == one.choices[choice]
            for one, choice in pair
        ):
            return True
    return False


PARTS_OF_A_SUM = {
    "delivery_approved", "delivery_delivered", "delivery_on_track", "delivery_at_risk",
    "delivery_unachievable", "delivery_withdrawn",
}  # fmt: skip


def every_edit(plan: Plan) -> Iterator[Edit]:
    """A lawful other figure for every cell that may be changed."""
    for given in MODEL.inputs.values():
        figures = plan.figures[given.name]
        ids = plan.items_of(given.axis).ids
        for item in range(len(ids)):
            for year in range(figures.shape[0]):
                figure = float(figures[year, item])
                if given.choices:
                    codes = sorted(given.choices.values())
                    other = codes[(codes.index(int(figure)) + 1) % len(codes)]
                    if clashes(plan, given, item, other):
                        continue  # which the engine refuses
                    if given.unique and other in figures[year]:
                        continue  # which it refuses too
                    yield Edit(given, item, year, float(other))
                    continue
                if given.balanced or given.name in PARTS_OF_A_SUM:
                    continue  # of which one alone may not change
                step = {"%": 0.013, "£": 1_234_567.89, "months": 2.0}.get(given.unit.name, 7.0)
                while given.unique and figure + step in figures[year]:
                    step += 1.0  # two alike are refused
                if given.most is not None and figure + step > given.most:
                    least = -np.inf if given.least is None else given.least
                    step = max(least, figure - step) - figure or given.most - figure
                yield Edit(given, item, year, figure + step)


def as_the_engine_has_it(one: Made, edits: list[Edit], scenario: Scenario) -> Results:
    """Every edit as a case: the plan as entered with it, then what the scenario does."""
    varied = {}
    for name, figures in one.entered.figures.items():
        each = np.repeat(figures[:, :, None], len(edits), axis=2)
        for case, edit in enumerate(edits):
            if edit.given.name == name:
                each[edit.year, edit.item, case] = edit.figure
        varied[name] = each
    for (name, item_id, year), effect in scenario.effects.items():
        item = one.entered.items_of(MODEL.inputs[name].axis).ids.index(item_id)
        varied[name][year, item] = varied[name][year, item] * effect.keeps + effect.adds
    return run(MODEL, one.entered, Cases(tuple(map(str, edits)), varied))


@pytest.mark.parametrize("plan", ["bury-2025", "exemplar"])
@pytest.mark.parametrize("which", [0, -1])
def test_a_changed_assumption_gives_the_engine_s_answer_and_moves_nothing_else(
    plan: str, which: int, full: bool
) -> None:
    one = made(plan)
    chosen = which % len(one.scenarios)
    edits = list(every_edit(one.entered))
    if plan != "bury-2025" and not full:
        edits = edits[::12]
    results = as_the_engine_has_it(one, edits, one.scenarios[chosen])
    issued = one.issued(chosen)
    places = issued.workings.places
    book = Open(one.data)
    book.type_in(SUMMARY, SELECTOR_ROW, LABEL, issued.titles[chosen])
    lines = {
        (WORKINGS, places.blocks[name].first + item, places.column_of(year)): (name, item, year)
        for name, line in MODEL.lines.items()
        for item in range(len(one.entered.items_of(line.axis)))
        for year in range(0 if line.opening is not None else 1, 1 + one.entered.years)
    }
    before = book.work(lines)
    moving = 0
    for case, edit in enumerate(edits):
        block = places.entered[edit.given.name]
        row = block.first + edit.item
        column = dict(places.years_of(edit.given))[edit.year + 1 if edit.given.yearly else 0]
        old = float(one.entered.figures[edit.given.name][edit.year, edit.item])
        book.type_in(ASSUMPTIONS, row, column, as_entered(edit.given, edit.figure, one.entered))
        found = book.work(lines)
        book.type_in(ASSUMPTIONS, row, column, as_entered(edit.given, old, one.entered))
        below = MODEL.moved_by([edit.given.name])
        for at, (name, item, year) in lines.items():
            expected = float(results.array(name)[year, item, case])
            assert same(found[at], expected), f"{edit}: {name} {found[at]} is not {expected}"
            if not same(found[at], before[at]):
                moving += 1
                assert name in below, f"{edit} moves {name}"
    assert moving > 10 * len(edits)


def test_a_change_to_the_base_reaches_a_scenario_that_adds_to_it() -> None:
    one = made("bury-2025")
    chosen = [s.name for s in one.scenarios].index("inflation_stays_high")
    places = one.issued().workings.places
    row = places.entered["index_rate"].first + one.entered.items["index"].ids.index("pay_award")
    book = Open(one.data)
    book.type_in(SUMMARY, SELECTOR_ROW, LABEL, one.issued().titles[chosen])
    book.type_in(ASSUMPTIONS, row, places.column_of(1), 0.05)
    in_force = WORKINGS, places.blocks["index_rate"].first + row - places.entered[
        "index_rate"
    ].first, places.column_of(1)  # fmt: skip
    assert book.work([in_force])[in_force] == pytest.approx(0.06)


AGREES = "The arithmetic agrees"


@pytest.mark.parametrize("plan", ["bury-2025", "exemplar"])
def test_any_changed_assumption_leaves_the_sentences_out_and_says_so(plan: str) -> None:
    one = made(plan)
    places = one.issued().workings.places
    summary = next(s for s in sheets_of(one.issued()) if s.title == SUMMARY)
    told = {place(c): c.value for c in summary.formulas() if isinstance(c.value, str)}
    sentences = [at for at, text in told.items() if "£" in str(text)]
    checks = next(at for at, text in told.items() if str(text).startswith(AGREES))
    changed = next(at for at, text in told.items() if text == "")
    book = Open(one.data)
    assert book.work(told) == told
    notes = {"bury-2025": "there is no note", "exemplar": "3 notes"}[plan]
    assert str(told[checks]).startswith(f"{AGREES}; {notes} on the plan as issued")
    assert len(sentences) >= 3
    for edit in list(every_edit(one.entered))[:: 1 if plan == "bury-2025" else 9]:
        row = places.entered[edit.given.name].first + edit.item
        column = dict(places.years_of(edit.given))[edit.year + 1 if edit.given.yearly else 0]
        old = float(one.entered.figures[edit.given.name][edit.year, edit.item])
        book.type_in(ASSUMPTIONS, row, column, as_entered(edit.given, edit.figure, one.entered))
        found = book.work(told)
        assert not any(found[at] for at in sentences), edit
        assert "An assumption has been changed" in str(found[changed]), edit
        if edit.given.name != "reserve_order":
            assert found[checks] == AGREES, f"{edit} is no fault"
        book.type_in(ASSUMPTIONS, row, column, as_entered(edit.given, old, one.entered))
    assert book.work(told) == told


def test_a_figure_typed_over_on_any_sheet_fails_a_check() -> None:
    one = made("exemplar")
    sheets = {sheet.title: sheet for sheet in sheets_of(one.issued())}
    summary = next(c for c in sheets[SUMMARY].formulas() if str(c.value).startswith(AGREES))
    book = Open(one.data)
    for title in (SUMMARY, "Plan", "Savings", "Funding", "Reserves"):
        column = BASE_YEAR + 2
        figures = [
            c for c in sheets[title].formulas()
            if c.column == column and isinstance(c.value, float)
            and sheets[title].cells[c.row, column].look.role in ("number", "total", "big")
        ]  # fmt: skip
        assert figures
        for cell in figures:
            book.type_in(title, cell.row, column, 987_654_321.0)
            found = book.work([place(summary)])[place(summary)]
            assert found == "A check fails: see the Checks sheet", place(cell)
            book.write_back(*place(cell), cell.formula)


def test_the_checks_sheet_lists_the_notes_on_the_plan() -> None:
    """That sums agree says nothing of what they are sums of."""
    (checks,) = (sheet for sheet in sheets_of(made("exemplar").issued()) if sheet.title == "Checks")
    texts = [str(cell.content) for (_, column), cell in checks.cells.items() if column == LABEL]
    notes = texts[texts.index("Notes on the plan as issued: lawful, but to be looked at") + 1 :][:3]
    assert [note[-6:] for note in notes] == ["[W123]", "[W201]", "[W121]"]
    assert notes[2].startswith("Housing options and homelessness is told to absorb £97,778.05")


def test_a_scenario_that_is_not_in_the_list_fails_a_check() -> None:
    one = made("bury-2025")
    summary = next(s for s in sheets_of(one.issued()) if s.title == SUMMARY)
    told = [c for c in summary.formulas() if str(c.value).startswith(AGREES)]
    book = Open(one.data)
    book.type_in(SUMMARY, SELECTOR_ROW, LABEL, "Nothing of the kind")
    assert list(book.work(map(place, told)).values()) == ["A check fails: see the Checks sheet"]


# -- what a viewer that never calculates sees -------------------------------------------------


@pytest.mark.parametrize("plan", PLANS)
def test_every_formula_has_its_value_stored(plan: str) -> None:
    one = made(plan)
    assert not wrong(one.formulas(), values_with_text(one.data))


def values_with_text(data: bytes) -> Values:
    book = load_workbook(BytesIO(data), data_only=True)
    return {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.row and cell.column
    }


def test_pandas_reads_the_plan_as_a_table() -> None:
    one = made("bury-2025")
    table = pd.read_excel(
        BytesIO(one.data), sheet_name="Plan", header=HEAD_ROW - 1, index_col=0, engine="openpyxl"
    )
    gap = table.loc["~ Gap after approved savings", ["2025/26", "2026/27", "2027/28"]]
    np.testing.assert_allclose(
        gap.iloc[0].astype(float), one.results["gap"][:, 0], rtol=0, atol=HALF_A_PENNY
    )


def test_charts_hold_their_figures_and_their_words() -> None:
    one = made("bury-2025")
    with zipfile.ZipFile(BytesIO(one.data)) as book:
        charts = [book.read(n).decode() for n in book.namelist() if "charts/chart" in n]
        drawing = book.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 2
    assert "The gap of each year" in charts[0]
    cached = {
        tuple(map(float, re.findall(r"<(?:c:)?v>([-0-9.e]+)</(?:c:)?v>", part)))
        for chart in charts
        for part in re.findall(r"<(?:c:)?numCache>.*?</(?:c:)?numCache>", chart)
    }
    for name in ("gap_before_savings", "gap", "unfunded"):
        assert tuple(one.results[name][:, 0]) in {
            tuple(0.0 if abs(x) < 1e-6 else x for x in found) for found in cached
        }
    assert tuple(one.results.array("usable_reserves")[:, 0, 0]) in cached
    assert drawing.count('descr="Chart. ') == 2
    for chart in charts:
        assert 'delete val="0"' in chart or 'delete val="false"' in chart.lower()


@pytest.mark.parametrize("plan", ["bury-2024-07", "bury-2023-12"])
def test_a_blank_of_the_plan_is_blank_in_every_table(plan: str) -> None:
    one = made(plan)
    blanks = Blanks(MODEL, one.entered)
    book = load_workbook(BytesIO(one.data), data_only=True)
    for sheet in ("Plan", "Summary"):
        rows = [
            row
            for row in book[sheet].iter_rows(min_row=HEAD_ROW + 1, values_only=True)
            if str(row[0]).lstrip("~ ") in ("Gap as published, running", "Gap as published")
        ]
        assert rows
        for row in rows:
            given = row[BASE_YEAR : BASE_YEAR + one.entered.years]
            assert [x is None for x in given] == list(blanks.of("gap")[1:]), sheet


# -- how it is made --------------------------------------------------------------------------


@pytest.mark.parametrize("plan", ["bury-2025", "exemplar", "bury-2024-07"])
def test_sheets_stand_in_order_and_nothing_is_hidden_or_linked(plan: str) -> None:
    data = made(plan).data
    book = load_workbook(BytesIO(data))
    one = made(plan)
    there = {
        "Scenario changes": len(one.scenarios) > 1,
        "Programme": len(one.entered.items["saving"]) > 0,
        "Delivery": len(one.entered.items["delivery"]) > 0,
        "Reserve purposes": len(one.entered.items["reserve"]) > 0,
        "Decisions": len(one.entered.items["decision"]) > 0,
        "Investments": len(one.entered.items["investment"]) > 0,
        "What it means": len(one.entered.items["consequence"]) > 0,
        "Golden rules": plan != "bury-2024-07",  # which gives gaps alone
        "Targets": bool(one.results["targets_so_far"].any()),
    }
    assert book.sheetnames == [sheet for sheet in SHEETS if there.get(sheet, True)]
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    assert not any(sheet.merged_cells.ranges for sheet in book.worksheets)
    assert not any(
        dimension.hidden
        for sheet in book.worksheets
        for dimension in (*sheet.column_dimensions.values(), *sheet.row_dimensions.values())
    )
    with zipfile.ZipFile(BytesIO(data)) as parts:
        names = parts.namelist()
    assert not [n for n in names if "external" in n.lower() or "vba" in n.lower()]


@pytest.mark.parametrize("plan", PLANS)
def test_formulas_hold_no_number_and_call_what_every_spreadsheet_has(plan: str) -> None:
    for cell in made(plan).formulas():
        tokens = Tokenizer(cell.formula).items
        called = [t.value for t in tokens if t.type == Token.FUNC and t.subtype == Token.OPEN]
        assert {name.removesuffix("(") for name in called} <= FUNCTIONS, cell
        numbers = {t.value for t in tokens if t.type == Token.OPERAND and t.subtype == Token.NUMBER}
        allowed = {"0", "1"} | ({"2", "9"} if "ROUND(" in called else set())
        assert numbers <= allowed, cell


@pytest.mark.parametrize("plan", ["bury-2025", "exemplar"])
def test_each_row_of_every_sheet_holds_one_formula(plan: str) -> None:
    first = BASE_YEAR + 1
    formulas = {place(cell): cell.formula for cell in made(plan).formulas()}
    compared = 0
    for (sheet, row, column), formula in formulas.items():
        if column > first and sheet not in LISTED and (sheet, row, first) in formulas:
            origin = f"{letter(first)}{row}"
            copied = Translator(formulas[sheet, row, first], origin).translate_formula(
                f"{letter(column)}{row}"
            )
            assert formula == copied, (sheet, row, column)
            compared += 1
    assert compared > 300


@pytest.mark.parametrize("plan", PLANS)
def test_the_same_year_stands_in_the_same_column_of_every_sheet(plan: str) -> None:
    one = made(plan)
    book = load_workbook(BytesIO(one.data))
    years = [str(year) for year in (one.entered.base_year, *one.entered.plan_years)]
    for sheet in book.worksheets:
        if sheet.title not in ("Read me", "Sources", *LISTED):
            heads = [sheet.cell(HEAD_ROW, BASE_YEAR + n).value for n in range(len(years))]
            assert heads == years, sheet.title


@pytest.mark.parametrize(
    ("plan", "stamp", "over_years"),
    [
        ("exemplar", "Draft, edition of 2026-02-18, fingerprint ",
         [None, "firm", "indicative", "indicative", "indicative"]),
        ("bury-2025", "Outlook, edition of 2025-01-31, fingerprint ", [None, None, None, None]),
    ],
)  # fmt: skip
def test_every_sheet_says_how_far_the_plan_has_got(
    plan: str, stamp: str, over_years: list[str | None]
) -> None:
    book = load_workbook(BytesIO(made(plan).data))
    for sheet in book.worksheets:
        assert f". {stamp}" in str(sheet.cell(2, LABEL).value), sheet.title
        foot: Any = sheet.oddFooter
        assert foot.left.text.startswith(stamp), sheet.title
        if sheet.title not in ("Read me", "Sources", *LISTED):
            found = [sheet.cell(HEAD_ROW - 1, BASE_YEAR + n).value for n in range(len(over_years))]
            assert found == over_years, sheet.title
            whole = sheet.title == "Summary"
            assert sheet.print_title_rows == (None if whole else "$3:$4"), sheet.title
    told = [cell.value for cell in book["Read me"]["B"]] + [c.value for c in book["Read me"]["A"]]
    stage = {
        "exemplar": "A draft, not yet proposed as a budget; 2026/27 is firm and",
        "bury-2025": "An outlook, which sets no budget.",
    }
    assert any(str(text).startswith(stage[plan]) for text in told)


def test_a_sheet_says_what_it_shows_and_lines_numbers_up_under_their_heads() -> None:
    book = load_workbook(BytesIO(made("exemplar").data))
    sheet = book["Decisions"]
    assert [sheet.cell(row, 1).value for row in range(5, 9)] == [
        "As issued, of ‘The plan as entered’: these sentences do not change.",
        ("Review of high-cost placements was decided 2 months after the last day for it to start "
        "on time, 1 January 2026; the plan"),
        "counts it 3 months late, which costs £520k.",
        "Next to be decided: Reablement before long-term care, by 1 April 2026.",
    ]  # fmt: skip
    heads = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    assert heads["Price of each month's wait, £m"].alignment.horizontal == "right"
    assert heads["Decide by the 1st of"].alignment.horizontal == "left"
    for title in LISTED:
        for row in book[title].iter_rows():
            for cell in row:
                if cell.alignment.horizontal == "right" and cell.data_type in ("n", "f"):
                    assert cell.number_format != "General", (title, cell.coordinate)


def test_every_assumption_is_coloured_and_nothing_else_is() -> None:
    book = load_workbook(BytesIO(made("bury-2025").data))
    coloured = {
        (sheet.title, cell.row, cell.column)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == "00FFF3C4"
    }
    places = made("bury-2025").issued().workings.places
    plan = made("bury-2025").entered
    inputs = {
        (ASSUMPTIONS, places.entered[name].first + item, column)
        for name, given in MODEL.inputs.items()
        for item in range(len(plan.items_of(given.axis)))
        for _, column in places.years_of(given)
    }
    groups = {
        (ASSUMPTIONS, places.entered[pair(axis, group)].first + item, 4)
        for axis in MODEL.axes.values()
        for group in axis.every_group
        if plan.items_of(group)
        for item in range(len(plan.items_of(axis)))
    }
    elsewhere = {at for at in coloured if at[0] != ASSUMPTIONS}
    assert coloured - elsewhere == inputs | groups
    assert {sheet for sheet, _, _ in elsewhere} == {SUMMARY, "Read me"}


def test_every_sheet_carries_the_watermark_and_the_fingerprint() -> None:
    one = made("bury-2025")
    for sheet in load_workbook(BytesIO(one.data)).worksheets:
        assert str(sheet["A2"].value).startswith(one.entered.watermark)
        assert "ingerprint" in str(sheet["A2"].value)
        assert one.entered.watermark in str(sheet.oddFooter.left.text)  # type: ignore[union-attr]


def test_the_same_inputs_give_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib; from tests.test_workbook import made;"
        "print(hashlib.sha256(made('exemplar').data).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


# -- what a plan may hold ---------------------------------------------------------------------


def test_titles_that_look_like_formulas_or_markup_are_text(worked_example: Plan) -> None:
    hostile = "=cmd|' /C calc'!A0 <b>&\"quoted\"</b> \x07"
    items = {
        name: replace(held, titles=tuple(hostile for _ in held.titles))
        for name, held in worked_example.items.items()
    }
    plan = replace(worked_example, title=hostile, watermark=hostile, notes=(hostile,), items=items)
    base = Scenario("base", hostile, hostile, plan)
    other = replace(base, name="other")
    one = Made(run(MODEL, *together([base, other])), [base, other], plan)
    book = load_workbook(BytesIO(one.data))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if "cmd|" in str(cell.value):
                    assert cell.data_type != "f" or str(cell.value).startswith('="Scenario: "')
    assert not wrong(one.formulas(1), chosen_by_title(one, 1))


def chosen_by_title(one: Made, chosen: int) -> Values:
    book = Open(one.data)
    book.type_in(SUMMARY, SELECTOR_ROW, LABEL, one.issued().titles[chosen])
    return book.work(map(place, one.formulas(chosen)))


def test_scenarios_of_one_title_are_told_apart() -> None:
    one = made("worked-example")
    alike = [replace(scenario, title="The same") for scenario in one.scenarios]
    twins = Made(one.results, alike, one.entered)
    assert len(set(twins.issued().titles)) == len(alike)
    assert not wrong(twins.formulas(1), chosen_by_title(twins, 1))


def test_layers_upon_layers_are_one_effect(tmp_path: Path) -> None:
    """A parent that times and adds, a child that adds, and another that replaces."""
    shutil.copytree(ROOT / "inputs/worked-example", tmp_path / "inputs/worked-example")
    folder = tmp_path / "scenarios/worked-example"
    folder.mkdir(parents=True)
    about = "title: {0}\nwhy: To try.\nowner: Finance\n"
    item = made("worked-example").entered.items["index"].ids[1]
    (folder / "one.yaml").write_text(
        f"scenario: one\n{about.format('One')}set:\n  {item}: {{times: 1.5}}\n"
    )
    (folder / "two.yaml").write_text(
        f"scenario: two\n{about.format('Two')}based_on: one\nset:\n  {item}: {{add: 0.4pp}}\n"
        "  savings.delivery_probability: {times: 0.5}\n"
    )
    (folder / "three.yaml").write_text(
        f"scenario: three\n{about.format('Three')}based_on: two\nset:\n"
        f"  {item}: {{2027/28: 9%}}\n  savings.delivery_probability: {{add: 10pp}}\n"
    )
    one = of_folder(tmp_path / "inputs/worked-example")
    assert [s.name for s in one.scenarios] == ["base", "one", "three", "two"]
    for scenario in one.scenarios:
        rebuilt = {name: figures.copy() for name, figures in one.entered.figures.items()}
        for (name, item_id, year), effect in scenario.effects.items():
            at = one.entered.items_of(MODEL.inputs[name].axis).ids.index(item_id)
            rebuilt[name][year, at] = effect.on(rebuilt[name][year, at])
        for name, figures in scenario.plan.figures.items():
            np.testing.assert_allclose(rebuilt[name], figures, rtol=1e-13)
    for chosen in range(len(one.scenarios)):
        assert not wrong(one.formulas(chosen), chosen_by_title(one, chosen))


def test_a_run_of_one_named_scenario_changes_the_plan_as_entered() -> None:
    one = of_folder(ROOT / "inputs/bury-2025", ("council_tax_held+savings_slip",))
    assert not wrong(one.formulas(), chosen_by_title(one, 0))


def test_files_are_read_for_the_fingerprint() -> None:
    one = made("bury-2025")
    files = {**one.entered.files, **digests(ROOT / "scenarios/bury-2025")}
    assert workbook(one.results, one.scenarios, one.entered, files) != one.data
