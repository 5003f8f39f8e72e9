"""Books of lines made for tests: how any of them is run on every face, and how to grow one.

A random book is grown from a seed. Its trees use every word of the vocabulary and keep to
what a plan may say: units agree, nothing divides by nought on a branch that is taken, and no
figure passes ten billion. A comparison, a rank or a rounding to the penny reads inputs or
whole pennies only, never a long chain, because spreadsheets treat figures as equal that
differ only in their last bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mtfp.algebra import vocabulary as v
from mtfp.algebra.expressions import (
    COUNCIL,
    Apply,
    Axis,
    Expression,
    Input,
    Line,
    Named,
    before,
    equal,
    expression,
    given,
    highest,
    line,
    lowest,
    snapped,
    to_the_penny,
    walk,
    where,
)
from mtfp.algebra.javascript import program
from mtfp.algebra.lines import LineBook
from mtfp.analysis.explain import explain
from mtfp.outputs.script import script_data
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.plan import Items, Plan
from mtfp.results import Results
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT, FinancialYear, Unit
from tests.witnesses import words
from tests.witnesses.scripts import node
from tests.witnesses.spreadsheets import Values

Face = dict[str, NDArray[np.float64]]
"""What one face says: each line's figures by year (the base year first) and item."""


def some_items(number: int, **groups: Sequence[int]) -> Items:
    """So many nameless items, and by name of the group axis which group each belongs to."""
    ids = tuple(f"item {n}" for n in range(1, number + 1))
    return Items(ids, ids, {name: tuple(members) for name, members in groups.items()})


def plan_of(
    book: LineBook, years: int, items: Mapping[str, Items], figures: Mapping[str, ArrayLike]
) -> Plan:
    """A plan for any book: every input's figures by (year, item), or by item where it can be."""
    shaped: dict[str, NDArray[np.float64]] = {}
    for name, one in book.inputs.items():
        size = 1 if one.axis is COUNCIL else len(items[one.axis.name])
        shape = (years if one.yearly else 1, size)
        shaped[name] = np.array(figures[name], np.float64).reshape(shape)
    return Plan("test", "Test", FinancialYear(2025), years, items, shaped)


def from_engine(results: Results, case: int = 0) -> Face:
    """What numpy says."""
    return {name: results.array(name)[:, :, case] for name in results.book.lines}


def from_workbook(workings: Workings, values: Values) -> Face:
    """What a spreadsheet program says; a cell that holds no number is infinite."""
    results = workings.results
    found = {name: np.full_like(figures, np.inf) for name, figures in from_engine(results).items()}
    for name, one in workings.book.lines.items():
        block = workings.blocks[name]
        for year, item in np.ndindex(found[name].shape):
            if year or one.opening is not None:
                place = (block.sheet, block.first + item, workings.column_of(year))
                value = values.get(place)
                if isinstance(value, int | float):
                    found[name][year, item] = value
    return found


def from_script(book: LineBook, plan: Plan) -> Face:
    """What the page's script says, run in Node."""
    said = node(program(book), "work(data)", script_data(book, plan))
    return {name: np.array(said[name], np.float64) for name in book.lines}


def from_words(results: Results) -> Face:
    """What the recipes come to when they are worked again."""
    found = {name: np.full_like(figures, np.inf) for name, figures in from_engine(results).items()}
    for name, one in results.book.lines.items():
        for year, item in np.ndindex(found[name].shape):
            if year or one.opening is not None:
                recipe = explain(results, one, year, item, depth=0).recipe
                found[name][year, item] = words.work(recipe)
    return found


@dataclass(frozen=True)
class Difference:
    """The largest difference between two faces, and where it is."""

    size: float
    where: str

    def __str__(self) -> str:
        return f"{self.size:.3g} in {self.where}" if self.where else "no figures to compare"


