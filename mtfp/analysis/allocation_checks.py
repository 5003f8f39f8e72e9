"""What is lawful but suspicious in priorities, minimums and the targets that services are given."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.problems import Place, Problem
from mtfp.results import Results
from mtfp.terms import GBP, show

A_POUND = 1.0
FAR_APART = 2
NOT_DECIDED, BY_CLASSES = 0, "classes"


def allocation_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case; none of them stops anything."""
    yield from _classes_without_a_decision(results)
    yield from _classes_not_decided(results)
    yield from _grades_apart(results)
    yield from _below_the_floor(results)
    yield from _unchallenged(results)
    yield from _status_quo_minimums(results)
    yield from _exempt_without_a_reason(results)
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


def _grades_apart(results: Results) -> Iterator[Problem]:
    plan = results.plan
    own, peers = plan.figures["grade_by_self"][0], plan.figures["grade_by_peers"][0]
    for item, name in enumerate(plan.items["grade"].ids):
        apart = abs(peers[item] - own[item])
        if own[item] and peers[item] and apart >= FAR_APART:
            what = f"{name} is graded {own[item]:g} by the service and {peers[item]:g} by others."
            fix = "See that somebody settled it, and say who under moderator."
            if not _said(results, "grade_moderator", name):
                yield Problem(what, _place(results, "grade_agreed", name), fix, code="W213")


def _below_the_floor(results: Results) -> Iterator[Problem]:
    short = results.array("below_floor")[1:, :, 0]
    for item, name, title in _services(results):
        worst = int(short[:, item].argmax()) if len(short) else 0
        if short[worst, item] >= A_POUND:
            what = (
                f"What is decided of {title} leaves it {_gbp(short[worst, item])} below its floor "
                f"in {results.plan.plan_years[worst]}."
            )
            fix = "Decide less, or say why its statutory minimum is lower."
            yield Problem(what, _place(results, "service_pinned", name), fix, code="W214")


def _unchallenged(results: Results) -> Iterator[Problem]:
    plan = results.plan
    if plan.stage != "budget":
        return
    targets = results.array("target")[1:, :, 0].sum(axis=0)
    challenged = set(plan.items["challenge"].members("service"))
    for item, name, title in _services(results):
        if targets[item] >= A_POUND and item not in challenged:
            asked = _gbp(targets[item])
            what = f"This budget gives {title} a target of {asked}, and nobody has tested it."
            fix = "Record the challenge, what was asked and what came of it, in challenges."
            yield Problem(what, _place(results, "service_budget", name), fix, code="W215")


def _status_quo_minimums(results: Results) -> Iterator[Problem]:
    least = results.plan.figures["service_minimum"][0]
    controls = results.plan.figures["service_controllable"][0]
    for item, name, title in _services(results):
        as_now = 0 < controls[item] <= least[item]
        if as_now and not _said(results, "service_minimum_evidence", name):
            what = f"The statutory minimum of {title} is all that it controls, with no evidence."
            fix = "A minimum is the least that the law allows, not what is spent: cost it."
            yield Problem(what, _place(results, "service_minimum", name), fix, code="W216")


def _exempt_without_a_reason(results: Results) -> Iterator[Problem]:
    exempt = results.plan.figures["service_exempt"][0]
    for item, name, title in _services(results):
        if exempt[item] and not _said(results, "service_exempt_reason", name):
            what = f"{title} is exempt from targets, and nothing says why."
            fix = "Give the reason under exempt_reason: every reader is shown it."
            yield Problem(what, _place(results, "service_exempt", name), fix, code="W217")


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
