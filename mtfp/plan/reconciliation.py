"""The ledger of a plan: its extract mapped, agreed to the control total, and put into the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from mtfp.algebra.expressions import Input
from mtfp.plan.codings import Coding
from mtfp.plan.differences import why_it_differs
from mtfp.plan.extracts import Extract, Posting, read_extract
from mtfp.plan.facts import needed_by
from mtfp.plan.folders import LEDGER
from mtfp.plan.gathering import Gathering
from mtfp.plan.headings import column_of
from mtfp.plan.ledger import INCOME, Ledger, pounds, total_of
from mtfp.plan.mappings import COLUMNS, LedgerMap
from mtfp.plan.opening import stands
from mtfp.plan.plan import Origin
from mtfp.problems import Guesses, Place, Problem

Amounts = dict[str, dict[str, Decimal]]
MOST_NOUGHTS = 3


def read_ledger(folder: Path, mapping: LedgerMap, found: Gathering) -> Ledger | None:
    """Read and reconcile a plan's extract, and let it give what the model says it may.

    Every problem is noted; there is a ledger only where there is none.
    """
    given = next(given for given in found.book.inputs.values() if given.from_ledger)
    before = len(found.problems)
    found.problems += mapping.problems
    _services(given, mapping, found)
    place = found.place(mapping.file)
    silent = {"basis"} - mapping.said.keys()  # which has been said
    origin = found.origin(mapping.said, mapping.places.get("basis", mapping.place), silent)
    if not mapping.file or len(mapping.columns) < len(COLUMNS):
        return None
    path = folder / mapping.file
    if not stands(path):
        what = f"There is no {mapping.file} in the plan's folder."
        fix = "Put the extract there, or correct `file`."
        found.problem(what, mapping.places["file"], fix, code="E101")
        return None
    extract = read_extract(path, place.file, mapping.said.get("sheet", ""), mapping.columns)
    found.problems += extract.problems
    found.warnings += extract.warnings
    services, outside = _added_up(extract.postings, mapping)
    if mapping.is_whole and extract.postings:
        found.problems += _not_taken(extract.postings, mapping)
    if mapping.control_total is not None and extract.is_whole:
        found.problems += _control(extract, mapping.control_total, outside, mapping)
    if len(found.problems) > before:
        return None
    note = ", ".join(filter(None, (mapping.said.get("note"), f"extract of {mapping.date}")))
    _budgets(given, services, Origin(place, origin.basis, origin.source, note), found)
    return Ledger(
        file=place.file,
        date=mapping.date,
        basis=origin.basis,
        source=origin.source,
        rows=len(extract.postings),
        cost_centres=len({posting.centre for posting in extract.postings}),
        services=services,
        outside=outside,
        control_total=mapping.control_total or Decimal(0),
        warnings=tuple(_doubts(given, mapping, services, found)),
    )


def _services(given: Input, mapping: LedgerMap, found: Gathering) -> None:
    """Check that who takes cost centres is an item of the register."""
    axis = given.axis
    there, ids = found.tables[axis.name], found.items[axis.name].ids
    if there.absent and mapping.services:
        needed_by(LEDGER, f"{LEDGER} names its ids", there, found)
    guesses = Guesses(ids)
    for name, place in mapping.services.items() if there.is_whole and not there.absent else ():
        if name not in ids:
            fix = guesses.did_you_mean(name) or f"Add it to {there.called}."
            found.problem(f"{name} is not one of the {axis.many}.", place, fix, code="E902")


def _added_up(postings: Iterable[Posting], mapping: LedgerMap) -> tuple[Amounts, Amounts]:
    """Pounds by service and by reason outside, each by subjective group."""
    services: Amounts = {name: {} for name in mapping.services}
    outside: Amounts = {reason: {} for reason in mapping.outside}
    for posting in postings:
        centre = mapping.centres.taking(posting.centre)
        subjective = mapping.subjectives.taking(posting.subjective)
        if centre and subjective:
            held = services if centre.taker in services else outside
            group = held[centre.taker]
            group[subjective.taker] = group.get(subjective.taker, Decimal(0)) + posting.amount
    return services, outside


# -- what nothing takes ----------------------------------------------------------------------------


def _not_taken(postings: Iterable[Posting], mapping: LedgerMap) -> Iterator[Problem]:
    for called, coding, fix in (
        ("cost centre", mapping.centres, "Give it to a service, or put it outside with a reason."),
        ("subjective code", mapping.subjectives, "Give it to one of the subjective_groups."),
    ):
        left: dict[str, list[Posting]] = {}
        for posting in postings:
            code = posting.centre if coding is mapping.centres else posting.subjective
            if coding.taking(code) is None:
                left.setdefault(code, []).append(posting)
        for code, rows in left.items():
            yield _of_code(called, code, rows, coding, fix)


def _of_code(called: str, code: str, rows: list[Posting], coding: Coding, fix: str) -> Problem:
    amount = pounds(sum((posting.amount for posting in rows), Decimal(0)))
    several = f" on {len(rows)} rows" if len(rows) > 1 else ""
    what = f"Nothing takes the {called} {code}, which holds {amount}{several}."
    longer = (
        coding.would_take(code.zfill(len(code) + more)) for more in range(1, MOST_NOUGHTS + 1)
    )
    meant = next(filter(None, longer), None) if code.isdigit() else None
    if meant:
        fix = f"Has it lost a nought at its front, as in Excel? {meant} takes such codes."
    return Problem(what, rows[0].row.place, fix, code="E905")


# -- the control total, and the budgets ------------------------------------------------------------


def _control(
    extract: Extract, control: Decimal, outside: Amounts, mapping: LedgerMap
) -> Iterator[Problem]:
    over = extract.total - control
    if over:
        left_out = {reason: total_of([by]) for reason, by in outside.items()}
        much = f"{pounds(abs(over))} too {'much' if over > 0 else 'little'}"
        what = (
            f"{extract.shown} comes to {pounds(extract.total)}, and the control total is "
            f"{pounds(control)}: {much}."
        )
        fix = why_it_differs(extract.postings, control, left_out)
        yield Problem(what, mapping.places["control_total"], fix, code="E907")


def _budgets(given: Input, services: Amounts, origin: Origin, found: Gathering) -> None:
    """Let the plan take each service's budget from the ledger; one may have been typed as well."""
    ids, column = found.items[given.axis.name].ids, column_of(given)
    for name, by in services.items():
        if not by or name not in ids:
            continue  # nothing is not nought, and is warned of; a name that is not there, told
        amount, typed = total_of([by]), found.origins.get((given.name, name))
        item = ids.index(name)
        said = Decimal(f"{found.figures[given.name][0, item]:.15g}")
        if typed and said != amount and typed.place not in {p.place for p in found.problems}:
            shown = pounds(said)
            what = (
                f"{name} has a {column} of {shown} here, and of {pounds(amount)} in {origin.place}."
            )
            fix = (
                f"Leave its {column} blank to take the ledger's, or correct the one that is wrong."
            )
            found.problem(what, typed.place, fix, code="E908")
        found.figures[given.name][0, item] = float(amount)
        found.origins[given.name, name] = origin


# -- what is lawful but suspicious -----------------------------------------------------------------


def _doubts(
    given: Input, mapping: LedgerMap, services: Amounts, found: Gathering
) -> Iterator[Problem]:
    for coding, of in ((mapping.centres, "cost centre"), (mapping.subjectives, "subjective code")):
        for idle in coding.idle():
            what = f"{idle} takes no {of} of the extract."
            fix = "Correct it if codes have changed; otherwise take it out."
            yield Problem(what, idle.place, fix, code="W110")
    for name in found.items[given.axis.name].ids:
        if not services.get(name):
            place = mapping.places["services"]
            what = f"{name} takes nothing of the extract: its {column_of(given)} is as typed."
            yield Problem(what, place, "Give it its cost centres.", code="W110")
    income = sum((by.get(INCOME, Decimal(0)) for by in services.values()), Decimal(0))
    if income > 0:
        what = f"The income of services adds {pounds(income)} to what they cost."
        fix = "Look at the signs: in the extract income is less than nought, and a credit."
        yield Problem(what, Place(found.place(mapping.file).file), fix, code="W111")
