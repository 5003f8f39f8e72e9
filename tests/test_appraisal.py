"""Rates of return, discounted payback and the best set: the rules' vectors (4.6), and any set."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfp.analysis.appraisal import (
    MULTIPLE,
    NONE,
    Appraisal,
    appraisals,
    best_set,
    choices,
    first_paid_back,
    rate_of_return,
    rates_of,
)
from mtfp.engine import run
from mtfp.model import MODEL
from tests.test_vectors_capital import plan_of
from tests.test_vectors_invest import FACTORS, SCHEMES

BUDGET = 2.0e6


def four() -> list[Appraisal]:
    """TV-NPV-4: four investments for two millions."""
    return appraisals(
        run(
            MODEL,
            plan_of(
                1, {"investment": tuple(SCHEMES)},
                investment_outlay={name: outlay for name, (outlay, _, _) in SCHEMES.items()},
                investment_benefit={name: benefit for name, (_, benefit, _) in SCHEMES.items()},
                investment_life={name: life for name, (_, _, life) in SCHEMES.items()},
            ),
        )
    )  # fmt: skip


def test_tv_npv_1_rate_of_return_and_paybacks() -> None:
    first = four()[0]
    assert first.npv == pytest.approx(354_516, abs=0.5)
    assert first.rate_of_return == pytest.approx(0.152382, abs=5e-7)
    assert first.payback == pytest.approx(3.3333, abs=5e-5)
    assert first.discounted_payback == pytest.approx(3.6101, abs=5e-5)


def test_tv_npv_2_the_discount_factors() -> None:
    found = rates_of(plan_of(1, {})).factors(76)
    for year, factor in FACTORS.items():
        assert found[year] == pytest.approx(factor, abs=5e-7)
    assert found[0] == 1


def test_tv_npv_4_the_best_set_beside_plain_rankings() -> None:
    """C + D is worth 0.7845; by payback D + B, by the index C + B.

    The rules print 0.7817 and 0.6605 for the last two, which are sums of values already rounded:
    0.4529 + 0.3288 and 0.3317 + 0.3288. Unrounded they are 0.781649 and 0.660424.
    """
    found = {one.by: one for one in choices(four(), BUDGET)}
    expected = {
        "the best set": ("C", "D", 1.7, 0.784546),
        "payback": ("D", "B", 2.0, 0.781649),
        "net gain for each £1 put in": ("C", "B", 1.3, 0.660424),
        "net present value": ("D", "C", 1.7, 0.784546),
    }
    assert found.keys() == expected.keys()
    for by, (first, second, cost, worth) in expected.items():
        assert found[by].names == (first, second)
        assert found[by].outlay / 1e6 == pytest.approx(cost, abs=1e-9)
        assert found[by].npv / 1e6 == pytest.approx(worth, abs=5e-7)


def test_without_a_budget_all_that_are_worth_their_cost_are_taken() -> None:
    assert choices(four(), 0)[0].names == ("A", "B", "C", "D")


@pytest.mark.parametrize(
    ("flows", "said"),
    [
        ([-1.0, 0.3, 0.3, 0.3, 0.3, 0.3, -0.2], MULTIPLE),
        ([1.0, 0.3], NONE),
        ([-1.0, 0.0, 0.0], NONE),
        ([0.0], NONE),
    ],
)
def test_a_rate_of_return_is_said_in_a_word_where_none_is_the_rate(
    flows: list[float], said: str
) -> None:
    assert rate_of_return(flows) == said


def test_a_rate_of_return_may_be_below_nought_and_of_money_lent() -> None:
    assert rate_of_return([-100.0, 90.0]) == pytest.approx(-0.1, abs=1e-9)
    assert rate_of_return([100.0, -110.0]) == pytest.approx(0.1, abs=1e-9)


def test_what_never_pays_back_says_so_and_ranks_last() -> None:
    assert first_paid_back([-1.0, 0.3, 0.3]) is None
    assert first_paid_back([0.0, 0.3]) == 0
    assert first_paid_back([-1.0, 0.5, 0.5]) == pytest.approx(2)


@given(st.floats(0.1, 9.0), st.floats(0.1, 9.0), st.integers(1, 40))
def test_at_its_rate_of_return_an_investment_is_worth_nothing(
    outlay: float, benefit: float, life: int
) -> None:
    flows = [-outlay, *[benefit] * life]
    rate = rate_of_return(flows)
    assert isinstance(rate, float)
    back = sum(benefit / (1 + rate) ** year for year in range(1, life + 1))
    assert back == pytest.approx(outlay, rel=1e-9)


def costing(name: str, outlay: int, npv: int) -> Appraisal:
    return Appraisal(name, outlay, npv, 0, None, None, NONE, npv, npv, "")


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(-20, 60)), max_size=9), st.integers(1, 150)
)
def test_no_other_set_within_the_budget_is_worth_more(
    pairs: list[tuple[int, int]], budget: int
) -> None:
    found = [costing(str(n), outlay, npv) for n, (outlay, npv) in enumerate(pairs)]
    chosen = best_set(found, budget)
    assert sum(one.outlay for one in chosen) <= budget
    most = max(
        sum(one.npv for one in some)
        for count in range(len(found) + 1)
        for some in combinations(found, count)
        if sum(one.outlay for one in some) <= budget
    )
    assert sum(one.npv for one in chosen) == most
