"""What pays for the net budget: council tax, retained rates, grants and the collection fund.

Each stream can be worked from its drivers, typed in the funding register, or both: a
council's published table can be entered as it is printed.
"""

from __future__ import annotations

from mtfp.algebra.expressions import Axis, Expression, before, given, line, total, where
from mtfp.algebra.lines import Family
from mtfp.model.amounts import level, level_or_change, recurrence, typed_amount
from mtfp.model.business_rates import base_business_rates
from mtfp.model.collection_fund import collection_fund_worked
from mtfp.model.council_tax import council_tax_from_base
from mtfp.model.owners import owner
from mtfp.model.pool import business_rates_kept
from mtfp.model.services import SERVICE
from mtfp.model.settlement import rsg_allocated
from mtfp.terms import CHOICE, GBP, PERCENT

PAIR = Axis("pair", "pair", "pairs")
"""A grant that is rolled into another: the rows of funding that are its sides name it."""
FUNDING = Axis("funding", "funding stream", "funding", optional_groups=(PAIR, SERVICE))

business_rates_method = given(
    "How retained business rates are worked", CHOICE, if_absent=0,
    choices={"growth": 0, "retention": 1},
    sentence="growth: last year's with a yearly growth; retention: by the rules of the retention "
    "scheme. Amounts typed in the funding register are added to either.",
)  # fmt: skip
business_rates_growth = given(
    "Growth of retained business rates", PERCENT, yearly=True, if_absent=0,
    sentence="The yearly change in what the council keeps.",
)  # fmt: skip
funding_kind = given(
    "Kind of funding", CHOICE, per=FUNDING,
    choices={"council_tax": 1, "business_rates": 2, "rsg": 3, "grant": 4, "collection_fund": 5},
    sentence="Which stream the row belongs to; grant is any other than revenue support grant.",
)  # fmt: skip
funding_ringfenced = given(
    "Ring-fenced", CHOICE, per=FUNDING, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes if its conditions limit it to a purpose; it then closes no general gap.",
)  # fmt: skip
funding_base = given(
    "Amount in the base year", GBP, per=FUNDING, if_absent=0,
    sentence="What the stream paid in the base year; changes are added to it.",
)  # fmt: skip
funding_recurrence = recurrence("Funding", FUNDING)
funding_amount = typed_amount("Funding", FUNDING)
funding_as = level_or_change("Funding", FUNDING)
funding_owner = owner(FUNDING)
pair_owner = owner(PAIR)

funding_level = line(
    "Funding typed in", GBP,
    where(
        funding_kind.chosen("collection_fund"),
        funding_amount,
        level("funding_level", funding_amount, funding_as, funding_recurrence),
    ),
    per=FUNDING, opening=funding_base,
    sentence="What the stream pays in the year; a collection fund estimate is always paid once.",
)  # fmt: skip
free_funding = line(
    "Funding free to spend", GBP,
    where(funding_ringfenced.chosen("yes"), 0, funding_level),
    per=FUNDING, opening=where(funding_ringfenced.chosen("yes"), 0, funding_level),
    sentence="What the stream pays if it is not ring-fenced, otherwise nothing.",
)  # fmt: skip


one_off_row = line(
    "One-off or time-limited funding, row by row", GBP,
    where(
        funding_kind.chosen("collection_fund"),
        free_funding,
        where(funding_recurrence.chosen("recurring"), 0, free_funding),
    ),
    per=FUNDING,
    sentence="The row's amount if it will not recur.",
)  # fmt: skip
one_off_funding = line(
    "One-off and time-limited funding", GBP, total(one_off_row) + collection_fund_worked,
    sentence="Funding of the year that will not recur; it flatters the year's gap.",
)  # fmt: skip


def typed(kind: str, described: str) -> Family:
    """The rows of one kind in the register, and their sum."""
    each: Expression = where(funding_kind.chosen(kind), free_funding, 0)
    rows = line(
        f"{described}, row by row", GBP, each, per=FUNDING, opening=each,
        sentence="The row's amount if it is of this kind, otherwise nothing.",
    )  # fmt: skip
    whole = line(
        described, GBP, total(rows), opening=total(rows),
        sentence="All rows of this kind in the funding register.",
    )  # fmt: skip
    return Family({"_rows": rows, "": whole})


council_tax_typed = typed("council_tax", "Council tax typed in")
business_rates_typed = typed("business_rates", "Business rates typed in")
rsg_typed = typed("rsg", "Revenue support grant typed in")
other_grants = typed("grant", "Other grants and funding")
collection_fund_typed = typed("collection_fund", "Collection fund typed in")

council_tax = line(
    "Council tax", GBP, council_tax_from_base + council_tax_typed.main,
    opening=council_tax_from_base + council_tax_typed.main,
    sentence="What the charge on the tax base raises, and any amount typed in.",
)  # fmt: skip
collection_fund = line(
    "Collection fund surplus or deficit", GBP, collection_fund_typed.main + collection_fund_worked,
    opening=collection_fund_typed.main,
    sentence="What the collection fund pays in the year or takes, typed in or worked.",
)  # fmt: skip
business_rates_grown = line(
    "Business rates from growth", GBP,
    before("business_rates_grown") * (1 + business_rates_growth),
    opening=base_business_rates,
    sentence="Last year's retained rates with this year's growth.",
)  # fmt: skip
business_rates_worked = line(
    "Business rates from growth or retention", GBP,
    where(business_rates_method.chosen("retention"), business_rates_kept, business_rates_grown),
    opening=base_business_rates,
    sentence="What is kept by the method that the plan has chosen.",
)  # fmt: skip
business_rates = line(
    "Retained business rates", GBP, business_rates_worked + business_rates_typed.main,
    opening=business_rates_worked + business_rates_typed.main,
    sentence="What the council keeps of business rates.",
)  # fmt: skip
rsg = line(
    "Revenue support grant", GBP, rsg_allocated + rsg_typed.main,
    opening=rsg_allocated + rsg_typed.main,
    sentence="What is worked from the two allocations, and any amount typed in.",
)  # fmt: skip
funding = line(
    "Funding", GBP,
    council_tax + collection_fund + business_rates + rsg + other_grants.main,
    opening=council_tax + collection_fund + business_rates + rsg + other_grants.main,
    sentence="All that pays for the net budget before any use of reserves.",
)  # fmt: skip
