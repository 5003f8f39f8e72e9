"""Which figures that nobody has confirmed the gap rests on, in the plan and in each scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Input
from mtfp.engine import run
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Figures, Origin, Plan
from mtfp.problems import PlanError, Problem, listed
from mtfp.results import Results
from mtfp.terms import FinancialYear

GAP = "gap"
A_FEW = 4
"""Names that the warning lists before it counts the rest."""
UNSURE_FROM = {"safety_net_share": FinancialYear(2026), "levy_cap": FinancialYear(2026)}
"""Inputs whose own figures, taken where nothing is said, are not confirmed, and from when."""
HALF, HALF_AGAIN, A_LITTLE = 0.5, 1.5, 0.01
"""What an unconfirmed figure might be instead, and what is tried in place of nought."""


def unconfirmed(results: Results, plans: Sequence[Plan]) -> list[list[Problem]]:
    """For each case and the plan that it is worked from, a warning or none.

    The graph of the lines says which figures could move the gap; a run with others in their
    place says which do. All cases are tried together.
    """
    moved_by = results.book.moved_by
    unsure = [_unsure(plan) for plan in plans]
    could = [[name for name in of if GAP in moved_by([name])] for of in unsure]
    tries = [
        _Try(case, name, np.where(_doubtful(unsure[case][name], plan, other), other, figures))
        for case, plan in enumerate(plans)
        for name in could[case]
        for figures in (plan.figures[name],)
        for other in _others(results.book.inputs[name], figures)
    ]
    moved = _those_that_move_the_gap(results, plans, tries)
    return [
        list(_warning([name for name in names if (case, name) in moved], unsure[case]))
        for case, names in enumerate(could)
    ]


@dataclass(frozen=True)
class _Try:
    """Other figures of one input in one case, to see whether they change anything."""

    case: int
    name: str
    figures: Figures


def _unsure(plan: Plan) -> dict[str, Origin]:
    """The council-wide figures that are not confirmed, and where each is from."""
    return {
        name: origin
        for (name, item), origin in plan.origins.items()
        if not item and not origin.confirmed
    } | dict(_defaults(plan))


def _defaults(plan: Plan) -> Iterator[tuple[str, Origin]]:
    """What is taken of rules not confirmed where a plan that retention works says nothing."""
    method = plan.origin("business_rates_method", "")
    for name, first in UNSURE_FROM.items():
        unsure = tuple(year for year in plan.plan_years if year >= first)
        if method and unsure and plan.origin(name, "") is None:
            yield name, Origin(method.place, "assumed", confirmed=False, unconfirmed_years=unsure)


def _doubtful(origin: Origin, plan: Plan, figures: Figures) -> NDArray[np.bool_]:
    """Which years' figures are not confirmed, one below another."""
    years = plan.plan_years[: len(figures)]
    return np.array([not origin.confirmed_in(year) for year in years])[:, None]


def _others(given: Input, figures: Figures) -> Iterator[NDArray[np.float64]]:
    """Other figures that an input might have had, within what it may be."""
    if given.choices:
        for number in given.choices.values():
            yield np.full(figures.shape, float(number))
        return
    for factor in (HALF, HALF_AGAIN):
        nudged = np.where(figures == 0, A_LITTLE * (factor - 1), figures * factor)
        yield np.clip(nudged, given.least, given.most)


def _those_that_move_the_gap(
    results: Results, plans: Sequence[Plan], tries: list[_Try]
) -> set[tuple[int, str]]:
    """The case and name of what changes a year's gap when it is tried."""
    if not tries:
        return set()
    names = {*results.cases.varied, *(one.name for one in tries)}
    varied = {
        name: np.stack(
            [
                *(plan.figures[name] for plan in plans),
                *(
                    one.figures if one.name == name else plans[one.case].figures[name]
                    for one in tries
                ),
            ],
            axis=-1,
        )
        for name in names
    }
    labels = (*results.cases.labels, *(f"{one.name} {at}" for at, one in enumerate(tries)))
    try:
        gaps = run(results.book, plans[0], Cases(labels, varied), [GAP]).array(GAP)[:, 0, :]
    except PlanError:  # what was tried cannot be worked, so it does move something
        return {(one.case, one.name) for one in tries}
    return {
        (one.case, one.name)
        for at, one in enumerate(tries, len(plans))
        if (gaps[:, at] != gaps[:, one.case]).any()
    }


def _warning(names: list[str], unsure: dict[str, Origin]) -> Iterator[Problem]:
    if not names:
        return
    few = names if len(names) <= A_FEW else [*names[: A_FEW - 1], f"{len(names) - A_FEW + 1} more"]
    verb, them = ("are", "them") if len(names) > 1 else ("is", "it")
    what = f"{listed(few, 'and')} {verb} not confirmed, and the gap rests on {them}."
    fix = "Find the source and give the figure under assumptions, which overrides a pack."
    place = min(unsure[name].place for name in names)
    yield Problem(what, place, fix, code="W161")
