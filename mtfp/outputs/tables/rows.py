"""What a row and a table are: which lines a face shows, in which order and sense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One row of a table: a line or input, as it is or taken away, perhaps as a total.

    `base` is false where the base year's figure is only where a look back starts from; a
    `memo` stands beside the sum and is no part of it. A line of an axis is a row for `each`
    of its items, or no row at all where there are none. An `optional` row is left out where
    it is nought in every year of every scenario: what a plan says nothing of is no nought. One
    `unlike` another line is left out too where it is the same in all of them, and says nothing.
    """

    name: str
    sign: int = 1
    total: bool = False
    base: bool = True
    label: str = ""
    memo: bool = False
    each: bool = False
    optional: bool = False
    unlike: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under a title. A total is the sum of the rows above it that are no memo.

    A table that `needs` a line is left out where that is nought of every item in every year of
    every scenario.
    """

    title: str
    rows: tuple[Row, ...]
    needs: str = ""
