"""Scenarios: small layers of changes on a plan, each saying who, why and what.

A layer replaces, adds to or multiplies what its parent says, for the years it names.
Layers combine as `A+B`: every ancestor once, parents first. Two that set the same cell and
are not parent and child conflict and are refused. The base is the plan as entered; it has
no file, and no layer ever changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isnan, nan
from pathlib import Path

import numpy as np

from mtfp.algebra.expressions import COUNCIL, Axis, Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.amendments import Amendment, Effect
from mtfp.plan.cases import AS_ENTERED, Cases
from mtfp.plan.folders import scenario_folder
from mtfp.plan.gathering import NEEDS_SOURCE
from mtfp.plan.lawful import refuse_unlawful
from mtfp.plan.layers import BASE, Layer, ancestry, no_such, read_layers, stand_in
from mtfp.plan.located import Entries, Node, Text
from mtfp.plan.plan import BASES, Figures, Origin, Plan
from mtfp.plan.typed import show_input
from mtfp.problems import Guesses, Place, PlanError, Problem, did_you_mean, listed
from mtfp.terms import MONTHS, month_of

REASONS = ("basis", "source", "publisher", "published", "note")
"""What may be said of why a figure is changed."""
SOURCES = ("source", "publisher")


@dataclass(frozen=True)
class Change:
    """What a layer does to one input of one item: the years and the figures before and after.

    A year that the plan leaves blank is NaN.
    """

    given: Input
    item: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    place: Place
    layer: str

    def in_words(self, plan: Plan) -> str:
        """Before and after, year by year where they differ."""
        pairs = [
            (self._show(b, plan), self._show(a, plan))
            for b, a in zip(self.before, self.after, strict=True)
        ]
        if not self.given.yearly:
            return " became ".join(pairs[0])
        if len(set(pairs)) == 1 and len(pairs) > 1:
            return f"{' became '.join(pairs[0])} in every year"
        years = zip(plan.plan_years, pairs, strict=True)
        return "; ".join(f"{year} {b} became {a}" for year, (b, a) in years if b != a)

    def _show(self, figure: float, plan: Plan) -> str:
        if isnan(figure):
            return "blank"
        if self.given.dated:
            return month_of(figure, plan.plan_years[0])
        months = " months" if self.given.unit == MONTHS else ""
        return show_input(figure, self.given) + months


@dataclass(frozen=True)
class Scenario:
    """A plan with its layers applied, and what they changed.

    `effects` are what all its layers together do to a figure of the plan as entered, by
    input, item and plan year from 0; figures that it leaves alone have none. `based_on` is
    the parent where that is another scenario.
    """

    name: str
    title: str
    why: str
    plan: Plan
    changes: tuple[Change, ...] = ()
    warnings: tuple[Problem, ...] = ()
    effects: Mapping[tuple[str, str, int], Effect] = field(default_factory=dict)
    owner: str = ""
    based_on: str = ""


def scenario(plan: Plan, book: LineBook, layers: Mapping[str, Layer], name: str) -> Scenario:
    """Apply the layers that a name asks for, such as `held+slipped`, to a plan."""
    parts = sorted(dict.fromkeys(part.strip() for part in name.split("+")))
    unknown = [no_such(part, layers) for part in parts if part not in (BASE, *layers)]
    if unknown:
        raise PlanError(unknown)
    chains = {part: ancestry(part, layers) for part in parts}
    application = _Application(plan, book, chains)
    for layer in dict.fromkeys(layer for chain in chains.values() for layer in chain):
        application.apply(layers[layer])
    if application.problems:
        raise PlanError(application.problems)
    named = [layers[part] for part in parts if part != BASE]
    return Scenario(
        name="+".join(layer.name for layer in named) or BASE,
        title=" and ".join(layer.title for layer in named) or "The plan as entered",
        why=" ".join(layer.why for layer in named),
        plan=replace(
            plan,
            figures=application.figures,
            changed=application.changed,
            blanks=frozenset(application.blanks),
        ),
        changes=tuple(application.changes),
        warnings=tuple(application.warnings),
        effects=application.effects,
        owner=listed(dict.fromkeys(layer.owner for layer in named), "and") if named else "",
        based_on=", ".join(
            dict.fromkeys(layer.based_on for layer in named if layer.based_on != BASE)
        ),
    )


def read_scenarios(
    plan_folder: Path,
    plan: Plan,
    book: LineBook,
    names: Iterable[str] = (),
    *,
    beside_base: bool = False,
) -> list[Scenario]:
    """The scenarios named, or else the plan as entered and every scenario it has.

    Every scenario of the plan is read and tried, whichever are asked for, and all that is
    wrong with any is raised at once. The base comes first where none is named, and with
    `beside_base` where some are; a scenario that says it stands for the base is shown in its
    place.
    """
    layers, problems = read_layers(scenario_folder(plan_folder))
    named = [name.strip() for name in names]
    first = BASE if BASE in named else stand_in(layers)
    wanted = [first, *(named or layers)] if beside_base or not named else named
    found: dict[str, Scenario] = {}
    broken, told = bool(problems), dict.fromkeys(problems)
    for name in dict.fromkeys([BASE, *layers, *named]):
        try:
            one = scenario(plan, book, layers, name)
            refuse_unlawful(book, one.plan, AS_ENTERED)
            _refuse_another_than_the_base(one, layers)
        except PlanError as error:
            # What a broken file would have made of a name is not known.
            told.update(dict.fromkeys(p for p in error.problems if p.place or not broken))
        else:
            if name in wanted:
                found.setdefault(one.name, one)
    if told:
        raise PlanError(told)
    return told_apart(_in_order(found, wanted))


def _refuse_another_than_the_base(one: Scenario, layers: Mapping[str, Layer]) -> None:
    """What stands for the base must be the base: a change would pass for the plan as entered."""
    place = layers[one.name].stands_for if one.name in layers else None
    if place and one.changes:
        fix = f"Take out stands_for, or what is changed at {one.changes[0].place}."
        what = f"{one.name} stands for {BASE}, and yet it changes something."
        raise PlanError([Problem(what, place, fix, code="E513")])


def told_apart(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """The scenarios with titles of their own: one that another bears too gains its name."""
    found: list[Scenario] = []
    every = list(scenarios)
    folded = [one.title.casefold() for one in every]
    for one in every:
        title = one.title
        if folded.count(title.casefold()) > 1:
            title = f"{title} ({one.name})"
        while title.casefold() in {other.title.casefold() for other in found}:
            title = f"{title} ({one.name})"
        found.append(one if title == one.title else replace(one, title=title))
    return found


def together(scenarios: list[Scenario]) -> tuple[Plan, Cases]:
    """Scenarios of one plan as cases of one run: the first one's plan, and what varies."""
    first = scenarios[0].plan
    varied = {}
    for name, figures in first.figures.items():
        several = [one.plan.figures[name] for one in scenarios]
        if any((figures != other).any() for other in several):
            varied[name] = np.stack(several, axis=-1)
    return first, Cases(tuple(one.name for one in scenarios), varied)


