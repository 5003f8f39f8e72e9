"""The summary, the headline and the measures that scenarios are compared by."""

from mtfp.outputs.tables.rows import Row, Table
from mtfp.outputs.tables.savings import AT_RISK, REPAYMENTS

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
            "costs_in_budget",
            memo=True,
            optional=True,
            label="...of which costs to achieve, less capital receipts",
        ),
        Row(
            "capitalisation_direction",
            sign=-1,
            memo=True,
            optional=True,
            label="...of which exceptional support takes off",
        ),
        Row("savings", sign=-1, label=SAVINGS_SO_FAR),
        REPAYMENTS,
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
        REPAYMENTS,
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
        Row("targets_cash", sign=-1, optional=True),
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
HEADLINE = (
    Row("gap_before_savings", base=False, memo=True),
    Row("savings", sign=-1, label="Approved savings so far"),
    REPAYMENTS,
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
