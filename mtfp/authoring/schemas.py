"""JSON Schemas of plan.yaml, of packs, scenarios and ledger.yaml, made from what is declared.

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
from mtfp.authoring.figure_schemas import (
    YEAR,
    Schema,
    added,
    factor,
    figure,
    how_to_write,
    kind_of,
    ledger_money,
)
from mtfp.authoring.pack_schema import pack_schema
from mtfp.authoring.said_schemas import (
    A_DAY,
    ANY_TEXT,
    CONFIRMATION,
    DRAFT,
    SAID_WHY,
    SOURCE_IF_NEEDED,
    TEXT,
)
from mtfp.plan.amendments import HOW, RANGE
from mtfp.plan.codings import HOW as HOW_CODES
from mtfp.plan.entries import CONFIRMED, EVERY, ONWARDS, VALUE
from mtfp.plan.header import MOST_YEARS, Header
from mtfp.plan.heads import entries_of, must_be_given
from mtfp.plan.layers import BASE, MUST_SAY, NAME
from mtfp.plan.ledger import GROUPS
from mtfp.plan.mappings import COLUMNS
from mtfp.plan.mappings import MUST_SAY as MUST_SAY_OF_LEDGER
from mtfp.plan.reasons import REASONS, SOURCES

HEADER: dict[str, tuple[str, Schema]] = {
    "title": ("What the plan is called, on every face.", TEXT),
    "council": ("Whose plan it is.", TEXT),
    "edition": (
        "The date of what it knows, like 2026-02-25.",
        A_DAY,
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
LEDGER_COLUMNS = {
    "cost_centre": "The heading of the cost centres.",
    "subjective": "The heading of the subjective codes.",
    "amount": "The heading of the amounts, in pounds; credits are less than nought.",
}
ABOUT_EXTRACT = {"sheet": "The sheet of the workbook, if it has several."}
ABOUT_SCENARIO = {
    "scenario": "The scenario's name: its file's, without .yaml.",
    "title": "What it is called on every face.",
    "why": "Why it is there, in a sentence.",
    "owner": "Who answers for it: a role, not a name.",
    "based_on": "The scenario that it stands on, or base for the plan as entered.",
    "stands_for": "base, if it changes nothing and is to be shown in the base's place.",
}


PLAN_FILE, SCENARIO_FILE = Path("inputs/plan.schema.json"), Path("scenarios/scenario.schema.json")
PACK_FILE, LEDGER_FILE = Path("inputs/pack.schema.json"), Path("inputs/ledger.schema.json")
"""Where the schemas stand; each plan.yaml, scenario and ledger.yaml names its own."""
MODELINE = "# yaml-language-server: $schema=../{}\n"
PLAN_LINE, SCENARIO_LINE, LEDGER_LINE = (
    MODELINE.format(file.name) for file in (PLAN_FILE, SCENARIO_FILE, LEDGER_FILE)
)
"""The first line of a file, by which an editor finds its schema."""


def schema_files(book: LineBook) -> dict[str, tuple[Path, str]]:
    """Every schema: where each stands and what its file holds."""
    return {
        "plan": (PLAN_FILE, _text(plan_schema(book))),
        "pack": (PACK_FILE, _text(pack_schema(PLAN_FILE.name))),
        "scenario": (SCENARIO_FILE, _text(scenario_schema(book))),
        "ledger": (LEDGER_FILE, _text(ledger_schema())),
    }


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


# -- plan.yaml and packs --------------------------------------------------------------------------


def plan_schema(book: LineBook) -> Schema:
    """The schema of plan.yaml."""
    fields = entries_of(Header)
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
        "required": [*(name for name, f in fields.items() if must_be_given(f)), "assumptions"],
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
        **SOURCE_IF_NEEDED,
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


# -- ledger.yaml ----------------------------------------------------------------------------------


def ledger_schema() -> Schema:
    """The schema of ledger.yaml, which does not know the plan's services or the extract's codes."""
    words = {name: {**TEXT, "description": said} for name, said in LEDGER_COLUMNS.items()}
    groups = {name: _codes(f"The subjective codes of {name.replace('_', ' ')}.") for name in GROUPS}
    described = {name: {**ANY_TEXT, "description": said} for name, said in ABOUT_EXTRACT.items()}
    return {
        "$schema": DRAFT,
        "title": "ledger.yaml: how an extract of the ledger becomes services' budgets",
        "type": "object",
        "properties": {
            "file": {
                "description": "The extract, a .csv or .xlsx file beside this one.",
                "type": "string",
                "pattern": r"^\s*[^/\\.~][^/\\]*\.(?:[cC][sS][vV]|[xX][lL][sS][xX])\s*$",
                "patternErrorMessage": "A file of this folder, like ledger.csv.",
            },
            **described,
            "columns": _of(words, "The headings of the columns that are read.", list(COLUMNS)),
            "control_total": {
                "description": "What the whole extract must come to, in pounds and to the penny.",
                **ledger_money(),
            },
            "date": {**HEADER["edition"][1], "description": "The day of the extract."},
            **SAID_WHY,
            "services": _of({}, "Each service's cost centres, by its id.", []),
            "outside": _of({}, "Cost centres of no service, by the reason.", []),
            "subjective_groups": _of(groups, "The subjective codes of each group.", []),
        },
        "required": list(MUST_SAY_OF_LEDGER),
        "additionalProperties": False,
        **SOURCE_IF_NEEDED,
    }


def _of(properties: Schema, described: str, required: list[str]) -> Schema:
    """Entries by name; where none is known, each holds codes."""
    return {
        "description": described,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False if properties else _codes(HOW_CODES),
    }


def _codes(described: str) -> Schema:
    code = {**TEXT, "pattern": r"^[^*]+\*?\s*$", "patternErrorMessage": HOW_CODES}
    several = {"type": "array", "items": code, "minItems": 1}
    return {"description": described, "anyOf": [code, several]}


# -- a scenario -----------------------------------------------------------------------------------


def scenario_schema(book: LineBook) -> Schema:
    """The schema of a scenario of any plan: it does not know the plan's ids or years."""
    about = {word: {**TEXT, "description": said} for word, said in ABOUT_SCENARIO.items()}
    about["scenario"]["pattern"] = NAME.pattern
    about["stands_for"]["enum"] = [BASE]
    ids = {"type": "array", "items": TEXT}
    because = {
        "type": "object",
        "properties": {**dict.fromkeys(REASONS, ANY_TEXT), "basis": SAID_WHY["basis"]},
        "additionalProperties": False,
        "if": SOURCE_IF_NEEDED["if"],
        "then": {"anyOf": [{"required": [word]} for word in SOURCES]},
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
        # An editor offers what stands here, and does not look behind a condition for it.
        "properties": {key: {} for key in (*over_a_range["properties"], *by_year["properties"])},
        **({"examples": list(given.choices)} if given.choices else {}),
        "if": {"type": "object"},
        "then": {
            "if": {"anyOf": [{"required": [word]} for word in RANGE]},
            "then": over_a_range,
            "else": by_year,
        },
        "else": one,
    }
