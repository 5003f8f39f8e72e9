"""The JavaScript rendering: a whole book as one function of a plan, for the page.

`work(plan)` takes `{years, sizes, groups, inputs}` and returns every input and line as
`[year][item]`, the base year first. It throws, naming the line, where a figure is infinite
or not a number.
"""

from __future__ import annotations

import json

from mtfp.algebra.expressions import COUNCIL, Axis, Expression, Line, Named, Number
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import Word
from mtfp.algebra.writing import Writer
from mtfp.terms import plain_number

_RUNTIME = """\
"use strict";
const NUDGE = 1 + 1.6e-15;
function toThePenny(x) {
  const shown = Math.abs(Number(x.toPrecision(15)));
  const rounded = Math.floor(shown * 100 * NUDGE + 0.5) / 100;
  return x < 0 ? -rounded : rounded;
}
function snapped(x) {
  const rounded = Math.floor(Math.abs(x * 1e9) + 0.5) / 1e9;
  return x < 0 ? -rounded : rounded;
}
function divide(a, b) {
  if (b === 0) throw new Error("divides by nought");
  return a / b;
}
function power(a, b) {
  const result = Math.pow(a, b);
  if (!Number.isFinite(result)) throw new Error("has a power that is not a number");
  return result;
}
function total(column) {
  let sum = 0;
  for (const x of column) sum += x;
  return sum;
}
function highestOf(column) {
  return column.length ? Math.max(...column) : 0;
}
function totalWhere(column, keys, test) {
  let sum = 0;
  for (let j = 0; j < column.length; j++) if (test(keys[j])) sum += column[j];
  return sum;
}
function highestWhere(column, keys, test) {
  let most = 0;
  for (let j = 0; j < column.length; j++)
    if (test(keys[j])) most = Math.max(most, column[j]);
  return most;
}
function leftWhere(column, keys, test) {
  let left = 1;
  for (let j = 0; j < column.length; j++) if (test(keys[j])) left *= 1 - column[j];
  return left;
}
function rank(scores, score, keys, key) {
  let place = 1;
  for (let j = 0; j < scores.length; j++)
    if (scores[j] > score || (scores[j] === score && keys[j] < key)) place += 1;
  return place;
}
function finite(x) {
  if (!Number.isFinite(x)) throw new Error("is infinite or not a number");
  return x;
}
"""


class JavaScriptWriter(Writer):
    """Writes expressions over `v.line[t][i]`."""

    def template(self, word: Word) -> str:
        """The word's JavaScript rendering."""
        return word.javascript

    def number(self, number: Number) -> str:
        """The number as a literal."""
        return plain_number(number.value)

    def cell(self, named: Named, back: int) -> str:
        """This item's figure."""
        return f"{self.column(named, back)}[{'0' if named.axis is COUNCIL else 'i'}]"

    def column(self, named: Named, back: int) -> str:
        """The year's array."""
        return f"v.{named.name}[t - {back}]" if back else f"v.{named.name}[t]"

    def members(self, child: Axis, group: Axis) -> str:
        """The array of group numbers."""
        return f"g.{child.name}_{group.name}"

    def member(self, child: Axis, group: Axis) -> str:
        """This item's group number."""
        return f"{self.members(child, group)}[i]"

    def own_number(self, group: Axis) -> str:
        """This group's own number."""
        del group
        return "(i + 1)"


def program(book: LineBook) -> str:
    """The whole book as a script that defines `work(plan)`."""
    writer = JavaScriptWriter(book)
    openings = [_statement(writer, line, line.opening) for line in book.openings]
    lines = [_statement(writer, line, line.expression) for line in book.lines.values()]
    axes = json.dumps({name: line.axis.name for name, line in book.lines.items()})
    return "\n".join(
        [
            _RUNTIME,
            f"const LINE_AXES = {axes};",
            "function work(plan) {",
            "  const n = { council: 1, ...plan.sizes }, g = plan.groups, years = plan.years;",
            "  const v = {};",
            "  let t = 0, now = '';",
            "  for (const [name, rows] of Object.entries(plan.inputs)) {",
            "    if (!rows.flat().every(Number.isFinite))",
            "      throw new Error(`${name} is not a number`);",
            "    v[name] = plan.yearly[name] ? [null, ...rows] : Array(years + 1).fill(rows[0]);",
            "  }",
            "  for (const [name, axis] of Object.entries(LINE_AXES))",
            "    v[name] = Array.from({ length: years + 1 }, () => Array(n[axis]).fill(null));",
            "  try {",
            *openings,
            "    for (t = 1; t <= years; t++) {",
            *lines,
            "    }",
            "  } catch (error) {",
            "    throw new Error(`${now} in year ${t} ${error.message}`);",
            "  }",
            "  return v;",
            "}",
            "",
        ]
    )


def _statement(writer: JavaScriptWriter, line: Named, tree: Expression | None) -> str:
    assert isinstance(line, Line)
    assert tree is not None
    loop = "" if line.axis is COUNCIL else f"for (let i = 0; i < n.{line.axis.name}; i++) "
    return (
        f"      now = '{line.name}'; {loop}{writer.cell(line, 0)} = finite({writer.write(tree)});"
    )
