"""The register of savings: what each scheme saves, from when, and what is said of it."""

from __future__ import annotations

from mtfp.algebra.details import Said, detail
from mtfp.algebra.expressions import Axis, given, line, where
from mtfp.model.amounts import level_or_change, recurrence, typed_amount
from mtfp.model.cost_bases import COST_BASE
from mtfp.model.demand import DEMAND
from mtfp.model.owners import owner
from mtfp.model.pressures import PRESSURE
from mtfp.model.projects import PROJECT
from mtfp.model.services import SERVICE
from mtfp.model.themes import THEME
from mtfp.terms import CHOICE, GBP, MONTHS, NUMBER, PERCENT

SAVING = Axis("saving", "saving", "savings", optional_groups=(SERVICE, COST_BASE, THEME))

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
    "Projects of the saving", per=SAVING, refers_to=PROJECT, several=True,
    sentence="The project that it waits for, or several with ; between.",
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
saving_reduces = detail(
    "Pressure that it reduces", per=SAVING, refers_to=(PRESSURE, DEMAND),
    needed_for=(saving_type, "cost_avoidance"),
    sentence="The row of pressures or demand that comes out smaller by it; a cost avoided must "
    "name one, as it saves nothing that is not in the plan.",
)  # fmt: skip
saving_deletes_vacant_post = detail(
    "Deletes a vacant post", per=SAVING, words=("no", "yes"),
    sentence="yes if posts are deleted that stand empty: where the pay bill has a vacancy factor, "
    "the same pounds may be in it.",
)  # fmt: skip
saving_consultation = detail(
    "Consultation", per=SAVING, words=("not_needed", "planned", "under_way", "done"),
    sentence="Where consultation with those it touches has got to.",
)  # fmt: skip
saving_equality = detail(
    "Equality assessment", per=SAVING, words=("not_needed", "planned", "done"),
    sentence="Where the assessment of its effect on equality has got to.",
)  # fmt: skip
saving_owner = owner(SAVING)

LINK = Axis(
    "link", "saving by its project", "savings by their projects", groups=(SAVING, PROJECT),
    derived=Said(saving_project),
)  # fmt: skip
OWNED = Axis(
    "owned", "saving with an owner", "savings with an owner", groups=(SAVING,),
    derived=Said(saving_owner),
)  # fmt: skip

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
