"""The numpy rendering of a whole book: a workspace of arrays, and the steps that fill it.

Compiling happens once for a shape of plan, and for one year of it: the others do the same to
other columns. Each step is a kernel with its arrays already
in hand, so that a run is nothing but calls; working arrays are reused as soon as they are
free, which keeps a block of cases in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import (
    COUNCIL,
    Apply,
    Axis,
    Before,
    Expression,
    Input,
    Line,
    Named,
    Number,
    walk,
)
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import COMPARISONS, DIVIDE, IN_PLACE, MAY_FAIL, WHERE, Shape

Array = NDArray[Any]
NO_GROUP = -1
"""The position of the group of an item that belongs to none."""


@dataclass(frozen=True)
class Layout:
    """A plan without its figures: its years, its items by axis, and the groups they belong to."""

    years: int
    sizes: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, str, tuple[int, ...]], ...] = ()


class Step(NamedTuple):
    """One call: a kernel, its arrays (the last is filled), and the figure it helps to make."""

    kernel: Callable[..., Any]
    arrays: tuple[Any, ...]
    line: Line
    year: int


class Program:
    """A book compiled for one layout; `fixed` steps serve all cases, `moving` ones a block of them.

    The arrays are a workspace, filled again by every run: a program serves one run at a
    time. Inputs are shaped (years or 1, items, cases), lines (1 + years, items, cases) with
    the base year first; what does not vary by case has one case. A moving line that is not
    kept has only the years that are still read, so that the workspace stays in the cache.
    """

    def __init__(
        self,
        book: LineBook,
        layout: Layout,
        varying: frozenset[str],
        kept: frozenset[str],
        width: int,
    ) -> None:
        self.book = book
        self.varying = varying
        self.width = width
        self.moving_lines = book.moved_by(varying)
        self._sizes = {COUNCIL.name: 1, **dict(layout.sizes)}
        self._groups = {(a, g): np.array(m, np.intp) for a, g, m in layout.groups}
        self.arrays: dict[str, Array] = {}
        self._columns: dict[tuple[str, int], Array] = {}
        self._constants: dict[Number, Array] = {}
        for name, given in book.inputs.items():
            years = layout.years if given.yearly else 1
            self.arrays[name] = np.zeros((years, *self._shape(given.axis, name in varying)))
        needed = book.needed_for(kept)
        lines = [line for name, line in book.lines.items() if name in needed]
        looked_back_at = {n.name for line in lines for n in book.looks_back_at(line)}
        for line in lines:
            name = line.name
            moving = name in self.moving_lines
            passing = 2 if name in looked_back_at else 1
            years = 1 + layout.years if name in kept or not moving else passing
            self.arrays[name] = np.full((years, *self._shape(line.axis, moving)), np.nan)
        self.fixed: list[Step] = []
        self.moving: list[Step] = []
        spare = _Spare()
        for line in book.openings:
            if line.name in needed and line.opening is not None:
                self._compile(line, line.opening, 0, spare)
        opened = len(self.fixed), len(self.moving)
        for line in lines:
            self._compile(line, line.expression, 1, spare)
        of_a_year = self.fixed[opened[0] :], self.moving[opened[1] :]
        for year in range(2, 1 + layout.years):
            later = self._later(lines, year)
            self.fixed += _moved(of_a_year[0], later, year)
            self.moving += _moved(of_a_year[1], later, year)

    def column(self, named: Named, year: int) -> Array:
        """A named thing's (items, cases) in a year; year 0 is the base year."""
        if isinstance(named, Input):
            year = year - 1 if named.yearly else 0
        figures = self.arrays[named.name]
        at = named.name, year % len(figures)
        if at not in self._columns:
            self._columns[at] = figures[at[1]]
        return self._columns[at]

    def _later(self, lines: list[Line], year: int) -> dict[int, Array]:
        """For every column that the first year's steps use, the one in its place in `year`."""
        given = [one for one in self.book.inputs.values() if one.yearly]
        later = {id(self.column(one, 1)): self.column(one, year) for one in (*given, *lines)}
        before = (one for one in lines if len(self.arrays[one.name]) > 1)
        return later | {id(self.column(one, 0)): self.column(one, year - 1) for one in before}

    def constant(self, number: Number) -> Array:
        """A number that stands in a line, which no step ever fills."""
        if number not in self._constants:
            self._constants[number] = np.array([[float(number.value)]])
        return self._constants[number]

    def size(self, axis: Axis) -> int:
        """The number of items on an axis."""
        return self._sizes[axis.name]

    def members(self, child: Axis, group: Axis) -> NDArray[np.intp]:
        """The position of each item's group; a plan need not speak of what is optional."""
        if group in child.optional_groups:
            none = np.full(self.size(child), NO_GROUP, np.intp)
            return self._groups.get((child.name, group.name), none)
        return self._groups[child.name, group.name]

    def _shape(self, axis: Axis, varies: bool) -> tuple[int, int]:
        return self.size(axis), self.width if varies else 1

    def _compile(self, line: Line, tree: Expression, year: int, spare: _Spare) -> None:
        steps = self.moving if line.name in self.moving_lines else self.fixed
        _Compiler(self, steps, line, year, spare).fill(self.column(line, year), tree)


class _Spare:
    """Working arrays, lent and taken back."""

    def __init__(self) -> None:
        self._free: dict[tuple[tuple[int, ...], type], list[Array]] = {}
        self._lent: set[int] = set()

    def lend(self, shape: tuple[int, ...], kind: type) -> Array:
        free = self._free.setdefault((shape, kind), [])
        array = free.pop() if free else np.zeros(shape, kind)
        self._lent.add(id(array))
        return array

    def is_lent(self, array: Array) -> bool:
        return id(array) in self._lent

    def take_back(self, array: Array) -> None:
        if id(array) in self._lent:
            self._lent.remove(id(array))
            self._free[array.shape, array.dtype.type].append(array)


