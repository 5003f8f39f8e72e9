"""Rounded parts that add up to their rounded total, for a printed table that must foot.

Source: largest-remainder rounding, as the domain rules set it out for printed numbers
(section 9.1, vectors TV-FOOT-1 and TV-FOOT-2). Each part is taken down to the unit below
it, the true floor, and the units still missing go to the parts that lost most.

Never for statutory figures. Council tax, precepts, shares of a collection fund and whatever
else the law fixes are printed as worked: a penny moved to make a column add is a wrong bill.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

_HALF = Decimal("0.5")
_NOISE = Decimal("1e-12")  # what adding floats can lose, as a share of what was added


def rows_add(parts: Sequence[float], total: float, decimals: int) -> tuple[Decimal, ...]:
    """The parts to so many decimals, each within a unit of its true value, adding up to the total.

    The total is what the parts come to, rounded or not, and is itself rounded halves away
    from nought; among equal remainders the earlier part takes the unit. Raises ValueError
    if the parts do not come to the total, since rounding is not there to hide that.
    """
    exact = [_in_units(part, decimals) for part in parts]
    floors = [part.to_integral_value(ROUND_FLOOR) for part in exact]
    target = _in_units(total, decimals).to_integral_value(ROUND_HALF_UP)
    missing = int(target - sum(floors))
    noise = _NOISE * sum(abs(part) for part in exact)
    astray = abs(target - sum(exact)) > _HALF + noise
    if astray or not 0 <= missing <= len(parts):
        raise ValueError(f"the parts come to {sum(parts)}, which is not the total of {total}")
    most_lost_first = sorted(range(len(parts)), key=lambda n: floors[n] - exact[n])
    for n in most_lost_first[:missing]:
        floors[n] += 1
    return tuple(units.scaleb(-decimals) for units in floors)


def _in_units(amount: float, decimals: int) -> Decimal:
    """The amount in units of the last place printed, from the fifteen digits a float can keep."""
    return Decimal(f"{amount:.15g}").scaleb(decimals)
