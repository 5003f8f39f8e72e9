"""The oracle's working of reserves: minimum, transfers, named draws, and what the policy draws.

As dull as the rest of it, from rules 5.1, 5.2 and 5.6 and decision 9.4: reserve by reserve, and
each named draw paid out of what its own reserve holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import oracle_invest

if TYPE_CHECKING:
    from tests.oracle import Book

Row = list[float]
NONE, AS_PLANNED, FILL_GAP, BRIDGING_ONLY, TAPER = 0, 1, 2, 3, 4
SUM, PERCENTAGE, GREATER_OF, BY_RISK = 0, 1, 2, 3
NOT_SAID, GENERAL, RINGFENCED = 0, 1, 5
BRIDGING, INVESTING, RISK = 1, 2, 3
KINDS = {"draws_to_bridge": BRIDGING, "draws_to_invest": INVESTING, "draws_for_risks": RISK}


def open_reserves(book: Book) -> None:
    """Set the balances, and what they should be at the least, of the base year."""
    held, may = list(book.fixed("reserve_opening")), book.fixed("reserve_may_close_gap")
    losses = expected_losses(book)
    rows = {
        "risk_expected_loss": losses,
        "risks_exposed": [sum(book.fixed("risk_exposure"))],
        "minimum_by_risk": [sum(losses)],
        **minimum(book, book.one("approved_budget"), losses),
        "reserve_balance": held,
        "permitted_draw": [book.one("reserves_used_in_base")],
        "closing_reserves": [sum(held)],
        "taper_from": [0.0],
    }
    rows["usable_balance"] = [held[r] if may[r] == 1 else 0.0 for r in range(len(held))]
    rows["usable_reserves"] = [sum(rows["usable_balance"])]
    floors = rows["reserve_floor"]
    rows["usable_minimum"] = [floors[r] if may[r] == 1 else 0.0 for r in range(len(held))]
    rows["minimum_reserves"] = [sum(rows["usable_minimum"])]
    for name, row in rows.items():
        book.open(name, row)


# -- the minimum (rule 5.2) ----------------------------------------------------------------------


def expected_losses(book: Book) -> Row:
    """Weigh what each risk would cost by its likelihood."""
    exposed, likely = book.fixed("risk_exposure"), book.fixed("risk_likelihood")
    return [exposed[k] * likely[k] for k in range(len(exposed))]


def minimum(book: Book, budget: float, losses: Row) -> dict[str, Row]:
    """Find the least that each reserve should hold: the general balance's by the method."""
    share = max(0.0, budget) * book.one("minimum_percentage")
    by_risk, method = sum(losses), book.one("minimum_method")
    worked = max(share, by_risk)
    if method in (PERCENTAGE, BY_RISK):
        worked = share if method == PERCENTAGE else by_risk
    general = [1.0 if word == GENERAL else 0.0 for word in book.fixed("reserve_category")]
    floors = list(book.fixed("reserve_minimum"))
    for r, part in enumerate(general):
        if part and method != SUM:
            split = worked / sum(general)
            floors[r] = max(floors[r], split) if method == GREATER_OF else split
    return {
        "minimum_by_percentage": [share],
        "minimum_worked": [worked],
        "is_general_balance": general,
        "general_balances": [sum(general)],
        "reserve_floor": floors,
    }


def work_minimum(book: Book, t: int) -> None:
    """Find the year's minimum, and how far reserves may be drawn down."""
    losses = expected_losses(book)
    book.put("risk_expected_loss", losses)
    book.put_one("risks_exposed", sum(book.fixed("risk_exposure")))
    book.put_one("minimum_by_risk", sum(losses))
    for name, row in minimum(book, book.at("net_budget", t), losses).items():
        book.put(name, row)
    kept = book.one("keep_minimum") == 1
    limits = [floor if kept else 0.0 for floor in book.row("reserve_floor", t)]
    book.put("reserve_limit", limits)
    # An earmarked reserve may be spent to the end on its own purpose (decision 9.4).
    general = [word in (GENERAL, NOT_SAID) for word in book.fixed("reserve_category")]
    book.put("reserve_named_limit", [limits[r] if general[r] else 0.0 for r in range(len(limits))])


