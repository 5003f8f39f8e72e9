"""Registers: a table for each axis, whose rows are items and whose columns are inputs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from mtfp.algebra.arrays import NO_GROUP
from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.plan.balance import out_of_balance
from mtfp.plan.derived import derive
from mtfp.plan.facts import clashes, look_up, named, read_details
from mtfp.plan.gathering import SAID_OF_FIGURES, Gathering
from mtfp.plan.headings import Columns, column_of
from mtfp.plan.plan import Items, Origin
from mtfp.plan.sums import broken_sums
from mtfp.plan.tables import Row, Table
from mtfp.problems import Place, did_you_mean, listed

LEVEL = "level"
ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


def read_registers(found: Gathering) -> None:
    """Read every register's rows, and what they say of one another."""
    registers = []
    for axis in found.book.registers.values():
        table = found.tables[axis.name]
        found.problems += table.problems
        found.warnings += table.warnings
        registers.append(_Register(axis, table, found))
    _ids(registers, found)
    for register in registers:
        register.read()
    derive(found)
    held = found.items, found.details, found.figures, found.origins
    found.problems += clashes(found.book, *held)
    amiss = {problem.place for problem in found.problems}
    sums = broken_sums(found.book, found.items, found.figures, found.origins)
    found.problems += [problem for problem in sums if problem.place not in amiss]
    entered = found.items, found.figures, found.origins, found.years.first
    spoilt = {problem.place.file for problem in found.problems if problem.place}
    found.problems += (
        problem
        for problem in out_of_balance(found.book, *entered)
        if not problem.place or problem.place.file not in spoilt
    )


def _ids(registers: list[_Register], found: Gathering) -> None:
    """Check that ids name one item each: scenarios know items by their ids alone."""
    seen: dict[str, tuple[str, Place]] = {}
    # An empty register has nothing to be set all together, so its name is free.
    taken = {register.axis.many for register in registers if register.table.rows}
    whole = {name for name, given in found.book.inputs.items() if given.axis is COUNCIL}
    for register in registers:
        rows = register.table.rows
        ids = tuple(row.get("id") for row in rows)
        titles = tuple(row.get("title") or row.get("id") for row in rows)
        found.items[register.axis.name] = Items(ids, titles)
        if "id" not in register.table.heads:
            continue
        for row in rows:
            item, fix = row.get("id"), "Give each row an id of its own."
            if not item:
                if "id" not in row.spoilt:
                    found.problem(f"{row.cell('id')}Has no id.", row.place, fix, code="E305")
            elif item.casefold() in seen:
                first_id, there = seen[item.casefold()]
                same = there.file == row.place.file
                first = f"first on line {there.line}" if same else f"first at {there}"
                but_for = "" if first_id == item else f" but for its capitals (as {first_id})"
                what = f"{row.cell('id')}The id {item} stands twice{but_for}, {first}."
                found.problem(what, row.place, fix, code="E305")
            elif "." in item or "+" in item:
                signs = "a full stop or a plus sign, which join names"
                what = f"{row.cell('id')}The id {item} holds {signs}."
                found.problem(what, row.place, "Use letters, digits, _ and -.", code="E306")
            elif not ID.fullmatch(item):
                what = f"{row.cell('id')}The id {item} holds {_strange_sign(item)}."
                found.problem(what, row.place, "Use letters, digits, _ and -.", code="E306")
            elif register.axis.ids and item not in register.axis.ids:
                what = f"{row.cell('id')}{item} is not one of the {register.axis.many}."
                found.problem(what, row.place, _one_of(item, register.axis.ids), code="E643")
            elif item in taken or item in whole:
                of = "a whole register" if item in taken else "an assumption"
                what = f"{row.cell('id')}The id {item} is the name of {of}."
                found.problem(what, row.place, fix, code="E306")
            seen.setdefault(item.casefold(), (item, row.place))


def _strange_sign(item: str) -> str:
    """What an id holds that none may."""
    if item.startswith("-"):
        return "a minus at its front, which a spreadsheet takes for a formula"
    if " " in item:
        return "a space"
    return "a sign that is no letter from A to Z, no digit, and neither _ nor -"


def _one_of(item: str, known: tuple[str, ...]) -> str:
    return did_you_mean(item, known) or f"They are {', '.join(known)}."


