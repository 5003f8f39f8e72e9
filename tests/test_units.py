"""What units make of one another, by the rules and as a book of lines applies them."""

from collections.abc import Callable

import pytest

from mtfp.algebra.expressions import (
    MONTHS_IN_YEAR,
    Input,
    Operand,
    equal,
    given,
    highest,
    line,
    where,
)
from mtfp.algebra.lines import LineBook
from mtfp.algebra.units import (
    UnitRule,
    add,
    agree,
    choice,
    comparison,
    divide,
    multiply,
    power,
    same,
    subtract,
)
from mtfp.problems import LineError
from mtfp.terms import (
    ANYTHING,
    CHOICE,
    DWELLINGS,
    GBP,
    GBP_PER_DWELLING,
    MONTHS,
    NUMBER,
    PERCENT,
    POINTS,
    Unit,
)


@pytest.mark.parametrize(
    ("rule", "arguments", "unit"),
    [
        (add, (GBP, GBP), GBP),
        (add, (MONTHS, MONTHS), MONTHS),
        (add, (NUMBER, NUMBER), NUMBER),
        (add, (PERCENT, PERCENT), PERCENT),
        (add, (POINTS, POINTS), POINTS),
        (add, (PERCENT, POINTS), PERCENT),
        (add, (POINTS, PERCENT), PERCENT),
        (add, (NUMBER, PERCENT), NUMBER),
        (add, (PERCENT, NUMBER), NUMBER),
        (add, (ANYTHING, GBP), GBP),
        (subtract, (GBP, GBP), GBP),
        (subtract, (PERCENT, PERCENT), POINTS),
        (subtract, (PERCENT, POINTS), PERCENT),
        (subtract, (POINTS, POINTS), POINTS),
        (subtract, (NUMBER, PERCENT), NUMBER),
        (multiply, (PERCENT, GBP), GBP),
        (multiply, (GBP, PERCENT), GBP),
        (multiply, (GBP, NUMBER), GBP),
        (multiply, (NUMBER, NUMBER), NUMBER),
        (multiply, (PERCENT, PERCENT), PERCENT),
        (multiply, (PERCENT, NUMBER), NUMBER),
        (multiply, (DWELLINGS, GBP_PER_DWELLING), GBP),
        (multiply, (GBP_PER_DWELLING, DWELLINGS), GBP),
        (multiply, (POINTS, NUMBER), POINTS),
        (multiply, (POINTS, PERCENT), POINTS),
        (multiply, (ANYTHING, GBP), ANYTHING),
        (divide, (GBP, GBP), NUMBER),
        (divide, (MONTHS, MONTHS), NUMBER),
        (divide, (PERCENT, PERCENT), NUMBER),
        (divide, (GBP, NUMBER), GBP),
        (divide, (GBP, PERCENT), GBP),
        (power, (NUMBER, NUMBER), NUMBER),
        (power, (PERCENT, NUMBER), NUMBER),
        (same, (GBP, ANYTHING, GBP), GBP),
        (same, (ANYTHING, ANYTHING), ANYTHING),
        (choice, (CHOICE, GBP, ANYTHING), GBP),
    ],
)
def test_what_units_come_to(rule: UnitRule, arguments: tuple[Unit, ...], unit: Unit) -> None:
    assert rule(*arguments) == unit


@pytest.mark.parametrize(
    ("found", "declared"),
    [
        (divide(GBP, DWELLINGS), GBP_PER_DWELLING),
        (divide(GBP, GBP_PER_DWELLING), DWELLINGS),
        (divide(GBP, GBP), PERCENT),
        (divide(multiply(GBP, MONTHS), MONTHS), GBP),
        (ANYTHING, GBP),
    ],
)
def test_what_may_stand_where_a_unit_is_promised(found: Unit, declared: Unit) -> None:
    assert agree(declared, found)


@pytest.mark.parametrize(
    ("declared", "found"),
    [(GBP, NUMBER), (PERCENT, POINTS), (POINTS, NUMBER), (GBP, MONTHS), (CHOICE, NUMBER)],
)
def test_what_may_not(declared: Unit, found: Unit) -> None:
    assert not agree(declared, found)
    assert not agree(found, declared)


NOT_A_FIGURE = "a choice is not a figure; ask about it with where(x.chosen(...), a, b)"
NOT_APPLIED = (
    "a percentage point is a difference between percentages and cannot be applied to {}; "
    "add it to a percentage first"
)


@pytest.mark.parametrize(
    ("rule", "arguments", "words"),
    [
        (add, (GBP, NUMBER), "£ and number are different units"),
        (add, (NUMBER, GBP), "number and £ are different units"),
        (add, (GBP, PERCENT), "£ and % are different units"),
        (add, (MONTHS, PERCENT), "months and % are different units"),
        (add, (GBP, GBP_PER_DWELLING), "£ and £ per Band D dwelling are different units"),
        (add, (NUMBER, POINTS), "number and percentage points are different units"),
        (subtract, (GBP, MONTHS), "£ and months are different units"),
        (multiply, (POINTS, GBP), NOT_APPLIED.format("£")),
        (multiply, (GBP, POINTS), NOT_APPLIED.format("£")),
        (multiply, (POINTS, POINTS), NOT_APPLIED.format("percentage points")),
        (divide, (GBP, POINTS), "nothing can be divided by percentage points"),
        (power, (GBP, NUMBER), "a power needs plain numbers, not £"),
        (power, (NUMBER, MONTHS), "a power needs plain numbers, not months"),
        (power, (POINTS, NUMBER), "a power needs plain numbers, not percentage points"),
        (power, (CHOICE, NUMBER), "a power needs plain numbers, not choice"),
        (add, (CHOICE, CHOICE), NOT_A_FIGURE),
        (
            multiply,
            (CHOICE, GBP),
            NOT_A_FIGURE,
        ),
        (
            multiply,
            (NUMBER, CHOICE),
            NOT_A_FIGURE,
        ),
        (comparison, (GBP, PERCENT), "£ and % are different units"),
        (comparison, (CHOICE, NUMBER), "choice and number are different units"),
        (choice, (CHOICE, GBP, MONTHS), "£ and months are different units"),
        (same, (ANYTHING, GBP, NUMBER), "£ and number are different units"),
    ],
)
def test_units_that_do_not_fit_are_refused(
    rule: UnitRule, arguments: tuple[Unit, ...], words: str
) -> None:
    with pytest.raises(LineError) as refused:
        rule(*arguments)
    assert str(refused.value) == words


