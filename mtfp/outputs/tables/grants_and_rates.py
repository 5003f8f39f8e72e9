"""The tables that stand behind business rates, grants and the settlement."""

from mtfp.outputs.tables.rows import Row, Table

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
STREAMS = Table(
    "Funding given as amounts, row by row, ring-fenced or not", (Row("funding_level", each=True),)
)
