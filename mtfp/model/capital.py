"""Capital schemes: what is spent on each, what pays for it, and the charge for what is borrowed.

Minimum revenue provision (MRP) is the yearly charge for spending that nothing has paid for. The
first falls in the year after the asset becomes operational, and whatever is still owed is spread
over the life that is left, so spending that comes later is charged in full by the same year.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Axis, Expression, Input, before, given, highest, line, where
from mtfp.algebra.lines import Family
from mtfp.model.calendar import months_elapsed
from mtfp.model.owners import owner
from mtfp.model.services import SERVICE
from mtfp.terms import CHOICE, GBP, MONTHS, NUMBER, PERCENT

# Not `capital`: the ids of existing plans hold that name, and an id may not be a register's.
CAPITAL = Axis("capital", "scheme", "schemes", optional_groups=(SERVICE,))

capital_spending = given(
    "Capital spending as approved", GBP, per=CAPITAL, yearly=True, if_absent=0, least=0,
    sentence="What is to be spent on the scheme in the year, whatever pays for it.",
)  # fmt: skip
capital_on = given(
    "Scheme switched on", NUMBER, per=CAPITAL, if_absent=1, choices={"no": 0, "yes": 1},
    switch=True,
    sentence="yes if the scheme is in the programme, no if the scenario leaves it out.",
)  # fmt: skip
capital_slippage = given(
    "Expected slippage of spending", PERCENT, per=CAPITAL, if_absent=0, least=0, most=1,
    sentence="The share of each year's spending that is expected to move to the next year, and "
    "with it what pays for it.",
)  # fmt: skip


def paid_by(source: str) -> tuple[Input, Input]:
    """What a source pays towards a scheme, in pounds by year and as a share of the spending."""
    amount = given(
        f"{source} by year", GBP, per=CAPITAL, yearly=True, if_absent=0, least=0,
        sentence="What it pays of the year's spending as approved, in pounds.",
    )  # fmt: skip
    share = given(
        f"{source}, share of spending", PERCENT, per=CAPITAL, if_absent=0, least=0, most=1,
        sentence="The share of every year's spending that it pays, beside any amount by year.",
    )  # fmt: skip
    return amount, share


capital_grants, capital_grants_share = paid_by("Capital grants and contributions")
capital_receipts, capital_receipts_share = paid_by("Capital receipts")
capital_revenue, capital_revenue_share = paid_by("Revenue contributions to capital")
capital_operational = given(
    "Becomes operational", MONTHS, per=CAPITAL, if_absent=0, dated=True, needed_with="spending",
    sentence="The month in which the asset comes into use; the first charge falls in the "
    "financial year after it.",
)  # fmt: skip
capital_life = given(
    "Asset life in years", NUMBER, per=CAPITAL, if_absent=1, least=1, needed_with="spending",
    sentence="The years over which what is borrowed is charged, counted from the first charge, "
    "or from the plan's first year if it was in use before.",
)  # fmt: skip
capital_mrp_method = given(
    "Method of the charge", CHOICE, per=CAPITAL, if_absent=0, choices={"equal": 0, "annuity": 1},
    sentence="equal: the same in every year; annuity: lower at first and higher later, by the "
    "annuity rate each year. Both charge the same in all.",
)  # fmt: skip
capital_annuity_rate = given(
    "Annuity rate", PERCENT, per=CAPITAL, if_absent=0, least=0,
    sentence="The rate at which an annuity's charge rises from year to year; at nought it is "
    "the same as equal instalments.",
)  # fmt: skip
capital_owner = owner(CAPITAL)


def as_expected(name: str, what: str, approved: Expression) -> Family:
    """An amount as approved, with the share that slips arriving a year late: nothing is lost.

    `name` is the name that the family is bound to.
    """
    slipped = line(
        f"{what}, moved to next year", GBP, approved * capital_slippage, per=CAPITAL, opening=0,
        sentence="The part of the year's approved amount that is expected a year late.",
    )  # fmt: skip
    expected = line(
        what, GBP, approved - slipped + before(f"{name}_slipped"), per=CAPITAL,
        sentence="The year's approved amount, less what slips into next year, with what slipped "
        "into this one.",
    )  # fmt: skip
    return Family({"_slipped": slipped, "": expected})


def of_spending(amount: Input, share: Input) -> Expression:
    """What a source pays as approved: its amount, and its share of the year's spending."""
    return (amount + share * capital_spending) * capital_on


