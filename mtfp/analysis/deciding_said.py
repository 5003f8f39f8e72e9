"""By when savings have to be decided, in sentences: what is late, and what is due next."""

from __future__ import annotations

from collections.abc import Sequence

from mtfp.analysis.decide_by import DecideBy, decide_by
from mtfp.analysis.saying import listed, thousands
from mtfp.results import Results

NOT_SAID = "The plan says nothing of when its savings have to be decided."
NOT_DATED = "The plan has no edition date, so whether a last day has passed cannot be said."


def deciding(results: Results, case: int = 0) -> list[str]:
    """What was decided too late or is overdue, what is due next, or that nothing is said of it."""
    rows = decide_by(results, case)
    if not rows:
        return [NOT_SAID]
    late = [said for one in rows if (said := missed(one))]
    waiting = any(not one.decided for one in rows)
    if not results.plan.edition and waiting:
        return [*late, NOT_DATED, *due_next(rows)]
    return [*(late or ["No last day for a decision has been missed."]), *due_next(rows)]


def missed(one: DecideBy) -> str:
    """A saving whose last day for a decision has passed, and what that costs; or nothing."""
    if not one.missed:
        return ""
    months = "a month" if one.missed == 1 else f"{one.missed} months"
    was = f"was decided {months} after" if one.decided else f"is {months} past"
    further = (
        f"; every further month costs {thousands(one.month_price)}"
        if one.month_price and not one.decided
        else ""
    )
    day = said_day(one)
    return f"{one.title} {was} the last day for it to start on time, {day}{_cost(one)}{further}."


def due_next(rows: Sequence[DecideBy]) -> list[str]:
    """The next decisions that are still to be taken in time."""
    open_ones = [one for one in rows if not one.decided and not one.missed]
    if not open_ones:
        return []
    first = min(one.decide_by for one in open_ones)
    names = [one.title for one in open_ones if one.decide_by == first]
    return [f"Next to be decided: {listed(names)}, by {said_day(open_ones[0])}."]


def said_day(one: DecideBy) -> str:
    """The last day on which a decision is in time."""
    return f"{one.decide_by.day} {one.decide_by:%B %Y}"


def _cost(one: DecideBy) -> str:
    """What the delay costs, told once: by the months that the plan counts, or by those missed."""
    if not one.month_price:
        return ""
    if one.late >= one.missed:
        months = "a month" if one.late == 1 else f"{one.late:g} months"
        return f"; the plan counts it {months} late, which costs {thousands(one.late_price)}"
    counted = f", of which the plan counts {thousands(one.late_price)}" if one.late else (
        ", and the plan still counts on its start"
    )  # fmt: skip
    return f", which costs {thousands(one.price)}{counted}"
