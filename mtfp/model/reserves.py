"""Reserves: what the plan calls for, what may be drawn, what is left unmet.

The call, the permitted draw and the shortfall are three figures and are kept apart. Named draws
are part of the permitted draw and come first; the policy fills what of the call they leave. A
draw meets one year's gap and never enters the base, so next year's gap is the same without it.
The prudent minimum belongs to the general fund balance.
"""

from mtfp.algebra.allocation import fill_in_order
from mtfp.algebra.expressions import (
    MONTHS_IN_YEAR,
    before,
    highest,
    line,
    lowest,
    total,
    where,
)
from mtfp.algebra.lines import Family
from mtfp.model.bridging import bridging_need
from mtfp.model.calendar import months_elapsed
from mtfp.model.cost_draws import costs_refused_by_reserves
from mtfp.model.minimum import reserve_floor, reserve_limit
from mtfp.model.named_draws import named_draws, named_draws_refused, reserve_named_draw
from mtfp.model.position import gap_expected, gap_of
from mtfp.model.reserve_policies import (
    rely_on_target,
    reserves_cover,
    reserves_policy,
    reserves_used_in_base,
    savings_target,
    taper_years,
)
from mtfp.model.reserve_register import (
    RESERVE,
    reserve_contribution,
    reserve_may_close_gap,
    reserve_opening,
    reserve_order,
    reserve_planned_draw,
)
from mtfp.model.targets import targets_cash, targets_lead_in
from mtfp.model.transfers import reserve_transferred
from mtfp.terms import GBP, NUMBER

