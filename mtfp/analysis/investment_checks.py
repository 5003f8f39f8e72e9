"""What is lawful but suspicious in costs to achieve, investments and the revolving fund."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.analysis.looking import A_POUND, choice_of, first_year, place_of, pounds, years_of
from mtfp.problems import Problem
from mtfp.results import Results


def investment_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case; none of them stops anything."""
    yield from _receipts_may_not(results)
    yield from _worth_it_with_the_rest(results)
    yield from _counted_twice(results)
    yield from _reserve_does_not_pay(results)
    yield from _fund_is_too_small(results)
    yield from _widens_the_gap(results)
    yield from _without_its_saving(results)
    yield from _used_before_in_hand(results)


def _receipts_may_not(results: Results) -> Iterator[Problem]:
    """Costs that capital receipts were to pay for in a year without leave, or are not in hand."""
    plan, refused = results.plan, years_of(results, "receipts_refused")
    year = first_year(refused)
    if year is None:
        return
    label = plan.plan_years[year]
    why = f"{pounds(years_of(results, 'receipts_used_for_change')[year])} is in hand"
    fix = "Use receipts once they are in hand, or let revenue or a reserve pay."
    if not plan.figures["receipts_flexibility"][year, 0]:
        why = "receipts_flexibility is no"
        fix = "Name the pack england-statute, which knows the years, or let another source pay."
    asked = years_of(results, "receipts_asked")[year]
    what = (
        f"Capital receipts are to pay {pounds(asked)} of costs to achieve in {label}, but {why}: "
        f"{pounds(refused[year])} stays in the gap."
    )
    wants = [
        name
        for item, name in enumerate(plan.items["cost"].ids)
        if years_of(results, "cost_asked_of_receipts", item)[year] >= A_POUND
    ]
    yield Problem(what, place_of(plan, "cost_funding", wants[0]), fix, code="W191")


def _used_before_in_hand(results: Results) -> Iterator[Problem]:
    """Capital schemes that use receipts which the plan does not have yet."""
    plan = results.plan
    if not any(plan.figures[name].any() for name in ("opening_receipts", "receipts_expected")):
        return
    short = -years_of(results, "receipts_after_schemes")
    year = first_year(short)
    if year is None:
        return
    used = years_of(results, "capital_receipts_used")[year]
    what = (
        f"Capital schemes use {pounds(used)} of receipts in {plan.plan_years[year]}, "
        f"{pounds(short[year])} more than are in hand."
    )
    fix = "Use them once they are in hand, or let borrowing or another source pay until then."
    yield Problem(what, place_of(plan, "opening_receipts", ""), fix, code="W198")


def _worth_it_with_the_rest(results: Results) -> Iterator[Problem]:
    """An investment that is worth its cost only with what is shown beside its value."""
    plan = results.plan
    for item, name in enumerate(plan.items["investment"].ids):
        value = years_of(results, "investment_with_bias_npv", item)[0]
        if value > -A_POUND:
            continue
        with_rest = years_of(results, "investment_npv_if_all", item)[0]
        community = plan.details.get(("investment_community_benefit", name))
        beside = []
        if with_rest >= 0:
            more = pounds(with_rest)
            beside.append(f"with its uncertain benefit it is worth {more} more than it")
        if community:
            beside.append("what residents gain is not in that")
        if beside:
            what = f"{name} is worth {pounds(-value)} less than its cost; {', and '.join(beside)}."
            fix = "Let members see both, and decide; neither is nought."
            yield Problem(what, place_of(plan, "investment_outlay", name), fix, code="W192")


def _counted_twice(results: Results) -> Iterator[Problem]:
    """A saving typed for an investment that the register of savings counts too, or for two."""
    plan = results.plan
    backed = plan.items["backed"].groups
    seen: dict[int, str] = {}
    for of, saving in zip(backed.get("investment", ()), backed.get("saving", ()), strict=True):
        name, called = plan.items["investment"].ids[of], plan.items["saving"].ids[saving]
        if saving in seen:
            what = f"{name} and {seen[saving]} each count all that {called} saves."
            fix = "Give each a row of savings of its own, or name it in one of them."
            yield Problem(what, place_of(plan, "investment_outlay", name), fix, code="W193")
        seen.setdefault(saving, name)
        year = first_year(plan.figures["investment_amount"][:, of])
        if year is not None:
            typed = plan.figures["investment_amount"][year, of]
            what = (
                f"{name} types a saving of {pounds(typed)} in {plan.plan_years[year]}, and "
                f"{called} of the savings register counts it too."
            )
            place = place_of(plan, "investment_amount", name, year)
            yield Problem(what, place, "Take the typed amounts out.", code="W193")