@dataclass
class _Register:
    """One axis's register being read."""

    axis: Axis
    table: Table
    found: Gathering

    def __post_init__(self) -> None:
        self.years = self.found.years
        self.columns = Columns(self.axis, self.found.book, self.years)
        self.inputs = self.columns.inputs
        self.levels = next((g for g in self.inputs if LEVEL in g.choices), None)

    def read(self) -> None:
        """Read every figure of the register."""
        if self.table.heads:
            self.columns.check(self.table, self.found)
        for given in self.inputs:
            shape = (self.years.count if given.yearly else 1, len(self.table.rows))
            default = 0.0 if given.if_absent is None else given.if_absent
            self.found.figures[given.name] = np.full(shape, float(default))
        absent = [word for word in SAID_OF_FIGURES if word not in self.table.heads]
        for position, row in enumerate(self.table.rows):
            said = {word: row.get(word) for word in SAID_OF_FIGURES}
            origin = self.found.origin(said, row.place, {*absent, *row.spoilt}, row.cell)
            for given in self.inputs:
                self._cells(position, row, given, origin)
        for given in self.inputs:
            if given.in_order_of_id:
                self._in_order_of_id(given)
            if given.unique:
                self._no_two_alike(given)
        read_details(self.table, self.columns.details, self.found)
        for group in self.axis.every_group:
            self._join(group)

    # -- rows --------------------------------------------------------------------------

    def _cells(self, position: int, row: Row, given: Input, origin: Origin) -> None:
        """Read one item's cells of one input: all its years, or the one cell of the plan."""
        cells = {
            year: row.get(column)
            for year, column in enumerate(self.columns.of(given))
            if column in self.table.heads and column not in row.spoilt
        }
        for year, text in cells.items():
            if text:
                called = row.called(self.columns.of(given)[year])
                value = self.found.figure(text, given, row.place, called)
                self.found.figures[given.name][year, position] = value or 0.0
        silent = [year for year, text in cells.items() if not text]
        typed = len(silent) < len(cells)
        if typed:
            self.found.origins[given.name, row.get("id")] = origin
        needed = given.if_absent is None or self.columns.is_needed(row, given)
        if silent and needed:
            self._lacks(row, given, silent)
        elif (
            typed
            and self._is_level(row)
            and (taken_back := self._taken_back(cells, position, given))
        ):
            when = listed((str(self.years.first + year) for year in taken_back), "and")
            what = f"{named(row)} says nothing of {when}; write £0 if that is meant."
            fix = "Its amounts are levels, so a blank would take back what earlier years say."
            self.found.problem(what, row.place, fix, code="E308")
        elif silent and typed:
            self.found.blanks |= {(given.name, row.get("id"), year) for year in silent}

    def _lacks(self, row: Row, given: Input, silent: list[int]) -> None:
        lacking = [self.columns.of(given)[year] for year in silent]
        cell = row.cell(lacking[0]) if len(lacking) == 1 else ""
        columns = listed(lacking, "or")
        if given.choices:
            choices = listed(reversed(given.choices), "or")
            what = f"{cell}{named(row)} has no {columns}; say {choices}."
            self.found.problem(what, row.place, given.sentence, code="E401")
        else:
            what = f"{cell}{named(row)} has no {columns}: {given.sentence}"
            self.found.problem(what, row.place, "A blank is not nought: fill it in.", code="E401")

    def _taken_back(self, cells: dict[int, str], position: int, given: Input) -> list[int]:
        """Years without a level after one that is not nought; before it there is none to lose."""
        held, found = 0.0, []
        for year, text in cells.items():
            if text:
                held = self.found.figures[given.name][year, position]
            elif held:
                found.append(year)
        return found

    def _is_level(self, row: Row) -> bool:
        return self.levels is not None and row.get(column_of(self.levels)) == LEVEL

    def _in_order_of_id(self, given: Input) -> None:
        """Give items that are left blank the places after those typed, in the order of their ids.

        So no two are alike, and the order of rows in the file decides nothing.
        """
        figures = self.found.figures[given.name][0]
        column = column_of(given)
        blank = [p for p, row in enumerate(self.table.rows) if not row.get(column)]
        after = max((value for p, value in enumerate(figures) if p not in blank), default=0.0)
        blank.sort(key=lambda position: self.table.rows[position].get("id"))
        for place, position in enumerate(blank, start=1):
            figures[position] = np.ceil(after) + place

    def _no_two_alike(self, given: Input) -> None:
        column, seen = column_of(given), dict[float, Row]()
        for position, row in enumerate(self.table.rows):
            value = float(self.found.figures[given.name][0, position])
            if not row.get(column) or not value:
                continue  # blank, or it could not be read and that has been said
            if value in seen:
                first = seen[value]
                whose = f"{named(first)}'s, on line {first.place.line}"
                what = f"{row.called(column)}: {row.get(column)} is {whose}."
                fix = f"Give each {self.axis.one} its own."
                self.found.problem(what, row.place, fix, code="E602")
            seen.setdefault(value, row)

    def _join(self, group: Axis) -> None:
        """Find each row's group, the item of another register that it follows."""
        ids = self.found.items[group.name].ids
        needed = group in self.axis.groups and group.name in self.table.heads
        for row in self.table.rows if needed else ():
            if not row.get(group.name) and group.name not in row.spoilt:
                which = f"say which of the {group.many} it follows"
                what = f"{row.cell(group.name)}{named(row)} has no {group.name}: {which}."
                fix = f"They are {', '.join(ids)}." if ids else ""
                self.found.problem(what, row.place, fix, code="E307")
        look_up(self.table, [group.name], group.name, self.found)
        members = tuple(
            ids.index(row.get(group.name)) if row.get(group.name) in ids else NO_GROUP
            for row in self.table.rows
        )
        mine = self.found.items[self.axis.name]
        groups = {**mine.groups, group.name: members}
        self.found.items[self.axis.name] = replace(mine, groups=groups)
