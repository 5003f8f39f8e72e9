"""What approved savings still need on their way to full effect: the only gap reserves bridge.

A scheme counts from the year in which it starts, and what it lacks of its full effect is its
bridge. One that slips has no bridge that members agreed to: it waits for their decision, and
once more than a year has passed since the approved start, reserves that stand in for it sustain
services. If they approve the new start, it bridges from then.
"""

from mtfp.algebra.expressions import MONTHS_IN_YEAR, given, highest, line, total, where
from mtfp.model.calendar import months_elapsed
from mtfp.model.enablers import saving_late_start, saving_months_late
from mtfp.model.ratings import saving_share_expected
from mtfp.model.savings import (
    if_recurring,
    months_in_effect,
    saving_late_level,
    saving_typed_level,
)
from mtfp.model.savings_register import (
    SAVING,
    saving_counts,
    saving_full_year_effect,
    saving_start,
)
from mtfp.terms import CHOICE, GBP

saving_reapproved = given(
    "New start approved", CHOICE, per=SAVING, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes once members have approved the later start of a scheme that slips.",
)  # fmt: skip

expected_share = saving_counts * saving_share_expected
saving_lead_in = line(
    "Saving still to come in full", GBP,
    where(
        months_elapsed > saving_start,
        if_recurring(
            highest(0, expected_share * saving_full_year_effect)
            * (MONTHS_IN_YEAR - months_in_effect(saving_late_start))
            / MONTHS_IN_YEAR
        ),
        0,
    ),
    per=SAVING,
    sentence="What the year lacks of the expected full-year effect, from the year in which the "
    "scheme was approved to start.",
)  # fmt: skip
saving_held_up = line(
    "Saving typed in, held up", GBP,
    if_recurring(expected_share * (saving_typed_level - saving_late_level)), per=SAVING,
    sentence="What slippage takes from the year's typed amount.",
)  # fmt: skip
saving_bridge = line(
    "Bridge", GBP,
    where(
        saving_months_late > 0,
        where(
            saving_reapproved.chosen("yes"),
            where(months_elapsed > saving_late_start, saving_lead_in, 0) + saving_held_up,
            0,
        ),
        saving_lead_in,
    ),
    per=SAVING,
    sentence="What reserves may bridge for the scheme in the year: what it lacks of full effect, "
    "from the year of its approved start.",
)  # fmt: skip
saving_bridge_undecided = line(
    "Bridge that waits for a decision", GBP,
    where(
        saving_months_late > 0,
        where(
            saving_reapproved.chosen("yes"),
            0,
            where(months_elapsed - saving_start <= MONTHS_IN_YEAR, saving_lead_in, 0)
            + saving_held_up,
        ),
        0,
    ),
    per=SAVING,
    sentence="What a scheme lacks that slips and is not approved anew, until more than a year has "
    "passed since its approved start.",
)  # fmt: skip
bridging_need = line(
    "Bridging need", GBP, total(saving_bridge),
    sentence="What approved savings lack of their full effect in the year.",
)  # fmt: skip
undecided_need = line(
    "Bridging that waits for a decision", GBP, total(saving_bridge_undecided),
    sentence="What schemes that slip lack, as long as members have not decided anew.",
)  # fmt: skip
