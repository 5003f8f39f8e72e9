"""Registers: a CSV file for each axis, whose rows are items and whose columns are inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.plan.gathering import NEEDS_SOURCE, SAID_OF_FIGURES, Gathering
from mtfp.plan.plan import Items, Origin
from mtfp.plan.tables import Row, Table
from mtfp.plan.typed import read_year
from mtfp.problems import Place, did_you_mean, listed, nearest, sentence
from mtfp.terms import FinancialYear

LEVEL = "level"


def read_registers(tables: Mapping[str, Table], missing: set[str], found: Gathering) -> None:
    """Place every register's rows; `missing` are files known to stand under another name."""
    axes = [axis for axis in found.book.axes.values() if axis is not COUNCIL]
    registers = []
    for axis in axes:
        table = tables.get(axis.name)
        found.problems += table.problems if table else ()
        place = found.place(f"{axis.many}.csv")
        registers.append(_Register(axis, table or Table(place), found))
    _ids(registers, found)
    for register in registers:
        register.read()
        for group in register.axis.groups:
            file = f"{group.many}.csv"
            if group.name in tables:
                register.join(group, whole=not tables[group.name].problems)
            elif register.table.rows and file not in missing:
                what = f"There is no such file, and {register.axis.many}.csv needs it."
                fix = f"Add it: each row of {register.axis.many}.csv names one of its ids."
                found.problem(what, found.place(file), fix, code="E101")


def _ids(registers: list[_Register], found: Gathering) -> None:
    """Check that ids name one item each: scenarios know items by their ids alone."""
    seen: dict[str, Place] = {}
    taken = {register.axis.many for register in registers}
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
                found.problem("Has no id.", row.place, fix, code="E305")
            elif item in seen:
                there = seen[item]
                same = there.file == row.place.file
                first = f"first on line {there.line}" if same else f"first at {there}"
                found.problem(f"The id {item} stands twice, {first}.", row.place, fix, code="E305")
            elif "." in item or "+" in item:
                what = f"The id {item} holds a full stop or a plus sign, which join names."
                found.problem(what, row.place, "Use letters, digits, _ and -.", code="E306")
            elif item in taken or item in whole:
                of = "a whole register" if item in taken else "an assumption"
                found.problem(f"The id {item} is the name of {of}.", row.place, fix, code="E306")
            seen.setdefault(item, row.place)


