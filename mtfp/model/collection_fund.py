"""The collection fund: what it pays into the budget or takes, always once, in the next year.

Council tax is estimated by 15 January and business rates by 31 January for the year then
ending; each authority's share is paid over or made good in the year that follows. What the
outturn differed from that estimate comes a year later. None of it ever enters the base.
"""

from mtfp.algebra.expressions import Expression, before, given, line, to_the_penny, where
from mtfp.model.band_d import band_d
from mtfp.model.precepts import PRECEPT, area_band_d, precept_area_band_d, precept_kind
from mtfp.model.tax_base import tax_base_error
from mtfp.terms import CHOICE, GBP, PERCENT

council_tax_surplus = given(
    "Council tax surplus of the collection fund", GBP, yearly=True, if_absent=0,
    sentence="The whole fund's surplus at the end of the year before, as estimated by 15 "
    "January; in brackets a deficit. It is shared out in this year.",
)  # fmt: skip
council_tax_outturn_difference = given(
    "Council tax outturn against the estimate before", GBP, yearly=True, if_absent=0,
    sentence="By how much more the whole fund closed the year before last than was estimated "
    "for it; in brackets less. It is shared out in this year too.",
)  # fmt: skip
council_tax_fund_sharing = given(
    "How the council tax part of the fund is shared", CHOICE, if_absent=0,
    choices={"as_typed": 0, "by_precept": 1},
    sentence="as_typed: by the shares typed; by_precept: in proportion to last year's charges, "
    "the council's and those in the register of precepts; a parish has no share.",
)  # fmt: skip
council_tax_fund_share = given(
    "The council's share of the council tax part", PERCENT, if_absent=1, least=0, most=1,
    sentence="100% where the estimates are typed as the council's own part.",
)  # fmt: skip
business_rates_surplus = given(
    "Business rates surplus of the collection fund", GBP, yearly=True, if_absent=0,
    sentence="The whole fund's surplus at the end of the year before, as estimated by 31 "
    "January; in brackets a deficit. It is shared out in this year.",
)  # fmt: skip
business_rates_outturn_difference = given(
    "Business rates outturn against the estimate before", GBP, yearly=True, if_absent=0,
    sentence="By how much more the whole fund closed the year before last than was estimated "
    "for it; in brackets less. It is shared out in this year too.",
)  # fmt: skip
business_rates_fund_share = given(
    "The council's share of the business rates part", PERCENT, if_absent=1, least=0, most=1,
    sentence="Its share under rates retention, such as 40% of a district; 100% where the "
    "estimates are typed as the council's own part.",
)  # fmt: skip
section_31_timing = given(
    "Compensation for rates reliefs, out of step", GBP, yearly=True, if_absent=0,
    sentence="Section 31 grant set aside in one year for the deficit that the reliefs leave in "
    "the fund, and released in the next; in brackets when it is set aside.",
)  # fmt: skip
precept_tax_share = given(
    "Precept: share of the council tax part of the fund", PERCENT, per=PRECEPT, if_absent=0,
    least=0, most=1,
    sentence="The authority's share where shares are typed.",
)  # fmt: skip
precept_rates_share = given(
    "Precept: share of the business rates part of the fund", PERCENT, per=PRECEPT, if_absent=0,
    least=0, most=1,
    sentence="The authority's share under rates retention: a county 9%, say, central "
    "government 50%.",
)  # fmt: skip


def of_council_tax(charge: Expression, typed: Expression) -> Expression:
    """An authority's share of the council tax part."""
    by_precept = where(before(area_band_d) > 0, charge / before(area_band_d), 0)
    return where(council_tax_fund_sharing.chosen("by_precept"), by_precept, typed)


def of_a_major(share: Expression) -> Expression:
    """A share of the fund as typed, but none of a parish."""
    return where(precept_kind.chosen("parish"), 0, share)


council_tax_share = line(
    "Council's share of the council tax part of the fund", PERCENT,
    of_council_tax(before(band_d), council_tax_fund_share),
    sentence="As typed, or its part of last year's whole Band D.",
)  # fmt: skip
council_tax_fund_estimate = line(
    "Council tax surplus or deficit as estimated", GBP, council_tax_surplus * council_tax_share,
    sentence="The council's share of what the fund was estimated to close the last year with.",
)  # fmt: skip
council_tax_fund_outturn = line(
    "Council tax outturn against the estimate", GBP,
    council_tax_outturn_difference * council_tax_share,
    sentence="The council's share of what an earlier estimate proved wrong by.",
)  # fmt: skip
business_rates_fund_estimate = line(
    "Business rates surplus or deficit as estimated", GBP,
    business_rates_surplus * business_rates_fund_share,
    sentence="The council's share of what the fund was estimated to close the last year with.",
)  # fmt: skip
business_rates_fund_outturn = line(
    "Business rates outturn against the estimate", GBP,
    business_rates_outturn_difference * business_rates_fund_share,
    sentence="The council's share of what an earlier estimate proved wrong by.",
)  # fmt: skip
tax_base_deficit = line(
    "Last year's tax base too high", GBP, to_the_penny(-(tax_base_error * before(band_d))),
    sentence="What last year's charge could not raise because its base was wrong: borne once, "
    "while the base itself is put right for good.",
)  # fmt: skip
collection_fund_worked = line(
    "Collection fund worked from estimates", GBP,
    council_tax_fund_estimate
    + council_tax_fund_outturn
    + business_rates_fund_estimate
    + business_rates_fund_outturn
    + section_31_timing
    + tax_base_deficit,
    sentence="The council's part of both taxes, compensation out of step, and a wrong base.",
)  # fmt: skip
precept_tax_surplus = line(
    "Precept: share of the council tax surplus", GBP,
    (council_tax_surplus + council_tax_outturn_difference)
    * of_council_tax(before(precept_area_band_d), of_a_major(precept_tax_share)),
    per=PRECEPT,
    sentence="What the other authority is paid from the fund, or pays, in the year; a parish "
    "neither.",
)  # fmt: skip
precept_rates_surplus = line(
    "Precept: share of the business rates surplus", GBP,
    (business_rates_surplus + business_rates_outturn_difference)
    * of_a_major(precept_rates_share),
    per=PRECEPT,
    sentence="What the other authority is paid from the fund, or pays, in the year; a parish "
    "neither.",
)  # fmt: skip
