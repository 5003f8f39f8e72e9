"""The Excel rendering: a line's formula for one cell, in functions that Excel 2007 knows."""

from __future__ import annotations

from typing import Protocol

from mtfp.algebra.expressions import Axis, Expression, Named, Number
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import Word
from mtfp.algebra.writing import Writer
from mtfp.terms import plain_number

FUNCTIONS = frozenset(
    {"SUM", "SUMIF", "SUMPRODUCT", "PRODUCT", "INDEX", "IF", "MIN", "MAX", "ROUND"}
)
"""Every function that a line may call: all of them are in every spreadsheet."""


class Cells(Protocol):
    """Where figures stand in a workbook; `back` is 1 for the year before."""

    def cell(self, named: Named, back: int) -> str:
        """The reference of this item's figure."""

    def column(self, named: Named, back: int) -> str:
        """The range of all items' figures in the year."""

    def members(self, child: Axis, group: Axis) -> str:
        """The range of group numbers of all items."""

    def member(self, child: Axis, group: Axis) -> str:
        """The reference of this item's group number."""

    def own_number(self, group: Axis) -> str:
        """The reference of this group's own number."""

    def constant(self, number: Number) -> str:
        """The reference of a number that has a meaning: a choice, or the months in a year."""


class ExcelWriter(Writer):
    """Writes formulas that refer to the cells of one item and year."""

    def __init__(self, book: LineBook, cells: Cells) -> None:
        super().__init__(book)
        self.cells = cells

    def formula(self, tree: Expression) -> str:
        """The whole formula, with its equals sign."""
        return f"={self.write(tree)}"

    def template(self, word: Word) -> str:
        """The word's Excel rendering."""
        return word.excel

    def number(self, number: Number) -> str:
        """Nought and one as typed; no other number stands in a formula."""
        if number.value in (0, 1) and number.of is None:
            return plain_number(number.value)
        return self.cells.constant(number)

    def cell(self, named: Named, back: int) -> str:
        """A cell reference."""
        return self.cells.cell(named, back)

    def column(self, named: Named, back: int) -> str:
        """A range down the items."""
        return self.cells.column(named, back)

    def members(self, child: Axis, group: Axis) -> str:
        """A range of group numbers."""
        return self.cells.members(child, group)

    def member(self, child: Axis, group: Axis) -> str:
        """A cell holding a group number."""
        return self.cells.member(child, group)

    def own_number(self, group: Axis) -> str:
        """A cell holding the group's own number."""
        return self.cells.own_number(group)
