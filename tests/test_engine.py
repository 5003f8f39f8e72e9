"""The engine: what it refuses, what it works once, and that every width gives the same bits."""

import dataclasses
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mtfp.algebra import kernels
from mtfp.algebra.arrays import Program
from mtfp.algebra.expressions import (
    COUNCIL,
    Axis,
    Expression,
    Input,
    Named,
    Operand,
    before,
    equal,
    given,
    highest,
    highest_by,
    highest_of,
    left_by,
    line,
    lowest,
    rank,
    snapped,
    spread,
    to_the_penny,
    total,
    total_by,
    total_ranked_after,
    total_ranked_before,
    total_ranked_up_to,
    walk,
    where,
)
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import VOCABULARY
from mtfp.engine import BLOCK, run
from mtfp.model import MODEL
from mtfp.plan.cases import AS_ENTERED, Cases
from mtfp.plan.plan import Items, Plan
from mtfp.problems import PlanError
from mtfp.results import Results
from mtfp.terms import DWELLINGS, GBP_PER_DWELLING, MONTHS, NUMBER, PERCENT, FinancialYear

Figures = NDArray[np.float64]

TEAM = Axis("team", "team", "teams")
POST = Axis("post", "post", "posts", groups=(TEAM,))
TEAMS = Items(("T1", "T2"), ("First team", "Second team"))
POSTS = Items(("P1", "P2", "P3"), ("Carer", "Clerk", "Driver"), {"team": (0, 1, 0)})


def put_in(title: str, per: Axis = COUNCIL, *, yearly: bool = False) -> Input:
    return given(title, NUMBER, per=per, yearly=yearly, sentence="A figure.")


def plan_for(book: LineBook, years: int = 2, **figures: Any) -> Plan:
    """A plan of three posts in two teams; inputs not named are 1."""
    empty = Plan("p", "P", FinancialYear(2025), years, {"team": TEAMS, "post": POSTS}, {})
    filled = {
        name: np.ones(empty.size(one)) * np.asarray(figures.get(name, 1.0), float)
        for name, one in book.inputs.items()
    }
    return dataclasses.replace(empty, figures=filled)


def with_figure(plan: Plan, name: str, at: tuple[int, int], value: float) -> Plan:
    """The plan with one figure of one input replaced."""
    figures = plan.figures[name].copy()
    figures[at] = value
    return dataclasses.replace(plan, figures={**plan.figures, name: figures})


def cases_of(count: int, **varied: Figures) -> Cases:
    return Cases(tuple(f"number {n}" for n in range(count)), varied)


def same_bits(left: Figures, right: Figures) -> bool:
    """True if two arrays agree to the last bit; the sign of nought has a test of its own."""
    return left.shape == right.shape and (left + 0.0).tobytes() == (right + 0.0).tobytes()


# -- no figure is infinite or not a number ---------------------------------------------------


def sharing_book() -> LineBook:
    cost, size = put_in("Cost", POST, yearly=True), put_in("Size", POST, yearly=True)
    unit_cost = line("Unit cost", NUMBER, cost / size, per=POST, sentence="Cost by size.")
    squared = line("Cost squared", NUMBER, cost * cost, per=POST, sentence="Cost by itself.")
    grown = line("Grown", NUMBER, before("grown") * squared, per=POST, opening=1, sentence="Grows.")
    root = line("Root", NUMBER, cost**size, per=POST, sentence="A power.")
    return LineBook(
        {"cost": cost, "size": size, "unit_cost": unit_cost, "squared": squared,
         "grown": grown, "root": root}
    )  # fmt: skip


def refused(book: LineBook, plan: Plan, cases: Cases = AS_ENTERED) -> str:
    with pytest.raises(PlanError) as error:
        run(book, plan, cases)
    assert len(error.value.problems) == 1
    return error.value.problems[0].what


BAD_PLANS: list[tuple[str, tuple[int, int], float, str]] = [
    ("cost", (1, 2), np.nan, "Cost (cost) for Driver (P3) in 2027/28"),
    ("size", (0, 0), np.inf, "Size (size) for Carer (P1) in 2026/27"),
    ("size", (1, 1), -np.inf, "Size (size) for Clerk (P2) in 2027/28"),
    ("size", (1, 1), 0.0, "Unit cost (unit_cost) for Clerk (P2) in 2027/28"),
    ("cost", (0, 2), 1e200, "Cost squared (squared) for Driver (P3) in 2026/27"),
    ("cost", (1, 1), -1e154, "Grown (grown) for Clerk (P2) in 2027/28"),
]


@pytest.mark.parametrize(("name", "at", "value", "said"), BAD_PLANS)
def test_a_plan_with_a_figure_that_fails(
    name: str, at: tuple[int, int], value: float, said: str
) -> None:
    book = sharing_book()
    plan = plan_for(book, cost=3.0 if said.startswith("Grown") else 1.0)
    if said.startswith("Grown"):
        # Its square still fits, the product does not.
        plan = with_figure(plan, "cost", (0, at[1]), 1e154)
    plan = with_figure(plan, name, at, value)
    assert refused(book, plan) == f"{said} is infinite or not a number."


