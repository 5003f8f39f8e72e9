"""The oracle's working of the numbers that decide golden rules (rule 6), item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle import Book

AS_PLANNED = 1
NOT_SAID, GENERAL, RINGFENCED = 0, 1, 5
DEMAND_KIND, CONTINGENCY = 3, 4
YES, SIGNED_NIL = 1, 2
NOTHING_TO_HOLD, KEPT, BROKEN = 0.0, 1.0, 2.0
PENNY, ONE, POINT = 0.005, 0.5, 0.0000005
RULES: dict[str, tuple[str, float, str | None]] = {
    "gr01": ("unfunded", 0.50, None),
    "gr02": ("reserves_overdrawn", PENNY, "held_or_asked"),
    "gr03": ("short_of_minimum", PENNY, "prudent_minimum"),
    "gr04": ("sustaining", PENNY, "held_or_asked"),
    "gr05": ("structural_gap", PENNY, None),
    "gr06": ("one_off_reliance", PENNY, None),
    "gr07": ("rise_without_referendum", ONE, "referendum_class"),
    "gr08": ("ringfenced_asked", PENNY, "ringfenced_reserves"),
    "gr09": ("savings_without_plan", ONE, "savings_counted"),
    "gr10": ("gap_after_reserves", PENNY, None),
    "gr11": ("receipts_against_the_rule", PENNY, "receipts_asked"),
    "gr12": ("investments_not_paying", ONE, "investments_weighed"),
    "gr13": ("borrowed_without_interest", PENNY, "borrowing_need"),
    "gr14a": ("debt_beyond_cfr", PENNY, "external_debt"),
    "gr14b": ("over_authorised_limit", PENNY, "authorised_limit"),
    "gr15": ("financing_over_ceiling", POINT, "financing_ratio_ceiling"),
    "gr16": ("protected_cut_beyond_average", POINT, "protected_budgets"),
    "gr17": ("demand_unsaid", ONE, "services_led_by_demand"),
    "gr18": ("contingency_short", PENNY, "contingency_wanted"),
    "gr19": ("over_claims", PENNY, "claims_measured"),
    "gr20": ("draws_for_posts", PENNY, "draws_with_posts"),
}
"""What decides each rule, from how much on it is broken, and by what it applies at all."""


def work_rules(book: Book, t: int) -> None:
    """Work every number by which a rule is judged."""
    of_reserves(book, t)
    of_one_offs(book, t)
    of_savings(book, t)
    of_debt(book, t)
    of_services(book, t)
    of_contingency(book, t)
    of_claims(book, t)
    of_posts(book, t)
    of_investments(book, t)
    excessive = book.at("rise_excessive", t)
    planned = book.one_yearly("referendum_planned", t) == YES
    book.put_one("rise_without_referendum", 0.0 if planned else excessive)
    for rule, (number, least, applies) in RULES.items():
        held = True if applies is None else said(book, applies, t) > 0
        verdict = BROKEN if said(book, number, t) >= least else KEPT
        book.put_one(f"verdict_{rule}", verdict if held else NOTHING_TO_HOLD)


def said(book: Book, name: str, t: int) -> float:
    """Give a council-wide line, or an input, of the year or of the whole plan."""
    if name in book.lines:
        return book.at(name, t)
    return book.one_yearly(name, t) if len(book.inputs[name]) > 1 else book.one(name)


def of_reserves(book: Book, t: int) -> None:
    """See what is asked of each reserve, whether it has it and whether it may give it."""
    last, paid_in = book.row("reserve_balance", t - 1), book.yearly("reserve_contribution", t)
    asked, over, fenced, wrongly = [], [], [], []
    minimum, short = [], []
    for r, category in enumerate(book.fixed("reserve_category")):
        wants = book.row("reserve_named_asked", t)[r]
        wants += max(0.0, -book.yearly("reserve_transfer", t)[r])
        if book.one("reserves_policy") == AS_PLANNED:
            wants += book.yearly("reserve_planned_draw", t)[r]
        # Whatever other reserves pay it, before what it pays to them.
        received = book.row("reserve_transferred", t)[r] + book.row("reserve_transfer_out", t)[r]
        asked.append(wants)
        over.append(max(0.0, wants - (last[r] + paid_in[r] + received)))
        fenced.append(1.0 if category == RINGFENCED else 0.0)
        wrongly.append(wants if category == RINGFENCED else 0.0)
        floor = book.row("reserve_floor", t)[r] if category in (GENERAL, NOT_SAID) else 0.0
        minimum.append(floor)
        short.append(max(0.0, floor - book.row("reserve_balance", t)[r]) if floor > 0 else 0.0)
    book.put("reserve_asked", asked)
    book.put("reserve_overdrawn", over)
    book.put("reserve_is_ringfenced", fenced)
    book.put("reserve_ringfenced_asked", wrongly)
    book.put("reserve_prudent_minimum", minimum)
    book.put("reserve_short_of_minimum", short)
    book.put_one("reserves_overdrawn", sum(over))
    book.put_one("ringfenced_reserves", sum(fenced))
    book.put_one("ringfenced_asked", sum(wrongly))
    book.put_one("prudent_minimum", sum(minimum))
    book.put_one("short_of_minimum", sum(short))
    held = book.at("closing_reserves", t - 1) + book.at("contributions_to_reserves", t)
    book.put_one("held_or_asked", held + sum(over))


def of_one_offs(book: Book, t: int) -> None:
    """Hold what comes once against what is spent once, kept, or bridges savings (GR06)."""
    comes = ("one_off_funding", "saving_expected_one_offs", "permitted_draw")
    goes = (
        "one_off_costs", "costs_in_budget", "contributions_to_reserves", "bridging", "left_over",
    )  # fmt: skip
    money = book.one_yearly("capitalisation_direction", t) + sum(book.at(n, t) for n in comes)
    book.put_one("one_off_reliance", money - sum(book.at(n, t) for n in goes))


def of_savings(book: Book, t: int) -> None:
    """Count approved savings, and those that nobody owns or plans (GR09)."""
    counts, covered = book.row("saving_counts", t), book.row("saving_covered", t)
    bare = [1.0 if counts[s] and not covered[s] else 0.0 for s in range(len(counts))]
    book.put("saving_without_plan", bare)
    book.put_one("savings_counted", sum(counts))
    book.put_one("savings_without_plan", sum(bare))


def of_debt(book: Book, t: int) -> None:
    """Hold debt against what it is for, and its cost against the ceiling (GR13 to GR15)."""
    bare = 0.0 if book.one_yearly("new_borrowing_rate", t) > 0 else book.at("borrowing_need", t)
    book.put_one("borrowed_without_interest", bare)
    book.put_one("debt_beyond_cfr", book.at("external_debt", t) - book.at("cfr", t))
    ceiling, ratio = book.one("financing_ratio_ceiling"), book.at("financing_ratio", t)
    book.put_one("financing_over_ceiling", ratio - ceiling if ceiling > 0 else 0.0)


def of_services(book: Book, t: int) -> None:
    """See how deep services are cut, and which have no figure for demand (GR16, GR17)."""
    budgets = book.fixed("service_budget")
    saved, rows = [0.0] * len(budgets), [0.0] * len(budgets)
    for s, service in enumerate(book.groups["saving", "service"]):
        if service >= 0:
            saved[service] += book.row("saving_planned", t)[s]
    of_demand = [1.0 if kind == DEMAND_KIND else 0.0 for kind in book.fixed("pressure_kind")]
    for p, service in enumerate(book.groups["pressure", "service"]):
        if service >= 0:
            rows[service] += of_demand[p]
    for service in book.groups["demand", "service"]:
        if service >= 0:
            rows[service] += 1.0
    book.put("demand_row", [1.0] * len(book.groups["demand", "service"]))
    book.put("pressure_of_demand", of_demand)
    book.put("service_saved", saved)
    book.put("service_demand_rows", rows)
    kept = [tag == YES for tag in book.fixed("service_protected")]
    of_kept = [budgets[s] if kept[s] else 0.0 for s in range(len(budgets))]
    saved_of_kept = [saved[s] if kept[s] else 0.0 for s in range(len(budgets))]
    book.put("service_protected_budget", of_kept)
    book.put("service_protected_saved", saved_of_kept)
    book.put_one("protected_budgets", sum(of_kept))
    book.put_one("protected_saved", sum(saved_of_kept))
    book.put_one("saved_by_services", sum(saved))
    cut = sum(saved_of_kept) / sum(of_kept) if sum(of_kept) > 0 else 0.0
    average = sum(saved) / sum(budgets) if sum(budgets) > 0 else 0.0
    book.put_one("protected_cut", cut)
    book.put_one("average_cut", average)
    book.put_one("protected_cut_beyond_average", cut - average if sum(of_kept) > 0 else 0.0)
    led = book.fixed("service_demand_led")
    unsaid = [1.0 if led[s] == YES and not rows[s] else 0.0 for s in range(len(led))]
    asked = [1.0 if tag in (YES, SIGNED_NIL) else 0.0 for tag in led]
    book.put("service_is_demand_led", asked)
    book.put("service_demand_unsaid", unsaid)
    book.put_one("services_led_by_demand", sum(asked))
    book.put_one("demand_unsaid", sum(unsaid))


def of_contingency(book: Book, t: int) -> None:
    """Hold the contingency against what is wanted of the net budget (GR18)."""
    kinds, grown = book.fixed("pressure_kind"), book.row("pressure_since_base", t)
    rows = [grown[p] if kinds[p] == CONTINGENCY else 0.0 for p in range(len(kinds))]
    book.put("contingency_rows", rows)
    held = book.put_one("contingency_held", book.one("contingency_in_base") + sum(rows))
    wanted = max(0.0, book.at("net_budget", t)) * book.one("contingency_wanted")
    book.put_one("contingency_asked", wanted)
    book.put_one("contingency_short", wanted - held)


def of_claims(book: Book, t: int) -> None:
    """Add up what is claimed beyond what is there (GR19)."""
    there = sum(book.fixed("cost_base_amount")) + sum(book.fixed("service_controllable"))
    book.put_one("claims_measured", there)
    beyond = sum(book.row("cost_base_over_claim", t)) + sum(book.row("service_over_claim", t))
    book.put_one("over_claims", beyond)


def of_investments(book: Book, t: int) -> None:
    """Count what is worth no more than its outlay, or takes too long (GR12)."""
    worth, back = (
        book.row("investment_with_bias_npv", t),
        book.row("investment_with_bias_payback", t),
    )
    limit = book.one("payback_limit")
    bad = [0.0 if w > 0 and years <= limit else 1.0 for w, years in zip(worth, back, strict=True)]
    book.put("investment_weighed", [1.0] * len(worth))
    book.put("investment_not_paying", bad)
    book.put_one("investments_weighed", len(worth))
    book.put_one("investments_not_paying", sum(bad))


def of_posts(book: Book, t: int) -> None:
    """Add up what reserves pay for people (GR20)."""
    tags, amounts = book.fixed("draw_pays_posts"), book.yearly("draw_amount", t)
    posts = [amounts[d] if tags[d] == YES else 0.0 for d in range(len(tags))]
    has = [1.0 if tag == YES else 0.0 for tag in tags]
    book.put("draw_for_posts", posts)
    book.put("draw_has_posts", has)
    book.put_one("draws_for_posts", sum(posts))
    book.put_one("draws_with_posts", sum(has))
