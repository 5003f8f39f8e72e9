"""Savings targets: how the recurring gap that is left is shared between services.

A target is not a saving. It lowers no gap but the last, and what a service may be asked for
stops at its floor. Every method closes the same amount or says by how much it cannot; none
breaches a floor to get there (rules 7.4 to 7.6, and the plan over years as section 9 of the
design has it).
"""

from mtfp.algebra.allocation import fill_in_order, fill_in_reverse, share_out
from mtfp.algebra.expressions import (
    MONTHS_IN_YEAR,
    before,
    equal,
    given,
    highest,
    highest_of,
    line,
    lowest,
    rank,
    snapped,
    to_the_penny,
    total,
    total_by,
    where,
)
from mtfp.model.absorbed import service_controllable
from mtfp.model.minimums import (
    efficient_share,
    minimum_in_use,
    service_class,
    service_exempt,
    service_statutory,
)
from mtfp.model.priorities import highest_score, priority_score
from mtfp.model.savings import saving_planned
from mtfp.model.services import SERVICE
from mtfp.model.structural import structural_gap
from mtfp.terms import CHOICE, GBP, MONTHS, NUMBER, PERCENT

close_gap = given(
    "How the remaining gap is shared between services", CHOICE, if_absent=0,
    choices={
        "nothing": 0, "equal_percentage": 1, "score_weighted": 2, "priority_first": 3,
        "status_quo": 4, "classes": 5, "as_decided": 6,
    },
    decision="close_gap.method",
    sentence="nothing: no targets; equal_percentage: the same share of each budget; "
    "score_weighted: more from low scores; priority_first: priorities are funded in full until "
    "money runs out, then statutory minimums are put back and paid for from the lowest; "
    "status_quo: services with a statutory duty are left as they are; classes: as members "
    "classed them; as_decided: only what is typed as decided.",
)  # fmt: skip
close_gap_share = given(
    "Share of the remaining gap to close", PERCENT, yearly=True, if_absent=1, least=0, most=1,
    decision="close_gap.share",
    sentence="100% unless the plan closes it in steps.",
)  # fmt: skip
lead_in_months = given(
    "Lead-in of a target", MONTHS, if_absent=0, least=0, most=12,
    decision="close_gap.lead_in",
    sentence="How many months of its first year pass before a target brings anything.",
)  # fmt: skip
gradient = given(
    "Gradient of score-weighted targets", NUMBER, if_absent=1, least=0,
    decision="close_gap.gradient",
    sentence="0 is the same percentage for all; the larger, the more falls on low scores.",
)  # fmt: skip
service_order = given(
    "Order among equals", NUMBER, per=SERVICE, if_absent=0, least=1, unique=True,
    in_order_of_id=True,
    sentence="Which comes first of services with the same score: the lower; in the order of "
    "their ids unless the plan says otherwise.",
)  # fmt: skip
service_pinned = given(
    "Decided after challenge", CHOICE, per=SERVICE, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes if what members decided stands in place of what the method gives.",
)  # fmt: skip
service_decided_cut = given(
    "Target decided", GBP, per=SERVICE, yearly=True, if_absent=0, least=0,
    sentence="What the service is to find anew in the year, full-year effect, where it is "
    "decided after challenge.",
)  # fmt: skip
resolve_after_pinning = given(
    "Solve again after decisions", CHOICE, if_absent=0, choices={"no": 0, "yes": 1},
    decision="close_gap.solve_again",
    sentence="no: what decisions leave open stays open; yes: the method shares it between the "
    "other services.",
)  # fmt: skip

