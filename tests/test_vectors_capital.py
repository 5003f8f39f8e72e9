"""Capital financing and the separate accounts: the rules' vectors, and what holds of any plan.

Expected figures are typed from the rules (3.7, 5.3) and not made by the code. The vectors stand
together in one plan of 27 years, worked by the engine and recalculated as a workbook.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mtfp.algebra.arrays import NO_GROUP
from mtfp.algebra.expressions import COUNCIL
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Items, Plan
from mtfp.results import Results
from mtfp.terms import FinancialYear
from tests.random_plans import random_cases
from tests.test_oracle import NOUGHT, but_for_interest
from tests.witnesses.spreadsheets import formualize

Given = float | Sequence[float] | Mapping[str, float | Sequence[float]]
"""An input's figure: for the plan, in each year (the last carried on), or by item."""
EQUAL, ANNUITY = (MODEL.inputs["capital_mrp_method"].choices[word] for word in ("equal", "annuity"))
AS_PLANNED = MODEL.inputs["reserves_policy"].choices["as_planned"]
TO_THE_PENNY = 0.005
TO_A_THOUSANDTH_OF_A_MILLION = 0.0005


def plan_of(years: int, items: Mapping[str, Sequence[str]], **figures: Given) -> Plan:
    """A plan that holds these items and figures and is otherwise silent."""
    held = {}
    for name, axis in MODEL.axes.items():
        if axis is COUNCIL:
            continue
        ids = tuple(items.get(name, ()))
        none = (NO_GROUP,) * len(ids)
        held[name] = Items(ids, ids, {group.name: none for group in axis.every_group})
    empty = Plan("vectors", "Vectors", FinancialYear(2025), years, held, {})
    said: dict[str, Given] = {"approved_budget": 0, "reserves_policy": 0, **figures}
    typed = {}
    for name, one in MODEL.inputs.items():
        size = empty.size(one)
        typed[name] = np.full(size, one.if_absent or 0.0)
        each = said.get(name, {})
        by_item = each if isinstance(each, Mapping) else {"": each}
        for item, figure in by_item.items():
            place = empty.items_of(one.axis).ids.index(item)
            typed[name][:, place] = carried_on(figure, size[0])
    return Plan("vectors", "Vectors", FinancialYear(2025), years, held, typed)


def carried_on(figure: float | Sequence[float], years: int) -> NDArray[np.float64]:
    told = np.atleast_1d(np.array(figure, float))[:years]
    return np.concatenate([told, np.full(years - len(told), told[-1])])


def of(results: Results, name: str, item: str = "") -> NDArray[np.float64]:
    """A line's plan years, of one item."""
    ids = results.plan.items_of(MODEL.lines[name].axis).ids
    return results.array(name)[1:, ids.index(item), 0]


# -- the vectors ---------------------------------------------------------------------------------


@cache
def vectors() -> Results:
    """£10m on each of two schemes in use that year, over 25 years at 4%; £3.827m of a reserve."""
    ten_million = {"annuity": (10e6, 0), "equal": (10e6, 0)}
    plan = plan_of(
        27,
        {"capital": ("annuity", "equal"), "reserve": ("general",)},
        capital_spending=ten_million,
        capital_operational={"annuity": 6, "equal": 6},
        capital_life={"annuity": 25, "equal": 25},
        capital_mrp_method={"annuity": ANNUITY, "equal": EQUAL},
        capital_annuity_rate={"annuity": 0.04},
        new_borrowing_rate=0.04,
        investment_yield=0.04,
        minimum_cash=500e6,
        reserves_policy=AS_PLANNED,
        reserve_opening={"general": 50e6},
        reserve_may_close_gap={"general": 1},
        reserve_order={"general": 1},
        reserve_planned_draw={"general": (3.827e6, 0)},
    )
    return run(MODEL, plan)


@cache
def sheet(folder: Path) -> Callable[[str, str], NDArray[np.float64]]:
    """The same plan's workbook recalculated: a line's plan years, of one item."""
    results = vectors()
    workings = Workings(results)
    path = folder / "vectors.xlsx"
    workings.workbook().save(path)
    found = formualize(path, folder)

    def line(name: str, item: str = "") -> NDArray[np.float64]:
        ids = results.plan.items_of(MODEL.lines[name].axis).ids
        row = workings.blocks[name].first + ids.index(item)
        years = range(1, 1 + results.plan.years)
        return np.array([found[WORKINGS, row, workings.column_of(year)] for year in years], float)

    return line


