"""What a register says of its items in words: details, kept as text once they are known to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from mtfp.algebra.details import Detail
from mtfp.algebra.lines import LineBook
from mtfp.plan.gathering import Gathering
from mtfp.plan.headings import column_of
from mtfp.plan.plan import Figures, Items, Origin
from mtfp.plan.tables import Row, Table
from mtfp.plan.typed import read_day, read_role, read_word, read_year
from mtfp.problems import Guesses, MistypedError, Problem, listed, sentence


def read_details(table: Table, details: Sequence[Detail], found: Gathering) -> None:
    """Keep what each row says; what refers to an item of another register is looked up there."""
    for detail in details:
        column = column_of(detail)
        said = [(row, row.get(column)) for row in table.rows if row.get(column)]
        silent = [row for row in table.rows if column in table.heads and not row.get(column)]
        if detail.refers_to:
            registers = [axis.name for axis in detail.refers_to]
            look_up(table, registers, column, found, detail.names)
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
        if detail.needed_for is not None:
            _needed_for(table, detail, *detail.needed_for, found)
        if detail.needed_with:
            _needed_with(table, detail, found)
        if detail.not_before:
            _not_before(table, detail, found)


def _needed_for(table: Table, detail: Detail, other: Detail, word: str, found: Gathering) -> None:
    """Note the rows that are so, by another detail, that they must say this one and do not."""
    column, asked = column_of(detail), column_of(other)
    for row in table.rows:
        if row.get(asked) == word and not row.get(column) and column not in row.spoilt:
            what = f"{named(row)} is {word}, and {column} does not say which."
            found.problem(row.cell(column) + what, row.place, detail.sentence, code="E611")


def _needed_with(table: Table, detail: Detail, found: Gathering) -> None:
    """Note the rows that say some of a set of columns and not all, each once."""
    for row in table.rows:
        said = [column for column in detail.needed_with if row.get(column)]
        lacks = [c for c in detail.needed_with if c not in said and c not in row.spoilt]
        if said and lacks[:1] == [column_of(detail)]:
            what = f"{row.cell(lacks[0])}{named(row)} has {said[0]} and no {listed(lacks, 'or')}."
            found.problem(what, row.place, detail.sentence, code="E641")


def _not_before(table: Table, detail: Detail, found: Gathering) -> None:
    """Note the rows whose day comes before the one that it should follow."""
    column, earlier = column_of(detail), f"{detail.axis.name}_{detail.not_before}"
    for row in table.rows:
        ends = found.details.get((detail.name, row.get("id")))
        begins = found.details.get((earlier, row.get("id")))
        if ends and begins and ends < begins:
            what = f"{row.called(column)}: {ends} is before {detail.not_before}, {begins}."
            found.problem(what, row.place, detail.sentence, code="E642")


def as_kept(text: str, detail: Detail) -> str:
    """A detail as it is kept; raises ValueError where it may not be so."""
    if detail.words:
        return read_word(text, detail.words)
    if detail.dated:
        return read_day(text)
    if detail.a_year:
        return str(read_year(text))
    return read_role(text) if detail.role else text


def look_up(
    table: Table,
    registers: Sequence[str],
    column: str,
    found: Gathering,
    names: Callable[[str], Sequence[str]] = lambda text: (text,),
) -> None:
    """Check that what a column names are items of another register, or of one of several."""
    tables = [found.tables[register] for register in registers]
    rows = [row for row in table.rows if row.get(column)]
    closed = [one for register in registers for one in found.book.registers[register].ids]
    if all(there.absent for there in tables) and not closed:
        if rows:
            needed_by(table.called, f"rows of {table.called} name its ids", tables[0], found)
        return
    ids = closed or [one for register in registers for one in found.items[register].ids]
    guesses, known = Guesses(ids), set(ids)
    for row in rows if all(there.is_whole or there.absent for there in tables) else ():
        for name in names(row.get(column)):
            if name not in known:
                called = listed((there.called for there in tables), "or")
                hint = guesses.did_you_mean(name) or f"Add it to {called}."
                if closed:
                    hint = guesses.did_you_mean(name) or f"They are {', '.join(closed)}."
                many = listed((found.book.registers[r].many for r in registers), "or of the")
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
