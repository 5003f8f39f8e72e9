"""A pool: several councils treated as one for levy and safety net.

Every member is a row, the council itself among them, whose figures are those that retention
works. By law a member pays no levy and receives no safety net of its own: the pool does. How
members share what the pool pays, receives and saves is their agreement: their shares of levy and
safety net are in the register, and the council's part of the gain is typed as funding.
"""

from mtfp.algebra.expressions import Axis, Expression, given, highest, line, total, where
from mtfp.model.business_rates import (
    bfl,
    brb,
    levy_rate_of,
    rates_levy,
    retained_rates,
    safety_net,
    safety_net_of,
)
from mtfp.model.owners import owner
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT

POOL = Axis("pool", "pool member", "pool")

pool_council = given(
    "Whether the member is the council itself", CHOICE, per=POOL, if_absent=0,
    choices={"no": 0, "as_one": 1, "as_alone": 2},
    sentence="as_one or as_alone in the row of the council itself, whose figures are then those "
    "worked by retention. as_one: it pays no levy and receives no safety net of its own, as the "
    "law has it; as_alone: by agreement members pay and are paid as if each were alone.",
)  # fmt: skip
pool_share = given(
    "Member's share of the pool's levy and safety net", PERCENT, per=POOL, if_absent=0,
    least=0, most=1,
    sentence="The part that falls to the member by the pool's agreement.",
)  # fmt: skip
pool_baseline = given(
    "Member's business rates baseline", GBP, per=POOL, yearly=True, if_absent=0, least=0,
    sentence="What the member is expected to keep of its local share; not of the council itself.",
)  # fmt: skip
pool_funding_level = given(
    "Member's baseline funding level", GBP, per=POOL, yearly=True, if_absent=0, least=0,
    sentence="What the member is assessed to need from the scheme; not of the council itself.",
)  # fmt: skip
pool_retained = given(
    "Member's business rates before levy and safety net", GBP, per=POOL, yearly=True, if_absent=0,
    sentence="The member's local share with compensation, less its tariff or with its top-up; "
    "not of the council itself.",
)  # fmt: skip
pool_owner = owner(POOL)


def of_member(typed: Expression, ours: Expression) -> Expression:
    """What is typed for another member, and what retention works for the council itself."""
    return where(pool_council.chosen("no"), typed, ours)


pool_member_brb = line(
    "Business rates baseline of the member", GBP, of_member(pool_baseline, brb), per=POOL,
    sentence="As typed, or the council's own as the plan has it.",
)  # fmt: skip
pool_member_bfl = line(
    "Baseline funding level of the member", GBP, of_member(pool_funding_level, bfl), per=POOL,
    sentence="As typed, or the council's own as the plan has it.",
)  # fmt: skip
pool_member_rates = line(
    "Business rates of the member before levy and safety net", GBP,
    of_member(pool_retained, retained_rates), per=POOL,
    sentence="As typed, or the council's own as the plan works them.",
)  # fmt: skip
pool_levy_alone = line(
    "Levy that the member would pay alone", GBP,
    levy_rate_of(pool_member_brb, pool_member_bfl)
    * highest(0, pool_member_rates - pool_member_bfl),
    per=POOL,
    sentence="The member's own levy rate on its own growth.",
)  # fmt: skip
pool_safety_net_alone = line(
    "Safety net that the member would receive alone", GBP,
    safety_net_of(pool_member_rates, pool_member_bfl), per=POOL,
    sentence="What the member gives up by joining, should its rates fall.",
)  # fmt: skip
pool_brb = line(
    "Business rates baseline of the pool", GBP, total(pool_member_brb),
    sentence="What all members are expected to keep.",
)  # fmt: skip
pool_bfl = line(
    "Baseline funding level of the pool", GBP, total(pool_member_bfl),
    sentence="What all members are assessed to need.",
)  # fmt: skip
pool_rates = line(
    "Business rates of the pool before levy and safety net", GBP, total(pool_member_rates),
    sentence="What all members keep together.",
)  # fmt: skip
pool_levy_rate = line(
    "Levy rate of the pool", PERCENT, levy_rate_of(pool_brb, pool_bfl),
    sentence="The levy rate of the members as one: lower than alone if top-ups outweigh tariffs.",
)  # fmt: skip
pool_levy = line(
    "Levy of the pool", GBP, pool_levy_rate * highest(0, pool_rates - pool_bfl),
    sentence="What the pool gives up of its growth.",
)  # fmt: skip
pool_safety_net = line(
    "Safety net of the pool", GBP, safety_net_of(pool_rates, pool_bfl),
    sentence="What government pays if the pool as a whole falls far below its need.",
)  # fmt: skip
pool_gain = line(
    "Levy saved by pooling", GBP, total(pool_levy_alone) - pool_levy,
    sentence="What members would pay alone, less what the pool pays.",
)  # fmt: skip
pool_safety_net_forgone = line(
    "Safety net forgone by pooling", GBP, total(pool_safety_net_alone) - pool_safety_net,
    sentence="What members would receive alone, less what the pool receives.",
)  # fmt: skip

pooled_as_one = line(
    "The council's row of the pool (1 if pooled as one)", NUMBER,
    where(pool_council.chosen("as_one"), 1, 0), per=POOL,
    sentence="Whether the row is the council's, and levy and safety net are the pool's.",
)  # fmt: skip
pooled = line(
    "Pooled as one with others (1 if so)", NUMBER, total(pooled_as_one),
    sentence="Whether the council pays no levy and receives no safety net of its own.",
)  # fmt: skip
pool_share_if_ours = line(
    "The council's share of the pool, row by row", PERCENT, pooled_as_one * pool_share, per=POOL,
    sentence="The row's share of the pool's levy and safety net if it is the council's.",
)  # fmt: skip
pool_share_of_ours = line(
    "The council's share of the pool's levy and safety net", PERCENT, total(pool_share_if_ours),
    sentence="What falls to the council by the pool's agreement.",
)  # fmt: skip


def of_pool(pools: Expression, alone: Expression) -> Expression:
    """The council's part of what the pool has, or its own where it is alone."""
    return where(pooled > 0, pools * pool_share_of_ours, alone)


levy_paid = line(
    "Levy on business rates growth", GBP, of_pool(pool_levy, rates_levy),
    sentence="What the council gives up of growth: its own levy or, if it is pooled as one with "
    "others, its share of the pool's.",
)  # fmt: skip
safety_net_received = line(
    "Safety net payment", GBP, of_pool(pool_safety_net, safety_net),
    sentence="What lifts the council's rates: its own safety net or, if it is pooled as one with "
    "others, its share of the pool's.",
)  # fmt: skip
business_rates_kept = line(
    "Business rates from retention", GBP, retained_rates - levy_paid + safety_net_received,
    sentence="What the council keeps by the rules of the retention scheme.",
)  # fmt: skip
