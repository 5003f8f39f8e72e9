"""The revolving fund: advances to investments, repaid out of what they save, and lent again.

Only what is saved beyond the repayment is released to the budget. Where a row of savings counts
the saving, the repayment is a cost of the year beside it, so that nothing is counted twice. The
fund stands by itself: it is none of the reserves of the register.
"""

from mtfp.algebra.expressions import (
    before,
    given,
    highest,
    line,
    lowest,
    spread,
    total,
    total_by,
    where,
)
from mtfp.model.borrowing import scheme_charge
from mtfp.model.investments_register import (
    BACKED,
    BUILT,
    INVESTMENT,
    investment_advance,
    investment_amount,
    investment_repaid,
)
from mtfp.model.savings import saving_expected
from mtfp.terms import GBP, NUMBER

revolving_fund_opening = given(
    "Revolving fund at the start", GBP, if_absent=0, least=0,
    sentence="What the invest-to-save fund has to lend on the last day of the base year; leave it "
    "out of the reserves register.",
)  # fmt: skip

backed_saving = line(
    "Saving of the register", GBP, spread(saving_expected.main, BACKED), per=BACKED,
    sentence="What the row of savings that the investment names is expected to save in the year.",
)  # fmt: skip
investment_registered = line(
    "Saving that the savings register counts", GBP, total_by(backed_saving, INVESTMENT),
    per=INVESTMENT,
    sentence="What its row of savings is expected to bring in the year; nothing if it names none.",
)  # fmt: skip
investment_saved = line(
    "Saving of the year", GBP, investment_registered + investment_amount, per=INVESTMENT,
    sentence="What it saves in the year, by its row of savings or as typed.",
)  # fmt: skip
built_charge = line(
    "Charge for the investment's scheme", GBP, spread(scheme_charge, BUILT), per=BUILT,
    sentence="MRP and interest of the scheme that the investment names.",
)  # fmt: skip
investment_charge = line(
    "MRP and interest", GBP, total_by(built_charge, INVESTMENT), per=INVESTMENT,
    sentence="What its scheme costs the year's budget; nothing if it names none.",
)  # fmt: skip
investment_affordability = line(
    "Saving less MRP and interest", GBP, investment_saved - investment_charge, per=INVESTMENT,
    sentence="What it does for the year's budget in cash; brackets: it widens the gap, though it "
    "may be worth its cost over its life.",
)  # fmt: skip

advances_asked = line(
    "Advances asked of the revolving fund", GBP, total(investment_advance),
    sentence="All that the fund is to lend in the year.",
)  # fmt: skip
advances = line(
    "Advances of the revolving fund", GBP, lowest(advances_asked, before("revolving_fund")),
    sentence="What the fund lends: what is asked, as far as it held that when the year began.",
)  # fmt: skip
advances_refused = line(
    "Advances that the fund cannot make", GBP, advances_asked - advances,
    sentence="What is asked of the fund and is not there.",
)  # fmt: skip
advances_share = line(
    "Share of advances that the fund can make", NUMBER,
    where(advances_asked > 0, advances / advances_asked, 0),
    sentence="1 if it holds what all ask; otherwise each gets this share.",
)  # fmt: skip
investment_advanced = line(
    "Advance", GBP, investment_advance * advances_share, per=INVESTMENT,
    sentence="What the fund lends the investment in the year.",
)  # fmt: skip
investment_repayment = line(
    "Repayment to the revolving fund", GBP,
    where(
        investment_repaid.chosen("yes"),
        lowest(
            highest(0, investment_saved),
            before("investment_outstanding") + investment_advanced,
        ),
        0,
    ),
    per=INVESTMENT,
    sentence="What it saves in the year, until the advance is repaid.",
)  # fmt: skip
investment_outstanding = line(
    "Advance not yet repaid", GBP,
    where(
        investment_repaid.chosen("yes"),
        before("investment_outstanding") + investment_advanced - investment_repayment,
        0,
    ),
    per=INVESTMENT, opening=0,
    sentence="What the investment still owes the fund; nothing if it need not repay.",
)  # fmt: skip
investment_released = line(
    "Saving released to the budget", GBP, investment_saved - investment_repayment, per=INVESTMENT,
    sentence="What it saves in the year beyond what it repays.",
)  # fmt: skip
repayments = line(
    "Repayments to the revolving fund", GBP, total(investment_repayment),
    sentence="All that investments repay in the year.",
)  # fmt: skip
revolving_fund = line(
    "Revolving fund", GBP, before("revolving_fund") - advances + repayments,
    opening=revolving_fund_opening,
    sentence="Last year's fund, less what it lends, with what is repaid: there to be lent again.",
)  # fmt: skip
savings_released = line(
    "Savings released to the budget", GBP, total(investment_released),
    sentence="All that investments save in the year beyond what they repay.",
)  # fmt: skip
backed_repayment = line(
    "Repayment out of a saving of the register", GBP,
    spread(investment_repayment, BACKED), per=BACKED,
    sentence="What the investment repays in the year out of its row of savings.",
)  # fmt: skip
repayments_in_budget = line(
    "Repayments out of savings that the plan counts", GBP, total(backed_repayment),
    sentence="What goes back to the fund of savings that the register counts in full: a cost of "
    "the year beside them, so that only what is released lowers the gap.",
)  # fmt: skip
