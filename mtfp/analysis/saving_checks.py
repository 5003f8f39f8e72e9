"""What is lawful but suspicious in savings: what cannot come so late, and pounds claimed twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from mtfp.algebra.arrays import NO_GROUP
from mtfp.problems import Place, Problem, listed
from mtfp.results import Results
from mtfp.terms import GBP, PERCENT, month_of, show

MONTHS_A_YEAR = 12
ONE_OFF = 0
PUT_BACK_AT_MOST = 24
"""The months by which the model can put back an amount that is typed by year."""
DUST = 0.005
WEIGHED = ("consultation", "equality")
"""What is asked of a saving that reduces a service before it may be relied on."""
A_FEW = 3
"""Names that a warning lists before it counts the rest."""


def saving_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case; none of them stops anything."""
    yield from _too_late_for_amounts(results)
    yield from _over_claimed_bases(results)
    yield from _over_claimed_services(results)
    yield from _two_claims_on_one_base(results)
    yield from _vacant_posts(results)
    yield from _funded_twice(results)
    yield from _not_consulted(results)
    yield from _small_themes(results)
    yield from _corrections(results)
    yield from _before_its_project(results)


def _too_late_for_amounts(results: Results) -> Iterator[Problem]:
    """Amounts typed by year that are expected later than they can be put back."""
    plan = results.plan
    late = results.array("saving_months_late")[1, :, 0]
    counts = results.array("saving_counts")[1, :, 0]
    amounts = plan.figures["saving_amount"]
    recurs = plan.figures["saving_recurrence"][0]
    for item, name in enumerate(plan.items["saving"].ids):
        months = f"{late[item]:g} months late"
        if not (amounts[:, item].any() and counts[item]):
            continue
        if recurs[item] == ONE_OFF and late[item] > 0:
            what = (
                f"{name} is expected {months}, but a one-off typed by year stays in the year that "
                "it names."
            )
        elif late[item] > PUT_BACK_AT_MOST:
            what = (
                f"{name} is expected {months}, but amounts typed by year are put back by "
                f"{PUT_BACK_AT_MOST} at most."
            )
        else:
            continue
        fix = "Give it a full-year effect and a start, or type when it is expected now."
        yield Problem(what, _place(results, "saving_amount", name), fix, code="W171")


def _over_claimed_bases(results: Results) -> Iterator[Problem]:
    """A cost base of which more is claimed than is there, in its worst year."""
    plan = results.plan
    over = results.array("cost_base_over_claim")[1:, :, 0]
    for item, title in enumerate(plan.items["cost_base"].titles):
        year = int(over[:, item].argmax())
        if over[year, item] < DUST:
            continue
        claimed = results.array("cost_base_claimed")[1 + year, item, 0]
        base = plan.figures["cost_base_amount"][0, item]
        who = _claimants(results, "cost_base", item, year)
        what = (
            f"{who} {_gbp(claimed)} from {title} by {plan.plan_years[year]}, "
            f"{_gbp(over[year, item])} more than is there."
        )
        if claimed <= base:
            share = results.array("cost_base_share_claimed")[1 + year, item, 0]
            what += f" Taken one after another, their shares come to {show(share, PERCENT)}."
        fix = "Let each claim only what the others leave, or correct the cost base."
        place = _place(results, "cost_base_amount", plan.items["cost_base"].ids[item])
        yield Problem(what, place, fix, code="W172")


def _over_claimed_services(results: Results) -> Iterator[Problem]:
    """A service whose savings come to more than it controls, in their worst year."""
    plan = results.plan
    over = results.array("service_over_claim")[1:, :, 0]
    for item, title in enumerate(plan.items["service"].titles):
        year = int(over[:, item].argmax())
        if over[year, item] < DUST:
            continue
        claimed = results.array("service_claimed")[1 + year, item, 0]
        controls = plan.figures["service_controllable"][0, item]
        who = _claimants(results, "service", item, year)
        what = (
            f"{who} {_gbp(claimed)} from {title} by {plan.plan_years[year]}, "
            f"{_gbp(over[year, item])} more than the {_gbp(controls)} that it controls."
        )
        fix = "Lower the claims, or look what else they are of: nobody can save what is not there."
        place = _place(results, "service_controllable", plan.items["service"].ids[item])
        yield Problem(what, place, fix, code="W173")


