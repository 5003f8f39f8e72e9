"""A whole council's plan in some thirty lines: the model on which speed is measured.

Services grow with pay, prices, contracts and demand; savings and funding leave a gap;
reserves meet part of it; services cut the rest in order of priority, and next year starts
from what the cut has left.
"""

import sys

from mtfp.algebra.allocation import fill_in_order
from mtfp.algebra.expressions import (
    MONTHS_IN_YEAR,
    Axis,
    before,
    given,
    highest,
    line,
    lowest,
    total,
    total_by,
)
from mtfp.algebra.lines import LineBook
from mtfp.model.calendar import months_elapsed
from mtfp.terms import DWELLINGS, GBP, GBP_PER_DWELLING, MONTHS, NUMBER, PERCENT

SERVICE = Axis("service", "service", "services")
SAVING = Axis("saving", "saving", "savings", groups=(SERVICE,))
GRANT = Axis("grant", "grant", "grants")
RESERVE = Axis("reserve", "reserve", "reserves")

# What every case shares.
base_pay = given("Pay", per=SERVICE, sentence="In the base year.")
base_nonpay = given("Non-pay", per=SERVICE, sentence="In the base year.")
base_contracts = given("Contracts", per=SERVICE, sentence="In the base year.")
base_income = given("Income", per=SERVICE, sentence="In the base year.")
statutory_floor = given("Floor", per=SERVICE, sentence="Least net spend, base-year prices.")
priority = given("Priority", NUMBER, per=SERVICE, sentence="1 is asked for savings first.")
fees_growth = given("Growth of fees", PERCENT, yearly=True, sentence="Raises income.")
saving_value = given("Full-year effect", per=SAVING, sentence="Saved in twelve months.")
saving_start = given("Start", MONTHS, per=SAVING, sentence="Months into the plan.")
saving_slippage_months = given("Slippage", MONTHS, per=SAVING, sentence="Months late.")
base_grant = given("Grant", per=GRANT, sentence="In the base year.")
base_tax_base = given("Tax base", DWELLINGS, sentence="In the base year.")
base_band_d = given("Band D", GBP_PER_DWELLING, sentence="In the base year.")
tax_base_growth = given("Growth of the tax base", PERCENT, yearly=True, sentence="In the year.")
tax_increase = given("Council tax increase", PERCENT, yearly=True, sentence="General part.")
asc_increase = given("Social care increase", PERCENT, yearly=True, sentence="Precept's part.")
base_rates = given("Business rates", sentence="In the base year.")
rates_real_growth = given("Real growth of rates", PERCENT, yearly=True, sentence="Above prices.")
collection_fund = given("Collection fund", yearly=True, sentence="One-off; surplus positive.")
reserve_opening = given("Opening balance", per=RESERVE, sentence="Base year's last day.")
reserve_floor = given("Least balance", per=RESERVE, sentence="No draw goes below it.")
reserve_order = given("Order of use", NUMBER, per=RESERVE, sentence="1 is drawn first.")
surplus_share = given("Share of a surplus", NUMBER, per=RESERVE, sentence="1 for the first.")
draw_cap = given("Cap on draws", yearly=True, sentence="The most that all reserves may give.")

# What varies by case: 465 figures in each.
pay_growth = given("Growth of pay", PERCENT, yearly=True, sentence="In the year.")
cpi = given("Growth of prices", PERCENT, yearly=True, sentence="In the year.")
contract_growth = given("Growth of contracts", PERCENT, yearly=True, sentence="In the year.")
demand_growth = given(
    "Growth of demand", PERCENT, per=SERVICE, yearly=True, sentence="In the year."
)
delivery = given("Share delivered", PERCENT, per=SAVING, sentence="Of the saving's value.")
grant_change = given("Change of grant", PERCENT, per=GRANT, yearly=True, sentence="In the year.")

