"""Scenarios: small layers of changes on a plan, each saying who, why and what.

A layer replaces, adds to or multiplies what its parent says, for the years it names.
Layers combine as `A+B`: every ancestor once, parents first. Two that set the same cell and
are not parent and child conflict and are refused. The base is the plan as entered; it has
no file, and no layer ever changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from mtfp.algebra.expressions import COUNCIL, Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.cases import Cases
from mtfp.plan.located import Entries, Node, Text, read_yaml
from mtfp.plan.plan import Figures, Origin, Plan
from mtfp.plan.read import BASES
from mtfp.plan.typed import plain, read_change, read_figure, show_input
from mtfp.problems import Place, PlanError, Problem, did_you_mean
from mtfp.terms import FinancialYear

BASE = "base"
SAYS = ("scenario", "title", "why", "owner", "based_on", "set", "switch_off", "switch_on",
        "decide", "because")  # fmt: skip
MUST_SAY = ("scenario", "title", "why", "owner")
RANGE = ("from", "to", "add", "times", "value")


@dataclass(frozen=True)
class Change:
    """What a layer does to one input of one item: the years and the figures before and after."""

    given: Input
    item: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    place: Place
    layer: str

    def in_words(self, plan: Plan) -> str:
        """Before and after, year by year where they differ."""
        pairs = [
            (show_input(b, self.given), show_input(a, self.given))
            for b, a in zip(self.before, self.after, strict=True)
        ]
        if not self.given.yearly:
            return " became ".join(pairs[0])
        years = zip(plan.plan_years, pairs, strict=True)
        return "; ".join(f"{year} {b} became {a}" for year, (b, a) in years if b != a)


@dataclass(frozen=True)
class Layer:
    """One scenario file, read but not yet applied."""

    name: str
    title: str
    why: str
    owner: str
    based_on: str
    entries: Entries
    place: Place


@dataclass(frozen=True)
class Scenario:
    """A plan with its layers applied, and what they changed."""

    name: str
    title: str
    why: str
    plan: Plan
    changes: tuple[Change, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_layers(folder: Path) -> dict[str, Layer]:
    """Every scenario file of a plan, by name; raises PlanError for all that is wrong at once."""
    layers: dict[str, Layer] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        shown = f"{folder.parent.name}/{folder.name}/{path.name}"
        try:
            layers[path.stem] = _layer(path, shown)
        except PlanError as error:
            problems += error.problems
    for layer in layers.values():
        if layer.based_on not in (BASE, *layers):
            hint = did_you_mean(layer.based_on, [BASE, *layers])
            place = layer.entries.keys["based_on"]
            problems.append(Problem(f"There is no scenario {layer.based_on}.", place, hint))
    if not problems:
        problems += _circles(layers)
    if problems:
        raise PlanError(problems)
    return layers


def scenario(plan: Plan, book: LineBook, layers: Mapping[str, Layer], name: str) -> Scenario:
    """Apply the layers that a name asks for, such as `held+slipped`, to a plan."""
    parts = sorted(dict.fromkeys(part.strip() for part in name.split("+")))
    for part in parts:
        if part not in (BASE, *layers):
            fix = did_you_mean(part, [BASE, *layers]) or f"There are {', '.join([BASE, *layers])}."
            raise PlanError([Problem(f"There is no scenario {part}.", fix=fix)])
    chains = {part: _ancestry(part, layers) for part in parts}
    application = _Application(plan, book, chains)
    for layer in dict.fromkeys(layer for chain in chains.values() for layer in chain):
        application.apply(layers[layer])
    if application.problems:
        raise PlanError(application.problems)
    named = [layers[part] for part in parts if part != BASE]
    return Scenario(
        name="+".join(part for part in parts if part != BASE) or BASE,
        title=" and ".join(layer.title for layer in named) or "The plan as entered",
        why=" ".join(layer.why for layer in named),
        plan=replace(plan, figures=application.figures, origins=application.origins),
        changes=tuple(application.changes),
        warnings=tuple(application.warnings),
    )


def scenario_folder(plan_folder: Path) -> Path:
    """Where a plan's scenarios live: `scenarios/<plan>/` beside `inputs/`."""
    return plan_folder.resolve().parent.parent / "scenarios" / plan_folder.resolve().name


