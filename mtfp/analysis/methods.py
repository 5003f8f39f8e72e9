"""The same gap shared by each method in turn: one call of the engine, a method a case."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.lines import LineBook
from mtfp.engine import run
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.results import Results

METHOD = "close_gap"
NOTHING, AS_DECIDED = "nothing", "as_decided"


@dataclass(frozen=True)
class Methods:
    """A plan's targets under each method, by its name; figures are of the last plan year."""

    names: tuple[str, ...]
    results: Results

    def so_far(self, method: str) -> NDArray[np.float64]:
        """Each service's targets since the base year, full-year effect."""
        return self._last("target_so_far")[:, self._case(method)]

    def one(self, name: str, method: str) -> float:
        """A council-wide line in the last year."""
        return float(self._last(name)[0, self._case(method)])

    def _last(self, name: str) -> NDArray[np.float64]:
        figures: NDArray[np.float64] = self.results.array(name)[-1]
        return figures

    def _case(self, method: str) -> int:
        return self.names.index(method)


def compare_methods(book: LineBook, plan: Plan) -> Methods:
    """Work the plan under every method that shares a gap by itself, all else as it stands."""
    given = book.inputs[METHOD]
    shares = {name: n for name, n in given.choices.items() if name not in (NOTHING, AS_DECIDED)}
    chosen = np.array(list(shares.values()), float).reshape(1, 1, -1)
    return Methods(tuple(shares), run(book, plan, Cases(tuple(shares), {METHOD: chosen})))


def with_method(book: LineBook, plan: Plan, method: str) -> Results:
    """Work the plan with its gap shared by another method, all else as it stands."""
    number = float(book.inputs[METHOD].choices[method])
    return run(book, replace(plan, figures={**plan.figures, METHOD: np.array([[number]])}))
