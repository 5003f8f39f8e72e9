"""Indices: how much prices and pay rise each year, and the blend that care fees follow.

A care fee is mostly wages, so its uplift is the staffing share at the growth of wages and
the rest at the growth of prices: the formula by which councils set their fees.
"""

from mtfp.algebra.expressions import Axis, equal, given, line, where
from mtfp.model.owners import owner
from mtfp.terms import PERCENT

INDEX = Axis("index", "index", "indices")

index_rate = given(
    "Rate of increase", PERCENT, per=INDEX, yearly=True,
    sentence="How much the costs that follow this index rise in the year.",
)  # fmt: skip
index_staffing_share = given(
    "Share that follows wages", PERCENT, per=INDEX, if_absent=0, least=0, most=1,
    sentence="The part of a cost that is wages and rises by wage_growth; only the rest then rises "
    "by the index's own rate.",
)  # fmt: skip
index_owner = owner(INDEX)
wage_growth = given(
    "Growth of wages behind care fees", PERCENT, yearly=True, if_absent=0,
    sentence="How much care providers' wages rise in the year, such as the National Living Wage.",
)  # fmt: skip

index_uplift = line(
    "Uplift by the index", PERCENT,
    # Asked, so that an index of prices alone does not rest on what is said of wages.
    where(
        equal(index_staffing_share, 0),
        index_rate,
        index_staffing_share * wage_growth + (1 - index_staffing_share) * index_rate,
    ),
    per=INDEX,
    sentence="The staffing share at the growth of wages, the rest at the index's own rate.",
)  # fmt: skip
