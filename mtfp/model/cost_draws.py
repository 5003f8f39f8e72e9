"""What reserves pay of costs to achieve: draws by name that invest, beside all other named draws.

A reserve that cannot pay all that is asked of it by name gives each the same share.
"""

from mtfp.algebra.expressions import line, spread, total, total_by
from mtfp.model.costs import cost_asked_of_reserve, paid_asked
from mtfp.model.costs_register import COST, PAID
from mtfp.model.named_draws import draws_to_invest, reserve_named_share
from mtfp.terms import GBP

paid_permitted = line(
    "Paid by this reserve", GBP, paid_asked * spread(reserve_named_share, PAID), per=PAID,
    sentence="What the reserve that the cost names pays for it in the year.",
)  # fmt: skip
cost_from_reserve = line(
    "Paid by a reserve", GBP, total_by(paid_permitted, COST), per=COST,
    sentence="What its reserve pays of the cost in the year.",
)  # fmt: skip
cost_refused_by_reserve = line(
    "Not paid by its reserve", GBP, cost_asked_of_reserve - cost_from_reserve, per=COST,
    sentence="What is asked of a reserve that does not hold it, may not give it or is not named; "
    "it stays in the gap.",
)  # fmt: skip
costs_from_reserves = line(
    "Draws for costs to achieve", GBP, total(paid_permitted),
    sentence="All that reserves pay of costs to achieve in the year.",
)  # fmt: skip
costs_refused_by_reserves = line(
    "Costs that reserves do not pay", GBP, total(cost_refused_by_reserve),
    sentence="All that reserves were to pay of costs to achieve, and cannot.",
)  # fmt: skip
investing = line(
    "Draw that invests", GBP, draws_to_invest.main + costs_from_reserves,
    sentence="What is drawn once for what saves for good: by named draws and for costs to achieve.",
)  # fmt: skip
