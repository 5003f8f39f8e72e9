"""The book of lines: names, units, axes and order, all checked when the model is imported."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from mtfp.algebra import units
from mtfp.algebra.clashes import Clash
from mtfp.algebra.details import Detail
from mtfp.algebra.expressions import (
    COUNCIL,
    Apply,
    Axis,
    Before,
    Expression,
    Input,
    Line,
    Named,
    Number,
    Titled,
    walk,
)
from mtfp.algebra.vocabulary import COMPARISONS, RANK, SNAPPED, WHERE, Shape
from mtfp.problems import LineError, did_you_mean
from mtfp.terms import Unit


@dataclass(frozen=True, eq=False)
class Family:
    """Lines declared together: each takes the bound name and its own ending."""

    members: Mapping[str, Line]

    @property
    def main(self) -> Line:
        """The line that takes the bound name itself."""
        return self.members[""]

    def __getitem__(self, ending: str) -> Line:
        return self.members[ending]


class LineBook:
    """Every line and input of a model, in order of calculation, and the details beside them.

    `axes` are those that lines and inputs run over, `registers` all that a plan may list.
    Raises LineError, naming the line, for units or axes that do not fit, a name that is
    not there, a look back without an opening, or a circle within one year.
    """

    def __init__(self, bound: Mapping[str, Titled | Family | Clash]) -> None:
        titled: dict[str, Titled] = {}
        self.clashes = tuple(one for one in bound.values() if isinstance(one, Clash))
        for name, one in _named(bound):
            if titled.setdefault(name, one) is not one:
                raise LineError(f"{name} is declared twice, once as a member of a family")
        everything = {name: one for name, one in titled.items() if isinstance(one, Named)}
        self._all = everything
        self._axes: dict[Apply, Axis] = {}
        self.details = {k: n for k, n in titled.items() if isinstance(n, Detail)}
        self.inputs = {k: n for k, n in everything.items() if isinstance(n, Input)}
        declared = {k: n for k, n in everything.items() if isinstance(n, Line)}
        for line in declared.values():
            with _naming(line):
                self._check(line)
        self.lines = {n.name: n for n in _in_order(declared.values(), self.needs)}
        self.openings = _in_order(
            [n for n in self.lines.values() if n.opening is not None], self.opening_needs
        )
        self.axes = _axes(one.axis for one in everything.values())
        referred = (axis for one in self.details.values() for axis in one.refers_to)
        listed = (*self.axes.values(), *(one.axis for one in self.details.values()), *referred)
        self.registers = {
            name: axis
            for name, axis in _axes(listed).items()
            if axis is not COUNCIL and axis.derived is None
        }

    @classmethod
    def of(cls, *modules: ModuleType) -> LineBook:
        """Collect what the modules bind at their top level, in the order they bind it."""
        bound: dict[str, Titled | Family | Clash] = {}
        for module in modules:
            for name, value in vars(module).items():
                if not isinstance(value, Titled | Family | Clash):
                    continue
                if bound.setdefault(name, value) is not value:
                    raise LineError(f"{name} is declared twice, again in {module.__name__}")
        return cls(bound)

    def __getitem__(self, name: str) -> Named:
        try:
            return self._all[name]
        except KeyError:
            hint = did_you_mean(name, self._all)
            raise LineError(f"there is no line or input called {name}. {hint}".strip()) from None

    def get(self, name: str) -> Named | None:
        """The line or input of that name, if there is one."""
        return self._all.get(name)

    def target(self, look_back: Before) -> Named:
        """The line that a `before` looks back at."""
        return self[look_back.of] if isinstance(look_back.of, str) else self[look_back.of.name]

    def needs(self, one: Line) -> list[Named]:
        """What a line reads in the same year."""
        return [n for n in walk(one.expression) if isinstance(n, Named)]

    def looks_back_at(self, one: Line) -> list[Named]:
        """What a line reads of the year before."""
        return [self.target(n) for n in walk(one.expression) if isinstance(n, Before)]

    def opening_needs(self, one: Line) -> list[Named]:
        """What a line's base-year value is worked from."""
        return [] if one.opening is None else [n for n in walk(one.opening) if isinstance(n, Named)]

    def moved_by(self, names: Iterable[str], but: Collection[str] = ()) -> frozenset[str]:
        """The names of all lines that the named inputs or lines can move, in any year.

        Those in `but` are held still.
        """
        moved = set(names)
        waiting = list(moved)
        while waiting:
            new = self._readers.get(waiting.pop(), frozenset()) - moved
            reached = new.difference(but)
            moved |= reached
            waiting.extend(reached)
        return frozenset(moved & self.lines.keys())

    def needed_for(self, names: Iterable[str]) -> frozenset[str]:
        """The names of all lines from which the named ones are worked, themselves among them."""
        needed: set[str] = set()
        waiting = [name for name in names if name in self.lines]
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                waiting.extend(self._reads[name] & self.lines.keys())
        return frozenset(needed)

    @cached_property
    def _reads(self) -> dict[str, frozenset[str]]:
        """What each line reads, in the same year, the year before or the base."""
        return {
            name: frozenset(
                one.name
                for one in (*self.needs(line), *self.looks_back_at(line), *self.opening_needs(line))
            )
            for name, line in self.lines.items()
        }

    @cached_property
    def _readers(self) -> dict[str, frozenset[str]]:
        """The lines that read each line or input."""
        found: dict[str, set[str]] = {}
        for name, read in self._reads.items():
            for one in read:
                found.setdefault(one, set()).add(name)
        return {name: frozenset(readers) for name, readers in found.items()}

    def unused_inputs(self) -> list[str]:
        """Inputs that no line reads."""
        read = {
            n.name
            for line in self.lines.values()
            for n in (*self.needs(line), *self.opening_needs(line))
        }
        return [name for name in self.inputs if name not in read]

    def axis_of(self, tree: Expression) -> Axis:
        """The axis over which an expression varies; the council where it does not."""
        if isinstance(tree, Named):
            return tree.axis
        if isinstance(tree, Before):
            return self.target(tree).axis
        if not isinstance(tree, Apply):
            return COUNCIL
        if tree not in self._axes:
            self._axes[tree] = self._axis_of_word(tree)
        return self._axes[tree]

    def _axis_of_word(self, tree: Apply) -> Axis:
        if tree.word.shape is Shape.OVER:
            return COUNCIL
        if tree.to is not None:
            return tree.to
        found = map(self.axis_of, tree.arguments)
        return next((axis for axis in found if axis is not COUNCIL), COUNCIL)

    def unit_of(self, tree: Expression) -> Unit:
        """The unit that an expression comes out in; raises LineError where units do not fit."""
        if isinstance(tree, Named | Number):
            return tree.unit
        if isinstance(tree, Before):
            return self.target(tree).unit
        assert isinstance(tree, Apply)
        return tree.word.unit(*(self.unit_of(a) for a in tree.arguments))

    def _check(self, one: Line) -> None:
        for tree, when in ((one.expression, "arithmetic"), (one.opening, "opening")):
            if tree is None:
                continue
            for node in walk(tree):
                self._check_node(node)
            found = self.unit_of(tree)
            if _is_comparison(tree):
                raise LineError("is a comparison; only where() may ask one")
            if not units.agree(one.unit, found):
                raise LineError(f"is declared in {one.unit}, but its {when} comes out in {found}")
            axis = self.axis_of(tree)
            if axis not in (COUNCIL, one.axis):
                raise LineError(f"is declared per {one.axis}, but its {when} runs over {axis}")
        for node in walk(one.opening) if one.opening is not None else ():
            if isinstance(node, Before):
                raise LineError(
                    "has an opening that looks back; nothing comes before the base year"
                )
            if isinstance(node, Input) and node.yearly:
                raise LineError(f"has an opening that reads {node.name}, which the base year lacks")
            if isinstance(node, Line) and node.opening is None:
                raise LineError(f"has an opening that reads {node.name}, which has none itself")

    def _check_node(self, node: Expression) -> None:
        if isinstance(node, Named) and self._all.get(node.name) is not node:
            raise LineError(f"reads {node.name}, which is not in the book")
        if isinstance(node, Before):
            target = self.target(node)
            if not isinstance(target, Line):
                raise LineError(f"looks back at {target.name}, but only lines have a year before")
            if target.opening is None:
                raise LineError(f"looks back at {target.name}, which declares no opening")
        if isinstance(node, Apply):
            self._check_arguments(node)
            self._check_axes(node)

    def _check_arguments(self, node: Apply) -> None:
        figures = node.arguments
        if node.word is WHERE:
            test, *figures_of_where = node.arguments
            figures = tuple(figures_of_where)
            if not _is_comparison(test):
                raise LineError("asks where() about something that is not a comparison")
            if any(isinstance(n, Apply) and n.word.shape is not Shape.EACH for n in walk(test)):
                raise LineError("asks where() about other items: make that a line of its own")
        if any(_is_comparison(a) for a in figures):
            raise LineError("uses a comparison as a figure; only where() may ask one")
        if node.word.shape is not Shape.EACH and not all(
            isinstance(a, Named | Before) for a in node.arguments
        ):
            raise LineError(f"gives {node.word.name} a sum to work out: make it a line of its own")
        score = node.arguments[0]
        scored = self.target(score) if isinstance(score, Before) else score
        if node.word is RANK and not _is_snapped(scored):
            raise LineError("ranks a score that is worked out: snap it first, or equals may differ")

    def _check_axes(self, node: Apply) -> None:
        found = [self.axis_of(a) for a in node.arguments]
        several = {axis for axis in found if axis is not COUNCIL}
        if len(several) > 1:
            names = " and ".join(sorted(axis.name for axis in several))
            raise LineError(f"mixes {names}; bring them together with spread, total or total_by")
        if node.word.shape is not Shape.EACH and COUNCIL in found:
            raise LineError(f"takes {node.word.name} of a council-wide figure, which has no items")
        if node.to is not None:
            up = node.word.shape is Shape.UP
            child, group = (found[0], node.to) if up else (node.to, found[0])
            if group not in (child.every_group if up else child.groups):
                some = "only some of it is" if group in child.optional_groups else f"{child} is not"
                raise LineError(f"moves between {child} and {group}, but {some} grouped so")


