"""The Summary: the scenario to choose, five numbers, four sentences and two charts.

The charts' titles are plain, since not every program lets a chart's title follow a cell; what
the charts show is said in the sentences above them, which do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtfp.outputs.tables.shown import Shown, headline_of
from mtfp.outputs.workbook.as_issued import AsIssued
from mtfp.outputs.workbook.charts import Axis, Drawn, bars
from mtfp.outputs.workbook.checks import ALL_PASS, SOME_FAIL, ChecksSheet
from mtfp.outputs.workbook.forms import put_headings
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import LIST_ROW, SCENARIOS, SELECTOR_ROW, SUMMARY, Block
from mtfp.outputs.workbook.sheets import (
    HEAD_ROW,
    ITEM,
    LABEL,
    UNDER_WATERMARK,
    UNIT,
    WHOLE_PLAN,
    Choice,
    Look,
    Sheet,
    letter,
)
from mtfp.outputs.workbook.shown import (
    MARKED,
    mark_of,
    put_figures,
    weakest_basis,
)
from mtfp.terms import GBP

NOW_CHANGED = (
    "An assumption has been changed in this workbook. The figures and charts follow it; the "
    "sentences, written when it was made, are left out."
)
ROUNDED = "Rows may differ by 0.1 from what they add up to, which is rounded from exact figures."
LEFT, RIGHT = 14.4, 15.4
"""The widths of the two charts, in centimetres: they stand side by side."""
NAVY, TEAL, PLUM, ORANGE = "12436D", "28A197", "801650", "F46A25"
GAPS = (
    ("gap_before_savings", "Gap before savings", NAVY),
    ("gap", "Gap after approved savings", TEAL),
    ("unfunded", "Still to be found", ORANGE),
)
HELD = (("usable_reserves", "Usable reserves", NAVY),)
LEAST = (("minimum_reserves", "Minimum of usable reserves", PLUM),)


def summary(issued: Issued, as_issued: AsIssued, checks: ChecksSheet) -> Sheet:
    """The sheet that opens first after the Read me."""
    sheet = Sheet(SUMMARY, issued.entered.title, freezes=False, one_page=True)
    put_headings(sheet, issued.entered, ("The scenario shown: choose it from the list", "", "", ""))
    issued.head(sheet)
    sheet.widths |= {LABEL: 60, ITEM: 2, UNIT: 10, WHOLE_PLAN: 2}
    years = range(1 + issued.entered.years)
    sheet.widths |= {issued.workings.column_of(year): 14 for year in years}
    noted = _noted(len(issued.notes))
    formula = (
        f'=IF({checks.master}="{ALL_PASS}","{ALL_PASS}"&IF({checks.unchanged},"{noted}",""),'
        f"{checks.master})"
    )
    sheet.work(UNDER_WATERMARK, LABEL, formula, ALL_PASS + noted, "quiet")
    told = f"{letter(LABEL)}{UNDER_WATERMARK}"
    sheet.alerts.append((told, f'{told}="{SOME_FAIL}"'))
    _selector(sheet, issued)
    rows = _numbers(sheet, issued, SELECTOR_ROW + 1)
    _sentences(sheet, as_issued, checks)
    _charts(sheet, issued, rows)
    return sheet


def _noted(count: int) -> str:
    """How many notes there are on the plan as it was issued."""
    if not count:
        return "; there is no note on the plan as issued"
    notes = "1 note" if count == 1 else f"{count} notes"
    return f"; {notes} on the plan as issued: see the Checks sheet"


def _selector(sheet: Sheet, issued: Issued) -> None:
    sheet.put(SELECTOR_ROW, LABEL, issued.titles[issued.chosen], "selector", "choice")
    listed = Block(SCENARIOS, LIST_ROW, len(issued.scenarios)).range(f"${letter(LABEL)}")
    sheet.choices.append(Choice(SELECTOR_ROW, LABEL, listed))
    sheet.tall[SELECTOR_ROW] = 24


def _numbers(sheet: Sheet, issued: Issued, row: int) -> dict[str, int]:
    """The numbers in rows, their years in columns; where each of them stands."""
    rows = {}
    for asked in headline_of(issued.results):
        named = issued.results.book[asked.name]
        shown = Shown(asked, named, 0, asked.label or named.title)
        role = "big" if not asked.memo else "memo"
        money = named.unit == GBP
        label = f"{mark_of(weakest_basis(shown, issued))} {shown.label}"
        sheet.put(row, LABEL, label, "big label" if not asked.memo else "memo")
        sheet.put(row, UNIT, "£m" if money else named.unit.name, "quiet")
        form = "tenths" if money else "percent"
        put_figures(sheet, row, shown, issued, Look(role, form))
        sheet.tall[row] = 24 if not asked.memo else 15
        rows[asked.name] = row
        row += 1
    return rows


def _sentences(sheet: Sheet, as_issued: AsIssued, checks: ChecksSheet) -> None:
    """What the plan shows, in words that hold only while the figures are as issued."""
    row = sheet.next_row
    sheet.work(row, LABEL, f'=IF({checks.unchanged},"","{NOW_CHANGED}")', "", "warning line")
    for block in as_issued.sentences:
        row += 1
        text = as_issued.sheet.cells[block.first + as_issued.issued.chosen, LABEL].content
        formula = f'=IF({checks.unchanged},{as_issued.picked(block)},"")'
        sheet.work(row, LABEL, formula, text, "sentence line")
        sheet.tall[row] = 17
    sheet.put(row + 1, LABEL, f"{MARKED} {ROUNDED}", "quiet")


def _charts(sheet: Sheet, issued: Issued, rows: dict[str, int]) -> None:
    """The gap, and reserves against their minimum, where the plan speaks of them."""
    row = sheet.next_row + 1
    last = issued.entered.years
    drawing = _Drawing(sheet, issued, rows)
    title = "The gap of each year"
    gap = bars(title, drawing.axis(1, last), drawing.series(GAPS, 1, last), LEFT)
    sheet.charts.append((f"{letter(LABEL)}{row}", gap, f"Chart. {title}, from the rows above."))
    if "usable_reserves" in rows:
        title = "Usable reserves at each year's end"
        held = drawing.series(HELD, 0, last)
        least = next(iter(drawing.series(LEAST, 0, last)), None)
        reserves = bars(title, drawing.axis(0, last), held, RIGHT, least)
        told = f"Chart. {title}, from the rows above."
        sheet.charts.append((f"{letter(UNIT)}{row}", reserves, told))


@dataclass(frozen=True)
class _Drawing:
    """The Summary's rows as charts take them."""

    sheet: Sheet
    issued: Issued
    rows: dict[str, int]

    def series(self, wanted: Sequence[tuple[str, str, str]], low: int, high: int) -> list[Drawn]:
        """A series for each line that has a row: its name, cells, stored values and colour."""
        found = []
        for line, name, colour in wanted:
            if line in self.rows:
                row = self.rows[line]
                held = (self.sheet.cells.get((row, column)) for column in self._columns(low, high))
                values = [cell.content if cell else None for cell in held]
                known = [value if isinstance(value, float) else None for value in values]
                found.append(Drawn(name, self._cells(row, low, high), known, colour))
        return found

    def axis(self, low: int, high: int) -> Axis:
        """The years from one to another, the base year being 0."""
        plan = self.issued.entered
        years = [str(plan.base_year + year) for year in range(low, high + 1)]
        return Axis(self._cells(HEAD_ROW, low, high), years)

    def _columns(self, low: int, high: int) -> range:
        return range(self.issued.workings.column_of(low), self.issued.workings.column_of(high) + 1)

    def _cells(self, row: int, low: int, high: int) -> str:
        columns = self._columns(low, high)
        return f"{SUMMARY}!${letter(columns[0])}${row}:${letter(columns[-1])}${row}"
