"""The files of a plan newly begun, with comments that teach: each from what the model declares."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from textwrap import wrap

from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.algebra.lines import LineBook
from mtfp.authoring import examples
from mtfp.authoring.columns import Column, columns, registers
from mtfp.authoring.figure_schemas import how_to_write
from mtfp.authoring.schemas import PLAN_LINE, SCENARIO_LINE
from mtfp.authoring.yaml_text import yaml_text
from mtfp.plan.header import STAGES
from mtfp.plan.plan import BASES
from mtfp.plan.typed import show_input
from mtfp.terms import FinancialYear

SCENARIO = "pay_settles_higher"
WIDTH = 96


@dataclass(frozen=True)
class Begun:
    """Whose plan is begun, of which date, over which years."""

    council: str
    slug: str
    edition: str
    base_year: FinancialYear
    years: int

    @property
    def plan_years(self) -> list[FinancialYear]:
        """The years planned for."""
        return [self.base_year + year for year in range(1, self.years + 1)]


def plan_files(begun: Begun, book: LineBook) -> dict[str, str]:
    """The files of the plan's folder by name."""
    tables = {f"{axis.many}.csv": _register(begun, book, axis) for axis in registers(book)}
    return {"plan.yaml": _plan(begun, book), **tables, "README.md": _guide(begun, book)}


def scenario_files(begun: Begun) -> dict[str, str]:
    """The files of the folder of the plan's scenarios by name."""
    return {f"{SCENARIO}.yaml": _scenario(begun)}


# -- plan.yaml ------------------------------------------------------------------------------------


def _plan(begun: Begun, book: LineBook) -> str:
    council = begun.council
    head = [
        *_comment(
            f"The plan of {council}: what is true of the whole council. Every figure here is an "
            "example. Put the council's own in its place and say where each came from: `basis` is "
            f"one of {', '.join(BASES)}, and the first four need a `source` that others can look "
            "up. Text that holds a comma or a colon goes in double quotes."
        ),
        *_comment(f"`mtfp check {begun.slug}` says what is wrong, with file and line."),
        "",
        f"title: {yaml_text(f'Medium-term financial plan of {council}')}",
        f"council: {yaml_text(council)}",
        *_comment("The date of what this plan knows."),
        f"edition: {begun.edition}",
        *_comment("The year of the approved budget, and how many years are planned for after it."),
        f"base_year: {begun.base_year}",
        f"years: {begun.years}",
        *_comment(
            f"How far the plan has got: {', '.join(STAGES)}. Every face says so. Where some "
            "of the first years are firm, say how many: the rest are then indicative."
        ),
        f"stage: {STAGES[0]}",
        "# firm_years: 1",
        *_comment("Packs of dated figures that it rests on; `mtfp packs` lists those there are."),
        "# packs: [england-statute, england-2026-27]",
        *_comment("Said wherever a figure goes. Take it out when the figures are the council's."),
        f"watermark: {yaml_text(f'Example figures, not the plan of {council}')}",
        "notes:",
        "  - Begun from the examples that come with `mtfp new`.",
    ]
    body = ["", "assumptions:"]
    council_wide = [given for given in book.inputs.values() if given.axis is COUNCIL]
    for given in sorted(council_wide, key=lambda one: one.if_absent is not None):
        body += [f"  {text}".rstrip() for text in _assumption(given, begun)]
    return PLAN_LINE + "\n".join([*head, *body[:-1]]) + "\n"


def _assumption(given: Input, begun: Begun) -> Iterator[str]:
    first = begun.plan_years[0]
    value = examples.council_wide(given, first)
    silent = "" if given.if_absent is None else _if_left_out(given)
    yield from _comment(f"{given.title}. {given.sentence} {how_to_write(given)}{silent}")
    if given.decision:
        topic, _, word = given.decision.partition(".")
        yield from _comment(f"Members decide it; a scenario says `decide: {{{topic}: {{{word}: "
                            "...}}`.")  # fmt: skip
    shape = "every_year" if given.yearly else "value"
    shown = value or _usual(given) or examples.least(given, first)
    why = f"basis: illustrative, source: {yaml_text(examples.SOURCE)}"
    entry = [f"{given.name}:", f"  {{{shape}: {yaml_text(shown)}, {why}}}"]
    yield from entry if value else (f"# {text}" for text in entry)
    yield ""


