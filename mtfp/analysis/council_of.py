"""The council of the last year: what is kept, thinner, shared or stopped, from what is named."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtfp.analysis.saying import HALF_A_POUND, Said, listed
from mtfp.plan.plan import Plan
from mtfp.terms import NUMBER, show

STOPPED = "stopped"
INDICATIVE = "What stops is indicative until consultation and equality work are recorded."
WEIGHED = ("done", "not_needed")
KINDS = {
    "kept": "Kept as it is",
    "thinner": "Thinner",
    "shared": "Shared with others",
    STOPPED: "Stopped",
}


def council_of(said: Said) -> str:
    """What the consequences that come about mean by the last year."""
    plan = said.results.plan
    if not len(plan.items["consequence"]):
        return "The plan does not name what its savings and targets mean for services."
    in_force = np.flatnonzero(_last(said, "consequence_in_force"))
    if not len(in_force):
        return "Nothing that the plan names as changed for services comes about here."
    kinds, codes = plan.figures["consequence_kind"][0], said.results.book.inputs["consequence_kind"]
    parts = []
    for kind, words in KINDS.items():
        these = [int(n) for n in in_force if kinds[n] == codes.choices[kind]]
        told = [_told(plan, n) for n in these]
        if told:
            parts.append(f"{words}: {listed(told)}.")
            if kind == STOPPED and not all(_weighed(plan, n) for n in these):
                parts.append(INDICATIVE)
    posts = float(_last(said, "posts_named").sum())
    go = "1 post goes" if posts == 1 else f"{show(posts, NUMBER)} posts go"
    lost = f" In all {go}." if posts else ""
    return f"The council of {said.years[-1]}, by what is named. {' '.join(parts)}{lost}"


def beside_the_council(said: Said) -> str:
    """Which services are left nothing, and whose targets have no consequence named."""
    if not len(said.results.plan.items["consequence"]):
        return ""
    return " ".join([*_left_nothing(said), *_not_named(said)])


def _left_nothing(said: Said) -> list[str]:
    """A sentence of services whose last pound goes, in savings and targets."""
    budgets = _last(said, "controllable")
    gone = (budgets > 0) & (budgets * _last(said, "share_kept") < HALF_A_POUND)
    if not gone.any():
        return []
    titles = _titles(said, gone)
    left = "is left nothing of what it controls" if len(titles) == 1 else (
        "are left nothing of what they control"
    )  # fmt: skip
    return [f"{listed(titles)} {left}."]


def _not_named(said: Said) -> list[str]:
    """A sentence of services whose targets have no consequence named."""
    services = np.array(said.results.plan.items["consequence"].members("service"))
    named = services[_last(said, "consequence_savings") == 0]
    without = _last(said, "target_so_far") > HALF_A_POUND
    without[named] = False
    if not without.any():
        return []
    titles = _titles(said, without)
    have = "has a target" if len(titles) == 1 else "have targets"
    return [f"{listed(titles)} {have}, and the plan does not name what that means."]


def _last(said: Said, name: str) -> NDArray[np.float64]:
    figures: NDArray[np.float64] = said.results.array(name)[-1, :, said.case]
    return figures


def _titles(said: Said, which: NDArray[np.bool_]) -> list[str]:
    titles = said.results.plan.items["service"].titles
    return [titles[item] for item in np.flatnonzero(which)]


def _weighed(plan: Plan, item: int) -> bool:
    """Whether the saving that a consequence comes of has been consulted on and weighed."""
    saving = plan.details.get(("consequence_saving", plan.items["consequence"].ids[item]), "")
    return bool(saving) and all(
        plan.details.get((f"saving_{work}", saving)) in WEIGHED
        for work in ("consultation", "equality")
    )


def _told(plan: Plan, item: int) -> str:
    """A consequence by its title, with what there was and what there will be."""
    rows = plan.items["consequence"]
    before, after = (plan.figures[f"consequence_{at}"][0, item] for at in ("before", "after"))
    measure = plan.details.get(("consequence_measure", rows.ids[item]), "")
    title = rows.titles[item]
    if not measure or np.isclose(before, after):
        return title
    return f"{title} ({measure}: {show(float(before), NUMBER)} to {show(float(after), NUMBER)})"
