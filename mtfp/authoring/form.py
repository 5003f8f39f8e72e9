"""A form: registers that a budget holder fills in and sends back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mtfp.algebra.expressions import Axis
from mtfp.algebra.lines import LineBook
from mtfp.authoring.columns import Column, columns, registers
from mtfp.authoring.meaning import mark
from mtfp.plan.dresses import read_tables
from mtfp.plan.plan import Plan
from mtfp.plan.tables import Row, Table
from mtfp.problems import Place, PlanError, Problem, did_you_mean
from mtfp.terms import FinancialYear

REGISTERS = ("savings", "pressures")
"""The registers that budget holders fill in."""
ISSUED = "rows issued"
AS_ISSUED = "as issued"
"""Beside the ids of the rows issued: a mark of what each said then."""
CHANGE_A_ROW = "Change a row"
_FOR = re.compile(rf" for: (.+?)(?:, edition of [^.,]*)?\. {CHANGE_A_ROW}")
"""Where a form's note says which plan it is of."""
_HELD = re.compile(rf"({'|'.join(REGISTERS)}) \(([0-9]+) rows?\)", re.IGNORECASE)
"""Where a form's note says which registers it was issued with."""


@dataclass(frozen=True)
class Sheet:
    """One register of a form to be issued: its columns, and the rows that are there already.

    `names` are the ids that a column's cells may name, by its heading; `marks` are of what
    each row says as it is issued.
    """

    axis: Axis
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    names: dict[str, tuple[str, ...]]
    marks: tuple[str, ...]
    first_year: FinancialYear

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rows issued."""
        return tuple(row[0] for row in self.rows)


@dataclass(frozen=True)
class Form:
    """A form to be issued: what it says of itself, and its registers."""

    note: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Returned:
    """One register of a form that came back.

    `issued` are its first rows, if it still says so, and `marks` what each of those said then.
    """

    axis: Axis
    table: Table
    issued: tuple[str, ...] | None
    marks: Mapping[str, str] = field(default_factory=dict)


def form_for(
    directorate: str, folder: Path, plan: Plan, book: LineBook, wanted: Sequence[str] = REGISTERS
) -> Form:
    """The form of a directorate: its rows in the plan, or none where the plan does not say."""
    known = sorted(set(_directorates(plan).values()))
    named = next((one for one in known if one.casefold() == directorate.casefold()), None)
    if known and named is None:
        fix = did_you_mean(directorate, known) or f"They are {', '.join(known)}."
        what = f"No service is of a directorate called {directorate}."
        raise PlanError([Problem(what, fix=fix, code="E802")])
    axes = {axis.many: axis for axis in registers(book)}
    tables, _ = read_tables(folder, book)
    sheets = tuple(
        _sheet(axes[many], named, tables[axes[many].name], plan, book) for many in wanted
    )
    of = " and ".join(f"{sheet.axis.many} ({_rows(len(sheet.rows))})" for sheet in sheets)
    edition = f", edition of {plan.edition}" if plan.edition else ""
    note = (
        f"{of[:1].upper()}{of[1:]} of {named or directorate} for: {plan.title}{edition}. "
        f"{CHANGE_A_ROW}, or add one below with an id of its own. For each, say how far it can "
        "be trusted (basis) and who or what says so (source). Leave the headings as they are and "
        "send the file back."
    )
    return Form(note, sheets)


def _sheet(axis: Axis, directorate: str | None, table: Table, plan: Plan, book: LineBook) -> Sheet:
    every = tuple(columns(book, axis, plan.plan_years))
    mine = [row for row in table.rows if directorate and _of(row, plan) == directorate]
    return Sheet(
        axis,
        every,
        tuple(tuple(column.as_typed(row.get(column.head)) for column in every) for row in mine),
        {
            column.head: tuple(one for axis in column.refers_to for one in plan.items_of(axis).ids)
            for column in every
            if column.refers_to
        },
        tuple(mark(row.cells, every, plan.plan_years[0]) for row in mine),
        plan.plan_years[0],
    )


def _rows(count: int) -> str:
    return f"{count} row{'s' * (count != 1)}"


def _directorates(plan: Plan) -> dict[str, str]:
    """The directorate of each service that has one."""
    details = plan.details.items()
    return {item: said for (name, item), said in details if name == "service_directorate" and said}


def _of(row: Row, plan: Plan) -> str:
    """The directorate that a row belongs to, by its service."""
    return _directorates(plan).get(row.get("service"), "")


# -- what came back -------------------------------------------------------------------------------


def refuse_another_plans(note: str, plan: Plan, place: Place) -> None:
    """Refuse a form whose note still says that it is of another plan than this."""
    said = _FOR.search(" ".join(note.split()))
    if said and said[1].casefold() != " ".join(plan.title.split()).casefold():
        fix = f"Name that plan after the file: this is {plan.name}, {plan.title}."
        what = f"This form was issued for {said[1]}."
        raise PlanError([Problem(what, place, fix, code="E807")])


def not_returned(note: str, form: Iterable[Returned]) -> Iterator[str]:
    """The registers that a form was issued with and came back without, in words."""
    came = {one.axis.many for one in form}
    for many, count in _HELD.findall(note.partition(" for: ")[0]):
        if many.lower() not in came:
            rows = _rows(int(count))
            stay = f"the {rows} issued {'stays' if count == '1' else 'stay'} as in the plan"
            yield f"{many.lower()}: did not come back with the form; {stay}"


def returned(lines: Iterator[tuple[int, list[str]]], book: LineBook, file: str) -> list[Returned]:
    """The registers of a form, from the lines of its text: each under a line that names it."""
    axes = {axis.many: axis for axis in registers(book)}
    found: list[Returned] = []
    heads: list[str] | None = None
    rows: list[Row] = []
    at = Place(file)
    for number, cells in lines:
        texts = [cell.strip() for cell in cells]
        if len(texts) > 1 and texts[0].lower() in axes and texts[1].lower() == ISSUED:
            issued = tuple(text for text in texts[2:] if text)
            heads, rows, at = None, [], Place(file, number)
            found.append(Returned(axes[texts[0].lower()], Table(at), issued))
        elif (
            heads is None
            and found
            and [t.lower() for t in texts[:2]] == [found[-1].axis.many, AS_ISSUED]
        ):
            issued = found[-1].issued or ()
            found[-1] = replace(found[-1], marks=dict(zip(issued, texts[2:], strict=False)))
        elif any(texts) and found:
            place = Place(file, number, ", ".join(text for text in texts if text))
            if heads is None:
                heads, at = texts, place
                while heads and not heads[-1]:
                    heads.pop()
            else:
                rows.append(_row(heads, texts, place))
            table = Table(at, tuple(heads), tuple(rows))
            found[-1] = replace(found[-1], table=table)
    return found


def _row(heads: Sequence[str], texts: list[str], place: Place) -> Row:
    """A row of a form, whose cells may stop short of the last heading but not go beyond it."""
    if any(texts[len(heads) :]):
        what = f"Has something beyond its last heading{f', {heads[-1]}' if heads else ''}."
        fix = "Put text that holds a comma in double quotes."
        raise PlanError([Problem(what, place, fix, code="E302")])
    padded = [*texts, *[""] * (len(heads) - len(texts))]
    return Row(dict(zip(heads, padded, strict=False)), place)
