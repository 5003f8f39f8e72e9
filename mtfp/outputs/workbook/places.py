"""Where every figure stands in the workbook: its sheet and rows; its column is its year's.

Each figure has its own row: one for a council-wide line, one for each item of an axis.
Workings begins with the words and numbers that formulas ask about, then holds every figure
in force, then every line, so that a line's formula never leaves its sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtfp.algebra.expressions import COUNCIL, Axis, Input, Named, Number, walk
from mtfp.algebra.lines import LineBook
from mtfp.outputs.workbook.forms import is_typed_as_a_word
from mtfp.outputs.workbook.sheets import BASE_YEAR, FIRST_ROW, WHOLE_PLAN, letter, quoted
from mtfp.plan.plan import Items, Plan
from mtfp.plan.scenarios import Scenario
from mtfp.terms import month_of

SUMMARY, SCENARIOS, ASSUMPTIONS = "Summary", "Scenarios", "Assumptions"
CHANGES, WORKINGS, CHECKS = "Scenario changes", "Workings", "Checks"
SELECTOR_ROW = 5
"""Of the Summary: the cell in which the scenario is chosen."""
CHOSEN_ROW = FIRST_ROW
"""Of Workings: the chosen scenario's number in the list."""
LIST_ROW = FIRST_ROW + 1
"""Of Scenarios: the first of the scenarios."""

MONTHS_AROUND = 24
"""Before and after the plan and the dates in it, so that a date may be moved."""

Choices = tuple[tuple[str, int], ...]
"""The words that an input may be, with the number that each stands for."""


@dataclass(frozen=True)
class Block:
    """The rows of one thing on its sheet."""

    sheet: str
    first: int
    count: int

    @property
    def last(self) -> int:
        """The last of its rows."""
        return self.first + self.count - 1

    def range(self, column: int | str, *, here: str = "") -> str:
        """Its rows in a column, held to their place; `here` is the sheet that asks."""
        name = column if isinstance(column, str) else letter(column)
        prefix = "" if self.sheet == here else f"{quoted(self.sheet)}!"
        return f"{prefix}{name}${self.first}:{name}${self.last}"


@dataclass(frozen=True)
class Touched:
    """The rows in which scenarios change one figure of one item: first the shares, then sums."""

    scenarios: tuple[int, ...]
    taken: Block
    added: Block


class Places:
    """Every block of the workbook's arithmetic, and the headings above them."""

    def __init__(self, book: LineBook, plan: Plan, scenarios: Sequence[Scenario]) -> None:
        self.book, self.plan, self.scenarios = book, plan, scenarios
        self.headings: dict[str, dict[int, str]] = {}
        self._next = {ASSUMPTIONS: FIRST_ROW, CHANGES: FIRST_ROW, WORKINGS: CHOSEN_ROW + 1}
        self.entered: dict[str, Block] = {}
        self.blocks: dict[str, Block] = {}
        self.words: dict[Choices, Block] = {}
        self.months = self._months()
        self.constants: dict[tuple[float, str], Block] = {}
        self.touched: dict[tuple[str, int], Touched] = {}
        self._place_assumptions()
        self._place_words_and_numbers()
        self._place_in_force()
        self._heading(WORKINGS, "Every line of the plan, in order of calculation")
        for name, line in book.lines.items():
            self.blocks[name] = self._block(WORKINGS, self.rows(line.axis))
        self._place_changes()

    @property
    def after_years(self) -> int:
        """The first column to the right of the plan's years."""
        return self.column_of(self.plan.years) + 1

    @staticmethod
    def column_of(year: int) -> int:
        """The column of a year on every sheet; year 0 is the base year."""
        return BASE_YEAR + year

    def rows(self, axis: Axis) -> int:
        """How many rows a thing of the axis takes; one without items keeps a row to refer to."""
        return max(1, len(self.plan.items_of(axis)))

    def years_of(self, given: Input) -> Iterator[tuple[int, int]]:
        """The years in which an input has a figure, with their columns."""
        if given.yearly:
            for year in range(1, 1 + self.plan.years):
                yield year, self.column_of(year)
        else:
            yield 0, WHOLE_PLAN

    def words_of(self, given: Input) -> Block:
        """The rows of the words that an input may be."""
        return self.words[self.choices_of(given)]

    def choices_of(self, given: Input) -> Choices:
        """The words that an input may be: a choice's own, or the months of a date."""
        return self.months if given.dated else tuple(given.choices.items())

    def _months(self) -> Choices:
        """Every month that a date may be given: the plan's, those entered, and some around them."""
        dated = [given for given in self.book.inputs.values() if given.dated]
        typed = [float(x) for given in dated for x in self.plan.figures[given.name].flat]
        low = int(min([0, *typed])) - MONTHS_AROUND
        high = int(max([12 * self.plan.years, *typed])) + MONTHS_AROUND
        first = self.plan.plan_years[0]
        return tuple((month_of(month, first), month) for month in range(low, high))

    def _place_assumptions(self) -> None:
        for axis in self.book.axes.values():
            inputs = [given for given in self.book.inputs.values() if given.axis is axis]
            if inputs or axis.every_group:
                title = axis.many[:1].upper() + axis.many[1:]
                self._heading(ASSUMPTIONS, title)
            for group in axis.every_group:
                self.entered[pair(axis, group)] = self._block(ASSUMPTIONS, self.rows(axis))
            for given in inputs:
                self.entered[given.name] = self._block(ASSUMPTIONS, self.rows(axis))

    def _place_words_and_numbers(self) -> None:
        asked = (given for given in self.book.inputs.values() if is_typed_as_a_word(given))
        named = {self.choices_of(given): None for given in asked}
        numbers = {
            (float(node.value), node.unit.name): node
            for line in self.book.lines.values()
            for tree in (line.expression, line.opening)
            if tree is not None
            for node in walk(tree)
            if isinstance(node, Number) and node.of is None and node.value not in (0, 1)
        }
        groups = [group for axis in self.book.axes.values() for group in axis.every_group]
        if named or numbers or groups:
            self._heading(WORKINGS, "Words and numbers that formulas ask about")
        for choices in named:
            self.words[choices] = self._block(WORKINGS, len(choices))
        for key in numbers:
            self.constants[key] = self._block(WORKINGS, 1)
        for group in dict.fromkeys(groups):
            self.blocks[number(group)] = self._block(WORKINGS, self.rows(group))

    def _place_in_force(self) -> None:
        if self.entered:
            self._heading(WORKINGS, "Figures in force: as entered, with the scenario's changes")
        for name, block in self.entered.items():
            self.blocks[name] = self._block(WORKINGS, block.count)

    def _place_changes(self) -> None:
        """Rows for each figure that any scenario changes: a share taken and a sum added."""
        changing: dict[tuple[str, str], list[int]] = {}
        for order, scenario in enumerate(self.scenarios):
            for name, item, _ in scenario.effects:
                numbers = changing.setdefault((name, item), [])
                if order not in numbers:
                    numbers.append(order)
        for (name, item), numbers in changing.items():
            position = self.plan.items_of(self.book.inputs[name].axis).ids.index(item)
            taken = self._block(CHANGES, len(numbers))
            added = self._block(CHANGES, len(numbers))
            self.touched[name, position] = Touched(tuple(numbers), taken, added)

    def _heading(self, sheet: str, text: str) -> None:
        row = self._next[sheet]
        row += row > FIRST_ROW  # a space above it, unless it comes first
        self.headings.setdefault(sheet, {})[row] = text
        self._next[sheet] = row + 1

    def _block(self, sheet: str, count: int) -> Block:
        first = self._next[sheet]
        self._next[sheet] = first + count
        return Block(sheet, first, count)


