"""What may not be taken from a service: the least that the law allows, and what members decided.

A statutory minimum is the cost of the least that the duty allows, with evidence; it is not
what happens to be spent today (rules 7.3).
"""

from mtfp.algebra.details import detail
from mtfp.algebra.expressions import given, highest, line, lowest, where
from mtfp.model.decisions import DECISION
from mtfp.model.services import SERVICE
from mtfp.terms import CHOICE, GBP, PERCENT

service_statutory = given(
    "Has a statutory duty", CHOICE, per=SERVICE, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes if the law says that the council must provide it, on whatever scale.",
)  # fmt: skip
service_minimum = given(
    "Statutory minimum", GBP, per=SERVICE, if_absent=0, least=0,
    sentence="The most likely cost of the least that the law allows, with evidence; not what is "
    "spent now.",
)  # fmt: skip
service_minimum_low = given(
    "Statutory minimum, at the lowest", GBP, per=SERVICE, if_absent=0, least=0,
    sentence="The lowest that it could be; blank if it is the same as the minimum.",
)  # fmt: skip
service_minimum_high = given(
    "Statutory minimum, at the highest", GBP, per=SERVICE, if_absent=0, least=0,
    sentence="The highest that it could be; blank if it is the same as the minimum.",
)  # fmt: skip
service_minimum_evidence = detail(
    "Evidence for the minimum", per=SERVICE,
    sentence="What the minimum rests on: the duty, the scale, how it was costed.",
)  # fmt: skip
service_class = given(
    "Class", CHOICE, per=SERVICE, if_absent=0,
    choices={"not_decided": 0, "stop": 1, "reduce": 2, "efficient": 3, "protect": 4},
    sentence="What members decided: protect: nothing more from here; efficient: the same for less; "
    "reduce: down to the minimum; stop: no longer, but for what the law demands.",
)  # fmt: skip
service_class_decision = detail(
    "Decision that gave it its class", per=SERVICE, refers_to=DECISION,
    sentence="The decision, with its role, day and reason.",
)  # fmt: skip
service_exempt = given(
    "Exempt from targets", CHOICE, per=SERVICE, if_absent=0, choices={"no": 0, "yes": 1},
    sentence="yes if no method may give it a target, such as a budget that a contract fixes.",
)  # fmt: skip
service_exempt_reason = detail(
    "Why it is exempt", per=SERVICE, sentence="The reason, which every reader is shown.",
)  # fmt: skip
minimums_used = given(
    "Which statutory minimums are used", CHOICE, if_absent=0,
    choices={"likely": 0, "lowest": 1, "highest": 2}, decision="priorities.minimums",
    sentence="likely: as given; lowest or highest: the ends of each range, to see what depends "
    "on them.",
)  # fmt: skip
efficient_share = given(
    "Most that efficiency gives", PERCENT, if_absent=0.05, least=0, most=1,
    sentence="Of the budget of a service that is to be efficient; 5% unless the plan says "
    "otherwise, which is this model's own choice.",
)  # fmt: skip

minimum_in_use = line(
    "Statutory minimum in use", GBP,
    where(
        minimums_used.chosen("lowest"),
        where(
            service_minimum_low > 0,
            lowest(service_minimum_low, service_minimum),
            service_minimum,
        ),
        where(
            minimums_used.chosen("highest"),
            highest(service_minimum_high, service_minimum),
            service_minimum,
        ),
    ),
    per=SERVICE,
    sentence="The minimum at the end of its range that the plan goes by.",
)  # fmt: skip
