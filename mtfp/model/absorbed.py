"""The absorbed-pressure ledger: what services are told to bear within the budgets they have.

A pressure that no budget pays for does not go away: it is either absorbed or overspent.
So the gap is shown twice, as reported and as it would be if services cannot absorb.
"""

from mtfp.algebra.expressions import before, given, line, snapped, total, total_by, where
from mtfp.algebra.lines import Family
from mtfp.model.demand import DEMAND, demand_pressure, demand_rise
from mtfp.model.pay import PAY, pay_pressure, pay_rise
from mtfp.model.position import gap, gap_of
from mtfp.model.pressures import (
    PRESSURE,
    one_off_cost,
    one_off_pressure,
    pressure,
    pressure_rise,
)
from mtfp.model.services import SERVICE
from mtfp.terms import GBP, PERCENT, YES_OR_NO

service_controllable = given(
    "Budget that the service controls", GBP, per=SERVICE, if_absent=0, least=0,
    unknown_at_nought=True,
    sentence="The part of its budget that the service can change within the year, without "
    "recharges, capital charges and what the law fixes.",
)  # fmt: skip
absorption_limit = given(
    "Most that a service can absorb", PERCENT, if_absent=0.02, least=0, most=1,
    sentence="The share of the budget it controls beyond which a service that is told to absorb "
    "is flagged; 2% unless the plan says otherwise, which is this model's own choice.",
)  # fmt: skip

recurring_absorbed = line(
    "Recurring pressure absorbed since the base year", GBP,
    before("recurring_absorbed") + pressure_rise - pressure, per=PRESSURE, opening=0,
    sentence="All rises so far that the budget does not pay for.",
)  # fmt: skip
pressure_absorbed = line(
    "Pressure absorbed", GBP, recurring_absorbed + one_off_cost - one_off_pressure, per=PRESSURE,
    sentence="What the year costs and no budget pays for, recurring or not.",
)  # fmt: skip
pay_absorbed = line(
    "Pay pressure absorbed", GBP, before("pay_absorbed") + pay_rise - pay_pressure, per=PAY,
    opening=0,
    sentence="All rises so far in the cost of staff that the budget does not pay for.",
)  # fmt: skip
demand_absorbed = line(
    "Demand pressure absorbed", GBP, before("demand_absorbed") + demand_rise - demand_pressure,
    per=DEMAND, opening=0,
    sentence="All rises so far in the cost of demand that the budget does not pay for.",
)  # fmt: skip
absorbed = line(
    "Pressures that services are told to absorb", GBP,
    total(pressure_absorbed) + total(pay_absorbed) + total(demand_absorbed),
    sentence="What services have to find within their budgets, all together and in no saving.",
)  # fmt: skip
service_absorbed = line(
    "Pressure that the service is told to absorb", GBP,
    total_by(pressure_absorbed, SERVICE)
    + total_by(pay_absorbed, SERVICE)
    + total_by(demand_absorbed, SERVICE),
    per=SERVICE,
    sentence="What the service's own pressures cost beyond what its budget pays for.",
)  # fmt: skip
service_absorbed_share = line(
    "Share of its controllable budget that the service is to absorb", PERCENT,
    where(service_controllable > 0, service_absorbed / service_controllable, 0), per=SERVICE,
    sentence="What it is to absorb over the budget that it controls, where the plan says what "
    "that is.",
)  # fmt: skip
service_asked_too_much = line(
    "Told to absorb more than the limit", YES_OR_NO,
    where(snapped(service_absorbed_share) > absorption_limit, 1, 0), per=SERVICE,
    sentence="Whether the service is told to absorb more than the set share of what it controls.",
)  # fmt: skip
gap_if_not_absorbed = Family(gap_of("if services cannot absorb", gap.main + absorbed))
