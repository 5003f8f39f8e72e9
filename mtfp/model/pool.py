"""A pool: several councils treated as one for levy and safety net.

Every member is a row, the council itself among them. The gain is a memorandum: how members
share it is their own agreement, and the council's part of it is typed in the funding register.
"""

from mtfp.algebra.expressions import Axis, given, highest, line, total
from mtfp.model.business_rates import levy_rate_of, safety_net_of
from mtfp.model.owners import owner
from mtfp.terms import GBP, PERCENT

POOL = Axis("pool", "pool member", "pool")

pool_baseline = given(
    "Member's business rates baseline", GBP, per=POOL, yearly=True, least=0,
    sentence="What the member is expected to keep of its local share.",
)  # fmt: skip
pool_funding_level = given(
    "Member's baseline funding level", GBP, per=POOL, yearly=True, least=0,
    sentence="What the member is assessed to need from the scheme.",
)  # fmt: skip
pool_retained = given(
    "Member's business rates before levy and safety net", GBP, per=POOL, yearly=True,
    sentence="The member's local share with compensation, less its tariff or with its top-up.",
)  # fmt: skip
pool_owner = owner(POOL)

pool_levy_alone = line(
    "Levy that the member would pay alone", GBP,
    levy_rate_of(pool_baseline, pool_funding_level)
    * highest(0, pool_retained - pool_funding_level),
    per=POOL,
    sentence="The member's own levy rate on its own growth.",
)  # fmt: skip
pool_safety_net_alone = line(
    "Safety net that the member would receive alone", GBP,
    safety_net_of(pool_retained, pool_funding_level), per=POOL,
    sentence="What the member gives up by joining, should its rates fall.",
)  # fmt: skip
pool_brb = line(
    "Business rates baseline of the pool", GBP, total(pool_baseline),
    sentence="What all members are expected to keep.",
)  # fmt: skip
pool_bfl = line(
    "Baseline funding level of the pool", GBP, total(pool_funding_level),
    sentence="What all members are assessed to need.",
)  # fmt: skip
pool_rates = line(
    "Business rates of the pool before levy and safety net", GBP, total(pool_retained),
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
