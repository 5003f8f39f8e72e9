"""Every word of the vocabulary on every face, against answers worked out by hand.

The answers are typed from what a word means, so that a word that is wrong on all faces alike
is found out as surely as one that is wrong on one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from numpy.typing import ArrayLike
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from mtfp.algebra.excel import FUNCTIONS
from mtfp.algebra.expressions import (
    COUNCIL,
    Apply,
    Axis,
    Expression,
    Line,
    Named,
    before,
    equal,
    expression,
    given,
    highest,
    highest_by,
    highest_of,
    left_by,
    line,
    lowest,
    rank,
    snapped,
    spread,
    to_the_penny,
    total,
    total_by,
    total_ranked_after,
    total_ranked_before,
    total_ranked_up_to,
    walk,
    where,
)
from mtfp.algebra.lines import LineBook
from mtfp.algebra.vocabulary import VOCABULARY, Shape
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Items
from mtfp.plan.read import read_plan
from mtfp.results import Results
from mtfp.terms import NUMBER
from tests.conftest import ROOT
from tests.random_books import (
    Face,
    from_engine,
    from_script,
    from_words,
    from_workbook,
    largest_difference,
    plan_of,
    random_book,
    some_items,
)
from tests.witnesses.spreadsheets import Values, formualize, libreoffice

YEARS = 3
Row = tuple[float, ...]


def asked(test: Expression) -> Expression:
    """1 where a comparison holds, otherwise 0."""
    return where(test, 1, 0)


# Words that work item by item: the arguments, then the answer.
EACH: dict[str, tuple[Callable[..., Expression], Sequence[Row]]] = {
    "add": (
        lambda a, b: a + b,
        [(2, 3, 5), (-2.5, 2.5, 0), (0, 0, 0), (1.005, 2.675, 3.68), (-7, -0.01, -7.01)],
    ),
    "subtract": (
        lambda a, b: a - b,
        [(2, 3, -1), (3, 3, 0), (0, 4.25, -4.25), (-1, -3, 2), (10.005, 0.01, 9.995)],
    ),
    "multiply": (
        lambda a, b: a * b,
        [(2, 3, 6), (-2, 3, -6), (-2, -3, 6), (0, -5, 0), (1.115, 2, 2.23), (0.5, 0.5, 0.25)],
    ),
    "divide": (
        lambda a, b: a / b,
        [(6, 3, 2), (3, 6, 0.5), (-1, 4, -0.25), (0, -7, 0), (1, -0.005, -200), (-9, -9, 1)],
    ),
    "power": (
        lambda a, b: a**b,
        [(2, 3, 8), (3, 2, 9), (-2, 2, 4), (-2, 3, -8), (4, 0.5, 2), (4, -1, 0.25),
         (5, 0, 1), (0, 2, 0), (1.5, 2, 2.25)],
    ),
    "negative": (lambda a: -a, [(3, -3), (-3, 3), (0, 0), (2.675, -2.675)]),
    "less": (
        lambda a, b: asked(a < b),
        [(1, 2, 1), (2, 1, 0), (2, 2, 0), (0, 0, 0), (-2, -1, 1), (-1, -2, 0), (1.005, 1.01, 1)],
    ),
    "at_most": (
        lambda a, b: asked(a <= b),
        [(1, 2, 1), (2, 1, 0), (2, 2, 1), (0, 0, 1), (-2, -1, 1), (-1, -2, 0), (1.01, 1.005, 0)],
    ),
    "more": (
        lambda a, b: asked(a > b),
        [(1, 2, 0), (2, 1, 1), (2, 2, 0), (0, 0, 0), (-2, -1, 0), (-1, -2, 1), (1.01, 1.005, 1)],
    ),
    "at_least": (
        lambda a, b: asked(a >= b),
        [(1, 2, 0), (2, 1, 1), (2, 2, 1), (0, 0, 1), (-2, -1, 0), (-1, -2, 1), (1.005, 1.01, 0)],
    ),
    "equal": (
        lambda a, b: asked(equal(a, b)),
        [(1, 2, 0), (2, 1, 0), (2, 2, 1), (0, 0, 1), (-2, 2, 0), (1.005, 1.005, 1), (1.01, 1, 0)],
    ),
    "where": (
        lambda test, yes, no: where(test > 0, yes / test, no),
        [(2, 5, 7, 2.5), (0, 5, 7, 7), (-2, 5, 7, 7), (0.5, -1, 3, -2), (0, 0, 0, 0)],
    ),
    "lowest": (
        lowest,
        [(1, 2, 1), (2, 1, 1), (3, 3, 3), (-1, 0, -1), (0, 0, 0), (1.005, 1.01, 1.005)],
    ),
    "highest": (
        highest,
        [(1, 2, 2), (2, 1, 2), (3, 3, 3), (-1, 0, 0), (-5, -4, -4), (1.005, 1.01, 1.01)],
    ),
    "to_the_penny": (
        lambda a, b: to_the_penny(a * b),
        [(1.005, 1, 1.01), (2.675, 1, 2.68), (-1.005, 1, -1.01), (-2.675, 1, -2.68),
         (1.004, 1, 1.00), (1.006, 1, 1.01), (0.005, 1, 0.01), (-0.005, 1, -0.01),
         (0.0049, 1, 0), (0, 1, 0), (0.125, 1, 0.13), (-0.125, 1, -0.13), (7, 1, 7),
         # half-pennies only on paper: 1.115 × 3 = 3.345, 1.15 × 1.1 = 1.265 and so on
         (1.115, 3, 3.35), (1.15, 1.1, 1.27), (-1.15, 1.1, -1.27), (1.45, 1.1, 1.60),
         (4.35, 1.05, 4.57), (1.115, 1.5, 1.67), (0.285, 100, 28.50), (8.165, 11, 89.82),
         (1_234_567.89, 1.05, 1_296_296.28), (35_000_000.25, 1.02, 35_700_000.26),
         (99_999_999.99, 1.5, 149_999_999.99)],
    ),
    "snapped": (
        lambda a, b: snapped(a * b),
        [(0.1, 3, 0.3), (1.23456789049, 1, 1.23456789), (1.2345678905, 1, 1.234567891),
         (-1.2345678905, 1, -1.234567891), (0.0000000005, 1, 0.000000001), (0, 5, 0),
         (0.0000000004, 1, 0), (72.5, 0.4, 29)],
    ),
}  # fmt: skip

# Words that bring the items of an axis together: the items, then the council's figure.
OVER: dict[str, tuple[Callable[[Named], Expression], Sequence[tuple[Row, float]]]] = {
    "total": (
        total,
        [((1, 2, 3), 6), ((-5, 2.5), -2.5), ((4,), 4), ((), 0), ((0, 0), 0),
         ((1.005, 2.675, -0.68), 3), ((5, -5), 0)],
    ),
    "highest_of": (
        highest_of,
        [((1, 3, 2), 3), ((-3, -1, -2), -1), ((-4,), -4), ((), 0), ((0, -1), 0),
         ((2.5, 2.5), 2.5), ((1.005, 1.01), 1.01)],
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Grouped:
    """Groups, the group of each item (the first is 1), the figures read and the answers."""

    groups: int
    group_of: tuple[int, ...]
    figures: Row
    answers: Row


# A group without members has a total of nought, wherever in the list it stands.
UP: dict[str, tuple[Callable[[Named, Axis], Expression], Sequence[Grouped]]] = {
    "total_by": (
        total_by,
        [Grouped(4, (3, 1, 3, 1, 3), (1.5, -2, 4, 0.25, 10), (-1.75, 0, 15.5, 0)),
         Grouped(3, (2, 2), (5, -5), (0, 0, 0)),
         Grouped(1, (1, 1, 1), (1.005, 2.675, 0), (3.68,)),
         Grouped(2, (), (), (0, 0)),
         Grouped(2, (2,), (-7,), (0, -7))],
    ),
    "highest_by": (
        highest_by,
        [Grouped(4, (3, 1, 3, 1, 3), (1.5, -2, 4, 0.25, 10), (0.25, 0, 10, 0)),
         Grouped(3, (2, 2), (-5, -3), (0, 0, 0)),
         Grouped(1, (1, 1, 1), (1.005, 2.675, 0), (2.675,)),
         Grouped(2, (), (), (0, 0)),
         Grouped(2, (2,), (-7,), (0, 0))],
    ),
    "left_by": (
        left_by,
        [Grouped(4, (3, 1, 3, 1, 3), (0.1, 0.5, 0.2, 0, 0.5), (0.5, 1, 0.36, 1)),
         Grouped(3, (2, 2), (0.1, 0.2), (1, 0.72, 1)),
         Grouped(1, (1, 1, 1), (1, 0.25, 0.005), (0,)),
         Grouped(2, (), (), (1, 1)),
         Grouped(2, (2,), (-1.5,), (1, 2.5))],
    ),
}  # fmt: skip
DOWN: dict[str, tuple[Callable[[Named, Axis], Expression], Sequence[Grouped]]] = {
    "spread": (
        spread,
        [Grouped(3, (3, 1, 3, 2), (10, -20, 0.005), (0.005, 10, 0.005, -20)),
         Grouped(1, (1, 1), (2.675,), (2.675, 2.675)),
         Grouped(2, (2,), (4, 0), (0,)),
         Grouped(2, (), (4, 9), ())],
    ),
}  # fmt: skip

# Words that rank: two figures an item, then the answers. For the totals these are the rank
# and what is summed; for rank itself, the score and the key that settles ties.
RANKED: dict[
    str, tuple[Callable[[Named, Named], Expression], Sequence[tuple[Row, Row, Row]]]
] = {
    "total_ranked_before": (
        total_ranked_before,
        [((1, 2, 3), (10, 20, 30), (0, 10, 30)),
         ((3, 1, 2), (10, 20, 30), (50, 0, 20)),
         ((2, 1, 2, 1), (5, -7, 0.5, 100), (93, 0, 93, 0)),
         ((0, -1.5, 0), (1, 2, 4), (2, 0, 2)),
         ((4, 4), (1.005, 9), (0, 0)), ((6,), (8,), (0,)), ((), (), ())],
    ),
    "total_ranked_after": (
        total_ranked_after,
        [((1, 2, 3), (10, 20, 30), (50, 30, 0)),
         ((3, 1, 2), (10, 20, 30), (0, 40, 10)),
         ((2, 1, 2, 1), (5, -7, 0.5, 100), (0, 5.5, 0, 5.5)),
         ((0, -1.5, 0), (1, 2, 4), (0, 5, 0)),
         ((4, 4), (1.005, 9), (0, 0)), ((6,), (8,), (0,)), ((), (), ())],
    ),
    "total_ranked_up_to": (
        total_ranked_up_to,
        [((1, 2, 3), (10, 20, 30), (10, 30, 60)),
         ((3, 1, 2), (10, 20, 30), (60, 20, 50)),
         ((2, 1, 2, 1), (5, -7, 0.5, 100), (98.5, 93, 98.5, 93)),
         ((0, -1.5, 0), (1, 2, 4), (7, 2, 7)),
         ((4, 4), (1.005, 9), (10.005, 10.005)), ((6,), (8,), (8,)), ((), (), ())],
    ),
    "rank": (
        rank,
        [((10, 30, 20), (1, 2, 3), (3, 1, 2)),
         ((5, 5, 5), (3, 1, 2), (3, 1, 2)),
         ((-1, 0, -1, 2.5, 0), (9, 4, 7, 1, 3), (5, 3, 4, 1, 2)),
         ((1.005, 1.01), (2, 1), (2, 1)),
         ((0,), (5,), (1,)), ((), (), ())],
    ),
}  # fmt: skip


@dataclass
class Examples:
    """Lines that share one book and plan, and by name the answers that each must give."""

    bound: dict[str, Named] = field(default_factory=dict)
    items: dict[str, Items] = field(default_factory=dict)
    figures: dict[str, ArrayLike] = field(default_factory=dict)
    answers: Face = field(default_factory=dict)

    def axis(self, name: str, size: int, group: Axis | None = None, of: Row = ()) -> Axis:
        groups = {} if group is None else {group.name: [int(n) - 1 for n in of]}
        self.items[name] = some_items(size, **groups)
        return Axis(name, "item", "items", () if group is None else (group,))

    def input(self, name: str, axis: Axis, figures: ArrayLike, yearly: bool = False) -> Named:
        self.figures[name] = figures
        self.bound[name] = one = given(
            name, NUMBER, per=axis, yearly=yearly, sentence="An argument."
        )
        return one

    def line(
        self,
        name: str,
        axis: Axis,
        tree: Expression,
        answers: Sequence[Sequence[float]],
        opening: Expression | None = None,
    ) -> Line:
        """A line and its answers by year and item; without an opening, none for the base year."""
        self.bound[name] = one = line(
            name, NUMBER, tree, per=axis, opening=opening, sentence="An answer."
        )
        years = [list(row) for row in answers]
        if opening is None:
            years = [[np.nan] * len(years[0]), *years]
        self.answers[name] = np.array(years, float).reshape(1 + YEARS, -1)
        return one


def every_word() -> Examples:
    """A line for every entry of the tables, on axes of its own; all plan years are alike."""
    made = Examples()
    for word, (each, rows) in EACH.items():
        axis = made.axis(f"{word}_rows", len(rows))
        *columns, answers = zip(*rows, strict=True)
        arguments = [made.input(f"{word}_{n}", axis, c) for n, c in enumerate(columns)]
        made.line(f"{word}_answer", axis, each(*arguments), [answers] * YEARS)
    for word, (over, columns_and_answers) in OVER.items():
        for n, (column, answer) in enumerate(columns_and_answers):
            axis = made.axis(f"{word}_items_{n}", len(column))
            figures = made.input(f"{word}_{n}_of", axis, column)
            made.line(f"{word}_{n}_answer", COUNCIL, over(figures), [[answer]] * YEARS)
    for word, (move, cases) in {**UP, **DOWN}.items():
        for n, case in enumerate(cases):
            group = made.axis(f"{word}_groups_{n}", case.groups)
            axis = made.axis(f"{word}_items_{n}", len(case.group_of), group, case.group_of)
            start, end = (axis, group) if word in UP else (group, axis)
            figures = made.input(f"{word}_{n}_of", start, case.figures)
            made.line(f"{word}_{n}_answer", end, move(figures, end), [case.answers] * YEARS)
    for word, (ranked, triples) in RANKED.items():
        for n, (first, second, answers) in enumerate(triples):
            axis = made.axis(f"{word}_items_{n}", len(answers))
            one = made.input(f"{word}_{n}_first", axis, first)
            other = made.input(f"{word}_{n}_second", axis, second)
            made.line(f"{word}_{n}_answer", axis, ranked(one, other), [answers] * YEARS)
    return made


def looking_back() -> Examples:
    """A stock that flows move, what it was a year ago, and sums that read the year before."""
    made = Examples()
    fund = made.axis("fund", 2)
    opening = made.input("opening", fund, [10, 6])
    flow = made.input("flow", fund, [[4.0, -2.0], [-12.5, 0.005], [0.0, -20.0]], yearly=True)
    stock = made.line(
        "stock", fund, before("stock") + flow,
        [[20, 12], [24, 10], [11.5, 10.005], [11.5, -9.995]], opening=opening + opening,
    )  # fmt: skip
    lagged = made.line(
        "lagged", fund, before(stock), [[0, 0], [20, 12], [24, 10], [11.5, 10.005]],
        opening=expression(0),
    )  # fmt: skip
    made.line("lagged_twice", fund, before(lagged), [[0, 0], [20, 12], [24, 10]])
    council = made.line(
        "council_stock", COUNCIL, total(stock), [[16], [34], [21.505], [1.505]],
        opening=total(opening),
    )  # fmt: skip
    made.line("rise", COUNCIL, council - before("council_stock"), [[18], [-12.495], [-20]])
    made.line(
        "last_year_in_all_less_own", fund, before("council_stock") - stock,
        [[-8, 6], [22.5, 23.995], [10.005, 31.5]],
    )  # fmt: skip
    return made


def nothing_at_all() -> Examples:
    """Axes without items: nought for every total and highest, and no other figures."""
    made = Examples()
    group = made.axis("no_group", 0)
    axis = made.axis("no_item", 0, group)
    amount, key = (made.input(name, axis, ()) for name in ("no_amount", "no_key"))
    none: list[list[float]] = [[]] * YEARS
    nought = [[0]] * YEARS
    by_group = made.line("no_by_group", group, total_by(amount, group), none)
    shared = made.line("no_shared", axis, spread(by_group, axis), none)
    place = made.line("no_place", axis, rank(amount, key), none)
    ahead = made.line("no_ahead", axis, total_ranked_before(place, shared), none)
    in_all = made.line("no_total", COUNCIL, total(ahead), [[0], *nought], opening=total(amount))
    most = made.line("no_highest", COUNCIL, highest_of(by_group), nought)
    made.line("no_more", COUNCIL, before(in_all) + most + total(place), nought)
    return made


def brackets() -> Examples:
    """Words inside words: what is worked out first must be on every face."""
    made = Examples()
    two, three, five = (
        made.input(name, COUNCIL, figure)
        for name, figure in (("two", 2), ("three", 3), ("five", 5))
    )
    for name, tree, answer in (
        ("sum_in_power", (two + three) ** (five - three), 25),
        ("power_in_sum", two + three**two, 11),
        ("power_of_power", (two**three) ** two, 64),
        ("power_to_power", two ** (three**two), 512),
        ("power_of_negative", (-three) ** two, 9),
        ("negative_of_power", -(three**two), -9),
        ("power_to_negative", two ** (-two), 0.25),
        ("negative_of_sum", -(two + three), -5),
        ("less_negative", five - -three, 8),
        ("less_difference", five - (three - two), 4),
        ("difference_less", five - three - two, 0),
        ("less_sum", five - (three + two), 0),
        ("over_product", five / (two * five), 0.5),
        ("over_quotient", three / (two / five), 7.5),
        ("quotient_over", three / two / five, 0.3),
        ("product_of_sums", (two + three) * (five - two), 15),
        ("times_quotient", two * (five / two), 5),
        ("sum_of_where", where(two > three, two, three) + five, 8),
        ("where_of_sums", where(two + three >= five, two + five, three - five), 7),
        ("where_in_where", where(two > three, two, where(five > three, three, five)), 3),
        ("extreme_times", highest(two, three) * lowest(five, three) - two, 7),
        ("extreme_of_sums", highest(two - five, lowest(two, five) - three), -1),
        ("rounded_times", to_the_penny(two / three) * three, 2.01),
        ("rounded_sum", to_the_penny(two / three + three / five), 1.27),
        ("three_of_them", lowest(five, three, two) + highest(two, five, three), 7),
    ):
        made.line(name, COUNCIL, tree, [[answer]] * YEARS)
    return made


EXAMPLES = {
    "brackets": brackets(),
    "every word": every_word(),
    "looking back": looking_back(),
    "nothing at all": nothing_at_all(),
}


@lru_cache
def all_results() -> Results:
    """One plan of all examples, so that each outside program is asked once."""
    bound: dict[str, Named] = {}
    items: dict[str, Items] = {}
    figures: dict[str, ArrayLike] = {}
    for made in EXAMPLES.values():
        assert not bound.keys() & made.bound.keys()
        bound |= made.bound
        items |= made.items
        figures |= made.figures
    book = LineBook(bound)
    return run(book, plan_of(book, YEARS, items, figures))


def in_spreadsheet(recalculated: Callable[[Path, Path], Values]) -> Face:
    workings = Workings(all_results())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workings.xlsx"
        workings.workbook().save(path)
        return from_workbook(workings, recalculated(path, Path(folder)))


def among_others() -> Face:
    """The plan as the second of three cases: other kernels do the work than for one case."""
    plan = all_results().plan
    varied = {
        name: np.stack([figures + 1, figures, figures], axis=2)
        for name, figures in plan.figures.items()
    }
    cases = Cases(("one more", "plan", "plan again"), varied)
    return from_engine(run(all_results().book, plan, cases), case=1)


FACES: dict[str, Callable[[], Face]] = {
    "numpy": lambda: from_engine(all_results()),
    "numpy among other cases": among_others,
    "LibreOffice": lambda: in_spreadsheet(lambda path, _folder: libreoffice(path)),
    "formualizer": lambda: in_spreadsheet(formualize),
    "Node": lambda: from_script(all_results().book, all_results().plan),
    "words": lambda: from_words(all_results()),
}
MARKS = {"LibreOffice": pytest.mark.libreoffice, "Node": pytest.mark.node}


@lru_cache
def said(face: str) -> Face:
    return FACES[face]()


@pytest.mark.parametrize("face", [pytest.param(face, marks=MARKS.get(face, ())) for face in FACES])
@pytest.mark.parametrize("examples", EXAMPLES)
def test_every_face_gives_the_answers_typed(examples: str, face: str) -> None:
    difference = largest_difference(EXAMPLES[examples].answers, said(face))
    assert difference.where, str(difference)
    assert difference.size <= 1e-9, str(difference)


def test_every_word_is_in_the_table_under_its_shape() -> None:
    listed: dict[Shape, set[str]] = {
        Shape.EACH: set(EACH), Shape.OVER: set(OVER), Shape.UP: set(UP), Shape.DOWN: set(DOWN),
        Shape.RANKED: set(RANKED),
    }  # fmt: skip
    for shape, words in listed.items():
        assert words == {word.name for word in VOCABULARY if word.shape is shape}


def test_every_entry_of_the_table_uses_its_word() -> None:
    for name, one in EXAMPLES["every word"].bound.items():
        if isinstance(one, Line):
            applied = {node.word.name for node in walk(one.expression) if isinstance(node, Apply)}
            assert re.sub(r"(_\d+)?_answer$", "", name) in applied


def the_worked_example() -> Results:
    return run(MODEL, read_plan(ROOT / "inputs" / "worked-example", MODEL))


def a_random_book() -> Results:
    return run(*random_book(100, 60))


WRITTEN: dict[str, Callable[[], Results]] = {
    "every word": all_results,
    "a random book": a_random_book,
    "the worked example": the_worked_example,
}


@pytest.mark.parametrize("written", WRITTEN)
def test_formulas_call_only_functions_that_every_spreadsheet_has(written: str) -> None:
    called = {
        token.value.removesuffix("(")
        for cell in Workings(WRITTEN[written]()).formulas()
        for token in Tokenizer(cell.formula).items
        if token.type == Token.FUNC and token.subtype == Token.OPEN
    }
    assert called <= FUNCTIONS | {"MATCH"}  # which finds the number of a word that is chosen
    if written == "every word":
        assert called - {"MATCH"} == FUNCTIONS


@pytest.mark.parametrize("written", WRITTEN)
def test_each_row_holds_one_formula_copied_across_the_plan_years(written: str) -> None:
    """Checked by another hand: openpyxl's own idea of what copying a formula does."""
    workings = Workings(WRITTEN[written]())
    first, compared = workings.column_of(1), 0
    in_first_year: dict[int, str] = {}
    for cell in workings.formulas():
        if cell.column == first:
            in_first_year[cell.row] = cell.formula
        elif cell.column > first:
            start = f"{get_column_letter(first)}{cell.row}"
            here = f"{get_column_letter(cell.column)}{cell.row}"
            copied = Translator(in_first_year[cell.row], start).translate_formula(here)
            assert cell.formula == copied
            compared += 1
    assert compared


@pytest.mark.parametrize("written", WRITTEN)
def test_items_of_a_line_share_one_formula_copied_down(written: str) -> None:
    workings = Workings(WRITTEN[written]())
    formulas = {(cell.row, cell.column): cell.formula for cell in workings.formulas()}
    letter = get_column_letter(workings.column_of(1))
    for name in workings.book.lines:
        block = workings.blocks[name]
        rows = range(block.first, block.first + block.count)
        found = [formulas.get((row, workings.column_of(1))) for row in rows]
        for row, formula in zip(rows, found, strict=True):
            if formula is not None and found[0] is not None:
                copied = Translator(found[0], f"{letter}{rows[0]}")
                assert formula == copied.translate_formula(f"{letter}{row}")
