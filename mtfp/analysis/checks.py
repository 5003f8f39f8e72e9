"""What is lawful but suspicious in a plan as a whole, said as warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from mtfp.algebra.expressions import Input
from mtfp.analysis.allocation_checks import allocation_warnings
from mtfp.analysis.capital_checks import capital_warnings
from mtfp.analysis.investment_checks import investment_warnings
from mtfp.analysis.pack_checks import pack_warnings
from mtfp.analysis.pool_checks import pool_warnings
from mtfp.analysis.pressure_checks import pressure_warnings
from mtfp.analysis.rates_checks import rates_warnings
from mtfp.analysis.reserve_checks import reserve_warnings
from mtfp.analysis.rule_checks import rule_warnings
from mtfp.analysis.saving_checks import saving_warnings
from mtfp.analysis.score_checks import score_warnings
from mtfp.analysis.tax_checks import tax_warnings
from mtfp.plan.folders import PLAN
from mtfp.plan.plan import BASES
from mtfp.problems import Place, Problem, listed
from mtfp.results import Results
from mtfp.terms import GBP, PERCENT, Kind, show

A_POUND = 1.0
SCALES = (1_000, 1_000_000)
"""How many times too small a budget is that was typed in thousands, or in millions."""
MONTHS_A_YEAR = 12
A_QUARTER = 0.25
"""No award, index or growth of a council's plan has moved by more in a year."""
A_SERIES, A_LONG_SERIES = 3, 5
"""Years that make a series, and years alike that are hardly chance in a longer one."""
A_FEW = 3
"""Names that a warning lists before it counts the rest."""
MOST = 0.75
"""The share of a year's movement from which a plan is called rolled forward."""
MOVEMENTS = {
    "pressure": "pressure_amount",
    "one_off_pressure": "pressure_amount",
    "pay_pressure": "",
    "demand_pressure": "",
    "income_rise": "",
    "saving_planned": "saving_amount",
    "free_funding": "funding_amount",
    "council_tax_from_base": "",
    "business_rates_worked": "",
    "rsg_allocated": "",
}
"""The lines by which a year's money moves, and the amounts typed for each where there are."""
MOVES = {"pressure", "pay_pressure", "demand_pressure", "income_rise"}
"""Those of them that are a movement already, not an amount that moves."""


def warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case, looked at by itself; none of them stops anything."""
    yield from results.plan.warnings
    yield from _base_year(results)
    yield from _savings(results)
    yield from _reserves(results)
    yield from _rates(results)
    yield from _twins(results)
    yield from _unexplained(results)
    yield from _unmarked(results)
    yield from _rolled_forward(results)
    yield from rates_warnings(results)
    yield from pool_warnings(results)
    yield from pack_warnings(results)
    if results.plan.ledger:
        yield from results.plan.ledger.warnings
    yield from capital_warnings(results)
    yield from pressure_warnings(results)
    yield from tax_warnings(results)
    yield from saving_warnings(results)
    yield from allocation_warnings(results)
    yield from score_warnings(results)
    yield from reserve_warnings(results)
    yield from rule_warnings(results)
    yield from investment_warnings(results)


def _base_year(results: Results) -> Iterator[Problem]:
    """The approved budget should be what funding and reserves paid for in the base year.

    A difference turns up in the first year's gap, where nobody would look for it.
    """
    plan, book = results.plan, results.book
    net, funding, reserves = (
        results.amount(book[name], 0, 0, 0) for name in ("net_budget", "funding", "permitted_draw")
    )
    over = net - funding - reserves
    if abs(over) < A_POUND:
        return
    unit = book["net_budget"].unit
    origin = plan.origin("approved_budget", "")
    what = (
        f"{plan.base_year} does not balance: the approved budget of {show(net, unit)} is "
        f"{show(abs(over), unit)} {'more' if over > 0 else 'less'} than funding of "
        f"{show(funding, unit)} and reserves used of {show(reserves, unit)}."
    )
    fix = "Give each funding row its base, and reserves_used_in_base."
    if any(scale / 2 < funding / net < scale * 2 for scale in SCALES if net > 0):
        fix = f"Is the approved budget in pounds? {fix}"
    yield Problem(what, origin.place if origin else None, fix, code="W101")


def _savings(results: Results) -> Iterator[Problem]:
    """A saving given twice over, of less than nought, or one that saves nothing here."""
    plan = results.plan
    effects = plan.figures["saving_full_year_effect"][0]
    amounts = plan.figures["saving_amount"]
    starts = plan.figures["saving_start"][0]
    counts = results.array("saving_counts")[1, :, 0]
    tracked = plan.items["delivery"].members("saving")
    saves = np.count_nonzero(results.array("saving_planned")[1:, :, 0], axis=0)
    for item, name in enumerate(plan.items["saving"].ids):
        typed = bool(amounts[:, item].any())
        if effects[item] < 0:
            effect = show(float(effects[item]), GBP)
            what = f"{name} has a full-year effect of {effect}, so it adds to the gap."
            fix = "Take its minus away if it saves; a cost belongs in pressures.csv."
            place = _place_of_saving(results, name, "full_year_effect")
            yield Problem(what, place, fix, code="W112")
        if effects[item] and typed:
            what = f"{name} has both a full-year effect and yearly amounts; the two are added."
            place = _place_of_saving(results, name, "full_year_effect", "amount")
            yield Problem(what, place, "Keep one of them, unless it is meant.", code="W102")
        elif not effects[item] and not typed:
            what = f"{name} has no amount, so it saves nothing."
            fix = "Give it full_year_effect and start, or yearly amounts, or take it out."
            place = _place_of_saving(results, name, "full_year_effect", "amount")
            yield Problem(what, place, fix, code="W103")
        elif effects[item] and starts[item] >= plan.years * MONTHS_A_YEAR:
            what = f"{name} starts after the plan ends, so it saves nothing here."
            fix = f"Let it start by March {plan.plan_years[-1].start + 1}, or take it out."
            yield Problem(what, _place_of_saving(results, name, "start"), fix, code="W103")
        elif starts[item] < 0 and counts[item] and not saves[item] and item not in tracked:
            what = f"{name} starts so long before {plan.plan_years[0]} that it saves nothing more."
            fix = "Correct the month if it is a slip; otherwise the base budget has it already."
            yield Problem(what, _place_of_saving(results, name, "start"), fix, code="W103")


def _place_of_saving(results: Results, name: str, *columns: str) -> Place | None:
    """Where a scenario changes one of the columns in doubt, or else the saving's row."""
    doubtful = {f"saving_{column}" for column in columns}
    changed = [
        origin.place
        for (of, item, _), origin in results.plan.changed.items()
        if item == name and of in doubtful
    ]
    origin = results.plan.origin("saving_recurrence", name)
    return min(changed) if changed else origin.place if origin else None


