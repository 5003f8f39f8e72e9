"""The tables that every face shows, each declared once: which lines, in which order and sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Named
from mtfp.analysis.basis import ILLUSTRATIVE, Bases
from mtfp.analysis.blanks import Blanks
from mtfp.analysis.saying import says_only_gaps
from mtfp.results import Results


@dataclass(frozen=True)
class Row:
    """One row of a table: a line or input, as it is or taken away, perhaps as a total.

    `base` is false where the base year's figure is only where a look back starts from; a
    `memo` stands beside the sum and is no part of it. A line of an axis is a row for `each`
    of its items, or no row at all where there are none. An `optional` row is left out where
    it is nought in every year of every scenario: what a plan says nothing of is no nought. One
    `unlike` another line is left out too where it is the same in all of them, and says nothing.
    """

    name: str
    sign: int = 1
    total: bool = False
    base: bool = True
    label: str = ""
    memo: bool = False
    each: bool = False
    optional: bool = False
    unlike: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under a title. A total is the sum of the rows above it that are no memo.

    A table that `needs` a line is left out where that is nought in every year of every scenario.
    """

    title: str
    rows: tuple[Row, ...]
    needs: str = ""


AT_RISK = "Approved and not expected this year"
SAVINGS_SO_FAR = "Approved savings so far, not new each year"


def _part(name: str, called: str, sign: int = 1, unlike: str = "") -> Row:
    """One kind of the year's pressures."""
    label = f"...of which {called}"
    return Row(name, sign, memo=True, label=label, optional=True, unlike=unlike)


SPENDING = Table(
    "Spending",
    (
        Row("pressures", memo=True, label="Pressures of the year, in the budget below"),
        _part("pay_pressures", "pay, with on-costs"),
        Row(
            "on_cost_rate_pressures",
            memo=True,
            optional=True,
            label="...in pay, by new rates of National Insurance and pension",
        ),
        _part("price_pressures", "prices"),
        _part("demand_pressures", "demand"),
        _part("levy_pressures", "levies"),
        _part("contingency_pressures", "contingency"),
        _part("other_pressures", "other pressures", unlike="pressures"),
        _part("capital_financing_growth", "capital financing"),
        _part("revenue_contributions_growth", "revenue contributions to capital"),
        _part("dsg_cost_growth", "what the schools grant deficit costs"),
        _part("new_stranded_costs", "spending that grants leave"),
        _part("base_correction", "savings of earlier years not achieved"),
        _part("income_growth", "growth of fees and charges", sign=-1),
        _part("hra_recharge_growth", "growth of the recharge to the housing account", sign=-1),
        Row(
            "capital_financing",
            memo=True,
            optional=True,
            label="Capital financing, in the budget below",
        ),
        Row(
            "support_cost",
            memo=True,
            optional=True,
            label="Cost of exceptional support, in the budget below",
        ),
        Row("recurring_base_before_savings"),
        Row("one_off_pressures"),
        Row(
            "capitalisation_direction",
            sign=-1,
            memo=True,
            optional=True,
            label="...of which exceptional support takes off",
        ),
        Row("savings", sign=-1, label=SAVINGS_SO_FAR),
        Row("net_budget", total=True),
    ),
)
FUNDING = Table(
    "Funding",
    (
        Row("council_tax"),
        Row("collection_fund", optional=True),
        Row("business_rates", optional=True),
        Row("rsg", optional=True),
        Row("other_grants", optional=True),
        Row("funding", total=True),
    ),
)
GAP = Table(
    "Gap (the year's own shortfall)",
    (
        Row("gap_before_savings", base=False),
        Row("savings", sign=-1, label=SAVINGS_SO_FAR),
        Row("gap", total=True, base=False),
        Row("gap_increment", memo=True, label="...of which new this year"),
        Row("gap_if_not_absorbed", base=False, memo=True, optional=True, unlike="gap"),
        Row("savings_proposed", memo=True, optional=True),
        Row("gap_if_proposed", base=False, memo=True, optional=True, unlike="gap"),
    ),
)
RESERVES = Table(
    "Reserves",
    (
        Row("gap_expected", base=False),
        Row("contributions_to_reserves"),
        Row("permitted_draw", sign=-1),
        Row("savings_target", sign=-1),
        Row(
            "gap_after_targets",
            total=True,
            base=False,
            label="Still to be found (brackets: to spare)",
        ),
        Row("call_on_reserves", memo=True),
        Row("usable_reserves", memo=True),
        Row("closing_reserves", memo=True),
        Row("unwinding_of_reserves", memo=True, label="Last year's draw, inside the gap above"),
        Row("lost_interest", memo=True, optional=True),
        Row("lost_interest_in_year", memo=True, optional=True, label="...of which not in the gap"),
        Row(
            "gap_expected_if_nothing_done",
            base=False,
            memo=True,
            label="Gaps added up: reserves needed if nothing is done",
        ),
    ),
)
SUMMARY = (SPENDING, FUNDING, GAP, RESERVES)
"""The table a finance officer expects, in the order of the argument: spending to reserves."""

