"""The workbook's own checks, each broken in turn; and a year that only some scenarios know."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mtfp.analysis.blanks import Blanks
from mtfp.model import MODEL
from mtfp.outputs.workbook.sheets import letter
from tests.conftest import ROOT
from tests.test_workbook import Made, made, of_folder, place
from tests.test_workbook_read import (
    HEADS,
    cells_of,
    heads,
    sheet_of,
    table_rows,
    unmarked,
    years_of,
)
from tests.witnesses import labels
from tests.witnesses.workbooks import Open

PLAN = "exemplar"
BRIDGE = "Plan: From the base year to the gap: what each cause adds, or in brackets takes off"
RINGFENCED = "Ring-fenced grants and the spending that goes with them"
PROVISION = "MRP: the charge for what was borrowed, scheme by scheme"
SCHOOLS = "Dedicated schools grant, held apart from the gap"
BASE = "Council tax base from the dwellings of each band"
FUND = "Collection fund: what it pays in the year, once"
SPENDING_POWER = "Core Spending Power: government's view against the plan's own"
LIKE_THEIR_LINES = {
    "Plan": (
        "Each scheme's MRP with interest at the rate of new borrowing",
        "Housing revenue account, held apart from the gap",
    ),
    "Funding": (
        "Council tax bills: Band D of each authority, and each band in all",
        "The business rates pool as one, against its members alone",
        "Revenue support grant between two allocations",
        "How firm the funding is, where its rows say so",
        "Funding given as amounts, row by row, ring-fenced or not",
    ),
    "Savings": (
        "What of savings has an owner and a project with milestones, and what of the gap has not",
        "Targets of services, which are no savings yet",
        "Likeness to an equal cut: 100% is the same percentage from every service",
        "Investments: what each saves in the year, less MRP and interest for it",
        "Capital receipts: last year's in hand, plus what comes in, less what is used",
        "The revolving fund: last year's, less what it lends, plus what savings repay",
    ),
    "Reserves": (
        "Usable reserves against their minimum",
        "How long reserves last",
        "Resilience indicators, against the net budget",
    ),
}
"""The tables without a total, each on its sheet."""
TOTALS = {
    "Plan: Spending: Net budget",
    "Plan: Funding: Funding",
    "Plan: Gap (the year's own shortfall): Gap after approved savings",
    "Plan: Reserves: Still to be found (brackets: to spare)",
    f"{BRIDGE}: Gap before savings",
    f"{BRIDGE}: Gap after approved savings",
    (
        "Plan: Pressures, pay, demand and income above, row by row: "
        "Pressures less growth of income, since the base year"
    ),
    "Plan: Capital spending and what pays for it: Capital spending to be borrowed for",
    "Plan: What borrowing costs the budget: Capital financing",
    f"Plan: {PROVISION}: Minimum revenue provision",
    f"Plan: {SCHOOLS}: Usable reserves after the schools grant deficit",
    "Savings: Savings as approved: Savings as approved",
    "Savings: Savings as they are expected to arrive: Savings as expected",
    "Savings: What savings cost before they save, and what pays for it: Costs to achieve",
    (
        "Savings: What investments save in the year, beyond what they repay to the revolving "
        "fund: Savings released to the budget"
    ),
    "Funding: Funding: Funding",
    "Funding: Council tax: Council tax",
    f"Funding: {BASE}: Band D equivalents before the collection rate",
    f"Funding: {FUND}: Collection fund surplus or deficit",
    "Funding: Business rates by the retention scheme: Business rates from retention",
    f"Funding: {SPENDING_POWER}: Core Spending Power",
    f"Funding: {SPENDING_POWER}: Our funding, reconciled to Core Spending Power",
    f"Funding: {RINGFENCED}: Stranded costs of ring-fenced grants",
    "Reserves: Reserves: Still to be found (brackets: to spare)",
    "Reserves: Balance of each reserve at the year's end: Closing reserves",
    "Reserves: Drawn from each reserve: Permitted draw on reserves",
    "Reserves: What the year's draw on reserves is for: Permitted draw on reserves",
    (
        "Reserves: Savings that reserves bridge on their way to full effect: "
        "Draw that bridges savings"
    ),
    (
        "Reserves: Savings that have slipped, whose draw waits for members to approve their new "
        "start: Draw that waits for a decision"
    ),
}
ROWS_OF = {
    f"{sheet}: {table}: rows that are not their line of Workings": (sheet, table)
    for sheet, tables in LIKE_THEIR_LINES.items()
    for table in tables
}
OF_THE_SUMMARY = "Summary: each number is the line of Workings that it is called"
IN_ORDER = "No two reserves share a place in the order of use"
ROLLS = "Closing reserves are last year's, with what is paid in, less draws"
LISTED = "The scenario chosen on Summary is one of the list"
CHECKS = {*TOTALS, *ROWS_OF, OF_THE_SUMMARY, IN_ORDER, ROLLS, LISTED}
OK, LOOK = "OK", "Look here"
ALL_PASS, FAILS = "The arithmetic agrees", "A check fails: see the Checks sheet"
COMPARED = (*labels.MEASURES, "Net budget", "Funding")

Spot = tuple[str, int, int]


@cache
def formulas() -> dict[Spot, str]:
    return {place(cell): cell.formula for cell in made(PLAN).formulas()}


@cache
def rows() -> dict[str, int]:
    """The rows of the Checks sheet by their labels."""
    sheet = sheet_of(PLAN, "Checks")
    return {str(cell.value): int(cell.row) for cell in sheet["A"] if cell.value}


class Broken:
    """The workbook held open, one cell of it typed over at a time."""

    def __init__(self) -> None:
        self.book = Open(made(PLAN).data)
        self.columns = heads(sheet_of(PLAN, "Checks"))
        self.years = years_of(sheet_of(PLAN, "Checks"), made(PLAN))

    def by(self, at: Spot, more: float) -> tuple[set[str], dict[str, dict[int, float]]]:
        """The checks that fail when a figure is so much more, and each row's differences."""
        self.book.type_in(*at, float(str(self.value(at))) + more)
        found = self.found()
        self.book.write_back(*at, formulas()[at])
        return found

    def found(self) -> tuple[set[str], dict[str, dict[int, float]]]:
        """The checks that fail now, and each row's differences by year."""
        result = self.columns["Result"]
        spots = {
            name: [("Checks", row, column) for column in (result, *self.years.values())]
            for name, row in rows().items()
            if name in CHECKS or name in COMPARED
        }
        every = self.book.work(spot for of in spots.values() for spot in of)
        said = {name: every[spots[name][0]] for name in CHECKS}
        assert set(said.values()) <= {OK, LOOK}
        apart = {
            name: {
                year: float(found)
                for year, spot in zip(self.years, of[1:], strict=True)
                if isinstance(found := every[spot], int | float)
            }
            for name, of in spots.items()
        }
        return {name for name, result in said.items() if result == LOOK}, apart

    def value(self, at: Spot) -> object:
        return self.book.work([at])[at]


