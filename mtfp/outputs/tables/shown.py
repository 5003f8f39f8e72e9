"""The rows of a table as they stand in a plan: what it says nothing of is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Named
from mtfp.analysis.basis import ILLUSTRATIVE, Bases
from mtfp.analysis.blanks import Blanks
from mtfp.analysis.saying import says_only_gaps
from mtfp.outputs.tables.rows import Row, Table
from mtfp.outputs.tables.summary import GAPS_ALONE, HEADLINE, IF_NOT_ABSORBED, MEASURES, SUMMARY
from mtfp.results import Results


@dataclass(frozen=True)
class Shown:
    """One row as it stands in a plan's table: its line or input, its item and its label."""

    row: Row
    named: Named
    item: int
    label: str

    def amounts(self, results: Results, blanks: Blanks, case: int) -> NDArray[np.float64]:
        """The figures shown, base year first; NaN where none is."""
        found = results.over_years(self.named, case, self.item) * self.row.sign
        if not self.row.base:
            found[0] = np.nan
        return blanks.left_out(found, self.named.name, self.item)

    def is_illustrative(self, bases: Bases) -> bool:
        """Whether any of its figures rests on an invented one."""
        return bases.of(self.named.name, self.item) == ILLUSTRATIVE


def rows_of(table: Table, results: Results, *, every: bool = False) -> Iterator[Shown]:
    """The rows of a table in a plan, one for each item where it asks for each.

    `every` keeps the optional rows that the plan says nothing of.
    """
    if table.needs:
        needed = range(len(results.plan.items_of(results.book[table.needs].axis)))
        if not any(ever(results, table.needs, item) for item in needed):
            return
    for row in table.rows:
        named = results.book[row.name]
        items = results.plan.items_of(named.axis)
        for item, title in enumerate(items.titles):
            if every or not row.optional or says_something(results, row, item):
                yield Shown(row, named, item, title if row.each else row.label or named.title)


def headline_of(results: Results) -> tuple[Row, ...]:
    """The numbers of the headline that a plan speaks of: what it does not say is not nought."""
    if says_only_gaps(results):
        return (Row("gap", base=False, label="Gap as published"),)
    silent = set()
    if not len(results.plan.items["saving"]):
        silent |= {"gap_before_savings", "savings"}
    if not len(results.plan.items["reserve"]):
        silent |= {"usable_reserves"}
    if not ever(results, "minimum_reserves"):
        silent |= {"minimum_reserves"}
    if not ever(results, "tax_base") or ever(results, "council_tax_typed"):
        silent |= {"council_tax_rise"}  # a tax given as an amount says nothing of its rise
    silent |= {row.name for row in HEADLINE if row.optional and not says_something(results, row)}
    return tuple(row for row in HEADLINE if row.name not in silent)


def says_something(results: Results, row: Row, item: int = 0) -> bool:
    """Whether an optional row has a figure anywhere that the line it is unlike has not."""
    if not ever(results, row.name, item):
        return False
    return not row.unlike or differ(results, row.name, row.unlike, item)


def differ(results: Results, name: str, other: str, item: int = 0) -> bool:
    """Whether two lines of an item have other figures in any year of any scenario."""
    one, two = results.book[name], results.book[other]
    return any(
        np.nan_to_num(
            results.over_years(one, case, item) - results.over_years(two, case, item)
        ).any()
        for case in range(len(results.cases))
    )


def measures_of(results: Results) -> tuple[str, ...]:
    """What the scenarios of a plan are compared by, the meanings of the gap together."""
    if not says_something(results, IF_NOT_ABSORBED):
        return MEASURES
    after = MEASURES.index("gap_expected") + 1
    return (*MEASURES[:after], IF_NOT_ABSORBED.name, *MEASURES[after:])


def ever(results: Results, name: str, item: int = 0) -> bool:
    """Whether a line or input has a figure other than nought in any year of any scenario."""
    named = results.book[name]
    cases = range(len(results.cases))
    return any(np.nan_to_num(results.over_years(named, case, item)).any() for case in cases)


def summary_of(results: Results) -> tuple[Table, ...]:
    """The summary's tables: all of them, or the gaps where a plan says nothing else."""
    return GAPS_ALONE if says_only_gaps(results) else SUMMARY
