"""What the workbook held when it was made: each assumption, and the sentences of each scenario.

Against it the workbook tells what has been changed since. A sentence was written for the
figures as they were, so it is shown only while every assumption still is.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from mtfp.analysis.basis import how_much_is_invented
from mtfp.analysis.findings import Findings
from mtfp.outputs.workbook.forms import put_headings
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.places import ASSUMPTIONS, Block
from mtfp.outputs.workbook.sheets import FIRST_ROW, LABEL, WHOLE_PLAN, Sheet, letter, quoted

AS_ISSUED_SHEET = "As issued"
SENTENCE_WIDTH = 145


@dataclass
class AsIssued:
    """The sheet, and where its sentences are: for each line of them a block of all scenarios."""

    issued: Issued
    assumptions: Sheet
    sheet: Sheet = field(init=False)
    sentences: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        plan = self.issued.entered
        self.sheet = Sheet(AS_ISSUED_SHEET, f"As issued: {plan.title}")
        put_headings(self.sheet, plan, ("", "Item", "Unit", "Whole plan"))
        self.issued.head(self.sheet)
        for (row, column), cell in self.assumptions.cells.items():
            if row < FIRST_ROW or column > self._last_column:
                continue
            role = {"input": "number", "section": "section"}.get(cell.look.role, "quiet")
            form = "text" if cell.look.form == "choice" else cell.look.form
            self.sheet.put(row, column, cell.content, role, form)
        self._sentences()

    @property
    def changed_cells(self) -> str:
        """How many assumptions are no longer as they were, as a formula without its sign."""
        last = self.assumptions.next_row - 1
        cells = f"${letter(WHOLE_PLAN)}${FIRST_ROW}:${letter(self._last_column)}${last}"
        return f"SUMPRODUCT(({ASSUMPTIONS}!{cells}<>{quoted(AS_ISSUED_SHEET)}!{cells})*1)"

    def mark_changes(self) -> None:
        """Make a changed assumption stand out where it stands."""
        last = self.assumptions.next_row - 1
        first = f"{letter(WHOLE_PLAN)}{FIRST_ROW}"
        cells = f"{first}:{letter(self._last_column)}{last}"
        self.assumptions.alerts.append((cells, f"{first}<>{quoted(AS_ISSUED_SHEET)}!{first}"))

    def picked(self, block: Block) -> str:
        """The chosen scenario's of a block of texts, as a formula without its sign."""
        chosen = self.issued.workings.chosen_number(AS_ISSUED_SHEET)
        found = f"INDEX({block.range(f'${letter(LABEL)}')},{chosen})"
        return f'{found}&""'  # an empty cell would be found as nought

    @property
    def _last_column(self) -> int:
        return self.issued.workings.places.after_years - 1

    def _sentences(self) -> None:
        """Each scenario's sentences as lines, one under another, so that none leaves a hole."""
        issued = self.issued
        invented = how_much_is_invented(issued.results.book, issued.entered)
        told = [
            [
                line
                for text in (_of_gap(f), f.cause, f.reserves_used, invented)
                for line in _lines(text)
            ]
            for f in issued.findings
        ]
        title = "The sentences, line by line, for each scenario in the order of the list"
        self.sheet.put(self.sheet.next_row + 1, LABEL, title, "section")
        for number in range(max(map(len, told))):
            texts = [lines[number] if number < len(lines) else "" for lines in told]
            self.sentences.append(self._texts(texts))

    def _texts(self, texts: list[str]) -> Block:
        """One text for each scenario, in rows of their own."""
        block = Block(AS_ISSUED_SHEET, self.sheet.next_row, len(texts))
        for row, text in enumerate(texts, start=block.first):
            self.sheet.put(row, LABEL, text, "quiet")
        return block


def _of_gap(found: Findings) -> str:
    """All that is said of the gap."""
    return f"{found.gap} {found.gap_besides}".rstrip()


def _lines(text: str) -> list[str]:
    """A sentence as lines with a sign before it, by which one is told from the next."""
    return textwrap.wrap(text, SENTENCE_WIDTH, initial_indent="• ", subsequent_indent="   ")
