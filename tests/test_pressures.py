"""What must hold of pressures whatever the figures, on a council of one row of each kind.

Common errors of spreadsheets are in `test_common_errors.py`; those here go further.
"""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from numpy.typing import NDArray

from mtfp.analysis.basis import Bases
from mtfp.analysis.checks import warnings
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.tables.bridge import BRIDGE, BRIDGE_IN_ROWS
from mtfp.outputs.tables.rows import Table
from mtfp.outputs.tables.shown import headline_of, rows_of
from mtfp.outputs.tables.summary import GAP, SPENDING
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios
from mtfp.problems import PlanError
from mtfp.results import Results
from tests.conftest import ROOT
from tests.oracle_pressures import KINDS

YEARS = 4
FILES = {
    "plan.yaml": """\
title: One of each
council: Nowhere
edition: 2026-02-25
base_year: 2025/26
years: 4
assumptions:
  approved_budget: {value: £500m, basis: assumed}
  base_business_rates: {value: £500m, basis: assumed}
  reserves_policy: {value: none, basis: assumed}
  wage_growth: {every_year: 0%, basis: assumed}
  employer_pension_rate: {every_year: 19.8%, basis: assumed}
  base_employer_pension_rate: {value: 19.8%, basis: assumed}
  absorption_limit: {value: 2%, basis: assumed}
""",
    "indices.csv": "id,2026/27,2027/28,2028/29,2029/30,basis\nrise,0%,0%,0%,0%,assumed\n",
    "services.csv": "id,title,controllable,basis\ncare,Care at home,£10m,assumed\n",
    "pay.csv": "id,index,bill,service,basis\nstaff,rise,£100m,care,assumed\n",
    "demand.csv": "id,index,volume,unit_cost,service,basis\nhomes,rise,200,£50k,care,assumed\n",
    "pressures.csv": """\
id,index,cost_base,2026/27,2027/28,2028/29,2029/30,as,recurrence,service,basis
contract,rise,£12m,,,,,,recurring,,assumed
typed,rise,,£0,£0,£0,£0,change,recurring,care,assumed
""",
    "income.csv": "id,index,base,basis\nparking,rise,£20m,assumed\n",
    "savings.csv": """\
id,full_year_effect,start,recurrence,basis
S1,£1m,2026-04,recurring,assumed
""",
}


