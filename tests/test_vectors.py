"""The domain rules' other vectors, through the model's own lines; expected figures are typed.

Each starts from the worked example and changes what the vector is about. TV-SPINE is in
`test_spine.py`, TV-FOOT in `test_footing.py`.
"""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.results import Results

Given = float | Sequence[float]
"""An input's figure for the whole plan, or its figure in each plan year."""

TO_THE_PENNY = 0.005
TO_A_THOUSANDTH_OF_A_MILLION = 0.0005


def worked(plan: Plan, **given: Given) -> Results:
    """The plan with council-wide inputs changed."""
    varied = {name: column(plan, name, figure) for name, figure in given.items()}
    return run(MODEL, plan, Cases(("vector",), varied))


def column(plan: Plan, name: str, figure: Given) -> NDArray[np.float64]:
    """A council-wide input's figures, shaped as a case holds them."""
    years, items = plan.size(MODEL.inputs[name])
    assert items == 1
    return np.broadcast_to(np.reshape(figure, (-1, 1, 1)), (years, 1, 1)).astype(float)


def of_item(plan: Plan, name: str, item: str, figure: Given) -> NDArray[np.float64]:
    """An input's figures with one item's changed, shaped as a case holds them."""
    figures = plan.figures[name][:, :, None].copy()
    axis = MODEL.inputs[name].axis
    figures[:, plan.items_of(axis).ids.index(item), 0] = figure
    return figures


def gaps_of(plan: Plan, *runs: Sequence[float]) -> Results:
    """A plan that has nothing in it but these new gaps, in £m, for each case."""
    money = [
        "approved_budget", "base_band_d", "base_business_rates", "pressure_cost_base",
        "pressure_amount", "funding_amount", "saving_full_year_effect",
    ]  # fmt: skip
    shape = {name: (*plan.size(MODEL.inputs[name]), len(runs)) for name in money}
    varied = {name: np.zeros(shape[name]) for name in money}
    demand = plan.items["pressure"].ids.index("demand")
    for case, gaps in enumerate(runs):
        varied["pressure_amount"][: len(gaps), demand, case] = np.array(gaps) * 1e6
    return run(MODEL, plan, Cases(tuple(f"run {n}" for n in range(len(runs))), varied))


def millions(results: Results, line: str, case: int = 0) -> list[float]:
    return [round(float(amount) / 1e6, 9) for amount in results[line][:, case]]


# -- gaps ------------------------------------------------------------------------------------


def test_tv_gap_1_three_meanings_of_the_gap(worked_example: Plan) -> None:
    """Published by Bury: £30.085m is a running gap, and would need £70.974m of reserves."""
    results = gaps_of(worked_example, (15.131, 10.627, 4.327))
    assert millions(results, "gap_increment") == [15.131, 10.627, 4.327]
    assert millions(results, "gap") == [15.131, 25.758, 30.085]
    assert millions(results, "gap_if_nothing_done")[-1] == 70.974


def test_tv_gap_2_increments_run_to_their_sum(worked_example: Plan) -> None:
    """Published by Bury."""
    results = gaps_of(worked_example, (22.6, 12.8, 6.2))
    assert millions(results, "gap_increment") == [22.6, 12.8, 6.2]
    assert millions(results, "gap")[-1] == 41.6


def test_tv_gap_3_movement_since_last_reported(worked_example: Plan) -> None:
    """Published by Bury: the gap of 2024/25 in December 2023 and in February 2024."""
    results = gaps_of(worked_example, (17.243, 0, 0), (15.131, 0, 0))
    december, february = millions(results, "gap", 0)[0], millions(results, "gap", 1)[0]
    assert round(february - december, 9) == -2.112


# -- council tax -----------------------------------------------------------------------------


