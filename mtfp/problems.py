"""What can be wrong with a plan, said so that the person who typed it can mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

LONGEST_QUOTE, LONGEST_SENTENCE = 120, 400
MOST_TOLD = 10
"""Problems of one kind in one file that are told one by one before the rest are counted."""


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
    """One thing that is wrong: what was found, where, and how to put it right.

    `code` is its kind in the catalogue, which `mtfp explain-problem` explains.
    """

    what: str
    place: Place | None = None
    fix: str = ""
    code: str = field(kw_only=True)

    def __post_init__(self) -> None:
        _refuse_unknown(self.code)

    @property
    def order(self) -> tuple[Place, str]:
        """By place, and at one place by what is said."""
        return self.place or Place(""), self.what

    def __str__(self) -> str:
        # A file may hold anything, so what it makes a message say is kept short, on one line.
        what = shortened(" ".join(self.what.split()), LONGEST_SENTENCE)
        what = f"{what}   [{self.code}]"
        lines = [f"{self.place}   {what}" if self.place else what]
        if self.place and self.place.text:
            lines.append(f"    {self.place.line} | {shortened(self.place.text, LONGEST_QUOTE)}")
        if self.fix:
            lines.append(f"    {shortened(' '.join(self.fix.split()), LONGEST_SENTENCE)}")
        # The name of a file may hold what is no text at all.
        return "\n".join(lines).encode("utf-8", "replace").decode("utf-8")


class PlanError(Exception):
    """The only exception that a user of plans meets: every problem found, in order of place.

    `so_far` is what was made out of a plan in spite of them, for whoever can go on from there.
    """

    def __init__(self, problems: Iterable[Problem], so_far: object = None) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        self.so_far = so_far
        super().__init__()

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in counted(self.problems))


class MistypedError(ValueError):
    """A text is not what it should be; it says what was expected, and its code in the catalogue."""

    def __init__(self, reason: str, *, code: str) -> None:
        _refuse_unknown(code)
        self.code = code
        super().__init__(reason)


class LineError(Exception):
    """A line of the model is declared wrongly; raised when the model is imported."""


def _refuse_unknown(code: str) -> None:
    # The catalogue is loaded when there is first something to say.
    from mtfp.codes import CODES

    if code not in CODES:
        raise ValueError(f"{code} is not a code of mtfp/codes")


def counted(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problems of each kind in a file, the last of which says how many more there are."""
    several = list(problems)
    kinds = [(one.place.file if one.place else "", one.code) for one in several]
    of_a_kind, told = Counter(kinds), Counter[tuple[str, str]]()
    for one, kind in zip(several, kinds, strict=True):
        told[kind] += 1
        more = of_a_kind[kind] - MOST_TOLD
        if told[kind] <= MOST_TOLD or more == 1:
            yield one
        elif told[kind] == MOST_TOLD + 1:
            what = shortened(one.what, LONGEST_SENTENCE // 2)
            yield replace(one, what=f"{what} There are {more:,} like it from here on.")


class Guesses:
    """Near names for the first of many strange ones: those after them are no more than counted."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = list(known)
        self.made: dict[str, str] = {}

    def nearest(self, name: str) -> str:
        """The known name that is most like this one, or nothing."""
        if name not in self.made and len(self.made) <= MOST_TOLD:
            self.made[name] = nearest(name, self.known)
        return self.made.get(name, "")

    def did_you_mean(self, name: str) -> str:
        """Return `Did you mean x?` for the nearest known name, or nothing."""
        near = self.nearest(name)
        return f"Did you mean {near}?" if near else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one, or nothing."""
    if len(name) > LONGEST_QUOTE:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), 1)), "")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return `Did you mean x?` for the nearest known name, or nothing."""
    near = nearest(name, known)
    return f"Did you mean {near}?" if near else ""


def shortened(text: str, most: int) -> str:
    """The start of a text, with a sign where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def sentence(text: str) -> str:
    """A text that ends as a sentence does, once."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def listed(words: Iterable[str], last: str) -> str:
    """Words as a sentence lists them: one, two or three."""
    *others, end = words
    return f"{', '.join(others)} {last} {end}" if others else end
