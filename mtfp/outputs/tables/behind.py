"""Every table that stands behind the summary, in the order that faces show them."""

from mtfp.outputs.tables.bridge import BRIDGE, BRIDGE_IN_ROWS
from mtfp.outputs.tables.capital import BORROWING_AND_OTHER_ACCOUNTS
from mtfp.outputs.tables.council_tax import COUNCIL_TAX, OF_COUNCIL_TAX
from mtfp.outputs.tables.grants_and_rates import OF_GRANTS_AND_RATES, STREAMS
from mtfp.outputs.tables.investing import OF_INVESTING
from mtfp.outputs.tables.reserves import BALANCES, DRAWS, OF_RESERVES
from mtfp.outputs.tables.savings import (
    APPROVED_SAVINGS,
    COVERAGE,
    EXPECTED_SAVINGS,
)
from mtfp.outputs.tables.targets import SHAVE, TARGETS

BEHIND_THE_SUMMARY = (
    BRIDGE, BRIDGE_IN_ROWS, *BORROWING_AND_OTHER_ACCOUNTS, APPROVED_SAVINGS,
    EXPECTED_SAVINGS, COVERAGE, TARGETS, SHAVE, COUNCIL_TAX, *OF_COUNCIL_TAX, *OF_GRANTS_AND_RATES,
    STREAMS, BALANCES, DRAWS, *OF_RESERVES, *OF_INVESTING,
)  # fmt: skip
"""Every other table that a face shows, but for those that hold rows of these alone."""