@pytest.fixture(scope="module", params=["engine", "workbook"])
def worked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., NDArray[np.float64]]:
    """What gives a line's years: the engine, and a spreadsheet program."""
    if request.param == "engine":
        return lambda name, item="": of(vectors(), name, item)
    return sheet(tmp_path_factory.mktemp("vectors"))


def pounds(found: NDArray[np.float64], expected: Sequence[float] | NDArray[np.float64]) -> None:
    np.testing.assert_allclose(found, expected, rtol=0, atol=TO_THE_PENNY)


def test_tv_mrp_1_the_annuity(worked: Callable[..., NDArray[np.float64]]) -> None:
    """£10m over 25 years at 4%: £640,119.63 a year, the first charge in the second year."""
    charge = worked("capital_mrp", "annuity")
    pounds(charge[[0, 1, 2, 25, 26]], [0, 240_119.63, 249_724.41, 615_499.64, 0])
    assert charge.sum() == pytest.approx(10_000_000.00, abs=TO_THE_PENNY)
    pounds(worked("scheme_charge", "annuity")[1:26], [640_119.63] * 25)
    assert worked("capital_mrp_left", "annuity")[25] == 0


def test_tv_mrp_1_equal_instalments(worked: Callable[..., NDArray[np.float64]]) -> None:
    """£400,000 a year; with interest at 4%, £800,000 in the first."""
    charge = worked("capital_mrp", "equal")
    pounds(charge, [0, *[400_000] * 25, 0])
    assert worked("scheme_charge", "equal")[1] == pytest.approx(800_000, abs=TO_THE_PENNY)
    pounds(worked("capital_in_equal_parts", "annuity"), charge)


def test_tv_mrp_1_what_an_annuity_puts_off(worked: Callable[..., NDArray[np.float64]]) -> None:
    """Cheaper by £159,880.37 in the first year, all of it charged later: no saving."""
    put_off = worked("put_off")
    pounds(put_off[[0, 1, 25, 26]], [0, 400_000 - 240_119.63, 0, 0])
    assert (put_off[1:25] > 0).all()


def test_tv_int_1_a_draw_costs_interest(worked: Callable[..., NDArray[np.float64]]) -> None:
    """£3.827m drawn evenly at 4% costs £0.077m in the first year and £0.153m a year after."""
    lost = worked("lost_interest") / 1e6
    assert lost[0] == pytest.approx(0.077, abs=TO_A_THOUSANDTH_OF_A_MILLION)
    assert lost[1:] == pytest.approx(np.full(26, 0.153), abs=TO_A_THOUSANDTH_OF_A_MILLION)
    pounds(worked("lost_interest_in_year")[:2], [76_540, 0])


def test_tv_int_1_reaches_the_gap_a_year_later() -> None:
    """The year's own part stays beside the gap; from then on it is in investment income."""
    drawn = vectors()
    name = "reserve_planned_draw"
    without = run(MODEL, drawn.plan, Cases(("no draw",), {name: np.zeros((27, 1, 1))}))
    earns_less = of(without, "investment_income") - of(drawn, "investment_income")
    pounds(earns_less, [0, *[153_080] * 26])
    dearer = of(drawn, "gap") - of(without, "gap")
    pounds(dearer, earns_less)


# -- common errors of rule 15 ----------------------------------------------------------------------


def test_error_1_reserves_baked_into_the_base() -> None:
    """With all draws at nought, later gaps before reserves do not move, but for interest."""
    plan, cases = random_cases(60, 15)
    none = Cases(
        cases.labels,
        {**cases.varied, "reserves_policy": np.zeros_like(cases.varied["reserves_policy"])},
    )
    drawn, undrawn = run(MODEL, plan, cases), run(MODEL, plan, none)
    assert (drawn["permitted_draw"] > 0).any()
    moved = drawn["gap"] - undrawn["gap"]
    assert np.abs(moved).max() > 1_000
    np.testing.assert_allclose(
        but_for_interest(drawn, "gap"), but_for_interest(undrawn, "gap"), rtol=1e-14, atol=NOUGHT
    )
    # Interest is pence in the pound: a draw in the base would be the whole of it.
    draws = np.cumsum(drawn["permitted_draw"], axis=0)
    assert (np.abs(moved) <= 0.3 * draws + NOUGHT).all()


