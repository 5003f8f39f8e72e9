"""Writing files so that a failed run destroys nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from mtfp.plan.opening import stands
from mtfp.problems import Place, PlanError, Problem

ELSEWHERE = ", or write elsewhere with --out"


def write(folder: Path, files: Mapping[str, bytes], elsewhere: str = ELSEWHERE) -> None:
    """Write all of the files into a folder, or none: each beside the old one, then in its place.

    `elsewhere` says how the user may have them written to another place, if that can be.

    Raises PlanError where one cannot be written or is open in a spreadsheet program; what was
    there is then as it was.
    """
    _refuse_open(folder, files, elsewhere)
    at = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".writing-") as beside:
            old: dict[str, bytes | None] = {}
            for name, data in files.items():
                at = folder / name
                old[name] = at.read_bytes() if at.exists() else None
                Path(beside, name).write_bytes(data)
            placed: list[str] = []
            try:
                for name in files:
                    at = folder / name
                    Path(beside, name).replace(at)
                    placed.append(name)
            except BaseException:
                for name in placed:
                    _put_back(folder / name, old[name])
                raise
    except OSError as error:
        fix = f"Close it if it is open elsewhere{elsewhere}."
        what = f"Cannot be written: {error.strerror}; what was there is as it was."
        raise PlanError([Problem(what, Place(str(at)), fix, code="E703")]) from None


def _refuse_open(folder: Path, names: Iterable[str], elsewhere: str) -> None:
    """Refuse to write under a reader: Excel and LibreOffice each leave a file that says so."""
    problems = []
    for name in names:
        for mark in (folder / f"~${name}", folder / f".~lock.{name}#"):
            if stands(mark):
                fix = f"Close it{elsewhere}; if it is closed, delete {mark}."
                what = "Is open in a spreadsheet program; nothing was written over it."
                problems.append(Problem(what, Place(str(folder / name)), fix, code="E703"))
    if problems:
        raise PlanError(problems)


def _put_back(path: Path, old: bytes | None) -> None:
    if old is None:
        path.unlink()
    else:
        path.write_bytes(old)
