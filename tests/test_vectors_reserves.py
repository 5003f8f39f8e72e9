"""Reserves: the rules' vectors, and what holds of any plan.

Expected figures are typed from the rules (0.2, 5.2 to 5.8) and not made by the code. Each plan
is worked by the engine and recalculated as a workbook.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mtfp.analysis.blanks import Blanks
from mtfp.analysis.runway import runway
from mtfp.analysis.saying import Said
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.tables.bridge import BRIDGE
from mtfp.outputs.tables.reserves import OF_RESERVES
from mtfp.outputs.tables.shown import rows_of
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.results import Results
from tests.conftest import ROOT, examples
from tests.random_plans import random_cases
from tests.test_oracle import NOUGHT, but_for_interest
from tests.test_vectors_capital import Given, of, plan_of, pounds
from tests.witnesses.spreadsheets import formualize

Figures = NDArray[np.float64]
POLICY = MODEL.inputs["reserves_policy"].choices
KIND = MODEL.inputs["draw_kind"].choices
CATEGORY = MODEL.inputs["reserve_category"].choices
GRANT, LEVEL, CHANGE, RECURRING, ONE_OFF = 4, 1, 0, 1, 0
YEARS = 22
RISKS: dict[str, tuple[float, float]] = {
    "pay": (0.95e6, 0.40), "contracts": (1.6e6, 0.35), "adults": (3.0e6, 0.50),
    "placements": (4.0e6, 0.50), "savings": (7.0e6, 0.30), "income": (1.2e6, 0.25),
    "rates": (2.0e6, 0.10), "emergency": (0.5e6, 0.10),
}  # fmt: skip
"""TV-RES-1: what each risk would cost, and how likely it is."""


def grouped(plan: Plan, axis: str, **groups: Sequence[int]) -> Plan:
    """The plan with the items of an axis in groups."""
    items = plan.items[axis]
    held = {**items.groups, **{name: tuple(of_each) for name, of_each in groups.items()}}
    return replace(plan, items={**plan.items, axis: replace(items, groups=held)})


def gaps_of(*gaps: float, opening: float, minimum: float, **said: Given) -> Plan:
    """A plan whose gaps are these, with one reserve; funding is £200m in every year."""
    return plan_of(
        len(gaps),
        {"pressure": ("all",), "funding": ("grants",), "reserve": ("general",), "index": ("none",)},
        approved_budget=200e6,
        pressure_amount={"all": gaps},
        pressure_as={"all": LEVEL},
        pressure_sign={"all": 1},
        pressure_funded={"all": 1},
        pressure_recurrence={"all": RECURRING},
        funding_kind={"grants": GRANT},
        funding_base={"grants": 200e6},
        funding_amount={"grants": 200e6},
        funding_as={"grants": LEVEL},
        funding_recurrence={"grants": RECURRING},
        reserve_opening={"general": opening},
        reserve_minimum={"general": minimum},
        reserve_may_close_gap={"general": 1},
        reserve_order={"general": 1},
        **said,
    )


def with_index(plan: Plan) -> Plan:
    """Every pressure follows the one index, which stands still."""
    return grouped(plan, "pressure", index=[0] * len(plan.items["pressure"].ids))


def runway_at_twelve() -> Plan:
    return with_index(
        gaps_of(*[12e6] * 4, opening=45e6, minimum=10e6, reserves_policy=POLICY["fill_gap"])
    )


def runway_that_grows(keep: int = 1) -> Plan:
    return with_index(
        gaps_of(
            8e6, 12e6, 16e6, 20e6, opening=45e6, minimum=10e6,
            reserves_policy=POLICY["as_planned"], keep_minimum=keep,
            reserve_planned_draw={"general": (8e6, 12e6, 16e6, 20e6)},
        )
    )  # fmt: skip


def council_of_22_years() -> Plan:
    """TV-RES-1, TV-EFS-1, TV-FRI-1 and TV-FRI-2, one beside another."""
    return plan_of(
        YEARS,
        {"risk": tuple(RISKS), "reserve": ("general", "other", "schools"), "funding": ("tax",)},
        approved_budget=238.256e6,
        funding_kind={"tax": 1},
        funding_amount={"tax": 118.296e6},
        funding_as={"tax": LEVEL},
        funding_recurrence={"tax": RECURRING},
        risk_exposure={name: exposed for name, (exposed, _) in RISKS.items()},
        risk_likelihood={name: likely for name, (_, likely) in RISKS.items()},
        minimum_method=MODEL.inputs["minimum_method"].choices["risk_assessment"],
        reserve_category={
            "general": CATEGORY["gf_balance"], "other": CATEGORY["er_risk"],
            "schools": CATEGORY["er_ringfenced"],
        },
        reserve_opening={"general": 12e6, "other": 27e6, "schools": 5e6},
        reserve_minimum={"general": 1e6},
        reserve_order={"general": 1, "other": 2, "schools": 3},
        reserves_three_years_earlier=60e6,
        reserves_two_years_earlier=52e6,
        reserves_a_year_earlier=46e6,
        capitalisation_direction=(0, 10e6, 0),
        support_rate=0.05,
    )  # fmt: skip


def financing() -> Plan:
    """TV-PRU-1: MRP of 6, interest of 4 and income of 1 on funding of 200."""
    plan = gaps_of(
        0, opening=45e6, minimum=0, reserves_policy=0, existing_mrp=6e6, existing_debt=100e6,
        existing_debt_rate=0.04, opening_cfr=100e6, opening_other_balances=2e6,
        investment_yield=0.02, base_capital_financing=9e6,
    )  # fmt: skip
    return with_index(plan)


def spine(delivery: float = 1.0, minimum: float = 10e6) -> Plan:
    plan = read_plan(ROOT / "inputs" / "worked-example", MODEL)
    figures = dict(plan.figures)
    figures["saving_delivery_probability"] = np.array([[1.0, delivery, 1.0]])
    figures["reserve_minimum"] = np.array([[minimum]])
    return replace(plan, figures=figures)


PLANS: Mapping[str, Callable[[], Plan]] = {
    "twelve": runway_at_twelve,
    "grows": runway_that_grows,
    "below": lambda: runway_that_grows(keep=0),
    "council": council_of_22_years,
    "financing": financing,
    "spine": spine,
    "half of S2": lambda: spine(0.5),
    "no minimum": lambda: spine(0.5, 0),
}
Worked = Callable[..., Figures]
"""A line's base year and plan years, of a plan and perhaps an item."""