GAPS_ALONE = (
    Table(
        "Gap (the year's own shortfall)",
        (
            Row("gap", base=False, label="Gap as published, running"),
            Row("gap_increment", memo=True, label="...of which new this year"),
        ),
    ),
    Table(
        "Reserves",
        (
            Row(
                "gap_if_nothing_done",
                base=False,
                memo=True,
                label="Gaps added up: reserves needed if nothing is done",
            ),
        ),
    ),
)
"""What there is to show of a plan that holds published gaps and nothing else."""


def _change(stream: str, called: str, sign: int = -1) -> Row:
    """What funding takes from the gap by growing, or a cost of sign 1 adds to it."""
    label = f"Change in {called}"
    return Row(f"{stream}_since_base", sign=sign, base=False, label=label, optional=True)


def _so_far(name: str, label: str, sign: int = 1) -> Row:
    """What one kind of pressure has added since the base year."""
    return Row(name, sign=sign, base=False, label=label, optional=True)


BRIDGE = Table(
    "From the base year to the gap: what each cause adds, or in brackets takes off",
    (
        Row("gap_in_base", base=False),
        Row("one_offs_in_base", -1, base=False, label="One-offs of that year end", optional=True),
        _so_far("pay_pressures_since_base", "Pay, with on-costs"),
        _so_far("price_pressures_since_base", "Prices"),
        _so_far("demand_pressures_since_base", "Demand"),
        _so_far("levy_pressures_since_base", "Levies"),
        _so_far("contingency_since_base", "Contingency"),
        _so_far("other_pressures_since_base", "Other pressures"),
        _so_far("income_growth_since_base", "Growth of fees and charges", sign=-1),
        _so_far("one_off_costs", "One-off and time-limited pressures of the year"),
        _change("capital_financing", "capital financing", sign=1),
        _change("revenue_contributions", "revenue contributions to capital", sign=1),
        _change("dsg_cost", "what the schools grant deficit costs", sign=1),
        Row(
            "capitalisation_direction",
            sign=-1,
            base=False,
            optional=True,
            label="Exceptional support, of the year alone",
        ),
        _change("support_cost", "what exceptional support costs", sign=1),
        _change("hra_recharge", "the recharge to the housing account"),
        Row("stranded_costs", base=False, label="Spending that grants leave", optional=True),
        _so_far("base_correction_since_base", "Savings of earlier years not achieved"),
        _change("council_tax", "council tax"),
        _change("collection_fund", "collection funds"),
        _change("business_rates", "business rates"),
        _change("rsg", "revenue support grant"),
        _change("other_grants", "other grants and funding"),
        Row("gap_before_savings", base=False, total=True),
        Row("savings", sign=-1, label="Approved savings so far"),
        Row("gap", base=False, total=True),
    ),
)
"""What each kind of cause has moved since the base year, up to each year's gap."""
BRIDGE_IN_ROWS = Table(
    "Pressures, pay, demand and income above, row by row",
    (
        Row("pay_since_base", each=True, base=False, optional=True),
        _change("pension_secondary", "the secondary pension contribution", sign=1),
        Row("pressure_since_base", each=True, base=False, optional=True),
        Row("demand_since_base", each=True, base=False, optional=True),
        Row("income_since_base", sign=-1, each=True, base=False, optional=True),
        Row("pressures_by_kind_since_base", total=True, base=False),
    ),
)
"""What stands behind the bridge's pressures and income, and comes to the same."""

