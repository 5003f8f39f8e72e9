"""Codes of a ledger as a mapping writes them, and which of them a code of the extract falls under.

Three ways are enough: one code (`10050`), a range of codes of one length (`10000-10999`, or
`AC100-AC199`), and all that begin alike (`AC*`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtfp.problems import MistypedError, Place

HOW = "Write one code (10050), a range (10000-10999), or all that begin alike (AC*)."
_RANGE = re.compile(r"^(.*?)([0-9]+) ?- ?(.*?)([0-9]+)$")


@dataclass(frozen=True)
class Codes:
    """Some codes: all begin with `stem`, which is the whole of one code alone.

    Of a range the digits that follow run from `low` to `high`, which are of one length; where
    it is `open`, anything may follow.
    """

    text: str
    stem: str
    low: str = ""
    high: str = ""
    open: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is one code alone."""
        return not self.low and not self.open

    def __contains__(self, code: str) -> bool:
        if self.is_one:
            return code == self.stem
        if self.open:
            return code.startswith(self.stem)
        digits = code[len(self.stem) :] if code.startswith(self.stem) else ""
        return len(digits) == len(self.low) and self.reaches(digits, digits)

    def reaches(self, low: str, high: str) -> bool:
        """Whether any digits from one to the other, as long as the range's own, are in it."""
        return f"{low}{high}".isascii() and low.isdigit() and low <= self.high and high >= self.low

    def overlaps(self, other: Codes) -> bool:
        """Whether there can be a code that falls under both."""
        if self.is_one:
            return self.stem in other
        if other.is_one:
            return other.stem in self
        if self.low and other.low:
            alike = self.stem == other.stem and len(self.low) == len(other.low)
            return alike and self.reaches(other.low, other.high)
        if self.open and other.open:
            return self.stem.startswith(other.stem) or other.stem.startswith(self.stem)
        prefix, span = (self, other) if self.open else (other, self)
        if span.stem.startswith(prefix.stem):
            return True
        begun = prefix.stem.removeprefix(span.stem)
        width = len(span.low)
        could_be = prefix.stem.startswith(span.stem) and begun.isdigit() and len(begun) <= width
        return could_be and span.reaches(begun.ljust(width, "0"), begun.ljust(width, "9"))


def read_codes(text: str) -> Codes:
    """The codes that a text stands for; raises MistypedError with how to write them."""
    said = text.strip()
    if not said:
        raise MistypedError("nothing is written", code="E903")
    if "*" in said:
        stem = said.removesuffix("*")
        if not stem or "*" in stem:
            reason = f"{said!r} should be how the codes begin and one * at the end, such as AC*"
            raise MistypedError(reason, code="E903")
        return Codes(said, stem, open=True)
    span = _RANGE.match(said)
    if not span:
        return Codes(said, said)
    stem, low, other, high = span.groups()
    if stem != other or len(low) != len(high):
        reason = f"{said!r} is a range whose ends are not of one kind and one length"
        raise MistypedError(reason, code="E903")
    if low > high:
        raise MistypedError(f"{said!r} ends before it begins", code="E903")
    return Codes(said, stem, low, high)


@dataclass(frozen=True)
class Taking:
    """One entry of a mapping: who takes which codes, and where that is written."""

    taker: str
    codes: Codes
    place: Place

    def __str__(self) -> str:
        return f"{self.taker} ({self.codes.text})"


class Coding:
    """A whole mapping of codes, in which no code may be taken twice."""

    def __init__(self, takings: Iterable[Taking] = ()) -> None:
        self.takings = tuple(takings)
        self._single = {one.codes.stem: one for one in self.takings if one.codes.is_one}
        self._wide = [one for one in self.takings if not one.codes.is_one]
        self._known: dict[str, Taking | None] = {}

    def taking(self, code: str) -> Taking | None:
        """The entry that takes a code of the extract, if there is one."""
        if code not in self._known:
            self._known[code] = self.would_take(code)
        return self._known[code]

    def would_take(self, code: str) -> Taking | None:
        """The entry that takes a code, which need not be one of the extract."""
        wide = (one for one in self._wide if code in one.codes)
        return self._single.get(code) or next(wide, None)

    def idle(self) -> list[Taking]:
        """The entries that have taken nothing so far."""
        busy = {id(taking) for taking in self._known.values()}
        return [taking for taking in self.takings if id(taking) not in busy]

    def overlaps(self) -> Iterator[tuple[Taking, Taking]]:
        """Each entry that could take what an earlier one takes, with that one."""
        # Single codes, of which there may be thousands, are not held against one another.
        single: dict[str, Taking] = {}
        wide: list[Taking] = []
        for later in self.takings:
            code = later.codes.stem if later.codes.is_one else None
            others = wide if code is not None else [*wide, *single.values()]
            first = single.get(code or "") or next(
                (one for one in others if one.codes.overlaps(later.codes)), None
            )
            if first is not None:
                yield first, later
            if code is None:
                wide.append(later)
            else:
                single.setdefault(code, later)