def written(folder: Path, **changed: str) -> Path:
    """The plan's files with some of them replaced, by the register's name."""
    for name, text in FILES.items():
        stem, _, _ = name.partition(".")
        (folder / name).write_text(changed.get(stem, text), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return read_plan(written(tmp_path_factory.mktemp("one_of_each")), MODEL)


def worked(plan: Plan, **given: object) -> Results:
    """The plan with some inputs given another figure: for all years and items, or by year."""
    varied = {}
    for name, figure in given.items():
        shape = plan.size(MODEL.inputs[name])
        by_year = np.reshape(np.array(figure, dtype=float), (-1, 1))
        varied[name] = np.broadcast_to(by_year, shape)[:, :, None].copy()
    return run(MODEL, plan, Cases(("tried",), varied))


def years_of(results: Results, line: str, item: int = 0) -> NDArray[np.float64]:
    """A line's plan years."""
    return results.array(line)[1:, item, 0]


RATES = st.lists(
    st.floats(-0.2, 0.3).map(lambda rate: round(rate, 4)), min_size=YEARS, max_size=YEARS
)
SHARES = st.floats(0, 1).map(lambda share: round(share, 3))
MONTHS = st.integers(0, 11)
A_PENNY = 0.01


# -- demand: volume, price and mix -----------------------------------------------------------


def test_what_one_costs_may_be_a_few_hundred_pounds(tmp_path: Path) -> None:
    """A bare 450 of a sum of money is asked about; of a journey to school it is plain."""
    few = FILES["demand.csv"].replace("£50k", "450")
    found = run(MODEL, read_plan(written(tmp_path, demand=few), MODEL))
    assert found.array("demand_cost")[0, 0, 0] == 200 * 450
    with pytest.raises(PlanError) as refused:
        read_plan(written(tmp_path, services=FILES["services.csv"].replace("£10m", "450")), MODEL)
    assert [problem.code for problem in refused.value.problems] == ["E404"]


@drawn(volume=RATES, price=RATES, mix=RATES, share=SHARES)
def test_volume_price_and_mix_add_up_to_the_change(
    plan: Plan, volume: list[float], price: list[float], mix: list[float], share: float
) -> None:
    found = worked(
        plan, demand_volume_growth=volume, index_rate=price, demand_mix_growth=mix,
        demand_first_year_share=share,
    )  # fmt: skip
    effects = sum(years_of(found, f"demand_{of}_effect") for of in ("volume", "price", "mix"))
    moved = np.diff(found.array("demand_cost")[:, 0, 0])
    assert effects == pytest.approx(moved, rel=1e-12, abs=1e-6)
    assert years_of(found, "demand_rise") == pytest.approx(moved)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
def test_who_arrives_in_a_year_is_paid_for_once_in_all(plan: Plan, share: float) -> None:
    found = worked(plan, demand_volume_growth=[0.1, 0, 0, 0], demand_first_year_share=share)
    full = 0.1 * 200 * 50_000
    arrived = [share * full, (1 - share) * full, 0, 0]
    assert years_of(found, "demand_pressure") == pytest.approx(arrived, abs=A_PENNY)
    assert years_of(found, "demand_full_cost")[0] == pytest.approx(10e6 + full)


@drawn(growth=st.floats(-0.4, 0.5), share=SHARES)
def test_who_arrived_in_the_base_year_is_paid_for_in_full_in_the_first(
    plan: Plan, growth: float, share: float
) -> None:
    found = worked(plan, demand_growth_in_base=growth, demand_first_year_share=share)
    pressure = years_of(found, "demand_pressure")
    # The base year paid 10m for its start and a share of its growth; a full year is the rest.
    start = 10e6 / (1 + share * growth)
    assert pressure[0] == pytest.approx(start * growth * (1 - share), abs=A_PENNY)
    assert pressure[1:] == pytest.approx(np.zeros(YEARS - 1), abs=A_PENNY)


def test_half_of_a_years_growth_comes_the_next_unless_the_plan_says_otherwise(plan: Plan) -> None:
    assert MODEL.inputs["demand_first_year_share"].if_absent == 0.5
    found = worked(plan, demand_volume_growth=[0.1, 0, 0, 0])
    assert years_of(found, "demand_pressure") == pytest.approx([500_000, 500_000, 0, 0])


# -- contracts: the month of the uplift ------------------------------------------------------


def test_an_october_uplift_costs_six_months_now_and_six_the_next_year(plan: Plan) -> None:
    october = MODEL.inputs["pressure_uplift_month"].choices["october"]
    found = worked(plan, index_rate=[0.1, 0, 0, 0], pressure_uplift_month=october)
    assert years_of(found, "pressure") == pytest.approx([600_000, 600_000, 0, 0])


@drawn(rates=RATES, month=MONTHS)
def test_every_uplift_arrives_in_full_and_the_next_compounds_on_all_of_it(
    plan: Plan, rates: list[float], month: int
) -> None:
    until, no_more = [*rates[:-1], 0.0], month
    found = worked(plan, index_rate=until, pressure_uplift_month=no_more)
    price = 12e6 * np.cumprod(1 + np.array(until))
    # A year after the last uplift, whatever its month, all has come and nothing twice.
    assert years_of(found, "pressure").sum() == pytest.approx(price[-1] - 12e6, abs=A_PENNY)
    paid = years_of(found, "pressure_cost")
    old = np.array([12e6, *price[:-1]])
    assert (paid >= np.minimum(old, price) - A_PENNY).all()
    assert (paid <= np.maximum(old, price) + A_PENNY).all()


@drawn(rise=st.floats(-0.4, 0.9), month=MONTHS)
def test_the_base_years_own_uplift_has_its_full_year_effect_once(
    plan: Plan, rise: float, month: int
) -> None:
    found = worked(plan, pressure_uplift_in_base=rise, pressure_uplift_month=month)
    pressure = years_of(found, "pressure")
    # In monthly prices: 12m paid for `month` months at the old one and the rest at the new.
    old = 12e6 / (month + (12 - month) * (1 + rise))
    assert pressure[0] == pytest.approx(old * rise * month, abs=A_PENNY)
    assert pressure[1:] == pytest.approx(np.zeros(YEARS - 1), abs=A_PENNY)


# -- pay -------------------------------------------------------------------------------------


@drawn(award=RATES, increments=RATES, rates=st.lists(SHARES, min_size=YEARS, max_size=YEARS),
       staff=st.sampled_from([0, 1, 3_000, 50_000]), under=st.floats(-0.02, 0.02))  # fmt: skip
def test_rates_catching_up_and_award_add_up_to_what_staff_cost_more(
    plan: Plan, award: list[float], increments: list[float], rates: list[float], staff: float,
    under: float,
) -> None:  # fmt: skip
    found = worked(
        plan, index_rate=award, pay_increments=increments, employer_pension_rate=rates,
        employer_ni_rate=rates[::-1], pay_fte=staff, pay_award_under_provided=under,
    )  # fmt: skip
    parts = sum(years_of(found, f"pay_{of}") for of in ("rates_rise", "catch_up", "award_rise"))
    moved = np.diff(found.array("pay_cost")[:, 0, 0])
    assert parts == pytest.approx(moved, rel=1e-12, abs=1e-5)


def test_posts_that_stand_empty_cost_nothing_of_anything(plan: Plan) -> None:
    filled = worked(plan, index_rate=0.03, pay_fte=3_000)
    vacant = worked(plan, index_rate=0.03, pay_fte=3_000, pay_vacancy_factor=0.05)
    for line in ("pay_cost", "pay_ni", "pay_pension", "pay_rise"):
        assert years_of(vacant, line) == pytest.approx(0.95 * years_of(filled, line)), line


def test_a_pension_rate_that_ends_comes_back(plan: Plan) -> None:
    """A cut is certain for three years: what it spares until then is a pressure after."""
    found = worked(plan, employer_pension_rate=[0.149, 0.149, 0.149, 0.198])
    assert years_of(found, "on_cost_rate_pressures") == pytest.approx([-4.9e6, 0, 0, 4.9e6])
    assert "three years" in MODEL.inputs["employer_pension_rate"].sentence
    guide = " ".join((ROOT / "inputs/README.md").read_text(encoding="utf-8").split())
    assert "A pension rate holds for the three years from a valuation" in guide


def test_the_secondary_contribution_is_a_sum_that_pay_does_not_move(plan: Plan) -> None:
    given = {"base_pension_secondary": 2e6, "pension_secondary": [3e6, 3e6, -1e6, 0]}
    for rate in (0.0, 0.05):
        found = worked(plan, index_rate=rate, **given)
        grown = years_of(found, "pension_secondary_growth")
        assert grown == pytest.approx([1e6, 0, -4e6, 1e6])
        awards = years_of(found, "pay_pressure")
        assert years_of(found, "pay_pressures") == pytest.approx(awards + grown)


# -- kinds -----------------------------------------------------------------------------------


def test_every_kind_of_the_register_has_its_subtotal_and_they_are_the_whole(plan: Plan) -> None:
    kinds = MODEL.inputs["pressure_kind"].choices
    assert sorted(kinds.values()) == sorted(KINDS)
    into = {
        "pay": "pay_pressures", "demand": "demand_pressures", "price": "price_pressures",
        "levy": "levy_pressures", "contingency": "contingency_pressures",
        "other": "other_pressures",
    }  # fmt: skip
    assert {*into, "income"} == kinds.keys()
    for kind, number in kinds.items():
        found = worked(plan, pressure_kind=number, pressure_amount=1e6)
        whole = years_of(found, "pressures")
        sums = {line: years_of(found, line) for line in (*into.values(), "income_growth")}
        # Two rows of a million; less income is a cost, so income that falls raises the budget.
        sums["income_growth"] = -sums["income_growth"]
        said = sums.pop(into.get(kind, "income_growth"))
        assert said == pytest.approx([2e6] * YEARS)
        assert whole == pytest.approx([2e6] * YEARS)
        assert all(other == pytest.approx([0] * YEARS) for other in sums.values())


# -- the common errors -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["pressure_cost", "pay_level", "demand_price", "demand_cost", "income_level"]
)
def test_error_8_inflation_compounds_and_on_what_has_not_been_inflated_yet(
    plan: Plan, line: str
) -> None:
    """Two years of 3% on 100 is 106.09, in every register that follows an index."""
    found = worked(plan, index_rate=[0.03, 0.03, 0, 0])
    base = found.array(line)[0, 0, 0]
    grown = years_of(found, line)
    assert grown * 100 / base == pytest.approx([103, 106.09, 106.09, 106.09], abs=1e-9)


