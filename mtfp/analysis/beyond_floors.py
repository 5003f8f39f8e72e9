"""A gap that services cannot meet without going below a floor: how short, and which floors bind.

This is the conversation that is the chief finance officer's to have (rules 7.7).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mtfp.analysis.saying import HALF_A_POUND, listed, millions, or_pounds
from mtfp.results import Results
from mtfp.terms import FinancialYear

A_FEW = 3


@dataclass(frozen=True)
class BeyondFloors:
    """A year in which a method cannot keep every floor: how short, and the floors, largest first.

    `by_law` is what the floors would come to if a method kept only those of the law, and what
    brings money in.
    """

    year: FinancialYear
    short: float
    floors: tuple[tuple[str, float], ...]
    money: float
    by_law: float

    @property
    def floors_in_all(self) -> float:
        """What the floors come to."""
        return sum(floor for _, floor in self.floors)


def beyond_floors(results: Results, case: int = 0) -> BeyondFloors | None:
    """The year of the largest shortfall, with the floors that bind; None if every year is kept.

    Each service is then left its floor and no more, so that every floor binds (rules 7.7). What
    members decided beyond the method's answer may still have met it.
    """
    short = np.minimum(results["floors_short"][:, case], results["gap_not_shared"][:, case])
    worst = int(np.argmax(short))
    if short[worst] <= HALF_A_POUND:
        return None
    titles = results.plan.items["service"].titles
    at = 1 + worst
    floors = results.array("floor_in_use")[at, :, case]
    held = tuple(
        (titles[item], float(floors[item]))
        for item in np.argsort(-floors, kind="stable")
        if floors[item] > 0
    )
    net = results.book["service_budget"]
    brings = [results.amount(net, 1, item, case) < 0 for item in range(len(floors))]
    budgets = results.array("open_budget")[at, :, case]
    by_law = np.where(brings, budgets, results.array("statutory_floor")[at, :, case])
    return BeyondFloors(
        results.plan.plan_years[worst], float(short[worst]), held,
        float(budgets.sum() - results["to_share"][worst, case]), float(by_law.sum()),
    )  # fmt: skip


def infeasible(found: BeyondFloors) -> str:
    """A shortfall in words, with the largest floors."""
    short = or_pounds(found.short)
    if not found.floors and found.money < 0:
        return (
            f"In {found.year} {short} of the gap cannot be found from services: none has a budget "
            "of its own left to give from."
        )
    if found.money < 0:
        there_is = f"the gap is {millions(found.money)} more than all there is"
    else:
        there_is = f"there is {millions(found.money)}"
    few = [f"{title} {millions(floor)}" for title, floor in found.floors[:A_FEW]]
    largest = f" The largest are {listed(few)}." if len(few) > 1 else ""
    if found.by_law > found.money + HALF_A_POUND:
        after = "It is for the chief finance officer to consider."
    else:
        after = (
            f"What the law asks for comes to {millions(found.by_law)}, so another method, or fewer "
            "exemptions, could find it."
        )
    return (
        f"In {found.year} the floors that the method keeps come to "
        f"{millions(found.floors_in_all)} and {there_is}, so {short} cannot be found from "
        f"services.{largest} {after}"
    )