@dataclass
class _Compiler:
    """Turns one line's tree, in one year, into steps."""

    program: Program
    steps: list[Step]
    line: Line
    year: int
    spare: _Spare

    def fill(self, out: Array, tree: Expression) -> None:
        """Add the steps that leave a tree's figures in `out`."""
        found = self._emit(tree, None, out)
        if found is not out:
            self._step(_copy, found, out)
            self.spare.take_back(found)

    def _emit(self, tree: Expression, guard: Array | None, out: Array | None = None) -> Array:
        """Add a tree's steps; return the array that will hold its figures, `out` if it fits.

        Where `guard` is false nothing may fail: a divisor there is read as 1.
        """
        if isinstance(tree, Named):
            return self.program.column(tree, self.year)
        if isinstance(tree, Number):
            return self.program.constant(tree)
        if isinstance(tree, Before):
            return self.program.column(self.program.book.target(tree), self.year - 1)
        assert isinstance(tree, Apply)
        if tree.word is WHERE:
            arguments = self._branches(tree, guard)
        else:
            arguments = self._arguments(tree, guard, out if tree.word in IN_PLACE else None)
        if guard is not None and tree.word in MAY_FAIL:
            arguments = list(self._made_safe(tree, arguments, guard))
        members = self._members(tree)
        shape = self._shape_of(tree, arguments)
        kind = np.bool_ if tree.word in COMPARISONS else np.float64
        if out is None or out.shape != shape:
            out = self._in_place(tree, arguments, shape, kind)
        self._step(tree.word.arrays, *arguments, *members, out)
        for argument in arguments:
            if argument is not out:
                self.spare.take_back(argument)
        return out

    def _arguments(self, tree: Apply, guard: Array | None, out: Array | None) -> list[Array]:
        """A word's arguments; one of them may be worked in `out`, where the answer will go."""
        found: list[Array] = []
        for argument in tree.arguments:
            array = self._emit(argument, guard, out)
            out = None if array is out else out
            found.append(array)
        return found

    def _branches(self, tree: Apply, guard: Array | None) -> list[Array]:
        """The three arguments of `where`, each branch guarded by the test if it could fail."""
        test = self._emit(tree.arguments[0], guard)
        found = [test]
        for branch, taken in zip(tree.arguments[1:], (True, False), strict=True):
            if not any(isinstance(n, Apply) and n.word in MAY_FAIL for n in walk(branch)):
                found.append(self._emit(branch, None))
                continue
            inner = self._guard(test, taken, guard)
            found.append(self._emit(branch, inner))
            if inner is not test:
                self.spare.take_back(inner)
        return found

    def _guard(self, test: Array, taken: bool, outer: Array | None) -> Array:
        """Where a branch is taken: the test or its opposite, and the branch around it."""
        if taken and outer is None:
            return test
        inner = self.spare.lend(test.shape, np.bool_)
        self._step(_copy if taken else np.logical_not, test, inner)
        if outer is None:
            return inner
        both = self.spare.lend(_joined((inner, outer)), np.bool_)
        self._step(np.logical_and, inner, outer, both)
        self.spare.take_back(inner)
        return both

    def _made_safe(self, tree: Apply, arguments: list[Array], guard: Array) -> Iterator[Array]:
        for position, argument in enumerate(arguments):
            if tree.word is DIVIDE and (position == 0 or isinstance(tree.arguments[1], Number)):
                yield argument
                continue
            safe = self.spare.lend(_joined((argument, guard)), np.float64)
            self._step(_one_unless, argument, guard, safe)
            self.spare.take_back(argument)
            yield safe

    def _in_place(
        self, tree: Apply, arguments: list[Array], shape: tuple[int, ...], kind: type
    ) -> Array:
        """An array for the answer: an argument's own, if it is free and the word allows it."""
        if tree.word in IN_PLACE:
            for argument in arguments:
                fits = argument.shape == shape and argument.dtype.type is kind
                if fits and self.spare.is_lent(argument):
                    return argument
        return self.spare.lend(shape, kind)

    def _members(self, tree: Apply) -> list[Array]:
        if tree.to is None:
            return []
        of = self.program.book.axis_of(tree.arguments[0])
        pair = (of, tree.to) if tree.word.shape is Shape.UP else (tree.to, of)
        return [self.program.members(*pair)]

    def _shape_of(self, tree: Apply, arguments: list[Array]) -> tuple[int, ...]:
        items, width = _joined(arguments)
        if tree.word.shape is Shape.OVER:
            return 1, width
        if tree.to is not None:
            return self.program.size(tree.to), width
        return items, width

    def _step(self, kernel: Callable[..., Any], *arrays: Array) -> None:
        self.steps.append(Step(kernel, arrays, self.line, self.year))


def _joined(arrays: Iterable[Array]) -> tuple[int, int]:
    """The items and cases of several arrays together; one of either serves for all."""
    items = cases = 1
    for array in arrays:
        rows, columns = array.shape
        items = items if rows == 1 else rows
        cases = cases if columns == 1 else columns
    return items, cases


def _moved(steps: list[Step], later: Mapping[int, Array], year: int) -> list[Step]:
    """The steps of one year done again in another."""
    return [
        Step(step.kernel, tuple([later.get(id(one), one) for one in step.arrays]), step.line, year)
        for step in steps
    ]


def _copy(values: Array, out: Array) -> None:
    np.copyto(out, values)


def _one_unless(values: Array, guard: Array, out: Array) -> None:
    """The values where the guard holds, and 1, which cannot fail, elsewhere."""
    out.fill(1.0)
    np.copyto(out, values, where=guard)