@drawn(rate=st.floats(0.0001, 0.5))
def test_error_8_up_and_down_by_the_same_rate_does_not_return(plan: Plan, rate: float) -> None:
    found = worked(plan, index_rate=[rate, -rate, 0, 0])
    for line in ("pressure_cost", "pay_level", "demand_price", "income_level"):
        base = found.array(line)[0, 0, 0]
        assert years_of(found, line)[-1] < base
        assert years_of(found, line)[-1] == pytest.approx(base * (1 - rate**2))


def test_error_10_pay_has_its_on_costs_and_no_staff_that_others_pay(plan: Plan) -> None:
    found = worked(plan, index_rate=[0.032, 0, 0, 0])
    assert years_of(found, "pay_pressures")[0] == pytest.approx(4.3136e6)
    said = MODEL.inputs["pay_bill"].sentence
    assert "without staff of schools and of the housing revenue account" in said
    guide = " ".join((ROOT / "inputs/README.md").read_text(encoding="utf-8").split())
    assert "Leave out staff of schools" in guide
    assert "staff of the housing revenue account" in guide


@drawn(rate=st.floats(0.001, 0.3))
def test_error_13_costs_raise_the_budget_and_income_and_savings_lower_it(
    plan: Plan, rate: float
) -> None:
    still = years_of(worked(plan), "net_budget")
    nothing = {"pay_bill": 0.0, "demand_volume": 0.0, "pressure_cost_base": 0.0, "income_base": 0.0}
    for name, figure, way in (
        ("pay_bill", 1e6, 1), ("demand_volume", 9.0, 1), ("pressure_cost_base", 1e6, 1),
        ("income_base", 1e6, -1),
    ):  # fmt: skip
        moved = years_of(worked(plan, index_rate=rate, **{**nothing, name: figure}), "net_budget")
        assert (way * (moved - still) > 0).all(), name
    assert (still - years_of(worked(plan, saving_full_year_effect=2e6), "net_budget") > 0).all()


