"""A plan folder read into one frozen plan: `plan.yaml`, and a register for each axis.

What may be written follows from what the model declares: an input of the whole council is
an entry under `assumptions`, an input of an axis is a column of that axis's register.
Every problem in the folder is found before any is raised.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.located import Entries, Node, Sequence, Text, read_yaml
from mtfp.plan.plan import Figures, Items, Origin, Plan
from mtfp.plan.tables import Row, read_csv
from mtfp.plan.typed import read_figure
from mtfp.problems import Place, PlanError, Problem, did_you_mean
from mtfp.terms import FinancialYear

BASES = ("published", "derived", "approved", "forecast", "assumed", "illustrative")
"""How far a figure can be trusted, best first."""
SAID_OF_FIGURES = ("basis", "source", "note")


def _year(text: object) -> FinancialYear:
    return FinancialYear.parse(str(text))


class Header(BaseModel):
    """What `plan.yaml` says of the plan itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1)
    council: str = Field(min_length=1)
    edition: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    base_year: Annotated[FinancialYear, BeforeValidator(_year)]
    years: int = Field(ge=1, le=20)
    default: bool = False
    notes: tuple[str, ...] = ()
    watermark: str = ""


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each input file of a folder, so that a run can be shown to be of these."""
    return {
        f"{folder.name}/{path.name}": sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.suffix in (".yaml", ".csv")
    }


def read_plan(folder: Path, book: LineBook) -> Plan:
    """Read a plan folder; raises PlanError with every problem found, each with its place."""
    reader = _Reader(folder, book)
    plan = reader.read()
    if reader.problems:
        raise PlanError(reader.problems)
    return plan


@dataclass
class _Reader:
    """One pass over a folder, gathering problems as it goes."""

    folder: Path
    book: LineBook
    problems: list[Problem] = field(default_factory=list)
    figures: dict[str, Figures] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    items: dict[str, Items] = field(default_factory=dict)

    def read(self) -> Plan:
        shown = self._shown("plan.yaml")
        top = read_yaml(self.folder / "plan.yaml", shown)
        header = self._header(top)
        self.first = header.base_year + 1
        self.years = header.years
        for axis in self.book.axes.values():
            if axis is not COUNCIL:
                self._register(axis)
        self._assumptions(top)
        return Plan(
            name=self.folder.name,
            title=header.title,
            base_year=header.base_year,
            years=header.years,
            items=self.items,
            figures=self.figures,
            origins=self.origins,
            notes=header.notes,
            council=header.council,
            edition=header.edition,
            watermark=header.watermark.replace("EDITION", header.edition),
            files=digests(self.folder),
        )

    # -- plan.yaml ---------------------------------------------------------------------

    def _header(self, top: Entries) -> Header:
        said = {k: _plain(v) for k, v in top.values.items() if k != "assumptions"}
        try:
            return Header.model_validate(said)
        except ValidationError as error:
            problems = []
            for found in error.errors(include_url=False):
                name = str(found["loc"][0])
                place = top.keys.get(name, Place(self._shown("plan.yaml"), 1))
                known = [*Header.model_fields, "assumptions"]
                if found["type"] == "extra_forbidden":
                    what, fix = f"{name} is not an entry of a plan.", did_you_mean(name, known)
                elif found["type"] == "missing":
                    what, fix = f"There is no {name}.", f"Add a line `{name}: ...`."
                else:
                    reason = found["msg"].removeprefix("Value error, ")
                    what, fix = f"{name} cannot be read: {reason}.", ""
                problems.append(Problem(what, place, fix))
            raise PlanError(problems) from None

    def _assumptions(self, top: Entries) -> None:
        wanted = {n: g for n, g in self.book.inputs.items() if g.axis is COUNCIL}
        given = top.values.get("assumptions")
        entries = (
            given
            if isinstance(given, Entries)
            else Entries({}, {}, Place(self._shown("plan.yaml"), 1))
        )
        for name, node in entries.values.items():
            place = entries.keys[name]
            if name not in wanted:
                hint = did_you_mean(name, wanted)
                self._problem(f"{name} is not an assumption of a plan.", place, hint)
            elif isinstance(node, Entries):
                self._assumption(wanted.pop(name), node, place)
            else:
                fix = f"Write it as `{name}: {{value: ..., basis: ..., source: ...}}`."
                self._problem(f"{name} says nothing of its source.", place, fix)
                del wanted[name]
        for name, silent in wanted.items():
            if silent.if_absent is None:
                self._problem(
                    f"There is no {name}: {silent.sentence}",
                    entries.place,
                    "Add it under assumptions.",
                )
            else:
                self.figures[name] = np.full(
                    (self.years if silent.yearly else 1, 1), float(silent.if_absent)
                )

    def _assumption(self, given: Input, node: Entries, place: Place) -> None:
        said = {
            k: v.text
            for k, v in node.values.items()
            if k in SAID_OF_FIGURES and isinstance(v, Text)
        }
        self._say(given.name, "", place, said)
        amounts = {k: v for k, v in node.values.items() if k not in SAID_OF_FIGURES}
        if not given.yearly:
            column = self._whole_plan(given, amounts, node, place)
        else:
            column = self._series(given, amounts, node, place)
        self.figures[given.name] = np.array(column)[:, None]

    def _whole_plan(
        self, given: Input, amounts: dict[str, Node], node: Entries, place: Place
    ) -> list[float]:
        for extra in amounts.keys() - {"value"}:
            hint = did_you_mean(extra, ["value", *SAID_OF_FIGURES])
            self._problem(
                f"{given.name} has one value for the plan, not {extra}.", node.keys[extra], hint
            )
        if "value" not in amounts:
            self._problem(f"{given.name} has no value.", place, "Add `value: ...`.")
            return [0.0]
        return [self._figure(amounts["value"], given)]

    def _series(
        self, given: Input, amounts: dict[str, Node], node: Entries, place: Place
    ) -> list[float]:
        typed: dict[int, float] = {}
        for key, value in amounts.items():
            if key in ("every_year", "onwards"):
                continue
            year = self._plan_year(key, node.keys[key], given.name)
            if year is not None:
                typed[year] = self._figure(value, given)
        fill = amounts.get("every_year", amounts.get("onwards"))
        rest = None if fill is None else self._figure(fill, given)
        starts = -1 if "every_year" in amounts else max(typed, default=-1)
        column = []
        for year in range(self.years):
            if year not in typed and (rest is None or year < starts):
                when = self.first + year
                fix = "Give every year of the plan, or say `onwards: ...` to carry one on."
                self._problem(f"{given.name} says nothing of {when}.", place, fix)
                return [0.0] * self.years
            column.append(typed.get(year, rest if rest is not None else 0.0))
        return column

    def _figure(self, node: Node, given: Input) -> float:
        if not isinstance(node, Text):
            self._problem(f"{given.name} should be one figure here.", node.place, "")
            return 0.0
        return self._convert(node.text, given, node.place, given.name)

    # -- registers ---------------------------------------------------------------------

    def _register(self, axis: Axis) -> None:
        file = f"{axis.many}.csv"
        inputs = [given for given in self.book.inputs.values() if given.axis is axis]
        columns = dict(self._columns(axis, inputs))
        groups = [group.name for group in axis.groups]
        known = ["id", "title", *groups, *columns, *SAID_OF_FIGURES]
        rows = []
        if (self.folder / file).exists():
            try:
                rows = read_csv(self.folder / file, self._shown(file), known)
            except PlanError as error:
                self.problems += error.problems
        self._unique_ids(rows)
        self.items[axis.name] = Items(
            tuple(row.get("id") for row in rows),
            tuple(row.get("title") or row.get("id") for row in rows),
            {group.name: tuple(self._group(row, group) for row in rows) for group in axis.groups},
        )
        for given in inputs:
            self.figures[given.name] = np.zeros((self.years if given.yearly else 1, len(rows)))
        for position, row in enumerate(rows):
            self._row(position, row, columns, inputs)

    def _columns(self, axis: Axis, inputs: list[Input]) -> Iterator[tuple[str, tuple[Input, int]]]:
        """The register's columns: an input's name without the axis's, and years after it."""
        alone = sum(given.yearly for given in inputs) == 1
        for given in inputs:
            name = given.name.removeprefix(f"{axis.name}_")
            if not given.yearly:
                yield name, (given, 0)
                continue
            for year in range(self.years):
                when = str(self.first + year)
                yield when if alone else f"{name} {when}", (given, year)

    def _row(
        self, position: int, row: Row, columns: dict[str, tuple[Input, int]], inputs: list[Input]
    ) -> None:
        said = {name: row.get(name) for name in SAID_OF_FIGURES if row.get(name)}
        for given in inputs:
            self._say(given.name, row.get("id"), row.place, said)
        if said.get("basis") not in BASES:
            self._wrong_basis(said.get("basis", ""), row.place)
        for column, (given, year) in columns.items():
            text = row.get(column)
            if text:
                value = self._convert(text, given, row.place, column)
            elif given.if_absent is not None:
                value = float(given.if_absent)
            else:
                self._problem(f"{row.get('id')} has no {column}: {given.sentence}", row.place, "")
                value = 0.0
            self.figures[given.name][year, position] = value

    def _unique_ids(self, rows: list[Row]) -> None:
        seen: dict[str, Place] = {}
        for row in rows:
            name = row.get("id")
            if not name:
                self._problem("Has no id.", row.place, "Give each row an id of its own.")
            elif name in seen:
                first = f"first on line {seen[name].line}"
                self._problem(f"The id {name} stands twice, {first}.", row.place, "")
            seen.setdefault(name, row.place)

    def _group(self, row: Row, group: Axis) -> int:
        ids = self.items[group.name].ids if group.name in self.items else ()
        name = row.get(group.name)
        if name in ids:
            return ids.index(name)
        hint = did_you_mean(name, ids) or f"Add it to {group.many}.csv."
        self._problem(f"{name or 'Nothing'} is not one of the {group.many}.", row.place, hint)
        return 0

    # -- both --------------------------------------------------------------------------

    def _plan_year(self, key: str, place: Place, name: str) -> int | None:
        try:
            year = FinancialYear.parse(key) - self.first
        except ValueError as error:
            self._problem(f"{name}: {error}.", place, "")
            return None
        if not 0 <= year < self.years:
            last = self.first + (self.years - 1)
            self._problem(f"{key} is outside the plan, {self.first} to {last}.", place, "")
            return None
        return year

    def _convert(self, text: str, given: Input, place: Place, column: str) -> float:
        try:
            return read_figure(text, given, self.first)
        except ValueError as error:
            self._problem(f"{column}: {error}.", place, "")
            return 0.0

    def _say(self, name: str, item: str, place: Place, said: dict[str, str]) -> None:
        if not item and said.get("basis") not in BASES:
            self._wrong_basis(said.get("basis", ""), place)
        self.origins[name, item] = Origin(
            place, said.get("basis", ""), said.get("source", ""), said.get("note", "")
        )

    def _wrong_basis(self, found: str, place: Place) -> None:
        what = f"{found} is not a basis." if found else "Has no basis."
        self._problem(what, place, did_you_mean(found, BASES) or f"Say one of {', '.join(BASES)}.")

    def _problem(self, what: str, place: Place, fix: str) -> None:
        self.problems.append(Problem(what, place, fix))

    def _shown(self, file: str) -> str:
        return f"{self.folder.name}/{file}"


def _plain(node: Node) -> object:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Sequence):
        return tuple(_plain(value) for value in node.values)
    return {key: _plain(value) for key, value in node.values.items()}
