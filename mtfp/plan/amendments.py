"""What a scenario writes for one figure, worked into the years that it means and what is done.

Whatever is written comes to one form, an effect: so much of what was there is kept, and so
much is added. Effects follow on one another, so what a stack of layers does to a figure is
one effect too, and reaches the base's figure whatever that is changed to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from mtfp.algebra.expressions import Input
from mtfp.plan.located import Entries, Node, Text
from mtfp.plan.plan import Figures
from mtfp.plan.typed import check_range, plain, read_change, read_figure, read_year
from mtfp.problems import MistypedError, Place, did_you_mean, sentence
from mtfp.terms import FinancialYear

HOW = ("add", "times", "value")
RANGE = ("from", "to", *HOW)
FIX = "Write years such as 2026/27 and onwards, or from and to with one of add, times and value."


@dataclass(frozen=True)
class Effect:
    """What is done to one figure: a share of it is kept, and an amount added."""

    keeps: float = 1.0
    adds: float = 0.0

    def on(self, figure: float) -> float:
        """The figure after it."""
        return figure * self.keeps + self.adds

    def after(self, earlier: Effect) -> Effect:
        """The earlier effect and then this one, as one."""
        return Effect(earlier.keeps * self.keeps, earlier.adds * self.keeps + self.adds)


class Told(Protocol):
    """Who is told of a mistake: what, where, how to mend it, and its code."""

    def __call__(self, what: str, place: Place, fix: str = "", *, code: str) -> None:
        """Note it."""


@dataclass
class Amendment:
    """One input of one item to be changed: what the parent says, and where its years lie.

    `blank` are the years for which the parent says nothing; `wrong` is told of each mistake.
    """

    given: Input
    before: Figures
    blank: frozenset[int]
    first: FinancialYear
    key: str
    wrong: Told
    stands_on_parent: bool = field(default=False, init=False)

    def effects(self, node: Node) -> dict[int, Effect]:
        """What is done by year, counted from nought; only to those years that are named."""
        if isinstance(node, Text):
            found = self._every(range(len(self.before)), node, self._typed)
        elif not isinstance(node, Entries):
            what = "should be one figure, or figures by year, not a list"
            self._wrong(what, node.place, FIX, code="E508")
            found = {}
        elif not node.values:
            self._wrong("has no figure", node.place, FIX, code="E508")
            found = {}
        elif node.values.keys() & set(RANGE):
            found = dict(self._over_a_range(node))
        else:
            found = dict(self._by_year(node))
        return found

    def _over_a_range(self, node: Entries) -> Iterator[tuple[int, Effect]]:
        for key, value in node.values.items():
            if key not in RANGE:
                hint = did_you_mean(key, RANGE) or FIX
                what = f"says {key} beside from, to, add or times"
                self._wrong(what, node.keys[key], hint, code="E508")
                return
            if not isinstance(value, Text):
                what = f"should have one figure for {key}"
                self._wrong(what, node.keys[key], FIX, code="E508")
                return
        said = {key: value for key, value in node.values.items() if isinstance(value, Text)}
        how = [key for key in HOW if key in said]
        if len(how) != 1:
            fix = "Say one of add, times and value."
            what = f"says {' and '.join(how) or 'no change'}"
            self._wrong(what, node.place, fix, code="E508")
            return
        years = [self._year(said[key].text, node.keys[key]) if key in said else otherwise
                 for key, otherwise in (("from", 0), ("to", len(self.before) - 1))]  # fmt: skip
        low, high = years
        if low is None or high is None:
            return
        if low > high:
            what = "runs from a year to one before it"
            self._wrong(what, node.keys["from"], "Swap them.", code="E509")
            return
        read = {"add": self._added, "times": self._multiplied, "value": self._typed}[how[0]]
        self.stands_on_parent = how[0] != "value"
        over = range(low, high + 1)
        if self.stands_on_parent and (blank := sorted(self.blank & set(over))):
            when = ", ".join(str(self.first + year) for year in blank)
            fix = "Give its figure instead, or leave the year out."
            what = f"is blank in {when}: there is nothing to {how[0]}"
            self._wrong(what, node.place, fix, code="E510")
            return
        yield from self._every(over, said[how[0]], read).items()

    def _by_year(self, node: Entries) -> Iterator[tuple[int, Effect]]:
        last = -1
        for key, value in node.values.items():
            if key == "onwards":
                if key != list(node.values)[-1]:
                    fix = "Put onwards last: it carries on from the year before it."
                    what = "gives more years after onwards"
                    self._wrong(what, node.keys[key], fix, code="E509")
                years = self._onwards(last, node.keys[key])
            else:
                year = self._year(key, node.keys[key])
                years = range(0) if year is None else range(year, year + 1)
                last = max(last, *years) if years else last
            if not isinstance(value, Text):
                what = f"should have one figure for {key}"
                self._wrong(what, node.keys[key], FIX, code="E508")
            else:
                yield from self._every(years, value, self._typed).items()

    def _onwards(self, last: int, place: Place) -> range:
        if not self.given.yearly:
            self._one_for_the_plan(place)
            return range(0)
        return range(last + 1, len(self.before))

    def _every(self, years: range, text: Text, read: Callable[[str], Effect]) -> dict[int, Effect]:
        """The effect in each year; a text that cannot be read is reported, whatever the years."""
        try:
            effect = read(text.text)
            for year in years:
                check_range(effect.on(float(self.before[year])), self.given)
            return dict.fromkeys(years, effect)
        except MistypedError as error:
            self._wrong(f": {error}", text.place, code=error.code)
            return {}

    def _typed(self, text: str) -> Effect:
        return Effect(0.0, read_figure(text, self.given, self.first))

    def _added(self, text: str) -> Effect:
        return Effect(1.0, read_change(text, self.given))

    def _multiplied(self, text: str) -> Effect:
        if self.given.choices:
            words = ", ".join(self.given.choices)
            raise MistypedError(f"a choice cannot be multiplied; say one of {words}", code="E510")
        return Effect(plain(text))

    def _year(self, text: str, place: Place) -> int | None:
        if not self.given.yearly:
            self._one_for_the_plan(place)
            return None
        try:
            year = read_year(text) - self.first
        except MistypedError as error:
            hint = did_you_mean(text, [*RANGE, "onwards"]) or FIX
            fix = "" if "did you mean" in str(error) else hint
            self._wrong(f": {error}", place, fix, code=error.code)
            return None
        if not 0 <= year < len(self.before):
            last = self.first + (len(self.before) - 1)
            span = f"{self.first} to {last}" if last != self.first else f"{last} alone"
            fix = "The years follow from base_year and years in plan.yaml."
            self._wrong(f": {text} is outside the plan, {span}", place, fix, code="E409")
            return None
        return year

    def _one_for_the_plan(self, place: Place) -> None:
        fix = f"Write `{self.key}: ...` with the figure alone."
        what = "has one figure for the whole plan, not one a year"
        self._wrong(what, place, fix, code="E509")

    def _wrong(self, what: str, place: Place, fix: str = "", *, code: str) -> None:
        said = sentence(f"{self.key}{'' if what.startswith(':') else ' '}{what}")
        self.wrong(said, place, fix, code=code)
