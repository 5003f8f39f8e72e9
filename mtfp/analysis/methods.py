"""The same gap shared in other ways: by each method, and by members' weights beside residents'.

Every way of every case is a case of one call of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.lines import LineBook
from mtfp.analysis.saying import HALF_A_POUND, NEAR_NOUGHT, millions
from mtfp.engine import run
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.results import Results

METHOD, WEIGHTS = "close_gap", "weights_used"
COMPARED = (
    "structural_gap", "target_so_far", "targets_so_far", "gap_left_open", "salami_index",
    "salami_of_plan", "priority_score",
)  # fmt: skip
NOTHING, AS_DECIDED = "nothing", "as_decided"
EQUAL, PRIORITY_FIRST = "equal_percentage", "priority_first"
BY_SCORES = ("score_weighted", PRIORITY_FIRST, "classes")


@dataclass(frozen=True)
class Ways:
    """Every case of a run worked again in each of some ways; figures are of the last plan year.

    `methods` and `voices` name the ways. There are no voices where residents gave no weights. A
    voice goes by its case's own method, or by priority first where that looks at no scores.
    """

    methods: tuple[str, ...]
    voices: tuple[str, ...]
    results: Results

    def so_far(self, way: str, case: int = 0) -> NDArray[np.float64]:
        """Each service's targets since the base year, full-year effect."""
        return self.each("target_so_far", way, case)

    def each(self, line: str, way: str, case: int = 0) -> NDArray[np.float64]:
        """A line of every service."""
        figures: NDArray[np.float64] = self.results.array(line)[-1, :, self._place(way, case)]
        return figures

    def one(self, line: str, way: str, case: int = 0) -> float:
        """A council-wide line."""
        return float(self.each(line, way, case)[0])

    def instead(self, way: str, case: int) -> dict[str, float]:
        """The inputs that a way sets in place of the case's own."""
        place = self._place(way, case)
        return {
            name: float(self.results.cases.varied[name][0, 0, place]) for name in (METHOD, WEIGHTS)
        }

    def _place(self, way: str, case: int) -> int:
        names = (*self.methods, *self.voices)
        return case * len(names) + names.index(way)


def ways_of(results: Results) -> Ways:
    """Work every case under every method that shares a gap by itself, and by each voice."""
    book, plan = results.book, results.plan
    methods = {
        name: number for name, number in book.inputs[METHOD].choices.items()
        if name not in (NOTHING, AS_DECIDED)
    }  # fmt: skip
    weighed = bool(plan.figures["priority_residents_weight"].any())
    voices = book.inputs[WEIGHTS].choices if weighed else {}
    by_scores = [methods[name] for name in BY_SCORES]
    chosen: dict[str, list[float]] = {METHOD: [], WEIGHTS: []}
    for case in range(len(results.cases)):
        own = {name: results.amount(book[name], 1, 0, case) for name in (METHOD, WEIGHTS)}
        by = own[METHOD] if own[METHOD] in by_scores else methods[PRIORITY_FIRST]
        chosen[METHOD] += [*methods.values(), *(by for _ in voices)]
        chosen[WEIGHTS] += [*(own[WEIGHTS] for _ in methods), *voices.values()]
    each = len(methods) + len(voices)
    varied = {name: np.repeat(found, each, axis=2) for name, found in results.cases.varied.items()}
    varied |= {name: np.array(numbers, float).reshape(1, 1, -1) for name, numbers in chosen.items()}
    labels = tuple(
        f"{label}, {way}" for label in results.cases.labels for way in (*methods, *voices)
    )
    return Ways(tuple(methods), tuple(voices), run(book, plan, Cases(labels, varied), COMPARED))


def by_each_method(ways: Ways, case: int = 0) -> str:
    """How many services each way of sharing asks, and what that leaves, in one sentence."""
    if not len(ways.results.plan.items["service"]):
        return "The plan lists no services to share a gap between."
    asked, first = (_asked(ways, way, case) for way in (EQUAL, PRIORITY_FIRST))
    if not asked and not first:
        gap = max(ways.one("structural_gap", way, case) for way in ways.methods)
        if gap > NEAR_NOUGHT:
            return (
                f"No method asks anything of a service, and {millions(gap)} is missing every year."
            )
        return "There is no recurring gap to share, so that no method asks anything of a service."
    year = ways.results.plan.plan_years[-1]
    least, way = max((ways.one("gap_left_open", way, case), way) for way in ways.methods)
    said = (
        f"By {year} an equal percentage would ask something of {_services(asked)}, and priority "
        f"first of {first}."
    )
    if least > NEAR_NOUGHT:
        named = way.replace("_", " ")
        said += f" By {named}, {millions(least)} would still be missing."
    return said


def _asked(ways: Ways, way: str, case: int) -> int:
    return int((ways.so_far(way, case) > HALF_A_POUND).sum())


def _services(number: int) -> str:
    return "1 service" if number == 1 else f"{number} services"


def with_method(book: LineBook, plan: Plan, method: str) -> Results:
    """Work the plan with its gap shared by another method, all else as it stands."""
    number = float(book.inputs[METHOD].choices[method])
    return run(book, replace(plan, figures={**plan.figures, METHOD: np.array([[number]])}))
