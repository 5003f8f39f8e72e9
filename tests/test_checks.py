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


def saving_of(plan: Plan, item: int, **columns: float) -> Plan:
    """The plan with some columns of one saving replaced; an amount is for every year."""
    figures = dict(plan.figures)
    for column, value in columns.items():
        name = f"saving_{column}"
        figures[name] = figures[name].copy()
        figures[name][:, item] = value
    return replace(plan, figures=figures)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"amount": 1e6}, "S2 has both a full-year effect and yearly amounts; the two are added."),
        ({"full_year_effect": 0}, "S2 has no amount, so it saves nothing."),
        ({"start": 36}, "S2 starts after the plan ends, so it saves nothing here."),
    ],
)
def test_a_saving_that_is_lawful_but_odd_is_said(
    worked_example: Plan, columns: dict[str, float], words: str
) -> None:
    found = list(warnings(run(MODEL, saving_of(worked_example, 1, **columns))))
    assert [warning.what for warning in found] == [words]
    assert str(found[0].place) == "worked-example/savings.csv:3"


def test_a_saving_in_the_last_month_of_the_plan_is_not_odd(worked_example: Plan) -> None:
    assert not list(warnings(run(MODEL, saving_of(worked_example, 1, start=35))))
