"""What is lawful but suspicious in business rates, the settlement and grants."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtfp.problems import Place, Problem, listed
from mtfp.results import Results
from mtfp.terms import GBP, PERCENT, FinancialYear, show

A_POUND = 1.0
RESET = FinancialYear(2026)
"""The year from which only later growth of rates is kept, the first such since 2013/14."""
WORKED_FROM = {
    "net_rates_income": "net_rates_income",
    "rates_local_share": "rates_local_share",
    "brb": "business_rates_baseline",
    "bfl": "baseline_funding_level",
}
"""What retention needs in every year, and the input that says it."""


def rates_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case, which stop nothing."""
    yield from _rates_by_halves(results)
    yield from _reset_unsaid(results)
    yield from _two_shares(results)
    yield from _pairs(results)
    yield from _settlement_at_once(results)


def _place(results: Results, name: str, item: str = "") -> Place | None:
    origin = results.plan.origin(name, item)
    return origin.place if origin else None


def _by_retention(results: Results) -> bool:
    method = results.book.inputs["business_rates_method"]
    return bool(results.plan.figures[method.name][0, 0] == method.choices["retention"])


def _rates_by_halves(results: Results) -> Iterator[Problem]:
    """Retention with nothing to work on, or with figures that the plan's method never reads."""
    plan, book = results.plan, results.book
    if not _by_retention(results):
        if plan.figures["net_rates_income"].any():
            what = (
                "net_rates_income is given, but business_rates_method is growth, so it changes "
                "nothing."
            )
            fix = "Say `business_rates_method: {value: retention, ...}`, or take it out."
            yield Problem(what, _place(results, "net_rates_income"), fix, code="W141")
        return
    for year, when in enumerate(plan.plan_years, start=1):
        lacking = [
            name for line, name in WORKED_FROM.items() if not results.amount(book[line], year, 0, 0)
        ]
        if lacking:
            what = f"Business rates are worked by retention, and {when} has no "
            fix = "Give a figure for every year; a baseline may be uprated from the year before."
            place = _place(results, "business_rates_method")
            yield Problem(f"{what}{listed(lacking, 'or')}.", place, fix, code="W141")
            return


def _reset_unsaid(results: Results) -> Iterator[Problem]:
    """Retention over the year of the reset, and no word on whether it is one."""
    plan = results.plan
    spans = RESET in plan.plan_years
    if spans and _by_retention(results) and plan.origin("rates_reset", "") is None:
        what = (
            f"Business rates are worked by retention over {RESET}, when baselines were set anew, "
            "and the plan does not say rates_reset."
        )
        fix = (
            f'Say `rates_reset: {{{RESET}: "yes", onwards: "no", ...}}`, or name the pack '
            "england-2026-27."
        )
        yield Problem(what, _place(results, "business_rates_method"), fix, code="W146")


def _two_shares(results: Results) -> Iterator[Problem]:
    """One share of rates income and another of the fund that holds it."""
    plan = results.plan
    names = ("rates_local_share", "business_rates_fund_share")
    income, fund = (plan.figures[name][:, 0] for name in names)
    said = all(plan.origin(name, "") for name in names)
    if not said or fund[0] in (*income, 1):
        return
    what = (
        f"rates_local_share is {show(float(income[0]), PERCENT)} in {plan.plan_years[0]} and "
        f"business_rates_fund_share {show(float(fund[0]), PERCENT)}: both are the council's share "
        "of business rates."
    )
    fix = "Make them equal, or say 100% where the fund's estimates are the council's own part."
    yield Problem(what, _place(results, names[1]), fix, code="W147")


def _pairs(results: Results) -> Iterator[Problem]:
    """A grant rolled into another that gains the plan something, or costs it something."""
    plan = results.plan
    sums = results.array("pair_sum")[1:, :, 0]
    members = plan.items["funding"].members("pair")
    for pair, pair_id in enumerate(plan.items["pair"].ids):
        years = np.flatnonzero(np.abs(sums[:, pair]) >= A_POUND)
        if not len(years):
            continue
        amount, when = float(sums[years[0], pair]), plan.plan_years[years[0]]
        does = "adds" if amount > 0 else "takes"
        what = (
            f"{pair_id} {does} {show(abs(amount), GBP)} in {when}: a grant rolled into another "
            "brings no gain and no loss."
        )
        fix = (
            "Make its sides equal, and give a side that is ring-fenced a stranded_share of 100%, "
            "since its spending goes on."
        )
        row = plan.items["funding"].ids[members.index(pair)]
        yield Problem(what, _place(results, "funding_kind", row), fix, code="W142")


def _settlement_at_once(results: Results) -> Iterator[Problem]:
    """A new allocation that counts in full because nothing is said of how it is reached."""
    plan = results.plan
    old, new = plan.figures["rsg_old_allocation"], plan.figures["rsg_new_allocation"]
    if plan.origin("rsg_new_share", "") is None and (np.abs(old - new) >= A_POUND).any():
        what = "rsg_new_share is not given, so the new allocation counts in full from the start."
        fix = "Give it for every year: the settlement of 2026 moves in thirds from 2026/27."
        given = "rsg_new_allocation" if new.any() else "rsg_old_allocation"
        yield Problem(what, _place(results, given), fix, code="W143")
