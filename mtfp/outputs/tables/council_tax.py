"""The tables that stand behind council tax."""

from mtfp.outputs.tables.rows import Row, Table

COUNCIL_TAX = Table(
    "Council tax",
    (
        Row("tax_base", memo=True, optional=True),
        Row("council_tax_increase", memo=True, optional=True),
        Row("council_tax_increase_in_pounds", memo=True, optional=True),
        Row("asc_precept_increase", memo=True, optional=True),
        Row("band_d", memo=True, optional=True),
        Row("yield_of_one_per_cent", memo=True, optional=True),
        Row("rise_excessive", memo=True, optional=True),
        Row("rise_headroom", memo=True, optional=True),
        Row("headroom_yield", memo=True, optional=True),
        Row("council_tax_foregone", memo=True, optional=True, base=False),
        Row("council_tax_from_base", optional=True),
        Row("council_tax_typed", label="Council tax given as an amount", optional=True),
        Row("council_tax", total=True),
    ),
)
TAX_BASE = Table(
    "Council tax base from the dwellings of each band",
    (
        Row("band_equivalents", each=True, optional=True),
        Row("support_equivalents", sign=-1, optional=True),
        Row("relevant_amounts", total=True),
        Row("collection_rate_in_force", memo=True, optional=True, base=False),
        Row("defence_contribution", memo=True, optional=True),
        Row("tax_base_errors", memo=True, optional=True, base=False),
        Row("tax_base_from_bands", memo=True),
    ),
    needs="relevant_amounts",
)
BILLS = Table(
    "Council tax bills: Band D of each authority, and each band in all",
    (
        Row("band_d", memo=True, label="This council"),
        Row("precept_area_band_d", memo=True, each=True, optional=True),
        *(Row(f"bill_{letter}", memo=True) for letter in "abcdefgh"),
    ),
    needs="precepts_band_d",
)
COLLECTION_FUND = Table(
    "Collection fund: what it pays in the year, once",
    (
        Row("collection_fund_typed", optional=True),
        Row("council_tax_fund_estimate", optional=True),
        Row("council_tax_fund_outturn", optional=True),
        Row("business_rates_fund_estimate", optional=True),
        Row("business_rates_fund_outturn", optional=True),
        Row("section_31_timing", optional=True),
        Row("tax_base_deficit", optional=True),
        Row("collection_fund", total=True),
    ),
    needs="collection_fund_worked",
)
OF_COUNCIL_TAX = (TAX_BASE, BILLS, COLLECTION_FUND)
"""What stands behind council tax; each is left out where the plan says nothing of it."""
