"""One plan: its years, its items and every input's figures, with where each came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.arrays import NO_GROUP, Layout
from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.problems import Place, Problem, listed
from mtfp.terms import FinancialYear

if TYPE_CHECKING:
    from mtfp.plan.ledger import Ledger

Figures = NDArray[np.float64]
BASES = ("published", "derived", "approved", "forecast", "assumed", "illustrative")
"""How far a figure can be trusted, best first."""


@dataclass(frozen=True)
class Origin:
    """Where a figure came from: where it was typed, its source, and how far to trust it.

    `pack` is the pack that it was taken from, if any. A figure that is not `confirmed` was
    not found at its source; `unconfirmed_years` are those it is so of, where it is not all.
    """

    place: Place
    basis: str
    source: str = ""
    note: str = ""
    pack: str = ""
    confirmed: bool = True
    unconfirmed_years: tuple[FinancialYear, ...] = ()

    def __str__(self) -> str:
        said = ", ".join(part for part in (self.basis, self.told) if part)
        return f"{self.place}: {said}"

    @property
    def told(self) -> str:
        """Its source, its note and whether it is confirmed, in one piece of text."""
        return ", ".join(part for part in (self.source, self.note, self.doubt) if part)

    @property
    def doubt(self) -> str:
        """That it is not confirmed, and for which years, or nothing."""
        if self.confirmed:
            return ""
        if not self.unconfirmed_years:
            return "not confirmed"
        years = listed((str(year) for year in self.unconfirmed_years), "and")
        return f"not confirmed for {years}"

    def confirmed_in(self, year: FinancialYear) -> bool:
        """Whether its figure of one year is confirmed."""
        some = bool(self.unconfirmed_years)
        return self.confirmed or (some and year not in self.unconfirmed_years)


@dataclass(frozen=True)
class PackHead:
    """What a pack says of itself: its name and title, and the days between which it is current.

    `place` is where a plan names it; `what_for` says whom and what it serves.
    """

    name: str
    title: str
    as_known_on: str
    review_by: str
    what_for: str = ""
    place: Place | None = None

    def is_stale(self, day: str) -> bool:
        """Whether it should have been reviewed before a day, written like 2026-02-25."""
        return day > self.review_by


@dataclass(frozen=True)
class Items:
    """The members of an axis and, for each axis it rolls up to, every member's group.

    A group is a position in that axis's list; NO_GROUP is none.
    """

    ids: tuple[str, ...]
    titles: tuple[str, ...]
    groups: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    def members(self, group: str) -> tuple[int, ...]:
        """Every member's group on the axis of that name."""
        return self.groups.get(group, (NO_GROUP,) * len(self))


ONE_COUNCIL = Items(("",), ("",))


@dataclass(frozen=True)
class Plan:
    """One council's plan, one edition, all inputs resolved; nothing in it changes.

    `figures` holds pounds, rates as fractions and months, shaped (years, items) for yearly
    inputs and (1, items) for the others, and cannot be written to; `origins` is keyed by input
    and item, `changed` by plan year too, from 0, where a scenario sets single years. `files`
    are the digests of the files read. A `watermark` goes wherever the plan's figures go.
    `blanks` are figures of a row that were not published, by input, item and plan year from
    0; they stand in `figures` as 0 so that the plan can be worked, and are never shown as 0.
    `details` are what is said of items in words, by detail and item. The first `firm_years`
    are firm and the rest indicative, where the plan says so; `stage` is how far it has got.
    `packs` are those that it names, each overriding those before it.
    `ledger` is what the base year's budgets were taken from, where the plan has an extract.
    `warnings` are what is doubtful about the files themselves.
    """

    name: str
    title: str
    base_year: FinancialYear
    years: int
    items: Mapping[str, Items]
    figures: Mapping[str, Figures]
    origins: Mapping[tuple[str, str], Origin] = field(default_factory=dict)
    changed: Mapping[tuple[str, str, int], Origin] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    council: str = ""
    edition: str = ""
    watermark: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    blanks: frozenset[tuple[str, str, int]] = frozenset()
    details: Mapping[tuple[str, str], str] = field(default_factory=dict)
    stage: str = "outlook"
    firm_years: int | None = None
    packs: tuple[PackHead, ...] = ()
    ledger: Ledger | None = None
    warnings: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        held = {name: figures.view() for name, figures in self.figures.items()}
        for figures in held.values():
            figures.setflags(write=False)
        object.__setattr__(self, "figures", held)

    def origin(self, name: str, item: str, year: int | None = None) -> Origin | None:
        """Where an input's figure came from, in a plan year counted from 0."""
        found = None if year is None else self.changed.get((name, item, year))
        return found or self.origins.get((name, item))

    def owner(self, axis: Axis, item: str) -> str:
        """The role that answers for an item, if the plan says which."""
        return self.details.get((f"{axis.name}_owner", item), "")

    @property
    def plan_years(self) -> tuple[FinancialYear, ...]:
        """The years planned for, the first being the year after the base."""
        return tuple(self.base_year + t for t in range(1, self.years + 1))

    def items_of(self, axis: Axis) -> Items:
        """The members of an axis; the council as a whole has one, unnamed."""
        return ONE_COUNCIL if axis is COUNCIL else self.items[axis.name]

    def size(self, given: Input) -> tuple[int, int]:
        """The shape that an input's figures must have: (years, items)."""
        return (self.years if given.yearly else 1, len(self.items_of(given.axis)))

    @property
    def layout(self) -> Layout:
        """The plan without its figures: what the engine is compiled for."""
        return Layout(
            self.years,
            tuple((name, len(items)) for name, items in self.items.items()),
            tuple(
                (name, group, members)
                for name, items in self.items.items()
                for group, members in items.groups.items()
            ),
        )
