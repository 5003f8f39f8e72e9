"""Whether a rise is excessive, so that it needs a referendum, and what room is left below that.

The limits are "this much or more" for percentages and "more than this" for the social care
part and for a district's cash sum (principles approved each year under section 52ZC of the
Local Government Finance Act 1992). Core and social care room are apart: one cannot be spent
on the other.

What is compared is pounds of Band D: the rise as typed or, if rounding makes it more, as
set, against the limit on last year's Band D, both snapped. So a typed 3.00% reaches a limit
of 3% whatever the penny does to it, 2.99% does not, and every face agrees.
"""

from __future__ import annotations

from mtfp.algebra.expressions import (
    Expression,
    before,
    given,
    highest,
    line,
    snapped,
    to_the_penny,
    where,
)
from mtfp.model.band_d import (
    as_set,
    asc_increase,
    asc_precept_increase,
    band_d,
    council_tax_increase,
    council_tax_increase_in_pounds,
)
from mtfp.model.tax_base import tax_base
from mtfp.terms import CHOICE, GBP, GBP_PER_DWELLING, PERCENT, YES_OR_NO

referendum_class = given(
    "Class of council for the referendum test", CHOICE, if_absent=0,
    choices={"untested": 0, "social_care": 1, "district": 2},
    sentence="social_care: a council with social care duties, whose core and social care rises "
    "are each limited; district: a shire district, which may rise by a cash sum if that is "
    "more; untested: the plan does not say, so nothing is tested.",
)  # fmt: skip
referendum_core_limit = given(
    "Referendum limit on the general rise", PERCENT, yearly=True, if_absent=0.03, least=0,
    sentence="This much or more is excessive. Assumed 3%, as for 2025/26, where the plan does "
    "not say: the principles are set anew for each year.",
)  # fmt: skip
referendum_asc_limit = given(
    "Referendum limit on the social care rise", PERCENT, yearly=True, if_absent=0.02, least=0,
    sentence="More than this is excessive. Assumed 2%, as for 2025/26, where the plan does not "
    "say.",
)  # fmt: skip
referendum_cash_limit = given(
    "Referendum limit of a district in pounds", GBP_PER_DWELLING, yearly=True, if_absent=5,
    least=0,
    sentence="A district may always rise by up to and including this. Assumed £5, as for "
    "2025/26, where the plan does not say.",
)  # fmt: skip
referendum_margin = given(
    "How far below a referendum limit a rise is set", PERCENT, if_absent=0.0001, least=0,
    sentence="Assumed 0.01%: the limit itself is excessive, so councils choose 2.99% where it "
    "is 3%.",
)  # fmt: skip

SOCIAL_CARE = referendum_class.chosen("social_care")
DISTRICT = referendum_class.chosen("district")


def of_limit(rate: Expression) -> Expression:
    """A limit, as pounds of Band D."""
    return snapped(before(band_d) * rate)


def yes_if(test: Expression) -> Expression:
    """1 if the test holds for a council that had a charge last year, otherwise 0."""
    return where(before(band_d) > 0, where(test, 1, 0), 0)


core_rise = line(
    "General rise that is tested", GBP_PER_DWELLING,
    snapped(
        highest(
            before(band_d) * council_tax_increase + council_tax_increase_in_pounds,
            band_d - before(band_d) - asc_increase,
        )
    ),
    sentence="The general rise as typed or, if rounding makes it more, as set.",
)  # fmt: skip
asc_rise = line(
    "Social care rise that is tested", GBP_PER_DWELLING,
    snapped(before(band_d) * asc_precept_increase),
    sentence="The social care rise as typed: rounding it to the penny breaks no limit.",
)  # fmt: skip
whole_rise = line(
    "Whole rise that is tested", GBP_PER_DWELLING,
    snapped(
        highest(
            before(band_d) * (council_tax_increase + asc_precept_increase)
            + council_tax_increase_in_pounds,
            band_d - before(band_d),
        )
    ),
    sentence="Both rises as typed or, if rounding makes them more, as set.",
)  # fmt: skip
core_rise_excessive = line(
    "General rise reaches its limit", YES_OR_NO,
    where(SOCIAL_CARE, yes_if(core_rise >= of_limit(referendum_core_limit)), 0),
    sentence="Whether the general rise of a council with social care is the limit or more.",
)  # fmt: skip
asc_rise_excessive = line(
    "Social care rise exceeds its limit", YES_OR_NO,
    where(SOCIAL_CARE, where(asc_rise > of_limit(referendum_asc_limit), 1, 0), 0),
    sentence="Whether the social care rise is more than its limit, whatever the general rise.",
)  # fmt: skip
whole_rise_excessive = line(
    "Whole rise reaches its limit", YES_OR_NO,
    where(
        SOCIAL_CARE,
        yes_if(whole_rise >= of_limit(referendum_core_limit + referendum_asc_limit)),
        where(
            DISTRICT,
            where(
                whole_rise > referendum_cash_limit,
                yes_if(whole_rise >= of_limit(referendum_core_limit)),
                0,
            ),
            0,
        ),
    ),
    sentence="Whether both rises together are both limits or more; of a district, whether its "
    "rise is the limit or more and above the cash sum too.",
)  # fmt: skip
rise_excessive = line(
    "Council tax rise needs a referendum", YES_OR_NO,
    highest(core_rise_excessive, asc_rise_excessive, whole_rise_excessive),
    sentence="Whether the rise is excessive by any of the tests for this class of council.",
)  # fmt: skip


