"""Targets for services as the terminal shows them: the stages of a year, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from mtfp.analysis.allocation import allocation_findings
from mtfp.analysis.beyond_floors import BeyondFloors, beyond_floors
from mtfp.analysis.council_of import beside_the_council, council_of
from mtfp.analysis.optimise import (
    Chosen,
    first_year_to_share,
    optimum_of,
    package_costs,
    packages_of,
)
from mtfp.analysis.saying import HALF_A_POUND, Said, listed
from mtfp.analysis.trust import Trust
from mtfp.outputs.subject import Subject, filled_of
from mtfp.outputs.tables.listings import OF_SCORES, OF_TARGETS, Filled, stages
from mtfp.outputs.tables.meaning import OF_CONSEQUENCES
from mtfp.outputs.tables.methods import side_by_side
from mtfp.outputs.tables.targets import SHAVE, TARGETS
from mtfp.plan.scenarios import Scenario
from mtfp.problems import shortened
from mtfp.results import Results
from mtfp.terms import FinancialYear

_LABEL, _FIGURE = 36, 11
STAGES = (
    ("priority_score", "score", 0),
    ("open_budget", "budget", 1),
    ("floor_in_use", "floor", 1),
    ("funded_first", "stage 1", 1),
    ("duty_unmet", "put back", 1),
    ("taken_back", "taken", 1),
    ("shared_cut", "shared", 1),
    ("second_cut", "2nd pass", 1),
    ("moved_by_decision", "moved", 1),
    ("target", "target", 1),
    ("budget_after_target", "left", 1),
)
"""The columns of a year's table: a line, its heading, and whether it is money."""
BY_STAGES = ("priority_first", "classes")
STAGED, BY_WEIGHT = ("funded_first", "duty_unmet", "taken_back"), ("shared_cut", "second_cut")
SELDOM = ("second_cut", "moved_by_decision")
"""Columns that are left out of a year in which they say nothing."""
OVER_YEARS = (
    "gap_to_close", "targets_new", "gap_not_shared", "targets_so_far", "targets_cash",
    "gap_left_open",
)  # fmt: skip
THOUSAND = 1_000
NOT_SHARED = (
    "The plan shares its gap between no services: close_gap says nothing. Say how with --method, "
    "or with `decide: {close_gap: {method: ...}}` in a scenario."
)


def method_of(results: Results, case: int = 0) -> str:
    """The method that a case shares the gap by."""
    given = results.book.inputs["close_gap"]
    number = results.amount(given, 1, 0, case)
    return next(name for name, worth in given.choices.items() if worth == number)


def allocation_table(results: Results, year: FinancialYear, case: int = 0) -> Iterator[str]:
    """One year's targets by service, in £000, highest priority first."""
    at = year - results.plan.base_year
    method = method_of(results, case)
    left_out = BY_WEIGHT if method in BY_STAGES else STAGED
    shown = [
        (name, head, money) for name, head, money in STAGES
        if name not in left_out
        and (name not in SELDOM or np.abs(results.array(name)[at, :, case]).max() > HALF_A_POUND)
    ]  # fmt: skip
    yield f"{year}, by {method.replace('_', ' ')}, £000 (scores as they are)"
    yield f"{'':<{_LABEL}}" + "".join(f"{head:>{_FIGURE}}" for _, head, _ in shown)
    titles = results.plan.items["service"].titles
    places = results.array("priority_rank")[at, :, case]
    for item in np.argsort(places, kind="stable"):
        cells = "".join(
            f"{_cell(float(results.array(name)[at, item, case]), money):>{_FIGURE}}"
            for name, _, money in shown
        )
        yield f"{shortened(titles[item], _LABEL - 1):<{_LABEL}}{cells}"
    totals = "".join(
        f"{_cell(float(results.array(name)[at, :, case].sum()), 1) if money else '':>{_FIGURE}}"
        for name, _, money in shown
    )
    yield " " * _LABEL + f"{'-' * (_FIGURE - 3):>{_FIGURE}}" * len(shown)
    yield f"{'All services':<{_LABEL}}{totals}"