CAPITAL_SPENDING = Table(
    "Capital spending and what pays for it",
    (
        Row("capital_programme", optional=True),
        Row("capital_grants_used", sign=-1, optional=True),
        Row("capital_receipts_used", sign=-1, optional=True),
        Row("revenue_contributions", sign=-1, base=False, optional=True),
        Row("paid_twice", optional=True, label="Paid for beyond the spending"),
        Row("borrowing_need", total=True),
    ),
)
CAPITAL_FINANCING = Table(
    "What borrowing costs the budget",
    (
        Row("mrp", optional=True),
        Row("voluntary_mrp", optional=True),
        Row("interest_on_existing_debt", optional=True),
        Row("interest_on_new_debt", optional=True),
        Row("investment_income", sign=-1, optional=True),
        Row("capital_financing", total=True),
        Row("financing_ratio", memo=True, optional=True),
        Row("cfr", memo=True, optional=True),
        Row("internal_borrowing", memo=True, optional=True),
        Row("external_debt", memo=True, optional=True),
        Row(
            "dsg_debt", memo=True, optional=True, label="...of which for the schools grant deficit"
        ),
        Row("authorised_limit", memo=True, optional=True),
    ),
)
PROVISION = Table(
    "MRP: the charge for what was borrowed, scheme by scheme",
    (
        Row("existing_mrp", optional=True),
        Row("capital_mrp", each=True, optional=True),
        Row("mrp", total=True),
        Row("put_off", memo=True, optional=True, base=False),
    ),
)
SCHEME_CHARGES = Table(
    "Each scheme's MRP with interest at the rate of new borrowing",
    (Row("scheme_charge", each=True),),
)
SCHOOLS_GRANT = Table(
    "Dedicated schools grant, held apart from the gap",
    (
        Row("dsg_deficit", memo=True),
        Row("dsg_in_year", memo=True, label="...of which this year's own"),
        Row("dsg_cash_cost", memo=True, optional=True),
        Row("usable_reserves", base=False),
        Row("dsg_from_reserves", sign=-1),
        Row("reserves_after_dsg", total=True),
        Row("dsg_unmet", memo=True, optional=True),
    ),
    needs="dsg_deficit",
)
HOUSING = Table(
    "Housing revenue account, held apart from the gap",
    (
        Row("hra_fair_cost", memo=True),
        Row("hra_recharge", memo=True),
        Row("hra_subsidy_refused", memo=True, optional=True),
        Row("hra_balance", memo=True),
        Row("hra_below_minimum", memo=True, optional=True),
    ),
    needs="hra_balance",
)
BORROWING_AND_OTHER_ACCOUNTS = (
    CAPITAL_SPENDING, CAPITAL_FINANCING, PROVISION, SCHEME_CHARGES, SCHOOLS_GRANT, HOUSING,
)  # fmt: skip
"""What stands behind capital financing, and the accounts that the law keeps apart."""

