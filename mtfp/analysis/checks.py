"""What is lawful but suspicious in a plan as a whole, said as warnings."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.problems import Problem
from mtfp.results import Results
from mtfp.terms import GBP, PERCENT, Kind, show

A_POUND = 1.0
MONTHS_A_YEAR = 12
A_QUARTER = 0.25
"""No award, index or growth of a council's plan has moved by more in a year."""


def warnings(results: Results) -> Iterator[Problem]:
    """Warnings about the first case of a run; none of them stops anything."""
    yield from _base_year(results)
    yield from _savings(results)
    yield from _reserves(results)
    yield from _rates(results)


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


def _reserves(results: Results) -> Iterator[Problem]:
    """A reserve that starts below the least it should hold."""
    plan = results.plan
    held, least = plan.figures["reserve_opening"][0], plan.figures["reserve_minimum"][0]
    for item, name in enumerate(plan.items["reserve"].ids):
        if held[item] < least[item]:
            origin = plan.origin("reserve_minimum", name)
            short = show(float(least[item] - held[item]), GBP)
            what = f"{name} starts {short} below its minimum of {show(float(least[item]), GBP)}."
            yield Problem(what, origin.place if origin else None)


def _rates(results: Results) -> Iterator[Problem]:
    """A yearly rate beyond what has been seen, once for each row: most often a slip of a digit."""
    plan = results.plan
    for name, given in results.book.inputs.items():
        if given.unit.kind is not Kind.PERCENT or not given.yearly or given.most is not None:
            continue
        for item, item_id in enumerate(plan.items_of(given.axis).ids):
            rates = plan.figures[name][:, item]
            for year, rate in zip(plan.plan_years, rates.tolist(), strict=True):
                if abs(rate) > A_QUARTER:
                    origin = plan.origin(name, item_id, year - plan.plan_years[0])
                    what = f"{item_id or name} is {show(rate, PERCENT)} in {year}: is that meant?"
                    yield Problem(what, origin.place if origin else None)
                    break