@cache
def results_of(name: str) -> Results:
    return run(MODEL, PLANS[name]())


@cache
def sheet_of(name: str, folder: Path) -> Callable[[str, str], Figures]:
    """The plan's workbook recalculated."""
    results = results_of(name)
    workings = Workings(results)
    path = folder / f"{name.replace(' ', '_')}.xlsx"
    workings.workbook().save(path)
    found = formualize(path, folder)

    def line(of_line: str, item: str = "") -> Figures:
        ids = results.plan.items_of(MODEL.lines[of_line].axis).ids
        row = workings.blocks[of_line].first + ids.index(item)
        years = range(1 + results.plan.years)
        cells = [found.get((WORKINGS, row, workings.column_of(year)), np.nan) for year in years]
        return np.array(cells, float)

    return line


@pytest.fixture(scope="module", params=["engine", "workbook"])
def worked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Worked:  # fmt: skip
    folder = tmp_path_factory.mktemp("reserves")

    def line(plan: str, name: str, item: str = "") -> Figures:
        if request.param == "workbook":
            return sheet_of(plan, folder)(name, item)
        results = results_of(plan)
        ids = results.plan.items_of(MODEL.lines[name].axis).ids
        return np.asarray(results.array(name)[:, ids.index(item), 0])

    return line


# -- the vectors ---------------------------------------------------------------------------------


def test_tv_res_1_the_expected_losses(worked: Worked) -> None:
    """£7.09m of £20.25m; and it is the general fund balance's minimum, each year."""
    losses = [0.38, 0.56, 1.50, 2.00, 2.10, 0.30, 0.20, 0.05]
    for name, loss in zip(RISKS, losses, strict=True):
        pounds(worked("council", "risk_expected_loss", name), [loss * 1e6] * (1 + YEARS))
    pounds(worked("council", "minimum_by_risk"), [7.09e6] * (1 + YEARS))
    pounds(worked("council", "risks_exposed"), [20.25e6] * (1 + YEARS))
    pounds(worked("council", "reserve_floor", "general"), [7.09e6] * (1 + YEARS))
    pounds(worked("council", "reserve_floor", "other"), [0] * (1 + YEARS))


