"""Council tax: what the Band D charge raises on the tax base, and what one per cent is worth."""

from mtfp.algebra.expressions import before, given, line, to_the_penny
from mtfp.model.band_d import band_d, base_band_d
from mtfp.model.tax_base import base_tax_base, tax_base
from mtfp.terms import GBP, PERCENT

one_per_cent = given(
    "One per cent", PERCENT, if_absent=0.01,
    sentence="The step in which rises of the tax are talked of; leave it at 1%.",
)  # fmt: skip

council_tax_from_base = line(
    "Council tax on the tax base", GBP,
    to_the_penny(tax_base * band_d),
    opening=to_the_penny(base_tax_base * base_band_d),
    sentence="What the charge raises: the tax base times Band D, to the penny.",
)  # fmt: skip
yield_of_one_per_cent = line(
    "What one per cent of Band D raises", GBP, tax_base * before(band_d) * one_per_cent,
    sentence="One per cent of last year's Band D on this year's tax base.",
)  # fmt: skip