@dataclass(frozen=True)
class Here:
    """One cell's view of Workings: references from an item's row in a year's column."""

    places: Places
    item: int
    year: int

    def cell(self, named: Named, back: int) -> str:
        """This item's cell; a council-wide one is held to its row."""
        block = self.places.blocks[named.name]
        row = f"${block.first}" if named.axis is COUNCIL else str(block.first + self.item)
        return f"{self._column(named, back)}{row}"

    def column(self, named: Named, back: int) -> str:
        """All items' cells."""
        return self.places.blocks[named.name].range(self._column(named, back), here=WORKINGS)

    def members(self, child: Axis, group: Axis) -> str:
        """All items' group numbers."""
        return self.places.blocks[pair(child, group)].range(_whole_plan(), here=WORKINGS)

    def member(self, child: Axis, group: Axis) -> str:
        """This item's group number."""
        return f"{_whole_plan()}{self.places.blocks[pair(child, group)].first + self.item}"

    def own_number(self, group: Axis) -> str:
        """This group's own number."""
        return f"{_whole_plan()}{self.places.blocks[number(group)].first + self.item}"

    def constant(self, number: Number) -> str:
        """The cell of a choice's number, or of a number such as the months in a year."""
        if number.of is None:
            row = self.places.constants[float(number.value), number.unit.name].first
        else:
            codes = list(number.of.choices.values())
            row = self.places.words_of(number.of).first + codes.index(int(number.value))
        return f"{_whole_plan()}${row}"

    def _column(self, named: Named, back: int) -> str:
        if isinstance(named, Input) and not named.yearly:
            return _whole_plan()
        return letter(self.places.column_of(self.year - back))


def names_in(items: Items) -> tuple[str, ...]:
    """A name for each item that no other has: its title, with its id where that is shared."""
    shared = Counter(title.casefold() for title in items.titles)
    return tuple(
        title if shared[title.casefold()] == 1 else f"{title} ({item_id})"
        for item_id, title in zip(items.ids, items.titles, strict=True)
    )


def pair(child: Axis, group: Axis) -> str:
    """The name of the block that says which group each item belongs to."""
    return f"{child.name} → {group.name}"


def number(axis: Axis) -> str:
    """The name of the block that numbers a group's items."""
    return f"{axis.name} number"


def _whole_plan() -> str:
    return f"${letter(WHOLE_PLAN)}"
