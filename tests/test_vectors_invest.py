"""Costs to achieve and investing to save: the rules' vectors, and what holds of any plan.

Expected figures are typed from the rules (4.5, 4.6) and not made by the code. The vectors stand
together in one plan of six years, worked by the engine and recalculated as a workbook.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.plan import Plan
from mtfp.results import Results
from tests.test_vectors_capital import Given, of, plan_of, pounds
from tests.test_vectors_reserves import grouped
from tests.witnesses.spreadsheets import formualize

Figures = NDArray[np.float64]
YEARS = 6
CHOICE = {
    name: MODEL.inputs[name].choices
    for name in (
        "cost_funding", "reserves_policy", "reserve_category", "receipts_flexibility",
        "saving_recurrence", "saving_as",
    )
}  # fmt: skip
SCHEMES: dict[str, tuple[float, float, int]] = {
    "A": (1.0e6, 0.30e6, 5), "B": (0.8e6, 0.25e6, 5), "C": (0.5e6, 0.10e6, 10),
    "D": (1.2e6, 0.45e6, 4),
}  # fmt: skip
"""TV-NPV-4: outlay, benefit a year and life."""
FACTORS: dict[int, float] = {
    1: 0.966184, 5: 0.841973, 10: 0.708919, 30: 0.356278, 31: 0.345901, 75: 0.094214, 76: 0.091916,
}  # fmt: skip
"""TV-NPV-2: the discount factor of each year."""
ALL_LIVES = {f"life{life}": life for life in FACTORS}
LEAVERS: dict[str, tuple[float, float, float, float]] = {
    "leaver": (900, 0, 0, 8), "longest": (900, 0, 0, 23), "at_every_age": (500, 4, 8, 6),
    "longer_than_counts": (500, 9, 10, 8),
}  # fmt: skip
"""Leavers by a week's pay and years served under 22, at 22 to 40 and from 41; one is paid for."""
SPENT = {"from_reserve": 0.6e6, "from_budget": 0.5e6, "from_receipts": 0.8e6}


@cache
def vectors() -> Results:
    """Every vector, one beside another; the fund, a reserve and receipts pay for something too."""
    ids = (*SCHEMES, "biased", *ALL_LIVES, "backed")
    plan = plan_of(
        YEARS,
        {
            "investment": ids, "backed": ("backed/S1",), "saving": ("S1",),
            "cost": (*LEAVERS, *SPENT), "paid": ("from_reserve/change",), "reserve": ("change",),
        },
        approved_budget=100e6,
        reserves_policy=CHOICE["reserves_policy"]["as_planned"],
        reserve_opening={"change": 1.0e6},
        reserve_order={"change": 1},
        reserve_category={"change": CHOICE["reserve_category"]["er_change"]},
        saving_amount={"S1": (0, 0.3e6)},
        saving_as={"S1": CHOICE["saving_as"]["level"]},
        saving_recurrence={"S1": CHOICE["saving_recurrence"]["recurring"]},
        redundancy_weekly_cap=(719, 751),
        cost_leavers={"leaver": (0, 1, 0)},
        cost_weekly_pay={name: week for name, (week, _, _, _) in LEAVERS.items()},
        cost_years_under_22={name: years for name, (_, years, _, _) in LEAVERS.items()},
        cost_years_22_to_40={name: years for name, (_, _, years, _) in LEAVERS.items()},
        cost_years_from_41={name: years for name, (_, _, _, years) in LEAVERS.items()},
        cost_amount={name: (0, cost, 0) for name, cost in SPENT.items()},
        cost_funding={
            "from_reserve": CHOICE["cost_funding"]["reserve"],
            "from_receipts": CHOICE["cost_funding"]["receipts"],
        },
        opening_receipts=0.5e6,
        receipts_expected=(0.1e6, 0.3e6, 0),
        receipts_flexibility=(1, 1, 1, 1, 0),
        investment_outlay={
            **{name: outlay for name, (outlay, _, _) in SCHEMES.items()}, "biased": 1.0e6,
        },
        investment_benefit={
            **{name: benefit for name, (_, benefit, _) in SCHEMES.items()}, "biased": 0.3e6,
        },
        investment_life={
            **{name: life for name, (_, _, life) in SCHEMES.items()}, **ALL_LIVES,
            "biased": 5, "backed": 5,
        },
        investment_cost_optimism={"biased": 0.41},
        investment_benefit_optimism={"biased": 0.20},
        investment_advance={"backed": (1.0e6, 0)},
        revolving_fund_opening=2.0e6,
    )  # fmt: skip
    plan = grouped(plan, "backed", investment=[ids.index("backed")], saving=[0])
    plan = grouped(plan, "paid", cost=[len(LEAVERS)], reserve=[0])
    plan = grouped(plan, "cost", saving=[0] * (len(LEAVERS) + 2) + [-1])
    return run(MODEL, plan)


