"""What the sheets of a workbook share: their headings, and how each unit's figures are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import Input, Line, Named
from mtfp.outputs.standing import standings
from mtfp.outputs.words import as_read
from mtfp.outputs.workbook.sheets import (
    BASE_YEAR,
    HEAD_ROW,
    ITEM,
    LABEL,
    UNDER_WATERMARK,
    UNIT,
    WHOLE_PLAN,
    Sheet,
    letter,
)
from mtfp.plan.plan import Plan
from mtfp.terms import DWELLINGS, GBP, GBP_PER_MONTH, HOMES, YES_OR_NO, Kind, Unit, month_of

_MOVES = re.compile(r"(?<![$A-Za-z'!])([A-Z]{1,3})(?=\$?[0-9])")
"""A column that moves when its formula is copied: one that no $ holds, on its own sheet."""


def put_headings(sheet: Sheet, plan: Plan, heads: Sequence[str]) -> None:
    """The row of headings that every sheet shares, and the widths of its columns."""
    years = (plan.base_year, *plan.plan_years)
    for column, head in enumerate((*heads, *map(str, years)), start=LABEL):
        sheet.put(HEAD_ROW, column, head, "head" if column <= WHOLE_PLAN else "year")
    for column, word in enumerate(standings(plan), start=BASE_YEAR):
        if word:
            sheet.put(UNDER_WATERMARK, column, word, "standing")
    sheet.widths |= {LABEL: 48, ITEM: 38, UNIT: 21, WHOLE_PLAN: 17}
    sheet.widths |= {BASE_YEAR + year: 17 for year in range(len(years))}


def form_of(unit: Unit) -> str:
    """The form in which a unit's figures are shown in full."""
    if unit.kind is Kind.PERCENT:
        return "percent"
    if unit.kind is Kind.POINTS:
        return "points"
    if unit == YES_OR_NO:
        return "answer"
    whole_pence = ("£", 1) in unit.dimensions or unit.dimensions == DWELLINGS.dimensions
    return "pounds" if whole_pence else "number"


def read_form_of(unit: Unit, figures: NDArray[np.float64]) -> str:
    """The form in which a row or column of one unit is read: all of it in as many decimals."""
    if unit in (GBP, GBP_PER_MONTH):
        return "millions"
    form = form_of(unit)
    if form != "number":
        return form
    # A hair of a float is no part of a number.
    known = np.round(figures[np.isfinite(figures)], 6)
    return "hundredths" if (known % 1).any() else "whole"


def counted_form_of(unit: Unit, figure: float) -> str:
    """The form of one figure: a whole number of homes is shown as a count of them."""
    return "count" if unit == HOMES and not figure % 1 else form_of(unit)


def is_typed_as_a_word(given: Input) -> bool:
    """Whether an input's cell holds a word from a list: a choice, or the month of a date."""
    return bool(given.choices) or given.dated


def as_entered(given: Input, figure: float, plan: Plan) -> str | float:
    """An input's figure as its cell holds it: a choice's word, a date's month, or the number."""
    if given.dated:
        return month_of(figure, plan.plan_years[0])
    if not given.choices:
        return figure
    return next(as_read(word) for word, code in given.choices.items() if code == figure)


def entered_unit_of(given: Input) -> str:
    """The unit of what is typed into an input's cell."""
    return "choice" if given.choices else "month" if given.dated else given.unit.name


def unit_of(named: Named, plan: Plan) -> str:
    """A figure's unit; of a date, what its months are counted from."""
    if isinstance(named, Input) and named.choices:
        return "choice"
    if isinstance(named, Input | Line) and named.dated:
        return f"months after 1 April {plan.plan_years[0].start}"
    return named.unit.name


def copied_right(formula: str, columns: int) -> str:
    """A formula of one sheet as it is when copied so many columns to the right."""
    if not columns:
        return formula
    return _MOVES.sub(lambda match: letter(number_of(match[1]) + columns), formula)


def number_of(letters: str) -> int:
    """A column's number: A is 1, AA is 27."""
    found = 0
    for one in letters:
        found = found * 26 + ord(one) - ord("A") + 1
    return found
