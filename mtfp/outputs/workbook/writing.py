"""Sheets made into a file by openpyxl, then sealed with the figures that it must show."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from mtfp.outputs.workbook.sheets import (
    FIRST_ROW,
    HEAD_ROW,
    LABEL,
    UNDER_WATERMARK,
    Cell,
    Sheet,
    letter,
    printable,
)
from mtfp.outputs.workbook.styles import ALERT, PAPER, named
from mtfp.terms import plain_number

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as OpenpyxlCell
    from openpyxl.formatting.rule import Rule
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"((?: [a-z]+="[^"]*")*)>(<f(?: [^>]*)?>.*?</f>)<v ?/></c>', re.DOTALL
)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_KIND = re.compile(rb' t="[^"]*"')
_DRAWN = re.compile(rb'<cNvPr id="(\d+)" name="Chart (\d+)" ?/>')
MARGIN, FOOT = 0.45, 0.2
"""Inches of white round a printed page, and more above and below."""
LARGEST = 1e12
"""In pounds: more than any figure of a council."""
MOST_FOOTER = 180
"""Characters of a footer: Excel refuses a file with more than 255, its codes included."""
EARLIEST, LATEST = 1980, 2107
"""The years that a zip file can say."""


def to_openpyxl(sheets: Sequence[Sheet], footer: str = "", sheet_to_open: str = "") -> Workbook:
    """The workbook, not yet saved; raises ValueError for a figure that is not finite."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    looks = {cell.look: None for sheet in sheets for cell in sheet.cells.values()}
    styles = {look: named(look) for look in looks}
    for style in styles.values():
        book.add_named_style(style)
    for sheet in sheets:
        made = book.create_sheet(sheet.title)
        for (row, column), cell in sheet.cells.items():
            one = made.cell(row, column)
            _fill(one, cell, sheet.title)
            one.style = styles[cell.look].name
        _lay_out(made, sheet, footer)
    if sheet_to_open in book.sheetnames:
        book.active = book[sheet_to_open]
    return book


def sealed(
    sheets: Sequence[Sheet],
    edition: date | None,
    title: str,
    subject: str,
    footer: str,
    sheet_to_open: str,
) -> bytes:
    """The file: the engine's value beside every formula, and no date but the edition's.

    openpyxl stores a formula without a value, and previewers, phones and pandas would show
    nothing. Raises ValueError where a formula is left without one.
    """
    book = to_openpyxl(sheets, footer, sheet_to_open)
    book.properties.title, book.properties.subject = printable(title), printable(subject)
    book.properties.creator, book.properties.language = "mtfp", "en-GB"
    parts = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, start=1)}
    alt = [text for sheet in sheets for _, _, text in sheet.charts]
    saved, out = BytesIO(), BytesIO()
    book.save(saved)
    when = edition or date(EARLIEST, 1, 1)
    stamp = (min(max(when.year, EARLIEST), LATEST), when.month, when.day, 0, 0, 0)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            data = old.read(name)
            if name in parts:
                data = _with_values(data, parts[name])
            elif name == "docProps/core.xml":
                said = f"{when.isoformat()}T00:00:00Z".encode()
                data = _STAMP.sub(rb"\g<1>" + said + rb"\g<2>", data)
            elif name.startswith("xl/drawings/drawing"):
                data = _with_words(data, alt)
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


def _fill(made: OpenpyxlCell, cell: Cell, sheet: str) -> None:
    content = cell.formula or cell.content
    if isinstance(content, float) and not abs(content) < float("inf"):
        raise ValueError(f"{sheet} {made.coordinate} is not a number")
    if content is not None:
        made.value = content
        if not cell.formula and isinstance(content, str):
            made.data_type = "s"  # a title that begins with = is still a title


