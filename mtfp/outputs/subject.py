"""One subject of a plan under one scenario, as a verb says it: in words and tables, or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mtfp.analysis.trust import Trust
from mtfp.outputs.console import listing_in_text, tables_in_text
from mtfp.outputs.tables.listings import Cell, Filled, Listing, Still, filled
from mtfp.outputs.tables.rows import Table
from mtfp.outputs.tables.shown import rows_of
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results

Plain = dict[str, object]


@dataclass(frozen=True)
class Subject:
    """What there is to say: sentences, the tables of years, and listings of items."""

    sentences: Sequence[str] = ()
    tables: Sequence[Table] = ()
    listings: Sequence[Filled] = ()


def filled_of(listings: Iterable[Listing], results: Results, *, narrow: bool) -> list[Filled]:
    """The listings that a plan has anything for; `narrow` ones fit a terminal."""
    found = (filled(listing, results, narrow=narrow) for listing in listings)
    return [one for one in found if one]


def in_text(subject: Subject, results: Results, scenario: Scenario, case: int) -> Iterator[str]:
    """The subject as lines of text, a blank one after each part."""
    if subject.sentences:
        yield from (*subject.sentences, "")
    if subject.tables:
        yield from (*tables_in_text(subject.tables, results, scenario, case), "")
    for listing in subject.listings:
        yield from (*listing_in_text(listing, results, case), "")


def as_plain(subject: Subject, results: Results, scenario: Scenario, case: int) -> Plain:
    """The subject as plain data: every figure whole, None where it is left blank."""
    plan, trust = results.plan, Trust.of(results, scenario)
    years = [str(year) for year in (plan.base_year, *plan.plan_years)]
    tables = [
        {
            "title": table.title,
            "rows": [
                {
                    "label": shown.label,
                    "line": shown.named.name,
                    "item": plan.items_of(shown.named.axis).ids[shown.item],
                    "unit": shown.named.unit.name,
                    "figures": dict(
                        zip(years, map(_known, shown.amounts(results, trust.blanks, case)),
                            strict=True)
                    ),
                }
                for shown in rows_of(table, results)
            ],
        }
        for table in subject.tables
    ]  # fmt: skip
    listings = [
        {
            "title": listing.title,
            "rows": [
                {
                    listing.what: title,
                    **{
                        head: _plain_cell(cell, results, trust, case)
                        for head, cell in zip(listing.heads, cells, strict=True)
                    },
                }
                for title, cells in listing.rows
            ],
        }
        for listing in subject.listings
    ]
    return {
        "plan": plan.name,
        "scenario": scenario.name,
        "sentences": [said for said in subject.sentences if said],
        "tables": [one for one in tables if one["rows"]],
        "listings": listings,
    }


def _plain_cell(cell: Cell, results: Results, trust: Trust, case: int) -> str | float | None:
    """A word as it is; a figure whole, or the word or month that its number stands for."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Still):
        return cell.words if cell.amount is None else _known(cell.amount)
    figures = results.over_years(cell.named, case, cell.item)
    amount = float(trust.blanks.left_out(figures, cell.named.name, cell.item)[cell.year])
    if cell.words or cell.is_month:
        return cell.written(amount, results.plan.plan_years[0])
    return _known(amount)


def _known(amount: float) -> float | None:
    return None if np.isnan(amount) else float(amount) + 0.0