def spent_in_the_first_year(**others: Given) -> Plan:
    """A scheme of £10m that is in use at once, over ten years at 4%, all of it borrowed."""
    scheme: dict[str, Given] = {
        "capital_spending": {"depot": (10e6, 0)},
        "capital_operational": {"depot": 0},
        "capital_life": {"depot": 10},
        "new_borrowing_rate": 0.04,
    }
    return plan_of(12, {"capital": ("depot",)}, **{**scheme, **others})


def test_error_12_mrp_in_the_year_of_the_spend() -> None:
    results = run(MODEL, spent_in_the_first_year())
    pounds(of(results, "mrp"), [0, *[1e6] * 10, 0])


@pytest.mark.parametrize(
    ("month", "first"), [(11, 2), (12, 3), (13, 3), (23, 3), (24, 4), (-1, 2), (-12, 2)]
)
def test_error_12_the_first_charge_is_the_year_after_the_asset_is_operational(
    month: int, first: int
) -> None:
    """March is the last month of a year and April the first of the next."""
    results = run(MODEL, spent_in_the_first_year(capital_operational={"depot": month}))
    charged = of(results, "capital_mrp", "depot") > 0
    assert int(np.flatnonzero(charged)[0]) + 1 == first


def test_error_12_capital_financing_is_not_left_out_of_the_gap() -> None:
    """Half a year's interest, then MRP and a year's less half of what the year repays."""
    results = run(MODEL, spent_in_the_first_year(minimum_cash=0))
    pounds(of(results, "capital_financing")[:2], [200_000, 1_000_000 + 400_000])
    pounds(of(results, "gap"), of(results, "capital_financing"))
    assert of(results, "external_debt")[-1] == 10e6  # loans are kept to their term


def test_error_12_a_switch_to_annuity_is_no_saving() -> None:
    """Less at first and more later, the same in all, and the plan shows what is put off."""
    equal = run(MODEL, spent_in_the_first_year())
    annuity = run(
        MODEL,
        spent_in_the_first_year(
            capital_mrp_method={"depot": ANNUITY}, capital_annuity_rate={"depot": 0.04}
        ),
    )
    dearer = of(annuity, "mrp") - of(equal, "mrp")
    assert dearer[1] < -150_000
    assert dearer[10] > 150_000
    assert dearer.sum() == pytest.approx(0, abs=TO_THE_PENNY)
    pounds(of(annuity, "put_off"), -np.cumsum(dearer))
    assert of(annuity, "put_off")[-1] == 0


def test_error_12_interest_is_on_what_is_really_borrowed() -> None:
    """Half of the spending slips and reserves lend £4m: £1m is borrowed at first, not £10m."""
    plan = spent_in_the_first_year(
        capital_slippage={"depot": 0.5},
        opening_other_balances=4e6,
    )
    results = run(MODEL, plan)
    pounds(of(results, "capital_spent", "depot")[:3], [5e6, 5e6, 0])
    pounds(of(results, "debt_needed")[:1], [1e6])
    pounds(of(results, "interest_on_debt")[:1], [20_000])


# -- properties ------------------------------------------------------------------------------------

YEARS, SPENDING_YEARS = 26, 5
AMOUNTS = st.lists(st.integers(0, 30_000_000), min_size=SPENDING_YEARS, max_size=SPENDING_YEARS)
SHARES = st.sampled_from([0.0, 0.1, 0.35, 0.5, 1.0])


@st.composite
def schemes(draw: st.DrawFn) -> dict[str, Given]:
    """One scheme: any spending of five years, any life, start, slippage, method and rate."""
    return {
        "capital_spending": {"depot": (*draw(AMOUNTS), 0)},
        "capital_grants": {"depot": (*draw(AMOUNTS), 0)},
        "capital_receipts_share": {"depot": draw(SHARES)},
        "capital_revenue_share": {"depot": draw(SHARES)},
        "capital_slippage": {"depot": draw(SHARES)},
        "capital_operational": {"depot": draw(st.integers(-30, 90))},
        "capital_life": {"depot": draw(st.floats(1, 15))},
        "capital_mrp_method": {"depot": draw(st.sampled_from([EQUAL, ANNUITY]))},
        "capital_annuity_rate": {"depot": draw(st.floats(0, 0.2))},
    }


def of_scheme(scheme: Mapping[str, Given]) -> Results:
    return run(MODEL, plan_of(YEARS, {"capital": ("depot",)}, **scheme))


