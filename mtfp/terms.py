"""The words of the field: financial years, units, and how figures are read and shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from math import isfinite

from mtfp.problems import MistypedError

_MOST_DECIMALS = 6
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The financial years that a plan may speak of, by the calendar year in which each starts."""
_YEAR = re.compile(r"^([0-9]{4})/([0-9]{2})$")


@dataclass(frozen=True, order=True)
class FinancialYear:
    """A year from 1 April to 31 March, held as the calendar year in which it starts."""

    start: int

    @classmethod
    def parse(cls, text: str) -> FinancialYear:
        """Read `2026/27`; raise MistypedError with the reason for anything else."""
        match = _YEAR.match(text.strip())
        if not match:
            reason = f"{text!r} is not a financial year; write it like 2026/27"
            raise MistypedError(reason, code="E408")
        start, suffix = int(match[1]), int(match[2])
        if (start + 1) % 100 != suffix:
            reason = f"{text!r} does not join up; did you mean {cls(start)}?"
            raise MistypedError(reason, code="E408")
        if not FIRST_YEAR <= start <= LAST_YEAR:
            reason = f"{text!r} is not from {cls(FIRST_YEAR)} to {cls(LAST_YEAR)}"
            raise MistypedError(reason, code="E408")
        return cls(start)

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    def __add__(self, years: int) -> FinancialYear:
        return FinancialYear(self.start + years)

    def __sub__(self, other: FinancialYear) -> int:
        return self.start - other.start


class Kind(Enum):
    """What sort of number a unit holds, where its dimensions alone do not say."""

    PLAIN = "plain"
    PERCENT = "percent"
    POINTS = "points"
    CHOICE = "choice"
    ANYTHING = "anything"


@dataclass(frozen=True)
class Unit:
    """A unit of measure: its name, its dimensions (such as £ per dwelling) and its kind."""

    name: str
    dimensions: tuple[tuple[str, int], ...] = ()
    kind: Kind = Kind.PLAIN

    def __str__(self) -> str:
        return self.name


GBP = Unit("£", (("£", 1),))
NUMBER = Unit("number")
PERCENT = Unit("%", kind=Kind.PERCENT)
POINTS = Unit("percentage points", kind=Kind.POINTS)
CHOICE = Unit("choice", kind=Kind.CHOICE)
DWELLINGS = Unit("Band D dwellings", (("dwellings", 1),))
GBP_PER_DWELLING = Unit("£ per Band D dwelling", (("dwellings", -1), ("£", 1)))
HOMES = Unit("dwellings", DWELLINGS.dimensions)
GBP_PER_HOME = Unit("£ per dwelling", GBP_PER_DWELLING.dimensions)
"""Dwellings of whichever band, and the charge of one: ninths make them Band D dwellings."""
FTE = Unit("full-time equivalents", (("fte", 1),))
GBP_PER_FTE = Unit("£ per full-time equivalent", (("fte", -1), ("£", 1)))
YES_OR_NO = Unit("yes or no")
"""What a line finds of a test, as a number that others can be worked from: 1 is yes, 0 is no."""
SERVED = Unit("people, places or journeys", (("served", 1),))
GBP_EACH = Unit("£ each", (("served", -1), ("£", 1)))
MONTHS = Unit("months", (("months", 1),))
GBP_PER_MONTH = Unit("£ a month", (("months", -1), ("£", 1)))
ANYTHING = Unit("anything", kind=Kind.ANYTHING)


def plain_number(value: float) -> str:
    """Show a number exactly, in as few digits as read back to the same number."""
    text = repr(float(value))
    return text.removesuffix(".0") if "e" not in text else text


def show(value: float, unit: Unit) -> str:
    """Show a figure in full, as an explanation prints it: £1,234.56, 4.99%, 61,206."""
    if not isfinite(value):
        return "no figure"
    if unit == YES_OR_NO and value in (0, 1):
        return "yes" if value else "no"
    if unit.kind is Kind.PERCENT:
        return f"{_grouped(value * 100, 2, 6)}%"
    if unit.kind is Kind.POINTS:
        return f"{_grouped(value * 100, 1, 6)}pp"
    if ("£", 1) in unit.dimensions:
        # Judged as it will be shown, so that the dust of floats does not print as .00.
        whole = not _rounded(value, 2) % 1 and unit.dimensions != GBP_PER_DWELLING.dimensions
        text = _grouped(abs(value), 0 if whole else 2, 2)
        return f"(£{text})" if value < 0 and text.strip("0.,") else f"£{text}"
    return _grouped(value, 0, 2 if unit.dimensions == DWELLINGS.dimensions else 6)


def show_worked(value: float, unit: Unit) -> str:
    """Show a figure that was worked: as `show`, but a percentage in no more decimals than tell it.

    That is two, or more where it would come out rounder than it is: 4.998% is not 5.00%.
    """
    if unit.kind is not Kind.PERCENT or not isfinite(value):
        return show(value, unit)
    exact = _rounded(value * 100, _MOST_DECIMALS)
    for decimals in range(2, _MOST_DECIMALS):
        rounded = _rounded(value * 100, decimals)
        if rounded == exact or rounded * 10 % 1:
            return f"{_grouped(value * 100, 2, decimals)}%"
    return show(value, unit)


def show_in_table(value: float, unit: Unit) -> str:
    """Show a figure that was worked, in a table: a percentage in two decimals, as its neighbours.

    Numbers and points have two decimals at most.
    """
    if unit == POINTS:
        return f"{_grouped(value * 100, 1, 2)}pp"
    if unit.kind is Kind.PERCENT and isfinite(value):
        return f"{_grouped(value * 100, 2, 2)}%"
    return _grouped(value, 0, 2) if unit == NUMBER else show_worked(value, unit)


def month_of(months: float, first_year: FinancialYear) -> str:
    """The month that is so many months from the April in which the first year starts: 2027-10."""
    if months % 1:
        return f"{plain_number(months)} months from April {first_year.start}"
    year, month = divmod(first_year.start * 12 + 3 + int(months), 12)
    return f"{year}-{month + 1:02d}"


def show_millions(value: float, decimals: int = 3) -> str:
    """Show pounds as £m, brackets for less than nought and a dash for nought."""
    # First to the penny: a float a hair under £8.05m is £8.1m, as the sum it stands for is.
    pence = _rounded(abs(value), 2)
    millions = (pence / 1_000_000).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{millions:,f}"
    if not text.strip("0.,"):
        return "-"
    return f"({text})" if value < 0 else text


def _grouped(value: float, least: int, most: int) -> str:
    """Thousands commas, with between `least` and `most` decimals and no trailing noughts."""
    whole, _, fraction = f"{_rounded(value, most):,f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    text = f"{whole}.{fraction}" if fraction else whole
    return text if text.strip("-0.,") else text.lstrip("-")


def _rounded(value: float, decimals: int) -> Decimal:
    """Halves away from nought, on the digits that a spreadsheet would show."""
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
