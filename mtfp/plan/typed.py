"""Figures as people type them, converted by the unit that is declared, never by guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from math import isnan

from mtfp.algebra.expressions import Input
from mtfp.problems import MistypedError, did_you_mean
from mtfp.terms import GBP, MONTHS, FinancialYear, Kind, show

_NUMBER = re.compile(r"^(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?$")
_MONEY = re.compile(r"^(-?) ?£? ?(-?)([0-9.,]+)(k|m|bn)?$", re.IGNORECASE)
_CREDIT = re.compile(r"^(.*[0-9).]) ?(-|cr|dr)$", re.IGNORECASE)
_MONTH = re.compile(r"^([0-9]{4})-([0-9]{2})(-01)?$")
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_PERSON = re.compile(r"\b(Mr|Mrs|Ms|Miss|Mx|Cllr)\b\.? +[A-Z]")
_EXCELS_MONTH = re.compile(r"^([a-z]{3})-(?:20)?([0-9]{2})$", re.IGNORECASE)
_SLASHED = re.compile(r"^([0-9]{1,2})[/.]([0-9]{1,2})[/.](?:20)?([0-9]{2})$")
_SERIAL = re.compile(r"^[3-6][0-9]{4}$")
"""Excel's days from 1982 to 2091, counted from the end of 1899."""
_EXCELS_EPOCH = date(1899, 12, 30)
_NEARLY_A_YEAR = re.compile(r"^((?:20)?[0-9]{2}) ?[-–/ ] ?(?:20)?([0-9]{2})$")
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_SMALL = 1_000
"""Pounds below this, typed without a £, are most likely millions."""
_LARGEST = 10**12
_PENNY = Decimal("0.01")
_MONTHS_IN_YEAR, _APRIL = 12, 4


def read_figure(text: str, given: Input, first_year: FinancialYear) -> float:
    """The figure that `text` stands for, in the input's unit.

    Raises MistypedError whose message says what was expected.
    """
    text = _tidy(text)
    if not text:
        raise MistypedError("nothing is written; write 0 if that is meant", code="E401")
    value = _read(text, given, first_year)
    check_range(value, given)
    return value


def _read(text: str, given: Input, first_year: FinancialYear) -> float:
    if given.choices:
        return float(given.choices[read_word(text, given.choices)])
    if given.unit.kind is Kind.PERCENT:
        if not text.endswith("%") or not _NUMBER.match(text[:-1].strip()):
            reason = f"{text!r} is not a percentage; write it with its sign, like 3.5%"
            raise MistypedError(reason, code="E402")
        return float(_decimal(text[:-1]) / 100)
    if ("£", 1) in given.unit.dimensions:
        return _money_of(text, given)
    if given.dated:
        return float(_months_since(text, first_year))
    if given.unit == MONTHS and not _NUMBER.match(text):
        raise MistypedError(f"{text!r} is not a number of months; write it like 6", code="E406")
    return plain(text)


def check_range(value: float, given: Input) -> None:
    """Raise MistypedError, with the range in words, for a figure that the input may not be."""
    least, most = given.least, given.most
    if isnan(value):  # what a change makes of a figure that could not be read
        return
    if ("£", 1) in given.unit.dimensions and abs(value) > _LARGEST:
        raise MistypedError(f"{show(value, given.unit)} is more than £1,000bn", code="E601")
    if (least is None or value >= least) and (most is None or value <= most):
        return
    low, high = (
        "" if bound is None else show(bound, given.unit).replace(".00", "")
        for bound in (least, most)
    )
    may_be = (
        f"from {low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}"
    )
    reason = f"{show(value, given.unit)} is out of range; it may be {may_be}"
    raise MistypedError(reason, code="E601")


def read_year(text: str) -> FinancialYear:
    """The financial year that `text` stands for; raises MistypedError with the year it is near."""
    near = _NEARLY_A_YEAR.match(text.strip())
    try:
        return FinancialYear.parse(text)
    except ValueError:
        year = FinancialYear(2000 + int(near[1]) % 100) if near else None
        if near is None or year is None or int(near[2]) != (year.start + 1) % 100:
            raise
        reason = f"{text!r} is not a financial year; did you mean {year}?"
        raise MistypedError(reason, code="E408") from None


def read_word(text: str, words: Iterable[str]) -> str:
    """One of some words; raises ValueError with all of them and the nearest."""
    known = list(words)
    if text not in known:
        hint = did_you_mean(text, known)
        reason = f"{text!r} is not one of {', '.join(known)}. {hint}".strip()
        raise MistypedError(reason, code="E407")
    return text


def read_day(text: str) -> str:
    """A day, 2026-02-25; raises ValueError where the text is none."""
    try:
        known = bool(_DAY.match(text)) and bool(date.fromisoformat(text))
    except ValueError:
        known = False
    if not known:
        hint = _of_excel(text, "%Y-%m-%d") or "write it like 2026-02-25"
        raise MistypedError(f"{text!r} is not a date; {hint}", code="E413")
    return text


def _of_excel(text: str, form: str) -> str:
    """How to write what Excel makes of a date when it saves a sheet as CSV; nothing for others."""
    slashed = _SLASHED.match(text)
    if slashed:
        try:
            meant = date(2000 + int(slashed[3]), int(slashed[2]), int(slashed[1]))
        except ValueError:
            return ""
        return f"write {meant.strftime(form)} if the day comes first in it"
    if not _SERIAL.match(text):
        return ""
    meant = _EXCELS_EPOCH + timedelta(days=int(text))
    return f"it is Excel's count of days: write {meant.strftime(form)}"


