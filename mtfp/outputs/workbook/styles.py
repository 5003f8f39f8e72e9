"""How cells look: a role says what a cell is for, a form how its number is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtfp.outputs.workbook.sheets import Look, is_wrapped

if TYPE_CHECKING:
    from openpyxl.styles import Border, NamedStyle

NAVY, INK, QUIET, PAPER, RULE, INPUT = "12436D", "1D1D1D", "595959", "FFFFFF", "9AA5B1", "FFF3C4"
ALERT = "801650"
FACE = "Arial"
BRACKETS = '#,##0{d}{k};(#,##0{d}{k});"-"'
FORMS = {
    "text": "General",
    "choice": "@",
    "number": "General",
    "percent": "0.00%",
    "points": '0.00%" points"',
    "hundredths": "#,##0.00",
    "pounds": BRACKETS.format(d=".00", k=""),
    "millions": BRACKETS.format(d=".000", k=",,"),
    "tenths": BRACKETS.format(d=".0", k=",,"),
    "whole": "#,##0",
    "count": BRACKETS.format(d="", k=""),
    "answer": '[=1]"yes";[=0]"no";General',
}
"""Pounds are held in every cell; millions and tenths only show them in £m."""

FONTS: dict[str, dict[str, Any]] = {
    "title": {"size": 16, "bold": True, "color": NAVY},
    "warning": {"size": 10, "bold": True, "color": "801650"},
    "quiet": {"size": 9, "color": QUIET},
    "quiet total": {"size": 9, "color": QUIET},
    "section": {"size": 11, "bold": True, "color": NAVY},
    "scenario": {"size": 11, "bold": True, "color": NAVY},
    "aside": {"size": 10, "color": INK},
    "told": {"size": 10, "color": INK},
    "quiet aside": {"size": 9, "color": QUIET},
    "head": {"size": 10, "bold": True, "color": PAPER},
    "head aside": {"size": 10, "bold": True, "color": PAPER},
    "head wrapped": {"size": 10, "bold": True, "color": PAPER},
    "head wrapped aside": {"size": 10, "bold": True, "color": PAPER},
    "head figure": {"size": 10, "bold": True, "color": PAPER},
    "year": {"size": 10, "bold": True, "color": PAPER},
    "standing": {"size": 9, "color": INK},
    "text": {"size": 10, "color": INK},
    "wrapped": {"size": 10, "color": INK},
    "wrapped aside": {"size": 10, "color": INK},
    "word": {"size": 10, "color": INK},
    "number": {"size": 10, "color": INK},
    "verdict": {"size": 10, "color": INK},
    "memo": {"size": 10, "italic": True, "color": QUIET},
    "total": {"size": 10, "bold": True, "color": INK},
    "total line": {"size": 10, "bold": True, "color": INK},
    "input": {"size": 10, "color": NAVY},
    "selector": {"size": 13, "bold": True, "color": NAVY},
    "big": {"size": 14, "bold": True, "color": INK},
    "big label": {"size": 12, "color": INK},
    "sentence line": {"size": 11, "color": INK},
    "told line": {"size": 11, "color": INK},
    "note line": {"size": 10, "color": INK},
    "warning line": {"size": 11, "bold": True, "color": "801650"},
}
FILLS = {
    **dict.fromkeys(
        ("head", "head aside", "head wrapped", "head wrapped aside", "head figure", "year"), NAVY
    ),
    **dict.fromkeys(("input", "selector"), INPUT),
}
RIGHT = frozenset({"year", "standing", "head figure"})
ASIDE = frozenset(
    {
        "aside",
        "quiet aside",
        "head aside",
        "told",
        "head wrapped aside",
        "wrapped aside",
        "word",
        "verdict",
    }
)


def named(look: Look) -> NamedStyle:
    """The look as a named style, which a reader finds in the list of cell styles."""
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    colour = FILLS.get(look.role)
    right = look.role in RIGHT or (look.form != "text" and look.role != "selector")
    return NamedStyle(
        name=f"{look.role}, {look.form}",
        # A font without a name and a size would be drawn in another face.
        font=Font(name=FACE, **FONTS[look.role]),
        fill=PatternFill("solid", fgColor=colour) if colour else PatternFill(),
        border=_border(look.role),
        alignment=Alignment(
            horizontal="right" if right else "left",
            vertical="center",
            indent=int(look.role in ASIDE),
            wrap_text=is_wrapped(look),
        ),
        number_format=FORMS[look.form],
    )


def _border(role: str) -> Border:
    """A rule above a total and under a section's heading."""
    from openpyxl.styles import Border, Side

    if role in ("total", "quiet total"):
        return Border(top=Side("thin", color=INK))
    if role == "section":
        return Border(bottom=Side("thin", color=RULE))
    if role in ("input", "selector"):
        side = Side("hair", color=RULE)
        return Border(left=side, right=side, top=side, bottom=side)
    return Border()
