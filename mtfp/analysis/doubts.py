"""What is lawful but suspicious in every scenario of a run, each doubt said once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mtfp.analysis.checks import warnings
from mtfp.analysis.unconfirmed import unconfirmed
from mtfp.plan.layers import BASE
from mtfp.plan.scenarios import Scenario
from mtfp.problems import Place, Problem, listed
from mtfp.results import Results

A_FEW = 3
"""Scenarios that a warning names before it counts the rest."""
_AMOUNT = re.compile(r"\(?£[0-9.,]+\)?|-?[0-9.,]+%")
_Doubt = tuple[str, Place | None, str]


def doubts(results: Results, scenarios: Sequence[Scenario]) -> list[Problem]:
    """Warnings about every scenario worked, in order of place.

    What the base has too is said of the base alone, though the amounts be others; what only
    scenarios have is said once, with their names.
    """
    found: dict[_Doubt, tuple[Problem, list[str]]] = {}
    resting = unconfirmed(results, [one.plan for one in scenarios])
    for case, one in enumerate(scenarios):
        for warning in (*warnings(results.alone(case, one.plan)), *resting[case]):
            _, names = found.setdefault(_doubt(warning), (warning, []))
            if one.name not in names:
                names.append(one.name)
    of_plan = (_named(warning, names) for warning, names in found.values())
    of_layers = (warning for one in scenarios for warning in one.warnings)
    return sorted(dict.fromkeys([*of_plan, *of_layers]), key=lambda warning: warning.order)


def _doubt(warning: Problem) -> _Doubt:
    """What two warnings share that say the same of two scenarios, whatever it comes to in each."""
    return warning.code, warning.place, _AMOUNT.sub("", warning.what)


def _named(warning: Problem, names: list[str]) -> Problem:
    """The warning with the scenarios that it is of, unless the base has it too."""
    if BASE in names:
        return warning
    shown = (
        names if len(names) <= A_FEW else [*names[: A_FEW - 1], f"{len(names) - A_FEW + 1} more"]
    )
    word = "Scenario" if len(names) == 1 else "Scenarios"
    return replace(warning, what=f"{word} {listed(shown, 'and')}: {warning.what}")
