"""What savings cost before they save, what investments are worth, and the fund that lends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mtfp.analysis.appraisal import Appraisal, Choice, appraisals, choices, made_already
from mtfp.model.investment_value import investment_budget
from mtfp.outputs.tables.listings import Column, Filled, Listing, Still
from mtfp.outputs.tables.rows import Row, Table
from mtfp.results import Results
from mtfp.terms import GBP, NUMBER, PERCENT, show_millions

COSTS_TO_ACHIEVE = Table(
    "What savings cost before they save, and what pays for it",
    (
        Row("cost_to_achieve", each=True, optional=True, base=False),
        Row("costs_to_achieve", total=True, base=False),
        Row("receipts_used_for_change", memo=True, optional=True),
        Row("receipts_refused", memo=True, optional=True),
        Row("costs_from_reserves", memo=True, optional=True),
        Row("costs_refused_by_reserves", memo=True, optional=True),
        Row("savings_net_so_far", memo=True),
    ),
    needs="costs_to_achieve",
)
RECEIPTS = Table(
    "Capital receipts: last year's in hand, plus what comes in, less what is used",
    (
        Row("receipts_expected", optional=True),
        Row(
            "capital_receipts_used",
            sign=-1,
            base=False,
            optional=True,
            label="Used by capital schemes",
        ),
        Row("receipts_used_for_change", sign=-1, base=False, optional=True),
        Row("receipts_in_hand", memo=True),
    ),
    needs="receipts_in_hand",
)
REVOLVING_FUND = Table(
    "The revolving fund: last year's, less what it lends, plus what savings repay",
    (
        Row("advances", sign=-1, base=False, optional=True),
        Row("repayments", base=False, optional=True),
        Row("revolving_fund", memo=True),
        Row("advances_refused", memo=True, optional=True),
    ),
    needs="revolving_fund",
)
RELEASED = Table(
    "What investments save in the year, beyond what they repay to the revolving fund",
    (
        Row("investment_released", each=True, optional=True, base=False),
        Row("savings_released", total=True, base=False),
    ),
    needs="repayments",
)
INVESTMENTS = Table(
    "Investments: what each saves in the year, less MRP and interest for it",
    (Row("investment_affordability", each=True, memo=True, base=False),),
    needs="investments_outlay",
)
OF_INVESTING = (COSTS_TO_ACHIEVE, RECEIPTS, INVESTMENTS, REVOLVING_FUND, RELEASED)
"""Each is left out where the plan says nothing of it."""
WEIGHED = Listing(
    "Investments: what each costs and brings, with optimism bias", "investment",
    (
        Column("investment_owner", "Owner", wide=True),
        Column("investment_cost_expected", "Outlay, £m"),
        Column("investment_benefit_expected", "Benefit a year, £m"),
        Column("investment_life", "Life in years"),
        Column("investment_with_bias_npv", "Net present value, £m"),
        Column("investment_as_typed_npv", "The same as typed, £m", wide=True),
        Column("investment_with_bias_index", "Net gain for each £1 put in"),
        Column("investment_with_bias_payback", "Years to pay back"),
        Column("investment_uncertain_benefit", "Uncertain benefit a year, £m"),
        Column(
            "investment_npv_if_all", "Value with uncertain benefit, £m",
            unlike="investment_with_bias_npv",
        ),
        Column("investment_saving", "Counted by", wide=True),
        Column("investment_community_benefit", "Benefit to the community"),
    ),
)  # fmt: skip
BY_ALL = "Every way of choosing"
AS_ISSUED = "worked once for the plan as entered, the same under every scenario"


def found_by_trial(results: Results) -> list[Filled]:
    """Rates of return and discounted payback, and which investments fit the budget for them."""
    found = appraisals(results)
    if not found:
        return []
    titles = dict(zip(results.plan.items["investment"].ids,
                      results.plan.items["investment"].titles, strict=True))  # fmt: skip
    rates = Filled(
        f"Rates of return: {AS_ISSUED}", "Investment",
        ("Rate of return", "Years to pay back, discounted"),
        tuple((titles[one.name], (_rate(one), _years(one))) for one in found),
    )  # fmt: skip
    budget = float(results.plan.figures[investment_budget.name][0, 0])
    limit = f"the budget of £{show_millions(budget)}m" if budget else "no limit to the outlay"
    still_open = [one for one in found if one.name not in made_already(results.plan)]
    return [rates, *_chosen(choices(still_open, budget), limit, titles)] if still_open else [rates]


def _chosen(sets: Sequence[Choice], limit: str, titles: Mapping[str, str]) -> list[Filled]:
    """The set that each way of choosing takes; once, where all take the same."""
    alike = len({frozenset(one.names) for one in sets}) == 1
    rows = tuple(
        (
            BY_ALL if alike else one.by.capitalize(),
            (
                "; ".join(titles[name] for name in one.names) or "none",
                Still(one.outlay, GBP),
                Still(one.npv, GBP),
            ),
        )
        for one in (sets[:1] if alike else sets)
    )
    return [
        Filled(
            f"Which to choose with {limit}, of those not made already: {AS_ISSUED}", "Chosen by",
            ("Investments", "Outlay, £m", "Net present value, £m"), rows,
        )
    ]  # fmt: skip


def _rate(one: Appraisal) -> Still:
    rate = one.rate_of_return
    if isinstance(rate, str):
        return Still(None, PERCENT, "several" if rate == "multiple" else rate)
    return Still(rate, PERCENT)


def _years(one: Appraisal) -> Still:
    return Still(one.discounted_payback, NUMBER, "never")
