"""`ledger.yaml` read: which extract it is of, what its columns are, and who takes which codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from mtfp.plan.codings import HOW, Coding, Taking, read_codes
from mtfp.plan.folders import LEDGER
from mtfp.plan.ledger import GROUPS
from mtfp.plan.located import Entries, Node, Sequence, Text, locate
from mtfp.plan.opening import files_of
from mtfp.plan.typed import pounds_and_pence, read_day
from mtfp.problems import Guesses, MistypedError, Place, Problem, did_you_mean, sentence

COLUMNS = ("cost_centre", "subjective", "amount")
MUST_SAY = ("file", "columns", "control_total", "date", "basis", "services", "subjective_groups")
MAY_SAY = ("sheet", "source", "note", "outside")
WORDS = ("sheet", "basis", "source", "note")
FORMS = (".csv", ".xlsx")
Value = TypeVar("Value")


@dataclass
class LedgerMap:
    """What `ledger.yaml` says, as far as it could be read, with all that is wrong with it.

    `places` are where each entry stands, and `ids` where each service is named.
    """

    place: Place
    problems: list[Problem] = field(default_factory=list)
    file: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    control_total: Decimal | None = None
    date: str = ""
    said: dict[str, str] = field(default_factory=dict)
    centres: Coding = field(default_factory=Coding)
    subjectives: Coding = field(default_factory=Coding)
    services: dict[str, Place] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether all of it could be read."""
        return not self.problems

    def may_be_the_extract(self, folder: Path) -> list[str]:
        """The files that are no strays because of it; where it names none, what looks like one."""
        if self.file:
            return [self.file]
        names = [path.name for path in files_of(folder, self.place.file)]
        return [name for name in names if Path(name).stem.lower() == Path(LEDGER).stem]


def read_mapping(folder: Path, registers: Iterable[str]) -> LedgerMap:
    """A plan's mapping; `registers` are the files that cannot be the extract."""
    shown = f"{folder.resolve().name}/{LEDGER}"
    top, problems = locate(folder / LEDGER, shown)
    mapping = LedgerMap(Place(shown, 1), problems)
    if top is not None:
        _Reader(top, mapping, tuple(registers)).read()
    return mapping


def _day(text: str) -> str:
    try:
        return read_day(text)
    except MistypedError as error:
        raise MistypedError(str(error), code="E903") from None


