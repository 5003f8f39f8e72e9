"""How a figure is written on the page: each form by name, as forms.js writes it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isnan

from mtfp.algebra.expressions import Line, Named
from mtfp.terms import (
    DWELLINGS,
    GBP,
    GBP_PER_DWELLING,
    GBP_PER_HOME,
    GBP_PER_MONTH,
    HOMES,
    NUMBER,
    PERCENT,
    POINTS,
    YES_OR_NO,
    FinancialYear,
    month_of,
    show,
    show_in_table,
    show_millions,
    show_worked,
)

MILLIONS, TENTHS, SIGNED, HEADLINE = "millions", "tenths", "signed", "headline"
WORDS, MONTH = "words", "month"
"""Forms that say after a colon which words numbers stand for, or the year months begin with."""
IN_TABLES = {"worked": "two_places"}
_WORKED = {"percent": "worked", "number": "rounded", "points": "rounded_points"}
_NAMES = {
    GBP: MILLIONS,
    GBP_PER_MONTH: MILLIONS,
    DWELLINGS: "dwellings",
    HOMES: "dwellings",
    GBP_PER_DWELLING: "pence",
    GBP_PER_HOME: "pence",
    PERCENT: "percent",
    POINTS: "points",
    YES_OR_NO: "answer",
}


def form_of(named: Named) -> str:
    """The form of a figure by itself: what was worked is shown in no more decimals than tell it."""
    form = _NAMES.get(named.unit, "number")
    return _WORKED.get(form, form) if isinstance(named, Line) else form


def form_in_table(named: Named) -> str:
    """The form of a figure in a table, where all in a row have as many decimals."""
    form = form_of(named)
    return IN_TABLES.get(form, form)


def written(amount: float, form: str, blank: str = "") -> str:
    """A figure in a form; a figure that is not there is left blank."""
    if isnan(amount):
        return blank
    kind, _, of = form.partition(":")
    if kind == WORDS:
        return dict(pair.split("=", 1) for pair in of.split("|")).get(f"{amount + 0:g}", "")
    return month_of(amount, FinancialYear(int(of))) if kind == MONTH else _FORMS[form](amount)


def words_form(words: Mapping[int, str]) -> str:
    """The form of numbers that stand for words."""
    return f"{WORDS}:{'|'.join(f'{code}={word}' for code, word in words.items())}"


def month_form(first: FinancialYear) -> str:
    """The form of months counted from the start of a year."""
    return f"{MONTH}:{first.start}"


def _signed(amount: float) -> str:
    """What a bar of a bridge moves, with a sign whichever way."""
    text = show_millions(amount, 1)
    return f"+{text}" if amount > 0 and text != "-" else text


def _headline(amount: float) -> str:
    """Tenths of a million with their unit, as sentences tell them."""
    text = show_millions(abs(amount), 1).replace("-", "0.0")
    return f"(£{text}m)" if amount < 0 and text != "0.0" else f"£{text}m"


_FORMS: Mapping[str, Callable[[float], str]] = {
    MILLIONS: show_millions,
    TENTHS: lambda amount: show_millions(amount, 1),
    SIGNED: _signed,
    HEADLINE: _headline,
    "pence": lambda amount: show(amount, GBP_PER_DWELLING),
    "percent": lambda amount: show(amount, PERCENT),
    "points": lambda amount: show(amount, POINTS),
    "dwellings": lambda amount: show(amount, DWELLINGS),
    "answer": lambda amount: show(amount, YES_OR_NO),
    "number": lambda amount: show(amount, NUMBER),
    "worked": lambda amount: show_worked(amount, PERCENT),
    "two_places": lambda amount: show_in_table(amount, PERCENT),
    "rounded": lambda amount: show_in_table(amount, NUMBER),
    "rounded_points": lambda amount: show_in_table(amount, POINTS),
}
