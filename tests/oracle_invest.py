"""The oracle's working of costs to achieve and of investing to save (rules 4.5 and 4.6).

As dull as the rest of it: redundancy year of service by year of service, net present value by
adding up every year's discounted benefit, and the revolving fund investment by investment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle import Book

Row = list[float]
REVENUE, RESERVE, RECEIPTS = 0, 1, 2
NO_RESERVES = 0
PIECES = ("first", "second", "third")


def open_invest(book: Book) -> None:
    """Set what receipts and the revolving fund hold when the plan starts."""
    book.open("receipts_in_hand", [book.one("opening_receipts")])
    book.open("revolving_fund", [book.one("revolving_fund_opening")])
    book.open("investment_outstanding", [0.0 for _ in book.fixed("investment_outlay")])
    book.open("savings_net_so_far", [0.0])


# -- cost to achieve (rule 4.5) ------------------------------------------------------------------


def redundancy(book: Book, t: int) -> Row:
    """Count back from the end of service, one year after another, to the most that counts."""
    cap, most = book.one_yearly("redundancy_weekly_cap", t), book.one("redundancy_years_most")
    ages = ("from_41", "22_to_40", "under_22")
    counted: dict[str, Row] = {age: [] for age in ages}
    weeks, paid = [], []
    for c, pay in enumerate(book.fixed("cost_weekly_pay")):
        left, due = most, 0.0
        for age in ages:
            years = min(left, book.fixed(f"cost_years_{age}")[c])
            counted[age].append(years)
            left -= years
            due += years * book.one(f"redundancy_weeks_{age}")
        weeks.append(due)
        paid.append(min(pay, cap) if cap > 0 else pay)
    book.put("cost_years_counted_from_41", counted["from_41"])
    book.put("cost_years_counted_to_40", counted["22_to_40"])
    book.put("cost_years_counted_under_22", counted["under_22"])
    book.put("cost_weeks", weeks)
    book.put("cost_week", paid)
    each = [weeks[c] * paid[c] for c in range(len(weeks))]
    book.put("cost_each_leaver", each)
    due_to_all = [book.yearly("cost_leavers", t)[c] * each[c] for c in range(len(each))]
    book.put("cost_redundancy", due_to_all)
    return due_to_all


def work_costs(book: Book, t: int) -> None:
    """Add up costs, and let receipts pay for what they lawfully may; before the gap."""
    due, on = redundancy(book, t), book.fixed("cost_on")
    costs = [
        book.yearly("cost_amount", t)[c] + due[c] if on[c] == 1 else 0.0 for c in range(len(due))
    ]
    book.put("cost_to_achieve", costs)
    book.put_one("costs_to_achieve", sum(costs))
    source = book.fixed("cost_funding")
    of_receipts = [costs[c] if source[c] == RECEIPTS else 0.0 for c in range(len(costs))]
    from_reserve = book.one("reserves_policy") != NO_RESERVES
    of_reserve = [
        costs[c] if source[c] == RESERVE and from_reserve else 0.0 for c in range(len(costs))
    ]
    book.put("cost_asked_of_receipts", of_receipts)
    book.put("cost_asked_of_reserve", of_reserve)
    book.put("paid_asked", [of_reserve[c] for c in book.groups["paid", "cost"]])
    held = book.at("receipts_in_hand", t - 1) + book.one_yearly("receipts_expected", t)
    schemes = sum(book.row("capital_from_receipts", t))
    after = book.put_one("receipts_after_schemes", held - schemes)
    left = book.put_one("receipts_left_by_schemes", max(0.0, after))
    asked = book.put_one("receipts_asked", sum(of_receipts))
    allowed = book.one_yearly("receipts_flexibility", t) == 1
    used = book.put_one("receipts_used_for_change", min(asked, left) if allowed else 0.0)
    book.put_one("receipts_in_hand", after - used)
    book.put_one("receipts_refused", asked - used)
    share = book.put_one("receipts_share", used / asked if asked > 0 else 0.0)
    paid = [share * amount for amount in of_receipts]
    book.put("cost_from_receipts", paid)
    of = book.groups["cost", "saving"]
    tied = [0.0 for _ in book.fixed("saving_on")]
    for c, saving in enumerate(of):
        if saving >= 0:
            tied[saving] += paid[c]
    book.put("receipts_for_saving", tied)
    bare = [0.0 if saving >= 0 else paid[c] for c, saving in enumerate(of)]
    book.put_one("receipts_for_no_saving", sum(bare))
    book.put_one("receipts_against_the_rule", asked - used + sum(bare))
    book.put_one("costs_in_budget", sum(costs) - used)


def paid_by_reserve(book: Book, t: int, reserve: int) -> float:
    """Add up what costs to achieve ask of one reserve."""
    asked = book.row("paid_asked", t)
    return sum(asked[p] for p, of in enumerate(book.groups["paid", "reserve"]) if of == reserve)


def work_cost_draws(book: Book, t: int) -> None:
    """Give each cost its reserve's share; after the reserves' named draws are known."""
    asked, share = book.row("paid_asked", t), book.row("reserve_named_share", t)
    paid = [asked[p] * share[of] for p, of in enumerate(book.groups["paid", "reserve"])]
    book.put("paid_permitted", paid)
    wanted = book.row("cost_asked_of_reserve", t)
    by_cost = [0.0] * len(wanted)
    for p, of in enumerate(book.groups["paid", "cost"]):
        by_cost[of] += paid[p]
    book.put("cost_from_reserve", by_cost)
    refused = [wanted[c] - by_cost[c] for c in range(len(wanted))]
    book.put("cost_refused_by_reserve", refused)
    book.put_one("costs_from_reserves", sum(paid))
    book.put_one("costs_refused_by_reserves", sum(refused))
    book.put_one("investing", book.at("draws_to_invest", t) + sum(paid))


def work_savings_net(book: Book, t: int) -> None:
    """Take from savings what they cost to achieve."""
    gross, costs = book.row("saving_planned", t), [0.0] * len(book.row("saving_planned", t))
    for c, saving in enumerate(book.groups["cost", "saving"]):
        if saving >= 0:
            costs[saving] += book.row("cost_to_achieve", t)[c]
    book.put("saving_cost", costs)
    book.put("saving_net", [gross[s] - costs[s] for s in range(len(gross))])
    net = book.at("savings", t) - book.at("costs_to_achieve", t)
    book.put_one("savings_net", net)
    book.put_one("savings_net_so_far", book.at("savings_net_so_far", t - 1) + net)


# -- appraisal (rule 4.6) ------------------------------------------------------------------------


def rate_of_year(book: Book, year: int) -> tuple[str, float]:
    """Give the piece that a year of an investment's life falls into, and its rate."""
    if year <= book.one("discount_years_first"):
        return "first", book.one("discount_rate_first")
    if year <= book.one("discount_years_second"):
        return "second", book.one("discount_rate_second")
    return "third", book.one("discount_rate_third")


