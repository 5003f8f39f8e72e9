"""The columns of a register, as the model declares them, in the order in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mtfp.algebra.details import Detail
from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.gathering import SAID_OF_FIGURES
from mtfp.plan.headings import column_of
from mtfp.plan.plan import BASES
from mtfp.terms import FinancialYear

SAID = {
    "id": "Must be given, and unlike any other in the plan: letters, digits, _ and -.",
    "title": "What it is called on every face.",
    "basis": f"Must be given: one of {', '.join(BASES)}.",
    "source": "Where it can be looked up, or who assumed it.",
    "note": "Anything else to be said of it.",
}
_FIRST_OF_MONTH = re.compile(r"([0-9]{4}-[0-9]{2})-01")


@dataclass(frozen=True)
class Column:
    """A column's heading, and what it holds: an input's figure, in a year if yearly, or a detail.

    A column that holds neither belongs to every register, or names the `group` of its row,
    of which an `optional` one may be left blank.
    """

    head: str
    given: Input | None = None
    year: FinancialYear | None = None
    detail: Detail | None = None
    group: Axis | None = None
    optional: bool = False

    @property
    def holds(self) -> Input | Detail | None:
        """What the model declares that a cell holds."""
        return self.detail if self.given is None else self.given

    @property
    def said(self) -> str:
        """What it means."""
        if self.group is not None:
            rule = "blank where it is of none alone" if self.optional else "must be given"
            return f"An id from {self.group.many}.csv; {rule}."
        return SAID[self.head] if self.holds is None else self.holds.sentence

    @property
    def choices(self) -> tuple[str, ...]:
        """All that a cell may be, where that is a list which the model knows."""
        if self.given is not None:
            return tuple(self.given.choices)
        if self.detail is not None:
            return self.detail.words
        return BASES if self.head == "basis" else ()

    @property
    def refers_to(self) -> tuple[Axis, ...]:
        """The axes of whose items a cell names one; a cell that may name several is free text."""
        if self.detail is not None:
            return () if self.detail.several else self.detail.refers_to
        return () if self.group is None else (self.group,)

    def as_typed(self, text: str) -> str:
        """A cell as a person would type it: a workbook gives a month by its first day."""
        month = _FIRST_OF_MONTH.fullmatch(text)
        dated = self.given is not None and self.given.dated
        return month[1] if dated and month else text


def registers(book: LineBook) -> list[Axis]:
    """The axes that have a register, those that others roll up to before them."""
    return [axis for axis in book.registers.values() if axis is not COUNCIL]


def columns(book: LineBook, axis: Axis, years: Iterable[FinancialYear]) -> list[Column]:
    """Every column that a register may have."""
    inputs = [given for given in book.inputs.values() if given.axis is axis]
    alone = sum(given.yearly for given in inputs) == 1
    when = list(years)
    found = [Column("id"), Column("title")]
    found += [Column(group.name, group=group) for group in axis.groups]
    found += [Column(group.name, group=group, optional=True) for group in axis.optional_groups]
    for given in sorted(inputs, key=lambda one: (_comes(one), inputs.index(one))):
        stem = column_of(given)
        if given.yearly:
            found += [Column(str(y) if alone else f"{stem} {y}", given, y) for y in when]
        else:
            found.append(Column(stem, given))
    details = [detail for detail in book.details.values() if detail.axis is axis]
    found += [Column(column_of(detail), detail=detail) for detail in details]
    return [*found, *(Column(head) for head in SAID_OF_FIGURES)]


def _comes(given: Input) -> int:
    """What a row is comes first, then its amounts by year, then how those are read."""
    return 1 if given.yearly else 2 if given.choices and given.needed_with else 0
