"""The model against the oracle on random plans, and what must hold of any plan at all."""

import functools
from dataclasses import replace

import numpy as np
import pytest

from mtfp.algebra.lines import LineBook
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.results import Results
from mtfp.terms import GBP
from tests import oracle
from tests.random_plans import GROUPS, YEARS, one_of_the_cases, random_cases

COUNT, FULL_COUNT = 300, 3_000
SEED = 2046
"""Of cases among which every slip of the hand shows: `test_mutation.py` looks."""
NOUGHT = 1e-6
"""A millionth of a pound: floats of £250m carry fifteen digits."""
LAST_BITS = 4 * np.finfo(float).eps
"""What a sum may lose of its largest figure when it is taken another way about."""
TENTH_OF_A_PENNY = 0.001


@functools.cache
def oracle_says(count: int, seed: int) -> tuple[Plan, Cases, dict[str, np.ndarray]]:
    """Random cases and the oracle's answer to each line: (years, items, cases)."""
    plan, cases = random_cases(count, seed)
    answers = [
        oracle.work({n: f[:, :, case].tolist() for n, f in cases.varied.items()}, YEARS, GROUPS)
        for case in range(count)
    ]
    by_line = {name: np.stack([np.array(a[name]) for a in answers], -1) for name in answers[0]}
    return plan, cases, by_line


def disagreements(book: LineBook, count: int = COUNT, seed: int = SEED) -> list[str]:
    """The lines on which a book and the oracle differ, in any year, item or case."""
    plan, cases, expected = oracle_says(count, seed)
    results, lost = run(book, plan, cases), dust(book, expected)
    return [
        name
        for name, one in book.lines.items()
        if not agree(results.array(name), expected[name], lost if one.unit is GBP else NOUGHT)
    ]


def dust(book: LineBook, expected: dict[str, np.ndarray]) -> np.ndarray:
    """What sums of pounds may lose in each case: more than `NOUGHT` in a plan of many billions.

    A small figure may be the difference of two large ones, so the largest of the plan tells.
    """
    money = [np.abs(figures) for name, figures in expected.items() if book.lines[name].unit is GBP]
    largest = np.max([np.nanmax(each, axis=(0, 1), initial=0.0) for each in money], axis=0)
    lost: np.ndarray = np.maximum(NOUGHT, LAST_BITS * largest)
    return lost


def agree(found: np.ndarray, expected: np.ndarray, within: np.ndarray | float = NOUGHT) -> bool:
    """Whether figures are the same, and of the same shape: far inside a penny, which is tested."""
    assert np.max(within) < TENTH_OF_A_PENNY
    if found.shape != expected.shape:
        return False
    with np.errstate(invalid="ignore"):
        near = np.abs(found - expected) <= within + 1e-12 * np.abs(expected)
    return bool((near | (found == expected) | (np.isnan(found) & np.isnan(expected))).all())


def test_the_oracle_works_every_line_of_the_model() -> None:
    _, _, expected = oracle_says(COUNT, SEED)
    assert expected.keys() == MODEL.lines.keys()


def test_a_penny_is_seen_however_large_the_plan_and_dust_is_not() -> None:
    large, nought = np.array([[[19.6e9, 250e6]]]), np.zeros((1, 1, 2))
    lost = dust(MODEL, {"business_rates": large})
    assert lost[1] == NOUGHT < lost[0] < TENTH_OF_A_PENNY
    assert agree(nought, np.array([[[1.6e-6, 1e-7]]]), lost)
    assert not agree(nought, np.array([[[0.01, 0]]]), lost)
    assert not agree(nought, np.array([[[0, 1.6e-6]]]), lost)


def test_the_model_agrees_with_the_oracle(full: bool) -> None:
    assert disagreements(MODEL, FULL_COUNT if full else COUNT) == []


@pytest.fixture(scope="module")
def ran() -> tuple[Plan, Cases, Results]:
    plan, cases = random_cases(300, 7)
    return plan, cases, run(MODEL, plan, cases)


def changed(ran: tuple[Plan, Cases, Results], name: str, figures: np.ndarray) -> Results:
    """The same cases with one input's figures replaced."""
    plan, cases, _ = ran
    return run(MODEL, plan, Cases(cases.labels, {**cases.varied, name: figures}))


def but_for_interest(results: Results, name: str) -> np.ndarray:
    """A figure of the budget without what cash and loans make of it, year by year.

    Whatever changes the draws of one year changes the cash of the next, and nothing else.
    """
    figures: np.ndarray = results[name] - results["interest_on_debt"] + results["investment_income"]
    return figures


