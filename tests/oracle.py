"""A second, deliberately dull working of the plan, against which the real one is tested.

It shares no code with the model, only the names of the lines: plain loops, one year after
another, written from the domain rules ("rule n" below is a section of those rules) and the
decided semantics ("decision n"). When the two disagree, one of them has misread a rule.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests import oracle_invest, oracle_licence, oracle_rates, oracle_reserves, oracle_targets
from tests.oracle_capital import open_capital, work_capital, work_cash
from tests.oracle_pressures import (
    add_up_pressures,
    contract_costs,
    open_pressures,
    work_borne,
    work_demand,
    work_income,
    work_pay,
    work_since_base,
    work_uplifts,
)
from tests.oracle_programme import open_programme, work_delivery, work_programme
from tests.oracle_rules import work_rules
from tests.oracle_savings import open_savings, typed_levels, work_savings
from tests.oracle_tax import open_tax, work_tax

Row = list[float]
Inputs = Mapping[str, Sequence[Sequence[float]]]
Groups = Mapping[tuple[str, str], Sequence[int]]
"""The position of each item's group, by the axis and the group's: -1 is none."""

GAPS_BEFORE_RESERVES = ("gap_before_savings", "gap", "gap_expected")
GAPS = (
    *GAPS_BEFORE_RESERVES,
    "gap_after_reserves",
    "gap_after_targets",
    "gap_if_not_absorbed",
    "gap_if_proposed",
)
FUNDING_KINDS = {
    1: "council_tax_typed",
    2: "business_rates_typed",
    3: "rsg_typed",
    4: "other_grants",
    5: "collection_fund_typed",
}
STREAMS = ("council_tax", "collection_fund", "business_rates", "rsg", "other_grants")
ONE_OFF, RECURRING = 0, 1
COLLECTION_FUND = 5


@dataclass
class Book:
    """What was given, and every line worked so far; year 0 is the base year (rule 0)."""

    inputs: Inputs
    groups: Groups = field(default_factory=dict)
    lines: dict[str, list[Row]] = field(default_factory=dict)

    def fixed(self, name: str) -> Sequence[float]:
        """Give an input that holds for the whole plan, by item."""
        return self.inputs[name][0]

    def one(self, name: str) -> float:
        """Give a council-wide input that holds for the whole plan."""
        return self.inputs[name][0][0]

    def yearly(self, name: str, t: int) -> Sequence[float]:
        """Give plan year t of an input typed year by year, by item."""
        return self.inputs[name][t - 1]

    def one_yearly(self, name: str, t: int) -> float:
        """Give plan year t of a council-wide input typed year by year."""
        return self.inputs[name][t - 1][0]

    def row(self, name: str, t: int) -> Row:
        """Give year t of a line already worked, by item."""
        return self.lines[name][t]

    def at(self, name: str, t: int) -> float:
        """Give year t of a council-wide line already worked."""
        return self.lines[name][t][0]

    def open(self, name: str, row: Sequence[float]) -> None:
        """Set a line's base year."""
        self.lines[name] = [[float(amount) for amount in row]]

    def put(self, name: str, row: Sequence[float]) -> None:
        """Add a line's next plan year; a line never opened has no base year."""
        self.lines.setdefault(name, [[math.nan] * len(row)])
        self.lines[name].append([float(amount) for amount in row])

    def put_one(self, name: str, amount: float) -> float:
        """Add a council-wide line's next plan year, and hand the amount back."""
        self.put(name, [amount])
        return amount


