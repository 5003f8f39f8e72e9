"""What raises the budget before any saving: inflation on a cost, or an amount typed in.

Source of the arithmetic: the recurring-base recurrence of an MTFP; pressures are annual
increments to the base, one-offs stay out of it and so reverse themselves.
"""

from mtfp.algebra.expressions import MONTHS_IN_YEAR, Axis, before, given, line, spread, where
from mtfp.model.amounts import level, level_or_change, recurrence, typed_amount
from mtfp.model.indices import INDEX, index_uplift
from mtfp.model.owners import owner
from mtfp.model.part_year import full_year_behind, paid_in_year
from mtfp.model.services import SERVICE
from mtfp.terms import CHOICE, GBP, MONTHS, NUMBER, PERCENT

PRESSURE = Axis("pressure", "pressure", "pressures", groups=(INDEX,), optional_groups=(SERVICE,))

pressure_kind = given(
    "Kind of pressure", CHOICE, per=PRESSURE, if_absent=0,
    choices={
        "other": 0, "price": 1, "levy": 2, "demand": 3, "contingency": 4, "pay": 5, "income": 6,
    },
    sentence="Which subtotal it belongs to. levy: what another body charges and the council "
    "cannot refuse; contingency: held centrally for what nobody foresaw; income: fees that "
    "bring in more, or less.",
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
pressure_uplift_month = given(
    "Month of the yearly uplift", MONTHS, per=PRESSURE, if_absent=0,
    choices={
        "april": 0, "may": 1, "june": 2, "july": 3, "august": 4, "september": 5, "october": 6,
        "november": 7, "december": 8, "january": 9, "february": 10, "march": 11,
    },
    sentence="From when the index raises the cost each year: of an October uplift six months "
    "fall in the year and six in the next.",
)  # fmt: skip
pressure_uplift_in_base = given(
    "Uplift of the base year", PERCENT, per=PRESSURE, if_absent=0, least=-0.5, most=1,
    sentence="How much the cost rose in that month of the base year; what that costs in a full "
    "year comes in the first year of the plan.",
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
    sentence="100% unless the service is told to absorb the rest within the budget that it has. "
    "Of a fall the same share leaves the budget: the rest is the service's, which bore the rest of "
    "the rise.",
)  # fmt: skip
pressure_owner = owner(PRESSURE)

months_at_the_old_price = pressure_uplift_month / MONTHS_IN_YEAR
pressure_full_cost = line(
    "Cost of a full year after inflation", GBP,
    before("pressure_full_cost") * (1 + spread(index_uplift, PRESSURE)),
    per=PRESSURE,
    opening=full_year_behind(
        pressure_cost_base, pressure_uplift_in_base, 1 - months_at_the_old_price
    ),
    sentence="Last year's cost of a full year, raised by this year's uplift of the index.",
)  # fmt: skip
pressure_cost = line(
    "Cost after inflation", GBP,
    paid_in_year(pressure_full_cost, before(pressure_full_cost), months_at_the_old_price),
    per=PRESSURE, opening=pressure_cost_base,
    sentence="What the year pays: the old price until the month of the uplift, then the new.",
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
