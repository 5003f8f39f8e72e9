"""What a plan leaves blank, and so which figures cannot be said.

A cell of a register left blank in a row that gives other years is not nought: it was not
known. A figure worked in that year from it cannot be said either. Where amounts are changes,
which are added up as they are typed, nor can that of any later year, which misses it. Where they
are levels, the next one given makes good the years left blank before it. From the gap down each
year stands alone, so a sum over the years, or a balance carried forward, cannot be said once a
year is missing from it, nor can what looks back at it: interest on the cash that reserves leave.

Of a few inputs nought itself says that nobody knows them, such as what a service controls.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Input, Line, Named, walk
from mtfp.algebra.lines import LineBook
from mtfp.analysis.carry import NOTHING, Marks, carried
from mtfp.plan.plan import Plan

GAPS = ("gap_before_savings", "gap", "gap_expected")
"""The lines at which a year's own figure is known, and below which it is used up."""


@dataclass(frozen=True)
class Blanks:
    """Which figures of a plan cannot be said, by line and item; base year first."""

    book: LineBook
    plan: Plan

    def of(self, name: str, item: int = 0) -> NDArray[np.bool_]:
        """For each year, base year first, whether the figure of a line is left blank."""
        if not (self.plan.blanks or name in self._of_unknowns) or name not in self._marks:
            return np.full(1 + self.plan.years, False)
        return np.asarray(self._marks[name][:, item] > NOTHING)

    def left_out(
        self, figures: NDArray[np.float64], name: str, item: int = 0
    ) -> NDArray[np.float64]:
        """A line's figures, base year first, with those that cannot be said as NaN."""
        return np.where(self.of(name, item), np.nan, figures)

    @cached_property
    def _marks(self) -> dict[str, Marks]:
        inputs = {
            name: np.full(self.plan.size(given), NOTHING)
            for name, given in self.book.inputs.items()
        }
        for name, item_id, year in self.plan.blanks:
            ids = self.plan.items_of(self.book.inputs[name].axis).ids
            inputs[name][year, ids.index(item_id)] = 0
        for name in self._unknowns:
            inputs[name][self.plan.figures[name] == 0] = 0
        return carried(self.book, self.plan, inputs, self._looks_back, _leaves_out)

    @cached_property
    def _unknowns(self) -> tuple[str, ...]:
        """The inputs of which a nought in this plan says that they are not known."""
        return tuple(
            name
            for name, given in self.book.inputs.items()
            if given.unknown_at_nought and (self.plan.figures[name] == 0).any()
        )

    @cached_property
    def _of_unknowns(self) -> frozenset[str]:
        """The lines that are worked from those, so that the others need not be looked at."""
        return self.book.moved_by(self._unknowns) if self._unknowns else frozenset()

    def _looks_back(self, line: Line, target: Named) -> bool:
        """Whether a blank of last year is still one to this line.

        A movement, which reads the same thing this year, takes in the years left blank; what is
        typed for the year and added to last year's figure does not.
        """
        if line is target:
            return line.name in self._typed_on_top or line.name in self._below_the_gap
        below = {line.name, target.name} & self._below_the_gap
        return bool(below) and target not in self.book.needs(line)

    @cached_property
    def _typed_on_top(self) -> frozenset[str]:
        """Lines that work what was typed for the year into their own figure of last year."""
        return frozenset(
            line.name
            for line in self.book.lines.values()
            if any(isinstance(part, Input) and part.yearly for part in walk(line.expression))
        )

    @cached_property
    def _below_the_gap(self) -> frozenset[str]:
        """What is worked from a gap by way of nothing that the year's gap is itself worked from."""
        return self.book.moved_by(
            (name for name in GAPS if name in self.book.lines), but=self._up_to_the_gap
        )

    @cached_property
    def _up_to_the_gap(self) -> frozenset[str]:
        found: set[str] = set()
        waiting = [self.book.lines[name] for name in GAPS if name in self.book.lines]
        while waiting:
            for need in self.book.needs(waiting.pop()):
                if isinstance(need, Line) and need.name not in found:
                    found.add(need.name)
                    waiting.append(need)
        return frozenset(found - set(GAPS))


def _leaves_out(line: Line, given: Input) -> bool:
    """Whether what nobody knows of an input is nothing to a line."""
    return line.leaves_out_unknown and given.unknown_at_nought