def largest_difference(expected: Face, found: Face, relative: bool = False) -> Difference:
    """The largest difference in any figure that is expected; infinite where there is none.

    A `relative` difference is a share of the figure, or of one pound where that is more.
    """
    worst = Difference(0.0, "")
    for name, figures in expected.items():
        if found[name].shape != figures.shape:
            return Difference(np.inf, f"the shape of {name}: {found[name].shape}")
        asked = np.isfinite(figures)
        scale = np.maximum(1.0, np.abs(figures)) if relative else np.ones_like(figures)
        with np.errstate(invalid="ignore"):
            apart = np.where(asked, np.abs(found[name] - figures) / scale, 0.0)
        apart = np.where(np.isnan(apart), np.inf, apart)
        if apart.size and (apart.max() > worst.size or not worst.where):
            year, item = np.unravel_index(int(apart.argmax()), apart.shape)
            worst = Difference(
                float(apart.max()),
                f"{name}, year {year}, item {item + 1}: "
                f"{found[name][year, item]!r}, not {figures[year, item]!r}",
            )
    return worst


def words_used(book: LineBook) -> set[v.Word]:
    """Every word that any tree of the book applies."""
    trees = [tree for one in book.lines.values() for tree in (one.expression, one.opening)]
    nodes = [node for tree in trees if tree is not None for node in walk(tree)]
    return {node.word for node in nodes if isinstance(node, Apply)}


GROUP = Axis("service", "service", "services")
ITEM = Axis("saving", "saving", "savings", (GROUP,))
LONE = Axis("levy", "levy", "levies", (GROUP,))
EMPTY = Axis("gift", "gift", "gifts", (GROUP,))
AXES = (COUNCIL, GROUP, ITEM, LONE, EMPTY)
FILLED = (COUNCIL, GROUP, ITEM, LONE)
YEARS = 3
MOST = 1e9
"""No line is larger, so that the total of a handful of items stays under ten billion."""
PROMISED = 1e6
"""No line that others look back at before it is declared is larger."""

_HALF_PENNIES = (1.005, 2.675, -1.005, 0.125, -0.375, 4.015, 8.325, 0.005, -2.675, 9.995)
_POWERS = (-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0)


@dataclass(frozen=True)
class _Tree:
    """A tree, and the most that it can come to on either side of nought."""

    tree: Expression
    most: float


@dataclass(frozen=True)
class _Known:
    """A line or input that trees may read. It `stands` in the base year too; figures of a
    `coarse` one, if not nought, are at least that far from it and exact on every face.
    """

    named: Named
    most: float
    stands: bool
    coarse: float = 0.0


@dataclass(frozen=True)
class _Want:
    """What the tree to grow must be: its unit, axis and depth, and the most it may come to."""

    unit: Unit
    axis: Axis
    depth: int
    limit: float

    def but(self, **changes: Any) -> _Want:
        """The same one step further down, with changes."""
        return replace(self, **{"depth": self.depth - 1, **changes})


def random_book(seed: int, trees: int) -> tuple[LineBook, Plan]:
    """A book with so many random trees (its lines called `tree_…`), and a plan for it."""
    return _Maker(Random(f"book {seed}"), trees).made


