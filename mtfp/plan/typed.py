"""Figures as people type them, converted by the unit that is declared, never by guess."""

from __future__ import annotations

import re
from decimal import Decimal

from mtfp.algebra.expressions import Input
from mtfp.problems import did_you_mean
from mtfp.terms import MONTHS, FinancialYear, Kind, show

_NUMBER = re.compile(r"^(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_LARGEST = 10**15
_MONTHS_IN_YEAR, _APRIL = 12, 4
_MONEY = re.compile(r"^£?([\d.,]+)(k|m|bn)?$")


def read_figure(text: str, given: Input, first_year: FinancialYear) -> float:
    """The figure that `text` stands for, in the input's unit.

    Raises ValueError whose message says what was expected.
    """
    text = text.strip().replace("\u00a0", " ")
    if given.choices:
        if text not in given.choices:
            hint = did_you_mean(text, given.choices)
            raise ValueError(f"{text!r} is not one of {', '.join(given.choices)}. {hint}".strip())
        return float(given.choices[text])
    if given.unit.kind is Kind.PERCENT:
        if not text.endswith("%"):
            raise ValueError(f"{text!r} is not a percentage; write it with its sign, like 3.5%")
        return float(_decimal(text[:-1]) / 100)
    if ("£", 1) in given.unit.dimensions:
        return money(text)
    if given.unit == MONTHS and (month := _MONTH.match(text)):
        return float(_months_since(int(month[1]), int(month[2]), first_year))
    return plain(text)


def show_input(value: float, given: Input) -> str:
    """An input's figure as a person reads it: a choice by its name, otherwise with its unit."""
    for choice, number in given.choices.items():
        if number == value:
            return choice.replace("_", " ")
    return show(value, given.unit)


def read_change(text: str, given: Input) -> float:
    """What `add` adds, in the input's unit: percentages take percentage points.

    Raises ValueError whose message says what was expected.
    """
    if given.choices:
        raise ValueError("a choice cannot be added to")
    if given.unit.kind is Kind.PERCENT:
        if not text.endswith("pp"):
            raise ValueError(f"{text!r} is not in percentage points; write it like 1.0pp")
        return float(_decimal(text.removesuffix("pp")) / 100)
    return money(text) if ("£", 1) in given.unit.dimensions else plain(text)


def money(text: str) -> float:
    """Pounds, from £1.2m, £450k, 1,500.25 or (1,500) for less than nought."""
    inner, sign = text, 1.0
    if text.startswith("(") and text.endswith(")"):
        inner, sign = text[1:-1], -1.0
    elif text.startswith("-"):
        inner, sign = text[1:], -1.0
    match = _MONEY.match(inner.strip())
    if not match:
        raise ValueError(f"{text!r} is not an amount of money; write it like £1.2m, £450k or 1,500")
    return sign * float(_decimal(match[1]) * _SCALES[match[2] or ""])


def plain(text: str) -> float:
    """A plain number, with or without thousands commas."""
    return float(_decimal(text))


def _decimal(text: str) -> Decimal:
    # In decimal until the last step, so that 2.99% is the float nearest to 0.0299.
    if not _NUMBER.match(text.strip()):
        raise ValueError(f"{text!r} is not a number")
    value = Decimal(text.strip().replace(",", ""))
    if abs(value) > _LARGEST:
        raise ValueError(f"{text!r} is too large")
    return value


def _months_since(year: int, month: int, first_year: FinancialYear) -> int:
    if not 1 <= month <= _MONTHS_IN_YEAR:
        raise ValueError(f"there is no month {month}; write year and month, like 2026-10")
    return _MONTHS_IN_YEAR * (year - first_year.start) + month - _APRIL