def permitted_core(last: Expression) -> Expression:
    """The most that the general part may rise on last year's charge without a referendum."""
    by_rate = to_the_penny(last * referendum_core_limit - last * referendum_margin)
    return where(DISTRICT, highest(by_rate, referendum_cash_limit), by_rate)


def permitted_asc(last: Expression) -> Expression:
    """The most that the social care part may rise on last year's charge."""
    return where(SOCIAL_CARE, to_the_penny(last * referendum_asc_limit), 0)


core_headroom = line(
    "Room left for the general rise", GBP_PER_DWELLING,
    where(
        referendum_class.chosen("untested"),
        0,
        highest(
            0,
            # Last year's charge may hold less than a penny, so it is rounded with the rise on
            # it, as a charge is when it is set: the rest is whole pence.
            snapped(
                to_the_penny(before(band_d) + permitted_core(before(band_d)))
                - (band_d - asc_increase)
            ),
        ),
    ),
    sentence="How much more of Band D the general part could rise without a referendum.",
)  # fmt: skip
asc_headroom = line(
    "Room left for the social care rise", GBP_PER_DWELLING,
    highest(0, permitted_asc(before(band_d)) - asc_increase),
    sentence="How much more of Band D the social care part could rise without a referendum.",
)  # fmt: skip
rise_headroom = line(
    "Room left below the referendum limit", PERCENT,
    where(before(band_d) > 0, (core_headroom + asc_headroom) / before(band_d), 0),
    sentence="What both parts could still rise by, as a share of last year's Band D.",
)  # fmt: skip
headroom_yield = line(
    "What the room below the referendum limit would raise", GBP,
    tax_base * (core_headroom + asc_headroom),
    sentence="The room left on the tax base, a year.",
)  # fmt: skip
most_core_rise = line(
    "Most general rise that could have been", GBP_PER_DWELLING,
    permitted_core(before("permitted_band_d")),
    sentence="The most permitted on the charge that the most permitted rises had led to.",
)  # fmt: skip
most_asc_rise = line(
    "Most social care rise that could have been", GBP_PER_DWELLING,
    permitted_asc(before("permitted_band_d")),
    sentence="The most permitted on the charge that the most permitted rises had led to.",
)  # fmt: skip
permitted_band_d = line(
    "Band D if every rise had been the most permitted", GBP_PER_DWELLING,
    where(
        referendum_class.chosen("untested"),
        band_d,
        as_set(before("permitted_band_d") + most_core_rise + most_asc_rise),
    ),
    opening=band_d,
    sentence="The base year's charge, raised each year by all that needs no referendum.",
)  # fmt: skip
council_tax_foregone = line(
    "Council tax foregone", GBP, tax_base * highest(0, permitted_band_d - band_d), opening=0,
    sentence="What a year goes without because rises since the base year were less than "
    "permitted: it compounds, and is never made good.",
)  # fmt: skip
council_tax_foregone_increment = line(
    "Council tax foregone, new this year", GBP,
    council_tax_foregone - before(council_tax_foregone),
    sentence="What the year's own rise, or none, adds to what is gone without each year.",
)  # fmt: skip
