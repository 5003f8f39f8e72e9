"""Warnings about a plan as a whole."""

from dataclasses import replace

import numpy as np
import pytest

from mtfp.analysis.checks import warnings
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from tests.conftest import ROOT

SHIPPED = sorted(path.parent.name for path in (ROOT / "inputs").glob("*/plan.yaml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_base_year_of_every_shipped_plan_balances(name: str) -> None:
    assert not list(warnings(run(MODEL, read_plan(ROOT / "inputs" / name, MODEL))))


def test_a_base_year_that_does_not_balance_is_said_in_pounds(worked_example: Plan) -> None:
    figures = {**worked_example.figures, "approved_budget": np.array([[250e6]])}
    found = str(next(warnings(run(MODEL, replace(worked_example, figures=figures)))))
    assert found.splitlines()[0] == (
        "worked-example/plan.yaml:11   2025/26 does not balance: the approved budget of "
        "£250,000,000 is £50,000,000 more than funding of £200,000,000 and reserves used of £0."
    )
