"""Milestones: by what and by when a project shows that it is on its way."""

from __future__ import annotations

from mtfp.algebra.expressions import Axis, given, line, spread, total_by, where
from mtfp.model.owners import owner
from mtfp.model.projects import PROJECT, project_put_back
from mtfp.terms import CHOICE, MONTHS, NUMBER

MILESTONE = Axis("milestone", "milestone", "milestones", groups=(PROJECT,))

milestone_due = given(
    "Due", MONTHS, per=MILESTONE, dated=True,
    sentence="The month in which it is due, as planned.",
)  # fmt: skip
milestone_status = given(
    "Status of the milestone", CHOICE, per=MILESTONE, if_absent=0,
    choices={"planned": 0, "met": 1, "late": 2, "missed": 3},
    sentence="planned: still to come; met: reached; late: still to come and behind; missed: "
    "given up, or past its month.",
)  # fmt: skip
milestone_owner = owner(MILESTONE)

milestone_put_back = line(
    "Months late by its project", MONTHS, spread(project_put_back, MILESTONE), per=MILESTONE,
    sentence="How late its project is in all.",
)  # fmt: skip
milestone_expected = line(
    "Month expected", MONTHS,
    where(
        milestone_status.chosen("met"), milestone_due, milestone_due + milestone_put_back
    ),
    per=MILESTONE, dated=True,
    sentence="The month in which it is due, put back as its project is unless it is met.",
)  # fmt: skip
milestone_counts = line(
    "A milestone", NUMBER, 1, per=MILESTONE,
    sentence="One for each, so that a project's can be counted.",
)  # fmt: skip
project_milestones = line(
    "Milestones of the project", NUMBER, total_by(milestone_counts, PROJECT), per=PROJECT,
    sentence="How many there are.",
)  # fmt: skip
