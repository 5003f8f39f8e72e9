"""Every line is broken in every way that a slip of the hand could break it, and must be caught.

A mutant is killed when the book refuses it at import, the engine refuses its figures, or
the oracle disagrees on random plans. One that survives is either listed below, with the
reason why it changes nothing, or shows that no test would notice.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from mtfp.algebra import vocabulary as v
from mtfp.algebra.expressions import Apply, Before, Expression, Input, Line, Named, Number
from mtfp.algebra.lines import LineBook
from mtfp.model import MODEL
from mtfp.problems import LineError, PlanError
from tests.test_oracle import disagreements

SWAPS: dict[v.Word, tuple[v.Word, ...]] = {
    v.ADD: (v.SUBTRACT,),
    v.SUBTRACT: (v.ADD,),
    v.MULTIPLY: (v.DIVIDE, v.ADD),
    v.DIVIDE: (v.MULTIPLY,),
    v.LOWEST: (v.HIGHEST,),
    v.HIGHEST: (v.LOWEST,),
    v.LESS: (v.AT_MOST, v.MORE),
    v.AT_MOST: (v.LESS, v.AT_LEAST),
    v.MORE: (v.AT_LEAST, v.LESS),
    v.AT_LEAST: (v.MORE, v.AT_MOST),
    v.EQUAL: (v.LESS, v.MORE),
    v.TOTAL_RANKED_BEFORE: (v.TOTAL_RANKED_AFTER, v.TOTAL_RANKED_UP_TO),
    v.TOTAL: (v.HIGHEST_OF,),
}
DROPPED = {v.TO_THE_PENNY, v.NEGATIVE}

# A scheme's expected start is the same in every year, so last year's is this year's; so are
# a reserve's minimum, and the service budgets of the base year. Bands D and H of a charge in
# whole pence are whole pence.
CHANGES_NOTHING = {
    "saving_expected_level: saving_late_start became last year's",
    "saving_expected_one_off: saving_late_start became last year's",
    "budget_outside_services: service_budgets became last year's",
    "minimum_reserves: usable_minimum became last year's",
    "bill_d_council: to_the_penny dropped",
    "bill_h_council: to_the_penny dropped",
}


def look_alikes(given: Input) -> list[Input]:
    """The next input that would pass for this one: same unit, axis and choices."""
    alike = [
        other
        for other in MODEL.inputs.values()
        if (other.unit, other.axis, other.yearly, other.choices)
        == (given.unit, given.axis, given.yearly, given.choices)
    ]
    following = alike[alike.index(given) + 1 :] + alike[: alike.index(given)]
    return following[:1]


def leaf_mutants(tree: Expression) -> Iterator[tuple[str, Expression]]:
    """Every slip in a figure that a tree reads: another number, input, choice or year."""
    if isinstance(tree, Number) and not tree.label:
        yield f"{tree.value} became another number", Number(1 - tree.value, tree.unit)
    if isinstance(tree, Number) and tree.label:
        yield f"{tree.label} became another choice", Number(tree.value + 1, tree.unit, "other")
    if isinstance(tree, Input):
        for other in look_alikes(tree):
            yield f"{tree.name} became {other.name}", other
    if isinstance(tree, Before):
        yield "last year became this year", MODEL.target(tree)
    if isinstance(tree, Line) and tree.opening is not None:
        yield f"{tree.name} became last year's", Before(tree)


def mutants(tree: Expression) -> Iterator[tuple[str, Expression]]:
    """Every tree that differs from this one by one slip, and what the slip was."""
    yield from leaf_mutants(tree)
    if not isinstance(tree, Apply):
        return
    for word in SWAPS.get(tree.word, ()):
        yield f"{tree.word.name} became {word.name}", Apply(word, tree.arguments, tree.to)
    if tree.word in DROPPED:
        yield f"{tree.word.name} dropped", tree.arguments[0]
    if tree.word is v.WHERE:
        test, yes, no = tree.arguments
        yield "branches swapped", Apply(v.WHERE, (test, no, yes))
    for position, argument in enumerate(tree.arguments):
        for slip, mutant in mutants(argument):
            arguments = list(tree.arguments)
            arguments[position] = mutant
            yield slip, replace(tree, arguments=tuple(arguments))


def all_mutants() -> Iterator[tuple[Line, str, Expression, Expression | None]]:
    for line in MODEL.lines.values():
        yield line, f"{line.name}: sign", -line.expression, line.opening
        for slip, tree in mutants(line.expression):
            yield line, f"{line.name}: {slip}", tree, line.opening
        if line.opening is not None:
            for slip, tree in mutants(line.opening):
                yield line, f"{line.name} opening: {slip}", line.expression, tree


@contextmanager
def broken(line: Line, tree: Expression, opening: Expression | None) -> Iterator[None]:
    """The line with another tree, for as long as it takes to try it."""
    was = line.expression, line.opening
    line.expression, line.opening = tree, opening
    try:
        yield
    finally:
        line.expression, line.opening = was


def read_by(lines: Iterable[Line]) -> dict[str, Named]:
    """Lines and all that they are worked from, this year's or last year's: a book of their own."""
    found: dict[str, Named] = {}
    unread: list[Named] = list(lines)
    while unread:
        one = unread.pop()
        if one.name not in found and isinstance(one, Line):
            unread += [*MODEL.needs(one), *MODEL.opening_needs(one), *MODEL.looks_back_at(one)]
        found[one.name] = one
    return found


def survives() -> Iterator[str]:
    """The mutants that nothing notices: first the broken line itself is looked at, then all."""
    bound = {**MODEL.inputs, **MODEL.lines}
    for line, slip, tree, opening in all_mutants():
        with broken(line, tree, opening):
            try:
                own = {**MODEL.inputs, **read_by([line])}
                if not disagreements(LineBook(own)) and not disagreements(LineBook(bound)):
                    yield slip
            except (LineError, PlanError):
                continue


def test_a_line_and_what_it_reads_are_a_book() -> None:
    """Otherwise the broken line alone would be refused, and every mutant killed by that."""
    for line in MODEL.lines.values():
        own = read_by([line])
        assert line.name in LineBook({**MODEL.inputs, **own}).lines
    assert len(read_by([MODEL.lines["tax_base"]])) < len(MODEL.lines) / 4


def test_every_mutant_is_killed() -> None:
    assert sum(1 for _ in all_mutants()) > 300
    assert set(survives()) == CHANGES_NOTHING
