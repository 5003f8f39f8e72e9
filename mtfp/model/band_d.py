"""The council's Band D charge, with its adult social care part, and what raises it.

The permitted percentages apply to last year's total Band D, the social care part included,
and each part is rounded to the penny (Council Tax (Demand Notices) rules; see the
Devon and Cumberland vectors in the tests).
"""

from mtfp.algebra.expressions import Expression, before, given, line, to_the_penny, where
from mtfp.model.bands import band_letter
from mtfp.terms import CHOICE, GBP_PER_DWELLING, PERCENT

base_band_d = given(
    "Band D council tax in the base year", GBP_PER_DWELLING, if_absent=0, least=0,
    sentence="The council's own charge, adult social care precept included.",
)  # fmt: skip
base_asc_precept = given(
    "Adult social care precept in the base year", GBP_PER_DWELLING, if_absent=0, least=0,
    sentence="The part of Band D raised for adult social care since 2016/17.",
)  # fmt: skip
council_tax_increase = given(
    "General council tax increase", PERCENT, yearly=True, if_absent=0,
    decision="council_tax.increase",
    sentence="The general rise, as a share of last year's whole Band D.",
)  # fmt: skip
council_tax_increase_in_pounds = given(
    "General council tax increase in pounds", GBP_PER_DWELLING, yearly=True, if_absent=0,
    decision="council_tax.increase_in_pounds",
    sentence="A general rise set in pounds of Band D, such as a district's £5; it is added to "
    "any percentage.",
)  # fmt: skip
asc_precept_increase = given(
    "Adult social care precept increase", PERCENT, yearly=True, if_absent=0,
    decision="council_tax.asc_precept",
    sentence="The social care rise, as a share of last year's whole Band D.",
)  # fmt: skip
band_d_rounding = given(
    "Rounding of Band D", CHOICE, if_absent=0, choices={"pence": 0, "nearest_9p": 1},
    sentence="pence: to the penny; nearest_9p: to a multiple of 9p, so that every band is a "
    "whole number of pence. The general part takes the difference.",
)  # fmt: skip


def as_set(band_d: Expression) -> Expression:
    """A Band D as the council sets it: to the penny, or to the nearest 9p."""
    ninths = band_letter.worth("D")
    return where(
        band_d_rounding.chosen("nearest_9p"),
        to_the_penny(band_d / ninths) * ninths,
        to_the_penny(band_d),
    )


council_tax_rise = line(
    "Council tax rise", PERCENT,
    council_tax_increase
    + asc_precept_increase
    + where(before("band_d") > 0, council_tax_increase_in_pounds / before("band_d"), 0),
    sentence="The general and the social care rise together, as shares of last year's Band D.",
)  # fmt: skip
general_increase = line(
    "General rise in Band D", GBP_PER_DWELLING,
    to_the_penny(before("band_d") * council_tax_increase + council_tax_increase_in_pounds),
    sentence="The general percentage of last year's whole Band D and any rise set in pounds, "
    "to the penny.",
)  # fmt: skip
asc_increase = line(
    "Adult social care rise in Band D", GBP_PER_DWELLING,
    to_the_penny(before("band_d") * asc_precept_increase),
    sentence="The social care percentage of last year's whole Band D, to the penny.",
)  # fmt: skip
asc_precept = line(
    "Adult social care precept", GBP_PER_DWELLING,
    before("asc_precept") + asc_increase,
    opening=base_asc_precept,
    sentence="The social care part of Band D, added up since 2016/17.",
)  # fmt: skip
band_d = line(
    "Band D council tax", GBP_PER_DWELLING,
    as_set(before("band_d") + general_increase + asc_increase),
    opening=base_band_d,
    sentence="Last year's charge with both rises.",
)  # fmt: skip