def test_error_13_a_percentage_and_an_elasticity_of_the_wrong_kind_are_refused(
    tmp_path: Path,
) -> None:
    points = FILES["plan.yaml"].replace("every_year: 19.8%", "every_year: 19.8")
    income = "id,index,base,elasticity,basis\nparking,rise,£20m,0.3,assumed\n"
    with pytest.raises(PlanError) as refused:
        read_plan(written(tmp_path, plan=points, income=income), MODEL)
    assert sorted(problem.code for problem in refused.value.problems) == ["E402", "E601"]


# -- what services are told to absorb --------------------------------------------------------


def shown(table: Table, results: Results) -> dict[str, list[float]]:
    """The rows of a table by their labels, the plan years in £m."""
    return {
        row.label: [
            round(float(x) / 1e6, 6) for x in results.over_years(row.named, 0, row.item)[1:]
        ]
        for row in rows_of(table, results)
    }


def test_the_gap_is_shown_twice_where_something_is_absorbed_and_else_once(plan: Plan) -> None:
    paid, told = worked(plan, index_rate=0.01), worked(plan, index_rate=0.01, pay_funded=0.5)
    label = "Gap if services cannot absorb"
    assert label not in shown(GAP, paid)
    both = shown(GAP, told)
    absorbed = years_of(told, "absorbed") / 1e6
    assert np.array(both[label]) - both["Gap after approved savings"] == pytest.approx(absorbed)
    assert absorbed[0] == pytest.approx(0.5 * 1.348, abs=1e-6)
    assert "gap_if_not_absorbed" in [row.name for row in headline_of(told)]
    assert "gap_if_not_absorbed" not in [row.name for row in headline_of(paid)]


