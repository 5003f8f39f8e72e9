"""A form: registers that a budget holder fills in and sends back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtfp.algebra.expressions import Axis
from mtfp.algebra.lines import LineBook
from mtfp.authoring.columns import Column, columns, registers
from mtfp.plan.dresses import read_tables
from mtfp.plan.plan import Plan
from mtfp.plan.tables import Row, Table
from mtfp.problems import Place, PlanError, Problem, did_you_mean

REGISTERS = ("savings", "pressures")
"""The registers that budget holders fill in."""
ISSUED = "rows issued"
CHANGE_A_ROW = "Change a row"
_FOR = re.compile(rf" for: (.+?)(?:, edition of [^.,]*)?\. {CHANGE_A_ROW}")
"""Where a form's note says which plan it is of."""


@dataclass(frozen=True)
class Sheet:
    """One register of a form to be issued: its columns, and the rows that are there already.

    `names` are the ids that a column's cells may name, by its heading.
    """

    axis: Axis
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    names: dict[str, tuple[str, ...]]

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
    """One register of a form that came back; `issued` are its first rows, if it still says so."""

    axis: Axis
    table: Table
    issued: tuple[str, ...] | None


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
    of = " and ".join(sheet.axis.many for sheet in sheets)
    edition = f", edition of {plan.edition}" if plan.edition else ""
    note = (
        f"{of.capitalize()} of {named or directorate} for: {plan.title}{edition}. {CHANGE_A_ROW}, "
        "or add one below with an id of its own. For each, say how far it can be trusted (basis) "
        "and who or what says so (source). Leave the headings as they are and send the file back."
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
    )


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
        elif any(texts) and found:
            place = Place(file, number, ", ".join(text for text in texts if text))
            if heads is None:
                heads, at = texts, place
                while heads and not heads[-1]:
                    heads.pop()
            else:
                rows.append(_row(heads, texts, place))
            table = Table(at, tuple(heads), tuple(rows))
            found[-1] = Returned(found[-1].axis, table, found[-1].issued)
    return found


def _row(heads: Sequence[str], texts: list[str], place: Place) -> Row:
    """A row of a form, whose cells may stop short of the last heading but not go beyond it."""
    if any(texts[len(heads) :]):
        what = f"Has something beyond its last heading{f', {heads[-1]}' if heads else ''}."
        fix = "Put text that holds a comma in double quotes."
        raise PlanError([Problem(what, place, fix, code="E302")])
    padded = [*texts, *[""] * (len(heads) - len(texts))]
    return Row(dict(zip(heads, padded, strict=False)), place)
