"""What can be wrong with a plan, said so that the person who typed it can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file, its line, and the line's text where it helps."""

    file: str
    line: int = 0
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: what was found, where, and how to put it right."""

    what: str
    place: Place | None = None
    fix: str = ""

    def __str__(self) -> str:
        lines = [f"{self.place}   {self.what}" if self.place else self.what]
        if self.place and self.place.text:
            lines.append(f"    {self.place.line} | {self.place.text}")
        if self.fix:
            lines.append(f"    {self.fix}")
        return "\n".join(lines)


class PlanError(Exception):
    """The only exception that a user of plans meets: every problem found, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(
            sorted(problems, key=lambda p: (p.place or Place(""), p.what)),
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


class LineError(Exception):
    """A line of the model is declared wrongly; raised when the model is imported."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return `Did you mean x?` for the nearest known name, or nothing."""
    near = get_close_matches(name, list(known), 1)
    return f"Did you mean {near[0]}?" if near else ""
