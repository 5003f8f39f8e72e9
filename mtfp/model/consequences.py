"""What money means: the hours, visits, sites and posts that a budget pays for.

A service's own measure is taken to fall as its controllable budget does, unless a
consequence says what really changes.
"""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis, given, line, total_by, where
from mtfp.model.absorbed import service_controllable
from mtfp.model.owners import owner
from mtfp.model.salami import service_cuts
from mtfp.model.savings_register import SAVING
from mtfp.model.services import SERVICE
from mtfp.terms import NUMBER, PERCENT

CONSEQUENCE = Axis("consequence", "consequence", "consequences", optional_groups=(SERVICE,))

service_measure = detail(
    "What it is measured in", per=SERVICE,
    sentence="Such as opening hours a week, visits a year or sites.",
)  # fmt: skip
service_volume = given(
    "How much of it in the base year", NUMBER, per=SERVICE, if_absent=0, least=0,
    sentence="In the measure of the service.",
)  # fmt: skip
service_posts = given(
    "Posts in the base year", NUMBER, per=SERVICE, if_absent=0, least=0,
    sentence="Full-time equivalent posts that the service's own budget pays for.",
)  # fmt: skip
consequence_saving = detail(
    "Saving it comes of", per=CONSEQUENCE, refers_to=SAVING,
    sentence="The saving; blank where it comes of the service's target.",
)  # fmt: skip
consequence_kind = detail(
    "What becomes of it", per=CONSEQUENCE, words=("kept", "thinner", "shared", "stopped"),
    needed=True,
    sentence="kept as it is, thinner, shared with others, or stopped.",
)  # fmt: skip
consequence_measure = detail(
    "Measured in", per=CONSEQUENCE,
    sentence="Such as opening hours a week, visits a year, sites or posts.",
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

consequence_change = line(
    "Change", NUMBER, consequence_after - consequence_before, per=CONSEQUENCE,
    sentence="After less before; brackets are less of it.",
)  # fmt: skip
share_cut = line(
    "Cut of what the service controls", PERCENT,
    where(service_controllable > 0, service_cuts / service_controllable, 0), per=SERVICE,
    sentence="Its approved savings and targets so far, over what it controls.",
)  # fmt: skip
share_kept = line(
    "Share of the service's budget kept", PERCENT, 1 - share_cut, per=SERVICE,
    sentence="What savings and targets leave of what it controls.",
)  # fmt: skip
volume_after = line(
    "How much of it is left", NUMBER, service_volume * share_kept, per=SERVICE,
    sentence="The measure, if it falls as the budget does.",
)  # fmt: skip
posts_named = line(
    "Posts lost by name", NUMBER, total_by(consequence_posts, SERVICE), per=SERVICE,
    sentence="Posts that the service's named consequences take.",
)  # fmt: skip
posts_after = line(
    "Posts left", NUMBER, service_posts * share_kept, per=SERVICE,
    sentence="Posts, if they fall as the budget does.",
)  # fmt: skip