@cache
def sheet(folder: Path) -> Callable[[str, str], Figures]:
    """The same plan's workbook recalculated: a line's plan years, of one item."""
    results = vectors()
    workings = Workings(results)
    path = folder / "invest.xlsx"
    workings.workbook().save(path)
    found = formualize(path, folder)

    def line(name: str, item: str = "") -> Figures:
        ids = results.plan.items_of(MODEL.lines[name].axis).ids
        row = workings.blocks[name].first + ids.index(item)
        years = range(1, 1 + YEARS)
        return np.array([found[WORKINGS, row, workings.column_of(year)] for year in years], float)

    return line


Worked = Callable[..., Figures]


@pytest.fixture(scope="module", params=["engine", "workbook"])
def worked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """What gives a line's years: the engine, and a spreadsheet program."""
    if request.param == "engine":
        return lambda name, item="": of(vectors(), name, item)
    return sheet(tmp_path_factory.mktemp("invest"))


# -- the vectors ---------------------------------------------------------------------------------


def test_tv_red_1_eight_years_at_one_and_a_half_weeks(worked: Worked) -> None:
    """£9,012 at the cap of £751; paid once, and in no later year."""
    assert worked("cost_each_leaver", "leaver")[1] == pytest.approx(9_012, abs=0.5)
    assert worked("cost_each_leaver", "leaver")[0] == pytest.approx(8 * 1.5 * 719, abs=0.005)
    pounds(worked("cost_to_achieve", "leaver"), [0, 9_012, 0, 0, 0, 0])


def test_tv_red_1_the_most_that_is_paid(worked: Worked) -> None:
    """Twenty years at one and a half weeks: £21,570 at the cap of £719, £22,530 at £751."""
    pounds(worked("cost_each_leaver", "longest")[:2], [21_570, 22_530])
    assert worked("cost_weeks", "longest")[0] == pytest.approx(30, abs=1e-12)


def test_tv_red_1_weeks_by_age_and_no_more_than_twenty_years(worked: Worked) -> None:
    """9 + 8 + 2 weeks at £500, which no cap touches; 12 + 10 + 1 where two years of nine count."""
    pounds(worked("cost_each_leaver", "at_every_age")[:2], [9_500] * 2)
    pounds(worked("cost_each_leaver", "longer_than_counts")[:2], [11_500] * 2)


def test_tv_npv_1_five_years_of_benefit(worked: Worked) -> None:
    assert worked("investment_annuity_factor", "A")[0] == pytest.approx(4.515052, abs=5e-7)
    assert worked("investment_as_typed_npv", "A")[0] == pytest.approx(354_516, abs=0.5)
    assert worked("investment_as_typed_payback", "A")[0] == pytest.approx(3.3333, abs=5e-5)
    assert worked("investment_as_typed_index", "A")[0] == pytest.approx(0.354516, abs=5e-7)


@pytest.mark.parametrize(("life", "factor"), FACTORS.items())
def test_tv_npv_2_discount_factors(worked: Worked, life: int, factor: float) -> None:
    found = worked("investment_last_factor", f"life{life}")
    assert found == pytest.approx([factor] * YEARS, abs=5e-7)


