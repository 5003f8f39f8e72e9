"""From the base year to the gap: what each cause has added or taken since then.

The bars of the bridge. The base year's own shortfall, less what was in the budget once, plus
every kind of pressure since and what ring-fenced grants have left stranded, less every stream's
growth since, is the gap before savings, to the penny; the savings then take it to the gap. What
each row of a register has moved stands beneath.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Line, before, line
from mtfp.model.borrowing import capital_financing, revenue_contributions
from mtfp.model.delivery import base_correction
from mtfp.model.demand import DEMAND, demand_pressure
from mtfp.model.dsg import dsg_cost
from mtfp.model.funding import (
    business_rates,
    collection_fund,
    council_tax,
    funding,
    other_grants,
    rsg,
)
from mtfp.model.hra import hra_recharge
from mtfp.model.income import INCOME, income_rise
from mtfp.model.on_costs import pension_secondary_growth
from mtfp.model.pay import PAY, pay_pressure
from mtfp.model.position import approved_budget
from mtfp.model.pressures import PRESSURE, one_off_pressure, pressure
from mtfp.model.spending import (
    contingency_pressures,
    demand_pressures,
    income_growth,
    levy_pressures,
    one_off_costs,
    other_pressures,
    pay_pressures,
    price_pressures,
)
from mtfp.model.support import support_cost
from mtfp.terms import GBP


def growth_of(name: str, stream: Line, does: str = "pays") -> Line:
    """What a stream comes to beyond what it did in the base year; `name` is the line's own."""
    return line(
        f"{stream.title}, change since the base year", GBP,
        before(name) + stream - before(stream), opening=0,
        sentence=f"How much more than in the base year it {does}; brackets are a fall.",
    )  # fmt: skip


def so_far(name: str, moved: Line) -> Line:
    """What one kind of pressure has come to since the base year; `name` is the line's own."""
    return line(
        f"{moved.title} since the base year", GBP, before(name) + moved, opening=0,
        sentence="All that every year of the plan so far has added of this kind.",
    )  # fmt: skip


gap_in_base = line(
    "Shortfall of the base year, to be found again", GBP, before("gap_in_base"),
    opening=approved_budget - funding,
    sentence="What the base year's funding did not cover: met once, so to be found each year.",
)  # fmt: skip
recurring_pressure_since_base = line(
    "Recurring pressure since the base year", GBP,
    before("recurring_pressure_since_base") + pressure, per=PRESSURE, opening=0,
    sentence="What the pressure has added to the recurring budget since the base year.",
)  # fmt: skip
pressure_since_base = line(
    "Pressure since the base year", GBP, recurring_pressure_since_base + one_off_pressure,
    per=PRESSURE,
    sentence="All that the pressure adds to the year's budget, recurring or not.",
)  # fmt: skip
pay_since_base = line(
    "Pay pressure since the base year", GBP, before("pay_since_base") + pay_pressure, per=PAY,
    opening=0,
    sentence="What the staff group has added to the budget since the base year, with on-costs.",
)  # fmt: skip
pension_secondary_since_base = line(
    "Secondary pension contribution, change since the base year", GBP,
    before("pension_secondary_since_base") + pension_secondary_growth, opening=0,
    sentence="How much more than in the base year is paid beside the primary rate.",
)  # fmt: skip
demand_since_base = line(
    "Demand pressure since the base year", GBP, before("demand_since_base") + demand_pressure,
    per=DEMAND, opening=0,
    sentence="What the demand line has added to the budget since the base year.",
)  # fmt: skip
income_since_base = line(
    "Growth of income since the base year", GBP, before("income_since_base") + income_rise,
    per=INCOME, opening=0,
    sentence="What the source of income has taken off the budget since the base year.",
)  # fmt: skip
pay_pressures_since_base = so_far("pay_pressures_since_base", pay_pressures)
price_pressures_since_base = so_far("price_pressures_since_base", price_pressures.main)
demand_pressures_since_base = so_far("demand_pressures_since_base", demand_pressures)
levy_pressures_since_base = so_far("levy_pressures_since_base", levy_pressures.main)
contingency_since_base = so_far("contingency_since_base", contingency_pressures.main)
other_pressures_since_base = so_far("other_pressures_since_base", other_pressures.main)
base_correction_since_base = so_far("base_correction_since_base", base_correction)
income_growth_since_base = so_far("income_growth_since_base", income_growth)
pressures_by_kind_since_base = line(
    "Pressures less growth of income, since the base year", GBP,
    pay_pressures_since_base
    + price_pressures_since_base
    + demand_pressures_since_base
    + levy_pressures_since_base
    + contingency_since_base
    + other_pressures_since_base
    - income_growth_since_base
    + one_off_costs,
    sentence="What the registers of pressures, pay, demand and income add to the year's budget.",
)  # fmt: skip
council_tax_since_base = growth_of("council_tax_since_base", council_tax)
collection_fund_since_base = growth_of("collection_fund_since_base", collection_fund)
business_rates_since_base = growth_of("business_rates_since_base", business_rates)
rsg_since_base = growth_of("rsg_since_base", rsg)
other_grants_since_base = growth_of("other_grants_since_base", other_grants.main)
capital_financing_since_base = growth_of("capital_financing_since_base", capital_financing, "costs")
revenue_contributions_since_base = growth_of(
    "revenue_contributions_since_base", revenue_contributions, "costs"
)
dsg_cost_since_base = growth_of("dsg_cost_since_base", dsg_cost, "costs")
hra_recharge_since_base = growth_of("hra_recharge_since_base", hra_recharge)
support_cost_since_base = growth_of("support_cost_since_base", support_cost, "costs")
