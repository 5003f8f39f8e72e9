"""The same gap shared by each method, or by each voice's weights: one call of the engine each."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.lines import LineBook
from mtfp.engine import run
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.results import Results

METHOD, WEIGHTS = "close_gap", "weights_used"
COMPARED = (
    "structural_gap", "target_so_far", "targets_so_far", "gap_left_open", "salami_index", "salami_of_plan",
    "priority_score",
)  # fmt: skip
NOTHING, AS_DECIDED, PRIORITY_FIRST = "nothing", "as_decided", "priority_first"
BY_SCORES = ("score_weighted", PRIORITY_FIRST, "classes")


@dataclass(frozen=True)
class Methods:
    """A plan's targets under each of some names; figures are of the last plan year.

    `by` is the method where the names are those of voices.
    """

    names: tuple[str, ...]
    results: Results
    by: str = ""

    def so_far(self, method: str) -> NDArray[np.float64]:
        """Each service's targets since the base year, full-year effect."""
        return self._last("target_so_far")[:, self._case(method)]

    def score(self, method: str) -> NDArray[np.float64]:
        """Each service's priority score."""
        return self._last("priority_score")[:, self._case(method)]

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
    cases = Cases(tuple(shares), {METHOD: chosen})
    return Methods(tuple(shares), run(book, plan, cases, COMPARED))


def compare_weights(book: LineBook, plan: Plan) -> Methods:
    """Work the plan under members' weights and under residents', by its own method.

    A plan whose method looks at no scores goes by priority first.
    """
    voices, methods = (book.inputs[name].choices for name in (WEIGHTS, METHOD))
    own = next(name for name, n in methods.items() if n == plan.figures[METHOD][0, 0])
    by = own if own in BY_SCORES else PRIORITY_FIRST
    chosen = {
        WEIGHTS: np.array(list(voices.values()), float).reshape(1, 1, -1),
        METHOD: np.full((1, 1, len(voices)), float(methods[by])),
    }
    return Methods(tuple(voices), run(book, plan, Cases(tuple(voices), chosen), COMPARED), by)


def with_method(book: LineBook, plan: Plan, method: str) -> Results:
    """Work the plan with its gap shared by another method, all else as it stands."""
    number = float(book.inputs[METHOD].choices[method])
    return run(book, replace(plan, figures={**plan.figures, METHOD: np.array([[number]])}))
