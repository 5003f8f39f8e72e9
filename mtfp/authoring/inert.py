"""Text that a spreadsheet program will not run as a formula, and the same text back again."""

from __future__ import annotations

import re

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
FIGURE = re.compile(r"[-+]? ?£? ?-?[0-9][0-9.,]*(?:k|m|bn|%|pp)?", re.IGNORECASE)
"""What begins with a minus and is only a figure."""


def inert(text: str) -> str:
    """The text with a ' before it if a spreadsheet program would run it."""
    return f"'{text}" if text.startswith(STARTS) and not FIGURE.fullmatch(text) else text


def as_meant(text: str) -> str:
    """The text without the ' that made it inert."""
    return text[1:] if text.startswith("'") and inert(text[1:]) != text[1:] else text
