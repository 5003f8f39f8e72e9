"""Both ways of sharing a sum, against references in plain loops that share nothing with them.

A workbook and a script work one plan, so there the years of one plan are the cases: every
input is yearly and no line looks back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from numpy.typing import NDArray

from mtfp.algebra.allocation import fill_in_order, share_out
from mtfp.algebra.expressions import Axis, Named, given, highest, line, rank, snapped
from mtfp.algebra.lines import Family, LineBook
from mtfp.engine import run
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Items, Plan
from mtfp.terms import GBP, NUMBER
from tests.random_books import (
    Face,
    from_engine,
    from_script,
    from_workbook,
    plan_of,
    some_items,
)
from tests.witnesses.spreadsheets import formualize, libreoffice

TENTH_OF_A_PENNY = 0.001
SIZES = (1, 2, 4, 9, 20)
AT_ONCE = 50
"""Cases of each size in one workbook that formualizer recalculates."""
Floats = NDArray[np.float64]
Takes = list[float]


@dataclass(frozen=True)
class Case:
    """A sum to share, and each item's room, weight, score and key (which settles ties)."""

    amount: float
    room: list[float]
    weight: list[float]
    score: list[float]
    key: list[float]

    def __len__(self) -> int:
        return len(self.room)

    def taken(self) -> float:
        """All that can be taken by items that take in turn."""
        return min(max(0.0, self.amount), sum(max(0.0, room) for room in self.room))

    def shared(self) -> float:
        """All that can be taken by items that have weight."""
        pairs = zip(self.room, self.weight, strict=True)
        room = sum(max(0.0, room) for room, weight in pairs if weight > 0)
        return min(max(0.0, self.amount), room)

    def in_order(self, order: Sequence[int]) -> "Case":
        """The same items in another order."""
        columns = (self.room, self.weight, self.score, self.key)
        return Case(self.amount, *([column[i] for i in order] for column in columns))

    def times(self, factor: float) -> "Case":
        """All money multiplied."""
        room = [r * factor for r in self.room]
        return replace(self, amount=self.amount * factor, room=room)


def one_after_another(case: Case) -> Takes:
    """The waterfall: highest score first, ties by the lower key, each up to its room."""
    left, takes = max(0.0, case.amount), [0.0] * len(case)
    for item in sorted(range(len(case)), key=lambda i: (-case.score[i], case.key[i])):
        takes[item] = min(max(0.0, case.room[item]), left)
        left -= takes[item]
    return takes


def filled_like_water(case: Case) -> Takes:
    """Share by weight; whoever would overflow is filled, and the rest is shared again."""
    left, takes = max(0.0, case.amount), [0.0] * len(case)
    active = {i for i in range(len(case)) if case.weight[i] > 0 and case.room[i] > 0}
    while left > 0 and active:
        weights = sum(case.weight[i] for i in active)
        share = {i: left * case.weight[i] / weights for i in active}
        over = {i for i in active if takes[i] + share[i] > case.room[i]}
        for i in over:
            left -= case.room[i] - takes[i]
            takes[i] = case.room[i]
        if not over:
            for i in active:
                takes[i] += share[i]
            left = 0
        active -= over
    return takes


REFERENCES: Mapping[str, Callable[[Case], Takes]] = {
    "filled": one_after_another,
    "shared": filled_like_water,
}


@lru_cache
def allocation_book(sizes: tuple[int, ...] = SIZES) -> LineBook:
    """Both allocations for each number of items, on an axis of its own."""
    bound: dict[str, Named | Family] = {}
    for n in sizes:
        axis = Axis(f"of_{n}", "item", "items")
        amount = given("Amount", GBP, yearly=True, sentence="To share.")
        room, weight, score, key = (
            given(title, unit, per=axis, yearly=True, sentence="Of the item.")
            for title, unit in
            (("Room", GBP), ("Weight", NUMBER), ("Score", NUMBER), ("Key", NUMBER))
        )  # fmt: skip
        open_room = line("Open room", GBP, highest(0, room), per=axis, sentence="Not below 0.")
        sure_score = line("Sure score", NUMBER, snapped(score), per=axis, sentence="Snapped.")
        place = line("Place", NUMBER, rank(sure_score, key), per=axis, sentence="1 is first.")
        filled = line(
            "Filled", GBP, fill_in_order(amount, open_room, place), per=axis,
            sentence="Taken in turn.",
        )  # fmt: skip
        named: dict[str, Named | Family] = {
            "amount": amount, "room": room, "weight": weight, "score": score, "key": key,
            "open_room": open_room, "sure_score": sure_score, "place": place, "filled": filled,
            "shared": share_out("Shared", amount, room, weight, GBP, axis),
        }  # fmt: skip
        bound |= {f"{name}_{n}": one for name, one in named.items()}
    return LineBook(bound)


