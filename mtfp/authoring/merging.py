"""`mtfp merge`: a form that came back, put into the plan's registers and tried before it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mtfp.algebra.lines import LineBook
from mtfp.authoring.columns import Column, columns
from mtfp.authoring.form import Returned
from mtfp.authoring.inert import as_meant, inert
from mtfp.authoring.register_text import Entry, RegisterText
from mtfp.authoring.trial import copied
from mtfp.engine import run
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import read_scenarios, together
from mtfp.plan.tables import Row
from mtfp.problems import Place, PlanError, Problem

Sources = dict[str, dict[int, Place]]


@dataclass(frozen=True)
class Merged:
    """What a form changes, in words, and the texts of the registers that it changes."""

    said: tuple[str, ...]
    texts: Mapping[str, str]


def merge(
    folder: Path, plan: Plan, book: LineBook, form: Iterable[Returned], *, allow_removal: bool
) -> Merged:
    """Put a form into the plan's registers.

    Raises PlanError with everything for which the reader would refuse the result, each at its
    place in the form.
    """
    said: list[str] = []
    texts: dict[str, str] = {}
    sources: Sources = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for one in form:
        file = f"{one.axis.many}.csv"
        if file in seen:
            # Each block is put into the register as it stands, so one would undo the other.
            what = f"The form holds {one.axis.many} twice."
            fix = "Take each form back from its own file, one after the other."
            problems.append(Problem(what, one.table.place, fix, code="E805"))
            continue
        seen.add(file)
        try:
            merging = _Merging(one, folder, plan, book)
            found = list(merging.run(allow_removal=allow_removal))
        except PlanError as error:
            problems += error.problems
            continue
        said += [f"{one.axis.many}: {text}" for text in found]
        if merging.changed:
            shown = f"{plan.name}/{file}"
            texts[file], sources[shown] = merging.register.text()
            # What is wrong with the first line is wrong with the form's headings.
            sources[shown][1] = one.table.place
    if problems:
        raise PlanError(problems)
    if texts:
        _try(folder, book, plan, texts, sources)
    return Merged(tuple(said), texts)


def _try(folder: Path, book: LineBook, plan: Plan, texts: Mapping[str, str], at: Sources) -> None:
    """Read the plan and its scenarios as they would be, and work them."""
    with copied(folder) as copy:
        earlier = _wrong_with_scenarios(copy, plan, book)
        for name, text in texts.items():
            (copy / name).write_text(text, encoding="utf-8", newline="")
        try:
            read = read_plan(copy, book)
        except PlanError as error:
            raise PlanError([_placed(problem, at) for problem in error.problems]) from None
        wrong = [p for p in _wrong_with_scenarios(copy, read, book) if p not in earlier]
        if wrong:
            raise PlanError(wrong)


def _wrong_with_scenarios(folder: Path, plan: Plan, book: LineBook) -> list[Problem]:
    try:
        run(book, *together(read_scenarios(folder, plan, book)))
    except PlanError as error:
        return list(error.problems)
    return []


def _placed(problem: Problem, at: Sources) -> Problem:
    """A problem of the register as it would be, at the line of the form that it comes from."""
    place = problem.place
    source = at.get(place.file, {}).get(place.line) if place else None
    return replace(problem, place=source) if source else problem


class _Merging:
    """One register of a form being put into the plan's."""

    def __init__(self, one: Returned, folder: Path, plan: Plan, book: LineBook) -> None:
        self.one = one
        path = folder / f"{one.axis.many}.csv"
        others = sorted(path.name for path in folder.glob("*.xlsx") if path.name[0] not in "~.")
        if not path.exists() and others:
            what = f"The plan's {one.axis.many} stand in {others[0]}, which is not written here."
            fix = f"Save its sheets as CSV files, or type the changes into {others[0]}."
            raise PlanError([Problem(what, one.table.place, fix, code="E805")])
        self.register = RegisterText.read(path, f"{plan.name}/{path.name}")
        self.columns = columns(book, one.axis, plan.plan_years)
        self.changed = False

    def run(self, *, allow_removal: bool) -> Iterator[str]:
        """Make the changes, and say each in words."""
        self._refuse_what_would_be_lost()
        rows = [(row, self._cells(row)) for row in self.one.table.rows]
        self.register.widen(self._new_columns([cells for _, cells in rows]),
                            [column.head for column in self.columns])  # fmt: skip
        for row, cells in rows:
            entry = self.register.find(cells.get("id", ""))
            if entry is None:
                self.changed = True
                self.register.add(cells, row.place)
                yield f"{_name(cells)}: new; {_listed(cells)}"
            elif changes := self._changes(entry, cells):
                self.changed = True
                self.register.change(entry, {head: now for head, (_, now) in changes.items()},
                                     row.place)  # fmt: skip
                told = "; ".join(f"{head} {was or 'blank'} became {now or 'blank'}"
                                 for head, (was, now) in changes.items())  # fmt: skip
                yield f"{_name(entry.cells)}: {told}"
        returned = {cells.get("id") for _, cells in rows}
        for item in self.one.issued or ():
            gone = self.register.find(as_meant(item))
            if gone is None or gone.id in returned:
                continue
            if allow_removal:
                self.changed = True
                self.register.entries.remove(gone)
                yield f"{_name(gone.cells)}: taken out"
            else:
                stays = "no longer in the form; it stays (--allow-removal takes it out)"
                yield f"{_name(gone.cells)}: {stays}"

    def _refuse_what_would_be_lost(self) -> None:
        """Refuse a row that would be written over another of the form, or of someone else's."""
        seen: dict[str, Place] = {}
        problems = []
        issued = None if self.one.issued is None else {as_meant(i) for i in self.one.issued}
        for row in self.one.table.rows:
            item = as_meant(row.get("id"))
            if item and item in seen:
                what = f"The id {item} stands twice, first on line {seen[item].line}."
                fix = "Give each row an id of its own."
                problems.append(Problem(what, row.place, fix, code="E305"))
            elif issued is not None and item not in issued and self._is_anothers(row):
                what = f"The id {item} is that of a row which was not issued in this form."
                fix = "Give the new row an id of its own; if it is the same, issue the form again."
                problems.append(Problem(what, row.place, fix, code="E806"))
            seen.setdefault(item, row.place)
        if problems:
            raise PlanError(problems)

    def _is_anothers(self, row: Row) -> bool:
        """Whether the plan has a row of that id, and not this very one."""
        cells = self._cells(row)
        entry = self.register.find(cells.get("id", ""))
        return entry is not None and bool(self._changes(entry, cells))

    def _cells(self, row: Row) -> dict[str, str]:
        said = {head: row.get(head) for head in self.one.table.heads}
        cells = {head: inert(as_meant(text)) for head, text in said.items() if head or text}
        known = self.register.find(as_meant(row.get("id")))
        return {**cells, "id": known.id} if known else cells

    def _changes(self, entry: Entry, cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """What the form says otherwise than the register, by column; a column left out is kept."""
        return {
            head: (entry.cells.get(head, ""), now)
            for head, now in cells.items()
            if now != inert(as_meant(entry.cells.get(head, "")))
        }

    def _new_columns(self, rows: list[dict[str, str]]) -> Iterator[str]:
        """The columns that the form fills and the register lacks; years come all together."""
        used = {head for cells in rows for head, text in cells.items() if text}
        known = {column.head: column for column in self.columns}
        yearly = {known[head].given for head in used if head in known and known[head].year}
        for column in self.columns:
            begun = bool(column.year) and column.given in yearly
            if column.head in used or begun or (not self.register.heads and _is_needed(column)):
                yield column.head
        yield from sorted(used - known.keys())


def _is_needed(column: Column) -> bool:
    return column.head in ("id", "basis") or (
        column.given is not None and column.given.if_absent is None
    )


def _name(cells: Mapping[str, str]) -> str:
    title = cells.get("title", "")
    return f"{cells.get('id') or 'a row without an id'}{f' ({title})' if title else ''}"


def _listed(cells: Mapping[str, str]) -> str:
    said = {head: text for head, text in cells.items() if text and head not in ("id", "title")}
    return ", ".join(f"{head} {text}" for head, text in said.items()) or "nothing is said of it"
