"""What targets come to for services, in sentences: who pays, who is spared, how much is a shave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mtfp.analysis.saying import NEAR_NOUGHT, Said, listed, millions
from mtfp.results import Results
from mtfp.terms import FinancialYear

HALF_A_POUND = 0.5
A_FEW = 3
MOSTLY, PARTLY = 0.75, 0.5
"""Shares of an equal shave from which a plan is called mostly, and half, chosen by nobody."""


@dataclass(frozen=True)
class BeyondFloors:
    """A year in which a method cannot keep every floor: how short, and the floors, largest first.

    `by_law` is what the floors would come to if the method kept only those of the law.
    """

    year: FinancialYear
    short: float
    floors: tuple[tuple[str, float], ...]
    by_law: float

    @property
    def floors_in_all(self) -> float:
        """What the floors come to."""
        return sum(floor for _, floor in self.floors)

    @property
    def money(self) -> float:
        """What is left to services once the gap is met; below nought if more is asked for."""
        return self.floors_in_all - self.short


def beyond_floors(results: Results, case: int = 0) -> BeyondFloors | None:
    """The year of the largest shortfall, with the floors that bind; None if every year is kept.

    Each service is then left its floor and no more, so that every floor binds (rules 7.7).
    """
    short = results["floors_short"][:, case]
    worst = int(np.argmax(short))
    if short[worst] <= HALF_A_POUND:
        return None
    titles = results.plan.items["service"].titles
    floors = results.array("method_floor")[1 + worst, :, case]
    held = tuple(
        (titles[item], float(floors[item]))
        for item in np.argsort(-floors, kind="stable")
        if floors[item] > 0
    )
    by_law = np.minimum(
        results.array("in_method")[1 + worst, :, case],
        results.array("statutory_floor")[1 + worst, :, case],
    )
    year = results.plan.plan_years[worst]
    return BeyondFloors(year, float(short[worst]), held, float(by_law.sum()))


def allocation_findings(results: Results, case: int = 0) -> Iterator[str]:
    """One sentence for each thing that a reader asks of targets, for the last plan year."""
    if _asks(results, case):
        yield who_pays(results, case)
        yield salami_sentence(results, case)
    yield from not_found(results, case)


def not_found(results: Results, case: int = 0) -> Iterator[str]:
    """What of the gap services cannot give without going below a floor, and what is left open."""
    found = beyond_floors(results, case)
    if found and found.short > NEAR_NOUGHT:
        yield infeasible(found)
    by_decision = results["gap_not_shared"][-1, case] - results["floors_short"][-1, case]
    if by_decision > NEAR_NOUGHT:
        yield f"{millions(by_decision)} of the recurring gap is left open by what was decided."


def infeasible(found: BeyondFloors) -> str:
    """A shortfall in words, with the largest floors."""
    if found.money < 0:
        there_is = f"the gap is {millions(found.money)} more than all there is"
    else:
        there_is = f"there is {millions(found.money)}"
    few = [f"{title} {millions(floor)}" for title, floor in found.floors[:A_FEW]]
    largest = f" The largest are {listed(few)}." if len(few) > 1 else ""
    if found.by_law > found.money + HALF_A_POUND:
        after = "It is for the chief finance officer to consider."
    else:
        after = f"The law's own come to {millions(found.by_law)}, so another method could find it."
    return (
        f"In {found.year} the floors that the method keeps come to "
        f"{millions(found.floors_in_all)} and {there_is}, so {millions(found.short)} cannot be "
        f"found from services.{largest} {after}"
    )


def who_pays(results: Results, case: int = 0) -> str:
    """Which services are spared, and which give most."""
    titles = results.plan.items["service"].titles
    so_far = results.array("target_so_far")[-1, :, case]
    controls = results.plan.figures["service_controllable"][0]
    spared = [
        title
        for title, cut, budget in zip(titles, so_far, controls, strict=True)
        if budget > 0 and cut <= HALF_A_POUND
    ]
    year = results.plan.plan_years[-1]
    most = int(np.argmax(so_far))
    gives = f"{titles[most]} gives most, {millions(float(so_far[most]))} by {year}"
    if not spared:
        return f"Every service has a target; {gives}."
    few = listed(spared) if len(spared) <= A_FEW else f"{len(spared)} services"
    return f"{few} {'is' if len(spared) == 1 else 'are'} asked for nothing; {gives}."


def salami_sentence(results: Results, case: int = 0, name: str = "salami_of_plan") -> str:
    """How much of savings and targets is what an equal percentage would have taken anyway."""
    index = float(results.array(name)[-1, 0, case])
    said = f"{index:.0%} of what services give is an equal shave"
    if index >= MOSTLY:
        return f"{said}: most of it is chosen by nobody."
    if index >= PARTLY:
        return f"{said}; the rest is chosen."
    return f"Only {said}; most of it is chosen."


def targets(said: Said) -> str:
    """Who pays and who is spared, in one sentence for a reader of the page."""
    if not _asks(said.results, said.case):
        return "No service has been given a target for what is still to be found."
    return who_pays(said.results, said.case)


def beside_targets(said: Said) -> str:
    """What cannot be found from services."""
    return " ".join(not_found(said.results, said.case))


def shave(said: Said) -> str:
    """How equal a shave savings and targets are together."""
    if said.results.array("salami_of_plan_cuts")[-1, 0, said.case] <= HALF_A_POUND:
        return "Services give nothing by name, so nobody can say how equal a shave it is."
    return salami_sentence(said.results, said.case)


def _asks(results: Results, case: int) -> bool:
    return bool((results.array("target_so_far")[-1, :, case] > HALF_A_POUND).any())