class _Maker:
    def __init__(self, random: Random, trees: int) -> None:
        self.random = random
        self.bound: dict[str, Named] = {}
        self.known: list[_Known] = []
        self.promised: dict[tuple[Unit, Axis], str] = {}
        self.figures: dict[str, list[list[float]]] = {}
        self.in_base_year = False
        self.helpers = count(1)
        services = random.randint(2, 4)
        self.sizes = {"council": 1, "service": services, "saving": random.randint(3, 6)}
        self.sizes |= {"levy": 1, "gift": 0}
        self.ways: tuple[Callable[[_Want], _Tree | None], ...] = (
            self.sum, self.difference, self.opposite, self.product, self.growth, self.quotient,
            self.guarded_quotient, self.choice, self.nested_guard, self.extreme, self.pennies,
            self.snap, self.power, self.guarded_power, self.whole_power,
            *(self.from_items, self.from_group, self.look_back) * 2,
            *(self.by_group, self.left_of_group, self.ranked, self.place) * 4,
        )  # fmt: skip
        for axis in AXES:
            self.give_inputs(axis)
        for axis in FILLED:
            for unit in (GBP, NUMBER):
                self.promised[unit, axis] = f"carried_{axis.name}_{_word(unit)}"
        for number in range(1, trees + 1):
            self.declare_tree(f"tree_{number}")
        for (unit, axis), name in self.promised.items():
            self.keep_promise(name, unit, axis)
        book = LineBook(self.bound)
        self.made = book, plan_of(book, YEARS, self.items(), self.figures)

    def items(self) -> dict[str, Items]:
        services = self.sizes["service"]
        found = {"service": some_items(services)}
        for name in ("saving", "levy", "gift"):
            members = [self.random.randrange(services) for _ in range(self.sizes[name])]
            found[name] = some_items(len(members), service=members)
        return found

    # Inputs

    def give_inputs(self, axis: Axis) -> None:
        """The same inputs for every axis, each with the awkward figures of its kind."""
        pick, between = self.random.choice, self.random.uniform
        halves, kept = [0.0, 0.5, 1.0, 1.5, 2.0], list[float]()

        def cash() -> float:
            kind = self.random.random()
            if kind < 0.15:
                return 0.0
            if kind < 0.35 and kept:
                return pick(kept)
            size = pick((1e2, 1e4, 1e6, 1e8))
            kept.append(round(between(-size, size), 2))
            return kept[-1]

        keys = self.random.sample(range(1, 50), max(1, self.sizes[axis.name]))
        make: dict[str, tuple[Unit, bool, float, float, Callable[[], float]]] = {
            "cash": (GBP, True, 1e8, 0.01, cash),
            "fee": (GBP, False, 10, 0.005, lambda: pick((0.0, *_HALF_PENNIES))),
            "balance": (GBP, False, 1e4, 0.01, lambda: pick((0.0, round(between(-1e4, 1e4), 2)))),
            "grant": (GBP, True, 1e6, 100, lambda: round(between(100, 1e6), 2)),
            "score": (NUMBER, False, 2, 0.5, lambda: pick(halves)),
            "whole": (NUMBER, True, 3, 1, lambda: float(pick(range(-3, 4)))),
            "share": (NUMBER, True, 3, 0.25, lambda: round(between(0.25, 3), 3)),
            "growth": (NUMBER, False, 1.5, 0.5, lambda: round(between(0.5, 1.5), 4)),
            "rate": (PERCENT, True, 0.25, 0, lambda: round(between(-0.1, 0.25), 4)),
            "years": (NUMBER, False, 3, 0, lambda: pick(_POWERS)),
            "times": (NUMBER, False, 3, 1, lambda: float(pick((1, 2, 3)))),
            "key": (NUMBER, False, 50, 1, lambda: float(keys.pop())),
            "policy": (CHOICE, False, 1, 0, lambda: float(pick((0, 1)))),
            "ceiling": (GBP, False, PROMISED, 0, lambda: PROMISED),
            "cap": (NUMBER, False, PROMISED, 0, lambda: PROMISED),
        }
        for what, (unit, yearly, most, coarse, figure) in make.items():
            choices = {"no": 0, "yes": 1} if unit is CHOICE else None
            name = f"{axis.name}_{what}"
            one = given(name, unit, per=axis, yearly=yearly, choices=choices, sentence="An input.")
            self.bound[name] = one
            rows = YEARS if yearly else 1
            self.figures[name] = [
                [figure() for _ in range(self.sizes[axis.name])] for _ in range(rows)
            ]
            if unit in (GBP, NUMBER) and what not in ("ceiling", "cap"):
                self.known.append(_Known(one, most, not yearly, coarse))

    def input(self, axis: Axis, what: str) -> Input:
        found = self.bound[f"{axis.name}_{what}"]
        assert isinstance(found, Input)
        return found

    # Lines

    def declare_tree(self, name: str) -> None:
        """One random tree as a line, half of the time with an opening, sometimes running on."""
        unit, axis = self.random.choice((GBP, GBP, NUMBER)), self.random.choice(FILLED)
        want = _Want(
            unit, axis, self.random.randint(2, 5), self.random.choice((1e4, 1e7, MOST, MOST))
        )
        opening = self.opening(want) if self.random.random() < 0.5 else None
        if opening is not None and self.random.random() < 0.3:
            grown = self.grow_deep(want.but(limit=want.limit / (1 + YEARS)))
            runs_on = _Tree(before(name) + grown.tree, opening.most + YEARS * grown.most)
            self.declare(name, want, runs_on, opening)
        else:
            self.declare(name, want, self.grow_deep(want), opening)

    def opening(self, want: _Want) -> _Tree:
        self.in_base_year = True
        grown = self.grow(want.but(depth=self.random.randint(0, 3)))
        self.in_base_year = False
        return grown

    def declare(
        self, name: str, want: _Want, grown: _Tree, opening: _Tree | None, coarse: float = 0
    ) -> Line:
        one = line(
            name, want.unit, grown.tree, per=want.axis, sentence="A line.",
            opening=None if opening is None else opening.tree,
        )  # fmt: skip
        self.bound[name] = one
        most = max(grown.most, opening.most if opening else 0)
        self.known.append(_Known(one, most, opening is not None, coarse))
        return one

    def keep_promise(self, name: str, unit: Unit, axis: Axis) -> None:
        """Declare at last the line that others have looked back at, held to what was said."""
        cap = self.input(COUNCIL, "ceiling" if unit is GBP else "cap")
        want = _Want(unit, axis, 4, MOST)
        tree = lowest(cap, highest(-cap, self.grow(want).tree))
        opening = self.opening(want.but(limit=PROMISED))
        self.declare(name, want, _Tree(tree, PROMISED), opening)

    # Trees

    def grow_deep(self, want: _Want) -> _Tree:
        """A random tree that is more than one word on names."""
        while True:
            grown = self.grow(want)
            if _depth(grown.tree) > 1:
                return grown

    def grow(self, want: _Want) -> _Tree:
        """A random tree that is what is wanted."""
        if want.depth > 0 and want.limit >= 1:
            for _ in range(20):
                found = self.random.choice(self.ways)(want)
                if found is not None:
                    assert found.most <= want.limit * (1 + 1e-9)
                    return found
        return self.leaf(want)

    def below(self, want: _Want, **changes: Any) -> _Tree:
        """A tree one step down: on the same axis, or council-wide."""
        axis = want.axis if self.random.random() < 0.75 else COUNCIL
        return self.grow(want.but(**{"axis": axis, **changes}))

    def leaf(self, want: _Want) -> _Tree:
        """A named figure or a bare 0 or 1."""
        found = list(self.fitting(want))
        if found and self.random.random() < 0.95:
            large = [one for one in found if one.most >= want.limit / 1e4]
            one = self.random.choice(large or found)
            return _Tree(one.named, one.most)
        if want.unit is NUMBER and want.limit >= 1:
            return _Tree(expression(1), 1)
        return _Tree(expression(0), 0)

    def fitting(self, want: _Want) -> Iterator[_Known]:
        """What is already there that would do."""
        for one in self.known:
            same = one.named.unit is want.unit and one.named.axis is want.axis
            if same and one.most <= want.limit and (one.stands or not self.in_base_year):
                yield one

    def named(self, want: _Want) -> _Known | None:
        """A named thing that is what is wanted: one that is there, or a line made for it."""
        found = list(self.fitting(want))
        if want.axis is EMPTY or self.in_base_year or (found and self.random.random() < 0.5):
            return self.random.choice(found) if found else None
        self.declare(f"helper_{next(self.helpers)}", want, self.grow(want), None)
        return self.known[-1]

    def coarse(self, unit: Unit, axis: Axis) -> _Known | None:
        """A figure that every face holds exactly, so that comparing it is safe."""
        found = [k for k in self.fitting(_Want(unit, axis, 0, MOST)) if k.coarse]
        return self.random.choice(found) if found else None

    def test(self, axis: Axis) -> Expression:
        """A comparison of figures that are exact on every face."""
        if self.random.random() < 0.15:
            return self.input(axis, "policy").chosen(self.random.choice(("yes", "no")))
        unit = self.random.choice((GBP, NUMBER))
        left, right = (self.exact(unit, self.random.choice((axis, COUNCIL))) for _ in "ab")
        if self.random.random() < 0.2:
            right = expression(0)
        return self.random.choice(
            (left < right, left <= right, left > right, left >= right, equal(left, right))
        )

    def exact(self, unit: Unit, axis: Axis) -> Expression:
        one = self.coarse(unit, axis)
        if one is None:
            return expression(0)
        return self.random.choice((one.named, one.named, to_the_penny(one.named), -one.named))

    def reading(self, one: _Known) -> Expression:
        """A named figure, or now and then its own year before."""
        looks_back = isinstance(one.named, Line) and one.stands and not self.in_base_year
        return before(one.named) if looks_back and self.random.random() < 0.2 else one.named

    # Ways to grow: each gives a tree, or None where it cannot give what is wanted.

    def sum(self, want: _Want) -> _Tree:
        left, right = (self.below(want, limit=want.limit / 2) for _ in "ab")
        return _Tree(left.tree + right.tree, left.most + right.most)

    def difference(self, want: _Want) -> _Tree:
        left, right = (self.below(want, limit=want.limit / 2) for _ in "ab")
        return _Tree(left.tree - right.tree, left.most + right.most)

    def opposite(self, want: _Want) -> _Tree:
        grown = self.below(want)
        return _Tree(-grown.tree, grown.most)

    def product(self, want: _Want) -> _Tree:
        share = self.random.choice([s for s in (1.0, 10.0, 1e3) if s <= want.limit])
        one = self.below(want, limit=want.limit / share)
        factor = self.below(want, unit=NUMBER, limit=share)
        first, second = self.random.sample((one.tree, factor.tree), 2)
        return _Tree(first * second, one.most * factor.most)

    def growth(self, want: _Want) -> _Tree | None:
        """Something with a percentage on or off, or a percentage of it."""
        if self.in_base_year:
            return None
        rate = self.input(self.random.choice((want.axis, COUNCIL)), "rate")
        one = self.below(want, limit=want.limit / 1.25)
        factor = self.random.choice((1 + rate, 1 - rate, rate))
        return _Tree(one.tree * factor, one.most * 1.25)

    def quotient(self, want: _Want) -> _Tree | None:
        """Divided by an input that is always above nought."""
        pairs = [("growth", NUMBER, 0.5)]
        if not self.in_base_year:
            pairs += [("share", NUMBER, 0.25), ("grant", GBP, 100)]
        what, unit, least = self.random.choice(pairs)
        if unit is GBP and want.unit is GBP:
            return None
        divisor = self.input(self.random.choice((want.axis, COUNCIL)), what)
        one = self.below(want, unit=_times(want.unit, unit), limit=want.limit * least)
        return _Tree(one.tree / divisor, one.most / least)

    def guarded_quotient(self, want: _Want) -> _Tree | None:
        """Divided by what may be nought, on the branch where it is not."""
        found = self.quotient_of_coarse(want)
        if found is None:
            return None
        quotient, divisor = found
        other = self.below(want)
        tree = self.random.choice((
            where(divisor > 0, quotient.tree, other.tree),
            where(divisor <= 0, other.tree, quotient.tree),
            where(equal(divisor, 0), other.tree, quotient.tree),
        ))  # fmt: skip
        return _Tree(tree, max(quotient.most, other.most))

    def nested_guard(self, want: _Want) -> _Tree | None:
        """The same with a second question asked inside or around."""
        found = self.quotient_of_coarse(want)
        if found is None:
            return None
        quotient, divisor = found
        other, third = self.below(want), self.below(want)
        test = self.test(want.axis)
        tree = self.random.choice((
            where(divisor > 0, where(test, quotient.tree, other.tree), third.tree),
            where(divisor <= 0, third.tree, where(test, other.tree, quotient.tree)),
            where(test, where(divisor < 0, quotient.tree, other.tree), third.tree),
            where(test, other.tree, where(equal(divisor, 0), third.tree, quotient.tree)),
        ))  # fmt: skip
        return _Tree(tree, max(quotient.most, other.most, third.most))

    def quotient_of_coarse(self, want: _Want) -> tuple[_Tree, Expression] | None:
        unit = NUMBER if want.unit is GBP else self.random.choice((GBP, NUMBER))
        divisor = self.coarse(unit, self.random.choice((want.axis, COUNCIL)))
        if divisor is None or want.limit * divisor.coarse < 10:
            return None
        limit = want.limit * divisor.coarse
        one = self.below(want, unit=_times(want.unit, unit), limit=limit)
        return _Tree(one.tree / divisor.named, one.most / divisor.coarse), divisor.named

    def choice(self, want: _Want) -> _Tree:
        yes, no = self.below(want), self.below(want)
        return _Tree(where(self.test(want.axis), yes.tree, no.tree), max(yes.most, no.most))

    def extreme(self, want: _Want) -> _Tree:
        several = [self.below(want) for _ in range(self.random.randint(2, 3))]
        choose = self.random.choice((lowest, highest))
        return _Tree(choose(*(one.tree for one in several)), max(one.most for one in several))

    def pennies(self, want: _Want) -> _Tree | None:
        """An input, or the product of two, to the penny; half-pennies are common."""
        money = self.coarse(GBP, want.axis)
        if want.unit is not GBP or money is None or money.most * 3 > want.limit:
            return None
        factors: list[Expression] = [expression(1), self.input(want.axis, "growth")]
        if not self.in_base_year:
            rate = self.input(COUNCIL, "rate")
            factors += [self.input(want.axis, "share"), rate, 1 + rate]
        tree = to_the_penny(money.named * self.random.choice(factors))
        if self.in_base_year or self.random.random() < 0.5:
            return _Tree(tree, money.most * 3)
        name = f"helper_{next(self.helpers)}"
        self.declare(name, want, _Tree(tree, money.most * 3), None, coarse=0.01)
        return _Tree(self.bound[name], money.most * 3)

    def snap(self, want: _Want) -> _Tree:
        grown = self.below(want)
        return _Tree(snapped(grown.tree), grown.most)

    def power(self, want: _Want) -> _Tree | None:
        """A growth factor to a number of years, ahead or back."""
        if want.unit is not NUMBER or want.limit < 8:
            return None
        base: Expression = self.input(want.axis, "growth")
        years = self.input(want.axis, "years")
        if not self.in_base_year and self.random.random() < 0.5:
            base = 1 + self.input(want.axis, "rate")
        return _Tree(base ** self.random.choice((years, -years, 1 - years)), 8)

    def guarded_power(self, want: _Want) -> _Tree | None:
        """A power that would fail at nought or below, on the branch where it does not."""
        if want.unit is not NUMBER or want.limit < 27:
            return None
        base = self.input(want.axis, "score" if self.in_base_year else "whole")
        power = base ** self.input(self.random.choice((want.axis, COUNCIL)), "years")
        other = self.below(want)
        tree = self.random.choice(
            (where(base > 0, power, other.tree), where(base <= 0, other.tree, power))
        )
        return _Tree(tree, max(27, other.most))

    def whole_power(self, want: _Want) -> _Tree | None:
        """A whole number, perhaps below nought, to a whole power."""
        if want.unit is not NUMBER or want.limit < 27 or self.in_base_year:
            return None
        base = self.input(want.axis, "whole")
        times = self.input(want.axis, "times")
        return _Tree(self.random.choice((base**times, (-base) ** times, -(base**times))), 27)

    def from_items(self, want: _Want) -> _Tree | None:
        axis = self.random.choice((ITEM, ITEM, GROUP, LONE, EMPTY))
        size = max(1, self.sizes[axis.name])
        of = self.named(want.but(axis=axis, limit=want.limit / size))
        if of is None:
            return None
        word = self.random.choice((v.TOTAL, v.HIGHEST_OF))
        return _Tree(Apply(word, (self.reading(of),)), of.most * size)

    def by_group(self, want: _Want) -> _Tree | None:
        if want.axis is not GROUP:
            return None
        axis = self.random.choice((ITEM, ITEM, ITEM, LONE, EMPTY))
        size = max(1, self.sizes[axis.name])
        of = self.named(want.but(axis=axis, limit=want.limit / size))
        if of is None:
            return None
        word = self.random.choice((v.TOTAL_BY, v.HIGHEST_BY))
        return _Tree(Apply(word, (self.reading(of),), GROUP), of.most * size)

    def left_of_group(self, want: _Want) -> _Tree | None:
        if want.axis is not GROUP or want.unit is not NUMBER:
            return None
        axis = self.random.choice((ITEM, ITEM, ITEM, LONE, EMPTY))
        size = max(1, self.sizes[axis.name])
        of = self.named(want.but(axis=axis, limit=want.limit ** (1 / size) - 1))
        if of is None:
            return None
        tree = Apply(v.LEFT_BY, (self.reading(of),), GROUP)
        return _Tree(tree, (1 + of.most) ** size)

    def from_group(self, want: _Want) -> _Tree | None:
        of = self.named(want.but(axis=GROUP)) if want.axis in (ITEM, LONE) else None
        if of is None:
            return None
        return _Tree(Apply(v.SPREAD, (self.reading(of),), want.axis), of.most)

    def ranked(self, want: _Want) -> _Tree | None:
        if want.axis is COUNCIL:
            return None
        size = self.sizes[want.axis.name]
        key = self.coarse(self.random.choice((GBP, NUMBER)), want.axis)
        of = self.named(want.but(limit=want.limit / size)) if key is not None else None
        if key is None or of is None:
            return None
        word = self.random.choice(
            (v.TOTAL_RANKED_BEFORE, v.TOTAL_RANKED_AFTER, v.TOTAL_RANKED_UP_TO)
        )
        return _Tree(Apply(word, (self.reading(key), self.reading(of))), of.most * size)

    def place(self, want: _Want) -> _Tree | None:
        """A rank; half of the time as a line of its own that others may rank or compare by."""
        size = self.sizes[want.axis.name]
        if want.unit is not NUMBER or want.axis is COUNCIL or want.limit < size:
            return None
        score = self.coarse(self.random.choice((GBP, NUMBER)), want.axis)
        if not self.in_base_year and self.random.random() < 0.5:
            product = self.input(want.axis, "score") * self.input(want.axis, "growth")
            name = f"helper_{next(self.helpers)}"
            self.declare(name, want.but(limit=3), _Tree(snapped(product), 3), None, coarse=0.25)
            score = self.known[-1]
        if score is None or not _is_sure(score.named):
            return None
        tree = Apply(v.RANK, (self.reading(score), self.input(want.axis, "key")))
        if self.in_base_year or self.random.random() < 0.5:
            return _Tree(tree, size)
        name = f"helper_{next(self.helpers)}"
        self.declare(name, want, _Tree(tree, size), None, coarse=1)
        return _Tree(self.bound[name], size)

    def look_back(self, want: _Want) -> _Tree | None:
        if self.in_base_year:
            return None
        lines = [k for k in self.fitting(want) if k.stands and isinstance(k.named, Line)]
        promised = self.promised.get((want.unit, want.axis))
        if promised and want.limit >= PROMISED and (not lines or self.random.random() < 0.5):
            return _Tree(before(promised), PROMISED)
        if not lines:
            return None
        one = self.random.choice(lines)
        return _Tree(before(one.named), one.most)


def _is_sure(score: Named) -> bool:
    """Whether the book will rank by this: a figure as typed, or one that is snapped."""
    if not isinstance(score, Line):
        return True
    return isinstance(score.expression, Apply) and score.expression.word is v.SNAPPED


def _depth(tree: Expression) -> int:
    inner = (_depth(one) for one in tree.arguments) if isinstance(tree, Apply) else ()
    return 1 + max(inner, default=-1)


def _times(unit: Unit, divisor: Unit) -> Unit:
    """The unit that divided by the divisor's gives this one."""
    return GBP if divisor is GBP else unit


def _word(unit: Unit) -> str:
    return "money" if unit is GBP else "number"
