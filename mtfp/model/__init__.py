"""The finance of a council's plan, as lines; nothing here knows how a line is rendered."""

from mtfp.algebra.lines import LineBook
from mtfp.model import (
    absorbed,
    borrowing,
    bridge,
    calendar,
    capital,
    cash,
    council_tax,
    decisions,
    demand,
    dsg,
    funding,
    hra,
    income,
    indices,
    on_costs,
    pay,
    position,
    pressures,
    projects,
    reserves,
    savings,
    services,
    spending,
)

MODEL = LineBook.of(
    calendar, indices, pressures, on_costs, pay, demand, income, capital, borrowing, dsg, hra,
    spending, savings, council_tax, funding, services, position, absorbed, reserves, cash, bridge,
    projects, decisions,
)  # fmt: skip
"""Every line, input and detail of the plan, checked as it is imported."""