@given(schemes())
def test_mrp_sums_to_what_was_borrowed(scheme: dict[str, Given]) -> None:
    results = of_scheme(scheme)
    borrowed = of(results, "capital_borrowed", "depot").sum()
    for name in ("capital_mrp", "capital_in_equal_parts"):
        charge, left = of(results, name, "depot"), of(results, f"{name}_left", "depot")
        assert (charge >= 0).all()
        assert (left >= -NOUGHT).all()
        assert left[-1] == 0
        assert charge.sum() == pytest.approx(borrowed, abs=NOUGHT)
    assert of(results, "put_off")[-1] == 0


@given(st.integers(1, 300_000_000), st.integers(2, 24), st.floats(0.001, 0.15), st.integers(0, 11))
def test_an_annuity_is_cheaper_early_and_dearer_late_at_the_same_total(
    amount: int, life: int, rate: float, month: int
) -> None:
    scheme: dict[str, Given] = {
        "capital_spending": {"depot": (amount, 0)},
        "capital_operational": {"depot": month},
        "capital_life": {"depot": life},
        "capital_mrp_method": {"depot": ANNUITY},
        "capital_annuity_rate": {"depot": rate},
        "new_borrowing_rate": rate,
    }
    results = of_scheme(scheme)
    annuity = of(results, "capital_mrp", "depot")
    equal = of(results, "capital_in_equal_parts", "depot")
    assert annuity[1] < equal[1]
    assert annuity[life] > equal[life]
    assert (np.diff(annuity[1 : life + 1]) > 0).all()
    assert annuity.sum() == pytest.approx(equal.sum(), abs=NOUGHT)
    assert (of(results, "put_off") >= -NOUGHT).all()
    # The textbook's: each charge is the level payment, discounted by the years still to come.
    payment = amount * rate / (1 - (1 + rate) ** -life)
    expected = payment / (1 + rate) ** np.arange(life, 0, -1)
    np.testing.assert_allclose(annuity[1 : life + 1], expected, rtol=1e-9, atol=NOUGHT)
    charged = of(results, "scheme_charge", "depot")[1 : life + 1]
    np.testing.assert_allclose(charged, np.full(life, payment), rtol=1e-9, atol=NOUGHT)


@given(schemes())
def test_slippage_moves_but_never_loses_money(scheme: dict[str, Given]) -> None:
    slips = of_scheme(scheme)
    on_time = of_scheme({**scheme, "capital_slippage": {"depot": 0.0}})
    for name in (
        "capital_spent", "capital_from_grants", "capital_from_receipts", "capital_from_revenue",
    ):  # fmt: skip
        late, due = of(slips, name, "depot"), of(on_time, name, "depot")
        assert late.sum() == pytest.approx(due.sum(), abs=NOUGHT)
        assert (np.cumsum(late) <= np.cumsum(due) + NOUGHT).all()
        moved = of(slips, f"{name}_slipped", "depot")
        np.testing.assert_allclose(np.cumsum(due) - np.cumsum(late), moved, atol=1e-6)


@pytest.fixture(scope="module")
def ran() -> tuple[Plan, Cases, Results]:
    plan, cases = random_cases(200, 37)
    return plan, cases, run(MODEL, plan, cases)


def test_debt_and_cash_are_two_sides_of_one_sheet(ran: tuple[Plan, Cases, Results]) -> None:
    """What is owed for capital is borrowed outside or lent inside; the rest is in the bank."""
    _, _, results = ran
    owed = results["external_debt"] + results["internal_borrowing"]
    np.testing.assert_allclose(owed, results["cfr"], atol=NOUGHT)
    held = results["closing_reserves"] + results["other_balances"] - results["dsg_deficit"]
    np.testing.assert_allclose(results["cash"] + results["internal_borrowing"], held, atol=NOUGHT)
    assert (np.diff(results["new_debt"], axis=0) >= -NOUGHT).all()
    assert (results["external_debt"] >= results["debt_needed"] - NOUGHT).all()


def test_the_requirement_moves_by_what_is_borrowed_less_what_is_charged(
    ran: tuple[Plan, Cases, Results],
) -> None:
    """Rule 3.7's own sum, with what pays twice over put back."""
    _, cases, results = ran
    cfr = results.array("cfr")[:, 0]
    moved = (
        results["capital_programme"] - results["capital_grants_used"]
        - results["capital_receipts_used"] - results["revenue_contributions"]
        + results["paid_twice"] - results["mrp"] - cases.varied["voluntary_mrp"][:, 0]
        + cases.varied["capitalisation_direction"][:, 0] - results["support_mrp"]
    )  # fmt: skip
    np.testing.assert_allclose(np.diff(cfr, axis=0), moved, rtol=0, atol=1e-5)