def test_tv_efs_1_a_year_s_relief_and_twenty_of_cost(worked: Worked) -> None:
    """£10m off its own year; £1.000m the next year, £0.025m less each year after, and an end."""
    budget = worked("council", "net_budget")[1:]
    assert budget[1] - budget[0] == pytest.approx(-10e6, abs=0.005)
    cost = worked("council", "support_cost")[1:]
    pounds(cost, [0, 0, *(1_000_000 - 25_000 * k for k in range(20))])
    pounds(worked("council", "support_mrp")[3:], [500_000] * 20)
    pounds(worked("council", "support_interest")[3:6], [500_000, 475_000, 450_000])
    pounds(worked("council", "support_balance")[[1, 2, 3, YEARS]], [0, 10e6, 9.5e6, 0])
    pounds(budget[2:] - budget[0], [1_000_000 - 25_000 * k for k in range(20)])
    # It is owed, beside the council's own capital financing, and gone from both in the end.
    pounds(worked("council", "external_debt")[[2, YEARS]], [10e6, 0])
    pounds(worked("council", "cfr")[[2, YEARS]], [10e6, 0])
    pounds(worked("council", "internal_borrowing"), [0] * (1 + YEARS))


def test_tv_efs_1_the_bridge_adds_up(worked: Worked) -> None:
    """The relief in its own year and the cost since: bars of their own."""
    gap, base = worked("council", "gap_before_savings")[1:], 238.256e6
    relief = np.array([0, 10e6, *[0] * 20])
    tax = worked("council", "council_tax_since_base")[1:]
    cost = worked("council", "support_cost_since_base")[1:]
    pounds(base - tax - relief + cost, gap)


def test_tv_fri_1_reserves_that_fell(worked: Worked) -> None:
    """60, 52, 46, 39: 7.0 a year, 5.571 years, 35% less; without the £5m of schools."""
    assert worked("council", "reserves_fall")[0] == pytest.approx(7e6, abs=0.005)
    assert worked("council", "reserves_sustainability")[0] == pytest.approx(5.571, abs=0.0005)
    assert worked("council", "reserves_change")[0] == pytest.approx(-0.35, abs=0.0005)
    assert worked("council", "reserves_depleting")[0] == 1
    pounds(worked("council", "reserves_counted")[:2], [39e6, 39e6])
    # After three years of a plan that draws nothing they no longer fall: not depleting.
    assert worked("council", "reserves_sustainability")[3] == 100
    assert worked("council", "reserves_depleting")[3] == 0
    assert worked("council", "reserves_change")[1] == pytest.approx((39 - 52) / 52, abs=1e-9)


def test_tv_fri_2_what_council_tax_pays(worked: Worked) -> None:
    """118.296 of 238.256: 49.65%."""
    assert worked("council", "council_tax_ratio")[1] == pytest.approx(0.4965, abs=0.00005)
    assert worked("council", "reserves_level")[1] == pytest.approx(39 / 238.256, abs=1e-9)
    assert worked("council", "unallocated_ratio")[1] == pytest.approx(12 / 238.256, abs=1e-9)
    assert worked("council", "earmarked_ratio")[1] == pytest.approx(27 / 238.256, abs=1e-9)


def test_tv_pru_1_financing_against_funding(worked: Worked) -> None:
    """6.0 + 4.0 − 1.0 = 9.0 on 200: 4.5%, what cash earns being taken off."""
    pounds(worked("financing", "mrp")[1:], [6e6])
    pounds(worked("financing", "interest_on_debt")[1:], [4e6])
    pounds(worked("financing", "investment_income")[1:], [1e6])
    pounds(worked("financing", "capital_financing")[1:], [9e6])
    pounds(worked("financing", "funding")[1:], [200e6])
    assert worked("financing", "financing_ratio")[1] == pytest.approx(0.045, abs=1e-12)