APPROVED_SAVINGS = Table(
    "Savings as approved",
    (Row("saving_planned", each=True, optional=True), Row("savings", total=True)),
)
EXPECTED_SAVINGS = Table(
    "Savings as they are expected to arrive",
    (
        Row("saving_expected", each=True, optional=True),
        Row("savings_expected", total=True),
        Row("savings_at_risk", memo=True, label=AT_RISK),
    ),
)
SAVINGS_IN_ALL = Table(
    "Savings, approved and expected",
    (
        Row("savings", memo=True),
        Row("savings_expected", memo=True),
        Row("savings_at_risk", memo=True, label=AT_RISK),
        Row("savings_proposed", memo=True, optional=True),
    ),
)
COUNCIL_TAX = Table(
    "Council tax",
    (
        Row("tax_base", memo=True, optional=True),
        Row("council_tax_increase", memo=True, optional=True),
        Row("council_tax_increase_in_pounds", memo=True, optional=True),
        Row("asc_precept_increase", memo=True, optional=True),
        Row("band_d", memo=True, optional=True),
        Row("yield_of_one_per_cent", memo=True, optional=True),
        Row("rise_excessive", memo=True, optional=True),
        Row("rise_headroom", memo=True, optional=True),
        Row("headroom_yield", memo=True, optional=True),
        Row("council_tax_foregone", memo=True, optional=True, base=False),
        Row("council_tax_from_base", optional=True),
        Row("council_tax_typed", label="Council tax given as an amount", optional=True),
        Row("council_tax", total=True),
    ),
)
BUSINESS_RATES = Table(
    "Business rates by the retention scheme",
    (
        Row("local_rates_income", optional=True),
        Row("section_31_grant", optional=True),
        Row("cap_grant", optional=True),
        Row("tariff", sign=-1, optional=True),
        Row("top_up", optional=True),
        Row("levy_paid", sign=-1, optional=True),
        Row("safety_net_received", optional=True),
        Row("business_rates_kept", total=True),
        Row("rates_growth", memo=True, base=False, optional=True),
        Row("rates_growth_lost", memo=True, optional=True),
    ),
)
RSG = Table(
    "Revenue support grant between two allocations",
    (
        Row("rsg_old_allocation", memo=True, optional=True),
        Row("rsg_new_allocation", memo=True, optional=True),
        Row("rsg_allocated", memo=True, optional=True),
    ),
)
POOL = Table(
    "The business rates pool as one, against its members alone",
    (
        Row("pool_gain", memo=True, optional=True),
        Row("pool_safety_net_forgone", memo=True, optional=True),
    ),
)
FIRMNESS = Table(
    "How firm the funding is, where its rows say so",
    (
        Row("confirmed_funding", memo=True, optional=True),
        Row("provisional_funding", memo=True, optional=True),
        Row("assumed_funding", memo=True, optional=True),
        Row("unconfirmed_share", memo=True, optional=True),
    ),
)
RINGFENCED = Table(
    "Ring-fenced grants and the spending that goes with them",
    (
        Row("matched_spending", optional=True),
        Row("ringfenced_grants", sign=-1, optional=True),
        Row("stranded_costs", total=True),
    ),
)
ROLLED_IN = Table(
    "Grants rolled into others: what their sides come to, which should be nothing",
    (Row("pair_sum", memo=True, each=True, optional=True),),
)


def _ours_less(name: str, what: str) -> Row:
    """What the plan has of something beyond government's view; in brackets what it has less."""
    return Row(name, sign=-1, optional=True, label=f"{what} (brackets: less)")


