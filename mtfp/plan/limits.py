"""How large a file may be: one that is larger was saved wrongly, or is meant to stop the reader."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES, MAX_COLUMNS = 2_000_000, 500
"""What a file of text may weigh that is no extract, and how many columns any table may have."""


@dataclass(frozen=True)
class Limits:
    """The most that a table may have, by whichever way it comes, and how to come to less.

    `text` is the bytes of a CSV file. A workbook is `packed` in its file and `unpacked` in
    memory, and `tags` is how many pieces its parts may have, which are a few for each cell.
    """

    of: str
    rows: int
    text: int
    packed: int
    unpacked: int
    tags: int
    less: str


REGISTER = Limits(
    of="a register",
    rows=20_000,
    text=MAX_BYTES,
    packed=20_000_000,
    unpacked=50_000_000,
    tags=4_000_000,
    less="A register needs a few hundred rows: copy them to a new workbook.",
)
EXTRACT = Limits(
    of="an extract of the ledger",
    rows=200_000,
    text=20_000_000,
    packed=20_000_000,
    unpacked=200_000_000,
    tags=15_000_000,
    less="Export a row for each cost centre and subjective code, and only the columns needed.",
)
