"""What is lawful but suspicious in a plan as a whole, said as warnings."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.problems import Problem
from mtfp.results import Results
from mtfp.terms import show

A_POUND = 1.0


def warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of a plan as entered; none of them stops anything."""
    yield from _base_year(results)


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
    fix = "Give each funding row its base, and reserves_used_in_base; or say in a note why not."
    yield Problem(what, origin.place if origin else None, fix)
