"""The listings of savings: who answers for each, what it waits for and what it is claimed from."""

from mtfp.outputs.tables.listings import LAST, Column, Listing

PROGRAMME = Listing(
    "The programme: who answers for each saving, and what it waits for", "saving",
    (
        Column("saving_owner", "Owner"),
        Column("service", "Service", wide=True),
        Column("saving_project", "Waits for"),
        Column("saving_approval", "Approval", wide=True),
        Column("saving_rag", "Rating", wide=True),
        Column("saving_share_expected", "Expected to arrive", wide=True),
        Column("saving_start", "Approved start"),
        Column("saving_late_start", "Expected start"),
        Column("saving_full_year_effect", "Full-year effect, £m"),
        Column("saving_planned", "Approved in {year}, £m", LAST),
        Column("saving_expected", "Expected in {year}, £m", LAST),
        Column("saving_consultation", "Consultation", wide=True),
        Column("saving_equality", "Equality assessment", wide=True),
        Column(
            "saving_covered", "Owner, project and milestones", answer=True, wide=True
        ),
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
        Column("project_expected_go_live", "Expected go-live"),
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
OF_SAVINGS = (PROGRAMME, PROJECTS, MILESTONES, CLAIMS, THEMES)