def work(inputs: Inputs, years: int, groups: Groups) -> dict[str, list[list[float]]]:
    """Work every line of the plan, in the order of calculation of rule 0."""
    book = Book(inputs, groups)
    open_the_book(book)
    for t in range(1, years + 1):
        book.put_one("months_elapsed", 12.0 * t)
        work_capital(book, t)
        work_uplifts(book, t)
        work_pay(book, t)
        work_demand(book, t)
        work_income(book, t)
        work_savings(book, t)
        work_tax(book, t)
        oracle_rates.work_retention(book, t)
        oracle_rates.work_pool(book, t)
        oracle_rates.work_settlement(book, t)
        work_funding(book, t)
        oracle_rates.work_grants(book, t)
        oracle_rates.work_status(book, t)
        oracle_rates.work_spending_power(book, t)
        work_delivery(book, t)
        work_pressures(book, t)
        oracle_invest.work_costs(book, t)
        oracle_invest.work_value(book)
        oracle_invest.work_fund(book, t)
        add_up_pressures(book, t)
        work_budgets(book, t)
        work_services(book, t)
        work_gap(book, t, "gap_before_savings", net_less_funding(book, t, "_before_savings"))
        work_gap(book, t, "gap", net_less_funding(book, t, ""))
        work_gap(book, t, "gap_if_proposed", book.at("gap", t) - book.at("savings_proposed", t))
        work_absorbed(book, t)
        work_gap(book, t, "gap_expected", net_less_funding(book, t, "_expected"))
        oracle_licence.work_bridging(book, t)
        oracle_licence.work_structural_gap(book, t)
        oracle_targets.work_targets(book, t)
        work_reserves(book, t)
        oracle_invest.work_savings_net(book, t)
        oracle_licence.work_licence(book, t)
        oracle_licence.work_runway(book, t)
        work_cash(book, t)
        work_bridge(book, t)
        work_programme(book, t)
        oracle_licence.work_delivery_risk(book, t)
        oracle_licence.work_resilience(book, t)
        work_rules(book, t)
    return book.lines


def open_the_book(book: Book) -> None:
    """Set the base year of every line that has one (rule 0: t = 0 is the approved budget)."""
    recurring = book.one("approved_budget") - book.one("one_offs_in_base")
    open_tax(book)
    tax = book.at("council_tax_from_base", 0)
    openings = {
        "business_rates_grown": book.one("base_business_rates"),
        "recurring_base_before_savings": recurring,
        "recurring_base": recurring,
        "one_off_pressures": book.one("one_offs_in_base"),
        "net_budget": book.one("approved_budget"),
        "net_budget_before_savings": book.one("approved_budget"),
    }
    for name, amount in openings.items():
        book.open(name, [amount])
    book.open("months_elapsed", [0.0])
    for gap in GAPS:
        book.open(gap, [0.0])
    for gap in GAPS_BEFORE_RESERVES:
        book.open(gap + "_if_nothing_done", [0.0])
    oracle_reserves.open_reserves(book)
    oracle_licence.open_runway(book)
    oracle_targets.open_targets(book)
    open_pressures(book)
    open_savings(book)
    open_programme(book)
    oracle_invest.open_invest(book)
    funding_rows(book, 0, list(book.fixed("funding_base")))
    oracle_rates.open_rates(book)
    work_services(book, 0)
    add_up_funding(book, 0, tax, book.one("base_business_rates"))
    open_bridge(book)
    open_capital(book)
    oracle_licence.open_resilience(book)


def open_bridge(book: Book) -> None:
    """Start the bridge at the base year's own shortfall (rule 9.2)."""
    book.open("gap_in_base", [book.one("approved_budget") - book.at("funding", 0)])
    book.open("recurring_pressure_since_base", [0.0 for _ in book.fixed("pressure_cost_base")])
    for stream in STREAMS:
        book.open(f"{stream}_since_base", [0.0])


def work_bridge(book: Book, t: int) -> None:
    """Say what each cause has moved since the base year, each year afresh (rule 9.2)."""
    count = len(book.fixed("pressure_cost_base"))
    recurring = [sum(book.row("pressure", u)[p] for u in range(1, t + 1)) for p in range(count)]
    once = book.row("one_off_pressure", t)
    book.put("recurring_pressure_since_base", recurring)
    book.put("pressure_since_base", [recurring[p] + once[p] for p in range(count)])
    work_since_base(book, t)
    book.put_one("gap_in_base", book.at("net_budget", 0) - book.at("funding", 0))
    for stream in STREAMS:
        book.put_one(f"{stream}_since_base", book.at(stream, t) - book.at(stream, 0))


