"""The listings of decisions: by when each saving has to be decided, and what has been."""

from __future__ import annotations

from dataclasses import replace

from mtfp.analysis.decide_by import decide_by, decisions_on
from mtfp.outputs.tables.listings import Column, Filled, Listing, filled, has_date
from mtfp.outputs.tables.shown import ever
from mtfp.results import Results

TO_DECIDE = Listing(
    "Decide by: the first day of the month named is the last on which a decision still lands the "
    "money", "saving",
    (
        Column("saving_owner", "Owner"),
        Column("saving_begin_by", "Consult or report from"),
        Column("saving_decide_by", "Decide by the 1st of"),
        Column("saving_start", "Start"),
        Column("saving_month_price", "Price of each month's wait, £m"),
    ),
)  # fmt: skip
DECISIONS = Listing(
    "Decisions recorded", "decision",
    (
        Column("decision_date", "Date"),
        Column("decision_role", "Decided by"),
        Column("decision_reason", "Why"),
        Column("decision_saving", "Saving decided on"),
        Column("decision_cites", "Golden rules cited"),
        Column("decision_owner", "Owner", wide=True),
    ),
)  # fmt: skip
STANDS, OPEN = "Decided on", "open"
UNDATED = "open; no start is given, so there is no last day"


def of_decisions(results: Results, *, narrow: bool = False, case: int = 0) -> list[Filled]:
    """The calendar in the order of its dates, those without one last, and what is recorded."""
    made = (
        _calendar(results, narrow=narrow, case=case), filled(DECISIONS, results, narrow=narrow),
    )  # fmt: skip
    return [one for one in made if one]


def _calendar(results: Results, *, narrow: bool, case: int) -> Filled | None:
    order = _in_order(results, case)
    listing = filled(TO_DECIDE, results, narrow=narrow, items=order)
    if listing is None:
        return None
    decided, ids = decisions_on(results), results.plan.items["saving"].ids
    rows = []
    for item, (title, cells) in zip(order, listing.rows, strict=True):
        if has_date("saving", results, item):
            _, day = decided.get(ids[item], ("", None))
            rows.append((title, (str(day) if day else OPEN, *cells)))
        else:
            blanks = tuple(cell if isinstance(cell, str) else "" for cell in cells)
            rows.append((title, (UNDATED, *blanks)))
    return replace(listing, heads=(STANDS, *listing.heads), rows=tuple(rows))


def _in_order(results: Results, case: int) -> list[int]:
    """The savings on the calendar of any scenario, by their last day in this one."""
    ids = results.plan.items["saving"].ids
    here = [ids.index(one.saving) for one in decide_by(results, case)]
    others = {
        ids.index(one.saving) for n in range(len(results.cases)) for one in decide_by(results, n)
    }
    asked = {n for n in range(len(ids)) if ever(results, "saving_to_decide", n)}
    rest = sorted((others | asked).difference(here), key=lambda n: (n not in others, n))
    return [*here, *rest]
