"""Why an extract does not come to its control total, where one slip would explain all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from mtfp.plan.extracts import Posting
from mtfp.plan.ledger import pounds
from mtfp.problems import listed

MOST_NAMED = 3
LOOK = "Look for rows that are lost or stand twice, and take both from one export on one day."
THOUSAND = 1000


def why_it_differs(
    postings: Sequence[Posting], control: Decimal, outside: Mapping[str, Decimal]
) -> str:
    """What would explain the difference, in a sentence; otherwise where to look."""
    total = sum((posting.amount for posting in postings), Decimal(0))
    return next(_slips(postings, total, control, outside), LOOK)


def _slips(
    postings: Sequence[Posting],
    total: Decimal,
    control: Decimal,
    outside: Mapping[str, Decimal],
) -> Iterator[str]:
    over = total - control
    if total == -control:
        yield "All signs are the other way round: in one of the two, spending is less than nought."
    for scale, which in ((control, "control total"), (total, "extract")):
        if scale and scale * THOUSAND == (total if scale is control else control):
            yield f"The {which} is perhaps in thousands: both should be in pounds."
    twice = _named(_twice(postings, over))
    if twice:
        yield f"Without {twice} which repeats another row, the two would agree."
    turned = _named(posting for posting in postings if 2 * posting.amount == over)
    if turned:
        yield f"With the sign of {turned} the other way round, the two would agree."
    alone = _named(posting for posting in postings if posting.amount == over)
    if alone:
        yield f"Without {alone} the two would agree: is it a row too many?"
    for reason, amount in outside.items():
        if amount == over:
            yield (
                f"It is what stands outside as {reason}: the control total is of the whole "
                "extract, with that."
            )


def _twice(postings: Sequence[Posting], amount: Decimal) -> Iterator[Posting]:
    seen = set()
    for posting in postings:
        cells = tuple(posting.row.cells.items())
        if posting.amount == amount and cells in seen:
            yield posting
        seen.add(cells)


def _named(postings: Iterator[Posting]) -> str:
    """The rows by their lines, if they are few enough to be looked at."""
    found = list(postings)
    if not 0 < len(found) <= MOST_NAMED:
        return ""
    amount = pounds(found[0].amount)
    return f"line {listed((str(one.row.place.line) for one in found), 'or')}, of {amount},"