def test_tv_run_1_years_at_the_average(worked: Worked) -> None:
    """45 with a minimum of 10 at 12 a year: 2.917 years."""
    assert worked("twelve", "runway_years")[1:] == pytest.approx([2.917] * 4, abs=0.0005)
    pounds(worked("twelve", "available_reserves")[:4], [35e6, 23e6, 11e6, 0])
    assert list(worked("twelve", "reserves_run_out")[1:]) == [0, 0, 1, 1]


def test_tv_run_1_a_draw_that_grows(worked: Worked) -> None:
    """8, 12, 16, 20: below the minimum in year 3, where the average of 14 says 2.5 years."""
    pounds(worked("below", "closing_reserves"), [45e6, 37e6, 25e6, 9e6, 0])
    # The rules print −11 at the end: what is not there is not drawn, and is said.
    pounds(worked("below", "draws_refused")[1:], [0, 0, 0, 11e6])
    pounds(worked("below", "reserve_below_minimum", "general")[1:], [0, 0, 1e6, 10e6])
    pounds(worked("grows", "closing_reserves"), [45e6, 37e6, 25e6, 10e6, 10e6])
    for plan in ("below", "grows"):
        assert list(worked(plan, "reserves_run_out")[1:]) == [0, 0, 1, 1]
        assert worked(plan, "runway_years")[4] == pytest.approx(2.5, abs=0.0005)


def test_tv_res_2_bridging_and_sustaining(worked: Worked) -> None:
    """3,826,908 = 2,000,000 for S2, which starts in October, and 1,826,908 for services."""
    assert worked("spine", "permitted_draw")[1] == pytest.approx(3_826_908, abs=0.005)
    assert worked("spine", "bridging")[1] == pytest.approx(2_000_000, abs=0.005)
    assert worked("spine", "sustaining")[1] == pytest.approx(1_826_908, abs=0.005)
    pounds(worked("spine", "saving_bridged", "S2")[1:], [2_000_000, 0, 0])
    pounds(worked("spine", "saving_bridged", "S1")[1:], [0, 0, 0])
    pounds(worked("spine", "recurring_funding")[1:2], [204_423_092])
    pounds(worked("spine", "structural_gap")[1:2], [2_326_908])
    assert list(worked("spine", "licence_kept")[1:]) == [0, 0, 0]


def test_tv_spine_2_its_reserves(worked: Worked) -> None:
    """Half of S2 arrives: £10m is kept, and what is short is said to the penny."""
    pounds(worked("half of S2", "closing_reserves")[1:], [19_173_092.00, 10e6, 10e6])
    pounds(worked("half of S2", "unfunded")[1:], [0, 945_247.22, 17_632_298.99])
    pounds(worked("no minimum", "closing_reserves")[1:], [19_173_092.00, 9_054_752.78, 0])
    pounds(worked("no minimum", "unfunded")[1:], [0, 0, 8_577_546.21])
    # What half of S2 lacks of its own full effect is bridged, and not what never comes.
    pounds(worked("half of S2", "bridging")[1:], [1_000_000, 0, 0])


# -- policies ------------------------------------------------------------------------------------


def under(plan: Plan, policy: str, **said: float) -> Results:
    """The plan under a policy, and with other council-wide choices."""
    varied = {"reserves_policy": np.array([[[float(POLICY[policy])]]])}
    varied |= {name: np.array([[[figure]]]) for name, figure in said.items()}
    return run(MODEL, plan, Cases((policy,), varied))


def test_each_policy_on_the_worked_example() -> None:
    plan, first = spine(), 3_826_908.00
    pounds(under(plan, "none")["permitted_draw"][:, 0], [0, 0, 0])
    pounds(under(plan, "bridging_only")["permitted_draw"][:, 0], [2_000_000, 0, 0])
    filled = under(plan, "fill_gap")["permitted_draw"][:, 0]
    pounds(filled, [first, 8_118_339.22, 2_054_752.78])
    tapered = under(plan, "taper", taper_years=3.0)["permitted_draw"][:, 0]
    pounds(tapered, [first, first * 2 / 3, first / 3])
    pounds(under(plan, "taper", taper_years=1.0)["permitted_draw"][:, 0], [first, 0, 0])


def test_policies_keep_the_numbers_that_they_had() -> None:
    """A workbook of last year chooses by number."""
    assert {**POLICY, "none": 0, "as_planned": 1, "fill_gap": 2} == POLICY
    assert min(POLICY["bridging_only"], POLICY["taper"]) > 2


