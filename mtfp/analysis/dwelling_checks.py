"""What is lawful but suspicious in the dwellings of a tax base and in what is collected."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.problems import Place, Problem
from mtfp.results import Results
from mtfp.terms import DWELLINGS, GBP, HOMES, PERCENT, show

LEAST_COLLECTED = 0.9
"""No council has planned to collect less in the end: 97% and more is usual."""
NEAR_ENOUGH = 0.02
"""How far a base may be from what its own bands give before one of the two is wrong."""
NOT_CHARGED_IN_FULL = ("exempt", "single_adult", "disregarded")


def dwelling_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case, which stop nothing."""
    yield from _hardly_collected(results)
    bands = results.book.inputs["tax_base_method"].choices["bands"]
    if results.plan.figures["tax_base_method"][0, 0] == bands and len(results.plan.items["band"]):
        yield from _more_than_there_are(results)
        yield from _support_twice(results)
        yield from _another_base(results)


def _place(results: Results, name: str, item: str = "", year: int | None = None) -> Place | None:
    origin = results.plan.origin(name, item, year)
    return origin.place if origin else None


def _hardly_collected(results: Results) -> Iterator[Problem]:
    """A collection rate so low that a digit has slipped."""
    for name in ("base_collection_rate", "collection_rate"):
        rates = results.plan.figures[name][:, 0]
        low = np.flatnonzero((rates > 0) & (rates < LEAST_COLLECTED))
        if len(low):
            year = int(low[0])
            when = f" in {results.plan.plan_years[year]}" if name == "collection_rate" else ""
            what = f"{name} is {show(float(rates[year]), PERCENT)}{when}: is that meant?"
            fix = "Correct it if a full stop has slipped: 97.5% is usual, and 9.75% is not."
            yield Problem(what, _place(results, name, "", year), fix, code="W157")
            return


def _more_than_there_are(results: Results) -> Iterator[Problem]:
    """A band with more exempt, discounted or supported dwellings than it has dwellings."""
    plan, figures = results.plan, results.plan.figures
    listed = results.array("band_listed")[1:, :, 0]
    apart = sum(figures[f"band_{kind}"] for kind in NOT_CHARGED_IN_FULL)
    parts = {
        "exempt, with a single adult or with nobody who counts": np.broadcast_to(
            apart, listed.shape
        ),
        "charged a premium": figures["band_premium"],
        "paid for by support": figures["band_support"],
    }
    for item, name in enumerate(plan.items["band"].ids):
        for called, counted in parts.items():
            over = np.flatnonzero(counted[:, item] > listed[:, item])
            if len(over):
                year = int(over[0])
                what = (
                    f"{name} has {show(float(listed[year, item]), HOMES)} dwellings in "
                    f"{plan.plan_years[year]}, and {show(float(counted[year, item]), HOMES)} of "
                    f"them are {called}."
                )
                fix = "Correct one of them: they stand in the same band, in whole dwellings."
                yield Problem(what, _place(results, "band_letter", name), fix, code="W155")
                break


def _support_twice(results: Results) -> Iterator[Problem]:
    """Support that is taken off as dwellings and again as pounds."""
    figures = results.plan.figures
    both = figures["band_support"].any(axis=1) & figures["support_awards"].any(axis=1)
    if both.any():
        year = int(np.flatnonzero(both)[0])
        when = results.plan.plan_years[year]
        pounds = show(float(figures["support_awards"][year, 0]), GBP)
        homes = show(float(figures["band_support"][year].sum()), HOMES)
        what = (
            f"Council tax support of {when} is taken off twice: as {homes} dwellings of the "
            f"bands, and as awards of {pounds}."
        )
        fix = "Give support in the bands or support_awards, but not both."
        yield Problem(what, _place(results, "support_awards", "", year), fix, code="W156")


def _another_base(results: Results) -> Iterator[Problem]:
    """A base of the base year that its own bands do not give.

    The bands without the first year's new dwellings are those of the base year.
    """
    given = float(results.plan.figures["base_tax_base"][0, 0])
    worked = _of_the_base_year(results)
    if given and abs(worked / given - 1) > NEAR_ENOUGH:
        what = (
            f"The bands give a tax base of {show(worked, DWELLINGS)} before new dwellings, and "
            f"base_tax_base is {show(given, DWELLINGS)}: a difference of {worked / given - 1:+.1%} "
            "that is no growth."
        )
        fix = "Correct the bands, support or the collection rate, or base_tax_base."
        yield Problem(what, _place(results, "base_tax_base"), fix, code="W158")


def _of_the_base_year(results: Results) -> float:
    """The tax base that the bands of the first plan year come to without its new dwellings."""
    figures = results.plan.figures
    ninths = results.book.inputs["band_letter"].choices["D"]
    new = figures["band_new"][0] * figures["new_dwellings_share"][0, 0]
    added = float((new * figures["band_letter"][0]).sum()) / ninths
    rate = figures["base_collection_rate"][0, 0] or figures["collection_rate"][0, 0] or 1.0
    equivalents = float(results["relevant_amounts"][0, 0]) - added
    return equivalents * float(rate) + float(figures["defence_contribution"][0, 0])
