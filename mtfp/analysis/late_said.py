"""Projects and milestones that are late, in sentences: what waits for them, and at what price."""

from __future__ import annotations

from mtfp.analysis.enablers import Enabler, enablers
from mtfp.analysis.saying import Said, or_pounds, thousands
from mtfp.terms import month_of

STATUSES = {2: "late", 3: "missed"}
"""Of a milestone: the codes of its status that say it is not on its way."""


def late(said: Said) -> list[str]:
    """Each project that is late by causes of its own, then the milestones that are not met."""
    waiting = {one.project: one for one in enablers(said.results, said.case)}
    return [*_projects(said, waiting), *_milestones(said, waiting)]


def _projects(said: Said, waiting: dict[str, Enabler]) -> list[str]:
    projects = said.results.plan.items["project"]
    found = []
    for item, (name, title) in enumerate(zip(projects.ids, projects.titles, strict=True)):
        months = _figure(said, "project_delay", item)
        if months:
            behind = _waits(waiting[name]) if name in waiting else ""
            price = _month_price(said, waiting[name]) if name in waiting else 0
            each = f", and each month costs {thousands(price)}" if price else ""
            found.append(f"{title} is {_months(months)} late{behind and f': {behind}{each}'}.")
    return found


def _milestones(said: Said, waiting: dict[str, Enabler]) -> list[str]:
    plan = said.results.plan
    milestones, projects = plan.items["milestone"], plan.items["project"]
    found = []
    for item, title in enumerate(milestones.titles):
        status = STATUSES.get(int(_figure(said, "milestone_status", item)))
        if status:
            at = milestones.members("project")[item]
            due = month_of(_figure(said, "milestone_due", item), plan.plan_years[0])
            one = waiting.get(projects.ids[at])
            behind = f"; {_waits(one)}" if one else ""
            on_time = not _figure(said, "project_put_back", at)
            though = ", though its project is not said to be late" if on_time else ""
            found.append(f"The milestone ‘{title}’, due in {due}, is {status}{behind}{though}.")
    return found


def _waits(one: Enabler) -> str:
    count = len(one.savings)
    savings, wait = ("a saving", "waits") if count == 1 else (f"{count} savings", "wait")
    return f"{savings} worth {or_pounds(one.effect)} a year {wait} for it"


def _month_price(said: Said, one: Enabler) -> float:
    """What a month of the approved savings that wait comes to."""
    ids = said.results.plan.items["saving"].ids
    items = [ids.index(name) for name in one.savings]
    return sum(
        _figure(said, "saving_month_price", item)
        for item in items
        if _figure(said, "saving_counts", item)
    )


def _months(months: float) -> str:
    return "a month" if months == 1 else f"{months:g} months"


def _figure(said: Said, name: str, item: int) -> float:
    return said.results.amount(said.results.book[name], 1, item, said.case)
