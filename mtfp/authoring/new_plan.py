"""`mtfp new`: a plan begun in a folder of its own, tried before it is put in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mtfp.algebra.lines import LineBook
from mtfp.authoring.first_files import Begun, plan_files, scenario_files
from mtfp.authoring.schemas import schema_files
from mtfp.engine import run
from mtfp.plan.folders import INPUTS
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import read_scenarios, together
from mtfp.problems import Place, PlanError, Problem
from mtfp.terms import FinancialYear

SCENARIOS = Path("scenarios")
LONGEST_SLUG = 60
DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for itself."""
_APRIL = 4


def slug_of(called: str, of: str = "council") -> str:
    """A name for a folder or a file: letters and digits of any script, joined by hyphens.

    Raises PlanError where no letter or digit is left.
    """
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else "" if sign in "'’." else " "
        for sign in unicodedata.normalize("NFC", called.casefold())
    )
    slug = unicodedata.normalize("NFC", "-".join(kept.split()))[:LONGEST_SLUG].strip("-")
    if not any(sign.isalnum() for sign in slug):
        fix = "A name has letters, like Ambridge Borough Council."
        what = f"{called!r} is no name for a {of}."
        raise PlanError([Problem(what, fix=fix, code="E802")])
    return f"{slug}-council" if DEVICES.fullmatch(slug) else slug


def year_of(day: date) -> FinancialYear:
    """The financial year that a day falls in."""
    return FinancialYear(day.year if day.month >= _APRIL else day.year - 1)


def new_plan(
    council: str, day: date, base_year: FinancialYear | None, years: int, book: LineBook
) -> list[Path]:
    """Begin a plan and say which files were made; nothing that is there is ever written over.

    Raises PlanError where a plan or its scenarios are there already, or could not be read.
    """
    slug, name = slug_of(council), " ".join(council.split())
    begun = Begun(name, slug, day.isoformat(), base_year or year_of(day), years)
    for folder in (INPUTS, SCENARIOS):
        _refuse_what_is_there(folder, slug)
    files = {INPUTS: plan_files(begun, book), SCENARIOS: scenario_files(begun)}
    try:
        INPUTS.mkdir(exist_ok=True)
        SCENARIOS.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=INPUTS, prefix=".new-") as root:
            for folder, texts in files.items():
                _write(Path(root, folder, slug), texts)
            _try(Path(root, INPUTS, slug), book)
            _into_place(Path(root), slug)
        schemas = [(path, text) for path, text in schema_files(book).values() if not path.exists()]
        for path, text in schemas:
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        at = Place(str(error.filename)) if error.filename else None
        what = f"Cannot be written: {error.strerror}."
        raise PlanError([Problem(what, at, code="E703")]) from None
    made = [folder / slug / name for folder, texts in files.items() for name in texts]
    return [*made, *(path for path, _ in schemas)]


def _refuse_what_is_there(folder: Path, slug: str) -> None:
    there = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    for name in there:
        # Folders that differ in capitals alone are one on many machines.
        if unicodedata.normalize("NFC", name).casefold() == slug.casefold():
            what = "Is there already, and was left as it is."
            at, fix = Place(str(folder / name)), "Choose another name."
            raise PlanError([Problem(what, at, fix, code="E801")])


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _try(folder: Path, book: LineBook) -> None:
    plan = read_plan(folder, book)
    run(book, *together(read_scenarios(folder, plan, book)))


def _into_place(root: Path, slug: str) -> None:
    """Both folders, or neither."""
    (root / INPUTS / slug).rename(INPUTS / slug)
    try:
        (root / SCENARIOS / slug).rename(SCENARIOS / slug)
    except OSError:
        (INPUTS / slug).rename(root / INPUTS / slug)
        raise