# -- between reserves, and by name (rules 5.1, 5.6) ----------------------------------------------


def work_transfers(book: Book, t: int) -> Row:
    """Pay from reserve to reserve what is there to be paid; give what each then has."""
    has = [
        last + paid_in
        for last, paid_in in zip(
            book.row("reserve_balance", t - 1),
            book.yearly("reserve_contribution", t),
            strict=True,
        )
    ]
    asked, out = [0.0] * len(has), [0.0] * len(has)
    for r, amount in enumerate(book.yearly("reserve_transfer", t)):
        if amount < 0:
            asked[r] = -amount
            fenced = book.fixed("reserve_category")[r] == RINGFENCED
            out[r] = 0.0 if fenced else min(-amount, max(0.0, has[r]))
    due = [amount if amount > 0 else 0.0 for amount in book.yearly("reserve_transfer", t)]
    share = sum(out) / sum(due) if sum(due) > 0 else 0.0
    moved = [share * due[r] - out[r] for r in range(len(has))]
    book.put("reserve_transfer_due", due)
    book.put_one("transfers_due", sum(due))
    book.put("reserve_transfer_asked", asked)
    book.put("reserve_transfer_out", out)
    book.put("reserve_transferred", moved)
    book.put_one("transfers_asked", sum(asked))
    book.put_one("transfers_made", sum(out))
    book.put_one("transfers_share", share)
    book.put_one("transfers_refused", sum(asked) - sum(out))
    return [has[r] + moved[r] for r in range(len(has))]


def work_named_draws(book: Book, t: int, has: Row) -> Row:
    """Pay named draws out of their own reserves; give what each reserve pays for them."""
    policy, kinds = book.one("reserves_policy"), book.fixed("draw_kind")
    source = book.groups["draw", "reserve"]
    counted = []
    for d, amount in enumerate(book.yearly("draw_amount", t)):
        by_itself = policy == BRIDGING_ONLY and kinds[d] == BRIDGING
        counted.append(0.0 if policy == NONE or by_itself else amount)
    asked, room, paid, share = [], [], [], []
    for r, balance in enumerate(has):
        by_name = sum(counted[d] for d in range(len(counted)) if source[d] == r)
        asked.append(by_name + oracle_invest.paid_by_reserve(book, t, r))
        fenced = book.fixed("reserve_category")[r] == RINGFENCED
        spare = balance - book.row("reserve_named_limit", t)[r]
        room.append(0.0 if fenced or spare < 0 else spare)
        paid.append(min(asked[r], room[r]))
        share.append(paid[r] / asked[r] if asked[r] > 0 else 0.0)
    permitted = [counted[d] * share[source[d]] for d in range(len(counted))]
    book.put("draw_counted", counted)
    book.put("reserve_named_asked", asked)
    book.put("reserve_named_room", room)
    book.put("reserve_named_draw", paid)
    book.put("reserve_named_share", share)
    book.put("draw_permitted", permitted)
    book.put("draw_refused", [counted[d] - permitted[d] for d in range(len(counted))])
    book.put_one("named_draws", sum(paid))
    book.put_one("named_draws_refused", sum(counted) - sum(permitted))
    for name, kind in KINDS.items():
        rows = [permitted[d] if kinds[d] == kind else 0.0 for d in range(len(permitted))]
        book.put(f"{name}_rows", rows)
        book.put_one(name, sum(rows))
    oracle_invest.work_cost_draws(book, t)
    return paid


# -- the call, the draw and what is left (rules 0, 5.1; decision 9.4) ------------------------------


