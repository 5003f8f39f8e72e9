"""What an editor may accept for one figure: as much as the reader does, in JSON Schema's words."""

from __future__ import annotations

from typing import Any

from mtfp.algebra.expressions import Input
from mtfp.terms import GBP, MONTHS, Kind

Schema = dict[str, Any]

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_MINUS, _SPACE = "[-\u2212]?", "[ \u00a0]?"
_MONEY = rf"{_MINUS}{_SPACE}£?{_SPACE}{_MINUS}{_NUMBER}(?:[kKmM]|[bB][nN])?"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ANY_CASE = "|".join("".join(f"[{a.upper()}{a}]" for a in month) for month in _MONTHS)
_JOINED = "|".join(f"{year:02d}/{(year + 1) % 100:02d}" for year in range(100))

YEAR = rf"^\s*[0-9]{{2}}(?:{_JOINED})\s*$"
"""A financial year whose two halves join up."""
PERCENTAGE = rf"^\s*{_MINUS}{_NUMBER}\s*%\s*$"
POINTS = rf"^\s*{_MINUS}{_NUMBER}\s*pp$"
MONEY = rf"^\s*(?:\(\s*{_MONEY}\s*\)|{_MONEY})\s*$"
CREDITED = rf"^\s*(?:\(\s*{_MONEY}\s*\)|{_MONEY}){_SPACE}(?:[-\u2212]|[cCdD][rR])\s*$"
PLAIN = rf"^\s*{_MINUS}{_NUMBER}\s*$"
MONTH = rf"^\s*(?:[0-9]{{4}}-(?:0[1-9]|1[0-2])|(?:{_ANY_CASE})-(?:20)?[0-9]{{2}})\s*$"

_TEXT_OR_LARGE: list[Schema] = [
    {"type": "string"},
    {"type": "number", "minimum": 1000},
    {"type": "number", "maximum": -1000},
]
_A_SUM: Schema = {"anyOf": [*_TEXT_OR_LARGE, {"const": 0}]}
"""A bare 12 is most likely £12m: the reader refuses it."""
_OF_ONE: Schema = {"anyOf": [*_TEXT_OR_LARGE, {"type": "number", "multipleOf": 1}]}
"""What one home or one hour costs may well be 12; a bare 1.5 is refused here too."""


def kind_of(given: Input) -> str:
    """The sort of figure that an input takes, in a word or two."""
    if given.choices:
        return f"one of {', '.join(given.choices)}"
    if given.unit.kind is Kind.PERCENT:
        return "percentage"
    if ("£", 1) in given.unit.dimensions:
        return "money"
    if given.dated:
        return "month"
    return "number of months" if given.unit == MONTHS else "number"


def how_to_write(given: Input) -> str:
    """How the input's figure is written, as a sentence."""
    if given.choices:
        return f"One of {', '.join(given.choices)}."
    return {
        "percentage": "A percentage with its sign, like 3.5%.",
        "money": 'Money, like £1.2m, £450k or "£1,500.25" (quotes where there is a comma).',
        "month": "A year and month, like 2026-10.",
        "number of months": "A number of months, like 6.",
        "number": 'A number, like 60000 or "60,000" (quotes where there is a comma).',
    }[kind_of(given)]


def figure(given: Input) -> Schema:
    """One figure of an input."""
    if given.choices:
        return {"enum": list(given.choices)}
    return {
        "percentage": _text(PERCENTAGE, how_to_write(given)),
        "month": _text(MONTH, how_to_write(given)),
        "money": {
            **_text(MONEY, how_to_write(given), "number"),
            **(_A_SUM if given.unit == GBP else _OF_ONE),
        },
    }.get(kind_of(given), _text(PLAIN, how_to_write(given), "number"))


def ledger_money() -> Schema:
    """Pounds and pence as a ledger gives them."""
    said = "Pounds and pence, like 188100000.00 or 1,500.00 CR."
    return _text(f"{MONEY}|{CREDITED}", said, "number")


def added(given: Input) -> Schema:
    """What may be added to an input's figure."""
    if given.unit.kind is Kind.PERCENT:
        return _text(POINTS, "Percentage points, like 1.0pp.")
    if ("£", 1) in given.unit.dimensions:
        return figure(given)
    return factor()


def factor() -> Schema:
    """What a figure may be multiplied by."""
    return _text(PLAIN, "A number, like 1.25.", "number")


def _text(pattern: str, said: str, *also: str) -> Schema:
    """Text of a pattern; YAML makes numbers of some text, which are then of no pattern."""
    return {
        "type": ["string", *also] if also else "string",
        "pattern": pattern,
        "patternErrorMessage": said,
    }
