"""The domain rules' vectors on gaps, council tax and the collection fund; figures are typed.

One plan holds them all, each vector a case of it: the engine works them in one run, a
spreadsheet program works the plan's workbook with each case typed in, and Node runs each.
TV-SPINE is in `test_spine.py`, TV-FOOT in `test_footing.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mtfp.algebra.javascript import program
from mtfp.analysis.explain import explain
from mtfp.analysis.footing import rows_add
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.script import script_data
from mtfp.outputs.workbook.forms import as_entered
from mtfp.outputs.workbook.places import ASSUMPTIONS, WORKINGS
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.results import Results
from tests.witnesses import scripts, words
from tests.witnesses.workbooks import Open

Figure = str | float | Sequence[float]
"""A choice by its word, a figure for the whole plan, or one for each year."""
Given = Mapping[str, Figure]
DUST = 1e-6

FILES = {
    "plan.yaml": """\
title: Vectors
council: Nobody
edition: 2026-02-25
base_year: 2025/26
years: 3
assumptions:
  approved_budget: {value: £0, basis: assumed}
  reserves_policy: {value: none, basis: assumed}
""",
    "bands.csv": "id,letter,dwellings,basis\nrelieved,A_disabled,0,assumed\nlow,A,0,assumed\n"
    "middle,D,0,assumed\nhigh,H,0,assumed\n",
    "precepts.csv": "id,basis\nfirst,assumed\nsecond,assumed\nthird,assumed\n",
    "indices.csv": "id,2026/27,2027/28,2028/29,basis\nnone,0%,0%,0%,assumed\n",
    "pressures.csv": "id,index,2026/27,2027/28,2028/29,as,recurrence,basis\n"
    "new,none,£0,£0,£0,change,recurring,assumed\n",
    "savings.csv": "id,full_year_effect,start,recurrence,basis\n"
    "scheme,£0,2026-04,recurring,assumed\n",
}


@dataclass(frozen=True)
class Vector:
    """What is typed into the plan, and what its lines must then say, as the rules print it.

    Inputs and lines are called `name` or `name item`; a line's figures begin with `base` if
    they begin in the base year. A figure agrees within half a unit of its last digit.
    """

    given: Mapping[str, Figure]
    says: Mapping[str, str]
    beyond: Mapping[str, float] | None = None

    def within(self, line: str, printed: str) -> float:
        """How far a line may be from what is printed."""
        if self.beyond and line in self.beyond:
            return self.beyond[line]
        decimals = len(printed.partition(".")[2])
        return 0.5 * float(10**-decimals) + DUST


MAIDSTONE = (302_209, 1_270_007, 171_465, 82_354)
SHARED_OUT = sum(MAIDSTONE)
BOTH, GENERAL, CARE = "rise_excessive", "core_rise_excessive", "asc_rise_excessive"
SOCIAL_CARE: Given = {
    "referendum_class": "social_care",
    "base_band_d": 1_919.55,
    "base_tax_base": 58_000,
}
DISTRICT: Given = {"referendum_class": "district", "base_tax_base": 50_000}

MILLION = 1e6
TO_A_THOUSANDTH_OF_A_MILLION = 500.0

VECTORS: Mapping[str, Vector] = {
    # Published by Bury: £30.085m is a running gap, and would need £70.974m of reserves.
    "TV-GAP-1": Vector(
        {"pressure_amount new": (15.131 * MILLION, 10.627 * MILLION, 4.327 * MILLION)},
        {"gap_increment": "15131000 10627000 4327000", "gap": "15131000 25758000 30085000",
         "gap_if_nothing_done": "15131000 40889000 70974000"},
    ),
    # Published by Bury.
    "TV-GAP-2": Vector(
        {"pressure_amount new": (22.6 * MILLION, 12.8 * MILLION, 6.2 * MILLION)},
        {"gap_increment": "22600000 12800000 6200000", "gap": "22600000 35400000 41600000"},
    ),
    # Invented: £1.2m from 1 October. Half now, the other half on top next year, no more after;
    # so £0.6m is to be bridged in the first year.
    "TV-SAV-1": Vector(
        {"saving_full_year_effect scheme": 1_200_000, "saving_start scheme": 6},
        {"saving_planned_level scheme": "600000.00 1200000.00 1200000.00",
         "saving_planned_increment scheme": "600000.00 600000.00 0.00"},
    ),
    # Published by South Holland for 2026/27: £6,784,380 over 31,567 is £214.92, which raises
    # £6,784,379.64, and with parishes of £1,804,877, £57.18 each, £272.10 on average.
    "TV-CT-1": Vector(
        {"base_band_d": 214.92, "base_tax_base": 31_567, "precept_base first": 57.18},
        {"council_tax_from_base": "base 6784380", "area_band_d": "base 272.10"},
    ),
    # Published by Bury for 2025/26: £2,015.34 on a base of 58,697.86 is £118.296m of £238.256m,
    # so all else came to £119.960m.
    "TV-CT-2": Vector(
        {"approved_budget": 238_256_000, "base_tax_base": 58_697.86, "base_band_d": 2_015.34},
        {"council_tax_from_base": "base 118296000", "gap": "119960000"},
        {"council_tax_from_base": TO_A_THOUSANDTH_OF_A_MILLION,
         "gap": TO_A_THOUSANDTH_OF_A_MILLION},
    ),
    # ...and 4.99% on what 1.0499 divides it to; one per cent of that is £1.127m before growth.
    "TV-CT-2 from the year before": Vector(
        {"base_tax_base": 58_697.86, "base_band_d": 1_919.55,
         "council_tax_increase": 0.0299, "asc_precept_increase": 0.02},
        {"band_d": "2015.34", "yield_of_one_per_cent": "1127000"},
        {"band_d": 0.01 + DUST, "yield_of_one_per_cent": TO_A_THOUSANDTH_OF_A_MILLION},
    ),
    # Published by Middlesbrough for 2011/12: 40,528.8 × 98%; a point is worth 405.29.
    "TV-CT-3": Vector(
        {"tax_base_method": "bands", "band_dwellings middle": 40_528.8,
         "collection_rate": (0.98, 0.97, 0.98)},
        {"relevant_amounts": "40528.8 40528.8", "tax_base": "39718.224 39312.936 39718.224"},
    ),
    # Published by Bury for 2025/26: £2,015.34, police £270.30 and mayor £128.94 are £2,414.58.
    # Each rounded by itself and added; the council prints £1,877.99, £2,146.28 and £3,487.72,
    # up to 2p off, which is how it rounds and no other charge.
    "TV-CT-4": Vector(
        {"base_band_d": 2_015.34, "precept_base first": 270.30, "precept_base second": 128.94},
        {"area_band_d": "base 2414.58", "bill_a": "base 1609.72", "bill_b": "base 1878.01",
         "bill_c": "base 2146.29", "bill_d": "base 2414.58", "bill_e": "base 2951.15",
         "bill_f": "base 3487.73", "bill_g": "base 4024.30", "bill_h": "base 4829.16",
         "bill_f_council": "base 2911.05", "bill_f_precepts first": "base 390.43",
         "bill_f_precepts second": "base 186.25"},
    ),
    "TV-CT-4 as printed by Bury": Vector(
        {"base_band_d": 2_015.34, "precept_base first": 270.30, "precept_base second": 128.94},
        {"bill_b": "base 1877.99", "bill_c": "base 2146.28", "bill_f": "base 3487.72"},
        {"bill_b": 0.03, "bill_c": 0.03, "bill_f": 0.03},
    ),
    # Three charges of £100 make a band A bill of £200.01, where a whole of £300 makes £200.00.
    "each authority is rounded by itself": Vector(
        {"precept_base first": 100, "precept_base second": 100, "base_band_d": 100},
        {"bill_a": "base 200.01", "bill_d": "base 300.00"},
    ),
    # Invented: awards of £9.0m over the whole bill, unchanged by a rise of every charge.
    "TV-CT-5": Vector(
        {"tax_base_method": "bands", "band_dwellings middle": 60_000, "support_awards": 9e6,
         "collection_rate": 1, "base_band_d": 2_015.34, "precept_base first": 399.24,
         "council_tax_increase": 0.0299, "precept_increase first": 0.04},
        {"support_equivalents": "3727.36 3727.36 3727.36", "relevant_amounts": "56272.64",
         "tax_base": "56272.64 56272.64 56272.64"},
    ),
    # Invented: 300 second homes × 100% × 70% still liable × 97% collected.
    "TV-CT-6": Vector(
        {"tax_base_method": "bands", "band_premium middle": 300, "band_premium_rate middle": 1,
         "band_premium_liable middle": 0.7, "collection_rate": 0.97},
        {"band_premiums middle": "210", "tax_base": "203.7 203.7 203.7"},
    ),
    # Published by the department: 1,091.80, a penny more than the arithmetic that it describes,
    # which adds 20.69 (printed 20.70) and 31.20.
    "TV-CT-7": Vector(
        {"base_band_d": 1_000, "council_tax_increase": (0.0199, 0.0199, 0),
         "asc_precept_increase": (0.02, 0.03, 0)},
        {"general_increase": "19.90 20.69", "asc_increase": "20.00 31.20",
         "band_d": "1039.90 1091.79"},
    ),
    "TV-CT-7 as printed": Vector(
        {"base_band_d": 1_000, "council_tax_increase": (0.0199, 0.0199, 0),
         "asc_precept_increase": (0.02, 0.03, 0)},
        {"band_d": "1039.90 1091.80"}, {"band_d": 0.01 + DUST},
    ),
    # Published by Devon: Band D in ninepences. The third social care part is printed 84.78, 4p
    # less than 2% of £1,267.92 comes to.
    "TV-CT-8": Vector(
        {"base_band_d": 1_161.27, "band_d_rounding": "nearest_9p",
         "council_tax_increase": (0.0199, 0.0199, 0.0299),
         "asc_precept_increase": (0.02, 0.03, 0.02)},
        {"band_d": "base 1161.27 1207.62 1267.92 1331.19", "asc_precept": "23.23 59.46 84.82",
         "bill_a_council": "base 774.18 805.08 845.28 887.46"},
    ),
    # Published by Cumberland for 2024/25: the social care part is kept apart.
    "TV-CT-9": Vector(
        {"base_band_d": 1_730.45, "base_asc_precept": 220.04,
         "council_tax_increase": 0.0299, "asc_precept_increase": 0.02},
        {"asc_increase": "34.61", "general_increase": "51.74", "band_d": "base 1730.45 1816.80",
         "asc_precept": "base 220.04 254.65"},
    ),
    # Invented: Bury carried forward, its tax base rounded to two decimals each year.
    "TV-CT-10": Vector(
        {"base_band_d": 2_015.34, "base_tax_base": 58_697.86, "tax_base_growth": 0.008,
         "tax_base_decimals": "two_decimals",
         "council_tax_increase": 0.0299, "asc_precept_increase": 0.02},
        {"band_d": "2115.91 2221.50 2332.35", "tax_base": "59167.44 59640.78 60117.91",
         "council_tax": "125192978 132491993 140216007"},
    ),
    "TV-CT-11 Bury": Vector(
        {**SOCIAL_CARE, "council_tax_increase": 0.0299, "asc_precept_increase": 0.02},
        {BOTH: "0 0 0", "rise_headroom": "0.0000 0.0000 0.0000"},
    ),
    "TV-CT-11 5%": Vector(
        {**SOCIAL_CARE, "council_tax_increase": 0.03, "asc_precept_increase": 0.02},
        {BOTH: "1 1 1", "whole_rise_excessive": "1 1 1"},
    ),
    "TV-CT-11 apart": Vector(
        {**SOCIAL_CARE, "council_tax_increase": 0.03, "asc_precept_increase": 0.01},
        {BOTH: "1 1 1", GENERAL: "1 1 1", CARE: "0 0 0", "whole_rise_excessive": "0 0 0"},
    ),
    # In 2013/14 more than 2% was excessive, which the packs say as 2.01% or more.
    "two per cent was lawful once": Vector(
        {**SOCIAL_CARE, "referendum_core_limit": 0.0201, "referendum_asc_limit": 0,
         "council_tax_increase": (0.02, 0.0201, 0.0199)},
        {BOTH: "0 1 0"},
    ),
    # Published by Tonbridge and Malling for 2026/27: £7.35 is 2.9963%, and not 3%.
    "TV-CT-12": Vector(
        {**DISTRICT, "base_band_d": 245.30, "council_tax_increase_in_pounds": (7.35, 0, 7.58)},
        {"band_d": "252.65 252.65 260.23", "council_tax_rise": "0.029963", BOTH: "0 0 1"},
    ),
    # Invented: £5.00 on £150.00 is 3.33% and allowed; a penny more is not.
    "TV-CT-13": Vector(
        {**DISTRICT, "base_band_d": 150, "council_tax_increase_in_pounds": (5, 5.01, 5)},
        {"band_d": "155.00 160.01 165.01", BOTH: "0 1 0"},
    ),
    # Invented: £1.200m foregone, a further £1.224m and a further £1.248m. Band D is in whole
    # pence, and 0.2p of the third rise (20.808) on 60,000 dwellings is £120 more.
    "TV-CT-14": Vector(
        {"referendum_class": "social_care", "base_band_d": 1_000, "base_tax_base": 60_000,
         "referendum_core_limit": 0.02, "referendum_asc_limit": 0, "referendum_margin": 0},
        {"council_tax_foregone_increment": "1200000 1224000 1248600",
         "council_tax_foregone": "1200000 2424000 3672600"},
    ),
    # The same where pennies are nothing.
    "TV-CT-14 unrounded": Vector(
        {"referendum_class": "social_care", "base_band_d": 1_000_000, "base_tax_base": 60,
         "referendum_core_limit": 0.02, "referendum_asc_limit": 0, "referendum_margin": 0},
        {"council_tax_foregone_increment": "1200000 1224000 1248480"},
    ),
    "TV-CT-14 once": Vector(
        {"referendum_class": "social_care", "base_band_d": 1_000, "base_tax_base": 60_000,
         "referendum_core_limit": 0.02, "referendum_asc_limit": 0, "referendum_margin": 0,
         "council_tax_increase": (0, 0.02, 0.02)},
        {"council_tax_foregone": "1200000 1224000 1248600"},
    ),
    # Published by Maidstone for 2015/16. The shares of council tax sum to £1,826,035, a pound
    # more than its total; those of business rates, each rounded, to a pound more than theirs.
    "TV-CF-1": Vector(
        {"council_tax_surplus": (SHARED_OUT, 0, 0),
         "council_tax_fund_share": MAIDSTONE[0] / SHARED_OUT,
         "precept_tax_share first": MAIDSTONE[1] / SHARED_OUT,
         "precept_tax_share second": MAIDSTONE[2] / SHARED_OUT,
         "precept_tax_share third": MAIDSTONE[3] / SHARED_OUT,
         "business_rates_surplus": (71_089, 0, 0), "business_rates_fund_share": 0.4,
         "precept_rates_share first": 0.09, "precept_rates_share second": 0.5,
         "precept_rates_share third": 0.01},
        {"council_tax_fund_estimate": "302209 0 0", "precept_tax_surplus first": "1270007 0 0",
         "precept_tax_surplus second": "171465 0", "precept_tax_surplus third": "82354 0",
         "business_rates_fund_estimate": "28436 0 0", "precept_rates_surplus first": "6398",
         "precept_rates_surplus second": "35545", "precept_rates_surplus third": "711",
         "collection_fund": "base 0 330645 0 0"},
        {"collection_fund": 1.0},
    ),
    # Invented: £1m over charges of £1,600 and £375; a parish's £40 is of a part of the area, so
    # it takes nothing of the fund, of anybody's bill everywhere, or of what support is part of.
    "a parish has no share": Vector(
        {"base_band_d": 1_600, "precept_base first": 375, "precept_base second": 40,
         "precept_kind second": "parish", "council_tax_fund_sharing": "by_precept",
         "council_tax_surplus": (1e6, 0, 0), "support_awards": 1_975_000},
        {"council_tax_fund_estimate": "810126.58 0 0", "precept_tax_surplus first": "189873.42",
         "precept_tax_surplus second": "0.00", "area_band_d": "base 1975.00 1975.00",
         "precept_band_d second": "base 40.00 40.00", "bill_a": "base 1316.67 1316.67",
         "bill_a_precepts second": "base 0.00 0.00", "support_equivalents": "1000.00"},
    ),
    "a parish has no share though one is typed": Vector(
        {"precept_kind second": "parish", "precept_tax_share first": 0.2,
         "precept_tax_share second": 0.1, "precept_rates_share second": 0.1,
         "council_tax_surplus": 1e6, "business_rates_surplus": 1e6},
        {"precept_tax_surplus first": "200000", "precept_tax_surplus second": "0",
         "precept_rates_surplus second": "0"},
    ),
}  # fmt: skip


# -- the plan, its cases, and every face of it ---------------------------------------------


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return read_files(FILES, tmp_path_factory.mktemp("tax") / "vectors")


def read_files(files: Mapping[str, str], folder: Path) -> Plan:
    """The plan of files that are given as text."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_plan(folder, MODEL)


