"""What money means: how much there is of a service's own measure, and of posts, in the end.

A consequence that comes about says so by name. Where none does, a service is taken to fall in
step with what takes money from it, which every reader is told is no more than that; savings
that give the same for less take nothing from it.
"""

from mtfp.algebra.details import Said
from mtfp.algebra.expressions import (
    Axis,
    equal,
    given,
    highest,
    line,
    to_the_penny,
    total_by,
    where,
)
from mtfp.model.consequences import (
    consequence_keeps,
    consequence_left,
    consequence_moved,
    consequence_moves,
    consequence_posts_lost,
)
from mtfp.model.floors import controllable
from mtfp.model.minimums import efficient_share, service_class
from mtfp.model.salami import service_cuts
from mtfp.model.savings import saving_planned
from mtfp.model.savings_register import SAVING, saving_type
from mtfp.model.services import SERVICE
from mtfp.model.targets import target_so_far
from mtfp.terms import GBP, NUMBER, PERCENT

SPARING = Axis(
    "sparing", "saving that leaves its service as it is",
    "savings that leave their services as they are", groups=(SAVING,),
    derived=Said(
        saving_type,
        ("efficiency", "income", "transformation", "cost_avoidance", "technical"),
    ),
)  # fmt: skip

service_volume = given(
    "How much of it in the base year", NUMBER, per=SERVICE, if_absent=0, least=0,
    sentence="In the measure of the service.",
)  # fmt: skip
service_posts = given(
    "Posts in the base year", NUMBER, per=SERVICE, if_absent=0, least=0,
    sentence="Full-time equivalent posts that the service's own budget pays for.",
)  # fmt: skip

share_cut = line(
    "Cut of what the service controls", PERCENT,
    where(controllable > 0, service_cuts / controllable, 0), per=SERVICE,
    sentence="Its approved savings and targets so far, over what it controls.",
)  # fmt: skip
share_kept = line(
    "Share of the service's budget kept", PERCENT, 1 - share_cut, per=SERVICE,
    sentence="What savings and targets leave of what it controls.",
)  # fmt: skip
sparing_counts = line(
    "Leaves its service as it is", NUMBER, 1, per=SPARING,
    sentence="One for each saving of a type that takes nothing from those who use the service.",
)  # fmt: skip
saving_spares = line(
    "Leaves its service as it is (1 if so)", NUMBER, total_by(sparing_counts, SAVING), per=SAVING,
    sentence="Whether the saving is an efficiency, income, a transformation, a cost avoided or "
    "technical; one of no type is taken to make the service smaller.",
)  # fmt: skip
saving_shrinks = line(
    "Saving that makes its service smaller", GBP,
    where(saving_spares > 0, 0, saving_planned["_since_base"]), per=SAVING,
    sentence="What the scheme takes off the recurring budget, if it may take service away.",
)  # fmt: skip
service_shrinks = line(
    "Savings and targets that make the service smaller", GBP,
    total_by(saving_shrinks, SERVICE)
    + where(
        service_class.chosen("efficient"),
        highest(0, target_so_far - controllable * efficient_share),
        target_so_far,
    ),
    per=SERVICE,
    sentence="Approved savings that may take service away, and its targets so far; where members "
    "ask for the same for less, only what goes beyond the most that efficiency gives.",
)  # fmt: skip
service_remains = line(
    "Left of what the service controls", GBP, highest(0, controllable - service_cuts),
    per=SERVICE,
    sentence="What it controls less its approved savings and targets so far.",
)  # fmt: skip
service_if_whole = line(
    "Left if nothing made the service smaller", GBP,
    service_remains + highest(0, service_shrinks), per=SERVICE,
    sentence="That, and what makes the service smaller: what it would cost as it is now, with all "
    "that efficiency gives.",
)  # fmt: skip
share_in_step = line(
    "Share left if it fell in step", PERCENT,
    where(
        controllable > 0,
        where(service_if_whole > 0, service_remains / service_if_whole, 1),
        1,
    ),
    per=SERVICE,
    sentence="What is left of the budget, over what would be left if nothing made the service "
    "smaller.",
)  # fmt: skip

service_kept = line(
    "Consequences that keep the service as it is", NUMBER, total_by(consequence_keeps, SERVICE),
    per=SERVICE,
    sentence="How many that come about say that it is kept as it is.",
)  # fmt: skip
service_moves = line(
    "Consequences that say what becomes of its measure", NUMBER,
    total_by(consequence_moves, SERVICE), per=SERVICE,
    sentence="How many that come about are in the service's own measure.",
)  # fmt: skip
volume_left = line(
    "Left by its consequences", NUMBER, total_by(consequence_left, SERVICE), per=SERVICE,
    sentence="What those say that there will be, added up.",
)  # fmt: skip
volume_moved = line(
    "Moved by its consequences", NUMBER, total_by(consequence_moved, SERVICE), per=SERVICE,
    sentence="What those change, added up; brackets are less.",
)  # fmt: skip
volume_named = line(
    "How much of it is left by name", NUMBER,
    where(
        equal(service_moves, 1), volume_left, highest(0, service_volume + volume_moved)
    ),
    per=SERVICE,
    sentence="What the one consequence says that there will be; of several, what there is now "
    "and all that they change.",
)  # fmt: skip
volume_after = line(
    "How much of it is left", NUMBER,
    where(
        service_moves + service_kept > 0, volume_named, service_volume * share_in_step
    ),
    per=SERVICE,
    sentence="As named; where nothing that comes about says so, if it fell in step with the "
    "budget.",
)  # fmt: skip
volume_known_by = line(
    "How it is known how much is left", NUMBER,
    where(service_moves + service_kept > 0, 1, 0)
    - where(service_moves + service_kept > 0, 0, where(to_the_penny(service_shrinks) > 0, 1, 0)),
    per=SERVICE,
    sentence="1 as named; -1 only if it fell in step with the budget; 0 with no change named.",
)  # fmt: skip
posts_named = line(
    "Posts lost by name", NUMBER, total_by(consequence_posts_lost, SERVICE), per=SERVICE,
    sentence="Posts that the service's consequences take where they come about.",
)  # fmt: skip
posts_after = line(
    "Posts left", NUMBER,
    where(
        posts_named + service_kept > 0,
        highest(0, service_posts - posts_named),
        service_posts * share_in_step,
    ),
    per=SERVICE,
    sentence="Posts less those lost by name; where none are named, if they fell in step with the "
    "budget.",
)  # fmt: skip
posts_known_by = line(
    "How it is known how many posts are left", NUMBER,
    where(posts_named + service_kept > 0, 1, 0)
    - where(posts_named + service_kept > 0, 0, where(to_the_penny(service_shrinks) > 0, 1, 0)),
    per=SERVICE,
    sentence="1 as named; -1 only if they fell in step with the budget; 0 with no change named.",
)  # fmt: skip
