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
from mtfp.analysis.basis import how_much_is_invented
from mtfp.outputs.console import changes
from mtfp.outputs.tables import MEASURES, Row, Shown
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import LIST_ROW, SCENARIOS, Block
from mtfp.outputs.workbook.sheets import ITEM, LABEL, UNIT, WHOLE_PLAN, Sheet, letter
from mtfp.outputs.workbook.shown import figures_of, formula_of, mark_of, snapped
from mtfp.outputs.workbook.workings import put_headings

COMPARED = (*MEASURES, "net_budget", "funding")
"""What is compared: with the budget and its funding, all that the sentences tell of."""
SENTENCE_WIDTH = 145


@dataclass(frozen=True)
class Compared:
    """One measure's rows: the live one, and all scenarios' as issued."""

    named: Named
    live: int
    issued: Block


@dataclass
class ScenariosSheet:
    """The sheet, and where its measures and sentences are."""

    issued: Issued
    sheet: Sheet = field(init=False)
    measures: list[Compared] = field(default_factory=list)
    sentences: list[list[Block]] = field(default_factory=list)
    titles: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        issued = self.issued
        self.sheet = Sheet(SCENARIOS, f"Scenarios side by side: {issued.entered.title}")
        put_headings(self.sheet, issued.entered, ("£m", "Name", "", "Number"))
        self.sheet.widths |= {LABEL: 60, ITEM: 26, UNIT: 2, WHOLE_PLAN: 8}
        years = range(1 + issued.entered.years)
        self.sheet.widths |= {issued.workings.column_of(year): 13 for year in years}
        issued.head(self.sheet)
        self._list()
        for name in COMPARED:
            self._measure(name)
        self._what_each_is()
        self._sentences()

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
        self.sheet.put(head + 1, LABEL, "The scenario chosen, live", "total line")
        for year, figure in enumerate(figures_of(shown, issued)):
            if not np.isnan(figure):
                column = issued.workings.column_of(year)
                formula = formula_of(shown, year, issued)
                self.sheet.work(
                    head + 1, column, formula, snapped(float(figure)), "total line", "millions"
                )
        block = Block(SCENARIOS, head + 2, len(issued.scenarios))
        for case, (title, trust) in enumerate(zip(issued.titles, issued.trusts, strict=True)):
            row = block.first + case
            self.sheet.put(row, LABEL, f"{mark_of(trust.bases.of(name))} {title}", "number")
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
            told = [one.why, *changes(one)] if one.changes else [one.why or "Changes nothing."]
            for text in told:
                for part in textwrap.wrap(text, SENTENCE_WIDTH):
                    row += 1
                    self.sheet.put(row, LABEL, part, "note line")

    def _sentences(self) -> None:
        """The sentences of every scenario, which the Summary picks from."""
        issued = self.issued
        invented = how_much_is_invented(issued.results.book, issued.entered)
        told = [[f.gap, f.cause, f.reserves_used, invented] for f in issued.findings]
        row = self.sheet.next_row + 1
        self.sheet.put(row, LABEL, "In words, as the Summary says them", "section")
        for sentence in range(len(told[0])):
            wrapped = [textwrap.wrap(of[sentence], SENTENCE_WIDTH) for of in told]
            blocks = []
            for part in range(max(map(len, wrapped))):
                texts = [lines[part] if part < len(lines) else "" for lines in wrapped]
                blocks.append(self._texts(texts))
            self.sentences.append(blocks)
        row = self.sheet.next_row + 1
        self.sheet.put(row, LABEL, "In words, as the charts say them", "section")
        self.titles = [
            self._texts([f.gap for f in issued.findings]),
            self._texts([f.reserves for f in issued.findings]),
        ]

    def _texts(self, texts: list[str]) -> Block:
        """One text for each scenario, in rows of their own."""
        block = Block(SCENARIOS, self.sheet.next_row, len(texts))
        for row, text in enumerate(texts, start=block.first):
            self.sheet.put(row, LABEL, text, "quiet")
        return block

    def picked(self, block: Block) -> str:
        """The chosen scenario's of a block of texts, as a formula without its sign."""
        chosen = self.issued.workings.chosen_number(SCENARIOS)
        found = f"INDEX({block.range(f'${letter(LABEL)}')},{chosen})"
        return f'{found}&""'  # an empty cell would be found as nought