def _in_order(found: dict[str, Scenario], named: list[str]) -> list[Scenario]:
    """The scenarios in the order in which they are wanted."""
    order = {"+".join(sorted(p.strip() for p in name.split("+"))): n
             for n, name in reversed(list(enumerate(named)))}  # fmt: skip
    return sorted(found.values(), key=lambda one: order.get(one.name, len(named)))


@dataclass(frozen=True)
class _Setter:
    """Who set a cell, and whether by a word that meant every item."""

    layer: str
    place: Place
    wide: bool


@dataclass
class _Application:
    """Layers being applied to a plan, one after another."""

    plan: Plan
    book: LineBook
    chains: Mapping[str, list[str]]
    figures: dict[str, Figures] = field(init=False)
    changed: dict[tuple[str, str, int], Origin] = field(default_factory=dict)
    blanks: set[tuple[str, str, int]] = field(init=False)
    changes: list[Change] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    problems: dict[Problem, None] = field(default_factory=dict)
    set_by: dict[tuple[str, int, int], _Setter] = field(default_factory=dict)
    effects: dict[tuple[str, str, int], Effect] = field(default_factory=dict)
    near_columns: dict[str, Guesses] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.figures = {name: figures.copy() for name, figures in self.plan.figures.items()}
        self.blanks = set(self.plan.blanks)
        self.first = self.plan.base_year + 1

    def apply(self, layer: Layer) -> None:
        """Make every change of one layer."""
        self.layer = layer
        so_far = len(self.problems), len(self.changes), len(self.warnings)
        keys = [
            *((key, key, node, layer.sets.keys[key]) for key, node in layer.sets.values.items()),
            *self._decisions(),
        ]
        # What is said of every item gives way to what is said of one, in whatever order.
        for word, key, node, place in sorted(keys, key=lambda one: not self._is_wide(one[1])):
            setter = _Setter(layer.name, place, self._is_wide(key))
            self._amend(list(self._target(key, place)), node, setter, word)
        for texts, choice, word in ((layer.off, "no", "off"), (layer.on, "yes", "on")):
            for text in texts:
                switch = Text(choice, text.place)
                setter = _Setter(layer.name, text.place, wide=False)
                self._amend(list(self._switch(text, word)), switch, setter, text.text)
        said = {*(word for word, *_ in keys), *(t.text for t in (*layer.off, *layer.on))}
        self._check_because({*said, *(key for _, key, *_ in keys)})
        now = len(self.problems), len(self.changes), len(self.warnings)
        if so_far == now and not layer.stands_for:
            what = f"{layer.name} changes nothing: it is the same as {layer.based_on}."
            fix = "Delete the file, or change it."
            self.warnings.append(Problem(what, layer.place, fix, code="W106"))

    # -- what is meant -----------------------------------------------------------------

    def _decisions(self) -> Iterator[tuple[str, str, Node, Place]]:
        """Decisions by their own words, `reserves: {use: none}`, and the inputs they stand for."""
        known = {given.decision: name for name, given in self.book.inputs.items() if given.decision}
        topics = self.layer.decides
        for topic, inner in topics.values.items():
            if not isinstance(inner, Entries):
                fix = f"Write it like `{topic}: {{{self._words(known, topic) or 'word'}: ...}}`."
                what = f"decide {topic} should say what of {topic} is decided."
                self._problem(what, topics.keys[topic], fix, code="E504")
                continue
            for word, value in inner.values.items():
                said, at = f"{topic}.{word}", inner.keys[word]
                if said in known:
                    yield said, known[said], value, at
                    continue
                hint = did_you_mean(said, known) or f"Decisions are {', '.join(sorted(known))}."
                self._problem(f"{said} is not a decision of this plan.", at, hint, code="E507")

    @staticmethod
    def _words(known: Iterable[str], topic: str) -> str:
        return next((k.partition(".")[2] for k in known if k.partition(".")[0] == topic), "")

    def _target(self, key: str, place: Place) -> Iterator[tuple[Input, int]]:
        """The input and items that `pay_award`, `S2.start` or `savings.start` mean."""
        whole = self.book.inputs.get(key)
        if whole is not None and whole.axis is COUNCIL:
            yield whole, 0
            return
        of, _, column = key.rpartition(".")
        found = list(self._items(key, "")) or list(self._items(of, column))
        if not found:
            what = f"{key} is nothing in this plan."
            self._problem(what, place, self._near(key), code="E507")
        yield from found

    def _items(self, of: str, column: str) -> Iterator[tuple[Input, int]]:
        """Items by their id or their register's name; no column means the only yearly one."""
        for axis in self._axes():
            ids = self.plan.items[axis.name].ids
            given = self._column(axis.name, column)
            for item, item_id in enumerate(ids):
                if given is not None and of in (axis.many, item_id):
                    yield given, item

    def _axes(self) -> list[Axis]:
        axes = self.book.axes.values()
        return [axis for axis in axes if axis is not COUNCIL and axis.derived is None]

    def _column(self, axis: str, column: str) -> Input | None:
        inputs = [given for given in self.book.inputs.values() if given.axis.name == axis]
        if column:
            return next((given for given in inputs if given.name == f"{axis}_{column}"), None)
        yearly = [given for given in inputs if given.yearly]
        return yearly[0] if len(yearly) == 1 else None

    def _is_wide(self, key: str) -> bool:
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

    def _switch(self, text: Text, word: str) -> Iterator[tuple[Input, int]]:
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
            self._problem(what, text.place, hint, code="E507")

    @cached_property
    def near_switches(self) -> Guesses:
        """Everything that may be switched on or off."""
        axes = [given.axis for given in self.book.inputs.values() if given.switch]
        return Guesses(one for axis in axes for one in self.plan.items[axis.name].ids)

    # -- what is done ------------------------------------------------------------------

    def _amend(
        self, targets: list[tuple[Input, int]], node: Node, setter: _Setter, word: str
    ) -> None:
        """Change everything that one entry means; say so if nothing of it changes."""
        so_far = len(self.problems), len(self.changes)
        for given, item in targets:
            self._change(given, item, node, setter, word)
        if targets and so_far == (len(self.problems), len(self.changes)):
            what = f"{word} changes nothing: it is so already."
            fix = "Take it out, or change its figures."
            self.warnings.append(Problem(what, setter.place, fix, code="W106"))

    def _change(self, given: Input, item: int, node: Node, setter: _Setter, word: str) -> None:
        before = self.figures[given.name][:, item].copy()
        item_id = self.plan.items_of(given.axis).ids[item]
        blank = frozenset(t for name, of, t in self.blanks if (name, of) == (given.name, item_id))
        amendment = Amendment(given, before, blank, self.first, word, self._problem)
        after = before.copy()
        filled = []
        for year, effect in amendment.effects(node).items():
            cell = given.name, item_id, year
            self._claim((given.name, year, item), setter, word)
            after[year] = effect.on(float(after[year]))
            self.effects[cell] = effect.after(self.effects.get(cell, Effect()))
            filled.append(cell)
        left = blank - {year for _, _, year in filled}
        if (after != before).any() or left != blank:
            was, now = _with_blanks(before, blank), _with_blanks(after, left)
            self.changes.append(Change(given, item_id, was, now, setter.place, setter.layer))
        self.blanks -= set(filled)
        self.figures[given.name][:, item] = after
        for _, _, year in filled:
            parent = self.changed.get((given.name, item_id, year))
            parent = parent or self.plan.origins.get((given.name, item_id))
            origin = self._origin(
                (word, given.name), setter.place, parent if amendment.stands_on_parent else None
            )
            if amendment.stands_on_parent and parent:
                sure = parent.confirmed_in(self.plan.plan_years[year])
                origin = replace(origin, confirmed=sure)
            self.changed[given.name, item_id, year] = origin

    def _claim(self, cell: tuple[str, int, int], mine: _Setter, word: str) -> None:
        """Note who set a cell; refuse it where another set it that is not its ancestor."""
        holder = self.set_by.get(cell)
        self.set_by[cell] = mine
        if holder is None:
            return
        both = {holder.layer, mine.layer}
        if len(both) == 1 and holder.wide == mine.wide:
            what = f"{word} sets what is already set at {holder.place}."
            self._problem(what, mine.place, "Leave one of the two out.", code="E511")
        elif not any(both <= set(chain) for chain in self.chains.values()):
            what = f"{word} is also set by {holder.layer}, at {holder.place}."
            fix = f"Ask for one of the two, or let {mine.layer} be based on {holder.layer}."
            self._problem(what, mine.place, fix, code="E511")

    def _origin(self, words: tuple[str, str], place: Place, parent: Origin | None) -> Origin:
        """Where a changed figure comes from; what stands on the parent's is no better than it."""
        node = next((self.layer.because.values[w] for w in words if w in self.layer.because.values),
                    None)  # fmt: skip
        said = node.values if isinstance(node, Entries) else {}
        texts = {key: value.text for key, value in said.items() if isinstance(value, Text)}
        basis = texts.get("basis", "assumed")
        basis = basis if basis in BASES else BASES[-1]
        source = ", ".join(v for k, v in texts.items() if k not in ("basis", "note"))
        source = source or self.layer.title
        if parent is not None:
            basis = max(basis, parent.basis, key=BASES.index)
            source = f"{source}, upon {parent.place} ({parent.basis}, {parent.source})"
        return Origin(place, basis, source, texts.get("note", ""))

    def _check_because(self, said: set[str]) -> None:
        """Refuse reasons that no change of this layer asks for, or that say nothing."""
        because, guesses = self.layer.because, Guesses(said)
        for key, node in because.values.items():
            place = because.keys[key]
            if key not in said:
                hint = guesses.did_you_mean(key) or "Give reasons for what this scenario changes."
                self._problem(f"{key} is not changed by this scenario.", place, hint, code="E512")
            if not isinstance(node, Entries):
                fix = f"Write it like `{key}: {{basis: assumed, source: ...}}`."
                self._problem(f"{key} should say a basis and a source.", place, fix, code="E504")
                continue
            for word, value in node.values.items():
                if not isinstance(value, Text):
                    fix = f"Write it like `{word}: ...`, without brackets."
                    what = f"{key}: {word} should be text."
                    self._problem(what, node.keys[word], fix, code="E504")
                elif word == "basis" and value.text not in BASES:
                    hint = did_you_mean(value.text, BASES) or f"Say one of {', '.join(BASES)}."
                    what = f"{value.text or 'Nothing'} is not a basis."
                    self._problem(what, node.keys[word], hint, code="E410")
                elif word not in REASONS:
                    fix = did_you_mean(word, REASONS) or f"Say {listed(REASONS, 'or')}."
                    what = f"{key}: {word} is nothing that a reason says."
                    self._problem(what, node.keys[word], fix, code="E504")
            self._has_a_source(key, node)

    def _has_a_source(self, key: str, node: Entries) -> None:
        """Refuse a figure that is called better than assumed and cannot be looked up."""
        texts = {word: v.text for word, v in node.values.items() if isinstance(v, Text)}
        basis = texts.get("basis", "")
        if basis in NEEDS_SOURCE and not any(texts.get(word) for word in SOURCES):
            what = f"{key} is {basis}, but has no source."
            fix = "Say where the figure can be looked up, or call it assumed or illustrative."
            self._problem(what, node.keys["basis"], fix, code="E411")

    def _problem(self, what: str, place: Place, fix: str = "", *, code: str) -> None:
        self.problems.setdefault(Problem(what, place, fix, code=code))


def _with_blanks(figures: Figures, blank: frozenset[int]) -> tuple[float, ...]:
    return tuple(nan if year in blank else float(x) for year, x in enumerate(figures))
