"""The domain rules' vectors on rates, settlement and grants; expected figures are typed.

One plan holds them all, each plan year a vector of its own, so that the engine and one
recalculated workbook are asked once for all of them. Money in £m, as the rules print it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mtfp.analysis.blanks import Blanks
from mtfp.analysis.explain import explain
from mtfp.analysis.rates_checks import rates_warnings
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.results import Results
from tests.witnesses.spreadsheets import Values, formualize

HALF_OF_THE_LAST_DIGIT = 0.0005
"""The rules print thousandths of a million at most."""
YEARS = tuple(f"{2026 + n}/{27 + n}" for n in range(8))
DISTRICT, COUNTY, GROWTH, FALL, FALL_97, FALL_100, METROPOLITAN, CAPPED = range(1, 9)
"""The plan years, each a vector: TV-BR-1 in two, TV-BR-2 in four, TV-BR-3 and TV-BR-4."""

THIRDS = "33.3333333333% 66.6666666667% 100%"

BY_YEAR: Mapping[str, str] = {
    "net_rates_income": "£52.5m £330m £110m £90m £90m £90m £100m £100m",
    "rates_local_share": "40% 10% 40% 40% 40% 40% 49% 49%",
    "business_rates_baseline": "£20m £30m £40m £40m £40m £40m £48m £48m",
    "baseline_funding_level": "£2.5m £90m £32m £32m £32m £32m £60m £60m",
    "safety_net_share": "92.5% 92.5% 92.5% 92.5% 97% 100% 92.5% 92.5%",
    "rates_multiplier": "7*0 49.9",
    "rsg_old_allocation": "£30m £30m £30m £45m £45m £45m £30m £30m",
    "rsg_new_allocation": "£45m £45m £45m £30m £30m £30m £45m £45m",
    "rsg_new_share": f"{THIRDS} {THIRDS} 0% 100%",
    "rsg_status": "confirmed 2*provisional 5*not_stated",
    "csp_ffa": "£40m £130m £80m 5*£0",
    "csp_council_tax": "£61m £62m £63m 5*£0",
    "csp_grants": "3*£9m 5*£0",
}
WHOLE = {
    "approved_budget": "£100m",
    "business_rates_method": "retention",
    "base_business_rates": "£3m",
    "base_rsg": "£30m",
    "base_notional_multiplier": "57",
    "reserves_policy": "none",
}
FUNDING = (
    "tax,,council_tax,no,£60m,8*£60m,recurring,,confirmed",
    "new_burden,,grant,no,£0,£3m 7*£0,one_off,,provisional",
    "surplus,,collection_fund,no,£0,£1m 7*£0,one_off,,",
    "homes,,grant,yes,£5m,£8m £7m £7m £9m 4*£5m,recurring,50%,",
    "fenced,,grant,yes,£6m,£9m £2m £0 5*£4m,recurring,,",
    "rsg_care,care_rolled_in,rsg,no,£0,£0 7*£2m,recurring,,assumed",
    "care,care_rolled_in,grant,yes,£2m,£2m 7*£0,recurring,100%,",
)
"""Rows of the register, each with its amounts in one cell and runs of one amount shortened."""
POOL = ("district,£20m,£2.5m,£3.5m", "county,£30m,£90m,£93m")


def in_full(text: str) -> list[str]:
    """Figures by year, from `£3m 7*£0`."""
    found: list[str] = []
    for part in text.split():
        count, _, figure = part.rpartition("*")
        found += [figure] * int(count or 1)
    return found


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The vectors as a user would type them."""
    folder = tmp_path_factory.mktemp("rates") / "vectors"
    folder.mkdir()
    said = ["title: Vectors", "council: Nobody", "edition: 2026-02-25", "base_year: 2025/26"]
    said += ["years: 8", "assumptions:"]
    said += [f"  {name}: {{value: {figure}, basis: assumed}}" for name, figure in WHOLE.items()]
    for name, figures in BY_YEAR.items():
        pairs = zip(YEARS, in_full(figures), strict=True)
        by_year = ", ".join(f"{year}: {figure}" for year, figure in pairs)
        said.append(f"  {name}: {{{by_year}, basis: assumed}}")
    heads = ["id,pair,kind,ringfenced,base", *YEARS, "recurrence,stranded_share,status,as,basis"]
    funding = [",".join(heads)]
    for row in FUNDING:
        cells = row.split(",")
        before, amounts, after = cells[:5], in_full(cells[5]), cells[6:]
        funding.append(",".join([*before, *amounts, *after, "level", "assumed"]))
    columns = [f"{c} {y}" for c in ("baseline", "funding_level", "retained") for y in YEARS]
    pool = [",".join(["id", *columns, "basis"])]
    for row in POOL:
        cells = row.split(",")
        pool.append(",".join([cells[0], *(f for f in cells[1:] for _ in YEARS), "assumed"]))
    files = {
        "plan.yaml": said,
        "funding.csv": funding,
        "pairs.csv": ["id,basis", "care_rolled_in,assumed"],
        "pool.csv": pool,
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_plan(folder, MODEL)


@pytest.fixture(scope="module")
def results(plan: Plan) -> Results:
    return run(MODEL, plan)


@pytest.fixture(scope="module")
def recalculated(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Values:
    """The plan's live workbook, worked by a spreadsheet program."""
    folder = tmp_path_factory.mktemp("recalculated")
    Workings(results).workbook().save(folder / "vectors.xlsx")
    return formualize(folder / "vectors.xlsx", folder)


VECTORS: Mapping[str, Mapping[tuple[str, int, str], float]] = {
    "TV-BR-1, a district with a tariff": {
        ("tariff", DISTRICT, ""): 17.5,
        ("retained_rates", DISTRICT, ""): 3.5,
        ("rates_levy", DISTRICT, ""): 0.5,
        ("business_rates_kept", DISTRICT, ""): 3.0,
        ("business_rates", DISTRICT, ""): 3.0,
    },
    "TV-BR-1, a county with a top-up": {
        ("top_up", COUNTY, ""): 60.0,
        ("retained_rates", COUNTY, ""): 93.0,
        ("rates_levy", COUNTY, ""): 0.0,
        ("business_rates_kept", COUNTY, ""): 93.0,
    },
    "TV-BR-1, both in a pool": {
        ("pool_levy_alone", DISTRICT, "district"): 0.5,
        ("pool_levy_alone", DISTRICT, "county"): 0.0,
        ("pool_brb", DISTRICT, ""): 50.0,
        ("pool_bfl", DISTRICT, ""): 92.5,
        ("pool_levy", DISTRICT, ""): 0.0,
        ("pool_gain", DISTRICT, ""): 0.5,
    },
    "TV-BR-2, growth": {
        ("retained_rates", GROWTH, ""): 36.0,
        ("rates_levy", GROWTH, ""): 0.8,
        ("safety_net", GROWTH, ""): 0.0,
        ("business_rates_kept", GROWTH, ""): 35.2,
    },
    "TV-BR-2, a fall, by three safety nets": {
        ("retained_rates", FALL, ""): 28.0,
        ("safety_net", FALL, ""): 1.6,
        ("business_rates_kept", FALL, ""): 29.6,
        ("safety_net", FALL_97, ""): 3.04,
        ("business_rates_kept", FALL_97, ""): 31.04,
        ("safety_net", FALL_100, ""): 4.0,
        ("business_rates_kept", FALL_100, ""): 32.0,
    },
    "TV-BR-3": {
        ("local_rates_income", METROPOLITAN, ""): 49.0,
        ("top_up", METROPOLITAN, ""): 12.0,
        ("retained_rates", METROPOLITAN, ""): 61.0,
        ("rates_growth", METROPOLITAN, ""): 1.0,
        ("rates_levy", METROPOLITAN, ""): 0.0,
    },
    "TV-BR-4": {
        ("local_rates_income", CAPPED, ""): 49.0,
        ("cap_grant", METROPOLITAN, ""): 0.0,
        ("cap_grant", CAPPED, ""): 6.972,
    },
    "TV-FF-1, a gain in thirds": {
        ("rsg_allocated", 1, ""): 35.0,
        ("rsg_allocated", 2, ""): 40.0,
        ("rsg_allocated", 3, ""): 45.0,
    },
    "TV-FF-1, a loss in thirds": {
        ("rsg_allocated", 4, ""): 40.0,
        ("rsg_allocated", 5, ""): 35.0,
        ("rsg_allocated", 6, ""): 30.0,
    },
    "a ring-fenced grant that half its spending follows": {
        ("stranded_cost", 1, "homes"): 0.0,
        ("stranded_cost", 2, "homes"): 0.5,
        ("stranded_cost", 3, "homes"): 0.5,
        ("stranded_cost", 4, "homes"): 0.0,
        ("stranded_cost", 5, "homes"): 2.0,
        ("stranded_cost", 8, "homes"): 2.0,
        ("stranded_cost", 3, "fenced"): 0.0,
        ("matched_spending", 2, ""): 11.5,
        ("ringfenced_grants", 2, ""): 9.0,
        ("stranded_costs", 2, ""): 2.5,
        ("pressures", 2, ""): 2.5,
        ("pressures", 4, ""): -0.5,
    },
    "a grant rolled into revenue support grant": {
        ("rsg", 1, ""): 35.0,
        ("rsg", 2, ""): 42.0,
        ("stranded_cost", 2, "care"): 2.0,
        ("pair_sum", 1, "care_rolled_in"): 0.0,
        ("pair_sum", 2, "care_rolled_in"): 0.0,
        ("pair_sum", 8, "care_rolled_in"): 0.0,
    },
    "how firm funding is": {
        ("confirmed_funding", 1, ""): 95.0,
        ("provisional_funding", 1, ""): 3.0,
        ("provisional_funding", 2, ""): 40.0,
        ("assumed_funding", 2, ""): 2.0,
        ("unconfirmed_funding", 2, ""): 42.0,
    },
    "Core Spending Power": {
        ("csp_government_cash", 1, ""): 49.0,
        ("core_spending_power", 1, ""): 110.0,
        ("csp_council_tax_over_ours", 1, ""): 1.0,
        ("csp_ffa_over_ours", 1, ""): 2.0,
        ("csp_grants_over_ours", 1, ""): 6.0,
        ("csp_leaves_out", 1, ""): 1.0,
        ("csp_our_funding", 1, ""): 102.0,
        ("csp_council_tax_over_ours", 4, ""): 0.0,
        ("csp_our_funding", 4, ""): 0.0,
    },
}
"""What each vector prints, by line, plan year and item. TV-BR-4 is 6.97194..., printed as 6.972."""

every_vector = pytest.mark.parametrize("name", VECTORS)


def item_of(results: Results, line: str, item: str) -> int:
    return results.plan.items_of(results.book[line].axis).ids.index(item)


@every_vector
def test_the_engine_gives_what_is_printed(name: str, results: Results) -> None:
    for (line, year, item), printed in VECTORS[name].items():
        found = results.amount(results.book[line], year, item_of(results, line, item), 0)
        assert found / 1e6 == pytest.approx(printed, abs=HALF_OF_THE_LAST_DIGIT), (line, year)


@every_vector
def test_a_spreadsheet_gives_what_is_printed(
    name: str, results: Results, recalculated: Values
) -> None:
    workings = Workings(results)
    for (line, year, item), printed in VECTORS[name].items():
        row = workings.blocks[line].first + item_of(results, line, item)
        found = recalculated[WORKINGS, row, workings.column_of(year)]
        assert isinstance(found, int | float)
        assert found / 1e6 == pytest.approx(printed, abs=HALF_OF_THE_LAST_DIGIT), (line, year)


def test_rates_that_are_no_money(results: Results) -> None:
    rates = results["rates_levy_rate"][:, 0]
    assert rates[:4] == pytest.approx([0.5, 0, 0.2, 0.2])
    assert results["pool_levy_rate"][0, 0] == 0
    assert results["unconfirmed_share"][1, 0] == pytest.approx(42 / 195, abs=1e-6)


# -- a reset, and what is kept from before it ------------------------------------------------


def with_(plan: Plan, **given: float | NDArray[np.float64]) -> Results:
    """The plan with council-wide inputs changed; a list of figures is one for each year."""
    varied = {}
    for name, figures in given.items():
        shape = (*plan.size(MODEL.inputs[name]), 1)
        varied[name] = np.broadcast_to(np.reshape(figures, (-1, 1, 1)), shape).astype(float)
    return run(MODEL, plan, Cases(("changed",), varied))


def by_year(*figures: float) -> NDArray[np.float64]:
    """Figures of the first years, the last carried on."""
    return np.array([*figures, *figures[-1:] * (len(YEARS) - len(figures))], float)


@pytest.fixture(scope="module")
def before_a_reset(plan: Plan) -> Results:
    """Rates that have grown 10 beyond the baseline, a reset in the second year, then growth."""
    return with_(
        plan,
        net_rates_income=by_year(100e6, 100e6, 104e6),
        rates_local_share=0.49,
        base_business_rates_baseline=39e6,
        base_baseline_funding_level=60e6,
        base_business_rates=70e6,
        business_rates_baseline=0,
        baseline_funding_level=0,
        baselines_uprating=by_year(0, 0.02, 0),
        rates_reset=by_year(0, 1, 0),
        safety_net_share=0.925,
        rates_multiplier=by_year(49.9),
        base_notional_multiplier=57.0,
        september_cpi=0.038,
    )


def test_growth_from_before_a_reset_is_kept_no_longer(before_a_reset: Results) -> None:
    found = before_a_reset
    grant = 49.0 * (57.0 * 1.038 - 49.9) / 49.9
    assert found["brb"][:4, 0] / 1e6 == pytest.approx([39, 49, 49, 49])
    assert found["bfl"][:4, 0] / 1e6 == pytest.approx([60, 61.2, 61.2, 61.2])
    assert found["rates_growth"][:2, 0] / 1e6 == pytest.approx([10 + grant, 0])
    assert found["rates_growth_lost"][:3, 0] / 1e6 == pytest.approx([0, 10 + grant, 0])
    assert found["business_rates"][1, 0] / 1e6 == pytest.approx(61.2)
    assert found["local_rates_income"][2, 0] / 1e6 == pytest.approx(50.96)


def test_a_reset_starts_the_notional_multiplier_afresh(before_a_reset: Results) -> None:
    notional = before_a_reset["notional_multiplier"][:4, 0]
    assert notional == pytest.approx([57.0 * 1.038, 49.9, 49.9 * 1.038, 49.9 * 1.038**2])
    assert before_a_reset["cap_grant"][1, 0] == 0
    spared = 50.96 * 0.038
    assert before_a_reset["cap_grant"][2, 0] / 1e6 == pytest.approx(spared)


def test_what_the_base_year_kept_is_lost_if_the_reset_comes_first(plan: Plan) -> None:
    found = with_(plan, rates_reset=by_year(1, 0), base_baseline_funding_level=2.2e6)
    assert found["rates_growth_lost"][0, 0] == pytest.approx(0.8e6)


def test_a_shortfall_before_a_reset_is_no_growth_to_lose(plan: Plan) -> None:
    found = with_(plan, rates_reset=by_year(1, 0), base_baseline_funding_level=4e6)
    assert found["rates_growth_lost"][0, 0] == 0


def test_compensation_is_no_growth_at_a_reset_whose_baseline_is_not_typed(plan: Plan) -> None:
    """49 of rates and 2 of section 31 grant are 51 expected, so the council has its need: 60."""
    found = with_(
        plan,
        net_rates_income=100e6,
        rates_local_share=0.49,
        section_31_grant=by_year(2e6, 2e6, 5e6),
        rates_reset=by_year(1, 0),
        business_rates_baseline=0,
        baseline_funding_level=60e6,
        rates_multiplier=0,
    )
    assert found["brb"][0, 0] / 1e6 == pytest.approx(51)
    assert found["rates_growth"][:3, 0] / 1e6 == pytest.approx([0, 0, 3])
    assert found["business_rates_kept"][0, 0] / 1e6 == pytest.approx(60)


# -- a pool: what its member is not paid, and pays not -----------------------------------------


def pooled(plan: Plan, *, how: str, share: float = 0, county: Sequence[float]) -> Results:
    """The council in the district's row, with a county beside it, in £m."""
    column = dict(zip(("baseline", "funding_level", "retained"), county, strict=True))
    choices = MODEL.inputs["pool_council"].choices
    return changed(
        plan,
        {
            "pool_council": {"district": choices[how]},
            "pool_share": {"district": share, "county": 1.0},
            **{f"pool_{name}": {"county": figure * 1e6} for name, figure in column.items()},
        },
    )


def in_millions(found: Results, line: str, year: int) -> float:
    return float(found[line][year - 1, 0]) / 1e6


def test_a_member_receives_no_safety_net_and_pays_no_levy_of_its_own(plan: Plan) -> None:
    """TV-BR-2 in a pool with TV-BR-1's county: 28.0 is what is left of a guarantee of 29.6."""
    found = pooled(plan, how="as_one", county=(30, 90, 93))
    assert in_millions(found, "safety_net", FALL) == pytest.approx(1.6)
    assert in_millions(found, "safety_net_received", FALL) == 0
    assert in_millions(found, "business_rates", FALL) == pytest.approx(28.0)
    assert in_millions(found, "pool_safety_net_forgone", FALL) == pytest.approx(1.6)
    assert in_millions(found, "business_rates", DISTRICT) == pytest.approx(3.5)
    alone = pooled(plan, how="as_alone", county=(30, 90, 93))
    assert in_millions(alone, "business_rates", FALL) == pytest.approx(29.6)
    assert in_millions(alone, "business_rates", DISTRICT) == pytest.approx(3.0)


def test_a_member_has_its_share_of_the_pool_s_levy_and_safety_net(plan: Plan) -> None:
    """Levy: (1 - 52 / 70) of 61 - 52, of which 40%. Safety net: 92.5% of 52 less 38, likewise."""
    levied = pooled(plan, how="as_one", share=0.4, county=(30, 20, 25))
    assert in_millions(levied, "pool_levy", GROWTH) == pytest.approx(18 / 70 * 9)
    assert in_millions(levied, "business_rates", GROWTH) == pytest.approx(36 - 0.4 * 18 / 70 * 9)
    saved = pooled(plan, how="as_one", share=0.4, county=(30, 20, 10))
    assert in_millions(saved, "pool_safety_net", FALL) == pytest.approx(10.1)
    assert in_millions(saved, "business_rates", FALL) == pytest.approx(28 + 4.04)


def test_the_council_s_row_of_a_pool_is_what_the_plan_works(plan: Plan) -> None:
    """Whatever stands in the row: the year of a metropolitan district keeps 61 on 60."""
    found = pooled(plan, how="as_one", county=(30, 90, 93))
    assert in_millions(found, "pool_bfl", METROPOLITAN) == pytest.approx(150)
    assert in_millions(found, "pool_rates", METROPOLITAN) == pytest.approx(154)
    assert in_millions(found, "pool_brb", METROPOLITAN) == pytest.approx(78)


def test_growth_is_the_method_unless_retention_is_chosen(plan: Plan) -> None:
    growth = MODEL.inputs["business_rates_method"].choices["growth"]
    found = with_(plan, business_rates_method=growth, business_rates_growth=0.1)
    assert found["business_rates"][:2, 0] == pytest.approx([3.3e6, 3.63e6])


# -- properties ------------------------------------------------------------------------------

pounds = st.integers(0, 100_000_000).map(float)
shares = st.sampled_from([0.0, 0.09, 0.4, 0.49, 0.99, 1.0])
nets = st.sampled_from([0.0, 0.5, 0.925, 0.97, 1.0])
caps = st.sampled_from([0.0, 0.3, 0.5, 1.0])
DUST = 1e-6


def kept(
    plan: Plan, income: list[float], share: float, brb: float, bfl: float, net: float, cap: float
) -> Results:
    """Business rates at several incomes, each a case, on baselines that are given."""
    fixed = {
        "rates_local_share": share, "business_rates_baseline": brb, "baseline_funding_level": bfl,
        "safety_net_share": net, "levy_cap": cap,
    }  # fmt: skip
    years, cases = len(YEARS), len(income)
    varied = {name: np.full((years, 1, cases), figure) for name, figure in fixed.items()}
    varied["net_rates_income"] = np.broadcast_to(np.array(income), (years, 1, cases)).copy()
    return run(MODEL, plan, Cases(tuple(map(str, range(cases))), varied))


@given(pounds, pounds, shares, pounds.map(lambda x: x + 1), pounds.map(lambda x: x + 1), nets, caps)
def test_rates_kept_keep_their_promises(
    plan: Plan, low: float, high: float, share: float, brb: float, bfl: float, net: float,
    cap: float,
) -> None:  # fmt: skip
    """No less than the safety net; more for more rates; never a levy and a safety net at once."""
    found = kept(plan, sorted([low, high]), share, brb, bfl, net, cap)
    all_years = found["business_rates_kept"]
    assert (all_years >= net * bfl - DUST).all()
    assert (all_years[:, 1] >= all_years[:, 0] - DUST).all()
    assert (np.minimum(found["rates_levy"], found["safety_net"]) == 0).all()
    assert (found["rates_levy_rate"] <= cap).all()
    if bfl >= brb:
        assert (found["top_up"] == bfl - brb).all()
        assert (found["rates_levy_rate"] == 0).all()
    else:
        assert (found["tariff"] == brb - bfl).all()


@given(st.lists(pounds, min_size=8, max_size=8), pounds)
def test_a_ring_fenced_grant_nets_to_nil(plan: Plan, amounts: list[float], base: float) -> None:
    """Whatever it pays, spending goes with it, unless some of it is stranded."""
    without = run(MODEL, plan)
    found = changed(plan, {"funding_amount": {"fenced": amounts}, "funding_base": {"fenced": base}})
    np.testing.assert_allclose(found["gap"], without["gap"], rtol=0, atol=DUST)
    spent = found.array("matched_spending_rows")[:, item_of(found, "stranded_cost", "fenced"), 0]
    assert spent.tolist() == [base, *amounts]


@given(st.lists(st.integers(0, 2_000_000).map(float), min_size=8, max_size=8))
def test_a_grant_that_is_rolled_in_nets_to_nil(plan: Plan, moved: list[float]) -> None:
    """However much of it has moved by each year, the gap is as though nothing had."""
    found = changed(
        plan, {"funding_amount": {"rsg_care": moved, "care": [2e6 - amount for amount in moved]}}
    )
    none = changed(plan, {"funding_amount": {"rsg_care": [0.0] * 8, "care": [2e6] * 8}})
    np.testing.assert_allclose(found["gap"], none["gap"], rtol=0, atol=DUST)
    np.testing.assert_allclose(found.array("pair_sum")[1:], 0, rtol=0, atol=DUST)


def changed(plan: Plan, given: Mapping[str, Mapping[str, float | list[float]]]) -> Results:
    """The plan with some rows' figures changed."""
    varied = {}
    for name, rows in given.items():
        figures = plan.figures[name][:, :, None].copy()
        for item, figure in rows.items():
            position = plan.items_of(MODEL.inputs[name].axis).ids.index(item)
            figures[:, position, 0] = figure
        varied[name] = figures
    return run(MODEL, plan, Cases(("changed",), varied))


# -- the common errors of spreadsheets ---------------------------------------------------------


def test_error_9_a_grant_rolled_in_is_counted_once(plan: Plan) -> None:
    """Without the spending that goes on, the plan gains what it should not, and is told so."""
    right = run(MODEL, plan)
    assert "W142" not in {said.code for said in rates_warnings(right)}
    wrong = changed(plan, {"funding_stranded_share": {"care": 0.0}})
    assert wrong.array("pair_sum")[1:, 0, 0].tolist() == [0, *[2e6] * 7]
    assert (right["gap"] - wrong["gap"])[:, 0] == pytest.approx([0, *[2e6] * 7])
    (said,) = (said for said in rates_warnings(wrong) if said.code == "W142")
    assert said.what.startswith("care_rolled_in adds £2,000,000 in 2027/28")


def test_error_9_growth_is_not_kept_beside_the_baseline_that_took_it_in(
    before_a_reset: Results,
) -> None:
    fell = before_a_reset["business_rates"][0, 0] - before_a_reset["business_rates"][1, 0]
    uprated = before_a_reset["bfl"][1, 0] - before_a_reset["bfl"][0, 0]
    assert fell == pytest.approx(before_a_reset["rates_growth_lost"][1, 0] - uprated)


# -- what no gap reads, and what is said -------------------------------------------------------


def test_core_spending_power_is_part_of_no_gap() -> None:
    moved = MODEL.moved_by(["csp_ffa", "csp_council_tax", "csp_grants"])
    assert moved
    assert all(name.startswith("csp_") or name == "core_spending_power" for name in moved)


def test_core_spending_power_is_reconciled_to_the_plan(results: Results) -> None:
    differences = ("csp_council_tax_over_ours", "csp_ffa_over_ours", "csp_grants_over_ours")
    less = sum(results[name][:3] for name in differences)
    ours = results["core_spending_power"][:3] - less + results["csp_leaves_out"][:3]
    np.testing.assert_allclose(ours, results["funding"][:3], rtol=0, atol=DUST)


def test_a_status_is_explained(results: Results) -> None:
    row = item_of(results, "provisional_funding_rows", "new_burden")
    found = explain(results, MODEL["provisional_funding_rows"], 1, row)
    said = [part.headline for part in found.parts]
    assert said == [
        "Status of the funding, new_burden, 2026/27: provisional",
        "Funding free to spend, new_burden, 2026/27: £3,000,000",
    ]


def test_a_pair_is_explained_by_its_own_sides(results: Results) -> None:
    """The stranded cost of another grant is no part of it."""
    found = explain(results, MODEL["pair_sum"], 2)
    assert [(part.value.item, part.value.amount) for part in found.parts] == [
        ("rsg_care", 2e6),
        ("care", -2e6),
    ]


def test_a_ring_fenced_grant_left_blank_leaves_no_gap_blank_unless_some_is_stranded(
    plan: Plan,
) -> None:
    def blank(row: str) -> list[bool]:
        cells = frozenset({("funding_amount", row, 1)})
        return list(Blanks(MODEL, replace(plan, blanks=cells)).of("gap"))

    assert not any(blank("fenced"))
    assert blank("homes")[2]