def figures_of(plan: Plan, called: str, figure: Figure) -> tuple[str, int, NDArray[np.float64]]:
    """An input's name, the position of its item, and its figures over the years."""
    name, _, item = called.partition(" ")
    one = MODEL.inputs[name]
    number = one.choices[figure] if isinstance(figure, str) else figure
    years, _ = plan.size(one)
    ids = plan.items_of(one.axis).ids
    return name, ids.index(item), np.broadcast_to(np.array(number, float), (years,))


def with_given(plan: Plan, given: Mapping[str, Figure]) -> Plan:
    """The plan with some figures typed into it."""
    figures = {name: held.copy() for name, held in plan.figures.items()}
    for called, figure in given.items():
        name, item, typed = figures_of(plan, called, figure)
        figures[name][:, item] = typed
    return replace(plan, figures=figures)


def together(plan: Plan, givens: Mapping[str, Mapping[str, Figure]]) -> Results:
    """Every set of figures as a case of one run."""
    plans = [with_given(plan, one) for one in givens.values()]
    typed = {called.partition(" ")[0] for one in givens.values() for called in one}
    varied = {name: np.stack([one.figures[name] for one in plans], -1) for name in typed}
    return run(MODEL, plan, Cases(tuple(givens), varied))


def worked(plan: Plan, **given: Figure) -> Results:
    """One case: an item's input is called `name__item`."""
    return run(MODEL, with_given(plan, {k.replace("__", " "): v for k, v in given.items()}))


