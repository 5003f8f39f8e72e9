"""Sheets of a workbook, read into the same tables that CSV files give: all registers, or one sheet.

With what it asks (`surveys`) the only module of this room that knows openpyxl, which is
imported when there is a workbook to read and not before.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtfp.plan.cells import Wrong, text_of
from mtfp.plan.limits import EXTRACT, MAX_COLUMNS, REGISTER, Limits
from mtfp.plan.located import quoted
from mtfp.plan.parcels import SAVE_AGAIN, read_parcel
from mtfp.plan.surveys import Survey, survey
from mtfp.plan.tables import ID, MOST_ABOVE, Row, Table, Workbook, by_head, title_above
from mtfp.problems import Place, PlanError, Problem, did_you_mean, nearest, shortened

if TYPE_CHECKING:
    from openpyxl.reader.excel import ExcelReader

NOTES = "notes"
"""A sheet of this name is for people, and is not read."""
_UNNAMED = re.compile(r"Sheet[0-9]*")
"""What Excel calls a sheet that nobody has named, which is no register misspelt."""
LONGEST_NAME, MOST_NAMED = 40, 3


def read_workbook(path: Path, shown: str, wanted: Mapping[str, Collection[str]]) -> Workbook:
    """Read as much of a workbook as can be read: the sheets `wanted`, and their date columns."""
    found = Workbook()
    wrong = _opened(path, shown, REGISTER, lambda reader: _read(reader, shown, wanted, found))
    found.problems += wrong
    found.broken = bool(wrong)
    return found


def read_sheet(path: Path, shown: str, named: str, only: Collection[str]) -> Table:
    """One sheet of a workbook, by name or because no other holds anything; others are left alone.

    What stands in other columns than the `only` ones does not matter: a person reads those.
    """
    tables: list[Table] = []
    wrong = _opened(
        path, shown, EXTRACT, lambda reader: tables.append(_one(reader, shown, named, only))
    )
    return tables[0] if tables else Table(Place(shown), problems=wrong)


def _opened(
    path: Path, shown: str, limits: Limits, use: Callable[[ExcelReader], None]
) -> tuple[Problem, ...]:
    """Open a workbook and use it; what keeps that from being done is handed back."""
    try:
        data = read_parcel(path, shown, limits)
        with warnings.catch_warnings():
            # openpyxl warns of looks and charts that it would not keep; nothing is kept here.
            warnings.simplefilter("ignore")
            use(_reader(data))
    except PlanError as error:
        return error.problems
    except Exception:  # noqa: BLE001 what is not quite a workbook may raise anything at all
        what = "Is damaged, or not quite a workbook."
        return (Problem(what, Place(shown), SAVE_AGAIN, code="E113"),)
    return ()


def _reader(data: bytes) -> ExcelReader:
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader


def _read(
    reader: ExcelReader, shown: str, wanted: Mapping[str, Collection[str]], found: Workbook
) -> None:
    for name, sheet, part in _sheets(reader):
        place, seen = Place(f"{shown}, sheet {name}"), _look_over(reader, part, REGISTER)
        if name not in wanted:
            if seen.last_row:
                _refuse_stranger(name, place, wanted, found)
        elif name in found.tables:
            found.problems.append(
                Problem("Stands twice in the workbook.", place, "Keep one of them.", code="E310")
            )
        else:
            found.problems += _hidden(sheet, place, "a register")
            found.tables[name] = _Sheet(sheet, name, place.file, wanted[name], seen).read()


def _one(reader: ExcelReader, shown: str, named: str, only: Collection[str]) -> Table:
    """The sheet that is named, or else the only one; raises PlanError where it is neither."""
    sheets = {name: (sheet, part) for name, sheet, part in _sheets(reader)}
    looked_over: dict[str, Survey] = {}
    if not named:  # each is looked over once: an extract may be long
        looked_over = {n: _look_over(reader, part, EXTRACT) for n, (_, part) in sheets.items()}
        sheets = {n: one for n, one in sheets.items() if looked_over[n].last_row}
    name = named or next(iter(sheets), "")
    if name not in sheets or (not named and len(sheets) > 1):
        what = f"Has no sheet {named}." if named else "Has several sheets: which one is meant?"
        fix = did_you_mean(named, sheets) or f"Say `sheet:` and one of {', '.join(sheets)}."
        if not sheets:
            what, fix = "Has no sheet that holds anything.", "Export it from the ledger again."
        raise PlanError([Problem(what, Place(shown), fix, code="E902")])
    sheet, part = sheets[name]
    place = Place(f"{shown}, sheet {name}")
    seen = looked_over.get(name) or _look_over(reader, part, EXTRACT)
    table = _Sheet(sheet, name, place.file, (), seen, only, EXTRACT).read()
    return replace(table, problems=(*_hidden(sheet, place, "what is read"), *table.problems))


def _hidden(sheet: Any, place: Place, holds: str) -> list[Problem]:
    if sheet.sheet_state == "visible":
        return []
    what = f"Is hidden, and holds {holds}: the plan would rest on it unseen."
    fix = "Show it (right-click any sheet's tab, then Unhide), or delete it."
    return [Problem(what, place, fix, code="E311")]


def _sheets(reader: ExcelReader) -> Iterator[tuple[str, Any, str]]:
    """The sheets of cells by name but for notes, each with the part of the file that holds it."""
    parts = [
        link.target for _, link in reader.parser.find_sheets() if "chartsheet" not in link.Type
    ]
    # openpyxl leaves out a sheet whose part is not there, and a register would be lost with it.
    for sheet, part in zip(reader.wb.worksheets, parts, strict=True):
        name = shortened(" ".join(sheet.title.split()), LONGEST_NAME)
        if name.lower() != NOTES:
            yield name, sheet, part


def _look_over(reader: ExcelReader, part: str, limits: Limits) -> Survey:
    with reader.archive.open(part) as stream:
        return survey(stream, limits.rows)


def _refuse_stranger(name: str, place: Place, wanted: Collection[str], found: Workbook) -> None:
    near = "" if _UNNAMED.fullmatch(name) else nearest(name.lower(), wanted)
    found.doubtful.add(near)
    others = f"The sheets read are {', '.join(wanted)}; one called {NOTES} is left alone."
    what = "Is no register: nothing in this sheet would be read."
    fix = f"Did you mean {near}?" if near else others
    found.problems.append(Problem(what, place, fix, code="E104"))


@dataclass
class _Line:
    """A row of a sheet as text; `spoilt` are the columns, from 0, that could not be read."""

    number: int
    texts: list[str] = field(default_factory=list)
    spoilt: set[int] = field(default_factory=set)

    def at(self, column: int) -> str:
        """The text in a column, counted from 0."""
        return self.texts[column] if column < len(self.texts) else ""


@dataclass
class _Sheet:
    """One sheet being read into a table; with `only`, what other columns hold does not matter."""

    sheet: Any
    name: str
    file: str
    dates: Collection[str]
    seen: Survey
    only: Collection[str] | None = None
    limits: Limits = REGISTER
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Table:
        """Its table: the first row holds the headings."""
        if self.seen.far:
            of, most = self.limits.of, f"{self.limits.rows:,}"
            what = f"Has something in {self.seen.far}, far beyond {of}."
            fix = f"Clear it: {of} may have {most} rows and {MAX_COLUMNS} columns."
            return self._nothing(what, fix, code="E102")
        if not self.seen.last_row:
            return self._nothing("Is empty: its first row should name the columns.")
        self._what_is_not_seen()
        heads, *lines = self._lines()
        below = next((line.number for line in lines[: MOST_ABOVE - 1] if ID in line.texts), 0)
        if self.only is None and below and ID not in heads.texts and any(heads.texts):
            # Whatever else is wrong with such a sheet may come of that alone.
            wrong = (title_above(self._place(heads), below),)
            return Table(self._place(heads), problems=wrong, sheet=self.name)
        if not any(heads.texts):
            return self._nothing("Has nothing in its first row, which should name the columns.")
        # A column with nothing in it at all is no more than a gap between others.
        width = max(len(line.texts) for line in (heads, *lines))
        columns = [
            c
            for c in range(width)
            if any(line.at(c) or c in line.spoilt for line in (heads, *lines))
        ]
        names = tuple(heads.at(column) for column in columns)
        rows = tuple(self._row(line, columns, names) for line in lines)
        letters = tuple(map(_letter, columns))
        unread = frozenset(n for n, column in enumerate(columns) if column in heads.spoilt)
        return Table(
            self._place(heads), names, rows, tuple(self.problems), self.name, letters, unread,
            warnings=tuple(self._read_unseen(columns, names)),
        )  # fmt: skip

    def _read_unseen(self, columns: list[int], names: tuple[str, ...]) -> Iterator[Problem]:
        """What is read of the sheet although nobody who looks at it can see it."""
        read = [
            column
            for column, name in zip(columns, names, strict=True)
            if self.only is None or name in self.only
        ]
        hidden = {column - 1 for column in self.seen.hidden_columns}
        rows = [str(row) for row in self.seen.hidden_rows]
        letters = [_letter(column) for column in read if column in hidden]
        for found, one in ((rows, "row"), (letters, "column")):
            if found:
                several = f"{one} {found[0]}" if len(found) == 1 else f"{one}s {_some(found)}"
                what = f"Hides {several}, and what {'it holds' if len(found) == 1 else 'they hold'}"
                fix = f"Clear the filter or unhide the {one}s, and delete what should not count."
                place = Place(self.file, self.seen.hidden_rows[0] if one == "row" else 1)
                yield Problem(f"{what} is read all the same.", place, fix, code="W115")

    def _nothing(self, what: str, fix: str = "", *, code: str = "E301") -> Table:
        place = Place(self.file, 1)
        problems = (*self.problems, Problem(what, place, fix, code=code))
        return Table(place, problems=problems, sheet=self.name)

    def _what_is_not_seen(self) -> None:
        if self.seen.merged:
            what = f"Has merged cells, {_some(self.seen.merged)}, which are read as one and blanks."
            fix = "Select them in Excel, press Merge & Centre to part them, and fill in each."
            self.problems.append(Problem(what, Place(self.file, 1), fix, code="E311"))
        if self.seen.without_values:
            formulas = self.seen.without_values.items()
            names = [f"{_letter(c - 1)}{row}" for row, found in formulas for c in sorted(found)]
            what = f"Has formulas without their values: {_some(names)}."
            fix = "Open the workbook in Excel and save it there, or type the figures."
            place = Place(self.file, next(iter(self.seen.without_values)))
            self.problems.append(Problem(what, place, fix, code="E311"))

    def _lines(self) -> Iterator[_Line]:
        """The headings, and then every row that holds anything."""
        heads = _Line(1)
        # What a file says of its own size may be wrong, and rows beyond it would not be read.
        self.sheet.reset_dimensions()
        for number, cells in enumerate(self.sheet.iter_rows(), start=1):
            if number > self.seen.last_row:
                return
            line = _Line(number, spoilt={c - 1 for c in self.seen.lost(number)})
            wrong = [(c, self._add(line, c, cell, heads)) for c, cell in enumerate(cells)]
            for column, found in wrong:
                if found:
                    what = f"{_letter(column)}{number} {found.what}."
                    self.problems.append(Problem(what, self._place(line), found.fix, code="E311"))
            if number == 1:
                heads = line
            if number == 1 or any(line.texts) or any(c < len(cells) for c in line.spoilt):
                yield line

    def _add(self, line: _Line, column: int, cell: Any, heads: _Line) -> Wrong | None:
        """Add one cell to a line; what is wrong with it is handed back, and it stays blank."""
        below = line.number > 1
        unread = below and self.only is not None and heads.at(column) not in self.only
        date_meant = below and heads.at(column) in self.dates
        look = cell.number_format or "" if isinstance(cell.value, int | float) else ""
        text = text_of(cell.value, cell.data_type, look, date_meant=date_meant)
        wrong = text if isinstance(text, Wrong) and not unread else None
        line.texts.append("" if isinstance(text, Wrong) else text)
        if wrong:
            line.spoilt.add(column)
        return wrong

    def _row(self, line: _Line, columns: list[int], names: tuple[str, ...]) -> Row:
        cells = [f"{_letter(column)}{line.number}" for column in columns]
        return Row(
            by_head(names, [line.at(column) for column in columns]),
            self._place(line),
            by_head(names, cells),
            frozenset(n for n, c in zip(names, columns, strict=True) if c in line.spoilt),
        )

    def _place(self, line: _Line) -> Place:
        return Place(self.file, line.number, quoted(", ".join(filter(None, line.texts))))


def _letter(column: int) -> str:
    """What a sheet calls a column, counted from 0."""
    from openpyxl.utils.cell import get_column_letter

    return get_column_letter(column + 1)


def _some(names: Collection[str]) -> str:
    """The first few names, and how many more there are."""
    first, more = list(names)[:MOST_NAMED], len(names) - MOST_NAMED
    return ", ".join(first) + (f" and {more} more" if more > 0 else "")
