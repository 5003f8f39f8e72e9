"""The tables of borrowing, and of the accounts that the law keeps apart."""

from mtfp.outputs.tables.rows import Row, Table

CAPITAL_SPENDING = Table(
    "Capital spending and what pays for it",
    (
        Row("capital_programme", optional=True),
        Row("capital_grants_used", sign=-1, optional=True),
        Row("capital_receipts_used", sign=-1, optional=True),
        Row("revenue_contributions", sign=-1, base=False, optional=True),
        Row("paid_twice", optional=True, label="Paid for beyond the spending"),
        Row("borrowing_need", total=True),
    ),
)
CAPITAL_FINANCING = Table(
    "What borrowing costs the budget",
    (
        Row("mrp", optional=True),
        Row("voluntary_mrp", optional=True),
        Row("interest_on_existing_debt", optional=True),
        Row("interest_on_new_debt", optional=True),
        Row("investment_income", sign=-1, optional=True),
        Row("capital_financing", total=True),
        Row("financing_ratio", memo=True, optional=True),
        Row("cfr", memo=True, optional=True),
        Row("internal_borrowing", memo=True, optional=True),
        Row("external_debt", memo=True, optional=True),
        Row(
            "dsg_debt", memo=True, optional=True, label="...of which for the schools grant deficit"
        ),
        Row("authorised_limit", memo=True, optional=True),
    ),
)
PROVISION = Table(
    "MRP: the charge for what was borrowed, scheme by scheme",
    (
        Row("existing_mrp", optional=True),
        Row("capital_mrp", each=True, optional=True),
        Row("mrp", total=True),
        Row("put_off", memo=True, optional=True, base=False),
    ),
)
SCHEME_CHARGES = Table(
    "Each scheme's MRP with interest at the rate of new borrowing",
    (Row("scheme_charge", each=True),),
)
SCHOOLS_GRANT = Table(
    "Dedicated schools grant, held apart from the gap",
    (
        Row("dsg_deficit", memo=True),
        Row("dsg_in_year", memo=True, label="...of which this year's own"),
        Row("dsg_cash_cost", memo=True, optional=True),
        Row("usable_reserves", base=False),
        Row("dsg_from_reserves", sign=-1),
        Row("reserves_after_dsg", total=True),
        Row("dsg_unmet", memo=True, optional=True),
    ),
    needs="dsg_deficit",
)
HOUSING = Table(
    "Housing revenue account, held apart from the gap",
    (
        Row("hra_fair_cost", memo=True),
        Row("hra_recharge", memo=True),
        Row("hra_subsidy_refused", memo=True, optional=True),
        Row("hra_balance", memo=True),
        Row("hra_below_minimum", memo=True, optional=True),
    ),
    needs="hra_balance",
)
BORROWING_AND_OTHER_ACCOUNTS = (
    CAPITAL_SPENDING, CAPITAL_FINANCING, PROVISION, SCHEME_CHARGES, SCHOOLS_GRANT, HOUSING,
)  # fmt: skip
"""What stands behind capital financing, and the accounts that the law keeps apart."""
