"""What targets come to for services, in sentences: who pays, who is spared, how much is a shave."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.analysis.saying import NEAR_NOUGHT, Said, listed, millions
from mtfp.results import Results

HALF_A_POUND = 0.5
A_FEW = 3
MOSTLY, PARTLY = 0.75, 0.5
"""Shares of an equal shave from which a plan is called mostly, and half, chosen by nobody."""


def allocation_findings(results: Results, case: int = 0) -> Iterator[str]:
    """One sentence for each thing that a reader asks of targets, for the last plan year."""
    so_far = results.array("target_so_far")[-1, :, case]
    if not (so_far > HALF_A_POUND).any():
        return
    yield who_pays(results, case)
    yield salami_sentence(results, case)
    left = float(results.array("gap_not_shared")[-1, 0, case])
    if left > NEAR_NOUGHT:
        floors = float(results.array("floors_in_all")[-1, 0, case])
        yield (
            f"{millions(left)} of the recurring gap cannot be found from services: what the law "
            f"demands, {millions(floors)}, and what was decided leave nothing more to take. It "
            "is for the chief finance officer to consider."
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
    if not _asks(said):
        return "No service has been given a target for what is still to be found."
    return who_pays(said.results, said.case)


def beside_targets(said: Said) -> str:
    """What cannot be found from services."""
    if not _asks(said):
        return ""
    _, _, *rest = allocation_findings(said.results, said.case)
    return " ".join(rest)


def shave(said: Said) -> str:
    """How equal a shave savings and targets are together."""
    if said.results.array("salami_of_plan_cuts")[-1, 0, said.case] <= HALF_A_POUND:
        return "Services give nothing by name, so nobody can say how equal a shave it is."
    return salami_sentence(said.results, said.case)


def _asks(said: Said) -> bool:
    return bool((said.results.array("target_so_far")[-1, :, said.case] > HALF_A_POUND).any())
