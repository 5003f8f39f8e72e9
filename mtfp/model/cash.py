"""What the year's reserves mean for cash: what is in the bank, and what draws cost in interest.

These come after reserves. Financing looks back at last year's cash, so a draw costs the budget
its interest from the year after; what it costs in its own year is told beside the gap.
"""

from mtfp.algebra.expressions import before, given, highest, line, lowest
from mtfp.model.borrowing import (
    internal_borrowing,
    investment_yield,
    lent_before_dsg,
    other_balances,
)
from mtfp.model.dsg import dsg_deficit, dsg_deficit_exposed
from mtfp.model.reserves import closing_reserves, permitted_draw, usable_reserves
from mtfp.terms import GBP, PERCENT

draw_timing = given(
    "Share of the year after a draw", PERCENT, if_absent=0.5, least=0, most=1,
    sentence="How much of the year is left when reserves are drawn: half if they are drawn evenly.",
)  # fmt: skip

cash_before_dsg = line(
    "Cash but for the schools grant", GBP, closing_reserves + other_balances - lent_before_dsg,
    opening=closing_reserves + other_balances - lent_before_dsg,
    sentence="Reserves and other balances that would not be lent to the council's own capital "
    "spending, had the schools grant no deficit.",
)  # fmt: skip
cash = line(
    "Cash", GBP, closing_reserves + other_balances - dsg_deficit - internal_borrowing,
    opening=closing_reserves + other_balances - dsg_deficit - internal_borrowing,
    sentence="Reserves and other balances, less the schools grant's deficit and what is lent to "
    "the council's own capital spending, at the end of the year.",
)  # fmt: skip
draws_so_far = line(
    "Draws since the plan began", GBP, before("draws_so_far") + permitted_draw, opening=0,
    sentence="All that has been taken from reserves to meet gaps, this year's draw included.",
)  # fmt: skip
lost_interest_in_year = line(
    "Interest lost by the year's own draw", GBP,
    permitted_draw * draw_timing * investment_yield,
    sentence="What the draw no longer earns for the rest of its year. It is told beside the gap "
    "and is not in it, since the gap may not rest on the draw that meets it.",
)  # fmt: skip
lost_interest = line(
    "Interest lost by draws", GBP,
    before(draws_so_far) * investment_yield + lost_interest_in_year,
    sentence="What draws no longer earn: those of earlier years, which the gap feels through "
    "lower cash, and the year's own, which it does not yet.",
)  # fmt: skip
dsg_from_reserves = line(
    "Schools grant deficit that reserves would meet", GBP,
    lowest(dsg_deficit_exposed, usable_reserves),
    sentence="What the deficit would take from usable reserves if the override has ended. It is "
    "told beside the plan: nothing is drawn for it.",
)  # fmt: skip
reserves_after_dsg = line(
    "Usable reserves after the schools grant deficit", GBP, usable_reserves - dsg_from_reserves,
    sentence="What would be left to the general fund if the deficit fell on its reserves.",
)  # fmt: skip
dsg_unmet = line(
    "Schools grant deficit that reserves could not meet", GBP,
    highest(0, dsg_deficit_exposed - usable_reserves),
    sentence="What of the deficit would be left when all usable reserves were gone.",
)  # fmt: skip
