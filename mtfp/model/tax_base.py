"""The council tax base: grown from last year's, or worked from the dwellings in each band.

A base is notified after the collection rate, so growing it never applies that rate again:
only a change of the rate matters. Source of the working from bands: the Local Authorities
(Calculation of Council Tax Base) regulations, as the domain rules set them out.
"""

from mtfp.algebra.expressions import before, given, line, to_the_penny, total, where
from mtfp.model.band_d import base_band_d
from mtfp.model.bands import BAND, band_letter
from mtfp.model.owners import owner
from mtfp.model.precepts import PRECEPT, precept_base, precept_kind
from mtfp.terms import CHOICE, DWELLINGS, GBP, GBP_PER_DWELLING, HOMES, NUMBER, PERCENT

base_tax_base = given(
    "Council tax base in the base year", DWELLINGS, if_absent=0, least=0,
    sentence="Band D equivalents after reductions, times the collection rate.",
)  # fmt: skip
tax_base_method = given(
    "How the council tax base is worked", CHOICE, if_absent=0,
    choices={"growth": 0, "bands": 1},
    sentence="growth: last year's base with a rate of growth; bands: from the dwellings in "
    "each band, in the register of bands.",
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
base_collection_rate = given(
    "Collection rate in the base year", PERCENT, if_absent=0, least=0, most=1,
    sentence="The share of the tax expected to be collected when the base year's tax base was "
    "set; 0% stands for not said, and the first year's rate then changes nothing.",
)  # fmt: skip
collection_rate = given(
    "Collection rate", PERCENT, yearly=True, if_absent=0, least=0, most=1,
    sentence="The share of the year's tax that is expected to be collected in the end; 0% "
    "stands for not said, and last year's rate is kept.",
)  # fmt: skip
tax_base_error = given(
    "Error found in last year's tax base", DWELLINGS, yearly=True, if_absent=0,
    sentence="By how many Band D dwellings last year's base proved too high, less than nought "
    "if too low. The year bears last year's loss once, through the collection fund, and the "
    "base is lower for good.",
)  # fmt: skip
single_adult_discount = given(
    "Discount for a single adult", PERCENT, if_absent=0.25, least=0, most=1,
    sentence="25% by the Local Government Finance Act 1992, section 11.",
)  # fmt: skip
disregarded_discount = given(
    "Discount where nobody counts", PERCENT, if_absent=0.5, least=0, most=1,
    sentence="50%, twice the single adult's, by the Local Government Finance Act 1992, "
    "section 11: all who live there are disregarded.",
)  # fmt: skip
new_dwellings_share = given(
    "Share of their first year that new dwellings count for", PERCENT, if_absent=1,
    least=0, most=1,
    sentence="Assumed 100%, so that new dwellings are typed as they count; 50% if they are "
    "typed as finished, evenly through the year. From the next year on they count in full.",
)  # fmt: skip
defence_contribution = given(
    "Contributions in lieu for defence dwellings", DWELLINGS, if_absent=0, least=0,
    sentence="Band D dwellings for which the Ministry of Defence pays; the collection rate "
    "does not apply to them.",
)  # fmt: skip
support_awards = given(
    "Local council tax support awarded", GBP, yearly=True, if_absent=0, least=0,
    sentence="What the year's awards would come to at the charges of the base year, for all "
    "authorities on the bill: awards rise with the bill, so a rise in the tax changes no base.",
)  # fmt: skip

band_dwellings = given(
    "Dwellings on the valuation list", HOMES, per=BAND, least=0,
    sentence="Dwellings listed in the band when the base is worked; one with disabled relief "
    "stands a band lower.",
)  # fmt: skip
band_exempt = given(
    "Exempt dwellings", HOMES, per=BAND, if_absent=0, least=0,
    sentence="Dwellings in the band on which no tax is charged, such as students' halls.",
)  # fmt: skip
band_single_adult = given(
    "Dwellings with a single adult", HOMES, per=BAND, if_absent=0, least=0,
    sentence="Dwellings in the band with the 25% discount.",
)  # fmt: skip
band_disregarded = given(
    "Dwellings where nobody counts", HOMES, per=BAND, if_absent=0, least=0,
    sentence="Dwellings in the band with the 50% discount.",
)  # fmt: skip
band_new = given(
    "New dwellings", HOMES, per=BAND, yearly=True, if_absent=0,
    sentence="Dwellings that the year adds to the band, less those demolished.",
)  # fmt: skip
band_premium = given(
    "Dwellings charged a premium", HOMES, per=BAND, yearly=True, if_absent=0, least=0,
    sentence="Empty or second homes in the band, counted in full above, that pay a premium on "
    "top, before any of them stop being liable.",
)  # fmt: skip
band_premium_rate = given(
    "Premium", PERCENT, per=BAND, if_absent=1, least=0,
    sentence="What is charged on top of the full tax: 100% for second homes and for homes a "
    "year empty, 200% after five years, 300% after ten; an average where they are mixed.",
)  # fmt: skip
band_premium_liable = given(
    "Share still liable for the premium", PERCENT, per=BAND, if_absent=1, least=0, most=1,
    sentence="The share that goes on paying it once it is charged: some sell, let or move in. "
    "Assumed 100% where nothing is said.",
)  # fmt: skip
band_support = given(
    "Local council tax support, in dwellings", HOMES, per=BAND, yearly=True, if_absent=0,
    least=0,
    sentence="Support in the band as so many whole dwellings of it; or give its cost in "
    "support_awards, but not both.",
)  # fmt: skip
band_owner = owner(BAND)

band_listed = line(
    "Dwellings listed at the year's end", HOMES, before("band_listed") + band_new,
    per=BAND, opening=band_dwellings,
    sentence="Those of last year and what the year adds.",
)  # fmt: skip
band_discounts = line(
    "Discounts, in dwellings", HOMES,
    band_single_adult * single_adult_discount + band_disregarded * disregarded_discount,
    per=BAND,
    sentence="A quarter of a dwelling for each single adult, half where nobody counts.",
)  # fmt: skip
band_premiums = line(
    "Premiums, in dwellings", HOMES, band_premium * band_premium_rate * band_premium_liable,
    per=BAND,
    sentence="Those charged a premium, by its rate and the share still liable.",
)  # fmt: skip
band_equivalents = line(
    "Band D equivalents of the band", DWELLINGS,
    (
        before(band_listed)
        + band_new * new_dwellings_share
        - band_exempt
        - band_discounts
        + band_premiums
        - band_support
    )
    * band_letter
    / band_letter.worth("D"),
    per=BAND,
    sentence="The band's dwellings as they are charged, in ninths of Band D.",
)  # fmt: skip
precept_base_of_area = line(
    "Precept: Band D on the whole area in the base year", GBP_PER_DWELLING,
    where(precept_kind.chosen("parish"), 0, precept_base), per=PRECEPT,
    sentence="What the authority charged if it charges the whole area; nothing of a parish.",
)  # fmt: skip
base_area_band_d = line(
    "Band D of all authorities in the base year", GBP_PER_DWELLING,
    base_band_d + total(precept_base_of_area),
    sentence="The charge of which the awards of council tax support are a part.",
)  # fmt: skip
support_equivalents = line(
    "Local council tax support, in Band D dwellings", DWELLINGS,
    where(base_area_band_d > 0, support_awards / base_area_band_d, 0),
    sentence="The awards over the whole Band D bill of all authorities, both of the base year.",
)  # fmt: skip
relevant_amounts = line(
    "Band D equivalents before the collection rate", DWELLINGS,
    total(band_equivalents) - support_equivalents,
    sentence="All bands together, less support that is given in pounds.",
)  # fmt: skip
collection_rate_in_force = line(
    "Collection rate in force", PERCENT,
    where(collection_rate > 0, collection_rate, before("collection_rate_in_force")),
    opening=base_collection_rate,
    sentence="The year's rate or, where nothing is said, last year's.",
)  # fmt: skip
collection_change = line(
    "Collection rate against last year's", NUMBER,
    where(
        before(collection_rate_in_force) > 0,
        collection_rate_in_force / before(collection_rate_in_force),
        1,
    ),
    sentence="By what last year's base is multiplied because more or less is collected.",
)  # fmt: skip
tax_base_errors = line(
    "Errors found in tax bases so far", DWELLINGS, before("tax_base_errors") + tax_base_error,
    opening=0,
    sentence="What a base worked from bands is lowered by for good.",
)  # fmt: skip
tax_base_from_bands = line(
    "Council tax base from bands", DWELLINGS,
    relevant_amounts * where(collection_rate_in_force > 0, collection_rate_in_force, 1)
    + defence_contribution
    - tax_base_errors,
    sentence="The equivalents times the collection rate, with contributions in lieu, less "
    "errors found since.",
)  # fmt: skip
tax_base_grown = line(
    "Council tax base before rounding", DWELLINGS,
    where(
        tax_base_method.chosen("bands"),
        tax_base_from_bands,
        (before("tax_base") - tax_base_error) * (1 + tax_base_growth) * collection_change,
    ),
    sentence="Last year's tax base with this year's growth, or the base worked from bands.",
)  # fmt: skip
tax_base = line(
    "Council tax base", DWELLINGS,
    where(tax_base_decimals.chosen("two_decimals"), to_the_penny(tax_base_grown), tax_base_grown),
    opening=base_tax_base,
    sentence="The number of Band D dwellings that the tax is spread over.",
)  # fmt: skip
