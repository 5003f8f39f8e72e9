"""JSON Schemas of plan.yaml, a pack and a scenario, made from what the model declares.

An editor that knows them completes names, shows what each means and flags mistakes as they
are typed. They never refuse what the reader accepts; the reader still has the last word, as
it knows the plan's years, ids and ranges.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from mtfp.algebra.expressions import COUNCIL, Input
from mtfp.algebra.lines import LineBook
from mtfp.authoring.figure_schemas import YEAR, Schema, added, factor, figure, how_to_write, kind_of
from mtfp.plan.amendments import HOW, RANGE
from mtfp.plan.entries import CONFIRMED, EVERY, ONWARDS, VALUE
from mtfp.plan.gathering import NEEDS_SOURCE
from mtfp.plan.header import MOST_YEARS, Header
from mtfp.plan.layers import MUST_SAY, NAME
from mtfp.plan.plan import BASES

DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""Words; what YAML takes for a number or for true is text to the reader."""
ANY_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
"""The same where nothing at all may be written too."""
DATE = r"^\s*[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\s*$"
HEADER: dict[str, tuple[str, Schema]] = {
    "title": ("What the plan is called, on every face.", TEXT),
    "council": ("Whose plan it is.", TEXT),
    "edition": (
        "The date of what it knows, like 2026-02-25.",
        {"type": "string", "pattern": DATE, "patternErrorMessage": "A date, like 2026-02-25."},
    ),
    "base_year": (
        "The year of the approved budget, before the first year planned for, like 2025/26.",
        {"type": "string", "pattern": YEAR, "patternErrorMessage": "A year, like 2025/26."},
    ),
    "years": (
        f"How many years are planned for, 1 to {MOST_YEARS}.",
        {
            "type": ["integer", "string"], "minimum": 1, "maximum": MOST_YEARS,
            "pattern": r"^\s*[0-9]{1,2}\s*$",
        },
    ),
    "default": ("yes if `mtfp run` opens this plan without being told which.",
                {"enum": ["yes", "no"]}),
    "stage": ("How far the plan has got; an outlook unless it says otherwise.",
              {"enum": ["outlook", "draft", "provisional", "budget"]}),
    "firm_years": ("How many of its years are firm; the rest are indicative.",
                   {"type": ["integer", "string"], "minimum": 0, "maximum": MOST_YEARS}),
    "notes": ("What a reader of the plan should know, a note to each `- `.",
              {"type": "array", "items": TEXT}),
    "watermark": ("What is said wherever the plan's figures go; EDITION stands for the date.",
                  TEXT),
    "packs": ("The packs of figures that it rests on, in brackets; the last one overrides.",
              {"type": "array", "items": TEXT, "uniqueItems": True}),
}  # fmt: skip
"""The entries of the plan's head: what each is, and what it may hold."""
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
A_DAY = HEADER["edition"][1]
HEAD_OF_PACK: dict[str, tuple[str, Schema]] = {
    "pack": ("The pack's name: its file's, without .yaml.", TEXT),
    "title": ("What the pack is called wherever packs are listed.", TEXT),
    "published": ("The day on which what it holds was published, like 2026-02-09.", A_DAY),
    "review_by": ("The day after which it is out of date.", A_DAY),
    "for": ("Whom and what it serves, and what it leaves out.", TEXT),
}
"""The entries of a pack's head: what each is, and what it may hold."""
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
ABOUT_SCENARIO = {
    "scenario": "The scenario's name: its file's, without .yaml.",
    "title": "What it is called on every face.",
    "why": "Why it is there, in a sentence.",
    "owner": "Who answers for it: a role, not a name.",
    "based_on": "The scenario that it stands on, or base for the plan as entered.",
}


PLAN_FILE, SCENARIO_FILE = Path("inputs/plan.schema.json"), Path("scenarios/scenario.schema.json")
PACK_FILE = Path("inputs/pack.schema.json")
"""Where the schemas stand; each plan.yaml and scenario names its own from its folder."""
MODELINE = "# yaml-language-server: $schema=../{}\n"
PLAN_LINE, SCENARIO_LINE = (MODELINE.format(file.name) for file in (PLAN_FILE, SCENARIO_FILE))
"""The first line of a file, by which an editor finds its schema."""