def with_draws(policy: str, **said: Given) -> Results:
    """£6m of gap each year; S bridges, is late or is short; three reserves and three draws."""
    plan = plan_of(
        3,
        {
            "index": ("none",), "pressure": ("all",), "saving": ("S",),
            "reserve": ("general", "change", "schools"),
            "draw": ("bridge", "hub", "flood"),
        },
        **{
            "approved_budget": 0,
            "pressure_amount": {"all": 6e6}, "pressure_as": {"all": LEVEL},
            "pressure_sign": {"all": 1}, "pressure_funded": {"all": 1},
            "pressure_recurrence": {"all": RECURRING},
            "saving_full_year_effect": {"S": 4e6}, "saving_start": {"S": 6},
            "saving_recurrence": {"S": RECURRING}, "saving_on": {"S": 1},
            "saving_delivery_probability": {"S": 1},
            "reserve_opening": {"general": 12e6, "change": 3e6, "schools": 9e6},
            "reserve_minimum": {"general": 5e6, "change": 1e6},
            "reserve_may_close_gap": {"general": 1},
            "reserve_category": {"general": 1, "change": 3, "schools": 5},
            "reserve_order": {"general": 1, "change": 2, "schools": 3},
            "reserves_policy": POLICY[policy],
            "draw_kind": {"bridge": 1, "hub": 2, "flood": 3},
            "draw_amount": {"bridge": (1.5e6, 0), "hub": (1e6, 2.5e6, 0), "flood": (1e6, 0)},
            **said,
        },
    )  # fmt: skip
    plan = grouped(with_index(plan), "draw", reserve=(0, 1, 2), saving=(0, 0, -1))
    return run(MODEL, plan)


def test_named_draws_come_out_of_their_own_reserve_and_stop_at_nothing() -> None:
    """The change reserve may meet no gap and is spent to the end; what is ring-fenced stays."""
    filled = with_draws("fill_gap")
    pounds(of(filled, "draw_permitted", "hub"), [1e6, 2e6, 0])
    pounds(of(filled, "draw_refused", "hub"), [0, 0.5e6, 0])
    pounds(of(filled, "draw_permitted", "flood"), [0, 0, 0])
    pounds(of(filled, "draw_refused", "flood"), [1e6, 0, 0])
    pounds(of(filled, "reserve_balance", "change"), [2e6, 0, 0])
    pounds(of(filled, "reserve_balance", "schools"), [9e6, 9e6, 9e6])
    # They are part of the draw: the policy fills what they leave of 4.0, 2.0 and 2.0.
    pounds(of(filled, "call_on_reserves"), [4e6, 2e6, 2e6])
    pounds(of(filled, "reserve_policy_draw", "general"), [1.5e6, 0, 2e6])
    pounds(of(filled, "permitted_draw"), [4e6, 2e6, 2e6])
    pounds(of(filled, "reserve_balance", "general"), [9e6, 9e6, 7e6])


@pytest.mark.parametrize(
    ("policy", "named", "draw"),
    [
        ("none", [0, 0, 0], [0, 0, 0]),
        ("as_planned", [2.5e6, 2e6, 0], [2.5e6, 2e6, 0]),
        # 2.0 to bridge S, worked out by the policy, and 1.0 to invest.
        ("bridging_only", [1e6, 2e6, 0], [3e6, 2e6, 0]),
        ("fill_gap", [2.5e6, 2e6, 0], [4e6, 2e6, 2e6]),
        ("taper", [2.5e6, 2e6, 0], [4e6, 2e6, 0.5e6]),
    ],
)
def test_which_named_draws_a_policy_counts(
    policy: str, named: Sequence[float], draw: Sequence[float]
) -> None:
    found = with_draws(policy)
    pounds(of(found, "named_draws"), named)
    pounds(of(found, "permitted_draw"), draw)


def test_a_named_draw_never_goes_below_the_minimum_of_the_general_balance() -> None:
    asked: Given = {"bridge": (9e6, 0), "hub": 0, "flood": 0}
    kept = with_draws("as_planned", draw_amount=asked)
    pounds(of(kept, "draw_permitted", "bridge"), [7e6, 0, 0])
    below = with_draws("as_planned", draw_amount=asked, keep_minimum=0)
    pounds(of(below, "draw_permitted", "bridge"), [9e6, 0, 0])
    pounds(of(below, "reserve_below_minimum", "general"), [2e6] * 3)


