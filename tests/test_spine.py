"""The worked example of the domain rules, TV-SPINE-1 and TV-SPINE-2, to the penny.

The expected figures are typed from the domain rules, not produced by the code.
"""

from collections.abc import Sequence

import numpy as np
import pytest

from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan

Three = Sequence[float]

TV_SPINE_1: dict[str, Three] = {
    "pressures": (12_750_000, 11_622_500, 11_776_175),
    "recurring_base_before_savings": (212_750_000, 224_372_500, 236_148_675),
    "saving_planned_increments": (4_000_000, 2_000_000, 0),
    "recurring_base": (208_750_000, 218_372_500, 230_148_675),
    "saving_planned_one_offs": (0, 1_000_000, 0),
    "net_budget": (208_750_000, 217_372_500, 230_148_675),
    "tax_base": (60_600.00, 61_206.00, 61_818.06),
    "general_increase": (53.82, 56.51, 59.33),
    "asc_increase": (36.00, 37.80, 39.68),
    "band_d": (1_889.82, 1_984.13, 2_083.14),
    "council_tax": (114_523_092.00, 121_440_660.78, 128_775_673.51),
    "business_rates": (60_900_000.00, 61_813_500.00, 62_740_702.50),
    "other_grants": (12_000_000, 12_000_000, 12_000_000),
    "funding": (204_923_092.00, 209_254_160.78, 214_516_376.01),
    "gap_before_savings": (7_826_908.00, 15_118_339.22, 21_632_298.99),
    "gap_before_savings_increment": (7_826_908.00, 7_291_431.22, 6_513_959.77),
    "gap": (3_826_908.00, 8_118_339.22, 15_632_298.99),
    "permitted_draw": (3_826_908.00, 8_118_339.22, 2_054_752.78),
    "closing_reserves": (20_173_092.00, 12_054_752.78, 10_000_000.00),
    "unfunded": (0, 0, 13_577_546.21),
}
PRESSURES: dict[str, Three] = {
    "pay": (2_700_000, 2_781_000, 2_864_430),
    "care": (3_200_000, 2_496_000, 2_570_880),
    "levies": (450_000, 463_500, 477_405),
    "demand": (6_000_000, 6_000_000, 6_000_000),
    "capital": (1_000_000, 500_000, 500_000),
    "fees": (-600_000, -618_000, -636_540),
}
HALF_OF_S2: dict[str, Three] = {
    "gap": (3_826_908.00, 8_118_339.22, 15_632_298.99),
    "gap_expected": (4_826_908.00, 10_118_339.22, 17_632_298.99),
    "unfunded": (0, 945_247.22, 17_632_298.99),
    "closing_reserves": (19_173_092.00, 10_000_000.00, 10_000_000.00),
}
WITHOUT_MINIMUM = (20_173_092.00, 12_054_752.78, 0.00)


def to_the_penny(found: np.ndarray, expected: Three) -> None:
    assert [round(float(x), 2) for x in found] == pytest.approx(list(expected), abs=0.005)


@pytest.mark.parametrize("name", TV_SPINE_1)
def test_tv_spine_1(worked_example: Plan, name: str) -> None:
    to_the_penny(run(MODEL, worked_example)[name][:, 0], TV_SPINE_1[name])


@pytest.mark.parametrize("item", PRESSURES)
def test_each_pressure(worked_example: Plan, item: str) -> None:
    position = worked_example.items["pressure"].ids.index(item)
    found = run(MODEL, worked_example).array("pressure")[1:, position, 0]
    to_the_penny(found, PRESSURES[item])


def delivering_half_of_s2(plan: Plan, count: int = 1) -> Cases:
    delivery = np.repeat(plan.figures["saving_delivery_probability"][:, :, None], count, axis=2)
    delivery[0, plan.items["saving"].ids.index("S2"), :] = 0.5
    return Cases(
        tuple(f"case {n}" for n in range(count)), {"saving_delivery_probability": delivery}
    )


@pytest.mark.parametrize("name", HALF_OF_S2)
def test_tv_spine_2(worked_example: Plan, name: str) -> None:
    found = run(MODEL, worked_example, delivering_half_of_s2(worked_example))
    to_the_penny(found[name][:, 0], HALF_OF_S2[name])


def test_reserves_with_no_minimum_stop_at_nought(worked_example: Plan) -> None:
    cases = Cases(("no minimum",), {"reserve_minimum": np.zeros((1, 1, 1))})
    found = run(MODEL, worked_example, cases)
    to_the_penny(found["closing_reserves"][:, 0], WITHOUT_MINIMUM)
    to_the_penny(found["unfunded"][:, 0], (0, 0, 3_577_546.21))
