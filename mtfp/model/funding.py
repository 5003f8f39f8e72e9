"""What pays for the net budget: council tax, retained rates, grants and the collection fund."""

from mtfp.algebra.expressions import Axis, before, given, line, total, where
from mtfp.model.council_tax import council_tax
from mtfp.terms import CHOICE, GBP, PERCENT

GRANT = Axis("grant", "grant", "grants")

base_business_rates = given(
    "Retained business rates in the base year", GBP, if_absent=0,
    sentence="The council's share of rates, with tariff or top-up and compensation grants.",
)  # fmt: skip
business_rates_growth = given(
    "Growth of retained business rates", PERCENT, yearly=True, if_absent=0,
    sentence="The yearly change in what the council keeps.",
)  # fmt: skip
rsg = given(
    "Revenue support grant", GBP, yearly=True, if_absent=0,
    sentence="General government grant, as the settlement gives it.",
)  # fmt: skip
collection_fund = given(
    "Collection fund surplus or deficit", GBP, yearly=True, if_absent=0,
    sentence="The council's share of last year's estimate, once; a deficit is negative.",
)  # fmt: skip
grant_amount = given(
    "Grant for the year", GBP, per=GRANT, yearly=True, if_absent=0,
    sentence="A government grant other than revenue support grant.",
)  # fmt: skip
grant_ringfenced = given(
    "Ring-fenced", CHOICE, per=GRANT, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes if its conditions limit it to a purpose; it then closes no general gap.",
)  # fmt: skip

business_rates = line(
    "Retained business rates", GBP,
    before("business_rates") * (1 + business_rates_growth),
    opening=base_business_rates,
    sentence="Last year's retained rates with this year's growth.",
)  # fmt: skip
general_grant = line(
    "Grant free to spend", GBP,
    where(grant_ringfenced.chosen("yes"), 0, grant_amount),
    per=GRANT,
    sentence="The grant if it is not ring-fenced, otherwise nothing.",
)  # fmt: skip
other_grants = line(
    "Other general grants", GBP, total(general_grant),
    sentence="All general grants other than revenue support grant.",
)  # fmt: skip
funding = line(
    "Funding", GBP,
    council_tax + collection_fund + business_rates + rsg + other_grants,
    sentence="All that pays for the net budget before any use of reserves.",
)  # fmt: skip
