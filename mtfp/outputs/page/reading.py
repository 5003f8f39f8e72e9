"""The figures that the page shows: where each is read from, in which scenario, and if it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan

from mtfp.analysis.basis import ILLUSTRATIVE
from mtfp.analysis.methods import Ways, ways_of
from mtfp.analysis.saying import says_only_gaps
from mtfp.analysis.trust import Trust
from mtfp.outputs.tables.shown import ever
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results

MILLION = 1e6


@dataclass(frozen=True)
class Term:
    """One figure of a line or input: its item, its year from the base's 0, and its sign.

    It is the chosen scenario's, unless it names a scenario by its place; with a `way`, that is with
    its gap shared in that way.
    """

    line: str
    item: int
    year: int
    sign: int = 1
    case: int | None = None
    way: str = ""

    @property
    def key(self) -> str:
        """What its mark and its blanks are kept under."""
        return f"{self.line}:{self.item}"

    def as_list(self) -> list[str | int | None]:
        """As the page's script takes it."""
        bare: list[str | int | None] = [self.line, self.item, self.year, self.sign]
        if self.way:
            return [*bare, self.case, self.way]
        return bare if self.case is None else [*bare, self.case]


Point = tuple[Term, ...]
"""One point of a chart: the sum of its terms."""


@dataclass(frozen=True)
class Reading:
    """A run's figures for every scenario, with what is known of them."""

    results: Results
    scenarios: Sequence[Scenario]

    @cached_property
    def trusts(self) -> list[Trust]:
        """The blanks and bases of each scenario."""
        return [Trust.of(self.results, one) for one in self.scenarios]

    @cached_property
    def ways(self) -> Ways:
        """The gap of every scenario shared in other ways."""
        return ways_of(self.results)

    @property
    def plan(self) -> Plan:
        """The first scenario's plan, whose years and items are everyone's."""
        return self.results.plan

    @property
    def last(self) -> int:
        """The last plan year, counted from the base's 0."""
        return self.plan.years

    @cached_property
    def years(self) -> list[str]:
        """The years as they are written, base year first."""
        return [str(year) for year in (self.plan.base_year, *self.plan.plan_years)]

    @cached_property
    def only_gaps(self) -> bool:
        """Whether the plan says nothing but its gaps."""
        return says_only_gaps(self.results)

    def has(self, axis: str) -> bool:
        """Whether the plan has any items of an axis."""
        return len(self.plan.items[axis]) > 0

    def amount(self, term: Term, chosen: int = 0) -> float:
        """A term's figure; NaN where there is none or it is left blank."""
        case = chosen if term.case is None else term.case
        blank = self.trusts[case].blanks.of(term.line, term.item)[term.year]
        if blank:
            return float("nan")
        if term.way:
            found = self.ways.each(term.line, term.way, case)[term.item]
        else:
            line = self.results.book[term.line]
            found = self.results.over_years(line, case, term.item)[term.year]
        return float(found) * term.sign + 0.0

    def scaled(self, point: Point, scale: float, chosen: int = 0) -> float | None:
        """A point of a chart over its scale, or nothing where any of it is left blank."""
        whole = sum(self.amount(term, chosen) for term in point)
        return None if isnan(whole) else whole / scale

    def is_illustrative(self, term: Term, chosen: int = 0) -> bool:
        """Whether any year's figure of a term's line rests on invented ones."""
        case = chosen if term.case is None else term.case
        return self.trusts[case].bases.of(term.line, term.item) == ILLUSTRATIVE

    def ever(self, line: str, item: int = 0) -> bool:
        """Whether a line has a figure other than nought in any year of any scenario."""
        return ever(self.results, line, item)
