"""A sheet looked over before it is read, for what its cells' values do not show.

openpyxl passes over all of it without a word: merged cells, formulas that were saved
without their values, cells far from the rest, rows in the wrong order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Any

from mtfp.plan.tables import MAX_COLUMNS, MAX_ROWS

MOST_MERGED = 200
"""How many merged ranges are looked into; all of them are refused."""


@dataclass
class Survey:
    """What a sheet holds; `no_values` are formulas' names by row and column, counted from 1."""

    merged: list[str] = field(default_factory=list)
    no_values: dict[tuple[int, int], str] = field(default_factory=dict)
    last_row: int = 0
    far: str = ""

    def hidden_by_merging(self, row: int) -> set[int]:
        """The columns of a row, counted from 1, that a merged range has taken the cells of."""
        from openpyxl.utils.cell import range_boundaries

        found: set[int] = set()
        for cells in self.merged[:MOST_MERGED]:
            left, top, right, bottom = (int(bound or 0) for bound in range_boundaries(cells))
            if top <= row <= bottom:
                found.update(range(left + (row == top), min(right, MAX_COLUMNS) + 1))
        return found


def survey(stream: IO[bytes]) -> Survey:
    """Look a sheet's XML over, once; raises ValueError where its cells are out of order."""
    from openpyxl.xml.functions import iterparse

    found, row = Survey(), 0
    for _, element in iterparse(stream):
        tag = _local(element)
        if tag == "mergeCell":
            found.merged.append(str(element.get("ref")))
        if tag == "row":
            number = int(element.get("r", row + 1))
            if number <= row:
                raise ValueError("rows out of order")
            row = number
            _survey_row(element, row, found)
            element.clear()
        if found.far:
            break
    return found


def _survey_row(element: Any, row: int, found: Survey) -> None:
    from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

    column = 0
    for cell in element:
        name = cell.get("r")
        before, (at, column) = column, coordinate_to_tuple(name) if name else (row, column + 1)
        if at != row or column <= before:
            raise ValueError("cells out of order")
        inside = {_local(child): child for child in cell}
        value = inside.get("v")
        written = "is" in inside or (value is not None and bool(value.text))
        here = f"{get_column_letter(column)}{row}"
        # A formula that comes to no text at all is saved as text without a value.
        if "f" in inside and not written and cell.get("t") != "str":
            found.no_values[row, column] = here
        elif not written:
            continue
        found.last_row = row
        if column > MAX_COLUMNS or row > MAX_ROWS + 1:
            found.far = here
            return


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