def test_tv_ct_2_what_a_charge_raises_and_what_one_per_cent_is_worth(worked_example: Plan) -> None:
    """Published by Bury for 2025/26: £2,015.34 on a base of 58,697.86 is £118.296m."""
    raised = worked(
        worked_example, approved_budget=238_256_000, base_tax_base=58_697.86, base_band_d=2_015.34
    )
    base_year = {
        name: raised.array(name)[0, 0, 0] / 1e6 for name in ("council_tax_from_base", "net_budget")
    }
    assert base_year["council_tax_from_base"] == pytest.approx(
        118.296, abs=TO_A_THOUSANDTH_OF_A_MILLION
    )
    others = base_year["net_budget"] - base_year["council_tax_from_base"]
    assert others == pytest.approx(119.960, abs=TO_A_THOUSANDTH_OF_A_MILLION)

    before = {"base_tax_base": 58_697.86, "base_band_d": 1_919.55, "tax_base_growth": 0.0}
    rises = {"council_tax_increase": 0.0299, "asc_precept_increase": 0.02}
    risen = worked(worked_example, **before, **rises)
    assert risen["band_d"][0, 0] == pytest.approx(2_015.34, abs=0.01 + 1e-9)

    flat = worked(worked_example, **before, council_tax_increase=0, asc_precept_increase=0)
    one = worked(worked_example, **before, council_tax_increase=0.01, asc_precept_increase=0)
    yield_of_one = one["council_tax"][0, 0] - flat["council_tax"][0, 0]
    assert yield_of_one / 1e6 == pytest.approx(1.127, abs=TO_A_THOUSANDTH_OF_A_MILLION)


def test_tv_ct_7_two_years_of_both_rises(worked_example: Plan) -> None:
    """Published by the department: 1,091.80, a penny more than the arithmetic it describes."""
    results = worked(
        worked_example,
        base_band_d=1_000,
        council_tax_increase=(0.0199, 0.0199, 0),
        asc_precept_increase=(0.02, 0.03, 0),
    )
    assert results["general_increase"][:2, 0] == pytest.approx([19.90, 20.69])
    assert results["asc_increase"][:2, 0] == pytest.approx([20.00, 31.20])
    assert results["band_d"][0, 0] == pytest.approx(1_039.90)
    assert results["band_d"][1, 0] == pytest.approx(1_091.79)
    assert results["band_d"][1, 0] == pytest.approx(1_091.80, abs=0.01 + 1e-9)


def test_tv_ct_9_the_social_care_part_is_kept_apart(worked_example: Plan) -> None:
    """Published by Cumberland for 2024/25."""
    results = worked(
        worked_example,
        base_band_d=1_730.45,
        base_asc_precept=220.04,
        council_tax_increase=0.0299,
        asc_precept_increase=0.02,
    )
    assert results["asc_increase"][0, 0] == pytest.approx(34.61)
    assert results["general_increase"][0, 0] == pytest.approx(51.74)
    assert results["band_d"][0, 0] == pytest.approx(1_816.80)
    assert results["asc_precept"][0, 0] == pytest.approx(254.65)
    core = results.array("band_d")[:2, 0, 0] - results.array("asc_precept")[:2, 0, 0]
    assert core == pytest.approx([1_510.41, 1_562.15])


def test_tv_ct_10_three_years_on_a_rounded_base(worked_example: Plan) -> None:
    """Invented: Bury carried forward, its tax base rounded to two decimals each year."""
    results = worked(
        worked_example,
        base_band_d=2_015.34,
        base_tax_base=58_697.86,
        tax_base_growth=0.008,
        tax_base_decimals=MODEL.inputs["tax_base_decimals"].choices["two_decimals"],
        council_tax_increase=0.0299,
        asc_precept_increase=0.02,
    )
    assert results["band_d"][:, 0] == pytest.approx([2_115.91, 2_221.50, 2_332.35])
    assert results["tax_base"][:, 0] == pytest.approx([59_167.44, 59_640.78, 60_117.91])
    raised = [round(float(amount)) for amount in results["council_tax"][:, 0]]
    assert raised == [125_192_978, 132_491_993, 140_216_007]


# -- savings ---------------------------------------------------------------------------------


def test_tv_sav_1_part_year_and_full_year_effect(worked_example: Plan) -> None:
    """£1.2m from 1 October: half now, the other half on top next year, no more after."""
    varied = {
        "saving_full_year_effect": of_item(
            worked_example, "saving_full_year_effect", "S2", 1_200_000
        ),
        "saving_start": of_item(worked_example, "saving_start", "S2", 6),
    }
    results = run(MODEL, worked_example, Cases(("from 1 October",), varied))
    scheme = worked_example.items["saving"].ids.index("S2")
    level = results.array("saving_planned_level")[1:, scheme, 0]
    increment = results.array("saving_planned_increment")[1:, scheme, 0]
    assert level == pytest.approx([600_000, 1_200_000, 1_200_000], abs=TO_THE_PENNY)
    assert increment == pytest.approx([600_000, 600_000, 0], abs=TO_THE_PENNY)
    assert increment.sum() == pytest.approx(1_200_000, abs=TO_THE_PENNY)
    bridging_need = 1_200_000 - level[0]
    assert bridging_need == pytest.approx(600_000, abs=TO_THE_PENNY)
