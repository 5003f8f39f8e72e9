"""The plan as a table in the terminal: £m to three decimals, brackets for less than nought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mtfp.results import Results
from mtfp.terms import GBP, Unit, show, show_millions


@dataclass(frozen=True)
class TableRow:
    """One row of a table: a line or input, as it is or taken away, perhaps as a total.

    `base` is false where the base year's figure is only where a look back starts from.
    """

    name: str
    sign: int = 1
    total: bool = False
    base: bool = True
    label: str = ""


SUMMARY: tuple[tuple[str, tuple[TableRow, ...]], ...] = (
    (
        "Spending",
        (
            TableRow("pressures"),
            TableRow("recurring_base_before_savings"),
            TableRow("one_off_pressures"),
            TableRow("savings", sign=-1),
            TableRow("net_budget", total=True),
        ),
    ),
    (
        "Funding",
        (
            TableRow("council_tax"),
            TableRow("collection_fund"),
            TableRow("business_rates"),
            TableRow("rsg"),
            TableRow("other_grants"),
            TableRow("funding", total=True),
        ),
    ),
    (
        "Gap (the year's own shortfall)",
        (
            TableRow("gap_before_savings", base=False),
            TableRow("gap", total=True, base=False),
            TableRow("gap_increment", label="...of which new this year"),
            TableRow("gap_expected", base=False),
        ),
    ),
    (
        "Reserves",
        (
            TableRow("call_on_reserves"),
            TableRow("permitted_draw", sign=-1),
            TableRow("shortfall", total=True),
            TableRow("closing_reserves"),
            TableRow(
                "gap_if_nothing_done",
                base=False,
                label="Reserves needed if nothing more is ever done",
            ),
        ),
    ),
)
"""The table a finance officer expects, in the order of the argument: spending to reserves."""

_LABEL, _FIGURE = 58, 12


def summary_table(results: Results, case: int = 0) -> Iterator[str]:
    """The plan's summary, one line of text at a time."""
    plan = results.plan
    years = (plan.base_year, *plan.plan_years)
    yield f"{'£m':<{_LABEL}}" + "".join(f"{year!s:>{_FIGURE}}" for year in years)
    for heading, rows in SUMMARY:
        yield ""
        yield heading
        for row in rows:
            named = results.book[row.name]
            amounts = results.over_years(named, case) * row.sign
            if not row.base:
                amounts[0] = np.nan
            cells = "".join(f"{_cell(float(x), named.unit):>{_FIGURE}}" for x in amounts)
            if row.total:
                yield " " * _LABEL + f"{'-' * (_FIGURE - 3):>{_FIGURE}}" * len(years)
            yield f"  {row.label or named.title:<{_LABEL - 2}}{cells}".rstrip()


def _cell(amount: float, unit: Unit) -> str:
    if np.isnan(amount):
        return ""
    return show_millions(amount) if unit == GBP else show(amount, unit)