def test_the_licence_splits_the_draw_and_names_the_saving() -> None:
    """1.0 to invest; of the other 3.0, S needs 2.0 and services get 1.0."""
    found = with_draws("fill_gap")
    pounds(of(found, "draws_to_invest"), [1e6, 2e6, 0])
    pounds(of(found, "bridging"), [2e6, 0, 0])
    pounds(of(found, "saving_bridged_by_name", "S"), [1.5e6, 0, 0])
    pounds(of(found, "saving_bridged", "S"), [2e6, 0, 0])
    pounds(of(found, "sustaining"), [1e6, 0, 2e6])


def test_a_draw_that_calls_itself_bridging_bridges_no_more_than_is_needed() -> None:
    asked: Given = {"bridge": (3e6, 1e6, 0), "hub": 0, "flood": 0}
    found = with_draws("as_planned", draw_amount=asked)
    pounds(of(found, "bridging"), [2e6, 0, 0])
    pounds(of(found, "sustaining"), [1e6, 1e6, 0])


# -- a scheme that slips (decision 9.5) ------------------------------------------------------------


@pytest.mark.parametrize(
    ("reapproved", "bridging", "undecided", "sustaining"),
    [
        # Approved for October, expected the October after: nothing in the first year.
        (0, [0, 0, 0], [4e6, 0, 0], [2e6, 4e6, 2e6]),
        (1, [0, 2e6, 0], [0, 0, 0], [6e6, 2e6, 2e6]),
    ],
)
def test_a_slipped_scheme_waits_for_a_decision_and_then_sustains(
    reapproved: int,
    bridging: Sequence[float],
    undecided: Sequence[float],
    sustaining: Sequence[float],
) -> None:
    found = with_draws(
        "fill_gap", draw_amount={"hub": 0}, reserve_opening={"general": 40e6},
        saving_slippage_months={"S": 12}, saving_reapproved={"S": reapproved},
    )  # fmt: skip
    pounds(of(found, "permitted_draw"), [6e6, 4e6, 2e6])
    pounds(of(found, "bridging"), bridging)
    pounds(of(found, "bridging_undecided"), undecided)
    pounds(of(found, "saving_undecided", "S"), undecided)
    pounds(of(found, "sustaining"), sustaining)


def test_a_scheme_bridges_only_from_the_year_in_which_it_starts() -> None:
    found = with_draws("fill_gap", draw_amount={"hub": 0}, saving_start={"S": 18})
    pounds(of(found, "saving_bridge", "S"), [0, 2e6, 0])
    # Nor does the structural gap count it before.
    pounds(of(found, "structural_gap"), [6e6, 2e6, 2e6])


def test_a_plan_that_only_bridges_keeps_the_licence() -> None:
    """The saving in full meets the pressure: two million in its first year, and no more."""
    found = with_draws("fill_gap", draw_amount={"hub": 0}, pressure_amount={"all": 4e6})
    pounds(of(found, "permitted_draw"), [2e6, 0, 0])
    pounds(of(found, "structural_gap"), [0, 0, 0])
    assert list(of(found, "licence_kept")) == [1, 1, 1]
    # A one-off grant may balance the year, and hides the structural gap.
    flattered = with_draws("fill_gap", draw_amount={"hub": 0}, capitalisation_direction=(6e6, 0))
    assert of(flattered, "gap")[0] < 0 < of(flattered, "structural_gap")[0]


# -- minimum and transfers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "floor"),
    [("sum", 5e6), ("percentage", 0.2e6), ("greater_of", 5e6), ("risk_assessment", 0)],
)
def test_each_method_finds_the_minimum_of_the_general_balance_alone(
    method: str, floor: float
) -> None:
    found = with_draws(
        "none", minimum_method=MODEL.inputs["minimum_method"].choices[method],
        minimum_percentage=0.05,
    )  # fmt: skip
    assert of(found, "net_budget")[0] == pytest.approx(4e6)
    assert of(found, "reserve_floor", "general")[0] == pytest.approx(floor)
    assert of(found, "reserve_floor", "change")[0] == pytest.approx(1e6)


