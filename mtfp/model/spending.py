"""All that raises the budget before savings: every kind of pressure, added up once, here."""

from mtfp.algebra.expressions import line, total
from mtfp.model.grants import new_stranded_costs
from mtfp.model.pressures import one_off_pressure, one_offs_in_base, pressure
from mtfp.terms import GBP

pressures = line(
    "Pressures", GBP, total(pressure) + new_stranded_costs,
    sentence="All recurring pressures of the year, with what ring-fenced grants that fell leave "
    "to be paid for.",
)  # fmt: skip
one_off_pressures = line(
    "One-off and time-limited pressures", GBP, total(one_off_pressure),
    opening=one_offs_in_base,
    sentence="All costs that stay outside the base.",
)  # fmt: skip
