"""The numbers that decide golden rules, where no other module has them.

Each is more than its limit, which is nought unless said, where the rule is broken. Beside some
stands the number by which the rule applies at all: nought where there is nothing to hold to it.
"""

from __future__ import annotations

from mtfp.algebra.expressions import before, given, highest, line, total, total_by, where
from mtfp.model.absorbed import service_controllable
from mtfp.model.borrowing import (
    borrowing_need,
    cfr,
    external_debt,
    financing_ratio,
    new_borrowing_rate,
)
from mtfp.model.bridge import pressure_since_base
from mtfp.model.claims import cost_base_over_claim, service_over_claim
from mtfp.model.cost_bases import cost_base_amount
from mtfp.model.coverage import saving_covered
from mtfp.model.demand import DEMAND
from mtfp.model.funding import one_off_funding
from mtfp.model.investment_value import investment_with_bias
from mtfp.model.investments_register import INVESTMENT
from mtfp.model.licence import bridging, left_over
from mtfp.model.minimum import reserve_floor
from mtfp.model.named_draws import DRAW, draw_amount, reserve_named_asked
from mtfp.model.position import net_budget
from mtfp.model.pressures import PRESSURE, pressure_kind
from mtfp.model.receipts import costs_in_budget
from mtfp.model.referendum import rise_excessive
from mtfp.model.reserve_policies import reserves_policy
from mtfp.model.reserve_register import (
    RESERVE,
    reserve_category,
    reserve_contribution,
    reserve_minimum,
    reserve_planned_draw,
)
from mtfp.model.reserves import (
    closing_reserves,
    contributions_to_reserves,
    permitted_draw,
    reserve_below_minimum,
)
from mtfp.model.savings import saving_expected, saving_planned
from mtfp.model.savings_register import SAVING, saving_counts
from mtfp.model.services import SERVICE, service_budget, service_budgets
from mtfp.model.spending import one_off_costs
from mtfp.model.support import capitalisation_direction
from mtfp.model.transfers import (
    reserve_transfer_asked,
    reserve_transfer_out,
    reserve_transferred,
)
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT, POINTS, YES_OR_NO

YES_NO = {"no": 0, "yes": 1}

referendum_planned = given(
    "A referendum is planned", CHOICE, yearly=True, if_absent=0, choices=YES_NO,
    sentence="yes in a year whose rise the council means to put to a referendum.",
)  # fmt: skip
financing_ratio_ceiling = given(
    "Most that capital financing may take of funding", PERCENT, if_absent=0, least=0,
    sentence="The council's own ceiling for the financing ratio; nought means that none is set.",
)  # fmt: skip
contingency_wanted = given(
    "Share of the net budget to be held as contingency", PERCENT, if_absent=0, least=0, most=1,
    sentence="The share of the net budget that is to be held for what nobody foresaw; nought "
    "means that none is set.",
)  # fmt: skip
contingency_in_base = given(
    "Contingency in the approved budget", GBP, if_absent=0, least=0,
    sentence="What the base year's budget holds for what nobody foresaw; rows of pressures of "
    "the kind contingency add to it.",
)  # fmt: skip
payback_limit = given(
    "Years in which an investment has to pay back", NUMBER, if_absent=5, least=0,
    sentence="The longest that members accept until an investment has brought back its outlay.",
)  # fmt: skip
service_protected = given(
    "Prevention or strategic planning", CHOICE, per=SERVICE, if_absent=0, choices=YES_NO,
    sentence="yes if it is to be cut by no more than services are on average.",
)  # fmt: skip
service_demand_led = given(
    "Led by demand", CHOICE, per=SERVICE, if_absent=0,
    choices={"no": 0, "yes": 1, "signed_nil": 2},
    sentence="yes if its cost follows how many people need it, so that the plan must hold a row "
    "of demand for it; signed_nil if its owner has signed that demand does not grow.",
)  # fmt: skip
draw_pays_posts = given(
    "Pays for posts", CHOICE, per=DRAW, if_absent=0, choices=YES_NO,
    sentence="yes if it pays people, whose posts have to end before the plan does.",
)  # fmt: skip

