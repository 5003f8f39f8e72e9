"""Policies on reserves: what members decide about their use, as choices and never as branches."""

from mtfp.algebra.expressions import given
from mtfp.terms import CHOICE, GBP, NUMBER, PERCENT

reserves_policy = given(
    "Reserves policy", CHOICE,
    choices={"none": 0, "as_planned": 1, "fill_gap": 2, "bridging_only": 3, "taper": 4},
    decision="reserves.use",
    sentence="none: no draw; as_planned: only the draws typed in; fill_gap: meet the gap "
    "down to the minimum; bridging_only: no more than approved savings still need on their way "
    "to full effect; taper: meet the first year's gap, and less each year by equal steps.",
)  # fmt: skip
reserves_used_in_base = given(
    "Reserves used in the base year", GBP, if_absent=0,
    sentence="What reserves paid towards the approved budget; next year it has to be found again.",
)  # fmt: skip
savings_target = given(
    "Savings target, not yet identified", GBP, yearly=True, if_absent=0, least=0,
    sentence="What the plan means to find in the year; it is not a saving and lowers no gap but "
    "the last.",
)  # fmt: skip
rely_on_target = given(
    "Rely on the savings target before reserves", CHOICE, if_absent=0, choices={"no": 0, "yes": 1},
    decision="savings.rely_on_target",
    sentence="yes if reserves are not to be asked for what the target is meant to bring.",
)  # fmt: skip
reserves_cover = given(
    "Share of the call that reserves may meet", PERCENT, yearly=True, if_absent=1, least=0, most=1,
    decision="reserves.cover",
    sentence="100% unless reserves are to meet less; it applies where reserves fill the gap.",
)  # fmt: skip
taper_years = given(
    "Years over which the use of reserves ends", NUMBER, if_absent=3, least=1,
    decision="reserves.taper_years",
    sentence="Under the policy taper: how many equal steps the draw takes from the first year's "
    "to nought; 3 unless the plan says otherwise, the shortest plan that looks ahead.",
)  # fmt: skip
keep_minimum = given(
    "Draws stop at the minimum", CHOICE, if_absent=1, choices={"no": 0, "yes": 1},
    decision="reserves.keep_minimum",
    sentence="no if members decide to draw below the minimum: it is advice, so the plan then "
    "warns and does not stop them. No draw ever takes what is not there.",
)  # fmt: skip