SPENDING_POWER = Table(
    "Core Spending Power: government's view against the plan's own",
    (
        Row("csp_government_cash", optional=True),
        Row("csp_council_tax", optional=True),
        Row("core_spending_power", total=True),
        _ours_less("csp_council_tax_over_ours", "Our council tax beyond that assumed"),
        _ours_less("csp_ffa_over_ours", "Our grant and business rates beyond those assessed"),
        _ours_less("csp_grants_over_ours", "Our other grants beyond those counted"),
        Row("csp_leaves_out", optional=True),
        Row("csp_our_funding", total=True),
    ),
)
OF_GRANTS_AND_RATES = (
    BUSINESS_RATES, POOL, RSG, RINGFENCED, ROLLED_IN, FIRMNESS, SPENDING_POWER,
)  # fmt: skip
"""What stands behind rates and grants; each is left out where the plan says nothing of it."""
TAX_BASE = Table(
    "Council tax base from the dwellings of each band",
    (
        Row("band_equivalents", each=True, optional=True),
        Row("support_equivalents", sign=-1, optional=True),
        Row("relevant_amounts", total=True),
        Row("collection_rate_in_force", memo=True, optional=True, base=False),
        Row("defence_contribution", memo=True, optional=True),
        Row("tax_base_errors", memo=True, optional=True, base=False),
        Row("tax_base_from_bands", memo=True),
    ),
    needs="relevant_amounts",
)
BILLS = Table(
    "Council tax bills: Band D of each authority, and each band in all",
    (
        Row("band_d", memo=True, label="This council"),
        Row("precept_area_band_d", memo=True, each=True, optional=True),
        *(Row(f"bill_{letter}", memo=True) for letter in "abcdefgh"),
    ),
    needs="precepts_band_d",
)
COLLECTION_FUND = Table(
    "Collection fund: what it pays in the year, once",
    (
        Row("collection_fund_typed", optional=True),
        Row("council_tax_fund_estimate", optional=True),
        Row("council_tax_fund_outturn", optional=True),
        Row("business_rates_fund_estimate", optional=True),
        Row("business_rates_fund_outturn", optional=True),
        Row("section_31_timing", optional=True),
        Row("tax_base_deficit", optional=True),
        Row("collection_fund", total=True),
    ),
    needs="collection_fund_worked",
)
OF_COUNCIL_TAX = (TAX_BASE, BILLS, COLLECTION_FUND)
"""What stands behind council tax; each is left out where the plan says nothing of it."""
STREAMS = Table(
    "Funding given as amounts, row by row, ring-fenced or not", (Row("funding_level", each=True),)
)
BALANCES = Table(
    "Balance of each reserve at the year's end",
    (Row("reserve_balance", each=True), Row("closing_reserves", total=True)),
)
DRAWS = Table(
    "Drawn from each reserve",
    (Row("reserve_draw", each=True, base=False), Row("permitted_draw", total=True, base=False)),
)
AGAINST_MINIMUM = Table(
    "Usable reserves against their minimum",
    (Row("usable_reserves", memo=True), Row("minimum_reserves", memo=True)),
)

