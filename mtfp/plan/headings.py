"""The first line of a register: which columns it may have, which it must, and what is amiss."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.algebra.expressions import Axis, Input, Titled
from mtfp.algebra.lines import LineBook
from mtfp.plan.gathering import NEEDS_SOURCE, SAID_OF_FIGURES, Gathering, Years
from mtfp.plan.tables import Row, Table
from mtfp.plan.typed import read_year
from mtfp.problems import Guesses, listed, sentence
from mtfp.terms import FinancialYear


def column_of(one: Titled) -> str:
    """A column's heading: the name that the model gives it, without the axis's."""
    return one.name.removeprefix(f"{one.axis.name}_")


def dated_columns(axis: Axis, book: LineBook) -> frozenset[str]:
    """The columns of an axis's register that hold a month or a day."""
    months = [given for given in book.inputs.values() if given.dated]
    days = [detail for detail in book.details.values() if detail.dated]
    return frozenset(column_of(one) for one in (*months, *days) if one.axis is axis)


class Columns:
    """The columns that an axis's register may have, as the model declares them."""

    def __init__(self, axis: Axis, book: LineBook, years: Years) -> None:
        self.axis, self.years, self.book = axis, years, book
        self.inputs = [given for given in book.inputs.values() if given.axis is axis]
        self.details = [detail for detail in book.details.values() if detail.axis is axis]
        self.groups = [group.name for group in axis.groups]
        self.optional_groups = [group.name for group in axis.optional_groups]
        self.alone = sum(given.yearly for given in self.inputs) == 1

    def of(self, given: Input) -> list[str]:
        """An input's columns; for yearly ones the year too, alone if there is one such input."""
        if not given.yearly:
            return [column_of(given)]
        return [f"{self._stem(given)} {year}".strip() for year in self.years]

    def _stem(self, given: Input) -> str:
        return "" if self.alone else column_of(given)

    def known(self) -> list[str]:
        """Every column, in the order in which a message lists them."""
        figures = [column for given in self.inputs for column in self.of(given)]
        words = [column_of(detail) for detail in self.details]
        groups = [*self.groups, *self.optional_groups]
        return ["id", "title", *groups, *figures, *words, *SAID_OF_FIGURES]

    def is_needed(self, row: Row, given: Input) -> bool:
        """Whether an input may not be left blank because of another that the row gives."""
        other = self.book.inputs.get(f"{self.axis.name}_{given.needed_with}")
        if not given.needed_with or other is None:
            return False
        return any(row.get(column) for column in self.of(other))

    # -- checked against a table -------------------------------------------------------

    def check(self, table: Table, found: Gathering) -> None:
        """Note every heading that is not known, stands twice, or is not there and must be."""
        heads, place, known = table.heads, table.place, self.known()
        yearly = [column for g in self.inputs if g.yearly for column in self.of(g)]
        excused, guesses = set[str](), Guesses(known)
        for position, head in enumerate(heads):
            cell = f"{table.letters[position]}{place.line}: " if table.letters else ""
            if position in table.unread:
                excused.update(known)  # whichever it was, that has been said
            elif head in heads[:position]:
                name = f"The column {head}" if head else "A column without a name"
                found.problem(
                    f"{cell}{name} stands twice.", place, "Keep one of them.", code="E303"
                )
                excused.update(yearly)
            elif self._is_a_wrong_year(head, cell, table, found):
                excused.update(yearly)
            elif head not in known:
                excused.add(guesses.nearest(head))
                name = head or "A column without a name"
                fix = guesses.did_you_mean(head) or f"The columns are {', '.join(known)}."
                found.problem(f"{cell}{name} is not a column here.", place, fix, code="E303")
        lacking = [name for name in self._required(table) if name not in {*heads, *excused}]
        if lacking:
            what = f"There is no column {listed(lacking, 'or')}."
            fix = "Add it to the first line and fill it in each row."
            found.problem(what, place, fix, code="E304")

    def _required(self, table: Table) -> Iterator[str]:
        yield from ("id", *self.groups, "basis")
        if any(row.get("basis") in NEEDS_SOURCE for row in table.rows):
            yield "source"
        for given in self.inputs:
            columns = self.of(given)
            begun = given.yearly and any(column in table.heads for column in columns)
            needed = any(self.is_needed(row, given) for row in table.rows)
            if given.if_absent is None or needed or (begun and self.years.sure):
                yield from columns
        yield from (column_of(detail) for detail in self.details if detail.needed)

    def _is_a_wrong_year(self, head: str, cell: str, table: Table, found: Gathering) -> bool:
        """Whether a heading is a yearly column's but for its year, which is then refused."""
        before, _, last = head.rpartition(" ")
        stems = {self._stem(given) for given in self.inputs if given.yearly}
        if head in self.known() or before not in stems or not last[:1].isdigit():
            return False
        try:
            year: FinancialYear = read_year(last)
        except ValueError as error:
            what = sentence(f"{cell}The column {head}: {error}")
            found.problem(what, table.place, code="E408")
        else:
            found.outside(str(year), table.place)
        return True
