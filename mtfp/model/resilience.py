"""Resilience indicators: how much the council holds, owes and leans on, against its net budget.

After the published meanings of CIPFA's Financial Resilience Index, whose formulas are not
published; so these are this model's own. Reserves leave out what is ring-fenced. Where the
index divides by net revenue expenditure, this divides by the net budget.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Expression, Line, before, given, line, lowest, total, where
from mtfp.model.borrowing import external_debt, interest_on_debt
from mtfp.model.business_rates import bfl, rates_growth
from mtfp.model.funding import council_tax
from mtfp.model.income import income_level
from mtfp.model.position import net_budget
from mtfp.model.reserve_register import RESERVE, reserve_category
from mtfp.model.reserves import reserve_balance
from mtfp.model.services import SERVICE, service_budget, service_budgets
from mtfp.model.support import support_interest
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT

reserves_a_year_earlier = given(
    "Reserves a year before the base year's end", GBP, if_absent=0, least=0,
    sentence="All reserves but the ring-fenced, at the end of the year before the base year.",
)  # fmt: skip
reserves_two_years_earlier = given(
    "Reserves two years before the base year's end", GBP, if_absent=0, least=0,
    sentence="All reserves but the ring-fenced, two years before the end of the base year.",
)  # fmt: skip
reserves_three_years_earlier = given(
    "Reserves three years before the base year's end", GBP, if_absent=0, least=0,
    sentence="All reserves but the ring-fenced, three years before the end of the base year; "
    "without it nothing is said of how they changed.",
)  # fmt: skip
resilience_years = given(
    "Years over which reserves are compared", NUMBER, if_absent=3, least=1,
    sentence="The three years of the resilience index; leave it at 3.",
)  # fmt: skip
resilience_cap = given(
    "Years shown for reserves that are not depleting", NUMBER, if_absent=100, least=1,
    sentence="What the resilience index shows, 100 as a rule, for reserves that do not fall or "
    "would last longer.",
)  # fmt: skip
service_social_care = given(
    "Social care", CHOICE, per=SERVICE, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes if the service is social care of adults or children, for the social care ratio.",
)  # fmt: skip


def of_net_budget(title: str, amount: Expression, sentence: str) -> Line:
    """An amount as a share of the net budget, which has to be more than nought."""
    share = where(net_budget > 0, amount / net_budget, 0)
    return line(title, PERCENT, share, sentence=sentence)


free = where(reserve_category.chosen("er_ringfenced"), 0, reserve_balance)
reserve_counted = line(
    "Balance that is not ring-fenced", GBP, free, per=RESERVE, opening=free,
    sentence="The reserve's balance, unless it is ring-fenced.",
)  # fmt: skip
unallocated_balance = where(reserve_category.chosen("gf_balance"), reserve_balance, 0)
reserve_unallocated = line(
    "Balance that is unallocated", GBP, unallocated_balance, per=RESERVE,
    opening=unallocated_balance,
    sentence="The reserve's balance if it is the general fund balance, otherwise nothing.",
)  # fmt: skip
reserves_counted = line(
    "Reserves that are not ring-fenced", GBP, total(reserve_counted),
    opening=total(reserve_counted),
    sentence="Earmarked and unallocated reserves at the end of the year.",
)  # fmt: skip
unallocated_reserves = line(
    "Unallocated reserves", GBP, total(reserve_unallocated), opening=total(reserve_unallocated),
    sentence="The general fund balance at the end of the year.",
)  # fmt: skip
earmarked_reserves = line(
    "Earmarked reserves", GBP, reserves_counted - unallocated_reserves,
    opening=reserves_counted - unallocated_reserves,
    sentence="Reserves set aside for a purpose, but for the ring-fenced, at the end of the year.",
)  # fmt: skip
reserves_last_year = line(
    "Reserves a year earlier", GBP, before(reserves_counted), opening=reserves_a_year_earlier,
    sentence="Reserves that are not ring-fenced, a year before.",
)  # fmt: skip
reserves_two_years_ago = line(
    "Reserves two years earlier", GBP, before(reserves_last_year),
    opening=reserves_two_years_earlier,
    sentence="Reserves that are not ring-fenced, two years before.",
)  # fmt: skip
reserves_three_years_ago = line(
    "Reserves three years earlier", GBP, before(reserves_two_years_ago),
    opening=reserves_three_years_earlier,
    sentence="Reserves that are not ring-fenced, three years before.",
)  # fmt: skip
yearly_fall = (reserves_three_years_ago - reserves_counted) / resilience_years
reserves_fall = line(
    "Average yearly fall of reserves", GBP, yearly_fall, opening=yearly_fall,
    sentence="How much reserves fell in an average year of the last three; brackets: they rose.",
)  # fmt: skip
years_to_nothing = where(
    reserves_fall > 0, lowest(resilience_cap, reserves_counted / reserves_fall), resilience_cap
)
reserves_sustainability = line(
    "Reserves sustainability, in years", NUMBER, years_to_nothing, opening=years_to_nothing,
    sentence="How long reserves would last if they went on to fall as they did; not depleting, "
    "and shown as the cap, where they do not fall.",
)  # fmt: skip
depleting = where(reserves_fall > 0, 1, 0)
reserves_depleting = line(
    "Reserves are depleting", NUMBER, depleting, opening=depleting,
    sentence="1 if reserves are less than three years before.",
)  # fmt: skip
change = where(
    reserves_three_years_ago > 0,
    (reserves_counted - reserves_three_years_ago) / reserves_three_years_ago,
    0,
)
reserves_change = line(
    "Change in reserves over three years", PERCENT, change, opening=change,
    sentence="How much more reserves are than three years before; riskier when less than nought.",
)  # fmt: skip

reserves_level = of_net_budget(
    "Level of reserves", reserves_counted,
    "Reserves that are not ring-fenced, as a share of the net budget; riskier when low.",
)  # fmt: skip
unallocated_ratio = of_net_budget(
    "Unallocated reserves ratio", unallocated_reserves,
    "The general fund balance as a share of the net budget; riskier when low.",
)  # fmt: skip
earmarked_ratio = of_net_budget(
    "Earmarked reserves ratio", earmarked_reserves,
    "Earmarked reserves as a share of the net budget; riskier when low.",
)  # fmt: skip
interest_ratio = of_net_budget(
    "Interest payable ratio", interest_on_debt + support_interest,
    "Interest paid to lenders as a share of the net budget; riskier when high.",
)  # fmt: skip
debt_ratio = of_net_budget(
    "Gross external debt ratio", external_debt,
    "External debt as a share of the net budget; riskier when high.",
)  # fmt: skip
council_tax_ratio = of_net_budget(
    "Council tax ratio", council_tax,
    "What council tax pays of the net budget; riskier when low.",
)  # fmt: skip
fees_and_charges = line(
    "Fees and charges", GBP, total(income_level), opening=total(income_level),
    sentence="What the income register brings in the year.",
)  # fmt: skip
fees_ratio = of_net_budget(
    "Fees and charges ratio", fees_and_charges,
    "Fees and charges against the net budget, since the plan holds no gross spending by year; "
    "riskier when low.",
)  # fmt: skip
social_care_budget = line(
    "Social care budget", GBP, where(service_social_care.chosen("yes"), service_budget, 0),
    per=SERVICE, opening=where(service_social_care.chosen("yes"), service_budget, 0),
    sentence="The base year's budget of the service if it is social care, otherwise nothing.",
)  # fmt: skip
social_care_budgets = line(
    "Social care budgets", GBP, total(social_care_budget), opening=total(social_care_budget),
    sentence="What the base year's budget gives to social care of adults and children.",
)  # fmt: skip
care_share = where(service_budgets > 0, social_care_budgets / service_budgets, 0)
social_care_ratio = line(
    "Social care ratio", PERCENT, care_share, opening=care_share,
    sentence="What social care takes of the base year's service budgets; riskier when high.",
)  # fmt: skip
growth_above_baseline = line(
    "Growth above baseline", PERCENT, where(bfl > 0, rates_growth / bfl, 0),
    sentence="Retained rates beyond assessed need, as a share of it; riskier when high before a "
    "reset, which takes it away.",
)  # fmt: skip
