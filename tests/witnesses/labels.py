"""What every row and series of the exemplar is called, and which line it is: typed by hand.

A line with a minus before it is shown taken away. Where a table has a row for each item, the
line stands under EACH, or EACH and of what, and the rows are called by the items' own titles;
under SOME where only those have a row that ever have a figure.
"""

import numpy as np

from mtfp.results import Results

EACH, SOME = "each", "some"
Named = dict[str, str]

GAP = {
    "Gap before savings": "gap_before_savings",
    "Approved savings so far, not new each year": "-savings",
    "Gap after approved savings": "gap",
    "...of which new this year": "gap_increment",
    "Gap if services cannot absorb": "gap_if_not_absorbed",
    "Savings proposed, not yet approved": "savings_proposed",
    "Gap if proposed savings are approved too": "gap_if_proposed",
}
FUNDING = {
    "Council tax": "council_tax",
    "Collection fund surplus or deficit": "collection_fund",
    "Retained business rates": "business_rates",
    "Revenue support grant": "rsg",
    "Other grants and funding": "other_grants",
    "Funding": "funding",
}
MEETS_THE_GAP = {
    "Gap after savings as expected": "gap_expected",
    "Contributions to reserves": "contributions_to_reserves",
    "Permitted draw on reserves": "-permitted_draw",
    "Savings target, not yet identified": "-savings_target",
    "Brought by targets of services in the year": "-targets_cash",
    "Still to be found (brackets: to spare)": "gap_after_targets",
}
RESERVES = {
    **MEETS_THE_GAP,
    "Call on reserves": "call_on_reserves",
    "Usable reserves": "usable_reserves",
    "Closing reserves": "closing_reserves",
    "Last year's draw, inside the gap above": "unwinding_of_reserves",
    "Interest lost by draws": "lost_interest",
    "...of which not in the gap": "lost_interest_in_year",
    "Gaps added up: reserves needed if nothing is done": "gap_expected_if_nothing_done",
}
BRIDGE = {
    "Shortfall of the base year, to be found again": "gap_in_base",
    "One-offs of that year end": "-one_offs_in_base",
    "Pay, with on-costs": "pay_pressures_since_base",
    "Prices": "price_pressures_since_base",
    "Demand": "demand_pressures_since_base",
    "Levies": "levy_pressures_since_base",
    "Contingency": "contingency_since_base",
    "Growth of fees and charges": "-income_growth_since_base",
    "One-off and time-limited pressures of the year": "one_off_pressures",
    "Change in capital financing": "capital_financing_since_base",
    "Change in revenue contributions to capital": "revenue_contributions_since_base",
    "Change in what the schools grant deficit costs": "dsg_cost_since_base",
    "Change in the recharge to the housing account": "-hra_recharge_since_base",
    "Spending that grants leave": "stranded_costs",
    "Change in council tax": "-council_tax_since_base",
    "Change in collection funds": "-collection_fund_since_base",
    "Change in business rates": "-business_rates_since_base",
    "Change in revenue support grant": "-rsg_since_base",
    "Change in other grants and funding": "-other_grants_since_base",
    "Gap before savings": "gap_before_savings",
    "Approved savings so far": "-savings",
    "Gap after approved savings": "gap",
}
BRIDGE_IN_ROWS = {
    f"{EACH} staff group": "pay_since_base",
    f"{EACH} pressure": "pressure_since_base",
    f"{EACH} demand line": "demand_since_base",
    f"{EACH} source of income": "-income_since_base",
    "Pressures less growth of income, since the base year": "pressures_by_kind_since_base",
}
BRIDGE_TITLE = "From the base year to the gap: what each cause adds, or in brackets takes off"
AT_RISK = "Approved and not expected this year"
TABLES: dict[str, Named] = {
    "Spending": {
        "Pressures of the year, in the budget below": "pressures",
        "...of which pay, with on-costs": "pay_pressures",
        "...in pay, by new rates of National Insurance and pension": "on_cost_rate_pressures",
        "...of which prices": "price_pressures",
        "...of which demand": "demand_pressures",
        "...of which levies": "levy_pressures",
        "...of which contingency": "contingency_pressures",
        "...of which capital financing": "capital_financing_growth",
        "...of which revenue contributions to capital": "revenue_contributions_growth",
        "...of which what the schools grant deficit costs": "dsg_cost_growth",
        "...of which spending that grants leave": "new_stranded_costs",
        "...of which growth of fees and charges": "-income_growth",
        "...of which growth of the recharge to the housing account": "-hra_recharge_growth",
        "Capital financing, in the budget below": "capital_financing",
        "Recurring budget before savings": "recurring_base_before_savings",
        "One-off and time-limited pressures": "one_off_pressures",
        "Approved savings so far, not new each year": "-savings",
        "Net budget": "net_budget",
    },
    "Funding": FUNDING,
    "Gap (the year's own shortfall)": GAP,
    "Reserves": RESERVES,
    BRIDGE_TITLE: BRIDGE,
    "Pressures, pay, demand and income above, row by row": BRIDGE_IN_ROWS,
    "Savings as approved": {SOME: "saving_planned", "Savings as approved": "savings"},
    "Savings as they are expected to arrive": {
        SOME: "saving_expected",
        "Savings as expected": "savings_expected",
        AT_RISK: "savings_at_risk",
    },
    "What of savings has an owner and a project with milestones, and what of the gap has not": {
        "Savings approved or proposed": "savings_sought",
        "Savings that are covered": "savings_covered",
        "Share of savings that is covered": "savings_covered_share",
        "Gap still to be covered": "gap_to_cover",
        "Gap without a programme": "gap_without_programme",
        "Share of the gap without a programme": "gap_share_without_programme",
    },
    "What savings cost before they save, and what pays for it": {
        SOME: "cost_to_achieve",
        "Costs to achieve": "costs_to_achieve",
        "Capital receipts used for change": "receipts_used_for_change",
        "Savings net of costs to achieve, every year so far": "savings_net_so_far",
    },
    "Capital receipts: last year's in hand, plus what comes in, less what is used": {
        "Capital receipts of the year": "receipts_expected",
        "Used by capital schemes": "-capital_receipts_used",
        "Capital receipts used for change": "-receipts_used_for_change",
        "Capital receipts in hand": "receipts_in_hand",
    },
    "The revolving fund: last year's, less what it lends, plus what savings repay": {
        "Advances of the revolving fund": "-advances",
        "Repayments to the revolving fund": "repayments",
        "Revolving fund": "revolving_fund",
    },
    "What investments save in the year, beyond what they repay to the revolving fund": {
        SOME: "investment_released",
        "Savings released to the budget": "savings_released",
    },
    "Investments: what each saves in the year, less MRP and interest for it": {
        EACH: "investment_affordability",
    },
    "Targets of services, which are no savings yet": {
        "Structural gap": "structural_gap",
        "Recurring gap to close": "gap_to_close",
        "New savings targets of services": "targets_new",
        "Gap to close that no target meets": "gap_not_shared",
        "Savings targets of services so far": "targets_so_far",
        "Brought by targets of services in the year": "targets_cash",
        "Recurring gap that targets leave": "gap_left_open",
    },
    "Likeness to an equal cut: 100% is the same percentage from every service": {
        "Likeness to an equal cut: targets": "salami_index",
        "Likeness to an equal cut: all cuts": "salami_of_plan",
    },
    "Council tax": {
        "Council tax base": "tax_base",
        "General council tax increase": "council_tax_increase",
        "Adult social care precept increase": "asc_precept_increase",
        "Band D council tax": "band_d",
        "What one per cent of Band D raises": "yield_of_one_per_cent",
        "Room left below the referendum limit": "rise_headroom",
        "What the room below the referendum limit would raise": "headroom_yield",
        "Council tax foregone": "council_tax_foregone",
        "Council tax on the tax base": "council_tax_from_base",
        "Council tax": "council_tax",
    },
    "Ring-fenced grants and the spending that goes with them": {
        "Spending matched with ring-fenced grants": "matched_spending",
        "Ring-fenced grants": "-ringfenced_grants",
        "Stranded costs of ring-fenced grants": "stranded_costs",
    },
    "Capital spending and what pays for it": {
        "Capital spending": "capital_programme",
        "Capital grants and contributions used": "-capital_grants_used",
        "Capital receipts used": "-capital_receipts_used",
        "Revenue contributions to capital": "-revenue_contributions",
        "Capital spending to be borrowed for": "borrowing_need",
    },
    "What borrowing costs the budget": {
        "Minimum revenue provision": "mrp",
        "Interest on existing debt": "interest_on_existing_debt",
        "Interest on new debt": "interest_on_new_debt",
        "Investment income": "-investment_income",
        "Capital financing": "capital_financing",
        "Capital financing as a share of funding": "financing_ratio",
        "Capital financing requirement": "cfr",
        "Internal borrowing": "internal_borrowing",
        "External debt": "external_debt",
        "...of which for the schools grant deficit": "dsg_debt",
        "Authorised limit for external debt": "authorised_limit",
    },
    "MRP: the charge for what was borrowed, scheme by scheme": {
        "MRP on spending before the plan": "existing_mrp",
        EACH: "capital_mrp",
        "Minimum revenue provision": "mrp",
        "MRP put off to later years by annuities": "put_off",
    },
    "Each scheme's MRP with interest at the rate of new borrowing": {EACH: "scheme_charge"},
    "Dedicated schools grant, held apart from the gap": {
        "Schools grant deficit": "dsg_deficit",
        "...of which this year's own": "dsg_in_year",
        "Cash cost of the schools grant deficit": "dsg_cash_cost",
        "Usable reserves": "usable_reserves",
        "Schools grant deficit that reserves would meet": "-dsg_from_reserves",
        "Usable reserves after the schools grant deficit": "reserves_after_dsg",
        "Schools grant deficit that reserves could not meet": "dsg_unmet",
    },
    "Housing revenue account, held apart from the gap": {
        "Fair cost to the housing account": "hra_fair_cost",
        "Recharge to the housing account": "hra_recharge",
        "Housing account balance": "hra_balance",
    },
    "Council tax base from the dwellings of each band": {
        EACH: "band_equivalents",
        "Band D equivalents before the collection rate": "relevant_amounts",
        "Collection rate in force": "collection_rate_in_force",
        "Council tax base from bands": "tax_base_from_bands",
    },
    "Council tax bills: Band D of each authority, and each band in all": {
        "This council": "band_d",
        EACH: "precept_band_d",
        "Band A bill": "bill_a",
        "Band B bill": "bill_b",
        "Band C bill": "bill_c",
        "Band D bill": "bill_d",
        "Band E bill": "bill_e",
        "Band F bill": "bill_f",
        "Band G bill": "bill_g",
        "Band H bill": "bill_h",
    },
    "Collection fund: what it pays in the year, once": {
        "Collection fund typed in": "collection_fund_typed",
        "Council tax surplus or deficit as estimated": "council_tax_fund_estimate",
        "Collection fund surplus or deficit": "collection_fund",
    },
    "Business rates by the retention scheme": {
        "Local share of business rates income": "local_rates_income",
        "Section 31 compensation for business rates": "section_31_grant",
        "Top-up": "top_up",
        "Business rates from retention": "business_rates_kept",
        "Business rates growth above the baseline": "rates_growth",
        "Business rates growth ended by a reset": "rates_growth_lost",
    },
    "The business rates pool as one, against its members alone": {
        "Levy saved by pooling": "pool_gain",
    },
    "Revenue support grant between two allocations": {
        "Revenue support grant by the old distribution": "rsg_old_allocation",
        "Revenue support grant by the new distribution": "rsg_new_allocation",
        "Revenue support grant from the two allocations": "rsg_allocated",
    },
    "How firm the funding is, where its rows say so": {
        "Funding that is confirmed": "confirmed_funding",
        "Funding that is provisional": "provisional_funding",
        "Funding that is assumed": "assumed_funding",
        "Share of funding not yet confirmed": "unconfirmed_share",
    },
    "Core Spending Power: government's view against the plan's own": {
        "Core Spending Power that government pays": "csp_government_cash",
        "Council tax assumed in Core Spending Power": "csp_council_tax",
        "Core Spending Power": "core_spending_power",
        "Our council tax beyond that assumed (brackets: less)": "-csp_council_tax_over_ours",
        "Our grant and business rates beyond those assessed (brackets: less)": "-csp_ffa_over_ours",
        "Our other grants beyond those counted (brackets: less)": "-csp_grants_over_ours",
        "Collection fund, which Core Spending Power leaves out": "csp_leaves_out",
        "Our funding, reconciled to Core Spending Power": "csp_our_funding",
    },
    "Usable reserves against their minimum": {
        "Usable reserves": "usable_reserves",
        "Minimum of usable reserves": "minimum_reserves",
    },
    "Balance of each reserve at the year's end": {
        EACH: "reserve_balance",
        "Closing reserves": "closing_reserves",
    },
    "Drawn from each reserve": {
        EACH: "reserve_draw",
        "Permitted draw on reserves": "permitted_draw",
    },
    "What the year's draw on reserves is for": {
        "Draw that bridges savings": "bridging",
        "Draw that bridges targets": "bridging_targets",
        "Draw that pays one-off costs": "draw_for_one_offs",
        "Draw that is paid into other reserves": "draw_moved",
        "Draw that waits for a decision": "bridging_undecided",
        "Draw that sustains services": "sustaining",
        "Permitted draw on reserves": "permitted_draw",
        "Structural gap": "structural_gap",
    },
    "Savings that reserves bridge on their way to full effect": {
        SOME: "saving_bridged",
        "Draw that bridges savings": "bridging",
    },
    "Savings that have slipped, whose draw waits for members to approve their new start": {
        SOME: "saving_undecided",
        "Draw that waits for a decision": "bridging_undecided",
    },
    "How long reserves last": {
        "Left if reserves met every call so far": "left_if_met",
        "Call on reserves": "call_on_reserves",
        "Usable reserves above their minimum": "available_reserves",
        "Years that reserves would last at the average call (0: no call)": "runway_years",
    },
    "Resilience indicators, against the net budget": {
        "Level of reserves": "reserves_level",
        "Unallocated reserves ratio": "unallocated_ratio",
        "Earmarked reserves ratio": "earmarked_ratio",
        "Interest payable ratio": "interest_ratio",
        "Gross external debt ratio": "debt_ratio",
        "External debt": "external_debt",
        "Council tax ratio": "council_tax_ratio",
        "Fees and charges ratio": "fees_ratio",
        "Growth above baseline": "growth_above_baseline",
    },
}
"""The tables that the page and the workbook both have, by their titles."""

