"""What is lawful but suspicious in reserves, their minimum and exceptional support."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.analysis.looking import A_POUND, choice_of, first_year, place_of, pounds, years_of
from mtfp.problems import Place, Problem, listed
from mtfp.results import Results
from mtfp.terms import FinancialYear

HELD_FOR = {
    "gf_balance": ("bridging", "investing", "risk"),
    "er_risk": ("bridging", "risk"),
    "er_change": ("investing",),
    "er_commit": (),
    "er_ringfenced": (),
}
"""What a reserve of each category may be drawn for by name; one that says nothing, for all."""
INVESTING = "investing"
"""What a cost to achieve is drawn for."""


def reserve_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case; none of them stops anything."""
    yield from _counted_again(results)
    yield from _not_held_for_it(results)
    yield from _not_held_for_costs(results)
    yield from _not_money(results)
    yield from _no_minimum_found(results)
    yield from _no_transfer(results)
    yield from _below_minimum(results)
    yield from _not_there(results)
    yield from _beyond_its_saving(results)


def _counted_again(results: Results) -> Iterator[Problem]:
    """Savings that do not arrive, priced in two ways or three: in the first year in which it is."""
    plan = results.plan
    ways = (
        ("savings_at_risk", "expected savings are {} below those approved"),
        ("delivery_contingency", "a contingency holds {}"),
        ("delivery_risk_in_minimum", "the minimum of the general fund balance holds {}"),
    )
    for year, label in enumerate(plan.plan_years):
        priced = [
            words.format(pounds(amount))
            for name, words in ways
            if (amount := float(years_of(results, name)[year])) >= A_POUND
        ]
        if len(priced) > 1:
            times = "twice" if len(priced) == 2 else "three times"  # noqa: PLR2004
            told = f"{listed(priced, 'and')} for the same risk"
            what = f"In {label} savings that do not arrive are priced {times}: {told}."
            fix = "Keep one of them, and take savings out of the others."
            yield Problem(what, _place_of_delivery(results), fix, code="W181")
            return


def _place_of_delivery(results: Results) -> Place | None:
    """The first row that prices delivery by name, or of a saving that is not expected whole."""
    plan = results.plan
    for name, axis in (("pressure_for_delivery", "pressure"), ("risk_prices", "risk")):
        for item in np.flatnonzero(plan.figures[name][0]):
            return place_of(plan, name, plan.items[axis].ids[int(item)])
    return None


def _not_held_for_it(results: Results) -> Iterator[Problem]:
    """A named draw on a reserve whose purpose is another."""
    plan = results.plan
    reserves = plan.items["reserve"]
    sources = plan.items["draw"].groups.get("reserve", ())
    for item, name in enumerate(plan.items["draw"].ids):
        source = reserves.ids[sources[item]]
        category = choice_of(results, "reserve_category", sources[item])
        kind = choice_of(results, "draw_kind", item)
        released = category == "er_commit" and ("reserve_released_by", source) in plan.details
        if released or kind in HELD_FOR.get(category, (kind,)):
            continue
        what = f"{name} draws on {source} for {kind}, but {source} is {category}"
        if category == "er_ringfenced":
            what += ", so none of it is permitted"
        fix = "Draw on a reserve that is held for it, or correct the category or the kind."
        yield Problem(f"{what}.", place_of(plan, "draw_kind", name), fix, code="W182")


def _not_held_for_costs(results: Results) -> Iterator[Problem]:
    """A cost to achieve that a reserve pays which is held for something else."""
    plan, paid = results.plan, results.plan.items["paid"]
    reserves, costs = plan.items["reserve"], plan.items["cost"]
    for source, cost in zip(paid.members("reserve"), paid.members("cost"), strict=True):
        category, name = choice_of(results, "reserve_category", source), reserves.ids[source]
        released = category == "er_commit" and ("reserve_released_by", name) in plan.details
        if released or INVESTING in HELD_FOR.get(category, (INVESTING,)):
            continue
        if choice_of(results, "cost_funding", cost) != "reserve":
            continue
        whose = f"{costs.ids[cost]} is paid by {name} for what saves for good"
        what = f"{whose}, but {name} is {category}."
        fix = "Let a reserve pay that is held for it, or say under released_by who released it."
        yield Problem(what, place_of(plan, "cost_funding", costs.ids[cost]), fix, code="W182")


def _not_money(results: Results) -> Iterator[Problem]:
    """Exceptional support, and what it costs."""
    plan = results.plan
    given = years_of(results, "capitalisation_direction")
    if not given.any():
        return
    last, left = plan.plan_years[-1], float(years_of(results, "support_balance")[-1])
    cost = float(years_of(results, "support_cost").sum())
    what = (
        f"A capitalisation direction of {pounds(given.sum())} is not money: it costs "
        f"{pounds(cost)} by {last}, and {pounds(left)} is still to be charged after that."
    )
    fix = "Show members what later years pay for it; it closes no gap."
    life = float(plan.figures["support_life"][0, 0])
    first = np.flatnonzero(given)
    if len(first) > 1 and 1 < life < plan.years - first[0] - 1:
        fix = "Let support_life be as long as the plan: the later ones are charged too fast."
    elif not plan.figures["support_rate"][0, 0]:
        fix = "Give support_rate: as it stands, nothing is paid in interest."
    place = place_of(plan, "capitalisation_direction", "", int(first[0]))
    yield Problem(what, place, fix, code="W183")


