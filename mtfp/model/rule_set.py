"""The golden rules that are shipped: what each asks, what for, and which line decides it.

They are this model's own set, of no named council. A rule is broken in a year in which its
deciding number is above nought; where the number by which it applies is nought, or the register
that it is about has no rows, it is not applicable, which is no pass.
"""

from __future__ import annotations

from dataclasses import dataclass

from mtfp.algebra.expressions import Named
from mtfp.model.borrowing import (
    authorised_limit,
    borrowing_need,
    external_debt,
    over_authorised_limit,
)
from mtfp.model.licence import sustaining
from mtfp.model.receipts import receipts_against_the_rule, receipts_asked
from mtfp.model.referendum import referendum_class
from mtfp.model.reserves import gap_after_reserves, unfunded
from mtfp.model.rule_numbers import (
    borrowed_without_interest,
    claims_measured,
    contingency_short,
    contingency_wanted,
    debt_beyond_cfr,
    demand_unsaid,
    draws_for_posts,
    draws_with_posts,
    financing_over_ceiling,
    financing_ratio_ceiling,
    held_or_asked,
    investments_not_paying,
    investments_weighed,
    one_off_reliance,
    over_claims,
    protected_budgets,
    protected_cut_beyond_average,
    prudent_minimum,
    reserves_overdrawn,
    ringfenced_asked,
    ringfenced_reserves,
    rise_without_referendum,
    savings_counted,
    savings_without_plan,
    services_led_by_demand,
    short_of_minimum,
)
from mtfp.model.structural import structural_gap
from mtfp.terms import GBP, NUMBER, POINTS, YES_OR_NO, Unit

FIRST, LAST, EVERY = "first", "last", "every"
BLOCK, WARN, INFORM = "block", "warn", "inform"
HALF_A_POUND = 0.5
HALF: dict[Unit, float] = {GBP: 0.005, NUMBER: 0.5, YES_OR_NO: 0.5, POINTS: 0.0000005}
LEGAL = "GR01"
"""The one rule that is law as it stands; legality is told apart from all the others."""


@dataclass(frozen=True)
class Rule:
    """One golden rule as shipped: what decides it, and what says whether it applies at all."""

    id: str
    statement: str
    purpose: str
    decides: Named
    severity: str = WARN
    years: str = EVERY
    applies: Named | None = None

    @property
    def least(self) -> float:
        """The smallest number that breaks it: half of what is counted in; less is rounded away."""
        return HALF_A_POUND if self.id == LEGAL else HALF[self.decides.unit]


RULE_SET = (
    Rule(
        LEGAL, "The first year balances",
        "By law full council sets a budget that meets its spending; reserves may balance it, so "
        "this says nothing of whether it lasts.",
        unfunded, BLOCK, FIRST,
    ),
    Rule(
        "GR02", "No reserve is asked for more than it holds",
        "Money that is not there pays for nothing.",
        reserves_overdrawn, applies=held_or_asked,
    ),
    Rule(
        "GR03", "The general fund balance keeps its minimum",
        "What nobody foresaw can be met without breaking off what is under way. The minimum is the "
        "chief finance officer's advice, and members may go below it.",
        short_of_minimum, applies=prudent_minimum,
    ),
    Rule(
        "GR04", "No reserves pay for ordinary services",
        "A reserve is spent once; a service costs as much again next year.",
        sustaining, applies=held_or_asked,
    ),
    Rule(
        "GR05", "Recurring funding pays for recurring spending by the plan's last year",
        "A plan is a way to live within one's means, not a list of gaps put off.",
        structural_gap, years=LAST,
    ),
    Rule(
        "GR06", "One-off money pays for one-off costs, or bridges approved savings",
        "What comes once should not carry what has to be paid every year.",
        one_off_reliance,
    ),
    Rule(
        "GR07", "The council tax rise stays inside the referendum limit",
        "A rise beyond it is not the council's to decide alone.",
        rise_without_referendum, BLOCK, applies=referendum_class,
    ),
    Rule(
        "GR08", "Ring-fenced money stays where it is",
        "Law and the conditions of grants tie it to a purpose.",
        ringfenced_asked, BLOCK, applies=ringfenced_reserves,
    ),
    Rule(
        "GR09", "Every approved saving has an owner and a project with milestones",
        "A saving that nobody works on does not arrive.",
        savings_without_plan, years=FIRST, applies=savings_counted,
    ),
    Rule(
        "GR10", "Expected savings and the reserves allowed close the first year, without a target",
        "A budget that rests on what is hoped for comes apart within the year.",
        gap_after_reserves.main, years=FIRST,
    ),
    Rule(
        "GR11", "Capital receipts pay for running costs only in a scheme that qualifies",
        "Selling assets to pay for services can be done once.",
        receipts_against_the_rule, BLOCK, applies=receipts_asked,
    ),
    Rule(
        "GR12", "What is invested to save pays back",
        "Investment is welcome where it brings more than it costs, in a time that members accept.",
        investments_not_paying, years=FIRST, applies=investments_weighed,
    ),
    Rule(
        "GR13", "No capital scheme is in the plan without what it costs the revenue budget",
        "A scheme that looks free is paid for by services later.",
        borrowed_without_interest, applies=borrowing_need,
    ),
    Rule(
        "GR14A", "Debt is no more than capital spending has left to be charged",
        "Borrowing pays for assets, never for running costs.",
        debt_beyond_cfr, applies=external_debt,
    ),
    Rule(
        "GR14B", "Debt stays below the authorised limit",
        "Full council sets by law the most that may be owed.",
        over_authorised_limit, BLOCK, applies=authorised_limit,
    ),
    Rule(
        "GR15", "Capital financing takes no more of funding than the council's own ceiling",
        "What goes to lenders cannot go to services, for as long as the loan lasts.",
        financing_over_ceiling, applies=financing_ratio_ceiling,
    ),
    Rule(
        "GR16", "Prevention and strategic planning are cut no deeper than services on average",
        "What keeps need down is the first to go and the last to be missed.",
        protected_cut_beyond_average, INFORM, applies=protected_budgets,
    ),
    Rule(
        "GR17", "Every service led by demand has a figure for it, or a signed nil",
        "What nobody has put a figure to still has to be paid.",
        demand_unsaid, years=FIRST, applies=services_led_by_demand,
    ),
    Rule(
        "GR18", "The contingency that the council wants is held",
        "A small shock should not need a new budget.",
        contingency_short, applies=contingency_wanted,
    ),
    Rule(
        "GR19", "No saving claims a pound that is not there, or that another claims",
        "A pound can be saved once.",
        over_claims, applies=claims_measured,
    ),
    Rule(
        "GR20", "Posts that reserves pay for end before the plan does",
        "Temporary capacity that never ends is a recurring cost without recurring money.",
        draws_for_posts, years=LAST, applies=draws_with_posts,
    ),
)  # fmt: skip