def _is_snapped(score: Expression) -> bool:
    """Whether equal scores are sure to be equal in the machine: typed, or snapped."""
    if not isinstance(score, Line):
        return True
    return isinstance(score.expression, Apply) and score.expression.word is SNAPPED


def _is_comparison(tree: Expression) -> bool:
    return isinstance(tree, Apply) and tree.word in COMPARISONS


@contextmanager
def _naming(one: Line) -> Iterator[None]:
    """Put the line's name in front of whatever is found wrong with it."""
    try:
        yield
    except LineError as error:
        raise LineError(f"{one.name}: {error}") from None


def _named(bound: Mapping[str, Titled | Family | Clash]) -> Iterator[tuple[str, Titled]]:
    for name, value in bound.items():
        if isinstance(value, Clash):
            continue
        pairs: list[tuple[str, Titled]]
        if isinstance(value, Family):
            pairs = [(f"{name}{ending}", member) for ending, member in value.members.items()]
        else:
            pairs = [(name, value)]
        for full, one in pairs:
            one.take_name(full)
            yield full, one


def _in_order(lines: Iterable[Line], needs: Callable[[Line], list[Named]]) -> list[Line]:
    """Lines so that each follows what it needs, otherwise as declared; refuse circles."""
    done: dict[str, Line] = {}
    path: list[Line] = []

    def visit(one: Line) -> None:
        if one.name in done:
            return
        if one in path:
            circle = [*path[path.index(one) :], one]
            names = " needs ".join(n.name for n in circle)
            raise LineError(f"a circle within one year: {names}; break it with before(...)")
        path.append(one)
        for need in needs(one):
            if isinstance(need, Line):
                visit(need)
        path.pop()
        done[one.name] = one

    for one in lines:
        visit(one)
    return list(done.values())


def _axes(axes: Iterable[Axis]) -> dict[str, Axis]:
    found: dict[str, Axis] = {}

    def add(axis: Axis) -> None:
        for group in axis.every_group:
            add(group)
        if found.setdefault(axis.name, axis) is not axis:
            raise LineError(f"two axes are called {axis.name}")

    for axis in axes:
        add(axis)
    return found