service_savings = line(
    "Recurring savings of the service, as approved", GBP,
    total_by(saving_planned["_since_base"], SERVICE), per=SERVICE,
    sentence="What approved savings have taken off its budget since the base year.",
)  # fmt: skip
controllable = line(
    "Budget that the service controls, as far as it is said", GBP, service_controllable,
    per=SERVICE, leaves_out_unknown=True,
    sentence="Of a service for which nothing is said it is nothing, and the service has no part in "
    "targets.",
)  # fmt: skip
service_left = line(
    "Budget that savings and earlier targets leave", GBP,
    controllable - service_savings - before("target_so_far"), per=SERVICE,
    sentence="What it controls, less approved savings and the targets of earlier years; brackets "
    "are more taken than there was.",
)  # fmt: skip
open_budget = line(
    "Budget open to targets", GBP, where(to_the_penny(service_left) > 0, service_left, 0),
    per=SERVICE,
    sentence="What is left of the budget it controls, if that is a penny or more.",
)  # fmt: skip
statutory_floor = line(
    "Floor by law", GBP,
    where(service_exempt.chosen("yes"), open_budget, lowest(open_budget, minimum_in_use)),
    per=SERVICE,
    sentence="The statutory minimum, or all of it if the service is exempt or has no more.",
)  # fmt: skip
class_floor = line(
    "Floor by class", GBP,
    where(
        service_class.chosen("protect"),
        open_budget,
        where(
            service_class.chosen("not_decided"),
            open_budget,
            where(
                service_class.chosen("efficient"),
                highest(
                    statutory_floor,
                    lowest(open_budget, controllable * (1 - efficient_share)),
                ),
                statutory_floor,
            ),
        ),
    ),
    per=SERVICE,
    sentence="What members' class leaves it: all of it if protected or not yet decided.",
)  # fmt: skip
floor_in_use = line(
    "Floor", GBP,
    where(
        close_gap.chosen("classes"),
        class_floor,
        where(
            close_gap.chosen("status_quo"),
            where(service_statutory.chosen("yes"), open_budget, statutory_floor),
            statutory_floor,
        ),
    ),
    per=SERVICE,
    sentence="The least that the method may leave the service.",
)  # fmt: skip
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
decided_first = line(
    "Decided and taken first", GBP,
    where(resolve_after_pinning.chosen("yes"), total(decided_cut), 0),
    sentence="What decisions bring before the method shares the rest, if it is to solve again.",
)  # fmt: skip
to_share = line(
    "For the method to share", GBP,
    where(close_gap.chosen("as_decided"), 0, highest(0, gap_to_close - decided_first)),
    sentence="What the method has to find.",
)  # fmt: skip
in_method = line(
    "Budget before the method", GBP,
    where(
        resolve_after_pinning.chosen("yes"),
        where(service_pinned.chosen("yes"), 0, open_budget),
        open_budget,
    ),
    per=SERVICE,
    sentence="The budget that the method may look at: nothing of a service decided already, if "
    "it is to solve again.",
)  # fmt: skip
method_floor = line(
    "Floor before the method", GBP, lowest(in_method, floor_in_use), per=SERVICE,
    sentence="The least that the method leaves of what it looks at.",
)  # fmt: skip
room_above_floor = line(
    "Room above the floor", GBP, in_method - method_floor, per=SERVICE,
    sentence="The most that the method may take.",
)  # fmt: skip
floors_short = line(
    "Floors beyond the money there is", GBP,
    highest(0, total(method_floor) - (total(in_method) - to_share)),
    sentence="How far the floors in all exceed what is left once the gap is met: with anything "
    "here, no sharing keeps every floor.",
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
    where(close_gap.chosen("score_weighted"), in_method * score_factor, in_method), per=SERVICE,
    sentence="Its budget, and for score-weighted targets by how low its score is.",
)  # fmt: skip
shared_amount = line(
    "To share by weight", GBP,
    where(
        close_gap.chosen("priority_first"), 0, where(close_gap.chosen("classes"), 0, to_share)
    ),
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
    in_method,
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
    "Resources to allocate", GBP, highest(0, total(in_method) - to_share),
    sentence="The budgets open to targets, less what must be found.",
)  # fmt: skip
funded_first = line(
    "Stage 1: funded by priority", GBP, fill_in_order(resources, in_method, priority_rank),
    per=SERVICE,
    sentence="Priorities are funded in full, in order, whatever the law says, until money runs "
    "out.",
)  # fmt: skip
duty_unmet = line(
    "Stage 2: floor not met", GBP, highest(0, method_floor - funded_first), per=SERVICE,
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
    "Above the floor after stage 3", GBP, backfilled - method_floor, per=SERVICE,
    sentence="What could still be taken from it.",
)  # fmt: skip
taken_back = line(
    "Stage 4: taken from the lowest priorities", GBP,
    fill_in_reverse(to_take_back, above_floor, priority_rank), per=SERVICE,
    sentence="The lowest priorities pay first, and none goes below its floor.",
)  # fmt: skip
ordered_cut = line(
    "Target in order of priority", GBP, in_method - backfilled + taken_back, per=SERVICE,
    sentence="The budget less what the stages leave it.",
)  # fmt: skip

method_cut = line(
    "Target by the method", GBP,
    where(
        close_gap.chosen("priority_first"),
        ordered_cut,
        where(close_gap.chosen("classes"), ordered_cut, shared_cut.main + second_cut.main),
    ),
    per=SERVICE,
    sentence="What the method asks of the service, full-year effect.",
)  # fmt: skip
target = line(
    "Savings target of the service, new this year", GBP,
    where(service_pinned.chosen("yes"), decided_cut, method_cut), per=SERVICE,
    sentence="What is asked of it anew: as decided after challenge, otherwise by the method.",
)  # fmt: skip
target_so_far = line(
    "Savings targets of the service so far", GBP, before("target_so_far") + target, per=SERVICE,
    opening=0,
    sentence="Last year's targets and this year's, full-year effect.",
)  # fmt: skip
moved_by_decision = line(
    "Moved by decision", GBP, target - method_cut, per=SERVICE,
    sentence="How far what was decided stands from what the method gave; brackets are less.",
)  # fmt: skip
below_floor = line(
    "Below its floor by decision", GBP,
    highest(0, statutory_floor - (open_budget - target)), per=SERVICE,
    sentence="How far a decision takes the service below the least that the law allows.",
)  # fmt: skip
target_cash = line(
    "Brought by targets in the year", GBP,
    before(target_so_far) + target * (MONTHS_IN_YEAR - lead_in_months) / MONTHS_IN_YEAR,
    per=SERVICE,
    sentence="Earlier targets in full, and new ones for the months after their lead-in.",
)  # fmt: skip
targets_new = line(
    "New savings targets of services", GBP, total(target),
    sentence="All that services are asked for anew, full-year effect.",
)  # fmt: skip
targets_so_far = line(
    "Savings targets of services so far", GBP, total(target_so_far), opening=0,
    sentence="All targets given to services since the base year, full-year effect.",
)  # fmt: skip
targets_cash = line(
    "Brought by targets of services in the year", GBP, total(target_cash),
    sentence="What targets are meant to bring in the year; the rest of a new one comes next year.",
)  # fmt: skip
gap_not_shared = line(
    "Recurring gap that no target meets", GBP, gap_to_close - targets_new,
    sentence="What is left because floors, exemptions or decisions leave nothing to take it "
    "from; brackets are more than was needed.",
)  # fmt: skip
budget_after_target = line(
    "Budget after its target", GBP, open_budget - target, per=SERVICE,
    sentence="What is left to the service of what it controls.",
)  # fmt: skip
floors_in_all = line(
    "Floors in all", GBP, total(statutory_floor),
    sentence="The least that the law allows, over all services.",
)  # fmt: skip
