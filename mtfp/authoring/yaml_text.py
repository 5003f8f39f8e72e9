"""Text as YAML holds it: in quotes only where it must be."""

from __future__ import annotations

import re

from mtfp.plan.located import UNSEEN
from mtfp.problems import PlanError, Problem

PLAIN = re.compile(r"(?:-(?=[0-9£]))?[A-Za-z0-9£(.][^,:#\[\]{}'\"\\&*!|>@`\n]*")
"""Text that needs no quotes, wherever it stands."""


def yaml_text(text: str) -> str:
    """One line of text as a value, within braces or not."""
    if UNSEEN.search(text):
        what = f"{UNSEEN.sub('?', text)!r} holds a sign that cannot be seen."
        raise PlanError([Problem(what, fix="Type it again.", code="E103")])
    if PLAIN.fullmatch(text) and text == text.strip():
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
