"""The checks that a reader can see: every table adds up, and whether anything was changed.

Each check works again what a sheet prints, from that sheet's own cells, and shows by how
much it differs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from mtfp.outputs.tables.rows import Table
from mtfp.outputs.tables.shown import Shown, headline_of, rows_of
from mtfp.outputs.workbook.as_issued import AsIssued
from mtfp.outputs.workbook.forms import put_headings
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import (
    CHECKS,
    LIST_ROW,
    SCENARIOS,
    SELECTOR_ROW,
    SUMMARY,
    WORKINGS,
    Block,
)
from mtfp.outputs.workbook.scenarios import ScenariosSheet
from mtfp.outputs.workbook.sheets import (
    FIRST_ROW,
    ITEM,
    LABEL,
    UNIT,
    WHOLE_PLAN,
    Sheet,
    letter,
    printable,
    reference,
)
from mtfp.outputs.workbook.shown import TableSheet, amounts_of, formula_of

HALF_A_PENNY = 0.005
PASS, LOOK = "OK", "Look here"
ALL_PASS, SOME_FAIL = "The arithmetic agrees", "A check fails: see the Checks sheet"
AS_ISSUED = "As issued"
CHANGED = "Changed since it was issued"
TOLERANCE_ROW, MASTER_ROW, CHANGED_ROW, COUNT_ROW = range(FIRST_ROW, FIRST_ROW + 4)


@dataclass
class ChecksSheet:
    """The sheet of checks, its master check and whether the figures are still as issued."""

    issued: Issued
    tables: list[TableSheet]
    scenarios: ScenariosSheet
    as_issued: AsIssued
    sheet: Sheet = field(init=False)
    results: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sheet = Sheet(CHECKS, f"Checks: {self.issued.entered.title}")
        heads = ("Differences in pounds, by year", "Result", "", "Largest")
        put_headings(self.sheet, self.issued.entered, heads)
        self.sheet.widths |= {LABEL: 76, ITEM: 34, UNIT: 2, WHOLE_PLAN: 13}
        years = range(1 + self.issued.entered.years)
        self.sheet.widths |= {self.issued.workings.column_of(year): 13 for year in years}
        self.issued.head(self.sheet, live=True)
        self.sheet.put(TOLERANCE_ROW, LABEL, "A difference is none below, in pounds", "text")
        self.sheet.put(TOLERANCE_ROW, WHOLE_PLAN, HALF_A_PENNY, "number", "number")
        self.sheet.put(COUNT_ROW + 2, LABEL, "Each table adds up", "section")
        for table_sheet in self.tables:
            for table in table_sheet.tables:
                self._adds_up(table_sheet, table)
                if not any(row.total for row in table.rows):
                    self._is_workings(table_sheet, table)
        self._section("Balances and lists")
        self._summary_is_workings()
        self._reserves_are_in_order()
        self._reserves_roll_forward()
        self._scenario_is_listed()
        self._notes()
        changed = self._since_issued()
        self._master()
        self._changed(changed)

    @property
    def master(self) -> str:
        """The cell that says whether every check passes."""
        return reference(CHECKS, ITEM, MASTER_ROW, hold=True)

    @property
    def unchanged(self) -> str:
        """The test of whether the figures are as issued."""
        return f'{reference(CHECKS, ITEM, CHANGED_ROW, hold=True)}="{AS_ISSUED}"'

    def _section(self, title: str) -> None:
        self.sheet.put(self.sheet.next_row + 1, LABEL, title, "section")

    def _adds_up(self, of: TableSheet, table: Table) -> None:
        """Each total on the sheet against the rows above it that are neither memo nor total.

        A row that is left out of the table, as nought, is added from Workings all the same.
        """
        parts: list[Shown] = []
        for shown in rows_of(table, self.issued.results, every=True):
            if shown.row.total:
                row = self.sheet.next_row
                for year in range(1 + self.issued.entered.years):
                    said = [amounts_of(one, self.issued)[:, year] for one in (*parts, shown)]
                    if not np.isnan(said).any():
                        added = self._sum(of, table, parts, year)
                        whole = self._sum(of, table, [shown], year)
                        self._difference(row, year, f"=ABS({added}-({whole}))")
                self._result(row, f"{of.sheet.title}: {table.title}: {shown.label}")
            elif not shown.row.memo:
                parts.append(shown)

    def _sum(self, of: TableSheet, table: Table, parts: list[Shown], year: int) -> str:
        """What rows of a sheet come to, those that stand together as one range."""
        column = letter(self.issued.workings.column_of(year))
        runs: list[list[int]] = []
        left_out = []
        for one in parts:
            row = of.rows.get((table.title, one.named.name, one.item))
            if row is None:
                left_out.append(formula_of(one, year, self.issued)[1:])
            elif runs and runs[-1][1] == row - 1:
                runs[-1][1] = row
            else:
                runs.append([row, row])
        ranges = (f"SUM({of.sheet.title}!{column}{low}:{column}{high})" for low, high in runs)
        return "+".join([*ranges, *left_out]).replace("+-", "-") or "0"

    def _is_workings(self, of: TableSheet, table: Table) -> None:
        """The rows of a table that has no total are the lines that they are called."""
        row = self.sheet.next_row
        for year in range(1 + self.issued.entered.years):
            column, apart = letter(self.issued.workings.column_of(year)), []
            for asked in table.rows:
                block = self.issued.workings.blocks[asked.name]
                first = of.rows.get((table.title, asked.name, 0))
                shown = Shown(asked, self.issued.results.book[asked.name], 0, "")
                if first and not np.isnan(amounts_of(shown, self.issued)[:, year]).any():
                    cells = f"{of.sheet.title}!{column}{first}:{column}{first + block.count - 1}"
                    sign = "-" if asked.sign < 0 else ""
                    lines = f"{sign}{WORKINGS}!{column}{block.first}:{column}{block.last}"
                    apart.append(f"SUMPRODUCT(({cells}<>{lines})*1)")
            if apart:
                self._difference(row, year, f"={'+'.join(apart)}")
        self._result(
            row, f"{of.sheet.title}: {table.title}: rows that are not their line of Workings"
        )

    def _summary_is_workings(self) -> None:
        """The Summary's numbers are the lines that they are called."""
        row = self.sheet.next_row
        for year in range(1 + self.issued.entered.years):
            column = self.issued.workings.column_of(year)
            apart = []
            for position, asked in enumerate(headline_of(self.issued.results)):
                named = self.issued.results.book[asked.name]
                shown = Shown(asked, named, 0, named.title)
                if not np.isnan(amounts_of(shown, self.issued)[:, year]).any():
                    at = reference(SUMMARY, column, SELECTOR_ROW + 1 + position)
                    apart.append(f"ABS({at}-{formula_of(shown, year, self.issued)[1:]})")
            if apart:
                self._difference(row, year, f"={'+'.join(apart)}")
        self._result(row, "Summary: each number is the line of Workings that it is called")

    def _reserves_are_in_order(self) -> None:
        """No two reserves share a place in the order of use: each is alone at its own."""
        block = self.issued.workings.blocks["reserve_order"]
        if not len(self.issued.entered.items["reserve"]):
            return
        places = block.range(f"${letter(WHOLE_PLAN)}")
        cells = [f"{WORKINGS}!${letter(WHOLE_PLAN)}${block.first + n}" for n in range(block.count)]
        shared = "+".join(f"SUMPRODUCT(({places}={cell})*1)" for cell in cells)
        row = self.sheet.next_row
        formula = f"=ABS({shared}-SUMPRODUCT(({places}={places})*1))"
        self._difference(row, 0, formula)
        self._result(row, "No two reserves share a place in the order of use")

    def _reserves_roll_forward(self) -> None:
        """Closing reserves are last year's, plus contributions, less draws."""
        if not len(self.issued.entered.items["reserve"]):
            return
        row = self.sheet.next_row
        for year in range(1, 1 + self.issued.entered.years):
            before = self._line("closing_reserves", year - 1)
            added, drawn, closing = (
                self._line(name, year)
                for name in ("contributions_to_reserves", "permitted_draw", "closing_reserves")
            )
            self._difference(row, year, f"=ABS({before}+{added}-{drawn}-{closing})")
        self._result(row, "Closing reserves are last year's, with what is paid in, less draws")

    def _scenario_is_listed(self) -> None:
        row = self.sheet.next_row
        numbers = Block(SCENARIOS, LIST_ROW, len(self.issued.scenarios)).range(
            f"${letter(WHOLE_PLAN)}"
        )
        chosen = self.issued.workings.chosen_number(CHECKS)
        self.sheet.put(row, LABEL, "The scenario chosen on Summary is one of the list", "text")
        formula = f'=IF(SUMIF({numbers},{chosen},{numbers})>0,"{PASS}","{LOOK}")'
        self.sheet.work(row, ITEM, formula, PASS, "number")
        self._alert(row, LOOK)
        self.results.append(row)

    def _since_issued(self) -> tuple[int, int]:
        """The live figures against those stored when the workbook was made."""
        self._section("Whether the figures are still those that were issued (no fault if not)")
        first = self.sheet.next_row
        chosen = self.issued.workings.chosen_number(CHECKS)
        for measure in self.scenarios.measures:
            row = self.sheet.next_row
            for year in range(1 + self.issued.entered.years):
                column = self.issued.workings.column_of(year)
                cell = self.scenarios.sheet.cells.get((measure.live, column))
                if cell is None or not isinstance(cell.content, float) or "IF(" in cell.formula:
                    continue  # left blank under some scenario
                live = reference(SCENARIOS, column, measure.live)
                as_issued = measure.issued.range(column)
                self._difference(row, year, f"=ABS({live}-INDEX({as_issued},{chosen}))")
            self._largest(row)
            self.sheet.put(row, LABEL, measure.named.title, "text")
        return first, self.sheet.next_row - 1

    def _difference(self, row: int, year: int, formula: str) -> None:
        column = self.issued.workings.column_of(year)
        self.sheet.work(row, column, formula, 0.0, "number", "pounds")

    def _largest(self, row: int) -> None:
        first, last = (
            letter(self.issued.workings.column_of(y)) for y in (0, self.issued.entered.years)
        )
        formula = f"=MAX({first}{row}:{last}{row})"
        self.sheet.work(row, WHOLE_PLAN, formula, 0.0, "number", "pounds")

    def _result(self, row: int, title: str) -> None:
        self._largest(row)
        largest, tolerance = f"${letter(WHOLE_PLAN)}{row}", self._tolerance()
        self.sheet.put(row, LABEL, title, "text")
        formula = f'=IF({largest}<{tolerance},"{PASS}","{LOOK}")'
        self.sheet.work(row, ITEM, formula, PASS, "number")
        self._alert(row, LOOK)
        self.results.append(row)

    def _notes(self) -> None:
        """What is lawful but suspicious, which agreeing sums say nothing of."""
        notes = self.issued.notes
        if notes:
            self._section("Notes on the plan as issued: lawful, but to be looked at")
        for note in notes:
            self.sheet.put(self.sheet.next_row, LABEL, printable(note), "text")

    def _alert(self, row: int, text: str) -> None:
        cell = f"{letter(ITEM)}{row}"
        self.sheet.alerts.append((cell, f'{cell}="{text}"'))

    def _master(self) -> None:
        first, last = min(self.results), max(self.results)
        told = f"${letter(ITEM)}${first}:${letter(ITEM)}${last}"
        self.sheet.put(MASTER_ROW, LABEL, "All checks together", "total")
        formula = f'=IF(SUMPRODUCT(({told}="{LOOK}")*1)=0,"{ALL_PASS}","{SOME_FAIL}")'
        self.sheet.work(MASTER_ROW, ITEM, formula, ALL_PASS, "total")
        self._alert(MASTER_ROW, SOME_FAIL)

    def _changed(self, rows: tuple[int, int]) -> None:
        column = letter(WHOLE_PLAN)
        self.sheet.put(CHANGED_ROW, LABEL, "The figures of the scenario chosen", "total")
        formula = f"=MAX({column}{rows[0]}:{column}{rows[1]})"
        self.sheet.work(CHANGED_ROW, WHOLE_PLAN, formula, 0.0, "total", "pounds")
        self.sheet.put(COUNT_ROW, LABEL, "Assumptions changed since it was issued", "text")
        self.sheet.work(
            COUNT_ROW, WHOLE_PLAN, f"={self.as_issued.changed_cells}", 0.0, "number", "number"
        )
        moved = f"({column}{CHANGED_ROW}>={self._tolerance()})*1"
        formula = f'=IF({column}{COUNT_ROW}+{moved}=0,"{AS_ISSUED}","{CHANGED}")'
        self.sheet.work(CHANGED_ROW, ITEM, formula, AS_ISSUED, "total")

    @staticmethod
    def _tolerance() -> str:
        return f"${letter(WHOLE_PLAN)}${TOLERANCE_ROW}"

    def _line(self, name: str, year: int) -> str:
        workings = self.issued.workings
        return reference(WORKINGS, workings.column_of(year), workings.blocks[name].first)
