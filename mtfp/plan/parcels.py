"""A workbook's file before it is opened: a zip of parts, which may be damaged or a trap.

Everything is counted before anything is read as XML: a small file may unpack to gigabytes,
and an XML part that declares entities may grow without limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from mtfp.plan.disguises import SAVE_AS_XLSX, not_a_workbook
from mtfp.plan.limits import Limits
from mtfp.plan.opening import contents
from mtfp.problems import Place, PlanError, Problem

MAX_PARTS = 2_000
MAX_RATIO = 200
"""No workbook of text and figures shrinks to less than a two-hundredth in its zip."""
MANIFEST = "[Content_Types].xml"
SAVE_AGAIN = "Open it in Excel, look that all is there, and save it again as .xlsx."


def read_parcel(path: Path, shown: str, limits: Limits) -> bytes:
    """A workbook's bytes, once they are known to be safe to open; raises PlanError."""
    place = Place(shown)
    data = contents(path, shown, limits.packed)
    if len(data) > limits.packed:
        what = f"Is larger than {limits.packed // 1_000_000} MB."
        raise PlanError([Problem(what, place, limits.less, code="E102")])
    what, fix = not_a_workbook(data)
    if what:
        raise PlanError([Problem(what, place, fix, code="E113")])
    found = next(_faults(data, limits), None)
    if found:
        raise PlanError([Problem(found[0], place, found[1], code="E113")])
    return data


def _faults(data: bytes, limits: Limits) -> Iterator[tuple[str, str]]:
    """What is wrong with the zip, and the mend; the first is enough, and stops the reading."""
    if not is_zipfile(BytesIO(data)):
        yield "Is damaged: it ends before its list of parts.", SAVE_AGAIN
        return
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield from _wrong_sizes(archive, limits)
            yield from _wrong_parts(archive, limits)
    except Exception:  # noqa: BLE001 a zip made to break its reader may raise anything
        yield "Is damaged: its parts cannot be unpacked.", SAVE_AGAIN


def _wrong_sizes(archive: ZipFile, limits: Limits) -> Iterator[tuple[str, str]]:
    parts = archive.infolist()
    unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    if len(parts) > MAX_PARTS:
        yield f"Has more than {MAX_PARTS:,} parts, more than any table needs.", limits.less
    if unpacked > limits.unpacked or unpacked > MAX_RATIO * max(packed, 1):
        size = max(1, round(unpacked / 1_000_000))
        yield f"Would unpack to {size:,} MB, too much for {limits.of}.", limits.less
    names = archive.namelist()
    if "xl/workbook.bin" in names:
        yield "Is a binary workbook (.xlsb) under the name of an .xlsx.", SAVE_AS_XLSX
    elif "mimetype" in names:
        yield "Is an OpenDocument spreadsheet under the name of an .xlsx.", SAVE_AS_XLSX
    elif MANIFEST not in names:
        yield "Is a zip file, but not an Excel workbook.", SAVE_AS_XLSX
    elif any(part.flag_bits & 1 for part in parts):
        yield "Has parts with a password, which cannot be read.", SAVE_AS_XLSX


def _wrong_parts(archive: ZipFile, limits: Limits) -> Iterator[tuple[str, str]]:
    tags = 0
    for part in archive.infolist():
        text = archive.read(part)
        if b"<!DOCTYPE" in text.replace(b"\0", b"") or b"<!ENTITY" in text.replace(b"\0", b""):
            yield "Declares XML entities, which no program that saves workbooks does.", SAVE_AGAIN
        tags += text.count(b"<")
        if tags > limits.tags:
            yield f"Holds more cells than {limits.of} may.", limits.less
