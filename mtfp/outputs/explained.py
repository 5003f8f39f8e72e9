"""The catalogue of problems as the terminal shows it: one entry in full, or all by their titles."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from mtfp.codes import CODES, FAMILIES, Entry, family

WIDTH, STEP = 88, "  "


def explained(entry: Entry) -> Iterator[str]:
    """What a code means, why it matters, how to mend it, and an example of wrong and right."""
    yield f"{entry.code}   {entry.title}"
    yield f"{STEP}{family(entry.code)}"
    for head, text in (("Why it matters", entry.why), ("How to mend it", entry.mend)):
        yield from ("", head, fill(text, WIDTH, initial_indent=STEP, subsequent_indent=STEP))
    # An example is shown as it is typed: its lines and its indents are its own.
    for head, text in (("Wrong", entry.wrong), ("Right", entry.right)):
        yield from ("", head, indent(text, STEP))


def listing() -> Iterator[str]:
    """Every code with its title, family by family."""
    for start, about in FAMILIES.items():
        yield about
        yield from (f"{STEP}{c}   {e.title}" for c, e in CODES.items() if c.startswith(start))
        yield ""
    yield "`mtfp explain-problem CODE` says why one matters and how to mend it."
