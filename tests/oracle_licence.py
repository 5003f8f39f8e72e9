"""The oracle's working of what reserves are used for: bridging, licence, runway, resilience.

As dull as the rest of it, from rules 5.6 to 5.8 and decisions 9.5 and 9.7, scheme by scheme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle import Book

Row = list[float]
RECURRING, RINGFENCED, GENERAL = 1, 5, 1
BY_RISK, GREATER_OF = 3, 2
HISTORY = ("reserves_last_year", "reserves_two_years_ago", "reserves_three_years_ago")
EARLIER = ("reserves_a_year_earlier", "reserves_two_years_earlier", "reserves_three_years_earlier")


# -- bridging (rule 5.6, decision 9.5) -------------------------------------------------------------


def work_bridging(book: Book, t: int) -> None:
    """Say what each scheme lacks of its full effect, and whether members agreed to bridge it."""
    starts, slips = book.fixed("saving_start"), book.row("saving_months_late", t)
    rows: dict[str, Row] = {
        name: [] for name in (
            "saving_lead_in", "saving_held_up", "saving_bridge", "saving_bridge_undecided",
            "saving_rest_of_effect", "saving_begun_in_full",
        )
    }  # fmt: skip
    for s, full in enumerate(book.fixed("saving_full_year_effect")):
        on = book.row("saving_counts", t)[s]
        lasts = book.fixed("saving_recurrence")[s] == RECURRING
        share = on * book.row("saving_share_expected", t)[s]
        due = lasts and 12 * t > starts[s]
        late = starts[s] + slips[s]
        lacks = months_lacking(t, late) / 12 * max(0.0, share * full) if due else 0.0
        typed = book.row("saving_typed_level", t)[s] - book.row("saving_late_level", t)[s]
        held_up = share * typed if lasts else 0.0
        bridge, undecided = lacks, 0.0
        if slips[s] > 0 and book.fixed("saving_reapproved")[s] == 1:
            bridge = (lacks if 12 * t > late else 0.0) + held_up
        elif slips[s] > 0:
            # The year of the approved start; by the end of the next, a year has passed.
            bridge, undecided = 0.0, (lacks if 12 * t - starts[s] <= 12 else 0.0) + held_up
        rows["saving_lead_in"].append(lacks)
        rows["saving_held_up"].append(held_up)
        rows["saving_bridge"].append(bridge)
        rows["saving_bridge_undecided"].append(undecided)
        rest = on * full * months_lacking(t, starts[s]) / 12
        rows["saving_rest_of_effect"].append(rest if due else 0.0)
        so_far = book.row("saving_planned_since_base", t)[s]
        rows["saving_begun_in_full"].append(so_far + rest if due else so_far)
    for name, row in rows.items():
        book.put(name, row)
    book.put_one("bridging_need", sum(rows["saving_bridge"]))
    book.put_one("undecided_need", sum(rows["saving_bridge_undecided"]))
    book.put_one("rest_of_effect", sum(rows["saving_rest_of_effect"]))


def months_lacking(t: int, start: float) -> float:
    """Months of year t in which a scheme that starts then does not save."""
    return 12 - min(12.0, max(0.0, 12 * t - start))


def work_structural_gap(book: Book, t: int) -> None:
    """Recurring spending with savings in full, less funding that recurs (rule 5.6)."""
    recurring = book.put_one(
        "recurring_funding", book.at("funding", t) - book.at("one_off_funding", t)
    )
    spending = book.at("recurring_base", t) - book.at("rest_of_effect", t)
    book.put_one("structural_gap", spending - recurring)


# -- the licence (rule 5.6) ------------------------------------------------------------------------


def work_licence(book: Book, t: int) -> None:
    """Split the year's draw by what it is for."""
    other = book.at("investing", t) + book.at("draws_for_risks", t)
    draw = book.at("permitted_draw", t)
    left = book.put_one("draw_left_to_bridge", max(0.0, draw - other))
    bridging = book.put_one("bridging", min(left, book.at("bridging_need", t)))
    targets = book.put_one("bridging_targets", min(left - bridging, book.at("targets_lead_in", t)))
    undecided = min(left - bridging - targets, book.at("undecided_need", t))
    book.put_one("bridging_undecided", undecided)
    rest = book.put_one("draw_left", left - bridging - targets - undecided)
    over = book.put_one("left_over", max(0.0, -book.at("gap_after_reserves", t)))
    rest -= book.put_one("draw_not_needed", min(rest, over))
    moved = book.put_one("draw_moved", min(rest, book.at("contributions_to_reserves", t)))
    comes = ("one_off_funding", "saving_expected_one_offs", "investing", "draws_for_risks")
    once = book.at("one_off_costs", t) + book.at("costs_in_budget", t)
    once -= sum(book.at(name, t) for name in comes) + book.one_yearly("capitalisation_direction", t)
    once = book.put_one("one_offs_to_meet", max(0.0, once))
    paid = book.put_one("draw_for_one_offs", min(rest - moved, once))
    sustaining = book.put_one("sustaining", rest - moved - paid)
    split_by_scheme(book, t, bridging, undecided)
    so_far = book.at("against_the_licence", t - 1) + sustaining
    book.put_one("against_the_licence", so_far)
    kept = round(so_far, 2) <= 0 and round(book.at("structural_gap", t), 2) <= 0
    book.put_one("licence_kept", 1.0 if kept else 0.0)


