"""What the charts and the headline are said to show, against sentences typed by hand.

Each plan here is made of the few figures that a sentence reads, in £m, so that every branch
is reached and no two of the figures are alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from mtfp.analysis.basis import Bases
from mtfp.analysis.blanks import Blanks
from mtfp.analysis.findings import Findings, compared, findings
from mtfp.analysis.trust import Trust
from mtfp.model import MODEL
from mtfp.plan.cases import AS_ENTERED, Cases
from mtfp.plan.plan import Items, Plan
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results
from mtfp.terms import FinancialYear

Figures = Sequence[float]
YEARS = 3
"""The plans run from a base year of 2024/25 to 2027/28, unless they say otherwise."""


@dataclass(frozen=True)
class Left(Blanks):
    """The years of each line that cannot be said, told outright; the base year is 0."""

    years: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def of(self, name: str, item: int = 0) -> NDArray[np.bool_]:
        assert item == 0
        return np.isin(np.arange(1 + self.plan.years), list(self.years.get(name, ())))


def plan_of(years: int, saving: int, reserve: int, targets: Figures = ()) -> Plan:
    """A plan of so many savings and reserves, and two pressures; all that it types is nought."""
    items = {axis: Items((), ()) for axis in (*MODEL.axes, *MODEL.registers)}
    items["index"] = Items(("i",), ("I",))
    items["pressure"] = Items(("p", "q"), ("P", "Q"), {"index": (0, 0)})
    for axis, count in (("saving", saving), ("reserve", reserve)):
        ids = tuple(f"{axis}{n}" for n in range(count))
        items[axis] = Items(ids, ids)
    plan = Plan("p", "P", FinancialYear(2024), years, items, {})
    figures = {
        name: np.zeros((years if one.yearly else 1, len(plan.items_of(one.axis))))
        for name, one in MODEL.inputs.items()
    }
    if targets:
        figures["savings_target"][:, 0] = np.array(targets) * 1e6
    return Plan("p", "P", FinancialYear(2024), years, items, figures)


def found(
    years: int = YEARS,
    *,
    saving: int = 1,
    reserve: int = 1,
    targets: Figures = (),
    left: Mapping[str, Sequence[int]] | None = None,
    **said: Figures,
) -> Findings:
    """The findings of a plan that says these lines, base year first, and nought of all others.

    `pressed` is two pressures of the last year.
    """
    plan = plan_of(years, saving, reserve, targets)
    lines = {
        name: np.zeros((1 + years, len(plan.items_of(line.axis)), 1))
        for name, line in MODEL.lines.items()
    }
    lines["closing_reserves"][0] = 1e6  # more than gaps alone
    said = {"gap_before_savings": said.get("gap", [0] * (1 + years)), **said}
    lines["pressures_since_base"][-1, 0, 0] = sum(said.pop("pressed", (0, 0))) * 1e6
    for name, figures in said.items():
        lines[name][:, 0, 0] = np.array(figures) * 1e6
    results = Results(MODEL, plan, AS_ENTERED, lines)
    blanks = Left(MODEL, plan, left or {})
    return findings(results, Trust(blanks, Bases(MODEL, Scenario("base", "", "", plan))), 0)


CAUSES = [
    (
        found(
            pressed=(30, 7.7), funding=(211.4, 0, 0, 232.6), gap_in_base=(0, 0, 0, 13.149),
            permitted_draw=(13.149, 1, 2, 3),
        ),
        (
            "Between 2024/25 and 2027/28 pressures add £37.7m and funding grows by £21.2m; the "
            "£13.1m that 2024/25 took from reserves has to be found again."
        ),
    ),
    (
        found(
            pressed=(-3, 1), one_off_pressures=(3.5, 9, 9, 9), funding=(100, 0, 0, 96),
            gap_in_base=(0, 0, 0, 5), permitted_draw=(2, 5, 5, 5),
        ),
        (
            "Between 2024/25 and 2027/28 pressures take off £2.0m, one-offs of £3.5m end and "
            "funding falls by £4.0m; the £5.0m that 2024/25 was short of has to be found again."
        ),
    ),
    (
        found(one_off_pressures=(-1.5, 0, 0, 0), gap_in_base=(0, 0, 0, -4)),
        "Between 2024/25 and 2027/28 one-offs of £1.5m come to an end.",
    ),
    (
        found(funding=(100, 90, 80, 100)),
        "Between 2024/25 and 2027/28 neither spending nor funding moves.",
    ),
    (
        found(pressed=(1, 1), left={"gap_before_savings": [3]}),
        "What makes the gap of 2027/28 cannot be said: the plan leaves a year blank.",
    ),
    (
        found(pressed=(1, 1), left={"gap_before_savings": [2]}),
        "Between 2024/25 and 2027/28 pressures add £2.0m.",
    ),
    (
        found(closing_reserves=(0, 0, 0, 0), gap=(0, 1, 2, 3)),
        "This plan gives gaps as they were published, and nothing of what they arise from.",
    ),
]  # fmt: skip
FUNDING = [
    (
        found(funding=(200, 1, 1, 250), council_tax=(90, 1, 1, 100)),
        "Funding grows from £200.0m in 2024/25 to £250.0m in 2027/28, 40% of it council tax.",
    ),
    (
        found(funding=(200, 1, 1, 160), council_tax=(90, 1, 1, 40)),
        "Funding falls from £200.0m in 2024/25 to £160.0m in 2027/28, 25% of it council tax.",
    ),
    (
        found(funding=(200, 1, 1, 200.04), council_tax=(90, 1, 1, 0)),
        "Funding stays at £200.0m in 2027/28.",
    ),
    (found(council_tax=(5, 5, 5, 5)), "The plan says nothing of funding."),
    (
        found(funding=(200, 1, 1, 250), left={"funding": [3]}),
        "Funding in 2027/28 cannot be said: the plan leaves a year blank.",
    ),
]
SAVINGS = [
    (found(saving=0, savings=(0, 1, 1, 1)), "The plan holds no savings."),
    (found(savings=(0, 0.04, 0, 0)), "No savings are approved."),
    (
        found(savings=(0, 4, 8, 9.4)),
        (
            "Approved savings reach £9.4m a year by 2027/28. All are counted in full: the plan "
            "says nothing of how likely they are."
        ),
    ),
    (
        found(savings=(0, 4, 8, 9), savings_at_risk=(7, 1, 3, 2)),
        (
            "Approved savings reach £9.0m a year by 2027/28; £3.0m of 2026/27 and £2.0m of 2027/28 "
            "are not expected to arrive."
        ),
    ),
    (
        found(savings=(0, 4, 8, 9), savings_at_risk=(0, 1.5, 0.5, 0)),
        (
            "Approved savings reach £9.0m a year by 2027/28; £1.5m of 2025/26 is not expected to "
            "arrive."
        ),
    ),
    (
        found(savings=(0, 4, 8, 6), savings_at_risk=(0, 1, 2, 2.5)),
        "Approved savings stand at £6.0m in 2027/28; £2.5m of 2027/28 is not expected to arrive.",
    ),
    (
        found(savings=(0, 4, 1, -2)),
        "What is approved as savings adds £2.0m to the budget of 2027/28.",
    ),
    (
        found(1, savings=(0, 4)),
        (
            "Approved savings come to £4.0m in 2025/26. All are counted in full: the plan says "
            "nothing of how likely they are."
        ),
    ),
    (
        found(savings=(0, 4, 8, 9), left={"savings": [3]}),
        "Savings of 2027/28 cannot be said: the plan leaves a year blank.",
    ),
]
RESERVES = [
    (found(reserve=0, usable_reserves=(5, 4, 3, 2)), "The plan says nothing of reserves."),
    (
        found(usable_reserves=(50, 40, 30, 12.5), minimum_reserves=(1, 2, 3, 10)),
        "Usable reserves fall from £50.0m to £12.5m by 2027/28, £2.5m above their minimum.",
    ),
    (
        found(usable_reserves=(5, 6, 7, 8), minimum_reserves=(1, 2, 3, 11)),
        "Usable reserves rise from £5.0m to £8.0m by 2027/28, £3.0m below their minimum.",
    ),
    (
        found(usable_reserves=(5, 6, 7, 5.04), minimum_reserves=(1, 2, 3, 5)),
        "Usable reserves stay at £5.0m to 2027/28, which is their minimum.",
    ),
    (
        found(usable_reserves=(5, 6, 7, 3), minimum_reserves=(1, 2, 3, 0)),
        "Usable reserves fall from £5.0m to £3.0m by 2027/28, for which the plan sets no minimum.",
    ),
    (
        found(
            usable_reserves=(50, 40, 30, 12), minimum_reserves=(1, 2, 28, 10),
            left={"usable_reserves": [1, 3]},
        ),
        "Usable reserves fall from £50.0m to £30.0m by 2026/27, £2.0m above their minimum.",
    ),
    (
        found(usable_reserves=(50, 40, 30, 12), left={"usable_reserves": [1, 2, 3]}),
        "What reserves stand at cannot be said: the plan leaves a year blank.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "said"), CAUSES)
def test_what_makes_the_gap(plan: Findings, said: str) -> None:
    assert plan.cause == said


@pytest.mark.parametrize(("plan", "said"), FUNDING)
def test_where_funding_goes(plan: Findings, said: str) -> None:
    assert plan.funding == said


@pytest.mark.parametrize(("plan", "said"), SAVINGS)
def test_what_savings_come_to(plan: Findings, said: str) -> None:
    assert plan.savings == said


@pytest.mark.parametrize(("plan", "said"), RESERVES)
def test_where_reserves_end(plan: Findings, said: str) -> None:
    assert plan.reserves == said


# -- the headline, where test_outputs.py leaves off -------------------------------------------


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (
            found(permitted_draw=(9, 0, 5, 0)),
            "The plan balances in every year to 2027/28.",
        ),
        (
            found(permitted_draw=(9, 0, 0, 0)),
            "The plan balances in every year to 2027/28 without calling on reserves.",
        ),
        (
            found(gap=(0, -6, -5, -4), gap_expected=(0, -3, -2, -1)),
            (
                "The plan balances in every year to 2027/28 without calling on reserves, with "
                "£6.0m to spare in 2025/26."
            ),
        ),
        (
            found(gap=(0, -6, -5, -4), gap_expected=(0, 2, -2, -1)),
            (
                "The plan balances in every year to 2027/28 without calling on reserves, with "
                "£6.0m to spare in 2025/26. If savings arrive only as expected, it is £2.0m in "
                "2025/26."
            ),
        ),
        (
            found(gap=(0, 6, 5, 4), gap_expected=(0, 7, 8, 6)),
            (
                "The gap is £6.0m in 2025/26 and £4.0m a year by 2027/28 if nothing more is done. "
                "If savings arrive only as expected, it is £7.0m in 2025/26 and £6.0m in 2027/28."
            ),
        ),
        (
            found(gap=(0, 6, 5, 4), gap_expected=(0, 6, 8, 4)),
            (
                "The gap is £6.0m in 2025/26 and £4.0m a year by 2027/28 if nothing more is done. "
                "If savings arrive only as expected, it is £8.0m in 2026/27."
            ),
        ),
        (
            found(gap=(0, 6, 5, 4), gap_expected=(0, 5, 4, 3)),
            "The gap is £6.0m in 2025/26 and £4.0m a year by 2027/28 if nothing more is done.",
        ),
        (
            found(
                gap=(0, 6, 5, 4), gap_before_savings=(0, 9, 7, 5), gap_expected=(0, 8, 9, 9),
                left={"gap": [1, 3]},
            ),
            (
                "The gap for 2026/27 is £5.0m after approved savings of £2.0m. If savings arrive "
                "only as expected, it is £9.0m in 2026/27. No gap can be given for 2025/26 and "
                "2027/28, which the plan leaves blank."
            ),
        ),
        (
            found(gap=(0, 6, 5, 4), left={"gap": [1, 2, 3]}),
            "The plan leaves blank what a gap would be worked from.",
        ),
    ],
)  # fmt: skip
def test_the_gap_is_told_as_it_is(plan: Findings, said: str) -> None:
    assert f"{plan.gap} {plan.gap_besides}".rstrip() == said
    assert plan.gap.count(". ") == 0, "the first sentence is a title, and stands alone"


def drawn(
    *,
    unfunded: Figures = (0, 0, 0, 0),
    left: Mapping[str, Sequence[int]] | None = None,
    targets: Figures = (),
) -> Findings:
    """A plan that draws £15m over its three years."""
    draw, closing = (9, 4, 5, 6), (20, 16, 11, 5.5)
    return found(
        left=left, targets=targets, permitted_draw=draw, usable_reserves=closing, unfunded=unfunded
    )


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (
            drawn(unfunded=(9, 1, 2, 3), targets=(0, 1.5, 2.5)),
            (
                "Reserves pay £15.0m over the plan, and usable reserves stand at £5.5m at the end "
                "of 2027/28; £1.0m of 2025/26, £2.0m of 2026/27 and £3.0m of 2027/28 are still to "
                "be found, beyond the target of £1.5m for 2026/27 and £2.5m for 2027/28, which no "
                "scheme yet meets."
            ),
        ),
        (
            drawn(unfunded=(0, 0, 2, 0), targets=(1.1, 1.5, 2.5)),
            (
                "Reserves pay £15.0m over the plan, and usable reserves stand at £5.5m at the end "
                "of 2027/28; £2.0m of 2026/27 is still to be found, beyond the target of £1.5m for "
                "2026/27, which no scheme yet meets."
            ),
        ),
        (
            drawn(unfunded=(0, 0, 0, 3), targets=(1.1, 1.5, 0)),
            (
                "Reserves pay £15.0m over the plan, and usable reserves stand at £5.5m at the end "
                "of 2027/28; £3.0m of 2027/28 is still to be found."
            ),
        ),
        (
            drawn(unfunded=(0, 0, 2, 3), left={"permitted_draw": [2]}),
            (
                "What reserves pay in 2026/27 cannot be said: £2.0m of 2026/27 and £3.0m of "
                "2027/28 are still to be found."
            ),
        ),
        (
            drawn(left={"permitted_draw": [1, 2]}),
            "What reserves pay in 2025/26 and 2026/27 cannot be said.",
        ),
        (
            drawn(left={"usable_reserves": [3], "unfunded": [3]}),
            (
                "Reserves pay £15.0m over the plan, and usable reserves stand at £11.0m at the end "
                "of 2026/27."
            ),
        ),
        (
            drawn(),
            (
                "Reserves pay £15.0m over the plan, and usable reserves stand at £5.5m at the end "
                "of 2027/28, and every year balances with them."
            ),
        ),
        (found(permitted_draw=(9, 0, 0, 0)), "No reserves are used."),
        (
            found(4, unfunded=(9, 1, 2, 3, 4)),
            "No reserves are used: from £1.0m of 2025/26 to £4.0m of 2028/29 is still to be found.",
        ),
        (found(reserve=0), "The plan says nothing of reserves."),
    ],
)
def test_what_reserves_pay_is_told_as_it_is(plan: Findings, said: str) -> None:
    assert plan.reserves_used == said


# -- scenarios compared -----------------------------------------------------------------------


def compared_as(*last: tuple[str, float | None]) -> str:
    """What is said of scenarios by title and last gap, in £m; the gap before it runs otherwise."""
    plan = plan_of(YEARS, 1, 1)
    scenarios = [Scenario(f"s{n}", title, "", plan) for n, (title, _) in enumerate(last)]
    gaps = np.array([[0, 10 - (gap or 0), -(gap or 0), gap or 0] for _, gap in last]) * 1e6
    figures = {"gap_expected": gaps.T[:, None, :]}
    cases = Cases(tuple(one.name for one in scenarios))
    trusts = [
        Trust(
            Left(MODEL, plan, {} if gap is not None else {"gap_expected": [3]}),
            Bases(MODEL, one),
        )
        for one, (_, gap) in zip(scenarios, last, strict=True)
    ]
    return compared(Results(MODEL, plan, cases, figures), scenarios, trusts)


SAYS = "With savings as expected the gap of 2027/28"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            compared_as(("Middle", 20), ("Worst", 30), ("Best", 10)),
            f"{SAYS} runs from £10.0m (Best) to £30.0m (Worst).",
        ),
        (
            compared_as(("A", 3), ("B", -2)),
            f"{SAYS} runs from £2.0m to spare (B) to £3.0m (A).",
        ),
        (
            compared_as(("The same", 3), ("The same", 2)),
            f"{SAYS} runs from £2.0m (The same) to £3.0m (The same).",
        ),
        (
            compared_as(("Blank", None), ("A", 3), ("B", 2)),
            f"{SAYS} runs from £2.0m (B) to £3.0m (A).",
        ),
        (compared_as(("A", 3), ("B", 3.04)), f"{SAYS} is £3.0m in every scenario."),
        (compared_as(("A", -3), ("B", -3)), f"{SAYS} is £3.0m to spare in every scenario."),
        (
            compared_as(("The plan as entered", 3)),
            "The plan has no scenario but one: the plan as entered.",
        ),
        (
            compared_as(("A", None), ("B", None)),
            "No gap can be given for 2027/28, which the plan leaves blank.",
        ),
    ],
)
def test_how_far_apart_the_scenarios_are(said: str, expected: str) -> None:
    assert said == expected
