"""What is lawful but suspicious in a plan as a whole, said as warnings."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.problems import Problem
from mtfp.results import Results
from mtfp.terms import show

A_POUND = 1.0
MONTHS_A_YEAR = 12


def warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of a plan as entered; none of them stops anything."""
    yield from _base_year(results)
    yield from _savings(results)


def _base_year(results: Results) -> Iterator[Problem]:
    """The approved budget should be what funding and reserves paid for in the base year.

    A difference turns up in the first year's gap, where nobody would look for it.
    """
    plan, book = results.plan, results.book
    net, funding, reserves = (
        results.amount(book[name], 0, 0, 0) for name in ("net_budget", "funding", "permitted_draw")
    )
    over = net - funding - reserves
    if abs(over) < A_POUND:
        return
    unit = book["net_budget"].unit
    origin = plan.origin("approved_budget", "")
    what = (
        f"{plan.base_year} does not balance: the approved budget of {show(net, unit)} is "
        f"{show(abs(over), unit)} {'more' if over > 0 else 'less'} than funding of "
        f"{show(funding, unit)} and reserves used of {show(reserves, unit)}."
    )
    fix = "Give each funding row its base, and reserves_used_in_base."
    yield Problem(what, origin.place if origin else None, fix)


def _savings(results: Results) -> Iterator[Problem]:
    """A saving given twice over, given no amount, or starting where it saves nothing."""
    plan = results.plan
    effects = plan.figures["saving_full_year_effect"][0]
    amounts = plan.figures["saving_amount"]
    starts = plan.figures["saving_start"][0]
    for item, name in enumerate(plan.items["saving"].ids):
        origin = plan.origin("saving_recurrence", name)
        place = origin.place if origin else None
        typed = bool(amounts[:, item].any())
        if effects[item] and typed:
            what = f"{name} has both a full-year effect and yearly amounts; the two are added."
            yield Problem(what, place, "Keep one of them, unless it is meant.")
        elif not effects[item] and not typed:
            yield Problem(f"{name} has no amount, so it saves nothing.", place)
        elif effects[item] and starts[item] >= plan.years * MONTHS_A_YEAR:
            yield Problem(f"{name} starts after the plan ends, so it saves nothing here.", place)
