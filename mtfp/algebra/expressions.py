"""The expression tree: what ordinary Python operators on lines and inputs build.

Nothing is calculated here. A tree is made when a module of the model is imported, checked
when the book is bound, and rendered by whichever face needs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mtfp.algebra import vocabulary as v
from mtfp.problems import LineError
from mtfp.terms import ANYTHING, CHOICE, GBP, MONTHS, NUMBER, Unit


class Derivation:
    """How the items of an axis follow from what is said of others."""

    __slots__ = ()


@dataclass(frozen=True)
class Axis:
    """A list of items that lines run over, such as savings.

    `groups` are what it rolls up to: every item belongs to one item of each. To one of
    `optional_groups` an item may belong or not, so figures go up to those and never down.
    One that is `derived` has no register: its items follow from what others say in words.
    `ids`, where there are any, are all that its items may be called.
    """

    name: str
    one: str
    many: str
    groups: tuple[Axis, ...] = ()
    optional_groups: tuple[Axis, ...] = ()
    derived: Derivation | None = field(default=None, compare=False, repr=False)
    ids: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def every_group(self) -> tuple[Axis, ...]:
        """All that it rolls up to, those that every item belongs to first."""
        return (*self.groups, *self.optional_groups)

    def __str__(self) -> str:
        return self.name


COUNCIL = Axis("council", "the council", "the council")
"""The axis of a line that is one figure a year for the council as a whole."""


class Expression:
    """Anything that operators can join: a number, a line, an input, or a word applied to them."""

    __slots__ = ()

    def __add__(self, other: Operand) -> Expression:
        return Apply(v.ADD, (self, expression(other)))

    def __radd__(self, other: Operand) -> Expression:
        return Apply(v.ADD, (expression(other), self))

    def __sub__(self, other: Operand) -> Expression:
        return Apply(v.SUBTRACT, (self, expression(other)))

    def __rsub__(self, other: Operand) -> Expression:
        return Apply(v.SUBTRACT, (expression(other), self))

    def __mul__(self, other: Operand) -> Expression:
        return Apply(v.MULTIPLY, (self, expression(other)))

    def __rmul__(self, other: Operand) -> Expression:
        return Apply(v.MULTIPLY, (expression(other), self))

    def __truediv__(self, other: Operand) -> Expression:
        return Apply(v.DIVIDE, (self, expression(other)))

    def __rtruediv__(self, other: Operand) -> Expression:
        return Apply(v.DIVIDE, (expression(other), self))

    def __pow__(self, other: Operand) -> Expression:
        return Apply(v.POWER, (self, expression(other)))

    def __neg__(self) -> Expression:
        return Apply(v.NEGATIVE, (self,))

    def __lt__(self, other: Operand) -> Expression:
        return Apply(v.LESS, (self, expression(other)))

    def __le__(self, other: Operand) -> Expression:
        return Apply(v.AT_MOST, (self, expression(other)))

    def __gt__(self, other: Operand) -> Expression:
        return Apply(v.MORE, (self, expression(other)))

    def __ge__(self, other: Operand) -> Expression:
        return Apply(v.AT_LEAST, (self, expression(other)))

    def __bool__(self) -> bool:
        raise LineError(
            "a line has no value until it is run; write where(test, a, b), not if/and/or"
        )


Operand = Expression | int | float


@dataclass(frozen=True, eq=False, slots=True)
class Number(Expression):
    """A number that needs no source: 0, 1, twelve months, or a choice `of` an input by its name."""

    value: float
    unit: Unit
    label: str = ""
    of: Input | None = None


MONTHS_IN_YEAR = Number(12, MONTHS)


class Titled:
    """What the model binds to a name: a line, an input or a detail, of the items of an axis."""

    __slots__ = ("_name", "axis", "sentence", "title")

    def __init__(self, title: str, axis: Axis, sentence: str) -> None:
        self._name = ""
        self.title = title
        self.axis = axis
        self.sentence = sentence

    @property
    def name(self) -> str:
        """The public id: the name under which the model binds it."""
        if not self._name:
            raise LineError(f"{self.title!r} has no name yet: bind it at the top of a model module")
        return self._name

    def take_name(self, name: str) -> None:
        """Take the bound name, once."""
        if self._name not in ("", name):
            raise LineError(f"{self.title!r} is bound twice, as {self._name} and as {name}")
        self._name = name

    def __repr__(self) -> str:
        return f"<{type(self).__name__.lower()} {self._name or self.title!r}>"


class Named(Titled, Expression):
    """A line or an input: what every face shows by name, which comes from where it is bound."""

    __slots__ = ("unit",)

    def __init__(self, title: str, unit: Unit, axis: Axis, sentence: str) -> None:
        super().__init__(title, axis, sentence)
        self.unit = unit


class Input(Named):
    """A figure that the plan supplies: an assumption, a decision or a register's column.

    `yearly` inputs have a value for every plan year, the others one value for the plan.
    `choices` names the numbers that the input may be. `if_absent` is what a plan that says
    nothing means; without it, silence is an error. `decision` is the word by which members
    decide it, such as `council_tax.increase`. A `switch` takes its item into the plan or out.
    `least` and `most` are what it may be. `dated` inputs are typed as a month, 2026-10, and
    held as months from the start of the plan; `unique` ones are never alike in two items.
    `needed_with` is the column beside which this one may not be left blank. One `from_ledger`
    may be the sum of what each item is mapped to in a ledger's extract. Those of a `balanced`
    one come to nought together in every year. One `in_order_of_id` is, where it is left blank,
    the item's place among those left blank, after all that are typed. One that is `made_of`
    others is their sum, to the penny. Of one that is `unknown_at_nought` nought says that nobody
    knows it, and what is worked from it is left blank.
    """

    __slots__ = (
        "balanced", "choices", "dated", "decision", "from_ledger", "if_absent", "in_order_of_id",
        "least", "made_of", "most", "needed_with", "switch", "unique", "unknown_at_nought",
        "yearly",
    )  # fmt: skip

    def __init__(
        self,
        title: str,
        unit: Unit = GBP,
        *,
        per: Axis = COUNCIL,
        sentence: str,
        yearly: bool = False,
        choices: Mapping[str, int] | None = None,
        if_absent: float | None = None,
        decision: str = "",
        switch: bool = False,
        least: float | None = None,
        most: float | None = None,
        dated: bool = False,
        unique: bool = False,
        needed_with: str = "",
        from_ledger: bool = False,
        in_order_of_id: bool = False,
        made_of: tuple[Input, ...] = (),
        unknown_at_nought: bool = False,
        balanced: bool = False,
    ) -> None:
        super().__init__(title, unit, per, sentence)
        self.yearly = yearly
        self.choices = dict(choices or {})
        self.if_absent = if_absent
        self.decision = decision
        self.switch = switch
        self.least = least
        self.most = most
        self.dated = dated
        self.unique = unique
        self.needed_with = needed_with
        self.from_ledger = from_ledger
        self.in_order_of_id = in_order_of_id
        self.made_of = made_of
        self.unknown_at_nought = unknown_at_nought
        self.balanced = balanced

    def chosen(self, choice: str) -> Expression:
        """Ask whether this decision is the named choice."""
        label = choice.replace("_", " ")
        return equal(self, Number(self._number_of(choice), CHOICE, label, self))

    def worth(self, choice: str) -> Expression:
        """The number that a choice of this input stands for, where it is a figure by itself."""
        return Number(self._number_of(choice), self.unit, of=self)

    def _number_of(self, choice: str) -> int:
        if choice not in self.choices:
            raise LineError(
                f"{self.title!r} has no choice {choice!r}, only {', '.join(self.choices)}"
            )
        return self.choices[choice]


class Line(Named):
    """One line of the plan's arithmetic, declared once and rendered on every face.

    One that `leaves_out_unknown` items takes what nobody knows of an item for nothing, so that
    what is worked from it is known.
    """

    __slots__ = ("dated", "expression", "leaves_out_unknown", "opening")

    def __init__(
        self,
        title: str,
        unit: Unit,
        expression: Expression,
        axis: Axis,
        sentence: str,
        opening: Expression | None,
        dated: bool = False,
        leaves_out_unknown: bool = False,
    ) -> None:
        super().__init__(title, unit, axis, sentence)
        self.dated = dated
        self.leaves_out_unknown = leaves_out_unknown
        self.expression = expression
        self.opening = opening


@dataclass(frozen=True, eq=False, slots=True)
class Before(Expression):
    """The same line one year earlier; in the first plan year, its opening in the base year."""

    of: Named | str


@dataclass(frozen=True, eq=False, slots=True)
class Apply(Expression):
    """A word of the vocabulary applied to arguments; `to` is the axis it moves to, if it moves."""

    word: v.Word
    arguments: tuple[Expression, ...]
    to: Axis | None = None


def expression(value: Operand) -> Expression:
    """Wrap a Python number; only 0 and 1 may stand in a line without a name and a source."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool) or value not in (0, 1):
        raise LineError(f"{value!r} is a bare number: give it a name and a source as an input")
    return Number(value, NUMBER if value else ANYTHING)