LICENCE = Table(
    "What the year's draw on reserves is for",
    (
        Row("bridging", optional=True),
        Row("draws_to_invest", optional=True),
        Row("draws_for_risks", optional=True),
        Row("bridging_undecided", optional=True),
        Row("sustaining", optional=True),
        Row("permitted_draw", total=True, base=False),
        Row("structural_gap", memo=True),
    ),
    needs="permitted_draw",
)
BRIDGED = Table(
    "Savings that reserves bridge on their way to full effect",
    (Row("saving_bridged", each=True, optional=True), Row("bridging", total=True)),
    needs="bridging",
)
NAMED_DRAWS = Table(
    "Named draws on reserves",
    (
        Row("draw_permitted", each=True),
        Row("named_draws", total=True),
        Row("named_draws_refused", memo=True, optional=True),
    ),
    needs="named_draws",
)
MINIMUM = Table(
    "The risks that the minimum of the general fund balance may rest on",
    (
        Row("risk_expected_loss", each=True),
        Row("minimum_by_risk", total=True, label="Expected losses: no cover for a bad year"),
        Row("risks_exposed", memo=True),
        Row("minimum_by_percentage", memo=True, optional=True),
    ),
    needs="risks_exposed",
)
RUNWAY = Table(
    "How long reserves last",
    (
        Row("available_in_year", memo=True),
        Row("call_on_reserves", memo=True),
        Row("available_reserves", memo=True),
        Row("runway_years", memo=True, optional=True),
    ),
    needs="call_on_reserves",
)
SUPPORT = Table(
    "Exceptional support: what it takes off a year, and what it costs later years",
    (
        Row("capitalisation_direction", memo=True),
        Row("support_mrp", optional=True),
        Row("support_interest", optional=True),
        Row("support_cost", total=True),
        Row("support_balance", memo=True, optional=True),
    ),
    needs="capitalisation_direction",
)
RESILIENCE = Table(
    "Resilience indicators, against the net budget",
    (
        Row("reserves_level", memo=True, optional=True),
        Row("unallocated_ratio", memo=True, optional=True),
        Row("earmarked_ratio", memo=True, optional=True),
        Row("interest_ratio", memo=True, optional=True),
        Row("debt_ratio", memo=True, optional=True),
        Row("external_debt", memo=True, optional=True),
        Row("council_tax_ratio", memo=True, optional=True),
        Row("fees_ratio", memo=True, optional=True),
        Row("social_care_ratio", memo=True, optional=True),
        Row("growth_above_baseline", memo=True, optional=True),
    ),
    needs="reserves_level",
)
CHANGE_IN_RESERVES = Table(
    "Reserves against three years before",
    (
        Row("reserves_counted", memo=True),
        Row("reserves_three_years_ago", memo=True),
        Row("reserves_change", memo=True),
        Row(
            "reserves_sustainability",
            memo=True,
            label="Years until they are gone (100: not depleting, or longer)",
        ),
    ),
    needs="reserves_three_years_earlier",
)
OF_RESERVES = (
    LICENCE, BRIDGED, NAMED_DRAWS, MINIMUM, RUNWAY, SUPPORT, RESILIENCE, CHANGE_IN_RESERVES,
)  # fmt: skip
"""What stands behind reserves; each is left out where the plan says nothing of it."""
BEHIND_THE_SUMMARY = (
    BRIDGE, BRIDGE_IN_ROWS, *BORROWING_AND_OTHER_ACCOUNTS, APPROVED_SAVINGS,
    EXPECTED_SAVINGS, COUNCIL_TAX, *OF_COUNCIL_TAX, *OF_GRANTS_AND_RATES, STREAMS, BALANCES, DRAWS,
    *OF_RESERVES,
)  # fmt: skip
"""Every other table that a face shows, but for those that hold rows of these alone."""

HEADLINE = (
    Row("gap_before_savings", base=False, memo=True),
    Row("savings", sign=-1, label="Approved savings so far"),
    Row("gap", base=False),
    Row("savings_at_risk", base=False, memo=True, label=AT_RISK, optional=True),
    Row("gap_expected", base=False, memo=True, optional=True, unlike="gap"),
    Row("contributions_to_reserves", base=False, memo=True, optional=True),
    Row("permitted_draw", sign=-1, base=False, memo=True, optional=True),
    Row("savings_target", sign=-1, memo=True, optional=True),
    Row("surplus", base=False, memo=True, optional=True),
    Row("unfunded", base=False),
    Row("gap_if_not_absorbed", base=False, memo=True, optional=True, unlike="gap"),
    Row("gap_if_proposed", base=False, memo=True, optional=True, unlike="gap"),
    Row("usable_reserves", label="Usable reserves at the year's end"),
    Row("minimum_reserves", memo=True),
    Row("council_tax_rise"),
)
"""Five numbers that a member is asked for, and what leads from each of the gaps to the next."""

MEASURES = (
    "gap_before_savings",
    "gap",
    "gap_expected",
    "permitted_draw",
    "unfunded",
    "usable_reserves",
)
"""What scenarios are compared by, side by side."""
IF_NOT_ABSORBED = Row("gap_if_not_absorbed", optional=True, unlike="gap")
"""One more, where services are told to absorb anything in any scenario."""

