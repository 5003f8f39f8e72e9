"""Where a plan's registers stand: each in a CSV file, or each on a sheet of one workbook.

Whichever it is, the same tables come out, so that nothing further on knows the difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from mtfp.algebra.expressions import Axis
from mtfp.algebra.lines import LineBook
from mtfp.plan.headings import dated_columns
from mtfp.plan.opening import files_of, stands
from mtfp.plan.tables import Row, Table, Workbook, is_total, read_csv
from mtfp.problems import Place, Problem, nearest

PLAN, WORKBOOK, LEDGER = "plan.yaml", "registers.xlsx", "ledger.yaml"
SUFFIXES = (".yaml", ".yml", ".csv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")


def is_hidden(path: Path) -> bool:
    """Whether a file is not for reading, such as what Excel puts beside a workbook it has open."""
    return path.name.startswith((".", "~"))


def register_files(book: LineBook) -> list[str]:
    """The names of the files that may hold registers."""
    return [*(f"{axis.many}.csv" for axis in book.registers.values()), WORKBOOK]


def read_tables(
    folder: Path, book: LineBook, others: Iterable[str] = ()
) -> tuple[dict[str, Table], list[Problem]]:
    """Every register's table by its axis's name, and what is wrong with where they stand.

    `others` are the files that something else reads.
    """
    shown, axes = folder.resolve().name, list(book.registers.values())
    files = {
        axis.name: read_csv(folder / f"{axis.many}.csv", f"{shown}/{axis.many}.csv")
        for axis in axes
        if stands(folder / f"{axis.many}.csv")
    }
    path = folder / WORKBOOK
    wanted = {axis.many: dated_columns(axis, book) for axis in axes}
    workbook = _workbook(path, f"{shown}/{WORKBOOK}", wanted)
    known = [PLAN, *register_files(book), LEDGER, *others]
    problems, meant = _strays(folder, shown, known)
    problems += workbook.problems
    tables = {}
    for axis in axes:
        file, sheet = files.get(axis.name), workbook.tables.get(axis.many)
        if file and sheet:
            what = f"Stands in {axis.many}.csv as well: a register has one place only."
            fix = f"Delete {axis.many}.csv, or this sheet."
            problems.append(Problem(what, Place(sheet.place.file), fix, code="E310"))
        elsewhere = f"{axis.many}.csv" in meant or axis.many in workbook.doubtful
        on_a_sheet = stands(path) and not files
        where = f"{WORKBOOK}, sheet {axis.many}" if on_a_sheet else f"{axis.many}.csv"
        found = file or sheet
        tables[axis.name] = _without_totals(found, axis) if found else Table(
            Place(f"{shown}/{where}"), sheet=axis.many if on_a_sheet else "",
            absent=True, lost=elsewhere or workbook.broken,
        )  # fmt: skip
    return tables, problems


def _without_totals(table: Table, axis: Axis) -> Table:
    """The table with its total rows refused: each would be counted with what it adds up."""
    named = [(row, _total_in(row, axis)) for row in table.rows]
    if not any(column for _, column in named):
        return table
    article = "an" if axis.one[0] in "aeiou" else "a"
    told = [
        Problem(
            f"{row.cell(column)}{row.get(column)} is a total, not {article} {axis.one}: "
            "delete the row.",
            row.place, code="E312",
        )
        for row, column in named
        if column
    ]  # fmt: skip
    rows = tuple(row for row, column in named if not column)
    # What else is wrong with a row that is to go would only mislead.
    places = {problem.place for problem in told}
    others = (problem for problem in table.problems if problem.place not in places)
    return replace(table, rows=rows, problems=(*others, *told))


def _total_in(row: Row, axis: Axis) -> str:
    """The column that says that a row is a total, if one does."""
    return next((word for word in ("id", "title") if is_total(row.get(word), axis.many)), "")


def _workbook(path: Path, shown: str, wanted: Mapping[str, Collection[str]]) -> Workbook:
    """The registers found in a workbook; what reads one is loaded where there is one."""
    if not stands(path):
        return Workbook()
    from mtfp.plan.spreadsheets import read_workbook

    return read_workbook(path, shown, wanted)


def _strays(folder: Path, shown: str, known: Iterable[str]) -> tuple[list[Problem], set[str]]:
    """Refuse files that nothing reads, and return those that they were perhaps meant to be."""
    problems, meant = [], set()
    for path in files_of(folder, shown):
        # What Notepad saves, and Windows shows without its end: savings.csv.txt.
        as_text = path.suffix.lower() == ".txt"
        name = path.stem if as_text else path.name
        suffix = Path(name).suffix.lower()
        if path.name in known or is_hidden(path) or suffix not in SUFFIXES:
            continue
        near = nearest(name, known)
        meant.add(near)
        fix = f"Did you mean {near}?" if near else f"The files read are {', '.join(known)}."
        if as_text and near:
            fix = f"Take .txt off its end, which Windows may hide. {fix}"
        elif suffix not in (".yaml", ".yml", ".csv"):
            fix = f"Registers stand in {WORKBOOK}; another is read only where {LEDGER} names it."
        what = "Is no file of a plan: nothing in it would be read."
        problems.append(Problem(what, Place(f"{shown}/{path.name}"), fix, code="E104"))
    return problems, meant