def work_pressures(book: Book, t: int) -> None:
    """Work the year's pressures: rises for the recurring, the amount for one-offs (rule 0)."""
    last_cost, last_level = book.row("pressure_cost", t - 1), book.row("pressure_level", t - 1)
    cost = contract_costs(book, t)
    level = typed_levels(
        book, t, "pressure_amount", "pressure_as", "pressure_recurrence", "pressure_level"
    )
    rises, once, recurring, one_off = [], [], [], []
    for p, sign in enumerate(book.fixed("pressure_sign")):
        lasts = book.fixed("pressure_recurrence")[p] == 1
        rise = (cost[p] - last_cost[p]) + (level[p] - last_level[p])
        rises.append(sign * rise if lasts else 0.0)
        # Outside the base: all that the year costs more than the base year did (rule 2).
        above = cost[p] - book.row("pressure_cost", 0)[p] + level[p]
        once.append(0.0 if lasts else sign * above)
        # The budget pays for a share; the service is told to find the rest (rule R5).
        share = book.fixed("pressure_funded")[p]
        recurring.append(share * rises[p])
        one_off.append(share * once[p])
    book.put("pressure_cost", cost)
    book.put("pressure_level", level)
    book.put("pressure_rise", rises)
    book.put("one_off_cost", once)
    book.put("pressure", recurring)
    book.put("one_off_pressure", one_off)


def funding_rows(book: Book, t: int, levels: Row) -> None:
    """Put the funding register's rows of each kind, ring-fenced money left out (conventions)."""
    fenced, kinds = book.fixed("funding_ringfenced"), book.fixed("funding_kind")
    free = [0.0 if fenced[f] == 1 else levels[f] for f in range(len(levels))]
    rows = {"funding_level": levels, "free_funding": free}
    for number, kind in FUNDING_KINDS.items():
        of_kind = [free[f] if kinds[f] == number else 0.0 for f in range(len(free))]
        rows[f"{kind}_rows"], rows[kind] = of_kind, [sum(of_kind)]
    for name, row in rows.items():
        (book.put if t else book.open)(name, row)


def add_up_funding(book: Book, t: int, raised: float, worked: float) -> None:
    """Add what is typed to what is worked, and everything together (rule 0: F[t])."""
    tax = raised + book.at("council_tax_typed", t)
    kept = worked + book.at("business_rates_typed", t)
    rsg = book.at("rsg_allocated", t) + book.at("rsg_typed", t)
    fund = book.at("collection_fund_typed", t)
    fund += book.at("collection_fund_worked", t) if t else 0.0
    rows = {"council_tax": tax, "business_rates": kept, "rsg": rsg, "collection_fund": fund}
    rows["funding"] = tax + kept + rsg + fund + book.at("other_grants", t)
    for name, amount in rows.items():
        (book.put if t else book.open)(name, [amount])


def work_funding(book: Book, t: int) -> None:
    """Grow retained rates, read the register and add up (rule 0)."""
    amounts, last = book.yearly("funding_amount", t), book.row("funding_level", t - 1)
    as_level = book.fixed("funding_as")
    recurs = book.fixed("funding_recurrence")
    # A collection fund estimate is paid over once, whatever the row says (rule 1.6).
    once = [f for f, kind in enumerate(book.fixed("funding_kind")) if kind == COLLECTION_FUND]
    levels = [
        a if as_level[f] == 1 or recurs[f] == ONE_OFF or f in once else last[f] + a
        for f, a in enumerate(amounts)
    ]
    funding_rows(book, t, levels)
    growth = book.one_yearly("business_rates_growth", t)
    grown = book.at("business_rates_grown", t - 1) * (1 + growth)
    book.put_one("business_rates_grown", grown)
    retained = book.one("business_rates_method") == oracle_rates.RETENTION
    worked = book.at("business_rates_kept", t) if retained else grown
    book.put_one("business_rates_worked", worked)
    add_up_funding(book, t, book.at("council_tax_from_base", t), worked)
    free = book.row("free_funding", t)
    passing = [
        0.0 if recurs[f] == RECURRING and f not in once else free[f] for f in range(len(free))
    ]
    book.put("one_off_row", passing)
    book.put_one("one_off_funding", sum(passing) + book.at("collection_fund_worked", t))


