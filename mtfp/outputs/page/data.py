"""What the page's script is given: the plan as entered, and each scenario upon it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from mtfp.analysis.changes import changes
from mtfp.analysis.findings import compared, findings
from mtfp.analysis.methods import by_each_method
from mtfp.outputs.page.drawing import CONFIG, LEFT_BLANK
from mtfp.outputs.page.reading import Reading, Term
from mtfp.outputs.page.sections import Section
from mtfp.outputs.script import script_data
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario


def page_data(
    reading: Reading, entered: Plan, parts: Sequence[Section], terms: Sequence[Term]
) -> dict[str, Any]:
    """Everything that the script reads; `terms` are the figures whose marks and blanks it needs."""
    keys = {term.key: term for term in terms}
    return {
        "plan": script_data(reading.results.book, entered),
        "scenarios": [
            _scenario(reading, case, entered, list(keys.values()))
            for case in range(len(reading.scenarios))
        ],
        "charts": {
            part.key: {"data": part.chart.data, "layout": part.chart.layout}
            for part in parts
            if part.chart
        },
        "config": CONFIG,
        "leftBlank": LEFT_BLANK,
    }


def sentences(reading: Reading, case: int) -> dict[str, str]:
    """The findings of a scenario, by what each is about."""
    found = findings(reading.results, reading.trusts[case], case)
    return {
        **asdict(found),
        "compared": compared(reading.results, reading.scenarios, reading.trusts),
        "methods": by_each_method(reading.ways, case),
    }


def changes_of(scenario: Scenario) -> list[str]:
    """What a scenario changes, in words."""
    return list(changes(scenario))


def for_a_script_element(data: dict[str, Any]) -> str:
    """The data as JSON that no HTML parser can take for mark-up."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _scenario(reading: Reading, case: int, entered: Plan, terms: Sequence[Term]) -> dict[str, Any]:
    one = reading.scenarios[case]
    trust = reading.trusts[case]
    blanks = {term.key: trust.blanks.of(term.line, term.item).nonzero()[0] for term in terms}
    return {
        "name": one.name,
        "title": one.title,
        "why": one.why,
        "changes": changes_of(one),
        "effects": _effects(one, reading, entered),
        "ways": _ways(reading, case, entered) if any(term.way for term in terms) else {},
        "sentences": sentences(reading, case),
        "marks": [term.key for term in terms if reading.is_illustrative(term, case)],
        "blanks": {key: years.tolist() for key, years in blanks.items() if len(years)},
    }


def _ways(reading: Reading, case: int, entered: Plan) -> dict[str, list[list[str | float]]]:
    """What each way of sharing the gap sets in place of the scenario's own, every year it has."""
    ways = reading.ways
    return {
        way: [
            [name, 0, year, 0.0, number]
            for name, number in ways.instead(way, case).items()
            for year in range(len(entered.figures[name]))
        ]
        for way in (*ways.methods, *ways.voices)
    }


def _effects(scenario: Scenario, reading: Reading, entered: Plan) -> list[list[str | float]]:
    """Each figure that a scenario sets: its input, item and year, what is kept and what added."""
    inputs = reading.results.book.inputs
    return [
        [name, entered.items_of(inputs[name].axis).ids.index(item), year, effect.keeps, effect.adds]
        for (name, item, year), effect in scenario.effects.items()
    ]
