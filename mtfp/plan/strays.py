"""What stands in a plan's folders and is read by nothing: refused where it may be of the plan.

What is surely no file of a plan is noted, so that nobody counts on it. Documents, hidden files
and what office programs leave while a file is open are passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from mtfp.plan.folders import INPUTS, LEDGER, PACKS, PLAN, SCENARIOS, WORKBOOK, scenario_folder
from mtfp.plan.located import legible
from mtfp.plan.opening import contents, files_of, is_folder, is_hidden, stands
from mtfp.problems import Place, PlanError, Problem, nearest

YAML = (".yaml", ".yml")
SUFFIXES = (*YAML, ".csv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
DOCUMENTS = (
    ".md", ".txt", ".rtf", ".pdf", ".doc", ".docx", ".odt", ".ppt", ".pptx", ".msg", ".eml",
    ".htm", ".html", ".png", ".jpg", ".jpeg", ".gif", ".svg",
)  # fmt: skip
"""What people keep beside figures and nobody would take for them."""
OF_THE_FOLDER = ("readme", "license", "notice")
"""Documents that may have no end to their names."""
MOST_FOLDERS, MOST_SNIFFED = 200, 4_000
ANOTHER_PLACE = "Move what is meant to be read to where it belongs; the rest may stay as it is."


def strays_of_plan(
    folder: Path, shown: str, known: Iterable[str]
) -> tuple[list[Problem], set[str]]:
    """What nothing reads in a plan's folder, and the files that it was perhaps meant to be."""
    names, problems, meant = list(known), [], set()
    for path in files_of(folder, shown):
        if path.name in names or is_hidden(path):
            continue
        name = path.stem if path.suffix.lower() == ".txt" else path.name
        if Path(name).suffix.lower() in SUFFIXES:
            near = nearest(name.lower(), names)
            meant.add(near)
            problems.append(_no_file(path, shown, near, names))
        elif is_folder(path):
            problems += _no_folder(path, shown, names)
        else:
            problems += _no_data(path, shown, names)
    return problems, meant


def _no_file(path: Path, shown: str, near: str, known: list[str]) -> Problem:
    """What looks like a file of a plan, and has no name of one."""
    fix = f"Did you mean {near}?" if near else f"The files read are {', '.join(known)}."
    # What Notepad saves, and Windows shows without its end: savings.csv.txt.
    if path.suffix.lower() == ".txt" and near:
        fix = f"Take .txt off its end, which Windows may hide. {fix}"
    elif path.suffix.lower() not in (*YAML, ".csv", ".txt"):
        fix = f"Registers stand in {WORKBOOK}; another is read only where {LEDGER} names it."
    what = "Is no file of a plan: nothing in it would be read."
    return Problem(what, _place(path, shown), fix, code="E104")


def _no_data(path: Path, shown: str, known: list[str]) -> Iterator[Problem]:
    """A file of no kind that a plan has: perhaps one that lost its end, or a copy kept of one."""
    called = {path.name.casefold(), path.stem.casefold(), path.name.rstrip("~").casefold()}
    meant = [name for name in known if called & {name.casefold(), Path(name).stem.casefold()}]
    there = [name for name in meant if stands(path.with_name(name))]
    is_a_document = _is_a_document(path)
    elsewhere = there or stands(path.with_name(WORKBOOK))
    if meant and not elsewhere and (path.suffix.lower() == ".txt" or not is_a_document):
        what = "Is no file of a plan: nothing in it would be read."
        yield Problem(what, _place(path, shown), f"Did you mean {meant[0]}?", code="E104")
    elif not is_a_document:
        what = "Is no file of a plan, and nothing reads it."
        yield Problem(what, _place(path, shown), ANOTHER_PLACE, code="W114")


def _no_folder(path: Path, shown: str, known: list[str]) -> Iterator[Problem]:
    """A folder of a plan's: only `packs` is looked into."""
    name, held = path.name.casefold(), _held(path, known)
    if path.name == PACKS or not held:
        return
    register = next((one for one in known if Path(one).stem.casefold() == name), "")
    what, fix, code = "Is a folder that nothing reads.", "", "E104"
    if name in (PACKS, PACKS[:-1]):
        fix = f"Did you mean {PACKS}?"
    elif name in (SCENARIOS.name, SCENARIOS.name[:-1]):
        fix = f"Scenarios stand in {SCENARIOS}/{shown}/, beside {INPUTS}/."
    elif register and not (stands(path.with_name(register)) or stands(path.with_name(WORKBOOK))):
        fix = f"A register is one file: put it in {register}."
    else:
        what = f"Is a folder that nothing reads, though {legible(held)} stands in it."
        fix, code = ANOTHER_PLACE, "W114"
    yield Problem(what, _place(path, shown), fix, code=code)


