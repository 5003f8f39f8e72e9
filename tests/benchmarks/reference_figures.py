"""Figures for the reference model: one plan of a fixed size, and as many cases as wanted."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtfp.plan.cases import Cases
from mtfp.plan.plan import Items, Plan
from mtfp.terms import FinancialYear

YEARS, SERVICES, SAVINGS, GRANTS, RESERVES = 5, 60, 100, 10, 6

Figures = NDArray[np.float64]


def reference_plan(seed: int = 1) -> Plan:
    """A plan in balance in its base year; where no case varies it, its growth is the middle one."""
    draw = np.random.default_rng(seed)
    pay, nonpay, contracts, income = (
        1e6 * draw.uniform(low, high, SERVICES)
        for low, high in ((1, 8), (0.5, 3), (0.5, 6), (0.2, 2))
    )
    net = pay + nonpay + contracts - income
    grants = draw.uniform(1e6, 12e6, GRANTS)
    tax_base, band_d = 61_000.0, 1_984.0
    flat: dict[str, Sequence[float] | NDArray[Any]] = {
        "base_pay": pay, "base_nonpay": nonpay, "base_contracts": contracts,
        "base_income": income,
        "statutory_floor": net * draw.uniform(1.0, 1.06, SERVICES),
        "priority": 1.0 + draw.permutation(SERVICES),
        "saving_value": draw.uniform(5e4, 5e5, SAVINGS),
        "saving_start": draw.integers(0, 48, SAVINGS).astype(float),
        "saving_slippage_months": draw.integers(0, 9, SAVINGS).astype(float),
        "delivery": [0.8] * SAVINGS,
        "base_grant": grants,
        "base_tax_base": [tax_base], "base_band_d": [band_d],
        "base_rates": [float(net.sum() - grants.sum() - tax_base * band_d)],
        "reserve_opening": draw.uniform(2e6, 6e6, RESERVES),
        "reserve_floor": draw.uniform(5e5, 3e6, RESERVES),
        "reserve_order": [1.0 + n for n in range(RESERVES)],
        "surplus_share": [1.0] + [0.0] * (RESERVES - 1),
    }  # fmt: skip
    yearly = {
        "fees_growth": 0.02, "tax_base_growth": 0.008, "tax_increase": 0.0299,
        "asc_increase": 0.02, "rates_real_growth": 0.005, "collection_fund": 5e5,
        "draw_cap": 5e6, "pay_growth": 0.03, "cpi": 0.025, "contract_growth": 0.035,
    }  # fmt: skip
    return Plan(
        "reference", "Reference model", FinancialYear(2026), YEARS,
        items={
            "service": _items("service", SERVICES),
            "saving": _items("saving", SAVINGS, service=draw.integers(0, SERVICES, SAVINGS)),
            "grant": _items("grant", GRANTS),
            "reserve": _items("reserve", RESERVES),
        },
        figures={
            **{name: np.array([figures], float) for name, figures in flat.items()},
            **{name: np.full((YEARS, 1), figure) for name, figure in yearly.items()},
            "demand_growth": np.full((YEARS, SERVICES), 0.02),
            "grant_change": np.full((YEARS, GRANTS), 0.01),
        },
    )  # fmt: skip


def reference_cases(count: int, seed: int = 2) -> Cases:
    """Cases that between them reach a surplus, the cap on draws, empty reserves and every floor."""
    draw = np.random.default_rng(seed)

    def around(middle: float, spread: float, years: int, items: int) -> Figures:
        return draw.normal(middle, spread, (years, items, count))

    return Cases(
        tuple(f"case {n}" for n in range(count)),
        {
            "pay_growth": around(0.03, 0.015, YEARS, 1),
            "cpi": around(0.025, 0.012, YEARS, 1),
            "contract_growth": around(0.035, 0.015, YEARS, 1),
            "demand_growth": around(0.02, 0.02, YEARS, SERVICES),
            "delivery": np.clip(around(0.8, 0.2, 1, SAVINGS), 0, 1),
            "grant_change": around(0.01, 0.03, YEARS, GRANTS),
        },
    )


def _items(name: str, count: int, **groups: NDArray[np.intp]) -> Items:
    names = tuple(f"{name} {n}" for n in range(count))
    return Items(names, names, {g: tuple(members.tolist()) for g, members in groups.items()})
