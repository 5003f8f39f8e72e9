"""The sheets that people read: the plan's tables, each figure a reference to Workings.

A cell holds pounds and shows £m.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Input
from mtfp.analysis.basis import ILLUSTRATIVE
from mtfp.analysis.saying import ONLY_GAPS, says_only_gaps
from mtfp.outputs.tables.bridge import BRIDGE, BRIDGE_IN_ROWS
from mtfp.outputs.tables.capital import BORROWING_AND_OTHER_ACCOUNTS
from mtfp.outputs.tables.council_tax import COUNCIL_TAX, OF_COUNCIL_TAX
from mtfp.outputs.tables.grants_and_rates import OF_GRANTS_AND_RATES, STREAMS
from mtfp.outputs.tables.investing import OF_INVESTING
from mtfp.outputs.tables.notes import BLANK_NOTE, MARK, SIGNS
from mtfp.outputs.tables.reserves import AGAINST_MINIMUM, BALANCES, DRAWS, OF_RESERVES
from mtfp.outputs.tables.rows import Table
from mtfp.outputs.tables.savings import APPROVED_SAVINGS, COVERAGE, EXPECTED_SAVINGS
from mtfp.outputs.tables.shown import Shown, rows_of, summary_of
from mtfp.outputs.tables.summary import FUNDING, RESERVES
from mtfp.outputs.tables.targets import SHAVE, TARGETS
from mtfp.outputs.workbook.forms import put_headings, read_form_of
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import LIST_ROW, SCENARIOS, WORKINGS
from mtfp.outputs.workbook.sheets import (
    HEAD_ROW,
    ITEM,
    LABEL,
    UNIT,
    WHOLE_PLAN,
    Content,
    Look,
    Sheet,
    letter,
    reference,
)
from mtfp.plan.plan import BASES

PLAN, SAVINGS, FUNDING_SHEET, RESERVES_SHEET = "Plan", "Savings", "Funding", "Reserves"
HELD = "Each cell holds its figure to the penny and shows it in £m."
MARKED = f"{MARK} rests on illustrative figures under at least one scenario of this workbook."
DUST = 1e-6
"""A hundredth of what a float can hold of a budget; a spreadsheet shows it as nought."""


@dataclass(frozen=True)
class Told:
    """How a figure of Workings is told: the formula around its reference, and what that gives."""

    formula: Callable[[str], str] = str
    content: Callable[[float], Content] = float


@dataclass
class TableSheet:
    """A sheet, the tables that stand on it, and the row of each line and item of each."""

    issued: Issued
    sheet: Sheet
    tables: list[Table] = field(default_factory=list)
    rows: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def table(self, table: Table) -> None:
        """Put a table below what is there; nothing where it would have no rows."""
        found = list(rows_of(table, self.issued.results))
        if not any(not shown.row.total for shown in found):
            return
        row = self.sheet.next_row + (self.sheet.next_row > HEAD_ROW + 1)
        self.sheet.put(row, LABEL, table.title, "section")
        for column in range(ITEM, self.issued.workings.places.after_years):
            self.sheet.put(row, column, None, "section")
        self.tables.append(table)
        for shown in found:
            row += 1
            self._row(table, shown, row)

    def notes(self, texts: Sequence[str]) -> None:
        """Lines of text below what is there."""
        for row, text in enumerate(texts, start=self.sheet.next_row + 1):
            self.sheet.put(row, LABEL, text, "quiet")

    def _row(self, table: Table, shown: Shown, row: int) -> None:
        issued = self.issued
        role = "total" if shown.row.total else "memo" if shown.row.memo else "number"
        form = read_form_of(shown.named.unit, amounts_of(shown, issued))
        weakest = weakest_basis(shown, issued)
        unit = "£m" if form == "millions" else shown.named.unit.name
        quiet = "quiet total" if shown.row.total else "quiet"
        for column in range(LABEL, issued.workings.places.after_years):
            self.sheet.put(row, column, None, role)
        self.sheet.put(row, LABEL, f"{mark_of(weakest)} {shown.label}", role)
        self.sheet.put(row, ITEM, weakest, quiet)
        self.sheet.put(row, UNIT, unit, quiet)
        put_figures(self.sheet, row, shown, issued, Look(role, form))
        self.rows[table.title, shown.named.name, shown.item] = row


def weakest_basis(shown: Shown, issued: Issued) -> str:
    """The weakest basis of a row's figures under any scenario of the workbook."""
    bases = (trust.bases.of(shown.named.name, shown.item) for trust in issued.trusts)
    return max(bases, key=lambda basis: BASES.index(basis) if basis else -1)


def mark_of(basis: str) -> str:
    """The mark of a row that rests on invention, or a space."""
    return MARK if basis == ILLUSTRATIVE else " "


def put_figures(sheet: Sheet, row: int, shown: Shown, issued: Issued, look: Look) -> None:
    """A row's figures as references to Workings, each left empty where the plan leaves it blank."""
    for year in range(1 + issued.entered.years):
        column = issued.workings.column_of(year)
        put_figure(sheet, (row, column), shown, year, issued, look)


