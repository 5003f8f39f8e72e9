"""What a run gives back: every kept line's figures, by year, item and case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtfp.algebra.expressions import COUNCIL, Input, Line, Named
from mtfp.algebra.lines import LineBook
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.plan.typed import show_input
from mtfp.terms import FinancialYear, Unit, month_of, show_worked


@dataclass(frozen=True)
class Value:
    """One figure: a line or input, in a year, for an item, in a case.

    `first_year` is the plan's, from whose April dates are counted.
    """

    named: Named
    year: FinancialYear
    item: str
    case: str
    amount: float
    first_year: FinancialYear

    @property
    def unit(self) -> Unit:
        """The unit that the amount is in."""
        return self.named.unit

    def __str__(self) -> str:
        if isinstance(self.named, Input | Line) and self.named.dated:
            return month_of(self.amount, self.first_year)
        if isinstance(self.named, Input):
            return show_input(self.amount, self.named)
        return show_worked(self.amount, self.unit)


@dataclass(frozen=True)
class Results:
    """Figures by line, shaped (1 + years, items, cases), base year first; NaN where it has none.

    A line that no case varies has one case, which stands for all of them.
    """

    book: LineBook
    plan: Plan
    cases: Cases
    figures: Mapping[str, NDArray[np.float64]]

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        """A council-wide line's plan years, shaped (years, cases); KeyError for one with items."""
        found = self.array(name)
        if self.book[name].axis is not COUNCIL:
            raise KeyError(f"{name} has a figure for each item: ask array() for it")
        return found[1:, 0, :]

    def array(self, name: str) -> NDArray[np.float64]:
        """All of a line's figures, shaped (1 + years, items, cases)."""
        found = self.figures[name]
        return np.broadcast_to(found, (*found.shape[:2], len(self.cases)))

    def value(self, name: str, year: FinancialYear, item: str = "", case: int = 0) -> Value:
        """One figure of a line or an input; raises KeyError for a year or item it does not have."""
        named = self.book[name]
        ids = self.plan.items_of(named.axis).ids
        when = year - self.plan.base_year
        if item not in ids:
            raise KeyError(f"{name} has no item {item!r}")
        if not (0 if self.has_base(named) else 1) <= when <= self.plan.years:
            raise KeyError(f"{name} has no figure in {year}")
        amount = self.amount(named, when, ids.index(item), case)
        return Value(named, year, item, self.cases.labels[case], amount, self.plan.plan_years[0])

    def alone(self, case: int, plan: Plan) -> Results:
        """One case by itself, over the plan that it is worked from."""
        kept = {
            name: found if found.shape[2] == 1 else found[:, :, case : case + 1]
            for name, found in self.figures.items()
        }
        return Results(self.book, plan, Cases((self.cases.labels[case],)), kept)

    @staticmethod
    def has_base(named: Named) -> bool:
        """True if there is a figure for the base year: an opening, or one for the whole plan."""
        if isinstance(named, Line):
            return named.opening is not None
        return isinstance(named, Input) and not named.yearly

    def over_years(self, named: Named, case: int = 0, item: int = 0) -> NDArray[np.float64]:
        """A line's or input's figures, base year first; NaN where it has none."""
        if not isinstance(named, Input):
            found = self.figures[named.name]
            return found[:, item, case if found.shape[2] > 1 else 0].copy()
        varied = self.cases.varied.get(named.name)
        held = self.plan.figures[named.name][:, item] if varied is None else varied[:, item, case]
        if named.yearly:
            return np.concatenate([[np.nan], held])
        return np.full(self.plan.years + 1, held[0])

    def amount(self, named: Named, year: int, item: int, case: int) -> float:
        """The bare figure, by positions; year 0 is the base year."""
        if isinstance(named, Input):
            when = year - 1 if named.yearly else 0
            if named.name in self.cases.varied:
                return float(self.cases.varied[named.name][when, item, case])
            return float(self.plan.figures[named.name][when, item])
        found = self.figures[named.name]
        return float(found[year, item, case if found.shape[2] > 1 else 0])
