"""How long the engine takes over the reference model, as a multiple of numpy written by hand.

Run it with `python -m tests.benchmarks.engine_against_numpy`.
"""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

import numpy as np

from mtfp.algebra.arrays import Program
from mtfp.engine import BLOCK, run
from mtfp.plan.plan import Plan
from tests.benchmarks.by_hand import cases_first, natural, same_lines
from tests.benchmarks.reference_figures import reference_cases, reference_plan
from tests.benchmarks.reference_model import BOOK, KEPT

ROUNDS = {1: 301, 1_000: 41, 10_000: 15}


def seconds(work: Callable[[], object]) -> float:
    """The time that one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def in_turn(rivals: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median time of each, taken in turn so that a slow minute slows them all."""
    for work in rivals.values():
        work()
    times = [{name: seconds(work) for name, work in rivals.items()} for _ in range(rounds)]
    return {name: median(one[name] for one in times) for name in rivals}


def row(plan: Plan, count: int, rounds: int) -> str:
    """Compile once, then time the three in turn: one row of the table."""
    cases = reference_cases(count)
    drivers = cases_first(cases)
    varying = frozenset(cases.varied) if count > 1 else frozenset()
    width = min(count, BLOCK)
    compiling = seconds(lambda: Program(BOOK, plan.layout, varying, frozenset(KEPT), width))
    took = in_turn(
        {
            "engine": lambda: run(BOOK, plan, cases, KEPT),
            "same lines": lambda: same_lines(plan, cases),
            "natural": lambda: natural(plan, drivers),
        },
        rounds,
    )
    engine, same, plain = (1e3 * one for one in took.values())
    return (
        f"{count:8,} {1e3 * compiling:8.1f} {engine:8.2f} {same:11.2f} {plain:8.2f}"
        f" {engine / same:12.2f} {engine / plain:15.2f}"
    )


def main() -> None:
    """Print a row for each number of cases."""
    # Freeing 30 MB teaches the allocator to keep what is freed, as in any process that has run a
    # while; until then numpy by hand may ask the system for every temporary array anew.
    np.empty(30_000_000, np.uint8)
    plan = reference_plan()
    print("   cases  compile   engine  same lines  natural  engine/same  engine/natural   (ms)")
    for count, rounds in ROUNDS.items():
        print(row(plan, count, rounds))


if __name__ == "__main__":
    main()
