"""By when a saving has to be decided, and begun, for its start to hold; the price of waiting.

Consultation, scrutiny and committee come one after another before the decision. Notice to
staff and procurement begin with the decision and run side by side. So the decision must stand
before the start by the longer of those two, and the papers must begin before the decision by
the sum of the other three.
"""

from __future__ import annotations

from mtfp.algebra.expressions import MONTHS_IN_YEAR, Input, given, highest, line, where
from mtfp.model.ratings import saving_share_expected
from mtfp.model.savings_register import (
    SAVING,
    saving_counts,
    saving_counts_if_agreed,
    saving_full_year_effect,
    saving_recurrence,
    saving_start,
)
from mtfp.terms import GBP_PER_MONTH, MONTHS, NUMBER

ASSUMED = "assumed, as councils differ: the model's own choice."


def stage(what: str, months: int, because: str) -> tuple[Input, Input]:
    """How long a stage takes in this council, and whether a saving has to go through it."""
    takes = given(
        f"Months that {what} takes", MONTHS, if_absent=months, least=0,
        sentence=f"{because}; {months} where nothing is said, {ASSUMED}",
    )  # fmt: skip
    needs = given(
        f"Needs {what}", NUMBER, per=SAVING, if_absent=0, choices={"no": 0, "yes": 1},
        sentence=f"yes if the saving has to go through {what} before it can start.",
    )  # fmt: skip
    return takes, needs


consultation_months, saving_needs_consultation = stage(
    "consultation", 3, "Twelve weeks with those it touches, and time to weigh what they say"
)
scrutiny_months, saving_needs_scrutiny = stage(
    "scrutiny", 1, "Time for a referral to the scrutiny committee and its answer"
)
committee_months, saving_needs_committee = stage(
    "committee", 1, "From the papers to the meeting that decides"
)
staff_notice_months, saving_needs_staff_notice = stage(
    "notice to staff", 3, "From the decision until posts can end"
)
procurement_months, saving_needs_procurement = stage(
    "procurement", 6, "From the decision until a new contract runs"
)

saving_to_decide = line(
    "On the decide-by calendar (1 if so)", NUMBER,
    where(
        saving_needs_consultation
        + saving_needs_scrutiny
        + saving_needs_committee
        + saving_needs_staff_notice
        + saving_needs_procurement
        > 0,
        saving_counts + saving_counts_if_agreed,
        saving_counts_if_agreed,
    ),
    per=SAVING,
    sentence="Whether it is approved and has a stage to go through, or is proposed.",
)  # fmt: skip
saving_before_decision = line(
    "Months needed before the decision", MONTHS,
    saving_needs_consultation * consultation_months
    + saving_needs_scrutiny * scrutiny_months
    + saving_needs_committee * committee_months,
    per=SAVING,
    sentence="Consultation, scrutiny and committee, one after another, where they are needed.",
)  # fmt: skip
saving_after_decision = line(
    "Months needed after the decision", MONTHS,
    highest(
        saving_needs_staff_notice * staff_notice_months,
        saving_needs_procurement * procurement_months,
    ),
    per=SAVING,
    sentence="Notice to staff or procurement, whichever is longer: they run side by side.",
)  # fmt: skip
saving_decide_by = line(
    "Decide by", MONTHS, saving_start - saving_after_decision, per=SAVING, dated=True,
    sentence="The month by whose first day the decision must stand for the start to hold; months "
    "from the start of the plan.",
)  # fmt: skip
saving_begin_by = line(
    "Begin by", MONTHS, saving_decide_by - saving_before_decision, per=SAVING, dated=True,
    sentence="The month by whose first day the way to the decision must begin.",
)  # fmt: skip
saving_month_price = line(
    "Price of one month's wait", GBP_PER_MONTH,
    where(
        saving_recurrence.chosen("one_off"),
        0,
        (saving_counts + saving_counts_if_agreed)
        * saving_share_expected
        * saving_full_year_effect
        / MONTHS_IN_YEAR,
    ),
    per=SAVING,
    sentence="A twelfth of the full-year effect, by the share that is expected to arrive; nothing "
    "for a one-off, which is no smaller for being later.",
)  # fmt: skip