@pytest.fixture(scope="module")
def results(plan: Plan) -> Results:
    return together(plan, {name: vector.given for name, vector in VECTORS.items()})


def expected(plan: Plan, vector: Vector) -> list[tuple[str, int, int, float, float]]:
    """Each figure that a vector prints: line, item, year, amount, and how near it must be."""
    found = []
    for called, printed in vector.says.items():
        name, _, item = called.partition(" ")
        position = plan.items_of(MODEL.lines[name].axis).ids.index(item)
        figures = printed.split()
        first = 0 if figures[0] == "base" else 1
        for year, figure in enumerate(figures[1 - first :], start=first):
            found.append((name, position, year, float(figure), vector.within(called, figure)))
    return found


@pytest.mark.parametrize("name", VECTORS)
def test_the_engine_gives_the_vector(plan: Plan, results: Results, name: str) -> None:
    case = list(VECTORS).index(name)
    for line, item, year, printed, within in expected(plan, VECTORS[name]):
        found = results.array(line)[year, item, case]
        assert abs(found - printed) <= within, f"{line} of year {year} is {found}, not {printed}"


@pytest.fixture(scope="module")
def workbook(plan: Plan) -> tuple[Workings, Open]:
    workings, saved = Workings(run(MODEL, plan)), BytesIO()
    workings.workbook().save(saved)
    return workings, Open(saved.getvalue())


