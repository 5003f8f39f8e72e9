"""The oracle's working of council tax and the collection fund, from section 1 of the rules.

Plain loops, sharing nothing with the model but the names of its lines. "Rule n" is a section
of the domain rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle import Book

NINTHS = {"a": 6, "b": 7, "c": 8, "d": 9, "e": 11, "f": 13, "g": 15, "h": 18}  # rule 1.2
SOCIAL_CARE, DISTRICT = 1, 2
PARISH = 1
NINE_PENCE = Decimal("0.09")


def exact(amount: float) -> Decimal:
    """Give an amount as the fifteen digits a sheet shows, so that sums of it are exact."""
    return Decimal(f"{amount:.15g}")


def penny(amount: float | Decimal) -> float:
    """Round to the penny, halves away from nought, on the fifteen digits a sheet shows."""
    pence = abs(amount if isinstance(amount, Decimal) else exact(amount)) * 100
    whole = (pence + Decimal("0.5")).to_integral_value(ROUND_FLOOR) / 100
    return float(whole if amount >= 0 else -whole)


def nine_pence(amount: float) -> float:
    """Round to a multiple of nine pence (rule 1.2: some councils choose one for Band D)."""
    ninths = exact(amount) / NINE_PENCE
    return float((ninths + Decimal("0.5")).to_integral_value(ROUND_FLOOR) * NINE_PENCE)


def open_tax(book: Book) -> None:
    """Set the base year: what was charged, on what base, and nothing yet gone without."""
    own, others = book.one("base_band_d"), list(book.fixed("precept_base"))
    openings = {
        "tax_base": book.one("base_tax_base"),
        "band_d": own,
        "asc_precept": book.one("base_asc_precept"),
        "council_tax_from_base": penny(book.one("base_tax_base") * own),
        "collection_rate_in_force": book.one("base_collection_rate"),
        "permitted_band_d": own,
        "tax_base_errors": 0.0,
        "council_tax_foregone": 0.0,
    }
    for name, amount in openings.items():
        book.open(name, [amount])
    book.open("band_listed", book.fixed("band_dwellings"))
    put_charges(book, 0, own, others)


def work_tax(book: Book, t: int) -> None:
    """Work a year: the charge, other authorities' charges, the base, the test, the fund."""
    work_band_d(book, t)
    work_bills(book, t)
    work_base(book, t)
    band_d = book.at("band_d", t)
    book.put_one("council_tax_from_base", penny(book.at("tax_base", t) * band_d))
    worth = book.at("tax_base", t) * book.at("band_d", t - 1) / 100
    book.put_one("yield_of_one_per_cent", worth)
    work_referendum(book, t)
    work_headroom(book, t)
    work_fund(book, t)


def as_set(book: Book, charge: float) -> float:
    """Set Band D in pence or, if so chosen, in ninepences."""
    return nine_pence(charge) if book.one("band_d_rounding") == 1 else penny(charge)


def work_band_d(book: Book, t: int) -> None:
    """Raise Band D by two parts, each on last year's total and to the penny (rule 1.3)."""
    last = book.at("band_d", t - 1)
    core, care = (
        book.one_yearly("council_tax_increase", t),
        book.one_yearly("asc_precept_increase", t),
    )
    pounds = book.one_yearly("council_tax_increase_in_pounds", t)
    general, social_care = penny(last * core + pounds), penny(last * care)
    book.put_one("council_tax_rise", core + care + (pounds / last if last else 0.0))
    book.put_one("general_increase", general)
    book.put_one("asc_increase", social_care)
    book.put_one("asc_precept", book.at("asc_precept", t - 1) + social_care)
    book.put_one("band_d", as_set(book, last + general + social_care))


def work_bills(book: Book, t: int) -> None:
    """Raise what other authorities charge, and add up the bill of each band (rule 1.2)."""
    charges = []
    for i, last in enumerate(book.row("precept_band_d", t - 1)):
        typed = book.yearly("precept_amount", t)[i]
        rise = penny(last * book.yearly("precept_increase", t)[i])
        charges.append(typed if book.fixed("precept_as")[i] == 1 else last + rise + typed)
    put_charges(book, t, book.at("band_d", t), charges)