def put_figure(
    sheet: Sheet,
    at: tuple[int, int],
    shown: Shown,
    year: int,
    issued: Issued,
    look: Look,
    told: Told = Told(),
) -> None:
    """A row's figure of one year in a cell, as a reference to Workings; nothing if it is blank.

    What is blank under some scenarios and not others is empty while one of those is chosen.
    """
    each = amounts_of(shown, issued)[:, year]
    blank = np.flatnonzero(np.isnan(each)).tolist()
    if len(blank) == len(each):
        return
    figure = float(each[issued.chosen])
    content = "" if np.isnan(figure) else told.content(snapped(figure))
    formula = f"={told.formula(formula_of(shown, year, issued)[1:])}"
    if blank:
        chosen = issued.workings.chosen_number(sheet.title)
        numbers = (reference(SCENARIOS, WHOLE_PLAN, LIST_ROW + n, hold=True) for n in blank)
        tests = "+".join(f"({chosen}={number})*1" for number in numbers)
        formula = f'=IF({tests}>0,"",{formula[1:]})'
    sheet.work(*at, formula, content, look.role, look.form)


def amounts_of(shown: Shown, issued: Issued) -> NDArray[np.float64]:
    """A row's figures shaped (scenarios, years), base year first; NaN where there is none."""
    return np.array([
        shown.amounts(issued.results, trust.blanks, case)
        for case, trust in enumerate(issued.trusts)
    ])  # fmt: skip


def formula_of(shown: Shown, year: int, issued: Issued) -> str:
    """A row's reference to Workings in one year."""
    workings = issued.workings
    whole_plan = isinstance(shown.named, Input) and not shown.named.yearly
    column = f"${letter(WHOLE_PLAN)}" if whole_plan else letter(workings.column_of(year))
    row = workings.blocks[shown.named.name].first + shown.item
    return f"={'-' if shown.row.sign < 0 else ''}{WORKINGS}!{column}{row}"


def snapped(figure: float) -> float:
    """A stored figure without the dust of floats, as a spreadsheet would work it."""
    return 0.0 if abs(figure) < DUST else figure


def tables_of(issued: Issued) -> list[TableSheet]:
    """The Plan, Savings, Funding and Reserves sheets."""
    results, found, told = issued.results, issued.findings[issued.chosen], issued.told
    plan = issued.entered
    only_gaps = says_only_gaps(results)
    bridge = () if only_gaps else (BRIDGE, BRIDGE_IN_ROWS, *BORROWING_AND_OTHER_ACCOUNTS)
    has_reserves = bool(len(plan.items["reserve"]))
    made = [
        _sheet(issued, PLAN, "The plan", (*summary_of(results), *bridge)),
        _sheet(issued, SAVINGS, "Savings",
               (APPROVED_SAVINGS, EXPECTED_SAVINGS, COVERAGE, *OF_INVESTING, TARGETS, SHAVE),
               (told.savings, told.programme)),
        _sheet(issued, FUNDING_SHEET, "Funding", () if only_gaps else
               (FUNDING, COUNCIL_TAX, *OF_COUNCIL_TAX, *OF_GRANTS_AND_RATES, STREAMS),
               (told.funding,)),
        _sheet(issued, RESERVES_SHEET, "Reserves",
               (RESERVES, AGAINST_MINIMUM, BALANCES, DRAWS, *OF_RESERVES) if has_reserves else (),
               (told.reserves, told.reserves_idle, told.licence, told.licence_besides)),
    ]  # fmt: skip
    silent = ("", found.savings, found.funding, found.reserves)
    for one, nothing in zip(made, silent, strict=True):
        notes = [SIGNS, HELD, MARKED] if one.tables else [nothing]
        if one.tables and any(scenario.plan.blanks for scenario in issued.scenarios):
            notes.append(BLANK_NOTE)
        if only_gaps and one.sheet.title == PLAN:
            notes.append(ONLY_GAPS)
        one.notes(notes)
    return made


def _sheet(
    issued: Issued,
    title: str,
    heading: str,
    tables: Sequence[Table],
    sentences: Sequence[str] = (),
) -> TableSheet:
    sheet = Sheet(title, f"{heading}: {issued.entered.title}")
    put_headings(sheet, issued.entered, ("£m", "Rests on", "Unit", ""))
    sheet.widths |= {LABEL: 60, ITEM: 13, UNIT: 21, WHOLE_PLAN: 2}
    sheet.widths |= {
        issued.workings.column_of(year): 13 for year in range(1 + issued.entered.years)
    }
    issued.head(sheet, live=True)
    if any(any(True for _ in rows_of(table, issued.results)) for table in tables):
        issued.say(sheet, sentences)
    made = TableSheet(issued, sheet)
    for table in tables:
        made.table(table)
    return made
