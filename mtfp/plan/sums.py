"""Figures that must be the sum of others, to the penny: what became of an amount is all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from mtfp.algebra.lines import LineBook
from mtfp.plan.headings import column_of
from mtfp.plan.plan import Figures, Items, Origin
from mtfp.problems import Problem, listed
from mtfp.terms import show

HALF_A_PENNY = 0.005


def broken_sums(
    book: LineBook,
    items: Mapping[str, Items],
    figures: Mapping[str, Figures],
    origins: Mapping[tuple[str, str], Origin],
) -> Iterator[Problem]:
    """Every item of which a figure is not the sum that it should be, and by how much."""
    for name, whole in book.inputs.items():
        if not whole.made_of:
            continue
        parts = sum(_by_case(figures[part.name]) for part in whole.made_of)
        over = np.asarray(parts - _by_case(figures[name]))
        columns = listed((column_of(part).replace("_", " ") for part in whole.made_of), "and")
        for item, item_id in enumerate(items[whole.axis.name].ids):
            off = over[:, item].ravel()
            wrong = off[np.abs(off) >= HALF_A_PENNY]
            if not len(wrong):
                continue
            by = show(abs(float(wrong[0])), whole.unit)
            more = "more" if wrong[0] > 0 else "less"
            what = (
                f"{item_id}: {columns} come to {by} {more} than {column_of(whole)}; they should "
                "be the same."
            )
            origin = origins.get((name, item_id))
            fix = f"Every pound of {column_of(whole)} is one of them, and only one."
            yield Problem(what, origin.place if origin else None, fix, code="E612")


def _by_case(figures: Figures) -> Figures:
    """Figures shaped (years, items, cases), whether or not they vary by case."""
    return np.atleast_3d(figures)
