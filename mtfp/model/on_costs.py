"""What an employer pays on top of pay: National Insurance and the pension scheme.

National Insurance stays as the law has it until the law is changed. A pension fund is valued
every three years and sets rates for the three that follow: a cut is certain for three years
and an assumption from the fourth, which a plan should say in its basis or note.
"""

from mtfp.algebra.expressions import before, given, line
from mtfp.terms import GBP, GBP_PER_FTE, PERCENT

employer_ni_rate = given(
    "Employer's National Insurance rate", PERCENT, yearly=True, if_absent=0.15, least=0, most=1,
    sentence="The employer's rate on pay above the threshold: 15% by law since 6 April 2025, "
    "13.8% in the two years before it (National Insurance Contributions (Secondary Class 1 "
    "Contributions) Act 2025).",
)  # fmt: skip
employer_ni_threshold = given(
    "Employer's National Insurance threshold", GBP_PER_FTE, yearly=True, if_absent=5000, least=0,
    sentence="The pay of each person on which nothing is due: £5,000 a year by law "
    "since 6 April 2025, £9,100 in the three years before it (the same Act).",
)  # fmt: skip
employer_pension_rate = given(
    "Employer's pension rate", PERCENT, yearly=True, if_absent=0, least=0, most=1,
    sentence="The primary rate that the pension fund's actuary certifies, as a share of "
    "pensionable pay. It is certain for the three years from a valuation and assumed after "
    "them: say so in its note.",
)  # fmt: skip
pension_secondary = given(
    "Secondary pension contribution", GBP, yearly=True, if_absent=0,
    sentence="The sum that the actuary certifies beside the primary rate, to make good a "
    "deficit; in brackets where a surplus is given back.",
)  # fmt: skip
base_employer_ni_rate = given(
    "Employer's National Insurance rate in the base year", PERCENT, if_absent=0.15, least=0, most=1,
    sentence="The rate that the approved budget was made with; 13.8% for 2024/25.",
)  # fmt: skip
base_employer_ni_threshold = given(
    "Employer's National Insurance threshold in the base year", GBP_PER_FTE, if_absent=5000,
    least=0,
    sentence="The threshold that the approved budget was made with; £9,100 for 2024/25.",
)  # fmt: skip
base_employer_pension_rate = given(
    "Employer's pension rate in the base year", PERCENT, if_absent=0, least=0, most=1,
    sentence="The primary rate that the approved budget was made with.",
)  # fmt: skip
base_pension_secondary = given(
    "Secondary pension contribution in the base year", GBP, if_absent=0,
    sentence="The sum beside the primary rate that the approved budget holds.",
)  # fmt: skip

pension_secondary_paid = line(
    "Secondary pension contribution of the year", GBP, pension_secondary,
    opening=base_pension_secondary,
    sentence="What is paid beside the primary rate, whatever pay does.",
)  # fmt: skip
pension_secondary_growth = line(
    "Growth of the secondary pension contribution", GBP,
    pension_secondary_paid - before(pension_secondary_paid),
    sentence="How much more than last year it is; brackets are a fall.",
)  # fmt: skip