def test_every_branch_is_met(ran: tuple[Plan, Cases, Results]) -> None:
    _, _, results = ran
    assert (results["unfunded"] > 0).any()
    assert (results["surplus"] > 0).any()
    assert (results["permitted_draw"] > 0).any()
    assert (results["savings_at_risk"] > 0).any()
    assert (results.array("reserve_room")[1:] == 0).any()
    assert (results.array("saving_planned_one_off")[1:] > 0).any()


def test_opening_plus_movements_is_closing(ran: tuple[Plan, Cases, Results]) -> None:
    _, cases, results = ran
    balance, draw = results.array("reserve_balance"), results.array("reserve_draw")
    moved = balance[:-1] + cases.varied["reserve_contribution"] - draw[1:]
    moved = moved + results.array("reserve_transferred")[1:]
    np.testing.assert_allclose(balance[1:], moved, atol=NOUGHT)


def test_no_draw_takes_a_reserve_below_its_minimum_or_nought(
    ran: tuple[Plan, Cases, Results],
) -> None:
    _, cases, results = ran
    balance, draw = results.array("reserve_balance")[1:], results.array("reserve_draw")[1:]
    assert (draw >= 0).all()
    assert (balance >= -NOUGHT).all()
    by_policy = results.array("reserve_policy_draw")[1:] > 0
    kept = np.broadcast_to(cases.varied["keep_minimum"] == 1, balance.shape)
    minimum = results.array("reserve_floor")[1:]
    drawn = by_policy & kept
    assert drawn.any()
    assert (balance[drawn] >= minimum[drawn] - NOUGHT).all()


def test_reserves_never_enter_the_base(ran: tuple[Plan, Cases, Results]) -> None:
    _, cases, results = ran
    none = changed(ran, "reserves_policy", np.zeros_like(cases.varied["reserves_policy"]))
    for name in ("gap_before_savings", "gap", "gap_expected", "net_budget", "recurring_base"):
        np.testing.assert_allclose(
            but_for_interest(none, name), but_for_interest(results, name), rtol=1e-12, atol=NOUGHT
        )
        np.testing.assert_allclose(none[name][0], results[name][0], rtol=1e-12, atol=NOUGHT)
    assert (none["permitted_draw"] == 0).all()


def test_one_offs_reverse_themselves(ran: tuple[Plan, Cases, Results]) -> None:
    _, cases, results = ran
    one_off = cases.varied["pressure_recurrence"][0] == 0
    amounts = cases.varied["pressure_amount"].copy()
    amounts[0][one_off] += 1e6
    more = changed(ran, "pressure_amount", amounts)
    funded = cases.varied["pressure_funded"][0] * one_off
    added = (cases.varied["pressure_sign"][0] * funded).sum(axis=0) * 1e6
    np.testing.assert_allclose(more["net_budget"][0] - results["net_budget"][0], added, atol=1e-5)
    for name in ("net_budget", "recurring_base"):
        np.testing.assert_allclose(
            but_for_interest(more, name)[1:], but_for_interest(results, name)[1:],
            rtol=1e-12, atol=NOUGHT,
        )  # fmt: skip
    np.testing.assert_array_equal(more["recurring_base"][0], results["recurring_base"][0])


def test_what_is_absorbed_lowers_the_gap_reported_and_not_the_other(
    ran: tuple[Plan, Cases, Results],
) -> None:
    """R5 of the rules: the plan does not assume silently that services absorb demand."""
    _, cases, results = ran
    paid = {
        name: np.ones_like(figures)
        for name, figures in cases.varied.items()
        if name.endswith("_funded")
    }
    assert paid.keys() == {"pressure_funded", "pay_funded", "demand_funded"}
    whole = run(MODEL, ran[0], Cases(cases.labels, {**cases.varied, **paid}))
    np.testing.assert_allclose(
        but_for_interest(whole, "gap"), but_for_interest(results, "gap_if_not_absorbed"), atol=1e-5
    )
    np.testing.assert_allclose(whole["absorbed"], 0, atol=NOUGHT)
    assert (np.abs(results["absorbed"]) > 1e5).any()
    assert (results["gap_if_not_absorbed"] != results["gap"]).any()


