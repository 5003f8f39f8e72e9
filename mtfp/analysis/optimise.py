"""The best allocation by score, or the best choice of packages, worked outside the plan.

A solver's answer is no line of arithmetic: it comes back as targets to be typed as decided,
with the price of each limit that binds. scipy is needed here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mtfp.analysis.saying import HALF_A_POUND
from mtfp.problems import PlanError, Problem
from mtfp.results import Results

Floats = NDArray[np.float64]
A_PENNY = 0.01
YES = 1


@dataclass(frozen=True)
class Optimum:
    """What the solver gives each service, what it is worth, and what one more pound would be.

    `short` is what the floors come to beyond the money there is: with it above nought there
    is no allocation, and `budgets` are the floors themselves.
    """

    budgets: Floats
    worth: float
    worth_of_a_pound: float
    price_of_floor: Floats
    short: float = 0.0


@dataclass(frozen=True)
class Chosen:
    """One package for each service that takes part, as positions in the register.

    `below_floor` are the packages that nobody may choose; `keep` are the services with packages
    that keep what they have, as their target is decided or none of their packages may be chosen.
    """

    packages: tuple[int, ...]
    cost: float
    value: float
    left: float
    below_floor: tuple[int, ...] = ()
    keep: tuple[int, ...] = ()


def first_year_to_share(results: Results, case: int = 0) -> int | None:
    """The first plan year in which there is something to share, 1 the first; nothing if none."""
    years = np.flatnonzero(results["to_share"][:, case] > HALF_A_POUND)
    return int(years[0]) + 1 if len(years) else None


def best_by_score(scores: Floats, budgets: Floats, floors: Floats, resources: float) -> Optimum:
    """The allocation of the highest total of pounds times score.

    Linear, so it funds the highest scores first, above every floor (rules 7.7). Shapes: one
    figure for each service. Raises PlanError where scipy is not installed.
    """
    short = float(floors.sum() - resources)
    if short > A_PENNY:
        nothing = np.zeros_like(floors)
        return Optimum(floors, float(scores @ floors), 0.0, nothing, short)
    _scipy()
    from scipy.optimize import linprog

    resources = max(resources, float(floors.sum()))  # a shortfall of less than a penny is none
    found = linprog(
        -scores, A_ub=np.ones((1, len(scores))), b_ub=[resources],
        bounds=list(zip(floors, budgets, strict=True)), method="highs",
    )  # fmt: skip
    assert found.success, found.message  # there is an answer, and it is bounded
    return Optimum(
        np.asarray(found.x), -float(found.fun), -float(found.ineqlin.marginals[0]),
        -np.asarray(found.lower.marginals),
    )  # fmt: skip


def best_packages(
    services: Sequence[int], costs: Floats, values: Floats, resources: float
) -> Chosen:
    """The choice of exactly one package for each service that has the highest value in all.

    `services` gives each package's service. What is left over is lumpiness, not an error
    (rules 7.7). Raises PlanError where even the cheapest packages cost more than there is, or
    where scipy is not installed.
    """
    of = np.asarray(services)
    every = sorted(set(services))
    cheapest = sum(float(costs[of == one].min()) for one in every)
    if cheapest > resources + A_PENNY:
        what = (
            f"Even the cheapest packages that keep to their floors cost £{cheapest:,.0f}, and "
            f"there is £{resources:,.0f}."
        )
        fix = "Offer cheaper packages, or close less of the gap."
        raise PlanError([Problem(what, None, fix, code="E632")])
    _scipy()
    from scipy.optimize import Bounds, LinearConstraint, milp

    resources = max(resources, cheapest)
    one_each = np.array([of == one for one in every], float)
    found = milp(
        -values, integrality=np.ones(len(values)), bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(one_each, 1, 1),
            LinearConstraint(costs[None, :], -np.inf, resources),
        ],
    )  # fmt: skip
    assert found.success, found.message  # there is an answer, and it is bounded
    chosen = tuple(int(place) for place in np.flatnonzero(np.asarray(found.x) > 1 / 2))
    cost = float(costs[list(chosen)].sum())
    return Chosen(chosen, cost, float(values[list(chosen)].sum()), resources - cost)


def packages_of(results: Results, year: int, case: int = 0) -> Chosen:
    """The best packages for the services that offer any, in a plan year, 1 the first.

    They share what those services have open, less what is left to close after decisions; nobody
    else gives anything. A package that costs less than its service's floor is never chosen.
    """
    plan = results.plan
    costs, values = package_costs(results, year, case), plan.figures["package_value"][0]
    services = np.array(plan.items["package"].members("service"), dtype=np.intp)
    decided = _chosen(results, "service_pinned", YES, case)
    too_low = costs < _floors(results, year, case)[services] - A_PENNY
    offered = np.flatnonzero(~too_low & ~decided[services])
    taking_part = np.unique(services[offered])
    keep = tuple(int(one) for one in np.setdiff1d(services, taking_part))
    below = tuple(int(place) for place in np.flatnonzero(too_low & ~decided[services]))
    if not len(offered):
        return Chosen((), 0.0, 0.0, 0.0, below, keep)
    gap = float(results.array("gap_to_close")[year, 0, case])
    gap -= float(results.array("decided_cut")[year, :, case].sum())
    open_budgets = results.array("open_budget")[year, taking_part, case]
    resources = max(0.0, float(open_budgets.sum()) - max(0.0, gap))
    found = best_packages(
        [int(one) for one in services[offered]], costs[offered], values[offered], resources
    )
    places = tuple(int(offered[place]) for place in found.packages)
    return replace(found, packages=places, below_floor=below, keep=keep)


def package_costs(results: Results, year: int, case: int = 0) -> Floats:
    """What each package costs in a plan year: no more than approved savings leave its service."""
    services = np.array(results.plan.items["package"].members("service"), dtype=np.intp)
    left = results.array("open_budget")[year, services, case]
    costs: Floats = np.minimum(results.plan.figures["package_cost"][0], left)
    return costs


def optimum_of(results: Results, year: int, case: int = 0) -> Optimum:
    """The best allocation of what a case's method has to share in a plan year, 1 the first."""

    def row(name: str) -> Floats:
        figures: Floats = results.array(name)[year, :, case]
        return figures

    # Not the line of that name, which is nought where more is asked for than there is.
    resources = float(row("open_budget").sum() - row("to_share")[0])
    return best_by_score(row("priority_score"), row("open_budget"), row("floor_in_use"), resources)


def _floors(results: Results, year: int, case: int) -> Floats:
    """The least of each service that a package may leave: its floor, or all if it is protected."""
    protect = results.book.inputs["service_class"].choices["protect"]
    floors: Floats = np.where(
        _chosen(results, "service_class", protect, case),
        results.array("open_budget")[year, :, case],
        results.array("floor_in_use")[year, :, case],
    )
    return floors


def _chosen(results: Results, name: str, choice: int, case: int) -> NDArray[np.bool_]:
    """For which services an input is a choice."""
    given, services = results.book.inputs[name], range(len(results.plan.items["service"]))
    return np.array([results.amount(given, 1, item, case) == choice for item in services])


def _scipy() -> None:
    try:
        import scipy.optimize  # noqa: F401
    except ImportError:
        what = "The optimiser needs scipy, which is not installed here."
        fix = "Install it with `pip install 'mtfp[optimise]'`; every other method works without."
        raise PlanError([Problem(what, None, fix, code="E631")]) from None
