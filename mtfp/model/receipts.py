"""Capital receipts in hand, and their flexible use for the one-off cost of change.

By direction of government, proceeds of the council's own sales may pay for one-off costs that
save for good: in the years that it covers, as far as they are in hand, and never from sales
under the right to buy. Capital schemes come first. What receipts may not pay stays in the gap.
"""

from mtfp.algebra.expressions import before, given, highest, line, lowest, total, total_by, where
from mtfp.model.borrowing import capital_receipts_used
from mtfp.model.costs import cost_asked_of_receipts, costs_to_achieve
from mtfp.model.costs_register import COST
from mtfp.model.savings_register import SAVING
from mtfp.terms import CHOICE, GBP, NUMBER

opening_receipts = given(
    "Capital receipts in hand at the start", GBP, if_absent=0, least=0,
    sentence="Proceeds of sales received and not yet used, on the last day of the base year; "
    "without those under the right to buy.",
)  # fmt: skip
receipts_expected = given(
    "Capital receipts of the year", GBP, yearly=True, if_absent=0, least=0,
    sentence="What sales of the council's own assets bring in the year; those under the right to "
    "buy may not be used so.",
)  # fmt: skip
receipts_flexibility = given(
    "Receipts may pay for change", CHOICE, yearly=True, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes in a year that government's direction on the flexible use of capital receipts "
    "covers.",
)  # fmt: skip

receipts_after_schemes = line(
    "Capital receipts after schemes", GBP,
    before("receipts_in_hand") + receipts_expected - capital_receipts_used,
    sentence="Last year's receipts in hand and the year's own, less what capital schemes use; "
    "brackets are used before they are in hand.",
)  # fmt: skip
receipts_left_by_schemes = line(
    "Capital receipts that schemes leave", GBP, highest(0, receipts_after_schemes),
    sentence="What of receipts may pay for change.",
)  # fmt: skip
receipts_asked = line(
    "Asked of capital receipts, all costs", GBP, total(cost_asked_of_receipts),
    sentence="All costs of the year that capital receipts are to pay for.",
)  # fmt: skip
receipts_used_for_change = line(
    "Capital receipts used for change", GBP,
    where(
        receipts_flexibility.chosen("yes"), lowest(receipts_asked, receipts_left_by_schemes), 0
    ),
    sentence="What receipts pay of one-off costs: in the years allowed, as far as in hand.",
)  # fmt: skip
receipts_in_hand = line(
    "Capital receipts in hand", GBP, receipts_after_schemes - receipts_used_for_change,
    opening=opening_receipts,
    sentence="What is left of receipts at the end of the year; brackets are owed to later ones.",
)  # fmt: skip
receipts_refused = line(
    "Costs that capital receipts may not pay", GBP, receipts_asked - receipts_used_for_change,
    sentence="What was to be paid from receipts that are not in hand, or in a year in which the "
    "law does not allow it; it stays in the gap.",
)  # fmt: skip
receipts_share = line(
    "Share of what is asked that receipts pay", NUMBER,
    where(receipts_asked > 0, receipts_used_for_change / receipts_asked, 0),
    sentence="1 if they pay for all; otherwise each cost gets this share.",
)  # fmt: skip
cost_from_receipts = line(
    "Cost paid by capital receipts", GBP, cost_asked_of_receipts * receipts_share, per=COST,
    sentence="What receipts pay of the cost in the year.",
)  # fmt: skip
receipts_for_saving = line(
    "Capital receipts used for the saving", GBP, total_by(cost_from_receipts, SAVING), per=SAVING,
    sentence="What receipts pay of the costs that name the saving.",
)  # fmt: skip
receipts_for_no_saving = line(
    "Capital receipts used for no saving", GBP,
    receipts_used_for_change - total(receipts_for_saving),
    sentence="What receipts pay that is tied to no saving, all costs.",
)  # fmt: skip
receipts_against_the_rule = line(
    "Costs that receipts may not pay, or that save nothing", GBP,
    receipts_refused + receipts_for_no_saving,
    sentence="What was to be paid from receipts unlawfully, and what they pay for no saving.",
)  # fmt: skip
costs_in_budget = line(
    "Costs to achieve, less capital receipts", GBP, costs_to_achieve - receipts_used_for_change,
    sentence="What of the year's costs the budget or reserves have to pay.",
)  # fmt: skip
