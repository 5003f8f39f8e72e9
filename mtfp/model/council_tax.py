"""Council tax: the tax base, the Band D charge with its adult social care part, the income.

The permitted percentages apply to last year's total Band D, the social care part included,
and each part is rounded to the penny (Council Tax (Demand Notices) rules; see the
Devon and Cumberland vectors in the tests).
"""

from mtfp.algebra.expressions import before, given, line, to_the_penny, where
from mtfp.terms import CHOICE, DWELLINGS, GBP, GBP_PER_DWELLING, PERCENT

base_tax_base = given(
    "Council tax base in the base year", DWELLINGS, if_absent=0, least=0,
    sentence="Band D equivalents after reductions, times the collection rate.",
)  # fmt: skip
base_band_d = given(
    "Band D council tax in the base year", GBP_PER_DWELLING, if_absent=0, least=0,
    sentence="The council's own charge, adult social care precept included.",
)  # fmt: skip
base_asc_precept = given(
    "Adult social care precept in the base year", GBP_PER_DWELLING, if_absent=0, least=0,
    sentence="The part of Band D raised for adult social care since 2016/17.",
)  # fmt: skip
tax_base_growth = given(
    "Growth of the council tax base", PERCENT, yearly=True, if_absent=0,
    sentence="The yearly change in the number of Band D dwellings.",
)  # fmt: skip
tax_base_decimals = given(
    "Rounding of the council tax base", CHOICE, if_absent=0,
    choices={"unrounded": 0, "two_decimals": 1},
    sentence="Whether each year's tax base is rounded to two decimals.",
)  # fmt: skip
council_tax_increase = given(
    "General council tax increase", PERCENT, yearly=True, if_absent=0,
    decision="council_tax.increase",
    sentence="The general rise, as a share of last year's whole Band D.",
)  # fmt: skip
asc_precept_increase = given(
    "Adult social care precept increase", PERCENT, yearly=True, if_absent=0,
    decision="council_tax.asc_precept",
    sentence="The social care rise, as a share of last year's whole Band D.",
)  # fmt: skip

council_tax_rise = line(
    "Council tax rise", PERCENT, council_tax_increase + asc_precept_increase,
    sentence="The general and the social care rise together, as shares of last year's Band D.",
)  # fmt: skip
tax_base_grown = line(
    "Council tax base before rounding", DWELLINGS,
    before("tax_base") * (1 + tax_base_growth),
    sentence="Last year's tax base with this year's growth.",
)  # fmt: skip
tax_base = line(
    "Council tax base", DWELLINGS,
    where(tax_base_decimals.chosen("two_decimals"), to_the_penny(tax_base_grown), tax_base_grown),
    opening=base_tax_base,
    sentence="The number of Band D dwellings that the tax is spread over.",
)  # fmt: skip
general_increase = line(
    "General rise in Band D", GBP_PER_DWELLING,
    to_the_penny(before("band_d") * council_tax_increase),
    sentence="The general percentage of last year's whole Band D, to the penny.",
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
    before("band_d") + general_increase + asc_increase,
    opening=base_band_d,
    sentence="Last year's charge with both rises.",
)  # fmt: skip
council_tax_from_base = line(
    "Council tax on the tax base", GBP,
    to_the_penny(tax_base * band_d),
    opening=to_the_penny(base_tax_base * base_band_d),
    sentence="What the charge raises: the tax base times Band D, to the penny.",
)  # fmt: skip
