"""What savings cost to achieve and what investments pay back, in one sentence."""

from __future__ import annotations

from mtfp.analysis.saying import NEAR_NOUGHT, Said, listed, millions
from mtfp.terms import NUMBER, show


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
    parts = [f"{millions(amount)} by {who}" for who, amount in paid.items() if amount > 0]
    all_of_it = f"To achieve its savings the plan pays {_exactly(costs)} once"
    if costs < NEAR_NOUGHT or len(parts) == 1:
        (whose,) = [who for who, amount in paid.items() if amount > 0][:1]
        return f"{all_of_it}, by {whose}."
    return f"{all_of_it}: {listed(parts)}."


def _exactly(amount: float) -> str:
    return millions(amount) if amount >= NEAR_NOUGHT else f"£{amount:,.0f}"


def _investments(said: Said) -> str:
    count = len(said.results.plan.items["investment"])
    if not count:
        return ""
    slow = round(float(said["investments_not_paying"][0]))
    limit = float(said.results.plan.figures["payback_limit"][0, 0])
    years = f"{show(limit, NUMBER)} years"
    if not slow:
        return f"{_of(count)} back within the {years} that members accept."
    if slow == count:
        return f"None of {count} pays back within the {years} that members accept."
    return (
        f"Of {count} investments {slow} {'does' if slow == 1 else 'do'} not pay back within the "
        f"{years} that members accept."
    )


def _of(count: int) -> str:
    return "The one investment pays" if count == 1 else f"All {count} investments pay"