def _two_claims_on_one_base(results: Results) -> Iterator[Problem]:
    """Two savings that claim from one cost base in the same year and say no shares."""
    plan = results.plan
    savings = plan.items["saving"]
    claimed = results.array("saving_claim")[1:, :, 0] > DUST
    shares = plan.figures["saving_share_of_base"][0] > 0
    for item, title in enumerate(plan.items["cost_base"].titles):
        mine = [s for s, base in enumerate(savings.members("cost_base")) if base == item]
        for one, other in combinations(mine, 2):
            years = np.flatnonzero(claimed[:, one] & claimed[:, other])
            if not len(years) or (shares[one] and shares[other]):
                continue
            what = (
                f"{savings.ids[one]} and {savings.ids[other]} both claim from {title}, from "
                f"{plan.plan_years[years[0]]} on."
            )
            fix = (
                "See that no pound of it is in both. With share_of_base in each, what they come "
                "to together is worked."
            )
            place = _place(results, "saving_recurrence", savings.ids[other])
            yield Problem(what, place, fix, code="W174")


def _vacant_posts(results: Results) -> Iterator[Problem]:
    """A vacant post deleted where pay is already lowered by a vacancy factor."""
    plan = results.plan
    savings, pay = plan.items["saving"], plan.items["pay"]
    factors = plan.figures["pay_vacancy_factor"][0]
    for item, name in enumerate(savings.ids):
        said = plan.details.get(("saving_deletes_vacant_post", name)) == "yes"
        if not said or not results.array("saving_claim")[1:, item, 0].any():
            continue
        service = savings.members("service")[item]
        for row, of in enumerate(pay.members("service")):
            if factors[row] > 0 and of in (service, NO_GROUP):
                factor = show(float(factors[row]), PERCENT)
                what = (
                    f"{name} deletes a vacant post, and {pay.ids[row]} is already {factor} lower "
                    "for posts that stand empty."
                )
                fix = "Lower the vacancy factor by what the post was in it, or the saving."
                place = _place(results, "saving_recurrence", name)
                yield Problem(what, place, fix, code="W175")


def _funded_twice(results: Results) -> Iterator[Problem]:
    """A body that is paid under two agreements."""
    plan = results.plan
    seen: dict[str, tuple[str, str]] = {}
    for name in plan.items["agreement"].ids:
        body = plan.details.get(("agreement_body", name), "")
        key = " ".join(body.casefold().split())
        first, called = seen.setdefault(key, (name, body))
        if first != name:
            what = f"{called} is funded by {first} and by {name}."
            fix = "See that the two do not pay for the same thing; if they do, one is a saving."
            yield Problem(what, _place(results, "agreement_amount", name), fix, code="W176")


def _not_consulted(results: Results) -> Iterator[Problem]:
    """A service that is to be reduced in a budget, with nothing said of those whom it touches."""
    plan = results.plan
    if plan.stage != "budget":
        return
    starts = plan.figures["saving_start"][0]
    counts = results.array("saving_counts")[1, :, 0]
    for item, name in enumerate(plan.items["saving"].ids):
        silent = not any((f"saving_{word}", name) in plan.details for word in WEIGHED)
        reduces = plan.details.get(("saving_type", name)) == "service_reduction"
        within = 0 <= starts[item] < plan.years * MONTHS_A_YEAR
        if reduces and within and counts[item] and silent:
            what = (
                f"{name} reduces a service, and this budget says neither where consultation nor "
                "where the equality assessment stands."
            )
            fix = "Say it under consultation and equality; not_needed is an answer too."
            yield Problem(what, _place(results, "saving_recurrence", name), fix, code="W177")


def _small_themes(results: Results) -> Iterator[Problem]:
    """A theme that never saves the share of its budget that is expected of it."""
    plan = results.plan
    shares = results.array("theme_share")[1:, :, 0]
    short = results.array("theme_short")[1:, :, 0]
    for item, title in enumerate(plan.items["theme"].titles):
        if short[:, item].min() < DUST:
            continue
        best = int(shares[:, item].argmax())
        saves = results.array("theme_savings")[1 + best, item, 0]
        budget = plan.figures["theme_budget"][0, item]
        expected = plan.figures["theme_share_expected"][0, item]
        what = (
            f"{title} saves {_gbp(saves)} of {_gbp(budget)} at most, which is "
            f"{shares[best, item]:.1%}: less than the {expected:.1%} that is expected of it."
        )
        fix = "Look for more in it, or say why it can bring no more."
        place = _place(results, "theme_budget", plan.items["theme"].ids[item])
        yield Problem(what, place, fix, code="W178")


