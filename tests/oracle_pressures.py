"""The pressures of the plan worked a second time: indices, contracts, pay, demand and income.

Plain loops written from section 3 of the domain rules ("rule n"), without the model's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.oracle_capital import growth_beside_pressures

if TYPE_CHECKING:
    from tests.oracle import Book, Row

KINDS = {
    0: "other_pressures",
    1: "price_pressures",
    2: "levy_pressures",
    3: "demand_typed",
    4: "contingency_pressures",
    5: "pay_typed",
    6: "income_typed",
}


class OnCosts(NamedTuple):
    """What an employer pays on top of pay in one year (rules 3.2 and 3.3)."""

    ni_rate: float
    threshold: float
    pension_rate: float

    def insurance(self, pay: float, staff: float) -> float:
        """Work National Insurance head by head; without heads, at the marginal rate."""
        if staff == 0:
            return self.ni_rate * pay
        return staff * self.ni_rate * max(0.0, pay / staff - self.threshold)

    def pension(self, pay: float) -> float:
        return self.pension_rate * pay

    def cost(self, pay: float, staff: float) -> float:
        return pay + self.insurance(pay, staff) + self.pension(pay)


BY_KIND = {
    "pay_pressures": "pay_pressures_since_base",
    "price_pressures": "price_pressures_since_base",
    "demand_pressures": "demand_pressures_since_base",
    "levy_pressures": "levy_pressures_since_base",
    "contingency_pressures": "contingency_since_base",
    "other_pressures": "other_pressures_since_base",
    "income_growth": "income_growth_since_base",
}
"""What each kind of pressure is called when it is added up over the years."""


def open_pressures(book: Book) -> None:
    """Set the base year of pressures, pay, demand and income."""
    open_contracts(book)
    open_pay(book)
    open_demand(book)
    income = book.fixed("income_base")
    book.open("income_level", income)
    book.open("income_since_base", [0.0 for _ in income])
    for name in BY_KIND.values():
        book.open(name, [0.0])


def open_contracts(book: Book) -> None:
    """Find the price after the base year's own uplift, part of which it did not yet pay."""
    costs = book.fixed("pressure_cost_base")
    full = []
    for p, cost in enumerate(costs):
        old_months = book.fixed("pressure_uplift_month")[p]
        rise = book.fixed("pressure_uplift_in_base")[p]
        # Twelve months at a price of 1 that rises part-way: what the year costs for each pound.
        months = [1.0 if month < old_months else 1 + rise for month in range(12)]
        full.append(cost * 12 * (1 + rise) / sum(months))
    book.open("pressure_full_cost", full)
    book.open("pressure_cost", costs)
    book.open("pressure_level", [0.0 for _ in costs])
    book.open("recurring_absorbed", [0.0 for _ in costs])


def work_uplifts(book: Book, t: int) -> None:
    """Blend wages and prices as care fees do (rule 3.4)."""
    wages = book.one_yearly("wage_growth", t)
    uplifts = []
    for i, price in enumerate(book.yearly("index_rate", t)):
        share = book.fixed("index_staffing_share")[i]
        uplifts.append(share * wages + (1 - share) * price)
    book.put("index_uplift", uplifts)


def uplift_of(book: Book, axis: str, t: int) -> Row:
    """Give each item the uplift of the index that it follows."""
    uplifts = book.row("index_uplift", t)
    return [uplifts[index] for index in book.groups[axis, "index"]]


def contract_costs(book: Book, t: int) -> Row:
    """Pay each contract month by month, at the old price until its uplift (rule 3.4)."""
    uplift, costs, prices = uplift_of(book, "pressure", t), [], []
    for p, old in enumerate(book.row("pressure_full_cost", t - 1)):
        new = old * (1 + uplift[p])
        before = book.fixed("pressure_uplift_month")[p]
        costs.append(sum(old / 12 if month < before else new / 12 for month in range(12)))
        prices.append(new)
    book.put("pressure_full_cost", prices)
    return costs


def add_up_pressures(book: Book, t: int) -> None:
    """Add up every kind of pressure (rule 0: pay, price, demand, levies, less income)."""
    recurring, kinds = book.row("pressure", t), book.fixed("pressure_kind")
    for number, name in KINDS.items():
        rows = [amount if kinds[p] == number else 0.0 for p, amount in enumerate(recurring)]
        book.put(f"{name}_rows", rows)
        book.put_one(name, sum(rows))
    pay = sum(book.row("pay_pressure", t)) + book.at("pension_secondary_growth", t)
    book.put_one("pay_pressures", pay + book.at("pay_typed", t))
    book.put_one("on_cost_rate_pressures", sum(book.row("pay_rates_pressure", t)))
    demand = sum(book.row("demand_pressure", t))
    book.put_one("demand_pressures", demand + book.at("demand_typed", t))
    brought_in = sum(book.row("income_rise", t))
    book.put_one("income_growth", brought_in - book.at("income_typed", t))
    grown = pay + demand - brought_in
    beside = growth_beside_pressures(book, t) + book.at("new_stranded_costs", t)
    beside += book.at("base_correction", t)
    book.put_one("pressures", sum(recurring) + grown + beside)
    relief = book.one_yearly("capitalisation_direction", t)
    costs = book.put_one("one_off_costs", sum(book.row("one_off_pressure", t)))
    book.put_one("one_off_pressures", costs + book.at("costs_in_budget", t) - relief)


