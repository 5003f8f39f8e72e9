"""Every line is broken in every way that a slip of the hand could break it, and must be caught.

A mutant is killed when the book refuses it at import, or the oracle disagrees with its
figures on random plans. One that survives is either listed below, with the
reason why it changes nothing, or shows that no test would notice.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import pytest

from mtfp.algebra import vocabulary as v
from mtfp.algebra.expressions import Apply, Before, Expression, Input, Line, Number, walk
from mtfp.model import MODEL
from mtfp.model.rule_set import RULE_SET
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.problems import LineError
from tests.random_plans import YEARS
from tests.test_oracle import COUNT, SEED, agree, oracle_says

PARTS = 4
"""Mutants are tried in parts, so that several workers may share them."""

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
    v.TOTAL_BY: (v.HIGHEST_BY,),
    v.HIGHEST_BY: (v.TOTAL_BY,),
    v.LEFT_BY: (v.TOTAL_BY, v.HIGHEST_BY),
}
DROPPED = {v.TO_THE_PENNY, v.NEGATIVE}

# The service budgets of the base year and what it counted on of a saving are the same in every
# year, so last year's are this year's. No share of a fall is no cost, whether or not it is asked
# for; a blend of no wages is the index's own rate likewise. A saving has one owner or none, and
# what was approved is accounted for to the penny. Bands D and H of a charge in whole pence are
# whole pence. Risks, the parts of the general fund balance, social care's budgets and what
# reserves start with are one figure for the plan. One reserve pays for a cost, and one scheme
# builds an investment.
CHANGES_NOTHING = {
    "index_uplift: equal became less",
    "budget_outside_services: service_budgets became last year's",
    "bill_d_council: to_the_penny dropped",
    "bill_h_council: to_the_penny dropped",
    "saving_claim: saving_in_base became last year's",
    "stranded_cost: more became at_least",
    "saving_owners: total_by became highest_by",
    # Each has at most one: it names one saving, it is one measure, it is of one type.
    "consequence_savings: total_by became highest_by",
    "consequence_begun: total_by became highest_by",
    "consequence_is_measured: total_by became highest_by",
    "saving_spares: total_by became highest_by",
    "delivery_unaccounted: sign",
    "general_balances: is_general_balance became last year's",
    "reserve_floor: general_balances became last year's",
    "minimum_by_risk: risk_expected_loss became last year's",
    "minimum_worked: minimum_by_risk became last year's",
    "delivery_risk_rows: risk_expected_loss became last year's",
    "social_care_budgets: social_care_budget became last year's",
    "social_care_ratio: social_care_budgets became last year's",
    "social_care_ratio: service_budgets became last year's",
    "average_cut: service_budgets became last year's",
    "cost_from_reserve: total_by became highest_by",
    "investment_charge: total_by became highest_by",
    # A consequence comes of one saving and is of one kind, and so is a saving.
    "runway_years: available_at_start became last year's",
    # Nought to the power of nought is 1 to numpy and an error in a sheet, which this keeps out.
    "score_factor: more became at_least",
    # At the very amount at which an item is full, its room and its share of the level are one.
    "shared_cut: at_least became more",
    "shared_cut: at_most became less",
    "second_cut: at_least became more",
    "second_cut: at_most became less",
    "shared_again: at_least became more",
    "shared_again: at_most became less",
    "second_again: at_least became more",
    "second_again: at_most became less",
    # The second pass goes by budgets, and a service without one has no room either.
    "second_cut_room: more became at_least",
    "second_again_room: more became at_least",
    # What was counted on of a saving is one figure for the plan.
    "saving_in_full: saving_in_base became last year's",
    # Nothing above a floor is no room, whichever way it is said; only float dust is kept out.
    "room_above_floor: more became at_least",
}

# Every verdict is one declaration, whose edges test_golden_rules tries one by one. No random
# figure lies on an edge; no random plan is without investments, or has such as all pay in time.
CHANGES_NOTHING |= {f"verdict_{rule.id.lower()}: at_least became more" for rule in RULE_SET}
CHANGES_NOTHING |= {
    f"verdict_{rule}: {slip}"
    for rule, slips in {
        "gr01": ("0.5",),
        "gr07": ("0.5",),
        "gr09": ("0.5",),
        "gr12": ("0", "0.5", "1"),
        "gr17": ("0.5",),
    }.items()
    for slip in (f"{number} became another number" for number in slips)
}
CHANGES_NOTHING.add("verdict_gr12: more became at_least")


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
    """The line with another tree, for as long as it takes to look at it."""
    was = line.expression, line.opening
    line.expression, line.opening = tree, opening
    try:
        yield
    finally:
        line.expression, line.opening = was


def refused(line: Line, tree: Expression, opening: Expression | None) -> bool:
    """Whether the book would not have the line at import."""
    if line in (node for node in walk(tree) if isinstance(node, Line)):
        return True  # it would read itself
    with broken(line, tree, opening):
        try:
            MODEL._check(line)
        except LineError:
            return True
    return False


@dataclass
class Figures:
    """What a tree comes to where every other line is what the oracle says it is.

    A slip shows in its own line first, in the first year in which it shows at all: so the
    rest of the plan need not be worked again.
    """

    plan: Plan
    cases: Cases
    lines: dict[str, np.ndarray]

    def of(self, tree: Expression, year: int) -> np.ndarray:
        """The tree's (items, cases) in a year; year 0 is the base year."""
        if isinstance(tree, Number):
            return np.array([[float(tree.value)]])
        if isinstance(tree, Input):
            found = self.cases.varied[tree.name][year - 1 if tree.yearly else 0]
        elif isinstance(tree, Line):
            found = self.lines[tree.name][year]
        elif isinstance(tree, Before):
            found = self.lines[MODEL.target(tree).name][year - 1]
        else:
            found = self.applied(tree, year)
        return np.asarray(found)

    def applied(self, tree: Expression, year: int) -> np.ndarray:
        assert isinstance(tree, Apply)
        arguments = [self.of(argument, year) for argument in tree.arguments]
        items, cases = np.broadcast_shapes(*(argument.shape for argument in arguments))
        if tree.word.shape is v.Shape.OVER:
            items = 1
        if tree.to is not None:
            items = len(self.plan.items_of(tree.to))
            moving = MODEL.axis_of(tree.arguments[0]), tree.to
            child, group = moving if tree.word.shape is v.Shape.UP else moving[::-1]
            arguments.append(np.array(self.plan.items_of(child).members(group.name), np.intp))
        kind = np.bool_ if tree.word in v.COMPARISONS else np.float64
        out: np.ndarray = np.empty((items, cases), kind)
        with np.errstate(all="ignore"):  # of a branch that is not taken nothing is asked
            if tree.word is v.TO_THE_PENNY:  # which the engine asks of no infinite figure
                infinite = ~np.isfinite(arguments[0])
                tree.word.arrays(np.where(infinite, 0, arguments[0]), out)
                out[infinite] = np.nan
            else:
                tree.word.arrays(*arguments, out)
        return out

    def agree(self, name: str, tree: Expression, years: Iterable[int]) -> bool:
        """Whether a line worked so is what the oracle says."""
        expected = self.lines[name]
        return all(agree(np.broadcast_to(self.of(tree, year), expected[year].shape), expected[year])
                   for year in years)  # fmt: skip


