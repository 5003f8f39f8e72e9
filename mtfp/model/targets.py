"""Savings targets: what services are asked for, and what of the recurring gap that leaves.

A target is not a saving. It lowers no gap but the last, and what a service may be asked for
stops at its floor (section 9 of the design).
"""

from mtfp.algebra.expressions import MONTHS_IN_YEAR, before, highest, line, lowest, total, where
from mtfp.model.closing import lead_in_months, resolve_after_pinning, service_pinned
from mtfp.model.deciding import cut_again, decided_cut
from mtfp.model.floors import controllable, open_budget, service_savings_begun
from mtfp.model.minimums import minimum_in_use
from mtfp.model.services import SERVICE
from mtfp.model.sharing import gap_to_close, method_cut
from mtfp.model.structural import structural_gap
from mtfp.terms import GBP

target = line(
    "Savings target of the service, new this year", GBP,
    where(
        service_pinned.chosen("yes"),
        decided_cut,
        where(resolve_after_pinning.chosen("yes"), cut_again, method_cut),
    ),
    per=SERVICE,
    sentence="What is asked of it anew: as decided after challenge, otherwise by the method.",
)  # fmt: skip
target_so_far = line(
    "Savings targets of the service so far", GBP, before("target_so_far") + target, per=SERVICE,
    opening=0,
    sentence="Last year's targets and this year's, full-year effect.",
)  # fmt: skip
moved_by_decision = line(
    "Moved by decision", GBP, target - method_cut, per=SERVICE,
    sentence="How far what was decided stands from what the method gave; brackets are less.",
)  # fmt: skip
below_floor = line(
    "Below its statutory minimum", GBP,
    where(
        controllable > 0,
        highest(
            0,
            lowest(controllable, minimum_in_use)
            - (controllable - service_savings_begun - target_so_far),
        ),
        0,
    ),
    per=SERVICE,
    sentence="How far targets, and approved savings that have begun, take the service below the "
    "least that the law allows.",
)  # fmt: skip
target_cash = line(
    "Brought by targets in the year", GBP,
    before(target_so_far) + target * (MONTHS_IN_YEAR - lead_in_months) / MONTHS_IN_YEAR,
    per=SERVICE,
    sentence="Earlier targets in full, and new ones for the months after their lead-in.",
)  # fmt: skip
targets_new = line(
    "New savings targets of services", GBP, total(target),
    sentence="All that services are asked for anew, full-year effect.",
)  # fmt: skip
targets_so_far = line(
    "Savings targets of services so far", GBP, total(target_so_far), opening=0,
    sentence="All targets given to services since the base year, full-year effect.",
)  # fmt: skip
targets_cash = line(
    "Brought by targets of services in the year", GBP, total(target_cash),
    sentence="What targets are meant to bring in the year; the rest of a new one comes next year.",
)  # fmt: skip
targets_lead_in = line(
    "Targets in their lead-in", GBP, targets_new * lead_in_months / MONTHS_IN_YEAR,
    sentence="What new targets lack in the year of the full effect that they have next year.",
)  # fmt: skip
gap_not_shared = line(
    "Gap to close that no target meets", GBP, gap_to_close - targets_new,
    sentence="What is left because floors, exemptions or decisions leave nothing to take it "
    "from; brackets are more than was needed.",
)  # fmt: skip
gap_left_open = line(
    "Recurring gap that targets leave", GBP, structural_gap - targets_so_far,
    sentence="What would still be missing every year with every target met; brackets are to "
    "spare.",
)  # fmt: skip
budget_after_target = line(
    "Budget after its target", GBP, open_budget - target, per=SERVICE,
    sentence="What is left to the service of what it controls.",
)  # fmt: skip