given = Input
"""Declare an input of the plan; its name is the one it is bound to."""


def line(
    title: str,
    unit: Unit,
    is_: Operand,
    *,
    per: Axis = COUNCIL,
    sentence: str,
    opening: Operand | None = None,
    dated: bool = False,
    leaves_out_unknown: bool = False,
) -> Line:
    """Declare a line of the plan; its name is the one it is bound to.

    `opening` is its value in the base year, needed if any line looks back at it. Months that are
    `dated` are counted from the start of the plan, and shown as the month that they come to. One
    that `leaves_out_unknown` items takes what nobody knows of them for nothing.
    """
    start = None if opening is None else expression(opening)
    of = expression(is_)
    return Line(title, unit, of, per, sentence, start, dated, leaves_out_unknown)


def before(of: Named | str) -> Expression:
    """Last year's value of a line, by name where the line is not yet declared."""
    return Before(of)


def where(test: Expression, yes: Operand, no: Operand) -> Expression:
    """`yes` where the test holds, otherwise `no`; a division in the other branch cannot fail."""
    return Apply(v.WHERE, (test, expression(yes), expression(no)))


def equal(left: Operand, right: Operand) -> Expression:
    """Ask whether two figures are the same: for choices and whole numbers."""
    return Apply(v.EQUAL, (expression(left), expression(right)))


