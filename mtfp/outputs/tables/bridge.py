"""From the base year to the gap, cause by cause."""

from mtfp.outputs.tables.rows import Row, Table
from mtfp.outputs.tables.savings import REPAYMENTS


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
        _so_far("costs_in_budget", "Costs to achieve, less capital receipts"),
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
        REPAYMENTS,
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
