"""What became of approved savings, period by period, and what of it returns to the base.

A saving that a one-off underspend covered was not delivered: it has to be found again next
year. So what the base year counted on and did not get can be put back into the first year's
budget, row by row and only where a row says so.
"""

from __future__ import annotations

from mtfp.algebra.expressions import (
    MONTHS_IN_YEAR,
    Axis,
    Input,
    before,
    given,
    highest_by,
    line,
    spread,
    total,
    total_by,
    where,
)
from mtfp.model.calendar import months_elapsed
from mtfp.model.owners import owner
from mtfp.model.savings_register import SAVING, saving_counts, saving_recurrence
from mtfp.terms import CHOICE, GBP, MONTHS, NUMBER

DELIVERY = Axis("delivery", "delivery record", "delivery", groups=(SAVING,))

delivery_period = given(
    "End of the period", MONTHS, per=DELIVERY, dated=True,
    sentence="The month in which the period ends that the row reports on.",
)  # fmt: skip


def became(what: str, sentence: str) -> Input:
    """An amount of the saving in the period, never less than nought."""
    return given(what, GBP, per=DELIVERY, if_absent=0, least=0, sentence=sentence)


delivery_delivered = became(
    "Delivered", "What has come off the budget for good; never what a one-off covered."
)
delivery_on_track = became("On track", "What is still to come and expected in full.")
delivery_at_risk = became("At risk", "What may not come.")
delivery_unachievable = became("Unachievable", "What will not come.")
delivery_withdrawn = became("Withdrawn", "What members have taken out of the plan.")
delivery_approved = given(
    "Approved", GBP, per=DELIVERY, least=0,
    made_of=(
        delivery_delivered, delivery_on_track, delivery_at_risk, delivery_unachievable,
        delivery_withdrawn,
    ),
    sentence="What members approved for the year: delivered, on track, at risk, unachievable and "
    "withdrawn together, to the penny.",
)  # fmt: skip
delivery_one_off_cover = became(
    "Covered by a one-off",
    "What an underspend of the year stood in for; it is not delivered, and returns next year.",
)
delivery_in_year_pressure = became(
    "Pressure of the year on the same budget",
    "What went wrong beside it on the budget that it should have lowered.",
)
delivery_corrects_base = given(
    "Corrects the base", CHOICE, per=DELIVERY, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes if what was not achieved is to be put back into the first year's budget: only "
    "the base year's latest period of each saving counts.",
)  # fmt: skip
delivery_owner = owner(DELIVERY)

delivery_unachieved = line(
    "Not achieved, with the year's pressures", GBP,
    delivery_approved - delivery_delivered + delivery_in_year_pressure, per=DELIVERY,
    sentence="What was approved and not delivered, whatever covered it, and what went wrong "
    "beside it.",
)  # fmt: skip
delivery_overspent = line(
    "Overspent in the year for want of it", GBP, delivery_unachieved - delivery_one_off_cover,
    per=DELIVERY,
    sentence="What was not achieved, less what a one-off covered in the year itself.",
)  # fmt: skip
delivery_unaccounted = line(
    "Approved and not accounted for", GBP,
    delivery_approved
    - delivery_delivered
    - delivery_on_track
    - delivery_at_risk
    - delivery_unachievable
    - delivery_withdrawn,
    per=DELIVERY,
    sentence="What was approved, less all that became of it: always nothing.",
)  # fmt: skip
delivery_in_base = line(
    "Period of the base year (1 if so)", NUMBER,
    where(
        delivery_period < 0, where(delivery_period + MONTHS_IN_YEAR >= 0, 1, 0), 0
    ),
    per=DELIVERY,
    sentence="Whether the period ends in the year before the plan.",
)  # fmt: skip
delivery_month = line(
    "Month of the base year", MONTHS,
    where(delivery_in_base > 0, delivery_period + MONTHS_IN_YEAR, 0), per=DELIVERY,
    sentence="Months from the start of the base year to that in which the period ends.",
)  # fmt: skip
saving_latest_month = line(
    "Latest month reported on", MONTHS, highest_by(delivery_month, SAVING), per=SAVING,
    sentence="The last month of the base year of which the saving has a record.",
)  # fmt: skip
delivery_latest_month = line(
    "Latest month of the same saving", MONTHS, spread(saving_latest_month, DELIVERY),
    per=DELIVERY,
    sentence="The last month of the base year of which its saving has a record.",
)  # fmt: skip
delivery_returns = line(
    "Returns to the base", GBP,
    where(
        delivery_corrects_base.chosen("yes"),
        where(
            delivery_in_base > 0,
            where(delivery_month >= delivery_latest_month, delivery_unachieved, 0),
            0,
        ),
        0,
    ),
    per=DELIVERY,
    sentence="What was not achieved, if the row corrects the base and is the latest of its saving.",
)  # fmt: skip
saving_returns = line(
    "Not achieved in the base year, returning", GBP, total_by(delivery_returns, SAVING),
    per=SAVING,
    sentence="All that the saving's latest records put back.",
)  # fmt: skip
saving_base_correction = line(
    "Correction of the base", GBP,
    where(saving_recurrence.chosen("recurring"), saving_counts * saving_returns, 0), per=SAVING,
    sentence="What a recurring saving of the base year did not achieve. One that is switched off "
    "is put back whole already, and one that was not recurring is not in the base.",
)  # fmt: skip
base_correction = line(
    "Savings of earlier years not achieved", GBP,
    where(before(months_elapsed) < MONTHS_IN_YEAR, total(saving_base_correction), 0),
    sentence="What the base year counted on and did not get: it joins the budget in the first "
    "year, and stays.",
)  # fmt: skip
