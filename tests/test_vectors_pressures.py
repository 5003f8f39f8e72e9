"""The domain rules' vectors of pay, fees, demand, levies and income; expected figures are typed.

One plan holds them all, a row for each, and its workbook recalculated by another program is
held to the same figures. A figure agrees when it rounds to what is printed: half a unit of its
last digit. Wages grow as in TV-FEE-3, 1 and 2 in its three years.
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
title: Vectors of pressures
council: Nowhere
edition: 2026-02-25
base_year: 2024/25
years: 3
assumptions:
  approved_budget: {value: £500m, basis: assumed}
  reserves_policy: {value: none, basis: assumed}
  wage_growth: {2025/26: 4.0950%, 2026/27: 10.1%, 2027/28: 6.73%, basis: assumed}
  base_employer_ni_rate: {value: 13.8%, basis: assumed}
  base_employer_ni_threshold: {value: "£9,100", basis: assumed}
  base_employer_pension_rate: {value: 19.8%, basis: assumed}
  employer_ni_rate: {every_year: 15%, basis: assumed}
  employer_ni_threshold: {every_year: "£5,000", basis: assumed}
  employer_pension_rate: {2025/26: 19.8%, onwards: 14.9%, basis: assumed}
""",
    "indices.csv": """\
id,2025/26,2026/27,2027/28,staffing_share,basis
none,0%,0%,0%,,assumed
award,3.2%,0%,0%,,assumed
fee_1,0%,3.0%,0%,60%,assumed
fee_2,0%,0%,0%,73.7%,assumed
fee_3,3.8%,0%,0%,70%,assumed
dearer_places,6.783919597989949748743718592965%,0%,0%,,assumed
levy_4_0,4.0%,0%,0%,,assumed
levy_3_2,3.2%,0%,0%,,assumed
fees,3%,0%,0%,,assumed
""",
    "pay.csv": "id,index,bill,fte,flat_award 2025/26,flat_award 2026/27,flat_award 2027/28,"
    """award_under_provided,basis
pay_1,award,£100m,,,,,,assumed
pay_2,none,£102m,"3,000","£1,290",£0,£0,,assumed
pay_3,none,£100m,,,,,0.2%,assumed
ni_30,none,£30k,1,,,,,assumed
ni_25,none,£25k,1,,,,,assumed
lgps_1,none,£100m,,,,,,assumed
""",
    "demand.csv": "id,index,volume,unit_cost,volume_growth 2025/26,volume_growth 2026/27,"
    """volume_growth 2027/28,first_year_share,basis
dem_1,dearer_places,200,"£318,400",6%,0%,0%,100%,assumed
""",
    "pressures.csv": """\
id,index,cost_base,2025/26,2026/27,2027/28,as,recurrence,kind,basis
fees_of_care,fee_3,£80m,,,,,recurring,price,assumed
transport,none,£19.880m,£0.796m,£0,£0,change,recurring,levy,assumed
waste,none,£19.933m,£0.640m,£0,£0,change,recurring,levy,assumed
transport_by_rate,levy_4_0,£19.880m,,,,,recurring,other,assumed
waste_by_rate,levy_3_2,£19.933m,,,,,recurring,other,assumed
""",
    "income.csv": """\
id,index,base,elasticity,basis
inc_1,fees,£20m,-0.3,assumed
""",
}
M = 1e6
A_TENTH_OF_A_THOUSAND = 0.00005
"""Of a million: half of the fourth decimal."""

Vector = tuple[str, str, int, float, float]
"""A line, an item of it, a plan year (0 is the base), what it is, and how far it may be off."""

