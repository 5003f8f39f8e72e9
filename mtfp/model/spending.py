"""All that raises the budget before savings: every kind of pressure, added up once, here."""

from __future__ import annotations

from mtfp.algebra.expressions import before, line, total, where
from mtfp.algebra.lines import Family
from mtfp.model.borrowing import capital_financing_growth, revenue_contributions_growth
from mtfp.model.delivery import base_correction
from mtfp.model.demand import demand_pressure
from mtfp.model.dsg import dsg_cost_growth
from mtfp.model.grants import new_stranded_costs
from mtfp.model.hra import hra_recharge_growth
from mtfp.model.income import income_rise
from mtfp.model.on_costs import pension_secondary_growth
from mtfp.model.pay import pay_pressure, pay_rates_pressure
from mtfp.model.pressures import (
    PRESSURE,
    one_off_pressure,
    one_offs_in_base,
    pressure,
    pressure_kind,
)
from mtfp.model.receipts import costs_in_budget
from mtfp.model.support import capitalisation_direction, support_cost_growth
from mtfp.terms import GBP


def of_kind(kind: str, described: str) -> Family:
    """The recurring pressures of one kind in the register, and their sum."""
    rows = line(
        f"{described}, row by row", GBP, where(pressure_kind.chosen(kind), pressure, 0),
        per=PRESSURE,
        sentence="The row's recurring pressure if it is of this kind, otherwise nothing.",
    )  # fmt: skip
    whole = line(
        described, GBP, total(rows),
        sentence="The recurring pressures of the year that the register says are of this kind.",
    )  # fmt: skip
    return Family({"_rows": rows, "": whole})


pay_typed = of_kind("pay", "Pay pressures of the pressures register")
demand_typed = of_kind("demand", "Demand pressures of the pressures register")
income_typed = of_kind("income", "Pressures by income of the pressures register")
price_pressures = of_kind("price", "Price pressures")
levy_pressures = of_kind("levy", "Levies of other bodies")
contingency_pressures = of_kind("contingency", "Contingency")
other_pressures = of_kind("other", "Other pressures")

pay_pressures = line(
    "Pay pressures", GBP, total(pay_pressure) + pension_secondary_growth + pay_typed.main,
    sentence="What staff cost more than last year, with on-costs.",
)  # fmt: skip
on_cost_rate_pressures = line(
    "Pressures by on-cost rates", GBP, total(pay_rates_pressure),
    sentence="The part of pay pressures that new rates of National Insurance and pension make; "
    "a pension rate is certain only until the next valuation.",
)  # fmt: skip
demand_pressures = line(
    "Demand pressures", GBP, total(demand_pressure) + demand_typed.main,
    sentence="What more people, dearer places and a harder mix cost more than last year.",
)  # fmt: skip
income_growth = line(
    "Growth of fees and charges", GBP, total(income_rise) - income_typed.main,
    sentence="What fees and charges bring more than last year; it lowers the budget.",
)  # fmt: skip
pressures = line(
    "Pressures", GBP,
    pay_pressures
    + price_pressures.main
    + demand_pressures
    + levy_pressures.main
    + contingency_pressures.main
    + other_pressures.main
    + capital_financing_growth
    + revenue_contributions_growth
    + dsg_cost_growth
    + support_cost_growth
    + new_stranded_costs
    + base_correction
    - income_growth
    - hra_recharge_growth,
    sentence="All recurring pressures of the year, with what ring-fenced grants that fell leave "
    "to be paid for and what earlier savings did not achieve, less what income grows by.",
)  # fmt: skip
recurring_pressures_since_base = line(
    "Recurring pressures since the base year", GBP,
    before("recurring_pressures_since_base") + pressures, opening=0,
    sentence="All that recurring pressures have added to the budget since the base year.",
)  # fmt: skip
one_off_costs = line(
    "One-off and time-limited costs", GBP, total(one_off_pressure),
    sentence="All rows of pressures that stay outside the base.",
)  # fmt: skip
one_off_pressures = line(
    "One-off and time-limited pressures", GBP,
    one_off_costs + costs_in_budget - capitalisation_direction,
    opening=one_offs_in_base,
    sentence="All costs that stay outside the base, those to achieve savings too, less what "
    "capital receipts and exceptional support take off the year's budget.",
)  # fmt: skip
pressures_since_base = line(
    "Pressures since the base year, all together", GBP,
    recurring_pressures_since_base + one_off_pressures,
    sentence="All that pressures of every kind add to the year's budget, recurring or not.",
)  # fmt: skip