def typed_in(plan: Plan, workbook: tuple[Workings, Open], vector: Vector) -> Iterator[str]:
    """Type a vector into the plan's workbook, and say what then differs from what is printed."""
    workings, book = workbook
    places, cells = workings.places, {}
    for called, figure in vector.given.items():
        given_name, item, typed = figures_of(plan, called, figure)
        one = MODEL.inputs[given_name]
        held = plan.figures[given_name][:, item]
        for (_, column), amount, was in zip(places.years_of(one), typed, held, strict=True):
            at = places.entered[given_name].first + item, column
            cells[at] = one, float(amount), float(was)
    for (row, column), (one, amount, _) in cells.items():
        book.type_in(ASSUMPTIONS, row, column, as_entered(one, amount, plan))
    wanted = {
        (WORKINGS, places.blocks[line].first + item, places.column_of(year)): (printed, within)
        for line, item, year, printed, within in expected(plan, vector)
    }
    found = book.work(wanted)
    for (row, column), (one, _, was) in cells.items():
        book.type_in(ASSUMPTIONS, row, column, as_entered(one, was, plan))
    for place, (printed, within) in wanted.items():
        answer = found[place]
        assert isinstance(answer, int | float)
        if abs(answer - printed) > within:
            yield f"{place} is {answer}, not {printed}"


