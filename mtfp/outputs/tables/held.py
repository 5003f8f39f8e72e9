"""The listings of reserves: what each is held for, and draws made for one purpose."""

from mtfp.outputs.tables.listings import LAST, Column, Listing

HELD = Listing(
    "What each reserve is held for", "reserve",
    (
        Column("reserve_purpose", "Purpose"),
        Column("reserve_category", "Category"),
        Column("reserve_owner", "Owner"),
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
OF_RESERVES_HELD = (HELD, DRAWN)
