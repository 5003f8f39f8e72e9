"""The reserves that a council holds: what each is for, what it starts with and what is planned."""

from mtfp.algebra.clashes import Clash
from mtfp.algebra.details import detail
from mtfp.algebra.expressions import Axis, given
from mtfp.model.decisions import DECISION
from mtfp.model.owners import owner
from mtfp.terms import CHOICE, GBP, NUMBER

RESERVE = Axis("reserve", "reserve", "reserves")

reserve_opening = given(
    "Balance at the start of the plan", GBP, per=RESERVE, least=0,
    sentence="What the reserve holds on the last day of the base year.",
)  # fmt: skip
reserve_minimum = given(
    "Minimum balance", GBP, per=RESERVE, if_absent=0, least=0,
    sentence="The least to be kept; the chief finance officer's prudent minimum for the "
    "general fund balance, unless minimum_method finds it otherwise.",
)  # fmt: skip
reserve_may_close_gap = given(
    "May meet a general gap", CHOICE, per=RESERVE, choices={"no": 0, "yes": 1},
    sentence="yes if its purpose allows it; ring-fenced and committed reserves may not.",
)  # fmt: skip
reserve_order = given(
    "Order of use", NUMBER, per=RESERVE, least=1, unique=True,
    sentence="1 is drawn first; no two reserves share a place.",
)  # fmt: skip
reserve_contribution = given(
    "Planned contribution", GBP, per=RESERVE, yearly=True, if_absent=0, least=0,
    sentence="What the plan pays into the reserve in the year.",
)  # fmt: skip
reserve_planned_draw = given(
    "Planned draw", GBP, per=RESERVE, yearly=True, if_absent=0, least=0,
    sentence="What members have agreed to take from the reserve in the year.",
)  # fmt: skip
reserve_category = given(
    "Category", CHOICE, per=RESERVE, if_absent=0,
    choices={
        "not_said": 0, "gf_balance": 1, "er_risk": 2, "er_change": 3, "er_commit": 4,
        "er_ringfenced": 5,
    },
    sentence="gf_balance: the general fund balance; er_risk: against risks and for smoothing; "
    "er_change: to pay for change; er_commit: committed already; er_ringfenced: ring-fenced by "
    "law or grant; not_said where nothing is said.",
)  # fmt: skip
reserve_purpose = detail(
    "Purpose", per=RESERVE,
    sentence="What the reserve is held for.",
)  # fmt: skip
reserve_released_by = detail(
    "Released by", per=RESERVE, refers_to=DECISION,
    sentence="The decision that formally released the reserve from what it was committed to.",
)  # fmt: skip
reserve_owner = owner(RESERVE)

ringfenced_stays_put = Clash(
    reserve_category, "er_ringfenced", reserve_may_close_gap, "yes",
    "money ring-fenced by law or by a grant's conditions may never meet a general gap",
)  # fmt: skip
committed_stays_put = Clash(
    reserve_category, "er_commit", reserve_may_close_gap, "yes",
    "committed money is promised already; once it is formally released, name the decision "
    "under released_by",
    unless=reserve_released_by,
)  # fmt: skip