def work_discounting(book: Book) -> Row:
    """Discount every year of every life by itself, and add up."""
    rows: dict[str, Row] = {"investment_last_factor": [], "investment_annuity_factor": []}
    for piece in PIECES:
        for part in ("", "_years", "_factor"):
            rows[f"investment_{piece}{part}"] = []
    for life in book.fixed("investment_life"):
        today, worth = 1.0, 0.0
        of_piece = {piece: [0.0, 1.0, 0.0] for piece in PIECES}
        for year in range(1, int(life) + 1):
            piece, rate = rate_of_year(book, year)
            today /= 1 + rate
            worth += today
            of_piece[piece][0] += 1
            of_piece[piece][1] /= 1 + rate
            of_piece[piece][2] += of_piece[piece][1]
        for piece, (years, factor, annuity) in of_piece.items():
            rows[f"investment_{piece}_years"].append(years)
            rows[f"investment_{piece}_factor"].append(factor)
            rows[f"investment_{piece}"].append(annuity)
        rows["investment_last_factor"].append(today)
        rows["investment_annuity_factor"].append(worth)
    for name, row in rows.items():
        book.put(name, row)
    return rows["investment_annuity_factor"]


def work_value(book: Book) -> None:
    """Value each investment as typed, and as such projects turn out."""
    worth = work_discounting(book)
    outlays, benefits = book.fixed("investment_outlay"), book.fixed("investment_benefit")
    dearer, less = (
        book.fixed("investment_cost_optimism"),
        book.fixed("investment_benefit_optimism"),
    )
    count = range(len(worth))
    costs = [outlays[i] + outlays[i] * dearer[i] for i in count]
    brings = [benefits[i] - benefits[i] * less[i] for i in count]
    book.put("investment_cost_expected", costs)
    book.put("investment_benefit_expected", brings)
    for name, paid, brought in (
        ("as_typed", outlays, benefits),
        ("with_bias", costs, brings),
    ):
        npv = [worth[i] * brought[i] - paid[i] for i in count]
        book.put(f"investment_{name}_npv", npv)
        book.put(
            f"investment_{name}_index", [npv[i] / paid[i] if paid[i] > 0 else 0.0 for i in count]
        )
        book.put(
            f"investment_{name}_payback",
            [paid[i] / brought[i] if brought[i] > 0 else 0.0 for i in count],
        )
        with_all = [
            npv[i] + worth[i] * book.fixed("investment_uncertain_benefit")[i] for i in count
        ]
    book.put("investment_npv_if_all", with_all)
    book.put_one("investments_outlay", sum(costs))
    budget = book.one("investment_budget")
    over = max(0.0, sum(costs) - budget) if budget > 0 else 0.0
    book.put_one("investments_over_budget", over)


