"""Costs to achieve: one-off, beside the savings that they make possible."""

from mtfp.algebra.expressions import line, spread, total, where
from mtfp.model.costs_register import COST, PAID, cost_amount, cost_funding, cost_on
from mtfp.model.redundancy import cost_redundancy
from mtfp.model.reserve_policies import reserves_policy
from mtfp.terms import GBP

cost_to_achieve = line(
    "Cost to achieve", GBP, (cost_amount + cost_redundancy) * cost_on, per=COST,
    sentence="What is typed and what is worked for redundancy, if the cost is switched on.",
)  # fmt: skip
costs_to_achieve = line(
    "Costs to achieve", GBP, total(cost_to_achieve),
    sentence="All that savings cost in the year before they save for good, whatever pays.",
)  # fmt: skip
cost_asked_of_receipts = line(
    "Asked of capital receipts", GBP,
    where(cost_funding.chosen("receipts"), cost_to_achieve, 0), per=COST,
    sentence="The year's cost if capital receipts are to pay for it.",
)  # fmt: skip
cost_asked_of_reserve = line(
    "Asked of a reserve", GBP,
    where(
        reserves_policy.chosen("none"),
        0,
        where(cost_funding.chosen("reserve"), cost_to_achieve, 0),
    ),
    per=COST,
    sentence="The year's cost if a reserve is to pay for it; nothing if no reserves are used.",
)  # fmt: skip
paid_asked = line(
    "Asked of this reserve", GBP, spread(cost_asked_of_reserve, PAID), per=PAID,
    sentence="What the reserve that the cost names is to pay for it in the year.",
)  # fmt: skip
