"""Reserves: what the plan calls for, what may be drawn, what is left unmet.

The call, the permitted draw and the shortfall are three figures and are kept apart. A
draw meets one year's gap and never enters the base, so next year's gap is the same without
it. The prudent minimum belongs to the general fund balance.
"""

from mtfp.algebra.allocation import fill_in_order
from mtfp.algebra.details import Clash, detail
from mtfp.algebra.expressions import Axis, before, given, highest, line, lowest, total, where
from mtfp.algebra.lines import Family
from mtfp.model.owners import owner
from mtfp.model.position import gap_expected, gap_of
from mtfp.model.targets import targets_cash
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT

RESERVE = Axis("reserve", "reserve", "reserves")

reserves_policy = given(
    "Reserves policy", CHOICE, choices={"none": 0, "as_planned": 1, "fill_gap": 2},
    decision="reserves.use",
    sentence="none: no draw; as_planned: only the draws typed in; fill_gap: meet the gap "
    "down to the minimum.",
)  # fmt: skip
reserves_used_in_base = given(
    "Reserves used in the base year", GBP, if_absent=0,
    sentence="What reserves paid towards the approved budget; next year it has to be found again.",
)  # fmt: skip
savings_target = given(
    "Savings target, not yet identified", GBP, yearly=True, if_absent=0, least=0,
    sentence="What the plan means to find in the year; it is not a saving and lowers no gap but "
    "the last.",
)  # fmt: skip
rely_on_target = given(
    "Rely on the savings target before reserves", CHOICE, if_absent=0, choices={"no": 0, "yes": 1},
    decision="savings.rely_on_target",
    sentence="yes if reserves are not to be asked for what the target is meant to bring.",
)  # fmt: skip
reserves_cover = given(
    "Share of the call that reserves may meet", PERCENT, yearly=True, if_absent=1, least=0, most=1,
    decision="reserves.cover",
    sentence="100% unless draws are to taper; it applies where reserves fill the gap.",
)  # fmt: skip
reserve_opening = given(
    "Balance at the start of the plan", GBP, per=RESERVE, least=0,
    sentence="What the reserve holds on the last day of the base year.",
)  # fmt: skip
reserve_minimum = given(
    "Minimum balance", GBP, per=RESERVE, if_absent=0, least=0,
    sentence="The least to be kept; the chief finance officer's prudent minimum for the "
    "general fund balance.",
)  # fmt: skip
reserve_may_close_gap = given(
    "May meet a general gap", CHOICE, per=RESERVE, choices={"no": 0, "yes": 1},
    sentence="yes if its purpose allows it; ring-fenced and committed reserves may not.",
)  # fmt: skip
reserve_order = given(
    "Order of use", NUMBER, per=RESERVE, least=1, unique=True,
    sentence="1 is drawn first; no two reserves share a place.",
)  # fmt: skip
reserve_contribution = given(
    "Planned contribution", GBP, per=RESERVE, yearly=True, if_absent=0, least=0,
    sentence="What the plan pays into the reserve in the year.",
)  # fmt: skip
reserve_planned_draw = given(
    "Planned draw", GBP, per=RESERVE, yearly=True, if_absent=0, least=0,
    sentence="What members have agreed to take from the reserve in the year.",
)  # fmt: skip
reserve_category = detail(
    "Category", per=RESERVE,
    words=("gf_balance", "er_risk", "er_change", "er_commit", "er_ringfenced"),
    clashes=(
        Clash(
            "er_ringfenced", reserve_may_close_gap, "yes",
            "money ring-fenced by law or by a grant's conditions may never meet a general gap",
        ),
        Clash(
            "er_commit", reserve_may_close_gap, "yes",
            "committed money is promised already; once it is formally released, give the "
            "reserve the category that it then has",
        ),
    ),
    sentence="gf_balance: the general fund balance; er_risk: against risks and for smoothing; "
    "er_change: to pay for change; er_commit: committed already; er_ringfenced: ring-fenced by "
    "law or grant.",
)  # fmt: skip
reserve_purpose = detail(
    "Purpose", per=RESERVE,
    sentence="What the reserve is held for.",
)  # fmt: skip
reserve_owner = owner(RESERVE)

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
reserve_room = line(
    "Available to draw", GBP,
    where(
        reserve_may_close_gap.chosen("yes"),
        highest(0, before("reserve_balance") + reserve_contribution - reserve_minimum),
        0,
    ),
    per=RESERVE,
    sentence="Last year's balance and this year's contribution, above the minimum, if the "
    "reserve may meet a general gap.",
)  # fmt: skip
reserve_draw = line(
    "Permitted draw", GBP,
    where(
        reserves_policy.chosen("fill_gap"),
        fill_in_order(
            (call_on_reserves - target_relied_on) * reserves_cover, reserve_room, reserve_order
        ),
        where(
            reserves_policy.chosen("as_planned"),
            lowest(reserve_room, highest(0, reserve_planned_draw)),
            0,
        ),
    ),
    per=RESERVE,
    sentence="What the policy takes from the reserve, in order of use and never below its minimum.",
)  # fmt: skip
reserve_draw_refused = line(
    "Planned draw not permitted", GBP,
    where(
        reserves_policy.chosen("as_planned"),
        highest(0, reserve_planned_draw - reserve_draw),
        0,
    ),
    per=RESERVE,
    sentence="What was planned from the reserve and is not there, or may not meet a general gap.",
)  # fmt: skip
reserve_balance = line(
    "Closing balance", GBP,
    before("reserve_balance") + reserve_contribution - reserve_draw,
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
    "Planned draws not permitted", GBP, total(reserve_draw_refused),
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
    where(reserve_may_close_gap.chosen("yes"), reserve_minimum, 0),
    per=RESERVE, opening=where(reserve_may_close_gap.chosen("yes"), reserve_minimum, 0),
    sentence="The minimum of the reserve if it may meet a general gap, otherwise nothing.",
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
