"""Packs as the terminal shows them: which there are, which are stale, and what one holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any

from mtfp.plan.entries import Entry
from mtfp.plan.packs import Pack, Series
from mtfp.plan.plan import Plan
from mtfp.plan.typed import show_input
from mtfp.problems import listed
from mtfp.terms import FinancialYear

HEADS = ("pack", "known on", "review by", "", "figures", "series", "not confirmed", "where")
STEP, WIDTH = "    ", 92
EVERY_YEAR, AND_ONWARDS = "every year", "onwards"


@dataclass(frozen=True)
class Shelf:
    """All packs that can be seen from here, on a day; `plan` is the one asked about, if any."""

    packs: Sequence[Pack]
    today: str
    plan: Plan | None = None

    def is_used(self, pack: Pack) -> bool:
        """Whether the plan rests on this very file."""
        return self.plan is not None and pack.file.shown in self.plan.files

    def overridden_by(self, pack: Pack) -> list[str]:
        """The packs of plans that stand in the place of a shipped one, by where they are."""
        if not pack.file.shipped:
            return []
        others = (one.file for one in self.packs if not one.file.shipped)
        return [file.shown for file in others if file.name == pack.file.name]

    def overrides(self, pack: Pack) -> dict[str, str]:
        """The figures of a pack in use that the plan takes from elsewhere, and from where."""
        if self.plan is None or not self.is_used(pack):
            return {}
        origins = {name: self.plan.origins[name, ""] for name in pack.entries}
        return {
            name: origin.pack or str(origin.place)
            for name, origin in origins.items()
            if origin.pack != pack.head.name
        }


def shelf_text(shelf: Shelf) -> Iterator[str]:
    """A table of the packs, each with its title and what is to be known of it."""
    rows = [HEADS, *(_row(one, shelf) for one in shelf.packs)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    for row, pack in zip(rows, [None, *shelf.packs], strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for text in (pack.head.title, *_of_use(pack, shelf)) if pack else ():
            yield f"{STEP}{text}"
    yield ""
    yield f"Stale means that its review was due before today, {shelf.today}."
    yield "`mtfp packs --show NAME` prints what one of them holds."


def shelf_json(shelf: Shelf) -> str:
    """The same for a program."""
    return _json([
        {
            **_head(pack, shelf),
            "figures": len(pack.entries),
            "series": len(pack.series),
            "not_confirmed": _not_confirmed(pack),
            "overridden_by": shelf.overridden_by(pack),
            **({"used": shelf.is_used(pack)} if shelf.plan else {}),
            **({"overrides": shelf.overrides(pack)} if shelf.is_used(pack) else {}),
        }
        for pack in shelf.packs
    ])  # fmt: skip


def _row(pack: Pack, shelf: Shelf) -> tuple[str, ...]:
    head, unsure = pack.head, _not_confirmed(pack)
    return (
        head.name, head.as_known_on, head.review_by,
        "stale" if head.is_stale(shelf.today) else "current",
        str(len(pack.entries)), str(len(pack.series)), str(len(unsure)), _where(pack),
    )  # fmt: skip


def _where(pack: Pack) -> str:
    return "shipped" if pack.file.shipped else pack.file.shown


def _of_use(pack: Pack, shelf: Shelf) -> Iterator[str]:
    for other in shelf.overridden_by(pack):
        yield f"Overridden by {other}."
    if shelf.plan is None:
        return
    if not shelf.is_used(pack):
        yield f"Not used by {shelf.plan.name}."
        return
    yield f"Used by {shelf.plan.name}."
    if pack.head.as_known_on > shelf.plan.edition:
        yield f"Known only after the plan's edition, {shelf.plan.edition}."
    for name, by in shelf.overrides(pack).items():
        yield f"Its {name} is overridden by {by}."
    taken = [
        n for n in _not_confirmed(pack) if n in pack.entries and n not in shelf.overrides(pack)
    ]
    doubts = [(name, shelf.plan.origins[name, ""].doubt) for name in taken]
    for name, doubt in doubts:
        if doubt:
            yield f"Its {name} is {doubt}."


# -- one pack -------------------------------------------------------------------------------------


def pack_text(pack: Pack, shelf: Shelf) -> Iterator[str]:
    """What a pack holds, each figure with its source."""
    head = pack.head
    yield f"{head.name}: {head.title}"
    state = "stale" if head.is_stale(shelf.today) else "current"
    dates = f"As known on {head.as_known_on}, to be reviewed by {head.review_by}: {state}"
    yield f"{STEP}{dates} on {shelf.today}."
    if head.what_for:
        yield _wrapped(head.what_for)
    yield f"{STEP}{pack.file.shown}"
    for name, entry in pack.entries.items():
        yield from ("", f"{name}: {entry.given.title}", _wrapped(", ".join(_as_shown(entry))))
        yield _wrapped(_said(entry.origin.basis, entry.origin.told, _doubt(entry)))
    for one in pack.series:
        figures = "; ".join(f"{year} {figure}" for year, figure in one.figures.items())
        yield from ("", f"{one.name}, for reference: {one.title}", _wrapped(figures))
        yield _wrapped(_said(one.origin.basis, one.origin.told))


def pack_json(pack: Pack, shelf: Shelf) -> str:
    """The same for a program."""
    figures = {
        name: {"title": entry.given.title, "unit": str(entry.given.unit), **_typed(entry),
               **_origin(entry.origin.basis, entry.origin.source, entry.origin.note),
               "not_confirmed": _unsure(entry)}
        for name, entry in pack.entries.items()
    }  # fmt: skip
    series = {
        one.name: {"title": one.title, "by_year": _by_year(one.figures),
                   **_origin(one.origin.basis, one.origin.source, one.origin.note),
                   "not_confirmed": _unsure_series(one)}
        for one in pack.series
    }  # fmt: skip
    return _json({**_head(pack, shelf), "for": pack.head.what_for, "figures": figures,
                  "series": series})  # fmt: skip


def _head(pack: Pack, shelf: Shelf) -> dict[str, Any]:
    head = pack.head
    return {
        "pack": head.name,
        "title": head.title,
        "as_known_on": head.as_known_on,
        "review_by": head.review_by,
        "stale": head.is_stale(shelf.today),
        "shipped": pack.file.shipped,
        "where": pack.file.shown,
    }


def _as_shown(entry: Entry) -> Iterator[str]:
    for year, figure in entry.by_year.items():
        yield f"{year} {show_input(figure, entry.given)}"
    if entry.rest is not None:
        when = (
            f"{AND_ONWARDS} " if entry.onwards else f"{EVERY_YEAR} " if entry.given.yearly else ""
        )
        yield f"{when}{show_input(entry.rest, entry.given)}"


def _typed(entry: Entry) -> dict[str, Any]:
    word = AND_ONWARDS if entry.onwards else "every_year" if entry.given.yearly else "value"
    rest = {} if entry.rest is None else {word: entry.rest}
    return {**({"by_year": _by_year(entry.by_year)} if entry.by_year else {}), **rest}


def _by_year(figures: Mapping[FinancialYear, Any]) -> dict[str, Any]:
    return {str(year): figure for year, figure in figures.items()}


def _origin(basis: str, source: str, note: str) -> dict[str, str]:
    return {"basis": basis, "source": source, "note": note}


def _not_confirmed(pack: Pack) -> list[str]:
    """The figures and series of which something is not confirmed."""
    figures = [name for name, entry in pack.entries.items() if _unsure(entry)]
    return [*figures, *(one.name for one in pack.series if not one.origin.confirmed)]


def _unsure(entry: Entry) -> list[str]:
    """What is not confirmed of an entry, in words: years, `from` one of them, or `all`."""
    sure = entry.confirmation
    known = sorted({*entry.by_year, *sure.by_year})
    unsure = [year for year in known if not sure.of(year)]
    if entry.rest is None or (known and sure.of(known[-1] + 1)):
        return [str(year) for year in unsure]
    if not known:
        return [] if sure.rest else ["all"]
    start = known[-1] + 1
    while start + -1 in unsure:
        start += -1
    return [*(str(year) for year in unsure if year < start), f"from {start}"]


def _unsure_series(one: Series) -> list[str]:
    every = [] if one.origin.confirmed else list(one.figures)
    return [str(year) for year in one.origin.unconfirmed_years or every]


def _doubt(entry: Entry) -> str:
    unsure = _unsure(entry)
    if not unsure or unsure == ["all"]:
        return "not confirmed" if unsure else ""
    years = [word for word in unsure if not word.startswith("from ")]
    parts = [f"for {listed(years, 'and')}"] if years else []
    return f"not confirmed {' and '.join([*parts, *unsure[len(years) :]])}"


def _said(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, initial_indent=STEP, subsequent_indent=STEP, break_on_hyphens=False)


def _json(said: Iterable[Any] | Mapping[str, Any]) -> str:
    return json.dumps(said, indent=2, ensure_ascii=False)
