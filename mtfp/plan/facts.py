"""What a register says of its items in words: details, kept as text once they are known to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mtfp.algebra.details import Detail
from mtfp.algebra.lines import LineBook
from mtfp.plan.gathering import Gathering
from mtfp.plan.headings import column_of
from mtfp.plan.plan import Figures, Items, Origin
from mtfp.plan.tables import Row, Table
from mtfp.plan.typed import read_day, read_role, read_word
from mtfp.problems import MistypedError, Problem, did_you_mean, sentence


def read_details(table: Table, details: Sequence[Detail], found: Gathering) -> None:
    """Keep what each row says; what refers to an item of another register is looked up there."""
    for detail in details:
        column = column_of(detail)
        said = [(row, row.get(column)) for row in table.rows if row.get(column)]
        silent = [row for row in table.rows if column in table.heads and not row.get(column)]
        if detail.refers_to is not None:
            look_up(table, detail.refers_to.name, column, found)
        for row, text in said:
            try:
                found.details[detail.name, row.get("id")] = as_kept(text, detail)
            except MistypedError as error:
                what = sentence(f"{row.called(column)}: {error}")
                found.problem(what, row.place, code=error.code)
        for row in silent:
            if detail.needed and column not in row.spoilt:
                what = f"{row.cell(column)}{named(row)} has no {column}: {detail.sentence}"
                found.problem(what, row.place, "Fill it in.", code="E401")


def as_kept(text: str, detail: Detail) -> str:
    """A detail as it is kept; raises ValueError where it may not be so."""
    if detail.words:
        return read_word(text, detail.words)
    if detail.dated:
        return read_day(text)
    return read_role(text) if detail.role else text


def look_up(table: Table, register: str, column: str, found: Gathering) -> None:
    """Check that what a column names are items of another register."""
    there, ids = found.tables[register], found.items[register].ids
    rows = [row for row in table.rows if row.get(column)]
    if there.absent:
        if rows:
            needed_by(table.called, f"rows of {table.called} name its ids", there, found)
        return
    for row in rows if there.is_whole else ():
        name = row.get(column)
        if name not in ids:
            hint = did_you_mean(name, ids) or f"Add it to {there.called}."
            many = found.book.registers[register].many
            what = f"{row.cell(column)}{name} is not one of the {many}."
            found.problem(what, row.place, hint, code="E307")


def needed_by(called: str, why: str, there: Table, found: Gathering) -> None:
    """Note that a register is not there which something else needs, unless that has been said."""
    if not there.lost:
        kind = "sheet" if there.sheet else "file"
        what = f"There is no such {kind}, and {called} needs it."
        found.problem(what, there.place, f"Add it: {why}.", code="E101")


def clashes(
    book: LineBook,
    items: Mapping[str, Items],
    details: Mapping[tuple[str, str], str],
    figures: Mapping[str, Figures],
    origins: Mapping[tuple[str, str], Origin],
) -> Iterator[Problem]:
    """Every item of which one choice says what another of its choices rules out."""
    for clash in book.clashes:
        here, there = (
            figures[given.name] == given.choices[choice]
            for given, choice in ((clash.given, clash.choice), (clash.other, clash.other_choice))
        )
        for item, item_id in enumerate(items[clash.given.axis.name].ids):
            excused = clash.unless and details.get((clash.unless.name, item_id))
            if excused or not (here[:, item] & there[:, item]).any():
                continue
            column, other = column_of(clash.given), column_of(clash.other)
            origin = origins.get((clash.other.name, item_id))
            what = f"{item_id} is {clash.choice}, so {other} may not be {clash.other_choice}"
            fix = f"Change its {other}, or its {column} if that is wrong."
            where = origin.place if origin else None
            yield Problem(sentence(f"{what}: {clash.because}"), where, fix, code="E604")


def named(row: Row) -> str:
    """What a message calls a row."""
    return row.get("id") or "The row"
