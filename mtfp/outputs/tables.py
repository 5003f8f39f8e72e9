"""The tables that every face shows, each declared once: which lines, in which order and sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Named
from mtfp.analysis.basis import ILLUSTRATIVE, Bases
from mtfp.analysis.blanks import Blanks
from mtfp.analysis.saying import says_only_gaps
from mtfp.results import Results


@dataclass(frozen=True)
class Row:
    """One row of a table: a line or input, as it is or taken away, perhaps as a total.

    `base` is false where the base year's figure is only where a look back starts from; a
    `memo` stands beside the sum and is no part of it. A line of an axis is a row for `each`
    of its items, or no row at all where there are none. An `optional` row is left out where
    it is nought in every year of every scenario: what a plan says nothing of is no nought.
    """

    name: str
    sign: int = 1
    total: bool = False
    base: bool = True
    label: str = ""
    memo: bool = False
    each: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a title. A total is the sum of the rows above it that are no memo."""

    title: str
    rows: tuple[Row, ...]


SAVINGS_SO_FAR = "Approved savings so far, not new each year"

SPENDING = Table(
    "Spending",
    (
        Row("pressures", memo=True, label="Pressures of the year, in the budget below"),
        Row("recurring_base_before_savings"),
        Row("one_off_pressures"),
        Row("savings", sign=-1, label=SAVINGS_SO_FAR),
        Row("net_budget", total=True),
    ),
)
FUNDING = Table(
    "Funding",
    (
        Row("council_tax"),
        Row("collection_fund", optional=True),
        Row("business_rates", optional=True),
        Row("rsg", optional=True),
        Row("other_grants", optional=True),
        Row("funding", total=True),
    ),
)
GAP = Table(
    "Gap (the year's own shortfall)",
    (
        Row("gap_before_savings", base=False),
        Row("savings", sign=-1, label=SAVINGS_SO_FAR),
        Row("gap", total=True, base=False),
        Row("gap_increment", memo=True, label="...of which new this year"),
    ),
)
RESERVES = Table(
    "Reserves",
    (
        Row("gap_expected", base=False),
        Row("contributions_to_reserves"),
        Row("permitted_draw", sign=-1),
        Row("savings_target", sign=-1),
        Row(
            "gap_after_targets",
            total=True,
            base=False,
            label="Still to be found (brackets: to spare)",
        ),
        Row("call_on_reserves", memo=True),
        Row("usable_reserves", memo=True),
        Row("closing_reserves", memo=True),
        Row("unwinding_of_reserves", memo=True, label="Last year's draw, inside the gap above"),
        Row(
            "gap_expected_if_nothing_done",
            base=False,
            memo=True,
            label="Gaps added up: reserves needed if nothing is done",
        ),
    ),
)
SUMMARY = (SPENDING, FUNDING, GAP, RESERVES)
"""The table a finance officer expects, in the order of the argument: spending to reserves."""

GAPS_ALONE = (
    Table(
        "Gap (the year's own shortfall)",
        (
            Row("gap", base=False, label="Gap as published, running"),
            Row("gap_increment", memo=True, label="...of which new this year"),
        ),
    ),
    Table(
        "Reserves",
        (
            Row(
                "gap_if_nothing_done",
                base=False,
                memo=True,
                label="Gaps added up: reserves needed if nothing is done",
            ),
        ),
    ),
)
"""What there is to show of a plan that holds published gaps and nothing else."""


def _change(stream: str, called: str) -> Row:
    """What a stream of funding takes from the gap by growing, or adds to it by falling."""
    label = f"Change in {called}"
    return Row(f"{stream}_since_base", sign=-1, base=False, label=label, optional=True)


BRIDGE = Table(
    "From the base year to the gap: what each cause adds, or in brackets takes off",
    (
        Row("gap_in_base", base=False),
        Row("one_offs_in_base", -1, base=False, label="One-offs of that year end", optional=True),
        Row("pressure_since_base", each=True, optional=True),
        Row("stranded_costs", base=False, label="Spending that grants leave", optional=True),
        _change("council_tax", "council tax"),
        _change("collection_fund", "collection funds"),
        _change("business_rates", "business rates"),
        _change("rsg", "revenue support grant"),
        _change("other_grants", "other grants and funding"),
        Row("gap_before_savings", base=False, total=True),
        Row("savings", sign=-1, label="Approved savings so far"),
        Row("gap", base=False, total=True),
    ),
)
"""What each cause has moved since the base year, up to each year's gap."""

