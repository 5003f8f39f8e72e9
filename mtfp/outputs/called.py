"""What a reader may call a figure: a line's name or title, or whatever a face prints beside it."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.outputs.tables.behind import BEHIND_THE_SUMMARY
from mtfp.outputs.tables.notes import MARK
from mtfp.outputs.tables.rows import Row
from mtfp.outputs.tables.shown import summary_of
from mtfp.outputs.tables.summary import HEADLINE
from mtfp.results import Results

Called = tuple[str, str]
"""A line or input by its name, and the id of one of its items where the words are of that one."""


def called(asked: str, results: Results) -> list[Called]:
    """The lines that some words may mean: one, several where they are printed of several, or none.

    A name goes before a title, a title before a row's label, and a label before an item's title.
    """
    plain, book = _plain(asked), results.book
    name = plain.replace(" ", "_")
    if name in book.lines or name in book.inputs:
        return [(name, "")]
    every = (*book.lines.values(), *book.inputs.values())
    titled = [(named.name, "") for named in every if _plain(named.title) == plain]
    return titled or _distinct(_labelled(plain, results)) or _distinct(_of_items(plain, results))


def _rows(results: Results) -> Iterator[Row]:
    yield from HEADLINE
    for table in (*summary_of(results), *BEHIND_THE_SUMMARY):
        yield from table.rows


def _labelled(plain: str, results: Results) -> Iterator[Called]:
    for row in _rows(results):
        if row.label and _plain(row.label) == plain:
            yield row.name, ""


def _of_items(plain: str, results: Results) -> Iterator[Called]:
    """The rows that stand for one item each and are called by its title."""
    for row in (row for row in _rows(results) if row.each):
        items = results.plan.items_of(results.book[row.name].axis)
        for item_id, title in zip(items.ids, items.titles, strict=True):
            if _plain(title) == plain:
                yield row.name, item_id


def _distinct(found: Iterator[Called]) -> list[Called]:
    return list(dict.fromkeys(found))


def _plain(text: str) -> str:
    """A text without its mark, its dots, its capitals and the turn of its apostrophes."""
    return text.strip().lstrip(f"{MARK}. ").replace("’", "'").casefold()