MARK = "~"
FOOTNOTE = f"{MARK} rests on illustrative figures, invented to fill what was not published."
SIGNS = "Amounts are in £m. Brackets are less than nought: a saving taken off, or money to spare."
ROUNDING = "Rows may differ by 0.001 from their total, which is rounded from exact figures."
BLANK_NOTE = "An empty space is a figure that cannot be given: it needs a year left blank."


@dataclass(frozen=True)
class Shown:
    """One row as it stands in a plan's table: its line or input, its item and its label."""

    row: Row
    named: Named
    item: int
    label: str

    def amounts(self, results: Results, blanks: Blanks, case: int) -> NDArray[np.float64]:
        """The figures shown, base year first; NaN where none is."""
        found = results.over_years(self.named, case, self.item) * self.row.sign
        if not self.row.base:
            found[0] = np.nan
        return blanks.left_out(found, self.named.name, self.item)

    def is_illustrative(self, bases: Bases) -> bool:
        """Whether any of its figures rests on an invented one."""
        return bases.of(self.named.name, self.item) == ILLUSTRATIVE


def rows_of(table: Table, results: Results, *, every: bool = False) -> Iterator[Shown]:
    """The rows of a table in a plan, one for each item where it asks for each.

    `every` keeps the optional rows that the plan says nothing of.
    """
    if table.needs and not ever(results, table.needs):
        return
    for row in table.rows:
        named = results.book[row.name]
        items = results.plan.items_of(named.axis)
        for item, title in enumerate(items.titles):
            if every or not row.optional or says_something(results, row, item):
                yield Shown(row, named, item, title if row.each else row.label or named.title)


def headline_of(results: Results) -> tuple[Row, ...]:
    """The numbers of the headline that a plan speaks of: what it does not say is not nought."""
    if says_only_gaps(results):
        return (Row("gap", base=False, label="Gap as published"),)
    silent = set()
    if not len(results.plan.items["saving"]):
        silent |= {"gap_before_savings", "savings"}
    if not len(results.plan.items["reserve"]):
        silent |= {"usable_reserves"}
    if not ever(results, "minimum_reserves"):
        silent |= {"minimum_reserves"}
    if not ever(results, "tax_base") or ever(results, "council_tax_typed"):
        silent |= {"council_tax_rise"}  # a tax given as an amount says nothing of its rise
    silent |= {row.name for row in HEADLINE if row.optional and not says_something(results, row)}
    return tuple(row for row in HEADLINE if row.name not in silent)


def says_something(results: Results, row: Row, item: int = 0) -> bool:
    """Whether an optional row has a figure anywhere that the line it is unlike has not."""
    if not ever(results, row.name, item):
        return False
    if not row.unlike:
        return True
    named, other = results.book[row.name], results.book[row.unlike]
    return any(
        not np.array_equal(results.over_years(named, case), results.over_years(other, case), True)
        for case in range(len(results.cases))
    )


def measures_of(results: Results) -> tuple[str, ...]:
    """What the scenarios of a plan are compared by, the meanings of the gap together."""
    if not says_something(results, IF_NOT_ABSORBED):
        return MEASURES
    after = MEASURES.index("gap_expected") + 1
    return (*MEASURES[:after], IF_NOT_ABSORBED.name, *MEASURES[after:])


def ever(results: Results, name: str, item: int = 0) -> bool:
    """Whether a line or input has a figure other than nought in any year of any scenario."""
    named = results.book[name]
    cases = range(len(results.cases))
    return any(np.nan_to_num(results.over_years(named, case, item)).any() for case in cases)


def summary_of(results: Results) -> tuple[Table, ...]:
    """The summary's tables: all of them, or the gaps where a plan says nothing else."""
    return GAPS_ALONE if says_only_gaps(results) else SUMMARY
