"""A register's CSV file with some rows changed: the other rows stay as they are, sign for sign."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from mtfp.plan.located import read_text
from mtfp.plan.tables import Table, read_csv
from mtfp.problems import Place


@dataclass
class Entry:
    """A row: its cells by column; its text while it is as it was; where its changes came from."""

    cells: dict[str, str]
    raw: str = ""
    came_from: Place | None = None

    @property
    def id(self) -> str:
        """What the row is known by."""
        return self.cells.get("id", "")


@dataclass
class RegisterText:
    """A register being changed."""

    heads: list[str]
    entries: list[Entry]
    raw_heads: str = ""
    moved_heads: bool = field(default=False, init=False)

    @classmethod
    def read(cls, path: Path, shown: str) -> RegisterText:
        """A register that the reader has read without finding anything wrong."""
        if not path.exists():
            return cls([], [])
        table, lines = read_csv(path, shown), read_text(path, shown).split("\n")
        starts = [row.place.line - 1 for row in table.rows]
        first = starts[0] if starts else len(lines)
        ends = [*starts[1:], len(lines)]
        entries = [
            Entry(dict(row.cells), "\n".join(lines[start:end]).rstrip("\n") + "\n")
            for row, start, end in zip(table.rows, starts, ends, strict=True)
        ]
        raw_heads = "\n".join(lines[:first]).rstrip("\n") + "\n"
        return cls(list(table.heads), entries, raw_heads)

    @classmethod
    def of(cls, table: Table) -> RegisterText:
        """A register that stands on a sheet, as it would stand in a CSV file."""
        return cls(list(table.heads), [Entry(dict(row.cells)) for row in table.rows])

    def find(self, item: str) -> Entry | None:
        """The row of an id."""
        return next((entry for entry in self.entries if item and entry.id == item), None)

    def change(self, entry: Entry, cells: Mapping[str, str], came_from: Place) -> None:
        """Give a row other cells."""
        entry.cells.update(cells)
        entry.raw, entry.came_from = "", came_from

    def add(self, cells: Mapping[str, str], came_from: Place) -> None:
        """Add a row at the end."""
        self.entries.append(Entry(dict(cells), "", came_from))

    def widen(self, wanted: Iterable[str], order: list[str]) -> None:
        """Add the columns that are not there yet, each after those that it commonly follows."""
        for head in wanted:
            if head in self.heads:
                continue
            before = order[: order.index(head)] if head in order else order
            at = max((self.heads.index(h) + 1 for h in before if h in self.heads), default=0)
            self.heads.insert(at, head)
            self.moved_heads = True

    def text(self) -> tuple[str, dict[int, Place]]:
        """The file's text, and for each line where a row begins that was changed, its source."""
        parts = [_line(self.heads) if self.moved_heads or not self.raw_heads else self.raw_heads]
        sources = {}
        line = 1 + parts[0].count("\n")
        for entry in self.entries:
            if entry.came_from is not None:
                sources[line] = entry.came_from
            whole = entry.raw and not self.moved_heads
            part = entry.raw if whole else _line(entry.cells.get(head, "") for head in self.heads)
            parts.append(part)
            line += part.count("\n")
        return "".join(parts), sources


def _line(cells: Iterable[str]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
