"""The salami test: how much of what is asked is an equal shave of every budget.

The overlap between each service's share of the cuts and its share of the budget: 1 where
every service gives the same percentage, falling as cuts are concentrated.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Line, highest, line, lowest, to_the_penny, total, where
from mtfp.algebra.lines import Family
from mtfp.model.floors import controllable, left_alone, service_savings, service_savings_begun
from mtfp.model.services import SERVICE
from mtfp.model.targets import target_so_far
from mtfp.terms import GBP, PERCENT


def salami(of_what: str, cut: Line, budget: Line) -> Family:
    """The index of one reading of the cuts, with the shares that it compares."""
    all_cuts = line(
        f"{of_what}: in all", GBP, total(cut), sentence="What services give, all together.",
    )  # fmt: skip
    all_budgets = line(
        f"{of_what}: budgets in all", GBP, total(budget),
        sentence="What services control, all together.",
    )  # fmt: skip
    share_of_cuts = line(
        f"{of_what}: share of the cuts", PERCENT,
        where(to_the_penny(all_cuts) > 0, cut / all_cuts, 0),
        per=SERVICE, sentence="What the service gives, of all that is given.",
    )  # fmt: skip
    share_of_budget = line(
        f"{of_what}: share of the budget", PERCENT,
        where(all_budgets > 0, budget / all_budgets, 0), per=SERVICE,
        sentence="What the service controls, of all that is controlled.",
    )  # fmt: skip
    overlap = line(
        f"{of_what}: overlap", PERCENT, lowest(share_of_cuts, share_of_budget), per=SERVICE,
        sentence="The lower of its two shares.",
    )  # fmt: skip
    index = line(
        of_what, PERCENT, total(overlap),
        sentence="100% is an equal shave of every service; the lower, the more is chosen.",
    )  # fmt: skip
    return Family(
        {"": index, "_cuts": all_cuts, "_budgets": all_budgets, "_of_cuts": share_of_cuts,
         "_of_budget": share_of_budget, "_overlap": overlap}
    )  # fmt: skip


service_cuts = line(
    "Savings and targets of the service so far", GBP, service_savings_begun + target_so_far,
    per=SERVICE,
    sentence="Approved recurring savings of its own that have begun, in full effect, and its "
    "targets.",
)  # fmt: skip
asked_of = line(
    "Budget that methods may look at", GBP,
    where(left_alone > 0, 0, highest(0, controllable - service_savings)), per=SERVICE,
    sentence="What the service controls once approved savings are in full effect; nothing of one "
    "that every method leaves alone.",
)  # fmt: skip
salami_index = salami("Likeness to an equal cut: targets", target_so_far, asked_of)
salami_of_plan = salami("Likeness to an equal cut: all cuts", service_cuts, controllable)
