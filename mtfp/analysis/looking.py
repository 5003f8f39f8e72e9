"""What checks ask of a run of one case, and how they write what they find."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtfp.plan.plan import Plan
from mtfp.problems import Place
from mtfp.results import Results
from mtfp.terms import GBP, show

A_POUND = 1.0
"""What is less is dust of the machine, and no matter."""


def years_of(results: Results, name: str, item: int = 0) -> NDArray[np.float64]:
    """A line's or yearly input's plan years in the first case, of one item."""
    return results.over_years(results.book[name], 0, item)[1:]


def first_year(figures: NDArray[np.float64]) -> int | None:
    """The first year in which a figure is a pound or more."""
    found = np.flatnonzero(figures >= A_POUND)
    return int(found[0]) if len(found) else None


def pounds(amount: float) -> str:
    """An amount as a message writes it."""
    return show(float(amount), GBP)


def choice_of(results: Results, name: str, item: int = 0) -> str:
    """A choice of the plan, by its word."""
    figures = results.plan.figures[name]
    words = {number: word for word, number in results.book.inputs[name].choices.items()}
    return words[int(figures[0, item])]


def place_of(plan: Plan, name: str, item: str = "", year: int | None = None) -> Place | None:
    """Where a figure was typed, if it was."""
    origin = plan.origin(name, item, year)
    return origin.place if origin else None
