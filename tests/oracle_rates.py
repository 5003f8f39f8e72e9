"""The oracle's working of business rates, the settlement and grants (rules 2.1 to 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle import Book

RETENTION, RESET, RINGFENCED = 1, 1, 1
AS_ONE, AS_ALONE = 1, 2
NO_PAIR = -1
STATUSES = {1: "confirmed_funding", 2: "provisional_funding", 3: "assumed_funding"}


def open_rates(book: Book) -> None:
    """Set the base year of retention, of the settlement and of grants."""
    kept, bfl = book.one("base_business_rates"), book.one("base_baseline_funding_level")
    book.open("brb", [book.one("base_business_rates_baseline")])
    book.open("bfl", [bfl])
    book.open("notional_multiplier", [book.one("base_notional_multiplier")])
    book.open("rates_growth", [kept - bfl if bfl > 0 else 0.0])
    book.open("business_rates_worked", [kept])
    book.open("rsg_allocated", [book.one("base_rsg")])
    fenced = ring_fenced(book, 0)
    book.open("ringfenced_rows", fenced)
    book.open("matched_spending_rows", fenced)
    book.open("stranded_cost", [0.0 for _ in fenced])
    book.open("ringfenced_grants", [sum(fenced)])
    book.open("matched_spending", [sum(fenced)])
    book.open("stranded_costs", [0.0])


# -- business rates (rule 2.1) ---------------------------------------------------------------


def levy_rate(brb: float, bfl: float, cap: float) -> float:
    """Work the share of growth that is given up (rule 2.1)."""
    if brb <= 0:
        return 0.0
    rate = 1 - bfl / brb
    rate = min(rate, cap)
    return rate if rate > 0 else 0.0


def work_retention(book: Book, t: int) -> None:
    """Keep the local share, less tariff or with top-up, less levy, up to the safety net."""
    reset = book.one_yearly("rates_reset", t) == RESET
    local = book.one_yearly("net_rates_income", t) * book.one_yearly("rates_local_share", t)
    factor = 1 + book.one_yearly("baselines_uprating", t)
    brb, bfl = book.at("brb", t - 1) * factor, book.at("bfl", t - 1) * factor
    if reset:  # nothing of today's income, compensation among it, is growth
        brb = local + book.one_yearly("section_31_grant", t)
    if book.one_yearly("business_rates_baseline", t) != 0:
        brb = book.one_yearly("business_rates_baseline", t)
    if book.one_yearly("baseline_funding_level", t) != 0:
        bfl = book.one_yearly("baseline_funding_level", t)
    grant = work_cap_grant(book, t, local, reset=reset)
    retained = local + book.one_yearly("section_31_grant", t) + grant + bfl - brb
    rate = levy_rate(brb, bfl, book.one_yearly("levy_cap", t))
    growth = retained - bfl
    levy = rate * growth if growth > 0 else 0.0
    guaranteed = book.one_yearly("safety_net_share", t) * bfl
    net = guaranteed - retained if retained < guaranteed else 0.0
    rows = {
        "local_rates_income": local,
        "brb": brb,
        "bfl": bfl,
        "tariff": brb - bfl if brb > bfl else 0.0,
        "top_up": bfl - brb if bfl > brb else 0.0,
        "retained_rates": retained,
        "rates_growth_lost": max(book.at("rates_growth", t - 1), 0.0) if reset else 0.0,
        "rates_growth": growth,
        "rates_levy_rate": rate,
        "rates_levy": levy,
        "safety_net": net,
    }
    for name, amount in rows.items():
        book.put_one(name, amount)


def work_cap_grant(book: Book, t: int, local: float, *, reset: bool) -> float:
    """Compensate for a multiplier held below prices; a reset starts the history afresh."""
    actual = book.one_yearly("rates_multiplier", t)
    followed = book.at("notional_multiplier", t - 1) * (1 + book.one_yearly("september_cpi", t))
    notional = book.put_one("notional_multiplier", actual if reset else followed)
    spared = actual > 0 and notional > actual
    return book.put_one("cap_grant", local * (notional - actual) / actual if spared else 0.0)


def work_pool(book: Book, t: int) -> None:
    """Treat the members as one, and hold that against each alone (rule 2.1)."""
    cap, share = book.one_yearly("levy_cap", t), book.one_yearly("safety_net_share", t)
    brb, bfl = list(book.yearly("pool_baseline", t)), list(book.yearly("pool_funding_level", t))
    kept, which = list(book.yearly("pool_retained", t)), book.fixed("pool_council")
    for m, ours in enumerate(which):
        if ours in (AS_ONE, AS_ALONE):
            brb[m], bfl[m] = book.at("brb", t), book.at("bfl", t)
            kept[m] = book.at("retained_rates", t)
    book.put("pool_member_brb", brb)
    book.put("pool_member_bfl", bfl)
    book.put("pool_member_rates", kept)
    levies, nets = [], []
    for m in range(len(kept)):
        levies.append(levy_rate(brb[m], bfl[m], cap) * max(0.0, kept[m] - bfl[m]))
        nets.append(max(0.0, share * bfl[m] - kept[m]))
    book.put("pool_levy_alone", levies)
    book.put("pool_safety_net_alone", nets)
    book.put_one("pool_brb", sum(brb))
    book.put_one("pool_bfl", sum(bfl))
    book.put_one("pool_rates", sum(kept))
    rate = book.put_one("pool_levy_rate", levy_rate(sum(brb), sum(bfl), cap))
    levy = book.put_one("pool_levy", rate * max(0.0, sum(kept) - sum(bfl)))
    net = book.put_one("pool_safety_net", max(0.0, share * sum(bfl) - sum(kept)))
    book.put_one("pool_gain", sum(levies) - levy)
    book.put_one("pool_safety_net_forgone", sum(nets) - net)
    work_membership(book, t)


def work_membership(book: Book, t: int) -> None:
    """Let a member bear its share of the pool's levy and safety net, and none of its own."""
    as_one = [1.0 if ours == AS_ONE else 0.0 for ours in book.fixed("pool_council")]
    shares = [book.fixed("pool_share")[m] if is_so else 0.0 for m, is_so in enumerate(as_one)]
    book.put("pooled_as_one", as_one)
    book.put_one("pooled", sum(as_one))
    book.put("pool_share_if_ours", shares)
    share = book.put_one("pool_share_of_ours", sum(shares))
    levy, net = book.at("rates_levy", t), book.at("safety_net", t)
    if 1.0 in as_one:
        levy, net = share * book.at("pool_levy", t), share * book.at("pool_safety_net", t)
    book.put_one("levy_paid", levy)
    book.put_one("safety_net_received", net)
    book.put_one("business_rates_kept", book.at("retained_rates", t) - levy + net)


