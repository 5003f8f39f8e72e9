"""Layers applied to a plan, one after another, and what each of them changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan

from mtfp.algebra.expressions import Input
from mtfp.algebra.lines import LineBook
from mtfp.plan.addresses import Addresses
from mtfp.plan.amendments import Amendment, Effect
from mtfp.plan.layers import Layer
from mtfp.plan.located import Entries, Node, Text
from mtfp.plan.plan import BASES, Figures, Origin, Plan
from mtfp.plan.reasons import check_reasons
from mtfp.plan.typed import show_input
from mtfp.problems import Place, Problem
from mtfp.terms import MONTHS, month_of


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
class _Setter:
    """Who set a cell, and whether by a word that meant every item."""

    layer: str
    place: Place
    wide: bool


@dataclass
class Application:
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
    addresses: Addresses = field(init=False)

    def __post_init__(self) -> None:
        self.figures = {name: figures.copy() for name, figures in self.plan.figures.items()}
        self.blanks = set(self.plan.blanks)
        self.first = self.plan.base_year + 1
        self.addresses = Addresses(self.plan, self.book, self._problem)

    def apply(self, layer: Layer) -> None:
        """Make every change of one layer."""
        self.layer, meant = layer, self.addresses
        so_far = len(self.problems), len(self.changes), len(self.warnings)
        keys = [
            *((key, key, node, layer.sets.keys[key]) for key, node in layer.sets.values.items()),
            *meant.decisions(layer),
        ]
        # What is said of every item gives way to what is said of one, in whatever order.
        for word, key, node, place in sorted(
            keys, key=lambda one: not self.addresses.is_wide(one[1])
        ):
            setter = _Setter(layer.name, place, self.addresses.is_wide(key))
            self._amend(list(self.addresses.target(key, place)), node, setter, word)
        for texts, choice, word in ((layer.off, "no", "off"), (layer.on, "yes", "on")):
            for text in texts:
                switch = Text(choice, text.place)
                setter = _Setter(layer.name, text.place, wide=False)
                self._amend(list(meant.switch(text, word)), switch, setter, text.text)
        said = {*(word for word, *_ in keys), *(t.text for t in (*layer.off, *layer.on))}
        said |= {key for _, key, *_ in keys}
        check_reasons(layer.because, said, self._problem)
        now = len(self.problems), len(self.changes), len(self.warnings)
        if so_far == now and not layer.stands_for:
            what = f"{layer.name} changes nothing: it is the same as {layer.based_on}."
            fix = "Delete the file, or change it."
            self.warnings.append(Problem(what, layer.place, fix, code="W106"))

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

    def _problem(self, what: str, place: Place, fix: str = "", *, code: str) -> None:
        self.problems.setdefault(Problem(what, place, fix, code=code))


def _with_blanks(figures: Figures, blank: frozenset[int]) -> tuple[float, ...]:
    return tuple(nan if year in blank else float(x) for year, x in enumerate(figures))