@dataclass
class _Register:
    """One axis's register being read."""

    axis: Axis
    table: Table
    found: Gathering

    def __post_init__(self) -> None:
        inputs = self.found.book.inputs.values()
        self.inputs = [given for given in inputs if given.axis is self.axis]
        self.years = self.found.years
        alone = sum(given.yearly for given in self.inputs) == 1
        self.column = {
            given: "" if given.yearly and alone else given.name.removeprefix(f"{self.axis.name}_")
            for given in self.inputs
        }
        self.levels = next((g for g in self.inputs if LEVEL in g.choices), None)

    def columns(self, given: Input) -> list[str]:
        """An input's columns: its name without the axis's, and for yearly ones the year."""
        if not given.yearly:
            return [self.column[given]]
        return [f"{self.column[given]} {year}".strip() for year in self.years]

    def read(self) -> None:
        """Read every figure of the register."""
        if self.table.heads:
            self._headings()
        for given in self.inputs:
            shape = (self.years.count if given.yearly else 1, len(self.table.rows))
            default = 0.0 if given.if_absent is None else given.if_absent
            self.found.figures[given.name] = np.full(shape, float(default))
        absent = [word for word in SAID_OF_FIGURES if word not in self.table.heads]
        for position, row in enumerate(self.table.rows):
            said = {word: row.get(word) for word in SAID_OF_FIGURES}
            origin = self.found.origin(said, row.place, absent)
            for given in self.inputs:
                self._cells(position, row, given, origin)
        for given in self.inputs:
            if given.unique:
                self._no_two_alike(given)

    # -- the first line ----------------------------------------------------------------

    def _headings(self) -> None:
        heads, place = self.table.heads, self.table.place
        groups = [group.name for group in self.axis.groups]
        columns = [column for given in self.inputs for column in self.columns(given)]
        yearly = [column for g in self.inputs if g.yearly for column in self.columns(g)]
        known = ["id", "title", *groups, *columns, *SAID_OF_FIGURES]
        excused: set[str] = set()
        for position, head in enumerate(heads):
            if head in heads[:position]:
                what = f"The column {head} stands twice."
                self.found.problem(what, place, "Keep one of them.", code="E303")
                excused.update(yearly)
            elif self._is_a_wrong_year(head, known):
                excused.update(yearly)
            elif head not in known:
                excused.add(nearest(head, known))
                name = head or "A column without a name"
                fix = did_you_mean(head, known) or f"The columns are {', '.join(known)}."
                self.found.problem(f"{name} is not a column here.", place, fix, code="E303")
        lacking = [name for name in self._required(groups) if name not in {*heads, *excused}]
        if lacking:
            what = f"There is no column {listed(lacking, 'or')}."
            fix = "Add it to the first line and fill it in each row."
            self.found.problem(what, place, fix, code="E304")

    def _required(self, groups: list[str]) -> Iterator[str]:
        yield from ("id", *groups, "basis")
        if any(row.get("basis") in NEEDS_SOURCE for row in self.table.rows):
            yield "source"
        for given in self.inputs:
            columns = self.columns(given)
            begun = given.yearly and any(column in self.table.heads for column in columns)
            needed = any(self._is_needed(row, given) for row in self.table.rows)
            if given.if_absent is None or needed or (begun and self.years.sure):
                yield from columns

    def _is_a_wrong_year(self, head: str, known: list[str]) -> bool:
        """Whether a heading is a yearly column's but for its year, which is then refused."""
        before, _, last = head.rpartition(" ")
        stems = {self.column[given] for given in self.inputs if given.yearly}
        if head in known or before not in stems or not last[:1].isdigit():
            return False
        try:
            year: FinancialYear = read_year(last)
        except ValueError as error:
            what = sentence(f"The column {head}: {error}")
            self.found.problem(what, self.table.place, code="E408")
        else:
            self.found.outside(str(year), self.table.place)
        return True

    # -- rows --------------------------------------------------------------------------

    def _cells(self, position: int, row: Row, given: Input, origin: Origin) -> None:
        """Read one item's cells of one input: all its years, or the one cell of the plan."""
        cells = {
            year: row.get(column)
            for year, column in enumerate(self.columns(given))
            if column in self.table.heads
        }
        for year, text in cells.items():
            if text:
                column = self.columns(given)[year]
                value = self.found.figure(text, given, row.place, column)
                self.found.figures[given.name][year, position] = value or 0.0
        silent = [year for year, text in cells.items() if not text]
        typed = len(silent) < len(cells)
        if typed:
            self.found.origins[given.name, row.get("id")] = origin
        if (silent and given.if_absent is None) or (silent and self._is_needed(row, given)):
            self._lacks(row, given, silent)
        elif silent and typed and self._is_level(row):
            when = listed((str(self.years.first + year) for year in silent), "and")
            what = f"{_name(row)} says nothing of {when}; write £0 if that is meant."
            fix = "Its amounts are levels, so a blank would take back what earlier years say."
            self.found.problem(what, row.place, fix, code="E308")
        elif silent and typed:
            self.found.blanks |= {(given.name, row.get("id"), year) for year in silent}

    def _lacks(self, row: Row, given: Input, silent: list[int]) -> None:
        columns = listed((self.columns(given)[year] for year in silent), "or")
        if given.choices:
            choices = listed(reversed(given.choices), "or")
            what = f"{_name(row)} has no {columns}; say {choices}."
            self.found.problem(what, row.place, given.sentence, code="E401")
        else:
            what = f"{_name(row)} has no {columns}: {given.sentence}"
            self.found.problem(what, row.place, "A blank is not nought: fill it in.", code="E401")

    def _is_needed(self, row: Row, given: Input) -> bool:
        """Whether an input may not be left blank because of another that the row gives."""
        other = self.found.book.inputs.get(f"{self.axis.name}_{given.needed_with}")
        if not given.needed_with or other is None:
            return False
        return any(row.get(column) for column in self.columns(other))

    def _is_level(self, row: Row) -> bool:
        return self.levels is not None and row.get(self.column[self.levels]) == LEVEL

    def _no_two_alike(self, given: Input) -> None:
        column, seen = self.column[given], dict[float, Row]()
        for position, row in enumerate(self.table.rows):
            value = float(self.found.figures[given.name][0, position])
            if not row.get(column) or not value:
                continue  # blank, or it could not be read and that has been said
            if value in seen:
                first = seen[value]
                what = (
                    f"{column}: {row.get(column)} is {_name(first)}'s, on line {first.place.line}."
                )
                fix = f"Give each {self.axis.one} its own."
                self.found.problem(what, row.place, fix, code="E602")
            seen.setdefault(value, row)

    # -- groups ------------------------------------------------------------------------

    def join(self, group: Axis, *, whole: bool) -> None:
        """Find each row's group; `whole` is no where rows of the group's register are lost."""
        ids = self.found.items[group.name].ids
        if group.name not in self.table.heads:
            return
        for row in self.table.rows:
            name = row.get(group.name)
            if not name:
                what = (
                    f"{_name(row)} has no {group.name}: say which of the {group.many} it follows."
                )
                fix = f"They are {', '.join(ids)}." if ids else ""
                self.found.problem(what, row.place, fix, code="E307")
            elif name not in ids and whole:
                hint = did_you_mean(name, ids) or f"Add it to {group.many}.csv."
                what = f"{name} is not one of the {group.many}."
                self.found.problem(what, row.place, hint, code="E307")
        members = tuple(
            ids.index(row.get(group.name)) if row.get(group.name) in ids else 0
            for row in self.table.rows
        )
        mine = self.found.items[self.axis.name]
        groups = {**mine.groups, group.name: members}
        self.found.items[self.axis.name] = replace(mine, groups=groups)


def _name(row: Row) -> str:
    return row.get("id") or "The row"