@pytest.mark.parametrize(("name", "at", "value", "said"), BAD_PLANS[:5])
@pytest.mark.parametrize(
    ("count", "case"), [(2, 1), (7, 3), (BLOCK + 1, BLOCK), (4500, 2500), (4500, 4499)]
)
def test_a_case_with_a_figure_that_fails(
    name: str, at: tuple[int, int], value: float, said: str, count: int, case: int
) -> None:
    book = sharing_book()
    plan = plan_for(book)
    varied = np.repeat(plan.figures[name][:, :, None], count, axis=2)
    varied[(*at, case)] = value
    words = refused(book, plan, cases_of(count, **{name: varied}))
    assert words == f"{said}, case number {case} is infinite or not a number."


@pytest.mark.parametrize(("name", "at", "value", "said"), BAD_PLANS[:5])
def test_a_figure_that_fails_where_no_case_varies_it(
    name: str, at: tuple[int, int], value: float, said: str
) -> None:
    book = sharing_book()
    book = LineBook({**book.inputs, **book.lines, "rate": put_in("Rate")})
    plan = with_figure(plan_for(book), name, at, value)
    words = refused(book, plan, cases_of(3, rate=np.ones((1, 1, 3))))
    assert words.startswith(said)
    assert words.endswith("is infinite or not a number.")


def test_a_figure_that_fails_in_every_case_blames_no_one_case() -> None:
    book = LineBook({**sharing_book().inputs, "rate": put_in("Rate")})
    plan = plan_for(book, cost=np.nan)
    words = refused(book, plan, cases_of(3, rate=np.ones((1, 1, 3))))
    assert "case" not in words


def test_the_earliest_figure_is_named_with_what_it_is_worked_from() -> None:
    book = sharing_book()
    with pytest.raises(PlanError) as error:
        run(book, plan_for(book, size=0.0))
    assert str(error.value) == (
        "p/plan.yaml   Unit cost (unit_cost) for Carer (P1) in 2026/27 is infinite or not a "
        "number.   [E603]\n"
        "    Look for a division by nought or a figure far too large in what it is worked "
        "from: cost, size."
    )


def test_a_council_wide_figure_that_fails_names_no_item() -> None:
    rate = put_in("Rate")
    share = line("Share", NUMBER, 1 / rate, sentence="One by the rate.")
    book = LineBook({"rate": rate, "share": share})
    words = refused(book, plan_for(book, rate=0.0))
    assert words == "Share (share) in 2026/27 is infinite or not a number."


def test_an_input_for_the_whole_plan_that_fails_names_no_year() -> None:
    rate = put_in("Rate")
    book = LineBook({"rate": rate, "kept": line("Kept", NUMBER, rate, sentence="The rate.")})
    words = refused(book, plan_for(book, rate=np.nan))
    assert words == "Rate (rate) is infinite or not a number."


def test_an_opening_that_fails_names_the_base_year() -> None:
    rate = put_in("Rate")
    share = line("Share", NUMBER, before("share"), opening=1 / rate, sentence="One by the rate.")
    book = LineBook({"rate": rate, "share": share})
    words = refused(book, plan_for(book, rate=0.0))
    assert words == "Share (share) in 2025/26 is infinite or not a number."
    words = refused(book, plan_for(book), cases_of(2, rate=np.array([[[1.0, 0.0]]])))
    assert words == "Share (share) in 2025/26, case number 1 is infinite or not a number."


def test_a_figure_that_fails_shows_where_it_was_typed(worked_example: Plan) -> None:
    bad = {**worked_example.figures, "tax_base_growth": np.array([[1.0], [np.nan], [1.0]])}
    with pytest.raises(PlanError) as error:
        run(MODEL, dataclasses.replace(worked_example, figures=bad))
    place = error.value.problems[0].place
    assert place is not None
    assert (place.file, place.text) == ("worked-example/plan.yaml", "tax_base_growth:")


@pytest.mark.parametrize(
    ("make", "per"),
    [
        (lambda cost, _: total(cost), COUNCIL),
        (lambda cost, _: total_by(cost, TEAM), TEAM),
        (lambda cost, order: total_ranked_up_to(order, cost), POST),
    ],
    ids=["total", "total_by", "total_ranked_up_to"],
)  # fmt: skip
def test_sums_that_overflow(make: Callable[[Input, Input], Expression], per: Axis) -> None:
    cost, order = put_in("Cost", POST), put_in("Order", POST)
    summed = line("Summed", NUMBER, make(cost, order), per=per, sentence="A sum.")
    book = LineBook({"cost": cost, "order": order, "team": put_in("Team", TEAM), "summed": summed})
    huge = plan_for(book, cost=1.7e308)
    varied = cases_of(2, cost=np.full((1, 3, 2), 1.7e308))
    assert refused(book, huge, varied).startswith("Summed (summed)")
    assert refused(book, huge).startswith("Summed (summed)")


