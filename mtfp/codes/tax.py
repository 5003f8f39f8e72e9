"""Doubts about council tax and the collection fund."""

from mtfp.codes.entry import Entry

TAX_DOUBTS = (
    Entry(
        "W151",
        "A council tax rise that needs a referendum",
        "A rise is excessive when it reaches the limit for the council's class and year: a "
        'percentage limit is "this much or more", a district\'s cash limit "more than this". '
        "The general and the social care rise are limited each by itself, and room that one "
        "leaves is no room of the other. So 3.00% is one step too far, and 2.99% is what "
        "councils choose.",
        "Lower the rise. If the year's limits are others, give referendum_core_limit, "
        "referendum_asc_limit or referendum_cash_limit. The limits that are assumed are those "
        "of 2025/26.",
        "referendum_class: {value: social_care, ...}\n"
        "council_tax_increase: {every_year: 3.00%, ...}",
        "referendum_class: {value: social_care, ...}\n"
        "council_tax_increase: {every_year: 2.99%, ...}",
    ),
    Entry(
        "W152",
        "A tax base from bands by halves",
        "A base worked from bands needs the bands, the rate at which the tax is collected and, "
        "where support is given in pounds, who else charges on the bill. Without one of them "
        "the base comes out wrong by a great deal; and bands or growth that the chosen method "
        "does not read change nothing.",
        "Give what is missing, or say growth as the method and take the bands out.",
        "tax_base_method: {value: bands, ...}, and no collection_rate",
        "tax_base_method: {value: bands, ...}\ncollection_rate: {every_year: 97.5%, ...}",
    ),
    Entry(
        "W153",
        "Shares of the collection fund that do not add up",
        "What the fund holds belongs to those who charge on the bill, and to government for "
        "business rates, wholly and once. Shares that come to more or less than 100% pay out "
        "what is not there, or leave some with nobody.",
        "Correct the council's share, council_tax_fund_share or business_rates_fund_share, or "
        "the shares in the register of precepts.",
        "business_rates_fund_share 40%, precepts with 50% and 9%",
        "business_rates_fund_share 40%, precepts with 50%, 9% and 1%",
    ),
)
