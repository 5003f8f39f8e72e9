"""The housing revenue account: ring-fenced, and met here only by recharges for shared cost.

A recharge lowers the general fund's budget and the account's balance by the same amount. It may
not be more than the account's fair share of what is shared: more would be subsidy, which the law
does not allow, so the model refuses it and shows how much.
"""

from mtfp.algebra.expressions import before, given, highest, line, lowest
from mtfp.terms import GBP, PERCENT

hra_opening = given(
    "Housing account balance at the start", GBP, if_absent=0,
    sentence="What the housing revenue account holds on the last day of the base year.",
)  # fmt: skip
hra_income = given(
    "Housing account income", GBP, yearly=True, if_absent=0, least=0,
    sentence="Rents and service charges of the year.",
)  # fmt: skip
hra_spending = given(
    "Housing account spending", GBP, yearly=True, if_absent=0, least=0,
    sentence="All that the account spends in the year but for the recharge from the general fund.",
)  # fmt: skip
hra_minimum = given(
    "Minimum balance of the housing account", GBP, if_absent=0,
    sentence="The least that the account should hold.",
)  # fmt: skip
hra_recharge_asked = given(
    "Recharge to the housing account as planned", GBP, yearly=True, if_absent=0, least=0,
    sentence="What the general fund means to charge the account for cost that they share.",
)  # fmt: skip
hra_shared_cost = given(
    "Cost shared with the housing account", GBP, yearly=True, if_absent=0, least=0,
    sentence="What the general fund pays for work that serves both, such as finance and "
    "buildings.",
)  # fmt: skip
hra_fair_share = given(
    "Housing account's share of shared cost", PERCENT, yearly=True, if_absent=0, least=0, most=1,
    sentence="The share of the shared cost that is fairly the account's, such as by staff or by "
    "homes.",
)  # fmt: skip
base_hra_recharge = given(
    "Recharge to the housing account in the approved budget", GBP, if_absent=0, least=0,
    sentence="What the base year's budget already charges to the account.",
)  # fmt: skip

hra_fair_cost = line(
    "Fair cost to the housing account", GBP, hra_shared_cost * hra_fair_share,
    sentence="The account's share of what is shared: the most that may be charged to it.",
)  # fmt: skip
hra_recharge = line(
    "Recharge to the housing account", GBP, lowest(hra_recharge_asked, hra_fair_cost),
    opening=base_hra_recharge,
    sentence="What is charged to the account for shared cost, never more than is fair.",
)  # fmt: skip
hra_subsidy_refused = line(
    "Recharge refused as subsidy", GBP, highest(0, hra_recharge_asked - hra_fair_cost),
    sentence="What the plan would charge beyond the fair cost; it lowers no gap and takes nothing "
    "from the account.",
)  # fmt: skip
hra_recharge_growth = line(
    "Growth of the recharge to the housing account", GBP, hra_recharge - before(hra_recharge),
    sentence="How much more than last year the account pays towards the general fund's cost.",
)  # fmt: skip
hra_balance = line(
    "Housing account balance", GBP,
    before("hra_balance") + hra_income - hra_spending - hra_recharge, opening=hra_opening,
    sentence="Last year's balance, with income, less spending and the recharge.",
)  # fmt: skip
hra_below_minimum = line(
    "Housing account below its minimum", GBP, highest(0, hra_minimum - hra_balance),
    sentence="How far the account's balance falls short of what it should hold.",
)  # fmt: skip
