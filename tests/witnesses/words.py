"""The words read back and worked again, by someone who knows only how to read them.

Reads a recipe such as `(the higher of 0 and (12 − 6)) × 4000000 ÷ 12`. It shares nothing
with the renderer, so a word that says something else than it does is found out.
"""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r"\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[()\[\];,]|[+−×÷]|[a-z]+)")
Column = list[float]


def work(recipe: str) -> float:
    """The number that a recipe comes to."""
    tokens = _TOKEN.findall(recipe)
    assert "".join(tokens) == re.sub(r"\s+", "", recipe), f"cannot read {recipe!r}"
    reader = _Reader(tokens)
    result = reader.sentence()
    assert not reader.tokens, f"left over in {recipe!r}: {reader.tokens}"
    return result


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = list(tokens)

    def see(self, *words: str) -> bool:
        """Take the words if they come next."""
        if self.tokens[: len(words)] == list(words):
            del self.tokens[: len(words)]
            return True
        return False

    def want(self, *words: str) -> None:
        assert self.see(*words), f"wanted {words}, found {self.tokens[:8]}"

    def sentence(self) -> float:
        """A sum, perhaps `x if a is less than b, otherwise y`, or `x to two decimals`."""
        value = self.sum()
        if self.see("to", "two", "decimals"):
            return self._rounded(value, "0.01")
        if self.see("to", "nine", "decimals"):
            return self._rounded(value, "0.000000001")
        if self.see("to", "the", "power"):
            return self._power(value, self.atom())
        if self.see("if"):
            holds = self.test()
            self.want(",", "otherwise")
            other = self.sum()
            return value if holds else other
        return value

    def test(self) -> bool:
        left = self.sum()
        self.want("is")
        if self.see("less", "than"):
            return left < self.sum()
        if self.see("more", "than"):
            return left > self.sum()
        if self.see("at", "most"):
            return left <= self.sum()
        if self.see("at", "least"):
            return left >= self.sum()
        return left == self.sum()

    def sum(self) -> float:
        value = self.product()
        while self.tokens and self.tokens[0] in "+−":
            sign = self.tokens.pop(0)
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> float:
        value = self.atom()
        while self.tokens and self.tokens[0] in "×÷":
            sign = self.tokens.pop(0)
            other = self.atom()
            value = value * other if sign == "×" else self._divided(value, other)
        return value

    def atom(self) -> float:
        if self.see("("):
            value = self.sentence()
            self.want(")")
            return value
        if self.see("minus"):
            return -self.atom()
        if self.see("number"):
            position = self.atom()
            self.want("of")
            return self.column()[int(position) - 1]
        if self.see("the"):
            return self.phrase()
        return float(self.tokens.pop(0))

    def phrase(self) -> float:
        """What follows `the`: lower, higher, total, highest, part or place."""
        for word, choose in (("lower", min), ("higher", max)):
            if self.see(word, "of"):
                first = self.atom()
                self.want("and")
                return choose(first, self.atom())
        if self.see("highest", "of", "nought", "and"):
            return max([0.0, *self.of_the_group()])
        if self.see("highest", "of"):
            return max(self.column(), default=0.0)
        if self.see("part", "of", "one", "left", "by"):
            return math.prod(1.0 - share for share in self.of_the_group())
        if self.see("total", "of"):
            return self.total()
        self.want("place", "of")
        return self.place()

    def total(self) -> float:
        figures = self.column()
        if not self.see("where"):
            return sum(figures)
        keys = self.column()
        self.want("is")
        for words, holds in (
            (("less", "than"), float.__lt__),
            (("more", "than"), float.__gt__),
            (("at", "most"), float.__le__),
        ):
            if self.see(*words):
                key = self.atom()
                return sum(f for f, k in zip(figures, keys, strict=True) if holds(k, key))
        key = self.atom()
        return sum(f for f, k in zip(figures, keys, strict=True) if k == key)

    def of_the_group(self) -> Column:
        """The figures of a column whose keys are a number."""
        figures = self.column()
        self.want("where")
        keys = self.column()
        self.want("is")
        wanted = self.atom()
        return [f for f, k in zip(figures, keys, strict=True) if k == wanted]

    def place(self) -> float:
        score = self.atom()
        self.want("in")
        scores = self.column()
        self.want(",", "highest", "first", ",", "ties", "by")
        key = self.atom()
        self.want("in")
        keys = self.column()
        self.want(",", "lowest", "first")
        ahead = [s > score or (s == score and k < key) for s, k in zip(scores, keys, strict=True)]
        return 1.0 + sum(ahead)

    def column(self) -> Column:
        self.want("[")
        found: Column = []
        while not self.see("]"):
            found.append(float(self.tokens.pop(0)))
            self.see(";")
        return found

    @staticmethod
    def _divided(value: float, by: float) -> float:
        """A quotient; no number where there is none, which only a branch not taken may be."""
        return value / by if by else math.nan

    @staticmethod
    def _power(base: float, exponent: float) -> float:
        if (base == 0 and exponent < 0) or (base < 0 and exponent != int(exponent)):
            return math.nan
        return float(base**exponent)

    @staticmethod
    def _rounded(value: float, step: str) -> float:
        return float(Decimal(f"{value:.15g}").quantize(Decimal(step), ROUND_HALF_UP))
