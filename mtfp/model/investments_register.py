"""The register of investments: what is paid at the start, and what it brings a year."""

from mtfp.algebra.details import Said, detail
from mtfp.algebra.expressions import Axis, given
from mtfp.model.capital import CAPITAL
from mtfp.model.owners import owner
from mtfp.model.savings_register import SAVING
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT

INVESTMENT = Axis("investment", "investment", "investments")

investment_outlay = given(
    "Outlay at the start", GBP, per=INVESTMENT, least=0,
    sentence="What is paid once, at the prices of the day on which it is paid.",
)  # fmt: skip
investment_benefit = given(
    "Benefit a year", GBP, per=INVESTMENT, if_absent=0,
    sentence="What it saves or earns in each full year of its life, at the prices of the outlay.",
)  # fmt: skip
investment_uncertain_benefit = given(
    "Uncertain benefit a year", GBP, per=INVESTMENT, if_absent=0, least=0,
    sentence="What it may bring a year besides, which nobody can promise; shown beside the value, "
    "and never in it.",
)  # fmt: skip
investment_community_benefit = detail(
    "Benefit to the community", per=INVESTMENT,
    sentence="What residents gain that is not the council's money, in words: it is shown beside "
    "the figures and scores neither nought nor anything else.",
)  # fmt: skip
investment_life = given(
    "Life in years", NUMBER, per=INVESTMENT, least=1,
    sentence="For how many whole years the benefit comes, the first a year after the outlay.",
)  # fmt: skip
investment_cost_optimism = given(
    "Optimism bias of the cost", PERCENT, per=INVESTMENT, if_absent=0, least=0,
    sentence="How much more such projects have come to cost than was first said.",
)  # fmt: skip
investment_benefit_optimism = given(
    "Optimism bias of the benefit", PERCENT, per=INVESTMENT, if_absent=0, least=0, most=1,
    sentence="How much less such projects have come to bring than was first said.",
)  # fmt: skip
investment_saving = detail(
    "Saving of the register that it makes", per=INVESTMENT, refers_to=SAVING,
    sentence="The row of savings that counts what it saves: the plan then takes its yearly saving "
    "from there.",
)  # fmt: skip
investment_scheme = detail(
    "Capital scheme that builds it", per=INVESTMENT, refers_to=CAPITAL,
    sentence="The row of schemes that borrows for it, if money is borrowed.",
)  # fmt: skip
investment_amount = given(
    "Saving of it typed by year", GBP, per=INVESTMENT, yearly=True, if_absent=0, least=0,
    sentence="What it saves in the year in cash, if no row of savings says so.",
)  # fmt: skip
investment_advance = given(
    "Advance from the revolving fund", GBP, per=INVESTMENT, yearly=True, if_absent=0, least=0,
    sentence="What the revolving fund is to lend it in the year.",
)  # fmt: skip
investment_repaid = given(
    "Repays the revolving fund", CHOICE, per=INVESTMENT, if_absent=1, choices={"no": 0, "yes": 1},
    sentence="yes if what it saves goes back to the fund until the advance is repaid.",
)  # fmt: skip
investment_owner = owner(INVESTMENT)

BACKED = Axis(
    "backed", "investment by its saving", "investments by their savings",
    groups=(INVESTMENT, SAVING), derived=Said(investment_saving),
)  # fmt: skip
BUILT = Axis(
    "built", "investment by its scheme", "investments by their schemes",
    groups=(INVESTMENT, CAPITAL), derived=Said(investment_scheme),
)  # fmt: skip
