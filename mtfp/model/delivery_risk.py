"""How often a plan prices the same risk: that savings do not arrive.

Expected savings, a contingency for them and a minimum worked from a risk of them each set money
aside for it. One of them is prudent; two set the same money aside twice.
"""

from mtfp.algebra.expressions import given, line, total, where
from mtfp.model.bridge import pressure_since_base
from mtfp.model.minimum import minimum_method
from mtfp.model.pressures import PRESSURE
from mtfp.model.risks import RISK, risk_expected_loss, risk_prices
from mtfp.terms import CHOICE, GBP

pressure_for_delivery = given(
    "Set aside for savings that do not arrive", CHOICE, per=PRESSURE, if_absent=0,
    choices={"no": 0, "yes": 1},
    sentence="yes for a contingency that is held in case savings fall short.",
)  # fmt: skip

delivery_contingency_rows = line(
    "Contingency for savings, row by row", GBP,
    where(pressure_for_delivery.chosen("yes"), pressure_since_base, 0), per=PRESSURE,
    sentence="What the row adds to the year's budget in case savings fall short.",
)  # fmt: skip
delivery_contingency = line(
    "Contingency for savings that do not arrive", GBP, total(delivery_contingency_rows),
    sentence="What the year's budget sets aside in case savings fall short.",
)  # fmt: skip
delivery_risk_rows = line(
    "Risk of savings, row by row", GBP,
    where(risk_prices.chosen("delivery"), risk_expected_loss, 0), per=RISK,
    sentence="The expected loss if the risk is that savings do not arrive.",
)  # fmt: skip
delivery_risk = line(
    "Risk of savings within the risks", GBP, total(delivery_risk_rows),
    sentence="The expected loss by savings that do not arrive.",
)  # fmt: skip
delivery_risk_in_minimum = line(
    "Risk of savings within the minimum", GBP,
    where(
        minimum_method.chosen("risk_assessment"),
        delivery_risk,
        where(minimum_method.chosen("greater_of"), delivery_risk, 0),
    ),
    sentence="The same, where the minimum of the general fund balance rests on the risks.",
)  # fmt: skip