@pytest.mark.parametrize("name", VECTORS)
def test_a_recalculated_workbook_gives_the_vector(
    plan: Plan, workbook: tuple[Workings, Open], name: str
) -> None:
    assert list(typed_in(plan, workbook, VECTORS[name])) == []


@pytest.mark.node
def test_node_gives_the_vectors(plan: Plan) -> None:
    data = [script_data(MODEL, with_given(plan, one.given)) for one in VECTORS.values()]
    for vector, found in zip(
        VECTORS.values(), scripts.node(program(MODEL), "data.map(work)", data), strict=True
    ):
        for line, item, year, printed, within in expected(plan, vector):
            assert abs(found[line][year][item] - printed) <= within, line


def test_words_give_the_vectors(plan: Plan) -> None:
    for name, vector in VECTORS.items():
        found = run(MODEL, with_given(plan, vector.given))
        for line, item, year, printed, within in expected(plan, vector):
            said = explain(found, MODEL.lines[line], year, item, depth=0)
            assert abs(words.work(said.recipe) - printed) <= within, (name, line)


def test_tv_gap_3_movement_since_last_reported(plan: Plan) -> None:
    """Published by Bury: the gap of 2024/25 in December 2023 and in February 2024."""
    december, february = (
        worked(plan, pressure_amount__new=(told, 0, 0))["gap"][0, 0]
        for told in (17_243_000, 15_131_000)
    )
    assert february - december == pytest.approx(-2_112_000)


