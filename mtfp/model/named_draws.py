"""Named draws: what is taken from one reserve for one purpose, each with its reason and owner.

Such a draw comes from its own reserve, whether or not that may meet a general gap, as long as
the policy draws at all. It never takes what is not there, goes below the minimum of the general
fund balance only if members decide so, and takes nothing that is ring-fenced: to spend that on
its own purpose is no draw on the general fund's behalf. Bridging is for smoothing and for the
general fund balance, investing for reserves for change, risk for those against risks; the
general fund balance, which is held for no one purpose, does for any of them.
"""

from __future__ import annotations

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import (
    Axis,
    before,
    given,
    highest,
    line,
    lowest,
    spread,
    total,
    total_by,
    where,
)
from mtfp.algebra.lines import Family
from mtfp.model.costs import paid_asked
from mtfp.model.minimum import reserve_limit
from mtfp.model.owners import owner
from mtfp.model.reserve_policies import reserves_policy
from mtfp.model.reserve_register import RESERVE, reserve_category, reserve_contribution
from mtfp.model.savings_register import SAVING
from mtfp.model.transfers import reserve_transferred
from mtfp.terms import CHOICE, GBP, NUMBER

DRAW = Axis("draw", "named draw", "draws", groups=(RESERVE,), optional_groups=(SAVING,))

draw_kind = given(
    "What the draw is for", CHOICE, per=DRAW, choices={"bridging": 1, "investing": 2, "risk": 3},
    sentence="bridging: until an approved saving is in full effect; investing: what it costs once "
    "to save for good; risk: an event that the reserve is held against.",
)  # fmt: skip
draw_amount = given(
    "Amount of the draw", GBP, per=DRAW, yearly=True, if_absent=0, least=0,
    sentence="What is to be taken from the reserve for it in the year.",
)  # fmt: skip
draw_event = detail(
    "Event or reason", per=DRAW, needed=True,
    sentence="What happened or is to be done, so that members know what they paid for.",
)  # fmt: skip
draw_owner = owner(DRAW)

draw_counted = line(
    "Named draw under the policy", GBP,
    where(
        reserves_policy.chosen("none"),
        0,
        where(
            reserves_policy.chosen("bridging_only"),
            where(draw_kind.chosen("bridging"), 0, draw_amount),
            draw_amount,
        ),
    ),
    per=DRAW,
    sentence="What is to be taken for it: nothing if no reserves are used, and nothing for "
    "bridging if the policy works that out by itself.",
)  # fmt: skip
reserve_named_asked = line(
    "Named draws asked of the reserve", GBP,
    total_by(draw_counted, RESERVE) + total_by(paid_asked, RESERVE), per=RESERVE,
    sentence="All that named draws and costs to achieve are to take from the reserve in the year.",
)  # fmt: skip
reserve_named_limit = line(
    "Limit of named draws", GBP,
    where(
        reserve_category.chosen("gf_balance"),
        reserve_limit,
        where(reserve_category.chosen("not_said"), reserve_limit, 0),
    ),
    per=RESERVE,
    sentence="The limit of draws for the general fund balance, and for a reserve that does not say "
    "what it is; an earmarked reserve may be spent to the end on what it is held for.",
)  # fmt: skip
reserve_named_room = line(
    "Available to named draws", GBP,
    where(
        reserve_category.chosen("er_ringfenced"),
        0,
        highest(
            0,
            before("reserve_balance")
            + reserve_contribution
            + reserve_transferred
            - reserve_named_limit,
        ),
    ),
    per=RESERVE,
    sentence="Last year's balance with what is paid in, above the limit; nothing if ring-fenced.",
)  # fmt: skip
reserve_named_draw = line(
    "Named draws on the reserve", GBP, lowest(reserve_named_asked, reserve_named_room),
    per=RESERVE,
    sentence="What named draws and costs to achieve take: what they ask, as far as it is there.",
)  # fmt: skip
reserve_named_share = line(
    "Share of its named draws that the reserve can pay", NUMBER,
    where(reserve_named_asked > 0, reserve_named_draw / reserve_named_asked, 0), per=RESERVE,
    sentence="1 if it holds what all of them ask; otherwise each gets this share.",
)  # fmt: skip
draw_permitted = line(
    "Named draw", GBP, draw_counted * spread(reserve_named_share, DRAW), per=DRAW,
    sentence="What is taken for it in the year.",
)  # fmt: skip
draw_refused = line(
    "Named draw not permitted", GBP, draw_counted - draw_permitted, per=DRAW,
    sentence="What it asks that the reserve does not hold or may not give.",
)  # fmt: skip
named_draws = line(
    "Named draws", GBP, total(reserve_named_draw),
    sentence="All that is taken from reserves for a named purpose in the year.",
)  # fmt: skip
named_draws_refused = line(
    "Named draws not permitted", GBP, total(draw_refused),
    sentence="All that named draws ask and reserves do not hold or may not give.",
)  # fmt: skip


def of_kind(kind: str, described: str) -> Family:
    """What named draws of one kind take, and their sum."""
    rows = line(
        f"{described}, draw by draw", GBP, where(draw_kind.chosen(kind), draw_permitted, 0),
        per=DRAW,
        sentence="What is taken for it if it is of this kind, otherwise nothing.",
    )  # fmt: skip
    whole = line(
        described, GBP, total(rows),
        sentence="All that named draws of this kind take in the year.",
    )  # fmt: skip
    return Family({"_rows": rows, "": whole})


draws_to_bridge = of_kind("bridging", "Named draws to bridge")
draws_to_invest = of_kind("investing", "Named draws to invest")
draws_for_risks = of_kind("risk", "Named draws for risks")