def figures_of(n: int, cases: Sequence[Case]) -> dict[str, Floats]:
    """The inputs of cases of one size, shaped (cases, items)."""
    return {
        f"amount_{n}": np.array([[case.amount] for case in cases]),
        f"room_{n}": np.array([case.room for case in cases]),
        f"weight_{n}": np.array([case.weight for case in cases]),
        f"score_{n}": np.array([case.score for case in cases]),
        f"key_{n}": np.array([case.key for case in cases]),
    }


def items_of(sizes: Sequence[int]) -> dict[str, Items]:
    return {f"of_{n}": some_items(n) for n in sizes}


def plan_with_years_as_cases(cases: Mapping[int, Sequence[Case]]) -> Plan:
    figures = {
        name: column for n, some in cases.items() for name, column in figures_of(n, some).items()
    }
    years = len(next(iter(cases.values())))
    return plan_of(allocation_book(), years, items_of(SIZES), figures)


def work_together(cases: Sequence[Case]) -> dict[str, Floats]:
    """Cases of one size in one call of the engine: both allocations, shaped (cases, items)."""
    n = len(cases[0])
    book = allocation_book((n,))
    plan = plan_of(book, 1, items_of([n]), figures_of(n, cases[:1]))
    varied = {name: column.T[None] for name, column in figures_of(n, cases).items()}
    found = run(book, plan, Cases(tuple(str(c) for c in range(len(cases))), varied))
    return {name: found.array(f"{name}_{n}")[1].T for name in REFERENCES}


# Random cases: awkward on purpose.


def random_case(random: Random, n: int) -> Case:
    """Ties, noughts, half-pennies, rooms below nought, and sums too small, fitting or too large."""
    large = random.choice((1e2, 1e5, 1e8))
    weights = [0.0, 1.0, 1.0, 2.5, 100.0]

    def room() -> float:
        kind = random.random()
        if kind < 0.15:
            return 0.0
        if kind < 0.25:
            return -round(random.uniform(0, large), 2)
        return random.choice((large / 4, random.choice((1.005, 2.675)), random.uniform(0, large)))

    rooms = [round(room(), 3) for _ in range(n)]
    total = sum(max(0.0, r) for r in rooms)
    equal = random.random() < 0.2
    weight = [
        1.0 if equal else random.choice((*weights, round(random.uniform(0.01, 50), 2)))
        for _ in rooms
    ]
    amount = random.choice((
        0.0, -total, total, total + 0.01, total * 2, total / 2, total / 10,
        random.uniform(0, total), random.uniform(0, total), random.uniform(0, total),
        random.choice((0.005, 1.005)),
    ))  # fmt: skip
    score = [random.choice((0.0, 50.0, 50.0, round(random.uniform(0, 100), 1))) for _ in rooms]
    key = [float(k) for k in random.sample(range(1, 100), n)]
    return Case(amount, rooms, weight, score, key)


@pytest.fixture(scope="session")
def cases(full: bool) -> dict[int, list[Case]]:
    """1,000 cases under --full, otherwise 40: as many of each size."""
    random = Random("allocation")
    each = (1000 if full else 40) // len(SIZES)
    return {n: [random_case(random, n) for _ in range(each)] for n in SIZES}


def agree_with_references(found: Face, cases: Mapping[int, Sequence[Case]]) -> None:
    """Both allocations of every case, to a tenth of a penny; the cases are a face's years."""
    worst = 0.0
    for n, some in cases.items():
        for name, reference in REFERENCES.items():
            for year, case in enumerate(some, start=1):
                apart = np.abs(found[f"{name}_{n}"][year] - reference(case)).max()
                assert apart <= TENTH_OF_A_PENNY, f"{name} is {apart} out for {case}"
                worst = max(worst, float(apart))
    print(f"largest difference {worst:.3g} in {sum(map(len, cases.values()))} cases")