def schema_files(book: LineBook) -> dict[str, tuple[Path, str]]:
    """The schemas: where each stands and what its file holds."""
    return {
        "plan": (PLAN_FILE, _text(plan_schema(book))),
        "pack": (PACK_FILE, _text(pack_schema())),
        "scenario": (SCENARIO_FILE, _text(scenario_schema(book))),
    }


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


# -- plan.yaml and packs --------------------------------------------------------------------------


def plan_schema(book: LineBook) -> Schema:
    """The schema of plan.yaml."""
    fields = Header.model_fields
    council = [given for given in book.inputs.values() if given.axis is COUNCIL]
    head = {}
    for name in fields:
        described, schema = HEADER.get(name, ("", {}))
        head[name] = {"description": described, **schema}
    return {
        "$schema": DRAFT,
        "title": "plan.yaml: a council's medium-term financial plan",
        "type": "object",
        "properties": {
            **head,
            "assumptions": {
                "title": "Assumptions",
                "description": "What is assumed of the whole council.",
                "type": "object",
                "properties": {given.name: _assumption(given) for given in council},
                "additionalProperties": False,
            },
        },
        "required": [*(name for name, f in fields.items() if f.is_required()), "assumptions"],
        "additionalProperties": False,
        # A pack may give what the plan must say.
        "if": {"not": {"required": ["packs"]}},
        "then": {
            "properties": {
                "assumptions": {
                    "required": [given.name for given in council if given.if_absent is None]
                }
            }
        },
        "definitions": {CONFIRMED: CONFIRMATION},
    }