contributions_to_reserves = line(
    "Contributions to reserves", GBP, total(reserve_contribution),
    sentence="All that the plan pays into reserves in the year.",
)  # fmt: skip
call_on_reserves = line(
    "Call on reserves", GBP, highest(0, gap_expected.main + contributions_to_reserves),
    sentence="What reserves would have to pay to balance the year, whether or not it is there "
    "and before any target not yet identified.",
)  # fmt: skip
target_relied_on = line(
    "Target that spares reserves", GBP,
    lowest(
        where(rely_on_target.chosen("yes"), savings_target, 0) + targets_cash, call_on_reserves
    ),
    sentence="The part of targets that reserves are not asked for: those given to services, and "
    "the plan's own if members so decide.",
)  # fmt: skip
call_left = line(
    "Call that named draws leave", GBP,
    highest(0, call_on_reserves - target_relied_on - named_draws),
    sentence="What the policy is asked to fill.",
)  # fmt: skip
taper_from = line(
    "Call from which the draw tapers", GBP,
    where(months_elapsed <= MONTHS_IN_YEAR, call_left, before("taper_from")), opening=0,
    sentence="What the policy is asked to fill in the first year, which sets out the taper.",
)  # fmt: skip
taper_share = line(
    "Share of the first call that the taper leaves", NUMBER,
    highest(0, 1 - (months_elapsed - MONTHS_IN_YEAR) / MONTHS_IN_YEAR / taper_years),
    sentence="All of it in the first year and one equal step less in each year after, to nought.",
)  # fmt: skip
policy_asks = line(
    "Asked of reserves by the policy", GBP,
    where(
        reserves_policy.chosen("fill_gap"),
        call_left * reserves_cover,
        where(
            reserves_policy.chosen("bridging_only"),
            lowest(call_left, bridging_need + targets_lead_in),
            where(
                reserves_policy.chosen("taper"), lowest(call_left, taper_from * taper_share), 0
            ),
        ),
    ),
    sentence="What the policy would draw in order of use, beside named draws and any that are "
    "planned reserve by reserve.",
)  # fmt: skip
reserve_room = line(
    "Available to draw", GBP,
    where(
        reserve_may_close_gap.chosen("yes"),
        highest(
            0,
            before("reserve_balance")
            + reserve_contribution
            + reserve_transferred
            - reserve_named_draw
            - reserve_limit,
        ),
        0,
    ),
    per=RESERVE,
    sentence="Last year's balance with what is paid in, less named draws, above the minimum, if "
    "the reserve may meet a general gap.",
)  # fmt: skip
reserve_policy_draw = line(
    "Draw by the policy", GBP,
    where(
        reserves_policy.chosen("as_planned"),
        lowest(reserve_room, highest(0, reserve_planned_draw)),
        fill_in_order(policy_asks, reserve_room, reserve_order),
    ),
    per=RESERVE,
    sentence="What the policy takes from the reserve, in order of use and never below its minimum.",
)  # fmt: skip
reserve_draw = line(
    "Permitted draw", GBP, reserve_named_draw + reserve_policy_draw, per=RESERVE,
    sentence="All that is taken from the reserve, by name and by the policy.",
)  # fmt: skip
reserve_draw_refused = line(
    "Planned draw not permitted", GBP,
    where(
        reserves_policy.chosen("as_planned"),
        highest(0, reserve_planned_draw - reserve_policy_draw),
        0,
    ),
    per=RESERVE,
    sentence="What was planned from the reserve and is not there, or may not meet a general gap.",
)  # fmt: skip
reserve_balance = line(
    "Closing balance", GBP,
    before("reserve_balance") + reserve_contribution + reserve_transferred - reserve_draw,
    per=RESERVE, opening=reserve_opening,
    sentence="Last year's balance, plus what is paid in, less what is drawn.",
)  # fmt: skip
usable_balance = line(
    "Usable balance", GBP, where(reserve_may_close_gap.chosen("yes"), reserve_balance, 0),
    per=RESERVE,
    opening=where(reserve_may_close_gap.chosen("yes"), reserve_balance, 0),
    sentence="The balance if the reserve may meet a general gap, otherwise nothing.",
)  # fmt: skip
permitted_draw = line(
    "Permitted draw on reserves", GBP, total(reserve_draw), opening=reserves_used_in_base,
    sentence="All that is drawn to meet the gap in the year.",
)  # fmt: skip
draws_refused = line(
    "Planned draws not permitted", GBP,
    total(reserve_draw_refused) + named_draws_refused + costs_refused_by_reserves,
    sentence="All that was planned from reserves and may not be drawn.",
)  # fmt: skip
unwinding_of_reserves = line(
    "Unwinding of last year's use of reserves", GBP, before("permitted_draw"),
    sentence="What reserves paid last year: a draw is spent once, so it must be found again.",
)  # fmt: skip
closing_reserves = line(
    "Closing reserves", GBP, total(reserve_balance), opening=total(reserve_opening),
    sentence="All reserves at the end of the year, whatever they are held for.",
)  # fmt: skip
usable_reserves = line(
    "Usable reserves", GBP, total(usable_balance), opening=total(usable_balance),
    sentence="The reserves at the end of the year that may meet a general gap.",
)  # fmt: skip
usable_minimum = line(
    "Minimum of a usable reserve", GBP,
    where(reserve_may_close_gap.chosen("yes"), reserve_floor, 0),
    per=RESERVE, opening=where(reserve_may_close_gap.chosen("yes"), reserve_floor, 0),
    sentence="The minimum of the reserve if it may meet a general gap, otherwise nothing.",
)  # fmt: skip
reserve_below_minimum = line(
    "Below the minimum", GBP, highest(0, reserve_floor - reserve_balance), per=RESERVE,
    sentence="What the reserve lacks of its minimum at the end of the year.",
)  # fmt: skip
minimum_reserves = line(
    "Minimum of usable reserves", GBP, total(usable_minimum), opening=total(usable_minimum),
    sentence="The least that the reserves that may meet a general gap should hold together.",
)  # fmt: skip
gap_after_reserves = Family(
    gap_of(
        "after permitted reserves",
        gap_expected.main + contributions_to_reserves - permitted_draw,
    )
)
gap_after_targets = Family(
    gap_of("after targets", gap_after_reserves.main - savings_target - targets_cash)
)
unfunded = line(
    "Still to be found", GBP, highest(0, gap_after_targets.main),
    sentence="What savings, permitted reserves and targets do not meet: it must be found, or "
    "the year does not balance.",
)  # fmt: skip
surplus = line(
    "Surplus not yet allocated", GBP, highest(0, -gap_after_targets.main),
    sentence="What is left over; where it goes is a decision that the plan must state.",
)  # fmt: skip