# -- only the branch taken can fail ----------------------------------------------------------

Scalars = Mapping[str, float]
BRANCHES: dict[str, tuple[Callable[[Any, Any, Any], Operand], Callable[[Any, Any, Any], float]]] = {
    "yes": (lambda a, b, c: where(b > 0, a / b, c), lambda a, b, c: a / b if b > 0 else c),
    "no": (lambda a, b, c: where(b <= 0, c, a / b), lambda a, b, c: c if b <= 0 else a / b),
    "yes in yes": (
        lambda a, b, c: where(b > 0, where(c > 0, a / b / c, a / b), 0),
        lambda a, b, c: (a / b / c if c > 0 else a / b) if b > 0 else 0,
    ),
    "no in no": (
        lambda a, b, c: where(b <= 0, 0, where(c <= 0, a / b, a / b / c)),
        lambda a, b, c: 0 if b <= 0 else a / b if c <= 0 else a / b / c,
    ),
    "yes in no": (
        lambda a, b, c: where(b <= 0, where(c > 0, a / c, a), a / b),
        lambda a, b, c: (a / c if c > 0 else a) if b <= 0 else a / b,
    ),
    "no in yes": (
        lambda a, b, c: where(b > 0, where(c <= 0, a, a / (b * c)), where(c <= 0, 0, a / c)),
        lambda a, b, c: (a if c <= 0 else a / (b * c)) if b > 0 else 0 if c <= 0 else a / c,
    ),
    "inside a word": (
        lambda a, b, c: 1 + highest(0, where(b > 0, lowest(a / b, c) - 1 / b, c)),
        lambda a, b, c: 1 + max(0, min(a / b, c) - 1 / b if b > 0 else c),
    ),
    "inside a test": (
        lambda a, b, c: where(where(b > 0, a / b, 0) > 1, a / b, c),
        lambda a, b, c: a / b if b > 0 and a / b > 1 else c,
    ),
    "power": (
        lambda a, b, c: where(b > 0, b ** (-a), where(c > 0, a**c, 1)),
        lambda a, b, c: b**-a if b > 0 else a**c if c > 0 else 1,
    ),
    "divisor is a quotient": (
        lambda a, b, c: where(b > 0, where(c > 0, a / (b / c), 0), a),
        lambda a, b, c: (a / (b / c) if c > 0 else 0) if b > 0 else a,
    ),
}  # fmt: skip


@pytest.mark.parametrize("varied", [(), ("b",), ("c",), ("a", "c"), ("a", "b", "c")], ids=str)
@pytest.mark.parametrize("name", BRANCHES)
def test_a_branch_not_taken_cannot_fail(name: str, varied: tuple[str, ...]) -> None:
    make, dull = BRANCHES[name]
    inputs = {"a": put_in("A", POST), "b": put_in("B"), "c": put_in("C", POST)}
    worked = line("Worked", NUMBER, make(*inputs.values()), per=POST, sentence="A line.")
    book = LineBook({**inputs, "worked": worked})
    for number, b in enumerate((0.0, 2.0, -1.0)):
        plan = plan_for(book, a=[[3.0, 0.5, 1.0]], b=b, c=[[0.0, 4.0, -1.0]])
        count = 4
        rng = np.random.default_rng(number)
        moved = {
            n: rng.permuted(np.repeat(plan.figures[n][:, :, None], count, axis=2), axis=1)
            for n in varied
        }
        found = run(book, plan, cases_of(count, **moved)).array("worked")
        for case in range(count):
            for item in range(3):
                a, b_, c = (
                    float((moved[n][..., case] if n in moved else plan.figures[n])[0][at])
                    for n, at in (("a", item), ("b", 0), ("c", item))
                )
                assert found[1, item, case] == pytest.approx(dull(a, b_, c), rel=1e-15)


@pytest.mark.parametrize(
    "make",
    [
        lambda a, b: where(b > 0, 0, a / b),
        lambda a, b: where(b <= 0, a / b, 0),
        lambda a, b: where(a > 0, where(b > 0, 0, a / b), 0),
        lambda a, b: where(a / b > 0, a, b),
    ],
)
def test_the_branch_taken_and_the_test_can_fail(make: Callable[[Input, Input], Operand]) -> None:
    a, b = put_in("A"), put_in("B")
    book = LineBook({"a": a, "b": b, "c": line("C", NUMBER, make(a, b), sentence="A line.")})
    assert refused(book, plan_for(book, b=0.0)).startswith("C (c) in 2026/27")
    words = refused(book, plan_for(book), cases_of(2, b=np.array([[[1.0, 0.0]]])))
    assert words.startswith("C (c) in 2026/27, case number 1")


