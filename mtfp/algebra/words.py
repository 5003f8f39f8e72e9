"""The rendering in words: a line's arithmetic for one figure, with its names or its numbers.

`named` is for people: `council tax base 61,206 × Band D council tax £1,984.13`. `recipe`
holds the same words over unrounded numbers, so that it can be worked again by anyone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mtfp.algebra.expressions import COUNCIL, Apply, Axis, Expression, Input, Line, Named, Number
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import (
    AT_LEAST,
    AT_MOST,
    HIGHEST,
    LESS,
    MORE,
    SNAPPED,
    SPREAD,
    TIGHT,
    TO_THE_PENNY,
    TOTAL_BY,
    TOTAL_RANKED_BEFORE,
    WHERE,
    Shape,
    Word,
)
from mtfp.algebra.writing import Writer
from mtfp.terms import YES_OR_NO, FinancialYear, Kind, month_of, plain_number, show, show_worked

SAID = {
    MORE: ("is more than", "is not more than"),
    AT_LEAST: ("is no less than", "is less than"),
    LESS: ("is less than", "is no less than"),
    AT_MOST: ("is not more than", "is more than"),
}
"""A comparison that is true, and one that is not."""
Figures = Callable[[Named, int], tuple[float, ...]]
"""A named thing's figures for all items, this year or `back` years ago."""


class RecipeWriter(Writer):
    """Writes words over bare, unrounded numbers."""

    phrases = True

    def __init__(
        self,
        book: LineBook,
        figures: Figures,
        groups: Callable[[Axis, Axis], tuple[int, ...]],
        item: int,
    ) -> None:
        super().__init__(book)
        self.figures = figures
        self.groups = groups
        self.item = item

    def template(self, word: Word) -> str:
        """The word's rendering in words."""
        return word.words

    def number(self, number: Number) -> str:
        """The number itself."""
        return plain_number(number.value)

    def cell(self, named: Named, back: int) -> str:
        """This item's figure; a council-wide one has only one."""
        return plain_number(self.own_figure(named, back))

    def own_figure(self, named: Named, back: int) -> float:
        """This item's figure as a number; a council-wide thing has only one."""
        return self.figures(named, back)[0 if named.axis is COUNCIL else self.item]

    def column(self, named: Named, back: int) -> str:
        """All items' figures."""
        return f"[{'; '.join(plain_number(x) for x in self.figures(named, back))}]"

    def members(self, child: Axis, group: Axis) -> str:
        """All items' group numbers."""
        return f"[{'; '.join(str(m + 1) for m in self.groups(child, group))}]"

    def member(self, child: Axis, group: Axis) -> str:
        """This item's group number."""
        return str(self.groups(child, group)[self.item] + 1)

    def own_number(self, group: Axis) -> str:
        """This group's own number."""
        del group
        return str(self.item + 1)


