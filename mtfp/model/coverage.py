"""Coverage: how much of what must be saved has a project with milestones, and an owner."""

from __future__ import annotations

from mtfp.algebra.expressions import highest, line, snapped, spread, total, total_by, where
from mtfp.model.milestones import project_milestones
from mtfp.model.position import gap
from mtfp.model.reserve_policies import savings_target
from mtfp.model.savings import saving_planned, saving_proposed
from mtfp.model.savings_register import LINK, OWNED, SAVING
from mtfp.model.services import SERVICE
from mtfp.terms import GBP, NUMBER, PERCENT

link_milestones = line(
    "Milestones of a project that the saving waits for", NUMBER,
    spread(project_milestones, LINK), per=LINK,
    sentence="How many milestones the project has.",
)  # fmt: skip
link_planned = line(
    "Project with milestones (1 if so)", NUMBER, where(link_milestones > 0, 1, 0), per=LINK,
    sentence="Whether the project says by what it will show that it is on its way.",
)  # fmt: skip
saving_programmes = line(
    "Projects with milestones behind the saving", NUMBER, total_by(link_planned, SAVING),
    per=SAVING,
    sentence="How many of its projects have milestones.",
)  # fmt: skip
owned_counts = line(
    "An owner", NUMBER, 1, per=OWNED,
    sentence="One for each saving whose row names the role that answers for it.",
)  # fmt: skip
saving_owners = line(
    "Owner named (1 if so)", NUMBER, total_by(owned_counts, SAVING), per=SAVING,
    sentence="Whether the saving's row names the role that answers for it.",
)  # fmt: skip
saving_covered = line(
    "Covered (1 if so)", NUMBER,
    where(saving_programmes > 0, where(saving_owners > 0, 1, 0), 0), per=SAVING,
    sentence="Whether the saving has an owner, and a project with at least one milestone.",
)  # fmt: skip
saving_sought = line(
    "Saving approved or proposed", GBP, saving_planned.main + saving_proposed.main, per=SAVING,
    sentence="What the scheme takes off the year's budget, if members agree where they have not.",
)  # fmt: skip
saving_sought_covered = line(
    "Saving approved or proposed, covered", GBP, saving_covered * saving_sought, per=SAVING,
    sentence="The same, if it has an owner and a project with milestones.",
)  # fmt: skip
saving_proposed_covered = line(
    "Saving proposed, covered", GBP, saving_covered * saving_proposed.main, per=SAVING,
    sentence="What is proposed and has an owner and a project with milestones.",
)  # fmt: skip
service_sought = line(
    "Savings approved or proposed of the service", GBP, total_by(saving_sought, SERVICE),
    per=SERVICE,
    sentence="What the service is to save in the year.",
)  # fmt: skip
service_covered = line(
    "Savings of the service that are covered", GBP, total_by(saving_sought_covered, SERVICE),
    per=SERVICE,
    sentence="What of it has an owner and a project with milestones.",
)  # fmt: skip
service_covered_share = line(
    "Share of the service's savings that is covered", PERCENT,
    where(snapped(service_sought) > 0, service_covered / service_sought, 0), per=SERVICE,
    sentence="What is covered, of all that the service is to save in the year.",
)  # fmt: skip
savings_sought = line(
    "Savings approved or proposed", GBP, total(saving_sought),
    sentence="All that is to be saved in the year, of whichever service.",
)  # fmt: skip
savings_covered = line(
    "Savings that are covered", GBP, total(saving_sought_covered),
    sentence="What of it has an owner and a project with milestones.",
)  # fmt: skip
savings_covered_share = line(
    "Share of savings that is covered", PERCENT,
    where(snapped(savings_sought) > 0, savings_covered / savings_sought, 0),
    sentence="What is covered, of all that is to be saved in the year.",
)  # fmt: skip
gap_to_cover = line(
    "Gap still to be covered", GBP, highest(0, gap.main, savings_target),
    sentence="The gap after approved savings; or the savings target, if the plan means to find "
    "more than that. A target is a part of what is to be found, so the two are not added.",
)  # fmt: skip
gap_without_programme = line(
    "Gap without a programme", GBP,
    highest(0, gap_to_cover - total(saving_proposed_covered)),
    sentence="What is left of it after proposed savings that have an owner and a project with "
    "milestones.",
)  # fmt: skip
gap_share_without_programme = line(
    "Share of the gap without a programme", PERCENT,
    where(gap_to_cover > 0, gap_without_programme / gap_to_cover, 0),
    sentence="How much of the gap still to be covered nobody has a named programme for.",
)  # fmt: skip
