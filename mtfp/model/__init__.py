"""The finance of a council's plan, as lines; nothing here knows how a line is rendered."""

from mtfp.algebra.lines import LineBook
from mtfp.model import (
    absorbed,
    bridge,
    business_rates,
    calendar,
    council_tax,
    decisions,
    funding,
    funding_status,
    grants,
    pool,
    position,
    pressures,
    projects,
    reserves,
    savings,
    services,
    settlement,
    spending,
    spending_power,
)

MODEL = LineBook.of(
    calendar, pressures, spending, savings, council_tax, business_rates, settlement, funding,
    grants, funding_status, pool, services, position, absorbed, reserves, bridge, spending_power,
    projects, decisions,
)  # fmt: skip
"""Every line, input and detail of the plan, checked as it is imported."""
