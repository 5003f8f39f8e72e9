"""What happens to units when figures are added, multiplied and compared.

A percentage and a percentage point are different things: the difference of two
percentages is in points, and points may be added to a percentage but not applied to money.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from mtfp.problems import LineError
from mtfp.terms import ANYTHING, NUMBER, PERCENT, POINTS, Kind, Unit

UnitRule = Callable[..., Unit]


def agree(declared: Unit, found: Unit) -> bool:
    """True if an expression of unit `found` may stand where `declared` is promised."""
    if Kind.ANYTHING in (declared.kind, found.kind):
        return True
    if declared.dimensions != found.dimensions:
        return False
    pair = {declared.kind, found.kind}
    return len(pair) == 1 or pair == {Kind.PLAIN, Kind.PERCENT}


def same(*units: Unit) -> Unit:
    """Every argument in one unit, which is the answer's: lowest, highest, either branch."""
    known = [unit for unit in units if unit.kind is not Kind.ANYTHING]
    if not known:
        return ANYTHING
    for unit in known[1:]:
        if not agree(known[0], unit):
            raise LineError(f"{known[0]} and {unit} are different units")
    return known[0]


def add(left: Unit, right: Unit) -> Unit:
    """£ + £, percentage + points; a number + a percentage is a growth factor."""
    if {left.kind, right.kind} == {Kind.PERCENT, Kind.POINTS}:
        return PERCENT
    if {left.kind, right.kind} == {
        Kind.PERCENT,
        Kind.PLAIN,
    } and left.dimensions == right.dimensions:
        return NUMBER
    return _no_choices(same(left, right))


def subtract(left: Unit, right: Unit) -> Unit:
    """As adding, but the difference of two percentages is in percentage points."""
    if left.kind is Kind.PERCENT and right.kind is Kind.PERCENT:
        return POINTS
    if left.kind is Kind.POINTS and right.kind is Kind.PERCENT:
        raise LineError("a percentage cannot be taken from percentage points")
    return add(left, right)


def multiply(left: Unit, right: Unit) -> Unit:
    """Dimensions multiply: dwellings × £ per dwelling is £."""
    return _combine(left, right, +1)


def divide(left: Unit, right: Unit) -> Unit:
    """Dimensions divide: £ ÷ £ is a plain number."""
    if right.kind is Kind.POINTS:
        raise LineError("nothing can be divided by percentage points")
    return _combine(left, right, -1)


def power(base: Unit, exponent: Unit) -> Unit:
    """Only plain numbers have powers here: a growth factor to a number of years."""
    for unit in (base, exponent):
        if unit.dimensions or unit.kind in (Kind.POINTS, Kind.CHOICE):
            raise LineError(f"a power needs plain numbers, not {unit}")
    return NUMBER


def kept(unit: Unit) -> Unit:
    """The argument's own unit."""
    return _no_choices(unit)


def carried(unit: Unit) -> Unit:
    """The argument's own unit, which may be a choice: a group's, given to its items."""
    return unit


def shares(unit: Unit) -> Unit:
    """What is left of one after shares of it: a plain number; only shares can be taken so."""
    if unit.dimensions or unit.kind in (Kind.POINTS, Kind.CHOICE):
        raise LineError(f"only shares can be taken of one, not {unit}")
    return NUMBER


def second(_first: Unit, unit: Unit) -> Unit:
    """The second argument's unit: a total of it, picked out by the first."""
    return _no_choices(unit)


def comparison(left: Unit, right: Unit) -> Unit:
    """Both sides in one unit; the answer is only good for asking `where`."""
    same(left, right)
    return Unit("yes or no", kind=Kind.CHOICE)


def choice(_test: Unit, yes: Unit, no: Unit) -> Unit:
    """Both branches in one unit."""
    return same(yes, no)


def count(*_arguments: Unit) -> Unit:
    """A plain number: a rank."""
    return NUMBER


def _combine(left: Unit, right: Unit, sign: int) -> Unit:
    for unit in (left, right):
        _no_choices(unit)
    if POINTS in (left, right):
        other = right if left is POINTS else left
        if other.dimensions or other.kind is Kind.POINTS:
            raise LineError(
                "a percentage point is a difference between percentages and "
                f"cannot be applied to {other}; add it to a percentage first"
            )
        return POINTS
    if left.kind is Kind.ANYTHING or right.kind is Kind.ANYTHING:
        return ANYTHING
    powers = Counter(dict(left.dimensions))
    for dimension, exponent in right.dimensions:
        powers[dimension] += sign * exponent
    dimensions = tuple(sorted((d, n) for d, n in powers.items() if n))
    if not dimensions:
        both = left.kind is Kind.PERCENT and right.kind is Kind.PERCENT
        return PERCENT if both and sign > 0 else NUMBER
    if dimensions == left.dimensions and not right.dimensions:
        return left
    if dimensions == right.dimensions and sign > 0:
        return right
    return Unit(" ".join(f"{d}^{n}" if n != 1 else d for d, n in dimensions), dimensions)


def _no_choices(unit: Unit) -> Unit:
    if unit.kind is Kind.CHOICE:
        raise LineError("a choice is not a figure; ask about it with where(x.chosen(...), a, b)")
    return unit
