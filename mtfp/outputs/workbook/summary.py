"""The Summary: the scenario to choose, five numbers, four sentences and two charts."""

from __future__ import annotations

import numpy as np

from mtfp.outputs.tables import Row, Shown
from mtfp.outputs.workbook.charts import Axis, Drawn, bars
from mtfp.outputs.workbook.checks import ALL_PASS, SOME_FAIL, ChecksSheet
from mtfp.outputs.workbook.issued import UNDER_WATERMARK, Issued
from mtfp.outputs.workbook.places import LIST_ROW, SCENARIOS, SELECTOR_ROW, SUMMARY, Block
from mtfp.outputs.workbook.scenarios import ScenariosSheet
from mtfp.outputs.workbook.sheets import (
    HEAD_ROW,
    ITEM,
    LABEL,
    UNIT,
    WHOLE_PLAN,
    Choice,
    Sheet,
    letter,
    reference,
)
from mtfp.outputs.workbook.shown import (
    MARKED,
    figures_of,
    formula_of,
    mark_of,
    snapped,
    weakest_basis,
)
from mtfp.outputs.workbook.workings import put_headings
from mtfp.terms import GBP

NUMBERS = (
    Row("gap_before_savings", base=False, memo=True),
    Row("gap", base=False),
    Row("savings", label="Approved savings so far"),
    Row("unfunded", label="Still to be found after savings and reserves"),
    Row("usable_reserves", label="Usable reserves at the year's end"),
    Row("minimum_reserves", label="The least that they should hold", memo=True),
    Row("council_tax_rise"),
)
"""Five numbers that a member is asked for, and two that set them off."""
NOW_CHANGED = (
    "An assumption has been changed in this workbook. The figures and charts follow it; the "
    "sentences, written when it was made, are left out."
)
CHART_TITLES = ("The gap in each year", "Usable reserves at each year's end")
"""What the charts are called once their sentences no longer hold."""
LEFT, RIGHT = 14.4, 15.4
"""The widths of the two charts, in centimetres: they stand side by side."""
NAVY, TEAL, PLUM, ORANGE = "12436D", "28A197", "801650", "F46A25"


def summary(issued: Issued, scenarios: ScenariosSheet, checks: ChecksSheet) -> Sheet:
    """The sheet that opens first after the Read me."""
    sheet = Sheet(SUMMARY, issued.entered.title, freezes=False, one_page=True)
    put_headings(sheet, issued.entered, ("The scenario shown: choose it from the list", "", "", ""))
    issued.head(sheet)
    sheet.widths |= {LABEL: 60, ITEM: 2, UNIT: 10, WHOLE_PLAN: 2}
    years = range(1 + issued.entered.years)
    sheet.widths |= {issued.workings.column_of(year): 14 for year in years}
    sheet.work(UNDER_WATERMARK, LABEL, f"={checks.master}", ALL_PASS, "quiet")
    sheet.alerts.append((UNDER_WATERMARK, LABEL, SOME_FAIL))
    _selector(sheet, issued)
    row = _numbers(sheet, issued, SELECTOR_ROW + 1)
    row = _sentences(sheet, issued, scenarios, checks, row)
    _charts(sheet, issued, scenarios, checks, row + 1)
    return sheet


def _selector(sheet: Sheet, issued: Issued) -> None:
    sheet.put(SELECTOR_ROW, LABEL, issued.titles[issued.chosen], "selector")
    listed = Block(SCENARIOS, LIST_ROW, len(issued.scenarios)).range(f"${letter(LABEL)}")
    sheet.choices.append(Choice(SELECTOR_ROW, LABEL, listed))
    sheet.tall[SELECTOR_ROW] = 24


