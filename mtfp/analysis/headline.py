"""Two sentences that say what a plan shows, in words that hold for any plan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtfp.analysis.blanks import Blanks
from mtfp.results import Results
from mtfp.terms import FinancialYear, show_millions

NEAR_NOUGHT = 50_000.0
"""Less than half of £0.1m is nothing to a sentence that is told in tenths of a million."""
FEW = 3
"""No more years than this are named one by one."""


def sentences(results: Results, blanks: Blanks, case: int = 0) -> tuple[str, str]:
    """The gap and how it grows; then what reserves do about it."""
    said = _Said(results, blanks, case)
    return _gap(said), _reserves(said)


class _Said:
    """A case's council-wide figures, with NaN where the plan leaves a year blank."""

    def __init__(self, results: Results, blanks: Blanks, case: int) -> None:
        self.results, self.blanks, self.case = results, blanks, case
        self.years = results.plan.plan_years
        self.has_reserves = bool(len(results.plan.items["reserve"]))

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        figures = self.results[name][:, self.case]
        return np.where(self.blanks.of(name)[1:], np.nan, figures)

    def typed(self, name: str) -> list[float]:
        """A council-wide input's plan years."""
        figures = self.results.over_years(self.results.book[name], self.case)
        return [float(figure) for figure in figures[1:]]

    def left_blank(self, name: str) -> str:
        """A sentence that owns up to the years that are missing."""
        missing = [str(year) for year, x in zip(self.years, self[name], strict=True)
                   if np.isnan(x)]  # fmt: skip
        if not missing:
            return ""
        return f" No gap can be given for {_listed(missing)}, which the plan leaves blank."


def _gap(said: _Said) -> str:
    gap, before = said["gap"], said["gap_before_savings"]
    known = np.flatnonzero(~np.isnan(gap))
    if not len(known):
        return "The plan leaves blank what a gap would be worked from."
    saved = float((before - gap)[known[-1]])
    savings = f" after approved savings of {_m(saved)}" if saved > NEAR_NOUGHT else ""
    years = [said.years[n] for n in known]
    expected = float(said["gap_expected"][known[-1]])
    late = (
        f" If savings arrive only as expected, it is {_m(expected)} in {years[-1]}."
        if expected - gap[known[-1]] > NEAR_NOUGHT
        else ""
    )
    return _gap_of(gap[known], years, savings) + late + said.left_blank("gap")


def _gap_of(gap: NDArray[np.float64], years: list[FinancialYear], savings: str) -> str:
    """The sentence about the gap of the years that are known."""
    first, last, most = float(gap[0]), float(gap[-1]), int(gap.argmax())
    if gap[most] < NEAR_NOUGHT:
        when = f"in every year to {years[-1]}" if len(years) > 1 else f"in {years[0]}"
        best = int(gap.argmin())
        spare = f", with {_m(-gap[best])} to spare" if gap[best] < -NEAR_NOUGHT else ""
        at = f" in {years[best]}" if spare and len(years) > 1 else ""
        return f"The plan balances {when} without calling on reserves{spare}{at}{savings}."
    if len(years) == 1:
        return f"The gap for {years[0]} is {_m(first)}{savings}."
    if last > NEAR_NOUGHT:
        end = f"{_m(last)} a year by {years[-1]} if nothing more is done{savings and ','}{savings}"
        if first > NEAR_NOUGHT:
            return f"The gap is {_m(first)} in {years[0]} and {end}."
        return f"{years[0]} balances, but the gap is {end}."
    top = f"The gap is {_m(gap[most])} in {years[most]}"
    spare = f" with {_m(-last)} to spare" if last < -NEAR_NOUGHT else ""
    return f"{top}, but {years[-1]} balances{spare}{savings and ','}{savings}."


def _reserves(said: _Said) -> str:
    draw, short, closing = said["permitted_draw"], said["unfunded"], said["usable_reserves"]
    unmet = [(said.years[n], float(short[n])) for n in np.flatnonzero(short > NEAR_NOUGHT)]
    left = f"{_to_find(unmet)} still to be found" if unmet else ""
    targets = said.typed("savings_target")
    counted = sum(targets[said.years.index(year)] for year, _ in unmet)
    if left and counted > NEAR_NOUGHT:
        left += f", and a target of {_m(counted)} that no scheme yet meets"
    if not said.has_reserves:
        none = "The plan says nothing of reserves"
        return f"{none}: {left}." if left else f"{none}."
    drawn = float(np.nansum(draw))
    if drawn < NEAR_NOUGHT:
        return f"No reserves are used: {left}." if left else "No reserves are used."
    known = np.flatnonzero(~np.isnan(closing))
    stand = ""
    if len(known):
        left_then, then = _m(float(closing[known[-1]])), said.years[known[-1]]
        stand = f", and usable reserves stand at {left_then} at the end of {then}"
    over = f"in {said.years[0]}" if len(said.years) == 1 else "over the plan"
    balance = "the year balances" if len(said.years) == 1 else "every year balances"
    whole = f", and {balance} with them" if not np.isnan(short).any() else ""
    return f"Reserves pay {_m(drawn)} {over}{stand}{'; ' + left if left else whole}."


def _to_find(unmet: list[tuple[FinancialYear, float]]) -> str:
    """What is not met, year by year, or from the first to the last where there are many."""
    each = [f"{_m(amount)} of {year}" for year, amount in unmet]
    if len(each) > FEW:
        return f"from {each[0]} to {each[-1]} is"
    return f"{_listed(each)} {'is' if len(each) == 1 else 'are'}"


def _listed(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _m(amount: float) -> str:
    return f"£{show_millions(abs(amount), 1).replace('-', '0.0')}m"
