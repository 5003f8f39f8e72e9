"""What is lawful but suspicious in how services are graded and scored."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.problems import Place, Problem
from mtfp.results import Results

FAR_APART = 2
RESIDENTS = "residents"
BY_SCORES = ("score_weighted", "priority_first", "classes")


def score_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about grades and weights; none of them stops anything."""
    yield from _grades_apart(results)
    yield from _no_weights_of_residents(results)
    yield from _graded_on_both_sets(results)
    yield from _not_scored(results)


def _grades_apart(results: Results) -> Iterator[Problem]:
    plan = results.plan
    own, peers = plan.figures["grade_by_self"][0], plan.figures["grade_by_peers"][0]
    for item, name in enumerate(plan.items["grade"].ids):
        typed = all(plan.origin(f"grade_by_{who}", name) for who in ("self", "peers"))
        settled = plan.details.get(("grade_moderator", name))
        if typed and not settled and abs(peers[item] - own[item]) >= FAR_APART:
            what = f"{name} is graded {own[item]:g} by the service and {peers[item]:g} by others."
            fix = "See that somebody settled it, and say who under moderator."
            yield Problem(what, _place(results, "grade_agreed", name), fix, code="W213")


def _no_weights_of_residents(results: Results) -> Iterator[Problem]:
    plan, used = results.plan, results.book.inputs["weights_used"]
    if plan.figures[used.name][0, 0] != used.choices[RESIDENTS]:
        return
    if len(plan.items["grade"]) and not plan.figures["priority_residents_weight"].any():
        what = "The plan goes by residents' weights, and no priority has any: no grade counts."
        fix = "Give them under residents_weight, or go by members' weights."
        yield Problem(what, _place(results, used.name, ""), fix, code="W219")


def _graded_on_both_sets(results: Results) -> Iterator[Problem]:
    services = results.plan.items["service"]
    for item, (name, title) in enumerate(zip(services.ids, services.titles, strict=True)):
        sets = [results.array(f"{of}_graded")[1, item, 0] for of in ("results", "governance")]
        if all(weight > 0 for weight in sets):
            what = f"{title} is graded both on results for residents and on governance."
            fix = "Grade a support service on governance alone, any other on results."
            yield Problem(what, _place(results, "service_budget", name), fix, code="W220")


def _not_scored(results: Results) -> Iterator[Problem]:
    """A service that pays first because nobody has said what it matters."""
    plan, method = results.plan, results.book.inputs["close_gap"]
    if plan.figures[method.name][0, 0] not in [method.choices[name] for name in BY_SCORES]:
        return
    services, graded = plan.items["service"], set(plan.items["grade"].members("service"))
    controls = plan.figures["service_controllable"][0]
    for item, (name, title) in enumerate(zip(services.ids, services.titles, strict=True)):
        typed = plan.origin("service_score", name)
        if controls[item] > 0 and item not in graded and typed is None:
            what = f"The gap is shared by scores, and {title} has neither grades nor a score."
            fix = "Grade it, or type its score: without, it counts as the lowest priority."
            yield Problem(what, _place(results, "service_budget", name), fix, code="W222")


def _place(results: Results, name: str, item: str) -> Place | None:
    origin = results.plan.origin(name, item)
    return origin.place if origin else None