def test_a_minimum_that_follows_the_budget_moves_each_year() -> None:
    found = with_draws(
        "none", minimum_method=MODEL.inputs["minimum_method"].choices["percentage"],
        minimum_percentage=0.05,
    )  # fmt: skip
    pounds(of(found, "reserve_floor", "general"), [0.2e6, 0.1e6, 0.1e6])


def test_transfers_move_what_is_there_and_no_more() -> None:
    found = with_draws(
        "none", reserve_transfer={"general": (2e6, 4e6, 0), "change": (-2e6, -4e6, 0)}
    )
    pounds(of(found, "reserve_balance", "change"), [1e6, 0, 0])
    pounds(of(found, "reserve_balance", "general"), [14e6, 15e6, 15e6])
    pounds(of(found, "transfers_refused"), [0, 3e6, 0])


# -- common errors of rule 15, and what holds of any plan ------------------------------------------

few = examples(8, 80)
seeds = given(seed=st.integers(0, 2**31))


@lru_cache(maxsize=16)
def ran(seed: int) -> tuple[Plan, Cases, Results]:
    plan, cases = random_cases(40, seed)
    return plan, cases, run(MODEL, plan, cases)


@few
@seeds
def test_error_1_no_draw_reaches_a_later_gap(seed: int) -> None:
    """With every draw at nought, gaps before reserves do not move, but for interest."""
    plan, cases, drawn = ran(seed)
    none = {"draw_amount": 0, "reserve_planned_draw": 0, "reserves_cover": 0, "reserves_policy": 0}
    varied = {**cases.varied, **{n: cases.varied[n] * times for n, times in none.items()}}
    undrawn = run(MODEL, plan, Cases(cases.labels, varied))
    assert not undrawn["permitted_draw"].any()
    assert (drawn["permitted_draw"] > 0).any()
    for name in ("gap_before_savings", "gap", "gap_expected", "structural_gap"):
        np.testing.assert_allclose(
            but_for_interest(drawn, name), but_for_interest(undrawn, name), rtol=1e-12, atol=NOUGHT
        )


@few
@seeds
def test_no_reserve_is_below_nought_under_any_policy(seed: int) -> None:
    plan, cases, _ = ran(seed)
    for policy in POLICY.values():
        varied = {**cases.varied, "reserves_policy": np.full((1, 1, 40), float(policy))}
        results = run(MODEL, plan, Cases(cases.labels, varied))
        assert (results.array("reserve_balance") >= -NOUGHT).all()
        assert (results.array("reserve_draw")[1:] >= 0).all()


@few
@seeds
def test_transfers_neither_make_nor_lose_money(seed: int) -> None:
    _, cases, results = ran(seed)
    moved = results.array("reserve_transferred")[1:]
    np.testing.assert_allclose(moved.sum(axis=1), 0, atol=NOUGHT)
    assert (np.abs(moved) > 1).any()
    closing = results.array("closing_reserves")[:, 0]
    paid_in = cases.varied["reserve_contribution"].sum(axis=1)
    np.testing.assert_allclose(
        np.diff(closing, axis=0), paid_in - results["permitted_draw"], atol=NOUGHT
    )


@few
@seeds
def test_the_parts_of_the_licence_are_the_draw(seed: int) -> None:
    _, _, results = ran(seed)
    parts = (
        "draw_for_one_offs",
        "draw_moved",
        "draw_not_needed",
        "bridging",
        "bridging_targets",
        "investing",
        "draws_for_risks",
        "bridging_undecided",
        "sustaining",
    )
    for part in parts:
        assert (results[part] >= 0).all()
    np.testing.assert_allclose(
        sum(results[part] for part in parts), results["permitted_draw"], rtol=1e-12, atol=NOUGHT
    )
    for rows, whole in (
        ("saving_bridged", "bridging"),
        ("saving_undecided", "bridging_undecided"),
    ):
        by_saving = results.array(rows)[1:]
        np.testing.assert_allclose(by_saving.sum(axis=1), results[whole], atol=NOUGHT)
    need = results.array("saving_bridge")[1:]
    assert (results.array("saving_bridged")[1:] <= need + NOUGHT).all()


