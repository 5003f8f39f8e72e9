"""The dedicated schools grant: an account of its own, which the law keeps out of the gap.

Its deficit stands apart under a statutory override while that lasts. What the deficit costs in
cash joins the general fund's budget only if the plan says that the general fund bears it.
"""

from mtfp.algebra.expressions import before, given, highest, line, where
from mtfp.terms import CHOICE, GBP, PERCENT

dsg_opening_deficit = given(
    "Schools grant deficit at the start", GBP, if_absent=0,
    sentence="The dedicated schools grant's deficit on the last day of the base year; less than "
    "nought is a surplus.",
)  # fmt: skip
dsg_income = given(
    "Dedicated schools grant of the year", GBP, yearly=True, if_absent=0, least=0,
    sentence="The grant, and any support towards its deficit; nothing of the general fund.",
)  # fmt: skip
dsg_spending = given(
    "Spending of the schools grant", GBP, yearly=True, if_absent=0, least=0,
    sentence="What is spent on schools and high needs out of the grant.",
)  # fmt: skip
dsg_rate = given(
    "Interest rate of the schools grant deficit", PERCENT, yearly=True, if_absent=0, least=0,
    sentence="What the cash that the deficit takes costs for a year, most often a short-term rate.",
)  # fmt: skip
dsg_timing = given(
    "Share of the year for which a year's overspending is owed", PERCENT, if_absent=0.5, least=0,
    most=1,
    sentence="Half if the deficit grows evenly, so that its cash costs interest on the average "
    "of the year's start and end.",
)  # fmt: skip
dsg_cost_borne_by = given(
    "Who bears the deficit's cash cost", CHOICE, if_absent=0,
    choices={"nobody_yet": 0, "general_fund": 1},
    sentence="general_fund: it joins the budget and so the gap; nobody_yet: it is shown beside.",
)  # fmt: skip
base_dsg_cost = given(
    "Cost of the schools grant deficit in the approved budget", GBP, if_absent=0, least=0,
    sentence="What the base year's budget already holds for the deficit's cash.",
)  # fmt: skip
dsg_override = given(
    "Statutory override", CHOICE, yearly=True, if_absent=1, choices={"ended": 0, "in_force": 1},
    sentence="in_force while the law keeps the deficit away from the council's reserves at the "
    "end of the year; ended from the first year in which it does not.",
)  # fmt: skip

dsg_in_year = line(
    "Schools grant overspent in the year", GBP, dsg_spending - dsg_income,
    sentence="What is spent beyond the grant; brackets are less than the grant.",
)  # fmt: skip
dsg_deficit = line(
    "Schools grant deficit", GBP, before("dsg_deficit") + dsg_in_year,
    opening=dsg_opening_deficit,
    sentence="The deficit at the end of the year, held apart from the general fund; brackets are "
    "a surplus.",
)  # fmt: skip
dsg_cash_cost = line(
    "Cash cost of the schools grant deficit", GBP,
    highest(0, before(dsg_deficit) + dsg_in_year * dsg_timing) * dsg_rate,
    sentence="A year's interest on the average deficit, which the council's cash has to carry.",
)  # fmt: skip
dsg_cost = line(
    "Schools grant deficit's cost in the budget", GBP,
    where(dsg_cost_borne_by.chosen("general_fund"), dsg_cash_cost, 0),
    opening=where(dsg_cost_borne_by.chosen("general_fund"), base_dsg_cost, 0),
    sentence="The cash cost if the general fund bears it, otherwise nothing.",
)  # fmt: skip
dsg_cost_growth = line(
    "Growth of the schools grant deficit's cost", GBP, dsg_cost - before(dsg_cost),
    sentence="How much more than last year the general fund pays for the deficit's cash.",
)  # fmt: skip
dsg_deficit_exposed = line(
    "Schools grant deficit that the override no longer holds", GBP,
    where(dsg_override.chosen("ended"), highest(0, dsg_deficit), 0),
    sentence="The deficit once the law stops keeping it away from reserves; nothing before.",
)  # fmt: skip
