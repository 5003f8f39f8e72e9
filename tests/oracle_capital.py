"""The oracle's working of capital financing, the schools grant and the housing account.

As dull as the rest of it, and written from rules 3.7, 5.3 and "scope". Where the model carries a
balance forward, this adds up each year's borrowing and each year's loans one by one, with the
textbook's formula for an annuity.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle import Book

ANNUITY = 1
GROWN = (
    "capital_financing", "revenue_contributions", "dsg_cost", "hra_recharge", "support_cost",
)  # fmt: skip
SOURCES = {
    "capital_from_grants": "capital_grants",
    "capital_from_receipts": "capital_receipts",
    "capital_from_revenue": "capital_revenue",
}


def open_capital(book: Book) -> None:
    """Set the base year of what financing looks back at."""
    cfr, debt = book.one("opening_cfr"), book.one("existing_debt")
    other, funding = book.one("opening_other_balances"), book.at("funding", 0)
    cost = book.one("base_capital_financing")
    borne = book.one("base_dsg_cost") if book.one("dsg_cost_borne_by") == 1 else 0.0
    openings = {
        "cfr": cfr,
        "other_balances": other,
        "existing_debt_left": debt,
        "new_debt": 0.0,
        "external_debt": debt,
        "internal_borrowing": cfr - debt,
        "new_debt_interest": 0.0,
        "capital_financing": cost,
        "revenue_contributions": book.one("base_revenue_contributions"),
        "financing_ratio": cost / funding if funding > 0 else 0.0,
        "debt_before_dsg": debt,
        "lent_before_dsg": cfr - debt,
        "cash_before_dsg": sum(book.fixed("reserve_opening")) + other - cfr + debt,
        "cash": sum(book.fixed("reserve_opening"))
        + other
        - book.one("dsg_opening_deficit")
        - (cfr - debt),
        "draws_so_far": 0.0,
        "dsg_deficit": book.one("dsg_opening_deficit"),
        "dsg_cost": borne,
        "hra_balance": book.one("hra_opening"),
        "hra_recharge": book.one("base_hra_recharge"),
        "recurring_pressures_since_base": 0.0,
        "support_instalment": 0.0,
        "support_balance": 0.0,
        "support_cost": 0.0,
    }
    for name, amount in openings.items():
        book.open(name, [amount])
    for name in GROWN:
        book.open(f"{name}_since_base", [0.0])
    nought = [0.0 for _ in book.fixed("capital_life")]
    for name in (
        "capital_spent_slipped", *(f"{source}_slipped" for source in SOURCES),
        "capital_years_charged", "capital_mrp_left", "capital_in_equal_parts_left",
        "capital_put_off",
    ):  # fmt: skip
        book.open(name, nought)


def work_capital(book: Book, t: int) -> None:
    """Work the separate accounts and financing, which look at no reserve of this year (rule 0)."""
    work_programme(book, t)
    work_provision(book, t)
    work_dsg(book, t)
    work_support(book, t)
    work_debt(book, t)
    work_interest(book, t)
    work_hra(book, t)
    for name in GROWN:
        book.put_one(f"{name}_growth", book.at(name, t) - book.at(name, t - 1))
        book.put_one(f"{name}_since_base", book.at(name, t) - book.at(name, 0))


def growth_beside_pressures(book: Book, t: int) -> float:
    """What joins the year's pressures: cost that grew, less what the housing account pays more."""
    costs = ("capital_financing", "revenue_contributions", "dsg_cost", "support_cost")
    grown = sum(book.at(name, t) - book.at(name, t - 1) for name in costs)
    return grown - (book.at("hra_recharge", t) - book.at("hra_recharge", t - 1))


# -- schemes (rule 3.7) ----------------------------------------------------------------------


def due(book: Book, t: int, source: str) -> list[float]:
    """Give what is approved of the spending, or of what pays for it, in plan year t."""
    on = book.fixed("capital_on")
    spending = book.yearly("capital_spending", t)
    if source == "capital_spent":
        return [spending[c] if on[c] == 1 else 0.0 for c in range(len(on))]
    typed, share = book.yearly(SOURCES[source], t), book.fixed(SOURCES[source] + "_share")
    return [typed[c] + share[c] * spending[c] if on[c] == 1 else 0.0 for c in range(len(on))]


