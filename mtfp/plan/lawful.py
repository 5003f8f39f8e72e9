"""What an input's figures may be, however they came: typed, changed by a scenario, or drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.algebra.expressions import Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.balance import out_of_balance
from mtfp.plan.cases import AS_ENTERED, Cases
from mtfp.plan.facts import clashes
from mtfp.plan.plan import Figures, Plan
from mtfp.plan.sums import broken_sums
from mtfp.plan.typed import show_input
from mtfp.problems import PlanError, Problem


def refuse_unlawful(book: LineBook, plan: Plan, cases: Cases) -> None:
    """Raise PlanError for a figure that is no choice, out of range, or shared where none may be."""
    problems = list(unlawful(book, plan, cases))
    figures = {**plan.figures, **cases.varied}
    problems += clashes(book, plan.items, plan.details, figures, plan.origins)
    problems += broken_sums(book, plan.items, figures, plan.origins)
    problems += out_of_balance(book, plan.items, figures, plan.origins, plan.plan_years[0])
    if problems:
        raise PlanError(problems)


def unlawful(book: LineBook, plan: Plan, cases: Cases = AS_ENTERED) -> Iterator[Problem]:
    """What is wrong with each input's figures, the first of each kind."""
    for name, given in book.inputs.items():
        if given.choices or given.unique or given.least is not None or given.most is not None:
            yield from _of_input(given, plan, cases, cases.varied.get(name, plan.figures[name]))


def _of_input(given: Input, plan: Plan, cases: Cases, figures: Figures) -> Iterator[Problem]:
    if given.choices:
        numbers = list(given.choices.values())
        bad = np.ones(figures.shape, bool)
        for number in numbers:
            bad &= figures != number
        if bad.any():
            wanted = f"one of {', '.join(given.choices)}"
            yield _first(given, plan, cases, figures, bad, wanted, code="E407")
    if given.least is not None:
        bad = figures < given.least
        if bad.any():
            wanted = f"at least {show_input(given.least, given)}"
            yield _first(given, plan, cases, figures, bad, wanted, code="E601")
    if given.most is not None:
        bad = figures > given.most
        if bad.any():
            wanted = f"at most {show_input(given.most, given)}"
            yield _first(given, plan, cases, figures, bad, wanted, code="E601")
    if given.unique and figures.shape[1] > 1:
        shared = (figures[:, :, None] == figures[:, None, :]).sum(axis=2) > 1
        if shared.any():
            wanted = f"different for each {given.axis.one}"
            yield _first(given, plan, cases, figures, shared, wanted, code="E602")


def _first(
    given: Input,
    plan: Plan,
    cases: Cases,
    figures: Figures,
    bad: np.ndarray,
    wanted: str,
    *,
    code: str,
) -> Problem:
    """A figure that is wrong and what it should be: one that a scenario set, or else the first.

    The two differ where a scenario gives one item a place that another holds.
    """
    found_at = [tuple(int(place) for place in where) for where in np.argwhere(bad)]
    ids = plan.items_of(given.axis).ids
    of_a_scenario = (at for at in found_at if (given.name, ids[at[1]], at[0]) in plan.changed)
    where = next(of_a_scenario, found_at[0])
    several = figures.shape[2:] == (len(cases),) and len(cases) > 1
    item_id = ids[where[1]]
    label = f", case {cases.labels[where[2]]}" if several else ""
    of = f" of {item_id}" if item_id else ""
    found = show_input(float(figures[where]), given)
    origin = plan.origin(given.name, item_id, where[0])
    what = f"{given.title} ({given.name}){of}{label} is {found}; it should be {wanted}."
    return Problem(what, origin.place if origin else None, code=code)
