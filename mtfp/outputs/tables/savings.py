"""The tables of savings, as approved and as expected."""

from mtfp.outputs.tables.rows import Row, Table

AT_RISK = "Approved and not expected this year"
REPAYMENTS = Row(
    "repayments_in_budget", base=False, optional=True, label="Of those, back to the revolving fund"
)
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
        Row("savings_net", memo=True, optional=True, unlike="savings"),
    ),
)
COVERAGE = Table(
    "What of savings has an owner and a project with milestones, and what of the gap has not",
    (
        Row("savings_sought", memo=True),
        Row("savings_covered", memo=True),
        Row("savings_covered_share", memo=True),
        Row("gap_to_cover", memo=True),
        Row("gap_without_programme", memo=True),
        Row("gap_share_without_programme", memo=True),
    ),
    needs="project_milestones",
)
COSTS_TO_ACHIEVE = Table(
    "What savings cost before they save, and what pays for it",
    (
        Row("cost_to_achieve", each=True, optional=True, base=False),
        Row("costs_to_achieve", total=True, base=False),
        Row("receipts_used_for_change", memo=True, optional=True),
        Row("receipts_refused", memo=True, optional=True),
        Row("costs_from_reserves", memo=True, optional=True),
        Row("costs_refused_by_reserves", memo=True, optional=True),
        Row("receipts_in_hand", memo=True, optional=True),
        Row("savings_net_so_far", memo=True),
    ),
    needs="costs_to_achieve",
)
REVOLVING_FUND = Table(
    "The revolving fund: lent, repaid out of savings, and lent again",
    (
        Row("advances", memo=True, optional=True),
        Row("repayments", memo=True, optional=True),
        Row("advances_refused", memo=True, optional=True),
        Row("revolving_fund", memo=True),
        Row("investment_released", each=True, optional=True, base=False),
        Row("savings_released", total=True, base=False),
    ),
    needs="revolving_fund",
)
INVESTMENTS = Table(
    "Investments: what they are worth today, and what they do for each year's budget",
    (
        Row("investment_with_bias_npv", each=True, memo=True, base=False),
        Row("investment_npv_if_all", each=True, memo=True, base=False, optional=True),
        Row("investment_affordability", each=True, memo=True, base=False, optional=True),
    ),
    needs="investments_outlay",
)
OF_INVESTING = (COSTS_TO_ACHIEVE, INVESTMENTS, REVOLVING_FUND)
"""Each is left out where the plan says nothing of it."""
