"""What the benchmark of allocation times is the same arithmetic."""

import numpy as np
import pytest

from mtfp.engine import run
from mtfp.model import MODEL
from tests.benchmarks.allocation_against_numpy import KEPT, METHODS, by_hand, cases, council


@pytest.mark.parametrize("method", METHODS)
def test_the_engine_shares_between_300_services_as_numpy_by_hand_does(method: str) -> None:
    plan = council()
    asked = cases(plan, method, 3)
    targets = run(MODEL, plan, asked, KEPT).array("target")[1:]
    expected = by_hand(plan, method, asked.varied["pressure_amount"][:, 0, :])
    np.testing.assert_allclose(targets, expected, rtol=0, atol=1e-5)
    assert (targets.sum(axis=1)[0] > 14e6).all()  # a gap is shared in every case
    assert (targets[-1] > 1).any()
