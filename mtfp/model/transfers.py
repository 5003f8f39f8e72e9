"""Transfers between reserves: what one is paid, another pays, so they come to nought each year.

None pays more than it holds, and ring-fenced money moves nowhere. Where a reserve cannot pay
all that was planned, those that were to be paid get the same share less, so that no money is
made and none is lost.
"""

from mtfp.algebra.expressions import before, given, highest, line, lowest, total, where
from mtfp.model.reserve_register import RESERVE, reserve_category, reserve_contribution
from mtfp.terms import GBP, NUMBER

reserve_transfer = given(
    "Transfer between reserves", GBP, per=RESERVE, yearly=True, if_absent=0, balanced=True,
    sentence="What the reserve is paid by other reserves in the year, or in brackets pays to them.",
)  # fmt: skip

reserve_transfer_asked = line(
    "Transfer asked of the reserve", GBP, highest(0, -reserve_transfer), per=RESERVE,
    sentence="What the reserve should pay to other reserves in the year.",
)  # fmt: skip
reserve_transfer_out = line(
    "Transfer out", GBP,
    where(
        reserve_category.chosen("er_ringfenced"),
        0,
        lowest(
            reserve_transfer_asked, highest(0, before("reserve_balance") + reserve_contribution)
        ),
    ),
    per=RESERVE,
    sentence="What the reserve pays to others: never more than it holds, and nothing if it is "
    "ring-fenced.",
)  # fmt: skip
transfers_asked = line(
    "Transfers between reserves, as planned", GBP, total(reserve_transfer_asked),
    sentence="All that reserves should pay to one another in the year.",
)  # fmt: skip
transfers_made = line(
    "Transfers between reserves", GBP, total(reserve_transfer_out),
    sentence="All that reserves pay to one another in the year.",
)  # fmt: skip
reserve_transfer_due = line(
    "Transfer due to the reserve", GBP, highest(0, reserve_transfer), per=RESERVE,
    sentence="What the reserve should be paid by other reserves in the year.",
)  # fmt: skip
transfers_due = line(
    "Transfers due to reserves", GBP, total(reserve_transfer_due),
    sentence="All that reserves should be paid by one another in the year.",
)  # fmt: skip
transfers_share = line(
    "Share of transfers that can be made", NUMBER,
    where(transfers_due > 0, transfers_made / transfers_due, 0),
    sentence="1 if every reserve holds what it is to pay.",
)  # fmt: skip
reserve_transferred = line(
    "Transfer", GBP,
    reserve_transfer_due * transfers_share - reserve_transfer_out,
    per=RESERVE,
    sentence="What the reserve is paid by other reserves, less what it pays to them.",
)  # fmt: skip
transfers_refused = line(
    "Transfers that cannot be made", GBP, transfers_asked - transfers_made,
    sentence="What was planned between reserves and is not there, or is ring-fenced.",
)  # fmt: skip
