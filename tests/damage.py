"""Damage done to a plan's files: by line, by cell, by sign, to whole files and to workbooks.

A case is a plan and a number, from which everything follows, so that one that fails can be
done again by itself.
"""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

ODD = (
    "", " ", "0", "-0", "1e309", "-1e309", "NaN", "inf", "1e5", "9" * 400, "£" + "9" * 30 + "bn",
    "0." + "0" * 400 + "1%", "999999999%", "-£1", "(£1)", "£", "%", "1,5,0", "٣٫٥%", "１２",
    "٢٠٢٦/٢٧", "²", "٢٠٢٦-١٠", "2026/27", "2026/28", "9999/00", "0000/01", "2026-13", "0000-00",
    "0000-00-00", "9999-99", "2026-02-30", "yes", "no", "null", "~", "true", "x" * 5_000, "=1+1",
    "+1", "@SUM(1)", "published", "base", "savings", "id", "gap", "S1.start", "a+b", "../../evil",
    "\\", "\\\\x", "'", '"', '""', '"a', "'a", "`", "#", " #", ": ", ":", "a: b", "- ", "-", "? ",
    "---", "...", "%YAML 1.1", "&a", "*a", "!a", "!!python/object:os.system", "<<: *a", "|", ">",
    "{", "}", "[", "]", "{a: b", "[" * 50, "{" * 50, "]" * 50, "{}", "[]", "[[a]]", "{a: {b: c}}",
    ",", ",,,", ";", "\t", "\n", "\r", "\r\n", "\n\n\n", "\x00", "\x07", "\x1b[31m",
    "\x7f", "\x85", "\u2028", "\ufeff", "\u202eabc", "\u2066abc", "\u200b", "\u00a0", "\u00ad",
    "\ud7ff", "\uffff", "\U000e0041", "é", "e\u0301", "😀", '"\\0"', '"\\x07"', '"\\ud800"',
    '"\\u202e"', '"\\n"', '"a\nb"', "_x0000_", "_x000D_", "<script>", "]]>", "${x}", "%s%n", "{0}",
)  # fmt: skip
"""What may turn up in a cell or a line and should not."""
RAW = (
    b"\x00", b"\x80", b"\xa3", b"\x92", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b"\xc0\x80", b"\xf4\x90\x80\x80", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1a", b"\x85",
)  # fmt: skip
"""Bytes that are no UTF-8, or that say that a file is something else."""
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e308, -1e308, 1e-320, 2**70, 0.035, *ODD,
    "#REF!", "#N/A", "=1/0", "=SUM(A1:A9)",
)  # fmt: skip
LOOKS = ("General", "0.00%", '£0.0,,"m"', "mmm-yy", "dd/mm/yyyy", "@", '0"k"', "[h]:mm", ";;;", "%")
Lines = list[str]


