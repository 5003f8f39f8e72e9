"""What sharing the gap between 300 services over five years costs, against numpy written by hand.

Run it with `python -m tests.benchmarks.allocation_against_numpy`.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import COUNCIL
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Items, Plan
from mtfp.terms import FinancialYear
from tests.benchmarks.engine_against_numpy import in_turn

Floats = NDArray[np.float64]
SERVICES, YEARS, SEED = 300, 5, 2014
METHODS = ("equal_percentage", "score_weighted", "priority_first")
KEPT = ("target", "targets_cash", "gap_not_shared")
ROUNDS = {1: 101, 100: 11}
A_GAP_EACH_YEAR = 16e6


def council(services: int = SERVICES) -> Plan:
    """A plan whose services have about £200m between them, and a gap that grows each year."""
    rng = np.random.default_rng(SEED)
    sizes = {"service": services, "pressure": 1, "index": 1}
    items = {
        axis.name: Items(
            tuple(f"{axis.name}_{n}" for n in range(sizes.get(axis.name, 0))),
            tuple(f"{axis.name} {n}" for n in range(sizes.get(axis.name, 0))),
            {group.name: (0,) * sizes.get(axis.name, 0) for group in axis.groups}
            | {group.name: (-1,) * sizes.get(axis.name, 0) for group in axis.optional_groups},
        )
        for axis in {**MODEL.axes, **MODEL.registers}.values()
        if axis is not COUNCIL
    }
    plan = Plan("large", "A large plan", FinancialYear(2025), YEARS, items, {})
    figures = {
        name: np.full(plan.size(given), float(given.if_absent or 0))
        for name, given in MODEL.inputs.items()
    }
    budgets = np.round(rng.lognormal(13, 0.7, services), 2)
    figures |= {
        "service_controllable": budgets[None, :],
        "service_minimum": np.round(budgets * rng.uniform(0, 0.9, services), 2)[None, :],
        "service_score": rng.integers(0, 101, services).astype(float)[None, :],
        "service_order": 1.0 + rng.permutation(services)[None, :],
        "pressure_amount": np.full((YEARS, 1), A_GAP_EACH_YEAR),
        "pressure_recurrence": np.ones((1, 1)),
        "pressure_sign": np.ones((1, 1)),
        "pressure_funded": np.ones((1, 1)),
    }
    return replace(plan, figures=figures)


def cases(plan: Plan, method: str, count: int) -> Cases:
    """The plan under a method, with the gap of each year a little other in each case."""
    times = np.linspace(0.9, 1.1, count) if count > 1 else np.ones(1)
    number = float(MODEL.inputs["close_gap"].choices[method])
    amounts = plan.figures["pressure_amount"][..., None] * times
    return Cases(
        tuple(f"case {n}" for n in range(count)),
        {"pressure_amount": amounts, "close_gap": np.full((1, 1, count), number)},
    )


def by_hand(plan: Plan, method: str, gaps: Floats) -> Floats:
    """Each year's targets: services sorted once, sums run along them; gaps are (years, cases)."""
    given = {name: plan.figures[f"service_{name}"][0] for name in ("controllable", "minimum")}
    scores, keys = plan.figures["service_score"][0], plan.figures["service_order"][0]
    targets = np.empty((plan.years, len(scores), gaps.shape[1]))
    for case in range(gaps.shape[1]):
        so_far, asked = np.zeros_like(scores), 0.0
        for year in range(plan.years):
            asked += gaps[year, case]
            budgets = np.maximum(0, given["controllable"] - so_far)
            room = budgets - np.minimum(budgets, given["minimum"])
            wanted = max(0.0, asked - so_far.sum())
            if method == "priority_first":
                cut = in_order(wanted, room, np.lexsort((-keys, scores)))
            else:
                steep = method == "score_weighted"
                cut = water(wanted, room, budgets * ((100 - scores) / 100 if steep else 1))
                cut += water(wanted - cut.sum(), room - cut, budgets)
            targets[year, :, case] = cut
            so_far += cut
    return targets


def in_order(wanted: float, room: Floats, order: NDArray[np.intp]) -> Floats:
    """The lowest priority gives all that its floor leaves, then the next (rules 7.6)."""
    ahead = np.cumsum(room[order]) - room[order]
    cut = np.empty_like(room)
    cut[order] = np.clip(wanted - ahead, 0, room[order])
    return cut


def water(wanted: float, room: Floats, weights: Floats) -> Floats:
    """Share by weight up to each one's room: the level is found along the points of filling."""
    open_room = np.where(weights > 0, room, 0.0)
    if wanted >= open_room.sum():
        return open_room
    full_at = np.divide(open_room, weights, out=np.zeros_like(room), where=weights > 0)
    order = np.argsort(full_at)
    filled = np.cumsum(open_room[order]) - open_room[order]
    beyond = np.cumsum(weights[order][::-1])[::-1]
    levels = np.divide(wanted - filled, beyond, out=np.zeros_like(room), where=beyond > 0)
    found: Floats = np.minimum(open_room, weights * max(0.0, levels.max()))
    return found


def row(method: str, count: int, rounds: int) -> str:
    """The plan with its services, with one service, and the targets alone by hand."""
    large, small = council(), council(1)
    asked, asked_of_one = cases(large, method, count), cases(small, method, count)
    gaps = asked.varied["pressure_amount"][:, 0, :]
    took = in_turn(
        {
            "whole": lambda: run(MODEL, large, asked, KEPT),
            "with one": lambda: run(MODEL, small, asked_of_one, KEPT),
            "by hand": lambda: by_hand(large, method, gaps),
        },
        rounds,
    )
    whole, one, hand = (1e3 * each for each in took.values())
    return f"{count:6,} {method:18}{whole:9.2f}{one:11.2f}{hand:9.2f}{(whole - one) / hand:15.2f}"


def main() -> None:
    """Print a row for each method and number of cases."""
    print(" cases method                whole  one service  by hand  300 services/by hand   (ms)")
    for count, rounds in ROUNDS.items():
        for method in METHODS:
            print(row(method, count, rounds))


if __name__ == "__main__":
    main()