def test_shares_of_a_collection_fund_can_be_printed_so_that_they_add_up(results: Results) -> None:
    """TV-CF-1: the largest remainders take the pounds, and every share is within one."""
    case = list(VECTORS).index("TV-CF-1")

    def shares(council: str, others: str) -> list[float]:
        found = results.array(others)[1, :, case]
        return [float(results.array(council)[1, 0, case]), *map(float, found)]

    rates = shares("business_rates_fund_estimate", "precept_rates_surplus")
    assert [int(one) for one in rows_add(rates, 71_089, 0)] == [28_436, 6_398, 35_544, 711]
    tax = shares("council_tax_fund_estimate", "precept_tax_surplus")
    printed = rows_add([one * 1_826_034 / SHARED_OUT for one in tax], 1_826_034, 0)
    assert sum(printed) == 1_826_034
    assert max(abs(int(a) - b) for a, b in zip(printed, MAIDSTONE, strict=True)) == 1


# -- the tax base --------------------------------------------------------------------------


def test_a_base_from_bands_counts_every_kind_of_dwelling(plan: Plan) -> None:
    """Worked by hand: A_disabled 5, A 6, D 9 and H 18 ninths."""
    found = worked(
        plan, tax_base_method="bands", collection_rate=0.975, defence_contribution=12,
        band_dwellings__relieved=18, band_dwellings__low=9_000, band_exempt__low=90,
        band_single_adult__low=3_600, band_disregarded__low=20, band_support__low=1_000,
        band_dwellings__middle=4_000, band_new__middle=(100, 60, 0), band_dwellings__high=50,
        band_premium__high=(0, 10, 10), band_premium_rate__high=2, new_dwellings_share=0.5,
        base_tax_base=9_000,
    )  # fmt: skip
    low = (9_000 - 90 - 900 - 10 - 1_000) * 6 / 9
    by_year = [
        10 + low + 4_000 + 50 + 100,
        10 + low + 4_100 + 30 + 100 + 40,
        10 + low + 4_160 + 100 + 40,
    ]
    by_hand = [amounts * 0.975 + 12 for amounts in by_year]
    assert found["tax_base"][:, 0] == pytest.approx(by_hand, abs=1e-9)
    assert found.array("tax_base")[0, 0, 0] == 9_000


def test_error_7_a_collection_rate_is_never_applied_to_a_base_that_is_net_of_it(plan: Plan) -> None:
    """Growing a base keeps its rate: only a change of it matters, and only once."""
    grown: Given = {"base_tax_base": 39_718.224, "tax_base_growth": 0.01}
    alone = worked(plan, **grown)["tax_base"]
    both: tuple[Given, ...] = ({"collection_rate": 0.98}, {"base_collection_rate": 0.98})
    for said in both:
        np.testing.assert_allclose(worked(plan, **grown, **said)["tax_base"], alone, rtol=1e-12)
    lower = worked(
        plan, **grown, base_collection_rate=0.98, collection_rate=(0.98, 0.97, 0.97)
    )["tax_base"][:, 0]  # fmt: skip
    once = alone[:, 0] * np.array([1, 97 / 98, 97 / 98])
    np.testing.assert_allclose(lower, once, rtol=1e-12)


def test_error_7_growth_of_the_base_never_reaches_band_d(plan: Plan) -> None:
    common: Given = {"base_tax_base": 60_000, "base_band_d": 1_800, "council_tax_increase": 0.0299}
    still, growing = worked(plan, **common), worked(plan, **common, tax_base_growth=0.05)
    np.testing.assert_array_equal(growing["band_d"], still["band_d"])
    ratio = growing["council_tax"] / still["council_tax"]
    np.testing.assert_allclose(ratio[:, 0], [1.05, 1.05**2, 1.05**3], rtol=1e-9)