reserve_asked = line(
    "Asked of the reserve in all", GBP,
    reserve_named_asked
    + reserve_transfer_asked
    + where(reserves_policy.chosen("as_planned"), reserve_planned_draw, 0),
    per=RESERVE,
    sentence="Named draws, transfers and, under that policy, planned draws: whether or not the "
    "reserve has it or may give it.",
)  # fmt: skip
reserve_overdrawn = line(
    "Asked beyond what the reserve holds", GBP,
    highest(
        0,
        reserve_asked
        - before("reserve_balance")
        - reserve_contribution
        - reserve_transferred
        - reserve_transfer_out,
    ),
    per=RESERVE,
    sentence="What would take it below nought: no more is paid than there is.",
)  # fmt: skip
reserves_overdrawn = line(
    "Asked beyond what reserves hold", GBP, total(reserve_overdrawn),
    sentence="What would take reserves below nought, all together.",
)  # fmt: skip
reserve_prudent_minimum = line(
    "Minimum of the general fund balance, reserve by reserve", GBP,
    where(
        reserve_category.chosen("gf_balance"),
        reserve_floor,
        where(reserve_category.chosen("not_said"), reserve_minimum, 0),
    ),
    per=RESERVE,
    sentence="The minimum in force of the general fund balance, or of a reserve that does not say "
    "what it is.",
)  # fmt: skip
reserve_short_of_minimum = line(
    "Short of the minimum of the general fund balance, reserve by reserve", GBP,
    where(reserve_prudent_minimum > 0, reserve_below_minimum, 0), per=RESERVE,
    sentence="What it lacks of that minimum at the end of the year.",
)  # fmt: skip
prudent_minimum = line(
    "Minimum of the general fund balance", GBP, total(reserve_prudent_minimum),
    sentence="The chief finance officer's advice; nought where the plan gives none.",
)  # fmt: skip
short_of_minimum = line(
    "Short of the minimum of the general fund balance", GBP, total(reserve_short_of_minimum),
    sentence="What the general fund balance lacks of its minimum.",
)  # fmt: skip
held_or_asked = line(
    "Held in reserves, or asked of them", GBP,
    before(closing_reserves) + contributions_to_reserves + reserves_overdrawn,
    sentence="What reserves hold when the year starts, what is paid into them, and what is asked "
    "beyond that: without any, nothing can be drawn or kept.",
)  # fmt: skip
one_off_reliance = line(
    "One-off money that pays for what recurs", GBP,
    one_off_funding
    + saving_expected["_one_offs"]
    + capitalisation_direction
    + permitted_draw
    - one_off_costs
    - costs_in_budget
    - contributions_to_reserves
    - bridging
    - left_over,
    sentence="One-off funding and savings, exceptional support and draws on reserves, less one-off "
    "costs, those of achieving savings too, what is paid into reserves or left over, and what "
    "bridges approved savings; brackets: recurring money pays for some one-off cost.",
)  # fmt: skip
rise_without_referendum = line(
    "Excessive rise without a referendum", YES_OR_NO,
    where(referendum_planned.chosen("yes"), 0, rise_excessive),
    sentence="Whether the rise needs a referendum that the plan does not mean to hold.",
)  # fmt: skip
reserve_is_ringfenced = line(
    "Is ring-fenced", NUMBER, where(reserve_category.chosen("er_ringfenced"), 1, 0), per=RESERVE,
    sentence="1 if law or a grant's conditions ring-fence the reserve.",
)  # fmt: skip
reserve_ringfenced_asked = line(
    "Asked of the reserve though it is ring-fenced", GBP, reserve_asked * reserve_is_ringfenced,
    per=RESERVE,
    sentence="What is asked of it on the general fund's behalf; none of it is paid.",
)  # fmt: skip
ringfenced_reserves = line(
    "Ring-fenced reserves", NUMBER, total(reserve_is_ringfenced),
    sentence="How many reserves are ring-fenced.",
)  # fmt: skip
ringfenced_asked = line(
    "Asked of ring-fenced reserves", GBP, total(reserve_ringfenced_asked),
    sentence="What the plan would take from ring-fenced money for the general fund.",
)  # fmt: skip
saving_without_plan = line(
    "Approved without owner or plan (1 if so)", NUMBER, saving_counts * (1 - saving_covered),
    per=SAVING,
    sentence="Whether an approved saving lacks an owner or a project with milestones.",
)  # fmt: skip
savings_counted = line(
    "Savings approved", NUMBER, total(saving_counts),
    sentence="How many savings are approved and switched on.",
)  # fmt: skip
savings_without_plan = line(
    "Savings approved without owner or plan", NUMBER, total(saving_without_plan),
    sentence="How many of them have no owner, or no project with milestones.",
)  # fmt: skip
borrowed_without_interest = line(
    "Borrowed for with no interest in the plan", GBP,
    where(new_borrowing_rate > 0, 0, borrowing_need),
    sentence="Capital spending to be borrowed for in a year for which the plan gives no rate of "
    "interest. MRP is in the plan by itself.",
)  # fmt: skip
debt_beyond_cfr = line(
    "External debt beyond the capital financing requirement", GBP, external_debt - cfr,
    sentence="What is owed beyond all that capital spending has left to be charged: it would be "
    "borrowed for running costs or before it is needed; brackets: there is less debt.",
)  # fmt: skip
financing_over_ceiling = line(
    "Capital financing beyond its ceiling", POINTS,
    where(financing_ratio_ceiling > 0, financing_ratio - financing_ratio_ceiling, 0),
    sentence="The financing ratio less the most that the council lets it be; brackets or a minus: "
    "there is room.",
)  # fmt: skip
investment_weighed = line(
    "An investment", NUMBER, 1, per=INVESTMENT,
    sentence="One for each row of the register of investments.",
)  # fmt: skip
investment_not_paying = line(
    "Does not pay back in time (1 if so)", NUMBER,
    where(
        investment_with_bias["_npv"] > 0,
        where(investment_with_bias["_payback"] > payback_limit, 1, 0),
        1,
    ),
    per=INVESTMENT,
    sentence="1 if, with optimism bias, its benefits are not worth more than its outlay, or take "
    "longer to bring it back than members accept.",
)  # fmt: skip
investments_weighed = line(
    "Investments", NUMBER, total(investment_weighed),
    sentence="How many investments the register holds.",
)  # fmt: skip
investments_not_paying = line(
    "Investments that do not pay back in time", NUMBER, total(investment_not_paying),
    sentence="How many of them are worth no more than their outlay, or take too long.",
)  # fmt: skip
service_saved = line(
    "Approved savings of the service", GBP, total_by(saving_planned.main, SERVICE), per=SERVICE,
    sentence="What approved savings take off its budget in the year.",
)  # fmt: skip
service_protected_budget = line(
    "Budget that is protected", GBP, where(service_protected.chosen("yes"), service_budget, 0),
    per=SERVICE,
    sentence="Its budget of the base year if it is prevention or strategic planning.",
)  # fmt: skip
service_protected_saved = line(
    "Savings from what is protected", GBP,
    where(service_protected.chosen("yes"), service_saved, 0), per=SERVICE,
    sentence="Its approved savings if it is prevention or strategic planning.",
)  # fmt: skip
protected_budgets = line(
    "Budgets of prevention and strategic planning", GBP, total(service_protected_budget),
    sentence="What the base year's budget gives to them.",
)  # fmt: skip
protected_saved = line(
    "Savings from prevention and strategic planning", GBP, total(service_protected_saved),
    sentence="What approved savings take off them in the year.",
)  # fmt: skip
saved_by_services = line(
    "Approved savings of services", GBP, total(service_saved),
    sentence="What approved savings take off the budgets of all services.",
)  # fmt: skip
protected_cut = line(
    "Cut of prevention and strategic planning", PERCENT,
    where(protected_budgets > 0, protected_saved / protected_budgets, 0),
    sentence="Their approved savings over their budgets of the base year.",
)  # fmt: skip
average_cut = line(
    "Cut of services on average", PERCENT,
    where(service_budgets > 0, saved_by_services / service_budgets, 0),
    sentence="Approved savings of all services over their budgets of the base year.",
)  # fmt: skip
protected_cut_beyond_average = line(
    "Cut of prevention and strategic planning beyond the average", POINTS,
    where(protected_budgets > 0, protected_cut - average_cut, 0),
    sentence="How much more of their budgets is taken than of services on average.",
)  # fmt: skip
demand_row = line(
    "A row of demand", NUMBER, 1, per=DEMAND,
    sentence="One for each row of the demand register.",
)  # fmt: skip
pressure_of_demand = line(
    "A row of demand among pressures (1 if so)", NUMBER,
    where(pressure_kind.chosen("demand"), 1, 0), per=PRESSURE,
    sentence="1 if the pressure is of the kind demand.",
)  # fmt: skip
service_demand_rows = line(
    "Rows of demand", NUMBER, total_by(demand_row, SERVICE) + total_by(pressure_of_demand, SERVICE),
    per=SERVICE,
    sentence="How many rows say what demand does to the service.",
)  # fmt: skip
service_is_demand_led = line(
    "Led by demand (1 if so)", NUMBER, where(service_demand_led.chosen("no"), 0, 1), per=SERVICE,
    sentence="1 if its cost follows how many people need it.",
)  # fmt: skip
service_demand_unsaid = line(
    "Led by demand that nobody has put a figure to (1 if so)", NUMBER,
    where(service_demand_led.chosen("yes"), where(service_demand_rows > 0, 0, 1), 0), per=SERVICE,
    sentence="1 if it is led by demand with neither a row of demand nor a signed nil.",
)  # fmt: skip
services_led_by_demand = line(
    "Services led by demand", NUMBER, total(service_is_demand_led),
    sentence="How many services the plan says are led by demand.",
)  # fmt: skip
demand_unsaid = line(
    "Services whose demand has no figure", NUMBER, total(service_demand_unsaid),
    sentence="How many of them have neither a row of demand nor a signed nil.",
)  # fmt: skip
contingency_rows = line(
    "Contingency in the year, row by row", GBP,
    where(pressure_kind.chosen("contingency"), pressure_since_base, 0), per=PRESSURE,
    sentence="What the row adds to the year's budget if it is contingency.",
)  # fmt: skip
contingency_held = line(
    "Contingency held", GBP, contingency_in_base + total(contingency_rows),
    sentence="What the year's budget holds for what nobody foresaw.",
)  # fmt: skip
contingency_asked = line(
    "Contingency to be held in the year", GBP, highest(0, net_budget) * contingency_wanted,
    sentence="The wanted share of the year's net budget.",
)  # fmt: skip
contingency_short = line(
    "Short of the contingency wanted", GBP, contingency_asked - contingency_held,
    sentence="What is not held of it; brackets: there is more.",
)  # fmt: skip
claims_measured = line(
    "What claims are held against", GBP, total(cost_base_amount) + total(service_controllable),
    sentence="The cost bases, and the budgets that services control; nought if the plan says "
    "neither, so that nothing can be checked.",
)  # fmt: skip
over_claims = line(
    "Claimed beyond what is there, all savings", GBP,
    total(cost_base_over_claim) + total(service_over_claim),
    sentence="What savings claim beyond cost bases and beyond what services control.",
)  # fmt: skip
draw_for_posts = line(
    "Draw that pays for posts", GBP, where(draw_pays_posts.chosen("yes"), draw_amount, 0),
    per=DRAW,
    sentence="What is to be drawn for people in the year.",
)  # fmt: skip
draw_has_posts = line(
    "Pays for posts (1 if so)", NUMBER, where(draw_pays_posts.chosen("yes"), 1, 0), per=DRAW,
    sentence="1 if the draw pays people.",
)  # fmt: skip
draws_with_posts = line(
    "Named draws that pay for posts", NUMBER, total(draw_has_posts),
    sentence="How many named draws pay people.",
)  # fmt: skip
draws_for_posts = line(
    "Drawn for posts", GBP, total(draw_for_posts),
    sentence="What reserves are to pay for people in the year: in the plan's last year it has "
    "to be nothing, or their posts have no end in sight.",
)  # fmt: skip
