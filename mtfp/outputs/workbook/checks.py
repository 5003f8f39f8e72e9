"""The checks that a reader can see: every table adds up, and whether anything was changed.

The figures checked are those of Workings; each check works a sum again and shows by how
much it differs from the line that the tables print.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import LIST_ROW, SCENARIOS, WORKINGS, Block
from mtfp.outputs.workbook.scenarios import ScenariosSheet
from mtfp.outputs.workbook.sheets import (
    FIRST_ROW,
    ITEM,
    LABEL,
    UNIT,
    WHOLE_PLAN,
    Sheet,
    letter,
    reference,
)
from mtfp.outputs.workbook.shown import Printed, TableSheet, formula_of
from mtfp.outputs.workbook.workings import put_headings

CHECKS = "Checks"
HALF_A_PENNY = 0.005
PASS, LOOK = "OK", "Look here"
ALL_PASS, SOME_FAIL = "All checks pass", "A check fails: see the Checks sheet"
AS_ISSUED = "As issued"
CHANGED = "Changed since it was issued"
TOLERANCE_ROW, MASTER_ROW, CHANGED_ROW = FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 2


@dataclass
class ChecksSheet:
    """The sheet of checks, its master check and whether the figures are still as issued."""

    issued: Issued
    tables: list[TableSheet]
    scenarios: ScenariosSheet
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
        self.sheet.put(TOLERANCE_ROW, WHOLE_PLAN, HALF_A_PENNY, "input", "number")
        self.sheet.put(CHANGED_ROW + 2, LABEL, "Each table adds up", "section")
        for table in self.tables:
            for title, printed in table.printed.items():
                self._adds_up(f"{table.sheet.title}: {title}", table, printed)
        self._section("Balances and lists")
        self._reserves_roll_forward()
        self._scenario_is_listed()
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

    def _adds_up(self, title: str, table: TableSheet, printed: list[Printed]) -> None:
        """Each total against the rows above it that are neither memo nor total."""
        parts: list[Printed] = []
        for one in printed:
            if one.shown.row.total:
                row = self.sheet.next_row
                for year in range(1 + self.issued.entered.years):
                    column = self.issued.workings.column_of(year)
                    if all(table.sheet.has_formula(p.row, column) for p in (*parts, one)):
                        self._difference(row, year, self._sum_again(parts, one, year))
                self._result(row, f"{title}: {one.shown.label}")
            elif not one.shown.row.memo:
                parts.append(one)

    def _sum_again(self, parts: list[Printed], whole: Printed, year: int) -> str:
        """The formula of what the parts come to beyond the whole."""
        told = [formula_of(one.shown, year, self.issued)[1:] for one in (*parts, whole)]
        added = "+".join(told[:-1]).replace("+-", "-")
        return f"=ABS({added}-({told[-1]}))"

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
        self.sheet.alerts.append((row, ITEM, LOOK))
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
                if not self.scenarios.sheet.has_formula(measure.live, column):
                    continue
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
        self.sheet.alerts.append((row, ITEM, LOOK))
        self.results.append(row)

    def _master(self) -> None:
        first, last = min(self.results), max(self.results)
        told = f"${letter(ITEM)}${first}:${letter(ITEM)}${last}"
        self.sheet.put(MASTER_ROW, LABEL, "All checks together", "total")
        formula = f'=IF(SUMPRODUCT(({told}="{LOOK}")*1)=0,"{ALL_PASS}","{SOME_FAIL}")'
        self.sheet.work(MASTER_ROW, ITEM, formula, ALL_PASS, "total")
        self.sheet.alerts.append((MASTER_ROW, ITEM, SOME_FAIL))

    def _changed(self, rows: tuple[int, int]) -> None:
        column = letter(WHOLE_PLAN)
        self.sheet.put(CHANGED_ROW, LABEL, "The figures of the scenario chosen", "total")
        formula = f"=MAX({column}{rows[0]}:{column}{rows[1]})"
        self.sheet.work(CHANGED_ROW, WHOLE_PLAN, formula, 0.0, "total", "pounds")
        test = f"{column}{CHANGED_ROW}<{self._tolerance()}"
        formula = f'=IF({test},"{AS_ISSUED}","{CHANGED}")'
        self.sheet.work(CHANGED_ROW, ITEM, formula, AS_ISSUED, "total")

    @staticmethod
    def _tolerance() -> str:
        return f"${letter(WHOLE_PLAN)}${TOLERANCE_ROW}"

    def _line(self, name: str, year: int) -> str:
        workings = self.issued.workings
        return reference(WORKINGS, workings.column_of(year), workings.blocks[name].first)