def _numbers(sheet: Sheet, issued: Issued, row: int) -> int:
    """The numbers in rows, their years in columns; the next row that is free."""
    for asked in NUMBERS:
        named = issued.results.book[asked.name]
        shown = Shown(asked, named, 0, asked.label or named.title)
        figures = figures_of(shown, issued)
        role = "big" if not asked.memo else "memo"
        money = named.unit == GBP
        label = f"{mark_of(weakest_basis(shown, issued))} {shown.label}"
        sheet.put(row, LABEL, label, "big label" if not asked.memo else "memo")
        sheet.put(row, UNIT, "£m" if money else named.unit.name, "quiet")
        for year, figure in enumerate(figures):
            if not np.isnan(figure):
                column, formula = issued.workings.column_of(year), formula_of(shown, year, issued)
                form = "tenths" if money else "percent"
                sheet.work(row, column, formula, snapped(float(figure)), role, form)
        sheet.tall[row] = 24 if not asked.memo else 15
        row += 1
    return row


def _sentences(
    sheet: Sheet, issued: Issued, scenarios: ScenariosSheet, checks: ChecksSheet, row: int
) -> int:
    """What the plan shows, in words that hold only while the figures are as issued."""
    sheet.work(row, LABEL, f'=IF({checks.unchanged},"","{NOW_CHANGED}")', "", "warning line")
    row += 1
    for blocks in scenarios.sentences:
        for part, block in enumerate(blocks):
            text = scenarios.sheet.cells[block.first + issued.chosen, LABEL].content
            formula = f'=IF({checks.unchanged},{scenarios.picked(block)},"")'
            sheet.work(row, LABEL, formula, text, "sentence line")
            sheet.tall[row] = 14 if part else 20
            row += 1
    sheet.put(row, LABEL, MARKED, "quiet")
    return row + 1


def _charts(
    sheet: Sheet, issued: Issued, scenarios: ScenariosSheet, checks: ChecksSheet, row: int
) -> None:
    """The gap, and reserves against their minimum."""
    first, last = issued.workings.column_of(0), issued.workings.column_of(issued.entered.years)
    years = [str(issued.entered.base_year), *map(str, issued.entered.plan_years)]
    titles = []
    for block, otherwise in zip(scenarios.titles, CHART_TITLES, strict=True):
        text = str(scenarios.sheet.cells[block.first + issued.chosen, LABEL].content)
        formula = f'=IF({checks.unchanged},{scenarios.picked(block)},"{otherwise}")'
        at = scenarios.sheet.next_row
        scenarios.sheet.work(at, LABEL, formula, text, "quiet")
        titles.append((reference(SCENARIOS, LABEL, at, hold=True), text))
    rows = {asked.name: SELECTOR_ROW + 1 + n for n, asked in enumerate(NUMBERS)}

    def drawn(name: str, label: str, colour: str, start: int) -> Drawn:
        cells = [sheet.cells.get((rows[name], column)) for column in range(start, last + 1)]
        values = [cell.content if cell else None for cell in cells]
        known = [value if isinstance(value, float) else None for value in values]
        return Drawn(label, _cells(rows[name], start, last), known, colour)

    def axis(start: int) -> Axis:
        return Axis(_cells(HEAD_ROW, start, last), years[start - first :])

    gap = bars(
        titles[0], axis(first + 1),
        [drawn("gap_before_savings", "Gap before savings", TEAL, first + 1),
         drawn("gap", "Gap after approved savings", NAVY, first + 1),
         drawn("unfunded", "Still to be found", ORANGE, first + 1)],
        LEFT,
    )  # fmt: skip
    reserves = bars(
        titles[1], axis(first), [drawn("usable_reserves", "Usable reserves", NAVY, first)], RIGHT,
        drawn("minimum_reserves", "The least they should hold", PLUM, first),
    )  # fmt: skip
    sheet.charts.append((f"{letter(LABEL)}{row}", gap, _said(titles[0][1])))
    sheet.charts.append((f"{letter(UNIT)}{row}", reserves, _said(titles[1][1])))


def _said(title: str) -> str:
    """What the chart shows, for those who hear it read."""
    return f"Chart. {title} Its figures are in the rows above."


def _cells(row: int, first: int, last: int) -> str:
    return f"{SUMMARY}!${letter(first)}${row}:${letter(last)}${row}"
