"""Marks put on inputs and carried to every figure that is worked from them.

A mark is a whole number for each year and item: the weaker the ground, the higher the
number, and -1 where there is nothing to say. Where a test asks what was typed, the branch
that is not taken carries nothing; of any other test both branches do, since what is worked is
itself uncertain. Nor does what is multiplied by an input that is nought and says nothing carry
anything: it is nought, whatever it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Apply, Before, Expression, Input, Line, Named, Number
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import MULTIPLY, WHERE, Shape
from mtfp.plan.plan import Plan

Marks = NDArray[np.int64]
NOTHING = -1


def carried(
    book: LineBook,
    plan: Plan,
    inputs: Mapping[str, Marks],
    back: Callable[[Line, Named], bool] = lambda _line, _target: True,
    blind: Callable[[Line, Input], bool] = lambda _line, _given: False,
) -> dict[str, Marks]:
    """Every line's marks, shaped (1 + years, items), base year first.

    `inputs` is shaped as the plan's figures are. `back` says whether a line that looks back
    at a target finds last year's mark there, `blind` whether it sees no mark of an input.
    """
    return _Carrier(book, plan, inputs, back, blind).carry()


@dataclass
class _Carrier:
    book: LineBook
    plan: Plan
    inputs: Mapping[str, Marks]
    back: Callable[[Line, Named], bool]
    blind: Callable[[Line, Input], bool]
    marks: dict[str, Marks] = field(default_factory=dict)

    def carry(self) -> dict[str, Marks]:
        for name, line in self.book.lines.items():
            size = 1 + self.plan.years, len(self.plan.items_of(line.axis))
            self.marks[name] = np.full(size, NOTHING)
        for line in self.book.openings:
            assert line.opening is not None
            self.marks[line.name][0] = self.of(line.opening, line, 0)
        for year in range(1, 1 + self.plan.years):
            for name, line in self.book.lines.items():
                self.marks[name][year] = self.of(line.expression, line, year)
        return self.marks

    def of(self, tree: Expression, line: Line, year: int) -> Marks:
        """A tree's marks in one year: one for each item, or one alone."""
        if isinstance(tree, Before):
            target = self.book.target(tree)
            return self.leaf(target, year - 1) if self.back(line, target) else _nothing()
        if isinstance(tree, Named):
            unseen = isinstance(tree, Input) and self.blind(line, tree)
            return _nothing() if unseen else self.leaf(tree, year)
        if not isinstance(tree, Apply):
            return _nothing()
        parts = [self.of(argument, line, year) for argument in tree.arguments]
        if tree.word is WHERE and (taken := self.taken(tree.arguments[0], year)) is not None:
            return np.maximum(parts[0], np.where(taken, parts[1], parts[2]))
        if tree.word.shape is not Shape.EACH:
            return self.across(tree, parts)
        worst = _worst(parts)
        if tree.word is MULTIPLY:
            worst[self.comes_to_nought(tree, parts, year) & (worst > NOTHING)] = NOTHING
        return worst

    def comes_to_nought(self, tree: Apply, parts: list[Marks], year: int) -> NDArray[np.bool_]:
        """For which items a factor is an input of nought that has no mark."""
        found = np.array([False])
        for factor, marks in zip(tree.arguments, parts, strict=True):
            if isinstance(factor, Input):
                figures = self.plan.figures[factor.name][year - 1 if factor.yearly else 0]
                found = found | ((figures == 0) & (marks == NOTHING))
        return found

    def across(self, tree: Apply, parts: list[Marks]) -> Marks:
        """Marks under a word that moves between items, groups and the council."""
        if tree.word.shape is Shape.DOWN:
            assert tree.to is not None
            group = self.book.axis_of(tree.arguments[0])
            members = self.plan.items[tree.to.name].members(group.name)
            return parts[0][np.array(members, dtype=np.intp)]
        if tree.word.shape is Shape.UP:
            assert tree.to is not None
            child = self.book.axis_of(tree.arguments[0])
            found = np.full(len(self.plan.items_of(tree.to)), NOTHING)
            groups = np.array(self.plan.items[child.name].members(tree.to.name), dtype=np.intp)
            np.maximum.at(found, groups[groups >= 0], parts[0][groups >= 0])
            return found
        return np.array([max((int(part.max(initial=NOTHING)) for part in parts), default=NOTHING)])

    def leaf(self, named: Named, year: int) -> Marks:
        """A line's or input's marks."""
        if isinstance(named, Input):
            found: Marks = self.inputs[named.name][year - 1 if named.yearly else 0]
        else:
            found = self.marks[named.name][year]
        return found

    def taken(self, test: Expression, year: int) -> NDArray[np.bool_] | None:
        """For which items what was typed is as the test asks; nothing where it asks of a line."""
        if not isinstance(test, Apply):
            return None
        asked, number = test.arguments
        if not isinstance(asked, Input) or not isinstance(number, Number):
            return None
        figures = self.plan.figures[asked.name][year - 1 if asked.yearly else 0]
        return np.asarray(test.word.arrays(figures, float(number.value)))


def _worst(parts: list[Marks]) -> Marks:
    found = _nothing()
    for part in parts:
        found = np.maximum(found, part)
    return found


def _nothing() -> Marks:
    return np.array([NOTHING])
