"""The finance of a council's plan, as lines; nothing here knows how a line is rendered."""

from mtfp.algebra.lines import LineBook
from mtfp.model import (
    absorbed,
    band_d,
    bands,
    bridge,
    calendar,
    collection_fund,
    council_tax,
    decisions,
    funding,
    position,
    pressures,
    precepts,
    projects,
    referendum,
    reserves,
    savings,
    services,
    spending,
    tax_base,
)

MODEL = LineBook.of(
    calendar, pressures, spending, savings, bands, band_d, precepts, tax_base, council_tax,
    referendum, collection_fund, funding, services, position, absorbed, reserves, bridge,
    projects, decisions,
)  # fmt: skip
"""Every line, input and detail of the plan, checked as it is imported."""