def work_programme(book: Book, t: int) -> None:
    """Let spending and what pays for it slip by the same share, and borrow for the rest."""
    slips = book.fixed("capital_slippage")
    arrives: dict[str, list[float]] = {}
    for source in ("capital_spent", *SOURCES):
        now = due(book, t, source)
        earlier = due(book, t - 1, source) if t > 1 else [0.0] * len(now)
        arrives[source] = [
            (1 - slips[c]) * now[c] + slips[c] * earlier[c] for c in range(len(slips))
        ]
        book.put(f"{source}_slipped", [slips[c] * now[c] for c in range(len(slips))])
        book.put(source, arrives[source])
    paid = [sum(arrives[source][c] for source in SOURCES) for c in range(len(slips))]
    spent = arrives["capital_spent"]
    borrowed = [max(0.0, spent[c] - paid[c]) for c in range(len(slips))]
    twice = [max(0.0, paid[c] - spent[c]) for c in range(len(slips))]
    book.put("capital_paid_for", paid)
    book.put("capital_borrowed", borrowed)
    book.put("capital_paid_twice", twice)
    book.put_one("capital_programme", sum(spent))
    book.put_one("capital_grants_used", sum(arrives["capital_from_grants"]))
    book.put_one("capital_receipts_used", sum(arrives["capital_from_receipts"]))
    book.put_one("revenue_contributions", sum(arrives["capital_from_revenue"]))
    book.put_one("paid_twice", sum(twice))
    book.put_one("borrowing_need", sum(borrowed))


def provided(amount: float, years: float, rate: float, k: int) -> float:
    """Give the k-th yearly provision for an amount over so many years, by the textbook."""
    last = max(1, math.ceil(years))
    if k < 1 or k > last:
        return 0.0
    if k == last and years != last:  # part of a year, or none, is left: it takes the rest
        return amount - sum(provided(amount, years, rate, earlier) for earlier in range(1, k))
    if rate == 0:
        return amount / years
    payment = amount * rate / (1 - (1 + rate) ** -years)
    return float(payment / (1 + rate) ** (years - k + 1))


