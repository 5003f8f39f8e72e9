"""The finance of a council's plan, as lines; nothing here knows how a line is rendered."""

from mtfp.algebra.lines import LineBook
from mtfp.model import (
    absorbed,
    band_d,
    bands,
    borrowing,
    bridge,
    business_rates,
    calendar,
    capital,
    cash,
    collection_fund,
    council_tax,
    decisions,
    demand,
    dsg,
    funding,
    funding_status,
    grants,
    hra,
    income,
    indices,
    on_costs,
    pay,
    pool,
    position,
    precepts,
    pressures,
    projects,
    referendum,
    reserves,
    savings,
    services,
    settlement,
    spending,
    spending_power,
    tax_base,
)

MODEL = LineBook.of(
    calendar, indices, pressures, on_costs, pay, demand, income, capital, dsg, borrowing, hra,
    spending, savings, bands, band_d, precepts, tax_base, council_tax, referendum,
    collection_fund, business_rates, pool, settlement, funding, grants, funding_status, services,
    position, absorbed, reserves, cash, bridge, spending_power, projects, decisions,
)  # fmt: skip
"""Every line, input and detail of the plan, checked as it is imported."""
