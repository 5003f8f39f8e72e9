"""The sections of the page: what each says, its chart, the tables beside it and those below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtfp.outputs.page import charts, service_charts
from mtfp.outputs.page.drawing import Drawing
from mtfp.outputs.page.reading import Reading, Term
from mtfp.outputs.tables.bridge import BRIDGE, BRIDGE_IN_ROWS
from mtfp.outputs.tables.capital import BORROWING_AND_OTHER_ACCOUNTS
from mtfp.outputs.tables.council_tax import COUNCIL_TAX, OF_COUNCIL_TAX
from mtfp.outputs.tables.decisions import of_decisions
from mtfp.outputs.tables.golden_rules import behind_verdicts, verdicts
from mtfp.outputs.tables.grants_and_rates import OF_GRANTS_AND_RATES
from mtfp.outputs.tables.held import of_reserves
from mtfp.outputs.tables.investing import (
    COSTS_TO_ACHIEVE,
    INVESTMENTS,
    RECEIPTS,
    RELEASED,
    REVOLVING_FUND,
    WEIGHED,
    found_by_trial,
)
from mtfp.outputs.tables.listings import (
    OF_SCORES,
    OF_TARGETS,
    Filled,
    Listing,
    filled,
    stages,
)
from mtfp.outputs.tables.meaning import OF_CONSEQUENCES
from mtfp.outputs.tables.methods import tables_of
from mtfp.outputs.tables.programme import of_savings
from mtfp.outputs.tables.reserves import AGAINST_MINIMUM, BALANCES, DRAWS, LICENCE, OF_RESERVES
from mtfp.outputs.tables.rows import Table
from mtfp.outputs.tables.savings import (
    APPROVED_SAVINGS,
    COVERAGE,
    EXPECTED_SAVINGS,
    SAVINGS_IN_ALL,
)
from mtfp.outputs.tables.shown import Shown, measures_of, rows_of
from mtfp.outputs.tables.summary import FUNDING, GAP, GAPS_ALONE, RESERVES, SPENDING
from mtfp.outputs.tables.targets import SHAVE, TARGETS

MEETING_THE_GAP = Table("What meets the gap", tuple(row for row in RESERVES.rows if not row.memo))


@dataclass(frozen=True)
class Grid:
    """A table as the page shows it: its title and the rows that it has in this plan."""

    title: str
    rows: tuple[Shown, ...]


@dataclass(frozen=True)
class Section:
    """One finding: which sentence is its title, what its chart shows, and its tables.

    `besides` are the findings that stand under its title. A section with no chart has nothing
    to show but its sentence, and the listings that stand in the open.
    """

    key: str
    topic: str
    finding: str
    shows: str = ""
    chart: Drawing | None = None
    beside: tuple[Grid, ...] = ()
    more: str = ""
    below: tuple[Grid, ...] = ()
    besides: tuple[str, ...] = ()
    open_listings: tuple[Filled, ...] = ()
    listings: tuple[Filled, ...] = ()
    compares: tuple[str, ...] = ()
    compares_below: tuple[str, ...] = ()

    def terms(self) -> Iterator[Term]:
        """Every figure that the section shows, with its line and item."""
        if self.chart:
            yield from self.chart.terms()
        for grid in (*self.beside, *self.below):
            for shown in grid.rows:
                yield Term(shown.named.name, shown.item, 0)
        for listing in (*self.open_listings, *self.listings):
            for cell in listing.figures():
                yield Term(cell.named.name, cell.item, 0)
        for measure in (*self.compares, *self.compares_below):
            yield Term(measure, 0, 0)


def sections(reading: Reading) -> list[Section]:
    """What there is to say of a plan, in the order of the argument."""
    return [
        _gap(reading), _causes(reading), _funding(reading), _savings(reading),
        _programme(reading), _investing(reading), _targets(reading), _methods(reading),
        _shave(reading),
        _council(reading), _reserves(reading), _licence(reading), _rules(reading),
        _compared(reading),
    ]  # fmt: skip


def _grids(reading: Reading, *tables: Table) -> tuple[Grid, ...]:
    found = (Grid(table.title, tuple(rows_of(table, reading.results))) for table in tables)
    return tuple(grid for grid in found if any(not shown.row.total for shown in grid.rows))


def _gap(reading: Reading) -> Section:
    tables = GAPS_ALONE if reading.only_gaps else (GAP, MEETING_THE_GAP)
    return Section(
        "gap", "The gap", "gap", "The gap of each year, £m",
        charts.gap_chart(reading), _grids(reading, *tables),
        besides=("gap_besides", "reserves_used"),
    )  # fmt: skip


def _causes(reading: Reading) -> Section:
    bare = Section("causes", "What makes the gap", "cause")
    if reading.only_gaps:
        return bare
    base, last = reading.years[0], reading.years[-1]
    rows = _grids(reading, BRIDGE_IN_ROWS)
    apart = _grids(reading, *BORROWING_AND_OTHER_ACCOUNTS)
    return Section(
        bare.key, bare.topic, bare.finding,
        f"From the budget of {base} to the gap of {last}: what each cause has moved, £m",
        charts.bridge_chart(reading), _grids(reading, BRIDGE),
        "Row by row, and the accounts that the law keeps apart" if apart else "Row by row",
        (*rows, *apart),
    )  # fmt: skip


def _funding(reading: Reading) -> Section:
    bare = Section("funding", "Funding", "funding")
    if not reading.ever("funding"):
        return bare
    below = (
        *_grids(reading, SPENDING),
        *(_grids(reading, COUNCIL_TAX) if reading.ever("council_tax") else ()),
        *_grids(reading, *OF_COUNCIL_TAX, *OF_GRANTS_AND_RATES),
    )
    return Section(
        bare.key, bare.topic, bare.finding,
        "Funding by source, and the net budget that it has to meet, £m",
        charts.funding_chart(reading), _grids(reading, FUNDING),
        "What is spent, and how funding is worked out", below,
    )  # fmt: skip


def _savings(reading: Reading) -> Section:
    bare = Section("savings", "Savings", "savings")
    if not reading.has("saving"):
        return bare
    return Section(
        bare.key, bare.topic, bare.finding,
        "Savings as approved and as they are expected to arrive, £m",
        charts.savings_chart(reading), _grids(reading, SAVINGS_IN_ALL),
        "Saving by saving", _grids(reading, APPROVED_SAVINGS, EXPECTED_SAVINGS),
    )  # fmt: skip


def _programme(reading: Reading) -> Section:
    bare = Section("programme", "Will savings land", "programme")
    if not reading.has("saving") or not reading.has("milestone"):
        return bare
    return Section(
        bare.key, bare.topic, bare.finding,
        "The gap after approved savings, and how much of it has a programme behind it, £m",
        charts.programme_chart(reading), _grids(reading, COVERAGE),
        "Who answers for what, and by when each saving has to be decided",
        besides=("programme_besides",),
        listings=(*of_savings(reading.results), *of_decisions(reading.results)),
    )  # fmt: skip


def _investing(reading: Reading) -> Section:
    bare = Section("investing", "What it costs to save", "investing")
    if not (reading.has("cost") or reading.has("investment")):
        return bare
    return Section(
        bare.key, bare.topic, bare.finding, "Approved savings and what they cost to achieve, £m",
        charts.investing_chart(reading), _grids(reading, COSTS_TO_ACHIEVE),
        "Investments: what they are worth, which to choose, and the fund that lends",
        _grids(reading, RECEIPTS, INVESTMENTS, REVOLVING_FUND, RELEASED),
        listings=(*_listings(reading, WEIGHED), *found_by_trial(reading.results)),
    )  # fmt: skip


def _targets(reading: Reading) -> Section:
    bare = Section("targets", "Who is asked to find the rest", "targets")
    if not reading.ever("targets_so_far"):
        return bare
    return Section(
        bare.key, bare.topic, bare.finding,
        f"What services control, by {reading.years[-1]}: what is left, saved and asked for, £m",
        service_charts.targets_chart(reading), _grids(reading, TARGETS),
        "Service by service and stage by stage",
        besides=("targets_besides",),
        listings=_listings(reading, *OF_TARGETS, *stages(reading.results)),
    )  # fmt: skip


def _methods(reading: Reading) -> Section:
    bare = Section("methods", "The same gap, shared in other ways", "methods")
    if not reading.ever("targets_so_far"):
        return bare
    return Section(
        bare.key, bare.topic, bare.finding,
        f"What each method would ask of each service by {reading.years[-1]}, £m",
        service_charts.methods_chart(reading),
        more="Figure by figure, by members' weights or residents', and how scores come about",
        listings=(*tables_of(reading.ways), *_listings(reading, *OF_SCORES)),
    )  # fmt: skip


def _shave(reading: Reading) -> Section:
    bare = Section("shave", "Priority or equal shave", "shave")
    if not reading.ever("targets_so_far"):
        return bare
    return Section(
        bare.key, bare.topic, bare.finding,
        f"What each service gives by {reading.years[-1]}, in savings and targets, as a share of "
        "what it controls, in order of priority as the plan is entered",
        service_charts.cuts_chart(reading), _grids(reading, SHAVE),
    )  # fmt: skip


def _council(reading: Reading) -> Section:
    bare = Section("council", f"The council of {reading.years[-1]}", "council")
    listings = _listings(reading, *OF_CONSEQUENCES[1:])
    if not reading.has("consequence") and not listings:
        return bare
    return Section(
        bare.key, bare.topic, bare.finding, more="Service by service, and what was challenged",
        besides=("council_besides",), open_listings=_listings(reading, OF_CONSEQUENCES[0]),
        listings=listings,
    )  # fmt: skip


def _licence(reading: Reading) -> Section:
    bare = Section("licence", "What reserves are used for", "licence")
    if not reading.has("reserve") or not reading.ever("permitted_draw"):
        return bare
    return Section(
        bare.key, bare.topic, bare.finding, "Each year's draw on reserves, by what it is for, £m",
        charts.licence_chart(reading), _grids(reading, LICENCE),
        "Which savings are bridged, how long reserves last, and what each is held for",
        _grids(reading, *(table for table in OF_RESERVES if table is not LICENCE)),
        besides=("licence_besides",),
        listings=tuple(of_reserves(reading.results)),
    )  # fmt: skip


def _rules(reading: Reading) -> Section:
    bare = Section("rules", "Golden rules", "rules")
    if reading.only_gaps:
        return bare
    return Section(
        bare.key, bare.topic, bare.finding,
        more="The number that decides each rule, what it is for, and what is waived",
        besides=("rules_besides",), open_listings=tuple(verdicts(reading.results)),
        listings=tuple(behind_verdicts(reading.results)),
    )  # fmt: skip


def _listings(reading: Reading, *listings: Listing) -> tuple[Filled, ...]:
    found = (filled(listing, reading.results) for listing in listings)
    return tuple(one for one in found if one)


def _reserves(reading: Reading) -> Section:
    bare = Section("reserves", "Reserves", "reserves")
    if not reading.has("reserve"):
        return bare
    return Section(
        bare.key, bare.topic, bare.finding, "Reserves at the end of each year, £m",
        charts.reserves_chart(reading), _grids(reading, AGAINST_MINIMUM, BALANCES),
        "What is called for, and what is drawn from each reserve",
        _grids(reading, RESERVES, DRAWS),
        besides=("reserves_idle",),
    )  # fmt: skip


def _compared(reading: Reading) -> Section:
    bare = Section("compared", "Scenarios compared", "compared")
    if len(reading.scenarios) == 1:
        return bare
    drawn = "gap_expected"
    return Section(
        bare.key, bare.topic, bare.finding,
        f"Gap after savings as expected in {reading.years[-1]}, £m",
        charts.scenarios_chart(reading),
        more="Every measure, scenario by scenario",
        compares=(drawn,),
        compares_below=tuple(name for name in measures_of(reading.results) if name != drawn),
    )  # fmt: skip
