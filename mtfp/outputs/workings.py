"""The live workings of a plan in Excel: every input, and every line as a formula that recalculates.

Each figure stands in its own row: one row for a council-wide line, one for each item of an
axis. The same year is in the same column of every sheet, and each row holds the same
formula in every plan year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtfp.algebra.excel import ExcelWriter
from mtfp.algebra.expressions import COUNCIL, Axis, Expression, Input, Named
from mtfp.results import Results

if TYPE_CHECKING:
    from openpyxl import Workbook

INPUTS, WORKINGS = "Inputs", "Workings"
_WHOLE_PLAN = 5
"""Column of what holds for the whole plan; the base year and the plan years follow it."""


@dataclass(frozen=True)
class FormulaCell:
    """One cell: its formula, and the value that the engine says it must give."""

    sheet: str
    row: int
    column: int
    formula: str
    value: float


@dataclass(frozen=True)
class Block:
    """The rows of one line, input or list of group numbers on its sheet."""

    sheet: str
    first: int
    count: int


class Workings:
    """Where everything stands, and the formulas that follow from it."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.plan = results.plan
        self.book = results.book
        self.blocks: dict[str, Block] = {}
        self._place(INPUTS, [(n, given.axis) for n, given in self.book.inputs.items()])
        self._place(
            INPUTS, [(_pair(a, g), self.book.axes[a]) for a, g, _ in self.plan.layout.groups]
        )
        self._place(INPUTS, [(_number(axis), axis) for axis in self.book.axes.values()])
        self._place(WORKINGS, [(name, line.axis) for name, line in self.book.lines.items()])

    def column_of(self, year: int) -> int:
        """The column of a year on every sheet; year 0 is the base year."""
        return _WHOLE_PLAN + 1 + year

    def formulas(self, case: int = 0) -> Iterator[FormulaCell]:
        """Every formula of the workings, with its value."""
        openings = {line.name for line in self.book.openings}
        for name, line in self.book.lines.items():
            block = self.blocks[name]
            for item in range(len(self.plan.items_of(line.axis))):
                for year in range(0 if name in openings else 1, 1 + self.plan.years):
                    tree = line.expression if year else line.opening
                    assert tree is not None
                    yield FormulaCell(
                        WORKINGS,
                        block.first + item,
                        self.column_of(year),
                        self.formula(tree, item, year),
                        self.results.amount(line, year, item, case),
                    )

    def formula(self, tree: Expression, item: int, year: int) -> str:
        """A tree as the formula of one item's cell in one year."""
        return ExcelWriter(self.book, _Here(self, item, year)).formula(tree)

    def write(self, case: int = 0) -> Workbook:
        """An openpyxl workbook of two sheets, not yet saved; formulas have no stored values."""
        from openpyxl import Workbook

        book = Workbook()
        sheets = {INPUTS: book.active, WORKINGS: book.create_sheet(WORKINGS)}
        sheets[INPUTS].title = INPUTS
        heads = ["Name", "Title", "Item", "Unit", "Whole plan", str(self.plan.base_year)]
        for sheet in sheets.values():
            sheet.append([*heads, *map(str, self.plan.plan_years)])
        for name, block in self.blocks.items():
            for offset, labels in enumerate(self._labels(name, block)):
                for column, text in enumerate(labels, start=1):
                    cell = sheets[block.sheet].cell(block.first + offset, column, text)
                    cell.data_type = "s"  # a title that begins with = is still a title
        for sheet_name, row, column, value in self.figures(case):
            sheets[sheet_name].cell(row, column, value)
        for found in self.formulas(case):
            sheets[found.sheet].cell(found.row, found.column, found.formula)
        return book

    def figures(self, case: int = 0) -> Iterator[tuple[str, int, int, float]]:
        """Every typed figure: sheet, row, column and value."""
        for name, given in self.book.inputs.items():
            block = self.blocks[name]
            for item in range(len(self.plan.items_of(given.axis))):
                for year in range(1, 1 + (self.plan.years if given.yearly else 1)):
                    column = self.column_of(year) if given.yearly else _WHOLE_PLAN
                    value = self.results.amount(given, year, item, case)
                    yield block.sheet, block.first + item, column, value
        for axis, group, members in self.plan.layout.groups:
            block = self.blocks[_pair(axis, group)]
            for item, member in enumerate(members):
                yield block.sheet, block.first + item, _WHOLE_PLAN, member + 1
        for axis_name in self.book.axes:
            block = self.blocks[_number(self.book.axes[axis_name])]
            for item in range(block.count):
                yield block.sheet, block.first + item, _WHOLE_PLAN, item + 1

    def _labels(self, name: str, block: Block) -> Iterator[tuple[str, str, str, str]]:
        named = self.book.get(name)
        items = self.plan.items_of(named.axis).titles if named is not None else ()
        for item in range(block.count):
            title, unit = (
                (named.title, named.unit.name) if named is not None else ("Group number", "")
            )
            yield name, title, items[item] if item < len(items) else "", unit

    def _place(self, sheet: str, named: list[tuple[str, Axis]]) -> None:
        """Give each name its rows; an axis without items keeps one blank row to refer to."""
        taken = [b.first + b.count for b in self.blocks.values() if b.sheet == sheet]
        row = max(taken, default=2)
        for name, axis in named:
            count = max(1, len(self.plan.items_of(axis)))
            self.blocks[name] = Block(sheet, row, count)
            row += count


def _pair(axis: str, group: str) -> str:
    return f"{axis} → {group}"


def _number(axis: Axis) -> str:
    return f"{axis.name} number"


@dataclass(frozen=True)
class _Here:
    """One cell's view of the workings: references from an item's row in a year's column."""

    workings: Workings
    item: int
    year: int

    def cell(self, named: Named, back: int) -> str:
        """This item's cell; a council-wide one is held to its row."""
        column = self._column(named, back)
        block = self.workings.blocks[named.name]
        row = f"${block.first}" if named.axis is COUNCIL else str(block.first + self.item)
        return f"{self._sheet(block)}{column}{row}"

    def column(self, named: Named, back: int) -> str:
        """All items' cells."""
        return self._range(named.name, self._column(named, back))

    def members(self, child: Axis, group: Axis) -> str:
        """All items' group numbers."""
        return self._range(_pair(child.name, group.name), _whole_plan())

    def member(self, child: Axis, group: Axis) -> str:
        """This item's group number."""
        block = self.workings.blocks[_pair(child.name, group.name)]
        return f"{self._sheet(block)}{_whole_plan()}{block.first + self.item}"

    def own_number(self, group: Axis) -> str:
        """This group's own number."""
        block = self.workings.blocks[_number(group)]
        return f"{self._sheet(block)}{_whole_plan()}{block.first + self.item}"

    def _range(self, name: str, column: str) -> str:
        block = self.workings.blocks[name]
        last = block.first + block.count - 1
        return f"{self._sheet(block)}{column}${block.first}:{column}${last}"

    def _column(self, named: Named, back: int) -> str:
        if isinstance(named, Input) and not named.yearly:
            return _whole_plan()
        return _letter(self.workings.column_of(self.year - back))

    def _sheet(self, block: Block) -> str:
        return "" if block.sheet == WORKINGS else f"{block.sheet}!"


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _whole_plan() -> str:
    return f"${_letter(_WHOLE_PLAN)}"