APPROVED_SAVINGS = Table(
    "Savings as approved", (Row("saving_planned", each=True), Row("savings", total=True))
)
EXPECTED_SAVINGS = Table(
    "Savings as they are expected to arrive",
    (
        Row("saving_expected", each=True),
        Row("savings_expected", total=True),
        Row("savings_at_risk", memo=True, label="Approved and not expected this year"),
    ),
)
SAVINGS_IN_ALL = Table(
    "Savings, approved and expected",
    (
        Row("savings", memo=True),
        Row("savings_expected", memo=True),
        Row("savings_at_risk", memo=True, label="Approved and not expected this year"),
    ),
)
COUNCIL_TAX = Table(
    "Council tax",
    (
        Row("tax_base", memo=True, optional=True),
        Row("council_tax_increase", memo=True, optional=True),
        Row("asc_precept_increase", memo=True, optional=True),
        Row("band_d", memo=True, optional=True),
        Row("council_tax_from_base", optional=True),
        Row("council_tax_typed", label="Council tax given as an amount", optional=True),
        Row("council_tax", total=True),
    ),
)
BUSINESS_RATES = Table(
    "Business rates by the retention scheme",
    (
        Row("local_rates_income", optional=True),
        Row("section_31_grant", optional=True),
        Row("cap_grant", optional=True),
        Row("tariff", sign=-1, optional=True),
        Row("top_up", optional=True),
        Row("rates_levy", sign=-1, optional=True),
        Row("safety_net", optional=True),
        Row("business_rates_kept", total=True),
        Row("rates_growth", memo=True, base=False, optional=True),
        Row("rates_growth_lost", memo=True, optional=True),
    ),
)
RSG = Table(
    "Revenue support grant between two allocations",
    (
        Row("rsg_old_allocation", memo=True, optional=True),
        Row("rsg_new_allocation", memo=True, optional=True),
        Row("rsg_allocated", memo=True, optional=True),
    ),
)
POOL = Table(
    "The business rates pool as one, against its members alone",
    (
        Row("pool_gain", memo=True, optional=True),
        Row("pool_safety_net_forgone", memo=True, optional=True),
    ),
)
FIRMNESS = Table(
    "How firm the funding is, where its rows say so",
    (
        Row("confirmed_funding", memo=True, optional=True),
        Row("provisional_funding", memo=True, optional=True),
        Row("assumed_funding", memo=True, optional=True),
        Row("unconfirmed_share", memo=True, optional=True),
    ),
)
RINGFENCED = Table(
    "Ring-fenced grants and the spending that goes with them",
    (
        Row("matched_spending", optional=True),
        Row("ringfenced_grants", sign=-1, optional=True),
        Row("stranded_costs", total=True),
    ),
)
ROLLED_IN = Table(
    "Grants rolled into others: what their sides come to, which should be nothing",
    (Row("pair_sum", memo=True, each=True, optional=True),),
)


def _beyond_ours(name: str, what: str) -> Row:
    """What government's view holds beyond the plan's own, taken off to reach the plan's."""
    return Row(name, sign=-1, optional=True, label=f"Less: {what} beyond ours")


SPENDING_POWER = Table(
    "Core Spending Power: government's view against the plan's own",
    (
        Row("csp_government_cash", optional=True),
        Row("csp_council_tax", optional=True),
        Row("core_spending_power", total=True),
        _beyond_ours("csp_council_tax_over_ours", "council tax assumed"),
        _beyond_ours("csp_ffa_over_ours", "grant and business rates assessed"),
        _beyond_ours("csp_grants_over_ours", "other grants counted"),
        Row("csp_leaves_out", optional=True),
        Row("csp_our_funding", total=True),
    ),
)
OF_GRANTS_AND_RATES = (
    BUSINESS_RATES, POOL, RSG, RINGFENCED, ROLLED_IN, FIRMNESS, SPENDING_POWER,
)  # fmt: skip
"""What stands behind rates and grants; each is left out where the plan says nothing of it."""
STREAMS = Table(
    "Funding given as amounts, row by row, ring-fenced or not", (Row("funding_level", each=True),)
)
BALANCES = Table(
    "Balance of each reserve at the year's end",
    (Row("reserve_balance", each=True), Row("closing_reserves", total=True)),
)
DRAWS = Table(
    "Drawn from each reserve",
    (Row("reserve_draw", each=True, base=False), Row("permitted_draw", total=True, base=False)),
)
AGAINST_MINIMUM = Table(
    "Usable reserves against their minimum",
    (Row("usable_reserves", memo=True), Row("minimum_reserves", memo=True)),
)

