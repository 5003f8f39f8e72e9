"""A file's text written back with the line ends, and the mark at its start, that it had."""

from __future__ import annotations

from pathlib import Path

MARK = "\ufeff".encode()
"""What some spreadsheet programs put before text in UTF-8, and look for."""


def encoded(text: str, path: Path) -> bytes:
    """The bytes of a text, as like those of the file that it replaces as they can be."""
    before = path.read_bytes() if path.exists() else b""
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = MARK if before.startswith(MARK) else b""
    return mark + text.encode()
