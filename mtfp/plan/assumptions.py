"""The assumptions in `plan.yaml`: one entry for each input of the council as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mtfp.algebra.expressions import COUNCIL, Input
from mtfp.plan.gathering import SAID_OF_FIGURES, Gathering
from mtfp.plan.located import Entries, Node, Text
from mtfp.plan.typed import read_year
from mtfp.problems import MistypedError, Place, did_you_mean, listed, nearest, sentence

EVERY, ONWARDS, VALUE = "every_year", "onwards", "value"


def read_assumptions(top: Entries, found: Gathering) -> None:
    """Read every assumption; those left out are what the model takes silence to mean."""
    wanted = {name: g for name, g in found.book.inputs.items() if g.axis is COUNCIL}
    node = top.values.get("assumptions")
    if not isinstance(node, Entries):
        place = top.keys.get("assumptions", Place(found.place("plan.yaml").file, 1))
        fix = "Write `assumptions:` and under it an indented entry for each, `name: {...}`."
        found.problem("There are no entries under assumptions.", place, fix, code="E201")
        return
    known = set(wanted)
    for name, said in node.values.items():
        place = node.keys[name]
        if name not in known:
            meant = "" if name in found.book.inputs else nearest(name, known)
            found.problem(
                f"{name} is not an assumption of a plan.", place,
                f"Did you mean {meant}?" if meant else _column(name, found),
                code="E204",
            )  # fmt: skip
            wanted.pop(meant, None)
        elif isinstance(said, Entries):
            _Assumption(wanted.pop(name), said, place, found).read()
        else:
            shape = "every_year" if wanted.pop(name).yearly else "value"
            fix = f"Write it as `{name}: {{{shape}: ..., basis: ..., source: ...}}`."
            found.problem(f"{name} says nothing of its source.", place, fix, code="E205")
    for name, silent in wanted.items():
        if silent.if_absent is None:
            what = f"There is no {name}: {silent.sentence}"
            found.problem(what, top.keys["assumptions"], "Add it under assumptions.", code="E201")
        else:
            years = found.years.count if silent.yearly else 1
            found.figures[name] = np.full((years, 1), float(silent.if_absent))


def _column(name: str, found: Gathering) -> str:
    given = found.book.inputs.get(name)
    if given is None:
        return "`mtfp lines --inputs` lists what there is."
    return f"It belongs to {found.tables[given.axis.name].called}, as a column."


@dataclass
class _Assumption:
    """One entry being read: `{value: £1.2m, basis: ..., source: ...}` or figures by year."""

    given: Input
    node: Entries
    place: Place
    found: Gathering

    def read(self) -> None:
        """Read its figures and where they came from."""
        values = self.node.values
        amounts = {k: v for k, v in values.items() if k not in SAID_OF_FIGURES}
        self.misspelt = {nearest(key, SAID_OF_FIGURES) for key in amounts}
        said = {}
        for word in SAID_OF_FIGURES:
            node = values.get(word)
            if isinstance(node, Text):
                said[word] = node.text
            elif node is not None:
                self.misspelt.add(word)
                what, fix = f"{word} should be one piece of text.", f"Write it like `{word}: ...`."
                self.found.problem(what, node.place, fix, code="E205")
        origin = self.found.origin(said, self.place, self.misspelt)
        self.found.origins[self.given.name, ""] = origin
        column = self._series(amounts) if self.given.yearly else self._whole_plan(amounts)
        self.found.figures[self.given.name] = np.array(column)[:, None]

    def _whole_plan(self, amounts: Mapping[str, Node]) -> list[float]:
        name, strange = self.given.name, [key for key in amounts if key != VALUE]
        for key in strange:
            hint = did_you_mean(key, [VALUE, *SAID_OF_FIGURES]) or "Write `value: ...`."
            what = f"{name} has one value for the plan, not {key}."
            self.found.problem(what, self.node.keys[key], hint, code="E205")
        if VALUE not in amounts and not strange:
            what, fix = f"{name} has no value.", "Add `value: ...`."
            self.found.problem(what, self.place, fix, code="E401")
        return [self._figure(amounts[VALUE]) or 0.0 if VALUE in amounts else 0.0]

    def _series(self, amounts: Mapping[str, Node]) -> list[float]:
        name, years = self.given.name, self.found.years
        by_year = {k: v for k, v in amounts.items() if k not in (EVERY, ONWARDS)}
        if EVERY in amounts and ONWARDS in amounts:
            what = f"{name} says both every_year and onwards."
            fix = "Keep every_year for a figure that never changes, or the years and onwards."
            self.found.problem(what, self.node.keys[ONWARDS], fix, code="E205")
            return [0.0] * years.count
        rest = next((amounts[word] for word in (EVERY, ONWARDS) if word in amounts), None)
        fill = self._figure(rest) if rest is not None else None
        typed: dict[int, float | None] = {}
        for key, node in by_year.items():
            year = self._year(key)
            if year is not None:
                typed[year] = self._figure(node)
        starts = max(typed, default=-1) if ONWARDS in amounts else -1
        silent = [t for t in range(years.count) if t not in typed and (rest is None or t < starts)]
        if silent and len(typed) == len(by_year) and years.sure:
            when = listed((str(years.first + t) for t in silent), "and")
            fix = "Give every year of the plan, or say `onwards: ...` to carry one on."
            self.found.problem(f"{name} says nothing of {when}.", self.place, fix, code="E401")
        return [typed.get(t, fill) or 0.0 for t in range(years.count)]

    def _year(self, key: str) -> int | None:
        place, years = self.node.keys[key], self.found.years
        try:
            year = read_year(key)
        except MistypedError as error:
            self._no_year(key, place, sentence(f"{self.given.name}: {error}"))
            return None
        if year not in years:
            self.found.outside(str(year), place)
            return None
        return year - years.first

    def _no_year(self, key: str, place: Place, reason: str) -> None:
        name = self.given.name
        if key == VALUE:
            fix = "Write `every_year: ...`, or a figure for each year, `2026/27: ...`."
            what = f"{name} has a figure for each year, not one value."
            self.found.problem(what, place, fix, code="E205")
        elif key[:1].isdigit():
            self.found.problem(reason, place, code="E408")
        else:
            hint = did_you_mean(key, [EVERY, ONWARDS, *SAID_OF_FIGURES])
            fix = hint or "Write every_year, onwards, or years such as 2026/27."
            self.found.problem(f"{name}: {key} is not a year.", place, fix, code="E205")

    def _figure(self, node: Node) -> float | None:
        if not isinstance(node, Text):
            what, fix = f"{self.given.name} should be one figure here.", "Write the figure alone."
            self.found.problem(what, node.place, fix, code="E205")
            return None
        return self.found.figure(node.text, self.given, node.place, self.given.name)