def _usual(given: Input) -> str:
    """What an assumption is if the plan does not speak of it, as it would be typed."""
    if given.if_absent is None:
        return ""
    chosen = {float(number): choice for choice, number in given.choices.items()}
    shown = chosen.get(given.if_absent) or show_input(given.if_absent, given)
    return shown.replace(".00%", "%")


def _if_left_out(given: Input) -> str:
    return f" Left out, it is {_usual(given).replace('_', ' ')}."


def _comment(text: str) -> list[str]:
    return [f"# {part}" for part in wrap(text, WIDTH - 4, break_on_hyphens=False)]


# -- registers ------------------------------------------------------------------------------------


def _register(begun: Begun, book: LineBook, axis: Axis) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = columns(book, axis, begun.plan_years)
    writer.writerow(column.head for column in heads)
    for row in examples.rows(axis, registers(book)):
        writer.writerow(_cell(row, column, axis, begun) for column in heads)
    return out.getvalue()


def _cell(row: dict[str, str], column: Column, axis: Axis, begun: Begun) -> str:
    if column.holds is not None:
        return examples.cell(row, column.holds, begun.plan_years[0])
    if column.group is not None and not column.optional:
        return row.get(column.head) or examples.rows(column.group, [axis])[0]["id"]
    said = {"basis": "illustrative", "source": examples.SOURCE}
    return row.get(column.head) or said.get(column.head, "")


# -- what each column means -----------------------------------------------------------------------


def _guide(begun: Begun, book: LineBook) -> str:
    sitting = (
        "`plan.yaml` holds what is true of the whole council, and each register has a row for "
        "each item. All the figures are examples to be replaced, and every row may be deleted. "
        f"After each sitting, `mtfp check {begun.slug}` says what is wrong; then "
        f"`mtfp run {begun.slug}` writes the workbook and the page."
    )
    writing = (
        "Money is written like `£1.2m` or `£450k`, a percentage with its sign, a year like "
        f"`{begun.plan_years[0]}`. In a CSV file, what holds a comma goes in double quotes."
    )
    parts = [f"# {begun.council}", "", sitting, "", writing]
    for axis in registers(book):
        parts += ["", f"## {axis.many}.csv", "", "| column | what it is |", "| --- | --- |"]
        parts += [f"| {name} | {said} |" for name, said in _meanings(begun, book, axis)]
    return "\n".join(parts) + "\n"


def _meanings(begun: Begun, book: LineBook, axis: Axis) -> Iterator[tuple[str, str]]:
    last = begun.plan_years[-1]
    for column in columns(book, axis, begun.plan_years):
        given = column.given
        if given is None:
            yield f"`{column.head}`", column.said
        elif column.year in (None, begun.plan_years[0]):
            must = "" if given.if_absent is not None else "Must be given. "
            each = f" One for each year, to `{column.head[:-7]}{last}`." if column.year else ""
            beside = f" Needed beside {given.needed_with}." if given.needed_with else ""
            said = f"{must}{given.sentence} {how_to_write(given)}{beside}{each}"
            yield f"`{column.head}`", said.replace("|", "\\|")


# -- the first scenario ---------------------------------------------------------------------------


def _scenario(begun: Begun) -> str:
    first, *later = begun.plan_years
    second = later[0] if later else first
    return SCENARIO_LINE + "\n".join([
        *_comment("A scenario is a small layer of changes on the plan, which itself never "
                  "changes. It says who asks, why, and what."),
        f"scenario: {SCENARIO}",
        "title: Pay settles a point higher",
        "why: An example. Pay settles a point above the plan at first.",
        "owner: Corporate finance",
        "",
        "set:",
        "  # An index by its id: one point more than the plan says, in these years.",
        f"  pay_award: {{from: {first}, to: {second}, add: 1.0pp}}",
        "",
        "because:",
        f"  pay_award: {{basis: illustrative, source: {yaml_text(examples.SOURCE)}}}",
        "",
        "# More that a scenario may say; take the `# ` away to try one.",
        "# switch_off: [S1]",
        "# decide:",
        "#   council_tax: {increase: 1.99%, asc_precept: 0%}",
        "#   reserves: {use: none}",
        "",
    ])  # fmt: skip
