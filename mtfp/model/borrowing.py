"""What the council owes for capital, what it borrows and lends, and what that costs in the year.

A council defers borrowing by lending itself the cash behind its reserves. When reserves are
drawn the cash is gone, and a year later it has to be borrowed: financing looks at last year's
closing reserves, never at this year's.

The deficit of the schools grant takes cash too, and loans where cash runs out. They count towards
the authorised limit. What they cost is the deficit's own cash cost and nothing else: interest and
income here are worked as though the deficit were not there, or it would be paid for twice.
"""

from __future__ import annotations

from mtfp.algebra.expressions import before, given, highest, line, total, where
from mtfp.model.capital import (
    CAPITAL,
    capital_borrowed,
    capital_from_grants,
    capital_from_receipts,
    capital_from_revenue,
    capital_mrp,
    capital_paid_twice,
    capital_put_off,
    capital_spent,
)
from mtfp.model.dsg import dsg_deficit
from mtfp.model.funding import funding
from mtfp.model.support import (
    capitalisation_direction,
    support_balance,
    support_cost,
    support_mrp,
)
from mtfp.terms import GBP, PERCENT

opening_cfr = given(
    "Capital financing requirement at the start", GBP, if_absent=0,
    sentence="All capital spending of the past that is neither paid for nor charged, on the last "
    "day of the base year; the general fund's only, without the housing account's.",
)  # fmt: skip
existing_debt = given(
    "External debt at the start", GBP, if_absent=0, least=0,
    sentence="Loans and other long-term debt on the last day of the base year, without what the "
    "housing account owes.",
)  # fmt: skip
existing_debt_repaid = given(
    "Existing debt that falls due", GBP, yearly=True, if_absent=0, least=0,
    sentence="The loans of before the plan that are repaid in the year.",
)  # fmt: skip
existing_debt_rate = given(
    "Interest rate of existing debt", PERCENT, yearly=True, if_absent=0, least=0,
    sentence="The average rate of the loans of before the plan.",
)  # fmt: skip
new_borrowing_rate = given(
    "Interest rate of new borrowing", PERCENT, yearly=True, if_absent=0, least=0,
    sentence="The rate at which loans of the year are taken; they keep it, and fall due after the "
    "plan ends.",
)  # fmt: skip
borrowing_timing = given(
    "Share of the year after loans change", PERCENT, if_absent=0.5, least=0, most=1,
    sentence="How much of the year is left when loans are taken and repaid: half if it is spread "
    "evenly, as interest on average debt supposes.",
)  # fmt: skip
existing_mrp = given(
    "MRP on spending before the plan", GBP, yearly=True, if_absent=0, least=0,
    sentence="The year's charge on the capital financing requirement that the plan starts with.",
)  # fmt: skip
voluntary_mrp = given(
    "Voluntary provision", GBP, yearly=True, if_absent=0, least=0,
    sentence="What is charged beyond the minimum by choice.",
)  # fmt: skip
base_capital_financing = given(
    "Capital financing in the approved budget", GBP, if_absent=0,
    sentence="MRP and interest, less investment income, as the base year's budget holds them.",
)  # fmt: skip
base_revenue_contributions = given(
    "Revenue contributions in the approved budget", GBP, if_absent=0, least=0,
    sentence="What the base year's budget pays towards capital spending.",
)  # fmt: skip
opening_other_balances = given(
    "Cash from other balances at the start", GBP, if_absent=0,
    sentence="What creditors, provisions and unspent capital grants leave in the bank beside "
    "reserves, less what is owed to the council; without the schools grant's deficit.",
)  # fmt: skip
other_balances_change = given(
    "Change of cash from other balances", GBP, yearly=True, if_absent=0,
    sentence="How much more, or less, the other balances leave in the bank by the year's end.",
)  # fmt: skip
minimum_cash = given(
    "Cash kept in hand", GBP, if_absent=0, least=0,
    sentence="The least cash that is not lent to the council's own capital spending.",
)  # fmt: skip
investment_yield = given(
    "Yield on cash", PERCENT, yearly=True, if_absent=0, least=0,
    sentence="What a pound in the bank earns in the year.",
)  # fmt: skip
authorised_limit = given(
    "Authorised limit for external debt", GBP, yearly=True, if_absent=0, least=0,
    sentence="The most that full council lets the council owe; nought means that none is given.",
)  # fmt: skip