def _no_minimum_found(results: Results) -> Iterator[Problem]:
    """A method that asks for what the plan does not say."""
    plan, method = results.plan, choice_of(results, "minimum_method")
    if method == "sum":
        return
    balances = int(results.array("general_balances")[0, 0, 0])
    share = plan.figures["minimum_percentage"].any()
    risks = bool(len(plan.items["risk"]))
    lacks = {
        "percentage": "" if share else "minimum_percentage is nought",
        "risk_assessment": "" if risks else "there are no risks",
        "greater_of": "" if share or risks else "there is neither minimum_percentage nor a risk",
    }[method]
    fix = "Give what the method rests on, or let it be sum."
    if not balances:
        lacks, fix = "no reserve is gf_balance", "Give one of them the category gf_balance."
    elif balances > 1:
        lacks = f"{balances} reserves are gf_balance, so each holds an equal part"
        fix = "Give the category gf_balance to one of them."
    if lacks:
        what = f"minimum_method is {method}, but {lacks}."
        yield Problem(what, place_of(plan, "minimum_method"), fix, code="W184")


def _no_transfer(results: Results) -> Iterator[Problem]:
    """A reserve that cannot pay what it is to transfer."""
    plan = results.plan
    for item, name in enumerate(plan.items["reserve"].ids):
        asked = years_of(results, "reserve_transfer_asked", item)
        paid = years_of(results, "reserve_transfer_out", item)
        year = first_year(asked - paid)
        if year is None:
            continue
        why = "that is all it holds"
        if choice_of(results, "reserve_category", item) == "er_ringfenced":
            why = "it is ring-fenced"
        what = (
            f"{name} is to transfer {pounds(asked[year])} to other reserves in "
            f"{plan.plan_years[year]}, and pays {pounds(paid[year])}: {why}."
        )
        place = place_of(plan, "reserve_transfer", name, year)
        fix = "Transfer less, later or from another reserve."
        yield Problem(what, place, fix, code="W185")


def _below_minimum(results: Results) -> Iterator[Problem]:
    """A reserve that begins at its minimum or above, and falls below it in a year of the plan."""
    plan = results.plan
    for item, name in enumerate(plan.items["reserve"].ids):
        floors = results.over_years(results.book["reserve_floor"], 0, item)
        held = results.over_years(results.book["reserve_balance"], 0, item)
        year = first_year((floors - held)[1:])
        if year is None or floors[0] - held[0] >= A_POUND:
            continue
        short, least = floors[1 + year] - held[1 + year], floors[1 + year]
        what = (
            f"{name} falls {pounds(short)} below its minimum of {pounds(least)} in "
            f"{plan.plan_years[year]}."
        )
        fix = "Members may decide so; if they have not, draw less or plan a contribution."
        yield Problem(what, place_of(plan, "reserve_opening", name), fix, code="W186")


def _not_there(results: Results) -> Iterator[Problem]:
    """A named draw of which a reserve cannot pay all, though it might."""
    plan = results.plan
    sources = plan.items["draw"].groups.get("reserve", ())
    for item, name in enumerate(plan.items["draw"].ids):
        year = first_year(years_of(results, "draw_refused", item))
        fenced = choice_of(results, "reserve_category", sources[item]) == "er_ringfenced"
        if year is None or fenced:
            continue
        asked = float(years_of(results, "draw_counted", item)[year])
        paid = float(years_of(results, "draw_permitted", item)[year])
        what = (
            f"{name} asks {pounds(asked)} of {plan.items['reserve'].ids[sources[item]]} in "
            f"{plan.plan_years[year]}, which has {pounds(paid)} for it."
        )
        fix = "Draw less, later or from another reserve: what is missing stays in the gap."
        yield Problem(what, place_of(plan, "draw_amount", name, year), fix, code="W187")


def _beyond_its_saving(results: Results) -> Iterator[Problem]:
    """A draw that names no saving where it should, or takes more than its saving needs."""
    plan = results.plan
    of_savings = plan.items["draw"].groups.get("saving", ())
    for item, name in enumerate(plan.items["draw"].ids):
        kind = choice_of(results, "draw_kind", item)
        if kind == "risk" or not plan.figures["draw_amount"][:, item].any():
            continue
        place, saving = place_of(plan, "draw_kind", name), of_savings[item]
        if saving < 0:
            what, fix = f"{name} is a draw for {kind} and names no saving.", "Say which saving."
            yield Problem(what, place, fix, code="W188")
        elif kind == "bridging":
            drawn = sum(
                years_of(results, "draws_to_bridge_rows", other)
                for other, of in enumerate(of_savings)
                if of == saving
            )
            needs = years_of(results, "saving_bridge", saving)
            year = first_year(np.asarray(drawn) - needs)
            if year is not None and saving not in of_savings[:item]:
                yield _too_much(plan.plan_years[year], plan.items["saving"].ids[saving],
                                np.asarray(drawn)[year], needs[year], place)  # fmt: skip


def _too_much(
    year: FinancialYear, saving: str, drawn: float, needs: float, place: Place | None
) -> Problem:
    what = (
        f"{pounds(drawn)} is drawn by name to bridge {saving} in {year}, which needs "
        f"{pounds(needs)}: the rest pays for services."
    )
    return Problem(what, place, "Draw no more than the saving still lacks.", code="W188")
