"""Allocation: the rules' vectors (7.2, 7.6 and 7.7), through engine, script and workbook.

Expected figures are typed from the rules and not made by the code. Sums are £000, as they are
printed there.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mtfp.algebra.javascript import program
from mtfp.analysis.optimise import best_by_score, best_packages
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.script import script_data
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.plan import Plan
from mtfp.results import Results
from tests.test_vectors_capital import plan_of
from tests.test_vectors_reserves import grouped
from tests.witnesses import scripts
from tests.witnesses.spreadsheets import formualize

SERVICES = {
    "children": (40_000, 32_000, 95),
    "adults": (60_000, 50_000, 90),
    "highways": (12_000, 6_000, 70),
    "libraries": (4_000, 1_500, 55),
    "corporate": (16_000, 9_000, 50),
    "leisure": (8_000, 0, 40),
}
"""What each controls, its statutory minimum and its score: the rules' own table."""
METHODS = MODEL.inputs["close_gap"].choices
K = 1_000
Row = tuple[float, ...]


def shared(method: str, target: float, **said: float) -> Plan:
    """The six services, with a recurring gap of `target` £000 and nothing else."""
    plan = plan_of(
        1,
        {"service": tuple(SERVICES)},
        approved_budget=target * K,
        close_gap=METHODS[method],
        service_controllable={name: b * K for name, (b, _, _) in SERVICES.items()},
        service_minimum={name: m * K for name, (_, m, _) in SERVICES.items()},
        service_score={name: s for name, (_, _, s) in SERVICES.items()},
        service_statutory={name: float(m > 0) for name, (_, m, _) in SERVICES.items()},
        service_order={name: 1 + n for n, name in enumerate(SERVICES)},
        **said,
    )
    assert sum(b for b, _, _ in SERVICES.values()) == 140_000
    return plan


def scored() -> Plan:
    """TV-SCORE-1: three results and five attributes, each graded."""
    results, attributes = ("homes", "health", "roads"), ("a", "b", "c", "d", "e")
    grades = tuple(f"g{n}" for n in range(8))
    plan = plan_of(
        1,
        {"service": ("one",), "priority": (*results, *attributes), "grade": grades},
        priority_kind=dict.fromkeys(attributes, 1),
        priority_weight={"homes": 0.4, "health": 0.3, "roads": 0.3, **dict.fromkeys("abcde", 0.2)},
        service_order={"one": 1},
        grade_agreed=dict(zip(grades, (4, 1, 0, 4, 3, 1, 2, 2), strict=True)),
    )
    return grouped(plan, "grade", service=[0] * 8, priority=list(range(8)))


PLANS: Mapping[str, Callable[[], Plan]] = {
    "TV-SCORE-1": scored,
    "A": lambda: shared("equal_percentage", 16_000),
    "B, k=1": lambda: shared("score_weighted", 16_000, gradient=1),
    "B, k=2": lambda: shared("score_weighted", 16_000, gradient=2),
    "B, k=0": lambda: shared("score_weighted", 16_000, gradient=0),
    "C": lambda: shared("priority_first", 16_000),
    "A, T=30,000": lambda: shared("equal_percentage", 30_000),
    "C, R=95,000": lambda: shared("priority_first", 45_000),
    "C, T=150,000": lambda: shared("priority_first", 150_000),
    "status quo": lambda: shared("status_quo", 16_000),
}
PRINTED: Mapping[str, list[tuple[str, Row, float]]] = {
    "A": [("target", (4_571.4, 6_857.1, 1_371.4, 457.1, 1_828.6, 914.3), 0.05),
          ("salami_index", (1.0,), 1e-12), ("floors_short", (0,), 1e-6)],
    "B, k=1": [("target", (1_221.4, 3_664.1, 2_198.5, 1_099.2, 4_885.5, 2_931.3), 0.05)],
    "B, k=2": [("target", (169.0, 1_013.7, 1_824.7, 1_368.5, 6_758.2, 4_865.9), 0.05)],
    "B, k=0": [("target", (4_571.4, 6_857.1, 1_371.4, 457.1, 1_828.6, 914.3), 0.05)],
    "C": [
        ("funded_first", (40_000, 60_000, 12_000, 4_000, 8_000, 0), 1e-6),
        ("duty_unmet", (0, 0, 0, 0, 1_000, 0), 1e-6),
        ("budget_after_target", (40_000, 60_000, 12_000, 3_000, 9_000, 0), 1e-6),
        ("gap_not_shared", (0,), 1e-6),
        ("floors_short", (0,), 1e-6),
    ],
    "A, T=30,000": [("target", (8_000, 10_000, 3_600, 1_200, 4_800, 2_400), 1e-6)],
    "C, R=95,000": [
        ("gap_not_shared", (3_500,), 1e-6),
        ("floors_short", (3_500,), 1e-6),
        ("floor_in_use", (32_000, 50_000, 6_000, 1_500, 9_000, 0), 1e-6),
        ("budget_after_target", (32_000, 50_000, 6_000, 1_500, 9_000, 0), 1e-6),
    ],
    # More is asked for than all budgets: 98,500 of floors, and 10,000 less than nothing.
    "C, T=150,000": [
        ("gap_not_shared", (108_500,), 1e-6),
        ("floors_short", (108_500,), 1e-6),
        ("budget_after_target", (32_000, 50_000, 6_000, 1_500, 9_000, 0), 1e-6),
    ],
    "status quo": [
        ("target", (0, 0, 0, 0, 0, 8_000), 1e-6),
        ("gap_not_shared", (8_000,), 1e-6),
        ("floors_short", (8_000,), 1e-6),
    ],
}  # fmt: skip
"""TV-ALLOC-1 to 4 and 6, with the salami index of an equal percentage."""
POUNDS = {"salami_index"}