capital_programme = line(
    "Capital spending", GBP, total(capital_spent.main),
    sentence="All that schemes are expected to spend in the year.",
)  # fmt: skip
capital_grants_used = line(
    "Capital grants and contributions used", GBP, total(capital_from_grants.main),
    sentence="All that grants and contributions pay of the year's capital spending.",
)  # fmt: skip
capital_receipts_used = line(
    "Capital receipts used", GBP, total(capital_from_receipts.main),
    sentence="All that the proceeds of sales pay of the year's capital spending.",
)  # fmt: skip
revenue_contributions = line(
    "Revenue contributions to capital", GBP, total(capital_from_revenue.main),
    opening=base_revenue_contributions,
    sentence="All that the revenue budget pays of the year's capital spending.",
)  # fmt: skip
paid_twice = line(
    "Paid for beyond the spending, all schemes", GBP, total(capital_paid_twice),
    sentence="What pays for schemes though nothing is left to pay.",
)  # fmt: skip
borrowing_need = line(
    "Capital spending to be borrowed for", GBP, total(capital_borrowed),
    sentence="What nothing else pays of the year's capital spending.",
)  # fmt: skip

mrp_on_schemes = line(
    "MRP on the plan's schemes", GBP, total(capital_mrp.main),
    sentence="The year's charge for what the schemes of the plan have borrowed.",
)  # fmt: skip
mrp = line(
    "Minimum revenue provision", GBP, existing_mrp + mrp_on_schemes,
    sentence="The year's charge for capital spending that nothing has paid for, old and new.",
)  # fmt: skip
put_off = line(
    "MRP put off to later years by annuities", GBP, total(capital_put_off),
    sentence="What equal instalments would have charged by now and annuities have not: later "
    "years pay it, so it is no saving.",
)  # fmt: skip
cfr = line(
    "Capital financing requirement", GBP,
    before("cfr")
    + borrowing_need
    - mrp
    - voluntary_mrp
    + capitalisation_direction
    - support_mrp,
    opening=opening_cfr,
    sentence="Last year's, with what the year's spending borrows and any capitalisation "
    "direction, less what the year charges.",
)  # fmt: skip

other_balances = line(
    "Cash from other balances", GBP, before("other_balances") + other_balances_change,
    opening=opening_other_balances,
    sentence="What leaves cash in the bank beside reserves, at the end of the year.",
)  # fmt: skip
cash_to_lend = line(
    "Cash that may stand in for loans", GBP,
    highest(0, before("closing_reserves") + other_balances - minimum_cash),
    sentence="Last year's closing reserves and the other balances, above the cash kept in hand.",
)  # fmt: skip
debt_needed = line(
    "External debt needed", GBP, highest(0, cfr - support_balance - cash_to_lend),
    sentence="What the capital financing requirement leaves to be borrowed once the council has "
    "lent itself its cash; exceptional support has a loan of its own.",
)  # fmt: skip
existing_debt_left = line(
    "Existing debt still owed", GBP, before("existing_debt_left") - existing_debt_repaid,
    opening=existing_debt,
    sentence="The loans of before the plan, less those that have fallen due.",
)  # fmt: skip
new_debt = line(
    "New debt", GBP, highest(before("new_debt"), debt_needed - existing_debt_left), opening=0,
    sentence="Loans taken since the plan began: as many as are needed, none repaid early, and none "
    "falling due within the plan.",
)  # fmt: skip
debt_taken = line(
    "New loans of the year", GBP, new_debt - before(new_debt),
    sentence="What is borrowed in the year.",
)  # fmt: skip
debt_before_dsg = line(
    "External debt but for the schools grant", GBP, existing_debt_left + new_debt,
    opening=existing_debt_left,
    sentence="Loans at the end of the year, old and new, had the schools grant no deficit.",
)  # fmt: skip
lent_before_dsg = line(
    "Internal borrowing but for the schools grant", GBP, cfr - debt_before_dsg,
    opening=cfr - debt_before_dsg,
    sentence="What the council would have lent itself, had the schools grant no deficit.",
)  # fmt: skip
dsg_debt = line(
    "External debt for the schools grant deficit", GBP,
    highest(0, cfr - cash_to_lend + dsg_deficit - debt_before_dsg),
    sentence="What has to be borrowed because the deficit has taken cash that would have stood in "
    "for loans: short loans, repaid as it falls. Their interest is the deficit's cash cost.",
)  # fmt: skip
external_debt = line(
    "External debt", GBP, debt_before_dsg + dsg_debt + support_balance,
    opening=existing_debt_left,
    sentence="All loans at the end of the year, old and new, those for the schools grant and for "
    "exceptional support too.",
)  # fmt: skip
internal_borrowing = line(
    "Internal borrowing", GBP, cfr - external_debt, opening=cfr - external_debt,
    sentence="What the council has lent itself out of its own cash; brackets: it has borrowed "
    "before it needed to.",
)  # fmt: skip
over_authorised_limit = line(
    "External debt beyond the authorised limit", GBP,
    where(authorised_limit > 0, highest(0, external_debt - authorised_limit), 0),
    sentence="What the plan would owe though full council has not allowed it.",
)  # fmt: skip