def _lay_out(made: Worksheet, sheet: Sheet, footer: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, width in sheet.widths.items():
        made.column_dimensions[letter(column)].width = width
    for row, height in sheet.tall.items():
        made.row_dimensions[row].height = height
    made.sheet_view.showGridLines = False
    made.sheet_view.zoomScale = 90
    if sheet.freezes:
        made.freeze_panes = f"{letter(LABEL + 1)}{FIRST_ROW}"
        made.print_title_rows = f"{UNDER_WATERMARK}:{HEAD_ROW}"
    lists: dict[str, DataValidation] = {}
    for choice in sheet.choices:
        found = lists.get(choice.source)
        if found is None:
            found = lists[choice.source] = DataValidation(
                type="list", formula1=choice.source, showErrorMessage=True,
                errorTitle="Not in the list", error="Choose one of the words in the list.",
            )  # fmt: skip
            made.add_data_validation(found)
        found.add(f"{letter(choice.column)}{choice.row}")
    numbers: dict[tuple[float | None, float | None], DataValidation] = {}
    for limit in sheet.limits:
        key = limit.least, limit.most
        if key not in numbers:
            numbers[key] = _a_number(*key)
            made.add_data_validation(numbers[key])
        numbers[key].add(f"{letter(limit.column)}{limit.row}")
    for cells, test in sheet.alerts:
        made.conditional_formatting.add(cells, _alert(test))
    for anchor, chart, _ in sheet.charts:
        made.add_chart(chart, anchor)
    made.page_setup.orientation = "portrait" if sheet.portrait else "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, int(sheet.one_page)
    made.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    if sheet.prints_to:
        made.print_area = f"A1:{letter(sheet.prints_to)}{sheet.next_row - 1}"
    made.page_margins.left = made.page_margins.right = MARGIN
    made.page_margins.top = made.page_margins.bottom = MARGIN + FOOT
    foot = _cut(printable(footer).replace("&", "&&"))
    made.oddFooter.left.text, made.oddFooter.left.size = foot, 8  # type: ignore[union-attr]
    made.oddFooter.right.text, made.oddFooter.right.size = "&A, page &P of &N", 8  # type: ignore[union-attr]


def _a_number(least: float | None, most: float | None) -> DataValidation:
    """The rule that a cell takes a number, no less and no more than these."""
    from openpyxl.worksheet.datavalidation import DataValidation

    low, high = -LARGEST if least is None else least, LARGEST if most is None else most
    told = " and ".join(
        f"{word} {plain_number(bound)}"
        for word, bound in (("at least", least), ("at most", most))
        if bound is not None
    )
    return DataValidation(
        type="decimal", operator="between", formula1=plain_number(low),
        formula2=plain_number(high), showErrorMessage=True, errorTitle="Not a lawful figure",
        error=f"This takes a number{', ' + told if told else ''}; 3.5% is 0.035.",
    )  # fmt: skip


def _cut(text: str) -> str:
    """As much of a footer as there is room for, never half of a doubled sign."""
    return text if len(text) <= MOST_FOOTER else text[: MOST_FOOTER - 2].rstrip("&") + " …"


def _alert(test: str) -> Rule:
    """White on plum for a cell while the test holds."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    fill = PatternFill("solid", bgColor=ALERT)
    return FormulaRule([test], fill=fill, font=Font(color=PAPER, bold=True))  # type: ignore[no-untyped-call, no-any-return]


def _with_values(data: bytes, sheet: Sheet) -> bytes:
    """A sheet's XML with the stored value in every formula cell."""
    stored: Mapping[bytes, object] = {
        f"{letter(cell.column)}{cell.row}".encode(): cell.value for cell in sheet.formulas()
    }
    count = 0

    def with_value(match: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        cell, attributes, formula = match.groups()
        value = stored[cell]
        attributes = _KIND.sub(b"", attributes)
        if isinstance(value, str):
            attributes += b' t="str"'
            text = escape(value).encode()
        elif isinstance(value, float):
            text = repr(value).encode()
        else:
            raise ValueError(f"{sheet.title} {cell.decode()} has a formula and no value")
        return b'<c r="%s"%s>%s<v>%s</v></c>' % (cell, attributes, formula, text)

    data = _FORMULA.sub(with_value, data)
    if count != len(stored):
        raise ValueError(f"{sheet.title} has {len(stored)} formulas and {count} stored values")
    return data


def _with_words(data: bytes, alt: list[str]) -> bytes:
    """A drawing's XML with what each chart shows in words, for those who hear it read."""

    def said(match: re.Match[bytes]) -> bytes:
        text = escape(alt.pop(0), {'"': "&quot;"}).encode()
        return b'<cNvPr id="%s" name="Chart %s" descr="%s"/>' % (*match.groups(), text)

    return _DRAWN.sub(said, data)
