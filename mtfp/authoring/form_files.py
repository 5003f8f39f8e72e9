"""Forms as files: CSV with a block for each register, or a workbook with a sheet for each."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from mtfp.algebra.lines import LineBook
from mtfp.authoring.columns import registers
from mtfp.authoring.form import ISSUED, REGISTERS, Form, Returned, Sheet, returned, row_of
from mtfp.authoring.inert import STARTS, inert
from mtfp.plan.located import MAX_BYTES, UNSEEN, quoted, read_text
from mtfp.plan.tables import MAX_COLUMNS, MAX_ROWS, Table, read_csv
from mtfp.problems import Place, PlanError, Problem, listed

NOTES = "notes"
WORKBOOK, TEXT = ".xlsx", "@"
ROWS_TO_FILL, LONGEST_LIST, MOST_UNPACKED = 200, 250, 100_000_000
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


# -- CSV ------------------------------------------------------------------------------------------


def _csv(form: Form) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(form.note)])
    for sheet in form.sheets:
        writer.writerow([])
        writer.writerow([sheet.axis.many, ISSUED, *map(inert, sheet.ids)])
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
    for row, sheet in enumerate(form.sheets, start=3):
        _type(notes, row, [sheet.axis.many, ISSUED, *sheet.ids])
    for sheet in form.sheets:
        _register(book.create_sheet(sheet.axis.many), sheet)
    book.active = 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _type(page: Any, row: int, texts: Sequence[str]) -> None:
    """Text in a row of cells: never a formula, and taken by Excel for what it is."""
    for column, text in enumerate(texts, start=1):
        if text:
            cell = page.cell(row, column, text)
            cell.data_type = "s"
            cell.number_format = TEXT
            cell.quotePrefix = text.startswith(STARTS)


def _register(page: Any, sheet: Sheet) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = len(sheet.rows) + ROWS_TO_FILL + 1
    _type(page, 1, [column.head for column in sheet.columns])
    for number, row in enumerate(sheet.rows, start=2):
        _type(page, number, row)
    page.freeze_panes = "C2"
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        looks = page.column_dimensions[letter]
        looks.width = _WIDE if column.head in ("title", "source", "note") else _NARROW
        looks.number_format = TEXT
        page.cell(1, number).font = Font(bold=True)
        said = column.given.sentence if column.given is not None else column.said
        if said:
            page.cell(1, number).comment = Comment(said, "mtfp", height=90, width=260)
        choices = column.choices or sheet.groups.get(column.head, ())
        listing = ",".join(choices)
        if choices and len(listing) <= LONGEST_LIST and '"' not in listing:
            offered = DataValidation("list", formula1=f'"{listing}"', allow_blank=True)
            offered.showErrorMessage = True
            page.add_data_validation(offered)
            offered.add(f"{letter}2:{letter}{last}")


def _read_workbook(path: Path, book: LineBook) -> Iterator[Returned]:
    """Registers by the names of their sheets, with their headings in the first row.

    A reader of the plan's own workbooks gives the same tables and may take this one's place.
    """
    sheets = _sheets(path)
    notes = returned(iter(sheets.pop(NOTES, [])), book, path.name)
    issued = {one.axis.many: one.issued for one in notes}
    axes = {axis.many: axis for axis in registers(book)}
    for name, lines in sheets.items():
        if name.lower() not in axes:
            what, names = f"The sheet {name} is no register.", listed(axes, "or")
            fix = f"A sheet may be {names}."
            raise PlanError([Problem(what, Place(path.name), fix, code="E805")])
        axis, file = axes[name.lower()], f"{path.name}, sheet {name}"
        shown = [(number, cells) for number, cells in lines if any(cells)]
        heads = shown[0][1] if shown else []
        while heads and not heads[-1]:
            heads.pop()
        rows = tuple(
            row_of(heads, cells, Place(file, number, quoted(", ".join(filter(None, cells)))))
            for number, cells in shown[1:]
        )
        at = Place(file, shown[0][0] if shown else 1, quoted(", ".join(heads)))
        yield Returned(axis, Table(at, tuple(heads), rows), issued.get(axis.many))


def _sheets(path: Path) -> dict[str, list[tuple[int, list[str]]]]:
    """Every sheet's cells as text, by the sheet's name."""
    import warnings

    from openpyxl import load_workbook

    _refuse_bombs(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True)
            return {page.title: list(_cells(page, path.name)) for page in book.worksheets}
    except PlanError:
        raise
    except Exception:  # noqa: BLE001 what is not quite a workbook may raise anything at all
        raise _no_workbook(path) from None


def _cells(page: Any, file: str) -> Iterator[tuple[int, list[str]]]:
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(), start=1):
        if number > MAX_ROWS or len(row) > MAX_COLUMNS:
            what = f"The sheet {page.title} has something far beyond any register."
            raise PlanError([Problem(what, Place(file, number), code="E102")])
        yield number, [_text(cell, Place(f"{file}, sheet {page.title}", number)) for cell in row]


def _text(cell: Any, at: Place) -> str:
    """A cell as its writer would have typed it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        percent = "%" in str(cell.number_format)
        return f"{value * 100:.12g}%" if percent else f"{value:.15g}"
    text = " ".join(str(value).split())
    fix = "Type the cell again."
    if cell.data_type == "e":
        what = f"Holds {text}, an error of a formula."
        raise PlanError([Problem(what, at, fix, code="E805")])
    if UNSEEN.search(text):
        raise PlanError([Problem("Holds a sign that cannot be seen.", at, fix, code="E103")])
    return text


def _refuse_bombs(path: Path) -> None:
    """Refuse what would grow without limit when unpacked, before anything unpacks it."""
    if path.stat().st_size > MAX_BYTES:
        what = f"Is larger than {MAX_BYTES // 1_000_000} MB."
        raise PlanError([Problem(what, Place(path.name), code="E102")])
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                what = "Unpacks to far more than any form."
                raise PlanError([Problem(what, Place(path.name), code="E102")])
    except zipfile.BadZipFile:
        raise _no_workbook(path) from None


def _no_workbook(path: Path) -> PlanError:
    fix = "Open it in Excel and save it as an Excel workbook (.xlsx) without a password."
    what = "Is damaged, or not quite a workbook."
    return PlanError([Problem(what, Place(path.name), fix, code="E805")])