HEADLINE = (
    Row("gap_before_savings", base=False, memo=True),
    Row("gap", base=False),
    Row("savings", label="Approved savings so far"),
    Row("unfunded", label="Still to be found after savings and reserves"),
    Row("usable_reserves", label="Usable reserves at the year's end"),
    Row("minimum_reserves", memo=True),
    Row("council_tax_rise"),
)
"""Five numbers that a member is asked for, and two that set them off."""

MEASURES = (
    "gap_before_savings",
    "gap",
    "gap_expected",
    "permitted_draw",
    "unfunded",
    "usable_reserves",
)
"""What scenarios are compared by, side by side."""

MARK = "~"
FOOTNOTE = f"{MARK} rests on illustrative figures, invented to fill what was not published."
SIGNS = "Amounts are in £m. Brackets are less than nought: a saving taken off, or money to spare."
ROUNDING = "Rows may differ by 0.001 from their total, which is rounded from exact figures."
BLANK_NOTE = "An empty space is a figure that cannot be given: the plan leaves its year blank."


@dataclass(frozen=True)
class Shown:
    """One row as it stands in a plan's table: its line or input, its item and its label."""

    row: Row
    named: Named
    item: int
    label: str

    def amounts(self, results: Results, blanks: Blanks, case: int) -> NDArray[np.float64]:
        """The figures shown, base year first; NaN where none is."""
        found = results.over_years(self.named, case, self.item) * self.row.sign
        if not self.row.base:
            found[0] = np.nan
        return blanks.left_out(found, self.named.name, self.item)

    def is_illustrative(self, bases: Bases) -> bool:
        """Whether any of its figures rests on an invented one."""
        return bases.of(self.named.name, self.item) == ILLUSTRATIVE


def rows_of(table: Table, results: Results, *, every: bool = False) -> Iterator[Shown]:
    """The rows of a table in a plan, one for each item where it asks for each.

    `every` keeps the optional rows that the plan says nothing of.
    """
    for row in table.rows:
        named = results.book[row.name]
        items = results.plan.items_of(named.axis)
        for item, title in enumerate(items.titles):
            if every or not row.optional or ever(results, row.name, item):
                yield Shown(row, named, item, title if row.each else row.label or named.title)


def headline_of(results: Results) -> tuple[Row, ...]:
    """The numbers of the headline that a plan speaks of: what it does not say is not nought."""
    if says_only_gaps(results):
        return (Row("gap", base=False, label="Gap as published"),)
    silent = set()
    if not len(results.plan.items["saving"]):
        silent |= {"gap_before_savings", "savings"}
    if not len(results.plan.items["reserve"]):
        silent |= {"usable_reserves"}
    if not ever(results, "minimum_reserves"):
        silent |= {"minimum_reserves"}
    if not ever(results, "tax_base") or ever(results, "council_tax_typed"):
        silent |= {"council_tax_rise"}  # a tax given as an amount says nothing of its rise
    return tuple(row for row in HEADLINE if row.name not in silent)


def ever(results: Results, name: str, item: int = 0) -> bool:
    """Whether a line or input has a figure other than nought in any year of any scenario."""
    named = results.book[name]
    cases = range(len(results.cases))
    return any(np.nan_to_num(results.over_years(named, case, item)).any() for case in cases)


def summary_of(results: Results) -> tuple[Table, ...]:
    """The summary's tables: all of them, or the gaps where a plan says nothing else."""
    return GAPS_ALONE if says_only_gaps(results) else SUMMARY