def spots_of(sheet: str, row: int) -> Iterator[tuple[int, Spot]]:
    """The cells of a row that are worked, by their years."""
    for year, column in years_of(sheet_of(PLAN, sheet), made(PLAN)).items():
        if (sheet, row, column) in formulas():
            yield year, (sheet, row, column)


def rows_of_tables(sheet: str) -> Iterator[tuple[str, str, int]]:
    """Each row of a sheet's tables: its table, its label and where it stands."""
    typed = labels.TABLES | labels.IN_THE_WORKBOOK_ALONE
    for table, row in table_rows(sheet_of(PLAN, sheet), typed):
        yield table, unmarked(sheet_of(PLAN, sheet).cell(row, 1).value), row


# -- each check -----------------------------------------------------------------------------


def test_every_check_is_there_and_passes() -> None:
    results = heads(sheet_of(PLAN, "Checks"))["Result"]
    said = {name: sheet_of(PLAN, "Checks").cell(row, results).value for name, row in rows().items()}
    assert {name for name, result in said.items() if result in (OK, LOOK)} == CHECKS
    assert Broken().found()[0] == set()


def test_a_penny_on_any_total_or_on_a_row_above_it_is_found_by_its_own_check() -> None:
    broken, seen = Broken(), set()
    for sheet in labels.SHEETS:
        for table, label, row in rows_of_tables(sheet):
            name = f"{sheet}: {table}: {label}"
            if name not in TOTALS:
                continue
            seen.add(name)
            given = broken.found()[1][name]  # no year that is left blank, and not every base year
            for year, spot in spots_of(sheet, row):
                if year not in given:
                    continue
                failing, apart = broken.by(spot, 0.01)
                assert failing >= {name}, spot
                assert {other for other in failing if other.split(": ")[0] != sheet} == set()
                assert apart[name] == pytest.approx(
                    {y: 0.01 * (y == year) for y in apart[name]}, abs=1e-6
                )
            last = dict(spots_of(sheet, row))[max(given)]
            assert broken.by(last, 0.004)[0] == set(), "less than half a penny is none"
            assert broken.by(last, -0.01)[0] >= {name}
            part = dict(spots_of(sheet, row - 1))[max(given)]
            assert broken.by(part, 0.01)[0] >= {name}
    assert seen == TOTALS


