"""How the remaining gap is closed: what members decide of it, for the council and by service."""

from mtfp.algebra.expressions import given
from mtfp.model.services import SERVICE
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