def test_overflow_is_refused_even_in_a_branch_not_taken() -> None:
    """Only divisions and powers are made safe there; no sum of money comes near 1e308."""
    a, b = put_in("A"), put_in("B")
    worked = line("C", NUMBER, where(b > 1, a * a, b), sentence="A line.")
    book = LineBook({"a": a, "b": b, "c": worked})
    assert "C (c) in" in refused(book, plan_for(book, a=1e200))


# -- figures that an input may not be --------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "figures", "words"),
    [
        ("reserves_policy", 7.0, "is 7; it should be one of none, as_planned, fill_gap"),
        ("saving_slippage_months", 30.0, "of S1, case number 1 is 30; it should be at most 12"),
        ("saving_delivery_probability", -0.5, "is -50.00%; it should be at least 0.00%"),
    ],
)
def test_no_way_in_passes_what_an_input_may_not_be(
    worked_example: Plan, name: str, figures: float, words: str
) -> None:
    lawful = worked_example.figures[name][..., None]
    varied = np.concatenate([lawful, np.full_like(lawful, figures)], axis=2)
    with pytest.raises(PlanError) as error:
        run(MODEL, worked_example, cases_of(2, **{name: varied}))
    assert words in error.value.problems[0].what


def test_two_reserves_may_not_share_a_place_however_they_come_to(worked_example: Plan) -> None:
    items = {**worked_example.items, "reserve": Items(("a", "b"), ("A", "B"))}
    figures = {
        name: np.repeat(f, 2, axis=1) if name.startswith("reserve_") else f
        for name, f in worked_example.figures.items()
    }
    twice = dataclasses.replace(worked_example, items=items, figures=figures)
    with pytest.raises(PlanError, match="is 1; it should be different for each reserve"):
        run(MODEL, twice)


# -- one case among many ---------------------------------------------------------------------


def random_figures(book: LineBook, plan: Plan, names: list[str], count: int) -> dict[str, Figures]:
    """Figures for each input that are of its sort; half of the rows have negatives or noughts."""
    rng = np.random.default_rng(20)
    found = {}
    for name in names:
        one = book.inputs[name]
        shape = (*plan.size(one), count)
        if one.choices:
            refused = {clash.choice for clash in book.clashes if clash.given is one}
            lawful = [number for word, number in one.choices.items() if word not in refused]
            found[name] = rng.choice(np.array(lawful, float), shape)
        elif one.unit == PERCENT:
            found[name] = np.round(rng.uniform(-0.03, 0.09, shape), 4)
        elif one.unit == MONTHS:
            found[name] = rng.integers(0, 30, shape).astype(float)
        elif one.unit in (GBP_PER_DWELLING, DWELLINGS):
            found[name] = np.round(rng.uniform(0, 60_000, shape), 2)
        else:
            found[name] = np.round(rng.uniform(-2e6, 9e6, shape) * rng.integers(0, 2, shape), 2)
        found[name] = np.clip(found[name], one.least, one.most)
        if one.balanced:
            found[name][:, -1] -= found[name].sum(axis=1)
    return found


def one_by_one(
    book: LineBook, plan: Plan, cases: Cases, together: Results, sample: list[int]
) -> None:
    for case in sample:
        alone = run(
            book, plan, cases_of(1, **{n: f[:, :, [case]] for n, f in cases.varied.items()})
        )
        for name in book.lines:
            mine = together.array(name)[:, :, [case]]
            assert same_bits(alone.figures[name], mine), (name, case)


