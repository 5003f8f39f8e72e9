"""A sheet looked over before it is read, for what its cells' values do not show.

openpyxl passes over all of it without a word: merged cells, formulas that were saved
without their values, cells far from the rest, rows in the wrong order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Any

from mtfp.plan.limits import MAX_COLUMNS

MOST_MERGED = 200
"""How many merged ranges are looked into; all of them are refused."""


@dataclass
class Survey:
    """What a sheet holds: rows and columns are counted from 1, `far` is a cell far away.

    `hidden_rows` hold something; what `hidden_columns` hold is not looked at here.
    """

    merged: list[str] = field(default_factory=list)
    without_values: dict[int, set[int]] = field(default_factory=dict)
    last_row: int = 0
    far: str = ""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    _bounds: list[tuple[int, int, int, int]] = field(default_factory=list)

    def merge(self, cells: str) -> None:
        """Note a merged range; raises ValueError where it is none."""
        from openpyxl.utils.cell import range_boundaries

        self.merged.append(cells)
        if len(self._bounds) < MOST_MERGED:
            left, top, right, bottom = (int(bound or 0) for bound in range_boundaries(cells))
            self._bounds.append((left, top, min(right, MAX_COLUMNS), bottom))

    def hide(self, first: int, last: int) -> None:
        """Note columns that are hidden."""
        self.hidden_columns += range(first, min(last, MAX_COLUMNS) + 1)

    def lost(self, row: int) -> set[int]:
        """The columns of a row that are blank for what was merged, or was not calculated."""
        found = set(self.without_values.get(row, ()))
        for left, top, right, bottom in self._bounds:
            if top <= row <= bottom:
                found.update(range(left + (row == top), right + 1))
        return found


def survey(stream: IO[bytes], most_rows: int) -> Survey:
    """Look a sheet's XML over, once; raises ValueError where its cells are out of order."""
    from openpyxl.xml.functions import iterparse

    found, row = Survey(), 0
    for _, element in iterparse(stream):
        tag = _local(element)
        if tag == "col" and _is_hidden(element, "width"):
            found.hide(int(element.get("min", 1)), int(element.get("max", 1)))
        if tag == "mergeCell":
            found.merge(str(element.get("ref")))
        if tag == "row":
            number = int(element.get("r", row + 1))
            if number <= row:
                raise ValueError("rows out of order")
            row = number
            _survey_row(element, row, found, most_rows)
            element.clear()
        if found.far:
            break
    return found


def _survey_row(element: Any, row: int, found: Survey, most_rows: int) -> None:
    from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

    column, before_it = 0, found.last_row
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
        if column > MAX_COLUMNS or row > most_rows + 1:
            found.far = f"{get_column_letter(column)}{row}"
            return
    if found.last_row > before_it and _is_hidden(element, "ht"):
        found.hidden_rows.append(row)


def _is_hidden(element: Any, size: str) -> bool:
    """Whether a row or a column is hidden, by a filter, by hand or because it has no size."""
    hidden = element.get("hidden", "0") not in ("0", "false")
    return hidden or (element.get(size) is not None and float(element.get(size)) == 0)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
