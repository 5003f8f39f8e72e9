"""What is lawful but suspicious in pressures, pay and demand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.problems import Place, Problem, listed
from mtfp.results import Results
from mtfp.terms import GBP, show

A_POUND = 1.0
A_FEW = 3
"""Names that a warning lists before it counts the rest."""
TODAYS_LAW_SINCE = 2025
"""From this April National Insurance is as the model takes it where a plan does not say."""


def pressure_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case; none of them stops anything."""
    yield from _asked_too_much(results)
    yield from _tested_against_nothing(results)
    yield from _pay_without_on_costs(results)
    yield from _secondary_of_one_side(results)
    yield from _wages_that_stand_still(results)


def _asked_too_much(results: Results) -> Iterator[Problem]:
    """A service told to absorb more than the set share of what it controls, in its first year."""
    plan = results.plan
    over = results.array("service_asked_too_much")[1:, :, 0]
    limit = float(plan.figures["absorption_limit"][0, 0])
    for item, name in enumerate(plan.items["service"].titles):
        years = np.flatnonzero(over[:, item])
        if not len(years):
            continue
        year = int(years[0])
        told = results.array("service_absorbed")[1:, item, 0]
        asked, worst = float(told[year]), int(told.argmax())
        controls = float(plan.figures["service_controllable"][0, item])
        most = f", and {told[worst] / controls:.1%} by {plan.plan_years[worst]}"
        what = (
            f"{name} is told to absorb {show(asked, GBP)} by {plan.plan_years[year]}: "
            f"{asked / controls:.1%} of the {show(controls, GBP)} that it controls, beyond the "
            f"limit of {limit:.1%}{most if worst > year else ''}."
        )
        fix = "Fund more of its pressures, or plan a saving by name."
        place = _place(results, "service_controllable", plan.items["service"].ids[item])
        yield Problem(what, place, fix, code="W121")


def _tested_against_nothing(results: Results) -> Iterator[Problem]:
    """What is to be absorbed by no service, or by services of which nobody says what they control.

    It is told in the year in which it is most.
    """
    plan = results.plan
    by_service = results.array("service_absorbed")[1:, :, 0]
    unknown = plan.figures["service_controllable"][0] == 0
    of_unknown = by_service[:, unknown].sum(axis=1)
    of_none = results["absorbed"][:, 0] - by_service.sum(axis=1)
    year = int((of_unknown + of_none).argmax())
    parts = []
    if of_unknown[year] >= A_POUND:
        told = np.flatnonzero(unknown & (by_service[year] >= A_POUND))
        names = [plan.items["service"].ids[item] for item in told]
        shown = names if len(names) <= A_FEW else [*names[: A_FEW - 1], f"{len(names) - 2} more"]
        parts.append(
            f"{show(float(of_unknown[year]), GBP)} of {listed(shown, 'and')}, of which no "
            "controllable budget is given,"
        )
    if of_none[year] >= A_POUND:
        parts.append(f"{show(float(of_none[year]), GBP)} of no service")
    if parts:
        what = (
            f"Of what is to be absorbed by {plan.plan_years[year]}, {listed(parts, 'and')} "
            f"{'is' if len(parts) == 1 else 'are'} held against no limit."
        )
        fix = "Give each row its service, and each service its controllable budget."
        yield Problem(what, _first_unfunded(results), fix, code="W123")


def _first_unfunded(results: Results) -> Place | None:
    """The first row whose rise the budget does not pay for in full and that nothing tests."""
    plan = results.plan
    unknown = plan.figures["service_controllable"][0] == 0
    for axis in ("pressure", "pay", "demand"):
        services = plan.items[axis].members("service")
        for item, share in enumerate(plan.figures[f"{axis}_funded"][0]):
            if share < 1 and (services[item] < 0 or unknown[services[item]]):
                return _place(results, f"{axis}_funded", plan.items[axis].ids[item])
    return None


def _pay_without_on_costs(results: Results) -> Iterator[Problem]:
    """Staff whose pension is not given, or whose base year's is not, or whose law was another."""
    plan = results.plan
    if not len(plan.items["pay"]):
        return
    place = _place(results, "pay_bill", plan.items["pay"].ids[0])
    for name, meant in (
        ("employer_pension_rate", "pay is planned without the employer's pension"),
        ("base_employer_pension_rate", "all of the employer's pension counts as new"),
    ):
        if not _given(results, name):
            yield _missing(name, meant, place)
            return
    if plan.base_year.start < TODAYS_LAW_SINCE:
        for name in ("base_employer_ni_rate", "base_employer_ni_threshold"):
            if not _given(results, name):
                taken = show(float(plan.figures[name][0, 0]), results.book[name].unit)
                meant = f"{taken} is taken, which is the law only since {TODAYS_LAW_SINCE}"
                yield _missing(name, meant, place)


def _secondary_of_one_side(results: Results) -> Iterator[Problem]:
    """A secondary contribution of the base year alone, or of the plan years alone."""
    for here, there, meant in (
        ("base_pension_secondary", "pension_secondary", "all of it counts as spared"),
        ("pension_secondary", "base_pension_secondary", "all of it counts as new"),
    ):
        if _given(results, here) and not _given(results, there):
            yield _missing(there, meant, _place(results, here))


def _wages_that_stand_still(results: Results) -> Iterator[Problem]:
    """An index that follows wages, and no word on how wages grow."""
    plan = results.plan
    if _given(results, "wage_growth"):
        return
    for item, share in enumerate(plan.figures["index_staffing_share"][0]):
        if share:
            name = plan.items["index"].ids[item]
            meant = f"the {share:.0%} of {name} that follows wages stands still"
            place = _place(results, "index_staffing_share", name)
            yield _missing("wage_growth", meant, place)
            return


def _given(results: Results, name: str) -> bool:
    return (name, "") in results.plan.origins


def _missing(name: str, meant: str, place: Place | None) -> Problem:
    fix = f"Give {name} in plan.yaml, and nought if that is meant."
    return Problem(f"There is no {name}, so {meant}.", place, fix, code="W122")


def _place(results: Results, name: str, item: str = "") -> Place | None:
    origin = results.plan.origin(name, item)
    return origin.place if origin else None
