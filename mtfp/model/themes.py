"""Themes: programmes of savings set against the budget that they work on, such as property."""

from mtfp.algebra.expressions import Axis, given
from mtfp.model.owners import owner
from mtfp.terms import GBP, PERCENT

THEME = Axis("theme", "theme", "themes")

theme_budget = given(
    "Budget that the theme works on", GBP, per=THEME, least=0,
    sentence="What is spent in the base year on all that the theme is about.",
)  # fmt: skip
theme_claimed = given(
    "Saving stated for the theme", GBP, per=THEME, if_absent=0, least=0,
    sentence="What the plan says that it saves, where its savings are no rows of their own; "
    "added to those that are, and read by no gap.",
)  # fmt: skip
theme_share_expected = given(
    "Share of its budget that it is expected to save", PERCENT, per=THEME, if_absent=0, least=0,
    most=1,
    sentence="The theme is flagged in a plan that never reaches it; without one it is not tested.",
)  # fmt: skip
theme_owner = owner(THEME)
