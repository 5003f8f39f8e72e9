"""How far each figure can be trusted: the weakest basis of anything that it was worked from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mtfp.algebra.expressions import Input
from mtfp.algebra.lines import LineBook
from mtfp.analysis.carry import NOTHING, Marks, carried
from mtfp.plan.plan import BASES, Plan
from mtfp.plan.scenarios import Scenario
from mtfp.terms import GBP

ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True)
class Bases:
    """The weakest basis behind every figure of a scenario, by line, item and year."""

    book: LineBook
    scenario: Scenario

    def of(self, name: str, item: int = 0, year: int | None = None) -> str:
        """The basis behind a line or input, or nothing where no figure was given.

        Year 0 is the base year; without a year it is the weakest of all years.
        """
        marks = self._marks[name][:, item]
        if year is not None and len(marks) == 1:
            year = 0  # one for the whole plan
        rank = int(marks.max(initial=NOTHING)) if year is None else int(marks[year])
        return BASES[rank] if rank > NOTHING else ""

    @cached_property
    def _marks(self) -> dict[str, Marks]:
        plan = self.scenario.plan
        inputs = {name: _of_input(given, plan) for name, given in self.book.inputs.items()}
        seen = {name: _by_year(given, inputs[name]) for name, given in self.book.inputs.items()}
        return seen | carried(self.book, plan, inputs)


def _of_input(given: Input, plan: Plan) -> Marks:
    """The place of each figure's basis among BASES.

    A nought adds nothing to a figure, and so no doubt, unless it was invented, or set by a
    scenario, or stands for a choice.
    """
    figures = plan.figures[given.name]
    marks = np.full(figures.shape, NOTHING)
    silent = given.if_absent if given.choices else 0
    for item, item_id in enumerate(plan.items_of(given.axis).ids):
        for year, figure in enumerate(figures[:, item]):
            origin = plan.origin(given.name, item_id, year)
            if origin is None:
                continue
            said = origin.basis == ILLUSTRATIVE or (given.name, item_id, year) in plan.changed
            if said or figure != silent:
                marks[year, item] = BASES.index(origin.basis)
    return marks


def _by_year(given: Input, marks: Marks) -> Marks:
    """An input's marks with the base year first, as a line's are."""
    if given.yearly:
        return np.vstack([np.full((1, marks.shape[1]), NOTHING), marks])
    return marks


@dataclass(frozen=True)
class TypedIn:
    """What was typed into a plan: pounds, all years and both signs together, and figures."""

    money: float = 0.0
    figures: int = 0


def typed_by_basis(book: LineBook, plan: Plan) -> dict[str, TypedIn]:
    """What was typed into the plan on each basis.

    A choice is not a figure, nor is a nought, nor what silence would have meant; what a pack
    gives was not typed into the plan.
    """
    found = dict.fromkeys(BASES, TypedIn())
    for name, given in book.inputs.items():
        if given.choices:
            continue
        for item, item_id in enumerate(plan.items_of(given.axis).ids):
            origin = plan.origins.get((name, item_id))
            if origin is None or origin.pack:
                continue
            figures = plan.figures[name][:, item]
            count = int(((figures != 0) & (figures != given.if_absent)).sum())
            money = float(np.abs(figures).sum()) if given.unit == GBP else 0.0
            so_far = found[origin.basis]
            found[origin.basis] = TypedIn(so_far.money + money, so_far.figures + count)
    return found


def money_by_basis(book: LineBook, plan: Plan) -> dict[str, float]:
    """Pounds typed into the plan on each basis, all years and both signs added together."""
    return {basis: typed.money for basis, typed in typed_by_basis(book, plan).items()}


def illustrative_share(book: LineBook, plan: Plan) -> float:
    """The share of the money typed into the plan that is illustrative."""
    money = money_by_basis(book, plan)
    whole = sum(money.values())
    return money[ILLUSTRATIVE] / whole if whole else 0.0


def how_much_is_invented(book: LineBook, plan: Plan) -> str:
    """How much of what was typed in is illustrative, in money and in figures."""
    typed = typed_by_basis(book, plan)
    invented, every = typed[ILLUSTRATIVE].figures, sum(one.figures for one in typed.values())
    if not invented:
        return "None of the figures typed into this plan is illustrative."
    figures = f"{invented} of its {every} figures"
    share = illustrative_share(book, plan)
    if not share:
        return f"None of the money typed into this plan is illustrative, but {figures} are."
    percent = f"{share:.0%}"
    if percent in ("0%", "100%") and share < 1:
        percent = "Less than 1%" if percent == "0%" else "More than 99%"
    return (
        f"{percent} by value of the money typed into this plan, and {figures}, is illustrative: "
        "invented, not published."
    )
