"""The finance of a council's plan, as lines; nothing here knows how a line is rendered."""

from mtfp.algebra.lines import LineBook
from mtfp.model import (
    absorbed,
    bridge,
    calendar,
    council_tax,
    decisions,
    funding,
    position,
    pressures,
    projects,
    reserves,
    savings,
    services,
    spending,
)

MODEL = LineBook.of(
    calendar, pressures, spending, savings, council_tax, funding, services, position, absorbed,
    reserves, bridge, projects, decisions,
)  # fmt: skip
"""Every line, input and detail of the plan, checked as it is imported."""
