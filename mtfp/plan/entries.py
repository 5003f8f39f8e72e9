"""Entries of figures as people type them, in plan.yaml and in packs: one for each input.

`{value: £1.2m, basis: ..., source: ...}` is one figure for the whole plan; a yearly one has a
figure for each year, or `every_year`, or years and then `onwards`. Which of its years a plan
takes is settled once the entry is known to be the plan's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from mtfp.algebra.expressions import COUNCIL, Input
from mtfp.plan.gathering import SAID_OF_FIGURES, Gathering
from mtfp.plan.located import Entries, Node, Text
from mtfp.plan.plan import Origin
from mtfp.plan.typed import read_year
from mtfp.problems import Guesses, MistypedError, Place, did_you_mean, sentence
from mtfp.terms import FinancialYear

EVERY, ONWARDS, VALUE, CONFIRMED = "every_year", "onwards", "value", "confirmed"
SAID_OF_ENTRIES = (*SAID_OF_FIGURES, CONFIRMED)
YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Confirmation:
    """Which years of an entry are confirmed: those it does not speak of are."""

    by_year: Mapping[FinancialYear, bool] = field(default_factory=dict)
    rest: bool = True

    def of(self, year: FinancialYear) -> bool:
        """Whether a year's figure is confirmed; the rest are the years after the last named."""
        if year in self.by_year:
            return self.by_year[year]
        return self.rest or any(year < named for named in self.by_year)

    def said_of(self, origin: Origin, years: Collection[FinancialYear]) -> Origin:
        """An origin that says which of some years are not confirmed; without years, whether any."""
        if not years:
            return replace(origin, confirmed=self.rest)
        unsure = tuple(year for year in years if not self.of(year))
        some = unsure if len(unsure) < len(years) else ()
        return replace(origin, confirmed=not unsure, unconfirmed_years=some)


@dataclass(frozen=True)
class Entry:
    """One input's figures as they were typed: by year, and for the years not named, if any.

    `rest` is its one value, or that of `every_year` or `onwards`. An entry that is `doubtful`
    names a year that could not be read, so nothing is said of what it seems to leave out.
    """

    given: Input
    place: Place
    origin: Origin
    by_year: Mapping[FinancialYear, float] = field(default_factory=dict)
    year_places: Mapping[FinancialYear, Place] = field(default_factory=dict)
    rest: float | None = None
    onwards: bool = False
    doubtful: bool = False
    confirmation: Confirmation = Confirmation()

    def figure(self, year: FinancialYear) -> float | None:
        """The year's figure, or nothing where the entry is silent."""
        early = self.onwards and any(year < named for named in self.by_year)
        return self.by_year.get(year, None if early else self.rest)

    def origin_over(self, years: Collection[FinancialYear]) -> Origin:
        """Where its figures of these years come from, and which of them are not confirmed."""
        return self.confirmation.said_of(self.origin, years if self.given.yearly else ())


def read_entries(
    node: Entries, of: str, found: Gathering, pack: str = ""
) -> tuple[dict[str, Entry], set[str]]:
    """Every entry that can be read, and the inputs that were meant but are not to be had.

    `of` is what they stand in, as messages say it.
    """
    known = {name for name, given in found.book.inputs.items() if given.axis is COUNCIL}
    entries: dict[str, Entry] = {}
    meant: set[str] = set()
    guesses = Guesses(known)
    for name, said in node.values.items():
        place = node.keys[name]
        given = found.book.inputs.get(name)
        if name not in known:
            near = guesses.nearest(name) if given is None else ""
            meant.add(near)
            fix = f"Did you mean {near}?" if near else _column(given, found)
            found.problem(f"{name} is not an assumption of {of}.", place, fix, code="E204")
        elif given is not None and isinstance(said, Entries):
            entries[name] = _Reading(given, said, place, found, pack).entry()
        elif given is not None:
            meant.add(name)
            shape = EVERY if given.yearly else VALUE
            fix = f"Write it as `{name}: {{{shape}: ..., basis: ..., source: ...}}`."
            found.problem(f"{name} says nothing of its source.", place, fix, code="E205")
    return entries, meant


def _column(given: Input | None, found: Gathering) -> str:
    if given is None:
        return "`mtfp lines --inputs` lists what there is."
    table = found.tables.get(given.axis.name)
    return f"It belongs to {table.called if table else given.axis.many}, as a column."


def read_said(
    node: Entries, place: Place, found: Gathering, others: Collection[str]
) -> tuple[Origin, Confirmation]:
    """What an entry says beside its figures; `others` are its keys that are no such word."""
    guesses = Guesses(SAID_OF_ENTRIES)
    excused = {guesses.nearest(key) for key in others}
    said = {}
    for word in SAID_OF_FIGURES:
        at = node.values.get(word)
        if isinstance(at, Text):
            said[word] = at.text
        elif at is not None:
            excused.add(word)
            what, fix = f"{word} should be one piece of text.", f"Write it like `{word}: ...`."
            found.problem(what, at.place, fix, code="E205")
    origin = found.origin(said, place, excused)
    return origin, _confirmation(node, found)


