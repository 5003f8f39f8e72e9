"""The closed vocabulary: every word of the algebra, its four renderings side by side.

A word is rendered as a numpy kernel, an Excel formula, a JavaScript expression and plain
words. In the three texts, `{a0}` is the first argument here and now (bracketed if it must
be), `{c0}` the whole column of its items, `{m}` and `{ms}` the group that this item
(every item) belongs to, and `{n}` this group's own number.

A word that cannot be said in all four is not added: what it would say becomes an input
calculated outside the plan and labelled so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from mtfp.algebra import kernels, units

COMPARING, ADDING, MULTIPLYING, TIGHT = 1, 2, 3, 9
"""How strongly a text holds together: brackets go round an argument that holds less.
A word that is TIGHT is written as a function, or in words as a phrase."""


class Shape(Enum):
    """How a word moves between items, groups and the whole council."""

    EACH = "item by item"
    OVER = "from the items of an axis to the council as a whole"
    RANKED = "from each item to the others of its axis"
    UP = "from items to the groups they belong to"
    DOWN = "from groups to their items"


@dataclass(frozen=True, eq=False)
class Word:
    """One word: its unit rule, its shape, and its four renderings."""

    name: str
    unit: units.UnitRule
    arrays: Callable[..., Any]
    excel: str
    javascript: str
    words: str
    holds: int = TIGHT
    shape: Shape = Shape.EACH


ADD = Word(
    "add", units.add, np.add,
    excel="{a0}+{a1}", javascript="{a0} + {a1}", words="{a0} + {a1}", holds=ADDING,
)  # fmt: skip
SUBTRACT = Word(
    "subtract", units.subtract, np.subtract,
    excel="{a0}-{a1}", javascript="{a0} - {a1}", words="{a0} − {a1}", holds=ADDING,
)  # fmt: skip
MULTIPLY = Word(
    "multiply", units.multiply, np.multiply,
    excel="{a0}*{a1}", javascript="{a0} * {a1}", words="{a0} × {a1}", holds=MULTIPLYING,
)  # fmt: skip
DIVIDE = Word(
    "divide", units.divide, np.divide,
    excel="{a0}/{a1}", javascript="divide({a0}, {a1})", words="{a0} ÷ {a1}", holds=MULTIPLYING,
)  # fmt: skip
POWER = Word(
    "power", units.power, kernels.power,
    excel="({a0})^({a1})", javascript="power({a0}, {a1})", words="{a0} to the power {a1}",
)  # fmt: skip
NEGATIVE = Word(
    "negative", units.kept, np.negative,
    excel="(-({a0}))", javascript="(-({a0}))", words="minus {a0}",
)  # fmt: skip
LESS = Word(
    "less", units.comparison, np.less,
    excel="{a0}<{a1}", javascript="{a0} < {a1}", words="{a0} is less than {a1}", holds=COMPARING,
)  # fmt: skip
AT_MOST = Word(
    "at_most", units.comparison, np.less_equal,
    excel="{a0}<={a1}", javascript="{a0} <= {a1}", words="{a0} is at most {a1}", holds=COMPARING,
)  # fmt: skip
MORE = Word(
    "more", units.comparison, np.greater,
    excel="{a0}>{a1}", javascript="{a0} > {a1}", words="{a0} is more than {a1}", holds=COMPARING,
)  # fmt: skip
AT_LEAST = Word(
    "at_least", units.comparison, np.greater_equal,
    excel="{a0}>={a1}", javascript="{a0} >= {a1}", words="{a0} is at least {a1}", holds=COMPARING,
)  # fmt: skip
EQUAL = Word(
    "equal", units.comparison, np.equal,
    excel="{a0}={a1}", javascript="{a0} === {a1}", words="{a0} is {a1}", holds=COMPARING,
)  # fmt: skip
WHERE = Word(
    "where", units.choice, kernels.where,
    excel="IF({a0},{a1},{a2})", javascript="({a0} ? {a1} : {a2})",
    words="{a1} if {a0}, otherwise {a2}",
)  # fmt: skip
LOWEST = Word(
    "lowest", units.same, kernels.lowest,
    excel="MIN({a0},{a1})", javascript="Math.min({a0}, {a1})",
    words="the lower of {a0} and {a1}",
)  # fmt: skip
HIGHEST = Word(
    "highest", units.same, kernels.highest,
    excel="MAX({a0},{a1})", javascript="Math.max({a0}, {a1})",
    words="the higher of {a0} and {a1}",
)  # fmt: skip
TO_THE_PENNY = Word(
    "to_the_penny", units.kept, kernels.to_the_penny,
    excel="ROUND({a0},2)", javascript="toThePenny({a0})", words="{a0} to two decimals",
)  # fmt: skip
SNAPPED = Word(
    "snapped", units.kept, kernels.snapped,
    excel="ROUND({a0},9)", javascript="snapped({a0})", words="{a0} to nine decimals",
)  # fmt: skip
TOTAL = Word(
    "total", units.kept, kernels.total,
    excel="SUM({c0})", javascript="total({c0})", words="the total of {c0}", shape=Shape.OVER,
)  # fmt: skip
HIGHEST_OF = Word(
    "highest_of", units.kept, kernels.highest_of,
    excel="MAX({c0})", javascript="highestOf({c0})", words="the highest of {c0}",
    shape=Shape.OVER,
)  # fmt: skip
TOTAL_BY = Word(
    "total_by", units.kept, kernels.total_by,
    excel="SUMIF({ms},{n},{c0})", javascript="totalWhere({c0}, {ms}, (m) => m === {n})",
    words="the total of {c0} where {ms} is {n}", shape=Shape.UP,
)  # fmt: skip
HIGHEST_BY = Word(
    "highest_by", units.kept, kernels.highest_by,
    excel="MAX(0,SUMPRODUCT(MAX(({ms}={n})*{c0})))",
    javascript="highestWhere({c0}, {ms}, (m) => m === {n})",
    words="the highest of nought and {c0} where {ms} is {n}", shape=Shape.UP,
)  # fmt: skip
LEFT_BY = Word(
    "left_by", units.shares, kernels.left_by,
    excel="SUMPRODUCT(PRODUCT(1-({ms}={n})*{c0}))",
    javascript="leftWhere({c0}, {ms}, (m) => m === {n})",
    words="the part of one left by {c0} where {ms} is {n}", shape=Shape.UP,
)  # fmt: skip
SPREAD = Word(
    "spread", units.carried, kernels.spread,
    excel="INDEX({c0},{m})", javascript="{c0}[{m} - 1]",
    words="number {m} of {c0}", shape=Shape.DOWN,
)  # fmt: skip
TOTAL_RANKED_BEFORE = Word(
    "total_ranked_before", units.second, kernels.total_ranked_before,
    excel="SUMPRODUCT(({c0}<{a0})*{c1})",
    javascript="totalWhere({c1}, {c0}, (k) => k < {a0})",
    words="the total of {c1} where {c0} is less than {a0}", shape=Shape.RANKED,
)  # fmt: skip
TOTAL_RANKED_AFTER = Word(
    "total_ranked_after", units.second, kernels.total_ranked_after,
    excel="SUMPRODUCT(({c0}>{a0})*{c1})",
    javascript="totalWhere({c1}, {c0}, (k) => k > {a0})",
    words="the total of {c1} where {c0} is more than {a0}", shape=Shape.RANKED,
)  # fmt: skip
TOTAL_RANKED_UP_TO = Word(
    "total_ranked_up_to", units.second, kernels.total_ranked_up_to,
    excel="SUMPRODUCT(({c0}<={a0})*{c1})",
    javascript="totalWhere({c1}, {c0}, (k) => k <= {a0})",
    words="the total of {c1} where {c0} is at most {a0}", shape=Shape.RANKED,
)  # fmt: skip
RANK = Word(
    "rank", units.count, kernels.rank,
    excel="(1+SUMPRODUCT(({c0}>{a0})+({c0}={a0})*({c1}<{a1})))",
    javascript="rank({c0}, {a0}, {c1}, {a1})",
    words="the place of {a0} in {c0}, highest first, ties by {a1} in {c1}, lowest first",
    shape=Shape.RANKED,
)  # fmt: skip

VOCABULARY: tuple[Word, ...] = (
    ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER, NEGATIVE,
    LESS, AT_MOST, MORE, AT_LEAST, EQUAL,
    WHERE, LOWEST, HIGHEST, TO_THE_PENNY, SNAPPED,
    TOTAL, HIGHEST_OF, TOTAL_BY, HIGHEST_BY, LEFT_BY, SPREAD,
    TOTAL_RANKED_BEFORE, TOTAL_RANKED_AFTER, TOTAL_RANKED_UP_TO, RANK,
)  # fmt: skip
COMPARISONS = frozenset({LESS, AT_MOST, MORE, AT_LEAST, EQUAL})
MAY_FAIL = frozenset({DIVIDE, POWER})
"""Words that can give infinity or no number from good figures; `where` guards them."""
IN_PLACE = frozenset({ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATIVE, LOWEST, HIGHEST})
"""Words whose answer may be written over an argument; the last bit of a power could change."""
