"""How far into the plan each year ends, for whatever starts part-way through one."""

from mtfp.algebra.expressions import MONTHS_IN_YEAR, before, line
from mtfp.terms import MONTHS

months_elapsed = line(
    "Months from the start of the plan to the end of the year",
    MONTHS,
    before("months_elapsed") + MONTHS_IN_YEAR,
    opening=0,
    sentence="12 at the end of the first plan year, 24 at the end of the second, and so on.",
)
