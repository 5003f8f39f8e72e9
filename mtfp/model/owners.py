"""Who answers for an item: said of every register, by role and never by name."""

from mtfp.algebra.details import Detail, detail
from mtfp.algebra.expressions import Axis


def owner(axis: Axis) -> Detail:
    """The role that answers for each item of an axis."""
    return detail(
        f"Owner of the {axis.one}", per=axis, role=True,
        sentence="The role that answers for it, never a person's name: a plan is published, "
        "and people move on.",
    )  # fmt: skip