def split_by_scheme(book: Book, t: int, bridging: float, undecided: float) -> None:
    """Name the schemes: what was drawn for one by name first, the rest in proportion."""
    needs, waits = book.row("saving_bridge", t), book.row("saving_bridge_undecided", t)
    named, by_draw = [0.0] * len(needs), book.row("draws_to_bridge_rows", t)
    for d, scheme in enumerate(book.groups["draw", "saving"]):
        if scheme >= 0:
            named[scheme] += by_draw[d]
    named = [min(named[s], needs[s]) for s in range(len(needs))]
    left = [needs[s] - named[s] for s in range(len(needs))]
    share = (bridging - sum(named)) / sum(left) if sum(left) > 0 else 0.0
    book.put("saving_bridged_by_name", named)
    book.put("saving_bridge_left", left)
    book.put_one("bridged_by_name", sum(named))
    book.put_one("bridges_left", sum(left))
    book.put_one("share_bridged", share)
    book.put("saving_bridged", [named[s] + share * left[s] for s in range(len(needs))])
    waiting = undecided / sum(waits) if sum(waits) > 0 else 0.0
    book.put("saving_undecided", [waiting * amount for amount in waits])


# -- runway (rule 5.8) -----------------------------------------------------------------------------


def open_runway(book: Book) -> None:
    """Start from what could be drawn on the last day of the base year."""
    available = book.at("usable_reserves", 0) - book.at("minimum_reserves", 0)
    book.open("available_reserves", [available])
    book.open("available_at_start", [available])
    book.open("left_if_met", [available])
    for name in ("asked_so_far", "drawn_so_far", "against_the_licence"):
        book.open(name, [0.0])


def work_runway(book: Book, t: int) -> None:
    """Say how long reserves last on average, and in which year they do not."""
    usable = book.at("usable_reserves", t)
    book.put_one("available_reserves", usable - book.at("minimum_reserves", t))
    start = book.put_one("available_at_start", book.at("available_reserves", 0))
    calls = [
        book.at("call_on_reserves", u) - book.at("target_relied_on", u) for u in range(1, t + 1)
    ]
    book.put_one("call_after_targets", calls[-1])
    book.put_one("asked_so_far", sum(calls))
    drawn = book.put_one("drawn_so_far", sum(book.at("permitted_draw", u) for u in range(1, t + 1)))
    average = book.put_one("average_call", sum(calls) / t)
    book.put_one("runway_years", max(0.0, start) / average if average > 0.005 else 0.0)
    left = book.put_one("left_if_met", book.at("available_reserves", t) + drawn - sum(calls))
    book.put_one("reserves_run_out", 1.0 if calls[-1] > 0 and left < -0.005 else 0.0)


