"""Every figure of a run as one long table: a row for each line, item, year and scenario."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

import numpy as np

from mtfp.analysis.basis import Bases
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results
from mtfp.terms import plain_number

COLUMNS = ("plan", "scenario", "line", "item", "year", "unit", "value", "basis", "watermark")


def tidy_rows(results: Results, scenarios: list[Scenario]) -> Iterator[tuple[str, ...]]:
    """The rows, in pounds and fractions as the engine holds them.

    A line has no row for a base year in which it has no figure.
    """
    plan = results.plan
    for case, scenario in enumerate(scenarios):
        bases = Bases(results.book, scenario.plan)
        for name, line in results.book.lines.items():
            items = plan.items_of(line.axis)
            for item, item_id in enumerate(items.ids):
                basis = bases.of(name, item)
                for year, value in enumerate(results.array(name)[:, item, case]):
                    if not np.isnan(value):
                        yield (
                            plan.name, scenario.name, name, _inert(item_id),
                            str(plan.base_year + year), line.unit.name,
                            plain_number(float(value) + 0.0), basis, plan.watermark,
                        )  # fmt: skip


def tidy_csv(results: Results, scenarios: list[Scenario]) -> str:
    """The rows as CSV text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(tidy_rows(results, scenarios))
    return out.getvalue()


def _inert(text: str) -> str:
    """Text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
