"""What targets come to for services, in sentences: who pays, who is spared, how much is a shave."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.analysis.beyond_floors import beyond_floors, infeasible
from mtfp.analysis.saying import HALF_A_POUND, NEAR_NOUGHT, Said, listed, millions, or_pounds
from mtfp.results import Results

A_FEW = 3
MOSTLY, PARTLY = 0.75, 0.5
"""Likeness to an equal cut from which a plan is called mostly, and partly, a shave."""


def allocation_findings(results: Results, case: int = 0) -> Iterator[str]:
    """One sentence for each thing that a reader asks of targets."""
    if asks(results, case):
        yield who_pays(results, case)
        yield from _brings_money_in(results, case)
        yield from _by_score(results, case)
        if len(_with_budgets(results, case)) > 1:
            yield salami_sentence(results, case)
    yield from _spared_by_members(results, case)
    yield from not_found(results, case)


def asks(results: Results, case: int = 0) -> bool:
    """Whether any service has a target."""
    return bool((results.array("target_so_far")[-1, :, case] > HALF_A_POUND).any())


def not_found(results: Results, case: int = 0) -> Iterator[str]:
    """What of the gap services cannot give without going below a floor, and what is left open."""
    found = beyond_floors(results, case)
    if found:
        yield infeasible(found)
    yield from _decided(results, case)
    last, unmet = results.plan.plan_years[-1], results["gap_not_shared"][-1, case]
    open_still = float(results["gap_left_open"][-1, case] - max(0.0, unmet))
    if open_still > NEAR_NOUGHT and asks(results, case):
        yield f"{millions(open_still)} of the recurring gap of {last} is asked of no service."


def _decided(results: Results, case: int) -> Iterator[str]:
    """What decisions leave open, or ask for beyond the gap, in the year in which it is most."""
    short = np.minimum(results["floors_short"][:, case], results["gap_not_shared"][:, case])
    beyond = results["gap_not_shared"][:, case] - np.maximum(0, short)
    years = results.plan.plan_years
    most, least = int(np.argmax(beyond)), int(np.argmin(beyond))
    if beyond[most] > HALF_A_POUND:
        amount = or_pounds(float(beyond[most]))
        yield f"In {years[most]} what was decided leaves {amount} of the gap open."
    if beyond[least] < -HALF_A_POUND:
        amount = or_pounds(-float(beyond[least]))
        yield f"In {years[least]} what was decided is {amount} more than the gap."


def who_pays(results: Results, case: int = 0) -> str:
    """Which services are spared, and which give most."""
    titles = results.plan.items["service"].titles
    so_far = results.array("target_so_far")[-1, :, case]
    held = _with_budgets(results, case)
    spared = [titles[item] for item in held if so_far[item] <= HALF_A_POUND]
    most = int(np.argmax(so_far))
    amount = f"{or_pounds(float(so_far[most]))} by {results.plan.plan_years[-1]}"
    gives = f"{titles[most]} gives most, {amount}"
    if len(held) == 1:
        return f"{titles[most]}, the only service whose budget is said, gives {amount}."
    if not spared:
        return f"Every service whose budget is said has a target; {gives}."
    few = listed(spared) if len(spared) <= A_FEW else f"{len(spared)} services"
    return f"{few} {'is' if len(spared) == 1 else 'are'} asked for nothing; {gives}."


def _with_budgets(results: Results, case: int) -> list[int]:
    return [int(item) for item in np.flatnonzero(results.array("controllable")[1, :, case] > 0)]


def _brings_money_in(results: Results, case: int) -> Iterator[str]:
    """The services that no method looks at because they cost the council nothing."""
    net, titles = results.book["service_budget"], results.plan.items["service"].titles
    brings = [
        titles[item]
        for item in _with_budgets(results, case)
        if results.amount(net, 1, item, case) < 0
    ]
    if brings:
        yield (
            f"No method cuts {listed(brings)}: more comes in there than goes out, and what more "
            "income to ask for is for members to decide."
        )


def _spared_by_members(results: Results, case: int) -> Iterator[str]:
    """The services of which members ask nothing in a year in which the method would."""
    pin, services = results.book["service_pinned"], range(len(results.plan.items["service"]))
    pinned = np.array([results.amount(pin, 1, item, case) for item in services])
    by_method, asked = (results.array(name)[1:, :, case] for name in ("method_cut", "target"))
    for item in np.flatnonzero(pinned > 0):
        nothing = (by_method[:, item] > HALF_A_POUND) & (asked[:, item] <= HALF_A_POUND)
        years = [str(year) for year, n in zip(results.plan.plan_years, nothing, strict=True) if n]
        if years:
            title = results.plan.items["service"].titles[item]
            yield f"Members ask nothing anew of {title} in {listed(years)}."


def _by_score(results: Results, case: int) -> Iterator[str]:
    """What sharing by score cannot do, and what it shared in a second pass (rule 7.5)."""
    method = results.book.inputs["close_gap"]
    if results.amount(method, 1, 0, case) != method.choices["score_weighted"]:
        return
    yield (
        "Sharing by score asks something of every service that has room and not the highest score, "
        "and stops none: it moderates a shave."
    )
    second = results.array("second_cut")[1:, :, case].sum(axis=1)
    if second.max() > HALF_A_POUND:
        year = results.plan.plan_years[int(np.argmax(second))]
        yield (
            f"In {year} only services with the highest score had room left, so "
            f"{or_pounds(float(second.max()))} is the same share of each of them."
        )


def salami_sentence(results: Results, case: int = 0) -> str:
    """How much of savings and targets is what an equal percentage would have taken anyway."""
    index = float(results.array("salami_of_plan")[-1, 0, case])
    said = f"What services give is {index:.0%} like an equal percentage cut"
    if index >= MOSTLY:
        return f"{said}: more a shave than a choice."
    if index >= PARTLY:
        return f"{said}: part shave, part choice."
    return f"{said}: more a choice than a shave."


def targets(said: Said) -> str:
    """Who pays and who is spared, in one sentence for a reader of the page."""
    if _left_blank(said):
        return "What services would be asked for cannot be said: the plan leaves a year blank."
    if not asks(said.results, said.case):
        return "No service has been given a target for what is still to be found."
    return who_pays(said.results, said.case)


def beside_targets(said: Said) -> str:
    """Who is left alone because it brings money in, and what cannot be found from services."""
    if _left_blank(said):
        return ""
    alone = _brings_money_in(said.results, said.case) if asks(said.results, said.case) else ()
    return " ".join((*alone, *not_found(said.results, said.case)))


def _left_blank(said: Said) -> bool:
    """Whether a year has no gap to share, as the plan leaves something of it blank."""
    return bool(np.isnan(said["structural_gap"]).any())


def shave(said: Said) -> str:
    """How equal a shave savings and targets are together."""
    if _left_blank(said):
        return "How like an equal cut it is cannot be said: the plan leaves a year blank."
    if said.results.array("salami_of_plan_cuts")[-1, 0, said.case] <= HALF_A_POUND:
        return "No service gives anything by name, so nobody can say how like an equal cut it is."
    return salami_sentence(said.results, said.case)
