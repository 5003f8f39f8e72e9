"""How far a plan has got, and which of its years are firm: said on every face."""

from __future__ import annotations

from collections.abc import Sequence

from mtfp.plan.plan import Plan
from mtfp.terms import FinancialYear

FIRM, INDICATIVE = "firm", "indicative"
STAGES = {
    "outlook": "An outlook, which sets no budget",
    "draft": "A draft, not yet proposed as a budget",
    "provisional": "A provisional budget, which full council has not set",
    "budget": "A budget, as full council sets it",
}


def stage_in_words(plan: Plan) -> str:
    """How far the plan has got, and which of its years are firm where it says."""
    stage, firm = STAGES[plan.stage], plan.firm_years
    if firm is None:
        return f"{stage}."
    parts = [(plan.plan_years[:firm], FIRM), (plan.plan_years[firm:], INDICATIVE)]
    return f"{stage}; {' and '.join(f'{_span(years)} {word}' for years, word in parts if years)}."


def standings(plan: Plan) -> tuple[str, ...]:
    """What a heading says of each year, the base year first; nothing where the plan does not."""
    if plan.firm_years is None:
        return ("",) * (1 + plan.years)
    firm = plan.firm_years
    return ("", *(FIRM,) * firm, *(INDICATIVE,) * (plan.years - firm))


def stage_and_edition(plan: Plan) -> str:
    """The plan's stage and edition in a few words: `Draft, edition of 2026-02-18`."""
    edition = f", edition of {plan.edition}" if plan.edition else ""
    return f"{plan.stage.capitalize()}{edition}"


def _span(years: Sequence[FinancialYear]) -> str:
    """Years as a sentence's subject and its verb."""
    return f"{years[0]} is" if len(years) == 1 else f"{years[0]} to {years[-1]} are"
