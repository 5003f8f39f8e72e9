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
    """What a sheet holds: rows and columns are counted from 1, `far` is a cell far away."""

    merged: list[str] = field(default_factory=list)
    without_values: dict[int, set[int]] = field(default_factory=dict)
    last_row: int = 0
    far: str = ""
    _bounds: list[tuple[int, int, int, int]] = field(default_factory=list)

    def merge(self, cells: str) -> None:
        """Note a merged range; raises ValueError where it is none."""
        from openpyxl.utils.cell import range_boundaries

        self.merged.append(cells)
        if len(self._bounds) < MOST_MERGED:
            left, top, right, bottom = (int(bound or 0) for bound in range_boundaries(cells))
            self._bounds.append((left, top, min(right, MAX_COLUMNS), bottom))

    def lost(self, row: int) -> set[int]:
        """The columns of a row that are blank for what was merged, or was not calculated."""
        found = set(self.without_values.get(row, ()))
        for left, top, right, bottom in self._bounds:
            if top <= row <= bottom:
                found.update(range(left + (row == top), right + 1))
        return found


def survey(stream: IO[bytes]) -> Survey:
    """Look a sheet's XML over, once; raises ValueError where its cells are out of order."""
    from openpyxl.xml.functions import iterparse

    found, row = Survey(), 0
    for _, element in iterparse(stream):
        tag = _local(element)
        if tag == "mergeCell":
            found.merge(str(element.get("ref")))
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
        # A formula that comes to no text at all is saved as text without a value.
        if "f" in inside and not written and cell.get("t") != "str":
            found.without_values.setdefault(row, set()).add(column)
        elif not written:
            continue
        found.last_row = row
        if column > MAX_COLUMNS or row > MAX_ROWS + 1:
            found.far = f"{get_column_letter(column)}{row}"
            return


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
