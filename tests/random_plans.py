"""Random plans for the model, many at a time: one plan's shape, and its inputs as cases.

Figures are drawn so that every branch is met: schemes begun before the plan, late, short,
switched off and one-off; surpluses as well as gaps; reserves below their minimum; every
policy. In a large sample one plan has no money in it at all, and a few hardly any.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from mtfp.algebra.expressions import COUNCIL, Input
from mtfp.model import MODEL
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Figures, Items, Plan
from mtfp.terms import GBP, FinancialYear

Draw = Callable[[np.random.Generator, tuple[int, ...]], Figures]


def money(low: float, high: float, often_nought: bool = False) -> Draw:
    """Pounds and pence between two bounds, nought a third of the time if asked."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> Figures:
        drawn: Figures = np.round(rng.uniform(low, high, shape), 2)
        if often_nought:
            drawn[rng.random(shape) < 1 / 3] = 0.0
        return drawn

    return draw


def pence_and_less(low: float, high: float) -> Draw:
    """Pounds to a tenth of a penny, as an average over an area comes out.

    None ends in half a penny, which the last bit of a float would round up or down.
    """
    tenths = one_of(0, 0.002, 0.004, 0.006, 0.008)
    return lambda rng, shape: np.round(
        np.round(rng.uniform(low, high, shape), 2) + tenths(rng, shape), 3
    )


def rate(low: float, high: float) -> Draw:
    """A percentage with two decimals."""
    return lambda rng, shape: np.round(rng.uniform(low, high, shape), 4)


def whole(low: int, high: int) -> Draw:
    """A whole number, both bounds included."""
    return lambda rng, shape: rng.integers(low, high + 1, shape).astype(float)


def one_of(*values: float) -> Draw:
    """One of a few values."""
    return lambda rng, shape: rng.choice(np.array(values, float), shape)


def order(rng: np.random.Generator, shape: tuple[int, ...]) -> Figures:
    """A place for each item, no two alike."""
    return np.argsort(rng.random(shape), axis=1).astype(float) + 1


def to_nought(low: float, high: float) -> Draw:
    """Pounds and pence that come to nought over the items, and none at all half the time."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> Figures:
        drawn: Figures = np.round(rng.uniform(low, high, shape), 2)
        drawn[:, -1] = np.round(-drawn[:, :-1].sum(axis=1), 2)
        return np.where(rng.random((shape[0], 1, shape[2])) < 1 / 2, drawn, 0.0)

    return draw


def once_or_yearly(low: float, high: float) -> Draw:
    """Pounds and pence in every year, or half the time in the first alone."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> Figures:
        drawn: Figures = np.round(rng.uniform(low, high, shape), 2)
        drawn[1:, :, rng.random(shape[2]) < 1 / 2] = 0.0
        return drawn

    return draw


def some_of(*values: float) -> Draw:
    """Some of a few values, no two items alike."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> Figures:
        places = np.argsort(rng.random((shape[0], len(values), shape[2])), axis=1)
        drawn: Figures = np.array(values, float)[places[:, : shape[1]]]
        return drawn

    return draw


def either(first: Draw, second: Draw) -> Draw:
    """One draw or the other, as often."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> Figures:
        return np.where(rng.random(shape) < 1 / 2, first(rng, shape), second(rng, shape))

    return draw


