"""What an input's figures may be, however they came: typed, changed by a scenario, or drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.algebra.expressions import Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.cases import Cases
from mtfp.plan.facts import clashes
from mtfp.plan.plan import Figures, Plan
from mtfp.plan.typed import show_input
from mtfp.problems import PlanError, Problem


def refuse_unlawful(book: LineBook, plan: Plan, cases: Cases) -> None:
    """Raise PlanError for a figure that is no choice, out of range, or shared where none may be."""
    problems = [
        problem
        for name, given in book.inputs.items()
        if given.choices or given.unique or given.least is not None or given.most is not None
        for problem in _wrong(given, plan, cases, cases.varied.get(name, plan.figures[name]))
    ]
    figures = {**plan.figures, **cases.varied}
    problems += clashes(book, plan.items, plan.details, figures, plan.origins)
    if problems:
        raise PlanError(problems)


def _wrong(given: Input, plan: Plan, cases: Cases, figures: Figures) -> Iterator[Problem]:
    if given.choices:
        numbers = list(given.choices.values())
        bad = np.ones(figures.shape, bool)
        for number in numbers:
            bad &= figures != number
        yield from _first(given, plan, cases, figures, bad, f"one of {', '.join(given.choices)}")
    if given.least is not None:
        least = show_input(given.least, given)
        yield from _first(given, plan, cases, figures, figures < given.least, f"at least {least}")
    if given.most is not None:
        most = show_input(given.most, given)
        yield from _first(given, plan, cases, figures, figures > given.most, f"at most {most}")
    if given.unique and figures.shape[1] > 1:
        ordered = np.sort(figures, axis=1)
        shared = (ordered[:, 1:] == ordered[:, :-1]).any(axis=1, keepdims=True)
        bad = np.broadcast_to(shared, figures.shape)
        yield from _first(given, plan, cases, figures, bad, f"different for each {given.axis.one}")


def _first(
    given: Input, plan: Plan, cases: Cases, figures: Figures, bad: np.ndarray, wanted: str
) -> Iterator[Problem]:
    """The first figure that is wrong, if any, and what it should be."""
    if not bad.any():
        return
    where = tuple(int(found[0]) for found in np.nonzero(bad))
    several = figures.shape[2:] == (len(cases),) and len(cases) > 1
    item_id = plan.items_of(given.axis).ids[where[1]]
    label = f", case {cases.labels[where[2]]}" if several else ""
    of = f" of {item_id}" if item_id else ""
    found = show_input(float(figures[where]), given)
    origin = plan.origins.get((given.name, item_id))
    what = f"{given.title} ({given.name}){of}{label} is {found}; it should be {wanted}."
    yield Problem(what, origin.place if origin else None)
