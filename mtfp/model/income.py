"""Income: what higher fees and charges bring, when some who paid the old price pay no more.

A rise of 3% brings less than 3% where fewer buy: the elasticity says by how much volume
falls. What income grows by is taken off the budget.
"""

from mtfp.algebra.expressions import Axis, before, given, line, spread
from mtfp.model.indices import INDEX, index_uplift
from mtfp.model.owners import owner
from mtfp.model.services import SERVICE
from mtfp.terms import GBP, NUMBER

INCOME = Axis(
    "income", "source of income", "income", groups=(INDEX,), optional_groups=(SERVICE,)
)  # fmt: skip

income_base = given(
    "Income of the base year", GBP, per=INCOME, least=0,
    sentence="What the fees and charges bring in the base year; more than nought, though it "
    "lowers the budget.",
)  # fmt: skip
income_elasticity = given(
    "Elasticity", NUMBER, per=INCOME, if_absent=0, least=-5, most=0,
    sentence="How much volume moves when the price rises by a hundredth, in hundredths: -0.3 "
    "where a rise of 10% loses 3% of the volume. Without it nobody is taken to turn away.",
)  # fmt: skip
income_owner = owner(INCOME)

income_level = line(
    "Income after the price rise", GBP,
    before("income_level")
    * (1 + spread(index_uplift, INCOME))
    * (1 + income_elasticity * spread(index_uplift, INCOME)),
    per=INCOME, opening=income_base,
    sentence="Last year's income at the new price, with the volume that is left.",
)  # fmt: skip
income_rise = line(
    "Growth of income", GBP, income_level - before(income_level), per=INCOME,
    sentence="What the year brings more than the last, which lowers the budget.",
)  # fmt: skip
