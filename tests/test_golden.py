"""Plans that councils printed, typed in and worked by the model: every figure of every page.

Each folder of `golden/` is an ordinary plan, and its `README.md` says what the document is.
In `printed/`, `published.csv` is the printed table, and says of each row which line of the
model it is; `differences.csv` is every figure that comes out otherwise and why: one more fails
the test, and so does one less.

A figure agrees when it rounds to what is printed. A difference put down to rounding may be no
larger than the rounding of what was typed can make it: half a unit of the last place printed
for each figure that goes in, and another half for the figure that comes out.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from mtfp.algebra.expressions import Input, Named
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.sheets import WHOLE_PLAN
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.results import Results
from mtfp.terms import FinancialYear, Kind
from tests.conftest import ROOT
from tests.witnesses.workbooks import Open

GOLDEN = ROOT / "tests" / "golden"
PRESTON, GATESHEAD, EAST_SUSSEX = "preston-2023-02", "gateshead-2022-10", "east-sussex-2025-12"
OLDHAM = "oldham-2024-02"
CORNWALL, WEST_NORFOLK = "cornwall-2024-02", "west-norfolk-2025-02"
MAIDSTONE, NORTHUMBERLAND = (
    f"collection-fund-2015-2025/{name}" for name in ("maidstone", "northumberland")
)
DEVON_FIRE, WALSALL = "dsfire-2023-reserves", "walsall-2026-02-growth"
WESTMORLAND = "westmorland-furness-2025-02"
COUNCILS = (
    PRESTON, GATESHEAD, EAST_SUSSEX, OLDHAM, CORNWALL, WEST_NORFOLK, MAIDSTONE, NORTHUMBERLAND,
    DEVON_FIRE, WALSALL, WESTMORLAND,
)  # fmt: skip
UNITS = {
    "£m": Decimal(10**6), "£000": Decimal(1000), "£": Decimal(1), "%": Decimal("0.01"),
    "dwellings": Decimal(1),
}  # fmt: skip
HALF, NOUGHT, TOTAL = Decimal("0.5"), Decimal(0), "Total"

Cell = tuple[str, str]
"""A row's key and a column's heading."""
Pair = tuple[Decimal, Decimal]
"""A figure as printed, a blank counting as nought, and as worked."""


class Part(NamedTuple):
    """One of the rows that another is made of; `last` if it is the figure of the year before."""

    sign: int
    last: bool
    key: str


@dataclass(frozen=True)
class Row:
    """A row of a printed table, and the line of the model that it is; none if it is a part
    that the plan holds only in a sum.

    `reads` is what the row shows of the line: its year, its change on the year before, or
    the year before. A row with several items is their sum.
    """

    key: str
    made_of: tuple[Part, ...]
    line: str
    items: tuple[str, ...]
    sign: int
    reads: str
    unit: str
    cells: Mapping[str, Decimal | None]

    def printed(self, column: str) -> Decimal:
        return self.cells[column] or NOUGHT

    @property
    def place(self) -> Decimal:
        """One unit of the last place printed."""
        places = [
            figure.as_tuple().exponent for figure in self.cells.values() if figure is not None
        ]
        return Decimal(1).scaleb(min(int(place) for place in places))

    def rounded(self, amount: float) -> Decimal:
        """An amount of the model, as the row would print it."""
        exact = Decimal(f"{amount:.15g}") / UNITS[self.unit]
        return exact.quantize(self.place, ROUND_HALF_UP)


@dataclass(frozen=True)
class Difference:
    """A figure that comes out otherwise than printed, from the model or from the page's own."""

    against: str
    cell: Cell
    printed: Decimal | None
    worked: Decimal
    kind: str


@dataclass(frozen=True)
class Table:
    """A printed table and the plan that was typed from it."""

    plan: Plan
    rows: Mapping[str, Row]
    columns: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def years(self) -> tuple[str, ...]:
        return tuple(column for column in self.columns if column != TOTAL)

    def listed(self, against: str) -> dict[Cell, Pair]:
        return {
            found.cell: (found.printed or NOUGHT, found.worked)
            for found in self.differences
            if found.against == against
        }