def test_tv_npv_3_optimism_flips_the_decision(worked: Worked) -> None:
    assert worked("investment_as_typed_npv", "biased")[0] == pytest.approx(354_516, abs=0.5)
    assert worked("investment_with_bias_npv", "biased")[0] == pytest.approx(-326_387, abs=0.5)


@pytest.mark.parametrize(
    ("scheme", "npv", "index"),
    [("A", 0.3545, 0.3545), ("B", 0.3288, 0.4110), ("C", 0.3317, 0.6633), ("D", 0.4529, 0.3774)],
)
def test_tv_npv_4_values_and_indices(worked: Worked, scheme: str, npv: float, index: float) -> None:
    assert worked("investment_as_typed_npv", scheme)[0] / 1e6 == pytest.approx(npv, abs=5e-5)
    assert worked("investment_as_typed_index", scheme)[0] == pytest.approx(index, abs=5e-5)


def test_tv_i2s_1_lent_repaid_and_released(worked: Worked) -> None:
    pounds(worked("investment_repayment", "backed"), [0, 0.3e6, 0.3e6, 0.3e6, 0.1e6, 0])
    pounds(worked("revolving_fund"), [1.0e6, 1.3e6, 1.6e6, 1.9e6, 2.0e6, 2.0e6])
    pounds(worked("investment_released", "backed"), [0, 0, 0, 0, 0.2e6, 0.3e6])


def test_tv_i2s_1_only_what_is_released_lowers_the_gap(worked: Worked) -> None:
    """The classic double count: £0.30m in the budget, and as a repayment too."""
    fell = worked("gap_before_savings") - worked("gap")
    pounds(fell, [0, 0, 0, 0, 0.2e6, 0.3e6])
    pounds(worked("savings"), [0, *[0.3e6] * 5])


# -- cost to achieve -------------------------------------------------------------------------------


def test_costs_are_of_their_own_year_and_paid_by_what_they_name(worked: Worked) -> None:
    """£0.6m of the reserve's £1m; receipts pay all of £0.8m out of £0.9m."""
    pounds(worked("costs_to_achieve"), [0, 1_909_012, 0, 0, 0, 0])
    pounds(worked("one_off_pressures"), [0, 1_109_012, 0, 0, 0, 0])
    pounds(worked("cost_from_reserve", "from_reserve"), [0, 0.6e6, 0, 0, 0, 0])
    pounds(worked("reserve_balance", "change"), [1.0e6, *[0.4e6] * 5])
    pounds(worked("investing"), [0, 0.6e6, 0, 0, 0, 0])
    pounds(worked("sustaining"), [0] * YEARS)
    pounds(worked("receipts_used_for_change"), [0, 0.8e6, 0, 0, 0, 0])
    pounds(worked("receipts_in_hand"), [0.6e6, *[0.1e6] * 5])


def test_savings_are_shown_gross_and_net(worked: Worked) -> None:
    pounds(worked("saving_net", "S1"), [0, 0.3e6 - 1_109_012, *[0.3e6] * 4])
    pounds(worked("savings_net_so_far")[[1, 5]], [0.3e6 - 1_909_012, 1.5e6 - 1_909_012])


def paid_for(**said: Given) -> Plan:
    """One cost of £1m in the second of three years."""
    plan = plan_of(
        3,
        {"cost": ("move",), "paid": ("move/change",), "reserve": ("change",)},
        **{
            "cost_amount": {"move": (0, 1e6, 0)},
            "reserve_opening": {"change": 5e6},
            "reserve_order": {"change": 1},
            "opening_receipts": 5e6,
            "receipts_flexibility": 1,
            "reserves_policy": CHOICE["reserves_policy"]["as_planned"],
            **said,
        },
    )
    return grouped(grouped(plan, "paid", cost=[0], reserve=[0]), "cost", saving=[-1])


FROM = CHOICE["cost_funding"]


@pytest.mark.parametrize("source", FROM)
def test_error_3_a_cost_never_reaches_the_base(source: str) -> None:
    results = run(MODEL, paid_for(cost_funding={"move": FROM[source]}))
    pounds(of(results, "recurring_base"), [0, 0, 0])
    pounds(of(results, "gap")[[0, 2]], [0, 0])