def allocation(results: Results, case: int = 0) -> Iterator[str]:
    """Each year's targets, what they come to, and that in sentences; a blank line after each."""
    if method_of(results, case) == "nothing":
        yield NOT_SHARED
        yield ""
        return
    for year in results.plan.plan_years:
        if asks_anything(results, year, case):
            yield from allocation_table(results, year, case)
            yield ""
    found = beyond_floors(results, case)
    if found:
        yield from floors_table(found)
        yield ""
    yield from years_table(results, case)
    yield ""
    yield from in_sentences(results, case)
    yield ""


def solved(results: Results, case: int = 0) -> list[str]:
    """What a solver finds in the first year with anything to share, of services and packages."""
    year = first_year_to_share(results, case)
    if year is None:
        return ["No year has anything to share, so there is nothing for a solver to weigh.", ""]
    tables = [optimum_table(results, year, case)]
    if len(results.plan.items["package"]):
        tables.append(packages_table(results, year, case))
    return [text for table in tables for text in (*table, "")]


def floors_table(found: BeyondFloors) -> Iterator[str]:
    """Why a year's gap cannot be shared: the floors, largest first, less the money there is."""
    yield f"{found.year}, not feasible: the floors that bind, largest first, £000"
    for title, floor in found.floors:
        yield _amount(title, floor)
    yield _amount("Floors in all", found.floors_in_all)
    yield _amount("Money once the gap is met", found.money)
    yield _amount("Shortfall", found.short)


def meaning(results: Results, scenario: Scenario) -> list[str]:
    """What savings and targets mean for services, where the plan says so."""
    if not len(results.plan.items["consequence"]):
        return []
    said = Said(results, Trust.of(results, scenario).blanks, 0)
    return [told for told in (council_of(said), beside_the_council(said)) if told]


def compared(results: Results, scenario: Scenario) -> list[Filled]:
    """Every method side by side, and members' weights beside residents'."""
    return side_by_side(results, scenario.title)


def subject(results: Results, besides: Sequence[str], listings: Sequence[Filled]) -> Subject:
    """All that there is to say of targets, as data."""
    asked = filled_of(
        (*OF_TARGETS, *OF_SCORES, *stages(results), *OF_CONSEQUENCES), results, narrow=False
    )
    return Subject([*in_sentences(results), *besides], (TARGETS, SHAVE), [*asked, *listings])


def asks_anything(results: Results, year: FinancialYear, case: int = 0) -> bool:
    """Whether any service has a new target in a year."""
    at = year - results.plan.base_year
    return bool((results.array("target")[at, :, case] >= HALF_A_POUND).any())


def in_sentences(results: Results, case: int = 0) -> Iterator[str]:
    """What targets come to."""
    found = list(allocation_findings(results, case))
    if found:
        yield from found
    elif method_of(results, case) == "nothing":
        yield NOT_SHARED
    elif results["structural_gap"][:, case].max() > HALF_A_POUND:
        yield "The plan shares none of its recurring gap between services: its share is 0%."
    else:
        yield "There is no recurring gap to share, so no service has a target."


def optimum_table(results: Results, year: int, case: int = 0) -> Iterator[str]:
    """What a solver would leave each service in a plan year, and the worth of a pound."""
    found, when = optimum_of(results, year, case), results.plan.plan_years[year - 1]
    yield f"The same by the solver in {when}: as many pounds times score as there can be, £000"
    heads = ("budget", "left", "price of floor")
    yield f"{'':<{_LABEL}}" + "".join(f"{head:>{_FIGURE + 4}}" for head in heads)
    budgets = results.array("open_budget")[year, :, case]
    rows = zip(results.plan.items["service"].titles, budgets, found.budgets,
               found.price_of_floor, strict=True)  # fmt: skip
    for title, budget, left, price in rows:
        cells = (_cell(float(budget), 1), _cell(float(left), 1), f"{float(price) + 0:.0f}")
        yield f"{shortened(title, _LABEL - 1):<{_LABEL}}" + "".join(
            f"{cell:>{_FIGURE + 4}}" for cell in cells
        )
    yield f"One more pound would be worth {found.worth_of_a_pound:.0f} of score."
    if found.short > HALF_A_POUND:
        yield f"There is no such allocation: floors come to £{found.short:,.0f} more than there is."


