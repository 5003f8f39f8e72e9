"""Projects: the work that savings wait for, and the projects that they wait for in their turn.

A delay to one moves all that is behind it, as late as the slowest chain of what it waits for.
The chains follow from what the register says, so a scenario's delay reaches every saving.
"""

from __future__ import annotations

from mtfp.algebra.details import Chains, Steps, detail
from mtfp.algebra.expressions import Axis, given, highest_by, line, spread, total_by
from mtfp.model.owners import owner
from mtfp.terms import MONTHS

PROJECT = Axis("project", "project", "projects")

project_status = detail(
    "Status", per=PROJECT, words=("planned", "under_way", "paused", "finished", "stopped"),
    sentence="Where the project has got to; it changes no figure.",
)  # fmt: skip
project_waits_for = detail(
    "Projects that it waits for", per=PROJECT, refers_to=PROJECT, several=True,
    sentence="The projects without which it cannot go on, such as a new finance system; several "
    "with ; between.",
)  # fmt: skip
project_go_live = given(
    "Go-live", MONTHS, per=PROJECT, if_absent=0, dated=True,
    sentence="The month in which what it brings comes into use, as planned.",
)  # fmt: skip
project_delay = given(
    "Delay", MONTHS, per=PROJECT, if_absent=0, least=0,
    sentence="How many months late it is, by causes of its own; what waits for it is as late.",
)  # fmt: skip
project_owner = owner(PROJECT)

ROUTE = Axis(
    "route", "chain of projects", "chains of projects", groups=(PROJECT,),
    derived=Chains(project_waits_for),
)  # fmt: skip
STEP = Axis("step", "step", "steps of chains", groups=(ROUTE, PROJECT), derived=Steps(ROUTE))

step_delay = line(
    "Delay of a step", MONTHS, spread(project_delay, STEP), per=STEP,
    sentence="How late the project that is this step of the chain is by itself.",
)  # fmt: skip
route_delay = line(
    "Delay along the chain", MONTHS, total_by(step_delay, ROUTE), per=ROUTE,
    sentence="The delays of all its steps, one after another.",
)  # fmt: skip
project_put_back = line(
    "Months late in all", MONTHS, highest_by(route_delay, PROJECT), per=PROJECT,
    sentence="Its own delay and what it waits for, by the slowest of its chains.",
)  # fmt: skip
project_expected_go_live = line(
    "Expected go-live", MONTHS, project_go_live + project_put_back, per=PROJECT, dated=True,
    sentence="The planned month, put back by its own delay and by what it waits for.",
)  # fmt: skip