def test_a_penny_on_a_row_that_no_total_holds_is_found_by_its_own_check() -> None:
    broken = Broken()
    for name, (sheet, table) in ROWS_OF.items():
        rows_there = [row for of, _, row in rows_of_tables(sheet) if of == table]
        assert rows_there
        for row in rows_there:
            for year, spot in spots_of(sheet, row):
                failing, apart = broken.by(spot, 0.01)
                assert failing == {name}, spot
                assert apart[name] == {y: float(y == year) for y in apart[name]}


def test_a_penny_on_any_number_of_the_summary_is_found_by_its_own_check() -> None:
    broken, summary = Broken(), sheet_of(PLAN, "Summary")
    found = {unmarked(cell.value): int(cell.row) for cell in summary["A"] if cell.value}
    for label in labels.HEADLINE:
        spots = list(spots_of("Summary", found[label]))
        assert spots
        for year, spot in spots:
            failing, apart = broken.by(spot, 0.01)
            assert failing == {OF_THE_SUMMARY}, spot
            assert apart[OF_THE_SUMMARY][year] == pytest.approx(0.01)


def test_reserves_that_do_not_roll_forward_are_found() -> None:
    broken, workings = Broken(), sheet_of(PLAN, "Workings")
    column = heads(workings)["Name"]
    named = {str(workings.cell(n, column).value): n for n in range(HEADS + 1, workings.max_row + 1)}
    years = years_of(workings, made(PLAN))
    for year in range(1, 1 + made(PLAN).entered.years):
        failing, apart = broken.by(("Workings", named["closing_reserves"], years[year]), 0.01)
        assert ROLLS in failing
        wrong = {y for y, difference in apart[ROLLS].items() if difference > 0.009}
        assert wrong == {year, year + 1} & apart[ROLLS].keys()
    assert ROLLS in broken.by(("Workings", named["permitted_draw"], years[4]), -0.01)[0]
    assert ROLLS in broken.by(("Workings", named["contributions_to_reserves"], years[4]), 0.01)[0]


def test_an_order_that_two_reserves_share_is_found() -> None:
    broken, sheet = Broken(), sheet_of(PLAN, "Assumptions")
    order = [int(cell.row) for cell in sheet["A"] if cell.value == "Order of use"]
    assert len(order) == len(made(PLAN).entered.items["reserve"])
    column = heads(sheet)["Whole plan"]
    for row, twin in zip(order, [*order[1:], order[0]], strict=True):
        held = sheet.cell(row, column).value
        broken.book.type_in("Assumptions", row, column, float(str(sheet.cell(twin, column).value)))
        assert broken.found()[0] == {IN_ORDER}
        broken.book.type_in("Assumptions", row, column, float(str(held)))
    assert broken.found()[0] == set()


def test_a_scenario_that_is_not_listed_is_found() -> None:
    broken = Broken()
    broken.book.type_in("Summary", 5, 1, "Nothing of the kind")
    assert LISTED in broken.found()[0]


def test_each_measure_that_moves_is_no_longer_as_issued() -> None:
    """A penny on the live row of any measure is seen in that measure's own row alone."""
    broken, sheet = Broken(), sheet_of(PLAN, "Scenarios")
    texts = [str(cell.value or "") for cell in sheet["A"]]
    said = "Checks", rows()["The figures of the scenario chosen"], broken.columns["Result"]
    assert broken.value(said) == "As issued"
    for measure in COMPARED:
        spots = list(spots_of("Scenarios", texts.index(f"{measure}, £m") + 2))
        assert len(spots) >= made(PLAN).entered.years
        for year, spot in spots:
            _, apart = broken.by(spot, 0.01)
            moved = {
                (name, y)
                for name in COMPARED
                for y, difference in apart[name].items()
                if difference > 0.001
            }
            assert moved == {(measure, year)}
        broken.book.type_in(*spots[-1][1], 1.0)
        assert broken.value(said) == "Changed since it was issued"
        broken.book.write_back(*spots[-1][1], formulas()[spots[-1][1]])


# -- what stands out ------------------------------------------------------------------------


