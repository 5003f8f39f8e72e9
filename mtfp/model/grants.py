"""Grants that bring spending with them, and grants that are rolled into another.

A ring-fenced grant closes no gap: spending rises and falls with it. Where the grant falls and
some of the spending cannot, that part is stranded and becomes a cost like any other. A grant
that is rolled into another is two rows that must come to nought together, or the plan shows
a gain that nobody pays.
"""

from mtfp.algebra.expressions import before, given, highest, line, total, total_by, where
from mtfp.model.funding import FUNDING, PAIR, funding_base, funding_level, funding_ringfenced
from mtfp.terms import GBP, PERCENT

funding_stranded_share = given(
    "Share of a fall that is stranded", PERCENT, per=FUNDING, if_absent=0, least=0, most=1,
    sentence="The part of the spending matched with a ring-fenced grant that goes on when the "
    "grant falls; 100% for a grant rolled into general funding.",
)  # fmt: skip

ringfenced_rows = line(
    "Ring-fenced grant, row by row", GBP,
    where(funding_ringfenced.chosen("yes"), funding_level, 0), per=FUNDING,
    opening=where(funding_ringfenced.chosen("yes"), funding_level, 0),
    sentence="What the row pays if it is ring-fenced, otherwise nothing.",
)  # fmt: skip
stranded_cost = line(
    "Stranded cost", GBP,
    where(
        funding_stranded_share > 0,
        highest(
            0,
            before("stranded_cost")
            + funding_stranded_share * (before(ringfenced_rows) - ringfenced_rows),
        ),
        0,
    ),
    per=FUNDING, opening=0,
    sentence="Spending that went on when the ring-fenced grant fell, all years so far; a grant "
    "that rises again takes it back.",
)  # fmt: skip
matched_spending_rows = line(
    "Matched spending, row by row", GBP, ringfenced_rows + stranded_cost, per=FUNDING,
    opening=ringfenced_rows,
    sentence="What is spent on the purpose of the ring-fenced grant: the grant, and what is "
    "stranded.",
)  # fmt: skip
ringfenced_grants = line(
    "Ring-fenced grants", GBP, total(ringfenced_rows), opening=total(ringfenced_rows),
    sentence="All funding that is limited to a purpose.",
)  # fmt: skip
matched_spending = line(
    "Spending matched with ring-fenced grants", GBP, total(matched_spending_rows),
    opening=total(matched_spending_rows),
    sentence="All that is spent on the purposes of ring-fenced grants.",
)  # fmt: skip
stranded_costs = line(
    "Stranded costs of ring-fenced grants", GBP, total(stranded_cost), opening=0,
    sentence="Matched spending that its grant no longer pays for, so that the council must.",
)  # fmt: skip
new_stranded_costs = line(
    "New stranded costs", GBP, stranded_costs - before(stranded_costs),
    sentence="What the year adds to the recurring budget because ring-fenced grants fell.",
)  # fmt: skip
pair_side = line(
    "Free funding since the base year, less stranded cost", GBP,
    where(funding_ringfenced.chosen("yes"), -stranded_cost, funding_level - funding_base),
    per=FUNDING,
    sentence="What the row has added to the plan since the base year.",
)  # fmt: skip
pair_sum = line(
    "Sum of a rolled-in grant's sides", GBP, total_by(pair_side, PAIR), per=PAIR,
    sentence="What all sides of the pair add to the plan: nought, or the gain or loss is not real.",
)  # fmt: skip
pairs_out_of_balance = line(
    "Rolled-in grants that do not come to nought", GBP, total(pair_sum),
    sentence="What pairs add to the plan in all; it should be nothing.",
)  # fmt: skip
