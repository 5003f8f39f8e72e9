"""The reference model written straight in numpy, twice, with no engine: what the engine is held to.

Both give the lines that the benchmark keeps, shaped (years, items, cases).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan

Figures = NDArray[np.float64]


def same_lines(plan: Plan, cases: Cases) -> dict[str, Figures]:
    """The same lines in the same order: arrays (items, cases), 2,000 cases at a time."""
    count, block = len(cases), 2000
    fixed = _what_no_case_varies(plan)
    kept = {
        name: np.empty((plan.years, items, count))
        for name, items in (
            ("gap", 1), ("gap_after_reserves", 1), ("unfunded", 1),
            ("reserve_balance", len(plan.items["reserve"])),
            ("allocation", len(plan.items["service"])),
        )
    }  # fmt: skip
    for low in range(0, count, block):
        here = slice(low, min(low + block, count))
        driver = {name: figures[:, :, here] for name, figures in cases.varied.items()}
        _same_lines_of_a_block(plan, fixed, driver, {n: k[:, :, here] for n, k in kept.items()})
    return kept


def _what_no_case_varies(plan: Plan) -> list[tuple[Figures, Figures, Figures]]:
    """Income, savings due and council tax, year by year."""
    given = {name: figures[..., None] for name, figures in plan.figures.items()}
    income, tax_base = given["base_income"][0], given["base_tax_base"][0]
    band_d, found = given["base_band_d"][0], []
    for t in range(plan.years):
        income = income * (1 + given["fees_growth"][t])
        months = 12 * (t + 1) - given["saving_start"][0] - given["saving_slippage_months"][0]
        saving_due = given["saving_value"][0] * np.clip(months / 12, 0, 1)
        tax_base = tax_base * (1 + given["tax_base_growth"][t])
        band_d = band_d * (1 + given["tax_increase"][t] + given["asc_increase"][t])
        found.append((income, saving_due, tax_base * band_d))
    return found


def _same_lines_of_a_block(
    plan: Plan,
    fixed: list[tuple[Figures, Figures, Figures]],
    driver: Mapping[str, Figures],
    kept: Mapping[str, Figures],
) -> None:
    given = {name: figures[..., None] for name, figures in plan.figures.items()}
    service_of = plan.items["saving"].groups["service"]
    services_in_order = np.argsort(plan.figures["priority"][0]).tolist()
    reserves_in_order = np.argsort(plan.figures["reserve_order"][0]).tolist()
    pay, nonpay = given["base_pay"][0], given["base_nonpay"][0]
    contracts, grant = given["base_contracts"][0], given["base_grant"][0]
    rates, balance = given["base_rates"][0], given["reserve_opening"][0]
    cpi_index, share_kept = np.ones((1, 1)), np.ones((1, 1))
    for t, (income, saving_due, council_tax) in enumerate(fixed):
        prices = 1 + driver["cpi"][t]
        cpi_index = cpi_index * prices
        volume_growth = share_kept * (1 + driver["demand_growth"][t])
        pay = pay * (1 + driver["pay_growth"][t]) * volume_growth
        nonpay = nonpay * prices * volume_growth
        contracts = contracts * (1 + driver["contract_growth"][t]) * volume_growth
        spend = pay + nonpay + contracts
        saving = saving_due * driver["delivery"][0]
        saved = np.zeros_like(spend)
        for service, row in zip(service_of, saving, strict=True):
            saved[service] += row
        net = spend - income - saved

        grant = grant * (1 + driver["grant_change"][t])
        rates = rates * prices * (1 + given["rates_real_growth"][t])
        funding = council_tax + rates + grant.sum(0) + given["collection_fund"][t]
        gap = net.sum(0) - funding
        to_close = np.maximum(0, gap)
        room = np.maximum(0, balance - given["reserve_floor"][0])
        most = np.minimum(to_close, given["draw_cap"][t])
        draw, _ = _fill_in_order(most, room, reserves_in_order)
        balance = balance - draw + given["surplus_share"][0] * (to_close - gap)
        gap_after_reserves = to_close - draw.sum(0)

        room = np.maximum(0, net - given["statutory_floor"][0] * cpi_index)
        allocation, unfunded = _fill_in_order(gap_after_reserves, room, services_in_order)
        share_kept = 1 - allocation / spend
        kept["gap"][t] = gap
        kept["gap_after_reserves"][t] = gap_after_reserves
        kept["unfunded"][t] = unfunded
        kept["reserve_balance"][t] = balance
        kept["allocation"][t] = allocation


def _fill_in_order(amount: Figures, room: Figures, order: list[int]) -> tuple[Figures, Figures]:
    """What each row takes in turn, and what is left."""
    left = amount[0]
    taken = np.empty((len(room), len(left)))
    for row in order:
        taken[row] = np.minimum(room[row], left)
        left = left - taken[row]
    return taken, left


def cases_first(cases: Cases) -> dict[str, Figures]:
    """The varied figures as `natural` wants them: (cases, years, items), or fewer."""
    return {
        name: np.ascontiguousarray(np.moveaxis(figures, 2, 0))
        for name, figures in cases.varied.items()
    }


def natural(plan: Plan, drivers: Mapping[str, Figures]) -> dict[str, Figures]:
    """As numpy is mostly written: cases first, 1,000 at a time, a product for savings, cumsum."""
    chunk, count = 1000, len(drivers["cpi"])
    chunks = [
        _natural_chunk(plan, {n: figures[low : low + chunk] for n, figures in drivers.items()})
        for low in range(0, count, chunk)
    ]
    return {
        name: np.moveaxis(np.concatenate([part[name] for part in chunks]), 0, 2)
        for name in chunks[0]
    }


def _natural_chunk(plan: Plan, driver: Mapping[str, Figures]) -> dict[str, Figures]:
    years = plan.years
    fixed = {name: figures[0] for name, figures in plan.figures.items() if len(figures) == 1}
    yearly = {name: figures[:, 0] for name, figures in plan.figures.items() if len(figures) > 1}
    one_hot = np.eye(len(plan.items["service"]))[list(plan.items["saving"].groups["service"])]
    order = np.argsort(fixed["priority"])

    pay, nonpay = fixed["base_pay"], fixed["base_nonpay"]
    contracts, income, grants = fixed["base_contracts"], fixed["base_income"], fixed["base_grant"]
    tax_base, band_d, rates = fixed["base_tax_base"], fixed["base_band_d"], fixed["base_rates"]
    count = len(driver["cpi"])
    cpi_index = np.ones((count, 1))
    reserves = np.tile(fixed["reserve_opening"], (count, 1))
    gaps, gaps_after, unfunded, balances, allocations = [], [], [], [], []
    for t in range(years):
        prices = 1 + driver["cpi"][:, t]
        demand = 1 + driver["demand_growth"][:, t]
        cpi_index = cpi_index * prices
        pay = pay * (1 + driver["pay_growth"][:, t]) * demand
        nonpay = nonpay * prices * demand
        contracts = contracts * (1 + driver["contract_growth"][:, t]) * demand
        income = income * (1 + yearly["fees_growth"][t])
        spend = pay + nonpay + contracts
        months = 12 * (t + 1) - fixed["saving_start"] - fixed["saving_slippage_months"]
        effect = np.clip(months / 12, 0, 1)
        saved = (fixed["saving_value"] * driver["delivery"][:, 0] * effect) @ one_hot
        net = spend - income - saved

        grants = grants * (1 + driver["grant_change"][:, t])
        tax_base = tax_base * (1 + yearly["tax_base_growth"][t])
        band_d = band_d * (1 + yearly["tax_increase"][t] + yearly["asc_increase"][t])
        rates = rates * prices[:, 0] * (1 + yearly["rates_real_growth"][t])
        funding = tax_base * band_d + rates + grants.sum(axis=1) + yearly["collection_fund"][t]
        gap = net.sum(axis=1) - funding

        left, cap = np.maximum(gap, 0), np.full(count, yearly["draw_cap"][t])
        reserves[:, 0] += np.maximum(-gap, 0)
        for r, floor in enumerate(fixed["reserve_floor"]):
            # Only what was there before the surplus could be drawn, but with one there is no draw.
            x = np.minimum(np.minimum(left, cap), np.maximum(0, reserves[:, r] - floor))
            reserves[:, r] -= x
            left, cap = left - x, cap - x

        room = np.maximum(0, net - fixed["statutory_floor"] * cpi_index)[:, order]
        before = np.cumsum(room, axis=1) - room
        taken = np.clip(left[:, None] - before, 0, room)
        allocation = np.empty_like(taken)
        allocation[:, order] = taken
        retained = 1 - allocation / spend
        pay, nonpay, contracts = pay * retained, nonpay * retained, contracts * retained
        gaps.append(gap[:, None])
        gaps_after.append(left[:, None])
        unfunded.append((left - allocation.sum(axis=1))[:, None])
        balances.append(reserves.copy())
        allocations.append(allocation)
    return {
        "gap": np.stack(gaps, 1),
        "gap_after_reserves": np.stack(gaps_after, 1),
        "unfunded": np.stack(unfunded, 1),
        "reserve_balance": np.stack(balances, 1),
        "allocation": np.stack(allocations, 1),
    }
