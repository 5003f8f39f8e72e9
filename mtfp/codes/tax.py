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
    Entry(
        "W154",
        "A parish with a share of the collection fund",
        "A parish is paid the precept that it asked for, whatever the fund holds, so it has no "
        "surplus to be paid and no deficit to bear. Its share is not read; if the shares were "
        "made to add up with it, part of the fund is paid to nobody.",
        "Take the parish's share out. A county, police or fire authority is major, and no parish.",
        "kind parish, tax_share 2%",
        "kind parish, and no tax_share",
    ),
    Entry(
        "W155",
        "More dwellings of a kind than there are dwellings",
        "A band cannot hold more exempt, discounted or supported dwellings than it has. The base "
        "comes out far too low, and with it what the tax raises.",
        "Correct the counts: all of them are whole dwellings of the band at the same date.",
        "dwellings 4,200, single_adult 42,000",
        "dwellings 42,000, single_adult 4,200",
    ),
    Entry(
        "W156",
        "Council tax support taken off twice",
        "Support lowers the base either as dwellings of each band or as what its awards cost. "
        "Given both ways it is taken off twice, and the base is too low by all of it.",
        "Keep the one that the council's own return gives, and take the other out.",
        "support in bands.csv, and support_awards: {every_year: £9m, ...}",
        "support in bands.csv, and no support_awards",
    ),
    Entry(
        "W157",
        "A collection rate too low to be meant",
        "In the end nearly all of the tax is collected, so that rates are 97% and more. A full "
        "stop in the wrong place takes nine tenths of the tax away.",
        "Correct the rate; if so little is really collected, it may stay.",
        "collection_rate: {every_year: 9.75%, ...}",
        "collection_rate: {every_year: 97.5%, ...}",
    ),
    Entry(
        "W158",
        "A base year's tax base that its own bands do not give",
        "The first year's base is worked from the bands and held against that of the base year. "
        "Where the two were not counted alike, the difference comes out as growth or loss of "
        "council tax, though no dwelling was built and none came down.",
        "Find what the bands, the support or the collection rate leave out, or correct "
        "base_tax_base.",
        "base_tax_base 61,240, and bands that come to 66,000",
        "base_tax_base 61,240, and bands that come to 61,300",
    ),
    Entry(
        "W159",
        "A council tax rise that nothing tests",
        "Which limit a rise may not reach depends on the class of the council. Where the plan "
        "does not say which it is, a rise that would need a referendum passes without a word, and "
        "nothing is said of what more could be raised.",
        "Say referendum_class: social_care for a council with social care, district for a shire "
        "district.",
        "council_tax_increase: {every_year: 4.99%, ...}, and no referendum_class",
        "referendum_class: {value: social_care, ...}",
    ),
)
