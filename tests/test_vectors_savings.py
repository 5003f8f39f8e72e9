"""The domain rules' vectors of savings; expected figures are typed from the rules.

One plan holds them all, and its workbook recalculated by another program is held to the same
figures. A figure agrees when it rounds to what is printed: half a unit of its last digit.
"""

from collections.abc import Callable

import pytest

from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.places import WORKINGS
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.read import read_plan
from mtfp.results import Results
from tests.witnesses.spreadsheets import formualize

FILES = {
    "plan.yaml": """\
title: Vectors of savings
council: Nowhere
edition: 2026-02-25
base_year: 2025/26
years: 3
assumptions:
  approved_budget: {value: £500m, basis: assumed}
  reserves_policy: {value: none, basis: assumed}
""",
    # TV-SAV-2 has every scheme in full from the first day. The trackers of TV-SAV-3 are of three
    # years; each is a record of its own, and only the last is of the base year.
    "savings.csv": """\
id,full_year_effect,start,recurrence,approval,rag,cost_base,share_of_base,basis
sav_1,£1.2m,2026-10,recurring,approved,,,,assumed
green,£1.0m,2026-04,recurring,approved,green,,,assumed
amber,£2.0m,2026-04,recurring,approved,amber,,,assumed
red,£1.5m,2026-04,recurring,approved,red,,,assumed
blue,£1.0m,2026-04,recurring,idea,blue,,,assumed
tracker,,,recurring,approved,,,,assumed
tenth,£1.0m,2026-04,recurring,proposed,,contract,10%,assumed
fifth,£1.8m,2027-04,recurring,proposed,,contract,20%,assumed
""",
    "cost_bases.csv": "id,amount,basis\ncontract,£10m,assumed\n",
    "delivery.csv": "id,saving,period,approved,delivered,unachievable,in_year_pressure,"
    """corrects_base,basis
y_2024,tracker,2026-03,"£23,627k","£19,195k","£4,432k",£328k,yes,assumed
y_2023,tracker,2025-03,"£14,173k","£11,106k","£3,067k",£909k,yes,assumed
y_2022,tracker,2024-03,"£10,509k","£9,354k","£1,155k","£3,381k",yes,assumed
""",
}
M = 1e6
IN_MILLIONS, IN_THOUSANDS, EXACT = 0.005 * M, 500.0, 1e-6

Vector = tuple[str, str, int, float, float]
"""A line, an item of it, a plan year (0 is the base), what it is, and how far it may be off."""

VECTORS: dict[str, list[Vector]] = {
    "TV-SAV-1": [
        ("saving_planned_increment", "sav_1", 1, 0.6 * M, EXACT),
        ("saving_planned_increment", "sav_1", 2, 0.6 * M, EXACT),
        ("saving_planned_increment", "sav_1", 3, 0.0, EXACT),
        ("saving_planned", "sav_1", 1, 0.6 * M, EXACT),
        ("saving_planned", "sav_1", 2, 1.2 * M, EXACT),
        ("saving_planned", "sav_1", 3, 1.2 * M, EXACT),
    ],
    "TV-SAV-2": [
        ("saving_expected", "green", 1, 0.95 * M, IN_MILLIONS),
        ("saving_expected", "amber", 1, 1.20 * M, IN_MILLIONS),
        ("saving_expected", "red", 1, 0.30 * M, IN_MILLIONS),
        ("saving_planned", "blue", 1, 0.0, EXACT),  # an idea counts nowhere
        # 4.5 planned and 2.45 expected, each with the half-year of TV-SAV-1.
        ("savings", "", 1, (4.5 + 0.6) * M, EXACT),
        ("savings_expected", "", 1, (2.45 + 0.6) * M, EXACT),
        ("savings_at_risk", "", 1, (4.5 - 2.45) * M, EXACT),
    ],
    "TV-SAV-3": [
        ("delivery_unachieved", "y_2024", 1, 4_760e3, IN_THOUSANDS),
        ("delivery_unachieved", "y_2023", 1, 3_976e3, IN_THOUSANDS),
        ("delivery_unachieved", "y_2022", 1, 4_536e3, IN_THOUSANDS),
        # Only the base year's comes back, once, and stays.
        ("base_correction", "", 1, 4_760e3, IN_THOUSANDS),
        ("base_correction", "", 2, 0.0, EXACT),
        ("pressures", "", 1, 4_760e3, IN_THOUSANDS),
        ("recurring_base_before_savings", "", 3, 504.760 * M, IN_THOUSANDS),
    ],
    "TV-SAV-4": [
        ("cost_base_share_claimed", "contract", 1, 0.10, 0.005),
        ("cost_base_share_claimed", "contract", 2, 0.28, 1e-12),
        ("cost_base_over_claim", "contract", 2, 0.0, EXACT),  # £2.8m of it, by £10m
    ],
}

Figure = Callable[[str, str, int], float]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("vectors")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return run(MODEL, read_plan(folder, MODEL))


def item_of(results: Results, line: str, item: str) -> int:
    return results.plan.items_of(MODEL[line].axis).ids.index(item)


@pytest.fixture(scope="module")
def by_engine(results: Results) -> Figure:
    return lambda line, item, year: float(
        results.array(line)[year, item_of(results, line, item), 0]
    )


@pytest.fixture(scope="module")
def by_workbook(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Figure:
    folder = tmp_path_factory.mktemp("workbook")
    workings, path = Workings(results), folder / "workings.xlsx"
    workings.workbook().save(path)
    values = formualize(path, folder)

    def figure(line: str, item: str, year: int) -> float:
        row = workings.blocks[line].first + item_of(results, line, item)
        found = values[WORKINGS, row, workings.column_of(year)]
        assert isinstance(found, int | float)
        return float(found)

    return figure


def check(vector: str, figure: Figure) -> None:
    for line, item, year, expected, off in VECTORS[vector]:
        found = figure(line, item, year)
        assert abs(found - expected) <= off + 1e-9, (line, item, year, found, expected)


@pytest.mark.parametrize("vector", VECTORS)
def test_the_engine_gives_the_vector(vector: str, by_engine: Figure) -> None:
    check(vector, by_engine)


@pytest.mark.parametrize("vector", VECTORS)
def test_a_recalculated_workbook_gives_the_vector(vector: str, by_workbook: Figure) -> None:
    check(vector, by_workbook)


def test_a_bridge_is_what_the_first_year_lacks(by_engine: Figure) -> None:
    """TV-SAV-1: reserves may smooth £0.6m, and nothing after."""
    in_full = by_engine("saving_planned", "sav_1", 3)
    assert in_full - by_engine("saving_planned", "sav_1", 1) == pytest.approx(0.6 * M)


def test_proposals_stand_beside_the_gap(by_engine: Figure) -> None:
    """Rule 4.1: only approved savings count; £1m and then £2.8m more if members agree."""
    for year, more in ((1, 1.0 * M), (2, 2.8 * M)):
        apart = by_engine("gap", "", year) - by_engine("gap_if_proposed", "", year)
        assert apart == pytest.approx(more)
        assert by_engine("savings_proposed", "", year) == pytest.approx(more)
