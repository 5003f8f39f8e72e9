"""Details: what a plan says of an item in words, beside its figures; no line reads them."""

from __future__ import annotations

from collections.abc import Iterable

from mtfp.algebra.expressions import COUNCIL, Axis, Titled
from mtfp.problems import LineError


class Detail(Titled):
    """A column of a register that is kept as text: who owns an item, which service it is of.

    `words` are all that it may be; `refers_to` is the axis whose ids it may be; a `dated` one
    is a day, 2026-02-25; a `role` is never a person's name. One that is `needed` may not be
    left blank.
    """

    __slots__ = ("dated", "needed", "refers_to", "role", "words")

    def __init__(
        self,
        title: str,
        *,
        per: Axis,
        sentence: str,
        words: Iterable[str] = (),
        refers_to: Axis | None = None,
        dated: bool = False,
        role: bool = False,
        needed: bool = False,
    ) -> None:
        super().__init__(title, per, sentence)
        self.words = tuple(words)
        self.refers_to = refers_to
        self.dated = dated
        self.role = role
        self.needed = needed
        if per is COUNCIL:
            raise LineError(f"{title!r} is a detail of the whole council: say it in plan.yaml")

    def take_name(self, name: str) -> None:
        """Take the bound name, which begins with the axis's: the rest is the column's heading."""
        if not name.startswith(f"{self.axis.name}_"):
            raise LineError(f"{name} is a detail of a {self.axis.one}: {self.axis.name}_{name}?")
        super().take_name(name)


detail = Detail
"""Declare a detail of an axis's items; its name is the one it is bound to."""
