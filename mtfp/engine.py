"""A book of lines, a plan and its cases in; every line's figures out.

Years go in order and lines in order of need, as a spreadsheet's columns and rows do. A
case is one full set of inputs: scenarios, draws and probes are all cases of one call, and
the certain plan is one case on the same path. What no case varies is worked once; the rest
goes in blocks of one width, so that memory grows only by what is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.arrays import Layout, Program, Step
from mtfp.algebra.expressions import Line, Named, walk
from mtfp.algebra.lines import LineBook
from mtfp.plan.cases import AS_ENTERED, Cases
from mtfp.plan.lawful import refuse_unlawful
from mtfp.plan.plan import Plan
from mtfp.problems import Place, PlanError, Problem
from mtfp.results import Results

BLOCK = 2000
"""The most cases worked at a time: wide enough that calls cost little, small enough for memory."""

Figures = NDArray[np.float64]


def run(
    book: LineBook, plan: Plan, cases: Cases = AS_ENTERED, keep: Collection[str] | None = None
) -> Results:
    """Work every line of the book for every case of the plan.

    `keep` names the lines wanted afterwards, all of them unless told; what they are not
    worked from is not worked. Raises PlanError, naming line, year, item and case, where a figure
    is infinite, not a number or not one that its input may be, and ValueError where there are no
    cases, `varied` does not fit the plan or `keep` names what is not a line.
    """
    if not len(cases):
        raise ValueError("there are no cases to work")
    unknown = set(() if keep is None else keep) - book.lines.keys()
    if isinstance(keep, str) or unknown:
        raise ValueError(f"keep names what is not a line: {', '.join(sorted(unknown)) or keep}")
    for name, figures in cases.varied.items():
        given = book.inputs.get(name)
        if given is None or figures.shape != (*plan.size(given), len(cases)):
            raise ValueError(f"cases vary {name} with figures of shape {figures.shape}")
    refuse_unlawful(book, plan, cases)
    varying = frozenset(cases.varied) if len(cases) > 1 else frozenset()
    wanted = [name for name in book.lines if keep is None or name in keep]
    width = ceil(len(cases) / ceil(len(cases) / BLOCK))
    program = _compiled(book, plan.layout, varying, frozenset(wanted), width)
    return Results(book, plan, cases, _work(program, plan, cases, wanted))


@lru_cache(maxsize=4)
def _compiled(
    book: LineBook, layout: Layout, varying: frozenset[str], kept: frozenset[str], width: int
) -> Program:
    return Program(book, layout, varying, kept, width)


def _work(program: Program, plan: Plan, cases: Cases, wanted: list[str]) -> dict[str, Figures]:
    """Fill the program's workspace, a block of cases at a time, and copy out what is wanted."""
    with _refusing(plan, ()):
        for name in program.book.inputs:
            if name in cases.varied and name not in program.varying:
                _enter(program, name, cases.varied[name])
            elif name not in program.varying:
                _enter(program, name, plan.figures[name][..., None])
        _execute(program.fixed)
    kept = {n: program.arrays[n].copy() for n in wanted if n not in program.moving_lines}
    moving = [name for name in wanted if name in program.moving_lines]
    for name in moving:
        kept[name] = np.empty((*program.arrays[name].shape[:2], len(cases)))
    if program.varying:
        for low in range(0, len(cases), program.width):
            high = min(low + program.width, len(cases))
            with _refusing(plan, cases.labels[low:high]):
                for name in program.varying:
                    _enter(program, name, cases.varied[name][:, :, low:high])
                _execute(program.moving)
            for name in moving:
                kept[name][:, :, low:high] = program.arrays[name][:, :, : high - low]
    return kept


@dataclass
class _NotFiniteError(Exception):
    """A figure that is infinite or not a number: whose, and where in its block."""

    named: Named
    year: int | None
    item: int
    case: int


def _enter(program: Program, name: str, figures: Figures) -> None:
    """Copy an input's figures into the workspace, refusing any that is not a finite number."""
    if not np.isfinite(figures).all():
        year, item, case = (int(found[0]) for found in np.nonzero(~np.isfinite(figures)))
        given = program.book.inputs[name]
        raise _NotFiniteError(given, year + 1 if given.yearly else None, item, case)
    program.arrays[name][:, :, : figures.shape[2]] = figures


def _execute(steps: list[Step]) -> None:
    """Call every step. The processor's own flags say when a figure is not finite, at no cost."""
    try:
        with np.errstate(divide="raise", invalid="raise", over="raise"):
            for step in steps:
                step.kernel(*step.arrays)
    except FloatingPointError:
        _find_the_first_failure(steps)


def _find_the_first_failure(steps: list[Step]) -> None:
    """Call every step again and refuse the first figure that is not finite.

    Finding none, it has simply done the work again: some processors raise the flag for
    nothing.
    """
    for step in steps:
        with np.errstate(all="ignore"):
            step.kernel(*step.arrays)
        bad = ~np.isfinite(step.arrays[-1])
        if bad.any():
            item, case = (int(found[0]) for found in np.nonzero(bad))
            raise _NotFiniteError(step.line, step.year, item, case)


@contextmanager
def _refusing(plan: Plan, labels: tuple[str, ...]) -> Iterator[None]:
    """Turn a figure that is not finite into words: its name, item, year and case."""
    try:
        yield
    except _NotFiniteError as failure:
        named = failure.named
        items = plan.items_of(named.axis)
        # A sum over items may fail in a line that has none of its own.
        item = failure.item if failure.item < len(items) else 0
        of = f" for {items.titles[item]} ({items.ids[item]})" if items.ids[item] else ""
        when = "" if failure.year is None else f" in {plan.base_year + failure.year}"
        label = f", case {labels[failure.case]}" if labels else ""
        origin = plan.origins.get((named.name, items.ids[item]))
        what = f"{named.title} ({named.name}){of}{when}{label} is infinite or not a number."
        fix = (
            "Look for a division by nought or a figure far too large in what it is worked "
            f"from: {_reads(named)}."
        )
        place = origin.place if origin else Place(f"{plan.name}/plan.yaml")
        raise PlanError([Problem(what, place, fix, code="E603")]) from None


def _reads(named: Named) -> str:
    if not isinstance(named, Line):
        return "the input itself"
    names = dict.fromkeys(n.name for n in walk(named.expression) if isinstance(n, Named))
    return ", ".join(names) or named.name
