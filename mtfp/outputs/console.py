"""The plan as a table in the terminal: £m to three decimals, brackets for less than nought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import COUNCIL
from mtfp.algebra.lines import LineBook
from mtfp.analysis.basis import ILLUSTRATIVE, Bases, illustrative_share, typed_by_basis
from mtfp.analysis.blanks import Blanks
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Change, Scenario
from mtfp.results import Results
from mtfp.terms import GBP, FinancialYear, Unit, show, show_millions


@dataclass(frozen=True)
class TableRow:
    """One row of a table: a line or input, as it is or taken away, perhaps as a total.

    `base` is false where the base year's figure is only where a look back starts from; a
    `memo` stands beside the sum and is no part of it.
    """

    name: str
    sign: int = 1
    total: bool = False
    base: bool = True
    label: str = ""
    memo: bool = False


SAVINGS_SO_FAR = "Approved savings so far, not new each year"

SUMMARY: tuple[tuple[str, tuple[TableRow, ...]], ...] = (
    (
        "Spending",
        (
            TableRow("pressures", memo=True, label="Pressures of the year, in the budget below"),
            TableRow("recurring_base_before_savings"),
            TableRow("one_off_pressures"),
            TableRow("savings", sign=-1, label=SAVINGS_SO_FAR),
            TableRow("net_budget", total=True),
        ),
    ),
    (
        "Funding",
        (
            TableRow("council_tax"),
            TableRow("collection_fund"),
            TableRow("business_rates"),
            TableRow("rsg"),
            TableRow("other_grants"),
            TableRow("funding", total=True),
        ),
    ),
    (
        "Gap (the year's own shortfall)",
        (
            TableRow("gap_before_savings", base=False),
            TableRow("savings", sign=-1, label=SAVINGS_SO_FAR),
            TableRow("gap", total=True, base=False),
            TableRow("gap_increment", memo=True, label="...of which new this year"),
        ),
    ),
    (
        "Reserves",
        (
            TableRow("gap_expected", base=False),
            TableRow("contributions_to_reserves"),
            TableRow("permitted_draw", sign=-1),
            TableRow("savings_target", sign=-1),
            TableRow(
                "gap_after_targets",
                total=True,
                base=False,
                label="Still to be found (brackets: to spare)",
            ),
            TableRow("call_on_reserves", memo=True),
            TableRow("usable_reserves", memo=True),
            TableRow("closing_reserves", memo=True),
            TableRow(
                "unwinding_of_reserves", memo=True, label="Last year's draw, inside the gap above"
            ),
            TableRow(
                "gap_expected_if_nothing_done",
                base=False,
                memo=True,
                label="Gaps added up: reserves needed if nothing is done",
            ),
        ),
    ),
)
"""The table a finance officer expects, in the order of the argument: spending to reserves."""

GAPS_ALONE: tuple[tuple[str, tuple[TableRow, ...]], ...] = (
    (
        "Gap (the year's own shortfall)",
        (
            TableRow("gap", base=False, label="Gap as published, running"),
            TableRow("gap_increment", memo=True, label="...of which new this year"),
        ),
    ),
    (
        "Reserves",
        (
            TableRow(
                "gap_if_nothing_done",
                base=False,
                memo=True,
                label="Gaps added up: reserves needed if nothing is done",
            ),
        ),
    ),
)
"""What there is to show of a plan that holds published gaps and nothing else."""

_LABEL, _FIGURE = 58, 12


MEASURES = (
    "gap_before_savings",
    "gap",
    "gap_expected",
    "permitted_draw",
    "unfunded",
    "usable_reserves",
)
"""What scenarios are compared by, side by side."""

MARK = "~"
FOOTNOTE = f"{MARK} rests on illustrative figures, invented to fill what was not published."
BLANK_NOTE = "An empty space is a figure that cannot be given: the plan leaves its year blank."


def heading(book: LineBook, plan: Plan) -> Iterator[str]:
    """What the plan is, and what must be said of it wherever it goes."""
    yield f"{plan.title}" + (f", edition of {plan.edition}" if plan.edition else "")
    if plan.watermark:
        yield plan.watermark
    yield _how_much_is_invented(book, plan)
    yield from plan.notes


def summary_table(results: Results, scenario: Scenario, case: int = 0) -> Iterator[str]:
    """The plan's summary, one line of text at a time; marked where it rests on invention."""
    bases = Bases(results.book, scenario)
    blanks = Blanks(results.book, scenario.plan)
    plan = scenario.plan
    years = (plan.base_year, *plan.plan_years)
    yield _years_row("£m", years)
    marked = left_out = False
    gaps_only = says_only_gaps(results)
    for title, rows in GAPS_ALONE if gaps_only else SUMMARY:
        yield ""
        yield title
        for row in rows:
            named = results.book[row.name]
            amounts = results.over_years(named, case) * row.sign
            if not row.base:
                amounts[0] = np.nan
            if row.total:
                yield " " * _LABEL + f"{'-' * (_FIGURE - 3):>{_FIGURE}}" * len(years)
            illustrative = bases.of(row.name) == ILLUSTRATIVE
            marked |= illustrative
            left_out |= bool(blanks.of(row.name).any())
            label = f"{MARK if illustrative else ' '} {row.label or named.title}"
            cells = _cells(blanks.left_out(amounts, row.name), named.unit)
            yield f"{label:<{_LABEL}}{cells}".rstrip()
    if gaps_only:
        yield ""
        yield "This plan gives gaps as they were published, and nothing of what they arise from."
    yield ""
    yield "Rows may differ by 0.001 from their total, which is rounded from exact figures."
    if marked:
        yield FOOTNOTE
    if left_out:
        years_left = sorted({(item, plan.plan_years[year]) for _, item, year in plan.blanks})
        which = ", ".join(f"{item} in {year}" for item, year in years_left)
        yield f"{BLANK_NOTE} ({which})"