new_debt_interest = line(
    "Interest on new debt, for a whole year", GBP,
    before("new_debt_interest") + debt_taken * new_borrowing_rate, opening=0,
    sentence="What the loans taken so far cost in a full year, each at the rate of its own.",
)  # fmt: skip
interest_on_existing_debt = line(
    "Interest on existing debt", GBP,
    (before(existing_debt_left) - existing_debt_repaid * borrowing_timing) * existing_debt_rate,
    sentence="The rate on what was owed when the year started, less what falls due for the part "
    "of the year that is left.",
)  # fmt: skip
interest_on_new_debt = line(
    "Interest on new debt", GBP,
    before(new_debt_interest) + debt_taken * borrowing_timing * new_borrowing_rate,
    sentence="A whole year for loans of earlier years, part of one for loans of this year.",
)  # fmt: skip
interest_on_debt = line(
    "Interest on external debt", GBP, interest_on_existing_debt + interest_on_new_debt,
    sentence="What is paid to lenders, on what is really borrowed.",
)  # fmt: skip
cash_invested = line(
    "Cash invested, on average", GBP,
    before("cash_before_dsg")
    + (other_balances_change - (lent_before_dsg - before(lent_before_dsg))) * borrowing_timing,
    sentence="The cash that the year started with, had the schools grant taken none, and what "
    "loans, capital spending and other balances change of it. What the year's own draw on "
    "reserves takes counts from next year, as the gap may not rest on it.",
)  # fmt: skip
investment_income = line(
    "Investment income", GBP, cash_invested * investment_yield,
    sentence="What the cash earns in the year; brackets: it costs, because more is spent than "
    "there is.",
)  # fmt: skip
capital_financing = line(
    "Capital financing", GBP, mrp + voluntary_mrp + interest_on_debt - investment_income,
    opening=base_capital_financing,
    sentence="What the revenue budget pays for borrowing: provision and interest, less what cash "
    "earns.",
)  # fmt: skip
capital_financing_growth = line(
    "Growth of capital financing", GBP, capital_financing - before(capital_financing),
    sentence="How much more than last year the budget has to pay for borrowing.",
)  # fmt: skip
revenue_contributions_growth = line(
    "Growth of revenue contributions", GBP,
    revenue_contributions - before(revenue_contributions),
    sentence="How much more than last year the revenue budget pays towards capital spending.",
)  # fmt: skip
financing_ratio = line(
    "Capital financing as a share of funding", PERCENT,
    where(funding > 0, (capital_financing + support_cost) / funding, 0),
    opening=where(funding > 0, capital_financing / funding, 0),
    sentence="The prudential indicator: financing cost against the net revenue stream, which is "
    "funding before any use of reserves.",
)  # fmt: skip
scheme_charge = line(
    "Charge for the scheme, interest included", GBP,
    capital_mrp.main + before(capital_mrp["_left"]) * new_borrowing_rate, per=CAPITAL,
    sentence="The year's MRP and a year's interest, at the rate of new borrowing, on what was "
    "left to charge; what is really paid depends on when cash is borrowed.",
)  # fmt: skip
