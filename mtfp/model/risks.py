"""Risks: what could go wrong, what it would cost, how likely it is, and who answers for it.

Likelihood times cost is what a risk costs on average over many years. In the year in which it
happens it costs all of it, so the sum of such averages does not cover a bad year.
"""

from mtfp.algebra.expressions import Axis, given, line, total
from mtfp.model.owners import owner
from mtfp.terms import CHOICE, GBP, PERCENT

RISK = Axis("risk", "risk", "risks")

risk_exposure = given(
    "Exposure", GBP, per=RISK, least=0,
    sentence="What it would cost the general fund if it happened.",
)  # fmt: skip
risk_likelihood = given(
    "Likelihood", PERCENT, per=RISK, least=0, most=1,
    sentence="How likely it is to happen.",
)  # fmt: skip
risk_prices = given(
    "What the risk is of", CHOICE, per=RISK, if_absent=0, choices={"other": 0, "delivery": 1},
    sentence="delivery: savings that do not arrive, which expected savings and a contingency may "
    "have counted already; other: anything else.",
)  # fmt: skip
risk_owner = owner(RISK)

risk_expected_loss = line(
    "Expected loss", GBP, risk_exposure * risk_likelihood, per=RISK,
    opening=risk_exposure * risk_likelihood,
    sentence="The exposure times its likelihood: an average over many years, and no cover for a "
    "bad one.",
)  # fmt: skip
risks_exposed = line(
    "Exposure of all risks", GBP, total(risk_exposure), opening=total(risk_exposure),
    sentence="What it would cost if everything in the register happened at once.",
)  # fmt: skip
minimum_by_risk = line(
    "Minimum by the risks", GBP, total(risk_expected_loss), opening=total(risk_expected_loss),
    sentence="The expected losses added up. An expected loss is not cover for a bad year: one "
    "large risk that happens may take more than all of it.",
)  # fmt: skip
