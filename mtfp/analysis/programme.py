"""Whether savings will land, in sentences: what has a programme, and what waits for what."""

from __future__ import annotations

import numpy as np

from mtfp.analysis.decide_by import decide_by
from mtfp.analysis.deciding_said import missed
from mtfp.analysis.enablers import enablers
from mtfp.analysis.late_said import late
from mtfp.analysis.saying import NEAR_NOUGHT, Said, listed, millions

NOT_SAID = "The plan says nothing of the projects and milestones behind its savings."
"""What nobody has typed is no failing of anybody's."""
FEW = 3
"""No more savings than this are named one by one."""


def programme(said: Said) -> str:
    """How much of the last year's gap after approved savings nobody has a programme for."""
    if not len(said.results.plan.items["saving"]):
        return "The plan holds no savings."
    if not len(said.results.plan.items["milestone"]):
        return NOT_SAID
    return _without_programme(said)


def _without_programme(said: Said) -> str:
    last, find = said.years[-1], float(said["gap_to_cover"][-1])
    if np.isnan(find):
        return f"The gap after approved savings in {last} cannot be said: the plan leaves it blank."
    if find < NEAR_NOUGHT:
        return f"Approved savings leave no gap in {last}."
    left = float(said["gap_without_programme"][-1])
    what = "gap after approved savings"
    if find > float(said["gap"][-1]) + NEAR_NOUGHT:
        what = "target for savings not yet identified"
    of = f"Of the {what} of {millions(find)} in {last}"
    if left < NEAR_NOUGHT:
        return f"{of}, all has a programme behind it."
    if left > find - NEAR_NOUGHT:
        return f"{of}, none has a programme behind it."
    share = float(said["gap_share_without_programme"][-1])
    return f"{of}, {share:.0%} ({millions(left)}) has no programme behind it."


def beside_the_programme(said: Said) -> str:
    """What of the savings themselves is covered, what carries most of them, and what is late."""
    if not len(said.results.plan.items["milestone"]):
        return ""
    overdue = map(missed, decide_by(said.results, said.case))
    told = [_covered(said), _carried(said), *late(said), *overdue]
    return " ".join(text for text in told if text)


def _covered(said: Said) -> str:
    sought = float(np.nan_to_num(said["savings_sought"])[-1])
    if sought < NEAR_NOUGHT:
        return ""
    covered = float(said["savings_covered"][-1])
    return (
        f"Of the {millions(sought)} of savings approved or proposed for {said.years[-1]}, "
        f"{millions(covered)} has an owner and a project with milestones."
    )


def _carried(said: Said) -> str:
    """The project that most waits for, where it is more than one saving."""
    several = [one for one in enablers(said.results, said.case) if len(one.savings) > 1]
    if not several:
        return ""
    most = several[0]
    items = said.results.plan.items["saving"]
    titles = dict(zip(items.ids, items.titles, strict=True))
    names = [titles[name] for name in most.savings]
    which = f", {listed(names)}" if len(names) <= FEW else ""
    carries = (
        f"{most.title} carries {len(names)} savings worth {millions(most.effect)} a year{which}"
    )
    item = said.results.plan.items["project"].ids.index(most.project)
    if said.results.amount(said.results.book["project_put_back"], 1, item, said.case):
        return f"{carries}: it is late, and so are they."
    return f"{carries}: if it is late, so are they."
