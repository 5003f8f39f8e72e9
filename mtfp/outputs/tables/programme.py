"""The listings of savings: who answers for each, what it waits for, and what became of it."""

from __future__ import annotations

from mtfp.analysis.coverage import coverage
from mtfp.analysis.enablers import that_carry
from mtfp.outputs.tables.listings import LAST, Column, Filled, Listing, Still, filled
from mtfp.results import Results
from mtfp.terms import GBP, PERCENT

COUNTED = ("saving_counts", "saving_counts_if_agreed")
VALUED = Listing(
    "The programme: what each saving is worth, and how far it is expected", "saving",
    (
        Column("saving_approval", "Approval (an idea counts nowhere)"),
        Column("saving_rag", "Rating"),
        Column("saving_share_expected", "Expected to arrive, by its rating or as typed",
               of=COUNTED),
        Column("saving_start", "Approved start"),
        Column("saving_late_start", "Expected start", of=COUNTED),
        Column("saving_full_year_effect", "Full-year effect, £m"),
        Column("saving_planned", "Approved in {year}, £m", LAST),
        Column("saving_expected", "Expected in {year}, £m", LAST),
    ),
)  # fmt: skip
ANSWERED = Listing(
    "The programme: who answers for each saving, and what it waits for", "saving",
    (
        Column("saving_owner", "Owner"),
        Column("service", "Service", wide=True),
        Column("saving_project", "Waits for"),
        Column("saving_consultation", "Consultation"),
        Column("saving_equality", "Equality assessment"),
        Column("saving_covered", "Owner, project and milestones", answer=True),
    ),
)  # fmt: skip
PROJECTS = Listing(
    "Projects that savings wait for", "project",
    (
        Column("project_owner", "Owner", wide=True),
        Column("project_status", "Status"),
        Column("project_waits_for", "Waits for"),
        Column("project_go_live", "Go-live"),
        Column("project_put_back", "Months late"),
        Column("project_expected_go_live", "Expected go-live", unlike="project_go_live"),
        Column("project_milestones", "Milestones"),
    ),
)  # fmt: skip
MILESTONES = Listing(
    "Milestones", "milestone",
    (
        Column("project", "Project"),
        Column("milestone_owner", "Owner"),
        Column("milestone_due", "Due"),
        Column("milestone_expected", "Expected", unlike="milestone_due"),
        Column("milestone_status", "Status", always=True),
    ),
)  # fmt: skip
CLAIMS = Listing(
    "What savings are claimed from", "cost_base",
    (
        Column("service", "Service", wide=True),
        Column("cost_base_owner", "Owner"),
        Column("cost_base_amount", "Cost base, £m"),
        Column("cost_base_claimed", "Claimed in {year}, £m", LAST),
        Column("cost_base_over_claim", "Claimed beyond it, £m", LAST),
    ),
)  # fmt: skip
THEMES = Listing(
    "What each theme saves, against what is spent on it", "theme",
    (
        Column("theme_owner", "Owner"),
        Column("theme_budget", "Budget, £m"),
        Column("theme_savings", "Savings in {year}, £m", LAST),
        Column("theme_share", "Share of the budget", LAST),
        Column("theme_short", "Short of what is expected, £m", LAST),
    ),
)  # fmt: skip
TRACKER = Listing(
    "What became of savings, period by period, as it was reported", "delivery",
    (
        Column("saving", "Saving", wide=True),
        Column("delivery_period", "Period to the end of"),
        Column("delivery_approved", "Approved, £m", always=True),
        Column("delivery_delivered", "Delivered, £m", always=True),
        Column("delivery_on_track", "On track, £m"),
        Column("delivery_at_risk", "At risk, £m"),
        Column("delivery_unachievable", "Will not come, £m"),
        Column("delivery_withdrawn", "Withdrawn, £m"),
        Column("delivery_one_off_cover", "Covered by a one-off, £m"),
        Column("delivery_unachieved", "Not delivered, with pressures of the year, £m"),
        Column("delivery_corrects_base", "Put back into the base"),
    ),
)  # fmt: skip
OF_SAVINGS = (VALUED, ANSWERED, TRACKER, PROJECTS, MILESTONES, CLAIMS, THEMES)
OF_NO_DIRECTORATE = "Of no directorate"
MOST = 1 / 2
"""The share of all savings that the few projects carry which are listed."""


def of_savings(results: Results, *, narrow: bool = False, case: int = 0) -> list[Filled]:
    """Every listing of savings that the plan has anything for."""
    found = [filled(listing, results, narrow=narrow) for listing in OF_SAVINGS]
    return [one for one in (*found, *_who_plans(results, case)) if one]


def _who_plans(results: Results, case: int) -> list[Filled]:
    """Who has a programme and who has not, and the few projects that carry most of it."""
    if not len(results.plan.items["milestone"]):
        return []
    as_entered = ", as the plan is entered" if len(results.cases) > 1 else ""
    return [one for one in (_directorates(results, case, as_entered),
                            _the_few(results, case, as_entered)) if one.rows]  # fmt: skip


def _directorates(results: Results, case: int, as_entered: str) -> Filled:
    titles = _titles(results, "saving")
    return Filled(
        f"Who plans and who does not: savings approved or proposed in "
        f"{results.plan.plan_years[-1]}{as_entered}", "Directorate",
        (
            "To be saved, £m", "With owner, project and milestones, £m", "Share",
            "Without them, the largest first",
        ),
        tuple(
            (
                one.directorate or OF_NO_DIRECTORATE,
                (
                    Still(one.sought, GBP), Still(one.covered, GBP), Still(one.share, PERCENT),
                    "; ".join(titles[name] for name in one.uncovered),
                ),
            )
            for one in coverage(results, case)
        ),
    )  # fmt: skip


def _the_few(results: Results, case: int, as_entered: str) -> Filled:
    titles = _titles(results, "saving")
    return Filled(
        f"The few projects that most savings wait for, at full effect{as_entered}", "Project",
        ("Savings that wait for it", "A year, £m", "Share of all savings"),
        tuple(
            (
                one.title,
                (
                    "; ".join(titles[name] for name in one.savings),
                    Still(one.effect, GBP), Still(one.share, PERCENT),
                ),
            )
            for one in that_carry(results, MOST, case)
        ),
    )  # fmt: skip


def _titles(results: Results, axis: str) -> dict[str, str]:
    items = results.plan.items[axis]
    return dict(zip(items.ids, items.titles, strict=True))
