"""Stand-in until the reserve licence is merged."""

from mtfp.algebra.expressions import MONTHS_IN_YEAR, line, total, where
from mtfp.model.calendar import months_elapsed
from mtfp.model.funding import funding, one_off_funding
from mtfp.model.position import recurring_base
from mtfp.model.savings import if_recurring, months_in_effect
from mtfp.model.savings_register import (
    SAVING,
    saving_counts,
    saving_full_year_effect,
    saving_start,
)
from mtfp.terms import GBP

still_to_come = line(
    "Full-year effect still to come", GBP,
    if_recurring(
        where(
            months_elapsed > saving_start,
            saving_counts * saving_full_year_effect
            * (MONTHS_IN_YEAR - months_in_effect(saving_start)) / MONTHS_IN_YEAR,
            0,
        )
    ),
    per=SAVING,
    sentence="What a scheme that has begun adds next year.",
)  # fmt: skip
structural_gap = line(
    "Structural gap", GBP, recurring_base - total(still_to_come) - (funding - one_off_funding),
    sentence="Recurring spending with approved savings in full, less recurring funding.",
)  # fmt: skip