def test_a_recharge_is_one_side_s_gain_and_the_other_s_loss(
    ran: tuple[Plan, Cases, Results],
) -> None:
    """Pairs net to nil, and no more than the fair cost moves, whatever is asked."""
    plan, cases, results = ran
    asked = np.zeros_like(cases.varied["hra_recharge_asked"])
    none = run(MODEL, plan, Cases(cases.labels, {**cases.varied, "hra_recharge_asked": asked}))
    gained = but_for_interest(none, "net_budget") - but_for_interest(results, "net_budget")
    np.testing.assert_allclose(gained, results["hra_recharge"], rtol=0, atol=1e-5)
    lost = none["hra_balance"] - results["hra_balance"]
    np.testing.assert_allclose(lost, np.cumsum(results["hra_recharge"], axis=0), atol=1e-5)
    fair = (cases.varied["hra_shared_cost"] * cases.varied["hra_fair_share"])[:, 0]
    assert (results["hra_recharge"] <= fair + NOUGHT).all()
    split = results["hra_recharge"] + results["hra_subsidy_refused"]
    np.testing.assert_allclose(split, cases.varied["hra_recharge_asked"][:, 0], atol=NOUGHT)
    assert (results["hra_subsidy_refused"] > 0).any()


def test_the_schools_grant_never_reaches_the_gap_unless_it_is_said_to(
    ran: tuple[Plan, Cases, Results],
) -> None:
    """A far larger deficit moves no gap and no reserve; only its cash cost may, if so decided."""
    plan, cases, _ = ran
    for borne_by in (0, 1):
        bearer = np.full_like(cases.varied["dsg_cost_borne_by"], borne_by)
        as_it_is = {**cases.varied, "dsg_cost_borne_by": bearer}
        deeper = {**as_it_is, "dsg_spending": cases.varied["dsg_spending"] + 50e6}
        before = run(MODEL, plan, Cases(cases.labels, as_it_is))
        after = run(MODEL, plan, Cases(cases.labels, deeper))
        moved = but_for_interest(after, "gap") - but_for_interest(before, "gap")
        dearer = after["dsg_cash_cost"] - before["dsg_cash_cost"]
        assert (dearer[1:] > 0).any()
        np.testing.assert_allclose(moved, borne_by * dearer, rtol=0, atol=1e-5)
        if not borne_by:
            for name in ("gap", "closing_reserves", "usable_reserves", "permitted_draw"):
                np.testing.assert_array_equal(after[name], before[name])


# -- worked by hand --------------------------------------------------------------------------------


def test_drawing_down_reserves_forces_borrowing_a_year_later() -> None:
    """£20m owed, all lent out of £25m of cash; £10m is drawn, and £5m has to be borrowed."""
    plan = plan_of(
        4,
        {"reserve": ("general",)},
        opening_cfr=20e6,
        new_borrowing_rate=0.05,
        borrowing_timing=0.5,
        investment_yield=0.04,
        reserves_policy=AS_PLANNED,
        reserve_opening={"general": 25e6},
        reserve_may_close_gap={"general": 1},
        reserve_order={"general": 1},
        reserve_planned_draw={"general": (10e6, 0)},
    )
    results = run(MODEL, plan)
    pounds(of(results, "debt_taken"), [0, 5e6, 0, 0])
    pounds(of(results, "internal_borrowing"), [20e6, 15e6, 15e6, 15e6])
    pounds(of(results, "cash"), [-5e6, 0, 0, 0])
    # £5m in the bank at first; then £5m overdrawn until loans replace it, half-way through.
    pounds(of(results, "investment_income"), [200_000, -100_000, 0, 0])
    pounds(of(results, "interest_on_debt"), [0, 125_000, 250_000, 250_000])


