"""The sheets that people read: the plan's tables, each figure a reference to Workings.

A cell holds pounds and shows £m. A figure that the plan leaves blank under any of the
workbook's scenarios is left empty, since a cell cannot be empty under one and not another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Input
from mtfp.analysis.basis import ILLUSTRATIVE
from mtfp.analysis.saying import ONLY_GAPS, says_only_gaps
from mtfp.outputs.tables import (
    AGAINST_MINIMUM,
    APPROVED_SAVINGS,
    BALANCES,
    BRIDGE,
    COUNCIL_TAX,
    DRAWS,
    EXPECTED_SAVINGS,
    FUNDING,
    MARK,
    RESERVES,
    STREAMS,
    Shown,
    Table,
    rows_of,
    summary_of,
)
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.sheets import HEAD_ROW, ITEM, LABEL, UNIT, WHOLE_PLAN, Sheet, letter
from mtfp.outputs.workbook.workings import form_of, put_headings
from mtfp.plan.plan import BASES
from mtfp.terms import GBP

PLAN, SAVINGS, FUNDING_SHEET, RESERVES_SHEET = "Plan", "Savings", "Funding", "Reserves"
SIGNS = "Shown in £m, held to the penny; brackets are less than nought."
MARKED = f"{MARK} rests on illustrative figures under at least one scenario of this workbook."
BLANK = "An empty space is a figure that cannot be given: the plan leaves its year blank."
DUST = 1e-6
"""A hundredth of what a float can hold of a budget; a spreadsheet shows it as nought."""


@dataclass(frozen=True)
class Printed:
    """A table's row as it stands on a sheet."""

    shown: Shown
    row: int


@dataclass
class TableSheet:
    """A sheet of tables, and where each of their rows is."""

    issued: Issued
    sheet: Sheet
    printed: dict[str, list[Printed]] = field(default_factory=dict)

    def table(self, table: Table) -> None:
        """Put a table below what is there; nothing where it would have no rows."""
        found = list(rows_of(table, self.issued.results))
        if not any(not shown.row.total for shown in found):
            return
        row = self.sheet.next_row + (self.sheet.next_row > HEAD_ROW + 1)
        self.sheet.put(row, LABEL, table.title, "section")
        for column in range(ITEM, self.issued.workings.places.after_years):
            self.sheet.put(row, column, None, "section")
        for shown in found:
            row += 1
            self._row(shown, row)
            self.printed.setdefault(table.title, []).append(Printed(shown, row))

    def notes(self, texts: Sequence[str]) -> None:
        """Lines of text below what is there."""
        for row, text in enumerate(texts, start=self.sheet.next_row + 1):
            self.sheet.put(row, LABEL, text, "quiet")

    def row_of(self, table: Table, name: str) -> int:
        """The row of a line in a table."""
        return next(one.row for one in self.printed[table.title] if one.shown.named.name == name)

    def _row(self, shown: Shown, row: int) -> None:
        issued = self.issued
        role = "total" if shown.row.total else "memo" if shown.row.memo else "number"
        form = "millions" if shown.named.unit == GBP else form_of(shown.named.unit)
        weakest = weakest_basis(shown, issued)
        unit = "£m" if form == "millions" else shown.named.unit.name
        quiet = "quiet total" if shown.row.total else "quiet"
        for column in range(LABEL, issued.workings.places.after_years):
            self.sheet.put(row, column, None, role)
        self.sheet.put(row, LABEL, f"{mark_of(weakest)} {shown.label}", role)
        self.sheet.put(row, ITEM, weakest, quiet)
        self.sheet.put(row, UNIT, unit, quiet)
        for year, figure in enumerate(figures_of(shown, issued)):
            if not np.isnan(figure):
                column = issued.workings.column_of(year)
                formula = formula_of(shown, year, issued)
                self.sheet.work(row, column, formula, snapped(float(figure)), role, form)


def weakest_basis(shown: Shown, issued: Issued) -> str:
    """The weakest basis of a row's figures under any scenario of the workbook."""
    bases = (trust.bases.of(shown.named.name, shown.item) for trust in issued.trusts)
    return max(bases, key=lambda basis: BASES.index(basis) if basis else -1)


def mark_of(basis: str) -> str:
    """The mark of a row that rests on invention, or a space."""
    return MARK if basis == ILLUSTRATIVE else " "


def figures_of(shown: Shown, issued: Issued) -> NDArray[np.float64]:
    """The figures of the chosen scenario, base year first, without those blank in any."""
    figures = [
        shown.amounts(issued.results, trust.blanks, case)
        for case, trust in enumerate(issued.trusts)
    ]
    left_out = np.isnan(figures).any(axis=0)
    return np.where(left_out, np.nan, figures[issued.chosen])


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
    results, found = issued.results, issued.findings[issued.chosen]
    plan = issued.entered
    only_gaps = says_only_gaps(results)
    bridge = () if only_gaps else (BRIDGE,)
    has_reserves = bool(len(plan.items["reserve"]))
    made = [
        _sheet(issued, PLAN, "The plan", (*summary_of(results), *bridge)),
        _sheet(issued, SAVINGS, "Savings", (APPROVED_SAVINGS, EXPECTED_SAVINGS)),
        _sheet(issued, FUNDING_SHEET, "Funding", () if only_gaps else
               (FUNDING, COUNCIL_TAX, STREAMS)),
        _sheet(issued, RESERVES_SHEET, "Reserves",
               (RESERVES, AGAINST_MINIMUM, BALANCES, DRAWS) if has_reserves else ()),
    ]  # fmt: skip
    silent = ("", found.savings, found.funding, found.reserves)
    for one, nothing in zip(made, silent, strict=True):
        notes = [SIGNS, MARKED] if one.printed else [nothing]
        if one.printed and plan.blanks:
            notes.append(BLANK)
        if only_gaps and one.sheet.title == PLAN:
            notes.append(ONLY_GAPS)
        one.notes(notes)
    return made


def _sheet(issued: Issued, title: str, heading: str, tables: Sequence[Table]) -> TableSheet:
    sheet = Sheet(title, f"{heading}: {issued.entered.title}")
    put_headings(sheet, issued.entered, ("£m", "Rests on", "Unit", ""))
    sheet.widths |= {LABEL: 60, ITEM: 13, UNIT: 21, WHOLE_PLAN: 2}
    sheet.widths |= {
        issued.workings.column_of(year): 13 for year in range(1 + issued.entered.years)
    }
    issued.head(sheet, live=True)
    made = TableSheet(issued, sheet)
    for table in tables:
        made.table(table)
    return made
