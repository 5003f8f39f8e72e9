"""The listings of decisions: by when each saving has to be decided, and what has been."""

from mtfp.outputs.tables.listings import Column, Listing

TO_DECIDE = Listing(
    "Decide by: the last month in which a decision still lands the money", "saving",
    (
        Column("saving_owner", "Owner"),
        Column("saving_begin_by", "Begin the way to it by"),
        Column("saving_decide_by", "Decide by"),
        Column("saving_start", "Start"),
        Column("saving_month_price", "Price of each month's wait, £m"),
    ),
    only="saving_to_decide",
)  # fmt: skip
DECISIONS = Listing(
    "Decisions recorded", "decision",
    (
        Column("decision_date", "Date"),
        Column("decision_role", "Decided by"),
        Column("decision_reason", "Why"),
        Column("decision_saving", "Lets begin"),
        Column("decision_cites", "Golden rules cited"),
        Column("decision_owner", "Owner", wide=True),
    ),
)  # fmt: skip
OF_DECISIONS = (TO_DECIDE, DECISIONS)
