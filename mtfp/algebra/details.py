"""Details: what a plan says of an item in words, beside its figures; no line reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtfp.algebra.expressions import COUNCIL, Axis, Derivation, Titled
from mtfp.problems import LineError

SEPARATOR = ";"
"""What stands between the ids of a detail that may name several."""


class Detail(Titled):
    """A column of a register that is kept as text: who owns an item, which service it is of.

    `words` are all that it may be; `refers_to` are the axes whose ids it may be, `several` of
    them with ; between; a `dated` one is a day, 2026-02-25, `not_before` that of another column;
    `a_year` is a financial year; a `role` is never a person's name. One that is `needed` may not
    be left blank, nor one `needed_for` a word of another detail, nor one `needed_with` others
    whose columns are not.
    """

    __slots__ = (
        "a_year", "dated", "needed", "needed_for", "needed_with", "not_before", "refers_to",
        "role", "several", "words",
    )  # fmt: skip

    def __init__(
        self,
        title: str,
        *,
        per: Axis,
        sentence: str,
        words: Iterable[str] = (),
        refers_to: Axis | tuple[Axis, ...] = (),
        several: bool = False,
        dated: bool = False,
        role: bool = False,
        needed: bool = False,
        needed_for: tuple[Detail, str] | None = None,
        needed_with: tuple[str, ...] = (),
        not_before: str = "",
        a_year: bool = False,
    ) -> None:
        super().__init__(title, per, sentence)
        self.words = tuple(words)
        self.refers_to = (refers_to,) if isinstance(refers_to, Axis) else refers_to
        self.several = several
        self.dated = dated
        self.role = role
        self.needed = needed
        self.needed_for = needed_for
        self.needed_with = needed_with
        self.not_before = not_before
        self.a_year = a_year
        if per is COUNCIL:
            raise LineError(f"{title!r} is a detail of the whole council: say it in plan.yaml")

    def names(self, text: str) -> tuple[str, ...]:
        """What a text names, each once: several with ; between, where the detail allows it."""
        if not self.several:
            return (text,) if text else ()
        parts = (part.strip() for part in text.split(SEPARATOR))
        return tuple(dict.fromkeys(part for part in parts if part))

    def take_name(self, name: str) -> None:
        """Take the bound name, which begins with the axis's: the rest is the column's heading."""
        if not name.startswith(f"{self.axis.name}_"):
            raise LineError(f"{name} is a detail of a {self.axis.one}: {self.axis.name}_{name}?")
        super().take_name(name)


detail = Detail
"""Declare a detail of an axis's items; its name is the one it is bound to."""


@dataclass(frozen=True, eq=False)
class Said(Derivation):
    """An axis derived from a detail: an item for each thing that the detail says of an item.

    It is grouped by the axis of the detail and, where that refers to another, by that one. Where
    there are `words`, there is an item only where the detail says one of them.
    """

    of: Detail
    words: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Alike(Derivation):
    """An axis derived from two details: an item for each item that says what its group says.

    `like` is the detail of the group. It is grouped by the axis of the detail `of` its items.
    """

    of: Detail
    like: Detail


@dataclass(frozen=True, eq=False)
class Chains(Derivation):
    """An axis derived from a detail by which items wait for others of their own axis.

    An item for each chain from an item up to one that waits for none, grouped by its first.
    """

    along: Detail


@dataclass(frozen=True, eq=False)
class Steps(Derivation):
    """An axis derived from chains: an item for each of a chain's, grouped by both."""

    of: Axis