def test_nothing_is_divided_by_points() -> None:
    with pytest.raises(LineError):
        divide(NUMBER, POINTS)


def test_a_percentage_is_not_taken_from_points() -> None:
    with pytest.raises(LineError):
        subtract(POINTS, PERCENT)


def an_input(unit: Unit) -> Input:
    return given("Something given", unit, sentence="A figure.")


def book_of(declared: Unit, make: Callable[..., Operand], *units: Unit) -> LineBook:
    inputs = {f"given_{n}": an_input(unit) for n, unit in enumerate(units)}
    worked = line("Worked", declared, make(*inputs.values()), sentence="A line.")
    return LineBook({**inputs, "worked": worked})


@pytest.mark.parametrize(
    ("declared", "make", "units"),
    [
        (GBP, lambda a, b: a + b, (GBP, GBP)),
        (GBP, lambda rate, cost: (1 + rate) * cost, (PERCENT, GBP)),
        (GBP, lambda dwellings, each: dwellings * each, (DWELLINGS, GBP_PER_DWELLING)),
        (POINTS, lambda a, b: a - b, (PERCENT, PERCENT)),
        (PERCENT, lambda rate, points: rate + points, (PERCENT, POINTS)),
        (NUMBER, lambda rate: 1 + rate, (PERCENT,)),
        (PERCENT, lambda part, whole: part / whole, (GBP, GBP)),
        (GBP, lambda cost, months: cost * months / MONTHS_IN_YEAR, (GBP, MONTHS)),
        (GBP, lambda cost, rate, years: cost * (1 + rate) ** years, (GBP, PERCENT, NUMBER)),
        (GBP, lambda a: highest(0, -a), (GBP,)),
        (MONTHS, lambda: 0, ()),
    ],
)
def test_lines_whose_units_fit(
    declared: Unit, make: Callable[..., Operand], units: tuple[Unit, ...]
) -> None:
    assert "worked" in book_of(declared, make, *units).lines


@pytest.mark.parametrize(
    ("declared", "make", "units", "words"),
    [
        (GBP, lambda a, b: a + b, (GBP, NUMBER), "worked: £ and number are different units"),
        (GBP, lambda a: a + 1, (GBP,), "worked: £ and number are different units"),
        (GBP, lambda a, b: a * b, (POINTS, GBP), f"worked: {NOT_APPLIED.format('£')}"),
        (GBP, lambda a: a > 1, (GBP,), "worked: £ and number are different units"),
        (
            NUMBER,
            lambda a: a * 1,
            (CHOICE,),
            "worked: a choice is not a figure; ask about it with where(x.chosen(...), a, b)",
        ),
    ],
)
def test_lines_whose_units_do_not_fit_are_named(
    declared: Unit, make: Callable[..., Operand], units: tuple[Unit, ...], words: str
) -> None:
    with pytest.raises(LineError) as refused:
        book_of(declared, make, *units)
    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("declared", "make", "units", "found"),
    [
        (GBP, lambda a, b: a * b, (DWELLINGS, GBP), "dwellings £"),
        (GBP, lambda a, b: a / b, (GBP, GBP), "number"),
        (PERCENT, lambda a, b: a - b, (PERCENT, PERCENT), "percentage points"),
        (MONTHS, lambda a: a, (GBP,), "£"),
    ],
)
def test_a_line_that_comes_out_in_another_unit_is_refused(
    declared: Unit, make: Callable[..., Operand], units: tuple[Unit, ...], found: str
) -> None:
    with pytest.raises(LineError) as refused:
        book_of(declared, make, *units)
    assert str(refused.value).startswith(f"worked: is declared in {declared}, but its ")
    assert str(refused.value).endswith(f" comes out in {found}")


def test_an_opening_in_another_unit_is_refused() -> None:
    months = an_input(MONTHS)
    worked = line("Worked", GBP, 0, opening=months, sentence="A line.")
    with pytest.raises(LineError) as refused:
        LineBook({"months": months, "worked": worked})
    words = "worked: is declared in £, but its opening comes out in months"
    assert str(refused.value) == words


def test_a_choice_is_good_for_asking() -> None:
    policy = given(
        "Policy", CHOICE, choices={"none": 0, "fill_gap": 2}, sentence="What reserves may do."
    )
    cost = an_input(GBP)
    draw = line("Draw", GBP, where(policy.chosen("fill_gap"), cost, 0), sentence="A line.")
    kept = line("Kept", GBP, where(equal(policy, policy), cost, 0), sentence="A line.")
    book = LineBook({"policy": policy, "cost": cost, "draw": draw, "kept": kept})
    assert book.unit_of(draw.expression) == GBP


def test_a_choice_that_is_not_there_is_refused() -> None:
    policy = given(
        "Policy", CHOICE, choices={"none": 0, "fill_gap": 2}, sentence="What reserves may do."
    )
    with pytest.raises(LineError) as refused:
        policy.chosen("fill_gaps")
    assert str(refused.value) == "'Policy' has no choice 'fill_gaps', only none, fill_gap"
