"""Where a plan's registers stand: each in a CSV file, or each on a sheet of one workbook.

Whichever it is, the same tables come out, so that nothing further on knows the difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from mtfp.algebra.expressions import Axis
from mtfp.algebra.lines import LineBook
from mtfp.plan.folders import LEDGER, PLAN, WORKBOOK
from mtfp.plan.headings import dated_columns
from mtfp.plan.opening import stands
from mtfp.plan.strays import strays_of_plan
from mtfp.plan.tables import Row, Table, Workbook, is_total, read_csv
from mtfp.problems import Place, Problem


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
    problems, meant = strays_of_plan(folder, shown, known)
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
