"""Every method side by side, and members' weights beside residents', as tables that stand still.

On the page and in the workbook they show the plan as entered with nothing changed but the method
or the weights, whichever scenario is chosen.
"""

from __future__ import annotations

from mtfp.analysis.methods import Methods, compare_methods, compare_weights
from mtfp.outputs.tables.listings import Filled, Still
from mtfp.results import Results
from mtfp.terms import GBP, NUMBER, PERCENT

SERVICE = "Service"
AS_ENTERED = "the plan as entered"


def side_by_side(results: Results, whose: str = AS_ENTERED) -> list[Filled]:
    """What each service would be asked for by each method, and by whose weights."""
    if not len(results.plan.items["service"]):
        return []
    methods = compare_methods(results.book, results.plan)
    found = [_methods(methods, whose)]
    if results.plan.figures["priority_residents_weight"].any():
        found.append(_weights(compare_weights(results.book, results.plan), whose))
    return found


def _methods(methods: Methods, whose: str) -> Filled:
    plan = methods.results.plan
    rows = [
        (title, tuple(_money(methods.so_far(name)[item]) for name in methods.names))
        for item, title in enumerate(plan.items["service"].titles)
        if plan.figures["service_controllable"][0, item]
    ]
    for line in ("structural_gap", "targets_so_far", "gap_left_open"):
        cells = tuple(_money(methods.one(line, name)) for name in methods.names)
        rows.append((methods.results.book[line].title, cells))
    for line in ("salami_index", "salami_of_plan"):
        shaves = tuple(_shave(methods, line, name) for name in methods.names)
        rows.append((methods.results.book[line].title, shaves))
    heads = tuple(name.replace("_", " ").capitalize() for name in methods.names)
    title = (
        f"Targets by {plan.plan_years[-1]} under each method, £m: {whose}, all else as it stands"
    )
    return Filled(title, SERVICE, heads, tuple(rows))


def _weights(weights: Methods, whose: str) -> Filled:
    plan = weights.results.plan
    rows = [
        (
            title,
            (
                *(Still(float(weights.score(name)[item]), NUMBER) for name in weights.names),
                *(_money(weights.so_far(name)[item]) for name in weights.names),
            ),
        )
        for item, title in enumerate(plan.items["service"].titles)
        if plan.figures["service_controllable"][0, item]
    ]
    heads = (
        *(f"Score by {name}" for name in weights.names),
        *(f"Target by {name}, £m" for name in weights.names),
    )
    title = (
        f"Members' weights and residents', never averaged, by {weights.by.replace('_', ' ')} in "
        f"{plan.plan_years[-1]}: {whose}"
    )
    return Filled(title, SERVICE, heads, tuple(rows))


def _shave(methods: Methods, line: str, name: str) -> Still:
    """How equal a shave a method is; one that asks for nothing is none at all."""
    if not methods.one("targets_so_far", name):
        return Still(None, PERCENT, "-")
    return Still(methods.one(line, name), PERCENT)


def _money(amount: float) -> Still:
    return Still(float(amount), GBP)
