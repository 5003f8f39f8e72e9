"""Core Spending Power: government's view of the council's resources, beside the plan's own.

It takes every council to raise as much council tax as it may, on a base that grows as it
did. So it is a reconciliation only: no line of the plan's gap reads anything here.
"""

from mtfp.algebra.expressions import Expression, Line, given, line, where
from mtfp.model.funding import (
    business_rates,
    collection_fund,
    council_tax,
    funding,
    other_grants,
    rsg,
)
from mtfp.terms import GBP

csp_ffa = given(
    "Fair Funding Assessment in Core Spending Power", GBP, yearly=True, if_absent=0, least=0,
    unknown_at_nought=True,
    sentence="Revenue support grant and baseline funding level as the settlement tables give "
    "them.",
)  # fmt: skip
csp_council_tax = given(
    "Council tax assumed in Core Spending Power", GBP, yearly=True, if_absent=0, least=0,
    unknown_at_nought=True,
    sentence="What government takes the council to raise, from the settlement tables.",
)  # fmt: skip
csp_grants = given(
    "Grants in Core Spending Power", GBP, yearly=True, if_absent=0, least=0,
    sentence="All other grants that the settlement tables count.",
)  # fmt: skip

csp_government_cash = line(
    "Core Spending Power that government pays", GBP, csp_ffa + csp_grants,
    sentence="The assessment and the grants: cash, and no assumption about council tax.",
)  # fmt: skip
core_spending_power = line(
    "Core Spending Power", GBP, csp_government_cash + csp_council_tax,
    sentence="What government pays, and the council tax that it assumes.",
)  # fmt: skip


def if_given(title: str, amount: Expression, sentence: str) -> Line:
    """A figure of the reconciliation, in the years for which the settlement's are given."""
    return line(title, GBP, where(core_spending_power > 0, amount, 0), sentence=sentence)


csp_council_tax_over_ours = if_given(
    "Council tax assumed less our council tax", csp_council_tax - council_tax,
    "What government counts and the council does not mean to raise; brackets if it raises more.",
)  # fmt: skip
csp_ffa_over_ours = if_given(
    "Assessment less our grant and business rates", csp_ffa - rsg - business_rates,
    "Government's assessment, less the revenue support grant and rates that the plan counts on.",
)  # fmt: skip
csp_grants_over_ours = if_given(
    "Grants counted less our other grants", csp_grants - other_grants.main,
    "Ring-fenced grants, which close no gap, are among those that government counts.",
)  # fmt: skip
csp_leaves_out = if_given(
    "Collection fund, which Core Spending Power leaves out", collection_fund,
    "A surplus or deficit that the plan counts and government does not.",
)  # fmt: skip
csp_our_funding = if_given(
    "Our funding, reconciled to Core Spending Power", funding,
    "What the plan counts on in the years for which government's view is given.",
)  # fmt: skip
