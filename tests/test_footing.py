"""Tables that foot: largest-remainder rounding, its vectors and what must always hold of it."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfp.analysis.footing import rows_add
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.plan import Plan

AMOUNTS = st.lists(st.integers(-(10**9), 10**9), max_size=30)


def decimals(*shown: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(figure) for figure in shown)


def test_tv_foot_1() -> None:
    assert rows_add([1.44, 2.44, 3.44], 7.32, 1) == decimals("1.5", "2.4", "3.4")


def test_tv_foot_2(worked_example: Plan) -> None:
    """The pressures of 2028/29 in £m: rounded one by one they come to 11.775, a unit short."""
    results = run(MODEL, worked_example)
    parts = [amount / 1e6 for amount in results.array("pressure")[3, :, 0]]
    total = float(results["pressures"][2, 0]) / 1e6
    one_by_one = [
        Decimal(f"{part:.6f}").quantize(Decimal("0.001"), ROUND_HALF_UP) for part in parts
    ]
    assert sum(one_by_one) == Decimal("11.775")
    found = dict(zip(worked_example.items["pressure"].ids, rows_add(parts, total, 3), strict=True))
    assert found == {
        "pay": Decimal("2.864"),
        "care": Decimal("2.571"),
        "levies": Decimal("0.477"),
        "demand": Decimal("6.000"),
        "capital": Decimal("0.500"),
        "fees": Decimal("-0.636"),
    }
    assert sum(found.values()) == Decimal("11.776")


def test_equal_remainders_go_by_order() -> None:
    assert rows_add([0.5, 0.5, 0.5, 0.5], 2, 0) == decimals("1", "1", "0", "0")


def test_the_floor_of_less_than_nought_lies_below_it() -> None:
    # Three floors of -2 come to -6 and -4 is printed, so two units go to the first two.
    assert rows_add([-1.2, -1.2, -1.2], -3.6, 0) == decimals("-1", "-1", "-2")


def test_a_column_that_is_printed_exactly_is_left_alone() -> None:
    assert rows_add([0.29, -0.57, 1.1], 0.82, 2) == decimals("0.29", "-0.57", "1.10")


def test_a_total_already_rounded_is_taken_as_it_is() -> None:
    assert rows_add([1.44, 2.44, 3.44], 7.3, 1) == rows_add([1.44, 2.44, 3.44], 7.32, 1)


def test_nothing_adds_to_nothing() -> None:
    assert rows_add([], 0, 3) == ()


@pytest.mark.parametrize(
    ("parts", "total"), [([1.0, 2.0], 4.0), ([1.0], 0.4), ([], 1.0), ([2.0], 1.4), ([0.0], -0.6)]
)
def test_parts_that_do_not_come_to_the_total_are_refused(parts: list[float], total: float) -> None:
    with pytest.raises(ValueError, match="which is not the total"):
        rows_add(parts, total, 0)


@given(AMOUNTS, st.integers(0, 4), st.integers(1, 4))
def test_parts_add_exactly_and_none_moves_by_a_whole_unit(
    amounts: list[int], places: int, finer: int
) -> None:
    """The true values have more places than are printed, and are added in whole numbers."""
    scale = 10 ** (places + finer)
    parts = [amount / scale for amount in amounts]
    found = rows_add(parts, sum(amounts) / scale, places)
    unit = Decimal(1).scaleb(-places)
    true = [Decimal(amount).scaleb(-places - finer) for amount in amounts]
    assert sum(found) == Decimal(sum(true)).quantize(unit, ROUND_HALF_UP)
    for printed, exact in zip(found, true, strict=True):
        assert printed == printed.quantize(unit)
        assert abs(printed - exact) < unit


@given(AMOUNTS, st.integers(1, 3))
def test_among_parts_that_lose_more_none_goes_without(amounts: list[int], finer: int) -> None:
    scale = 10**finer
    found = rows_add([amount / scale for amount in amounts], sum(amounts) / scale, 0)
    lost = [amount % scale for amount in amounts]
    raised = [
        int(printed) > amount // scale for printed, amount in zip(found, amounts, strict=True)
    ]
    for n, up in enumerate(raised):
        if not up:
            assert all(
                lost[m] > lost[n] or (lost[m] == lost[n] and m < n)
                for m, other in enumerate(raised)
                if other
            )
