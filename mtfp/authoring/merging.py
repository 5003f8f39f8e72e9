"""`mtfp merge`: a form that came back, put into the plan's registers and tried before it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mtfp.algebra.lines import LineBook
from mtfp.authoring.columns import Column, columns, registers
from mtfp.authoring.form import Returned
from mtfp.authoring.inert import as_meant, inert
from mtfp.authoring.meaning import mark, meaning
from mtfp.authoring.register_text import Entry, RegisterText
from mtfp.authoring.trial import copied
from mtfp.engine import run
from mtfp.plan.dresses import read_tables
from mtfp.plan.folders import WORKBOOK
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import read_scenarios, together
from mtfp.plan.tables import Row, Table
from mtfp.problems import Place, PlanError, Problem

UNMARKED = (
    "the form no longer says how its rows stood when it was issued, so what the plan has "
    "changed since is not told from what the form changes"
)
Sources = dict[str, dict[int, Place]]


@dataclass(frozen=True)
class Merged:
    """What a form changes, in words, and the texts of the registers that it changes.

    `by_hand` are the registers that stand in a workbook, into which changes are to be typed.
    """

    said: tuple[str, ...]
    texts: Mapping[str, str]
    by_hand: tuple[str, ...] = ()


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
    by_hand: list[str] = []
    tables, _ = read_tables(folder, book)
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
            on_sheet = tables[one.axis.name] if tables[one.axis.name].sheet else None
            merging = _Merging(one, on_sheet, folder, plan, book)
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
            if on_sheet:
                by_hand.append(one.axis.many)
    if problems:
        raise PlanError(problems)
    if texts:
        _try(folder, book, plan, texts, sources)
    written = {file: text for file, text in texts.items() if Path(file).stem not in by_hand}
    return Merged(tuple(said), written, tuple(by_hand))


def _try(folder: Path, book: LineBook, plan: Plan, texts: Mapping[str, str], at: Sources) -> None:
    """Read the plan and its scenarios as they would be, and work them."""
    with copied(folder) as copy:
        _unpack(copy, book)
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


def _unpack(folder: Path, book: LineBook) -> None:
    """Put registers that stand in a workbook into files, which a trial can change."""
    tables, _ = read_tables(folder, book)
    for axis in registers(book):
        table = tables[axis.name]
        if table.sheet and not table.absent:
            text, _ = RegisterText.of(table).text()
            (folder / f"{axis.many}.csv").write_text(text, encoding="utf-8", newline="")
    (folder / WORKBOOK).unlink(missing_ok=True)


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

    def __init__(
        self, one: Returned, on_sheet: Table | None, folder: Path, plan: Plan, book: LineBook
    ) -> None:
        self.one = one
        path = folder / f"{one.axis.many}.csv"
        self.register = (
            RegisterText.of(on_sheet)
            if on_sheet
            else RegisterText.read(path, f"{plan.name}/{path.name}")
        )
        self.columns = columns(book, one.axis, plan.plan_years)
        self.known = {column.head: column for column in self.columns}
        self.first_year = plan.plan_years[0]
        self.changed = False

    def run(self, *, allow_removal: bool) -> Iterator[str]:
        """Make the changes, and say each in words."""
        self._refuse_what_would_be_lost(allow_removal=allow_removal)
        if self.one.issued and not self.one.marks:
            yield UNMARKED
        every = [(row, self._cells(row)) for row in self.one.table.rows]
        kept = {row.place: told for row, cells in every if (told := self._is_older(cells))}
        yield from kept.values()
        rows = [(row, cells) for row, cells in every if row.place not in kept]
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
        returned = {cells.get("id") for _, cells in every}
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

    def _refuse_what_would_be_lost(self, *, allow_removal: bool) -> None:
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
            elif self._is_changed_on_both_sides(self._cells(row)):
                problems.append(self._both(self._cells(row), row.place))
            seen.setdefault(item, row.place)
        if allow_removal:
            problems += self._gone_but_changed(seen)
        if problems:
            raise PlanError(problems)

    # -- what the plan has changed since -----------------------------------------------------------

    def _stood(self, item: str) -> str:
        """The mark of a row as it was issued; nothing where the form does not say."""
        marks = {as_meant(known): said for known, said in self.one.marks.items()}
        return marks.get(item, "")

    def _mark(self, cells: Mapping[str, str]) -> str:
        return mark(cells, self.columns, self.first_year)

    def _is_older(self, cells: Mapping[str, str]) -> str:
        """What is said of a row that the plan has changed since and the form has not."""
        stood, entry = self._stood(cells.get("id", "")), self.register.find(cells.get("id", ""))
        now = self._mark(entry.cells) if entry else ""
        form = self._mark({**(entry.cells if entry else {}), **cells})
        if not stood or now == stood or form != stood:
            return ""
        since = "changed" if entry else "taken out"
        return f"{_name(cells)}: {since} in the plan since the form was issued; that stays so"

    def _is_changed_on_both_sides(self, cells: Mapping[str, str]) -> bool:
        """Whether plan and form have each changed a row since it was issued, and differently."""
        stood, entry = self._stood(cells.get("id", "")), self.register.find(cells.get("id", ""))
        if not stood:
            return False
        if entry is None:
            return self._mark(cells) != stood
        form = self._mark({**entry.cells, **cells})
        return self._mark(entry.cells) not in (stood, form) and form != stood

    def _both(self, cells: Mapping[str, str], place: Place) -> Problem:
        entry = self.register.find(cells.get("id", ""))
        fix = "Make the two agree, or issue the form again."
        if entry is None:
            what = f"{_name(cells)} was changed here, but taken out of the plan since it was issued"
            return Problem(f"{what}.", place, "Give it a new id, or leave it out.", code="E808")
        told = "; ".join(
            f"{head} is {was or 'blank'} in the plan and {now or 'blank'} here"
            for head, (was, now) in self._changes(entry, cells).items()
        )
        what = f"{_name(cells)} was changed both here and in the plan since it was issued: {told}."
        return Problem(what, place, fix, code="E808")

    def _gone_but_changed(self, came: Collection[str]) -> Iterator[Problem]:
        """Rows that the form would take out, but that the plan has changed since."""
        for item in map(as_meant, self.one.issued or ()):
            entry, stood = self.register.find(item), self._stood(item)
            if entry and stood and item not in came and self._mark(entry.cells) != stood:
                what = f"{_name(entry.cells)} was taken out here, but changed in the plan since."
                fix = "Leave it in, or take it out of the plan by hand."
                yield Problem(what, self.one.table.place, fix, code="E808")

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
            if not self._alike(head, now, entry.cells.get(head, ""))
        }

    def _alike(self, head: str, now: str, was: str) -> bool:
        """Whether two cells mean the same, however they are written."""
        column = self.known.get(head)
        return meaning(now, column, self.first_year) == meaning(was, column, self.first_year)

    def _new_columns(self, rows: list[dict[str, str]]) -> Iterator[str]:
        """The columns that the form fills and the register lacks; years come all together."""
        used = {head for cells in rows for head, text in cells.items() if text}
        known = self.known
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
