"""What changes part-way through a year: some of it is paid then, and the rest the next year.

Levels are carried at what a full year costs, and what a year pays is worked from two of
them. So each change arrives once and in full, and later rises compound on all of it.
"""

from mtfp.algebra.expressions import Expression


def paid_in_year(full: Expression, last_full: Expression, late: Expression) -> Expression:
    """What a year pays whose change came late: the share `late` of it falls in the next year."""
    return full - (full - last_full) * late


def full_year_behind(paid: Expression, growth: Expression, at_once: Expression) -> Expression:
    """What a full year costs at the end of a year that paid `at_once`, a share, of its growth."""
    return paid * (1 + growth) / (1 + growth * at_once)