def _corrections(results: Results) -> Iterator[Problem]:
    """A correction of the base that corrects nothing, or more than it should."""
    plan = results.plan
    records, savings = plan.items["delivery"], plan.items["saving"]
    corrects = plan.figures["delivery_corrects_base"][0] == 1
    returns = results.array("delivery_returns")[1, :, 0]
    missed = results.array("delivery_unachieved")[1, :, 0]
    put_back = results.array("saving_base_correction")[1, :, 0]
    on_track = plan.figures["delivery_on_track"][0]
    share = results.array("saving_share_expected")[1, :, 0]
    late = results.array("saving_months_late")[1, :, 0]
    for item, name in enumerate(records.ids):
        saving = records.members("saving")[item]
        whose = savings.ids[saving]
        if not corrects[item] or missed[item] < DUST:
            continue
        if returns[item] < DUST:
            what = f"{name} corrects nothing: it is not the base year's latest record of {whose}."
            fix = "Let the latest record of each saving correct the base, and no other."
        elif twin := _same_period(results, item):
            what = f"{name} and {twin} are of one period, and both put back what {whose} missed."
            fix = "Let one record of a saving speak for a period."
        elif put_back[saving] < DUST:
            what = f"{name} corrects nothing: {whose} is not an approved recurring saving."
            fix = f"Take the correction out, or say of {whose} what it is."
        elif on_track[item] > DUST:
            amount = _gbp(float(on_track[item]))
            what = f"{name} puts {amount} back that it says is on track, as not yet delivered."
            fix = "Correct the base once the year's outturn is known, or call it delivered."
        elif share[saving] < 1 or late[saving] > 0:
            what = (
                f"{whose} is put back by {name} and expected short or late as well: one cause "
                "may be counted twice."
            )
            fix = "Keep the correction for what is lost, and expect the rest in full and on time."
        else:
            continue
        yield Problem(what, _place(results, "delivery_approved", name), fix, code="W179")


def _claimants(results: Results, group: str, item: int, year: int) -> str:
    """The savings that claim from a group in a year, the largest first, and that they do."""
    savings = results.plan.items["saving"]
    claimed = results.array("saving_claim")[1 + year, :, 0]
    mine = [s for s, of in enumerate(savings.members(group)) if of == item and claimed[s] > DUST]
    names = [savings.ids[s] for s in sorted(mine, key=lambda s: -claimed[s])]
    shown = names if len(names) <= A_FEW else [*names[: A_FEW - 1], f"{len(names) - 2} more"]
    return f"{listed(shown, 'and')} {'claims' if len(names) == 1 else 'claim'}"


def _same_period(results: Results, item: int) -> str:
    """An earlier record of the same saving and period that corrects the base too, if any."""
    plan, records = results.plan, results.plan.items["delivery"]
    of, ends = records.members("saving"), plan.figures["delivery_period"][0]
    corrects = plan.figures["delivery_corrects_base"][0]
    for other in range(item):
        if corrects[other] and (of[other], ends[other]) == (of[item], ends[item]):
            return records.ids[other]
    return ""


def _before_its_project(results: Results) -> Iterator[Problem]:
    """A saving that is expected to start before a project that it waits for is there."""
    plan = results.plan
    links, savings, projects = (plan.items[axis] for axis in ("link", "saving", "project"))
    starts = results.array("saving_late_start")[1, :, 0]
    lives = results.array("project_expected_go_live")[1, :, 0]
    counts = results.array("saving_counts")[1, :, 0]
    pairs = zip(links.members("saving"), links.members("project"), strict=True)
    for saving, project in pairs:
        if not counts[saving] or starts[saving] >= lives[project]:
            continue
        first = plan.plan_years[0]
        start, live = (month_of(float(at), first) for at in (starts[saving], lives[project]))
        what = (
            f"{savings.titles[saving]} is expected to save from {start}, and waits for "
            f"{projects.titles[project]}, which goes live in {live}."
        )
        fix = "Give the saving a later start or a slippage, or the project an earlier go-live."
        place = _place(results, "saving_start", savings.ids[saving])
        yield Problem(what, place, fix, code="W180")


def _gbp(amount: float) -> str:
    return show(float(amount), GBP)


def _place(results: Results, name: str, item: str) -> Place | None:
    origin = results.plan.origin(name, item)
    return origin.place if origin else None
