"""What one pass over a plan's folder has gathered so far: figures, origins and problems."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mtfp.algebra.expressions import Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.plan import BASES, Figures, Items, Origin
from mtfp.plan.tables import Table
from mtfp.plan.typed import read_figure
from mtfp.problems import MistypedError, Place, Problem, did_you_mean, sentence
from mtfp.terms import FinancialYear

SAID_OF_FIGURES = ("basis", "source", "note")
NEEDS_SOURCE = ("published", "derived", "approved", "forecast")
"""The bases that rest on something which others can look up."""


@dataclass(frozen=True)
class Years:
    """The years planned for; not `sure` where plan.yaml fails to say and a guess stands in.

    The guess lets the rest of the folder be read; nothing is refused because of it.
    """

    first: FinancialYear
    count: int
    sure: bool = True

    def __iter__(self) -> Iterator[FinancialYear]:
        return (self.first + year for year in range(self.count))

    def __contains__(self, year: object) -> bool:
        return isinstance(year, FinancialYear) and 0 <= year - self.first < self.count

    def __str__(self) -> str:
        return f"{self.first} to {self.first + (self.count - 1)}"


@dataclass
class Gathering:
    """One pass over a folder, which goes on after each problem to find the next."""

    book: LineBook
    folder: str
    years: Years
    tables: Mapping[str, Table]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    figures: dict[str, Figures] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    items: dict[str, Items] = field(default_factory=dict)
    details: dict[tuple[str, str], str] = field(default_factory=dict)
    blanks: set[tuple[str, str, int]] = field(default_factory=set)

    def problem(self, what: str, place: Place, fix: str = "", *, code: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(what, place, fix, code=code))

    def note(self, found: Iterable[Problem]) -> None:
        """Note mistakes among the problems, and what is no more than doubtful beside them."""
        for one in found:
            (self.warnings if one.code.startswith("W") else self.problems).append(one)

    def place(self, file: str) -> Place:
        """A file of the folder as a place."""
        return Place(f"{self.folder}/{file}")

    def figure(self, text: str, given: Input, place: Place, called: str) -> float | None:
        """The figure that a text stands for, or nothing and a problem."""
        try:
            return read_figure(text, given, self.years.first)
        except MistypedError as error:
            self.problem(sentence(f"{called}: {error}"), place, code=error.code)
            return None

    def outside(self, year: str, place: Place) -> None:
        """Note that a year is not one of the plan's."""
        if self.years.sure:
            fix = "The years follow from base_year and years in plan.yaml."
            self.problem(f"{year} is outside the plan, {self.years}.", place, fix, code="E409")

    def origin(
        self,
        said: Mapping[str, str],
        place: Place,
        excused: Collection[str] = (),
        cell: Callable[[str], str] = lambda _: "",
    ) -> Origin:
        """Where figures came from, once; `excused` is what is already known to be amiss.

        `cell` is what a message of one word begins with, where each word has a cell.
        """
        basis, source = said.get("basis", ""), said.get("source", "")
        if basis not in BASES and "basis" not in excused:
            what = f"{basis} is not a basis." if basis else "Has no basis."
            fix = did_you_mean(basis, BASES) or f"Say one of {', '.join(BASES)}."
            self.problem(cell("basis") + what, place, fix, code="E410")
        elif basis in NEEDS_SOURCE and not source and "source" not in excused:
            fix = "Say where the figure can be looked up, or call it assumed or illustrative."
            what = f"{cell('source')}Is {basis}, but has no source."
            self.problem(what, place, fix, code="E411")
        return Origin(place, basis, source, said.get("note", ""))