def alerts_of(sheet: str) -> dict[str, str]:
    """The test of each conditional format, by the cells that it colours."""
    return {
        str(area.sqref): rule.formula[0]
        for area in sheet_of(PLAN, sheet).conditional_formatting
        for rule in area.rules
    }


def test_what_stands_out_is_what_a_failing_check_says() -> None:
    broken = Broken()
    result = letter(broken.columns["Result"])
    master = rows()["All checks together"]
    alerts = alerts_of("Checks")
    expected = {f"{result}{rows()[name]}": f'{result}{rows()[name]}="{LOOK}"' for name in CHECKS}
    expected[f"{result}{master}"] = f'{result}{master}="{FAILS}"'
    assert alerts == expected
    assert alerts_of("Summary") == {"A3": f'A3="{FAILS}"'}
    told: list[Spot] = [("Checks", master, broken.columns["Result"]), ("Summary", 3, 1)]
    noted = "; 3 notes on the plan as issued: see the Checks sheet"
    assert list(broken.book.work(told).values()) == [ALL_PASS, ALL_PASS + noted]
    broken.book.type_in("Summary", HEADS + 2, 6, 1.0)
    assert set(broken.book.work(told).values()) == {FAILS}


def test_a_changed_assumption_stands_out_against_what_it_was() -> None:
    """The cells that may be changed, each against the same cell of As issued."""
    sheet = sheet_of(PLAN, "Assumptions")
    ((cells, test),) = alerts_of("Assumptions").items()
    first = cells.split(":")[0]
    assert test == f"{first}<>'As issued'!{first}"
    covered = cells_of(PLAN, f"Assumptions!{cells}")
    inputs = {
        cell
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for cell in area.cells
    }
    assert inputs <= {(cell.row, cell.column) for cell in covered}
    for cell in covered:
        was = sheet_of(PLAN, "As issued").cell(cell.row, cell.column)
        assert was.value == cell.value


# -- a year that a scenario fills -----------------------------------------------------------


def filled(tmp_path: Path) -> Made:
    """The plan of summer 2024, whose middle year is blank, and a scenario that gives it."""
    name = "bury-2024-07"
    shutil.copytree(ROOT / "inputs" / name, tmp_path / "inputs" / name)
    folder = tmp_path / "scenarios" / name
    folder.mkdir(parents=True)
    (folder / "given.yaml").write_text(
        "scenario: given\ntitle: The missing year is given\nwhy: To try.\nowner: Finance\n"
        "set:\n  gap_later: {2025/26: £6m}\n"
    )
    return of_folder(tmp_path / "inputs" / name)


def test_a_year_that_a_scenario_fills_shows_under_it_alone(tmp_path: Path) -> None:
    one = filled(tmp_path)
    assert [scenario.name for scenario in one.scenarios] == ["base", "given"]
    path = tmp_path / "filled.xlsx"
    path.write_bytes(one.data)
    stored = load_workbook(path, data_only=True)
    spots: dict[tuple[str, str, int], Spot] = {}
    labelled = {
        ("Summary", "Gap as published"): "gap",
        ("Plan", "Gap as published, running"): "gap",
        ("Plan", "...of which new this year"): "gap_increment",
        ("Plan", "Gaps added up: reserves needed if nothing is done"): "gap_if_nothing_done",
    }
    for (title, label), line in labelled.items():
        (row,) = (int(c.row) for c in stored[title]["A"] if unmarked(c.value) == label)
        for year in (1, 2, 3):
            spots[title, line, year] = (title, row, 5 + year)
    base, given = (Blanks(MODEL, scenario.plan) for scenario in one.scenarios)
    assert list(base.of("gap")) == [False, False, True, False]
    assert not any(given.of(line).any() for line in labelled.values())
    for (title, line, year), (_, row, column) in spots.items():
        figure = stored[title].cell(row, column).value
        assert (figure is None or figure == "") == base.of(line)[year], (title, line, year)
    book = Open(one.data)
    for case in (0, 1, 0, 1):
        book.type_in("Summary", 5, 1, one.issued().titles[case])
        found = book.work(spots.values())
        for (title, line, year), spot in spots.items():
            blank = not case and base.of(line)[year]
            expected = "" if blank else pytest.approx(float(one.results[line][year - 1, case]))
            assert found[spot] == expected, (title, line, year, case)
    assert found[spots["Plan", "gap", 2]] == pytest.approx(19_149_000)
    assert found[spots["Summary", "gap", 3]] == pytest.approx(27_918_000)
