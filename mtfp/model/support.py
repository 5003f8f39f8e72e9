"""Exceptional financial support: leave to treat revenue cost as capital, which is not money.

A capitalisation direction lowers one year's budget and is borrowed. From the next year it is
charged in equal instalments, with interest on what is left, so later years cost more. The loan
stands beside what the council borrows for its own capital spending.
"""

from mtfp.algebra.expressions import before, given, line, lowest
from mtfp.terms import GBP, NUMBER, PERCENT

capitalisation_direction = given(
    "Capitalisation direction", GBP, yearly=True, if_absent=0, least=0,
    sentence="The revenue cost of the year that government lets the council treat as capital.",
)  # fmt: skip
support_life = given(
    "Years over which a direction is charged", NUMBER, if_absent=20, least=1,
    sentence="Equal instalments of MRP over so many years; 20 is usual and not confirmed for "
    "every direction, so check the letter. Take it to be no shorter than the plan.",
)  # fmt: skip
support_rate = given(
    "Interest rate of exceptional support", PERCENT, if_absent=0, least=0,
    sentence="What is paid on a direction that is not yet charged.",
)  # fmt: skip

support_instalment = line(
    "Yearly instalment of all directions", GBP,
    before("support_instalment") + capitalisation_direction / support_life, opening=0,
    sentence="What the directions given so far charge in a year.",
)  # fmt: skip
support_mrp = line(
    "MRP on exceptional support", GBP,
    lowest(before("support_balance"), before(support_instalment)),
    sentence="The year's instalment of the directions of earlier years, until nothing is left.",
)  # fmt: skip
support_balance = line(
    "Exceptional support not yet charged", GBP,
    before("support_balance") + capitalisation_direction - support_mrp, opening=0,
    sentence="What later years have still to be charged for; it is owed until then.",
)  # fmt: skip
support_interest = line(
    "Interest on exceptional support", GBP, before(support_balance) * support_rate,
    sentence="A year's interest on what was not yet charged when the year began.",
)  # fmt: skip
support_cost = line(
    "Cost of exceptional support", GBP, support_mrp + support_interest, opening=0,
    sentence="What directions of earlier years cost the budget: instalments and interest.",
)  # fmt: skip
support_cost_growth = line(
    "Growth of the cost of exceptional support", GBP, support_cost - before(support_cost),
    sentence="How much more than last year the budget pays for exceptional support.",
)  # fmt: skip