# -- the settlement and grants (rules 2.2 to 2.4) ---------------------------------------------


def work_settlement(book: Book, t: int) -> None:
    """Move revenue support grant to the new distribution (rule 2.2)."""
    old, new = book.one_yearly("rsg_old_allocation", t), book.one_yearly("rsg_new_allocation", t)
    book.put_one("rsg_allocated", old + (new - old) * book.one_yearly("rsg_new_share", t))


def ring_fenced(book: Book, t: int) -> list[float]:
    """Give what each row pays that is limited to a purpose (rule 2.4)."""
    levels, fenced = book.row("funding_level", t), book.fixed("funding_ringfenced")
    return [levels[f] if fenced[f] == RINGFENCED else 0.0 for f in range(len(levels))]


def work_grants(book: Book, t: int) -> None:
    """Let spending follow ring-fenced grants but for what is stranded (rule 2.4)."""
    now, last = ring_fenced(book, t), ring_fenced(book, t - 1)
    stuck, before = book.fixed("funding_stranded_share"), book.row("stranded_cost", t - 1)
    stranded = [max(0.0, before[f] - stuck[f] * (now[f] - last[f])) for f in range(len(now))]
    book.put("ringfenced_rows", now)
    book.put("stranded_cost", stranded)
    book.put("matched_spending_rows", [now[f] + stranded[f] for f in range(len(now))])
    book.put_one("ringfenced_grants", sum(now))
    book.put_one("matched_spending", sum(now) + sum(stranded))
    book.put_one("stranded_costs", sum(stranded))
    book.put_one("new_stranded_costs", sum(stranded) - sum(before))
    work_pairs(book, t)


def work_pairs(book: Book, t: int) -> None:
    """Add up the sides of each grant that is rolled in (rule 2.4: a zero-sum check)."""
    fenced, pair = book.fixed("funding_ringfenced"), book.groups["funding", "pair"]
    level, stranded = book.row("funding_level", t), book.row("stranded_cost", t)
    sides, sums = [], [0.0] * (1 + max(pair))
    for f, base in enumerate(book.fixed("funding_base")):
        sides.append(-stranded[f] if fenced[f] == RINGFENCED else level[f] - base)
        if pair[f] != NO_PAIR:
            sums[pair[f]] += sides[f]
    book.put("pair_side", sides)
    book.put("pair_sum", sums)
    book.put_one("pairs_out_of_balance", sum(sums))


def work_status(book: Book, t: int) -> None:
    """Sort what is free to spend by how firm it is (rule 2.4: basis)."""
    said, free = book.fixed("funding_status"), book.row("free_funding", t)
    wholes = {}
    for number, name in STATUSES.items():
        rows = [free[f] if said[f] == number else 0.0 for f in range(len(free))]
        worked = book.one_yearly("rsg_status", t) == number
        book.put(f"{name}_rows", rows)
        wholes[name] = sum(rows) + (book.at("rsg_allocated", t) if worked else 0.0)
        book.put_one(name, wholes[name])
    unsure = wholes["provisional_funding"] + wholes["assumed_funding"]
    book.put_one("unconfirmed_funding", unsure)
    funding = book.at("funding", t)
    book.put_one("unconfirmed_share", unsure / funding if funding > 0 else 0.0)


def work_spending_power(book: Book, t: int) -> None:
    """Hold government's view beside the plan's own funding (rule 2.3)."""
    ffa, grants = book.one_yearly("csp_ffa", t), book.one_yearly("csp_grants", t)
    tax = book.one_yearly("csp_council_tax", t)
    ours = {
        "csp_council_tax_over_ours": tax - book.at("council_tax", t),
        "csp_ffa_over_ours": ffa - book.at("rsg", t) - book.at("business_rates", t),
        "csp_grants_over_ours": grants - book.at("other_grants", t),
        "csp_leaves_out": book.at("collection_fund", t),
        "csp_our_funding": book.at("funding", t),
    }
    book.put_one("csp_government_cash", ffa + grants)
    given = book.put_one("core_spending_power", ffa + tax + grants) > 0
    for name, amount in ours.items():
        book.put_one(name, amount if given else 0.0)
