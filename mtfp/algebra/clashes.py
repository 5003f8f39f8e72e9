"""Clashes: two choices of one item that may not stand together, and why not."""

from __future__ import annotations

from dataclasses import dataclass

from mtfp.algebra.details import Detail
from mtfp.algebra.expressions import Input
from mtfp.problems import LineError


@dataclass(frozen=True, eq=False)
class Clash:
    """A choice of an item that rules out a choice of another input of the same item.

    Where the item says something of the detail in `unless`, nothing is ruled out.
    """

    given: Input
    choice: str
    other: Input
    other_choice: str
    because: str
    unless: Detail | None = None

    def __post_init__(self) -> None:
        """Refuse a clash of choices that there are not, or of different items."""
        for given, choice in ((self.given, self.choice), (self.other, self.other_choice)):
            if choice not in given.choices:
                raise LineError(f"{given.title!r} may never be {choice!r}, so it cannot clash")
        others = (self.other, self.unless) if self.unless else (self.other,)
        if any(one.axis is not self.given.axis for one in others):
            raise LineError(f"{self.given.title!r} clashes with what is no {self.given.axis.one}'s")