@cache
def results_of(name: str) -> Results:
    return run(MODEL, PLANS[name]())


@cache
def scripted() -> dict[str, dict[str, list[list[float]]]]:
    data = [script_data(MODEL, made()) for made in PLANS.values()]
    found = scripts.node(program(MODEL), "data.map(work)", data)
    return dict(zip(PLANS, found, strict=True))


@cache
def sheet_of(name: str, folder: Path) -> dict[tuple[str, int, int], object]:
    """The plan's workbook recalculated."""
    path = folder / "plan.xlsx"
    Workings(results_of(name)).workbook().save(path)
    return formualize(path, folder)


def row_of(name: str, line: str, face: str, folder: Path) -> NDArray[np.float64]:
    """A line's first plan year, every item."""
    if face == "script":
        return np.array(scripted()[name][line][1], float)
    results = results_of(name)
    if face == "engine":
        return results.array(line)[1, :, 0]
    workings, cells = Workings(results), sheet_of(name, folder)
    block = workings.blocks[line]
    column = workings.column_of(1)
    return np.array([cells[WORKINGS, block.first + n, column] for n in range(block.count)], float)


# Node is asked for by its own cases only, so that the others run without it.
by_each_face = pytest.mark.parametrize(
    "face", ["engine", pytest.param("script", marks=pytest.mark.node), "workbook"]
)


@by_each_face
@pytest.mark.parametrize("name", PRINTED)
def test_allocations_are_as_printed(name: str, face: str, tmp_path: Path) -> None:
    for line, printed, within in PRINTED[name]:
        found = row_of(name, line, face, tmp_path)
        scale = 1 if line in POUNDS else K
        assert np.abs(found / scale - printed).max() <= within, (line, found)


@by_each_face
def test_tv_score_1(face: str, tmp_path: Path) -> None:
    for line, printed in (
        ("result_score", 0.475), ("attribute_score", 0.6), ("priority_score", 50.0),
    ):  # fmt: skip
        found = row_of("TV-SCORE-1", line, face, tmp_path)
        assert abs(found[0] - printed) < 1e-9, line


def test_one_plan_gives_a_service_nothing_and_another_all_to_find() -> None:
    """Rule 7.10, property 10: the seeds' R3."""
    cut = results_of("C").array("target")[1, :, 0]
    budgets = results_of("C").array("open_budget")[1, :, 0]
    assert (cut == 0).any()
    assert (cut == budgets).any()


def test_the_optimum_by_score_is_priority_first() -> None:
    b, m, s = (np.array(column, float) for column in zip(*SERVICES.values(), strict=True))
    best = best_by_score(s, b, m, 124_000)
    assert best.worth == pytest.approx(10_655_000)
    assert best.budgets == pytest.approx((40_000, 60_000, 12_000, 3_000, 9_000, 0))


def test_tv_alloc_5_the_best_packages() -> None:
    offered = {
        "children": ((40, 380), (32, 300)),
        "adults": ((60, 540), (50, 440)),
        "highways": ((12, 84), (9, 66), (6, 40)),
        "libraries": ((4, 22), (2.5, 16), (1.5, 10)),
        "corporate": ((16, 80), (12, 66), (9, 48)),
        "leisure": ((8, 32), (0, 0)),
    }
    every = [(n, *each) for n, packages in enumerate(offered.values()) for each in packages]
    of, costs, values = (np.array(column) for column in zip(*every, strict=True))
    best = best_packages(of.tolist(), costs, values, 124)
    assert (best.cost, best.value, best.left) == pytest.approx((123.5, 1_068, 0.5))
    levels = [place - of.tolist().index(of[place]) for place in best.packages]
    # Highways at 9 with corporate at 12 costs and is worth as much as the printed 12 with 9.
    assert levels in ([0, 0, 0, 1, 2, 1], [0, 0, 1, 1, 1, 1])