def says_only_gaps(results: Results) -> bool:
    """Whether a plan holds gaps alone: no approved budget, no funding and no reserves."""
    told = ("approved_budget", "funding", "closing_reserves")
    return not any(np.nan_to_num(results.over_years(results.book[n])).any() for n in told)


def side_by_side(results: Results, scenarios: list[Scenario]) -> Iterator[str]:
    """The headline measures of every scenario, under one another."""
    years = results.plan.plan_years
    asked = [(Bases(results.book, one), Blanks(results.book, one.plan)) for one in scenarios]
    for name in MEASURES:
        named = results.book[name]
        yield ""
        yield _years_row(f"{named.title}, £m", years)
        for case, (scenario, (bases, blanks)) in enumerate(zip(scenarios, asked, strict=True)):
            mark = MARK if bases.of(name) == ILLUSTRATIVE else " "
            amounts = blanks.left_out(results.over_years(named, case), name)[1:]
            yield f"{f'{mark} {scenario.name}':<{_LABEL}}{_cells(amounts, named.unit)}".rstrip()


def changes(scenario: Scenario) -> Iterator[str]:
    """What a scenario changes, in words: items that change alike stand on one line."""
    alike: dict[tuple[str, str], list[Change]] = {}
    for change in scenario.changes:
        said = change.in_words(scenario.plan)
        alike.setdefault((change.given.name, said), []).append(change)
    for (_, said), several in alike.items():
        given = several[0].given
        ids = ", ".join(change.item for change in several)
        if given.switch:
            yield f"Switched {'on' if several[0].after[0] else 'off'}: {ids}"
        elif given.axis is COUNCIL:
            yield f"{given.title}: {said}"
        elif 1 < len(several) == len(scenario.plan.items_of(given.axis)):
            yield f"{given.title}, all {given.axis.many}: {said}"
        else:
            yield f"{given.title}, {ids}: {said}"


def _how_much_is_invented(book: LineBook, plan: Plan) -> str:
    """How much of what was typed in is illustrative, in money and in figures."""
    typed = typed_by_basis(book, plan)
    invented, every = typed[ILLUSTRATIVE].figures, sum(one.figures for one in typed.values())
    if not invented:
        return "None of the figures typed into this plan is illustrative."
    figures = f"{invented} of its {every} figures"
    share = illustrative_share(book, plan)
    if not share:
        return f"None of the money typed into this plan is illustrative, but {figures} are."
    percent = f"{share:.0%}"
    if percent in ("0%", "100%") and share < 1:
        percent = "Less than 1%" if percent == "0%" else "More than 99%"
    return (
        f"{percent} by value of the money typed into this plan, and {figures}, is illustrative: "
        "invented, not published."
    )


def _years_row(title: str, years: Iterable[FinancialYear]) -> str:
    return f"{title:<{_LABEL}}" + "".join(f"{year!s:>{_FIGURE}}" for year in years)


def _cells(amounts: NDArray[np.float64], unit: Unit) -> str:
    return "".join(f"{_cell(float(x), unit):>{_FIGURE}}" for x in amounts)


def _cell(amount: float, unit: Unit) -> str:
    if np.isnan(amount):
        return ""
    return show_millions(amount) if unit == GBP else show(amount, unit)
