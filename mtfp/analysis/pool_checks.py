"""What is lawful but suspicious in a business rates pool."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.problems import Place, Problem, listed
from mtfp.results import Results
from mtfp.terms import GBP, show

A_POUND = 1.0
FIGURES = {
    "baseline": "pool_member_brb",
    "funding_level": "pool_member_bfl",
    "retained": "pool_member_rates",
}
"""What is typed of each member but the council, and the line that takes it."""


def pool_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case, which stop nothing."""
    members = results.plan.items["pool"].ids
    if not members:
        return
    which = results.plan.figures["pool_council"][0]
    retention = results.book.inputs["business_rates_method"].choices["retention"]
    if results.plan.figures["business_rates_method"][0, 0] == retention:
        yield from _whose_row(results, np.flatnonzero(which))
    for item in range(len(members)):
        yield from (_not_read if which[item] else _lacking)(results, item)
    yield from _more_than_is_saved(results)


def _place(results: Results, item: int) -> Place | None:
    """Where a member's row stands."""
    name = results.plan.items["pool"].ids[item]
    inputs = ("pool_council", *(f"pool_{column}" for column in FIGURES))
    origins = (results.plan.origin(one, name) for one in inputs)
    return next((origin.place for origin in origins if origin), None)


def _whose_row(results: Results, ours: np.ndarray) -> Iterator[Problem]:
    """A pool in which the council is not known, or stands twice."""
    if len(ours) == 1:
        return
    members = results.plan.items["pool"].ids
    if not len(ours):
        what = (
            "No row of the pool is said to be the council itself, so the plan keeps a levy and a "
            "safety net that a member of a pool does not have."
        )
        fix = "Say as_one, or as_alone, in `council` of the council's own row."
        yield Problem(what, _place(results, 0), fix, code="W144")
        return
    what = f"{listed([members[item] for item in ours], 'and')} are each said to be the council."
    fix = "Say so of one row, and no of the others."
    yield Problem(what, _place(results, int(ours[-1])), fix, code="W144")


def _not_read(results: Results, item: int) -> Iterator[Problem]:
    """Figures typed of the council, which are not those that the plan works."""
    name = results.plan.items["pool"].ids[item]
    for column, line in FIGURES.items():
        typed = results.plan.figures[f"pool_{column}"][:, item]
        worked = results.array(line)[1:, item, 0]
        apart = np.flatnonzero((typed != 0) & (np.abs(typed - worked) >= A_POUND))
        if len(apart):
            year = int(apart[0])
            what = (
                f"{name} is the council itself, whose {column} of {results.plan.plan_years[year]} "
                f"the plan works as {show(float(worked[year]), GBP)}: the "
                f"{show(float(typed[year]), GBP)} that is typed is not read."
            )
            fix = f"Leave {column} blank there, or correct what the plan works it from."
            yield Problem(what, _place(results, item), fix, code="W144")
            return


def _lacking(results: Results, item: int) -> Iterator[Problem]:
    """Another member with a year of which something is not given."""
    name = results.plan.items["pool"].ids[item]
    for column in FIGURES:
        none = np.flatnonzero(results.plan.figures[f"pool_{column}"][:, item] == 0)
        if len(none):
            when = results.plan.plan_years[int(none[0])]
            what = f"{name} is a member of the pool with no {column} in {when}."
            fix = "Give it for every year; only the council's own row is worked from the plan."
            yield Problem(what, _place(results, item), fix, code="W144")
            return


def _more_than_is_saved(results: Results) -> Iterator[Problem]:
    """Rates typed beside retention that are more than the pool leaves to be shared out.

    A member pooled as one has already kept what it would have paid by itself.
    """
    kept_already = results["rates_levy"] - results["levy_paid"]
    left = (results["pool_gain"] - kept_already)[:, 0]
    typed = results["business_rates_typed"][:, 0]
    years = np.flatnonzero((typed >= A_POUND) & (typed >= left + A_POUND))
    retention = results.book.inputs["business_rates_method"].choices["retention"]
    if not len(years) or results.plan.figures["business_rates_method"][0, 0] != retention:
        return
    year = int(years[0])
    rates = results.book.inputs["funding_kind"].choices["business_rates"]
    row = int(np.flatnonzero(results.plan.figures["funding_kind"][0] == rates)[0])
    origin = results.plan.origin("funding_kind", results.plan.items["funding"].ids[row])
    most = show(max(0.0, float(left[year])), GBP)
    what = (
        f"Business rates typed for {results.plan.plan_years[year]} come to "
        f"{show(float(typed[year]), GBP)}, and the pool leaves {most} to be shared out."
    )
    fix = "Lower the council's share of what the pool saves; if it is no such share, it may stay."
    yield Problem(what, origin.place if origin else None, fix, code="W145")
