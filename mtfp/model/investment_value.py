"""What an investment is worth today: net present value, return on the outlay and payback.

Each is worked as typed and with optimism bias. The rate of return and discounted payback need
trial and error, so they are worked beside the lines and not as lines.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Expression, given, highest, line, total, where
from mtfp.algebra.lines import Family
from mtfp.model.discounting import investment_annuity_factor
from mtfp.model.investments_register import (
    INVESTMENT,
    investment_benefit,
    investment_benefit_optimism,
    investment_cost_optimism,
    investment_outlay,
    investment_uncertain_benefit,
)
from mtfp.terms import GBP, NUMBER

investment_budget = given(
    "Budget for investments", GBP, if_absent=0, least=0,
    sentence="What there is to lay out on the investments of the register; nought: no limit is "
    "given.",
)  # fmt: skip


def appraised(described: str, outlay: Expression, benefit: Expression) -> Family:
    """The value of each investment under one reading of its cost and benefit."""
    value = line(
        f"Net present value, {described}", GBP, benefit * investment_annuity_factor - outlay,
        per=INVESTMENT,
        sentence="What its benefits are worth today beyond the outlay; brackets: less than it.",
    )  # fmt: skip
    index = line(
        f"Net present value for each £1 laid out, {described}", NUMBER,
        where(outlay > 0, value / outlay, 0), per=INVESTMENT,
        sentence="The profitability index: net present value over the outlay.",
    )  # fmt: skip
    payback = line(
        f"Years to pay back, {described}", NUMBER, where(benefit > 0, outlay / benefit, 0),
        per=INVESTMENT,
        sentence="The outlay over the benefit a year, undiscounted; nought if nothing pays it "
        "back, and never if it is longer than the life.",
    )  # fmt: skip
    return Family({"_npv": value, "_index": index, "_payback": payback})


investment_cost_expected = line(
    "Outlay with optimism bias", GBP, investment_outlay * (1 + investment_cost_optimism),
    per=INVESTMENT,
    sentence="What it will cost if it goes as such projects have gone.",
)  # fmt: skip
investment_benefit_expected = line(
    "Benefit a year with optimism bias", GBP,
    investment_benefit * (1 - investment_benefit_optimism), per=INVESTMENT,
    sentence="What it will bring a year if it goes as such projects have gone.",
)  # fmt: skip
investment_as_typed = appraised("as typed", investment_outlay, investment_benefit)
investment_with_bias = appraised(
    "with optimism bias", investment_cost_expected, investment_benefit_expected
)
investment_npv_if_all = line(
    "Net present value if uncertain benefits come too", GBP,
    investment_with_bias["_npv"] + investment_uncertain_benefit * investment_annuity_factor,
    per=INVESTMENT,
    sentence="The value with optimism bias, and with what nobody can promise beside it.",
)  # fmt: skip
investments_outlay = line(
    "Outlay of all investments, with optimism bias", GBP, total(investment_cost_expected),
    sentence="What all investments of the register cost together.",
)  # fmt: skip
investments_over_budget = line(
    "Investments beyond the budget", GBP,
    where(investment_budget > 0, highest(0, investments_outlay - investment_budget), 0),
    sentence="What all investments cost more than there is to lay out: some have to be chosen.",
)  # fmt: skip
