"""Every figure of a run as one long table: a row for each line, item, year and scenario."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from io import StringIO

import numpy as np

from mtfp.analysis.basis import Bases
from mtfp.analysis.blanks import Blanks
from mtfp.authoring.inert import inert
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results


@dataclass(frozen=True)
class TidyRow:
    """One figure, in pounds or fractions as the engine holds it; None where it is left blank."""

    plan: str
    scenario: str
    line: str
    item: str
    year: str
    unit: str
    value: float | None
    basis: str
    watermark: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text, safe to open in a spreadsheet."""
        value = "" if self.value is None else f"{self.value:.15g}"
        return (
            *map(inert, (self.plan, self.scenario, self.line, self.item, self.year, self.unit)),
            value, inert(self.basis), inert(self.watermark),
        )  # fmt: skip


COLUMNS = tuple(field.name for field in fields(TidyRow))


def tidy_rows(results: Results, scenarios: list[Scenario]) -> Iterator[TidyRow]:
    """The rows; a line has none for a base year in which it has no figure."""
    plan = results.plan
    for case, scenario in enumerate(scenarios):
        bases, blanks = Bases(results.book, scenario), Blanks(results.book, scenario.plan)
        for name, line in results.book.lines.items():
            for item, item_id in enumerate(plan.items_of(line.axis).ids):
                left_out = blanks.of(name, item)
                for year, value in enumerate(results.array(name)[:, item, case]):
                    if not np.isnan(value):
                        yield TidyRow(
                            plan.name, scenario.name, name, item_id, str(plan.base_year + year),
                            line.unit.name, None if left_out[year] else float(value) + 0.0,
                            bases.of(name, item, year), plan.watermark,
                        )  # fmt: skip


def tidy_csv(results: Results, scenarios: list[Scenario]) -> str:
    """The rows as CSV text."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells for row in tidy_rows(results, scenarios))
    return out.getvalue()


def tidy_json(results: Results, scenarios: list[Scenario]) -> str:
    """The rows as JSON: a list of objects, with null where a figure is left blank."""
    return json.dumps(
        [{name: getattr(row, name) for name in COLUMNS} for row in tidy_rows(results, scenarios)]
    )