@pytest.mark.parametrize("method", ["growth", "bands"])
def test_a_wrong_base_costs_last_year_once_and_every_year_since(plan: Plan, method: str) -> None:
    common: Given = {
        "tax_base_method": method, "band_dwellings__middle": 60_000, "base_tax_base": 60_000,
        "base_band_d": 2_000, "council_tax_increase": (0.02, 0, 0),
    }  # fmt: skip
    right, wrong = worked(plan, **common), worked(plan, **common, tax_base_error=(0, 500, 0))
    # Band D is £2,040 from the first year on: 500 dwellings are £1.02m.
    fund = wrong["collection_fund"] - right["collection_fund"]
    assert fund[:, 0] == pytest.approx([0, -1_020_000, 0])
    tax = wrong["council_tax"] - right["council_tax"]
    assert tax[:, 0] == pytest.approx([0, -1_020_000, -1_020_000])
    assert wrong["one_off_funding"][:, 0] == pytest.approx([0, -1_020_000, 0])


RATES = st.integers(9_000, 9_999).map(lambda basis_points: basis_points / 10_000)


@given(lower=RATES, higher=RATES, method=st.sampled_from(["growth", "bands"]))
def test_the_base_never_falls_as_more_is_collected(
    plan: Plan, lower: float, higher: float, method: str
) -> None:
    lower, higher = sorted((lower, higher))
    bases = [
        worked(
            plan, tax_base_method=method, base_tax_base=39_000, base_collection_rate=0.98,
            band_dwellings__middle=40_000, defence_contribution=30,
            collection_rate=(0.98, rate, rate),
        )["tax_base"][1:, 0]
        for rate in (lower, higher)
    ]  # fmt: skip
    assert (bases[0] <= bases[1]).all()
    assert lower == higher or (bases[0] < bases[1]).all()


# -- Band D and the referendum -------------------------------------------------------------


def test_a_rise_in_pounds_and_one_in_per_cent_are_added(plan: Plan) -> None:
    found = worked(
        plan, base_band_d=200, council_tax_increase=(0.01, 0, 0.01),
        council_tax_increase_in_pounds=(5, 5, 0),
    )  # fmt: skip
    assert found["band_d"][:, 0] == pytest.approx([207, 212, 214.12])
    assert found["council_tax_rise"][0, 0] == pytest.approx(0.035)


@pytest.mark.parametrize("last", [1_919.48, 1_919.55, 1_730.45, 152.87, 2_015.34])
@pytest.mark.parametrize("of_class", ["social_care", "district"])
def test_error_6_three_per_cent_typed_is_excessive_and_a_step_less_is_not(
    plan: Plan, last: float, of_class: str
) -> None:
    """Whatever the penny does: 3% of £1,919.48 is £57.58 as set, which is 2.9998%."""
    three, less = (
        worked(
            plan, base_band_d=last, referendum_class=of_class, referendum_cash_limit=1,
            council_tax_increase=(rate, 0, 0),
        )["rise_excessive"][0, 0]
        for rate in (0.03, 0.0299)
    )  # fmt: skip
    assert (three, less) == (1, 0)


def test_error_6_room_of_one_part_is_no_room_of_the_other(plan: Plan) -> None:
    found = worked(
        plan, **SOCIAL_CARE, council_tax_increase=(0.03, 0.01, 0.0299),
        asc_precept_increase=(0.01, 0.02, 0),
    )  # fmt: skip
    # 1% of £1,919.55 is £19.20 and 2% £38.39; the next charge is £1,996.34.
    assert found["asc_headroom"][:, 0] == pytest.approx([19.19, 0, 41.12])
    assert found["core_headroom"][:, 0] == pytest.approx([0, 39.73, 0])
    assert found["rise_excessive"][:, 0].tolist() == [1, 0, 0]
    assert found["headroom_yield"][0, 0] == pytest.approx(58_000 * 19.19)
    assert found["rise_headroom"][0, 0] == pytest.approx(19.19 / 1_919.55)


