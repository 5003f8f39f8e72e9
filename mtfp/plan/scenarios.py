"""Scenarios: small layers of changes on a plan, each saying who, why and what.

A layer replaces, adds to or multiplies what its parent says, for the years it names.
Layers combine as `A+B`: every ancestor once, parents first. Two that set the same cell and
are not parent and child conflict and are refused. The base is the plan as entered; it has
no file, and no layer ever changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from mtfp.algebra.lines import LineBook
from mtfp.plan.amendments import Effect
from mtfp.plan.applying import Application, Change
from mtfp.plan.cases import AS_ENTERED, Cases
from mtfp.plan.folders import scenario_folder
from mtfp.plan.lawful import refuse_unlawful
from mtfp.plan.layers import BASE, Layer, ancestry, no_such, read_layers, stand_in
from mtfp.plan.plan import Plan
from mtfp.problems import PlanError, Problem, listed


@dataclass(frozen=True)
class Scenario:
    """A plan with its layers applied, and what they changed.

    `effects` are what all its layers together do to a figure of the plan as entered, by
    input, item and plan year from 0; figures that it leaves alone have none. `based_on` is
    the parent where that is another scenario.
    """

    name: str
    title: str
    why: str
    plan: Plan
    changes: tuple[Change, ...] = ()
    warnings: tuple[Problem, ...] = ()
    effects: Mapping[tuple[str, str, int], Effect] = field(default_factory=dict)
    owner: str = ""
    based_on: str = ""


def scenario(plan: Plan, book: LineBook, layers: Mapping[str, Layer], name: str) -> Scenario:
    """Apply the layers that a name asks for, such as `held+slipped`, to a plan."""
    parts = sorted(dict.fromkeys(part.strip() for part in name.split("+")))
    unknown = [no_such(part, layers) for part in parts if part not in (BASE, *layers)]
    if unknown:
        raise PlanError(unknown)
    chains = {part: ancestry(part, layers) for part in parts}
    application = Application(plan, book, chains)
    for layer in dict.fromkeys(layer for chain in chains.values() for layer in chain):
        application.apply(layers[layer])
    if application.problems:
        raise PlanError(application.problems)
    named = [layers[part] for part in parts if part != BASE]
    return Scenario(
        name="+".join(layer.name for layer in named) or BASE,
        title=" and ".join(layer.title for layer in named) or "The plan as entered",
        why=" ".join(layer.why for layer in named),
        plan=replace(
            plan,
            figures=application.figures,
            changed=application.changed,
            blanks=frozenset(application.blanks),
        ),
        changes=tuple(application.changes),
        warnings=tuple(application.warnings),
        effects=application.effects,
        owner=listed(dict.fromkeys(layer.owner for layer in named), "and") if named else "",
        based_on=", ".join(
            dict.fromkeys(layer.based_on for layer in named if layer.based_on != BASE)
        ),
    )


def read_scenarios(
    plan_folder: Path,
    plan: Plan,
    book: LineBook,
    names: Iterable[str] = (),
    *,
    beside_base: bool = False,
) -> list[Scenario]:
    """The scenarios named, or else the plan as entered and every scenario it has.

    Every scenario of the plan is read and tried, whichever are asked for, and all that is
    wrong with any is raised at once. The base comes first where none is named, and with
    `beside_base` where some are; a scenario that says it stands for the base is shown in its
    place.
    """
    layers, problems = read_layers(scenario_folder(plan_folder))
    named = [name.strip() for name in names]
    first = BASE if BASE in named else stand_in(layers)
    wanted = [first, *(named or layers)] if beside_base or not named else named
    found: dict[str, Scenario] = {}
    broken, told = bool(problems), dict.fromkeys(problems)
    for name in dict.fromkeys([BASE, *layers, *named]):
        try:
            one = scenario(plan, book, layers, name)
            refuse_unlawful(book, one.plan, AS_ENTERED)
            _refuse_another_than_the_base(one, layers)
        except PlanError as error:
            # What a broken file would have made of a name is not known.
            told.update(dict.fromkeys(p for p in error.problems if p.place or not broken))
        else:
            if name in wanted:
                found.setdefault(one.name, one)
    if told:
        raise PlanError(told)
    return told_apart(_in_order(found, wanted))


def _refuse_another_than_the_base(one: Scenario, layers: Mapping[str, Layer]) -> None:
    """What stands for the base must be the base: a change would pass for the plan as entered."""
    place = layers[one.name].stands_for if one.name in layers else None
    if place and one.changes:
        fix = f"Take out stands_for, or what is changed at {one.changes[0].place}."
        what = f"{one.name} stands for {BASE}, and yet it changes something."
        raise PlanError([Problem(what, place, fix, code="E513")])


def told_apart(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """The scenarios with titles of their own: one that another bears too gains its name."""
    found: list[Scenario] = []
    every = list(scenarios)
    folded = [one.title.casefold() for one in every]
    for one in every:
        title = one.title
        if folded.count(title.casefold()) > 1:
            title = f"{title} ({one.name})"
        while title.casefold() in {other.title.casefold() for other in found}:
            title = f"{title} ({one.name})"
        found.append(one if title == one.title else replace(one, title=title))
    return found


def together(scenarios: list[Scenario]) -> tuple[Plan, Cases]:
    """Scenarios of one plan as cases of one run: the first one's plan, and what varies."""
    first = scenarios[0].plan
    varied = {}
    for name, figures in first.figures.items():
        several = [one.plan.figures[name] for one in scenarios]
        if any((figures != other).any() for other in several):
            varied[name] = np.stack(several, axis=-1)
    return first, Cases(tuple(one.name for one in scenarios), varied)


def _in_order(found: dict[str, Scenario], named: list[str]) -> list[Scenario]:
    """The scenarios in the order in which they are wanted."""
    order = {"+".join(sorted(p.strip() for p in name.split("+"))): n
             for n, name in reversed(list(enumerate(named)))}  # fmt: skip
    return sorted(found.values(), key=lambda one: order.get(one.name, len(named)))
