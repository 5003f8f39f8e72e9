"""Savings net of what it costs to achieve them, scheme by scheme and all together."""

from mtfp.algebra.expressions import before, line, total_by
from mtfp.model.costs import cost_to_achieve, costs_to_achieve
from mtfp.model.position import savings
from mtfp.model.savings import saving_planned
from mtfp.model.savings_register import SAVING
from mtfp.terms import GBP

saving_cost = line(
    "Cost to achieve the saving", GBP, total_by(cost_to_achieve, SAVING), per=SAVING,
    sentence="All that is paid in the year so that this scheme can save.",
)  # fmt: skip
saving_net = line(
    "Saving net of its cost", GBP, saving_planned.main - saving_cost, per=SAVING,
    sentence="What the scheme saves in the year as approved, less what it costs to achieve; "
    "brackets: it still costs more than it saves.",
)  # fmt: skip
savings_net = line(
    "Savings net of costs to achieve", GBP, savings - costs_to_achieve,
    sentence="Approved savings of the year, less all that they cost to achieve, whatever pays.",
)  # fmt: skip
savings_net_so_far = line(
    "Savings net of costs to achieve, every year so far", GBP,
    before("savings_net_so_far") + savings_net, opening=0,
    sentence="What savings have brought since the plan began, less all that they cost to achieve.",
)  # fmt: skip