def test_room_left_of_an_average_charge_that_holds_half_a_penny(plan: Plan) -> None:
    """£1,489.125 and the most, 2.99%: £44.52, is £1,533.65; with 1.25%, £18.61, £1,507.74."""
    found = worked(
        plan, **{**SOCIAL_CARE, "base_band_d": 1_489.125}, council_tax_increase=(0.0125, 0.0299, 0)
    )
    assert found["band_d"][0, 0] == pytest.approx(1_507.74)
    assert found["core_headroom"][0, 0] == pytest.approx(25.91)
    assert found["core_headroom"][1, 0] == 0


def test_ninepences_that_reach_a_limit_are_excessive_though_less_was_typed(plan: Plan) -> None:
    """2.99% of £200.00 is £5.98; the nearest ninepence is £206.01, a rise of £6.01."""
    common: Given = {
        "base_band_d": 200,
        "referendum_class": "social_care",
        "council_tax_increase": 0.0299,
    }
    assert worked(plan, **common)["rise_excessive"][0, 0] == 0
    nines = worked(plan, **common, band_d_rounding="nearest_9p")
    assert nines["band_d"][0, 0] == pytest.approx(206.01)
    assert nines["rise_excessive"][0, 0] == 1


def test_what_is_permitted_is_not_excessive_and_leaves_nothing_to_forego(plan: Plan) -> None:
    most = {"social_care": (0.0299, 0.02), "district": (0.0299, 0)}
    for of_class, (core, care) in most.items():
        found = worked(
            plan, base_band_d=1_730.45, base_tax_base=60_000, referendum_class=of_class,
            council_tax_increase=core, asc_precept_increase=care,
        )  # fmt: skip
        for line in ("rise_excessive", "rise_headroom", "council_tax_foregone"):
            assert not found[line].any(), (of_class, line)


def test_where_the_class_is_not_said_nothing_is_tested(plan: Plan) -> None:
    found = worked(plan, base_band_d=1_000, base_tax_base=60_000, council_tax_increase=0.2)
    for line in ("rise_excessive", "rise_headroom", "headroom_yield", "council_tax_foregone"):
        assert not found[line].any()


def test_one_per_cent_is_of_last_year_s_charge_on_this_year_s_base(plan: Plan) -> None:
    """TV-CT-2: £1.127m before growth; £1,919.55 on 58,697.86 dwellings."""
    found = worked(
        plan, base_band_d=1_919.55, base_tax_base=58_697.86, tax_base_growth=(0, 0.01, 0)
    )
    worth = found["yield_of_one_per_cent"][:, 0]
    assert worth[0] == pytest.approx(1_126_734.77, abs=0.005)
    assert worth[1] == pytest.approx(1_126_734.77 * 1.01, abs=0.01)


# -- the collection fund -------------------------------------------------------------------

FUND = ("council_tax_surplus", "council_tax_outturn_difference", "business_rates_surplus",
        "business_rates_outturn_difference", "section_31_timing")  # fmt: skip


@given(
    entry=st.sampled_from(FUND), pounds=st.integers(-9_000_000, 9_000_000), year=st.integers(0, 2)
)
def test_error_3_what_the_fund_pays_is_paid_once(
    plan: Plan, entry: str, pounds: int, year: int
) -> None:
    """In its year and no other: the next year's gap has it to find again."""
    amounts = [float(pounds) if n == year else 0.0 for n in range(3)]
    found = worked(plan, **{entry: amounts})
    assert found["collection_fund"][:, 0] == pytest.approx(amounts)
    assert found["one_off_funding"][:, 0] == pytest.approx(amounts)
    assert found["gap"][:, 0] == pytest.approx([-amount for amount in amounts])
    moved = found["gap_increment"][:, 0]
    assert moved[year] == pytest.approx(-pounds)
    assert year == 2 or moved[year + 1] == pytest.approx(pounds)


def test_the_fund_is_shared_by_last_year_s_precepts(plan: Plan) -> None:
    """£1,500 of £2,000 in the base year; then the council freezes and the police rise by £500."""
    found = worked(
        plan, base_band_d=1_500, precept_base__first=500, council_tax_fund_sharing="by_precept",
        council_tax_surplus=1e6, council_tax_outturn_difference=(0, 1e5, 0),
        precept_amount__first=(500, 0, 0),
    )  # fmt: skip
    assert found["council_tax_fund_estimate"][:, 0] == pytest.approx([750_000, 600_000, 600_000])
    assert found["council_tax_fund_outturn"][:, 0] == pytest.approx([0, 60_000, 0])
    others = found.array("precept_tax_surplus")[1:, 0, 0]
    assert others == pytest.approx([250_000, 440_000, 400_000])
