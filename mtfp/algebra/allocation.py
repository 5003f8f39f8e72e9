"""Two ways of sharing a sum between items, made of ordinary lines.

A waterfall fills items in order of rank. Water-filling shares in proportion to weights
until an item has no more room, and shares what it could not take among the rest. Neither
needs a loop: the second uses, for each item, the level at which it would be full.
"""

from __future__ import annotations

from mtfp.algebra import units
from mtfp.algebra.expressions import (
    COUNCIL,
    Axis,
    Expression,
    Line,
    Named,
    highest,
    highest_of,
    line,
    lowest,
    total,
    total_ranked_after,
    total_ranked_before,
    total_ranked_up_to,
    where,
)
from mtfp.algebra.lines import Family
from mtfp.terms import Unit


def fill_in_order(amount: Expression, room: Line, rank: Named) -> Expression:
    """What each item takes of `amount` when lower ranks take first, up to their room.

    `room` is a line that is never less than nought; `rank` has no two items alike.
    """
    return highest(0, lowest(room, highest(0, amount) - total_ranked_before(rank, room)))


def fill_in_reverse(amount: Expression, room: Line, rank: Named) -> Expression:
    """What each item takes of `amount` when higher ranks take first: the last in rank goes first.

    `room` and `rank` are as for `fill_in_order`.
    """
    return highest(0, lowest(room, highest(0, amount) - total_ranked_after(rank, room)))


def share_out(
    title: str, amount: Expression, room: Named, weight: Named, unit: Unit, axis: Axis
) -> Family:
    """Lines that share `amount` by weight, no item taking more than its room.

    The result is the family's own line; what cannot be taken is left over and is for the
    caller to show. Water-filling with saturation points: an item is full once the amount
    per unit of weight reaches its room divided by its weight, and the level reached is
    the highest of the levels that each such point would imply. One that is full takes its room
    itself, and not its weight times the level, which would leave the dust of floats.
    """
    per_weight = units.divide(unit, weight.unit)
    wanted = line(
        f"{title}: to share out", unit, highest(0, amount), per=COUNCIL,
        sentence="The amount to share; nought if there is none.",
    )  # fmt: skip
    share = line(
        f"{title}: weight", weight.unit, highest(0, weight), per=axis,
        sentence="The item's weight; one with none, or less, takes no part.",
    )  # fmt: skip
    open_room = line(
        f"{title}: room", unit, where(share > 0, highest(0, room), 0), per=axis,
        sentence="What the item could take.",
    )  # fmt: skip
    full_at = line(
        f"{title}: full at", per_weight, where(share > 0, open_room / share, 0), per=axis,
        sentence="The amount per unit of weight at which the item has no more room.",
    )  # fmt: skip
    weight_beyond = line(
        f"{title}: weight still sharing", weight.unit, total_ranked_after(full_at, share),
        per=axis,
        sentence="The weight of the items that still have room when this one is full.",
    )  # fmt: skip
    filled = line(
        f"{title}: taken by full items", unit, total_ranked_up_to(full_at, open_room), per=axis,
        sentence="The room of the items that are full by then, this one included.",
    )  # fmt: skip
    level_beyond = line(
        f"{title}: level implied", per_weight,
        where(weight_beyond > 0, (wanted - filled) / weight_beyond, 0), per=axis,
        sentence="The amount per unit of weight if the items beyond this one shared the rest.",
    )  # fmt: skip
    all_weight = line(
        f"{title}: weight in all", weight.unit, total(share),
        sentence="The weight of all items.",
    )  # fmt: skip
    all_room = line(
        f"{title}: room in all", unit, total(open_room),
        sentence="The most that can be taken.",
    )  # fmt: skip
    level = line(
        f"{title}: level reached", per_weight,
        highest(where(all_weight > 0, wanted / all_weight, 0), highest_of(level_beyond)),
        sentence="The amount per unit of weight that every item with room takes.",
    )  # fmt: skip
    take = line(
        title, unit,
        where(
            wanted >= all_room,
            open_room,
            where(full_at <= level, open_room, lowest(open_room, share * level)),
        ),
        per=axis,
        sentence="Its weight times the level reached, or its room if that is less.",
    )  # fmt: skip
    return Family(
        {
            "": take, "_wanted": wanted, "_weight": share, "_room": open_room,
            "_full_at": full_at, "_weight_beyond": weight_beyond, "_filled": filled,
            "_level_beyond": level_beyond,
            "_all_weight": all_weight, "_all_room": all_room, "_level": level,
        }
    )  # fmt: skip