def put_charges(book: Book, t: int, own: float, others: Sequence[float]) -> None:
    """Band each authority's charge by itself, round it, then add (rule 1.2, TV-CT-4).

    A parish charges only those who live there, so no bill of the whole area has it.
    """
    everywhere = of_the_area(book, others)
    rows = {
        "precept_band_d": list(others),
        "precept_area_band_d": everywhere,
        "precepts_band_d": [sum(everywhere)],
        "area_band_d": [own + sum(everywhere)],
    }
    for letter, ninths in NINTHS.items():
        council = penny(own * ninths / 9)
        each = [penny(charge * ninths / 9) for charge in everywhere]
        rows[f"bill_{letter}_council"] = [council]
        rows[f"bill_{letter}_precepts"] = each
        rows[f"bill_{letter}"] = [council + sum(each)]
    for name, row in rows.items():
        (book.put if t else book.open)(name, row)


def of_the_area(book: Book, charges: Sequence[float]) -> list[float]:
    """Leave parishes out of what other authorities charge, or are due."""
    kinds = book.fixed("precept_kind")
    return [0.0 if kinds[i] == PARISH else charges[i] for i in range(len(kinds))]


def work_base(book: Book, t: int) -> None:
    """Work the base both ways and take the one that is chosen (rule 1.2: T = A x B)."""
    last_rate = book.at("collection_rate_in_force", t - 1)
    rate = book.one_yearly("collection_rate", t) or last_rate
    change = rate / last_rate if last_rate else 1.0
    book.put_one("collection_rate_in_force", rate)
    book.put_one("collection_change", change)
    error = book.one_yearly("tax_base_error", t)
    errors = book.at("tax_base_errors", t - 1) + error
    book.put_one("tax_base_errors", errors)
    from_bands = relevant_amounts(book, t) * (rate or 1.0)
    from_bands += book.one("defence_contribution") - errors
    book.put_one("tax_base_from_bands", from_bands)
    # A base once set is net of the rate: growing it must not apply the rate again.
    right_last_year = book.at("tax_base", t - 1) - error
    grown = right_last_year * (1 + book.one_yearly("tax_base_growth", t)) * change
    chosen = from_bands if book.one("tax_base_method") == 1 else grown
    book.put_one("tax_base_grown", chosen)
    book.put_one("tax_base", penny(chosen) if book.one("tax_base_decimals") == 1 else chosen)


def relevant_amounts(book: Book, t: int) -> float:
    """Count each band's dwellings as charged, in ninths, and take off support (rule 1.2)."""
    listed, discounts, premiums, equivalents = [], [], [], []
    for b, last in enumerate(book.row("band_listed", t - 1)):
        new = book.yearly("band_new", t)[b]
        listed.append(last + new)
        quarter = book.fixed("band_single_adult")[b] * book.one("single_adult_discount")
        half = book.fixed("band_disregarded")[b] * book.one("disregarded_discount")
        discounts.append(quarter + half)
        paying = book.yearly("band_premium", t)[b] * book.fixed("band_premium_liable")[b]
        premiums.append(paying * book.fixed("band_premium_rate")[b])
        charged = last + new * book.one("new_dwellings_share") - book.fixed("band_exempt")[b]
        charged += premiums[b] - discounts[b] - book.yearly("band_support", t)[b]
        equivalents.append(charged * book.fixed("band_letter")[b] / 9)
    book.put("band_listed", listed)
    book.put("band_discounts", discounts)
    book.put("band_premiums", premiums)
    book.put("band_equivalents", equivalents)
    everywhere = of_the_area(book, book.fixed("precept_base"))
    book.put("precept_base_of_area", everywhere)
    bill = book.one("base_band_d") + sum(everywhere)
    book.put_one("base_area_band_d", bill)
    support = book.one_yearly("support_awards", t) / bill if bill else 0.0
    book.put_one("support_equivalents", support)
    return book.put_one("relevant_amounts", sum(equivalents) - support)


def work_referendum(book: Book, t: int) -> None:
    """Test the rise by the principles of the council's class (rule 1.4)."""
    last, now = book.at("band_d", t - 1), book.at("band_d", t)
    core_rate = book.one_yearly("council_tax_increase", t)
    care_rate = book.one_yearly("asc_precept_increase", t)
    pounds = book.one_yearly("council_tax_increase_in_pounds", t)
    core_limit = book.one_yearly("referendum_core_limit", t)
    care_limit = book.one_yearly("referendum_asc_limit", t)
    core = nines(max(last * core_rate + pounds, now - last - book.at("asc_increase", t)))
    care = nines(last * care_rate)
    whole = nines(max(last * (core_rate + care_rate) + pounds, now - last))
    book.put_one("core_rise", core)
    book.put_one("asc_rise", care)
    book.put_one("whole_rise", whole)
    of_class, charged = book.one("referendum_class"), last > 0
    core_over = care_over = whole_over = False
    if charged and of_class == SOCIAL_CARE:
        core_over = core >= nines(last * core_limit)
        care_over = care > nines(last * care_limit)
        whole_over = whole >= nines(last * (core_limit + care_limit))
    if charged and of_class == DISTRICT:
        above_cash = whole > book.one_yearly("referendum_cash_limit", t)
        whole_over = above_cash and whole >= nines(last * core_limit)
    book.put_one("core_rise_excessive", float(core_over))
    book.put_one("asc_rise_excessive", float(care_over))
    book.put_one("whole_rise_excessive", float(whole_over))
    book.put_one("rise_excessive", float(core_over or care_over or whole_over))