VECTORS: dict[str, list[Vector]] = {
    "TV-PAY-1": [("pay_award_rise", "pay_1", 1, 4.3136 * M, A_TENTH_OF_A_THOUSAND * M)],
    # £1,290 is 3.79% of an average of £34,000, which is £102m for 3,000.
    "TV-PAY-2": [("pay_level", "pay_2", 1, (102 + 3.870) * M, 0.0005 * M)],
    "TV-PAY-3": [
        ("pay_catch_up", "pay_3", 1, 0.2696 * M, A_TENTH_OF_A_THOUSAND * M),
        ("pay_catch_up", "pay_3", 2, 0.0, 0.005),
        ("pay_level", "pay_3", 3, 100.2 * M, 0.005),
    ],
    "TV-NI-1": [
        ("pay_ni", "ni_30", 0, 2_884.20, 0.005),
        ("pay_ni", "ni_30", 1, 3_750.00, 0.005),
        ("pay_rates_rise", "ni_30", 1, 865.80, 0.005),
        ("pay_ni", "ni_25", 0, 2_194.20, 0.005),
        ("pay_ni", "ni_25", 1, 3_000.00, 0.005),
        # A calculation month by month was published at 804.60: £1.20 less, with each month's
        # threshold in whole pounds (758 and 417) and its charge in pence (182.90 and 249.95).
        ("pay_rates_rise", "ni_25", 1, 805.80, 0.005),
    ],
    "TV-LGPS-1": [
        ("pay_rates_rise", "lgps_1", 2, -4.9 * M, 0.05 * M),
        ("pay_since_base", "lgps_1", 3, (-4.9 + 1.2) * M, 0.005),  # NI took 1.2 points more
    ],
    "TV-FEE-1": [("index_uplift", "fee_1", 2, 0.0726, 0.00005)],
    "TV-FEE-2": [("index_uplift", "fee_2", 3, 0.0496, 0.00005)],
    "TV-FEE-3": [
        ("index_uplift", "fee_3", 1, 0.040065, 0.0000005),
        ("pressure", "fees_of_care", 1, 3.205 * M, 0.0005 * M),
    ],
    "TV-DEM-1": [
        ("demand_rise", "dem_1", 1, 8.400 * M, 0.0005 * M),
        ("demand_volume_effect", "dem_1", 1, 3.8208 * M, A_TENTH_OF_A_THOUSAND * M),
        ("demand_price_effect", "dem_1", 1, 4.5792 * M, A_TENTH_OF_A_THOUSAND * M),
        ("demand_cost", "dem_1", 1, 212 * 340_000, 0.005),
    ],
    "TV-LEVY-1": [
        ("pressure", "transport", 1, (20.676 - 19.880) * M, 0.0005 * M),
        ("pressure", "waste", 1, (20.573 - 19.933) * M, 0.0005 * M),
        ("levy_pressures", "", 1, 1.436 * M, 0.0005 * M),
        # The printed rates are rounded: they give £0.0008m and £0.0021m less than was printed.
        ("pressure_cost", "transport_by_rate", 1, 20.6752 * M, A_TENTH_OF_A_THOUSAND * M),
        ("pressure_cost", "waste_by_rate", 1, 20.5709 * M, A_TENTH_OF_A_THOUSAND * M),
    ],
    "TV-INC-1": [
        ("income_rise", "inc_1", 1, 0.4146 * M, A_TENTH_OF_A_THOUSAND * M),
        ("income_growth", "", 1, 0.4146 * M, A_TENTH_OF_A_THOUSAND * M),
        ("income_since_base", "inc_1", 3, 0.4146 * M, A_TENTH_OF_A_THOUSAND * M),
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


def test_rates_and_percentages_that_the_rules_print(by_engine: Figure) -> None:
    """What is said beside the vectors: 3.79% of pay, and levies up by 4.0% and 3.2%."""
    award = by_engine("pay_level", "pay_2", 1) - by_engine("pay_level", "pay_2", 0)
    assert award / by_engine("pay_level", "pay_2", 0) == pytest.approx(0.0379, abs=0.00005)
    for levy, base, rate in (("transport", 19.880, 0.040), ("waste", 19.933, 0.032)):
        rise = by_engine("pressure", levy, 1)
        assert rise / (base * M) == pytest.approx(rate, abs=0.0005)


def test_price_at_the_old_volume_would_leave_a_residual(by_engine: Figure) -> None:
    """TV-DEM-1's other convention: £4.320m, and £0.2592m that belongs to neither."""
    at_old_volume = 200 * (340_000 - 318_400)
    residual = by_engine("demand_price_effect", "dem_1", 1) - at_old_volume
    assert at_old_volume == 4_320_000
    assert residual == pytest.approx(0.2592 * M, abs=A_TENTH_OF_A_THOUSAND * M)
