"""The council of the last year: what is kept, thinner, shared or stopped, from what is named."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.algebra.arrays import NO_GROUP
from mtfp.analysis.saying import Said, listed
from mtfp.plan.plan import Plan
from mtfp.terms import NUMBER, show

HALF_A_POUND = 0.5
KINDS = {
    "kept": "Kept as it is",
    "thinner": "Thinner",
    "shared": "Shared with others",
    "stopped": "Stopped",
}


def council_of(said: Said) -> str:
    """What the consequences in force come to by the last year."""
    plan = said.results.plan
    if not len(plan.items["consequence"]):
        return "The plan does not name what its savings and targets mean for services."
    in_force = list(_in_force(said))
    if not in_force:
        return "Nothing that the plan names as changed for services comes about here."
    kinds = [plan.details["consequence_kind", plan.items["consequence"].ids[n]] for n in in_force]
    parts = []
    for kind, words in KINDS.items():
        told = [_told(plan, n) for n, of in zip(in_force, kinds, strict=True) if of == kind]
        if told:
            parts.append(f"{words}: {listed(told)}.")
    posts = float(plan.figures["consequence_posts"][0][in_force].sum())
    lost = f" In all {show(posts, NUMBER)} posts go." if posts else ""
    return f"The council of {said.years[-1]}, by what is named. {' '.join(parts)}{lost}"


def _in_force(said: Said) -> Iterator[int]:
    """The consequences whose saving is approved, or whose service has a target."""
    plan, results = said.results.plan, said.results
    rows, savings = plan.items["consequence"], plan.items["saving"].ids
    counts = results.array("saving_counts")[-1, :, said.case]
    targets = results.array("target_so_far")[-1, :, said.case]
    for n, (name, service) in enumerate(zip(rows.ids, rows.members("service"), strict=True)):
        saving = plan.details.get(("consequence_saving", name), "")
        if saving:
            if counts[savings.index(saving)]:
                yield n
        elif service != NO_GROUP and targets[service] > HALF_A_POUND:
            yield n


def _told(plan: Plan, item: int) -> str:
    """A consequence by its title, with what there was and what there will be."""
    rows = plan.items["consequence"]
    before, after = (plan.figures[f"consequence_{at}"][0, item] for at in ("before", "after"))
    measure = plan.details.get(("consequence_measure", rows.ids[item]), "")
    title = rows.titles[item]
    if not measure or np.isclose(before, after):
        return title
    return f"{title} ({measure}: {show(float(before), NUMBER)} to {show(float(after), NUMBER)})"