def test_a_later_start_never_raises_a_saving_reached(ran: tuple[Plan, Cases, Results]) -> None:
    _, cases, results = ran
    later = changed(ran, "saving_start", cases.varied["saving_start"] + 1)
    for name in ("saving_planned_level", "saving_expected_level"):
        before, after = results.array(name)[1:], later.array(name)[1:]
        assert (after <= before + NOUGHT).all()


def test_a_scheme_already_begun_that_slips_never_flatters_the_plan(worked_example: Plan) -> None:
    """One that began six months before the plan is counted on in the base as it was planned."""
    cases = Cases(
        ("late", "short"),
        {
            "saving_start": np.full((1, 3, 2), -6.0),
            "saving_slippage_months": np.tile([3.0, 0.0], (1, 3, 1)),
            "saving_delivery_probability": np.tile([1.0, 0.5], (1, 3, 1)),
        },
    )
    results = run(MODEL, worked_example, cases)
    # S1 and S2 together save £6m a year, of which £3m was counted on in the base year.
    np.testing.assert_allclose(results["recurring_savings"], 3e6)
    np.testing.assert_allclose(results["recurring_savings_expected"][:, 0], [3e6, 3e6, 3e6])
    np.testing.assert_allclose(results["recurring_savings_expected"][:, 1], 0, atol=NOUGHT)


def test_savings_lower_the_net_budget_by_their_own_sum(ran: tuple[Plan, Cases, Results]) -> None:
    _, cases, results = ran
    # A saving of the base year that is switched off is put back whole, so it corrects nothing.
    silent = {"delivery_corrects_base": np.zeros_like(cases.varied["delivery_corrects_base"])}
    cases = Cases(cases.labels, {**cases.varied, **silent})
    results = run(MODEL, ran[0], cases)
    off = changed((ran[0], cases, results), "saving_on", np.zeros_like(cases.varied["saving_on"]))
    np.testing.assert_allclose(
        but_for_interest(off, "gap_before_savings"),
        but_for_interest(results, "gap_before_savings"), rtol=1e-12, atol=NOUGHT,
    )  # fmt: skip
    fell = results["gap_before_savings"] - results["gap"]
    lowers = results["savings"] - results["repayments_in_budget"]
    np.testing.assert_allclose(fell, lowers, atol=1e-6)


def test_a_higher_pay_award_never_lowers_the_gap(ran: tuple[Plan, Cases, Results]) -> None:
    _, cases, _ = ran
    costs = np.ones_like(cases.varied["pressure_sign"])
    no_income = np.zeros_like(cases.varied["income_base"])
    alone = {**cases.varied, "pressure_sign": costs, "income_base": no_income}
    low = Cases(cases.labels, alone)
    high = Cases(cases.labels, {**low.varied, "index_rate": low.varied["index_rate"] + 0.01})
    plan = ran[0]
    assert (run(MODEL, plan, high)["gap"] >= run(MODEL, plan, low)["gap"] - NOUGHT).all()


def test_the_order_of_items_does_not_matter(ran: tuple[Plan, Cases, Results]) -> None:
    plan, cases, results = ran
    shuffled = {
        name: figures[:, ::-1] if MODEL.inputs[name].axis.name == "saving" else figures
        for name, figures in cases.varied.items()
    }
    # What belongs to a saving, or a saving to, follows it to its new place.
    mine = plan.items["saving"]
    turned = {
        name: replace(
            items,
            groups={
                **items.groups,
                "saving": tuple(
                    place if place < 0 else len(mine) - 1 - place
                    for place in items.members("saving")
                ),
            },
        )
        for name, items in plan.items.items()
        if "saving" in items.groups
    } | {"saving": replace(mine, groups={g: of[::-1] for g, of in mine.groups.items()})}
    other = replace(plan, items={**plan.items, **turned})
    again = run(MODEL, other, Cases(cases.labels, shuffled))
    np.testing.assert_allclose(again["gap"], results["gap"], rtol=1e-12, atol=1e-6)
    np.testing.assert_array_equal(
        again.array("saving_planned_level"), results.array("saving_planned_level")[:, ::-1]
    )


def test_fewer_years_are_the_first_of_more(ran: tuple[Plan, Cases, Results]) -> None:
    plan, cases, results = ran
    whole = one_of_the_cases(plan, cases, 3)
    cut = Plan(
        whole.name, whole.title, whole.base_year, 2, whole.items,
        {n: f[:2] if MODEL.inputs[n].yearly else f for n, f in whole.figures.items()},
    )  # fmt: skip
    short = run(MODEL, cut)
    for name in MODEL.lines:
        np.testing.assert_array_equal(short.array(name)[:, :, 0], results.array(name)[:3, :, 3])


