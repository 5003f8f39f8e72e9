"""What can be said of a plan's scenarios while the plan itself is still to be mended.

So that one pass finds the mistakes of both. Names, years and how figures are written can be
judged against what was made out of the plan; what rests on its figures has to wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from mtfp.algebra.lines import LineBook
from mtfp.plan.folders import scenario_folder
from mtfp.plan.gathering import Gathering
from mtfp.plan.layers import BASE, read_layers
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import scenario
from mtfp.problems import PlanError, Problem

ROWS_MAY_BE_LOST = ("E1", "E301", "E302", "E303", "E304", "E305", "E306", "E311")
"""Mistakes of a plan after which not every id of its registers is known."""
NAMES_NOTHING, OUTSIDE_THE_PLAN = "E507", "E409"


def problems_of_scenarios(
    plan_folder: Path, broken: PlanError, book: LineBook, names: Iterable[str] = ()
) -> list[Problem]:
    """What is surely wrong with the scenarios of a plan that could not be read."""
    layers, problems = read_layers(scenario_folder(plan_folder))
    found = broken.so_far
    if not isinstance(found, Gathering):
        return problems
    doubtful = set()
    if any(problem.code.startswith(ROWS_MAY_BE_LOST) for problem in broken.problems):
        doubtful.add(NAMES_NOTHING)
    if not found.years.sure:
        doubtful.add(OUTSIDE_THE_PLAN)
    sketch, incomplete = _sketch(found), bool(problems)
    told = dict.fromkeys(problems)
    for name in dict.fromkeys([*layers, *names]):
        try:
            scenario(sketch, book, layers, name)
        except PlanError as error:
            told |= dict.fromkeys(
                problem
                for problem in error.problems
                if problem.code not in doubtful and (problem.place or not incomplete)
            )
    return list(told)


def _sketch(found: Gathering) -> Plan:
    """The plan's years and items, with figures that are not numbers: no range can refuse them."""
    plan = Plan(
        name=found.folder,
        title=BASE,
        base_year=found.years.first + -1,
        years=found.years.count,
        items=found.items,
        figures={},
    )
    figures = {n: np.full(plan.size(given), np.nan) for n, given in found.book.inputs.items()}
    return Plan(plan.name, plan.title, plan.base_year, plan.years, plan.items, figures)
