"""The ledger of claims: what savings take from cost bases, services and themes, at full effect.

Shares of one base are each taken of what the others leave: 10% and then 20% is 28%, not 30%.
None of this moves the gap; it shows where the same pound is claimed twice.
"""

from __future__ import annotations

from mtfp.algebra.expressions import given, highest, left_by, line, total_by, where
from mtfp.model.absorbed import service_controllable
from mtfp.model.calendar import months_elapsed
from mtfp.model.cost_bases import COST_BASE, cost_base_amount
from mtfp.model.savings import saving_in_base, saving_planned, saving_proposed, saving_typed_level
from mtfp.model.savings_register import (
    SAVING,
    saving_counts,
    saving_counts_if_agreed,
    saving_full_year_effect,
    saving_recurrence,
    saving_start,
)
from mtfp.model.services import SERVICE
from mtfp.model.themes import THEME, theme_budget, theme_claimed, theme_share_expected
from mtfp.terms import GBP, PERCENT

saving_share_of_base = given(
    "Share of the cost base claimed", PERCENT, per=SAVING, if_absent=0, least=0, most=1,
    sentence="The share of its cost base that the scheme is said to save, of what others leave.",
)  # fmt: skip

saving_claim = line(
    "Claimed at full effect", GBP,
    where(
        saving_recurrence.chosen("one_off"),
        highest(0, saving_planned.main + saving_proposed.main),
        highest(
            0,
            (saving_counts + saving_counts_if_agreed)
            * (
                where(months_elapsed > saving_start, saving_full_year_effect, 0)
                + saving_typed_level
            )
            - saving_in_base,
        ),
    ),
    per=SAVING,
    sentence="What the scheme, approved or proposed, takes off the base year's budget once it is "
    "in full effect; an idea claims nothing.",
)  # fmt: skip
saving_share_taken = line(
    "Share of the base taken", PERCENT,
    where(
        months_elapsed > saving_start,
        saving_share_of_base * (saving_counts + saving_counts_if_agreed),
        0,
    ),
    per=SAVING,
    sentence="The share claimed of its cost base, once the scheme has started.",
)  # fmt: skip
saving_claim_by_share = line(
    "Claimed with a share", GBP, where(saving_share_of_base > 0, saving_claim, 0), per=SAVING,
    sentence="What a scheme claims in pounds that also says which share of its base that is.",
)  # fmt: skip
cost_base_claimed = line(
    "Claimed from the cost base", GBP, total_by(saving_claim, COST_BASE), per=COST_BASE,
    sentence="All that schemes take from it in pounds.",
)  # fmt: skip
cost_base_claimed_by_share = line(
    "Claimed from the cost base with a share", GBP, total_by(saving_claim_by_share, COST_BASE),
    per=COST_BASE,
    sentence="What is taken by the schemes that say which share they take.",
)  # fmt: skip
cost_base_left = line(
    "Left of one pound of the cost base", PERCENT, left_by(saving_share_taken, COST_BASE),
    per=COST_BASE,
    sentence="What the shares leave, each taken of what the others leave.",
)  # fmt: skip
cost_base_share_claimed = line(
    "Share of the cost base claimed", PERCENT, 1 - cost_base_left, per=COST_BASE,
    sentence="What the shares come to together: 10% and then 20% is 28%.",
)  # fmt: skip
cost_base_over_claim = line(
    "Claimed beyond what is there", GBP,
    highest(
        0,
        cost_base_claimed - cost_base_amount,
        cost_base_claimed_by_share - cost_base_amount * cost_base_share_claimed,
    ),
    per=COST_BASE,
    sentence="What is claimed beyond the whole base, or by shares beyond what they come to "
    "together.",
)  # fmt: skip
service_claimed = line(
    "Claimed from the service", GBP, total_by(saving_claim, SERVICE), per=SERVICE,
    sentence="All that schemes take from its budget in pounds.",
)  # fmt: skip
service_over_claim = line(
    "Claimed beyond what the service controls", GBP,
    where(
        service_controllable > 0, highest(0, service_claimed - service_controllable), 0
    ),
    per=SERVICE,
    sentence="What is claimed beyond the budget that it can change, where the plan says what "
    "that is.",
)  # fmt: skip
theme_savings = line(
    "Savings of the theme", GBP, theme_claimed + total_by(saving_planned.main, THEME), per=THEME,
    sentence="Its approved savings, and what is stated for it as a whole.",
)  # fmt: skip
theme_share = line(
    "Share of its budget that the theme saves", PERCENT,
    where(theme_budget > 0, theme_savings / theme_budget, 0), per=THEME,
    sentence="Its savings over the budget that it works on.",
)  # fmt: skip
theme_short = line(
    "Short of what the theme is expected to save", GBP,
    highest(0, theme_budget * theme_share_expected - theme_savings), per=THEME,
    sentence="What it would take to reach the share that is expected of it.",
)  # fmt: skip
