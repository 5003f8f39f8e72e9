"""One kind of mistake, as the catalogue explains it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A kind of mistake: what it is, why it matters, how to mend it, and a small example.

    `why` says what would go wrong if it were let through.
    """

    code: str
    title: str
    why: str
    mend: str
    wrong: str
    right: str
