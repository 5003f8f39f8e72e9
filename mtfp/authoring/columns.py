"""The columns of a register, as the model declares them, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.gathering import SAID_OF_FIGURES
from mtfp.terms import FinancialYear


@dataclass(frozen=True)
class Column:
    """A column's heading; the input whose figure it holds and, where there is one a year, when.

    Columns that say who the row is, and where its figures come from, hold no input's figure.
    """

    head: str
    given: Input | None = None
    year: FinancialYear | None = None


def registers(book: LineBook) -> list[Axis]:
    """The axes that have a register, those that others roll up to before them."""
    return [axis for axis in book.axes.values() if axis is not COUNCIL]


def columns(book: LineBook, axis: Axis, years: Iterable[FinancialYear]) -> list[Column]:
    """Every column that a register may have."""
    inputs = [given for given in book.inputs.values() if given.axis is axis]
    alone = sum(given.yearly for given in inputs) == 1
    when = list(years)
    found = [Column(head) for head in ("id", "title", *(group.name for group in axis.groups))]
    for given in sorted(inputs, key=lambda one: (_comes(one), inputs.index(one))):
        stem = given.name.removeprefix(f"{axis.name}_")
        if given.yearly:
            found += [Column(str(y) if alone else f"{stem} {y}", given, y) for y in when]
        else:
            found.append(Column(stem, given))
    return [*found, *(Column(head) for head in SAID_OF_FIGURES)]


def _comes(given: Input) -> int:
    """What a row is comes first, then its amounts by year, then how those are read."""
    return 1 if given.yearly else 2 if given.choices and given.needed_with else 0
