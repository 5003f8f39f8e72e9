"""Two sentences that say what a plan shows, in words that hold for any plan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtfp.analysis.blanks import Blanks
from mtfp.analysis.saying import NEAR_NOUGHT, Said, gap_or_spare, listed, millions
from mtfp.results import Results
from mtfp.terms import FinancialYear

FEW = 3
"""No more years than this are named one by one."""


def sentences(results: Results, blanks: Blanks, case: int = 0) -> tuple[str, str]:
    """The gap and how it grows; then what reserves do about it."""
    gap, besides, reserves = headline(results, blanks, case)
    return f"{gap} {besides}".rstrip(), reserves


def headline(results: Results, blanks: Blanks, case: int = 0) -> tuple[str, str, str]:
    """The gap in one sentence, what it would be if less arrives, and what reserves do about it."""
    said = Said(results, blanks, case)
    return *_gap(said), _reserves(said) + _beyond_reserves(said)


def _gap(said: Said) -> tuple[str, str]:
    gap, before = said["gap"], said["gap_before_savings"]
    known = np.flatnonzero(~np.isnan(gap))
    if not len(known):
        return "The plan leaves blank what a gap would be worked from.", ""
    saved = float((before - gap)[known[-1]])
    savings = f" after approved savings of {millions(saved)}" if saved > NEAR_NOUGHT else ""
    years = [said.years[n] for n in known]
    late = _late(gap[known], said["gap_expected"][known], years)
    drawn = bool(np.nanmax(said["permitted_draw"], initial=0) > NEAR_NOUGHT)
    besides = late + _not_absorbed(said) + said.left_blank("gap")
    return _gap_of(gap[known], years, savings, drawn=drawn), besides.strip()


def _not_absorbed(said: Said) -> str:
    """What the gap is if services cannot absorb what they are told to, where that is most."""
    absorbed, gap = said["absorbed"], said["gap_if_not_absorbed"]
    told = np.where(np.isnan(gap), 0, absorbed)
    most = int(told.argmax())
    if told[most] < NEAR_NOUGHT:
        return ""
    asked = f"the {millions(told[most])} that they are told to in {said.years[most]}"
    then = gap_or_spare(float(gap[most]))
    what = "the gap of that year is" if gap[most] > -NEAR_NOUGHT else "that year has"
    return f" If services cannot absorb {asked}, {what} {then}."


def _late(
    gap: NDArray[np.float64], expected: NDArray[np.float64], years: list[FinancialYear]
) -> str:
    """What the gap is if savings arrive only as expected, in the years that the gap was told of.

    Where it is no worse in those it is told of the year in which it is worst.
    """
    worse = np.where(expected > NEAR_NOUGHT, expected - gap, 0)
    last = len(years) - 1
    named = (0, _peak(gap), last) if gap[-1] > NEAR_NOUGHT else (int(gap.argmax()), last)
    told = [n for n in dict.fromkeys(named) if worse[n] > NEAR_NOUGHT] or [int(worse.argmax())]
    each = [f"{millions(expected[n])} in {years[n]}" for n in told if worse[n] > NEAR_NOUGHT]
    return f" If savings arrive only as expected, it is {listed(each)}." if each else ""


def _peak(gap: NDArray[np.float64]) -> int:
    """The position of a gap well above the first and the last, or else that of the first."""
    most = int(gap.argmax())
    return most if gap[most] > max(gap[0], gap[-1]) + NEAR_NOUGHT else 0


def _gap_of(
    gap: NDArray[np.float64], years: list[FinancialYear], savings: str, *, drawn: bool
) -> str:
    """The sentence about the gap of the years that are known."""
    first, last, most = float(gap[0]), float(gap[-1]), int(gap.argmax())
    if gap[most] < NEAR_NOUGHT:
        when = f"in every year to {years[-1]}" if len(years) > 1 else f"in {years[0]}"
        best = int(gap.argmin())
        spare = f", with {millions(-gap[best])} to spare" if gap[best] < -NEAR_NOUGHT else ""
        at = f" in {years[best]}" if spare and len(years) > 1 else ""
        alone = "" if drawn else " without calling on reserves"
        return f"The plan balances {when}{alone}{spare}{at}{savings}."
    if len(years) == 1:
        return f"The gap for {years[0]} is {millions(first)}{savings}."
    if last > NEAR_NOUGHT:
        end = f"{millions(last)} a year by {years[-1]} if nothing more is done"
        end += f",{savings}" if savings else ""
        high = _peak(gap)
        peak = f"{millions(gap[high])} at its highest, in {years[high]}," if high else ""
        if first > NEAR_NOUGHT:
            return f"The gap is {millions(first)} in {years[0]}{peak and ', '}{peak} and {end}."
        over = f" with {millions(-first)} to spare" if first < -NEAR_NOUGHT else ""
        return f"{years[0]} balances{over}, but the gap is {peak}{peak and ' and '}{end}."
    top = f"The gap is {millions(gap[most])} in {years[most]}"
    spare = f" with {millions(-last)} to spare" if last < -NEAR_NOUGHT else ""
    return f"{top}, but {years[-1]} balances{spare}{savings and ','}{savings}."


def _reserves(said: Said) -> str:
    draw, short, closing = said["permitted_draw"], said["unfunded"], said["usable_reserves"]
    unmet = [(said.years[n], float(short[n])) for n in np.flatnonzero(short > NEAR_NOUGHT)]
    left = f"{_to_find(unmet)} still to be found" if unmet else ""
    targets = said.typed("savings_target")
    counted = [(year, targets[said.years.index(year)]) for year, _ in unmet]
    meant = [f"{millions(target)} for {year}" for year, target in counted if target > NEAR_NOUGHT]
    if meant:
        left += f", beyond the target of {listed(meant)}, which no scheme yet meets"
    if not said.has_reserves:
        none = "The plan says nothing of reserves"
        return f"{none}, nor of how the gap is met." if unmet else f"{none}."
    if np.isnan(draw).any():
        missing = [str(said.years[n]) for n in np.flatnonzero(np.isnan(draw))]
        what = f"What reserves pay in {listed(missing)} cannot be said"
        return f"{what}: {left}." if left else f"{what}."
    drawn = float(draw.sum())
    if drawn < NEAR_NOUGHT:
        return f"No reserves are used: {left}." if left else "No reserves are used."
    known = np.flatnonzero(~np.isnan(closing))
    stand = ""
    if len(known):
        left_then, then = millions(float(closing[known[-1]])), said.years[known[-1]]
        stand = f", and usable reserves stand at {left_then} at the end of {then}"
    over = f"in {said.years[0]}" if len(said.years) == 1 else "over the plan"
    balance = "the year balances" if len(said.years) == 1 else "every year balances"
    whole = f", and {balance} with them" if not np.isnan(short).any() else ""
    return f"Reserves pay {millions(drawn)} {over}{stand}{'; ' + left if left else whole}."


def _beyond_reserves(said: Said) -> str:
    """The schools grant's deficit once no longer held apart, where reserves are too few."""
    unmet = np.nan_to_num(said["dsg_unmet"])
    worst = int(unmet.argmax())
    if unmet[worst] < NEAR_NOUGHT:
        return ""
    deficit = millions(float(said["dsg_deficit_exposed"][worst]))
    return (
        f" The schools grant deficit, which the law no longer holds apart, is {deficit} in "
        f"{said.years[worst]}: {millions(float(unmet[worst]))} more than reserves could meet."
    )


def _to_find(unmet: list[tuple[FinancialYear, float]]) -> str:
    """What is not met, year by year, or from the first to the last where there are many."""
    each = [f"{millions(amount)} of {year}" for year, amount in unmet]
    if len(each) > FEW:
        return f"from {each[0]} to {each[-1]} is"
    return f"{listed(each)} {'is' if len(each) == 1 else 'are'}"