def pack_schema() -> Schema:
    """The schema of a pack; what its assumptions may say stands in the plan's."""
    return {
        "$schema": DRAFT,
        "title": "A pack: dated figures that many plans share",
        "type": "object",
        "properties": {
            **{name: {"description": said, **may} for name, (said, may) in HEAD_OF_PACK.items()},
            "assumptions": {"$ref": f"{PLAN_FILE.name}#/properties/assumptions"},
            "series": {
                "title": "Series",
                "description": "Figures kept for reference, which no line of the model reads.",
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "properties": {
                        "title": {**TEXT, "description": "What the figures are, and their unit."},
                        **SAID_WHY,
                        CONFIRMED: {"$ref": f"{PLAN_FILE.name}#/definitions/{CONFIRMED}"},
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


def _assumption(given: Input) -> Schema:
    one = figure(given)
    why = {**SAID_WHY, CONFIRMED: {"$ref": f"#/definitions/{CONFIRMED}"}}
    schema: Schema = {
        "title": given.title,
        "description": f"{given.sentence} {how_to_write(given)}",
        "type": "object",
        "properties": {**({} if given.yearly else {VALUE: one}), **why},
        "required": ["basis"] if given.yearly else [VALUE, "basis"],
        "additionalProperties": False,
        "if": {"properties": {"basis": {"enum": list(NEEDS_SOURCE)}}, "required": ["basis"]},
        "then": {"required": ["source"]},
    }
    if given.yearly:
        schema["properties"] = {
            EVERY: {**one, "description": "The same in every year."},
            ONWARDS: {**one, "description": "In every year after the last one given."},
            **why,
        }
        schema["patternProperties"] = {YEAR: one}
        schema["not"] = {"required": [EVERY, ONWARDS]}
    return schema


# -- a scenario -----------------------------------------------------------------------------------


def scenario_schema(book: LineBook) -> Schema:
    """The schema of a scenario of any plan: it does not know the plan's ids or years."""
    about = {word: {**TEXT, "description": said} for word, said in ABOUT_SCENARIO.items()}
    about["scenario"]["pattern"] = NAME.pattern
    ids = {"type": "array", "items": TEXT}
    because = {
        "type": "object",
        "properties": {"basis": SAID_WHY["basis"]},
        "additionalProperties": ANY_TEXT,
    }
    return {
        "$schema": DRAFT,
        "title": "A scenario: a small layer of changes on a plan",
        "type": "object",
        "properties": {
            **about,
            "set": {"description": "What is changed, by name or id.", **_sets(book)},
            "switch_off": {"description": "The ids of what is left out, in brackets.", **ids},
            "switch_on": {"description": "The ids of what is taken in, in brackets.", **ids},
            "decide": {"description": "What members decide.", **_decides(book)},
            "because": {
                "description": "For any of these, its basis and source.",
                "type": "object",
                "additionalProperties": because,
            },
        },
        "required": list(MUST_SAY),
        "additionalProperties": False,
        "definitions": {
            _shape(given): _change(given) for given in book.inputs.values()
        },
    }  # fmt: skip


def _sets(book: LineBook) -> Schema:
    council = [given for given in book.inputs.values() if given.axis is COUNCIL]
    names = "|".join(given.name for given in council)
    columns: dict[str, list[Input]] = {}
    for given in book.inputs.values():
        if given.axis is not COUNCIL:
            columns.setdefault(given.name.removeprefix(f"{given.axis.name}_"), []).append(given)
    return {
        "type": "object",
        "properties": {given.name: _described(given) for given in council},
        "patternProperties": {
            # An index or an amount by its id, or the register's name for all of them.
            rf"^(?!(?:{names})$)[^.]+$": _one_of(_only_yearly(book)),
            **{rf"\.{column}$": _one_of(several) for column, several in columns.items()},
        },
        "additionalProperties": False,
    }


def _only_yearly(book: LineBook) -> Iterator[Input]:
    """The inputs that an item's id alone means: the only yearly one of its register."""
    for axis in book.axes.values():
        yearly = [g for g in book.inputs.values() if g.axis is axis and g.yearly]
        if axis is not COUNCIL and len(yearly) == 1:
            yield yearly[0]


def _decides(book: LineBook) -> Schema:
    topics: dict[str, Schema] = {}
    for given in book.inputs.values():
        if given.decision:
            topic, _, word = given.decision.partition(".")
            empty: Schema = {"type": "object", "properties": {}, "additionalProperties": False}
            topics.setdefault(topic, empty)["properties"][word] = _described(given)
    return {"type": "object", "properties": topics, "additionalProperties": False}


def _described(given: Input) -> Schema:
    return {
        "title": given.title,
        "description": f"{given.sentence} {how_to_write(given)}",
        "allOf": [{"$ref": f"#/definitions/{_shape(given)}"}],
    }


def _one_of(several: list[Input] | Iterator[Input]) -> Schema:
    shapes = sorted({_shape(given) for given in several})
    refs = [{"$ref": f"#/definitions/{shape}"} for shape in shapes]
    return refs[0] if len(refs) == 1 else {"anyOf": refs}


def _shape(given: Input) -> str:
    return f"{kind_of(given)}{', by year' if given.yearly else ''}".replace(" ", "_")


def _change(given: Input) -> Schema:
    """A figure, figures by year, or a range of years with one thing done to them."""
    one = figure(given)
    how = {"add": added(given), "times": factor(), "value": one}
    if given.choices:
        how = {"value": one}
    year: Schema = {"type": "string", "pattern": YEAR, "patternErrorMessage": "Like 2026/27."}
    over_a_range: Schema = {
        "properties": {**({"from": year, "to": year} if given.yearly else {}), **how},
        "additionalProperties": False,
        "oneOf": [{"required": [word]} for word in HOW if word in how],
    }
    by_year: Schema = {
        "patternProperties": {YEAR: one} if given.yearly else {},
        "properties": {ONWARDS: one} if given.yearly else {},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {
        "if": {"type": "object"},
        "then": {
            "if": {"anyOf": [{"required": [word]} for word in RANGE]},
            "then": over_a_range,
            "else": by_year,
        },
        "else": one,
    }
