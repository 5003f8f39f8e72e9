"""What may stand beside figures in any file, in JSON Schema: words, a day, a basis, its source."""

from __future__ import annotations

from mtfp.authoring.figure_schemas import YEAR, Schema
from mtfp.plan.entries import ONWARDS
from mtfp.plan.gathering import NEEDS_SOURCE
from mtfp.plan.plan import BASES

DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""Words; what YAML takes for a number or for true is text to the reader."""
ANY_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
"""The same where nothing at all may be written too."""
DATE = r"^\s*[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\s*$"
A_DAY: Schema = {
    "type": "string",
    "pattern": DATE,
    "patternErrorMessage": "A date, like 2026-02-25.",
}
SAID_WHY: dict[str, Schema] = {
    "basis": {
        "enum": list(BASES),
        "title": "Basis",
        "description": "How far the figure can be trusted, best first.",
    },
    "source": {
        **ANY_TEXT,
        "title": "Source",
        "description": "Where it can be looked up, or who assumed it.",
    },
    "note": {**ANY_TEXT, "title": "Note", "description": "Anything else to be said of it."},
}
SOURCE_IF_NEEDED: Schema = {
    "if": {"properties": {"basis": {"enum": list(NEEDS_SOURCE)}}, "required": ["basis"]},
    "then": {"required": ["source"]},
}
SURE: Schema = {"enum": ["yes", "no"]}
CONFIRMATION: Schema = {
    "title": "Confirmed",
    "description": "no where the figure was not found at its source; by year where only some are.",
    "if": {"type": "object"},
    "then": {
        "patternProperties": {YEAR: SURE},
        "properties": {ONWARDS: SURE},
        "additionalProperties": False,
        "minProperties": 1,
    },
    "else": SURE,
}
