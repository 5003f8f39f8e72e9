"""The listings of reserves: what each is held for, its ledger of each year, and named draws."""

from __future__ import annotations

from mtfp.outputs.tables.listings import LAST, Column, Filled, Listing, filled
from mtfp.results import Results

HELD = Listing(
    "What each reserve is held for", "reserve",
    (
        Column("reserve_purpose", "Purpose"),
        Column("reserve_category", "Category"),
        Column("reserve_owner", "Owner"),
        Column("reserve_released_by", "Released by"),
        Column("reserve_may_close_gap", "May meet a general gap", always=True),
        Column("reserve_opening", "At the start of {year}, £m"),
        Column("reserve_floor", "Minimum in {year}, £m", LAST),
        Column("reserve_balance", "At the end of {year}, £m", LAST),
    ),
)  # fmt: skip
DRAWN = Listing(
    "Draws by name, and what each is for", "draw",
    (
        Column("reserve", "Reserve"),
        Column("draw_kind", "Kind", always=True),
        Column("saving", "Saving"),
        Column("draw_event", "What for"),
        Column("draw_owner", "Owner"),
    ),
)  # fmt: skip


def of_reserves(results: Results, *, narrow: bool = False) -> list[Filled]:
    """What reserves are for, named draws, and each year from its opening to its closing balance."""
    found = (filled(one, results, narrow=narrow) for one in (HELD, DRAWN, *_ledger(results)))
    return [one for one in found if one]


def _ledger(results: Results) -> tuple[Listing, ...]:
    return tuple(
        Listing(
            f"Reserves in {year}: opening, plus what is paid in and moved, less what is drawn",
            "reserve",
            (
                Column("reserve_balance", "At the start, £m", at - 1, always=True),
                Column("reserve_contribution", "Paid in, £m", at),
                Column("reserve_transferred", "Moved between reserves, £m", at),
                Column("reserve_draw", "Drawn, £m", at, always=True),
                Column("reserve_balance", "At the end, £m", at, always=True),
            ),
        )
        for at, year in enumerate(results.plan.plan_years, start=1)
    )  # fmt: skip
