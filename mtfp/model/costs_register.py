"""The register of costs to achieve: what has to be paid once so that a saving can be made."""

from mtfp.algebra.details import Said, detail
from mtfp.algebra.expressions import Axis, given
from mtfp.model.owners import owner
from mtfp.model.reserve_register import RESERVE
from mtfp.model.savings_register import SAVING
from mtfp.terms import CHOICE, GBP, NUMBER

COST = Axis("cost", "cost to achieve", "costs", optional_groups=(SAVING,))

cost_kind = detail(
    "Kind of cost", per=COST, needed=True,
    words=("redundancy", "pension_strain", "consultancy", "dual_running", "it", "other"),
    sentence="pension_strain: what early retirement costs the pension fund; dual_running: the old "
    "and the new side by side for a while.",
)  # fmt: skip
cost_on = given(
    "Cost switched on", NUMBER, per=COST, if_absent=1, choices={"no": 0, "yes": 1}, switch=True,
    sentence="yes if the cost is in the plan, no if the scenario leaves it out with its saving.",
)  # fmt: skip
cost_amount = given(
    "Cost typed by year", GBP, per=COST, yearly=True, if_absent=0, least=0,
    sentence="What is to be paid in the year; it is never in the next year's base.",
)  # fmt: skip
cost_funding = given(
    "What pays for it", CHOICE, per=COST, if_absent=0,
    choices={"revenue": 0, "reserve": 1, "receipts": 2},
    sentence="revenue: the year's budget; reserve: the reserve that it names; receipts: capital "
    "receipts under flexibility, which serves one-off costs only. What a reserve or receipts "
    "cannot pay stays in the gap.",
)  # fmt: skip
cost_reserve = detail(
    "Reserve that pays for it", per=COST, refers_to=RESERVE,
    sentence="The reserve that pays, where funding is reserve; the draw counts as investing.",
)  # fmt: skip
cost_leavers = given(
    "Staff made redundant", NUMBER, per=COST, yearly=True, if_absent=0, least=0,
    sentence="How many like this one leave in the year; statutory pay for them comes on top of any "
    "amount.",
)  # fmt: skip
cost_weekly_pay = given(
    "Weekly pay", GBP, per=COST, if_absent=0, least=0, needed_with="leavers",
    sentence="What one of them is paid in a week; it counts up to the weekly cap.",
)  # fmt: skip
cost_owner = owner(COST)

PAID = Axis(
    "paid", "cost by the reserve that pays", "costs by the reserves that pay",
    groups=(COST, RESERVE), derived=Said(cost_reserve),
)  # fmt: skip