@dataclass
class _Reader:
    """One pass over the file, which goes on after each problem to find the next."""

    top: Entries
    mapping: LedgerMap
    registers: tuple[str, ...]

    def read(self) -> None:
        """Read all of it."""
        said, mapping = self.top.values, self.mapping
        mapping.places = dict(self.top.keys)
        known = (*MUST_SAY, *MAY_SAY)
        strange = [name for name in said if name not in known]
        guesses = Guesses(known)
        for name in strange:
            fix = guesses.did_you_mean(name) or f"The entries are {', '.join(known)}."
            self._wrong(
                f"{name} is not an entry of {LEDGER}.", self.top.keys[name], fix, code="E902"
            )
        meant = {guesses.nearest(name) for name in strange}
        for name in MUST_SAY:
            if name not in said and name not in meant:
                fix = f"Add a line `{name}: ...`."
                self._wrong(f"There is no {name}.", mapping.place, fix, code="E901")
        mapping.file = self._one("file", self._file) or ""
        mapping.date = self._one("date", _day) or ""
        mapping.control_total = self._one("control_total", pounds_and_pence)
        words = {name: self._one(name, str) for name in WORDS}
        mapping.said = {name: text for name, text in words.items() if text}
        if words["sheet"] and mapping.file.lower().endswith(".csv"):
            fix = "Take it out, or let `file` name the workbook."
            what = f"sheet: {mapping.file} has no sheets."
            self._wrong(what, self.top.keys["sheet"], fix, code="E903")
        self._columns()
        self._codes()

    def _wrong(self, what: str, place: Place, fix: str, *, code: str) -> None:
        self.mapping.problems.append(Problem(what, place, fix, code=code))

    def _one(self, name: str, read: Callable[[str], Value]) -> Value | None:
        """An entry that is one piece of text, as what it stands for."""
        node = self.top.values.get(name)
        return None if node is None else self._text(node, name, self.top.keys[name], read)

    def _text(
        self, node: Node, called: str, place: Place, read: Callable[[str], Value], fix: str = ""
    ) -> Value | None:
        if not isinstance(node, Text) or not node.text.strip():
            what = f"{called} should be one piece of text."
            self._wrong(what, place, fix or f"Write `{called}: ...` on one line.", code="E903")
            return None
        try:
            return read(node.text.strip())
        except MistypedError as error:
            self._wrong(sentence(f"{called}: {error}"), place, fix, code=error.code)
            return None

    def _file(self, name: str) -> str:
        elsewhere = "/" in name or "\\" in name or name.startswith((".", "~"))
        if elsewhere or Path(name).suffix.lower() not in FORMS:
            reason = f"{name!r} is no .csv or .xlsx file of this folder"
            raise MistypedError(reason, code="E903")
        if name in self.registers:
            raise MistypedError(f"{name} holds registers, and no extract", code="E903")
        return name

    def _entries(self, name: str, holds: str) -> Iterator[tuple[str, Node, Place]]:
        node = self.top.values.get(name)
        if isinstance(node, Entries):
            for key, value in node.values.items():
                yield key, value, node.keys[key]
        elif node is not None:
            fix = f"Write under it, indented, a line for each: `{holds}`."
            self._wrong(f"{name} should hold entries.", self.top.keys[name], fix, code="E903")

    def _columns(self) -> None:
        columns = self.mapping.columns
        for key, node, place in self._entries("columns", "cost_centre: Cost centre"):
            if key not in COLUMNS:
                fix = did_you_mean(key, COLUMNS) or f"They are {', '.join(COLUMNS)}."
                self._wrong(f"{key} is not a column that is read.", place, fix, code="E902")
                continue
            head = self._text(node, key, place, str)
            if head in columns.values():
                what = f"{key}: the column {head} is named twice."
                self._wrong(what, place, "Each is a column of its own.", code="E903")
            if head:
                columns[key] = head
        top = self.top.values.get("columns")
        said = top.values if isinstance(top, Entries) else COLUMNS
        lacking = [name for name in COLUMNS if name not in said]
        if lacking:
            what = f"columns does not say which is the {' or the '.join(lacking)}."
            fix = f"Add `{lacking[0]}: ` and the heading of that column in the extract."
            self._wrong(what, self.top.keys["columns"], fix, code="E901")

    def _codes(self) -> None:
        mapping = self.mapping
        centres: list[Taking] = []
        for key, node, place in self._entries("services", "svc_adults: [10000-10999]"):
            mapping.services[key] = place
            centres += self._takings(key, node, place)
        outside = []
        for key, node, place in self._entries("outside", "Housing revenue account: [H*]"):
            outside.append(key)
            if key in mapping.services:
                what = f"{key} is a service, and stands outside them too."
                self._wrong(what, place, "Keep one of the two.", code="E904")
            centres += self._takings(key, node, place)
        mapping.outside = tuple(outside)
        subjectives: list[Taking] = []
        for key, node, place in self._entries("subjective_groups", "employees: [1000-1999]"):
            if key not in GROUPS:
                fix = did_you_mean(key, GROUPS) or f"The groups are {', '.join(GROUPS)}."
                self._wrong(f"{key} is not a subjective group.", place, fix, code="E902")
            subjectives += self._takings(key, node, place)
        mapping.centres, mapping.subjectives = Coding(centres), Coding(subjectives)
        for coding, what in ((mapping.centres, "cost centres"), (mapping.subjectives, "codes")):
            for first, later in coding.overlaps():
                both = f"{first} and {later} take the same {what}; the first is on line"
                fix = "Part them, so that each is counted once: narrow one, or take it out."
                self._wrong(f"{both} {first.place.line}.", later.place, fix, code="E904")

    def _takings(self, taker: str, node: Node, place: Place) -> Iterator[Taking]:
        several = node.values if isinstance(node, Sequence) else (node,)
        if not several:
            self._wrong(f"{taker} takes nothing.", place, HOW, code="E903")
        for one in several:
            if not isinstance(one, Text):
                self._wrong(f"{taker} should be codes of the ledger.", place, HOW, code="E903")
                continue
            codes = self._text(one, taker, one.place, read_codes, HOW)
            if codes is not None:
                yield Taking(taker, codes, one.place)