def read_role(text: str) -> str:
    """A role; raises ValueError for what can only be a person's name."""
    if _PERSON.search(text):
        what = "is a person; name the role instead, such as Director of finance"
        raise MistypedError(f"{text!r} {what}", code="E309")
    return text


def show_input(value: float, given: Input) -> str:
    """An input's figure as a person reads it: a choice by its name, otherwise with its unit."""
    for choice, number in given.choices.items():
        if number == value:
            return choice.replace("_", " ")
    return show(value, given.unit)


def read_change(text: str, given: Input) -> float:
    """What `add` adds, in the input's unit: percentages take percentage points.

    Raises MistypedError whose message says what was expected.
    """
    if given.choices:
        words = ", ".join(given.choices)
        raise MistypedError(f"a choice cannot be added to; say one of {words}", code="E510")
    if given.unit.kind is Kind.PERCENT:
        if not text.endswith("pp"):
            reason = f"{text!r} is not in percentage points; write it like 1.0pp"
            raise MistypedError(reason, code="E412")
        return float(_decimal(text.removesuffix("pp")) / 100)
    return _money_of(text, given) if ("£", 1) in given.unit.dimensions else plain(text)


def money(text: str) -> float:
    """Pounds, from £1.2m, £450k, 1,500.25 or (1,500) for less than nought."""
    return float(_pounds(text))


def _money_of(text: str, given: Input) -> float:
    """An input's pounds: a sum of money, or what one home, person or unit costs."""
    return float(_pounds(text, of_one=given.unit != GBP))


def pounds_and_pence(text: str) -> Decimal:
    """Pounds as a ledger gives them, to the penny: credits too, as 1,500.00- or 1,500 CR.

    Raises MistypedError where the sign is said twice, or there is part of a penny.
    """
    credit = _CREDIT.match(_tidy(text))
    pounds = _pounds(credit[1] if credit else text, in_pounds=True)
    if credit and ("(" in credit[1] or "-" in credit[1]):
        reason = f"{text!r} says twice which way it goes; keep one sign"
        raise MistypedError(reason, code="E403")
    # The fifteen digits that a spreadsheet keeps: what lies beyond is the dust of its sums.
    exact = Decimal(f"{pounds:.15g}")
    if exact % _PENNY:
        raise MistypedError(f"{text!r} has part of a penny; round it", code="E403")
    return -exact if credit and credit[2].upper() != "DR" else exact


def _pounds(text: str, *, in_pounds: bool = False, of_one: bool = True) -> Decimal:
    inner = _tidy(text)
    bracketed = inner.startswith("(") and inner.endswith(")")
    match = _MONEY.match(inner[1:-1].strip() if bracketed else inner)
    minuses = [bracketed, bool(match and match[1]), bool(match and match[2])].count(True)
    if not match or not _NUMBER.match(match[3]) or minuses > 1:
        reason = f"{text!r} is not an amount of money; write it like £1.2m, £450k or 1,500"
        raise MistypedError(reason, code="E403")
    pounds = Decimal(match[3].replace(",", "")) * _SCALES[(match[4] or "").lower()]
    bare = "£" not in inner and not match[4] and not in_pounds
    # What one home or one hour costs may well be £150; a sum of money in a plan is not.
    doubtful = "." in match[3] or (pounds and not of_one)
    if bare and doubtful and pounds < _SMALL:
        sign = "-" if minuses else ""
        there, as_it_is = f"{sign}£{match[3]}m", f"{sign}£{match[3]}"
        exact = f"{sign}£{pounds:.{2 if '.' in match[3] else 0}f}"
        reason = f"{text!r} would be {exact}; write {there}, or {as_it_is} if it is so"
        raise MistypedError(reason, code="E404")
    if pounds > _LARGEST:
        reason = f"{text!r} is more than £1,000bn; look at its k, m or bn"
        raise MistypedError(reason, code="E601")
    return -pounds if minuses else pounds


def plain(text: str) -> float:
    """A plain number, with or without thousands commas."""
    return float(_decimal(text))


def _tidy(text: str) -> str:
    """Without spaces at its ends, and with the one minus and the one space."""
    return text.replace("\u00a0", " ").replace("\u2212", "-").strip()


def _decimal(text: str) -> Decimal:
    # In decimal until the last step, so that 2.99% is the float nearest to 0.0299.
    number = _tidy(text)
    if not _NUMBER.match(number):
        raise MistypedError(f"{text!r} is not a number; write it like 57,409", code="E406")
    value = Decimal(number.replace(",", ""))
    if abs(value) > _LARGEST:
        raise MistypedError(f"{text!r} is too large; look at its digits", code="E601")
    return value


def _months_since(text: str, first_year: FinancialYear) -> int:
    match, excels = _MONTH.match(text), _EXCELS_MONTH.match(text)
    if match:
        year, month = int(match[1]), int(match[2])
    elif _DAY.match(text):
        what = f"is a day, and only whole months are counted; write the month, {text[:7]}"
        raise MistypedError(f"{text!r} {what}", code="E405")
    elif excels:  # what Excel makes of 2026-10 when it saves a sheet: Oct-26
        year, month = 2000 + int(excels[2]), _month_called(excels[1])
    else:
        hint = _of_excel(text, "%Y-%m") or "write year and month, like 2026-10"
        reason = f"{text!r} is not a month; {hint}"
        raise MistypedError(reason, code="E405")
    if not 1 <= month <= _MONTHS_IN_YEAR:
        reason = f"there is no month {text!r}; write year and month, like 2026-10"
        raise MistypedError(reason, code="E405")
    return _MONTHS_IN_YEAR * (year - first_year.start) + month - _APRIL


_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month_called(name: str) -> int:
    known = name.lower() in _MONTH_NAMES
    return _MONTH_NAMES.index(name.lower()) + 1 if known else 0
