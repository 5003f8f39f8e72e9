"""Forms as files: CSV with a block for each register, or a workbook with a sheet for each."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from mtfp.algebra.expressions import Axis
from mtfp.algebra.lines import LineBook
from mtfp.authoring.columns import Column, columns, registers
from mtfp.authoring.form import AS_ISSUED, ISSUED, REGISTERS, Form, Returned, Sheet, returned
from mtfp.authoring.inert import STARTS, inert
from mtfp.plan.headings import dated_columns
from mtfp.plan.located import quoted, read_text
from mtfp.plan.spreadsheets import NOTES, read_workbook
from mtfp.plan.tables import Table, read_csv
from mtfp.plan.typed import read_figure
from mtfp.problems import MistypedError, Place, PlanError, Problem, listed
from mtfp.terms import FinancialYear, Kind, month_of

WORKBOOK = ".xlsx"
TEXT, NUMBER, MONTH, PERCENT = "@", "General", "mmm yyyy", "0.00######%"
MONEY, MONEY_PENCE = "£#,##0;-£#,##0", "£#,##0.00;-£#,##0.00"
ROWS_TO_FILL, LONGEST_LIST = 200, 250
_WIDE, _NARROW = 30, 14


def form_bytes(form: Form, suffix: str) -> bytes:
    """A form as the file that its suffix asks for."""
    return _workbook(form) if suffix.lower() == WORKBOOK else _csv(form)


def read_form(path: Path, book: LineBook) -> list[Returned]:
    """The registers of a form that came back; raises PlanError where it is none."""
    is_workbook = path.suffix.lower() == WORKBOOK
    found = list(_read_workbook(path, book)) if is_workbook else _read_csv(path, book)
    problems = [problem for one in found for problem in one.table.problems]
    problems += [
        Problem(
            f"{one.axis.many} has no headings.", Place(path.name), "Put them back.", code="E805"
        )
        for one in found
        if not one.table.heads and not one.table.problems
    ]
    if not found:
        names = listed(REGISTERS, "or")
        what = "Is no form: nothing in it says which register it is."
        fix = f"Begin from `mtfp template`, or call the file after its register: {names}."
        problems.append(Problem(what, Place(path.name), fix, code="E805"))
    if problems:
        raise PlanError(problems)
    return found


def note_of(path: Path) -> str:
    """What a form that can be read says of itself, in its first cell; nothing if that is gone."""
    if path.suffix.lower() != WORKBOOK:
        return next((cells[0] for _, cells in _lines(read_text(path, path.name), path.name)
                     if cells), "")  # fmt: skip
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        notes = next((page for page in book.worksheets if page.title.lower() == NOTES), None)
        first = next(notes.iter_rows(max_row=1, max_col=1, values_only=True), ()) if notes else ()
        return str(first[0]) if first else ""
    finally:
        book.close()


# -- CSV ------------------------------------------------------------------------------------------


def _csv(form: Form) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(form.note)])
    for sheet in form.sheets:
        writer.writerow([])
        writer.writerow([sheet.axis.many, ISSUED, *map(inert, sheet.ids)])
        writer.writerow([sheet.axis.many, AS_ISSUED, *sheet.marks])
        writer.writerow([column.head for column in sheet.columns])
        writer.writerows([inert(cell) for cell in row] for row in sheet.rows)
    # With the mark that tells Excel it is UTF-8, without which every £ would be two signs.
    return out.getvalue().encode("utf-8-sig")


def _read_csv(path: Path, book: LineBook) -> list[Returned]:
    text = read_text(path, path.name)
    found = returned(_lines(text, path.name), book, path.name)
    axis = next((axis for axis in registers(book) if axis.many == path.stem.lower()), None)
    if not found and axis is not None:
        return [Returned(axis, read_csv(path, path.name), None)]
    return found


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        what = "Has a quotation mark too many or too few."
        at = Place(file, line, quoted(text.split("\n")[line - 1]))
        raise PlanError([Problem(what, at, code="E109")]) from None


# -- a workbook -----------------------------------------------------------------------------------


def _workbook(form: Form) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    notes: Any = book.active
    notes.title = NOTES
    notes.column_dimensions["A"].width = 100
    _type(notes, 1, [form.note])
    notes["A1"].alignment = Alignment(wrap_text=True)
    for sheet in form.sheets:
        _register(book.create_sheet(sheet.axis.many), sheet)
    listing = book.create_sheet(ISSUED)
    issued = [
        (sheet.axis.many, item, said)
        for sheet in form.sheets
        for item, said in zip(sheet.ids, sheet.marks, strict=True)
    ]
    for row, cells in enumerate([("register", "id", AS_ISSUED), *issued], start=1):
        _type(listing, row, cells)
    book.active = 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _type(page: Any, row: int, texts: Sequence[str]) -> None:
    """Text in a row of cells: never a formula, and taken by Excel for what it is."""
    for column, text in enumerate(texts, start=1):
        if text:
            _type_text(page.cell(row, column), text)


def _type_text(cell: Any, text: str) -> None:
    cell.value = text
    cell.data_type = "s"
    cell.number_format = TEXT
    cell.quotePrefix = text.startswith(STARTS)


def _enter(page: Any, row: int, sheet: Sheet, texts: Sequence[str]) -> None:
    """A row of a register: figures as figures, that Excel can add up, and the rest as text."""
    for number, (column, text) in enumerate(zip(sheet.columns, texts, strict=True), start=1):
        if not text:
            continue
        cell = page.cell(row, number)
        figure = _figure(text, column, sheet.first_year)
        if figure is None:
            _type_text(cell, text)
        else:
            cell.value = figure
            pence = not isinstance(figure, date) and figure % 1
            cell.number_format = MONEY_PENCE if _look(column) == MONEY and pence else _look(column)


def _figure(text: str, column: Column, first_year: FinancialYear) -> float | date | None:
    """What a cell of figures holds; nothing where it is text, or cannot be read."""
    if column.given is None or _look(column) == TEXT:
        return None
    try:
        figure = read_figure(text, column.given, first_year)
    except MistypedError:
        return None
    if column.given.dated:
        return date.fromisoformat(f"{month_of(figure, first_year)}-01")
    return figure


def _look(column: Column) -> str:
    """How a column's cells are shown, and what Excel makes of what is typed into them."""
    given = column.given
    if given is None or given.choices:
        return TEXT
    if given.dated:
        return MONTH
    if given.unit.kind is Kind.PERCENT:
        return PERCENT
    return MONEY if ("£", 1) in given.unit.dimensions else NUMBER