def test_loans_that_fall_due_are_replaced_only_as_far_as_they_are_needed() -> None:
    """£30m owed on loans of £30m at 5%; £10m falls due, £4m of which cash can stand in for."""
    plan = plan_of(
        3, {},
        opening_cfr=30e6, existing_debt=30e6, existing_debt_rate=0.05,
        existing_debt_repaid=(10e6, 0), new_borrowing_rate=(0.04, 0.06), opening_other_balances=4e6,
        authorised_limit=(25e6, 30e6),
    )  # fmt: skip
    results = run(MODEL, plan)
    pounds(of(results, "external_debt"), [26e6] * 3)
    pounds(of(results, "debt_taken"), [6e6, 0, 0])
    pounds(of(results, "over_authorised_limit"), [1e6, 0, 0])
    # Half a year on the £10m that falls due and on the £6m that is taken; 4% is kept after.
    pounds(of(results, "interest_on_existing_debt"), [1_250_000, 1_000_000, 1_000_000])
    pounds(of(results, "interest_on_new_debt"), [120_000, 240_000, 240_000])


def test_spending_that_comes_later_is_charged_over_the_life_that_is_left() -> None:
    """£8m in use from year 1 over four years, and £3m more spent in its second."""
    plan = plan_of(
        6, {"capital": ("depot",)},
        capital_spending={"depot": (8e6, 3e6, 0)},
        capital_operational={"depot": 0}, capital_life={"depot": 4},
    )  # fmt: skip
    results = run(MODEL, plan)
    pounds(of(results, "capital_mrp", "depot"), [0, 2e6, 3e6, 3e6, 3e6, 0])
    pounds(of(results, "cfr"), [8e6, 9e6, 6e6, 3e6, 0, 0])


def test_spending_after_the_life_is_over_is_charged_at_once_and_nothing_divides_by_nought() -> None:
    for rate in (0.0, 0.04):
        plan = plan_of(
            6, {"capital": ("depot",)},
            capital_spending={"depot": (0, 0, 0, 5e6, 0)},
            capital_operational={"depot": 0}, capital_life={"depot": 2},
            capital_mrp_method={"depot": ANNUITY}, capital_annuity_rate={"depot": rate},
        )  # fmt: skip
        pounds(of(run(MODEL, plan), "capital_mrp", "depot"), [0, 0, 0, 0, 5e6, 0])


def test_what_pays_for_a_scheme_in_pounds_and_in_shares() -> None:
    """£10m a year, a quarter slipping: £2m and 30% from grants, 10% receipts, £1m revenue."""
    plan = plan_of(
        3, {"capital": ("depot",)},
        capital_spending={"depot": (10e6, 10e6, 0)}, capital_slippage={"depot": 0.25},
        capital_grants={"depot": (2e6, 2e6, 0)}, capital_grants_share={"depot": 0.3},
        capital_receipts_share={"depot": 0.1}, capital_revenue={"depot": (1e6, 1e6, 0)},
        capital_operational={"depot": 0}, capital_life={"depot": 10},
        base_revenue_contributions=0.4e6,
    )  # fmt: skip
    results = run(MODEL, plan)
    pounds(of(results, "capital_programme"), [7.5e6, 10e6, 2.5e6])
    pounds(of(results, "capital_grants_used"), [3.75e6, 5e6, 1.25e6])
    pounds(of(results, "capital_receipts_used"), [0.75e6, 1e6, 0.25e6])
    pounds(of(results, "revenue_contributions"), [0.75e6, 1e6, 0.25e6])
    pounds(of(results, "borrowing_need"), [2.25e6, 3e6, 0.75e6])
    # What the approved budget holds is not new: the growth, not the cost, joins the pressures.
    pounds(of(results, "revenue_contributions_since_base"), [0.35e6, 0.6e6, -0.15e6])


def test_a_scheme_switched_off_leaves_nothing_behind() -> None:
    plan = spent_in_the_first_year(capital_revenue={"depot": (1e6, 0)}, capital_on={"depot": 0})
    results = run(MODEL, plan)
    for name in ("capital_programme", "revenue_contributions", "cfr", "mrp", "gap"):
        assert not of(results, name).any()


def test_the_prudential_ratio() -> None:
    """£12m of financing cost against funding of £150m is 8%."""
    plan = plan_of(
        2, {}, base_business_rates=150e6, existing_mrp=12e6, base_capital_financing=9e6,
        opening_cfr=100e6,
    )  # fmt: skip
    results = run(MODEL, plan)
    assert results.array("financing_ratio")[:, 0, 0] == pytest.approx([0.06, 0.08, 0.08])