def _reserves(results: Results) -> Iterator[Problem]:
    """A reserve that starts below the least it should hold."""
    plan = results.plan
    held, least = plan.figures["reserve_opening"][0], plan.figures["reserve_minimum"][0]
    for item, name in enumerate(plan.items["reserve"].ids):
        if held[item] < least[item]:
            changed = plan.changed.get(("reserve_opening", name, 0))
            origin = changed or plan.origin("reserve_minimum", name, 0)
            short = show(float(least[item] - held[item]), GBP)
            what = f"{name} starts {short} below its minimum of {show(float(least[item]), GBP)}."
            fix = "Correct one of the two, or plan a contribution that fills it up."
            yield Problem(what, origin.place if origin else None, fix, code="W104")


def _rates(results: Results) -> Iterator[Problem]:
    """A yearly rate beyond what has been seen, once for each row: most often a slip of a digit."""
    plan = results.plan
    for name, given in results.book.inputs.items():
        if given.unit.kind is not Kind.PERCENT or not given.yearly or given.most is not None:
            continue
        for item, item_id in enumerate(plan.items_of(given.axis).ids):
            rates = plan.figures[name][:, item]
            for year, rate in zip(plan.plan_years, rates.tolist(), strict=True):
                if abs(rate) > A_QUARTER:
                    origin = plan.origin(name, item_id, year - plan.plan_years[0])
                    what = f"{item_id or name} is {show(rate, PERCENT)} in {year}: is that meant?"
                    fix = "Correct it if a full stop was left out; otherwise it may stay."
                    yield Problem(what, origin.place if origin else None, fix, code="W105")
                    break


# -- what looks copied, or invented and left so --------------------------------------------


@dataclass(frozen=True)
class _Series:
    """The yearly figures of one input of one item, as they were entered."""

    given: Input
    called: str
    figures: tuple[float, ...]
    place: Place
    basis: str

    def stretches(self, years: int) -> Iterator[tuple[str, int, tuple[float, ...]]]:
        """Every run of so many years in which the figures vary, not counting noughts."""
        for first in range(len(self.figures) - years + 1):
            run = self.figures[first : first + years]
            if len(set(run) - {0}) > 1 and not any(isnan(figure) for figure in run):
                yield self.given.unit.name, first, run


