"""What is lawful but suspicious in capital financing, the schools grant and the housing account."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Named
from mtfp.problems import Place, Problem
from mtfp.results import Results
from mtfp.terms import GBP, show

A_POUND = 1.0
HELD_AGAINST_THE_BASE = {
    "capital_financing": "base_capital_financing",
    "revenue_contributions": "base_revenue_contributions",
    "dsg_cost": "base_dsg_cost",
    "hra_recharge": "base_hra_recharge",
}
"""Lines whose growth since the approved budget is in the gap, and what that budget says of them."""

BORROWING = re.compile(
    r"\b(capital financing|mrp|minimum revenue provision|debt charges?|borrowing costs?)\b",
    re.IGNORECASE,
)
"""How a pressure is called that holds the cost of borrowing."""


def capital_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case, which stop nothing."""
    yield from _beyond_the_limit(results)
    yield from _subsidy(results)
    yield from _paid_twice(results)
    yield from _unknown_to_the_base(results)
    yield from _annuities_without_a_rate(results)
    yield from _override(results)
    yield from _borne_by_nobody(results)
    yield from _overcharged(results)
    yield from _housing_balance(results)
    yield from _overpaid_debt(results)
    yield from _typed_as_well(results)


def _first(results: Results, name: str, item: int = 0) -> tuple[int, float] | None:
    """The first plan year in which a line is more than a pound, and how much it then is."""
    named: Named = results.book[name]
    figures: NDArray[np.float64] = results.over_years(named, 0, item)[1:]
    years = np.flatnonzero(figures >= A_POUND)
    return (int(years[0]), float(figures[years[0]])) if len(years) else None


def _in_year(results: Results, name: str, year: int) -> str:
    """A council-wide figure of a plan year counted from 0, as it is read."""
    return show(float(results[name][year, 0]), GBP)


def _place(results: Results, name: str, item: str = "", year: int | None = None) -> Place | None:
    origin = results.plan.origin(name, item, year)
    return origin.place if origin else None


def _beyond_the_limit(results: Results) -> Iterator[Problem]:
    """More debt than full council allows."""
    found = _first(results, "over_authorised_limit")
    if found:
        year, beyond = found
        debt, when = _in_year(results, "external_debt", year), results.plan.plan_years[year]
        what = (
            f"External debt of {debt} in {when} is {show(beyond, GBP)} beyond the authorised limit."
        )
        fix = "Plan less borrowing, or give the limit that full council is to be asked for."
        yield Problem(what, _place(results, "authorised_limit", "", year), fix, code="W131")


def _subsidy(results: Results) -> Iterator[Problem]:
    """A recharge beyond the housing account's fair share."""
    found = _first(results, "hra_subsidy_refused")
    if found:
        year, refused = found
        fair, when = _in_year(results, "hra_fair_cost", year), results.plan.plan_years[year]
        what = (
            f"{show(refused, GBP)} of the recharge of {when} is refused: the housing account's "
            f"fair share of shared cost is {fair}, and more would be subsidy."
        )
        fix = "Lower hra_recharge_asked, or raise hra_shared_cost or hra_fair_share if it is fair."
        yield Problem(what, _place(results, "hra_recharge_asked", "", year), fix, code="W132")


def _paid_twice(results: Results) -> Iterator[Problem]:
    """A scheme that more is paid for than it spends."""
    for item, name in enumerate(results.plan.items["capital"].ids):
        found = _first(results, "capital_paid_twice", item)
        if found:
            year, beyond = found
            when = results.plan.plan_years[year]
            what = (
                f"{name} is paid for beyond its spending of {when} by {show(beyond, GBP)}, "
                "which lowers no borrowing."
            )
            fix = "Type each source in the year whose spending it pays, as an amount or a share."
            place = _place(results, "capital_operational", name)
            yield Problem(what, place or _place(results, "capital_on", name), fix, code="W133")


def _unknown_to_the_base(results: Results) -> Iterator[Problem]:
    """A yearly cost of which the approved budget says nothing, so that all of it counts as new."""
    plan, first = results.plan, results.plan.plan_years[0]
    for name, base in HELD_AGAINST_THE_BASE.items():
        amount = float(results[name][0, 0])
        if abs(amount) < A_POUND or (base, "") in plan.origins:
            continue
        title = results.book[name].title
        what = (
            f"{title} is {show(amount, GBP)} in {first}, and all of it counts as new: the plan "
            "does not say what the approved budget holds of it."
        )
        fix = f"Give {base}, and £0 if that is so."
        yield Problem(what, _place(results, "approved_budget"), fix, code="W134")


