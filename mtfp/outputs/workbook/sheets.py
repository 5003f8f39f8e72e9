"""A sheet as its writer means it: cells with their looks, before any library is asked for it.

Whoever writes a formula gives the value that it must come to, so that a viewer that never
calculates sees every figure.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mtfp.algebra import excel

if TYPE_CHECKING:
    from openpyxl.chart._chart import ChartBase

FUNCTIONS = frozenset({*excel.FUNCTIONS, "MATCH", "ABS"})
"""What the formulas of the sheets may call: what lines may, and what finds and checks."""
A_LINE = 13.5
"""How tall a line of text stands, in points."""
LETTERS = 1.2
"""How many letters of a text stand in the width of a digit."""
TITLE, UNDER_TITLE, UNDER_WATERMARK, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4, 5
"""Every sheet has its title, its watermark, its scenario and its headings in the same rows; beside
the scenario, over the years, stands which of them are firm."""
LABEL, ITEM, UNIT, WHOLE_PLAN, BASE_YEAR = 1, 2, 3, 4, 5
"""The columns of every sheet; the plan years follow the base year."""

WRAPPED = frozenset(
    {
        "told",
        "wrapped",
        "wrapped aside",
        "head wrapped",
        "head wrapped aside",
        "head figure",
    }
)

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

Content = str | float | None


@dataclass(frozen=True)
class Look:
    """How a cell looks: its part in the sheet and the form of its number."""

    role: str = "text"
    form: str = "text"


@dataclass(frozen=True)
class Cell:
    """One cell; beside a formula, `content` is the value that it must give."""

    content: Content
    look: Look = Look()
    formula: str = ""


@dataclass(frozen=True)
class FormulaCell:
    """One formula of a workbook, where it stands, and the value that it must give."""

    sheet: str
    row: int
    column: int
    formula: str
    value: Content


@dataclass(frozen=True)
class Choice:
    """A cell whose entry is chosen from a list of cells."""

    row: int
    column: int
    source: str


@dataclass(frozen=True)
class Limit:
    """A cell that takes a number alone, and what it may be."""

    row: int
    column: int
    least: float | None = None
    most: float | None = None


@dataclass
class Sheet:
    """One sheet, its cells by row and column, and how it is laid out.

    An alert is cells that stand out while a test of the first of them holds; a chart has the
    cell that its corner stands in and what it shows in words. `prints_to` is the last column
    printed, where not all are.
    """

    title: str
    heading: str
    widths: dict[int, float] = field(default_factory=dict)
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    charts: list[tuple[str, ChartBase, str]] = field(default_factory=list)
    alerts: list[tuple[str, str]] = field(default_factory=list)
    freezes: bool = True
    tall: dict[int, float] = field(default_factory=dict)
    portrait: bool = False
    one_page: bool = False
    prints_to: int = 0

    def put(self, row: int, column: int, content: Content, role: str, form: str = "text") -> None:
        """Write a text or a number."""
        self.cells[row, column] = Cell(_as_written(content), Look(role, form))

    def work(
        self, row: int, column: int, formula: str, value: Content, role: str, form: str = "text"
    ) -> None:
        """Write a formula and the value that it gives."""
        self.cells[row, column] = Cell(_as_written(value), Look(role, form), printable(formula))

    def formulas(self) -> Iterator[FormulaCell]:
        """Every formula with its place and value."""
        for (row, column), cell in self.cells.items():
            if cell.formula:
                yield FormulaCell(self.title, row, column, cell.formula, cell.content)

    def fit_wrapped(self) -> None:
        """Make each row as tall as the text that wraps in it, which not every program does."""
        for (row, column), cell in self.cells.items():
            if is_wrapped(cell.look) and isinstance(cell.content, str):
                lines = len(textwrap.wrap(cell.content, int(LETTERS * self.widths[column]))) or 1
                self.tall[row] = max(self.tall.get(row, 0), A_LINE * lines)

    @property
    def next_row(self) -> int:
        """The first row below everything written so far."""
        return max((row for row, _ in self.cells), default=HEAD_ROW) + 1


def is_wrapped(look: Look) -> bool:
    """Whether a text that is longer than its cell goes on below."""
    return look.role in WRAPPED or look == Look("input", "choice")


def reference(sheet: str, column: int, row: int, *, hold: bool = False) -> str:
    """A cell of another sheet; `hold` keeps its column and row when it is copied."""
    letter_of_it = letter(column)
    cell = f"${letter_of_it}${row}" if hold else f"{letter_of_it}{row}"
    return f"{quoted(sheet)}!{cell}"


def quoted(sheet: str) -> str:
    """A sheet's name as a formula writes it."""
    return f"'{sheet}'" if " " in sheet else sheet


def letter(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def printable(text: str) -> str:
    """Text without the characters that no XML may hold."""
    return _UNPRINTABLE.sub("", text)


def _as_written(content: Content) -> Content:
    return printable(content) if isinstance(content, str) else content
