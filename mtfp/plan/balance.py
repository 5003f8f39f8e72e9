"""What comes to nought together: money that moves between items is neither made nor lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from mtfp.algebra.lines import LineBook
from mtfp.plan.headings import column_of
from mtfp.plan.plan import Figures, Items, Origin
from mtfp.problems import Problem
from mtfp.terms import FinancialYear, show

HALF_A_PENNY = 0.005


def out_of_balance(
    book: LineBook,
    items: Mapping[str, Items],
    figures: Mapping[str, Figures],
    origins: Mapping[tuple[str, str], Origin],
    first: FinancialYear,
) -> Iterator[Problem]:
    """Every year in which the items of a balanced input do not come to nought together."""
    for given in (one for one in book.inputs.values() if one.balanced):
        sums = figures[given.name].sum(axis=1).reshape(len(figures[given.name]), -1)
        for year, by_case in enumerate(sums):
            over = float(by_case[np.abs(by_case).argmax()])
            if abs(over) < HALF_A_PENNY:
                continue
            what = (
                f"{given.title} ({given.name}) of {first + year} comes to {show(over, given.unit)} "
                f"over all {given.axis.many}; it should come to nought, as one gets what another "
                "gives."
            )
            fix = f"Look at the column {column_of(given)} {first + year}: brackets are paid out."
            ids = items[given.axis.name].ids
            known = (origins.get((given.name, item_id)) for item_id in ids)
            place = next((one.place for one in known if one), None)
            yield Problem(what, place, fix, code="E621")