def test_the_schools_grant_by_year_and_what_happens_when_the_override_ends() -> None:
    """£10m deficit, £4m more each year, 5% on the average; £12m of reserves when it lapses."""
    plan = plan_of(
        3, {"reserve": ("general",)},
        dsg_opening_deficit=10e6, dsg_income=60e6, dsg_spending=64e6, dsg_rate=0.05,
        dsg_override=(1, 1, 0), reserve_opening={"general": 12e6},
        reserve_may_close_gap={"general": 1}, reserve_order={"general": 1},
    )  # fmt: skip
    results = run(MODEL, plan)
    pounds(of(results, "dsg_deficit"), [14e6, 18e6, 22e6])
    pounds(of(results, "dsg_cash_cost"), [600_000, 800_000, 1_000_000])
    pounds(of(results, "dsg_deficit_exposed"), [0, 0, 22e6])
    pounds(of(results, "reserves_after_dsg"), [12e6, 12e6, 0])
    pounds(of(results, "dsg_unmet"), [0, 0, 10e6])
    pounds(of(results, "usable_reserves"), [12e6] * 3)
    pounds(of(results, "gap"), [0, 0, 0])
    borne = {"dsg_cost_borne_by": np.ones((1, 1, 1)), "base_dsg_cost": np.full((1, 1, 1), 4e5)}
    paid = run(MODEL, plan, Cases(("the general fund bears it",), borne))
    pounds(of(paid, "gap"), [200_000, 400_000, 600_000])
    pounds(of(paid, "usable_reserves"), [12e6] * 3)


def test_the_cash_of_a_schools_deficit_is_borrowed_and_its_interest_paid_once() -> None:
    """£20m lent out of £25m: a deficit takes £3m of the £5m in the bank, then £2m more than all."""
    plan = plan_of(
        3, {"reserve": ("general",)},
        opening_cfr=20e6, reserve_opening={"general": 25e6}, authorised_limit=1e6,
        reserve_order={"general": 1},
        dsg_spending=(3e6, 4e6, 0), dsg_income=(0, 0, 6e6), dsg_rate=0.04,
        new_borrowing_rate=0.04, investment_yield=0.04, borrowing_timing=0.5,
    )  # fmt: skip
    results = run(MODEL, plan)
    pounds(of(results, "dsg_deficit"), [3e6, 7e6, 1e6])
    pounds(of(results, "external_debt"), [0, 2e6, 0])
    pounds(of(results, "over_authorised_limit"), [0, 1e6, 0])
    pounds(of(results, "internal_borrowing"), [20e6, 18e6, 20e6])
    pounds(of(results, "cash"), [2e6, 0, 4e6])
    # The bank would pay 4% on £5m; what the deficit takes of that is its own cost, in no line else.
    pounds(of(results, "investment_income"), [200_000] * 3)
    pounds(of(results, "interest_on_debt"), [0, 0, 0])
    pounds(of(results, "dsg_cash_cost"), [60_000, 200_000, 160_000])
    pounds(of(results, "gap"), [-200_000] * 3)


def test_a_recharge_lowers_the_budget_up_to_the_fair_cost_and_the_rest_is_refused() -> None:
    """A quarter of £8m is £2m: £1.5m may be charged in full, £2.6m only as far as £2m."""
    plan = plan_of(
        3, {},
        hra_opening=5e6, hra_income=30e6, hra_spending=29e6, hra_minimum=3.6e6,
        hra_shared_cost=8e6, hra_fair_share=0.25, hra_recharge_asked=(1.5e6, 2.6e6),
        base_hra_recharge=1.2e6,
    )  # fmt: skip
    results = run(MODEL, plan)
    pounds(of(results, "hra_recharge"), [1.5e6, 2e6, 2e6])
    pounds(of(results, "hra_subsidy_refused"), [0, 0.6e6, 0.6e6])
    pounds(of(results, "gap"), [-0.3e6, -0.8e6, -0.8e6])
    pounds(of(results, "hra_balance"), [4.5e6, 3.5e6, 2.5e6])
    pounds(of(results, "hra_below_minimum"), [0, 0.1e6, 1.1e6])


def test_a_plan_that_says_nothing_of_it_has_none_of_it(worked_example: Plan) -> None:
    results = run(MODEL, worked_example)
    for name in (
        "capital_financing", "revenue_contributions", "external_debt", "cfr", "mrp", "dsg_deficit",
        "dsg_cost", "hra_recharge", "hra_balance", "lost_interest", "put_off", "financing_ratio",
    ):  # fmt: skip
        assert not results.array(name)[1:].any(), name
