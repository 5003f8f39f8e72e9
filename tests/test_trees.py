"""Random trees: numpy, two spreadsheet programs, Node and the words agree on every figure."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from mtfp.algebra.expressions import Before, walk
from mtfp.algebra.vocabulary import VOCABULARY
from mtfp.engine import run
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.results import Results
from tests.random_books import (
    Face,
    from_engine,
    from_script,
    from_words,
    from_workbook,
    largest_difference,
    random_book,
    words_used,
)
from tests.witnesses.spreadsheets import (
    ALWAYS,
    NEVER,
    POISON,
    formualize,
    libreoffice,
    poison,
)

TREES_IN_A_BOOK = 200
BOOKS = 10
TENTH_OF_A_PENNY = 0.001


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        books = BOOKS if metafunc.config.getoption("--full") else 1
        metafunc.parametrize("seed", range(books))


@lru_cache
def random_results(seed: int) -> Results:
    book, plan = random_book(seed, TREES_IN_A_BOOK)
    return run(book, plan)


def agrees(results: Results, found: Face) -> None:
    difference = largest_difference(from_engine(results), found)
    print(f"largest difference {difference}")
    assert difference.where, str(difference)
    assert difference.size <= TENTH_OF_A_PENNY, str(difference)


def test_the_trees_use_every_word(seed: int) -> None:
    book = random_results(seed).book
    assert words_used(book) == set(VOCABULARY)
    trees = [one.expression for name, one in book.lines.items() if name.startswith("tree_")]
    assert len(trees) == TREES_IN_A_BOOK
    assert any(isinstance(node, Before) for tree in trees for node in walk(tree))


def test_the_figures_are_worth_comparing(seed: int) -> None:
    """Few lines are nought everywhere, and none is too large for a tenth of a penny."""
    figures = list(from_engine(random_results(seed)).values())
    assert all(np.nanmax(np.abs(f), initial=0) <= 1e10 for f in figures)
    dead = [f for f in figures if not np.nan_to_num(f).any()]
    assert len(dead) < len(figures) / 3


def test_a_book_is_grown_alike_from_the_same_seed() -> None:
    first, second = (run(*random_book(7, 40)) for _ in range(2))
    assert largest_difference(from_engine(first), from_engine(second)).size == 0


@pytest.mark.libreoffice
def test_libreoffice(seed: int, tmp_path: Path) -> None:
    """With a poisoned control: it keeps what is stored when told to, and never otherwise."""
    results = random_results(seed)
    workings = Workings(results)
    clean, poisoned = tmp_path / "clean.xlsx", tmp_path / "poisoned.xlsx"
    workings.workbook().save(clean)
    poison(clean, poisoned)
    places = [(cell.sheet, cell.row, cell.column) for cell in workings.formulas()]
    kept = libreoffice(poisoned, NEVER)
    assert all(kept[place] == POISON for place in places)
    recalculated = libreoffice(poisoned, ALWAYS)
    assert not any(recalculated[place] == POISON for place in places)
    agrees(results, from_workbook(workings, recalculated))


def test_formualizer(seed: int, tmp_path: Path) -> None:
    results = random_results(seed)
    workings = Workings(results)
    workings.workbook().save(tmp_path / "workings.xlsx")
    found = formualize(tmp_path / "workings.xlsx", tmp_path)
    agrees(results, from_workbook(workings, found))


@pytest.mark.node
def test_node(seed: int) -> None:
    results = random_results(seed)
    agrees(results, from_script(results.book, results.plan))


def test_words(seed: int) -> None:
    results = random_results(seed)
    difference = largest_difference(from_engine(results), from_words(results), relative=True)
    print(f"largest relative difference {difference}")
    assert difference.size <= 1e-9, str(difference)


def some_varied(plan: Plan, which: str) -> Iterator[tuple[str, np.ndarray]]:
    """Three cases of all inputs or of every other one: the plan, its reverse, the plan again."""
    for number, (name, figures) in enumerate(plan.figures.items()):
        if which == "all" or number % 2:
            other = figures[:, ::-1]
            yield name, np.stack([figures, other, figures], axis=2)


@pytest.mark.parametrize("which", ["all", "every other"])
def test_a_case_among_several_is_the_same_to_the_last_bit(seed: int, which: str) -> None:
    alone = random_results(seed)
    cases = Cases(("plan", "reversed", "plan again"), dict(some_varied(alone.plan, which)))
    together = run(alone.book, alone.plan, cases)
    for case in (0, 2):
        difference = largest_difference(from_engine(alone), from_engine(together, case))
        assert difference.size == 0, str(difference)
