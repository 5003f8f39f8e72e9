"""A ledger's extract read: each row's cost centre, subjective code and amount, to the penny."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mtfp.plan.ledger import pounds
from mtfp.plan.limits import EXTRACT
from mtfp.plan.tables import A_TOTAL, Row, Table, read_csv
from mtfp.plan.typed import pounds_and_pence
from mtfp.problems import MistypedError, Problem, did_you_mean, listed, sentence

A_ROW_OF_ANOTHER_LENGTH = "E302"


@dataclass(frozen=True)
class Posting:
    """One row of an extract."""

    centre: str
    subjective: str
    amount: Decimal
    row: Row


@dataclass(frozen=True)
class Extract:
    """The rows that could be read; where some could not, their sum says nothing."""

    shown: str
    postings: tuple[Posting, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every row was read."""
        return not self.problems

    @property
    def total(self) -> Decimal:
        """What the rows that could be read come to."""
        return sum((posting.amount for posting in self.postings), Decimal(0))


def read_extract(path: Path, shown: str, sheet: str, columns: dict[str, str]) -> Extract:
    """Read the extract, with all that is wrong with its rows; `columns` are its headings."""
    heads = tuple(columns.values())
    if path.suffix.lower() == ".xlsx":
        from mtfp.plan.spreadsheets import read_sheet

        table = read_sheet(path, shown, sheet, heads)
    else:
        table = read_csv(path, shown, EXTRACT, headed_by="")
    wrong = list(_headings(table, heads))
    if not set(heads) <= set(table.heads):
        # A title above the headings makes every row look wrong, and says nothing of any.
        lost = (one for one in table.problems if not wrong or one.code != A_ROW_OF_ANOTHER_LENGTH)
        return Extract(shown, (), (*wrong, *lost))
    problems = [*wrong, *table.problems]
    postings: list[Posting] = []
    above = Decimal(0)
    for row in table.rows:
        found = _posting(row, columns, above)
        if isinstance(found, Posting):
            postings.append(found)
            above += found.amount
        elif found is not None:
            problems.append(found)
    return Extract(shown, tuple(postings), tuple(problems), table.warnings)


def _headings(table: Table, heads: Iterable[str]) -> Iterator[Problem]:
    if not table.heads:
        return
    lacking = [head for head in heads if head not in table.heads]
    if lacking:
        there = ", ".join(filter(None, table.heads))
        what = f"Has no column {listed(lacking, 'or')}: its headings are {there}."
        near = did_you_mean(lacking[0], table.heads) if len(lacking) == 1 else ""
        fix = near or "Headings stand on the first line: delete any title above them."
        yield Problem(what, table.place, fix, code="E902")
    for head in heads:
        if table.heads.count(head) > 1:
            what, fix = f"The column {head} stands twice.", "Rename the one that is not meant."
            yield Problem(what, table.place, fix, code="E303")


def _posting(row: Row, columns: dict[str, str], above: Decimal) -> Posting | Problem | None:
    """A row as a posting, or what is wrong with it; nothing where that has been said."""
    if row.spoilt & set(columns.values()):
        return None
    centre, subjective, text = (
        row.get(columns[name]) for name in ("cost_centre", "subjective", "amount")
    )
    try:
        amount = pounds_and_pence(text) if text else None
    except MistypedError as error:
        amount = None
        wrong = Problem(
            sentence(f"{row.called(columns['amount'])}: {error}"), row.place, code=error.code
        )
        if centre and subjective:
            return wrong
    if A_TOTAL.match(centre) or A_TOTAL.match(subjective):
        said = centre if A_TOTAL.match(centre) else subjective
        return Problem(
            f"{said!r} is a total, not a budget.", row.place, _mend(amount, above), code="E906"
        )
    if not centre or not subjective:
        lacks = columns["subjective" if centre else "cost_centre"]
        what = f"Has no {lacks}, so that nobody could take its amount."
        return Problem(what, row.place, _mend(amount, above), code="E906")
    if amount is None:
        what = f"{row.called(columns['amount'])}: nothing is written; a blank is not nought."
        fix = "Write 0 if that is meant, or take the row out of the extract."
        return Problem(what, row.place, fix, code="E401")
    return Posting(centre, subjective, amount, row)


def _mend(amount: Decimal | None, above: Decimal) -> str:
    if amount and amount == above:
        return (
            f"Its {pounds(amount)} is what all rows above it come to. Delete the row: the total "
            "stands as control_total in the mapping."
        )
    return "Delete it if it adds up other rows or says nothing; otherwise fill it in."