def _twins(results: Results) -> Iterator[Problem]:
    """Series that vary alike under two names: most often one was copied over the other.

    Of two that were both made up neither has an original that it should have kept, and in one
    row what pays for a scheme may well follow its spending.
    """
    years = min(results.plan.years, A_LONG_SERIES)
    if years < A_SERIES:
        return
    seen: dict[tuple[str, int, tuple[float, ...]], _Series] = {}
    for series in _all_series(results):
        alike = [seen.setdefault(run, series) for run in series.stretches(years)]
        first = next((one for one in alike if one is not series), None)
        if first is None or first.basis == series.basis == BASES[-1]:
            continue
        if first.place != series.place:
            # In one file the line is enough.
            there = f"line {first.place.line}" if first.place.file == series.place.file else ""
            what = f"{series.called} varies exactly as {first.called} does"
            fix = "Look whether one was copied over the other; if it is chance, it may stay."
            yield Problem(f"{what}, at {there or first.place}.", series.place, fix, code="W107")


def _all_series(results: Results) -> Iterator[_Series]:
    """Every yearly series typed into the plan; a year that was left blank is not a number."""
    plan, book = results.plan, results.book
    yearly = [given for given in book.inputs.values() if given.yearly]
    columns = Counter(given.axis.name for given in yearly)
    for given in yearly:
        alone = columns[given.axis.name] == 1
        column = given.name.removeprefix(f"{given.axis.name}_")
        for item, item_id in enumerate(plan.items_of(given.axis).ids):
            origin = plan.origin(given.name, item_id)
            if origin is None or origin.pack:
                continue  # a register may well repeat what a pack gives
            called = item_id if alone else f"{item_id}.{column}" if item_id else given.name
            figures = tuple(
                nan if (given.name, item_id, year) in plan.blanks else float(figure)
                for year, figure in enumerate(plan.figures[given.name][:, item])
            )
            yield _Series(given, called, figures, origin.place, origin.basis)


def _unexplained(results: Results) -> Iterator[Problem]:
    """Figures that were made up, without a word on what they stand for: once for each file."""
    silent: dict[str, dict[Place, str]] = {}
    for (name, item_id), origin in results.plan.origins.items():
        if origin.basis == BASES[-1] and not (origin.source or origin.note):
            silent.setdefault(origin.place.file, {})[origin.place] = item_id or name
    for found in silent.values():
        place = min(found)
        names = [found[one] for one in sorted(found)]
        shown = names if len(names) <= A_FEW else [*names[: A_FEW - 1], f"{len(names) - 2} more"]
        verb = "are" if len(names) > 1 else "is"
        what = f"{listed(shown, 'and')} {verb} {BASES[-1]}, with neither source nor note."
        fix = "Say what stands behind it, or what it keeps the place of."
        yield Problem(what, place, fix, code="W108")


def _unmarked(results: Results) -> Iterator[Problem]:
    """A plan that is made up throughout, with nothing on its reports to say so."""
    plan = results.plan
    own = [origin for origin in plan.origins.values() if not origin.pack]
    if plan.watermark or not own or any(origin.basis != BASES[-1] for origin in own):
        return
    what = f"Every figure of the plan is {BASES[-1]}, and it has no watermark."
    fix = "Give plan.yaml one: `watermark: Example figures`. It goes wherever the figures go."
    yield Problem(what, Place(f"{plan.name}/{PLAN}"), fix, code="W113")


def _rolled_forward(results: Results) -> Iterator[Problem]:
    """Most of the last year's movement typed as one amount for every year: copied, not planned."""
    plan = results.plan
    if plan.years < A_SERIES:
        return
    moved, copied, rows = 0.0, 0.0, []
    for line, typed in MOVEMENTS.items():
        figures = results.array(line)[:, :, 0]
        before = 0 if line in MOVES else figures[-2]
        movements = np.abs(figures[-1] - before)
        moved += float(movements.sum())
        for item, item_id in enumerate(plan.items_of(results.book[line].axis).ids):
            amounts = plan.figures[typed][:, item] if typed else np.zeros(1)
            if amounts.any() and (amounts == amounts[0]).all():
                copied += float(movements[item])
                rows.append((float(movements[item]), item_id, typed))
    if not rows or copied <= MOST * moved:
        return
    _, item_id, typed = max(rows)
    origin = plan.origin(typed, item_id)
    what = (
        f"{copied / moved:.0%} of what moves in {plan.plan_years[-1]} was typed as the same amount "
        f"for every year, {item_id} the most of it."
    )
    fix = "Give each year what it is expected to bring."
    yield Problem(what, origin.place if origin else None, fix, code="W109")