# -- one risk, once (decision 9.7) -----------------------------------------------------------------


def work_delivery_risk(book: Book, t: int) -> None:
    """Count the ways in which the year pays for savings that do not arrive."""
    held = book.fixed("pressure_for_delivery")
    rows = [amount if held[p] == 1 else 0.0
            for p, amount in enumerate(book.row("pressure_since_base", t))]  # fmt: skip
    book.put("delivery_contingency_rows", rows)
    book.put_one("delivery_contingency", sum(rows))
    of_delivery = book.fixed("risk_prices")
    losses = [loss if of_delivery[k] == 1 else 0.0
              for k, loss in enumerate(book.row("risk_expected_loss", t))]  # fmt: skip
    book.put("delivery_risk_rows", losses)
    priced = book.put_one("delivery_risk", sum(losses))
    by_risk = book.one("minimum_method") in (BY_RISK, GREATER_OF)
    book.put_one("delivery_risk_in_minimum", priced if by_risk else 0.0)


# -- resilience (rule 5.7) -------------------------------------------------------------------------


def resilience_rows(book: Book, t: int) -> dict[str, Row]:
    """Give what the index says of reserves at the end of a year; year 0 is the base year."""
    balance, categories = book.row("reserve_balance", t), book.fixed("reserve_category")
    free = [0.0 if categories[r] == RINGFENCED else balance[r] for r in range(len(balance))]
    general = [balance[r] if categories[r] == GENERAL else 0.0 for r in range(len(balance))]
    now, rows = sum(free), {"reserve_counted": free, "reserve_unallocated": general}
    before = []
    for back, name in enumerate(HISTORY, 1):
        known = t >= back
        amount = book.at("reserves_counted", t - back) if known else book.one(EARLIER[back - t - 1])
        rows[name] = [amount]
        before.append(amount)
    fall, cap = (before[2] - now) / book.one("resilience_years"), book.one("resilience_cap")
    rows["reserves_counted"] = [now]
    rows["unallocated_reserves"] = [sum(general)]
    rows["earmarked_reserves"] = [now - sum(general)]
    rows["reserves_fall"] = [fall]
    rows["reserves_sustainability"] = [min(cap, now / fall) if fall > 0 else cap]
    rows["reserves_depleting"] = [1.0 if fall > 0 else 0.0]
    rows["reserves_change"] = [(now - before[2]) / before[2] if before[2] > 0 else 0.0]
    rows["fees_and_charges"] = [sum(book.row("income_level", t))]
    given, care = book.fixed("service_budget"), book.fixed("service_social_care")
    of_care = [given[s] if care[s] == 1 else 0.0 for s in range(len(given))]
    rows["social_care_budget"] = of_care
    rows["social_care_budgets"] = [sum(of_care)]
    services = sum(given)
    rows["social_care_ratio"] = [sum(of_care) / services if services > 0 else 0.0]
    return rows


def open_resilience(book: Book) -> None:
    """Say what the index says of the base year's end."""
    for name, row in resilience_rows(book, 0).items():
        book.open(name, row)


def work_resilience(book: Book, t: int) -> None:
    """Hold reserves, debt and income against the net budget."""
    for name, row in resilience_rows(book, t).items():
        book.put(name, row)
    budget = book.at("net_budget", t)
    interest = book.at("interest_on_debt", t) + book.at("support_interest", t)
    parts = {
        "reserves_level": book.at("reserves_counted", t),
        "unallocated_ratio": book.at("unallocated_reserves", t),
        "earmarked_ratio": book.at("earmarked_reserves", t),
        "interest_ratio": interest,
        "debt_ratio": book.at("external_debt", t),
        "council_tax_ratio": book.at("council_tax", t),
        "fees_ratio": book.at("fees_and_charges", t),
    }
    for name, amount in parts.items():
        book.put_one(name, amount / budget if budget > 0 else 0.0)
    need = book.at("bfl", t)
    book.put_one("growth_above_baseline", book.at("rates_growth", t) / need if need > 0 else 0.0)