def _annuities_without_a_rate(results: Results) -> Iterator[Problem]:
    """A method that changes nothing."""
    methods, rates = (
        results.plan.figures[name][0] for name in ("capital_mrp_method", "capital_annuity_rate")
    )
    annuity = results.book.inputs["capital_mrp_method"].choices["annuity"]
    for item, name in enumerate(results.plan.items["capital"].ids):
        if methods[item] == annuity and not rates[item]:
            what = f"{name} is charged as an annuity at no rate, which is equal instalments."
            place = _place(results, "capital_mrp_method", name)
            yield Problem(what, place, "Give annuity_rate, or say equal.", code="W135")


def _override(results: Results) -> Iterator[Problem]:
    """A deficit of the schools grant, and no word on how long the law holds it apart."""
    deficit, last = float(results["dsg_deficit"][-1, 0]), results.plan.plan_years[-1]
    if deficit < A_POUND or ("dsg_override", "") in results.plan.origins:
        return
    what = (
        f"The schools grant deficit stands at {show(deficit, GBP)} in {last}, and the plan does "
        "not say until when the override holds it apart."
    )
    place = _place(results, "dsg_opening_deficit") or _place(results, "dsg_spending")
    fix = "Say in dsg_override for each year whether it is in_force or ended."
    yield Problem(what, place, fix, code="W136")


def _borne_by_nobody(results: Results) -> Iterator[Problem]:
    """A cost of the schools grant's deficit that is left outside the gap in silence."""
    found = _first(results, "dsg_cash_cost")
    if found and ("dsg_cost_borne_by", "") not in results.plan.origins:
        year, cost = found
        when = results.plan.plan_years[year]
        what = (
            f"The cash of the schools grant deficit costs {show(cost, GBP)} in {when}, which is "
            "outside the gap: the plan does not say who bears it."
        )
        fix = "Say in dsg_cost_borne_by general_fund, or nobody_yet if that is so."
        yield Problem(what, _place(results, "dsg_rate"), fix, code="W148")


def _overcharged(results: Results) -> Iterator[Problem]:
    """More charged for spending of the past than there was of it."""
    required = results["cfr"][:, 0]
    years = np.flatnonzero(required <= -A_POUND)
    if len(years):
        when, beyond = results.plan.plan_years[int(years[0])], float(-required[years[0]])
        what = (
            f"By {when} {show(beyond, GBP)} more is charged for capital spending than is left to "
            "pay for."
        )
        fix = "Compare existing_mrp, and what schemes are charged, with opening_cfr."
        place = _place(results, "existing_mrp") or _place(results, "opening_cfr")
        yield Problem(what, place, fix, code="W149")


def _housing_balance(results: Results) -> Iterator[Problem]:
    """A housing account that falls below what it should hold."""
    found = _first(results, "hra_below_minimum")
    if found:
        year, short = found
        when = results.plan.plan_years[year]
        what = f"The housing account is {show(short, GBP)} below its minimum in {when}."
        fix = "Look at its spending, its income and the recharge."
        place = _place(results, "hra_minimum") or _place(results, "hra_spending")
        yield Problem(what, place, fix, code="W137")


def _overpaid_debt(results: Results) -> Iterator[Problem]:
    """Loans that fall due though they were never owed."""
    owed = results["existing_debt_left"][:, 0]
    years = np.flatnonzero(owed <= -A_POUND)
    if len(years):
        when, beyond = results.plan.plan_years[int(years[0])], float(-owed[years[0]])
        what = f"By {when} {show(beyond, GBP)} more of the existing debt is repaid than there is."
        fix = "Compare existing_debt_repaid with existing_debt."
        yield Problem(what, _place(results, "existing_debt_repaid"), fix, code="W138")


def _typed_as_well(results: Results) -> Iterator[Problem]:
    """Capital financing typed among pressures in a plan that works it too."""
    worked = np.flatnonzero(np.abs(results["capital_financing"][:, 0]) >= A_POUND)
    if not len(worked):
        return
    when = results.plan.plan_years[int(worked[0])]
    amount = _in_year(results, "capital_financing", int(worked[0]))
    typed = results.array("pressure_rise") + results.array("one_off_cost")
    pressures = results.plan.items["pressure"]
    for item, (name, title) in enumerate(zip(pressures.ids, pressures.titles, strict=True)):
        called = BORROWING.search(f"{name} {title}".replace("_", " "))
        if called and (np.abs(typed[1:, item, 0]) >= A_POUND).any():
            what = (
                f"{title} is typed, and the plan works capital financing too, {amount} in {when}: "
                "one cost may be counted twice."
            )
            fix = "Leave one of the two; a row that is for something else may say so in its title."
            yield Problem(what, _place(results, "pressure_recurrence", name), fix, code="W139")
