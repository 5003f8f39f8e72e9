"""What every row and series of the exemplar is called, and which line it is: typed by hand.

A line with a minus before it is shown taken away. Where a table has a row for each item, the
line stands under EACH and the rows are called by the items' own titles.
"""

EACH = "each"
Named = dict[str, str]

GAP = {
    "Gap before savings": "gap_before_savings",
    "Approved savings so far, not new each year": "-savings",
    "Gap after approved savings": "gap",
    "...of which new this year": "gap_increment",
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
    "Still to be found (brackets: to spare)": "gap_after_targets",
}
RESERVES = {
    **MEETS_THE_GAP,
    "Call on reserves": "call_on_reserves",
    "Usable reserves": "usable_reserves",
    "Closing reserves": "closing_reserves",
    "Last year's draw, inside the gap above": "unwinding_of_reserves",
    "Gaps added up: reserves needed if nothing is done": "gap_expected_if_nothing_done",
}
BRIDGE = {
    "Shortfall of the base year, to be found again": "gap_in_base",
    "One-offs of that year end": "-one_offs_in_base",
    EACH: "pressure_since_base",
    "Change in council tax": "-council_tax_since_base",
    "Change in collection funds": "-collection_fund_since_base",
    "Change in business rates": "-business_rates_since_base",
    "Change in revenue support grant": "-rsg_since_base",
    "Change in other grants and funding": "-other_grants_since_base",
    "Gap before savings": "gap_before_savings",
    "Approved savings so far": "-savings",
    "Gap after approved savings": "gap",
}
AT_RISK = "Approved and not expected this year"
TABLES: dict[str, Named] = {
    "Spending": {
        "Pressures of the year, in the budget below": "pressures",
        "Recurring budget before savings": "recurring_base_before_savings",
        "One-off and time-limited pressures": "one_off_pressures",
        "Approved savings so far, not new each year": "-savings",
        "Net budget": "net_budget",
    },
    "Funding": FUNDING,
    "Gap (the year's own shortfall)": GAP,
    "Reserves": RESERVES,
    "From the base year to the gap: what each cause adds, or in brackets takes off": BRIDGE,
    "Savings as approved": {EACH: "saving_planned", "Savings as approved": "savings"},
    "Savings as they are expected to arrive": {
        EACH: "saving_expected",
        "Savings as expected": "savings_expected",
        AT_RISK: "savings_at_risk",
    },
    "Council tax": {
        "Council tax base": "tax_base",
        "General council tax increase": "council_tax_increase",
        "Adult social care precept increase": "asc_precept_increase",
        "Band D council tax": "band_d",
        "What one per cent of Band D raises": "yield_of_one_per_cent",
        "Council tax on the tax base": "council_tax_from_base",
        "Council tax": "council_tax",
    },
    "Ring-fenced grants and the spending that goes with them": {
        "Spending matched with ring-fenced grants": "matched_spending",
        "Ring-fenced grants": "-ringfenced_grants",
        "Stranded costs of ring-fenced grants": "stranded_costs",
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
}
"""The tables that the page and the workbook both have, by their titles."""

ON_THE_PAGE_ALONE: dict[str, Named] = {
    "What meets the gap": MEETS_THE_GAP,
    "Savings, approved and expected": {
        "Savings as approved": "savings",
        "Savings as expected": "savings_expected",
        AT_RISK: "savings_at_risk",
    },
}
IN_THE_WORKBOOK_ALONE: dict[str, Named] = {
    "Funding given as amounts, row by row, ring-fenced or not": {EACH: "funding_level"},
}
HEADLINE = {
    "Gap before savings": "gap_before_savings",
    "Gap after approved savings": "gap",
    "Approved savings so far": "savings",
    "Still to be found after savings and reserves": "unfunded",
    "Usable reserves at the year's end": "usable_reserves",
    "Minimum of usable reserves": "minimum_reserves",
    "Council tax rise": "council_tax_rise",
}
MEASURES = {
    "Gap before savings": "gap_before_savings",
    "Gap after approved savings": "gap",
    "Gap after savings as expected": "gap_expected",
    "Permitted draw on reserves": "permitted_draw",
    "Unfunded gap": "unfunded",
    "Usable reserves": "usable_reserves",
}
SHEETS = {
    "Plan": [
        "Spending",
        "Funding",
        "Gap (the year's own shortfall)",
        "Reserves",
        "From the base year to the gap: what each cause adds, or in brackets takes off",
    ],
    "Savings": ["Savings as approved", "Savings as they are expected to arrive"],
    "Funding": [
        "Funding",
        "Council tax",
        "Ring-fenced grants and the spending that goes with them",
        "Funding given as amounts, row by row, ring-fenced or not",
    ],
    "Reserves": [
        "Reserves",
        "Usable reserves against their minimum",
        "Balance of each reserve at the year's end",
        "Drawn from each reserve",
    ],
}
"""Which tables stand on each sheet of the workbook."""


def rows_of(
    named: Named, titles: dict[str, tuple[str, ...]]
) -> list[tuple[str, tuple[str, int, int]]]:
    """Each row's label, line, item and sign; `titles` are the items' of each line that has any."""
    found = []
    for label, said in named.items():
        line, sign = said.removeprefix("-"), -1 if said.startswith("-") else 1
        each = titles[line] if label == EACH else (label,)
        found += [(one, (line, item, sign)) for item, one in enumerate(each)]
    return found