capital_spent = as_expected(
    "capital_spent", "Capital spending expected", capital_spending * capital_on
)
capital_from_grants = as_expected(
    "capital_from_grants", "Paid by grants and contributions",
    of_spending(capital_grants, capital_grants_share),
)  # fmt: skip
capital_from_receipts = as_expected(
    "capital_from_receipts", "Paid by capital receipts",
    of_spending(capital_receipts, capital_receipts_share),
)  # fmt: skip
capital_from_revenue = as_expected(
    "capital_from_revenue", "Paid by revenue contributions",
    of_spending(capital_revenue, capital_revenue_share),
)  # fmt: skip
capital_paid_for = line(
    "Paid for in the year", GBP,
    capital_from_grants.main + capital_from_receipts.main + capital_from_revenue.main,
    per=CAPITAL,
    sentence="What grants, capital receipts and revenue contributions pay together.",
)  # fmt: skip
capital_borrowed = line(
    "Spending to be borrowed for", GBP, highest(0, capital_spent.main - capital_paid_for),
    per=CAPITAL,
    sentence="What nothing else pays: it is owed, whether or not cash is borrowed for it.",
)  # fmt: skip
capital_paid_twice = line(
    "Paid for beyond the spending", GBP, highest(0, capital_paid_for - capital_spent.main),
    per=CAPITAL,
    sentence="What pays for the scheme in the year though nothing is left to pay; it lowers no "
    "borrowing.",
)  # fmt: skip

capital_years_charged = line(
    "Years charged", NUMBER,
    before("capital_years_charged")
    + where(before(months_elapsed) > capital_operational, 1, 0),
    per=CAPITAL, opening=0,
    sentence="How many years of its life have been charged, this one included.",
)  # fmt: skip
capital_life_left = line(
    "Asset life left", NUMBER, highest(1, capital_life - before(capital_years_charged)),
    per=CAPITAL,
    sentence="The years of its life that are still to be charged when the year starts; the last "
    "takes all that is left, and what is spent after it is charged in one.",
)  # fmt: skip
capital_charge_growth = line(
    "Yearly rise of the charge", PERCENT,
    where(capital_mrp_method.chosen("annuity"), capital_annuity_rate, 0), per=CAPITAL,
    sentence="The annuity rate, or nought for equal instalments.",
)  # fmt: skip
capital_annuity_growth = line(
    "Growth over the life left", NUMBER,
    where(
        capital_life_left > 1, (1 + capital_charge_growth) ** capital_life_left - 1, 0
    ),
    per=CAPITAL,
    sentence="The annuity rate added up over the years that are left; nought for equal "
    "instalments and in the last year.",
)  # fmt: skip


def owed(name: str, described: str, spread_out: Expression) -> Family:
    """The charge for a scheme and what is left to charge; `spread_out` is a year's share of it.

    `name` is the name that the family is bound to.
    """
    charge = line(
        f"MRP of the scheme, {described}", GBP,
        where(before(months_elapsed) > capital_operational, spread_out, 0), per=CAPITAL,
        sentence="The year's charge on what was owed when the year started; none before the year "
        "after the asset is operational.",
    )  # fmt: skip
    still = line(
        f"Left to charge, {described}", GBP, before(f"{name}_left") + capital_borrowed - charge,
        per=CAPITAL, opening=0,
        sentence="What is borrowed for the scheme and not yet charged, at the end of the year.",
    )  # fmt: skip
    return Family({"": charge, "_left": still})


capital_in_equal_parts = owed(
    "capital_in_equal_parts", "in equal instalments",
    before("capital_in_equal_parts_left") / capital_life_left,
)  # fmt: skip
capital_mrp = owed(
    "capital_mrp", "by its method",
    where(
        capital_annuity_growth > 0,
        before("capital_mrp_left") * capital_charge_growth / capital_annuity_growth,
        before("capital_mrp_left") / capital_life_left,
    ),
)  # fmt: skip
capital_put_off = line(
    "Put off to later years by an annuity", GBP,
    capital_mrp["_left"] - capital_in_equal_parts["_left"], per=CAPITAL, opening=0,
    sentence="How much more is left to charge than equal instalments would have left: not saved, "
    "but charged to later years.",
)  # fmt: skip
