"""Where the plan stands each year: the base, the net budget and the family of gaps.

A gap is the net budget less funding, and more than nought is a shortfall. The chain
without savings is kept whatever is decided, so that no action ever hides the problem.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Expression, Line, before, given, line
from mtfp.algebra.lines import Family
from mtfp.model.funding import funding
from mtfp.model.pressures import one_offs_in_base
from mtfp.model.revolving_fund import repayments_in_budget
from mtfp.model.savings import saving_expected, saving_planned, saving_proposed
from mtfp.model.services import service_budgets
from mtfp.model.spending import one_off_pressures, pressures
from mtfp.terms import GBP

approved_budget = given(
    "Approved net budget of the base year", GBP,
    sentence="The net budget that full council approved for the year before the plan.",
)  # fmt: skip
budget_outside_services = line(
    "Approved budget outside services", GBP, approved_budget - service_budgets,
    opening=approved_budget - service_budgets,
    sentence="What the approved budget holds that no service's budget does, such as levies and "
    "capital financing; brackets if services were given more than was approved.",
)  # fmt: skip


def gap_of(stage: str, running: Expression) -> dict[str, Line]:
    """One stage's gap, running and as the year's own increment: never to be read as one another."""
    gap_of_year = line(
        f"Gap {stage}", GBP, running, opening=0,
        sentence="This year's shortfall if nothing more is done; brackets are a surplus.",
    )  # fmt: skip
    increment = line(
        f"Gap {stage}, new this year", GBP, gap_of_year - before(gap_of_year),
        sentence="How much more than last year must be found; one-offs that end are in it.",
    )  # fmt: skip
    return {"": gap_of_year, "_increment": increment}


def gap_family(name: str, stage: str, running: Expression) -> Family:
    """A stage's gap before reserves, with the third meaning: what reserves would have to pay.

    `name` is the name that the family is bound to.
    """
    members = gap_of(stage, running)
    if_nothing_done = line(
        f"Reserves needed if nothing is done about the gap {stage}", GBP,
        before(f"{name}_if_nothing_done") + members[""], opening=0,
        sentence="Every year's gap so far, added up: what reserves would have to pay.",
    )  # fmt: skip
    return Family({**members, "_if_nothing_done": if_nothing_done})


recurring_base_before_savings = line(
    "Recurring budget before savings", GBP,
    before("recurring_base_before_savings") + pressures,
    opening=approved_budget - one_offs_in_base,
    sentence="Last year's recurring budget and this year's pressures, with no saving at all.",
)  # fmt: skip
net_budget_before_savings = line(
    "Net budget before savings", GBP,
    recurring_base_before_savings + one_off_pressures,
    opening=recurring_base_before_savings + one_off_pressures,
    sentence="The recurring budget without savings, and what the year has outside it.",
)  # fmt: skip
recurring_savings = line(
    "Recurring savings since the base year, as approved", GBP,
    before("recurring_savings") + saving_planned["_increments"], opening=0,
    sentence="Last year's recurring savings and what this year adds.",
)  # fmt: skip
recurring_savings_expected = line(
    "Recurring savings since the base year, as expected", GBP,
    before("recurring_savings_expected") + saving_expected["_increments"], opening=0,
    sentence="Last year's expected recurring savings and what this year adds.",
)  # fmt: skip
recurring_savings_proposed = line(
    "Recurring savings since the base year, as proposed", GBP,
    before("recurring_savings_proposed") + saving_proposed["_increments"], opening=0,
    sentence="Last year's recurring savings not yet approved and what this year would add.",
)  # fmt: skip
savings = line(
    "Savings as approved", GBP, recurring_savings + saving_planned["_one_offs"],
    sentence="All that approved savings take off the budget this year.",
)  # fmt: skip
savings_expected = line(
    "Savings as expected", GBP, recurring_savings_expected + saving_expected["_one_offs"],
    sentence="All that savings are expected to take off the budget this year.",
)  # fmt: skip
savings_at_risk = line(
    "Savings at risk", GBP, savings - savings_expected,
    sentence="Approved savings that are not expected to arrive this year.",
)  # fmt: skip
savings_proposed = line(
    "Savings proposed, not yet approved", GBP,
    recurring_savings_proposed + saving_proposed["_one_offs"],
    sentence="What savings that members have not agreed would take off the budget this year; "
    "they lower no gap but the one that is named after them.",
)  # fmt: skip
recurring_base = line(
    "Recurring budget after savings", GBP, recurring_base_before_savings - recurring_savings,
    opening=recurring_base_before_savings,
    sentence="The budget that carries on into next year if approved savings arrive.",
)  # fmt: skip
net_budget = line(
    "Net budget", GBP, net_budget_before_savings - savings + repayments_in_budget,
    opening=approved_budget,
    sentence="The year's spending after approved savings, with what goes back to the revolving "
    "fund out of them.",
)  # fmt: skip
net_budget_expected = line(
    "Net budget with savings as expected", GBP,
    net_budget_before_savings - savings_expected + repayments_in_budget,
    sentence="The year's spending after the savings that are expected to arrive, with what goes "
    "back to the revolving fund out of them.",
)  # fmt: skip

gap_before_savings = gap_family(
    "gap_before_savings", "before savings", net_budget_before_savings - funding
)
gap = gap_family("gap", "after approved savings", net_budget - funding)
gap_expected = gap_family(
    "gap_expected", "after savings as expected", net_budget_expected - funding
)
gap_if_proposed = Family(
    gap_of("if proposed savings are approved too", gap.main - savings_proposed)
)