def test_a_service_told_to_absorb_too_much_is_named_with_its_first_year(plan: Plan) -> None:
    told = worked(plan, demand_volume_growth=[0.03, 0, 0, 0], demand_funded=0)
    (found,) = [one for one in warnings(told) if one.code == "W121"]
    assert found.what == (
        "Care at home is told to absorb £300,000 by 2027/28: 3.0% of the £10,000,000 that it "
        "controls, beyond the limit of 2.0%."
    )
    allowed = worked(
        plan, demand_volume_growth=[0.03, 0, 0, 0], demand_funded=0, absorption_limit=0.05
    )
    assert not [one for one in warnings(allowed) if one.code == "W121"]


def test_pay_and_demand_that_are_not_funded_are_borne_by_their_service(plan: Plan) -> None:
    told = worked(plan, index_rate=0.02, pay_funded=0.75, demand_funded=0.5, pressure_funded=0.0)
    pay = 0.25 * np.cumsum(years_of(told, "pay_rise"))
    demand = 0.5 * np.cumsum(years_of(told, "demand_rise"))
    contract = np.cumsum(years_of(told, "pressure_rise"))  # of no service
    assert years_of(told, "service_absorbed") == pytest.approx(pay + demand)
    assert years_of(told, "absorbed") == pytest.approx(pay + demand + contract)


# -- on the faces ----------------------------------------------------------------------------


def test_what_a_plan_does_not_say_is_no_row(plan: Plan) -> None:
    still = shown(SPENDING, worked(plan))
    assert not [label for label in still if label.startswith("...")]
    moving = shown(SPENDING, worked(plan, index_rate=0.02, pressure_kind=1))
    assert [label for label in moving if label.startswith("...")] == [
        "...of which pay, with on-costs",
        "...of which prices",
        "...of which demand",
        "...of which growth of fees and charges",
    ]


def test_other_pressures_are_a_row_only_beside_a_kind(worked_example: Plan, plan: Plan) -> None:
    label = "...of which other pressures"
    assert label not in shown(SPENDING, run(MODEL, worked_example))
    assert label in shown(SPENDING, worked(plan, index_rate=0.02))


def test_the_bridge_has_a_bar_for_each_kind_with_its_rows_beneath_and_adds_up(plan: Plan) -> None:
    found = worked(
        plan, index_rate=0.03, demand_volume_growth=0.02, pension_secondary=1e6, pressure_amount=2e5
    )
    assert added_up(BRIDGE, found)[1:] == [
        "Pay, with on-costs", "Demand", "Other pressures", "Growth of fees and charges",
    ]  # fmt: skip
    assert added_up(BRIDGE_IN_ROWS, found) == [
        "staff", "Change in the secondary pension contribution", "contract", "typed", "homes",
        "parking",
    ]  # fmt: skip


def added_up(table: Table, found: Results) -> list[str]:
    """What the rows above a table's first total are called, once they are seen to come to it."""
    labels, so_far = [], np.zeros(YEARS)
    for row in rows_of(table, found):
        if row.row.total:
            assert so_far == pytest.approx(found.over_years(row.named, 0)[1:], abs=A_PENNY)
            break
        labels.append(row.label)
        so_far += row.row.sign * found.over_years(row.named, 0, row.item)[1:]
    return labels


