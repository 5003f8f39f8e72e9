"""A cell of a sheet as the text that a person would have typed for it.

Excel keeps 3.5% as 0.035 and a look, and a month as a day: the look says which was meant.
From here on a cell is text, converted by its column's declared unit as CSV text is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from mtfp.plan.located import UNSEEN

ERRORS = {
    "#REF!": "its formula has lost what it pointed at",
    "#DIV/0!": "its formula divides by nought",
    "#N/A": "its formula has found nothing",
    "#NAME?": "its formula uses a name that is not known",
    "#VALUE!": "its formula, or its date, has a value that it cannot use",
    "#NUM!": "its formula has no result that is a number",
}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BROKEN = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_OTHER = re.compile(r"\[[^\]]*\]|[_*].")
_NOUGHTS = re.compile(r"^0{2,}$")
_SCALE = re.compile(r"^(k|m|mn|bn|thousand|million|billion)s?$", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
CURRENCIES = "£$€¥"


@dataclass(frozen=True)
class Wrong:
    """Why a cell cannot be read, after its name, and how to mend it."""

    what: str
    fix: str


def text_of(value: object, kind: str, look: str, *, date_meant: bool) -> str | Wrong:
    """A cell's text, from its value, openpyxl's letter for its kind, and its number format."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _error(value) if kind == "e" else _text(value)
    if isinstance(value, bool):
        fix = "Write yes or no, or the word that the column asks for."
        return Wrong(f"holds {str(value).upper()}", fix)
    if isinstance(value, int | float):
        return _number(value, look)
    return _day(value, date_meant)


def _error(value: str) -> Wrong:
    why = ERRORS.get(value, "an error of its formula")
    return Wrong(f"is {value}: {why}", "Mend the formula in Excel, or type the figure.")


def _text(value: str) -> str | Wrong:
    def escaped(match: re.Match[str]) -> str:
        sign = chr(int(match[1], 16))
        return sign if sign in "\r\n" or UNSEEN.search(sign) else match[0]

    # A line broken inside a cell is one line in a register.
    text = _BROKEN.sub(" ", _ESCAPED.sub(escaped, value).replace("\ufeff", "")).strip()
    unseen = UNSEEN.search(text)
    if unseen:
        what = f"holds a sign that cannot be seen (U+{ord(unseen[0]):04X})"
        return Wrong(what, "Empty the cell and type it again.")
    return text


def _day(value: object, date_meant: bool) -> str | Wrong:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, datetime) or not isinstance(value, date):
        return Wrong("holds a time of day", "Format the cell as Text and type it again.")
    day = value.isoformat()
    if date_meant:
        return day
    fix = "Format the cell as Text and type it again: Excel takes some text for a date."
    return Wrong(f"holds a date, {day}, where none is meant", fix)


def _number(value: float, look: str) -> str | Wrong:
    literals = [part for found in _LITERAL.findall(look) for part in found if part.strip()]
    bare = _OTHER.sub("", _LITERAL.sub("", look))
    # Through decimals, so that 7% is not 7.000000000000001%.
    exact = Decimal(repr(value))
    if "%" in bare:
        return f"{_plain(exact * 100)}%"
    scale = next((word for word in literals if _SCALE.match(word.strip())), "")
    if scale and not _SCALED.search(bare):
        what = f"is shown with {scale.strip()!r} after it, but holds only {_plain(exact)}"
        return Wrong(what, "Type the amount in pounds, or as text, like £1.2m.")
    if _NOUGHTS.match(look) and value >= 0 and exact == exact.to_integral_value():
        return _plain(exact).zfill(len(look))  # a code such as 00123, kept as 123
    sign = next((s for s in CURRENCIES if s in bare or any(s in word for word in literals)), "")
    return f"{'-' if sign and value < 0 else ''}{sign}{_plain(abs(exact) if sign else exact)}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
