"""What is noted of rates and of borrowing, and what silences each note."""

from pathlib import Path

import pytest

from mtfp.analysis.checks import warnings
from mtfp.analysis.unconfirmed import unconfirmed
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.read import read_plan

PLAN = """\
title: Notes
council: Nowhere
edition: 2026-02-25
base_year: {base_year}
years: 3
{packs}
assumptions:
  approved_budget: {{value: £10m, basis: approved, source: Council}}
  base_business_rates: {{value: £10m, basis: approved, source: Council}}
  reserves_policy: {{value: as_planned, basis: approved, source: Council}}
"""
RETENTION = {
    "business_rates_method": "value: retention",
    "net_rates_income": "every_year: £20m",
    "rates_local_share": "every_year: 49%",
    "business_rates_baseline": "every_year: £9.8m",
    "baseline_funding_level": "every_year: £9.8m",
}
RESET = {"rates_reset": 'every_year: "no"'}
DSG = {
    "dsg_opening_deficit": "value: £9m",
    "dsg_rate": "every_year: 4%",
    "dsg_override": "every_year: in_force",
}
HRA = {"hra_shared_cost": "every_year: £8m", "hra_fair_share": "every_year: 25%"}
MRP = {"existing_mrp": "every_year: £1m"}
A_SCHEME_FROM_REVENUE = (
    "id,operational,spending 2026/27,spending 2027/28,spending 2028/29,"
    "revenue 2026/27,revenue 2027/28,revenue 2028/29,life,basis\n"
    "road,2027-04,£1m,£0,£0,£1m,£0,£0,20,assumed\n"
)


def notes(
    folder: Path, code: str, said: dict[str, str], *, schemes: str = "", **head: str
) -> list[str]:
    """What is noted under a code of a plan that says so much."""
    text = PLAN.format(base_year=head.get("base_year", "2025/26"), packs=head.get("packs", ""))
    text += "".join(f"  {name}: {{{figure}, basis: assumed}}\n" for name, figure in said.items())
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    if schemes:
        (folder / "schemes.csv").write_text(schemes, encoding="utf-8")
    results = run(MODEL, read_plan(folder, MODEL))
    found = (*warnings(results), *unconfirmed(results, [results.plan])[0])
    return [one.what for one in found if one.code == code]


def test_a_plan_over_the_reset_says_whether_it_is_one(tmp_path: Path) -> None:
    assert len(notes(tmp_path, "W146", RETENTION)) == 1
    assert not notes(tmp_path, "W146", RETENTION | RESET)
    assert not notes(tmp_path, "W146", RETENTION, packs="packs: [england-2026-27]")
    assert not notes(tmp_path, "W146", {})
    for base_year in ("2022/23", "2026/27"):  # three years before it, and three after
        assert not notes(tmp_path, "W146", RETENTION, base_year=base_year)
    for base_year in ("2023/24", "2025/26"):  # it is the last of them, and the first
        assert notes(tmp_path, "W146", RETENTION, base_year=base_year)


def test_the_pack_s_reset_ends_growth_that_came_before_it(tmp_path: Path) -> None:
    """Assessed at £8m and kept £10m: the £2m are lost where the year's baseline is not typed."""
    said = RETENTION | {
        "business_rates_baseline": "every_year: £0", "base_baseline_funding_level": "value: £8m",
        "baseline_funding_level": "every_year: £0", "base_business_rates_baseline": "value: £7m",
    }  # fmt: skip
    lost = []
    for packs in ("", "packs: [england-2026-27]"):
        notes(tmp_path, "W146", said, packs=packs)
        found = run(MODEL, read_plan(tmp_path, MODEL))
        lost.append((found["rates_growth_lost"][:, 0].tolist(), found["rates_growth"][0, 0]))
    assert lost == [([0, 0, 0], pytest.approx(2.8e6)), ([2e6, 0, 0], pytest.approx(0))]


def test_rates_and_their_fund_are_shared_alike(tmp_path: Path) -> None:
    for share, count in (("40%", 1), ("49%", 0), ("100%", 0)):
        fund = {"business_rates_fund_share": f"value: {share}"}
        assert len(notes(tmp_path, "W147", RETENTION | RESET | fund)) == count, share
    assert not notes(tmp_path, "W147", RETENTION | RESET)


@pytest.mark.parametrize(("income", "name"), [("£15m", "safety_net_share"), ("£30m", "levy_cap")])
def test_what_is_taken_of_the_scheme_after_the_reset_is_not_confirmed(
    tmp_path: Path, income: str, name: str
) -> None:
    """Where a plan says nothing, the rules of 2013 are taken, which may hold no longer."""
    said = RETENTION | RESET | {"net_rates_income": f"every_year: {income}"}
    said |= {"baseline_funding_level": "every_year: £4m"}
    assert notes(tmp_path, "W161", said) == [f"{name} is not confirmed, and the gap rests on it."]
    assert not notes(tmp_path, "W161", said | {name: "every_year: 60%"})
    assert not notes(tmp_path, "W161", said, base_year="2022/23")


def test_who_bears_the_cost_of_a_schools_deficit_is_said(tmp_path: Path) -> None:
    assert len(notes(tmp_path, "W148", DSG)) == 1
    for bearer in ("general_fund", "nobody_yet"):
        assert not notes(tmp_path, "W148", DSG | {"dsg_cost_borne_by": f"value: {bearer}"})
    assert not notes(tmp_path, "W148", DSG | {"dsg_opening_deficit": "value: £0"})


def test_no_more_is_charged_for_the_past_than_it_cost(tmp_path: Path) -> None:
    for requirement, count in (("£2.9m", 1), ("£3m", 0)):
        found = notes(tmp_path, "W149", MRP | {"opening_cfr": f"value: {requirement}"})
        assert len(found) == count, requirement


@pytest.mark.parametrize(
    ("said", "schemes", "title", "base"),
    [
        (MRP, "", "Capital financing", "base_capital_financing"),
        ({}, A_SCHEME_FROM_REVENUE, "Revenue contributions to capital",
         "base_revenue_contributions"),
        (DSG | {"dsg_cost_borne_by": "value: general_fund"}, "",
         "Schools grant deficit's cost in the budget", "base_dsg_cost"),
        (HRA | {"hra_recharge_asked": "every_year: £1m"}, "",
         "Recharge to the housing account", "base_hra_recharge"),
    ],
)  # fmt: skip
def test_a_yearly_cost_is_held_against_what_the_budget_says_of_it(
    tmp_path: Path, said: dict[str, str], schemes: str, title: str, base: str
) -> None:
    (found,) = notes(tmp_path, "W134", said, schemes=schemes)
    assert found.startswith(f"{title} is £")
    assert not notes(tmp_path, "W134", said | {base: "value: £0"}, schemes=schemes)
