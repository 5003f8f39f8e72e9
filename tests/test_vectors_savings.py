"""The domain rules' vectors of savings; expected figures are typed from the rules.

One plan holds them all, and its workbook recalculated by another program is held to the same
figures. The answers are exact in print, so nothing is allowed but what floating point leaves.
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
years: 4
assumptions:
  approved_budget: {value: £500m, basis: assumed}
  reserves_policy: {value: none, basis: assumed}
""",
    # TV-SAV-1 starts in the second year, so that TV-SAV-2, which has every scheme in full from
    # the first day, has the first to itself. The trackers of TV-SAV-3 are of three years; each is
    # a record of its own, and only the last is of the base year.
    "savings.csv": """\
id,full_year_effect,start,recurrence,approval,rag,cost_base,share_of_base,basis
sav_1,£1.2m,2027-10,recurring,approved,,,,assumed
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
A_THOUSANDTH_OF_A_PENNY = 1e-5

Vector = tuple[str, str, int, float]
"""A line, an item of it, a plan year (0 is the base), and what it is."""

VECTORS: dict[str, list[Vector]] = {
    "TV-SAV-1": [
        ("saving_planned_increment", "sav_1", 1, 0.0),
        ("saving_planned_increment", "sav_1", 2, 0.6 * M),
        ("saving_planned_increment", "sav_1", 3, 0.6 * M),
        ("saving_planned_increment", "sav_1", 4, 0.0),
        ("saving_planned_since_base", "sav_1", 4, 1.2 * M),
        ("saving_planned", "sav_1", 1, 0.0),
        ("saving_planned", "sav_1", 2, 0.6 * M),
        ("saving_planned", "sav_1", 3, 1.2 * M),
        ("saving_planned", "sav_1", 4, 1.2 * M),
        # Reserves may smooth what the first year lacks, and nothing before or after.
        ("saving_bridge", "sav_1", 1, 0.0),
        ("saving_bridge", "sav_1", 2, 0.6 * M),
        ("saving_bridge", "sav_1", 3, 0.0),
        ("bridging_need", "", 1, 0.0),
        ("bridging_need", "", 2, 0.6 * M),
        ("bridging_need", "", 3, 0.0),
    ],
    "TV-SAV-2": [
        ("saving_planned", "green", 1, 1.0 * M),
        ("saving_planned", "amber", 1, 2.0 * M),
        ("saving_planned", "red", 1, 1.5 * M),
        ("saving_expected", "green", 1, 0.95 * M),
        ("saving_expected", "amber", 1, 1.20 * M),
        ("saving_expected", "red", 1, 0.30 * M),
        ("saving_planned", "blue", 1, 0.0),  # an idea counts nowhere
        ("savings", "", 1, 4.5 * M),
        ("savings_expected", "", 1, 2.45 * M),
        ("savings_at_risk", "", 1, 2.05 * M),
    ],
    "TV-SAV-3": [
        ("delivery_unachieved", "y_2024", 1, 4_760e3),
        ("delivery_unachieved", "y_2023", 1, 3_976e3),
        ("delivery_unachieved", "y_2022", 1, 4_536e3),
        # Only the base year's comes back, once, and stays.
        ("base_correction", "", 1, 4_760e3),
        ("base_correction", "", 2, 0.0),
        ("pressures", "", 1, 4_760e3),
        ("recurring_base_before_savings", "", 4, 504.760 * M),
    ],
    "TV-SAV-4": [
        ("cost_base_share_claimed", "contract", 1, 0.10),
        ("cost_base_share_claimed", "contract", 2, 0.28),
        ("cost_base_over_claim", "contract", 2, 0.0),  # £2.8m of it, by £10m
    ],
}
SHARES = {"cost_base_share_claimed"}

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
    for line, item, year, expected in VECTORS[vector]:
        found, off = figure(line, item, year), 1e-12 if line in SHARES else A_THOUSANDTH_OF_A_PENNY
        assert abs(found - expected) <= off, (line, item, year, found, expected)


@pytest.mark.parametrize("vector", VECTORS)
def test_the_engine_gives_the_vector(vector: str, by_engine: Figure) -> None:
    check(vector, by_engine)


@pytest.mark.parametrize("vector", VECTORS)
def test_a_recalculated_workbook_gives_the_vector(vector: str, by_workbook: Figure) -> None:
    check(vector, by_workbook)


@pytest.mark.parametrize("face", ["by_engine", "by_workbook"])
@pytest.mark.parametrize("stage", ["planned", "expected"])
def test_the_increments_sum_to_the_full_year_effect(
    stage: str, face: str, request: pytest.FixtureRequest
) -> None:
    """TV-SAV-1 in full; of TV-SAV-2, what its ratings leave."""
    figure: Figure = request.getfixturevalue(face)
    effects = {"sav_1": 1.2, "green": 1.0, "amber": 2.0, "red": 1.5}
    if stage == "expected":
        effects |= {"green": 0.95, "amber": 1.2, "red": 0.3}
    for item, effect in effects.items():
        added = sum(figure(f"saving_{stage}_increment", item, year) for year in range(1, 5))
        assert added == pytest.approx(effect * M, abs=A_THOUSANDTH_OF_A_PENNY), item


def test_proposals_stand_beside_the_gap(by_engine: Figure) -> None:
    """Rule 4.1: only approved savings count; £1m and then £2.8m more if members agree."""
    for year, more in ((1, 1.0 * M), (2, 2.8 * M)):
        apart = by_engine("gap", "", year) - by_engine("gap_if_proposed", "", year)
        assert apart == pytest.approx(more)
        assert by_engine("savings_proposed", "", year) == pytest.approx(more)
