"""Pay: what awards cost with National Insurance and pension on top, one row a staff group.

Source of the arithmetic: the National Joint Council's awards, employer's National Insurance
above the secondary threshold, and contributions to the local government pension scheme. Staff
of schools and of the housing revenue account are paid from elsewhere and stay out.
"""

from mtfp.algebra.expressions import Axis, Expression, before, given, highest, line, spread, where
from mtfp.model.indices import INDEX, index_uplift
from mtfp.model.on_costs import (
    base_employer_ni_rate,
    base_employer_ni_threshold,
    base_employer_pension_rate,
    employer_ni_rate,
    employer_ni_threshold,
    employer_pension_rate,
)
from mtfp.model.owners import owner
from mtfp.model.services import SERVICE
from mtfp.terms import FTE, GBP, GBP_PER_FTE, PERCENT

PAY = Axis("pay", "staff group", "pay", groups=(INDEX,), optional_groups=(SERVICE,))

pay_bill = given(
    "Pay bill of the base year", GBP, per=PAY, least=0,
    sentence="Pensionable pay of all posts, before the vacancy factor is taken off and before "
    "National Insurance and pension; without staff of schools and of the housing revenue account.",
)  # fmt: skip
pay_fte = given(
    "Staff", FTE, per=PAY, if_absent=0, least=0, needed_with="flat_award",
    sentence="Full-time equivalents; without them no threshold is taken off, so National "
    "Insurance is paid on every pound.",
)  # fmt: skip
pay_heads = given(
    "People", FTE, per=PAY, if_absent=0, least=0,
    sentence="How many people the posts are shared between: each has the National Insurance "
    "threshold once, full-time or not. As many as the full-time equivalents where it is not said.",
)  # fmt: skip
pay_flat_award = given(
    "Flat award", GBP_PER_FTE, per=PAY, yearly=True, if_absent=0,
    sentence="What the award adds to a full-time salary in the year, on top of the percentage "
    "of the index.",
)  # fmt: skip
pay_increments = given(
    "Increments and other drift", PERCENT, per=PAY, yearly=True, if_absent=0,
    sentence="How much the pay bill moves beside the award: steps up a scale, regrading; less "
    "than nought where leavers are followed by cheaper starters.",
)  # fmt: skip
pay_vacancy_factor = given(
    "Vacancy factor", PERCENT, per=PAY, if_absent=0, least=0, most=1,
    sentence="The share of the pay bill that is never spent because posts stand empty.",
)  # fmt: skip
pay_award_under_provided = given(
    "Last year's award beyond what was budgeted", PERCENT, per=PAY, if_absent=0,
    sentence="The award of the base year less what its budget held for it: 0.2% if 3.0% was "
    "budgeted and 3.2% awarded. It has to be made good for ever, in the first plan year.",
)  # fmt: skip
pay_funded = given(
    "Share that the budget pays for", PERCENT, per=PAY, if_absent=1, least=0, most=1,
    sentence="100% unless services are told to absorb the rest within the budgets they have. "
    "Of a fall the same share leaves the budget: the rest is the service's, which bore the rest of "
    "the rise.",
)  # fmt: skip
pay_owner = owner(PAY)

in_post = 1 - pay_vacancy_factor


def national_insurance(pay: Expression, rate: Expression, threshold: Expression) -> Expression:
    """What the employer pays on a pay bill, above a threshold for each person."""
    people = where(pay_heads > 0, pay_heads, pay_fte)
    return highest(0, pay - threshold * people) * rate * in_post


def at_this_years_rates(pay: Expression) -> Expression:
    """What a pay bill costs with this year's rates of National Insurance and pension."""
    # In the order of pay_cost, so that rates that stay the same leave not even dust.
    insurance = national_insurance(pay, employer_ni_rate, employer_ni_threshold)
    return pay * in_post + insurance + pay * in_post * employer_pension_rate


pay_made_good = line(
    "Pay bill of the base year, with its award in full", GBP,
    pay_bill * (1 + pay_award_under_provided), per=PAY, opening=pay_bill,
    sentence="What the base year's staff are really paid, where the budget held less.",
)  # fmt: skip
last_years_pay = before("pay_level") + pay_made_good - before(pay_made_good)
pay_level = line(
    "Pay after the award", GBP,
    last_years_pay * (1 + spread(index_uplift, PAY)) * (1 + pay_increments)
    + pay_flat_award * pay_fte,
    per=PAY, opening=pay_bill,
    sentence="Last year's pay with the award, increments and any flat sum for each full-time "
    "equivalent, as if no post stood empty.",
)  # fmt: skip
pay_ni = line(
    "Employer's National Insurance", GBP,
    national_insurance(pay_level, employer_ni_rate, employer_ni_threshold), per=PAY,
    opening=national_insurance(pay_bill, base_employer_ni_rate, base_employer_ni_threshold),
    sentence="The rate, on what each full-time equivalent earns above the threshold.",
)  # fmt: skip
pay_pension = line(
    "Employer's pension contributions", GBP, pay_level * in_post * employer_pension_rate, per=PAY,
    opening=pay_bill * in_post * base_employer_pension_rate,
    sentence="The primary rate on pensionable pay.",
)  # fmt: skip
pay_cost = line(
    "Cost of staff", GBP, pay_level * in_post + pay_ni + pay_pension, per=PAY,
    opening=pay_bill * in_post + pay_ni + pay_pension,
    sentence="Pay of the posts that are filled, with National Insurance and pension.",
)  # fmt: skip
pay_at_new_rates = line(
    "Last year's pay at this year's on-cost rates", GBP, at_this_years_rates(before(pay_level)),
    per=PAY,
    sentence="What last year's pay would cost at this year's National Insurance and pension.",
)  # fmt: skip
pay_at_new_rates_in_full = line(
    "Last year's pay, made good, at this year's on-cost rates", GBP,
    at_this_years_rates(last_years_pay), per=PAY,
    sentence="The same with what the last award cost beyond its budget.",
)  # fmt: skip
pay_rates_rise = line(
    "Rise by on-cost rates", GBP, pay_at_new_rates - before(pay_cost), per=PAY,
    sentence="What new rates of National Insurance and pension add to last year's pay.",
)  # fmt: skip
pay_catch_up = line(
    "Catching up with the last award", GBP, pay_at_new_rates_in_full - pay_at_new_rates, per=PAY,
    sentence="What the base year's award cost beyond its budget, with on-costs.",
)  # fmt: skip
pay_award_rise = line(
    "Rise by the award", GBP, pay_cost - pay_at_new_rates_in_full, per=PAY,
    sentence="What the year's award, increments and flat sum cost, with on-costs.",
)  # fmt: skip
pay_rise = line(
    "Rise in the cost of staff", GBP, pay_cost - before(pay_cost), per=PAY,
    sentence="This year's increase, whoever is to bear it: rates, catching up and award.",
)  # fmt: skip
pay_pressure = line(
    "Pay pressure", GBP, pay_rise * pay_funded, per=PAY,
    sentence="The part of the year's rise that the budget pays for, which stays in the base.",
)  # fmt: skip
pay_rates_pressure = line(
    "Pay pressure by on-cost rates", GBP, pay_rates_rise * pay_funded, per=PAY,
    sentence="The part of the pay pressure that new rates of National Insurance and pension make.",
)  # fmt: skip