def work_budgets(book: Book, t: int) -> None:
    """Roll the recurring base forward and lay the year's one-offs on top (rule 0)."""
    before = book.at("recurring_base_before_savings", t - 1) + book.at("pressures", t)
    # One-offs join this year's net budget only: nothing of them reaches next year's base.
    net_before = before + book.at("one_off_pressures", t)
    book.put_one("recurring_base_before_savings", before)
    book.put_one("net_budget_before_savings", net_before)
    for stage, suffix in (("planned", ""), ("expected", "_expected"), ("proposed", "_proposed")):
        last = book.at("recurring_savings" + suffix, t - 1)
        recurring = last + book.at(f"saving_{stage}_increments", t)
        savings = recurring + book.at(f"saving_{stage}_one_offs", t)
        book.put_one("recurring_savings" + suffix, recurring)
        book.put_one("savings" + suffix, savings)
        if stage != "proposed":  # what is not approved lowers no budget
            back = book.at("repayments_in_budget", t)
            book.put_one("net_budget" + suffix, net_before - savings + back)
    book.put_one("recurring_base", before - book.at("recurring_savings", t))
    book.put_one("savings_at_risk", book.at("savings", t) - book.at("savings_expected", t))


def work_services(book: Book, t: int) -> None:
    """Split the approved budget into what services have and what is outside them (rule 7.3)."""
    outside, given = book.one("approved_budget"), 0.0
    for budget in book.fixed("service_budget"):
        given += budget
        outside -= budget
    # The split is of the base year's budget, so it is the same whichever year asks.
    for name, amount in (("service_budgets", given), ("budget_outside_services", outside)):
        (book.put if t else book.open)(name, [amount])


def work_absorbed(book: Book, t: int) -> None:
    """Say what services are told to bear, each year afresh, and the gap if they cannot (R5)."""
    unpaid = [1 - share for share in book.fixed("pressure_funded")]
    rises = [
        sum(book.row("pressure_rise", u)[p] for u in range(1, t + 1)) for p in range(len(unpaid))
    ]
    lasting = [unpaid[p] * rises[p] for p in range(len(unpaid))]
    borne = [lasting[p] + unpaid[p] * book.row("one_off_cost", t)[p] for p in range(len(unpaid))]
    book.put("recurring_absorbed", lasting)
    book.put("pressure_absorbed", borne)
    by_service, everything = [0.0 for _ in book.fixed("service_budget")], 0.0
    for axis, amounts in (
        ("pressure", borne),
        ("pay", work_borne(book, t, "pay")),
        ("demand", work_borne(book, t, "demand")),
    ):
        for item, service in enumerate(book.groups[axis, "service"]):
            everything += amounts[item]
            if service >= 0:
                by_service[service] += amounts[item]
    book.put_one("absorbed", everything)
    shares, flags = [], []
    for s, controls in enumerate(book.fixed("service_controllable")):
        shares.append(by_service[s] / controls if controls > 0 else 0.0)
        # A share a hair above the limit is dust of the machine, not more than the limit.
        over = round(shares[s], 9) > book.one("absorption_limit")
        flags.append(1.0 if over else 0.0)
    book.put("service_absorbed", by_service)
    book.put("service_absorbed_share", shares)
    book.put("service_asked_too_much", flags)
    work_gap(book, t, "gap_if_not_absorbed", book.at("gap", t) + everything)


def net_less_funding(book: Book, t: int, suffix: str) -> float:
    """Work a stage's gap, a shortfall being positive (rule 0)."""
    return book.at("net_budget" + suffix, t) - book.at("funding", t)


def work_gap(book: Book, t: int, name: str, gap: float) -> None:
    """Give a gap its meanings: running, increment and, before reserves, the sum (decision 1)."""
    book.put_one(name, gap)
    book.put_one(name + "_increment", gap - book.at(name, t - 1))
    if name in GAPS_BEFORE_RESERVES:
        book.put_one(name + "_if_nothing_done", book.at(name + "_if_nothing_done", t - 1) + gap)


def work_reserves(book: Book, t: int) -> None:
    """Take from reserves what may be taken, and say what is left of the gap (decision 9.4)."""
    left = oracle_reserves.work_reserves(book, t)
    target = book.one_yearly("savings_target", t) + book.at("targets_cash", t)
    work_gap(book, t, "gap_after_reserves", left)
    # A target is not a saving: it comes last, after what is real (decision 2).
    work_gap(book, t, "gap_after_targets", left - target)
    book.put_one("unfunded", max(0.0, left - target))
    book.put_one("surplus", max(0.0, target - left))