def survives(part: int) -> Iterator[str]:
    figures = Figures(*oracle_says(COUNT, SEED))
    every = range(1, 1 + YEARS)
    for number, (line, slip, tree, opening) in enumerate(all_mutants()):
        if number % PARTS != part or refused(line, tree, opening):
            continue
        if figures.agree(line.name, tree, every) and (
            opening is None or figures.agree(line.name, opening, [0])
        ):
            yield slip


def test_the_figures_of_lines_as_they_are_agree() -> None:
    """Otherwise a mutant could be called killed for nothing."""
    figures = Figures(*oracle_says(COUNT, SEED))
    for line in MODEL.lines.values():
        assert figures.agree(line.name, line.expression, range(1, 1 + YEARS)), line
        assert line.opening is None or figures.agree(line.name, line.opening, [0]), line


@pytest.mark.parametrize("part", range(PARTS))
def test_every_mutant_is_killed(part: int) -> None:
    listed = {
        slip
        for number, (_, slip, _, _) in enumerate(all_mutants())
        if number % PARTS == part and slip in CHANGES_NOTHING
    }
    assert set(survives(part)) == listed


def test_there_are_many_mutants_and_none_is_excused_that_is_not_there() -> None:
    slips = [slip for _, slip, _, _ in all_mutants()]
    assert len(slips) > 300
    assert set(slips) >= CHANGES_NOTHING
