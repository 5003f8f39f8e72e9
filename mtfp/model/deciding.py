"""What members decide after challenge, and what the method makes of the rest if it solves again.

The method's own answer is kept apart, so that the distance between it and the decision shows
(rules 7.8). Solving again takes the lowest priorities first, which is all that priority first
comes to (the theorem of 7.6), or shares by the same weights.
"""

from mtfp.algebra.allocation import fill_in_reverse, share_out
from mtfp.algebra.expressions import highest, line, lowest, total, where
from mtfp.model.closing import (
    close_gap,
    resolve_after_pinning,
    service_decided_cut,
    service_pinned,
)
from mtfp.model.floors import open_budget
from mtfp.model.services import SERVICE
from mtfp.model.sharing import gap_to_close, priority_rank, room_above_floor, share_weight
from mtfp.terms import GBP

decided_cut = line(
    "Target decided, within its budget", GBP,
    where(
        close_gap.chosen("nothing"),
        0,
        where(service_pinned.chosen("yes"), lowest(open_budget, service_decided_cut), 0),
    ),
    per=SERVICE,
    sentence="What was decided after challenge, and no more than there is; nothing in a plan "
    "without targets.",
)  # fmt: skip
left_by_decisions = line(
    "To share again", GBP,
    where(
        close_gap.chosen("as_decided"),
        0,
        where(
            resolve_after_pinning.chosen("yes"),
            highest(0, gap_to_close - total(decided_cut)),
            0,
        ),
    ),
    sentence="What decisions leave of the gap, if the method is to share that between the other "
    "services.",
)  # fmt: skip
room_again = line(
    "Room of services not decided", GBP,
    where(service_pinned.chosen("yes"), 0, room_above_floor), per=SERVICE,
    sentence="The most that the method may take when it solves again: nothing of a service that "
    "is decided.",
)  # fmt: skip
again_in_order = line(
    "To share again in order of priority", GBP,
    where(
        close_gap.chosen("priority_first"),
        left_by_decisions,
        where(close_gap.chosen("classes"), left_by_decisions, 0),
    ),
    sentence="The amount, if the method goes by the order of priority.",
)  # fmt: skip
ordered_again = line(
    "Target in order of priority, solved again", GBP,
    fill_in_reverse(again_in_order, room_again, priority_rank), per=SERVICE,
    sentence="The lowest priorities pay first, and none goes below its floor.",
)  # fmt: skip
again_by_weight = line(
    "To share again by weight", GBP, left_by_decisions - again_in_order,
    sentence="The amount, if the method shares by weight.",
)  # fmt: skip
shared_again = share_out(
    "Shared again by weight", again_by_weight, room_again, share_weight, GBP, SERVICE
)
again_left = line(
    "Left after sharing again by weight", GBP,
    highest(0, again_by_weight - shared_again["_all_room"]),
    sentence="What is left because only top scores have room.",
)  # fmt: skip
again_room_left = line(
    "Room left after sharing again", GBP,
    where(again_left > 0, room_again - shared_again.main, 0), per=SERVICE,
    sentence="What the service could still give, if anything is left to share.",
)  # fmt: skip
second_again = share_out(
    "Second pass again, the same percentage of all with room",
    again_left,
    again_room_left,
    open_budget,
    GBP,
    SERVICE,
)
cut_again = line(
    "Target by the method, solved again", GBP,
    ordered_again + shared_again.main + second_again.main, per=SERVICE,
    sentence="What the method asks of it once decisions stand, full-year effect.",
)  # fmt: skip
