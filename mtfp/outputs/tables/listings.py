"""A listing: a row for each item, what is said of it in words beside its figures.

Those of services, what they are asked to find and what becomes of them, stand here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mtfp.algebra.arrays import NO_GROUP
from mtfp.algebra.details import Detail
from mtfp.algebra.expressions import Input, Line, Named
from mtfp.outputs.tables.shown import differ, ever
from mtfp.outputs.words import as_read
from mtfp.plan.plan import Plan
from mtfp.results import Results
from mtfp.terms import (
    GBP,
    GBP_PER_MONTH,
    FinancialYear,
    Unit,
    month_of,
    show,
    show_in_table,
    show_millions,
)

FIRST, LAST = 1, -1


@dataclass(frozen=True)
class Column:
    """One column: what an item is said to be, the group it is of, or a figure of one year.

    A heading may hold the `{year}` of its figures. A figure that is 1 or nought for yes or no is an
    `answer`; numbers that stand for other words have them `told`. A figure that stands `beside` a
    detail is left blank where that says nothing. A column that no item fills is left out, unless it
    is `always` there, and so is one that is the same as the line it is `unlike`; a `wide` one is
    left out where there is no room. Items for which none of the lines that it is `of` has a figure
    have an empty cell.
    """

    name: str
    head: str
    year: int = FIRST
    answer: bool = False
    always: bool = False
    wide: bool = False
    told: tuple[tuple[int, str], ...] = ()
    beside: str = ""
    unlike: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """Items of an axis under a title; `only` those for which a line ever has a figure."""

    title: str
    axis: str
    columns: tuple[Column, ...]
    only: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure of a listing: its line or input, its item, and its year from the base's 0."""

    named: Named
    item: int
    year: int
    answer: bool = False
    told: tuple[tuple[int, str], ...] = ()

    @property
    def words(self) -> dict[int, str]:
        """The words that its numbers stand for, where they stand for words."""
        if self.told:
            return dict(self.told)
        if self.answer:
            return {0: "no", 1: "yes"}
        choices = self.named.choices if isinstance(self.named, Input) else {}
        return {code: as_read(word) for word, code in choices.items()}

    @property
    def is_month(self) -> bool:
        """Whether it is a month, counted from the start of the plan."""
        return isinstance(self.named, Input | Line) and self.named.dated

    @property
    def in_millions(self) -> bool:
        """Whether it is shown in £m."""
        return self.named.unit in (GBP, GBP_PER_MONTH)

    def written(self, amount: float, first: FinancialYear) -> str:
        """Its amount as people read it; `first` is the plan's first year."""
        if np.isnan(amount):
            return ""
        if self.words:
            return self.words.get(int(amount), "")
        if self.is_month:
            return month_of(amount, first)
        if self.in_millions:
            return show_millions(amount)
        told = show_in_table if isinstance(self.named, Line) else show
        return told(amount, self.named.unit)


@dataclass(frozen=True)
class Still:
    """A figure that follows no scenario; where there is none, `words` say what there is."""

    amount: float | None
    unit: Unit
    words: str = ""

    @property
    def in_millions(self) -> bool:
        """Whether it is shown in £m."""
        return self.unit in (GBP, GBP_PER_MONTH)

    def written(self) -> str:
        """Its amount as people read it, or its words."""
        if self.amount is None:
            return self.words
        if self.in_millions:
            return show_millions(self.amount)
        return show_in_table(self.amount, self.unit)


@dataclass(frozen=True)
class InAWay(Still):
    """A figure of the last year with the gap shared in another way, which the page works again."""

    line: str = ""
    item: int = 0
    way: str = ""


Cell = str | Figure | Still


@dataclass(frozen=True)
class Filled:
    """A listing as it stands in a plan: its headings, and for each item its title and cells."""

    title: str
    what: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]

    def figures(self) -> list[Figure]:
        """Every figure in it."""
        return [cell for _, cells in self.rows for cell in cells if isinstance(cell, Figure)]


def filled(
    listing: Listing, results: Results, *, narrow: bool = False, items: Sequence[int] | None = None
) -> Filled | None:
    """A listing in a plan, or nothing where there are no items to list.

    A `narrow` one is without its wide columns. `items` are those to list, in their order; where
    they are not given, all that the listing is of.
    """
    plan = results.plan
    every = plan.items[listing.axis]
    kept = items
    if kept is None:
        kept = [n for n in range(len(every)) if not listing.only or ever(results, listing.only, n)]
    if not kept:
        return None
    columns: dict[str, list[Cell]] = {}
    for column in listing.columns:
        cells = [_cell(listing.axis, column, results, item) for item in kept]
        if not (narrow and column.wide) and _says_something(cells, results, column):
            year = (plan.base_year, *plan.plan_years)[column.year]
            columns[column.head.replace("{year}", str(year))] = cells
    rows = zip(*columns.values(), strict=True) if columns else ((),) * len(kept)
    titles = (every.titles[n] for n in kept)
    what = results.book.registers[listing.axis].one
    return Filled(
        listing.title, what[:1].upper() + what[1:], tuple(columns),
        tuple(zip(titles, rows, strict=True)),
    )  # fmt: skip


