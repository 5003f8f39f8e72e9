"""What a ledger's extract comes to: the base year's budgets by service and subjective group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mtfp.problems import Problem

GROUPS = (
    "employees",
    "premises",
    "transport",
    "supplies_and_services",
    "third_party_payments",
    "transfer_payments",
    "support_services",
    "capital_financing",
    "income",
)
"""The subjective groups of council accounts, in the order in which they are shown."""
INCOME = GROUPS[-1]
ByGroup = Mapping[str, Decimal]


@dataclass(frozen=True)
class Ledger:
    """An extract added up to the penny, and agreed to its control total.

    `services` and what stands `outside` them hold pounds by subjective group; `file` is the
    extract's, as messages show it, and `date` the day on which it was taken.
    """

    file: str
    date: str
    basis: str
    source: str
    rows: int
    cost_centres: int
    services: Mapping[str, ByGroup]
    outside: Mapping[str, ByGroup]
    control_total: Decimal
    warnings: tuple[Problem, ...] = ()

    @property
    def counted(self) -> Decimal:
        """What the services come to."""
        return total_of(self.services.values())

    @property
    def total(self) -> Decimal:
        """What the whole extract comes to."""
        return self.counted + total_of(self.outside.values())

    @property
    def groups(self) -> tuple[str, ...]:
        """The subjective groups that hold anything."""
        held = {group for by in (*self.services.values(), *self.outside.values()) for group in by}
        return tuple(group for group in GROUPS if group in held)


def total_of(several: Iterable[ByGroup]) -> Decimal:
    """Pounds by group, all added up."""
    return sum((amount for by in several for amount in by.values()), Decimal(0))


def pounds(amount: Decimal) -> str:
    """Pounds to the penny, in brackets for less than nought."""
    text = f"£{abs(amount):,.2f}"
    return f"({text})" if amount < 0 else text
