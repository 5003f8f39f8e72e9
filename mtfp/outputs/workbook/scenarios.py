"""The scenarios side by side, as they were worked when the workbook was made.

A workbook works one scenario at a time, the one chosen on the Summary. Here each measure's
first row is that one, live; beneath it stand all of them as issued. Where the live row and
the issued one differ, an assumption has been changed since.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

import numpy as np

from mtfp.algebra.expressions import Named
from mtfp.analysis.changes import changes
from mtfp.outputs.tables.rows import Row
from mtfp.outputs.tables.shown import Shown, measures_of
from mtfp.outputs.workbook.forms import put_headings
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import LIST_ROW, SCENARIOS, Block
from mtfp.outputs.workbook.sheets import ITEM, LABEL, UNIT, WHOLE_PLAN, Look, Sheet
from mtfp.outputs.workbook.shown import mark_of, put_figures, snapped, weakest_basis

BESIDES = ("net_budget", "funding")
"""What is compared beside the terminal's measures: the budget with its funding."""
LINE = 145
"""Characters of a line of text across the sheet."""


@dataclass(frozen=True)
class Compared:
    """One measure's rows: the live one, and all scenarios' as issued."""

    named: Named
    live: int
    issued: Block


@dataclass
class ScenariosSheet:
    """The sheet, and where its measures are."""

    issued: Issued
    sheet: Sheet = field(init=False)
    measures: list[Compared] = field(default_factory=list)

    def __post_init__(self) -> None:
        issued = self.issued
        self.sheet = Sheet(SCENARIOS, f"Scenarios side by side: {issued.entered.title}")
        put_headings(self.sheet, issued.entered, ("£m", "Name", "", "Number"))
        self.sheet.widths |= {LABEL: 60, ITEM: 26, UNIT: 2, WHOLE_PLAN: 8}
        years = range(1 + issued.entered.years)
        self.sheet.widths |= {issued.workings.column_of(year): 13 for year in years}
        issued.head(self.sheet)
        self._list()
        for name in (*measures_of(issued.results), *BESIDES):
            self._measure(name)
        self._what_each_is()

    def _list(self) -> None:
        self.sheet.put(LIST_ROW - 1, LABEL, "The scenarios, to choose from on Summary", "section")
        for order, (title, one) in enumerate(
            zip(self.issued.titles, self.issued.scenarios, strict=True)
        ):
            self.sheet.put(LIST_ROW + order, LABEL, title, "text")
            self.sheet.put(LIST_ROW + order, ITEM, one.name, "quiet")
            self.sheet.put(LIST_ROW + order, WHOLE_PLAN, float(order + 1), "number", "number")

    def _measure(self, name: str) -> None:
        issued = self.issued
        named = issued.results.book[name]
        has_base = name in ("usable_reserves", "net_budget", "funding")
        shown = Shown(Row(name, base=has_base), named, 0, named.title)
        head = self.sheet.next_row + 1
        for column in range(LABEL, issued.workings.places.after_years):
            self.sheet.put(head, column, None, "section")
        self.sheet.put(head, LABEL, f"{named.title}, £m", "section")
        mark = mark_of(weakest_basis(shown, issued))
        self.sheet.put(head + 1, LABEL, f"{mark} The scenario chosen", "total line")
        self.sheet.put(head + 1, ITEM, "live", "quiet")
        put_figures(self.sheet, head + 1, shown, issued, Look("total line", "millions"))
        block = Block(SCENARIOS, head + 2, len(issued.scenarios))
        for case, (title, trust) in enumerate(zip(issued.titles, issued.trusts, strict=True)):
            row = block.first + case
            self.sheet.put(row, LABEL, f"{mark_of(trust.bases.of(name))} {title}", "number")
            self.sheet.put(row, ITEM, "as issued", "quiet")
            for year, figure in enumerate(shown.amounts(issued.results, trust.blanks, case)):
                if not np.isnan(figure):
                    column = issued.workings.column_of(year)
                    self.sheet.put(row, column, snapped(float(figure)), "number", "millions")
        self.measures.append(Compared(named, head + 1, block))

    def _what_each_is(self) -> None:
        row = self.sheet.next_row + 1
        self.sheet.put(row, LABEL, "What each scenario is, and what it changes", "section")
        for title, one in zip(self.issued.titles, self.issued.scenarios, strict=True):
            row += 1
            self.sheet.put(row, LABEL, title, "total line")
            for text in (one.why, *changes(one)):
                for part in textwrap.wrap(text, LINE):
                    row += 1
                    self.sheet.put(row, LABEL, part, "note line")
