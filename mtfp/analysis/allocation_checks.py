"""What is lawful but suspicious in priorities, minimums and the targets that services are given."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.problems import Place, Problem
from mtfp.results import Results
from mtfp.terms import GBP, show

A_POUND = 1.0
SETTLED = ("accepted", "amended", "rejected")
NOT_DECIDED, BY_CLASSES, YES = 0, "classes", 1


def allocation_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case; none of them stops anything."""
    yield from _classes_without_a_decision(results)
    yield from _classes_not_decided(results)
    yield from _below_the_floor(results)
    yield from _unchallenged(results)
    yield from _status_quo_minimums(results)
    yield from _exempt_without_a_reason(results)
    yield from _budgets_not_said(results)
    yield from _ranges_out_of_order(results)
    yield from _packages_below_the_minimum(results)


def _classes_without_a_decision(results: Results) -> Iterator[Problem]:
    classes = results.plan.figures["service_class"][0]
    words = {code: word for word, code in results.book.inputs["service_class"].choices.items()}
    for item, name, title in _services(results):
        if classes[item] != NOT_DECIDED and not _said(results, "service_class_decision", name):
            what = f"{title} is classed {words[int(classes[item])]}, and no decision says so."
            fix = "Record who decided it, when and why in decisions, and name it here."
            yield Problem(what, _place(results, "service_class", name), fix, code="W211")


def _classes_not_decided(results: Results) -> Iterator[Problem]:
    given = results.book.inputs["close_gap"]
    if results.plan.figures["close_gap"][0, 0] != given.choices[BY_CLASSES]:
        return
    classes = results.plan.figures["service_class"][0]
    for item, name, title in _services(results):
        if classes[item] == NOT_DECIDED:
            what = f"The gap is shared by classes, and {title} has none: nothing is taken from it."
            fix = "Let members class it: protect, efficient, reduce or stop."
            yield Problem(what, _place(results, "service_budget", name), fix, code="W212")


def _below_the_floor(results: Results) -> Iterator[Problem]:
    short = results.array("below_floor")[1:, :, 0]
    for item, name, title in _services(results):
        worst = int(short[:, item].argmax()) if len(short) else 0
        if short[worst, item] >= A_POUND:
            decided = results.plan.figures["service_pinned"][0, item] == YES
            cause = "What is decided of" if decided else "Approved savings and targets of"
            leaves = "leaves" if decided else "leave"
            what = (
                f"{cause} {title} {leaves} it {_gbp(short[worst, item])} below its statutory "
                f"minimum in {results.plan.plan_years[worst]}."
            )
            fix = "Take less from it, or say why its statutory minimum is lower."
            where = "service_pinned" if decided else "service_minimum"
            yield Problem(what, _place(results, where, name), fix, code="W214")


def _unchallenged(results: Results) -> Iterator[Problem]:
    """Targets and proposed savings of a budget that no meeting has settled."""
    plan = results.plan
    if plan.stage != "budget":
        return
    fix = "Record the challenge, what was asked and what came of it, in challenges."
    targets = results.array("target")[1:, :, 0].sum(axis=0)
    services, savings = _challenged(results)
    for item, name, title in _services(results):
        if targets[item] >= A_POUND and item not in services:
            what = f"This budget gives {title} a target of {_gbp(targets[item])}, and nobody has "
            yield Problem(
                f"{what}tested it.", _place(results, "service_budget", name), fix, code="W215"
            )
    proposed = results.array("saving_proposed")[1:, :, 0].max(axis=0, initial=0.0)
    items = plan.items["saving"]
    for item, (name, title) in enumerate(zip(items.ids, items.titles, strict=True)):
        if proposed[item] >= A_POUND and name not in savings:
            what = f"{title} is proposed in this budget, and nobody has tested it."
            yield Problem(what, _place(results, "saving_approval", name), fix, code="W215")