def work_provision(book: Book, t: int) -> None:
    """Charge each year's borrowing by itself, over the life that is left when its turn comes."""
    methods, rates = book.fixed("capital_mrp_method"), book.fixed("capital_annuity_rate")
    count, left, growths, grown = [], [], [], []
    charges: dict[str, list[float]] = {"capital_mrp": [], "capital_in_equal_parts": []}
    still: dict[str, list[float]] = {"capital_mrp": [], "capital_in_equal_parts": []}
    for c, life in enumerate(book.fixed("capital_life")):
        operational = book.fixed("capital_operational")[c]
        year_of_use = max(0, int(operational // 12) + 1)  # before the plan: its first year counts
        charged = max(0, t - year_of_use)
        growth = rates[c] if methods[c] == ANNUITY else 0.0
        of_life = max(1.0, life - max(0, t - 1 - year_of_use))
        count.append(float(charged))
        left.append(of_life)
        growths.append(growth)
        grown.append((1 + growth) ** of_life - 1 if of_life > 1 else 0.0)
        for name, rate in (("capital_mrp", growth), ("capital_in_equal_parts", 0.0)):
            now, before = 0.0, 0.0
            for u in range(1, t + 1):
                first = max(year_of_use, u) + 1
                spread = life - (first - 1 - year_of_use)
                amount = book.row("capital_borrowed", u)[c]
                now += provided(amount, spread, rate, t - first + 1)
                before += amount
                for earlier in range(1, t):
                    before -= provided(amount, spread, rate, earlier - first + 1)
            charges[name].append(now)
            still[name].append(before - now)
    book.put("capital_years_charged", count)
    book.put("capital_life_left", left)
    book.put("capital_charge_growth", growths)
    book.put("capital_annuity_growth", grown)
    schemes = range(len(count))
    for name, charge in charges.items():
        book.put(name, charge)
        book.put(f"{name}_left", still[name])
    behind = [still["capital_mrp"][c] - still["capital_in_equal_parts"][c] for c in schemes]
    book.put("capital_put_off", behind)
    book.put_one("put_off", sum(behind))
    new_rate = book.one_yearly("new_borrowing_rate", t)
    owed = book.row("capital_mrp_left", t - 1)
    with_interest = [charges["capital_mrp"][c] + new_rate * owed[c] for c in schemes]
    book.put("scheme_charge", with_interest)
    total = book.put_one("mrp_on_schemes", sum(charges["capital_mrp"]))
    book.put_one("mrp", total + book.one_yearly("existing_mrp", t))


# -- exceptional support (rule 5.4) ----------------------------------------------------------------


def work_support(book: Book, t: int) -> None:
    """Charge each direction in equal parts from the year after, with interest on the rest."""
    life, charge, left = book.one("support_life"), 0.0, 0.0
    given = [book.one_yearly("capitalisation_direction", u) for u in range(1, t + 1)]
    for u, amount in enumerate(given, 1):
        charge += amount * (min(1.0, (t - u) / life) - min(1.0, max(0, t - u - 1) / life))
        left += amount * max(0.0, 1 - (t - u) / life)
    interest = book.one("support_rate") * book.at("support_balance", t - 1)
    book.put_one("support_instalment", sum(given) / life)
    book.put_one("support_mrp", charge)
    book.put_one("support_balance", left)
    book.put_one("support_interest", interest)
    book.put_one("support_cost", charge + interest)


# -- the council's debt and cash (rule 3.7) ------------------------------------------------------


def work_debt(book: Book, t: int) -> None:
    """Borrow what the requirement leaves once cash is lent, never repaying a loan early."""
    owed = book.at("cfr", t - 1) + book.at("borrowing_need", t) - book.at("mrp", t)
    owed += book.one_yearly("capitalisation_direction", t) - book.at("support_mrp", t)
    cfr = book.put_one("cfr", owed - book.one_yearly("voluntary_mrp", t))
    moved = sum(book.one_yearly("other_balances_change", u) for u in range(1, t + 1))
    other = book.put_one("other_balances", book.one("opening_other_balances") + moved)
    # Only last year's reserves: this year's hang on the gap, which hangs on this (rule 0).
    spare = book.at("closing_reserves", t - 1) + other - book.one("minimum_cash")
    support = book.at("support_balance", t)
    lent = book.put_one("cash_to_lend", max(0.0, spare))
    needed = book.put_one("debt_needed", max(0.0, cfr - support - lent))
    repaid = sum(book.one_yearly("existing_debt_repaid", u) for u in range(1, t + 1))
    existing = book.put_one("existing_debt_left", book.one("existing_debt") - repaid)
    new = book.put_one("new_debt", max(book.at("new_debt", t - 1), needed - existing))
    book.put_one("debt_taken", new - book.at("new_debt", t - 1))
    loans = book.put_one("debt_before_dsg", existing + new)
    # The schools grant's deficit is cash gone: what cannot be lent inside is borrowed outside.
    gone = book.at("dsg_deficit", t)
    for_schools = book.put_one("dsg_debt", max(0.0, gone + cfr - lent - loans))
    book.put_one("lent_before_dsg", cfr - loans)
    debt = book.put_one("external_debt", loans + for_schools + support)
    book.put_one("internal_borrowing", cfr - debt)
    limit = book.one_yearly("authorised_limit", t)
    book.put_one("over_authorised_limit", max(0.0, debt - limit) if limit > 0 else 0.0)


def work_interest(book: Book, t: int) -> None:
    """Pay interest loan by loan and earn it on the cash there is, on average over the year."""
    part = book.one("borrowing_timing")
    rate = book.one_yearly("existing_debt_rate", t)
    repaid = book.one_yearly("existing_debt_repaid", t)
    last = book.at("existing_debt_left", t - 1)
    # What falls due is owed for the part of the year before it does.
    on_old = rate * ((last - repaid) + repaid * (1 - part))
    on_new, whole = 0.0, 0.0
    for u in range(1, t + 1):
        cost = book.one_yearly("new_borrowing_rate", u) * book.at("debt_taken", u)
        whole += cost
        on_new += cost * (part if u == t else 1.0)
    book.put_one("new_debt_interest", whole)
    book.put_one("interest_on_existing_debt", on_old)
    book.put_one("interest_on_new_debt", on_new)
    interest = book.put_one("interest_on_debt", on_old + on_new)
    # As though there were no schools grant: what its deficit costs in interest is told by itself.
    start = book.at("closing_reserves", t - 1) + book.at("other_balances", t - 1)
    start -= book.at("cfr", t - 1) - loans_but_for_schools(book, t - 1)
    borrowed = loans_but_for_schools(book, t) - loans_but_for_schools(book, t - 1)
    owed = book.at("cfr", t) - book.at("cfr", t - 1)
    moved = book.one_yearly("other_balances_change", t)
    invested = book.put_one("cash_invested", start + part * (borrowed - owed + moved))
    earned = invested * book.one_yearly("investment_yield", t)
    book.put_one("investment_income", earned)
    provision = book.at("mrp", t) + book.one_yearly("voluntary_mrp", t)
    book.put_one("capital_financing", provision + interest - earned)


def loans_but_for_schools(book: Book, t: int) -> float:
    """Give the loans at the end of a year that are there for no deficit of the schools grant."""
    return book.at("existing_debt_left", t) + book.at("new_debt", t)


# -- the separate accounts (rule 5.3, "scope") -----------------------------------------------------


def work_dsg(book: Book, t: int) -> None:
    """Keep the schools grant's deficit apart, and say what its cash costs."""
    last = book.at("dsg_deficit", t - 1)
    over = book.one_yearly("dsg_spending", t) - book.one_yearly("dsg_income", t)
    deficit = last + over
    # Rule 5.3: average deficit times a short-term rate; a surplus costs nothing.
    part = book.one("dsg_timing")
    average = (1 - part) * last + part * deficit
    cost = book.one_yearly("dsg_rate", t) * average if average > 0 else 0.0
    ended = book.one_yearly("dsg_override", t) == 0
    book.put_one("dsg_in_year", over)
    book.put_one("dsg_deficit", deficit)
    book.put_one("dsg_cash_cost", cost)
    book.put_one("dsg_cost", cost if book.one("dsg_cost_borne_by") == 1 else 0.0)
    book.put_one("dsg_deficit_exposed", deficit if ended and deficit > 0 else 0.0)


def work_hra(book: Book, t: int) -> None:
    """Charge the housing account no more than its fair share, and move that both ways."""
    asked = book.one_yearly("hra_recharge_asked", t)
    fair = book.one_yearly("hra_fair_share", t) * book.one_yearly("hra_shared_cost", t)
    charged = min(asked, fair)
    of_its_own = book.one_yearly("hra_income", t) - book.one_yearly("hra_spending", t)
    balance = book.at("hra_balance", t - 1) + of_its_own - charged
    book.put_one("hra_fair_cost", fair)
    book.put_one("hra_recharge", charged)
    book.put_one("hra_subsidy_refused", asked - charged)
    book.put_one("hra_balance", balance)
    book.put_one("hra_below_minimum", max(0.0, book.one("hra_minimum") - balance))


# -- after reserves ------------------------------------------------------------------------------


def work_cash(book: Book, t: int) -> None:
    """Say what the year leaves in the bank, what draws cost, and who a deficit would fall on."""
    lent = book.at("cfr", t) - book.at("external_debt", t)
    held = book.at("closing_reserves", t) + book.at("other_balances", t)
    book.put_one("cash", held - lent - book.at("dsg_deficit", t))
    book.put_one("cash_before_dsg", held - (book.at("cfr", t) - loans_but_for_schools(book, t)))
    earlier = sum(book.at("permitted_draw", u) for u in range(1, t))
    draw = book.at("permitted_draw", t)
    book.put_one("draws_so_far", earlier + draw)
    earns = book.one_yearly("investment_yield", t)
    book.put_one("lost_interest", earns * (earlier + book.one("draw_timing") * draw))
    book.put_one("lost_interest_in_year", earns * book.one("draw_timing") * draw)
    exposed, usable = book.at("dsg_deficit_exposed", t), book.at("usable_reserves", t)
    met = min(exposed, usable)
    book.put_one("dsg_from_reserves", met)
    book.put_one("reserves_after_dsg", usable - met)
    book.put_one("dsg_unmet", exposed - met)
    stream, cost = book.at("funding", t), book.at("capital_financing", t)
    cost += book.at("support_cost", t)
    book.put_one("financing_ratio", cost / stream if stream > 0 else 0.0)
    added = sum(book.at("pressures", u) for u in range(1, t + 1))
    book.put_one("recurring_pressures_since_base", added)
    book.put_one("pressures_since_base", added + book.at("one_off_pressures", t))
