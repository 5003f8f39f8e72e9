"""The figures of a plan newly begun: round, invented, and such that the base year balances.

Whatever the model needs and nothing here names gets the least that it may hold, and a register
that nothing here names is left with its headings, so that a plan begun tomorrow still passes.
"""

from __future__ import annotations

from collections.abc import Iterable

from mtfp.algebra.expressions import Axis, Input
from mtfp.terms import FinancialYear, Kind

SOURCE = "an example to be replaced"
COUNCIL_WIDE = {
    "approved_budget": "£150m",
    "base_tax_base": "50,000",
    "base_band_d": "£1,600.00",
    "tax_base_growth": "0.5%",
    "council_tax_increase": "2.99%",
    "asc_precept_increase": "2%",
    "base_business_rates": "£40m",
    "business_rates_growth": "2%",
    "reserves_policy": "fill_gap",
}
ROWS: dict[str, list[dict[str, str]]] = {
    "index": [
        {"id": "pay_award", "title": "Pay award", "rate": "3%"},
        {"id": "none", "title": "No index, for amounts typed by year", "rate": "0%"},
    ],
    "pressure": [
        {"id": "pay", "title": "Pay inflation", "index": "pay_award", "cost_base": "£90m",
         "sign": "cost", "recurrence": "recurring"},
        {"id": "demand", "title": "Demand for care", "index": "none", "amount": "£4.5m",
         "sign": "cost", "as": "change", "recurrence": "recurring"},
    ],
    "saving": [
        {"id": "S1", "title": "Shared back office", "full_year_effect": "£1.2m",
         "start": "{first}-10", "recurrence": "recurring"},
    ],
    "funding": [
        {"id": "grants", "title": "General grants", "kind": "grant", "base": "£30m",
         "amount": "£30m", "as": "level", "recurrence": "recurring"},
    ],
    "reserve": [
        {"id": "general", "title": "General fund balance", "opening": "£12m", "minimum": "£6m",
         "may_close_gap": "yes", "order": "1"},
    ],
}  # fmt: skip
"""Example rows by register: what identifies each, and its figures by the name of their input."""


def council_wide(given: Input, first: FinancialYear) -> str:
    """The example of an assumption; nothing where a plan need not speak of it."""
    known = COUNCIL_WIDE.get(given.name, "")
    return known or (least(given, first) if given.if_absent is None else "")


def rows(axis: Axis, others: Iterable[Axis]) -> list[dict[str, str]]:
    """The example rows of a register; one is made up where another register has to name it."""
    needed = any(axis in other.groups and ROWS.get(other.name) for other in others)
    made_up = [{"id": f"example_{axis.name}", "title": "An example"}] if needed else []
    return ROWS.get(axis.name, made_up)


def cell(row: dict[str, str], given: Input, first: FinancialYear) -> str:
    """What an example row holds of an input."""
    known = row.get(given.name.removeprefix(f"{given.axis.name}_"), "")
    if not known and given.if_absent is None:
        return least(given, first)
    return known.replace("{first}", str(first.start))


def least(given: Input, first: FinancialYear) -> str:
    """The least that may stand for an input of which no example is known."""
    if given.choices:
        return next(iter(given.choices))
    if given.dated:
        return f"{first.start}-04"
    number = f"{given.least or 0:g}"
    if given.unit.kind is Kind.PERCENT:
        return f"{(given.least or 0) * 100:g}%"
    return f"£{number}" if ("£", 1) in given.unit.dimensions else number
