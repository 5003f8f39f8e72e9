"""How long reserves would last, in one sentence: the year in which they do not meet the call."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtfp.analysis.saying import NEAR_NOUGHT, Said, millions

Floats = NDArray[np.float64]


def runway(said: Said) -> str:
    """When usable reserves run out, or would if they met every call; and what the plan draws."""
    if not said.has_reserves:
        return "The plan says nothing of reserves."
    call = said["call_on_reserves"] - said["target_relied_on"]
    if np.isnan(call).any():
        return "How long reserves last cannot be said: the plan leaves a year blank."
    if not call.max() > NEAR_NOUGHT:
        return "Nothing is asked of reserves."
    out = np.flatnonzero(said["reserves_run_out"] > 0)
    short = call - said["permitted_draw"]
    if not len(out):
        return _lasts(said, short if (short > NEAR_NOUGHT).any() else None)
    at = int(out[0])
    year = said.years[at]
    # What is left above the minimum, or a call that was not met before, tells that it was spared.
    spared = bool((short[:at] > NEAR_NOUGHT).any() or said["available_reserves"][at] > NEAR_NOUGHT)
    if spared and (short[: at + 1] > NEAR_NOUGHT).any():
        first = int(np.argmax(short > NEAR_NOUGHT))
        return (
            f"If reserves met every call they would run out in {year}; the plan draws less, and "
            f"{millions(short[first])} of the call of {said.years[first]} is not met by them."
        )
    return f"Usable reserves run out in {year}.{_grows(said, call)}"


def _lasts(said: Said, short: Floats | None) -> str:
    """That reserves last, and whether the plan uses them."""
    if short is None:
        return f"Usable reserves meet the call of every year to {said.years[-1]}."
    first = int(np.argmax(short > NEAR_NOUGHT))
    return (
        f"Reserves hold enough for every call to {said.years[-1]}; the plan draws less, and "
        f"{millions(short[first])} of the call of {said.years[first]} is not met by them."
    )


def _grows(said: Said, call: Floats) -> str:
    """How long they would have lasted at the first year's call, where each year asks for more."""
    rises = np.diff(call)
    if not len(rises) or not (rises > NEAR_NOUGHT).all() or call[0] <= NEAR_NOUGHT:
        return ""
    start = float(said.results.array("available_at_start")[1, 0, said.case])
    return (
        f" The call grows every year, from {millions(call[0])} to {millions(call[-1])}: at the "
        f"first year's they would have lasted {max(0.0, start) / call[0]:.1f} years."
    )