@pytest.mark.parametrize("name", ["exemplar", "bury-2025"])
def test_what_pressures_are_made_of_comes_to_them(name: str) -> None:
    """A reader who adds up the of-which rows has the pressures that stand above them."""
    results = run(MODEL, read_plan(ROOT / "inputs" / name, MODEL))
    parts = [row for row in rows_of(SPENDING, results) if row.label.startswith("...of which")]
    added = sum(row.row.sign * results.over_years(row.named, 0)[1:] for row in parts)
    assert added == pytest.approx(results.over_years(MODEL["pressures"], 0)[1:], abs=A_PENNY)
    assert len(parts) >= 3


# -- what a cost rests on --------------------------------------------------------------------


def doubts(folder: Path, **changed: str) -> list[str]:
    results = run(MODEL, read_plan(written(folder, **changed), MODEL))
    return [one.what for one in warnings(results) if one.code == "W122"]


PLAN = FILES["plan.yaml"]
WAGES = "  wage_growth: {every_year: 0%, basis: assumed}\n"
PENSION = "  employer_pension_rate: {every_year: 19.8%, basis: assumed}\n"
PENSION_BEFORE = "  base_employer_pension_rate: {value: 19.8%, basis: assumed}\n"
BLENDED = FILES["indices.csv"].replace("basis\n", "staffing_share,basis\n").replace(
    "0%,assumed", "0%,70%,assumed"
)  # fmt: skip
OLDER = {
    "plan": PLAN.replace("2025/26", "2024/25"),
    **{
        name: FILES[f"{name}.csv"].replace("2026/27,2027/28,2028/29,2029/30",
                                           "2025/26,2026/27,2027/28,2028/29")
        for name in ("indices", "pressures")
    },
}  # fmt: skip


NO_PENSION = "employer_pension_rate, so pay is planned without the employer's pension"
NO_PENSION_BEFORE = "base_employer_pension_rate, so all of the employer's pension counts as new"
OLD_RATE = "base_employer_ni_rate, so 15.00% is taken, which is the law only since 2025"
OLD_THRESHOLD = "base_employer_ni_threshold, so £5,000 is taken, which is the law only since 2025"
SECONDARY = "  pension_secondary: {every_year: £1m, basis: assumed}\n"
SECONDARY_BEFORE = "  base_pension_secondary: {value: £1m, basis: assumed}\n"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"plan": PLAN.replace(PENSION, "")}, [NO_PENSION]),
        ({"plan": PLAN.replace(PENSION_BEFORE, "")}, [NO_PENSION_BEFORE]),
        ({"plan": PLAN.replace(PENSION, ""), "pay": "id,index,bill,basis\n"}, []),
        (OLDER, [OLD_RATE, OLD_THRESHOLD]),
        ({"plan": PLAN + SECONDARY}, ["base_pension_secondary, so all of it counts as new"]),
        ({"plan": PLAN + SECONDARY_BEFORE}, ["pension_secondary, so all of it counts as spared"]),
        ({"plan": PLAN + SECONDARY + SECONDARY_BEFORE}, []),
        ({"indices": BLENDED}, []),
        (
            {"indices": BLENDED, "plan": PLAN.replace(WAGES, "")},
            ["wage_growth, so the 70% of rise that follows wages stands still"],
        ),
    ],
)
def test_what_a_cost_rests_on_and_is_not_given_is_said(
    tmp_path: Path, changed: dict[str, str], said: list[str]
) -> None:
    assert doubts(tmp_path, **changed) == [f"There is no {what}." for what in said]


def test_an_index_of_prices_alone_does_not_rest_on_what_is_said_of_wages(tmp_path: Path) -> None:
    invented = PLAN.replace("0%, basis: assumed", "0%, basis: illustrative, source: a guess")
    wages = "id,2026/27,2027/28,2028/29,2029/30,staffing_share,basis\n"
    indices = f"{wages}rise,2%,2%,2%,2%,,assumed\nfees,2%,2%,2%,2%,70%,assumed\n"
    plan = read_plan(written(tmp_path, plan=invented, indices=indices), MODEL)
    bases = Bases(MODEL, Scenario("base", "", "", plan))
    assert [bases.of("index_uplift", item) for item in (0, 1)] == ["assumed", "illustrative"]
    assert bases.of("pressures") == "assumed"