def or_none_at_all(drawn: Draw) -> Draw:
    """A draw for each item, or nought for all of them together as often."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> Figures:
        return np.where(rng.random((1, 1, shape[2])) < 1 / 2, drawn(rng, shape), 0.0)

    return draw


TAX: Mapping[str, Draw] = {
    "base_tax_base": money(40_000, 70_000),
    "base_band_d": either(
        pence_and_less(1_200, 2_200), either(pence_and_less(90, 160), one_of(0, 0.5, 0.5))
    ),
    "base_asc_precept": money(0, 250),
    "tax_base_method": one_of(0, 1),
    "tax_base_growth": rate(-0.01, 0.02),
    "tax_base_decimals": one_of(0, 1),
    "tax_base_error": money(-300, 300, often_nought=True),
    "base_collection_rate": one_of(0, 0.965, 0.98),
    "collection_rate": one_of(0, 0.97, 0.975, 0.99),
    "single_adult_discount": one_of(0.25, 0.2),
    "disregarded_discount": one_of(0.5, 0.4),
    "new_dwellings_share": one_of(0.5, 0.75, 1),
    "defence_contribution": money(0, 120, often_nought=True),
    "support_awards": money(0, 9e6, often_nought=True),
    "council_tax_increase": one_of(0, 0, 0, 0, 0.0125, 0.0199, 0.02, 0.02, 0.0299, 0.03, 0.03),
    "council_tax_increase_in_pounds": one_of(0, 0, 5, 5, 5.01, 1.25),
    "asc_precept_increase": one_of(0, 0, 0, 0.01, 0.02, 0.0201, 0.03),
    "band_d_rounding": one_of(0, 1),
    "one_per_cent": one_of(0.01),
    "referendum_class": one_of(0, 1, 1, 2, 2),
    "referendum_core_limit": one_of(0, 0.02, 0.02, 0.03, 0.03),
    "referendum_asc_limit": one_of(0.01, 0.02),
    "referendum_cash_limit": one_of(5, 5, 5, 4),
    "referendum_margin": one_of(0, 0.0001, 0.0005),
    "council_tax_surplus": money(-4e6, 4e6, often_nought=True),
    "council_tax_outturn_difference": money(-1e6, 1e6, often_nought=True),
    "council_tax_fund_sharing": one_of(0, 1),
    "council_tax_fund_share": one_of(0.125, 0.84, 1),
    "business_rates_surplus": money(-4e6, 4e6, often_nought=True),
    "business_rates_outturn_difference": money(-1e6, 1e6, often_nought=True),
    "business_rates_fund_share": one_of(0.4, 0.49, 0.99),
    "section_31_timing": money(-3e6, 3e6, often_nought=True),
    "band_letter": some_of(5, 6, 7, 8, 9, 11, 13, 15, 18),
    "band_dwellings": money(2_000, 20_000),
    "band_exempt": money(0, 400, often_nought=True),
    "band_single_adult": money(0, 3_000, often_nought=True),
    "band_disregarded": money(0, 90, often_nought=True),
    "band_new": money(-20, 250, often_nought=True),
    "band_premium": money(0, 300, often_nought=True),
    "band_premium_rate": one_of(0.5, 1, 2),
    "band_premium_liable": one_of(0.7, 0.9, 1),
    "band_support": money(0, 900, often_nought=True),
    "precept_base": or_none_at_all(either(pence_and_less(30, 400), one_of(0, 0.4))),
    "precept_kind": one_of(0, 0, 1),
    "precept_increase": rate(0, 0.05),
    "precept_amount": money(0, 300, often_nought=True),
    "precept_as": one_of(0, 1),
    "precept_tax_share": one_of(0, 0.05, 0.125),
    "precept_rates_share": one_of(0, 0.01, 0.09, 0.5),
}

TARGETS: Mapping[str, Draw] = {
    "priority_kind": one_of(0, 0, 1, 2),
    "priority_weight": one_of(0, 0.2, 0.3, 0.5),
    "priority_residents_weight": one_of(0, 0.1, 0.25, 0.4),
    "grade_agreed": whole(0, 4),
    "grade_by_self": whole(0, 4),
    "grade_by_peers": whole(0, 4),
    "weights_used": one_of(0, 1),
    "top_grade": one_of(4, 4, 5),
    "highest_score": one_of(100, 10, 10),
    "results_share": one_of(0.8, 0, 1, 0.5),
    "service_score": one_of(0, 2.5, 6, 10, 10, 10),
    "service_statutory": one_of(0, 1),
    "service_minimum": one_of(0, 0.4, 2e6, 6e6, 18e6, 40e6),
    "service_minimum_low": one_of(0, 0.2, 1, 1e6, 9e6),
    "service_minimum_high": one_of(0, 8e6, 25e6),
    "service_class": whole(0, 4),
    "service_exempt": one_of(0, 0, 0, 1),
    "minimums_used": whole(0, 2),
    "efficient_share": one_of(0.05, 0, 0.2, 1),
    "close_gap": one_of(0, 1, 2, 2, 2, 3, 3, 4, 5, 5, 6),
    "close_gap_share": one_of(0, 0.5, 1, 1),
    "lead_in_months": whole(0, 12),
    "gradient": one_of(0, 1, 1, 0.5, 2),
    "service_order": order,
    "service_pinned": one_of(0, 0, 1),
    "service_decided_cut": one_of(0, 0.7, 1e6, 4e6, 30e6),
    "resolve_after_pinning": one_of(0, 1),
    "service_volume": one_of(0, 40, 1_200),
    "service_posts": one_of(0, 12.5, 300),
    "consequence_kind": one_of(0, 1, 2, 3),
    "consequence_before": whole(0, 90),
    "consequence_after": whole(0, 90),
    "consequence_posts": one_of(0, 1, 7.5),
    "challenge_before": money(0, 3e6, often_nought=True),
    "challenge_after": money(0, 3e6, often_nought=True),
    "package_cost": money(0, 30e6),
    "package_value": either(or_none_at_all(whole(0, 90)), or_none_at_all(one_of(0, 1))),
}

DRAWS: Mapping[str, Draw] = {
    **TAX,
    **TARGETS,
    "approved_budget": either(money(150e6, 250e6), either(money(150e6, 250e6), money(-60e6, 60e6))),
    "one_offs_in_base": money(-5e6, 5e6, often_nought=True),
    "base_business_rates": money(20e6, 80e6),
    "business_rates_growth": rate(-0.05, 0.05),
    "business_rates_method": one_of(0, 1),
    "net_rates_income": money(40e6, 100e6, often_nought=True),
    "rates_local_share": one_of(0.4, 0.49, 0.99),
    "section_31_grant": money(0, 9e6, often_nought=True),
    "base_business_rates_baseline": money(5e6, 90e6, often_nought=True),
    "base_baseline_funding_level": money(2e6, 90e6, often_nought=True),
    "business_rates_baseline": money(5e6, 90e6, often_nought=True),
    "baseline_funding_level": money(2e6, 90e6, often_nought=True),
    "baselines_uprating": rate(-0.01, 0.04),
    "rates_reset": one_of(0, 0, 1),
    "rates_multiplier": one_of(0, 1, 43.2, 49.9, 55.5),
    "base_notional_multiplier": one_of(0, 49.9, 57.0, 60.0),
    "september_cpi": rate(-0.01, 0.1),
    "safety_net_share": one_of(0.925, 0.97, 1),
    "levy_cap": one_of(0, 0.3, 0.5),
    "pool_council": one_of(0, 0, 0, 1, 2),
    "pool_share": one_of(0, 0.25, 0.5, 1),
    "pool_baseline": money(1e6, 50e6, often_nought=True),
    "pool_funding_level": money(1e6, 50e6, often_nought=True),
    "pool_retained": money(1e6, 60e6, often_nought=True),
    "base_rsg": money(0, 30e6, often_nought=True),
    "rsg_old_allocation": money(0, 40e6, often_nought=True),
    "rsg_new_allocation": money(0, 50e6, often_nought=True),
    "rsg_new_share": one_of(0, 0.3333, 0.6667, 1),
    "rsg_status": one_of(0, 1, 2, 3),
    "csp_ffa": money(20e6, 90e6, often_nought=True),
    "csp_council_tax": money(60e6, 140e6, often_nought=True),
    "csp_grants": money(0, 30e6, often_nought=True),
    "reserves_policy": one_of(0, 1, 2, 3, 4),
    "taper_years": one_of(1, 2, 3, 4.5),
    "keep_minimum": one_of(0, 1, 1),
    "minimum_method": one_of(0, 1, 2, 3),
    "minimum_percentage": one_of(0, 0.03, 0.05, 0.1),
    "capitalisation_direction": once_or_yearly(0, 12e6),
    "support_life": one_of(1, 2.5, 3, 4, 20),
    "support_rate": one_of(0, 0.05, 0.061),
    "reserves_a_year_earlier": money(0, 90e6, often_nought=True),
    "reserves_two_years_earlier": money(0, 90e6, often_nought=True),
    "reserves_three_years_earlier": money(0, 90e6, often_nought=True),
    "resilience_years": one_of(3, 3, 2),
    "resilience_cap": one_of(100, 100, 5),
    "reserves_used_in_base": money(0, 9e6, often_nought=True),
    "rely_on_target": one_of(0, 1),
    "savings_target": money(0, 4e6, often_nought=True),
    "reserves_cover": one_of(0, 0.25, 0.5, 1),
    "service_budget": money(-5e6, 60e6, often_nought=True),
    "index_rate": rate(-0.01, 0.08),
    "index_staffing_share": one_of(0, 0, 0.6, 0.737, 1),
    "wage_growth": rate(-0.01, 0.1),
    "pressure_cost_base": money(0, 90e6, often_nought=True),
    "pressure_sign": one_of(1, -1),
    "pressure_amount": money(-3e6, 8e6, often_nought=True),
    "pressure_as": one_of(0, 1),
    "pressure_recurrence": one_of(0, 1, 1, 2),
    "pressure_funded": one_of(0, 0.4, 1, 1),
    "pressure_kind": whole(0, 6),
    "pressure_uplift_month": one_of(0, 0, 3, 6, 11),
    "pressure_uplift_in_base": one_of(0, 0, -0.02, 0.05),
    "employer_ni_rate": one_of(0, 0.138, 0.15),
    "employer_ni_threshold": one_of(0, 5_000, 9_100),
    "employer_pension_rate": rate(0, 0.25),
    "pension_secondary": money(-2e6, 6e6, often_nought=True),
    "base_employer_ni_rate": one_of(0, 0.138, 0.15),
    "base_employer_ni_threshold": one_of(0, 5_000, 9_100),
    "base_employer_pension_rate": rate(0, 0.25),
    "base_pension_secondary": money(-2e6, 6e6, often_nought=True),
    "pay_bill": money(0, 90e6, often_nought=True),
    "pay_fte": one_of(0, 1, 950.5, 3_000, 12_000),
    "pay_heads": one_of(0, 0, 1, 1_200, 3_600),
    "pay_flat_award": money(0, 2_000, often_nought=True),
    "pay_increments": rate(-0.01, 0.02),
    "pay_vacancy_factor": one_of(0, 0.03, 0.1, 1),
    "pay_award_under_provided": one_of(0, 0.002, -0.005),
    "pay_funded": one_of(0, 0.4, 1, 1),
    "demand_volume": one_of(0, 0.5, 200, 1_234.5),
    "demand_unit_cost": money(0, 60_000, often_nought=True),
    "demand_volume_growth": rate(-0.1, 0.2),
    "demand_mix_growth": rate(-0.05, 0.1),
    "demand_first_year_share": one_of(0, 0.25, 0.5, 0.5, 1),
    "demand_growth_in_base": one_of(0, -0.1, 0.06),
    "demand_funded": one_of(0, 0.4, 1, 1),
    "income_base": money(0, 20e6, often_nought=True),
    "income_elasticity": one_of(0, -0.3, -1.2),
    "service_social_care": one_of(0, 1),
    "pressure_for_delivery": one_of(0, 0, 1),
    "service_controllable": one_of(0, 1, 5e6, 20e6, 30e6),
    "absorption_limit": one_of(0, 0.02, 0.1),
    "saving_full_year_effect": money(0, 5e6, often_nought=True),
    "saving_start": either(whole(-18, 30), one_of(0, 12, 24)),
    "saving_recurrence": one_of(0, 1, 1, 2),
    "saving_on": one_of(0, 1, 1, 1),
    "saving_approval": one_of(0, 0, 0, 1, 2),
    "saving_rag": one_of(0, 0, 1, 2, 3, 4, 5),
    "rating_prices": one_of(0, 1),
    "rating_blue_share": one_of(1, 0.98),
    "rating_green_share": one_of(0.95, 0.9),
    "rating_amber_share": one_of(0.6, 0.7),
    "rating_red_share": one_of(0.2, 0.3),
    "rating_grey_share": one_of(0, 0.05),
    "rating_blue_slippage": one_of(0, 1),
    "rating_green_slippage": one_of(0, 2),
    "rating_amber_slippage": one_of(3, 4),
    "rating_red_slippage": one_of(6, 12),
    "saving_delivery_probability": one_of(0, 0.2, 0.6, 0.95, 1, 1),
    "saving_slippage_months": one_of(0, 0, 1, 3, 6, 12),
    "saving_share_of_base": one_of(0, 0.1, 0.2, 0.5),
    "saving_needs_consultation": one_of(0, 1),
    "saving_needs_scrutiny": one_of(0, 1),
    "saving_needs_committee": one_of(0, 1),
    "saving_needs_staff_notice": one_of(0, 1),
    "saving_needs_procurement": one_of(0, 1),
    "consultation_months": one_of(3, 2),
    "scrutiny_months": one_of(1, 2),
    "committee_months": one_of(1, 3),
    "staff_notice_months": one_of(3, 4),
    "procurement_months": one_of(6, 2),
    "cost_base_amount": money(0, 9e6, often_nought=True),
    "theme_budget": money(0, 20e6, often_nought=True),
    "theme_claimed": money(0, 1e6, often_nought=True),
    "theme_share_expected": one_of(0, 0.03, 0.5),
    "agreement_amount": money(0, 1e6),
    "delivery_period": either(whole(-14, 2), one_of(-12, -1, 0)),
    "delivery_delivered": money(0, 1e6, often_nought=True),
    "delivery_on_track": money(0, 1e6, often_nought=True),
    "delivery_at_risk": money(0, 1e6, often_nought=True),
    "delivery_unachievable": money(0, 1e6, often_nought=True),
    "delivery_withdrawn": money(0, 1e6, often_nought=True),
    "delivery_approved": money(0, 1e6),
    "delivery_one_off_cover": money(0, 1e6, often_nought=True),
    "delivery_in_year_pressure": money(0, 1e6, often_nought=True),
    "delivery_corrects_base": one_of(0, 1, 1),
    "project_go_live": whole(-12, 40),
    "project_delay": one_of(0, 0, 2, 5, 13),
    "milestone_due": whole(-12, 40),
    "milestone_status": whole(0, 3),
    "saving_reapproved": one_of(0, 1),
    "saving_amount": money(-1e6, 3e6, often_nought=True),
    "saving_as": one_of(0, 1),
    "funding_kind": one_of(1, 2, 3, 4, 5),
    "funding_ringfenced": one_of(0, 0, 1),
    "funding_base": money(0, 25e6, often_nought=True),
    "funding_recurrence": one_of(0, 1, 1, 2),
    "funding_amount": money(-2e6, 25e6, often_nought=True),
    "funding_as": one_of(0, 1),
    "funding_status": one_of(0, 1, 2, 3),
    "funding_stranded_share": one_of(0, 0, 0.4, 1),
    "reserve_opening": money(0, 30e6),
    "reserve_minimum": money(0, 15e6, often_nought=True),
    "reserve_may_close_gap": one_of(0, 1, 1),
    "reserve_order": order,
    "reserve_contribution": money(0, 2e6, often_nought=True),
    "reserve_planned_draw": money(0, 8e6, often_nought=True),
    "reserve_category": whole(0, 5),
    "reserve_transfer": to_nought(-9e6, 9e6),
    "risk_exposure": money(0, 20e6, often_nought=True),
    "risk_likelihood": one_of(0, 0.1, 0.5, 1),
    "risk_prices": one_of(0, 1),
    "cost_on": one_of(0, 1, 1, 1),
    "cost_amount": money(0, 2e6, often_nought=True),
    "cost_funding": one_of(0, 1, 1, 2, 2),
    "cost_leavers": one_of(0, 1, 12, 40.5),
    "cost_weekly_pay": money(400, 1_200, often_nought=True),
    "cost_years_under_22": one_of(0, 1, 3),
    "cost_years_22_to_40": one_of(0, 5, 14, 19),
    "cost_years_from_41": one_of(0, 2, 8, 24),
    "redundancy_weeks_under_22": one_of(0.5, 0.6),
    "redundancy_weeks_22_to_40": one_of(1, 1.1),
    "redundancy_weeks_from_41": one_of(1.5, 1.7),
    "redundancy_years_most": one_of(20, 15),
    "redundancy_weekly_cap": one_of(0, 0.5, 719, 751),
    "opening_receipts": money(0, 6e6, often_nought=True),
    "receipts_expected": money(0, 9e6, often_nought=True),
    "receipts_flexibility": one_of(0, 1, 1),
    "investment_outlay": money(0, 4e6, often_nought=True),
    "investment_benefit": money(-1e5, 1e6, often_nought=True),
    "investment_uncertain_benefit": money(0, 2e5, often_nought=True),
    "investment_life": one_of(1, 2, 4, 5, 10, 30, 31, 76),
    "investment_cost_optimism": one_of(0, 0.24, 0.41),
    "investment_benefit_optimism": one_of(0, 0.2, 1),
    "investment_amount": money(0, 6e5, often_nought=True),
    "investment_advance": money(0, 1e6, often_nought=True),
    "investment_repaid": one_of(0, 1, 1),
    "investment_budget": one_of(0, 0.5, 2e6, 9e6),
    "discount_rate_first": one_of(0, 0.035, 0.04),
    "discount_rate_second": one_of(0, 0.03, 0.02),
    "discount_rate_third": one_of(0, 0.025, 0.01),
    "discount_years_first": one_of(30, 3),
    "discount_years_second": one_of(75, 6, 2),
    "revolving_fund_opening": money(0, 3e6, often_nought=True),
    "draw_kind": one_of(1, 1, 2, 3),
    "draw_pays_posts": one_of(0, 1),
    "referendum_planned": one_of(0, 0, 1),
    "financing_ratio_ceiling": one_of(0, 0.03, 0.1, 0.2),
    "payback_limit": one_of(0, 1, 5, 8),
    "contingency_wanted": one_of(0, 0.01, 0.02),
    "contingency_in_base": money(0, 5e6, often_nought=True),
    "service_protected": one_of(0, 1),
    "service_demand_led": or_none_at_all(one_of(0, 1, 1, 2)),
    "draw_amount": either(money(0, 5e6, often_nought=True), money(0, 2e5)),
    "capital_spending": money(0, 20e6, often_nought=True),
    "capital_on": one_of(0, 1, 1, 1),
    "capital_slippage": one_of(0, 0, 0.2, 0.75, 1),
    "capital_grants": money(0, 3e6, often_nought=True),
    "capital_grants_share": one_of(0, 0, 0.4, 1),
    "capital_receipts": money(0, 2e6, often_nought=True),
    "capital_receipts_share": one_of(0, 0, 0.1, 0.25),
    "capital_revenue": money(0, 1e6, often_nought=True),
    "capital_revenue_share": one_of(0, 0, 0.05),
    "capital_operational": whole(-18, 40),
    "capital_life": one_of(1, 2, 2.5, 3, 4.75, 6),
    "capital_mrp_method": one_of(0, 1, 1),
    "capital_annuity_rate": one_of(0, 0.025, 0.04, 0.061),
    "opening_cfr": money(0, 90e6, often_nought=True),
    "existing_debt": money(0, 70e6, often_nought=True),
    "existing_debt_repaid": money(0, 9e6, often_nought=True),
    "existing_debt_rate": rate(0, 0.06),
    "new_borrowing_rate": either(rate(0, 0.07), either(rate(0, 0.07), one_of(0))),
    "borrowing_timing": one_of(0, 0.25, 0.5, 1),
    "dsg_timing": one_of(0, 0.25, 0.5, 1),
    "existing_mrp": money(0, 4e6, often_nought=True),
    "voluntary_mrp": money(0, 1e6, often_nought=True),
    "base_capital_financing": money(0, 12e6, often_nought=True),
    "base_revenue_contributions": money(0, 2e6, often_nought=True),
    "opening_other_balances": money(-5e6, 30e6, often_nought=True),
    "other_balances_change": money(-8e6, 8e6, often_nought=True),
    "minimum_cash": money(0, 20e6, often_nought=True),
    "investment_yield": rate(0, 0.05),
    "authorised_limit": one_of(0, 0.5, 40e6, 90e6),
    "draw_timing": one_of(0, 0.3, 0.5, 1),
    "dsg_opening_deficit": money(-8e6, 20e6, often_nought=True),
    "dsg_income": money(20e6, 40e6),
    "dsg_spending": money(20e6, 40e6),
    "dsg_rate": rate(0, 0.06),
    "dsg_cost_borne_by": one_of(0, 1),
    "base_dsg_cost": money(0, 1e6, often_nought=True),
    "dsg_override": one_of(0, 1),
    "hra_opening": money(-1e6, 12e6),
    "hra_income": money(10e6, 30e6),
    "hra_spending": money(10e6, 30e6),
    "hra_minimum": money(0, 8e6, often_nought=True),
    "hra_recharge_asked": money(0, 4e6, often_nought=True),
    "hra_shared_cost": money(0, 20e6, often_nought=True),
    "hra_fair_share": one_of(0, 0.1, 0.25),
    "base_hra_recharge": money(0, 2e6, often_nought=True),
}

SIZES = {
    "index": 3, "pressure": 7, "pay": 4, "demand": 4, "income": 3, "capital": 4, "pool": 3,
    "pair": 2, "saving": 6, "funding": 7, "reserve": 3, "service": 5,
    "band": 4, "precept": 2,
    "project": 4, "route": 5, "step": 9, "link": 6, "owned": 4, "milestone": 3,
    "cost_base": 3, "theme": 2, "agreement": 3, "delivery": 5,
    "risk": 3, "draw": 8,
    "priority": 5, "grade": 10, "consequence": 7, "effect": 4, "measured": 5, "sparing": 2,
    "challenge": 2, "package": 5,
    "cost": 6, "paid": 4, "investment": 5, "backed": 3, "built": 3,
}  # fmt: skip
GROUPS = {
    ("pressure", "index"): (0, 2, 1, 2, 0, 1, 2),
    ("pressure", "service"): (3, -1, 0, 3, 1, -1, 2),
    ("pay", "index"): (1, 0, 0, 2),
    ("pay", "service"): (-1, 2, 2, 0),
    ("demand", "index"): (2, 1, 2, 0),
    ("demand", "service"): (0, 3, -1, 3),
    ("income", "index"): (0, 2, 1),
    ("income", "service"): (1, -1, 3),
    ("saving", "service"): (0, 1, -1, -1, 2, 0),
    ("saving", "cost_base"): (0, 0, 1, 0, -1, 1),
    ("saving", "theme"): (-1, 0, 0, 1, -1, 0),
    ("cost_base", "service"): (0, -1, 2),
    ("agreement", "service"): (1, 1, -1),
    ("delivery", "saving"): (0, 0, 2, 4, 0),
    # The second project waits for the first, the third for both, the last for none.
    ("route", "project"): (0, 1, 2, 2, 3),
    ("step", "route"): (0, 1, 1, 2, 2, 2, 3, 3, 4),
    ("step", "project"): (0, 1, 0, 2, 1, 0, 2, 0, 3),
    ("link", "saving"): (0, 1, 1, 3, 4, 5),
    ("link", "project"): (0, 1, 3, 1, 3, 2),
    ("owned", "saving"): (0, 1, 2, 3),
    ("milestone", "project"): (1, 3, 3),
    ("capital", "service"): (2, -1, 0, 3),
    ("grade", "service"): (0, 0, 0, 1, 1, 1, 1, 1, 2, 2),
    ("grade", "priority"): (0, 1, 2, 0, 1, 2, 3, 4, 0, 3),
    ("consequence", "service"): (0, 1, 3, 0, 2, 2, 1),
    ("effect", "consequence"): (0, 2, 3, 4),
    ("effect", "saving"): (0, 1, 5, 4),
    ("measured", "consequence"): (0, 2, 3, 5, 6),
    ("sparing", "saving"): (1, 4),
    ("challenge", "service"): (1, -1),
    ("package", "service"): (0, 0, 2, 4, 4),
    ("draw", "reserve"): (0, 2, 1, 0, 2, 1, 1, 0),
    ("draw", "saving"): (0, -1, 3, 4, 0, 5, 1, 3),
    ("cost", "saving"): (0, 2, -1, 2, 4, 0),
    ("paid", "cost"): (0, 1, 3, 4),
    ("paid", "reserve"): (0, 2, 1, 0),
    ("backed", "investment"): (0, 1, 4),
    ("backed", "saving"): (1, 4, 1),
    ("built", "investment"): (1, 2, 4),
    ("built", "capital"): (3, 0, 1),
    ("funding", "pair"): (0, 1, -1, 1, 0, 1, -1),
    ("funding", "service"): (-1, 2, 0, -1, 3, -1, 1),
}
"""The position of each item's group, by the axis and the group's; -1 is none."""
YEARS = 4
COMMITTED = MODEL.inputs["reserve_category"].choices["er_commit"]
MANY, PENCE = 100, 1e-9
NONE_YET, HARDLY_ANY = slice(-5, -1), slice(-41, -1)
"""In a large sample, which cases have next to no money, and which of them none in the base year."""


def random_cases(count: int, seed: int) -> tuple[Plan, Cases]:
    """A plan and `count` cases that differ from it in every input.

    Each input is drawn by itself, so that a new one does not deal all others anew.
    """
    items = {
        axis: Items(
            tuple(f"{axis}{n}" for n in range(size)),
            tuple(f"{axis} {n}" for n in range(size)),
            groups_of(axis),
        )
        for axis, size in SIZES.items()
    }
    varied = {
        name: DRAWS[name](np.random.default_rng([seed, *name.encode()]), (*size_of(given), count))
        for name, given in MODEL.inputs.items()
    }
    for name, given in MODEL.inputs.items():
        if given.made_of:
            parts = np.array([varied[part.name] for part in given.made_of])
            varied[name] = parts.sum(axis=0)
    # What is ring-fenced or committed may close no gap, and the plan would be refused.
    varied["reserve_may_close_gap"][varied["reserve_category"] >= COMMITTED] = 0
    # Instalments of several directions are told apart only while none has ended.
    several = np.count_nonzero(varied["capitalisation_direction"], axis=0, keepdims=True) > 1
    lives = varied["support_life"]
    lives[several] = np.maximum(lives[several], YEARS)
    if count > MANY:
        leave_some_without_funding(varied)
        only_top_scores_have_room(varied)
        savings_that_never_arrive(varied)
        without_money(varied)
    first = {name: figures[:, :, 0].copy() for name, figures in varied.items()}
    plan = Plan("random", "A random plan", FinancialYear(2025), YEARS, items, first)
    return plan, Cases(tuple(f"case {n}" for n in range(count)), varied)


def leave_some_without_funding(varied: dict[str, Figures]) -> None:
    """Nothing, or half a pound, pays for one base year in ten, as where only gaps are known."""
    for place, rates in ((3, 0.0), (13, 0.5)):
        for name in ("base_band_d", "funding_base"):
            varied[name][..., place::20] = 0
        varied["funding_amount"][0, :, place::20] = 0
        varied["base_business_rates"][..., place::20] = rates


def only_top_scores_have_room(varied: dict[str, Figures]) -> None:
    """In one case in ten a decision is solved again by score where only the highest have room.

    Services 3 and 4 have no grades, so that what is typed is their score.
    """
    some = slice(7, None, 10)
    of_method = {"close_gap": 2, "resolve_after_pinning": 1, "gradient": 1, "close_gap_share": 1}
    of_service = {
        "service_pinned": (1, 0, 0, 0, 0), "service_exempt": (0, 0, 1, 0, 0),
        "service_controllable": (5e6, 1e6, 2e6, 18e6, 9e6), "service_budget": (9e6,) * 5,
        "service_minimum": (0, 0, 0, 2e6, 1e6), "service_minimum_high": (0,) * 5,
    }  # fmt: skip
    for name, number in of_method.items():
        varied[name][..., some] = number
    for name, row in of_service.items():
        varied[name][..., some] = np.array(row)[:, None]
    varied["service_score"][0, 3:, some] = varied["highest_score"][0, 0, some]


def savings_that_never_arrive(varied: dict[str, Figures]) -> None:
    """In one case in twenty savings would close every gap, and nothing of them is expected."""
    some = slice(9, None, 20)
    varied["saving_full_year_effect"][0, 0, some] = 800e6
    of_all = {
        "saving_start": 0, "saving_on": 1, "saving_delivery_probability": 0, "reserves_cover": 1,
        "close_gap": 0,
    }  # fmt: skip
    chosen = {
        "saving_approval": "approved", "saving_recurrence": "recurring",
        "reserves_policy": "fill_gap", "keep_minimum": "no",
    }  # fmt: skip
    for name, word in chosen.items():
        of_all[name] = MODEL.inputs[name].choices[word]
    for name, number in of_all.items():
        varied[name][..., some] = number


def without_money(varied: Mapping[str, Figures]) -> None:
    """Take all money out of one case, and all but pence of others, some with none to start from."""
    for name, given in MODEL.inputs.items():
        if ("£", 1) in given.unit.dimensions:
            varied[name][:, :, -1] = 0
            varied[name][:, :, HARDLY_ANY] *= PENCE if given.unit == GBP else 0
            if not given.yearly:
                varied[name][:, :, NONE_YET] = 0


def groups_of(axis: str) -> dict[str, tuple[int, ...]]:
    """The groups that each item of an axis belongs to."""
    return {group: of for (child, group), of in GROUPS.items() if child == axis}


def one_of_the_cases(plan: Plan, cases: Cases, case: int) -> Plan:
    """A case as a plan of its own."""
    return replace(plan, figures={n: f[:, :, case].copy() for n, f in cases.varied.items()})


def size_of(given: Input) -> tuple[int, int]:
    """The shape of an input's figures."""
    items = 1 if given.axis is COUNCIL else SIZES[given.axis.name]
    return (YEARS if given.yearly else 1, items)