def _reserve_does_not_pay(results: Results) -> Iterator[Problem]:
    """A cost that a reserve was to pay and does not."""
    plan = results.plan
    for item, name in enumerate(plan.items["cost"].ids):
        if choice_of(results, "cost_funding", item) != "reserve":
            continue
        cost = years_of(results, "cost_to_achieve", item)
        year = first_year(cost - years_of(results, "cost_from_reserve", item))
        if year is None:
            continue
        paid = years_of(results, "cost_from_reserve", item)[year]
        reserve = plan.details.get(("cost_reserve", name))
        why, fix = f"{reserve} pays {pounds(paid)}", "Let it cost less, or another source pay."
        if reserve is None:
            why, fix = "names none", "Say under reserve which of them pays."
        elif choice_of(results, "reserves_policy") == "none":
            why, fix = "reserves_policy is none", "Use reserves, or let another source pay."
        what = (
            f"{name} asks {pounds(cost[year])} of a reserve in {plan.plan_years[year]}, but {why}: "
            f"{pounds(cost[year] - paid)} stays in the gap."
        )
        yield Problem(what, place_of(plan, "cost_funding", name), fix, code="W194")


def _fund_is_too_small(results: Results) -> Iterator[Problem]:
    """Advances that the revolving fund cannot make."""
    plan, refused = results.plan, years_of(results, "advances_refused")
    year = first_year(refused)
    if year is None:
        return
    asked, lent = years_of(results, "advances_asked")[year], years_of(results, "advances")[year]
    what = (
        f"Investments ask {pounds(asked)} of the revolving fund in {plan.plan_years[year]}, which "
        f"has {pounds(lent)} to lend."
    )
    item = int(np.flatnonzero(plan.figures["investment_advance"][year] >= A_POUND)[0])
    place = place_of(plan, "investment_advance", plan.items["investment"].ids[item], year)
    fix = "Lend less or later, or give revolving_fund_opening."
    yield Problem(what, place, fix, code="W195")


def _widens_the_gap(results: Results) -> Iterator[Problem]:
    """An investment that is worth its cost, and in some year costs more than it saves."""
    plan = results.plan
    for item, name in enumerate(plan.items["investment"].ids):
        afforded = years_of(results, "investment_affordability", item)
        year = first_year(-afforded)
        worth = years_of(results, "investment_with_bias_npv", item)[0]
        if year is None or worth < 0:
            continue
        what = (
            f"{name} is worth {pounds(worth)} more than its cost, but in {plan.plan_years[year]} "
            f"its MRP and interest are {pounds(-afforded[year])} more than it saves."
        )
        fix = "See that the year can bear it; the gap already holds the charge."
        yield Problem(what, place_of(plan, "investment_outlay", name), fix, code="W196")


def _without_its_saving(results: Results) -> Iterator[Problem]:
    """A cost in the plan that names no saving, or one that saves nothing in the plan."""
    plan = results.plan
    of_savings = plan.items["cost"].groups.get("saving", ())
    for item, name in enumerate(plan.items["cost"].ids):
        year = first_year(years_of(results, "cost_to_achieve", item))
        if year is None:
            continue
        typed = ("cost_amount", "cost_leavers")
        places = (place_of(plan, column, name, year) for column in typed)
        place = next(filter(None, places), None)
        saving = of_savings[item]
        if saving < 0:
            what, fix = f"{name} is a cost to achieve and names no saving.", "Say which saving."
        elif not years_of(results, "saving_counts", saving).any():
            called = plan.items["saving"].ids[saving]
            what = f"{name} is paid for {called}, which is not approved or is switched off."
            fix = "Switch the cost off with its saving, or approve the saving."
        else:
            continue
        yield Problem(what, place, fix, code="W197")