def test_the_cases_are_awkward(cases: dict[int, list[Case]]) -> None:
    every = [case for some in cases.values() for case in some]
    assert any(case.amount == 0 for case in every)
    assert any(case.amount < 0 for case in every)
    assert any(case.amount > case.taken() > 0 for case in every)
    assert any(min(case.room) < 0 for case in every)
    assert any(case.shared() < case.taken() for case in every)
    assert any(len(set(case.score)) < len(case) for case in every)
    short = [c for c in every if 0 < sum(filled_like_water(c)) < c.taken() + 0.01]
    several_full = [
        c for c in short
        if sum(t == r for t, r in zip(filled_like_water(c), c.room, strict=True)) > 1
    ]  # fmt: skip
    assert len(several_full) > len(every) / 10


def test_engine_with_all_cases_in_one_call(cases: dict[int, list[Case]]) -> None:
    found = {
        f"{name}_{n}": np.vstack([np.full((1, n), np.nan), takes])
        for n, some in cases.items()
        for name, takes in work_together(some).items()
    }
    agree_with_references(found, cases)


def test_engine_with_a_year_for_each_case(cases: dict[int, list[Case]]) -> None:
    results = run(allocation_book(), plan_with_years_as_cases(cases))
    agree_with_references(from_engine(results), cases)


@pytest.mark.node
def test_node(cases: dict[int, list[Case]]) -> None:
    plan = plan_with_years_as_cases(cases)
    agree_with_references(from_script(allocation_book(), plan), cases)


@pytest.mark.libreoffice
def test_libreoffice(cases: dict[int, list[Case]], tmp_path: Path) -> None:
    workings = Workings(run(allocation_book(), plan_with_years_as_cases(cases)))
    workings.workbook().save(tmp_path / "workings.xlsx")
    found = from_workbook(workings, libreoffice(tmp_path / "workings.xlsx"))
    agree_with_references(found, cases)


def test_formualizer(cases: dict[int, list[Case]], tmp_path: Path) -> None:
    for part in in_parts(cases):
        workings = Workings(run(allocation_book(), plan_with_years_as_cases(part)))
        workings.workbook().save(tmp_path / "workings.xlsx")
        found = from_workbook(workings, formualize(tmp_path / "workings.xlsx", tmp_path))
        agree_with_references(found, part)


def in_parts(cases: Mapping[int, Sequence[Case]]) -> Iterator[dict[int, Sequence[Case]]]:
    """The cases in workbooks small enough for formualizer, which limits a sheet's formulas."""
    for first in range(0, len(next(iter(cases.values()))), AT_ONCE):
        yield {n: some[first : first + AT_ONCE] for n, some in cases.items()}


def test_no_case_is_left_out_of_the_parts(cases: dict[int, list[Case]]) -> None:
    together: dict[int, list[Case]] = {n: [] for n in cases}
    for part in in_parts(cases):
        for n, some in part.items():
            together[n] += some
    assert together == cases


# The published vectors, typed from the domain rules, in thousands of pounds.

BUDGETS = [40_000.0, 60_000.0, 12_000.0, 4_000.0, 16_000.0, 8_000.0]
MINIMUMS = [32_000.0, 50_000.0, 6_000.0, 1_500.0, 9_000.0, 0.0]
SCORES = [95.0, 90.0, 70.0, 55.0, 50.0, 40.0]
ROOMS = [budget - minimum for budget, minimum in zip(BUDGETS, MINIMUMS, strict=True)]


def equal_percentage(target: float, gradient: int = 0) -> Takes:
    """The cuts that find a target: by budget, or by budget and how low the score is."""
    pairs = zip(BUDGETS, SCORES, strict=True)
    weights = [budget * ((100 - score) / 100) ** gradient for budget, score in pairs]
    keys = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    return work_together([Case(target, ROOMS, weights, SCORES, keys)])["shared"][0].tolist()  # type: ignore[no-any-return]