def test_a_flat_award_needs_staff(tmp_path: Path) -> None:
    heads = ",".join(f"flat_award {2026 + n}/{27 + n}" for n in range(YEARS))
    pay = f"id,index,bill,fte,{heads},basis\nstaff,rise,£100m,,£1,290,,,,assumed\n"
    quoted = pay.replace("£1,290", '"£1,290"')
    with pytest.raises(PlanError) as refused:
        read_plan(written(tmp_path, pay=quoted), MODEL)
    (found,) = refused.value.problems
    assert found.code == "E401"
    assert found.what.startswith("staff has no fte: Full-time equivalents")


# -- names -----------------------------------------------------------------------------------


def test_an_item_may_bear_the_name_of_an_empty_register_and_of_no_other(tmp_path: Path) -> None:
    named = FILES["pressures.csv"].replace("typed,rise", "demand,rise")
    empty = read_plan(
        written(tmp_path, pressures=named, demand="id,index,volume,unit_cost,basis\n"), MODEL
    )
    assert empty.items["pressure"].ids == ("contract", "demand")
    with pytest.raises(PlanError, match="The id demand is the name of a whole register"):
        read_plan(written(tmp_path, pressures=named), MODEL)


def test_a_scenario_means_the_item_where_the_register_is_empty(tmp_path: Path) -> None:
    folder, layers = tmp_path / "inputs" / "one", tmp_path / "scenarios" / "one"
    folder.mkdir(parents=True)
    layers.mkdir(parents=True)
    named = FILES["pressures.csv"].replace("typed,rise", "demand,rise")
    written(folder, pressures=named, demand="id,index,volume,unit_cost,basis\n")
    plan = read_plan(folder, MODEL)
    about = "scenario: more\ntitle: More\nwhy: A test\nowner: Finance\nset:\n"
    (layers / "more.yaml").write_text(about + "  demand: {2026/27: £9m}\n", encoding="utf-8")
    (found,) = read_scenarios(folder, plan, MODEL, ["more"])
    item = plan.items["pressure"].ids.index("demand")
    assert found.plan.figures["pressure_amount"][:, item].tolist() == [9e6, 0, 0, 0]
    (layers / "more.yaml").write_text(about + "  demand.amont: £9m\n", encoding="utf-8")
    with pytest.raises(PlanError, match=r"Did you mean demand\.amount\?"):
        read_scenarios(folder, plan, MODEL, ["more"])


def test_a_scenario_means_the_whole_register_where_it_has_rows(plan: Plan, tmp_path: Path) -> None:
    folder, layers = tmp_path / "inputs" / "one", tmp_path / "scenarios" / "one"
    folder.mkdir(parents=True)
    layers.mkdir(parents=True)
    about = "scenario: more\ntitle: More\nwhy: A test\nowner: Finance\nset:\n"
    text = f"{about}  demand.volume_growth: {{from: 2027/28, add: 2.0pp}}\n"
    (layers / "more.yaml").write_text(text, encoding="utf-8")
    (found,) = read_scenarios(written(folder), plan, MODEL, ["more"])
    assert found.plan.figures["demand_volume_growth"][:, 0].tolist() == [0, 0.02, 0.02, 0.02]


def test_a_threshold_is_a_person_s_and_not_a_full_time_post_s(plan: Plan) -> None:
    """Two half-timers on £15,000 have two thresholds, and cost less than one post on £30,000."""
    given = {"pay_bill": 30_000.0, "pay_fte": 1.0, "index_rate": 0.0}
    one_post = years_of(worked(plan, **given), "pay_ni")[0]
    two_people = years_of(worked(plan, **given, pay_heads=2.0), "pay_ni")[0]
    assert one_post == pytest.approx((30_000 - 5_000) * 0.15)
    assert two_people == pytest.approx(2 * (15_000 - 5_000) * 0.15)
