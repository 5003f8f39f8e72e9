"""A workbook changed as its reader would change it, and worked by a calculator held open."""

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import formualizer

from mtfp.outputs.workbook.sheets import letter
from tests.witnesses.spreadsheets import POISON, Values

_STORED = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="\d+")?)(?: t="\w+")?>(<f>.*?</f>)<v>[^<]*</v>')


class Open:
    """A workbook held open: cells are typed into and all of it worked again."""

    def __init__(self, data: bytes) -> None:
        self.book = formualizer.load_workbook_bytes(data)

    def type_in(self, sheet: str, row: int, column: int, content: str | float | None) -> None:
        self.book.set_value(sheet, row, column, content)

    def write_back(self, sheet: str, row: int, column: int, formula: str) -> None:
        self.book.set_formula(sheet, row, column, formula)

    def work(self, places: Iterable[tuple[str, int, int]]) -> Values:
        """The values of some cells once everything has been worked."""
        self.book.evaluate_all()
        return {place: self.book.get_value(*place) for place in places}


def typed_over(data: bytes, sheet: str, row: int, column: int, text: str, to: Path) -> None:
    """Write a copy with another text in one cell, and a wrong value stored beside each formula."""
    book = zipfile.ZipFile(BytesIO(data))
    names = re.findall(rb'<sheet [^>]*name="([^"]+)"', book.read("xl/workbook.xml"))
    part = f"xl/worksheets/sheet{names.index(sheet.encode()) + 1}.xml"
    cell = f"{letter(column)}{row}".encode()
    typed = re.compile(rb'(<c r="' + cell + rb'"(?: s="\d+")?) t="inlineStr"><is><t>[^<]*</t></is>')
    stored = f"<v>{POISON}</v>".encode()
    said = b' t="inlineStr"><is><t>' + escape(text).encode() + b"</t></is>"
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in book.namelist():
            held = book.read(name)
            if name == part:
                held, count = typed.subn(lambda m: m[1] + said, held)
                assert count == 1, f"{sheet} {cell.decode()} holds no text"
            if name.startswith("xl/worksheets/sheet"):
                held = _STORED.sub(lambda m: m[1] + b">" + m[2] + stored, held)
            new.writestr(name, held)
