"""What is doubtful in what a plan takes from packs: figures not confirmed, packs out of date."""

from __future__ import annotations

from collections.abc import Iterator

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


def pack_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case, which stop nothing."""
    yield from _stale(results)
    yield from _unconfirmed(results)


def _stale(results: Results) -> Iterator[Problem]:
    """Packs whose review was due before the plan's edition."""
    edition = results.plan.edition
    for pack in results.plan.packs:
        if pack.is_stale(edition):
            what = f"{pack.name} was to be reviewed by {pack.review_by}; this plan is of {edition}."
            fix = "Name a later pack, or look whether its figures still hold."
            yield Problem(what, pack.place, fix, code="W162")


def _unconfirmed(results: Results) -> Iterator[Problem]:
    """The figures not confirmed that move the gap, in one warning."""
    unsure = {
        name: origin
        for (name, item), origin in results.plan.origins.items()
        if not item and not origin.confirmed
    } | dict(_defaults(results.plan))
    names = _that_move_the_gap(results, unsure)
    if not names:
        return
    few = names if len(names) <= A_FEW else [*names[: A_FEW - 1], f"{len(names) - A_FEW + 1} more"]
    verb, them = ("are", "them") if len(names) > 1 else ("is", "it")
    what = f"{listed(few, 'and')} {verb} not confirmed, and the gap rests on {them}."
    fix = "Find the source and give the figure under assumptions, which overrides a pack."
    place = min(unsure[name].place for name in names)
    yield Problem(what, place, fix, code="W161")


def _defaults(plan: Plan) -> Iterator[tuple[str, Origin]]:
    """What is taken of rules not confirmed where a plan that retention works says nothing."""
    method = plan.origin("business_rates_method", "")
    for name, first in UNSURE_FROM.items():
        unsure = tuple(year for year in plan.plan_years if year >= first)
        if method and unsure and plan.origin(name, "") is None:
            yield name, Origin(method.place, "assumed", confirmed=False, unconfirmed_years=unsure)


def _that_move_the_gap(results: Results, unsure: dict[str, Origin]) -> list[str]:
    """Which of these inputs would change a year's gap if their unconfirmed figures were others.

    The graph says which could; a run of others in their place says which do in this plan.
    """
    plan, book = results.plan, results.book
    could = [name for name in unsure if GAP in book.moved_by([name])]
    tries = [
        (name, np.where(_doubtful(unsure[name], plan, other), other, plan.figures[name]))
        for name in could
        for other in _others(book.inputs[name], plan.figures[name])
    ]
    if not tries:
        return []
    varied = {}
    for name in could:
        tried = [figures if of == name else plan.figures[name] for of, figures in tries]
        varied[name] = np.stack([plan.figures[name], *tried], axis=-1)
    labels = ("plan", *(f"{name} {at}" for at, (name, _) in enumerate(tries)))
    try:
        gaps = run(book, plan, Cases(labels, varied), [GAP]).array(GAP)[:, 0, :]
    except PlanError:  # what was tried cannot be worked, so it does move something
        return could
    moved = {name for at, (name, _) in enumerate(tries, 1) if (gaps[:, at] != gaps[:, 0]).any()}
    return [name for name in could if name in moved]


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
