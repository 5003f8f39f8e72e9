"""The plan as a table in the terminal: £m to three decimals, brackets for less than nought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Line, Named
from mtfp.algebra.lines import LineBook
from mtfp.analysis.basis import ILLUSTRATIVE, how_much_is_invented
from mtfp.analysis.saying import ONLY_GAPS, says_only_gaps
from mtfp.analysis.trust import Trust
from mtfp.outputs.standing import stage_in_words, standings
from mtfp.outputs.tables.listings import Cell, Filled, Still
from mtfp.outputs.tables.notes import BLANK_NOTE, FOOTNOTE, MARK, ROUNDING
from mtfp.outputs.tables.rows import Table
from mtfp.outputs.tables.shown import measures_of, rows_of, summary_of
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results
from mtfp.terms import GBP, FinancialYear, show, show_in_table, show_millions

_LABEL, _FIGURE = 58, 12
_TITLE, _TEXT, _BETWEEN = 30, 20, 2
"""Of a listing: the widths of titles and of texts, and the room between columns."""


def heading(book: LineBook, plan: Plan) -> Iterator[str]:
    """What the plan is, and what must be said of it wherever it goes."""
    yield f"{plan.title}" + (f", edition of {plan.edition}" if plan.edition else "")
    if plan.watermark:
        yield plan.watermark
    yield stage_in_words(plan)
    yield how_much_is_invented(book, plan)
    yield from plan.notes


def summary_table(results: Results, scenario: Scenario, case: int = 0) -> Iterator[str]:
    """The plan's summary, one line of text at a time; marked where it rests on invention."""
    yield from tables_in_text(summary_of(results), results, scenario, case)
    if says_only_gaps(results):
        yield ""
        yield ONLY_GAPS
    yield from _notes(summary_of(results), results, scenario)


def tables_in_text(
    tables: Iterable[Table], results: Results, scenario: Scenario, case: int = 0
) -> Iterator[str]:
    """Tables under one heading of years; one with nothing to say is left out."""
    trust, plan = Trust.of(results, scenario), scenario.plan
    years = (plan.base_year, *plan.plan_years)
    yield _years_row("£m", years)
    if plan.firm_years is not None:
        yield _years_row("", standings(plan))
    for table in tables:
        rows = list(rows_of(table, results))
        if not rows:
            continue
        yield ""
        yield table.title
        for shown in rows:
            if shown.row.total:
                yield " " * _LABEL + f"{'-' * (_FIGURE - 3):>{_FIGURE}}" * len(years)
            mark = MARK if shown.is_illustrative(trust.bases) else " "
            cells = _cells(shown.amounts(results, trust.blanks, case), shown.named)
            yield f"{f'{mark} {shown.label}':<{_LABEL}}{cells}".rstrip()


def _notes(tables: Iterable[Table], results: Results, scenario: Scenario) -> Iterator[str]:
    """How the tables are to be read."""
    trust, plan = Trust.of(results, scenario), scenario.plan
    rows = [shown for table in tables for shown in rows_of(table, results)]
    yield ""
    yield ROUNDING
    if any(shown.is_illustrative(trust.bases) for shown in rows):
        yield FOOTNOTE
    if any(trust.blanks.of(shown.named.name).any() for shown in rows):
        years_left = sorted({(item, plan.plan_years[year]) for _, item, year in plan.blanks})
        which = ", ".join(f"{item} in {year}" for item, year in years_left)
        yield f"{BLANK_NOTE} ({which})"


def listing_in_text(listing: Filled, results: Results, case: int = 0) -> Iterator[str]:
    """A listing, its texts wrapped in columns, its figures those of a case."""
    columns = [list(column) for column in zip(*(cells for _, cells in listing.rows), strict=True)]
    widths = [
        _TEXT if all(isinstance(cell, str) for cell in column) else _FIGURE for column in columns
    ]
    yield listing.title
    yield from _wrapped((listing.what, *listing.heads), (_TITLE, *widths))
    yield "-" * (_TITLE + sum(widths) + _BETWEEN * len(widths))
    for title, cells in listing.rows:
        texts = [_written(cell, results, case) for cell in cells]
        yield from _wrapped((title, *texts), (_TITLE, *widths))


def _written(cell: Cell, results: Results, case: int) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Still):
        return cell.written()
    found = results.over_years(cell.named, case, cell.item)[cell.year]
    return cell.written(float(found), results.plan.plan_years[0])


def _wrapped(texts: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """A row of texts, each wrapped in its column; figures stand to the right of theirs."""
    lines = [wrap(text, width) or [""] for text, width in zip(texts, widths, strict=True)]
    for n in range(max(map(len, lines))):
        parts = [
            f"{text[n] if n < len(text) else '':{'>' if width == _FIGURE else '<'}{width}}"
            for text, width in zip(lines, widths, strict=True)
        ]
        yield (" " * _BETWEEN).join(parts).rstrip()


def side_by_side(results: Results, scenarios: list[Scenario]) -> Iterator[str]:
    """The headline measures of every scenario, under one another."""
    years = results.plan.plan_years
    trusts = [Trust.of(results, one) for one in scenarios]
    for name in measures_of(results):
        named = results.book[name]
        yield ""
        yield _years_row(f"{named.title}, £m", years)
        for case, (scenario, trust) in enumerate(zip(scenarios, trusts, strict=True)):
            mark = MARK if trust.bases.of(name) == ILLUSTRATIVE else " "
            amounts = trust.blanks.left_out(results.over_years(named, case), name)[1:]
            yield f"{f'{mark} {scenario.name}':<{_LABEL}}{_cells(amounts, named)}".rstrip()


def _years_row(title: str, years: Iterable[FinancialYear | str]) -> str:
    return f"{title:<{_LABEL}}" + "".join(f"{year!s:>{_FIGURE}}" for year in years)


def _cells(amounts: NDArray[np.float64], named: Named) -> str:
    return "".join(f"{_cell(float(x), named):>{_FIGURE}}" for x in amounts)


def _cell(amount: float, named: Named) -> str:
    if np.isnan(amount):
        return ""
    if named.unit == GBP:
        return show_millions(amount)
    if isinstance(named, Line):
        return show_in_table(amount, named.unit)
    return show(amount, named.unit)