def _register(page: Any, sheet: Sheet) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = len(sheet.rows) + ROWS_TO_FILL + 1
    _type(page, 1, [column.head for column in sheet.columns])
    for number, row in enumerate(sheet.rows, start=2):
        _enter(page, number, sheet, row)
    page.freeze_panes = "C2"
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        looks = page.column_dimensions[letter]
        looks.width = _WIDE if column.head in ("title", "source", "note") else _NARROW
        looks.number_format = _look(column)
        page.cell(1, number).font = Font(bold=True)
        page.cell(1, number).comment = Comment(column.said, "mtfp", height=90, width=260)
        choices = column.choices or sheet.names.get(column.head, ())
        listing = ",".join(choices)
        if choices and len(listing) <= LONGEST_LIST and '"' not in listing:
            offered = DataValidation("list", formula1=f'"{listing}"', allow_blank=True)
            offered.showErrorMessage = True
            page.add_data_validation(offered)
            offered.add(f"{letter}2:{letter}{last}")


def _read_workbook(path: Path, book: LineBook) -> Iterator[Returned]:
    """Registers by the names of their sheets, and which rows each was issued with."""
    axes = {axis.many: axis for axis in registers(book)}
    wanted = {name: dated_columns(axis, book) for name, axis in axes.items()}
    found = read_workbook(path, path.name, {**wanted, ISSUED: ()})
    if found.problems:
        raise PlanError(found.problems)
    listing = found.tables.pop(ISSUED, None)
    for name, table in found.tables.items():
        rows = listing.rows if listing else ()
        marks = {r.get("id"): r.get(AS_ISSUED) for r in rows if r.get("register") == name}
        issued = tuple(marks) if listing else None
        yield Returned(axes[name], _as_typed(table, axes[name], book), issued, marks)


def _as_typed(table: Table, axis: Axis, book: LineBook) -> Table:
    known = {column.head: column for column in columns(book, axis, ())}
    rows = (
        replace(row, cells={
            head: known[head].as_typed(text) if head in known else text
            for head, text in row.cells.items()
        })
        for row in table.rows
    )  # fmt: skip
    return replace(table, rows=tuple(rows))