def test_error_11_a_cost_left_out_is_seen_in_the_gap() -> None:
    for source, gap in (("revenue", 1e6), ("reserve", 0), ("receipts", 0)):
        results = run(MODEL, paid_for(cost_funding={"move": FROM[source]}))
        pounds(of(results, "gap_after_reserves"), [0, gap, 0])


@pytest.mark.parametrize(
    "said",
    [
        {"receipts_flexibility": (1, 0, 1)},
        {"opening_receipts": 0, "receipts_expected": (0, 0, 5e6)},
    ],
    ids=["in another year", "not yet in hand"],
)
def test_receipts_pay_only_in_their_years_and_once_in_hand(said: dict[str, Given]) -> None:
    results = run(MODEL, paid_for(cost_funding={"move": FROM["receipts"]}, **said))
    pounds(of(results, "receipts_refused"), [0, 1e6, 0])
    pounds(of(results, "gap"), [0, 1e6, 0])


@pytest.mark.parametrize(
    ("said", "gap"),
    [
        ({"reserve_opening": {"change": 0.4e6}}, 0.6e6),
        ({"reserve_category": {"change": CHOICE["reserve_category"]["er_ringfenced"]}}, 1e6),
        ({"reserves_policy": CHOICE["reserves_policy"]["none"]}, 1e6),
    ],
    ids=["too small", "ring-fenced", "no reserves used"],
)
def test_what_its_reserve_cannot_pay_stays_in_the_gap(said: dict[str, Given], gap: float) -> None:
    results = run(MODEL, paid_for(cost_funding={"move": FROM["reserve"]}, **said))
    pounds(of(results, "gap_after_reserves"), [0, gap, 0])
    assert of(results, "reserve_balance", "change").min() >= 0


# -- of any plan ----------------------------------------------------------------------------------


amounts = st.lists(st.integers(0, 3_000_000), min_size=4, max_size=4)
yes_or_no = st.lists(st.integers(0, 1), min_size=4, max_size=4)


@given(amounts, amounts, st.integers(0, 3_000_000))
def test_the_fund_is_never_below_nought_and_loses_nothing(
    advances: list[int], savings: list[int], opening: int
) -> None:
    results = run(
        MODEL,
        plan_of(
            4, {"investment": ("one",)}, investment_life={"one": 5},
            investment_advance={"one": advances}, investment_amount={"one": savings},
            revolving_fund_opening=opening,
        ),
    )  # fmt: skip
    fund, owed = of(results, "revolving_fund"), of(results, "investment_outstanding", "one")
    assert fund.min() >= -0.005
    pounds(fund + owed, [opening] * 4)
    shares = of(results, "investment_repayment", "one") + of(results, "investment_released", "one")
    pounds(shares, savings)


@given(amounts, amounts, st.integers(0, 3_000_000), yes_or_no)
def test_receipts_used_never_pass_those_received(
    costs: list[int], received: list[int], opening: int, allowed: list[int]
) -> None:
    results = run(
        MODEL,
        plan_of(
            4, {"cost": ("one",)}, cost_amount={"one": costs},
            cost_funding={"one": FROM["receipts"]}, receipts_expected=received,
            opening_receipts=opening, receipts_flexibility=allowed,
        ),
    )  # fmt: skip
    used = of(results, "receipts_used_for_change")
    assert (np.cumsum(used) <= opening + np.cumsum(received) + 0.005).all()
    pounds(used + of(results, "receipts_refused"), costs)
    pounds(of(results, "gap"), np.array(costs) - used)


@given(st.integers(1, 120), st.integers(2, 120))
def test_a_longer_life_is_never_worth_less(life: int, other: int) -> None:
    ids = ("shorter", "longer")
    shorter, longer = sorted((life, other))
    plan = plan_of(
        1, {"investment": ids}, investment_life=dict(zip(ids, (shorter, longer), strict=True))
    )
    results = run(MODEL, plan)
    worth = [float(of(results, "investment_annuity_factor", name)[0]) for name in ids]
    assert worth[0] <= worth[1] <= longer