def records(name: str, file: str) -> list[dict[str, str]]:
    with (GOLDEN / name / "printed" / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


def figure(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def parts(text: str) -> tuple[Part, ...]:
    """The rows named in `a + b - last c`."""
    found = re.findall(r"([+-]?)\s*(last\s+)?(\w+)", text)
    return tuple(Part(-1 if sign == "-" else 1, bool(last), key) for sign, last, key in found)


@cache
def table(name: str) -> Table:
    """A council's table and plan, read once."""
    printed = records(name, "published.csv")
    columns = tuple(printed[0])[8:]
    rows = {
        row["row"]: Row(
            row["row"], parts(row["made_of"]), row["line"],
            tuple(re.findall(r"\w+", row["items"])), int(row["sign"]), row["reads"], row["unit"],
            {column: figure(row[column]) for column in columns},
        )
        for row in printed
    }  # fmt: skip
    differences = tuple(
        Difference(
            row["against"], (row["row"], row["column"]),
            figure(row["printed"]), Decimal(row["worked"]), row["kind"],
        )
        for row in records(name, "differences.csv")
    )  # fmt: skip
    return Table(read_plan(GOLDEN / name, MODEL), rows, columns, differences)


every_council = pytest.mark.parametrize("name", COUNCILS)


# -- the model against the page --------------------------------------------------------------


Worked = Callable[[Named, int], NDArray[np.float64]]
"""What one face says of a line's item, over the base year and the plan's."""


def by_engine(results: Results, case: int = 0) -> Worked:
    return lambda named, item: results.over_years(named, case, item)


def by_a_recalculated_workbook(of: Table) -> Worked:
    """The rows that are printed, worked once by a spreadsheet program; nothing else is read."""
    workings, saved = Workings(run(MODEL, of.plan)), BytesIO()
    workings.workbook().save(saved)
    places = workings.places

    def cells(named: Named, item: int) -> list[tuple[str, int, int]]:
        once = isinstance(named, Input) and not named.yearly
        row = places.blocks[named.name].first + item
        years = range(1 + of.plan.years)
        return [(WORKINGS, row, WHOLE_PLAN if once else places.column_of(year)) for year in years]

    printed = [row for row in of.rows.values() if row.line]
    found = Open(saved.getvalue()).work(
        cell for row in printed for item in positions(row, of.plan)
        for cell in cells(MODEL[row.line], item)
    )  # fmt: skip
    return lambda named, item: np.array([found[cell] for cell in cells(named, item)], float)


def positions(row: Row, plan: Plan) -> list[int]:
    """Where a row's items stand among those of its line."""
    ids = plan.items_of(MODEL[row.line].axis).ids
    return [ids.index(item) for item in row.items or ("",)]


def amounts(of: Table, row: Row, worked: Worked) -> NDArray[np.float64]:
    """What the model says of a row in each plan year, unrounded, in pounds or as a rate."""
    named = MODEL[row.line]
    line = np.sum([worked(named, item) for item in positions(row, of.plan)], axis=0)
    shown = {"year": line[1:], "change": np.diff(line), "last year": line[:-1]}[row.reads]
    return np.asarray(row.sign * shown)


def disagreements(of: Table, by: Worked) -> dict[Cell, Pair]:
    """Every printed figure, or blank, that the model works out otherwise."""
    found = {}
    for row in (row for row in of.rows.values() if row.line):
        by_year = amounts(of, row, by)
        worked = {year: row.rounded(by_year[n]) for n, year in enumerate(of.years)}
        if TOTAL in of.columns:
            worked[TOTAL] = row.rounded(float(by_year.sum()))
        for column in of.columns:
            if worked[column] != row.printed(column):
                found[row.key, column] = row.printed(column), worked[column]
    return found


@every_council
def test_the_model_gives_every_printed_figure(name: str) -> None:
    of = table(name)
    assert tuple(map(str, of.plan.plan_years)) == of.years
    assert disagreements(of, by_engine(run(MODEL, of.plan))) == of.listed("model")


@every_council
def test_a_recalculated_workbook_gives_every_printed_figure(name: str) -> None:
    of = table(name)
    assert disagreements(of, by_a_recalculated_workbook(of)) == of.listed("model")


@every_council
def test_the_lines_that_the_rows_are_add_up_as_the_page_says(name: str) -> None:
    """Funding and gap to the net budget, balances to movements: unrounded, to the penny."""
    of = table(name)
    found = by_engine(run(MODEL, of.plan))
    added = [
        row for row in of.rows.values()
        if row.made_of and all(of.rows[part.key].line for part in row.made_of)
    ]  # fmt: skip
    assert added or TOTAL in of.columns
    for row in added:
        worked = np.zeros(of.plan.years)
        for part in row.made_of:
            of_part = amounts(of, of.rows[part.key], found)
            worked += part.sign * (np.roll(of_part, 1) if part.last else of_part)
        known = 1 if any(part.last for part in row.made_of) else 0
        assert worked[known:] == pytest.approx(amounts(of, row, found)[known:], abs=0.005)


# -- the page against itself -----------------------------------------------------------------


def page_figures(of: Table, row: Row, column: str) -> list[Decimal]:
    """The printed figures that one is made of; none where the year before is not printed."""
    position = of.columns.index(column)
    found = []
    for part in row.made_of:
        if part.last and (position == 0 or column == TOTAL):
            return []
        when = of.columns[position - 1] if part.last else column
        found.append(part.sign * of.rows[part.key].printed(when))
    return found


def unfooted(of: Table) -> dict[Cell, Pair]:
    """Every printed figure that its own printed parts do not add up to."""
    found = {}
    for row in of.rows.values():
        for column in of.columns:
            made_of = page_figures(of, row, column)
            if made_of and sum(made_of) != row.printed(column):
                found[row.key, column] = row.printed(column), sum(made_of, NOUGHT)
        if TOTAL in of.columns:
            across = sum((row.printed(year) for year in of.years), NOUGHT)
            if across != row.printed(TOTAL):
                found[row.key, TOTAL] = row.printed(TOTAL), across
    return found


@every_council
def test_the_page_adds_up(name: str) -> None:
    assert unfooted(table(name)) == table(name).listed("page")


# -- the differences -------------------------------------------------------------------------


def typed_figures(of: Table, key: str, column: str) -> int:
    """How many printed figures that were typed in a row rests on, in one year."""
    row, position = of.rows[key], of.columns.index(column)
    starts = position == 0 and any(part.last for part in row.made_of)
    if starts or not row.made_of:
        return 1 if row.printed(column) else 0
    before = of.columns[position - 1]
    return sum(typed_figures(of, p.key, before if p.last else column) for p in row.made_of)


def most_by_rounding(of: Table, found: Difference) -> Decimal:
    """The most that a figure can be out because what it is worked from was printed rounded."""
    key, column = found.cell
    row = of.rows[key]
    if found.against == "page":
        count = sum(1 for printed in page_figures(of, row, column) if printed)
    else:
        count = typed_figures(of, key, column)
    return HALF * row.place * (count + 1)


def most_by_base(of: Table) -> Decimal:
    """The most that a charge on a tax base can be out because the base is printed whole.

    The money is rounded too: to tens, as every amount of the page ends in a nought.
    """
    charge = next(iter(of.rows["band_d"].cells.values()))
    assert charge
    return HALF * (of.rows["tax_base"].place * charge + 10)


@every_council
def test_each_difference_is_of_the_kind_it_is_said_to_be(name: str) -> None:
    of = table(name)
    for found in of.differences:
        key, column = found.cell
        assert of.rows[key].cells[column] == found.printed
        out = abs((found.printed or NOUGHT) - found.worked)
        if found.kind == "rounding":
            assert out <= most_by_rounding(of, found)
        elif found.kind == "base":
            assert out <= most_by_base(of)
        elif found.kind == "misprint":
            assert out > most_by_rounding(of, found)
        else:
            assert found.kind == "cut off"
            assert found.printed is None


@every_council
def test_each_difference_has_a_reason(name: str) -> None:
    assert all(row["reason"] for row in records(name, "differences.csv"))


# -- where the figures come from -------------------------------------------------------------


@every_council
def test_every_row_is_published_or_says_why_not(name: str) -> None:
    plan = table(name).plan
    for (given, item), origin in plan.origins.items():
        assert origin.source, f"{given} of {item or 'the council'} has no source"
        if given.partition("_")[0] in ("pressure", "saving", "funding"):
            assert origin.basis == "published"
        elif item and item != "none":
            assert origin.basis == "published" or origin.note


@every_council
def test_the_folder_says_what_it_is(name: str) -> None:
    text = (GOLDEN / name / "README.md").read_text(encoding="utf-8")
    for heading in ("Council", "Document", "Edition", "Address", "Unit", "Does not foot"):
        assert f"| {heading} |" in text
    assert table(name).plan.council in text


# -- teeth: with any one figure taken away, the tests above fail ------------------------------

TOOTHLESS = {
    # The balance never comes down to it: that is what the savings requirement is for.
    PRESTON: {"reserve_minimum balance"},
    GATESHEAD: set(),
    EAST_SUSSEX: set(),
    OLDHAM: set(),
    CORNWALL: set(),
    WEST_NORFOLK: set(),
    MAIDSTONE: set(),
    NORTHUMBERLAND: set(),
    DEVON_FIRE: set(),
    WALSALL: set(),
    WESTMORLAND: set(),
}


def typed_cells(plan: Plan) -> Iterator[tuple[str, int, int, str]]:
    """Every amount or rate in the plan's files that is not nought: input, year, item, label."""
    for name, figures in plan.figures.items():
        given = MODEL.inputs[name]
        if given.choices or not (
            {"£", "dwellings"} & {of for of, _ in given.unit.dimensions}
            or given.unit.kind is Kind.PERCENT
        ):
            continue
        ids = plan.items_of(given.axis).ids
        for year, item in zip(*np.nonzero(figures), strict=True):
            if (name, ids[item]) in plan.origins:
                when = f" {plan.plan_years[year]}" if given.yearly else ""
                yield name, int(year), int(item), f"{name} {ids[item]}".strip() + when


def each_taken_away(plan: Plan) -> Cases:
    """A case for each typed figure, in which it alone is nought."""
    cells = list(typed_cells(plan))
    varied = {
        name: np.repeat(plan.figures[name][:, :, None], len(cells), axis=2)
        for name, _, _, _ in cells
    }
    for case, (name, year, item, _) in enumerate(cells):
        varied[name][year, item, case] = 0
    return Cases(tuple(label for *_, label in cells), varied)


@every_council
def test_no_typed_figure_can_be_taken_away_unseen(name: str) -> None:
    of = table(name)
    cases = each_taken_away(of.plan)
    results = run(MODEL, of.plan, cases)
    unseen = {
        label
        for case, label in enumerate(cases.labels)
        if disagreements(of, by_engine(results, case)) == of.listed("model")
    }
    assert len(cases) > len(unseen)
    assert unseen == TOOTHLESS[name]


@every_council
def test_no_printed_figure_can_be_taken_away_unseen(name: str) -> None:
    of = table(name)
    added = {part.key for row in of.rows.values() for part in row.made_of}
    for key, row in of.rows.items():
        if not (key in added or row.made_of or TOTAL in of.columns):
            continue
        for column in of.columns:
            if row.printed(column):
                blanked = replace(row, cells={**row.cells, column: None})
                without = replace(of, rows={**of.rows, key: blanked})
                assert unfooted(without) != of.listed("page"), f"{key} of {column}"


# -- what is told of each --------------------------------------------------------------------


def thousands(results: Results, line: str) -> list[int]:
    return [round(float(amount) / 1000) for amount in results[line][:, 0]]


def test_preston_closes_at_balances_that_foot_and_not_at_those_printed() -> None:
    of = table(PRESTON)
    results = run(MODEL, of.plan)
    closing = thousands(results, "closing_reserves")
    assert closing == [10_190, 8_628, 6_303, 3_614, 1_193]
    row = of.rows["res_cf"]
    printed, call = list(row.cells.values()), list(of.rows["call"].cells.values())
    assert printed == [10_190, 8_628, 6_303, 3_289, 3_021]
    assert printed[3:] == call[3:]
    for column in of.years[:3]:
        assert sum(page_figures(of, row, column)) == row.printed(column)
    carried = [of.rows["res_bf"].printed(year) for year in of.years[1:]]
    assert carried == closing[:-1]


def test_preston_needs_its_savings_requirement_to_keep_its_minimum() -> None:
    """600 a year, not added up: without it reserves stop at 1,100 and the last year is short."""
    plan = table(PRESTON).plan
    cases = Cases(("no requirement",), {"savings_target": np.zeros((5, 1, 1))})
    without = run(MODEL, plan, cases)
    assert thousands(without, "closing_reserves") == [10_190, 8_628, 5_703, 2_414, 1_100]
    assert thousands(without, "unfunded") == [0, 0, 0, 0, 3_021 - (2_414 - 1_100)]
    results = run(MODEL, plan)
    assert thousands(results, "unfunded") == [0] * 5
    assert thousands(results, "gap_expected") == [1_251, 1_562, 2_925, 3_289, 3_021]
    assert thousands(results, "permitted_draw") == [1_251, 1_562, 2_325, 2_689, 2_421]


def test_preston_prints_rises_that_its_band_d_makes() -> None:
    of = table(PRESTON)
    charges = [of.rows["band_d"].printed(year) for year in of.years]
    rises = [of.rows["ct_increase"].printed(year) for year in of.years]
    for before, after, rise in zip(charges, charges[1:], rises[1:], strict=False):
        assert ((after / before - 1) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP) == rise


def test_west_norfolk_prints_a_tax_that_its_whole_base_does_not_make() -> None:
    """A base of 56,674.8 would, and rounds to the one that is printed."""
    rows = table(WEST_NORFOLK).rows
    tax, charge = -rows["ct"].printed("2025/26"), rows["band_d"].printed("2025/26")
    base = (tax / charge).quantize(Decimal("0.1"))
    assert str(base) == "56674.8"
    assert base.quantize(Decimal(1)) == rows["tax_base"].printed("2025/26")


def test_cornwall_prints_a_base_that_is_net_of_what_is_not_collected() -> None:
    """Error 7: a collection rate put on top of it would lose the council millions."""
    plan = table(CORNWALL).plan
    rate = np.full((1, 1, 1), 0.98)
    named = run(MODEL, plan, Cases(("a rate is named",), {"collection_rate": rate}))
    assert named["council_tax"][0, 0] == pytest.approx(393_699_154.60, abs=0.005)


def test_gateshead_draws_do_not_lower_the_next_gap() -> None:
    """Reserves lower their own year's gap, so their unwinding is in the next increment."""
    plan = table(GATESHEAD).plan
    cases = Cases(("no draw",), {"reserve_planned_draw": np.zeros((6, 2, 1))})
    drawn, undrawn = run(MODEL, plan), run(MODEL, plan, cases)
    lower = undrawn["gap_after_reserves"] - drawn["gap_after_reserves"]
    assert lower[:, 0] == pytest.approx([0, 23.520e6, 7.065e6, 0, 0, 0])
    assert drawn["gap"] == pytest.approx(undrawn["gap"])
    assert drawn["gap_after_reserves_increment"].sum() == pytest.approx(drawn["gap"][-1, 0])


def test_gateshead_prints_the_gaps_that_were_told() -> None:
    rows = table(GATESHEAD).rows
    running = [str(rows["gap_cum"].cells[year]) for year in table(GATESHEAD).years[1:]]
    assert running == ["10.657", "29.795", "45.912", "51.112", "55.191"]
    new = [str(rows["gap_annual"].cells[year]) for year in table(GATESHEAD).years[1:]]
    assert new == ["10.657", "19.139", "16.117", "5.200", "None"]
    assert Decimal(running[-1]) - Decimal(running[-2]) == Decimal("4.079")


def test_east_sussex_runs_to_the_total_of_its_increments() -> None:
    of = table(EAST_SUSSEX)
    results = run(MODEL, of.plan)
    assert thousands(results, "gap_increment") == [54_198, 12_712, 27_090]
    assert thousands(results, "gap") == [54_198, 66_910, 94_000]
    assert of.rows["deficit"].printed(TOTAL) == 94
    last = FinancialYear(2028)
    assert results.value("gap", last).amount == pytest.approx(94_000_000)
    assert not of.listed("model")
    assert not of.listed("page")


def test_oldham_strips_out_last_years_one_offs_before_anything_else() -> None:
    """275,474 had been lowered once by 17,314, and 299,820 is lowered once by 2,600."""
    of = table(OLDHAM)
    results = run(MODEL, of.plan)
    assert thousands(results, "net_budget") == [275_474 + 24_346]
    assert thousands(results, "recurring_base") == [275_474 + 24_346 + 2_600]
    base = results.array("recurring_base_before_savings")[0, 0, 0]
    assert base == pytest.approx((275_474 + 17_314) * 1_000)
    assert not of.listed("model")
    assert not of.listed("page")


def test_devon_fire_leaves_a_reserve_out_of_its_totals() -> None:
    """Reserve 12, Control futures: 1,200 and 500, which the total of the first year holds."""
    of = table(DEVON_FIRE)
    results = run(MODEL, of.plan)
    earmarked = results["closing_reserves"][:, 0] / 1000
    general = results.array("reserve_balance")[1:, -1, 0] / 1000
    assert [round(float(x)) for x in earmarked - general] == [11_010, 4_478]
    total, missing = of.rows["total"], of.rows["r12"]
    for year, worked in zip(of.years, (11_010, 4_478), strict=True):
        assert -total.printed(year) == worked + missing.printed(year)
    assert of.rows["total_bf"].printed("2024/25") == -18_789


def test_walsall_s_totals_are_the_recurring_effect_by_the_last_year() -> None:
    """The last is cut off in print after 32,307; the pilot is wound up over two years."""
    of = table(WALSALL)
    results = run(MODEL, of.plan)
    printed = {
        "reablement": 1_648_212, "fund_posts": 784_020, "housing_contract": 1_559_517,
        "restructures": 190_000, "one_off_staff": -89_178, "commissioning": 548_019,
        "workforce": 333_432, "enablement": 106_207, "advocacy": 113_929, "pilot": 0,
        "inflow": 32_307_102,
    }  # fmt: skip
    assert of.plan.items["pressure"].ids == tuple(printed)
    for line in ("recurring_pressure_since_base", "pressure_since_base"):
        worked = results.array(line)[-1, :, 0]
        assert worked == pytest.approx(list(printed.values()), abs=0.005), line


def test_westmorland_s_reserves_are_found_again() -> None:
    """11.018 came from reserves once, so the bridge to the next budget begins with it."""
    results = run(MODEL, table(WESTMORLAND).plan)
    assert thousands(results, "unwinding_of_reserves") == [11_018]
    assert thousands(results, "net_budget") == [302_156]
    assert thousands(results, "gap") == [-420]
    assert thousands(results, "unfunded") == [0]
    assert thousands(results, "closing_reserves") == [420]
    assert results.array("gap_in_base")[0, 0, 0] == pytest.approx(11_018_000)