ON_THE_PAGE_ALONE: dict[str, Named] = {
    "What meets the gap": MEETS_THE_GAP,
    "Savings, approved and expected": {
        "Savings as approved": "savings",
        "Savings as expected": "savings_expected",
        AT_RISK: "savings_at_risk",
        "Savings proposed, not yet approved": "savings_proposed",
        "Savings net of costs to achieve": "savings_net",
    },
}
IN_THE_WORKBOOK_ALONE: dict[str, Named] = {
    "Funding given as amounts, row by row, ring-fenced or not": {EACH: "funding_level"},
}
HEADLINE = {
    "Gap before savings": "gap_before_savings",
    "Approved savings so far": "-savings",
    "Gap after approved savings": "gap",
    AT_RISK: "savings_at_risk",
    "Gap after savings as expected": "gap_expected",
    "Contributions to reserves": "contributions_to_reserves",
    "Permitted draw on reserves": "-permitted_draw",
    "Savings target, not yet identified": "-savings_target",
    "Still to be found": "unfunded",
    "Gap if services cannot absorb": "gap_if_not_absorbed",
    "Usable reserves at the year's end": "usable_reserves",
    "Minimum of usable reserves": "minimum_reserves",
    "Council tax rise": "council_tax_rise",
}
OF_THE_EXEMPLAR_ALONE = {"contributions_to_reserves", "savings_target", "gap_if_not_absorbed"}
"""What the Summary leaves out of a plan that says nothing of it."""
MEASURES = {
    "Gap before savings": "gap_before_savings",
    "Gap after approved savings": "gap",
    "Gap after savings as expected": "gap_expected",
    "Permitted draw on reserves": "permitted_draw",
    "Still to be found": "unfunded",
    "Usable reserves": "usable_reserves",
}
WHERE_PRESSURE_IS_ABSORBED = {"Gap if services cannot absorb": "gap_if_not_absorbed"}
"""One more of them, as in the exemplar."""
SHEETS = {
    "Plan": [
        "Spending",
        "Funding",
        "Gap (the year's own shortfall)",
        "Reserves",
        "From the base year to the gap: what each cause adds, or in brackets takes off",
        "Pressures, pay, demand and income above, row by row",
        "Capital spending and what pays for it",
        "What borrowing costs the budget",
        "MRP: the charge for what was borrowed, scheme by scheme",
        "Each scheme's MRP with interest at the rate of new borrowing",
        "Dedicated schools grant, held apart from the gap",
        "Housing revenue account, held apart from the gap",
    ],
    "Savings": [
        "Savings as approved",
        "Savings as they are expected to arrive",
        "What of savings has an owner and a project with milestones, and what of the gap has not",
        "What savings cost before they save, and what pays for it",
        "Capital receipts: last year's in hand, plus what comes in, less what is used",
        "Investments: what each saves in the year, less MRP and interest for it",
        "The revolving fund: last year's, less what it lends, plus what savings repay",
        "What investments save in the year, beyond what they repay to the revolving fund",
        "Targets of services, which are no savings yet",
        "Likeness to an equal cut: 100% is the same percentage from every service",
    ],
    "Funding": [
        "Funding",
        "Council tax",
        "Council tax base from the dwellings of each band",
        "Council tax bills: Band D of each authority, and each band in all",
        "Collection fund: what it pays in the year, once",
        "Business rates by the retention scheme",
        "The business rates pool as one, against its members alone",
        "Revenue support grant between two allocations",
        "Ring-fenced grants and the spending that goes with them",
        "How firm the funding is, where its rows say so",
        "Core Spending Power: government's view against the plan's own",
        "Funding given as amounts, row by row, ring-fenced or not",
    ],
    "Reserves": [
        "Reserves",
        "Usable reserves against their minimum",
        "Balance of each reserve at the year's end",
        "Drawn from each reserve",
        "What the year's draw on reserves is for",
        "Savings that reserves bridge on their way to full effect",
        "Savings that have slipped, whose draw waits for members to approve their new start",
        "How long reserves last",
        "Resilience indicators, against the net budget",
    ],
}
"""Which tables stand on each sheet of the workbook."""


NOT_OF_THE_EXEMPLAR = {
    ("What the year's draw on reserves is for", "Draw that the year does not need"): (
        "draw_not_needed",
        0,
        1,
    ),
    ("Spending", "...of which other pressures"): ("other_pressures", 0, 1),
    (BRIDGE_TITLE, "Other pressures"): ("other_pressures_since_base", 0, 1),
}
"""Rows that another plan has, which puts some pressures under no kind of their own."""


def rows_of(
    named: Named, titles: dict[str, tuple[str, ...]], results: Results | None = None
) -> list[tuple[str, tuple[str, int, int]]]:
    """Each row's label, line, item and sign; `titles` are the items' of each line that has any.

    The `results` say which of SOME have a figure in any year of any scenario.
    """
    found = []
    for label, said in named.items():
        line, sign = said.removeprefix("-"), -1 if said.startswith("-") else 1
        kind = label.split(" ")[0]
        each = titles[line] if kind in (EACH, SOME) else (label,)
        rows = [(one, (line, item, sign)) for item, one in enumerate(each)]
        if kind == SOME and results is not None:
            rows = [row for row in rows if np.nan_to_num(results.array(line)[:, row[1][1]]).any()]
        found += rows
    return found
