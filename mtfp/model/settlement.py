"""Revenue support grant as it moves, year by year, from an old distribution to a new one."""

from mtfp.algebra.expressions import given, line
from mtfp.terms import GBP, PERCENT

base_rsg = given(
    "Revenue support grant in the base year", GBP, if_absent=0,
    sentence="What it paid in the base year, if it is worked from the two allocations and is no "
    "row of the funding register.",
)  # fmt: skip
rsg_old_allocation = given(
    "Revenue support grant by the old distribution", GBP, yearly=True, if_absent=0, least=0,
    sentence="What the council would receive had nothing changed.",
)  # fmt: skip
rsg_new_allocation = given(
    "Revenue support grant by the new distribution", GBP, yearly=True, if_absent=0, least=0,
    sentence="What the council would receive if the new formula counted in full.",
)  # fmt: skip
rsg_new_share = given(
    "Share of the new distribution reached", PERCENT, yearly=True, if_absent=1, least=0, most=1,
    sentence="A third in 2026/27, two thirds in 2027/28 and all of it from 2028/29 by the "
    "settlement of 2026, as reported to Kent County Council; all of it where nothing is said.",
)  # fmt: skip

rsg_allocated = line(
    "Revenue support grant from the two allocations", GBP,
    rsg_old_allocation * (1 - rsg_new_share) + rsg_new_allocation * rsg_new_share,
    opening=base_rsg,
    sentence="The old allocation for the share still to move, the new one for the share reached.",
)  # fmt: skip