TV_ALLOC_1 = {
    0: [4571.4, 6857.1, 1371.4, 457.1, 1828.6, 914.3],
    1: [1221.4, 3664.1, 2198.5, 1099.2, 4885.5, 2931.3],
    2: [169.0, 1013.7, 1824.7, 1368.5, 6758.2, 4865.9],
}


@pytest.mark.parametrize("gradient", TV_ALLOC_1)
def test_tv_alloc_1(gradient: int) -> None:
    assert equal_percentage(16_000, gradient) == pytest.approx(TV_ALLOC_1[gradient], abs=0.1)


def test_tv_alloc_3_hits_two_floors() -> None:
    expected = [8_000, 10_000, 3_600, 1_200, 4_800, 2_400]
    assert equal_percentage(30_000) == pytest.approx(expected, abs=1e-6)


def test_tv_alloc_2_by_paying_minimums_and_then_filling_in_order_of_score() -> None:
    above = 124_000 - sum(MINIMUMS)
    case = Case(above, ROOMS, [1.0] * 6, SCORES, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    filled = work_together([case])["filled"][0]
    paid = [float(m + f) for m, f in zip(MINIMUMS, filled, strict=True)]
    assert paid == [40_000, 60_000, 12_000, 3_000, 9_000, 0]


# Properties, on pence and whole weights.

pounds = st.integers(-1_000_000, 100_000_000).map(lambda pence: pence / 100)


@st.composite
def any_case(draw: st.DrawFn) -> Case:
    n = draw(st.integers(1, 6))
    rooms = draw(st.lists(pounds, min_size=n, max_size=n))
    weights = draw(st.lists(st.integers(0, 50).map(float), min_size=n, max_size=n))
    scores = draw(st.lists(st.integers(0, 5).map(float), min_size=n, max_size=n))
    keys = draw(st.permutations([float(k) for k in range(1, n + 1)]))
    return Case(draw(pounds), rooms, weights, scores, keys)


@drawn(any_case())
def test_what_is_taken_is_all_there_is_or_all_the_room_there_is(case: Case) -> None:
    takes = work_together([case])
    assert takes["filled"].sum() == pytest.approx(case.taken(), rel=1e-12, abs=1e-6)
    assert takes["shared"].sum() == pytest.approx(case.shared(), rel=1e-12, abs=1e-6)


@drawn(any_case())
def test_no_item_takes_less_than_nought_or_more_than_its_room(case: Case) -> None:
    for takes in work_together([case]).values():
        assert (takes >= 0).all()
        assert (takes <= np.maximum(0, case.room)).all()


@drawn(any_case(), st.integers(0, 100_000_000).map(lambda pence: pence / 100))
def test_more_to_share_never_lowers_what_an_item_takes(case: Case, more: float) -> None:
    for takes in work_together([case, replace(case, amount=case.amount + more)]).values():
        assert (takes[1] >= takes[0] - 1e-6).all()


@drawn(any_case(), st.data())
def test_the_order_of_items_changes_nothing(case: Case, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(case))))
    for takes in work_together([case, case.in_order(order)]).values():
        assert takes[1] == pytest.approx(takes[0][order], rel=1e-12, abs=1e-6)


@drawn(any_case(), st.sampled_from([0.01, 0.5, 3.0, 1000.0]))
def test_all_money_multiplied_multiplies_what_is_taken(case: Case, factor: float) -> None:
    for takes in work_together([case, case.times(factor)]).values():
        assert takes[1] == pytest.approx(takes[0] * factor, rel=1e-9, abs=1e-6)


@drawn(any_case())
def test_both_agree_with_their_references(case: Case) -> None:
    for name, takes in work_together([case]).items():
        assert takes[0] == pytest.approx(REFERENCES[name](case), rel=1e-12, abs=1e-6)


@drawn(any_case())
def test_items_that_still_have_room_take_in_proportion_to_their_weights(case: Case) -> None:
    takes = work_together([case])["shared"][0]
    levels = [
        take / weight
        for take, weight, room in zip(takes, case.weight, case.room, strict=True)
        if weight > 0 and take < room - 1e-6
    ]
    assert levels == pytest.approx([max(levels, default=0)] * len(levels), rel=1e-9, abs=1e-6)
