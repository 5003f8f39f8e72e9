"""How long reserves would last, in one sentence: the year in which they do not meet the call."""

from __future__ import annotations

import numpy as np

from mtfp.analysis.saying import NEAR_NOUGHT, Said, millions


def runway(said: Said) -> str:
    """When usable reserves run out, beside the average that hides a call which grows."""
    if not said.has_reserves:
        return "The plan says nothing of reserves."
    call = said["call_on_reserves"]
    if np.isnan(call).any():
        return "How long reserves last cannot be said: the plan leaves a year blank."
    out = np.flatnonzero(said["reserves_run_out"] > 0)
    if not call.max() > NEAR_NOUGHT:
        return "Nothing is asked of reserves."
    if not len(out):
        return f"Usable reserves meet the call of every year to {said.years[-1]}."
    year = int(out[0])
    told = f"Usable reserves run out in {said.years[year]}"
    average, years = said["average_call"][-1], said["runway_years"][-1]
    grows = len(call) > 1 and bool((np.diff(call) > NEAR_NOUGHT).all())
    if not grows:
        return f"{told}."
    return (
        f"{told}: the call grows every year, from {millions(call[0])} to {millions(call[-1])}, so "
        f"the {years:.1f} years that they would last at the average of {millions(average)} "
        "say too much."
    )
