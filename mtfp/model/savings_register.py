"""The register of savings: what each scheme saves, from when, and what is said of it."""

from __future__ import annotations

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis, given, line, where
from mtfp.model.amounts import level_or_change, recurrence, typed_amount
from mtfp.model.owners import owner
from mtfp.model.projects import PROJECT
from mtfp.model.services import SERVICE
from mtfp.terms import CHOICE, GBP, MONTHS, NUMBER, PERCENT

SAVING = Axis("saving", "saving", "savings", optional_groups=(SERVICE,))

saving_full_year_effect = given(
    "Full-year effect", GBP, per=SAVING, if_absent=0,
    sentence="What the scheme saves in twelve months; for a one-off, what it saves once.",
)  # fmt: skip
saving_start = given(
    "Start", MONTHS, per=SAVING, if_absent=0, dated=True, needed_with="full_year_effect",
    sentence="The month in which the scheme starts; counted from the start of the plan, "
    "1 October is 6.",
)  # fmt: skip
saving_recurrence = recurrence("Saving", SAVING)
saving_on = given(
    "Switched on", NUMBER, per=SAVING, if_absent=1, choices={"no": 0, "yes": 1}, switch=True,
    sentence="yes if the scheme is in the plan, no if the scenario leaves it out.",
)  # fmt: skip
saving_approval = given(
    "Approval", CHOICE, per=SAVING, if_absent=0,
    choices={"approved": 0, "proposed": 1, "idea": 2},
    sentence="approved: members have agreed it, so it lowers the gap; proposed: put to members "
    "and shown beside the gap only; idea: listed, and counted nowhere.",
)  # fmt: skip
saving_delivery_probability = given(
    "Share expected to be delivered", PERCENT, per=SAVING, if_absent=1, least=0, most=1,
    sentence="The share of the scheme's value that is expected to arrive; below 100% it stands in "
    "place of the rating.",
)  # fmt: skip
saving_slippage_months = given(
    "Expected slippage", MONTHS, per=SAVING, if_absent=0, least=0, most=12,
    sentence="How many months late the scheme is expected to start, twelve at most.",
)  # fmt: skip
saving_amount = typed_amount("Saving", SAVING)
saving_as = level_or_change("Saving", SAVING)
saving_project = detail(
    "Project of the saving", per=SAVING, refers_to=PROJECT,
    sentence="The project that it waits for.",
)  # fmt: skip
saving_type = detail(
    "Type of saving", per=SAVING,
    words=(
        "efficiency", "income", "service_reduction", "transformation", "cost_avoidance",
        "technical",
    ),
    sentence="efficiency: the same for less; income: more charged or earned; "
    "service_reduction: less is done; transformation: done in another way; cost_avoidance: a "
    "pressure made smaller; technical: a change of accounting or financing.",
)  # fmt: skip
saving_owner = owner(SAVING)

saving_counts = line(
    "Approved and switched on (1 if so)", NUMBER,
    where(saving_approval.chosen("approved"), saving_on, 0), per=SAVING,
    sentence="Whether the scheme counts in the gap after approved savings.",
)  # fmt: skip
saving_counts_if_agreed = line(
    "Proposed and switched on (1 if so)", NUMBER,
    where(saving_approval.chosen("proposed"), saving_on, 0), per=SAVING,
    sentence="Whether the scheme would count if members agreed to what is proposed.",
)  # fmt: skip
