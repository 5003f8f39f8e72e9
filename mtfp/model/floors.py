"""What of its budget a service may still be asked for: what is left of it, and its floor.

Room is the base less the minimum and all that is closed already, so that floors hold over the
years and not in each alone (rules 7.3; section 9 of the design).
"""

from mtfp.algebra.expressions import (
    before,
    highest,
    line,
    lowest,
    to_the_penny,
    total,
    total_by,
    where,
)
from mtfp.model.absorbed import service_controllable
from mtfp.model.closing import close_gap
from mtfp.model.minimums import (
    efficient_share,
    minimum_in_use,
    service_class,
    service_exempt,
    service_statutory,
)
from mtfp.model.savings import saving_in_full
from mtfp.model.services import SERVICE, service_budget
from mtfp.model.structural import saving_begun_in_full
from mtfp.terms import GBP, YES_OR_NO

service_savings = line(
    "Recurring savings of the service, as approved", GBP,
    total_by(saving_in_full, SERVICE), per=SERVICE,
    sentence="What approved savings take off its budget in a full year, those that are yet to "
    "begin too: no pound is asked for twice.",
)  # fmt: skip
service_savings_begun = line(
    "Recurring savings of the service that have begun", GBP,
    total_by(saving_begun_in_full, SERVICE), per=SERVICE,
    sentence="What approved savings that have begun take off its budget in a full year.",
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
left_alone = line(
    "Left alone by every method", YES_OR_NO,
    where(service_exempt.chosen("yes"), 1, where(service_budget < 0, 1, 0)), per=SERVICE,
    sentence="Yes if it is exempt, or brings in more than it costs: what that is asked for is more "
    "income, which is for members to decide.",
)  # fmt: skip
statutory_floor = line(
    "Floor by law", GBP, lowest(open_budget, minimum_in_use), per=SERVICE,
    sentence="The statutory minimum, or all that is left if that is less.",
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
        left_alone > 0,
        open_budget,
        where(
            close_gap.chosen("classes"),
            class_floor,
            where(
                close_gap.chosen("status_quo"),
                where(service_statutory.chosen("yes"), open_budget, statutory_floor),
                statutory_floor,
            ),
        ),
    ),
    per=SERVICE,
    sentence="The least that the method may leave the service.",
)  # fmt: skip
floors_in_all = line(
    "Floors in all", GBP, total(floor_in_use),
    sentence="The least that the method may leave, over all services.",
)  # fmt: skip
