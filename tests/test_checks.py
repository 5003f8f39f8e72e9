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
def test_nothing_of_a_shipped_plan_is_odd_and_its_base_year_balances(name: str) -> None:
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


def test_a_reserve_below_its_minimum_is_said(worked_example: Plan) -> None:
    figures = {**worked_example.figures, "reserve_opening": np.array([[8e6]])}
    found = [w.what for w in warnings(run(MODEL, replace(worked_example, figures=figures)))]
    assert found == ["general starts £2,000,000 below its minimum of £10,000,000."]


@pytest.mark.parametrize(
    ("name", "rates", "said"),
    [
        ("council_tax_increase", [0.0299, 2.99, 2.99], ["council_tax_increase is 299.00%"]),
        ("business_rates_growth", [-0.26, 0.02, 0.02], ["business_rates_growth is -26.00%"]),
        ("business_rates_growth", [0.25, -0.25, 0.02], []),
    ],
)
def test_a_rate_beyond_what_has_been_seen_is_questioned(
    worked_example: Plan, name: str, rates: list[float], said: list[str]
) -> None:
    figures = {**worked_example.figures, name: np.array(rates)[:, None]}
    found = [w.what for w in warnings(run(MODEL, replace(worked_example, figures=figures)))]
    assert [what.split(" in ")[0] for what in found] == said
