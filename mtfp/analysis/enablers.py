"""Which projects carry the plan: what of its savings waits for each, and which few carry most."""

from __future__ import annotations

from dataclasses import dataclass

from mtfp.algebra.arrays import NO_GROUP
from mtfp.plan.plan import Plan
from mtfp.results import Results


@dataclass(frozen=True)
class Enabler:
    """A project, the savings that wait for it at first or second hand, and their full effect."""

    project: str
    title: str
    savings: tuple[str, ...]
    effect: float
    share: float


def behind(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The savings that wait for each project, itself or along a chain of what it waits for."""
    links, steps, routes = plan.items["link"], plan.items["step"], plan.items["route"]
    projects, savings = plan.items["project"], plan.items["saving"]
    head = routes.members("project")
    above: dict[int, set[int]] = {place: set() for place in range(len(projects))}
    for route, project in zip(steps.members("route"), steps.members("project"), strict=True):
        above[head[route]].add(project)
    waiting: dict[int, set[int]] = {place: set() for place in range(len(projects))}
    for saving, project in zip(links.members("saving"), links.members("project"), strict=True):
        if project != NO_GROUP:
            for one in above[project]:
                waiting[one].add(saving)
    return {
        projects.ids[place]: tuple(savings.ids[s] for s in sorted(held))
        for place, held in waiting.items()
    }


def enablers(results: Results, case: int = 0) -> tuple[Enabler, ...]:
    """Every project with savings behind it, the one that carries most first.

    A saving is counted at its full-year effect if it is approved or proposed; the shares are of
    all such savings, and add up to more than the whole where a saving waits for several.
    """
    effects = _effects(results, case)
    whole = sum(effects.values())
    projects = results.plan.items["project"]
    titles = dict(zip(projects.ids, projects.titles, strict=True))
    found = []
    for project, savings in behind(results.plan).items():
        held = tuple(name for name in savings if effects[name])
        if held:
            effect = sum(effects[name] for name in held)
            found.append(Enabler(project, titles[project], held, effect, effect / whole))
    return tuple(sorted(found, key=lambda one: (-one.effect, one.project)))


def that_carry(results: Results, share: float, case: int = 0) -> tuple[Enabler, ...]:
    """The few projects that together carry a share of all savings, or as much as waits for any.

    Each is the one that carries most of what those before it do not.
    """
    effects = _effects(results, case)
    wanted = share * sum(effects.values())
    left, chosen, carried = list(enablers(results, case)), list[Enabler](), set[str]()
    while left and sum(effects[name] for name in carried) < wanted:
        best = max(left, key=lambda one: sum(effects[n] for n in one.savings if n not in carried))
        left.remove(best)
        if carried.issuperset(best.savings):
            break
        chosen.append(best)
        carried.update(best.savings)
    return tuple(chosen)


def _effects(results: Results, case: int) -> dict[str, float]:
    """The full-year effect of each saving that is approved or proposed, switched on, and lasts.

    A one-off is over in its year, and one for a time once it saves nothing any more.
    """
    plan, book = results.plan, results.book
    recurs = book.inputs["saving_recurrence"].choices

    def figure(line: str, item: int, year: int = 1) -> float:
        return results.amount(book[line], year, item, case)

    def lasts(item: int) -> bool:
        kind = figure("saving_recurrence", item)
        ends = kind == recurs["time_limited"] and not figure("saving_sought", item, plan.years)
        return kind != recurs["one_off"] and not ends

    return {
        name: lasts(item)
        * (figure("saving_counts", item) + figure("saving_counts_if_agreed", item))
        * (figure("saving_full_year_effect", item) + figure("saving_typed_level", item, plan.years))
        for item, name in enumerate(plan.items["saving"].ids)
    }
