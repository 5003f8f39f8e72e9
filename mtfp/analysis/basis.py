"""How far each figure can be trusted: the weakest basis of anything that it was worked from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from mtfp.algebra.expressions import COUNCIL, Apply, Before, Expression, Input, Line, Named
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import SPREAD, Shape
from mtfp.plan.plan import Plan
from mtfp.plan.read import BASES
from mtfp.terms import GBP

ILLUSTRATIVE = "illustrative"


@dataclass
class Bases:
    """The weakest basis behind every figure of a plan, by line and item."""

    book: LineBook
    plan: Plan
    _known: dict[tuple[str, int], int] = field(default_factory=dict)

    def of(self, name: str, item: int = 0) -> str:
        """The weakest basis behind a line or input, or nothing where no figure was given."""
        rank = self._rank(self.book[name], item)
        return BASES[rank] if rank >= 0 else ""

    def _rank(self, named: Named, item: int) -> int:
        key = named.name, item
        if key not in self._known:
            self._known[key] = -1  # a look back to itself adds nothing
            if isinstance(named, Input):
                self._known[key] = self._of_input(named, item)
            elif isinstance(named, Line):
                trees = [t for t in (named.expression, named.opening) if t is not None]
                self._known[key] = max(self._of_tree(tree, item) for tree in trees)
        return self._known[key]

    def _of_input(self, given: Input, item: int) -> int:
        ids = self.plan.items_of(given.axis).ids
        origin = self.plan.origins.get((given.name, ids[item])) if ids else None
        if origin is None or not self.plan.figures[given.name][:, item].any():
            return -1
        return BASES.index(origin.basis)

    def _of_tree(self, tree: Expression, item: int) -> int:
        if isinstance(tree, Before):
            return self._rank(self.book.target(tree), self._own(self.book.target(tree), item))
        if isinstance(tree, Named):
            return self._rank(tree, self._own(tree, item))
        if not isinstance(tree, Apply):
            return -1
        if tree.word is SPREAD:
            group = self.book.axis_of(tree.arguments[0])
            assert tree.to is not None
            item = self.plan.items[tree.to.name].groups[group.name][item]
        if tree.word.shape in (Shape.EACH, Shape.DOWN):
            return max((self._of_tree(a, item) for a in tree.arguments), default=-1)
        return max((self._of_column(a) for a in tree.arguments), default=-1)

    def _of_column(self, tree: Expression) -> int:
        count = len(self.plan.items_of(self.book.axis_of(tree)))
        return max((self._of_tree(tree, item) for item in range(count)), default=-1)

    @staticmethod
    def _own(named: Named, item: int) -> int:
        return 0 if named.axis is COUNCIL else item


def money_by_basis(book: LineBook, plan: Plan) -> dict[str, float]:
    """Pounds typed into the plan on each basis, all years and both signs added together."""
    found = dict.fromkeys(BASES, 0.0)
    for name, given in book.inputs.items():
        if given.unit != GBP:
            continue
        for item, item_id in enumerate(plan.items_of(given.axis).ids):
            origin = plan.origins.get((name, item_id))
            if origin is not None:
                found[origin.basis] += float(np.abs(plan.figures[name][:, item]).sum())
    return found


def illustrative_share(book: LineBook, plan: Plan) -> float:
    """The share of the money typed into the plan that is illustrative."""
    money = money_by_basis(book, plan)
    whole = sum(money.values())
    return money[ILLUSTRATIVE] / whole if whole else 0.0
