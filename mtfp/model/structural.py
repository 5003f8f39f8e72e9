"""The structural gap: what recurring spending costs beyond recurring funding, once savings bite.

Each approved scheme that has begun counts in full, as if the year were twelve months of it; one
that is yet to begin does not, nor do one-off grants, collection fund surpluses and reserves. So
a year that only reserves or a windfall balance shows what it hides.
"""

from mtfp.algebra.expressions import line, total, where
from mtfp.model.calendar import months_elapsed
from mtfp.model.funding import funding, one_off_funding
from mtfp.model.position import recurring_base
from mtfp.model.savings import saving_in_full, saving_planned
from mtfp.model.savings_register import SAVING, saving_start
from mtfp.terms import GBP

saving_begun_in_full = line(
    "Recurring saving of a scheme that has begun, in full effect", GBP,
    where(months_elapsed > saving_start, saving_in_full, saving_planned["_since_base"]),
    per=SAVING,
    sentence="What the scheme takes off the recurring budget in a full year, once it has begun.",
)  # fmt: skip
saving_rest_of_effect = line(
    "Rest of the full-year effect, as approved", GBP,
    saving_begun_in_full - saving_planned["_since_base"], per=SAVING,
    sentence="What a scheme that started in the year saves in a full year beyond this one.",
)  # fmt: skip
rest_of_effect = line(
    "Rest of the full-year effect of approved savings", GBP, total(saving_rest_of_effect),
    sentence="What schemes that started in the year will take off the budget beyond this year.",
)  # fmt: skip
recurring_funding = line(
    "Recurring funding", GBP, funding - one_off_funding,
    sentence="Funding without what comes once: one-off grants and collection fund estimates.",
)  # fmt: skip
structural_gap = line(
    "Structural gap", GBP, recurring_base - rest_of_effect - recurring_funding,
    sentence="Recurring spending with approved savings in full effect, less recurring funding "
    "only; brackets are to spare.",
)  # fmt: skip
