"""What raises the budget before any saving: inflation on a cost, or an amount typed in.

Source of the arithmetic: the recurring-base recurrence of an MTFP; pressures are annual
increments to the base, one-offs stay out of it and so reverse themselves.
"""

from mtfp.algebra.expressions import Axis, before, given, line, spread, where
from mtfp.model.amounts import level, level_or_change, recurrence, typed_amount
from mtfp.model.owners import owner
from mtfp.model.services import SERVICE
from mtfp.terms import GBP, NUMBER, PERCENT

INDEX = Axis("index", "index", "indices")
PRESSURE = Axis("pressure", "pressure", "pressures", groups=(INDEX,), optional_groups=(SERVICE,))

index_rate = given(
    "Rate of increase", PERCENT, per=INDEX, yearly=True,
    sentence="How much the costs that follow this index rise in the year.",
)  # fmt: skip
pressure_cost_base = given(
    "Cost in the base year", GBP, per=PRESSURE, if_absent=0,
    sentence="The cost or income that the index is applied to, in the base year.",
)  # fmt: skip
pressure_sign = given(
    "Adds to the budget or takes from it", NUMBER, per=PRESSURE, if_absent=1,
    choices={"cost": 1, "income": -1},
    sentence="cost: a rise adds to the budget; income: a rise takes from it.",
)  # fmt: skip
one_offs_in_base = given(
    "One-off items in the approved budget", GBP, if_absent=0,
    sentence="What the approved budget holds for one year only; it leaves the base.",
)  # fmt: skip
pressure_amount = typed_amount("Pressure", PRESSURE)
pressure_as = level_or_change("Pressure", PRESSURE)
pressure_recurrence = recurrence("Pressure", PRESSURE)
pressure_funded = given(
    "Share that the budget pays for", PERCENT, per=PRESSURE, if_absent=1, least=0, most=1,
    sentence="100% unless the service is told to absorb the rest within the budget that it has.",
)  # fmt: skip
pressure_owner = owner(PRESSURE)
index_owner = owner(INDEX)

pressure_cost = line(
    "Cost after inflation", GBP,
    before("pressure_cost") * (1 + spread(index_rate, PRESSURE)),
    per=PRESSURE, opening=pressure_cost_base,
    sentence="Last year's cost, raised by this year's rate of the index that it follows.",
)  # fmt: skip
pressure_level = line(
    "Pressure typed in, against the base", GBP,
    level("pressure_level", pressure_amount, pressure_as, pressure_recurrence),
    per=PRESSURE, opening=0,
    sentence="The typed amounts as a level against the base year.",
)  # fmt: skip
pressure_rise = line(
    "Recurring rise in cost", GBP,
    where(
        pressure_recurrence.chosen("recurring"),
        pressure_sign
        * (pressure_cost - before(pressure_cost) + pressure_level - before(pressure_level)),
        0,
    ),
    per=PRESSURE,
    sentence="This year's increase in cost, whoever is to bear it.",
)  # fmt: skip
one_off_cost = line(
    "One-off or time-limited cost", GBP,
    where(
        pressure_recurrence.chosen("recurring"),
        0,
        pressure_sign * (pressure_cost - pressure_cost_base + pressure_level),
    ),
    per=PRESSURE,
    sentence="What the year costs more than the base year, outside the base: next year it has "
    "to be there again, or it is gone.",
)  # fmt: skip
pressure = line(
    "Recurring pressure", GBP, pressure_rise * pressure_funded, per=PRESSURE,
    sentence="The part of the year's rise that the budget pays for, which stays in the base.",
)  # fmt: skip
one_off_pressure = line(
    "One-off or time-limited pressure", GBP, one_off_cost * pressure_funded, per=PRESSURE,
    sentence="The part of the year's cost outside the base that the budget pays for.",
)  # fmt: skip
