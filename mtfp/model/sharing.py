"""How each method shares the recurring gap between services (rules 7.4 to 7.6).

Every method closes the same amount or says by how much it cannot; none breaches a floor to get
there.
"""

from mtfp.algebra.allocation import fill_in_order, fill_in_reverse, share_out
from mtfp.algebra.expressions import (
    before,
    equal,
    highest,
    highest_of,
    line,
    rank,
    snapped,
    total,
    where,
)
from mtfp.model.closing import close_gap, close_gap_share, gradient, service_order
from mtfp.model.floors import floor_in_use, open_budget
from mtfp.model.minimums import service_class
from mtfp.model.priorities import highest_score, priority_score
from mtfp.model.services import SERVICE
from mtfp.model.structural import structural_gap
from mtfp.terms import GBP, NUMBER, PERCENT

gap_to_close = line(
    "Recurring gap to close", GBP,
    where(
        close_gap.chosen("nothing"),
        0,
        close_gap_share * highest(0, structural_gap - before("targets_so_far")),
    ),
    sentence="What recurring spending still exceeds recurring funding by, once approved savings "
    "have their full effect and earlier targets are met.",
)  # fmt: skip
to_share = line(
    "For the method to share", GBP,
    where(close_gap.chosen("as_decided"), 0, gap_to_close),
    sentence="What the method has to find.",
)  # fmt: skip
over_the_floor = line(
    "Budget above the floor", GBP, open_budget - floor_in_use, per=SERVICE,
    sentence="What the service has open beyond its floor.",
)  # fmt: skip
room_above_floor = line(
    "Room above the floor", GBP, where(snapped(over_the_floor) > 0, over_the_floor, 0),
    per=SERVICE,
    sentence="The most that the method may take; the dust of floats is no room.",
)  # fmt: skip
floors_short = line(
    "Floors beyond the money there is", GBP,
    highest(0, to_share - total(room_above_floor)),
    sentence="How far what must be found exceeds the room above all floors: with anything here, "
    "no sharing keeps every floor.",
)  # fmt: skip

distance_from_top = line(
    "Distance from the highest score", PERCENT,
    (highest_score - priority_score) / highest_score, per=SERVICE,
    sentence="Nothing for the highest score, all for a score of nought.",
)  # fmt: skip
score_factor = line(
    "Factor of the score", NUMBER,
    where(distance_from_top > 0, distance_from_top**gradient, where(equal(gradient, 0), 1, 0)),
    per=SERVICE,
    sentence="The distance to the power of the gradient.",
)  # fmt: skip
share_weight = line(
    "Weight in sharing", GBP,
    where(close_gap.chosen("score_weighted"), open_budget * score_factor, open_budget), per=SERVICE,
    sentence="Its budget, and for score-weighted targets by how low its score is.",
)  # fmt: skip
staged_amount = line(
    "To find in order of priority", GBP,
    where(
        close_gap.chosen("priority_first"),
        to_share,
        where(close_gap.chosen("classes"), to_share, 0),
    ),
    sentence="The amount, if the method goes by the order of priority.",
)  # fmt: skip
shared_amount = line(
    "To share by weight", GBP, to_share - staged_amount,
    sentence="The amount, if the method shares by weight.",
)  # fmt: skip
shared_cut = share_out(
    "Shared by weight", shared_amount, room_above_floor, share_weight, GBP, SERVICE
)
left_to_share = line(
    "Left after sharing by weight", GBP,
    where(
        close_gap.chosen("score_weighted"),
        highest(0, shared_amount - shared_cut["_all_room"]),
        0,
    ),
    sentence="What score-weighted targets could not place because only top scores have room.",
)  # fmt: skip
room_left = line(
    "Room left after sharing by weight", GBP,
    where(
        shared_amount > shared_cut["_all_room"], room_above_floor - shared_cut.main, 0
    ),
    per=SERVICE,
    sentence="What the service could still give, if anything is left to share.",
)  # fmt: skip
second_cut = share_out(
    "Second pass, the same percentage of all with room",
    left_to_share,
    room_left,
    open_budget,
    GBP,
    SERVICE,
)

class_step = line(
    "Points between one class and the next", NUMBER, 1 + highest_of(priority_score),
    sentence="More than any service scores, so that no score outdoes a class.",
)  # fmt: skip
class_points = line(
    "Points of its class", NUMBER,
    where(
        service_class.chosen("stop"),
        0,
        where(
            service_class.chosen("reduce"),
            class_step,
            where(
                service_class.chosen("efficient"),
                class_step + class_step,
                class_step + class_step + class_step,
            ),
        ),
    ),
    per=SERVICE,
    sentence="More than any score for each class that is dearer to members than stop.",
)  # fmt: skip
priority_value = line(
    "Priority", NUMBER,
    snapped(where(close_gap.chosen("classes"), class_points + priority_score, priority_score)),
    per=SERVICE,
    sentence="Its score; by classes, its class first and then its score.",
)  # fmt: skip
priority_rank = line(
    "Place in order of priority", NUMBER, rank(priority_value, service_order), per=SERVICE,
    sentence="1 is the highest priority.",
)  # fmt: skip
resources = line(
    "Resources to allocate", GBP, highest(0, total(open_budget) - staged_amount),
    sentence="The budgets open to targets, less what must be found.",
)  # fmt: skip
funded_first = line(
    "Stage 1: funded by priority", GBP, fill_in_order(resources, open_budget, priority_rank),
    per=SERVICE,
    sentence="Priorities are funded in full, in order, whatever the law says, until money runs "
    "out.",
)  # fmt: skip
duty_unmet = line(
    "Stage 2: floor not met", GBP, highest(0, floor_in_use - funded_first), per=SERVICE,
    sentence="How far that leaves the service short of its floor.",
)  # fmt: skip
backfilled = line(
    "Stage 3: with floors put back", GBP, funded_first + duty_unmet, per=SERVICE,
    sentence="The least that the law allows is put back.",
)  # fmt: skip
to_take_back = line(
    "To take from the lowest priorities", GBP,
    highest(0, total(backfilled) - resources),
    sentence="What putting floors back costs beyond the money there is.",
)  # fmt: skip
above_floor = line(
    "Above the floor after stage 3", GBP, backfilled - floor_in_use, per=SERVICE,
    sentence="What could still be taken from it.",
)  # fmt: skip
taken_back = line(
    "Stage 4: taken from the lowest priorities", GBP,
    fill_in_reverse(to_take_back, above_floor, priority_rank), per=SERVICE,
    sentence="The lowest priorities pay first, and none goes below its floor.",
)  # fmt: skip
ordered_cut = line(
    "Target in order of priority", GBP, open_budget - backfilled + taken_back, per=SERVICE,
    sentence="The budget less what the stages leave it.",
)  # fmt: skip

method_cut = line(
    "Target by the method", GBP, ordered_cut + shared_cut.main + second_cut.main, per=SERVICE,
    sentence="What the method asks of the service, full-year effect.",
)  # fmt: skip
