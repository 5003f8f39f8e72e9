"""The columns of a register, as the model declares them, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.gathering import SAID_OF_FIGURES
from mtfp.plan.plan import BASES
from mtfp.terms import FinancialYear

SAID = {
    "id": "Must be given, and unlike any other in the plan: letters, digits, _ and -.",
    "title": "What it is called on every face.",
    "basis": f"Must be given: one of {', '.join(BASES)}.",
    "source": "Where it can be looked up, or who assumed it.",
    "note": "Anything else to be said of it.",
}


@dataclass(frozen=True)
class Column:
    """A column's heading; the input whose figure it holds and, where there is one a year, when.

    Columns that hold no figure have what is `said` of them, and `words` if it may only be these.
    """

    head: str
    given: Input | None = None
    year: FinancialYear | None = None
    said: str = ""
    words: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """All that a cell may be, where that is a list."""
        return tuple(self.given.choices) if self.given is not None else self.words


def registers(book: LineBook) -> list[Axis]:
    """The axes that have a register, those that others roll up to before them."""
    # A book with details lists here registers that no line runs over, too.
    listed: dict[str, Axis] = getattr(book, "registers", book.axes)
    return [axis for axis in listed.values() if axis is not COUNCIL]


def columns(book: LineBook, axis: Axis, years: Iterable[FinancialYear]) -> list[Column]:
    """Every column that a register may have."""
    inputs = [given for given in book.inputs.values() if given.axis is axis]
    alone = sum(given.yearly for given in inputs) == 1
    when = list(years)
    found = [Column(head, said=SAID[head]) for head in ("id", "title")]
    found += [
        Column(group.name, said=f"Must be given: an id from {group.many}.csv.")
        for group in axis.groups
    ]
    found += [
        Column(group.name, said=f"An id from {group.many}.csv; blank where it is of none alone.")
        for group in axis.optional_groups
    ]
    for given in sorted(inputs, key=lambda one: (_comes(one), inputs.index(one))):
        stem = _stem(given.name, axis)
        if given.yearly:
            found += [Column(str(y) if alone else f"{stem} {y}", given, y) for y in when]
        else:
            found.append(Column(stem, given))
    found += _details(book, axis)
    bases = {"basis": tuple(BASES)}
    return [*found, *(Column(h, said=SAID[h], words=bases.get(h, ())) for h in SAID_OF_FIGURES)]


def _details(book: LineBook, axis: Axis) -> Iterable[Column]:
    """What is said of an item in words, where the model declares such details."""
    details: dict[str, Any] = getattr(book, "details", {})
    for name, one in details.items():
        if one.axis is axis:
            yield Column(_stem(name, axis), said=one.sentence, words=tuple(one.words))


def _stem(name: str, axis: Axis) -> str:
    return name.removeprefix(f"{axis.name}_")


def _comes(given: Input) -> int:
    """What a row is comes first, then its amounts by year, then how those are read."""
    return 1 if given.yearly else 2 if given.choices and given.needed_with else 0
