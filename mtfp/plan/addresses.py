"""What the keys of a scenario mean: decisions, inputs, items, and what is switched on or off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.amendments import Told
from mtfp.plan.layers import Layer
from mtfp.plan.located import Entries, Node, Text
from mtfp.plan.plan import Plan
from mtfp.problems import Guesses, Place, did_you_mean


@dataclass
class Addresses:
    """What may be set in a plan, by the words that a scenario has for it."""

    plan: Plan
    book: LineBook
    problem: Told
    near_columns: dict[str, Guesses] = field(default_factory=dict)

    def decisions(self, layer: Layer) -> Iterator[tuple[str, str, Node, Place]]:
        """Decisions by their own words, `reserves: {use: none}`, and the inputs they stand for."""
        known = {given.decision: name for name, given in self.book.inputs.items() if given.decision}
        topics = layer.decides
        for topic, inner in topics.values.items():
            if not isinstance(inner, Entries):
                fix = f"Write it like `{topic}: {{{self._words(known, topic) or 'word'}: ...}}`."
                what = f"decide {topic} should say what of {topic} is decided."
                self.problem(what, topics.keys[topic], fix, code="E504")
                continue
            for word, value in inner.values.items():
                said, at = f"{topic}.{word}", inner.keys[word]
                if said in known:
                    yield said, known[said], value, at
                    continue
                hint = did_you_mean(said, known) or f"Decisions are {', '.join(sorted(known))}."
                self.problem(f"{said} is not a decision of this plan.", at, hint, code="E507")

    @staticmethod
    def _words(known: Iterable[str], topic: str) -> str:
        return next((k.partition(".")[2] for k in known if k.partition(".")[0] == topic), "")

    def target(self, key: str, place: Place) -> Iterator[tuple[Input, int]]:
        """The input and items that `pay_award`, `S2.start` or `savings.start` mean."""
        whole = self.book.inputs.get(key)
        if whole is not None and whole.axis is COUNCIL:
            yield whole, 0
            return
        of, _, column = key.rpartition(".")
        found = list(self._items(key, "")) or list(self._items(of, column))
        if not found:
            what = f"{key} is nothing in this plan."
            self.problem(what, place, self._near(key), code="E507")
        yield from found

    def _items(self, of: str, column: str) -> Iterator[tuple[Input, int]]:
        """Items by their id or their register's name; no column means the only yearly one."""
        for axis in self._axes():
            ids = self.plan.items[axis.name].ids
            meant = [item for item, item_id in enumerate(ids) if of in (axis.many, item_id)]
            given = self._column(axis.name, column) if meant else None
            if given is not None:
                yield from ((given, item) for item in meant)

    def _axes(self) -> list[Axis]:
        axes = self.book.axes.values()
        return [axis for axis in axes if axis is not COUNCIL and axis.derived is None]

    def _column(self, axis: str, column: str) -> Input | None:
        inputs = [given for given in self.book.inputs.values() if given.axis.name == axis]
        if column:
            return next((given for given in inputs if given.name == f"{axis}_{column}"), None)
        yearly = [given for given in inputs if given.yearly]
        return yearly[0] if len(yearly) == 1 else None

    def is_wide(self, key: str) -> bool:
        """Whether a key means every item of a register."""
        of = key.partition(".")[0]
        return any(of == axis.many and self.plan.items[axis.name].ids for axis in self._axes())

    def _near(self, key: str) -> str:
        """What may have been meant by a key that means nothing."""
        of = key.partition(".")[0]
        meant = [a for a in self._axes() if of in (a.many, *self.plan.items[a.name].ids)]
        # The name of an empty register may be the id of an item.
        for axis in sorted(meant, key=lambda one: not self.plan.items[one.name].ids):
            if not self.plan.items[axis.name].ids:
                return f"The plan has no {axis.many}."
            columns = [
                f"{of}.{name.removeprefix(f'{axis.name}_')}"
                for name, given in self.book.inputs.items()
                if given.axis is axis
            ]
            self.near_columns.setdefault(of, Guesses(columns))
            near = self.near_columns[of].did_you_mean(key) if key != of else ""
            return near or f"Say which of {', '.join(columns)}."
        return self.near_keys.did_you_mean(key) or "`mtfp lines --inputs` lists what may be set."

    @cached_property
    def near_keys(self) -> Guesses:
        """Everything that a scenario may set."""
        keys = [name for name, given in self.book.inputs.items() if given.axis is COUNCIL]
        for name, given in self.book.inputs.items():
            if given.axis is not COUNCIL:
                column = name.removeprefix(f"{given.axis.name}_")
                for one in (given.axis.many, *self.plan.items[given.axis.name].ids):
                    keys += [f"{one}.{column}", one]
        return Guesses(keys)

    def switch(self, text: Text, word: str) -> Iterator[tuple[Input, int]]:
        """The item of that id, and the input that switches it."""
        switches = [given for given in self.book.inputs.values() if given.switch]
        every = self.near_switches.known
        for given in switches:
            ids = self.plan.items[given.axis.name].ids
            if text.text in ids:
                yield given, ids.index(text.text)
        if text.text not in every:
            hint = (
                self.near_switches.did_you_mean(text.text)
                or f"There are {', '.join(every) or 'none'}."
            )
            what = f"{text.text or 'Nothing'} cannot be switched {word}."
            self.problem(what, text.place, hint, code="E507")

    @cached_property
    def near_switches(self) -> Guesses:
        """Everything that may be switched on or off."""
        axes = [given.axis for given in self.book.inputs.values() if given.switch]
        return Guesses(one for axis in axes for one in self.plan.items[axis.name].ids)
