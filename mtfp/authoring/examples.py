"""The figures of a plan newly begun: round, invented, and such that the base year balances.

Whatever the model needs and nothing here names gets the least that it may hold, and a register
that nothing here names is left with its headings, so that a plan begun tomorrow still passes.
"""

from __future__ import annotations

from collections.abc import Iterable

from mtfp.algebra.details import Detail
from mtfp.algebra.expressions import Axis, Input
from mtfp.plan.headings import column_of
from mtfp.terms import FinancialYear, Kind

SOURCE = "an example to be replaced"
COUNCIL_WIDE = {
    "approved_budget": "£150m",
    "base_tax_base": "50,000",
    "base_band_d": "£1,600.00",
    "tax_base_growth": "0.5%",
    "council_tax_increase": "2.99%",
    "asc_precept_increase": "2%",
    "referendum_class": "social_care",
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
        {"id": "staff_pay", "title": "Pay inflation", "index": "pay_award", "cost_base": "£90m",
         "sign": "cost", "recurrence": "recurring", "owner": "Director of people",
         "note": "of no service, as it falls on all of them"},
        {"id": "care_demand", "title": "Demand for care", "index": "none", "amount": "£4.5m",
         "sign": "cost", "as": "change", "recurrence": "recurring", "service": "svc_care",
         "owner": "Director of adult social services"},
    ],
    "saving": [
        {"id": "S1", "title": "Shared back office", "full_year_effect": "£1.2m",
         "start": "{first}-10", "recurrence": "recurring", "service": "svc_back_office",
         "project": "prj_back_office", "type": "efficiency", "owner": "Chief finance officer"},
        {"id": "S2", "title": "Care at home sooner", "full_year_effect": "£800k",
         "start": "{first}-07", "recurrence": "recurring", "service": "svc_care",
         "project": "prj_care_at_home", "type": "transformation",
         "owner": "Director of adult social services"},
    ],
    "service": [
        {"id": "svc_care", "title": "Care of older and disabled people", "budget": "£66m",
         "directorate": "Adult Care", "portfolio": "Adult care and health",
         "owner": "Director of adult social services"},
        {"id": "svc_children", "title": "Children's social care", "budget": "£54m",
         "directorate": "Children", "portfolio": "Children and young people",
         "owner": "Director of children's services"},
        {"id": "svc_back_office", "title": "Finance, people and property", "budget": "£30m",
         "directorate": "Corporate", "portfolio": "Finance and resources",
         "owner": "Chief finance officer"},
    ],
    "project": [
        {"id": "prj_back_office", "title": "One back office with a neighbour",
         "status": "planned", "owner": "Chief finance officer"},
        {"id": "prj_care_at_home", "title": "Care at home sooner", "status": "under_way",
         "owner": "Director of adult social services"},
    ],
    "decision": [
        {"id": "dec_back_office", "title": "Share the back office with a neighbour",
         "date": "{base}-01-15", "role": "Cabinet", "reason": "It costs least",
         "owner": "Chief finance officer"},
        {"id": "dec_budget", "title": "Set the budget of the base year",
         "date": "{base}-02-25", "role": "Full council", "reason": "The law asks for one",
         "owner": "Chief finance officer"},
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
"""Example rows by register: what identifies each, its figures by the name of their input, and
what is said of it by the name of the detail. A month or a day counts from the base year's start
or the first plan year's."""


def council_wide(given: Input, first: FinancialYear) -> str:
    """The example of an assumption; nothing where a plan need not speak of it."""
    known = COUNCIL_WIDE.get(given.name, "")
    return known or (least(given, first) if given.if_absent is None else "")


def rows(axis: Axis, others: Iterable[Axis]) -> list[dict[str, str]]:
    """The example rows of a register; one is made up where another register has to name it."""
    needed = any(axis in other.groups and ROWS.get(other.name) for other in others)
    made_up = [{"id": f"example_{axis.name}", "title": "An example"}] if needed else []
    return ROWS.get(axis.name, made_up)


def cell(row: dict[str, str], one: Input | Detail, first: FinancialYear) -> str:
    """What an example row holds of an input or a detail."""
    known = row.get(column_of(one), "")
    if not known and isinstance(one, Input) and one.if_absent is None:
        return least(one, first)
    base = first + -1
    return known.replace("{first}", str(first.start)).replace("{base}", str(base.start))


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
