"""What a register's cells mean, however they are written: Jun-27 is 2027-06, £1,200 is 1200."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from mtfp.authoring.columns import Column
from mtfp.authoring.inert import as_meant
from mtfp.plan.typed import read_figure
from mtfp.problems import MistypedError
from mtfp.terms import FinancialYear, month_of

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_LENGTH = 12


def meaning(text: str, column: Column | None, first_year: FinancialYear) -> str:
    """One text for all ways to write the same; what cannot be read means what it says."""
    said = as_meant(text.strip())
    given = column.given if column else None
    if given is None or not said:
        return said
    try:
        figure = read_figure(said, given, first_year)
    except MistypedError:
        return said
    # With a sign before it, so that no text that cannot be read is taken for a figure.
    return f"={month_of(figure, first_year) if given.dated else repr(figure)}"


def mark(cells: Mapping[str, str], columns: Iterable[Column], first_year: FinancialYear) -> str:
    """A mark of what a row means, the same for as long as that is.

    It is of letters alone, so that no spreadsheet program takes it for a number.
    """
    meant = {c.head: meaning(cells.get(c.head, ""), c, first_year) for c in columns}
    told = "\n".join(f"{head}\t{text}" for head, text in sorted(meant.items()) if text)
    return sha256(told.encode()).hexdigest()[:_LENGTH].translate(_LETTERS)
