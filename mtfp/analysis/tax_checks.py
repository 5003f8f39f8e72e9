"""What is lawful but suspicious in council tax and the collection fund."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mtfp.analysis.dwelling_checks import dwelling_warnings
from mtfp.problems import Place, Problem
from mtfp.results import Results
from mtfp.terms import GBP_PER_DWELLING, PERCENT, show

DUST = 1e-9
"""What adding shares up can lose."""
GENERAL = ("council_tax_increase", "council_tax_increase_in_pounds")
SOCIAL_CARE = ("asc_precept_increase",)


def tax_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case, which stop nothing."""
    yield from _excessive(results)
    yield from _untested(results)
    yield from _base_from_bands(results)
    yield from dwelling_warnings(results)
    yield from _shares(results)
    yield from _parish_shares(results)


def _place(results: Results, name: str, item: str = "", year: int | None = None) -> Place | None:
    origin = results.plan.origin(name, item, year)
    return origin.place if origin else None


def _is(results: Results, name: str, choice: str) -> bool:
    given = results.book.inputs[name]
    return bool(results.plan.figures[name][0, 0] == given.choices[choice])


# -- the referendum ------------------------------------------------------------------------


def _excessive(results: Results) -> Iterator[Problem]:
    """A rise that needs a referendum, with the rule that it breaks, once for each year."""
    plan, book = results.plan, results.book
    for year, when in enumerate(plan.plan_years, start=1):
        if not results.amount(book["rise_excessive"], year, 0, 0):
            continue
        rule, rises = _rule(results, year)
        places = (_place(results, name, year=year - 1) for name in rises)
        place = next((place for place in places if place), None)
        what = f"The rise of {when} needs a referendum: {rule}."
        fix = "Lower it, or correct the limits of the year if they are others."
        yield Problem(what, place, fix, code="W151")


def _untested(results: Results) -> Iterator[Problem]:
    """Rises that nothing tests, because the plan does not say what class of council it is of."""
    if not _is(results, "referendum_class", "untested"):
        return
    rises = ("whole_rise", "asc_increase")
    if not any(results[name].max(initial=0) > DUST for name in rises):
        return
    places = (_place(results, name) for name in (*GENERAL, *SOCIAL_CARE))
    what = "Council tax rises, and with no referendum_class nothing tests whether it may."
    fix = (
        "Say `referendum_class: {value: social_care, ...}` of a council that may raise a social "
        "care part, or district."
    )
    yield Problem(what, next((place for place in places if place), None), fix, code="W159")


def _rule(results: Results, year: int) -> tuple[str, tuple[str, ...]]:
    """The first of the rules that a year's rise breaks, in words, and the rises that it is of."""
    book = results.book

    def amount(name: str) -> float:
        return results.amount(book[name], year, 0, 0)

    def share(name: str) -> str:
        last = results.amount(book["band_d"], year - 1, 0, 0)
        return show(amount(name) / last, PERCENT)

    def limit(*names: str) -> str:
        return show(sum(amount(name) for name in names), PERCENT).replace(".00%", "%")

    core, asc = "referendum_core_limit", "referendum_asc_limit"
    if amount("core_rise_excessive"):
        rule = f"the general rise is {share('core_rise')}, and {limit(core)} or more is excessive"
        return rule, GENERAL
    if amount("asc_rise_excessive"):
        over = f"more than {limit(asc)} is excessive"
        return f"the social care rise is {share('asc_rise')}, and {over}", SOCIAL_CARE
    if _is(results, "referendum_class", "district"):
        pounds, cash = (
            show(amount(name), GBP_PER_DWELLING) for name in ("whole_rise", "referendum_cash_limit")
        )
        over = f"{limit(core)} or more is excessive above {cash}"
        return f"it is {share('whole_rise')}, {pounds}, and {over}", GENERAL
    over = f"{limit(core, asc)} or more is excessive"
    return f"both parts together are {share('whole_rise')}, and {over}", (*GENERAL, *SOCIAL_CARE)


# -- the base ------------------------------------------------------------------------------


def _base_from_bands(results: Results) -> Iterator[Problem]:
    """A base worked from bands that lacks something, or bands that nothing reads."""
    plan, figures = results.plan, results.plan.figures
    bands = len(plan.items["band"])
    if not _is(results, "tax_base_method", "bands"):
        if bands:
            what = "There are bands, but tax_base_method is growth, so they change nothing."
            fix = "Say `tax_base_method: {value: bands, ...}`, or take the bands out."
            place = _place(results, "band_letter", plan.items["band"].ids[0])
            yield Problem(what, place, fix, code="W152")
        return
    place = _place(results, "tax_base_method")
    if not bands:
        what = "The tax base is to be worked from bands, and there are none."
        yield Problem(what, place, "Fill the register of bands, or say growth.", code="W152")
    if not figures["collection_rate"].all() and not figures["base_collection_rate"].any():
        what = "The tax base is worked from bands with no collection rate: all is collected."
        fix = "Give collection_rate for every year, such as 97.5%."
        yield Problem(what, place, fix, code="W152")
    if figures["support_awards"].any() and not results.array("precepts_band_d").any():
        what = "support_awards cover the whole bill, and there are no other authorities on it."
        fix = "List them in the register of precepts; otherwise support takes off too much."
        yield Problem(what, _place(results, "support_awards"), fix, code="W152")
    if figures["tax_base_growth"].any():
        what = "tax_base_growth is given, but the tax base is worked from bands."
        fix = "Let the bands grow by their new dwellings, and take it out."
        yield Problem(what, _place(results, "tax_base_growth"), fix, code="W152")


# -- the collection fund -------------------------------------------------------------------


def _shares(results: Results) -> Iterator[Problem]:
    """Shares of the fund that are given for several authorities and do not add up to it."""
    figures = results.plan.figures
    parts = {
        "council tax": ("council_tax_fund_share", "precept_tax_share"),
        "business rates": ("business_rates_fund_share", "precept_rates_share"),
    }
    if _is(results, "council_tax_fund_sharing", "by_precept"):
        del parts["council tax"]
    major = ~_parishes(results)
    for tax, (own, others) in parts.items():
        whole = float(figures[own][0, 0] + np.sum(figures[others][0][major]))
        if figures[others][0][major].any() and abs(whole - 1) > DUST:
            what = f"The shares of the {tax} part of the collection fund add up to "
            fix = "Correct the council's share, or those in the register of precepts."
            first = int(np.flatnonzero(figures[others][0] * major)[0])
            place = _place(results, own) or _place(
                results, others, results.plan.items["precept"].ids[first]
            )
            yield Problem(f"{what}{show(whole, PERCENT)}.", place, fix, code="W153")


def _parishes(results: Results) -> NDArray[np.bool_]:
    """Which rows of the register of precepts are parishes."""
    kind = results.book.inputs["precept_kind"]
    return np.asarray(results.plan.figures[kind.name][0] == kind.choices["parish"])


def _parish_shares(results: Results) -> Iterator[Problem]:
    """A share of the fund that is typed for a parish, which has none."""
    plan, parishes = results.plan, _parishes(results)
    for others in ("precept_tax_share", "precept_rates_share"):
        for item in np.flatnonzero(plan.figures[others][0] * parishes):
            name = plan.items["precept"].ids[item]
            share = show(float(plan.figures[others][0, item]), PERCENT)
            what = f"{name} is a parish, which has no share in the fund: {share} is not read."
            fix = "Take its share out, or say major if it charges the whole area."
            yield Problem(what, _place(results, others, name), fix, code="W154")
