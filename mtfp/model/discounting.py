"""What a pound of later years is worth today: at one rate to begin with, at lower ones later.

A benefit that comes every year needs no table of years: its worth follows from the rate and the
number of years in closed form, in three pieces for the three rates.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Expression, Input, given, highest, line, lowest, where
from mtfp.algebra.lines import Family
from mtfp.model.investments_register import INVESTMENT, investment_life
from mtfp.terms import NUMBER, PERCENT


def discount_rate(of: str, usual: float) -> Input:
    """The rate of one of the three pieces."""
    return given(
        f"Discount rate of {of}", PERCENT, if_absent=usual, least=0,
        sentence="Real, without inflation, by HM Treasury's Green Book; a review was to report in "
        "June 2026.",
    )  # fmt: skip


def discount_to(ordinal: str, usual: float) -> Input:
    """The year with which a rate ends."""
    return given(
        f"Last year of the {ordinal} discount rate", NUMBER, if_absent=usual, least=0,
        sentence="Years from the outlay, by HM Treasury's Green Book.",
    )  # fmt: skip


discount_rate_first = discount_rate("the first years", 0.035)
discount_rate_second = discount_rate("the years after those", 0.03)
discount_rate_third = discount_rate("all later years", 0.025)
discount_years_first = discount_to("first", 30)
discount_years_second = discount_to("second", 75)


def at_rate(ordinal: str, years: Expression, rate: Input) -> Family:
    """The years of a life that fall to one rate, the factor over them and the worth of £1 a year.

    `ordinal` is the rate's place among the three.
    """
    in_piece = line(
        f"Years at the {ordinal} discount rate", NUMBER, years, per=INVESTMENT,
        sentence="How many years of its life this rate is for.",
    )  # fmt: skip
    factor = line(
        f"Discount factor over the years at the {ordinal} rate", NUMBER,
        1 / (1 + rate) ** in_piece, per=INVESTMENT,
        sentence="What a pound at the end of those years is worth at their beginning.",
    )  # fmt: skip
    annuity = line(
        f"Worth of £1 a year at the {ordinal} discount rate", NUMBER,
        where(rate > 0, (1 - factor) / rate, in_piece), per=INVESTMENT,
        sentence="What a pound in each of those years is worth at their beginning.",
    )  # fmt: skip
    return Family({"_years": in_piece, "_factor": factor, "": annuity})


investment_first = at_rate(
    "first", lowest(investment_life, discount_years_first), discount_rate_first
)
investment_second = at_rate(
    "second",
    highest(0, lowest(investment_life, discount_years_second) - investment_first["_years"]),
    discount_rate_second,
)
investment_third = at_rate(
    "third",
    investment_life - investment_first["_years"] - investment_second["_years"],
    discount_rate_third,
)
investment_last_factor = line(
    "Discount factor of the last year", NUMBER,
    investment_first["_factor"] * investment_second["_factor"] * investment_third["_factor"],
    per=INVESTMENT,
    sentence="What a pound in the last year of its life is worth today.",
)  # fmt: skip
investment_annuity_factor = line(
    "Worth today of £1 in each year of its life", NUMBER,
    investment_first.main
    + investment_first["_factor"]
    * (investment_second.main + investment_second["_factor"] * investment_third.main),
    per=INVESTMENT,
    sentence="The discount factors of all its years, added up.",
)  # fmt: skip
