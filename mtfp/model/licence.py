"""The licence of reserves: what each year's draw is for, in parts that add up to it.

Reserves may bridge an approved saving until it is in full effect, pay once for what saves for
good, and meet a named risk. Some of a draw may only move into other reserves, pay what ends by
itself, or be left over. Whatever else is drawn pays for ordinary services. A draw that calls
itself bridging bridges no more than the scheme needs; so none bridges two years after the last
scheme has started, when all are long in full effect, and the test need not ask.
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
from mtfp.model.bridging import (
    bridging_need,
    saving_bridge,
    saving_bridge_undecided,
    undecided_need,
)
from mtfp.model.cost_draws import investing
from mtfp.model.funding import one_off_funding
from mtfp.model.named_draws import draws_for_risks, draws_to_bridge
from mtfp.model.receipts import costs_in_budget
from mtfp.model.reserves import contributions_to_reserves, gap_after_reserves, permitted_draw
from mtfp.model.savings import saving_expected
from mtfp.model.savings_register import SAVING
from mtfp.model.spending import one_off_costs
from mtfp.model.structural import structural_gap
from mtfp.model.support import capitalisation_direction
from mtfp.model.targets import targets_lead_in
from mtfp.terms import GBP, NUMBER

draw_left_to_bridge = line(
    "Draw that is neither to invest nor for a risk", GBP,
    highest(0, permitted_draw - investing - draws_for_risks.main),
    sentence="What of the year's draw bridges savings, or pays for something else.",
)  # fmt: skip
bridging = line(
    "Draw that bridges savings", GBP, lowest(draw_left_to_bridge, bridging_need),
    sentence="What of the draw stands in for approved savings on their way to full effect.",
)  # fmt: skip
bridging_targets = line(
    "Draw that bridges targets", GBP, lowest(draw_left_to_bridge - bridging, targets_lead_in),
    sentence="What of the draw stands in for new targets in their lead-in, which are no savings "
    "yet.",
)  # fmt: skip
bridging_undecided = line(
    "Draw that waits for a decision", GBP,
    lowest(draw_left_to_bridge - bridging - bridging_targets, undecided_need),
    sentence="What of the draw stands in for savings that slip, until members approve the new "
    "start or a year has passed.",
)  # fmt: skip
draw_left = line(
    "Draw that bridges nothing", GBP,
    draw_left_to_bridge - bridging - bridging_targets - bridging_undecided,
    sentence="What of the draw is left over, is paid into other reserves, or pays for one-off "
    "costs or services.",
)  # fmt: skip
left_over = line(
    "Left over before any target", GBP, highest(0, -gap_after_reserves.main),
    sentence="What the year does not need, as no target is a saving.",
)  # fmt: skip
draw_not_needed = line(
    "Draw that the year does not need", GBP, lowest(draw_left, left_over),
    sentence="What of the draw is left over at the end of the year.",
)  # fmt: skip
draw_moved = line(
    "Draw that is paid into other reserves", GBP,
    lowest(draw_left - draw_not_needed, contributions_to_reserves),
    sentence="What of the draw only moves from one reserve to another.",
)  # fmt: skip
one_offs_to_meet = line(
    "One-off costs that no one-off funding meets", GBP,
    highest(
        0,
        one_off_costs
        + costs_in_budget
        - investing
        - draws_for_risks.main
        - one_off_funding
        - saving_expected["_one_offs"]
        - capitalisation_direction,
    ),
    sentence="One-off costs and those of achieving savings, less what named draws, one-off funding "
    "and savings, and exceptional support pay.",
)  # fmt: skip
draw_for_one_offs = line(
    "Draw that pays one-off costs", GBP,
    lowest(draw_left - draw_not_needed - draw_moved, one_offs_to_meet),
    sentence="What of the draw pays for what ends by itself.",
)  # fmt: skip
sustaining = line(
    "Draw that sustains services", GBP,
    draw_left - draw_not_needed - draw_moved - draw_for_one_offs,
    sentence="What of the draw pays for ordinary services: they will cost as much next year.",
)  # fmt: skip

saving_bridged_by_name = line(
    "Bridged by name", GBP,
    lowest(total_by(draws_to_bridge["_rows"], SAVING), saving_bridge), per=SAVING,
    sentence="What named draws for this scheme bridge, as far as it needs it.",
)  # fmt: skip
saving_bridge_left = line(
    "Bridge that no named draw meets", GBP, saving_bridge - saving_bridged_by_name, per=SAVING,
    sentence="What is still to be bridged for the scheme.",
)  # fmt: skip
bridged_by_name = line(
    "Bridged by name, all schemes", GBP, total(saving_bridged_by_name),
    sentence="What named draws bridge of the schemes that they name.",
)  # fmt: skip
bridges_left = line(
    "Bridges that no named draw meets", GBP, total(saving_bridge_left),
    sentence="What is still to be bridged for all schemes.",
)  # fmt: skip
share_bridged = line(
    "Share of the other bridges that is met", NUMBER,
    where(bridges_left > 0, (bridging - bridged_by_name) / bridges_left, 0),
    sentence="How far the rest of the draw goes towards what no named draw meets.",
)  # fmt: skip
saving_bridged = line(
    "Bridged by reserves", GBP, saving_bridged_by_name + saving_bridge_left * share_bridged,
    per=SAVING,
    sentence="What reserves stand in for while the scheme gets to its full effect.",
)  # fmt: skip
saving_undecided = line(
    "Met by reserves, and waits for a decision", GBP,
    where(
        undecided_need > 0, saving_bridge_undecided * (bridging_undecided / undecided_need), 0
    ),
    per=SAVING,
    sentence="What reserves stand in for because the scheme slips and is not approved anew.",
)  # fmt: skip

against_the_licence = line(
    "Draws so far that sustain services", GBP,
    before("against_the_licence") + sustaining, opening=0,
    sentence="All that has paid for ordinary services since the plan began.",
)  # fmt: skip
licence_kept = line(
    "Reserves are used for what they are for", NUMBER,
    where(
        to_the_penny(against_the_licence) <= 0,
        where(to_the_penny(structural_gap) <= 0, 1, 0),
        0,
    ),
    sentence="1 if no draw so far sustains services and the year has no structural gap: the plan "
    "passes if its last year does.",
)  # fmt: skip
