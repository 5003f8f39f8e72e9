"""A ledger's reconciliation: services by subjective group, what is outside, the control total."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from textwrap import wrap

from mtfp.algebra.expressions import Axis
from mtfp.plan.ledger import ByGroup, Ledger, pounds, total_of
from mtfp.plan.plan import Plan
from mtfp.problems import shortened

_LABEL, _LEAST = 38, 10
"""The widths of a row's name and, at least, of a figure."""
_THOUSANDS = Decimal(1000)


def reconciliation(plan: Plan, ledger: Ledger, axis: Axis, *, in_pounds: bool) -> Iterator[str]:
    """The reconciliation as lines of text, in £000 or in pounds and pence."""
    whole = _together({**ledger.services, **ledger.outside})
    every = (*ledger.services.values(), *ledger.outside.values(), whole)
    table = _Table(ledger.groups, every, in_pounds=in_pounds)
    items = plan.items_of(axis)
    titles = dict(zip(items.ids, items.titles, strict=True))
    said = ", ".join(filter(None, (ledger.basis, ledger.source)))
    yield f"{ledger.file}, extract of {ledger.date}: {said}"
    yield f"{ledger.rows:,} rows of {ledger.cost_centres:,} cost centres"
    if plan.watermark:
        yield plan.watermark
    yield ""
    yield from table.heads()
    for name, by in ledger.services.items():
        yield table.row(titles.get(name, name), by)
    yield table.rule()
    yield table.row(f"{axis.many.capitalize()} together", _together(ledger.services))
    if ledger.outside:
        yield ""
        yield "Outside them, and not counted"
        for reason, by in ledger.outside.items():
            yield table.row(reason, by)
        yield table.rule()
    yield table.row("The whole extract", whole)
    yield ""
    control = pounds(ledger.control_total)
    yield f"Control total: {control}. The extract agrees with it, to the penny."
    if not in_pounds:
        yield "In £000, each figure rounded by itself; --pounds gives them to the penny."


def reconciliation_json(plan: Plan, ledger: Ledger) -> str:
    """The same as JSON: pounds as text, so that no penny is lost on the way."""

    def texts(by: Mapping[str, ByGroup]) -> dict[str, dict[str, str]]:
        return {
            name: {group: f"{groups[group]:.2f}" for group in ledger.groups if group in groups}
            for name, groups in by.items()
        }

    told = {
        "plan": plan.name,
        "watermark": plan.watermark,
        "file": ledger.file,
        "date": ledger.date,
        "basis": ledger.basis,
        "source": ledger.source,
        "rows": ledger.rows,
        "cost_centres": ledger.cost_centres,
        "services": texts(ledger.services),
        "outside": texts(ledger.outside),
        "services_total": f"{ledger.counted:.2f}",
        "total": f"{ledger.total:.2f}",
        "control_total": f"{ledger.control_total:.2f}",
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _together(several: Mapping[str, ByGroup]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for by in several.values():
        for group, amount in by.items():
            found[group] = found.get(group, Decimal(0)) + amount
    return found


class _Table:
    """Rows of figures under the names of the groups, and what each row comes to at the end."""

    def __init__(self, groups: Sequence[str], rows: Iterable[ByGroup], *, in_pounds: bool) -> None:
        self.groups, self.in_pounds = groups, in_pounds
        figures = [amount for by in rows for amount in (*by.values(), total_of([by]))]
        self.width = max(_LEAST, *(len(self._cell(amount)) + 1 for amount in figures))

    def heads(self) -> Iterator[str]:
        """The headings, each on as many lines as it needs."""
        names = [group.replace("_", " ").capitalize() for group in self.groups]
        cells = [wrap(name, self.width - 1) for name in (*names, "Net")]
        deep = max(map(len, cells))
        cells = [[""] * (deep - len(cell)) + cell for cell in cells]
        for line in range(deep):
            label = "£" if self.in_pounds else "£000"
            shown = "".join(f"{cell[line]:>{self.width}}" for cell in cells)
            yield f"{label if line == deep - 1 else '':<{_LABEL}}{shown}".rstrip()

    def row(self, label: str, by: ByGroup) -> str:
        """One row; a group of which it has nothing is left empty."""
        cells = [self._cell(by[group]) if group in by else "" for group in self.groups]
        shown = "".join(f"{cell:>{self.width}}" for cell in (*cells, self._cell(total_of([by]))))
        return f"{shortened(label, _LABEL - 1):<{_LABEL}}{shown}"

    def rule(self) -> str:
        """The line above a sum."""
        dashes = "-" * (self.width - 3)
        return " " * _LABEL + f"{dashes:>{self.width}}" * (len(self.groups) + 1)

    def _cell(self, amount: Decimal) -> str:
        if self.in_pounds:
            rounded, places = amount, 2
        else:
            rounded, places = (amount / _THOUSANDS).quantize(Decimal(1), ROUND_HALF_UP), 0
        if not rounded:
            return "-"
        text = f"{abs(rounded):,.{places}f}"
        return f"({text})" if rounded < 0 else text