def packages_table(results: Results, year: int, case: int = 0) -> Iterator[str]:
    """The packages that are worth most together for the money of a plan year, in £000."""
    found, items = packages_of(results, year, case), results.plan.items["package"]
    services, when = results.plan.items["service"].titles, results.plan.plan_years[year - 1]
    yield f"The packages that are worth most together in {when}, £000"
    costs = package_costs(results, year, case)
    values = results.plan.figures["package_value"][0]
    for place in found.packages:
        service = services[items.members("service")[place]]
        title = shortened(items.titles[place], _LABEL)
        label = f"{shortened(service, _LABEL - 1):<{_LABEL}}{title}"
        cost = _cell(float(costs[place]), 1)
        yield f"{label:<{2 * _LABEL + 1}}{cost:>{_FIGURE}}{values[place]:>{_FIGURE}g}"
    if found.packages:
        over = f"; £{found.left:,.0f} is left over, as no package costs just that"
        yield (
            f"They cost £{found.cost:,.0f} and are worth {found.value:g}"
            f"{over if found.left > HALF_A_POUND else ''}."
        )
    yield from who_takes_part(found, results)


def who_takes_part(found: Chosen, results: Results) -> Iterator[str]:
    """Sentences of which services and packages the choice is between, where not of all."""
    items, services = results.plan.items["package"], results.plan.items["service"].titles
    members = items.members("service")
    taking_part = sorted({members[place] for place in found.packages})
    if len(taking_part) < len(services):
        some = listed([services[one] for one in taking_part]) if taking_part else "none here"
        yield f"Only services with packages to choose from take part ({some}); others give nothing."
    if found.keep:
        keep, several = listed([services[one] for one in found.keep]), len(found.keep) > 1
        yield (
            f"{keep} {'keep' if several else 'keeps'} what {'they have' if several else 'it has'}: "
            "the target is decided, or no package is at or above the floor."
        )
    if found.below_floor:
        told = listed([f"{items.titles[place]} ({services[members[place]]})"
                       for place in found.below_floor])  # fmt: skip
        yield f"Left out, as they cost less than their service's floor: {told}."


def years_table(results: Results, case: int = 0) -> Iterator[str]:
    """What each plan year asks for and gets, in £000."""
    years = results.plan.plan_years
    yield f"{'£000':<{_LABEL}}" + "".join(f"{year!s:>{_FIGURE}}" for year in years)
    for name in OVER_YEARS:
        cells = "".join(f"{_cell(float(x), 1):>{_FIGURE}}" for x in results[name][:, case])
        yield f"{shortened(results.book[name].title, _LABEL - 1):<{_LABEL}}{cells}"
    for name in ("salami_index", "salami_of_plan"):
        given = results[f"{name}_cuts"][:, case]
        shares = zip(given, results[name][:, case], strict=True)
        cells = "".join(f"{f'{x:.0%}' if cuts else '-':>{_FIGURE}}" for cuts, x in shares)
        yield f"{shortened(results.book[name].title, _LABEL - 1):<{_LABEL}}{cells}"


def _amount(label: str, amount: float) -> str:
    return f"{shortened(label, _LABEL - 1):<{_LABEL}}{_cell(amount, 1):>{_FIGURE}}"


def _cell(amount: float, money: int) -> str:
    if not money:
        return f"{amount:.0f}"
    rounded = round(amount / THOUSAND)
    if not rounded:
        return "-"
    return f"({-rounded:,})" if rounded < 0 else f"{rounded:,}"
