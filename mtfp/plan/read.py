"""A plan folder read into one frozen plan: `plan.yaml`, a register for each axis, the ledger.

What may be written follows from what the model declares: an input of the whole council is
an entry under `assumptions`, or of a pack that the plan names, and an input of an axis is a
column of that axis's register.
Every problem in the folder is found before any is raised.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mtfp.algebra.expressions import COUNCIL
from mtfp.algebra.lines import LineBook
from mtfp.plan.assumptions import read_assumptions
from mtfp.plan.dresses import read_tables, register_files
from mtfp.plan.folders import LEDGER, PLAN, scenario_folder
from mtfp.plan.gathering import Gathering
from mtfp.plan.header import plan_years, read_header
from mtfp.plan.located import legible, locate
from mtfp.plan.opening import contents, files_of, is_hidden, stands
from mtfp.plan.packs import Pack, read_packs
from mtfp.plan.plan import BASES, Plan
from mtfp.plan.registers import read_registers
from mtfp.plan.strays import strays_among, strays_beside
from mtfp.problems import Place, PlanError, Problem

if TYPE_CHECKING:
    from mtfp.plan.ledger import Ledger
    from mtfp.plan.mappings import LedgerMap

__all__ = ["BASES", "digests", "read_plan"]
READ = (".yaml", ".csv", ".xlsx")


def digests(folder: Path, suffixes: Collection[str] = READ) -> dict[str, str]:
    """The SHA-256 of each input file of a folder, so that a run can be shown to be of these."""
    name = folder.resolve().name
    shown = {path: f"{name}/{path.name}" for path in files_of(folder, name)}
    return {
        said: sha256(contents(path, said)).hexdigest()
        for path, said in shown.items()
        if path.suffix.lower() in suffixes and not is_hidden(path)
    }


def read_plan(folder: Path, book: LineBook) -> Plan:
    """Read a plan folder; raises PlanError with every problem found, each with its place."""
    name = folder.resolve().name
    if legible(name) != name:
        # It goes into every report, which is UTF-8.
        what = "The name of the plan's folder holds a sign that cannot be shown."
        fix = "Rename the folder with letters, digits, - and _."
        raise PlanError([Problem(what, Place(legible(name)), fix, code="E103")])
    top, problems = locate(folder / PLAN, f"{name}/{PLAN}")
    mapping = _mapping(folder, book)
    others = mapping.may_be_the_extract(folder) if mapping else ()
    tables, strays = read_tables(folder, book, others)
    years = plan_years(top, [head for table in tables.values() for head in table.heads])
    found = Gathering(book, name, years, tables, problems)
    found.note([*strays, *strays_beside(folder)])
    layers = scenario_folder(folder)
    among = strays_among(layers, f"{layers.parent.name}/{layers.name}", "scenario")
    # What is wrong there is told with the scenarios.
    found.note(one for one in among if one.code.startswith("W"))
    header = None
    packs: tuple[Pack, ...] = ()
    if top:
        council = [given.name for given in book.inputs.values() if given.axis is COUNCIL]
        header, wrong = read_header(top, found.place(PLAN), council)
        found.problems += wrong
        packs = read_packs(top, folder, found)
        read_assumptions(top, packs, found)
    read_registers(found)
    ledger = _ledger(folder, mapping, found) if mapping else None
    if found.problems or header is None:
        raise PlanError(found.problems, found)
    return Plan(
        name=name,
        title=header.title,
        base_year=header.base_year,
        years=header.years,
        items=found.items,
        figures=found.figures,
        origins=found.origins,
        notes=header.notes,
        council=header.council,
        edition=header.edition,
        watermark=header.watermark.replace("EDITION", header.edition),
        files={**digests(folder), **{pack.file.shown: pack.digest for pack in packs}},
        blanks=frozenset(found.blanks),
        details=found.details,
        stage=header.stage,
        firm_years=header.firm_years,
        packs=tuple(pack.head for pack in packs),
        ledger=ledger,
        warnings=tuple(found.warnings),
    )


def _mapping(folder: Path, book: LineBook) -> LedgerMap | None:
    """What `ledger.yaml` says; what reads it is loaded where there is one."""
    if not stands(folder / LEDGER):
        return None
    from mtfp.plan.mappings import read_mapping

    return read_mapping(folder, register_files(book))


def _ledger(folder: Path, mapping: LedgerMap, found: Gathering) -> Ledger | None:
    from mtfp.plan.reconciliation import read_ledger

    return read_ledger(folder, mapping, found)