@few
@seeds
def test_ringfenced_money_stays_put(seed: int) -> None:
    _, cases, results = ran(seed)
    fenced = cases.varied["reserve_category"][0] == CATEGORY["er_ringfenced"]
    assert fenced.any()
    assert not results.array("reserve_draw")[1:, fenced].any()
    assert (results.array("reserve_transferred")[1:, fenced] >= -NOUGHT).all()


@few
@seeds
def test_a_minimum_that_is_breached_stops_nothing(seed: int) -> None:
    """Decision 9.4: it is told of; one above the balance leaves no room, and raises nothing."""
    plan, cases, _ = ran(seed)
    high = {"reserve_minimum": np.full_like(cases.varied["reserve_minimum"], 500e6)}
    high["minimum_method"] = np.zeros_like(cases.varied["minimum_method"])
    kept = {"keep_minimum": np.ones_like(cases.varied["keep_minimum"])}
    results = run(MODEL, plan, Cases(cases.labels, {**cases.varied, **high, **kept}))
    assert (results.array("reserve_below_minimum")[1:] > 0).all()
    assert not results.array("reserve_policy_draw")[1:].any()
    free = {"keep_minimum": np.zeros_like(cases.varied["keep_minimum"])}
    drawn = run(MODEL, plan, Cases(cases.labels, {**cases.varied, **high, **free}))
    assert drawn.array("reserve_policy_draw")[1:].any()
    assert (drawn.array("reserve_balance") >= -NOUGHT).all()


# -- what is said and shown ------------------------------------------------------------------------


def sentence(name: str) -> str:
    results = results_of(name)
    return runway(Said(results, Blanks(MODEL, results.plan), 0))


def test_the_year_in_which_reserves_run_out_is_said() -> None:
    assert sentence("spine") == (
        "Usable reserves run out in 2028/29. The call grows every year, from £3.8m to £15.6m: at "
        "the first year's they would have lasted 3.7 years."
    )
    assert sentence("twelve") == "Usable reserves run out in 2028/29."
    assert sentence("financing") == "Nothing is asked of reserves."


def test_the_tables_of_reserves_add_up_and_leave_out_what_is_not_said() -> None:
    told = with_draws("fill_gap", risk_exposure={}, capitalisation_direction=(1e6, 0))
    blanks = Blanks(MODEL, told.plan)
    shown = {table.title: list(rows_of(table, told)) for table in (*OF_RESERVES, BRIDGE)}
    assert not shown["Reserves against three years before"]
    for title, rows in shown.items():
        added = np.zeros(1 + told.plan.years)
        for row in rows:
            amounts = np.nan_to_num(row.amounts(told, blanks, 0))
            if row.row.total:
                np.testing.assert_allclose(added[1:], amounts[1:], atol=0.005, err_msg=title)
            elif not row.row.memo:
                added += amounts
    plain = run(MODEL, read_plan(ROOT / "inputs" / "worked-example", MODEL))
    titles = [table.title for table in OF_RESERVES if list(rows_of(table, plain))]
    assert "Named draws on reserves" not in titles
    assert len(titles) == 4


def test_a_plan_that_says_nothing_of_it_is_as_it_was(worked_example: Plan) -> None:
    results = run(MODEL, worked_example)
    for name in (
        "named_draws", "transfers_made", "support_cost", "support_balance", "minimum_by_risk",
        "minimum_by_percentage", "delivery_contingency", "delivery_risk", "undecided_need",
    ):  # fmt: skip
        assert not results.array(name)[1:].any(), name


def test_what_a_target_might_free_is_still_drawn_to_keep_services_going() -> None:
    """A target of £20m that nobody relies on is no saving: it makes no draw unneeded."""
    plain = with_draws("fill_gap")
    hoped = with_draws("fill_gap", savings_target=20e6)
    for line in ("sustaining", "draw_not_needed", "one_off_reliance"):
        np.testing.assert_allclose(hoped[line], plain[line], rtol=0, atol=NOUGHT, err_msg=line)


def test_reserves_that_nobody_draws_on_do_not_run_out() -> None:
    """Policy none: they would not last, and nothing is drawn."""
    unused = with_draws("none")
    told = runway(Said(unused, Blanks(MODEL, unused.plan), 0))
    assert told.startswith("If reserves met every call they would run out in ")
    assert "the plan draws less" in told