def work_reserves(book: Book, t: int) -> float:
    """Keep apart the call, the permitted draw and the shortfall, and give the shortfall."""
    work_minimum(book, t)
    has = work_transfers(book, t)
    named = work_named_draws(book, t, has)
    contributions = book.put_one(
        "contributions_to_reserves", sum(book.yearly("reserve_contribution", t))
    )
    needed = book.at("gap_expected", t) + contributions
    call = book.put_one("call_on_reserves", max(0.0, needed))
    # The call is never lowered by a target; the draw is, where members decide to rely on one.
    target = book.one_yearly("savings_target", t)
    own = target if book.one("rely_on_target") == 1 else 0.0
    relied = min(own + book.at("targets_cash", t), call)
    book.put_one("target_relied_on", relied)
    left = book.put_one("call_left", max(0.0, call - relied - sum(named)))
    may, limits = book.fixed("reserve_may_close_gap"), book.row("reserve_limit", t)
    room = []
    for r, balance in enumerate(has):
        spare = balance - named[r] - limits[r]
        room.append(spare if may[r] == 1 and spare > 0 else 0.0)
    book.put("reserve_room", room)
    by_policy = policy_draws(book, t, room, left)
    book.put("reserve_policy_draw", by_policy)
    draw = [named[r] + by_policy[r] for r in range(len(room))]
    book.put("reserve_draw", draw)
    refused = [0.0] * len(room)
    if book.one("reserves_policy") == AS_PLANNED:
        planned = book.yearly("reserve_planned_draw", t)
        refused = [max(0.0, planned[r] - by_policy[r]) for r in range(len(room))]
    book.put("reserve_draw_refused", refused)
    by_name = book.at("named_draws_refused", t) + book.at("costs_refused_by_reserves", t)
    book.put_one("draws_refused", sum(refused) + by_name)
    book.put_one("unwinding_of_reserves", book.at("permitted_draw", t - 1))
    permitted = book.put_one("permitted_draw", sum(draw))
    put_balances(book, [has[r] - draw[r] for r in range(len(has))], t)
    return needed - permitted


def put_balances(book: Book, balance: Row, t: int) -> None:
    """Close the year's balances and hold them against what they should be."""
    may, floors = book.fixed("reserve_may_close_gap"), book.row("reserve_floor", t)
    book.put("reserve_balance", balance)
    book.put_one("closing_reserves", sum(balance))
    below = [max(0.0, floors[r] - balance[r]) for r in range(len(balance))]
    book.put("reserve_below_minimum", below)
    usable = [balance[r] if may[r] == 1 else 0.0 for r in range(len(balance))]
    book.put("usable_balance", usable)
    book.put_one("usable_reserves", sum(usable))
    least = [floors[r] if may[r] == 1 else 0.0 for r in range(len(balance))]
    book.put("usable_minimum", least)
    book.put_one("minimum_reserves", sum(least))


def policy_draws(book: Book, t: int, room: Row, left: float) -> Row:
    """Draw as the policy allows, never more than a reserve's room nor below nought (rule 0)."""
    policy = book.one("reserves_policy")
    first = book.put_one("taper_from", left if t == 1 else book.at("taper_from", t - 1))
    steps = book.put_one("taper_share", max(0.0, 1 - (t - 1) / book.one("taper_years")))
    asks = 0.0
    if policy == FILL_GAP:
        asks = left * book.one_yearly("reserves_cover", t)
    elif policy == BRIDGING_ONLY:
        asks = min(left, book.at("bridging_need", t) + book.at("targets_lead_in", t))
    elif policy == TAPER:
        asks = min(left, first * steps)
    book.put_one("policy_asks", asks)
    if policy == AS_PLANNED:
        planned = book.yearly("reserve_planned_draw", t)
        return [max(0.0, min(planned[r], room[r])) for r in range(len(room))]
    drawn, order = [0.0] * len(room), book.fixed("reserve_order")
    for r in sorted(range(len(room)), key=lambda item: order[item]):
        drawn[r] = max(0.0, min(asks, room[r]))
        asks -= drawn[r]
    return drawn