def read_scenarios(
    plan_folder: Path, plan: Plan, book: LineBook, names: Iterable[str] = ()
) -> list[Scenario]:
    """The scenarios named, or else the plan as entered and every scenario it has.

    A scenario that changes nothing is the plan as entered by a name of its own, and then
    stands for it.
    """
    layers = read_layers(scenario_folder(plan_folder))
    wanted = list(names) or [BASE, *layers]
    found, problems = [], []
    for name in wanted:
        try:
            found.append(scenario(plan, book, layers, name))
        except PlanError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    if problems:
        raise PlanError(problems)
    named_base = [one for one in found if one.name != BASE and not one.changes]
    if named_base and not list(names):
        found = [*named_base, *(one for one in found if one.changes)]
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


def _layer(path: Path, shown: str) -> Layer:
    top = read_yaml(path, shown)
    problems = [
        Problem(f"{key} is not an entry of a scenario.", top.keys[key], did_you_mean(key, SAYS))
        for key in top.values
        if key not in SAYS
    ]
    said = {key: node.text for key, node in top.values.items() if isinstance(node, Text)}
    problems += [
        Problem(f"There is no {key}.", Place(shown, 1), f"Add a line `{key}: ...`.")
        for key in MUST_SAY
        if not said.get(key)
    ]
    if said.get("scenario", path.stem) != path.stem:
        fix = f"Call the scenario {path.stem}, or rename the file."
        problems.append(Problem("Has another name than its file.", top.keys["scenario"], fix))
    if problems:
        raise PlanError(problems)
    return Layer(
        path.stem, said["title"], said["why"], said["owner"], said.get("based_on", BASE), top,
        Place(shown, 1),
    )  # fmt: skip


def _ancestry(name: str, layers: Mapping[str, Layer]) -> list[str]:
    """A layer and all that it stands on, the deepest first, without the base."""
    chain: list[str] = []
    while name != BASE:
        chain.append(name)
        name = layers[name].based_on
    return chain[::-1]


def _circles(layers: Mapping[str, Layer]) -> Iterator[Problem]:
    for name, layer in layers.items():
        path, at = [name], layer.based_on
        while at != BASE and at not in path:
            path.append(at)
            at = layers[at].based_on
        if at == name:
            what = f"Is based on itself: {' on '.join([*path, name])}."
            yield Problem(what, layer.entries.keys["based_on"])


