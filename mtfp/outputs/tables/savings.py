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
