"""A register read as text: rows of cells that remember the line they stand on."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from pathlib import Path

from mtfp.plan.limits import MAX_COLUMNS, REGISTER, Limits
from mtfp.plan.located import quoted, read_text
from mtfp.problems import Place, PlanError, Problem

ID, MOST_ABOVE = "id", 10
"""The heading that every register has, and how many lines are looked through for it."""
A_TOTAL = re.compile(
    r"(grand|sub|report|net|overall)?[ -]?totals?\b|.*\b(sub-?)?totals?$", re.IGNORECASE
)
"""What stands in place of a name in a total: Total, Grand total, or Excel's own 10010 Total."""
IN_PLAIN_WORDS = {
    "end of data": "Has a quotation mark that is not closed.",
    "field larger": "Has a cell that is far too long; perhaps a quotation mark is not closed.",
    "expected after": 'Has text after a closing quotation mark; inside text, write "" for one.',
}
"""What the parser says, in part, and what it means to the person who typed it."""


@dataclass(frozen=True)
class Row:
    """One row of a register: its cells by column, and where it stands.

    `at` are the cells' own names, such as G7, where they have any; the columns that are
    `spoilt` hold something that could not be read, which has been said.
    """

    cells: Mapping[str, str]
    place: Place
    at: Mapping[str, str] = field(default_factory=dict)
    spoilt: frozenset[str] = frozenset()

    def get(self, column: str) -> str:
        """The cell's text without spaces at its ends; nothing where the column is not there."""
        return self.cells.get(column, "")

    def called(self, column: str) -> str:
        """What a message calls one cell: by its column, and its own name if it has one."""
        return f"{self.at[column]}, {column}" if column in self.at else column

    def cell(self, column: str) -> str:
        """What a message that does not name the column begins with: `G7: `, or nothing."""
        return f"{self.at[column]}: " if column in self.at else ""


@dataclass(frozen=True)
class Table:
    """A register's columns and rows, from a file of its own or a `sheet` of a workbook.

    Where there are problems rows may be missing, and so they may where it is `lost`: it could
    not be read for reasons told elsewhere. `absent` ones are nowhere to be found. `letters`
    are what a sheet calls its columns; `unread` are those, by position, whose heading is lost.
    `warnings` are doubts about what was read.
    """

    place: Place
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    sheet: str = ""
    letters: tuple[str, ...] = ()
    unread: frozenset[int] = frozenset()
    absent: bool = False
    lost: bool = False
    warnings: tuple[Problem, ...] = ()

    @property
    def called(self) -> str:
        """What a message calls it: `savings.csv`, or `sheet savings`."""
        return f"sheet {self.sheet}" if self.sheet else self.place.file.rpartition("/")[2]

    @property
    def is_whole(self) -> bool:
        """Whether all its rows are here, so that what is not among them is nowhere."""
        return not (self.problems or self.lost)


@dataclass
class Workbook:
    """The registers found in a workbook, and what is wrong with it.

    `doubtful` are the registers that may stand there under another name; where it is
    `broken`, any of them may.
    """

    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    broken: bool = False


def read_csv(path: Path, shown: str, limits: Limits = REGISTER, headed_by: str = ID) -> Table:
    """Read as much of a CSV file as can be read, with every problem met on the way.

    `headed_by` is a heading without which the first line is none, if it is known.
    """
    place = Place(shown, 1)
    try:
        text = read_text(path, shown, limits.text, limits.less)
        below = _headings_below(text, headed_by) if headed_by else 0
        if text.strip() and not below:
            return _table(shown, text, limits)
    except PlanError as error:
        return Table(place, problems=error.problems)
    if below:
        first = Place(shown, 1, quoted(text.split("\n")[0]))
        return Table(place, problems=(title_above(first, below),))
    empty = Problem("Is empty: its first line should name the columns.", place, code="E301")
    return Table(place, problems=(empty,))


def _table(shown: str, text: str, limits: Limits) -> Table:
    lines = text.split("\n")
    reader = csv.reader(StringIO(text), strict=True)
    heads: tuple[str, ...] = ()
    rows, problems, line = [], [], 1
    used: set[int] = set()
    top = Place(shown, 1, quoted(lines[0]))
    try:
        heads = tuple(head.strip() for head in next(reader, []))
        _refuse_other_separators(heads, top)
        if len(heads) > MAX_COLUMNS:
            raise PlanError([Problem(f"Has more than {MAX_COLUMNS} columns.", top, code="E102")])
        line = reader.line_num + 1
        for cells in reader:
            place = Place(shown, line, quoted(lines[line - 1]))
            line = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heads):
                what = f"Has {len(cells)} cells where the first line has {len(heads)}."
                fix = 'Put text or a figure that holds a comma in double quotes, like "1,500".'
                if any(is_total(cell) for cell in cells):
                    fix = "It looks like a total of other rows: if so, delete it."
                problems.append(Problem(what, place, fix, code="E302"))
                continue
            used.update(c for c, cell in enumerate(cells) if not heads[c] and cell.strip())
            rows.append(Row(by_head(heads, [cell.strip() for cell in cells]), place))
            if len(rows) + len(problems) > limits.rows:
                what = f"Has more than {limits.rows:,} rows."
                raise PlanError([Problem(what, place, limits.less, code="E102")])
    except csv.Error as error:
        said = (words for part, words in IN_PLAIN_WORDS.items() if part in str(error))
        what = next(said, f"Cannot be read as CSV: {error}.")
        problems.append(Problem(what, Place(shown, line, quoted(lines[line - 1])), code="E109"))
    # A column with nothing in it at all is what Excel saves beside a table.
    heads = tuple(head for c, head in enumerate(heads) if head or c in used)
    return Table(top, heads, tuple(rows), tuple(problems))


def _headings_below(text: str, head: str) -> int:
    """The line of the headings where another stands above them, or nought."""
    reader = csv.reader(StringIO(text))
    try:
        for cells in islice(reader, MOST_ABOVE):
            if head in map(str.strip, cells):
                return reader.line_num if reader.line_num > 1 else 0
    except csv.Error:
        pass  # which is said when it is read in earnest
    return 0


def title_above(first: Place, below: int) -> Problem:
    """What is wrong with a register that has something above its headings."""
    what = f"Has something above its headings, which stand on line {below}."
    fix = f"Delete what is above them, such as a title: lines 1 to {below - 1}."
    if below == 2:  # noqa: PLR2004 the one line above
        fix = "Delete the first line, such as a title."
    return Problem(what, first, fix, code="E301")


def is_total(text: str, of: str = "") -> bool:
    """Whether a text is what a total is called, alone or with what it adds up: Total savings.

    What only begins so, such as Total Place review, is a name like any other.
    """
    name = " ".join(text.strip(" :£()").split())
    return bool(A_TOTAL.fullmatch(name.lower().removesuffix(f" {of}") if of else name))


def by_head(heads: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Cells by their headings; the first of two that are alike, which is refused elsewhere."""
    return dict(reversed(list(zip(heads, cells, strict=True))))


def _refuse_other_separators(heads: tuple[str, ...], place: Place) -> None:
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if len(heads) == 1 and sign in heads[0]:
            what = f"Has its columns divided by {called}, not commas."
            raise PlanError([Problem(what, place, "In Excel, save as `CSV UTF-8`.", code="E301")])