# -- the revolving fund (rule 4.6) -----------------------------------------------------------------


def work_fund(book: Book, t: int) -> None:
    """Lend, save, repay and release, one investment after another."""
    backed = book.groups["backed", "saving"], book.groups["backed", "investment"]
    saves = [book.row("saving_expected", t)[s] for s in backed[0]]
    book.put("backed_saving", saves)
    registered = [0.0 for _ in book.fixed("investment_outlay")]
    for b, investment in enumerate(backed[1]):
        registered[investment] += saves[b]
    book.put("investment_registered", registered)
    saved = [a + r for a, r in zip(book.yearly("investment_amount", t), registered, strict=True)]
    book.put("investment_saved", saved)
    charges = [book.row("scheme_charge", t)[s] for s in book.groups["built", "capital"]]
    book.put("built_charge", charges)
    charged = [0.0] * len(saved)
    for b, investment in enumerate(book.groups["built", "investment"]):
        charged[investment] += charges[b]
    book.put("investment_charge", charged)
    book.put("investment_affordability", [saved[i] - charged[i] for i in range(len(saved))])
    wanted, fund = book.yearly("investment_advance", t), book.at("revolving_fund", t - 1)
    lent = book.put_one("advances", min(sum(wanted), fund))
    book.put_one("advances_asked", sum(wanted))
    book.put_one("advances_refused", sum(wanted) - lent)
    share = book.put_one("advances_share", lent / sum(wanted) if sum(wanted) > 0 else 0.0)
    got, back, owed = [share * amount for amount in wanted], [], []
    for i, last in enumerate(book.row("investment_outstanding", t - 1)):
        owes = last + got[i] if book.fixed("investment_repaid")[i] == 1 else 0.0
        back.append(min(max(0.0, saved[i]), owes))
        owed.append(owes - back[i])
    book.put("investment_advanced", got)
    book.put("investment_repayment", back)
    book.put("investment_outstanding", owed)
    released = [saved[i] - back[i] for i in range(len(saved))]
    book.put("investment_released", released)
    book.put_one("savings_released", sum(released))
    book.put_one("repayments", sum(back))
    book.put_one("revolving_fund", fund - lent + sum(back))
    # Of savings that the register counts in full, what is repaid is a cost beside them.
    book.put("backed_repayment", [back[i] for i in backed[1]])
    book.put_one("repayments_in_budget", sum(back[i] for i in backed[1]))
