"""A register read as text: rows of cells that remember the line they stand on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from mtfp.plan.located import read_text
from mtfp.problems import Place, PlanError, Problem, did_you_mean


@dataclass(frozen=True)
class Row:
    """One row of a register: its cells by column, and where it stands."""

    cells: Mapping[str, str]
    place: Place

    def get(self, column: str) -> str:
        """The cell's text without spaces at its ends; nothing where the column is not there."""
        return self.cells.get(column, "")


def read_csv(path: Path, shown: str, known: Iterable[str]) -> list[Row]:
    """Read a CSV file whose columns must be among those known.

    Raises PlanError for a column that is unknown or given twice, or a row of another length.
    """
    text = read_text(path, shown)
    lines = text.splitlines()
    reader = csv.reader(StringIO(text), strict=True)
    known = list(known)
    try:
        heads = [head.strip() for head in next(reader, [])]
        problems = list(_wrong_heads(heads, known, Place(shown, 1, lines[0] if lines else "")))
        rows = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            place = Place(shown, reader.line_num, ",".join(cells)[:120])
            if len(cells) != len(heads):
                problems.append(
                    Problem(
                        f"Has {len(cells)} cells where the first line has {len(heads)}.",
                        place,
                        "Put text that holds a comma in double quotes.",
                    )
                )
                continue
            rows.append(Row({h: c.strip() for h, c in zip(heads, cells, strict=True)}, place))
    except csv.Error as error:
        place = Place(shown, reader.line_num)
        raise PlanError([Problem(f"Cannot be read as CSV: {error}.", place)]) from None
    if problems:
        raise PlanError(problems)
    return rows


def _wrong_heads(heads: list[str], known: list[str], place: Place) -> Iterable[Problem]:
    if not heads:
        yield Problem("Is empty: its first line should name the columns.", place)
    for position, head in enumerate(heads):
        if head not in known:
            hint = did_you_mean(head, known) or f"The columns are {', '.join(known)}."
            yield Problem(f"{head or 'A column without a name'} is not a column here.", place, hint)
        elif head in heads[:position]:
            yield Problem(f"The column {head} stands twice.", place)