def _confirmation(node: Entries, found: Gathering) -> Confirmation:
    said = node.values.get(CONFIRMED)
    if said is None:
        return Confirmation()
    if isinstance(said, Text) and said.text in YES_OR_NO:
        return Confirmation(rest=YES_OR_NO[said.text])
    parts = said.values if isinstance(said, Entries) else {}
    words = {key: at.text if isinstance(at, Text) else "" for key, at in parts.items()}
    if not words or not YES_OR_NO.keys() >= set(words.values()):
        fix = "Write `confirmed: no`, or say it of years, like {2026/27: yes, onwards: no}."
        found.problem("confirmed should be yes or no.", node.keys[CONFIRMED], fix, code="E205")
        return Confirmation()
    by_year = {}
    for key, word in words.items():
        try:
            if key != ONWARDS:
                by_year[read_year(key)] = YES_OR_NO[word]
        except MistypedError as error:
            place = node.keys[CONFIRMED]
            found.problem(sentence(f"{CONFIRMED}: {error}"), place, code="E408")
    return Confirmation(by_year, YES_OR_NO[words.get(ONWARDS, "yes")])


@dataclass
class _Reading:
    """One entry being read."""

    given: Input
    node: Entries
    place: Place
    found: Gathering
    pack: str

    def entry(self) -> Entry:
        """The entry, and a problem for each thing that is wrong with it."""
        amounts = {k: v for k, v in self.node.values.items() if k not in SAID_OF_ENTRIES}
        origin, confirmation = read_said(self.node, self.place, self.found, amounts)
        blank = Entry(
            self.given, self.place, replace(origin, pack=self.pack), confirmation=confirmation
        )
        if self.given.yearly:
            return self._series(amounts, blank)
        if confirmation.by_year:
            what = f"{self.given.name} has one value, which is confirmed or not."
            place = self.node.keys[CONFIRMED]
            self.found.problem(what, place, "Write `confirmed: no`.", code="E205")
        return replace(blank, rest=self._whole_plan(amounts))

    def _whole_plan(self, amounts: Mapping[str, Node]) -> float:
        name, strange = self.given.name, [key for key in amounts if key != VALUE]
        for key in strange:
            hint = did_you_mean(key, [VALUE, *SAID_OF_ENTRIES]) or "Write `value: ...`."
            what = f"{name} has one value for the plan, not {key}."
            self.found.problem(what, self.node.keys[key], hint, code="E205")
        if VALUE not in amounts and not strange:
            what, fix = f"{name} has no value.", "Add `value: ...`."
            self.found.problem(what, self.place, fix, code="E401")
        return self._figure(amounts[VALUE]) if VALUE in amounts else 0.0

    def _series(self, amounts: Mapping[str, Node], blank: Entry) -> Entry:
        if EVERY in amounts and ONWARDS in amounts:
            what = f"{self.given.name} says both every_year and onwards."
            fix = "Keep every_year for a figure that never changes, or the years and onwards."
            self.found.problem(what, self.node.keys[ONWARDS], fix, code="E205")
            return replace(blank, doubtful=True)
        named = next((key for key in amounts if key not in (EVERY, ONWARDS, VALUE)), "")
        if EVERY in amounts and named[:1].isdigit():
            what = f"{self.given.name} says both every_year and {named}."
            fix = "Keep every_year for a figure that never changes, or name years and onwards."
            self.found.problem(what, self.node.keys[EVERY], fix, code="E205")
            return replace(blank, doubtful=True)
        rest = next((amounts[word] for word in (EVERY, ONWARDS) if word in amounts), None)
        fill = None if rest is None else self._figure(rest)
        by_year: dict[FinancialYear, float] = {}
        places: dict[FinancialYear, Place] = {}
        doubtful = False
        for key, node in amounts.items():
            if key in (EVERY, ONWARDS):
                continue
            year = self._year(key)
            if year is None:
                doubtful = True
            else:
                by_year[year], places[year] = self._figure(node), self.node.keys[key]
        return replace(
            blank, by_year=by_year, year_places=places, rest=fill, onwards=ONWARDS in amounts,
            doubtful=doubtful,
        )  # fmt: skip

    def _year(self, key: str) -> FinancialYear | None:
        try:
            return read_year(key)
        except MistypedError as error:
            self._no_year(key, self.node.keys[key], sentence(f"{self.given.name}: {error}"))
            return None

    def _no_year(self, key: str, place: Place, reason: str) -> None:
        name = self.given.name
        if key == VALUE:
            fix = "Write `every_year: ...`, or a figure for each year, `2026/27: ...`."
            what = f"{name} has a figure for each year, not one value."
            self.found.problem(what, place, fix, code="E205")
        elif key[:1].isdigit():
            self.found.problem(reason, place, code="E408")
        else:
            hint = did_you_mean(key, [EVERY, ONWARDS, *SAID_OF_ENTRIES])
            fix = hint or "Write every_year, onwards, or years such as 2026/27."
            self.found.problem(f"{name}: {key} is not a year.", place, fix, code="E205")

    def _figure(self, node: Node) -> float:
        """A figure, or nought and a problem."""
        if not isinstance(node, Text):
            what, fix = f"{self.given.name} should be one figure here.", "Write the figure alone."
            self.found.problem(what, node.place, fix, code="E205")
            return 0.0
        return self.found.figure(node.text, self.given, node.place, self.given.name) or 0.0