def strays_among(folder: Path, shown: str, of: str) -> Iterator[Problem]:
    """What nothing reads in a folder of YAML files; `of` is the entry that says what each is."""
    for path in files_of(folder, shown):
        if path.suffix == YAML[0] or is_hidden(path):
            continue
        if is_folder(path):
            held = _held(path, ())
            if held:
                what = f"Is a folder that nothing reads, though {legible(held)} stands in it."
                yield Problem(what, _place(path, shown), ANOTHER_PLACE, code="W114")
        else:
            yield from _other_than_yaml(path, shown, of)


def _other_than_yaml(path: Path, shown: str, of: str) -> Iterator[Problem]:
    name, suffix = path.name.rstrip("~"), path.suffix.lower()
    stem = Path(name).stem if suffix in YAML or name != path.name else path.stem
    if Path(stem).suffix.lower() in YAML:  # slow.yaml.txt, or slow.yaml.bak
        stem = Path(stem).stem
    ends_so = Path(name).suffix.lower() in YAML or Path(path.stem).suffix.lower() in YAML
    begins_so = suffix in ("", ".txt") and _says(path, shown, of)
    a_copy = stands(path.with_name(f"{stem}.yaml")) and suffix not in YAML
    if (ends_so or begins_so) and not a_copy:
        what = f"Is not read: a {of}'s file ends in .yaml."
        fix = f"Call the file {legible(stem)}.yaml."
        yield Problem(what, _place(path, shown), fix, code="E104")
    elif ends_so or begins_so or not _is_a_document(path):
        what = f"Is not the file of a {of}, and nothing reads it."
        yield Problem(what, _place(path, shown), ANOTHER_PLACE, code="W114")


def _says(path: Path, shown: str, of: str) -> bool:
    """Whether a file begins as a scenario or a pack does."""
    try:
        lines = contents(path, shown, MOST_SNIFFED)[:MOST_SNIFFED].split(b"\n")
    except PlanError:
        return False
    return any(line.startswith(f"{of}:".encode()) for line in lines)


def strays_beside(folder: Path) -> Iterator[Problem]:
    """What stands beside a plan's folder, and beside its scenarios', as if it were of a plan."""
    inputs = folder.resolve().parent
    if inputs.name != INPUTS.name:
        return
    own = scenario_folder(folder)
    plans = [path.name for path in files_of(inputs, str(INPUTS)) if is_folder(path)]
    free = [name for name in plans if not _held(own.with_name(name), ())]
    for path in files_of(own.parent, str(SCENARIOS)):
        if is_hidden(path) or path.name in plans:
            continue
        if not is_folder(path):
            if path.suffix.lower() in YAML:
                what = f"Stands in no plan's folder of {SCENARIOS}, and nothing reads it."
                fix = f"If it is a scenario of {own.name}, move it to {SCENARIOS}/{own.name}/."
                yield Problem(what, _place(path, str(SCENARIOS)), fix, code="W114")
        elif _held(path, ()):
            what = f"Is the folder of no plan under {INPUTS}/, and nothing reads it."
            near = nearest(path.name, free)
            fix = f"Did you mean {near}?" if near else f"The plans are {', '.join(plans)}."
            code = "E104" if near == own.name else "W114"
            yield Problem(what, _place(path, str(SCENARIOS)), fix, code=code)
    for path in files_of(inputs, str(INPUTS)):
        if is_hidden(path) or stands(path / PLAN):
            continue
        if is_folder(path) and _held(path, ()):
            what = f"Holds no {PLAN}, so that no plan is read from it."
            fix = f"Call its head {PLAN}, or move the folder out of {INPUTS}/."
            yield Problem(what, _place(path, str(INPUTS)), fix, code="W114")
        elif not is_folder(path) and path.suffix.lower() in SUFFIXES:
            what = "Stands in no plan's folder, and nothing reads it."
            fix = f"Move it into the folder of its plan, or out of {INPUTS}/."
            yield Problem(what, _place(path, str(INPUTS)), fix, code="W114")


def _held(folder: Path, known: Iterable[str]) -> str:
    """A file in a folder, however deep, that a plan or a scenario could have; or nothing."""
    names = {name.casefold() for name in known}
    for _, _, files in islice(os.walk(folder), MOST_FOLDERS):
        for name in sorted(files):
            is_yaml = Path(name).suffix.lower() in YAML
            if (is_yaml or name.casefold() in names) and not is_hidden(Path(name)):
                return name
    return ""


def _is_a_document(path: Path) -> bool:
    return path.suffix.lower() in DOCUMENTS or path.name.lower() in OF_THE_FOLDER


def _place(path: Path, shown: str) -> Place:
    return Place(f"{shown}/{legible(path.name)}")