def test_money_scales(ran: tuple[Plan, Cases, Results]) -> None:
    """Twice the pounds in is twice the pounds out, council tax and its pennies left aside."""
    plan, cases, _ = ran
    charges = ("base_band_d", "council_tax_increase_in_pounds")
    no_tax = {**cases.varied, **{n: np.zeros_like(cases.varied[n]) for n in charges}}
    doubled = {
        name: figures * 2 if ("£", 1) in MODEL.inputs[name].unit.dimensions else figures
        for name, figures in no_tax.items()
    }
    once = run(MODEL, plan, Cases(cases.labels, no_tax))
    twice = run(MODEL, plan, Cases(cases.labels, doubled))
    for name in ("net_budget", "funding", "gap_expected", "closing_reserves", "unfunded"):
        np.testing.assert_allclose(twice[name], 2 * once[name], rtol=1e-12, atol=NOUGHT)


def test_a_target_lowers_no_gap_but_the_last(ran: tuple[Plan, Cases, Results]) -> None:
    """Unless members decide to rely on it, a target changes neither draws nor balances."""
    _, cases, _ = ran
    plan = ran[0]
    alone = {**cases.varied, "rely_on_target": np.zeros_like(cases.varied["rely_on_target"])}
    none = {**alone, "savings_target": np.zeros_like(cases.varied["savings_target"])}
    with_target = run(MODEL, plan, Cases(cases.labels, alone))
    without = run(MODEL, plan, Cases(cases.labels, none))
    for name in ("gap", "gap_expected", "call_on_reserves", "closing_reserves"):
        np.testing.assert_array_equal(with_target[name], without[name])
    fell = without["gap_after_targets"] - with_target["gap_after_targets"]
    np.testing.assert_allclose(fell, cases.varied["savings_target"][:, 0], atol=1e-6)


def test_what_slips_never_raises_a_saving_typed_by_year(ran: tuple[Plan, Cases, Results]) -> None:
    _, _, results = ran
    typed, late = results.array("saving_typed_level"), results.array("saving_late_level")
    assert (late[1:] <= typed[1:] + NOUGHT).all()
    assert (late[1:] < typed[1:] - NOUGHT).any()


def test_the_gap_meanings_agree(ran: tuple[Plan, Cases, Results]) -> None:
    _, _, results = ran
    for stage in ("gap_before_savings", "gap", "gap_expected", "gap_after_reserves"):
        running = results[stage]
        np.testing.assert_allclose(np.cumsum(results[f"{stage}_increment"], 0), running, atol=1e-5)
        if stage == "gap_after_reserves":
            continue
        np.testing.assert_allclose(
            np.cumsum(running, 0), results[f"{stage}_if_nothing_done"], atol=1e-5
        )


def test_the_bridge_runs_from_the_base_to_the_gap(ran: tuple[Plan, Cases, Results]) -> None:
    plan, cases, results = ran
    once = cases.varied.get("one_offs_in_base", plan.figures["one_offs_in_base"][..., None])[:, 0]
    streams = ("council_tax", "collection_fund", "business_rates", "rsg", "other_grants")
    pressed = results["pension_secondary_since_base"] - results.array("income_since_base")[1:].sum(
        1
    )
    for cause in ("pressure", "pay", "demand"):
        pressed = pressed + results.array(f"{cause}_since_base")[1:].sum(axis=1)
    funded = sum(results[f"{stream}_since_base"] for stream in streams)
    costs = sum(
        results[f"{cost}_since_base"]
        for cost in ("capital_financing", "revenue_contributions", "dsg_cost", "support_cost")
    )
    relief = cases.varied["capitalisation_direction"][:, 0]
    costs = costs + results["base_correction_since_base"] + results["costs_in_budget"] - relief
    beside = costs + results["stranded_costs"] - results["hra_recharge_since_base"]
    bridge = results["gap_in_base"] - once + pressed + beside - funded
    np.testing.assert_allclose(bridge, results["gap_before_savings"], rtol=0, atol=1e-5)
    for stage, whole in (("planned", "savings"), ("expected", "savings_expected")):
        saved = results.array(f"saving_{stage}")[1:].sum(axis=1)
        np.testing.assert_allclose(saved, results[whole], rtol=0, atol=1e-5)
