"""Two sentences that say what a plan shows, in words that hold for any plan."""

from __future__ import annotations

import numpy as np

from mtfp.results import Results

NEAR_NOUGHT = 500.0
"""Less than half of £0.001m is nothing that a reader of £m would see."""


def sentences(results: Results, case: int = 0) -> tuple[str, str]:
    """The gap and how it grows; then what reserves do about it."""
    return _gap(results, case), _reserves(results, case)


def _gap(results: Results, case: int) -> str:
    years = results.plan.plan_years
    gap, before = results["gap"][:, case], results["gap_before_savings"][:, case]
    saved = before[-1] - gap[-1]
    savings = f"after approved savings of {_m(saved)}, " if abs(saved) > NEAR_NOUGHT else ""
    if gap.max() < NEAR_NOUGHT:
        return f"The plan balances in every year to {years[-1]} without calling on reserves."
    if len(years) == 1:
        return f"The gap for {years[0]} is {_m(gap[0])}{savings and ', ' + savings.rstrip(', ')}."
    first, last = float(gap[0]), float(gap[-1])
    start = f"The gap in {years[0]} is {_m(first)}" if first > NEAR_NOUGHT else (
        f"{years[0]} balances"
    )  # fmt: skip
    end = f"by {years[-1]} it is {_m(last)} a year if nothing more is done"
    return f"{start}; {savings}{end}."


def _reserves(results: Results, case: int) -> str:
    years = results.plan.plan_years
    draw, short = results["permitted_draw"][:, case], results["shortfall"][:, case]
    closing = results["closing_reserves"][:, case]
    unmet = np.flatnonzero(short > NEAR_NOUGHT)
    left = (
        f"{_m(float(short[unmet[0]]))} of {years[unmet[0]]} is left that nothing pays for"
        if len(unmet)
        else ""
    )
    if draw.sum() < NEAR_NOUGHT:
        return f"No reserves are drawn{', and ' + left if left else ''}."
    drawn = (
        f"Reserves pay {_m(float(draw.sum()))} over the plan and stand at "
        f"{_m(float(closing[-1]))} at the end of {years[-1]}"
    )
    return f"{drawn}{'; ' + left if left else ', and every year balances with them'}."


def _m(amount: float) -> str:
    return f"£{abs(amount) / 1e6:,.1f}m"