def _challenged(results: Results) -> tuple[set[int], set[str]]:
    """The services whose targets, and the savings that, a challenge has settled."""
    plan = results.plan
    services, savings = set(), set()
    challenges = plan.items["challenge"]
    for name, service in zip(challenges.ids, challenges.members("service"), strict=True):
        if plan.details.get(("challenge_outcome", name)) in SETTLED:
            saving = plan.details.get(("challenge_saving", name))
            if saving:
                savings.add(saving)
            else:
                services.add(service)
    return services, savings


def _status_quo_minimums(results: Results) -> Iterator[Problem]:
    least = results.plan.figures["service_minimum"][0]
    controls = results.plan.figures["service_controllable"][0]
    for item, name, title in _services(results):
        as_now = 0 < controls[item] <= least[item]
        if as_now and not _said(results, "service_minimum_evidence", name):
            how = "all that" if controls[item] == least[item] else "more than"
            what = f"The statutory minimum of {title} is {how} it controls, with no evidence."
            fix = "A minimum is the least that the law allows, not what is spent: cost it."
            yield Problem(what, _place(results, "service_minimum", name), fix, code="W216")


def _exempt_without_a_reason(results: Results) -> Iterator[Problem]:
    exempt = results.plan.figures["service_exempt"][0]
    for item, name, title in _services(results):
        if exempt[item] and not _said(results, "service_exempt_reason", name):
            what = f"{title} is exempt from targets, and nothing says why."
            fix = "Give the reason under exempt_reason: every reader is shown it."
            yield Problem(what, _place(results, "service_exempt", name), fix, code="W217")


def _budgets_not_said(results: Results) -> Iterator[Problem]:
    if not results["gap_to_close"].max(initial=0.0) >= A_POUND:
        return
    net, controls = (
        results.plan.figures[f"service_{name}"][0] for name in ("budget", "controllable")
    )
    for item, name, title in _services(results):
        if net[item] >= A_POUND and not controls[item]:
            what = f"The gap is shared between services, and nothing says what {title} controls."
            fix = "Say it under controllable, or £0 if nothing of it can be saved."
            if results.plan.origin("service_controllable", name) is None:
                yield Problem(what, _place(results, "service_budget", name), fix, code="W218")


def _ranges_out_of_order(results: Results) -> Iterator[Problem]:
    figures = results.plan.figures
    low, likely, high = (figures[f"service_minimum{end}"][0] for end in ("_low", "", "_high"))
    for item, name, title in _services(results):
        amount, wrong = _gbp(likely[item]), ""
        if low[item] > likely[item]:
            wrong = f"and its lowest, {_gbp(low[item])}, is more"
        elif 0 < high[item] < likely[item]:
            wrong = f"and its highest, {_gbp(high[item])}, is less"
        if wrong:
            what = f"The statutory minimum of {title} is {amount}, {wrong}."
            fix = "Give the lowest below it and the highest above it, or leave them blank."
            yield Problem(what, _place(results, "service_minimum", name), fix, code="W221")


def _packages_below_the_minimum(results: Results) -> Iterator[Problem]:
    plan, least = results.plan, results.array("minimum_in_use")[1, :, 0]
    packages, costs = plan.items["package"], plan.figures["package_cost"][0]
    titles = plan.items["service"].titles
    rows = zip(packages.ids, packages.titles, packages.members("service"), costs, strict=True)
    for name, title, service, cost in rows:
        if least[service] - cost >= A_POUND:
            what = (
                f"{title} costs {_gbp(cost)}, below the statutory minimum of {titles[service]}, "
                f"{_gbp(least[service])}: it is never chosen."
            )
            fix = "Let the package cost no less than the minimum, or correct the minimum."
            yield Problem(what, _place(results, "package_cost", name), fix, code="W223")


def _services(results: Results) -> Iterator[tuple[int, str, str]]:
    items = results.plan.items["service"]
    for item, (name, title) in enumerate(zip(items.ids, items.titles, strict=True)):
        yield item, name, title


def _said(results: Results, detail: str, item: str) -> bool:
    return bool(results.plan.details.get((detail, item)))


def _gbp(amount: float) -> str:
    return show(float(np.round(amount, 2)), GBP)


def _place(results: Results, name: str, item: str) -> Place | None:
    origin = results.plan.origin(name, item)
    return origin.place if origin else None
