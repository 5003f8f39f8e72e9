"""Warnings about a plan as a whole."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtfp.analysis.checks import warnings
from mtfp.analysis.doubts import doubts
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.layers import BASE
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios, together
from tests.conftest import ROOT

SHIPPED = sorted(path.parent.name for path in (ROOT / "inputs").glob("*/plan.yaml"))


MEANT = {"exemplar": ["W121", "W123", "W201"]}
"""What the fictional borough has so that the warnings are seen, and says so in its notes."""


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_of_a_shipped_plan_is_odd_and_its_base_year_balances(name: str) -> None:
    found = warnings(run(MODEL, read_plan(ROOT / "inputs" / name, MODEL)))
    assert sorted(one.code for one in found) == MEANT.get(name, [])


def test_a_base_year_that_does_not_balance_is_said_in_pounds(worked_example: Plan) -> None:
    figures = {**worked_example.figures, "approved_budget": np.array([[250e6]])}
    found = str(next(warnings(run(MODEL, replace(worked_example, figures=figures)))))
    assert found.splitlines()[0] == (
        "worked-example/plan.yaml:11   2025/26 does not balance: the approved budget of "
        "£250,000,000 is £50,000,000 more than funding of £200,000,000 and reserves used of £0."
        "   [W101]"
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
        ({"start": -12}, "S2 starts so long before 2026/27 that it saves nothing more."),
        ({"full_year_effect": -4e6},
         "S2 has a full-year effect of (£4,000,000), so it adds to the gap."),
    ],
)  # fmt: skip
def test_a_saving_that_is_lawful_but_odd_is_said(
    worked_example: Plan, columns: dict[str, float], words: str
) -> None:
    found = list(warnings(run(MODEL, saving_of(worked_example, 1, **columns))))
    assert [warning.what for warning in found] == [words]
    assert str(found[0].place) == "worked-example/savings.csv:3"


@pytest.mark.parametrize("columns", [{"start": 35}, {"start": -11}, {"start": -30, "on": 0}])
def test_a_saving_that_still_saves_or_is_switched_off_is_not_odd(
    worked_example: Plan, columns: dict[str, float]
) -> None:
    assert not list(warnings(run(MODEL, saving_of(worked_example, 1, **columns))))


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
    told = warnings(run(MODEL, replace(worked_example, figures=figures)))
    found = [w.what for w in told if w.code == "W105"]
    assert [what.split(" in ")[0] for what in found] == said


# -- under every scenario --------------------------------------------------------------------


def doubted(plan: Plan, **others: Plan) -> list[str]:
    """What is said of a plan and of the scenarios beside it, each with its code."""
    scenarios = [Scenario(BASE, "The plan as entered", "", plan)]
    scenarios += [Scenario(name, name, "", other) for name, other in others.items()]
    first, cases = together(scenarios)
    return [f"{one.code} {one.what}" for one in doubts(run(MODEL, first, cases), scenarios)]


def test_what_only_scenarios_have_is_said_once_with_their_names(worked_example: Plan) -> None:
    late = saving_of(worked_example, 1, start=36)
    assert doubted(worked_example, held=worked_example, late=late, later=late) == [
        "W103 Scenarios late and later: S2 starts after the plan ends, so it saves nothing here."
    ]
    assert doubted(worked_example, **dict.fromkeys("abcd", late)) == [
        "W103 Scenarios a, b and 2 more: S2 starts after the plan ends, so it saves nothing here."
    ]


def test_what_the_base_has_too_is_not_said_again_whatever_it_comes_to(
    worked_example: Plan,
) -> None:
    base, other = (saving_of(worked_example, 1, full_year_effect=-x) for x in (4e6, 5e6))
    said = "W112 S2 has a full-year effect of (£4,000,000), so it adds to the gap."
    assert doubted(base, other=other) == [said]
    assert doubted(base, other=saving_of(other, 0, full_year_effect=-1e6)) == [
        "W112 Scenario other: S1 has a full-year effect of (£1,000,000), so it adds to the gap.",
        said,
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_said_of_a_shipped_scenario(name: str) -> None:
    folder = ROOT / "inputs" / name
    scenarios = read_scenarios(folder, read_plan(folder, MODEL), MODEL, ())
    first, cases = together(scenarios)
    found = doubts(run(MODEL, first, cases), scenarios)
    assert sorted(one.code for one in found) == MEANT.get(name, [])


# -- what looks copied, or invented and left so ----------------------------------------------

Edit = tuple[str, str, str]


def warned(tmp_path: Path, *edits: Edit, code: str) -> list[str]:
    """What is said with a code of the worked example, after changes to its files."""
    folder = shutil.copytree(ROOT / "inputs/worked-example", tmp_path / "worked-example")
    for file, old, new in edits:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    found = warnings(run(MODEL, read_plan(folder, MODEL)))
    return [warning.what for warning in found if warning.code == code]


INDICES, PRESSURES, SAVINGS = "indices.csv", "pressures.csv", "savings.csv"
FORECAST: Edit = (INDICES, "illustrative,invented", "forecast,invented")
FOUR_FOR_PAY: Edit = (INDICES, "pay_award,Pay award,3%", "pay_award,Pay award,4%")
TWO_FOR_CARE: Edit = (INDICES, "uplift,4%,3%", "uplift,4%,2%")


def test_two_series_that_vary_alike_are_said_once(tmp_path: Path) -> None:
    found = warned(tmp_path, FORECAST, FOUR_FOR_PAY, code="W107")
    assert found == ["care_fees varies exactly as pay_award does, at line 3."]


@pytest.mark.parametrize(
    "edits",
    [
        (FORECAST,),  # three indices at 3% in every year
        (FORECAST, FOUR_FOR_PAY, TWO_FOR_CARE),  # the same in two years of three
        (FOUR_FOR_PAY,),  # both made up: neither has an original
    ],
)
def test_series_that_are_alike_for_good_reason_are_not_said(
    tmp_path: Path, edits: tuple[Edit, ...]
) -> None:
    assert warned(tmp_path, *edits, code="W107") == []


def twins_of(tmp_path: Path, pay: str, energy: str) -> list[str]:
    """What is said of two indices, in a plan of as many years as they give."""
    years = [f"{2026 + n}/{27 + n}" for n in range(len(pay.split(",")))]
    (tmp_path / "plan.yaml").write_text(
        "title: Short or long\ncouncil: Nowhere\nedition: 2026-02-25\nbase_year: 2025/26\n"
        f"years: {len(years)}\n"
        "assumptions:\n  approved_budget: {value: £0, basis: assumed}\n"
        "  reserves_policy: {value: none, basis: assumed}\n",
        encoding="utf-8",
    )
    head = f"id,{','.join(years)},basis"
    rows = f"pay,{pay},assumed\nenergy,{energy},assumed"
    (tmp_path / INDICES).write_text(f"{head}\n{rows}\n", encoding="utf-8")
    (tmp_path / PRESSURES).write_text("id,index,recurrence,basis\n", encoding="utf-8")
    found = warnings(run(MODEL, read_plan(tmp_path, MODEL)))
    return [warning.what for warning in found if warning.code == "W107"]


def test_five_years_alike_are_enough_in_a_longer_plan(tmp_path: Path) -> None:
    said = twins_of(tmp_path, "1%,2%,3%,4%,5%,6%", "9%,2%,3%,4%,5%,6%")
    assert said == ["energy varies exactly as pay does, at line 2."]


def test_four_years_alike_are_not_enough_in_a_longer_plan(tmp_path: Path) -> None:
    assert twins_of(tmp_path, "1%,2%,3%,4%,5%,6%", "9%,9%,3%,4%,5%,6%") == []


def test_two_years_are_no_series(tmp_path: Path) -> None:
    assert twins_of(tmp_path, "1%,2%", "1%,2%") == []


def test_one_figure_and_noughts_are_no_varying_series(tmp_path: Path) -> None:
    assert twins_of(tmp_path, "0%,0%,2%,2%,2%,2%", "0%,0%,2%,2%,2%,2%") == []


def test_invented_figures_without_a_word_are_said_once_for_each_file(tmp_path: Path) -> None:
    found = warned(
        tmp_path,
        (SAVINGS, "invented for this example", ""),
        ("plan.yaml", "{value: £60m, basis: illustrative, source: invented for this example}",
         "{value: £60m, basis: illustrative}"),
        (PRESSURES, "change,recurring,illustrative,invented for this example",
         "change,recurring,illustrative,"),
        code="W108",
    )  # fmt: skip
    assert sorted(found) == [
        "S1, S2 and S3 are illustrative, with neither source nor note.",
        "base_business_rates is illustrative, with neither source nor note.",
        "pay, care and 4 more are illustrative, with neither source nor note.",
    ]


def test_a_plan_most_of_which_was_typed_once_and_copied_is_said(tmp_path: Path) -> None:
    found = warned(tmp_path, (PRESSURES, "£6m,£6m,£6m", "£99m,£99m,£99m"), code="W109")
    assert len(found) == 1
    assert "of what moves in 2028/29 was typed as the same amount for every year" in found[0]
    assert found[0].endswith("demand the most of it.")


@pytest.mark.parametrize("amounts", ["£6m,£6m,£6m", "£99m,£99m,£98m", "£99m,£99m,"])
def test_a_plan_that_moves_year_by_year_is_not_called_copied(tmp_path: Path, amounts: str) -> None:
    assert warned(tmp_path, (PRESSURES, "£6m,£6m,£6m", amounts), code="W109") == []


def test_a_level_that_stays_moves_nothing(tmp_path: Path) -> None:
    level = (PRESSURES, "£6m,£6m,£6m,change", "£99m,£99m,£99m,level")
    assert warned(tmp_path, level, code="W109") == []
