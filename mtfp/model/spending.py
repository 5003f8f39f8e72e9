"""All that raises the budget before savings: every kind of pressure, added up once, here."""

from mtfp.algebra.expressions import before, line, total
from mtfp.model.borrowing import capital_financing_growth, revenue_contributions_growth
from mtfp.model.dsg import dsg_cost_growth
from mtfp.model.hra import hra_recharge_growth
from mtfp.model.pressures import one_off_pressure, one_offs_in_base, pressure
from mtfp.terms import GBP

pressures = line(
    "Pressures", GBP,
    total(pressure)
    + capital_financing_growth
    + revenue_contributions_growth
    + dsg_cost_growth
    - hra_recharge_growth,
    sentence="All recurring pressures of the year.",
)  # fmt: skip
recurring_pressures_since_base = line(
    "Recurring pressures since the base year", GBP,
    before("recurring_pressures_since_base") + pressures, opening=0,
    sentence="All that recurring pressures have added to the budget since the base year.",
)  # fmt: skip
one_off_pressures = line(
    "One-off and time-limited pressures", GBP, total(one_off_pressure),
    opening=one_offs_in_base,
    sentence="All costs that stay outside the base.",
)  # fmt: skip
pressures_since_base = line(
    "Pressures since the base year, all together", GBP,
    recurring_pressures_since_base + one_off_pressures,
    sentence="All that pressures of every kind add to the year's budget, recurring or not.",
)  # fmt: skip