# -- pay (rules 3.1 to 3.3) ------------------------------------------------------------------


def on_costs(book: Book, t: int) -> OnCosts:
    """Give the rates of a year; year 0 is the base year."""
    if t == 0:
        return OnCosts(
            book.one("base_employer_ni_rate"),
            book.one("base_employer_ni_threshold"),
            book.one("base_employer_pension_rate"),
        )
    return OnCosts(
        book.one_yearly("employer_ni_rate", t),
        book.one_yearly("employer_ni_threshold", t),
        book.one_yearly("employer_pension_rate", t),
    )


def open_pay(book: Book) -> None:
    """Cost the base year's staff as its budget did."""
    bills = book.fixed("pay_bill")
    book.open("pay_level", bills)
    book.open("pay_made_good", bills)
    for name, row in staff_costs(book, 0, list(bills)).items():
        book.open(name, row)
    for name in ("pay_absorbed", "pay_since_base"):
        book.open(name, [0.0 for _ in bills])
    book.open("pension_secondary_paid", [book.one("base_pension_secondary")])
    book.open("pension_secondary_since_base", [0.0])


def people(book: Book) -> Row:
    """Count those who have a threshold each: the people, or as many as the full-time posts."""
    posts = book.fixed("pay_fte")
    return [heads or posts[g] for g, heads in enumerate(book.fixed("pay_heads"))]


def staff_costs(book: Book, t: int, pay: Row) -> dict[str, Row]:
    """Put on-costs on pay bills, of which the posts that stand empty cost nothing."""
    rates, staff = on_costs(book, t), people(book)
    filled = [1 - vacant for vacant in book.fixed("pay_vacancy_factor")]
    return {
        "pay_ni": [filled[g] * rates.insurance(bill, staff[g]) for g, bill in enumerate(pay)],
        "pay_pension": [filled[g] * rates.pension(bill) for g, bill in enumerate(pay)],
        "pay_cost": [filled[g] * rates.cost(bill, staff[g]) for g, bill in enumerate(pay)],
    }


def work_pay(book: Book, t: int) -> None:
    """Raise pay by the award, and say what rates, catching up and the award each cost."""
    award, staff = uplift_of(book, "pay", t), book.fixed("pay_fte")
    flat, drift = book.yearly("pay_flat_award", t), book.yearly("pay_increments", t)
    last = book.row("pay_level", t - 1)
    made_good, owed = [], []
    for g, bill in enumerate(book.fixed("pay_bill")):
        short = bill * book.fixed("pay_award_under_provided")[g]
        made_good.append(bill + short)
        owed.append(last[g] + short if t == 1 else last[g])  # caught up once, and for ever
    pay = []
    for g, bill in enumerate(owed):
        raised = bill + bill * award[g]
        pay.append(raised + raised * drift[g] + flat[g] * staff[g])
    book.put("pay_made_good", made_good)
    book.put("pay_level", pay)
    now = staff_costs(book, t, pay)
    for name, row in now.items():
        book.put(name, row)
    work_pay_causes(book, t, last, owed)


def work_pay_causes(book: Book, t: int, last: Row, owed: Row) -> None:
    """Take one cause after another: rates on last year's pay, catching up, the award."""
    cost, before = book.row("pay_cost", t), book.row("pay_cost", t - 1)
    at_rates = staff_costs(book, t, last)["pay_cost"]
    in_full = staff_costs(book, t, owed)["pay_cost"]
    funded, every = book.fixed("pay_funded"), range(len(cost))
    rise = [cost[g] - before[g] for g in every]
    rates = [at_rates[g] - before[g] for g in every]
    book.put("pay_at_new_rates", at_rates)
    book.put("pay_at_new_rates_in_full", in_full)
    book.put("pay_rates_rise", rates)
    book.put("pay_catch_up", [in_full[g] - at_rates[g] for g in every])
    book.put("pay_award_rise", [cost[g] - in_full[g] for g in every])
    book.put("pay_rise", rise)
    book.put("pay_pressure", [rise[g] * funded[g] for g in every])
    book.put("pay_rates_pressure", [rates[g] * funded[g] for g in every])
    secondary = book.one_yearly("pension_secondary", t)
    last_secondary = book.at("pension_secondary_paid", t - 1)
    book.put_one("pension_secondary_paid", secondary)
    book.put_one("pension_secondary_growth", secondary - last_secondary)