def to_try(count: int, full: bool) -> list[int]:
    """Cases to work alone: all of a few, otherwise those at the edges of blocks and some more."""
    if full or count <= 7:
        return list(range(count))
    edges = {near + by for near in range(0, count + 1, BLOCK // 4) for by in (-1, 0, 1)}
    return sorted({case for case in edges if 0 <= case < count} | set(range(3, count, count // 60)))


@pytest.mark.parametrize("count", [1, 2, 3, 7, 2000, 2001, 4500])
def test_a_case_alone_equals_the_case_among_many(
    worked_example: Plan, full: bool, count: int
) -> None:  # fmt: skip
    cases = cases_of(count, **random_figures(MODEL, worked_example, [*MODEL.inputs], count))
    together = run(MODEL, worked_example, cases)
    one_by_one(MODEL, worked_example, cases, together, to_try(count, full))


@pytest.mark.parametrize("part", [0, 1, 2])
def test_so_it_does_where_only_some_inputs_vary(worked_example: Plan, part: int) -> None:
    names = [*MODEL.inputs][part::3]
    cases = cases_of(7, **random_figures(MODEL, worked_example, names, 7))
    together = run(MODEL, worked_example, cases)
    one_by_one(MODEL, worked_example, cases, together, list(range(7)))


def test_cases_do_not_depend_on_how_many_there_are(worked_example: Plan) -> None:
    figures = random_figures(MODEL, worked_example, [*MODEL.inputs], 4500)
    together = run(MODEL, worked_example, cases_of(4500, **figures))
    for low, high in ((0, 2), (1999, 2002), (4493, 4500), (1000, 3001)):
        some = {name: f[:, :, low:high] for name, f in figures.items()}
        apart = run(MODEL, worked_example, cases_of(high - low, **some))
        for name in MODEL.lines:
            mine = together.array(name)[:, :, low:high]
            assert same_bits(apart.array(name), mine), name


def every_word() -> LineBook:
    """A book that uses each word of the vocabulary, and looks back."""
    a, b = put_in("A", POST, yearly=True), put_in("B", POST)
    t, c = put_in("T", TEAM), put_in("C", yearly=True)
    made: dict[str, tuple[Operand, Axis]] = {
        "sums": (a + b - c * a, POST),
        "quotient": (where(b > 0, a / b, where(b < 0, -a / b, c)), POST),
        "powers": ((a * a + 1) ** (b / (b * b + 1)), POST),
        "bounded": (lowest(highest(a, b), c), POST),
        "asked": (where(a >= b, where(a <= c, a, b), where(equal(b, c), 0, c)), POST),
        "rounded": (to_the_penny(a * c), POST),
        "score": (snapped(a * b), POST),
        "all": (total(a), COUNCIL),
        "most": (highest_of(a), COUNCIL),
        "by_team": (total_by(a, TEAM), TEAM),
        "most_of_team": (highest_by(a, TEAM), TEAM),
        "left_of_team": (left_by(a, TEAM), TEAM),
        "of_team": (spread(t, POST), POST),
        "earlier": (total_ranked_before(b, a), POST),
        "later": (total_ranked_after(b, a), POST),
        "so_far": (total_ranked_up_to(b, a), POST),
        "place": (rank(b, a), POST),
    }
    named: dict[str, Named] = {"a": a, "b": b, "t": t, "c": c}
    for name, (tree, per) in made.items():
        named[name] = line(name.title(), NUMBER, tree, per=per, sentence="A line.")
    named["kept"] = line(
        "Kept", NUMBER, before("kept") / (1 + b * b) + a, per=POST, opening=b, sentence="A line."
    )
    book = LineBook(named)
    used = {
        n.word for one in book.lines.values() for n in walk(one.expression) if hasattr(n, "word")
    }
    assert used == set(VOCABULARY)
    return book


@pytest.mark.parametrize("varied", [("a",), ("b",), ("b", "t"), ("a", "b", "t", "c")], ids=str)
@pytest.mark.parametrize("ties", [True, False])
@pytest.mark.parametrize("count", [2, 3, 7, 64])
def test_every_word_gives_the_same_bits_at_any_width(
    varied: tuple[str, ...], ties: bool, count: int
) -> None:  # fmt: skip
    book = every_word()
    plan = plan_for(book, a=[[0.1, 0.7, -0.3], [1.1, 0.2, 0.3]], b=[[2.0, 1.0, 2.0]], c=0.3)
    rng = np.random.default_rng(3)
    figures = {}
    for name in varied:
        shape = (*plan.size(book.inputs[name]), count)
        drawn = rng.integers(-2, 3, shape).astype(float) if ties else rng.normal(size=shape)
        figures[name] = drawn
    cases = cases_of(count, **figures)
    one_by_one(book, plan, cases, run(book, plan, cases), list(range(count)))


@pytest.mark.parametrize("exponent", [-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, -2.0])
def test_powers_that_numpy_takes_short_ways_to_are_the_same_bits_at_any_width(
    exponent: float,
) -> None:
    base = put_in("Base", yearly=True)
    times = put_in("Times")
    root = line("Root", NUMBER, (1 + base) ** (times + 0), sentence="A line.")
    book = LineBook({"base": base, "times": times, "root": root})
    rng = np.random.default_rng(5)
    for rates in rng.uniform(-0.05, 0.05, (100, 2)):
        plan = plan_for(book, base=rates.reshape(-1, 1).tolist(), times=exponent)
        bases, exponents = (
            np.repeat(rates.reshape(-1, 1, 1), 3, axis=2),
            np.full((1, 1, 3), exponent),
        )
        for varied in ({"base": bases}, {"times": exponents}, {"base": bases, "times": exponents}):
            cases = cases_of(3, **varied)
            one_by_one(book, plan, cases, run(book, plan, cases), [0, 1, 2])
            apart = run(book, plan)
            assert same_bits(apart.figures["root"], run(book, plan, cases).array("root")[:, :, :1])


# -- what is worked, and what is kept --------------------------------------------------------


def test_what_no_case_varies_is_worked_once(worked_example: Plan) -> None:
    varied = {
        "reserve_planned_draw": np.zeros((3, 1, 5)),
        "saving_delivery_probability": np.ones((1, 3, 5)),
    }
    moved = MODEL.moved_by(varied)
    program = Program(
        MODEL, worked_example.layout, frozenset(varied), kept=frozenset(MODEL.lines), width=5
    )
    assert {step.line.name for step in program.moving} == moved
    assert {step.line.name for step in program.fixed} == MODEL.lines.keys() - moved
    assert "closing_reserves" in moved
    assert "council_tax" not in moved
    found = run(MODEL, worked_example, cases_of(5, **varied))
    for name, figures in found.figures.items():
        items = len(worked_example.items_of(MODEL[name].axis))
        assert figures.shape == (4, items, 5 if name in moved else 1), name
        assert found.array(name).shape == (4, items, 5)


def test_one_case_that_varies_is_still_one_case(worked_example: Plan) -> None:
    found = run(MODEL, worked_example, cases_of(1, base_business_rates=np.zeros((1, 1, 1))))
    assert all(figures.shape[2] == 1 for figures in found.figures.values())
    as_typed = run(MODEL, worked_example)
    assert found["funding"] == pytest.approx(as_typed["funding"] - as_typed["business_rates"])


@pytest.mark.parametrize("count", [1, 3])
def test_only_what_is_asked_for_is_kept(worked_example: Plan, count: int) -> None:
    figures = random_figures(MODEL, worked_example, [*MODEL.inputs][::2], count)
    cases = cases_of(count, **figures)
    everything = run(MODEL, worked_example, cases)
    assert set(everything.figures) == set(MODEL.lines)
    rng = np.random.default_rng(1)
    for _ in range(5):
        wanted = {str(n) for n in rng.choice([*MODEL.lines], 4, replace=False)}
        found = run(MODEL, worked_example, cases, keep=wanted)
        assert set(found.figures) == wanted
        for name in wanted:
            assert same_bits(found.figures[name], everything.figures[name]), name
    assert run(MODEL, worked_example, cases, keep=[]).figures == {}


def test_keeping_what_is_not_there_is_refused(worked_example: Plan) -> None:
    with pytest.raises(ValueError, match="closing_reservs"):
        run(MODEL, worked_example, keep=["closing_reservs"])


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("tax_base_growth", (3, 1, 3)),
        ("tax_base_growth", (2, 1, 2)),
        ("tax_base_growth", (1, 1, 2)),
        ("tax_base_growth", (3, 2, 2)),
        ("tax_base_growth", (3, 1)),
        ("tax_base_growth", (3, 2)),
        ("saving_on", (3, 3, 2)),
        ("saving_on", (1, 2, 2)),
        ("saving_on", (1, 3, 1)),
        ("funding", (3, 1, 2)),
        ("no_such_input", (1, 1, 2)),
    ],
)
def test_cases_that_do_not_fit_the_plan_are_refused(
    worked_example: Plan, name: str, shape: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=f"cases vary {name} with figures of shape"):
        run(MODEL, worked_example, cases_of(2, **{name: np.zeros(shape)}))


def test_there_is_at_least_one_case(worked_example: Plan) -> None:
    with pytest.raises(ValueError, match="case"):
        run(MODEL, worked_example, Cases(()))


def test_a_run_leaves_earlier_results_as_they_were(worked_example: Plan) -> None:
    figures = random_figures(MODEL, worked_example, [*MODEL.inputs], 4)
    there = cases_of(4, **figures)
    back = cases_of(4, **{n: f[:, :, ::-1].copy() for n, f in figures.items()})
    first = run(MODEL, worked_example, there)
    held = {name: f.copy() for name, f in first.figures.items()}
    second = run(MODEL, worked_example, back)
    again = run(MODEL, worked_example, there)
    for name, was in held.items():
        assert same_bits(first.figures[name], was), name
        assert same_bits(again.figures[name], was), name
        assert same_bits(second.figures[name][:, :, ::-1], was), name


def test_a_run_that_fails_leaves_the_next_one_as_it_was(worked_example: Plan) -> None:
    figures = random_figures(MODEL, worked_example, [*MODEL.inputs], 3)
    first = run(MODEL, worked_example, cases_of(3, **figures))
    spoilt = {**figures, "tax_base_growth": figures["tax_base_growth"].copy()}
    spoilt["tax_base_growth"][1, 0, 2] = np.nan
    with pytest.raises(PlanError, match=r"in 2027/28, case number 2"):
        run(MODEL, worked_example, cases_of(3, **spoilt))
    again = run(MODEL, worked_example, cases_of(3, **figures))
    assert all(same_bits(again.figures[name], f) for name, f in first.figures.items())


def test_a_flow_has_no_figure_in_the_base_year(worked_example: Plan) -> None:
    found = run(MODEL, worked_example)
    opened = {one.name for one in MODEL.openings}
    for name, figures in found.figures.items():
        assert figures.size == 0 or np.isnan(figures[0]).all() == (name not in opened), name
        assert np.isfinite(figures[1:]).all(), name


def test_one_figure_of_results(worked_example: Plan) -> None:
    found = run(MODEL, worked_example)
    value = found.value("saving_planned_level", FinancialYear(2026), "S2")
    assert (value.amount, value.item, value.case) == (2_000_000, "S2", "plan")
    assert str(value) == "£2,000,000"
    assert found.value("rsg", FinancialYear(2027)).amount == 14_000_000


@pytest.mark.parametrize(
    ("name", "year", "item"),
    [
        ("gap", 2024, ""),
        ("tax_base_growth", 2025, ""),
        ("gap", 2029, ""),
        ("saving_on", 2026, "S9"),
    ],
)
def test_a_figure_that_is_not_there(worked_example: Plan, name: str, year: int, item: str) -> None:
    found = run(MODEL, worked_example)
    with pytest.raises(KeyError):
        found.value(name, FinancialYear(year), item)


# -- kernels against dull loops --------------------------------------------------------------

Column = list[float]


def dull_total_by(values: Column, members: list[int], groups: int) -> Column:
    sums = [0.0] * groups
    for value, group in zip(values, members, strict=True):
        sums[group] += value
    return sums


def dull_left(shares: Column, members: list[int], groups: int) -> Column:
    left = [1.0] * groups
    for share, group in zip(shares, members, strict=True):
        left[group] *= 1.0 - share
    return left


def dull_ranked(keys: Column, values: Column, takes: Callable[[float, float], bool]) -> Column:
    return [sum(v for k, v in zip(keys, values, strict=True) if takes(k, mine)) for mine in keys]


def dull_rank(scores: Column, keys: Column) -> Column:
    pairs = list(zip(scores, keys, strict=True))
    return [
        1.0 + sum(s > score or (s == score and k < key) for s, k in pairs) for score, key in pairs
    ]


def widen(values: Figures, width: int) -> list[Column]:
    """The columns of an array, repeated where it has one for all cases."""
    return np.broadcast_to(values, (len(values), width)).T.tolist()  # type: ignore[no-any-return]


def quarters(rng: np.random.Generator, items: int, width: int) -> Figures:
    """Figures in quarters, whose sums are exact in any order, with many alike."""
    return rng.integers(-40, 40, (items, width)) / 4


WIDTHS = [(1, 1), (1, 5), (5, 1), (5, 5)]


@pytest.mark.parametrize("items", [0, 1, 2, 9, 60])
@pytest.mark.parametrize("width", [1, 2, 5])
def test_totals_against_loops(items: int, width: int) -> None:
    rng = np.random.default_rng(items)
    for _ in range(20):
        values = rng.normal(size=(items, width)) * 10.0 ** rng.integers(-3, 9, (items, width))
        members = rng.integers(0, 4, items)
        summed, most = np.full((1, width), np.nan), np.full((1, width), np.nan)
        by_group, most_by, left = (np.full((4, width), np.nan) for _ in range(3))
        kernels.total(values, summed)
        kernels.highest_of(values, most)
        kernels.total_by(values, members, by_group)
        kernels.highest_by(values, members, most_by)
        shares = values / 1e10
        kernels.left_by(shares, members, left)
        for case, column in enumerate(widen(values, width)):
            dull = 0.0
            for value in column:
                dull += value
            assert summed[0, case] == dull
            assert most[0, case] == max(column, default=0.0)
            assert by_group[:, case].tolist() == dull_total_by(column, members.tolist(), 4)
            for group in range(4):
                mine = [v for v, m in zip(column, members, strict=True) if m == group]
                assert most_by[group, case] == max([0.0, *mine])
            shared = widen(shares, width)[case]
            assert left[:, case].tolist() == dull_left(shared, members.tolist(), 4)


@pytest.mark.parametrize("width", [1, 5])
def test_spread_against_a_loop(width: int) -> None:
    rng = np.random.default_rng(0)
    values, members = rng.normal(size=(4, width)), rng.integers(0, 4, 9)
    out = np.full((9, width), np.nan)
    kernels.spread(values, members, out)
    for item, group in enumerate(members.tolist()):
        assert out[item].tolist() == values[group].tolist()


@pytest.mark.parametrize(("key_width", "value_width"), WIDTHS)
@pytest.mark.parametrize("items", [0, 1, 2, 9, 40])
@pytest.mark.parametrize(
    ("kernel", "takes"),
    [
        (kernels.total_ranked_before, lambda other, mine: other < mine),
        (kernels.total_ranked_after, lambda other, mine: other > mine),
        (kernels.total_ranked_up_to, lambda other, mine: other <= mine),
    ],
)
def test_ranked_totals_against_loops(
    kernel: Callable[[Figures, Figures, Figures], None],
    takes: Callable[[float, float], bool],
    items: int,
    key_width: int,
    value_width: int,
) -> None:
    rng = np.random.default_rng(items)
    width = max(key_width, value_width)
    for ties in (2, 5, 1000):
        keys = rng.integers(0, ties, (items, key_width)).astype(float)
        values = quarters(rng, items, value_width)
        out = np.full((items, width), np.nan)
        kernel(keys, values, out)
        columns = zip(widen(keys, width), widen(values, width), strict=True)
        for case, (key, column) in enumerate(columns):
            assert out[:, case].tolist() == dull_ranked(key, column, takes)


@pytest.mark.parametrize(("score_width", "key_width"), WIDTHS)
@pytest.mark.parametrize("items", [0, 1, 2, 9, 40])
def test_rank_against_a_loop(items: int, score_width: int, key_width: int) -> None:
    rng = np.random.default_rng(items)
    width = max(score_width, key_width)
    for ties in (2, 5, 1000):
        scores = rng.integers(0, ties, (items, score_width)).astype(float)
        keys = rng.permuted(np.tile(np.arange(items, dtype=float)[:, None], key_width), axis=0)
        if ties == 2:
            keys = np.floor(keys / 2)  # not unique: what ties on both shares a place
        out = np.full((items, width), np.nan)
        kernels.rank(scores, keys, out)
        columns = zip(widen(scores, width), widen(keys, width), strict=True)
        for case, (score, key) in enumerate(columns):
            assert out[:, case].tolist() == dull_rank(score, key)
            if ties != 2:
                assert sorted(out[:, case]) == list(range(1, items + 1))


@pytest.mark.parametrize(
    "kernel",
    [
        lambda values, out: kernels.total(values, out[:1]),
        lambda values, out: kernels.total_ranked_up_to(values + 1, values, out),
        lambda values, out: kernels.total_ranked_up_to(np.ones((2, 1)), values, out),
        lambda values, out: kernels.total_by(values, np.array([0, 1]), out),
        lambda values, out: kernels.highest_by(values, np.array([0, 1]), out),
    ],
    ids=["total", "ranked by case", "ranked alike", "total_by", "highest_by"],
)
def test_nought_has_one_sign_at_any_width(kernel: Callable[[Figures, Figures], None]) -> None:
    signs = []
    for width in (1, 2, 5):
        out = np.zeros((2, width))
        kernel(np.full((2, width), -0.0), out)
        signs.append({bool(sign) for sign in np.signbit(out).ravel()})
    assert signs == [{False}] * 3


def on_paper(value: float, digits: int) -> float:
    """Rounded half away from nought as a spreadsheet does: on the fifteen digits that it shows."""
    shown = Decimal(f"{value:.15g}")
    return float(shown.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))


def test_rounding_to_the_penny_is_what_it_is_on_paper() -> None:
    rng = np.random.default_rng(5)
    count = 20_000
    pounds = np.floor(10 ** rng.uniform(0, 9, count)) * rng.choice([-1, 1], count)
    pence, half = rng.integers(0, 100, count) / 100, rng.random(count) < 0.5
    money = np.where(half, pounds, pounds + pence)
    rates = np.where(half, rng.integers(1, 100, count) / 200, rng.integers(1, 2000, count) / 10_000)
    products = (money * rates)[:, None]
    out = np.empty_like(products)
    kernels.to_the_penny(products, out)
    expected = [on_paper(x, 2) for x in products[:, 0].tolist()]
    assert out[:, 0].tolist() == expected
    halves = [abs(Decimal(f"{x:.15g}")) * 1000 % 10 == 5 for x in products[:, 0].tolist()]
    assert sum(halves) > 2000, "half-pennies should be common"


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(1.005, 1.01), (2.675, 2.68), (-1.005, -1.01), (0.285, 0.29), (1.0049, 1.0), (0.0, 0.0),
     (-0.005, -0.01), (-0.0049, 0.0), (1_234_567.125, 1_234_567.13), (3e9 + 0.005, 3e9 + 0.01),
     (114_457_666.26499969, 114_457_666.27), (114_457_666.264999, 114_457_666.26)],
)  # fmt: skip
def test_half_pennies(value: float, rounded: float) -> None:
    out = np.empty((1, 1))
    kernels.to_the_penny(np.array([[value]]), out)
    assert out[0, 0] == rounded


def test_snapped_scores_that_are_equal_on_paper_are_equal() -> None:
    rng = np.random.default_rng(6)
    left = rng.integers(1, 1000, (2000, 1)) / 10
    right = rng.integers(1, 1000, (2000, 1)) / 100
    first, second = np.empty_like(left), np.empty_like(left)
    kernels.snapped(left * right, first)
    kernels.snapped(np.round(left * 10) * np.round(right * 100) / 1000, second)
    assert (left * right != np.round(left * 10) * np.round(right * 100) / 1000).any()
    assert first.tolist() == second.tolist()
    assert first[:, 0].tolist() == [on_paper(x, 9) for x in (left * right)[:, 0].tolist()]
