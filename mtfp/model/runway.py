"""Runway: how long reserves would last, and in which year they no longer meet the call.

The average hides a call that grows, so the year is what counts and the ratio stands beside it.
"""

from mtfp.algebra.expressions import (
    MONTHS_IN_YEAR,
    before,
    highest,
    line,
    to_the_penny,
    where,
)
from mtfp.model.calendar import months_elapsed
from mtfp.model.reserves import (
    call_on_reserves,
    minimum_reserves,
    permitted_draw,
    target_relied_on,
    usable_reserves,
)
from mtfp.terms import GBP, NUMBER

available_reserves = line(
    "Usable reserves above their minimum", GBP, usable_reserves - minimum_reserves,
    opening=usable_reserves - minimum_reserves,
    sentence="What could be drawn at the end of the year; brackets: usable reserves are below "
    "their minimum.",
)  # fmt: skip
available_at_start = line(
    "Usable reserves above their minimum when the plan starts", GBP, before("available_at_start"),
    opening=available_reserves,
    sentence="What could be drawn on the last day of the base year.",
)  # fmt: skip
call_after_targets = line(
    "Call on reserves, less targets that spare them", GBP, call_on_reserves - target_relied_on,
    sentence="What is asked of reserves in the year.",
)  # fmt: skip
asked_so_far = line(
    "Asked of reserves since the plan began", GBP,
    before("asked_so_far") + call_after_targets, opening=0,
    sentence="The calls of all years so far, less targets that spare reserves.",
)  # fmt: skip
drawn_so_far = line(
    "Drawn on reserves since the plan began", GBP, before("drawn_so_far") + permitted_draw,
    opening=0,
    sentence="All that has been taken from reserves.",
)  # fmt: skip
average_call = line(
    "Average call on reserves", GBP, asked_so_far * MONTHS_IN_YEAR / months_elapsed,
    sentence="What has been asked of reserves in an average year of the plan so far.",
)  # fmt: skip
runway_years = line(
    "Years that reserves would last at the average call (0: no call)", NUMBER,
    where(
        to_the_penny(average_call) > 0, highest(0, available_at_start) / average_call, 0
    ),
    sentence="What could be drawn when the plan starts, over the average call so far. A call that "
    "grows runs out sooner than this says.",
)  # fmt: skip
left_if_met = line(
    "Left if reserves met every call so far", GBP,
    available_reserves + drawn_so_far - asked_so_far, opening=available_reserves,
    sentence="Usable reserves above their minimum if what has been asked of them had been drawn, "
    "whatever the policy; brackets are more than there is.",
)  # fmt: skip
reserves_run_out = line(
    "Reserves do not meet the call", NUMBER,
    where(
        call_after_targets > 0,
        where(to_the_penny(left_if_met) < 0, 1, 0),
        0,
    ),
    sentence="1 in a year whose call, with those before it, is more than reserves hold above their "
    "minimum, whatever the policy.",
)  # fmt: skip