# -- demand (rule 3.5) -----------------------------------------------------------------------


def open_demand(book: Book) -> None:
    """Find how many there were at the end of the base year, which paid for fewer."""
    volumes, prices = book.fixed("demand_volume"), book.fixed("demand_unit_cost")
    reached = []
    for d, paid in enumerate(volumes):
        growth, at_once = (
            book.fixed("demand_growth_in_base")[d],
            book.fixed("demand_first_year_share")[d],
        )
        # Of a volume of 1 at the start, the base year paid for 1 and a share of its growth.
        start = paid / (1 + at_once * growth)
        reached.append(start + start * growth)
    book.open("demand_reached", reached)
    book.open("demand_paid", volumes)
    book.open("demand_price", prices)
    book.open("demand_mix", [1.0 for _ in volumes])
    book.open("demand_cost", [volumes[d] * prices[d] for d in range(len(volumes))])
    for name in ("demand_absorbed", "demand_since_base"):
        book.open(name, [0.0 for _ in volumes])


def work_demand(book: Book, t: int) -> None:
    """Grow volume, price and mix; price at the new volume, volume at the old price."""
    uplift, share = uplift_of(book, "demand", t), book.fixed("demand_first_year_share")
    names = ("demand_reached", "demand_paid", "demand_price", "demand_mix", "demand_cost")
    rows: dict[str, Row] = {name: [] for name in names}
    effects: dict[str, Row] = {"volume": [], "price": [], "mix": []}
    full, rises = [], []
    for d, old in enumerate(book.row("demand_reached", t - 1)):
        was = {name: book.row(name, t - 1)[d] for name in names}
        arrived = old * book.yearly("demand_volume_growth", t)[d]
        volume = old + share[d] * arrived
        price = was["demand_price"] * (1 + uplift[d])
        mix = was["demand_mix"] * (1 + book.yearly("demand_mix_growth", t)[d])
        cost = volume * price * mix
        for name, amount in zip(names, (old + arrived, volume, price, mix, cost), strict=True):
            rows[name].append(amount)
        more, dearer = volume - was["demand_paid"], price - was["demand_price"]
        effects["volume"].append(more * was["demand_price"] * was["demand_mix"])
        effects["price"].append(volume * dearer * was["demand_mix"])
        effects["mix"].append(volume * price * (mix - was["demand_mix"]))
        full.append((old + arrived) * price * mix)
        rises.append(cost - was["demand_cost"])
    for name, row in rows.items():
        book.put(name, row)
    for name, row in effects.items():
        book.put(f"demand_{name}_effect", row)
    funded = book.fixed("demand_funded")
    book.put("demand_full_cost", full)
    book.put("demand_rise", rises)
    book.put("demand_pressure", [rise * funded[d] for d, rise in enumerate(rises)])


# -- income (rule 3.8) -----------------------------------------------------------------------


def work_income(book: Book, t: int) -> None:
    """Raise prices, and lose the volume that the rise drives away."""
    levels = []
    last = book.row("income_level", t - 1)
    for s, rise in enumerate(uplift_of(book, "income", t)):
        left = 1 + book.fixed("income_elasticity")[s] * rise
        levels.append(last[s] * (1 + rise) * left)
    book.put("income_level", levels)
    book.put("income_rise", [level - last[s] for s, level in enumerate(levels)])


# -- what services bear, and what has moved since the base year ------------------------------


def work_borne(book: Book, t: int, axis: str) -> Row:
    """Add up what the budget never paid of a register's rises, each year afresh (R5)."""
    borne = []
    for item, share in enumerate(book.fixed(f"{axis}_funded")):
        rises = sum(book.row(f"{axis}_rise", year)[item] for year in range(1, t + 1))
        borne.append(rises * (1 - share))
    book.put(f"{axis}_absorbed", borne)
    return borne


def work_since_base(book: Book, t: int) -> None:
    """Say what each row of pay, demand and income has moved since the base year (rule 9.2)."""
    for axis, moved in (("pay", "pressure"), ("demand", "pressure"), ("income", "rise")):
        years = [book.row(f"{axis}_{moved}", year) for year in range(1, t + 1)]
        book.put(f"{axis}_since_base", [sum(items) for items in zip(*years, strict=True)])
    grown = book.at("pension_secondary_paid", t) - book.one("base_pension_secondary")
    book.put_one("pension_secondary_since_base", grown)
    added = {flow: sum(book.at(flow, year) for year in range(1, t + 1)) for flow in BY_KIND}
    for flow, name in BY_KIND.items():
        book.put_one(name, added[flow])
    costs = sum(amount for flow, amount in added.items() if flow != "income_growth")
    once = sum(book.row("one_off_pressure", t))
    book.put_one("pressures_by_kind_since_base", costs - added["income_growth"] + once)
