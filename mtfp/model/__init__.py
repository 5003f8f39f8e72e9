"""The finance of a council's plan, as lines; nothing here knows how a line is rendered."""

from mtfp.algebra.lines import LineBook
from mtfp.model import (
    bridge,
    calendar,
    council_tax,
    funding,
    position,
    pressures,
    reserves,
    savings,
)

MODEL = LineBook.of(calendar, pressures, savings, council_tax, funding, position, reserves, bridge)
"""Every line and input of the plan, checked as it is imported."""