def nines(amount: float) -> float:
    """Nine decimals, so that sums meant to be alike are alike."""
    return round(amount, 9)


def permitted(book: Book, t: int, last: float) -> tuple[float, float]:
    """Give the most that the two parts may rise on a charge without a referendum (rule 1.4)."""
    of_class = book.one("referendum_class")
    below = book.one_yearly("referendum_core_limit", t) - book.one("referendum_margin")
    core = penny(round(last * below, 9))
    if of_class == DISTRICT:
        core = max(core, book.one_yearly("referendum_cash_limit", t))
    care_limit = book.one_yearly("referendum_asc_limit", t)
    return core, penny(last * care_limit) if of_class == SOCIAL_CARE else 0.0


def work_headroom(book: Book, t: int) -> None:
    """Say what more could be raised, and what has been gone without so far (rules 1.4, 1.5)."""
    last, now, base = book.at("band_d", t - 1), book.at("band_d", t), book.at("tax_base", t)
    tested = book.one("referendum_class") != 0
    core_most, care_most = permitted(book, t, last)
    care_rise = book.at("asc_increase", t)
    # Room of one part is no room of the other.
    rise_as_set = exact(now) - exact(last) - exact(care_rise)
    core = max(0.0, penny(exact(core_most) - rise_as_set)) if tested else 0.0
    care = max(0.0, care_most - care_rise)
    book.put_one("core_headroom", core)
    book.put_one("asc_headroom", care)
    book.put_one("rise_headroom", (core + care) / last if last > 0 else 0.0)
    book.put_one("headroom_yield", base * (core + care))
    chain = book.at("permitted_band_d", t - 1)
    core_more, care_more = permitted(book, t, chain)
    book.put_one("most_core_rise", core_more)
    book.put_one("most_asc_rise", care_more)
    most = as_set(book, chain + core_more + care_more) if tested else now
    book.put_one("permitted_band_d", most)
    gone = book.put_one("council_tax_foregone", base * max(0.0, most - now))
    book.put_one("council_tax_foregone_increment", gone - book.at("council_tax_foregone", t - 1))


def work_fund(book: Book, t: int) -> None:
    """Share out the fund's surplus or deficit, once, in the year after (rule 1.6)."""
    by_precept = book.one("council_tax_fund_sharing") == 1
    bill = book.at("area_band_d", t - 1)
    share = book.one("council_tax_fund_share")
    if by_precept:
        share = book.at("band_d", t - 1) / bill if bill > 0 else 0.0
    book.put_one("council_tax_share", share)
    rates_share = book.one("business_rates_fund_share")
    council = [
        book.put_one(
            "council_tax_fund_estimate", book.one_yearly("council_tax_surplus", t) * share
        ),
        book.put_one(
            "council_tax_fund_outturn",
            book.one_yearly("council_tax_outturn_difference", t) * share,
        ),
        book.put_one(
            "business_rates_fund_estimate",
            book.one_yearly("business_rates_surplus", t) * rates_share,
        ),
        book.put_one(
            "business_rates_fund_outturn",
            book.one_yearly("business_rates_outturn_difference", t) * rates_share,
        ),
        book.put_one(
            "tax_base_deficit",
            -penny(book.one_yearly("tax_base_error", t) * book.at("band_d", t - 1)),
        ),
        book.one_yearly("section_31_timing", t),
    ]
    book.put_one("collection_fund_worked", sum(council))
    tax = book.one_yearly("council_tax_surplus", t)
    tax += book.one_yearly("council_tax_outturn_difference", t)
    rates = book.one_yearly("business_rates_surplus", t)
    rates += book.one_yearly("business_rates_outturn_difference", t)
    typed, charges = book.fixed("precept_tax_share"), book.row("precept_band_d", t - 1)
    others = [charge / bill if bill > 0 else 0.0 for charge in charges] if by_precept else typed
    # A parish bears no deficit and sees no surplus: its precept is paid as it asked.
    book.put("precept_tax_surplus", [tax * one for one in of_the_area(book, others)])
    parts = of_the_area(book, book.fixed("precept_rates_share"))
    book.put("precept_rates_surplus", [rates * one for one in parts])