def _cell(axis: str, column: Column, results: Results, item: int) -> Cell:
    plan, book = results.plan, results.book
    if column.beside and not plan.details.get((column.beside, plan.items[axis].ids[item])):
        return ""
    if column.name in book.details:
        detail = book.details[column.name]
        return _told(detail, plan.details.get((detail.name, plan.items[axis].ids[item]), ""), plan)
    if column.name in plan.items:
        member = plan.items[axis].members(column.name)[item]
        return "" if member == NO_GROUP else plan.items[column.name].titles[member]
    if column.of and not any(ever(results, line, item) for line in column.of):
        return ""
    year = column.year if column.year >= 0 else plan.years + 1 + column.year
    figure = Figure(book[column.name], item, year, column.answer, column.told)
    return "" if figure.is_month and not has_date(axis, results, item) else figure


def has_date(axis: str, results: Results, item: int) -> bool:
    """Whether an item was given a month: without one its months would be counted from nowhere."""
    name = results.plan.items[axis].ids[item]
    dates = [one for one in results.book.inputs.values() if one.dated and one.axis.name == axis]
    return any(
        (date.name, name) in results.plan.origins or ever(results, date.name, item)
        for date in dates
    )


def _told(detail: Detail, text: str, plan: Plan) -> str:
    """What is said of an item, the ids in it as the titles that they stand for."""
    if not detail.refers_to:
        return as_read(text) if detail.words else text
    titles = {
        name: title
        for axis in detail.refers_to
        for name, title in zip(plan.items_of(axis).ids, plan.items_of(axis).titles, strict=True)
    }
    names = detail.names(text) if detail.several else [text]
    return "; ".join(titles.get(name, name) for name in names if name)


def _says_something(cells: list[Cell], results: Results, column: Column) -> bool:
    if column.always:
        return True
    return any(_is_said(cell, results, column.unlike) for cell in cells)


def _is_said(cell: Cell, results: Results, unlike: str) -> bool:
    if not isinstance(cell, Figure):
        return bool(cell)
    if unlike:
        return differ(results, cell.named.name, unlike, cell.item)
    # The first month of the plan is counted as nought, and is a month like any other.
    return cell.is_month or ever(results, cell.named.name, cell.item)


ASKED = Listing(
    "What each service is asked to find, of what it controls in the base year", "service",
    (
        Column("service_owner", "Owner", wide=True),
        Column("service_class", "Class"),
        Column("service_exempt_reason", "Why it is exempt"),
        Column("priority_score", "Priority score"),
        Column("service_controllable", "Controls, £m"),
        Column("service_savings", "Approved savings in full, £m", LAST),
        Column("target_so_far", "Targets by {year}, £m", LAST),
        Column("budget_after_target", "Left in {year}, £m", LAST),
        Column("minimum_in_use", "Least by law, £m", LAST),
        Column("below_floor", "Below that in {year}, £m", LAST),
        Column("service_minimum_evidence", "Evidence for its minimum", wide=True),
    ),
    only="service_controllable",
)  # fmt: skip


def stages(results: Results) -> tuple[Listing, ...]:
    """The stages by which new targets come about, for each year that has any in any scenario."""
    return tuple(
        Listing(
            f"Stage by stage in {year}", "service",
            (
                Column("priority_rank", "Place", at),
                Column("open_budget", "Budget, £m", at, always=True),
                Column("floor_in_use", "Floor, £m", at),
                Column("funded_first", "1: funded in order of priority, £m", at),
                Column("duty_unmet", "2 and 3: put back to reach the floor, £m", at),
                Column("taken_back", "4: taken from the lowest, £m", at),
                Column("shared_cut", "Shared by weight, £m", at),
                Column("second_cut", "Shared in a second pass, £m", at),
                Column("method_cut", "Target by the method, £m", at),
                Column("moved_by_decision", "Moved by decision, £m", at),
                Column("target", "Target, £m", at, always=True),
                Column("budget_after_target", "Left, £m", at, always=True),
            ),
            only="service_controllable",
        )
        for at, year in enumerate(results.plan.plan_years, start=1)
        if np.nan_to_num(results.array("target")[at]).any()
    )  # fmt: skip


PRIORITIES = Listing(
    "Priorities, and what they weigh", "priority",
    (
        Column("priority_kind", "Kind", always=True),
        Column("priority_weight", "By members"),
        Column("priority_residents_weight", "By residents"),
        Column("priority_owner", "Owner"),
    ),
)  # fmt: skip
SCORES = Listing(
    "How scores come about", "service",
    (
        Column("result_score", "On results", LAST),
        Column("attribute_score", "On attributes", LAST),
        Column("priority_score", "Priority score", LAST, always=True),
    ),
    only="priority_score",
)  # fmt: skip
GRADED_TWICE = ("grade_by_self", "grade_by_peers")
"""Nought of both is nothing said, as a nought of one is a grade."""
GRADES = Listing(
    "How services are graded", "grade",
    (
        Column("service", "Service"),
        Column("priority", "Priority"),
        Column("grade_by_self", "By itself", of=GRADED_TWICE),
        Column("grade_by_peers", "By others", of=GRADED_TWICE),
        Column("grade_agreed", "Agreed", always=True),
        Column("grade_moderator", "Settled by"),
    ),
)  # fmt: skip
OF_TARGETS = (ASKED,)
OF_SCORES = (PRIORITIES, SCORES, GRADES)