class NamedWriter(RecipeWriter):
    """Writes words with names and figures as people read them, and only the branch taken."""

    def __init__(
        self,
        book: LineBook,
        figures: Figures,
        groups: Callable[[Axis, Axis], tuple[int, ...]],
        item: int,
        work: Callable[[Expression], float],
        titles: Callable[[Axis], Sequence[str]],
        first_year: FinancialYear,
    ) -> None:
        super().__init__(book, figures, groups, item)
        self.work = work
        self.titles = titles
        self.first_year = first_year

    def holds(self, test: Expression) -> bool:
        """Whether a comparison is true of this figure."""
        return bool(self.work(test))

    def answer(self, tree: Expression) -> str:
        """A finding as yes or no, with the comparison that it hangs on."""
        while isinstance(tree, Apply) and tree.word is WHERE:
            test, yes, no = tree.arguments
            tree = yes if self.holds(test) else no
            if isinstance(tree, Number):
                return show(tree.value, YES_OR_NO) + self._because(test)
        return self.write(tree)

    def _because(self, test: Expression) -> str:
        """What is held against what; nothing of a choice, which is no figure."""
        if not isinstance(test, Apply) or test.word not in SAID:
            return ""
        said = SAID[test.word][0 if self.holds(test) else 1]
        left, right = (self._figure_of(side) for side in test.arguments)
        return f": {left} {said} {right}"

    def _figure_of(self, tree: Expression) -> str:
        """One side of a comparison, as one figure, and how it is come by."""
        if isinstance(tree, Apply) and tree.word is SNAPPED:
            tree = tree.arguments[0]
        if not isinstance(tree, Apply):
            return self.write(tree)
        return f"{show(self.work(tree), self.book.unit_of(tree))} ({self.write(tree)})"

    def number(self, number: Number) -> str:
        """The number, with its unit or the name of the choice it stands for."""
        if number.label:
            return number.label
        unit = f" {number.unit}" if number.unit.dimensions else ""
        return f"{plain_number(number.value)}{unit}"

    def cell(self, named: Named, back: int) -> str:
        """The name and the figure."""
        title, value = in_a_sentence(named.title), self.own_figure(named, back)
        if named.unit.kind is Kind.CHOICE:
            return title
        chosen = {number: choice for choice, number in getattr(named, "choices", {}).items()}
        if value in chosen:
            return f"{title} ({chosen[int(value)]})"
        return f"{'last year’s ' if back else ''}{title} {self._shown(named, value)}"

    def _shown(self, named: Named, value: float) -> str:
        """A figure as it stands in a sum; of a month, the number that the sum takes beside it."""
        if isinstance(named, Input | Line) and named.dated:
            return f"{month_of(value, self.first_year)} (month {plain_number(value)})"
        as_it_is = show if isinstance(named, Input) else show_worked
        return as_it_is(value, named.unit)

    def column(self, named: Named, back: int) -> str:
        """The name and the number of items."""
        count = len(self.figures(named, back))
        title = f"{'last year’s ' if back else ''}{in_a_sentence(named.title)}"
        return f"{title} of {count} {named.axis.one if count == 1 else named.axis.many}"

    def _write(self, tree: Expression) -> tuple[str, int]:
        if isinstance(tree, Apply) and tree.word is WHERE:
            test, yes, no = tree.arguments
            return self._write(yes if self.holds(test) else no)
        if isinstance(tree, Apply) and tree.word is TO_THE_PENNY:
            text, _ = self._write(tree.arguments[0])
            pounds = ("£", 1) in self.book.unit_of(tree).dimensions
            return f"{text}, {'to the penny' if pounds else 'to two decimals'}", 0
        if isinstance(tree, Apply) and tree.word is HIGHEST and (said := self._highest(tree)):
            return said, 0
        if isinstance(tree, Apply) and tree.word is SPREAD:
            named, back = self._leaf(tree.arguments[0])
            value = self.figures(named, back)[self.groups(*self._pair(tree))[self.item]]
            return f"{in_a_sentence(named.title)} {self._shown(named, value)}", TIGHT
        sums = {TOTAL_BY: self._of_group, TOTAL_RANKED_BEFORE: self._before_it}
        if isinstance(tree, Apply) and tree.word in sums:
            return sums[tree.word](tree), TIGHT
        return super()._write(tree)

    def _highest(self, tree: Apply) -> str:
        """The higher of two as a person says it of a floor or of findings; otherwise nothing."""
        if _is_nought(tree.arguments[0]):
            return f"{self._argument(tree, 1)} but not less than nought"
        if self.book.unit_of(tree) == YES_OR_NO:
            return " or ".join(self._argument(tree, at) for at in range(2))
        return ""

    def _of_group(self, tree: Apply) -> str:
        """The sum over the items of this group, which is called by its name."""
        of, back = self._leaf(tree.arguments[0])
        assert tree.to is not None
        members = zip(self.groups(of.axis, tree.to), self.figures(of, back), strict=True)
        whole = show(sum(figure for group, figure in members if group == self.item), of.unit)
        last = "last year’s " if back else ""
        whose = self.titles(tree.to)[self.item]
        return f"{last}{in_a_sentence(of.title)} in {whose} {whole}"

    def _before_it(self, tree: Apply) -> str:
        """The sum over the items of lower rank, as a person would say it."""
        (rank, back), (of, of_back) = (self._leaf(argument) for argument in tree.arguments)
        own = self.own_figure(rank, back)
        ranked = zip(self.figures(rank, back), self.figures(of, of_back), strict=True)
        before = show(sum(figure for place, figure in ranked if place < own), of.unit)
        return f"{in_a_sentence(of.title)} in the {of.axis.many} before it {before}"

    def _pair(self, tree: Apply) -> tuple[Axis, Axis]:
        assert tree.to is not None
        of = self.book.axis_of(tree.arguments[0])
        return (of, tree.to) if tree.word.shape is Shape.UP else (tree.to, of)


def _is_nought(tree: Expression) -> bool:
    return isinstance(tree, Number) and tree.value == 0


def in_a_sentence(title: str) -> str:
    """A title as it stands in the middle of a sentence."""
    keep = title[1:2].isupper() or title.startswith("Band D")
    return title if keep else title[:1].lower() + title[1:]
