"""What sentences about a plan are made from: a case's figures, years, and how millions are said."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtfp.analysis.blanks import Blanks
from mtfp.results import Results
from mtfp.terms import show_millions

NEAR_NOUGHT = 50_000.0
"""Less than half of £0.1m is nothing to a sentence that is told in tenths of a million."""
LEAST_THOUSANDS = 9_500.0
"""Less than this is told in pounds: £3,400 is more than £3k says."""
HALF_A_POUND = 0.5
"""Less than this is nothing to anybody."""
ONLY_GAPS = "This plan gives gaps as they were published, and nothing of what they arise from."


class Said:
    """A case's council-wide figures, with NaN where the plan leaves a year blank."""

    def __init__(self, results: Results, blanks: Blanks, case: int) -> None:
        self.results, self.blanks, self.case = results, blanks, case
        self.base = results.plan.base_year
        self.years = results.plan.plan_years
        self.has_reserves = bool(len(results.plan.items["reserve"]))

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        figures = self.results[name][:, self.case]
        return np.where(self.blanks.of(name)[1:], np.nan, figures)

    def in_base(self, name: str) -> float:
        """A line's figure in the base year."""
        return float(self.results.array(name)[0, 0, self.case])

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
        return f" No gap can be given for {listed(missing)}, which the plan leaves blank."


def listed(words: list[str]) -> str:
    """Words with commas and an and."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def millions(amount: float) -> str:
    """An amount in tenths of a million, whichever its sign."""
    return f"£{show_millions(abs(amount), 1).replace('-', '0.0')}m"


def or_pounds(amount: float) -> str:
    """An amount in tenths of a million, or in whole pounds where that would say nothing."""
    return millions(amount) if amount >= NEAR_NOUGHT else f"£{amount:,.0f}"


def thousands(amount: float) -> str:
    """An amount in thousands of pounds, or in whole pounds where that would say nothing."""
    return f"£{amount / 1e3:,.0f}k" if amount >= LEAST_THOUSANDS else f"£{amount:,.0f}"


def gap_or_spare(amount: float) -> str:
    """A gap in tenths of a million, or what there is to spare."""
    return f"{millions(amount)} to spare" if amount < -NEAR_NOUGHT else millions(amount)


def says_only_gaps(results: Results) -> bool:
    """Whether a plan holds gaps alone: no approved budget, no funding and no reserves."""
    told = ("approved_budget", "funding", "closing_reserves")
    return not any(np.nan_to_num(results.over_years(results.book[n])).any() for n in told)
