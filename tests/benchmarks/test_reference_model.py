"""The engine and both hand-written workings of the reference model give the same figures."""

import numpy as np
import pytest

from mtfp.engine import run
from mtfp.results import Results
from tests.benchmarks.by_hand import cases_first, natural, same_lines
from tests.benchmarks.reference_figures import reference_cases, reference_plan
from tests.benchmarks.reference_model import BOOK, KEPT

PLAN = reference_plan()
CASES = reference_cases(50)
BY_HAND = {"same lines": same_lines(PLAN, CASES), "natural": natural(PLAN, cases_first(CASES))}


@pytest.fixture(scope="module")
def worked() -> Results:
    return run(BOOK, PLAN, CASES)


@pytest.mark.parametrize("version", BY_HAND)
@pytest.mark.parametrize("name", KEPT)
def test_engine_agrees_with_numpy_written_by_hand(worked: Results, version: str, name: str) -> None:
    found, expected = worked.array(name)[1:], BY_HAND[version][name]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9 * np.abs(expected).max())


def test_the_cases_reach_every_branch(worked: Results) -> None:
    draws, cap = worked["all_draws"], PLAN.figures["draw_cap"]
    assert (worked["gap"] < 0).any()
    assert np.isclose(draws, cap).any()
    assert ((draws < cap - 1) & (worked["gap_after_reserves"] > 1)).any()  # reserves ran out
    assert (worked["unfunded"] > 1).any()
    assert (worked["unfunded"] < 1).any()
    assert (worked.array("room")[1:] == 0).any()
