"""Why a figure is what it is: its arithmetic in words, then each part's, down to the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
)
from mtfp.algebra.vocabulary import COMPARISONS, SPREAD, WHERE, Shape
from mtfp.algebra.words import NamedWriter, RecipeWriter
from mtfp.plan.plan import Origin
from mtfp.results import Results, Value
from mtfp.terms import YES_OR_NO


@dataclass(frozen=True)
class Explanation:
    """One figure explained; `parts` explain the figures it was worked from.

    `words` is for reading; `recipe` is the same over unrounded numbers. Both are empty for
    an input, which has an origin instead.
    """

    value: Value
    item_title: str
    words: str
    recipe: str
    origin: Origin | None
    parts: tuple[Explanation, ...]
    owner: str = ""

    @property
    def headline(self) -> str:
        """The figure's name, item, year and amount."""
        of = f", {self.item_title}" if self.item_title else ""
        return f"{self.value.named.title}{of}, {self.value.year}: {self.value}"

    @property
    def stops_short(self) -> bool:
        """Whether some of what it was worked from is itself worked, and not explained here."""
        if not self.parts:
            return isinstance(self.value.named, Line) and bool(self.words)
        return any(part.stops_short for part in self.parts)

    def lines(self, indent: str = "", above: str = "") -> Iterator[str]:
        """The explanation as lines of text, parts indented under what they explain.

        An item's owner is said once, not again of the figures that the item's own rest on.
        """
        yield f"{indent}{self.headline}"
        if self.owner and self.item_title != above:
            yield f"{indent}  owner: {self.owner}"
        if self.words:
            yield f"{indent}  = {self.words}"
        if isinstance(self.value.named, Input):
            yield f"{indent}  {self.origin or 'not given in the plan, so the usual value'}"
        for part in self.parts:
            yield from part.lines(indent + "    ", self.item_title or above)


def explain(
    results: Results, named: Named, year: int, item: int = 0, case: int = 0, depth: int = 2
) -> Explanation:
    """Explain a figure by positions; year 0 is the base year; `depth` is how far down to go."""
    plan = results.plan
    items = plan.items_of(named.axis)
    amount = results.amount(named, year, item, case)
    when, label = plan.base_year + year, results.cases.labels[case]
    value = Value(named, when, items.ids[item], label, amount, plan.plan_years[0])
    owner = plan.owner(named.axis, items.ids[item])
    tree = None
    if isinstance(named, Line):
        tree = named.expression if year else named.opening
    if tree is None:
        offset = year - 1 if isinstance(named, Input) and named.yearly else 0
        origin = plan.origin(named.name, items.ids[item], offset)
        return Explanation(value, items.titles[item], "", "", origin, (), owner)
    here = _Here(results, year, item, case)
    writer = NamedWriter(
        results.book, here.figures, here.groups, item, here.amount, here.titles,
        plan.plan_years[0],
    )  # fmt: skip
    words = writer.answer(tree) if named.unit == YES_OR_NO else writer.write(tree)
    recipe = RecipeWriter(results.book, here.figures, here.groups, item).write(tree)
    parts = () if depth < 1 else tuple(
        explain(results, *part, case, depth - 1) for part in dict.fromkeys(here.parts(tree))
    )  # fmt: skip
    return Explanation(value, items.titles[item], words, recipe, None, parts, owner)


@dataclass(frozen=True)
class _Here:
    """One year, item and case of a run, in which a tree is read."""

    results: Results
    year: int
    item: int
    case: int

    def figures(self, named: Named, back: int) -> tuple[float, ...]:
        """A named thing's figures for all its items."""
        count = len(self.results.plan.items_of(named.axis))
        year = self.year - back
        return tuple(self.results.amount(named, year, i, self.case) for i in range(count))

    def groups(self, child: Axis, group: Axis) -> tuple[int, ...]:
        """The position of each item's group."""
        return self.results.plan.items[child.name].members(group.name)

    def titles(self, axis: Axis) -> tuple[str, ...]:
        """What the items of an axis are called."""
        return self.results.plan.items_of(axis).titles

    def amount(self, tree: Expression) -> float:
        """This item's figure of a tree of item-by-item words; 1 of a comparison that is true."""
        return float(self.work(tree)[0])

    def holds(self, test: Expression) -> bool:
        """Whether a comparison is true here."""
        return bool(self.work(test)[0])

    def work(self, tree: Expression) -> NDArray[Any]:
        """This item's value of a tree of item-by-item words."""
        if isinstance(tree, Number):
            return np.array([float(tree.value)])
        if isinstance(tree, Named | Before):
            named, back = self._leaf(tree)
            own = 0 if named.axis is COUNCIL else self.item
            return np.array([self.figures(named, back)[own]])
        assert isinstance(tree, Apply)
        arguments = [self.work(a) for a in tree.arguments]
        out: NDArray[Any] = np.empty(1, np.bool_ if tree.word in COMPARISONS else np.float64)
        tree.word.arrays(*arguments, out)
        return out

    def parts(self, tree: Expression) -> Iterator[tuple[Named, int, int]]:
        """The figures that a tree reads here: name, year and item; only the branches taken."""
        if isinstance(tree, Named | Before):
            named, back = self._leaf(tree)
            yield named, self.year - back, 0 if named.axis is COUNCIL else self.item
        elif isinstance(tree, Apply) and tree.word is WHERE:
            test, yes, no = tree.arguments
            yield from self.parts(test)
            yield from self.parts(yes if self.holds(test) else no)
        elif isinstance(tree, Apply) and tree.word is SPREAD:
            named, back = self._leaf(tree.arguments[0])
            assert tree.to is not None
            yield named, self.year - back, self.groups(tree.to, named.axis)[self.item]
        elif isinstance(tree, Apply) and tree.word.shape is not Shape.EACH:
            for argument in tree.arguments:
                named, back = self._leaf(argument)
                for item, amount in enumerate(self.figures(named, back)):
                    if amount and self._counts(tree, named.axis, item):
                        yield named, self.year - back, item
        elif isinstance(tree, Apply):
            for argument in tree.arguments:
                yield from self.parts(argument)

    def _counts(self, tree: Apply, axis: Axis, item: int) -> bool:
        """Whether an item is of this group, where the word asks for a group's items alone."""
        if tree.word.shape is not Shape.UP or tree.to is None:
            return True
        return self.groups(axis, tree.to)[item] == self.item

    def _leaf(self, tree: Expression) -> tuple[Named, int]:
        if isinstance(tree, Before):
            return self.results.book.target(tree), 1
        assert isinstance(tree, Named)
        return tree, 0
