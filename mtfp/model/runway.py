"""Runway: how long reserves would last, and in which year they no longer meet the call.

The average hides a call that grows, so the year is what counts and the ratio stands beside it.
"""

from mtfp.algebra.expressions import (
    MONTHS_IN_YEAR,
    before,
    highest,
    line,
    to_the_penny,
    total,
    where,
)
from mtfp.model.calendar import months_elapsed
from mtfp.model.minimum import reserve_floor
from mtfp.model.named_draws import named_draws, reserve_named_draw
from mtfp.model.reserve_register import RESERVE, reserve_contribution, reserve_may_close_gap
from mtfp.model.reserves import call_on_reserves, minimum_reserves, usable_reserves
from mtfp.model.transfers import reserve_transferred
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
asked_so_far = line(
    "Asked of reserves since the plan began", GBP, before("asked_so_far") + call_on_reserves,
    opening=0,
    sentence="The calls of all years so far.",
)  # fmt: skip
average_call = line(
    "Average call on reserves", GBP, asked_so_far * MONTHS_IN_YEAR / months_elapsed,
    sentence="What has been asked of reserves in an average year of the plan so far.",
)  # fmt: skip
runway_years = line(
    "Years that reserves would last at the average call", NUMBER,
    where(average_call > 0, highest(0, available_at_start) / average_call, 0),
    sentence="What could be drawn when the plan starts, over the average call so far. A call that "
    "grows runs out sooner than this says.",
)  # fmt: skip
reserve_available = line(
    "Available above the minimum", GBP,
    where(
        reserve_may_close_gap.chosen("yes"),
        highest(
            0,
            before("reserve_balance")
            + reserve_contribution
            + reserve_transferred
            - reserve_named_draw
            - reserve_floor,
        ),
        0,
    ),
    per=RESERVE,
    sentence="What the reserve could pay towards a general gap after named draws, with its minimum "
    "kept.",
)  # fmt: skip
available_in_year = line(
    "Available to meet the year's call", GBP, total(reserve_available) + named_draws,
    sentence="What usable reserves hold above their minimum, and what named draws take.",
)  # fmt: skip
reserves_run_out = line(
    "Reserves do not meet the call", NUMBER,
    where(to_the_penny(call_on_reserves - available_in_year) > 0, 1, 0),
    sentence="1 in a year whose call is more than reserves hold above their minimum, whatever the "
    "policy.",
)  # fmt: skip
