"""What the shipped plans show of priorities: nothing from some, all of another, and decisions."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from mtfp.analysis.allocation import allocation_findings
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import read_scenarios
from mtfp.results import Results
from tests.conftest import ROOT

K = 1e3


@cache
def worked(plan: str, scenario: str) -> Results:
    folder = ROOT / "inputs" / plan
    (one,) = read_scenarios(folder, read_plan(folder, MODEL), MODEL, [scenario])
    return run(MODEL, one.plan)


def by_service(results: Results, line: str, year: int = -1) -> dict[str, float]:
    row = results.array(line)[year, :, 0]
    return dict(zip(results.plan.items["service"].ids, row.tolist(), strict=True))


@pytest.mark.parametrize(
    ("plan", "spared", "stopped"),
    [
        ("bury-2014", {"children", "adults"}, {"other"}),
        (
            "exemplar",
            {
                "svc_finance", "svc_children", "svc_waste", "svc_adults", "svc_prevention",
                "svc_learning", "svc_parking",
            },
            {"svc_events"},
        ),
    ],
)  # fmt: skip
def test_priority_first_spares_some_and_takes_the_whole_of_another(
    plan: str, spared: set[str], stopped: set[str]
) -> None:
    results = worked(plan, "priorities_first")
    given = by_service(results, "target_so_far")
    left = by_service(results, "budget_after_target")
    controls = dict(zip(given, results.plan.figures["service_controllable"][0], strict=True))
    assert {name for name, amount in given.items() if amount == 0} == spared
    assert {name for name in given if controls[name] > 0 and left[name] == 0} == stopped


def test_an_equal_percentage_of_bury_is_an_equal_shave() -> None:
    assert worked("bury-2014", "equal_percentage")["salami_index"] == pytest.approx(np.ones((3, 1)))


def test_an_equal_percentage_is_an_equal_shave_until_a_floor_binds() -> None:
    """£1.3m of 2027/28 is 1.1% of all; by 2029/30 care is at its floor and gives no more."""
    index = worked("exemplar", "equal_percentage")["salami_index"][:, 0]
    assert index[1] == pytest.approx(1)
    assert 0.9 < index[3] < index[2] < 1


@pytest.mark.parametrize("plan", ["bury-2014", "exemplar"])
@pytest.mark.parametrize("scenario", ["priorities_first", "equal_percentage"])
def test_no_target_goes_below_the_least_that_the_law_allows(plan: str, scenario: str) -> None:
    results = worked(plan, scenario)
    assert results.array("below_floor")[1:].max() == 0


def test_what_members_decide_after_challenge_is_paid_for_by_the_others() -> None:
    """Family help is asked for £1.5m in place of £3.5m, and the same gap is closed."""
    results = worked("exemplar", "after_challenge")
    given = by_service(results, "target_so_far")
    assert given["svc_family_help"] == 1.5e6
    assert by_service(results, "target")["svc_family_help"] == 1e6
    # The method would have had £3.0m more of it in 2029/30, all that is above its floor of £1.2m.
    assert by_service(results, "method_cut")["svc_family_help"] == 3e6
    moved = by_service(results, "moved_by_decision")
    assert moved["svc_family_help"] == -2e6
    assert sum(moved.values()) == pytest.approx(0, abs=1e-3)
    assert {name for name, by in moved.items() if by > 1} == {"svc_learning", "svc_highways"}
    assert results["gap_left_open"][-1, 0] == pytest.approx(0, abs=1e-3)


def test_a_gap_that_a_plan_leaves_unshared_is_said() -> None:
    """Bury's later gaps were never shared: £39.172m less £16.000m is £23.172m in 2017/18."""
    results = worked("bury-2014", "priorities_first")
    assert results["gap_left_open"][-1, 0] == pytest.approx(23_172.14 * K, abs=1)
    said = list(allocation_findings(results))
    assert said[-1] == "£23.2m of the recurring gap of 2017/18 is asked of no service."