@dataclass
class _Application:
    """Layers being applied to a plan, one after another."""

    plan: Plan
    book: LineBook
    chains: Mapping[str, list[str]]
    figures: dict[str, Figures] = field(init=False)
    origins: dict[tuple[str, str], Origin] = field(init=False)
    changes: list[Change] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    set_by: dict[tuple[str, int, int], tuple[str, Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.figures = {name: figures.copy() for name, figures in self.plan.figures.items()}
        self.origins = dict(self.plan.origins)
        self.first = self.plan.base_year + 1

    def apply(self, layer: Layer) -> None:
        """Make every change of one layer."""
        entries = layer.entries.values
        self.layer = layer
        because = entries.get("because")
        self.because = because.values if isinstance(because, Entries) else {}
        for key, node, place in self._entries(entries.get("set"), "set"):
            for given, item in self._target(key, place):
                self._change(given, item, node, place, key)
        for key, node, place in self._decisions(entries.get("decide")):
            for given, item in self._target(key, place):
                self._change(given, item, node, place, key)
        for word, choice in (("switch_off", "no"), ("switch_on", "yes")):
            self._switch(entries.get(word), choice, word)

    # -- what is meant -----------------------------------------------------------------

    def _entries(self, node: Node | None, word: str) -> Iterator[tuple[str, Node, Place]]:
        if node is None:
            return
        if not isinstance(node, Entries):
            self._problem(f"{word} should hold `name: change` entries.", node.place, "")
            return
        for key, value in node.values.items():
            yield key, value, node.keys[key]

    def _decisions(self, node: Node | None) -> Iterator[tuple[str, Node, Place]]:
        """Decisions by their own words, `reserves: {use: none}`, as the inputs they stand for."""
        known = {given.decision: name for name, given in self.book.inputs.items() if given.decision}
        for topic, inner, place in self._entries(node, "decide"):
            for word, value, at in self._entries(inner, f"decide {topic}"):
                name = known.get(f"{topic}.{word}")
                if name is None:
                    words = [k.split(".")[1] for k in known if k.startswith(f"{topic}.")]
                    hint = did_you_mean(word, words) or f"Decisions are {', '.join(sorted(known))}."
                    self._problem(f"{topic}.{word} is not a decision of this plan.", at, hint)
                else:
                    yield name, value, at
            del place

    def _target(self, key: str, place: Place) -> Iterator[tuple[Input, int]]:
        """The input and items that `rsg`, `pay_award`, `S2.delivery` or `savings.delivery` mean."""
        whole = self.book.inputs.get(key)
        if whole is not None and whole.axis is COUNCIL:
            yield whole, 0
            return
        of, _, column = key.rpartition(".")
        if not of:  # an item of a register with one yearly figure, such as an index
            of, column = key, ""
        found = list(self._items(of, column))
        if not found:
            self._problem(
                f"{key} is nothing in this plan.", place, did_you_mean(key, self._known())
            )
        yield from found

    def _items(self, of: str, column: str) -> Iterator[tuple[Input, int]]:
        for axis in self.book.axes.values():
            if axis is COUNCIL:
                continue
            ids = self.plan.items[axis.name].ids
            wanted = (
                range(len(ids)) if of == axis.many else [n for n, i in enumerate(ids) if i == of]
            )
            inputs = [given for given in self.book.inputs.values() if given.axis is axis]
            yearly = [given for given in inputs if given.yearly]
            given = self.book.inputs.get(f"{axis.name}_{column}") if column else None
            if not column and len(yearly) == 1:
                given = yearly[0]
            if given is not None and given.axis is axis:
                for item in wanted:
                    yield given, item

    def _known(self) -> list[str]:
        keys = [name for name, given in self.book.inputs.items() if given.axis is COUNCIL]
        for name, given in self.book.inputs.items():
            if given.axis is not COUNCIL:
                column = name.removeprefix(f"{given.axis.name}_")
                for of in (given.axis.many, *self.plan.items[given.axis.name].ids):
                    keys.append(f"{of}.{column}")
                    if given.yearly:
                        keys.append(of)
        return keys

    # -- what is done ------------------------------------------------------------------

    def _change(self, given: Input, item: int, node: Node, place: Place, key: str) -> None:
        before = self.figures[given.name][:, item].copy()
        after = before.copy()
        try:
            for year, value in self._new_figures(given, before, node):
                after[year] = value
                self._claim(given, year, item, place)
        except ValueError as error:
            self._problem(f"{key}: {error}.", getattr(node, "place", place), "")
            return
        if (after == before).all():
            what = f"{key} changes nothing: it is so already."
            self.warnings.append(Problem(what, place))
        self.figures[given.name][:, item] = after
        ids = self.plan.items_of(given.axis).ids
        self.changes.append(
            Change(given, ids[item], tuple(before), tuple(after), place, self.layer.name)
        )
        self.origins[given.name, ids[item]] = self._origin(key, place)

    def _new_figures(
        self, given: Input, before: Figures, node: Node
    ) -> Iterator[tuple[int, float]]:
        count = len(before)
        if isinstance(node, Text):
            for year in range(count):
                yield year, read_figure(node.text, given, self.first)
        elif not isinstance(node, Entries):
            raise ValueError("write one figure, or figures by year")
        elif node.values.keys() & set(RANGE):
            yield from self._over_a_range(given, before, node)
        else:
            yield from self._by_year(given, count, node)

    def _over_a_range(
        self, given: Input, before: Figures, node: Entries
    ) -> Iterator[tuple[int, float]]:
        said = {key: value.text for key, value in node.values.items() if isinstance(value, Text)}
        for key in said.keys() - set(RANGE):
            raise ValueError(f"{key} does not go with from, to, add and times")
        what = said.keys() & {"add", "times", "value"}
        if len(what) != 1:
            raise ValueError("say one of add, times and value")
        low = self._year(said["from"], given) if "from" in said else 0
        high = self._year(said["to"], given) if "to" in said else len(before) - 1
        for year in range(low, high + 1):
            if "add" in said:
                yield year, float(before[year]) + read_change(said["add"], given)
            elif "times" in said:
                yield year, float(before[year]) * plain(said["times"])
            else:
                yield year, read_figure(said["value"], given, self.first)

    def _by_year(self, given: Input, count: int, node: Entries) -> Iterator[tuple[int, float]]:
        last = -1
        for key, value in node.values.items():
            if not isinstance(value, Text):
                raise ValueError(f"{key} should be one figure")
            figure = read_figure(value.text, given, self.first)
            if key == "onwards":
                for year in range(last + 1, count):
                    yield year, figure
            else:
                last = self._year(key, given)
                yield last, figure

    def _year(self, text: str, given: Input) -> int:
        if not given.yearly:
            raise ValueError("it has one figure for the whole plan, not one a year")
        year = FinancialYear.parse(text) - self.first
        if not 0 <= year < self.plan.years:
            raise ValueError(
                f"{text} is outside the plan, {self.first} to {self.plan.plan_years[-1]}"
            )
        return year

    def _switch(self, node: Node | None, choice: str, word: str) -> None:
        values: Iterable[Node] = getattr(node, "values", ()) if node is not None else ()
        given = next((g for g in self.book.inputs.values() if g.name.endswith("_on")), None)
        for value in values:
            if given is None or not isinstance(value, Text):
                self._problem(f"{word} should list ids.", value.place, "")
                continue
            ids = self.plan.items[given.axis.name].ids
            if value.text not in ids:
                hint = did_you_mean(value.text, ids) or f"There are {', '.join(ids)}."
                self._problem(
                    f"{value.text} is not one of the {given.axis.many}.", value.place, hint
                )
                continue
            text = Text(choice, value.place)
            self._change(given, ids.index(value.text), text, value.place, value.text)

    def _claim(self, given: Input, year: int, item: int, place: Place) -> None:
        """Note who set a cell; refuse it where another set it that is not its ancestor."""
        cell = given.name, year, item
        holder = self.set_by.get(cell)
        if holder and not any(
            holder[0] in chain and self.layer.name in chain for chain in self.chains.values()
        ):
            raise ValueError(
                f"{holder[0]} sets the same figure, at {holder[1]}; the two cannot be combined"
            )
        self.set_by[cell] = self.layer.name, place

    def _origin(self, key: str, place: Place) -> Origin:
        said = self.because.get(key)
        texts = (
            {k: v.text for k, v in said.values.items() if isinstance(v, Text)}
            if isinstance(said, Entries)
            else {}
        )
        basis = texts.get("basis", "assumed")
        if basis not in BASES:
            assert isinstance(said, Entries)
            self._problem(f"{basis} is not a basis.", said.place, did_you_mean(basis, BASES))
        source = ", ".join(v for k, v in texts.items() if k not in ("basis", "note"))
        return Origin(place, basis, source or self.layer.title, texts.get("note", ""))

    def _problem(self, what: str, place: Place, fix: str) -> None:
        self.problems.append(Problem(what, place, fix))
