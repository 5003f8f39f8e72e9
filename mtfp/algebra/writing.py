"""What the three written renderings share: templates, brackets and how a tree is walked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from string import Formatter

from mtfp.algebra.expressions import Apply, Axis, Before, Expression, Named, Number
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import COMPARING, TIGHT, Shape, Word


class Writer(ABC):
    """Writes a tree as text for one item and one year; a face says how the leaves look.

    The text keeps the tree's own order of calculation, so that every face rounds alike.
    """

    phrases = False
    """True where a word that is not an operator reads as a phrase and needs brackets round it."""

    def __init__(self, book: LineBook) -> None:
        self.book = book

    def write(self, tree: Expression) -> str:
        """The tree as text."""
        return self._write(tree)[0]

    @abstractmethod
    def template(self, word: Word) -> str:
        """The word's rendering on this face."""

    @abstractmethod
    def number(self, number: Number) -> str:
        """A number that stands in the line itself."""

    @abstractmethod
    def cell(self, named: Named, back: int) -> str:
        """This item's figure, this year or `back` years ago."""

    @abstractmethod
    def column(self, named: Named, back: int) -> str:
        """All items' figures."""

    @abstractmethod
    def members(self, child: Axis, group: Axis) -> str:
        """The number of every item's group."""

    @abstractmethod
    def member(self, child: Axis, group: Axis) -> str:
        """The number of this item's group."""

    @abstractmethod
    def own_number(self, group: Axis) -> str:
        """This group's own number, counted from 1."""

    def _write(self, tree: Expression) -> tuple[str, int]:
        if isinstance(tree, Number):
            return self.number(tree), TIGHT
        if isinstance(tree, Named | Before):
            return self.cell(*self._leaf(tree)), TIGHT
        assert isinstance(tree, Apply)
        template = self.template(tree.word)
        wanted = {name for _, name, _, _ in Formatter().parse(template) if name}
        fields = {name: self._field(tree, name) for name in wanted}
        operator = tree.word.holds < TIGHT
        return template.format(**fields), tree.word.holds if operator or not self.phrases else 0

    def _field(self, tree: Apply, name: str) -> str:
        if name.startswith("a"):
            return self._argument(tree, int(name[1:]))
        if name.startswith("c"):
            return self.column(*self._leaf(tree.arguments[int(name[1:])]))
        of = self.book.axis_of(tree.arguments[0])
        assert tree.to is not None
        if name == "n":
            return self.own_number(tree.to)
        pair = (of, tree.to) if tree.word.shape is Shape.UP else (tree.to, of)
        return self.members(*pair) if name == "ms" else self.member(*pair)

    def _argument(self, tree: Apply, position: int) -> str:
        text, holds = self._write(tree.arguments[position])
        if tree.word.holds < TIGHT:
            needed = tree.word.holds + (1 if position else 0)
        elif holds == COMPARING:
            needed = COMPARING  # only the test of `where`, which its phrase sets off by itself
        else:
            needed = TIGHT if self.phrases else 0
        return text if holds >= needed else f"({text})"

    def _leaf(self, tree: Expression) -> tuple[Named, int]:
        if isinstance(tree, Before):
            return self.book.target(tree), 1
        assert isinstance(tree, Named)
        return tree, 0
