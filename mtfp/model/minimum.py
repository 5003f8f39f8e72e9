"""The prudent minimum of the general fund balance: typed, a share of the budget, or by risks.

It is the chief finance officer's advice. It limits draws as long as members keep to it; a
balance that falls below it is told of, and stops nothing.
"""

from mtfp.algebra.expressions import given, highest, line, total, where
from mtfp.model.position import net_budget
from mtfp.model.reserve_policies import keep_minimum
from mtfp.model.reserve_register import RESERVE, reserve_category, reserve_minimum
from mtfp.model.risks import minimum_by_risk
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT

minimum_method = given(
    "How the minimum of the general fund balance is found", CHOICE, if_absent=0,
    choices={"sum": 0, "percentage": 1, "greater_of": 2, "risk_assessment": 3},
    decision="reserves.minimum_method",
    sentence="sum: as typed in reserves; percentage: minimum_percentage of the year's net budget; "
    "risk_assessment: the expected losses of the risks register; greater_of: the largest of the "
    "three.",
)  # fmt: skip
minimum_percentage = given(
    "Minimum as a share of the net budget", PERCENT, if_absent=0, least=0, most=1,
    decision="reserves.minimum_percentage",
    sentence="What the general fund balance should hold of the year's net budget; councils have "
    "set 3% to 5%, and districts, whose budgets are small, 10% and more.",
)  # fmt: skip

minimum_by_percentage = line(
    "Minimum by the net budget", GBP, highest(0, net_budget) * minimum_percentage,
    opening=highest(0, net_budget) * minimum_percentage,
    sentence="The share of the year's net budget that the general fund balance should hold.",
)  # fmt: skip
is_general_balance = line(
    "Is the general fund balance", NUMBER, where(reserve_category.chosen("gf_balance"), 1, 0),
    per=RESERVE, opening=where(reserve_category.chosen("gf_balance"), 1, 0),
    sentence="1 if the reserve is the general fund balance, or a part of it.",
)  # fmt: skip
general_balances = line(
    "Parts of the general fund balance", NUMBER, total(is_general_balance),
    opening=total(is_general_balance),
    sentence="How many reserves are the general fund balance: one, as a rule.",
)  # fmt: skip
minimum_found = where(
    minimum_method.chosen("percentage"),
    minimum_by_percentage,
    where(
        minimum_method.chosen("risk_assessment"),
        minimum_by_risk,
        highest(minimum_by_percentage, minimum_by_risk),
    ),
)
minimum_worked = line(
    "Minimum that is worked out", GBP, minimum_found, opening=minimum_found,
    sentence="What the share of the budget or the risks ask for; the method sum has no use for it.",
)  # fmt: skip
its_part = minimum_worked / general_balances
floor = where(
    reserve_category.chosen("gf_balance"),
    where(
        minimum_method.chosen("sum"),
        reserve_minimum,
        where(minimum_method.chosen("greater_of"), highest(reserve_minimum, its_part), its_part),
    ),
    reserve_minimum,
)
reserve_floor = line(
    "Minimum in force", GBP, floor, per=RESERVE, opening=floor,
    sentence="The least that the reserve should hold at the end of the year: as typed, or for the "
    "general fund balance what the method finds.",
)  # fmt: skip
reserve_limit = line(
    "Limit of draws", GBP, where(keep_minimum.chosen("yes"), reserve_floor, 0), per=RESERVE,
    sentence="How far the reserve may be drawn down: to its minimum, or to nothing if members "
    "decide so.",
)  # fmt: skip
