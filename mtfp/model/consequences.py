"""What becomes of services, by name: what each saving or target changes for those who use them."""

from mtfp.algebra.details import Alike, Said, detail
from mtfp.algebra.expressions import Axis, given, line, spread, to_the_penny, total_by, where
from mtfp.model.calendar import months_elapsed
from mtfp.model.owners import owner
from mtfp.model.savings_register import SAVING, saving_counts, saving_start
from mtfp.model.services import SERVICE
from mtfp.model.targets import target_so_far
from mtfp.terms import CHOICE, GBP, NUMBER, YES_OR_NO

CONSEQUENCE = Axis("consequence", "consequence", "consequences", groups=(SERVICE,))

service_measure = detail(
    "What it is measured in", per=SERVICE,
    sentence="Such as opening hours a week, visits a year or sites.",
)  # fmt: skip
consequence_saving = detail(
    "Saving it comes of", per=CONSEQUENCE, refers_to=SAVING,
    sentence="The saving; blank where it comes of the service's target.",
)  # fmt: skip
consequence_kind = given(
    "What becomes of it", CHOICE, per=CONSEQUENCE,
    choices={"kept": 0, "thinner": 1, "shared": 2, "stopped": 3},
    sentence="kept as it is, thinner, shared with others, or stopped.",
)  # fmt: skip
consequence_measure = detail(
    "Measured in", per=CONSEQUENCE,
    sentence="Such as opening hours a week, visits a year, sites or posts. In the same words as "
    "the service's own measure, it says what becomes of that.",
)  # fmt: skip
consequence_before = given(
    "Before", NUMBER, per=CONSEQUENCE, if_absent=0, least=0,
    sentence="How much there is in the base year.",
)  # fmt: skip
consequence_after = given(
    "After", NUMBER, per=CONSEQUENCE, if_absent=0, least=0,
    sentence="How much there is once the proposal has its full effect.",
)  # fmt: skip
consequence_posts = given(
    "Posts lost", NUMBER, per=CONSEQUENCE, if_absent=0, least=0,
    sentence="Full-time equivalent posts that go.",
)  # fmt: skip
consequence_owner = owner(CONSEQUENCE)

EFFECT = Axis(
    "effect", "consequence by its saving", "consequences by their savings",
    groups=(CONSEQUENCE, SAVING), derived=Said(consequence_saving),
)  # fmt: skip
MEASURED = Axis(
    "measured", "consequence in its service's own measure",
    "consequences in their services' own measures", groups=(CONSEQUENCE,),
    derived=Alike(consequence_measure, service_measure),
)  # fmt: skip

consequence_change = line(
    "Change", NUMBER, consequence_after - consequence_before, per=CONSEQUENCE,
    sentence="After less before; brackets are less of it.",
)  # fmt: skip
saving_in_force = line(
    "Approved and begun", YES_OR_NO,
    where(months_elapsed > saving_start, saving_counts, 0), per=SAVING,
    sentence="Whether the scheme counts, and has begun by the end of the year.",
)  # fmt: skip
effect_counts = line(
    "A saving", NUMBER, 1, per=EFFECT,
    sentence="One for each consequence that names the saving it comes of.",
)  # fmt: skip
effect_in_force = line(
    "Its saving is approved and begun", YES_OR_NO, spread(saving_in_force, EFFECT), per=EFFECT,
    sentence="Whether the saving that it comes of has begun.",
)  # fmt: skip
consequence_savings = line(
    "Savings it comes of", NUMBER, total_by(effect_counts, CONSEQUENCE), per=CONSEQUENCE,
    sentence="1 if it names a saving; otherwise it comes of its service's target.",
)  # fmt: skip
consequence_begun = line(
    "Savings it comes of that have begun", NUMBER, total_by(effect_in_force, CONSEQUENCE),
    per=CONSEQUENCE,
    sentence="How many of them are approved and have begun.",
)  # fmt: skip
consequence_target = line(
    "Targets of its service so far", GBP, spread(target_so_far, CONSEQUENCE), per=CONSEQUENCE,
    sentence="What its service is asked to find.",
)  # fmt: skip
consequence_in_force = line(
    "Comes about", YES_OR_NO,
    where(
        consequence_savings > 0,
        consequence_begun,
        where(to_the_penny(consequence_target) > 0, 1, 0),
    ),
    per=CONSEQUENCE,
    sentence="Yes if its saving is approved and begun; where it names none, if its service has a "
    "target.",
)  # fmt: skip
consequence_keeps = line(
    "Keeps its service as it is", YES_OR_NO,
    where(consequence_kind.chosen("kept"), consequence_in_force, 0), per=CONSEQUENCE,
    sentence="Yes if it comes about, and is that the service is kept as it is.",
)  # fmt: skip
measured_counts = line(
    "Measured as its service is", NUMBER, 1, per=MEASURED,
    sentence="One for each consequence that is measured in what its service is measured in.",
)  # fmt: skip
consequence_is_measured = line(
    "In its service's own measure", YES_OR_NO, total_by(measured_counts, CONSEQUENCE),
    per=CONSEQUENCE,
    sentence="Yes if it is measured in what its service is measured in.",
)  # fmt: skip
consequence_moves = line(
    "Says what becomes of its service's measure", YES_OR_NO,
    where(
        consequence_kind.chosen("kept"), 0, consequence_is_measured * consequence_in_force
    ),
    per=CONSEQUENCE,
    sentence="Yes if it comes about, is in the service's own measure and does not keep the service "
    "as it is.",
)  # fmt: skip
consequence_left = line(
    "Left by it", NUMBER, consequence_moves * consequence_after, per=CONSEQUENCE,
    sentence="How much of the service's measure it leaves, if it says so.",
)  # fmt: skip
consequence_moved = line(
    "Moved by it", NUMBER, consequence_moves * consequence_change, per=CONSEQUENCE,
    sentence="How far it moves the service's measure, if it says so; brackets are less.",
)  # fmt: skip
consequence_posts_lost = line(
    "Posts lost where it comes about", NUMBER, consequence_in_force * consequence_posts,
    per=CONSEQUENCE,
    sentence="Posts that go if it comes about.",
)  # fmt: skip
