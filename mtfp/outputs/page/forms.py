"""How a figure is written on the page: each form by name, as forms.js writes it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isnan

from mtfp.terms import (
    DWELLINGS,
    GBP,
    GBP_PER_DWELLING,
    GBP_PER_HOME,
    HOMES,
    NUMBER,
    PERCENT,
    POINTS,
    YES_OR_NO,
    Unit,
    show,
    show_millions,
)

MILLIONS, TENTHS, SIGNED, HEADLINE = "millions", "tenths", "signed", "headline"
_NAMES = {
    GBP: MILLIONS,
    DWELLINGS: "dwellings",
    HOMES: "dwellings",
    GBP_PER_DWELLING: "pence",
    GBP_PER_HOME: "pence",
    PERCENT: "percent",
    POINTS: "points",
    YES_OR_NO: "answer",
}


def form_of(unit: Unit) -> str:
    """The form of a unit's figures in a table."""
    return _NAMES.get(unit, "number")


def written(amount: float, form: str, blank: str = "") -> str:
    """A figure in a form; a figure that is not there is left blank."""
    return blank if isnan(amount) else _FORMS[form](amount)


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
}
