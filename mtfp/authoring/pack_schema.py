"""The JSON Schema of a pack, which leans on the plan's for what assumptions may say."""

from __future__ import annotations

from mtfp.authoring.figure_schemas import YEAR, Schema
from mtfp.authoring.said_schemas import A_DAY, DRAFT, SAID_WHY, TEXT
from mtfp.plan.entries import CONFIRMED

HEAD_OF_PACK: dict[str, tuple[str, Schema]] = {
    "pack": ("The pack's name: its file's, without .yaml.", TEXT),
    "title": ("What the pack is called wherever packs are listed.", TEXT),
    "as_known_on": (
        "The day up to which its sources were taken, like 2026-02-09; each has a date of its own.",
        A_DAY,
    ),
    "review_by": ("The day after which it is out of date.", A_DAY),
    "for": ("Whom and what it serves, and what it leaves out.", TEXT),
}
"""The entries of a pack's head: what each is, and what it may hold."""


def pack_schema(plan_file: str) -> Schema:
    """The schema of a pack; what its assumptions may say stands in the plan's, beside it."""
    return {
        "$schema": DRAFT,
        "title": "A pack: dated figures that many plans share",
        "type": "object",
        "properties": {
            **{name: {"description": said, **may} for name, (said, may) in HEAD_OF_PACK.items()},
            "assumptions": {"$ref": f"{plan_file}#/properties/assumptions"},
            "series": {
                "title": "Series",
                "description": "Figures kept for reference, which no line of the model reads.",
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "properties": {
                        "title": {**TEXT, "description": "What the figures are, and their unit."},
                        **SAID_WHY,
                        CONFIRMED: {"$ref": f"{plan_file}#/definitions/{CONFIRMED}"},
                    },
                    "patternProperties": {YEAR: TEXT},
                    "required": ["title", "basis"],
                    "additionalProperties": False,
                },
            },
        },
        "required": [name for name in HEAD_OF_PACK if name != "for"],
        "anyOf": [{"required": ["assumptions"]}, {"required": ["series"]}],
        "additionalProperties": False,
    }
