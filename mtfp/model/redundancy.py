"""Statutory redundancy pay: weeks by age and years of service, at a week's pay up to a cap.

No more than twenty years count, and those served last count first.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Input, given, line, lowest, where
from mtfp.model.costs_register import COST, cost_leavers, cost_weekly_pay
from mtfp.terms import GBP, NUMBER


def served(age: str, weeks: str, usual: float) -> tuple[Input, Input]:
    """What one leaver has served at some age, and the weeks' pay that each year of it gives."""
    years = given(
        f"Years of service {age}", NUMBER, per=COST, if_absent=0, least=0,
        sentence="Complete years that one of those who leave has served at that age.",
    )  # fmt: skip
    due = given(
        f"Weeks' pay for a year of service {age}", NUMBER, if_absent=usual, least=0,
        sentence=f"{weeks}, by section 162 of the Employment Rights Act 1996.",
    )  # fmt: skip
    return years, due


cost_years_under_22, redundancy_weeks_under_22 = served("under 22", "Half a week", 0.5)
cost_years_22_to_40, redundancy_weeks_22_to_40 = served("at 22 to 40", "One week", 1)
cost_years_from_41, redundancy_weeks_from_41 = served("from 41", "One and a half weeks", 1.5)
redundancy_years_most = given(
    "Most years of service that count", NUMBER, if_absent=20, least=0,
    sentence="20, by section 162 of the Employment Rights Act 1996.",
)  # fmt: skip
redundancy_weekly_cap = given(
    "Cap on a week's pay for redundancy", GBP, yearly=True, if_absent=0, least=0,
    sentence="The most that a week counts for, new each April; nought where none is given, or "
    "where the council pays actual weekly pay: the whole of it then counts.",
)  # fmt: skip

cost_years_counted_from_41 = line(
    "Years from 41 that count", NUMBER, lowest(cost_years_from_41, redundancy_years_most),
    per=COST,
    sentence="Years served from 41, as far as years count at all.",
)  # fmt: skip
cost_years_counted_to_40 = line(
    "Years at 22 to 40 that count", NUMBER,
    lowest(cost_years_22_to_40, redundancy_years_most - cost_years_counted_from_41), per=COST,
    sentence="Years served at 22 to 40, as far as those served later leave room.",
)  # fmt: skip
cost_years_counted_under_22 = line(
    "Years under 22 that count", NUMBER,
    lowest(
        cost_years_under_22,
        redundancy_years_most - cost_years_counted_from_41 - cost_years_counted_to_40,
    ),
    per=COST,
    sentence="Years served under 22, as far as those served later leave room.",
)  # fmt: skip
cost_weeks = line(
    "Weeks' pay of redundancy", NUMBER,
    cost_years_counted_under_22 * redundancy_weeks_under_22
    + cost_years_counted_to_40 * redundancy_weeks_22_to_40
    + cost_years_counted_from_41 * redundancy_weeks_from_41,
    per=COST,
    sentence="How many weeks' pay one who leaves is due.",
)  # fmt: skip
cost_week = line(
    "A week's pay that counts", GBP,
    where(
        redundancy_weekly_cap > 0, lowest(cost_weekly_pay, redundancy_weekly_cap), cost_weekly_pay
    ),
    per=COST,
    sentence="A week's pay, up to the year's cap.",
)  # fmt: skip
cost_each_leaver = line(
    "Redundancy pay of one who leaves", GBP, cost_weeks * cost_week, per=COST,
    sentence="The weeks due, at a week's pay that counts.",
)  # fmt: skip
cost_redundancy = line(
    "Statutory redundancy pay", GBP, cost_leavers * cost_each_leaver, per=COST,
    sentence="What all who leave in the year are due.",
)  # fmt: skip