cpi_index = line(
    "Price index", NUMBER, before("cpi_index") * (1 + cpi), opening=1,
    sentence="1 in the base year.",
)  # fmt: skip
volume_growth = line(
    "Growth of volume", NUMBER, before("share_kept") * (1 + demand_growth), per=SERVICE,
    sentence="What last year's cut left, with this year's demand.",
)  # fmt: skip
pay = line(
    "Pay", GBP, before("pay") * (1 + pay_growth) * volume_growth, per=SERVICE, opening=base_pay,
    sentence="Before this year's cut.",
)  # fmt: skip
nonpay = line(
    "Non-pay", GBP, before("nonpay") * (1 + cpi) * volume_growth,
    per=SERVICE, opening=base_nonpay, sentence="Before this year's cut.",
)  # fmt: skip
contracts = line(
    "Contracts", GBP, before("contracts") * (1 + contract_growth) * volume_growth,
    per=SERVICE, opening=base_contracts, sentence="Before this year's cut.",
)  # fmt: skip
spend = line(
    "Spend", GBP, pay + nonpay + contracts, per=SERVICE, sentence="Before this year's cut."
)
income = line(
    "Income", GBP, before("income") * (1 + fees_growth), per=SERVICE, opening=base_income,
    sentence="A deduction.",
)  # fmt: skip
saving_due = line(
    "Saving due", GBP,
    saving_value
    * lowest(
        1, highest(0, (months_elapsed - saving_start - saving_slippage_months) / MONTHS_IN_YEAR)
    ),
    per=SAVING, sentence="Part-year, then full-year effect.",
)  # fmt: skip
saving = line(
    "Saving", GBP, saving_due * delivery, per=SAVING, sentence="What arrives of what is due."
)
saved = line(
    "Saved", GBP, total_by(saving, SERVICE), per=SERVICE, sentence="All savings of the service."
)
net = line("Net", GBP, spend - income - saved, per=SERVICE, sentence="Before this year's cut.")
all_net = line("Net of all services", GBP, total(net), sentence="Before this year's cut.")

grant = line(
    "Grant", GBP, before("grant") * (1 + grant_change), per=GRANT, opening=base_grant,
    sentence="Last year's with this year's change.",
)  # fmt: skip
grants = line("Grants", GBP, total(grant), sentence="All grants.")
tax_base = line(
    "Tax base", DWELLINGS, before("tax_base") * (1 + tax_base_growth), opening=base_tax_base,
    sentence="Last year's with this year's growth.",
)  # fmt: skip
band_d = line(
    "Band D", GBP_PER_DWELLING, before("band_d") * (1 + tax_increase + asc_increase),
    opening=base_band_d, sentence="Last year's with both increases.",
)  # fmt: skip
council_tax = line("Council tax", GBP, tax_base * band_d, sentence="What the charge raises.")
business_rates = line(
    "Business rates", GBP, before("business_rates") * (1 + cpi) * (1 + rates_real_growth),
    opening=base_rates, sentence="Last year's with prices and real growth.",
)  # fmt: skip
funding = line(
    "Funding", GBP, council_tax + business_rates + grants + collection_fund,
    sentence="Before any use of reserves.",
)  # fmt: skip

gap = line("Gap", GBP, all_net - funding, sentence="Before reserves; a surplus is negative.")
to_close = line("Gap to close", GBP, highest(0, gap), sentence="Nought if there is a surplus.")
reserve_room = line(
    "Available to draw", GBP, highest(0, before("reserve_balance") - reserve_floor), per=RESERVE,
    sentence="Last year's balance above its floor.",
)  # fmt: skip
reserve_draw = line(
    "Draw", GBP, fill_in_order(lowest(to_close, draw_cap), reserve_room, reserve_order),
    per=RESERVE, sentence="In order of use, all within the cap.",
)  # fmt: skip
reserve_balance = line(
    "Balance", GBP,
    before("reserve_balance") - reserve_draw + surplus_share * (to_close - gap),
    per=RESERVE, opening=reserve_opening, sentence="After the draw, or with the surplus.",
)  # fmt: skip
all_draws = line("Draws", GBP, total(reserve_draw), sentence="From all reserves.")
gap_after_reserves = line(
    "Gap after reserves", GBP, to_close - all_draws, sentence="For services to close."
)

room = line(
    "Room", GBP, highest(0, net - statutory_floor * cpi_index), per=SERVICE,
    sentence="Net spend above the floor at this year's prices.",
)  # fmt: skip
allocation = line(
    "Allocation", GBP, fill_in_order(gap_after_reserves, room, priority), per=SERVICE,
    sentence="The cut asked of the service, in order of priority.",
)  # fmt: skip
share_kept = line(
    "Share kept", NUMBER, 1 - allocation / spend, per=SERVICE, opening=1,
    sentence="Of pay, non-pay and contracts, in every later year.",
)  # fmt: skip
all_allocations = line("Allocations", GBP, total(allocation), sentence="From all services.")
unfunded = line(
    "Unfunded", GBP, gap_after_reserves - all_allocations,
    sentence="Not carried: the next gap contains it.",
)  # fmt: skip

BOOK = LineBook.of(sys.modules[__name__])
KEPT = ("gap", "gap_after_reserves", "unfunded", "reserve_balance", "allocation")
