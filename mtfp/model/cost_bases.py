"""Cost bases: what savings are claimed from, so that no pound of it is claimed twice."""

from mtfp.algebra.expressions import Axis, given
from mtfp.model.owners import owner
from mtfp.model.services import SERVICE
from mtfp.terms import GBP

COST_BASE = Axis("cost_base", "cost base", "cost_bases", optional_groups=(SERVICE,))

cost_base_amount = given(
    "Cost base", GBP, per=COST_BASE, least=0,
    sentence="What is spent on it in the base year, such as agency staff or one large contract.",
)  # fmt: skip
cost_base_owner = owner(COST_BASE)
