"""What savings cost to achieve and what investments pay back, in one sentence."""

from __future__ import annotations

from mtfp.analysis.footing import rows_add
from mtfp.analysis.saying import HALF_A_POUND, NEAR_NOUGHT, Said, listed, millions, or_pounds
from mtfp.terms import NUMBER, show

TENTHS_OF_A_MILLION = -5
"""Of a pound, in decimals."""


def investing(said: Said) -> str:
    """What is paid once so that savings can be made, what pays, and what pays back in time."""
    found = [text for text in (_costs(said), _investments(said)) if text]
    return " ".join(found) or "The plan names no cost of achieving its savings."


def _costs(said: Said) -> str:
    costs = float(said["costs_to_achieve"].sum())
    if not costs > 0:
        return ""
    paid = {
        "capital receipts": float(said["receipts_used_for_change"].sum()),
        "reserves": float(said["costs_from_reserves"].sum()),
    }
    paid["the year's budget"] = costs - sum(paid.values())
    payers = {who: amount for who, amount in paid.items() if amount > HALF_A_POUND}
    all_of_it = f"To achieve its savings the plan pays {or_pounds(costs)} once"
    if len(payers) == 1:
        return f"{all_of_it}, by {next(iter(payers))}."
    said_of_each = _parts(costs, list(payers.values()))
    each = [f"{part} by {who}" for part, who in zip(said_of_each, payers, strict=True)]
    return f"{all_of_it}: {listed(each)}."


def _parts(whole: float, parts: list[float]) -> list[str]:
    """Parts as they are told, such that what is told of them adds up to what is told of all."""
    if whole < NEAR_NOUGHT:
        return [or_pounds(float(part)) for part in rows_add(parts, whole, 0)]
    footed = zip(parts, rows_add(parts, whole, TENTHS_OF_A_MILLION), strict=True)
    return [millions(float(tidy)) if tidy else or_pounds(part) for part, tidy in footed]


def _investments(said: Said) -> str:
    count = len(said.results.plan.items["investment"])
    if not count:
        return ""
    slow = round(float(said["investments_not_paying"][0]))
    limit = float(said.results.plan.figures["payback_limit"][0, 0])
    years = "year" if limit == 1 else f"{show(limit, NUMBER)} years"
    if count == 1:
        pays = "does not pay" if slow else "pays"
        return f"The one investment {pays} back within the {years} that members accept."
    if not slow:
        return f"All {count} investments pay back within the {years} that members accept."
    if slow == count:
        return f"None of {count} pays back within the {years} that members accept."
    return (
        f"Of {count} investments {slow} {'does' if slow == 1 else 'do'} not pay back within the "
        f"{years} that members accept."
    )
