"""Amounts typed year by year, which a register gives as levels or as changes.

A level is an amount against the base in each year; a change is that year's movement, and
is reversed only by another (DESIGN: register rows say which).
"""

from __future__ import annotations

from mtfp.algebra.expressions import Axis, Expression, Input, before, given, where
from mtfp.terms import CHOICE, GBP

LEVEL_OR_CHANGE = {"change": 0, "level": 1}
RECURRENCE = {"one_off": 0, "recurring": 1, "time_limited": 2}


def typed_amount(of: str, axis: Axis) -> Input:
    """The amount of each item that is typed in for each year."""
    return given(
        f"{of} typed by year", GBP, per=axis, yearly=True, if_absent=0,
        sentence="An amount for the year, as a level against the base or as a change.",
    )  # fmt: skip


def level_or_change(of: str, axis: Axis) -> Input:
    """How the typed amounts are to be read."""
    return given(
        f"{of}: how yearly amounts are read", CHOICE, per=axis, if_absent=0,
        choices=LEVEL_OR_CHANGE, needed_with="amount",
        sentence="level: against the base in each year; change: the year's own movement.",
    )  # fmt: skip


def recurrence(of: str, axis: Axis) -> Input:
    """Whether the item changes the base for ever, for some years, or only in its own year."""
    return given(
        f"{of}: recurring, one-off or time-limited", CHOICE, per=axis, choices=RECURRENCE,
        sentence="recurring: changes the base for ever; one_off: its own year only, then "
        "reverses; time_limited: for as long as its amounts last, outside the base.",
    )  # fmt: skip


def level(name: str, amount: Input, read_as: Input, recurs: Input) -> Expression:
    """The level against the base that typed amounts come to; `name` is the line's own.

    A one-off is its year's amount either way: typed as a change it reverses itself.
    """
    running = where(read_as.chosen("level"), amount, before(name) + amount)
    return where(recurs.chosen("one_off"), amount, running)