@dataclass
class Project:
    """A plan and its scenarios in a folder of their own, to be damaged and made whole again."""

    root: Path
    plan: str
    whole: dict[Path, bytes] = field(default_factory=dict)
    touched: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.whole = {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def clear(self, path: Path) -> None:
        """Take away whatever stands there, which will be put back."""
        self.touched.add(path)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def put(self, path: Path, data: bytes) -> None:
        """Write a file, which will be put back as it was."""
        self.clear(path)
        path.write_bytes(data)

    def mend(self) -> None:
        """Put everything back."""
        for path in list(self.touched):
            self.clear(path)
            if path in self.whole:
                path.write_bytes(self.whole[path])
        self.touched.clear()

    def damage(self, rng: Random) -> str:
        """Do it damage, once or a few times; says what was done."""
        return "; ".join(self._once(rng) for _ in range(rng.choice((1, 1, 1, 2, 3))))

    def _once(self, rng: Random) -> str:
        path = rng.choice(sorted(self.whole))
        if rng.random() < 0.1 or not path.is_file():
            how: Any = rng.choice(OF_FILES)
            how(self, path, rng)
        elif path.suffix == ".xlsx":
            how = rng.choice(OF_WORKBOOKS)
            self.put(path, how(path.read_bytes(), rng))
        else:
            data = path.read_bytes()
            how = rng.choice(OF_BYTES)
            if rng.random() < 0.85:
                how = rng.choice(OF_LINES + (OF_CELLS if path.suffix == ".csv" else OF_ENTRIES) * 2)
                lines = data.decode("utf-8", "surrogateescape").split("\n")
                how(lines, rng)
                data = "\n".join(lines).encode("utf-8", "surrogateescape")
            else:
                data = how(data, rng)
            self.put(path, data)
        return f"{how.__name__} {path.relative_to(self.root)}"


def at(many: Any, rng: Random) -> int:
    """A place in a list, a text or bytes; 0 where they are empty."""
    return rng.randrange(max(len(many), 1))


# -- lines ---------------------------------------------------------------------------------


def drop_line(lines: Lines, rng: Random) -> None:
    del lines[at(lines, rng)]


def double_line(lines: Lines, rng: Random) -> None:
    lines.insert(at(lines, rng), lines[at(lines, rng)])


def swap_lines(lines: Lines, rng: Random) -> None:
    one, other = at(lines, rng), at(lines, rng)
    lines[one], lines[other] = lines[other], lines[one]


def truncate(lines: Lines, rng: Random) -> None:
    kept = at(lines, rng)
    lines[kept:] = [lines[kept][: at(lines[kept], rng)]]


def add_odd_line(lines: Lines, rng: Random) -> None:
    lines.insert(at(lines, rng), rng.choice(ODD))


def join_lines(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    lines[here : here + 2] = ["".join(lines[here : here + 2])]


def break_line(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    middle = at(lines[here], rng)
    lines[here : here + 1] = [lines[here][:middle], lines[here][middle:]]


def many_lines(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    lines[here:here] = [lines[here]] * rng.choice((30, 300))


def many_strangers(lines: Lines, rng: Random) -> None:
    """Thousands of lines that are like one of the file's, each with a name of its own."""
    here = at(lines, rng)
    line, middle = lines[here], at(lines[here], rng)
    numbers = range(rng.choice((100, 3_000)))
    lines[here:here] = [f"{line[:middle]}{number}{line[middle:]}" for number in numbers]


def add_sign(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    middle = at(lines[here], rng)
    lines[here] = lines[here][:middle] + rng.choice(ODD) + lines[here][middle:]


def drop_sign(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    middle = at(lines[here], rng)
    lines[here] = lines[here][:middle] + lines[here][middle + rng.choice((1, 1, 5)) :]


def double_sign(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    middle = at(lines[here], rng)
    lines[here] = lines[here][: middle + 1] + lines[here][middle:]


OF_LINES = [
    drop_line, double_line, swap_lines, truncate, add_odd_line, join_lines, break_line,
    many_lines, many_strangers, add_sign, drop_sign, double_sign,
]  # fmt: skip

# -- cells, and entries of YAML --------------------------------------------------------------


def odd_cell(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    cells = lines[here].split(",")
    cells[at(cells, rng)] = rng.choice(ODD)
    lines[here] = ",".join(cells)


def drop_cell(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    cells = lines[here].split(",")
    del cells[at(cells, rng)]
    lines[here] = ",".join(cells)


def swap_cells(lines: Lines, rng: Random) -> None:
    one, other = at(lines, rng), at(lines, rng)
    mine, theirs = lines[one].split(","), lines[other].split(",")
    here, there = at(mine, rng), at(theirs, rng)
    mine[here], theirs[there] = theirs[there], mine[here]
    lines[one], lines[other] = ",".join(mine), ",".join(theirs)


def borrow_cell(lines: Lines, rng: Random) -> None:
    one, cells = at(lines, rng), lines[at(lines, rng)].split(",")
    mine, column = lines[one].split(","), at(cells, rng)
    if column < len(mine):
        mine[column] = cells[column]
    lines[one] = ",".join(mine)


def change_column(lines: Lines, rng: Random) -> None:
    column = at(lines[0].split(","), rng)
    what = rng.choice((None, "", rng.choice(ODD)))
    for here, line in enumerate(lines):
        cells = line.split(",")
        if column < len(cells):
            cells[column : column + 1] = [] if what is None else [what]
        lines[here] = ",".join(cells)


OF_CELLS = [odd_cell, odd_cell, drop_cell, swap_cells, borrow_cell, change_column]


def odd_value(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    before, colon, _ = lines[here].rpartition(": ")
    lines[here] = before + colon + rng.choice(ODD)


def odd_key(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    before, colon, after = lines[here].partition(":")
    indent = before[: len(before) - len(before.lstrip())]
    lines[here] = indent + rng.choice(ODD) + colon + after


def odd_inside(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    parts = lines[here].split(", ")
    part = at(parts, rng)
    parts[part] = rng.choice((parts[part].partition(":")[0] + ": ", "")) + rng.choice(ODD)
    lines[here] = ", ".join(parts)


def indent(lines: Lines, rng: Random) -> None:
    here = at(lines, rng)
    lines[here] = " " * rng.randrange(6) + lines[here].lstrip()


OF_ENTRIES = [odd_value, odd_value, odd_key, odd_inside, indent]

# -- bytes ---------------------------------------------------------------------------------


def flip(data: bytes, rng: Random) -> bytes:
    here = at(data, rng)
    return data[:here] + bytes([rng.randrange(256)]) + data[here + 1 :]


def add_raw(data: bytes, rng: Random) -> bytes:
    here = rng.choice((0, at(data, rng), len(data)))
    return data[:here] + rng.choice(RAW) + data[here:]


def cut(data: bytes, rng: Random) -> bytes:
    here = at(data, rng)
    return data[:here] + data[here + rng.choice((1, 40, len(data))) :]


def as_cp1252(data: bytes, _rng: Random) -> bytes:
    return data.decode("utf-8", "replace").encode("cp1252", "replace")


def as_utf16(data: bytes, _rng: Random) -> bytes:
    return data.decode("utf-8", "replace").encode("utf-16")


def old_line_ends(data: bytes, rng: Random) -> bytes:
    return data.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\r")))


OF_BYTES = [flip, add_raw, add_raw, cut, as_cp1252, as_utf16, old_line_ends]

# -- files ---------------------------------------------------------------------------------


def missing(project: Project, path: Path, _rng: Random) -> None:
    project.clear(path)


def empty(project: Project, path: Path, rng: Random) -> None:
    project.put(path, rng.choice((b"", b"\n", b" ", b"\xef\xbb\xbf")))


def folder_instead(project: Project, path: Path, _rng: Random) -> None:
    project.clear(path)
    path.mkdir()


def broken_link(project: Project, path: Path, rng: Random) -> None:
    project.clear(path)
    path.symlink_to(rng.choice(("nowhere", path.name)))  # the second to itself, for ever


def device_instead(project: Project, path: Path, rng: Random) -> None:
    project.clear(path)
    if rng.random() < 0.5:
        path.symlink_to("/dev/zero")
    else:
        os.mkfifo(path)


def contents_of_another(project: Project, path: Path, rng: Random) -> None:
    project.put(path, project.whole[rng.choice(sorted(project.whole))])


def another_name(project: Project, path: Path, rng: Random) -> None:
    project.clear(path)
    to = path.with_suffix(rng.choice((".xlsx", ".csv", ".yaml", ".yml", ".CSV", ".xls", "")))
    project.put(rng.choice((to, path.with_name(path.name.upper()))), project.whole[path])


def a_stray(project: Project, path: Path, rng: Random) -> None:
    strays = (
        "saving.csv", "a b.yaml", "registers.xlsx", "base.yaml", "..yaml", "\n.yaml", "slow",
        "\udcff.yaml", "\udcff.csv", "savings.YAML", "slow.yaml.txt", "savings.csv.bak", "~$a.xlsx",
    )  # fmt: skip
    name = rng.choice(strays)
    project.put(path.with_name(name), rng.choice((b"", project.whole[path])))


OF_FILES = [
    missing, empty, folder_instead, broken_link, device_instead, contents_of_another,
    another_name, a_stray,
]  # fmt: skip

# -- workbooks -----------------------------------------------------------------------------


def _of_a_workbook(change: Callable[[Any, Random], None], data: bytes, rng: Random) -> bytes:
    """A workbook changed as a person could change it, unless it is already past opening."""
    made = BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data))
            change(book, rng)
            book.save(made)
    except Exception:  # noqa: BLE001 this is about what mtfp makes of it, not openpyxl
        return data[:-1]
    return made.getvalue()


def odd_sheet_cells(data: bytes, rng: Random) -> bytes:
    def change(book: Any, rng: Random) -> None:
        sheet = rng.choice(book.worksheets)
        for _ in range(rng.choice((1, 1, 4))):
            row, column = rng.randint(1, sheet.max_row + 1), rng.randint(1, sheet.max_column + 1)
            value = rng.choice(VALUES)
            if isinstance(value, str):
                value = "".join(sign for sign in value if sign >= " " or sign in "\t\n\r")
            sheet.cell(row, column).value = value
            sheet.cell(row, column).number_format = rng.choice(LOOKS)

    return _of_a_workbook(change, data, rng)


def move_in_sheet(data: bytes, rng: Random) -> bytes:
    def change(book: Any, rng: Random) -> None:
        sheet = rng.choice(book.worksheets)
        do = (
            sheet.delete_rows, sheet.insert_rows, sheet.delete_cols, sheet.insert_cols,
        )  # fmt: skip
        rng.choice(do)(rng.randint(1, 4))

    return _of_a_workbook(change, data, rng)


def change_sheets(data: bytes, rng: Random) -> bytes:
    def change(book: Any, rng: Random) -> None:
        sheet = rng.choice(book.worksheets)
        what = rng.randrange(4)
        if what == 0:
            sheet.title = rng.choice(("Notes", "saving", "Sheet1", "£"))
        elif what == 1:
            book.remove(sheet)
        elif what == 2:
            sheet.sheet_state = "hidden"
        else:
            sheet.merge_cells("B2:C3")

    return _of_a_workbook(change, data, rng)


def hurt_part(data: bytes, rng: Random) -> bytes:
    """Flip, drop or double inside one part, behind the checks that a zip makes of itself."""
    made = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 nothing is left to be hurt
        return data[:-1]
    name = rng.choice(sorted(parts))
    parts[name] = rng.choice((flip, add_raw, cut))(parts[name], rng)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for part, held in parts.items():
            archive.writestr(part, held)
    return made.getvalue()


OF_WORKBOOKS = [odd_sheet_cells, odd_sheet_cells, move_in_sheet, change_sheets, hurt_part,
                hurt_part, flip, add_raw, cut]  # fmt: skip