def lowest(first: Operand, *others: Operand) -> Expression:
    """The smallest of several figures."""
    return _chain(v.LOWEST, first, others)


def highest(first: Operand, *others: Operand) -> Expression:
    """The largest of several figures."""
    return _chain(v.HIGHEST, first, others)


def to_the_penny(value: Operand) -> Expression:
    """Rounded to two decimals, half away from nought; only where the world rounds."""
    return Apply(v.TO_THE_PENNY, (expression(value),))


def snapped(value: Operand) -> Expression:
    """Rounded to nine decimals, so that equal scores tie on every face."""
    return Apply(v.SNAPPED, (expression(value),))


def total(of: Named) -> Expression:
    """The sum of a line over its items."""
    return Apply(v.TOTAL, (of,))


def highest_of(of: Named) -> Expression:
    """The largest of a line's items."""
    return Apply(v.HIGHEST_OF, (of,))


def total_by(of: Named, group: Axis) -> Expression:
    """The sum of a line's items within each group they belong to."""
    return Apply(v.TOTAL_BY, (of,), group)


def highest_by(of: Named, group: Axis) -> Expression:
    """The largest of a line's items within each group, and never less than nought."""
    return Apply(v.HIGHEST_BY, (of,), group)


def left_by(of: Named, group: Axis) -> Expression:
    """What is left of one after each item of a group takes its share of the rest in turn."""
    return Apply(v.LEFT_BY, (of,), group)


def spread(of: Named, to: Axis) -> Expression:
    """Each item's own group's figure."""
    return Apply(v.SPREAD, (of,), to)


def total_ranked_before(rank: Named, of: Named) -> Expression:
    """For each item, the sum over the items of lower rank."""
    return Apply(v.TOTAL_RANKED_BEFORE, (rank, of))


def total_ranked_after(rank: Named, of: Named) -> Expression:
    """For each item, the sum over the items of higher rank."""
    return Apply(v.TOTAL_RANKED_AFTER, (rank, of))


def total_ranked_up_to(rank: Named, of: Named) -> Expression:
    """For each item, the sum over the items of the same rank or lower."""
    return Apply(v.TOTAL_RANKED_UP_TO, (rank, of))


def rank(score: Named, key: Named) -> Expression:
    """1 for the item of highest score; equal scores go by the lower key, which must be unique."""
    return Apply(v.RANK, (score, key))


def walk(tree: Expression) -> Iterator[Expression]:
    """Every node of a tree, the tree itself first; lines and inputs are leaves."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Apply):
            waiting.extend(reversed(node.arguments))


def _chain(word: v.Word, first: Operand, others: tuple[Operand, ...]) -> Expression:
    result = expression(first)
    for other in others:
        result = Apply(word, (result, expression(other)))
    return result
