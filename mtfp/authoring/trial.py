"""A file tried before it is written: in a copy of the plan's folders, read as it would be."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mtfp.algebra.lines import LineBook
from mtfp.engine import run
from mtfp.plan.folders import scenario_folder
from mtfp.plan.layers import Layer, read_layers
from mtfp.plan.opening import is_hidden
from mtfp.plan.packs import FOLDER as PACKS
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario, read_scenarios, scenario
from mtfp.problems import PlanError, Problem


@contextmanager
def copied(plan_folder: Path) -> Iterator[Path]:
    """A copy of a plan's folder with its scenarios beside it, to be changed and thrown away."""
    whole = plan_folder.resolve()
    with TemporaryDirectory(prefix="mtfp-trial-") as root:
        copy = Path(root, "inputs", whole.name)
        for source, target in (
            (whole, copy),
            (whole / PACKS, copy / PACKS),
            (scenario_folder(whole), scenario_folder(copy)),
        ):
            target.mkdir(parents=True)
            for path in sorted(source.iterdir()) if source.is_dir() else ():
                if path.is_file() and not is_hidden(path):
                    shutil.copyfile(path, target / path.name)
        yield copy


@dataclass(frozen=True)
class Tried:
    """A scenario's file as it would be read: its layer, and what it makes of the plan."""

    layer: Layer
    scenario: Scenario


def try_scenario(plan_folder: Path, plan: Plan, book: LineBook, name: str, text: str) -> Tried:
    """Read and work a scenario as it would be with this text.

    Raises PlanError with what is wrong with it, and with what it breaks of other scenarios;
    what was wrong with those before is no reason to refuse it.
    """
    with copied(plan_folder) as copy:
        folder = scenario_folder(copy)
        earlier = _problems(copy, plan, book)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="")
        shown = f"{folder.parent.name}/{folder.name}/{name}.yaml"
        wrong = list(_of_this(_problems(copy, plan, book), earlier, shown))
        layers, _ = read_layers(folder)
        if wrong or name not in layers:
            raise PlanError(wrong or earlier)
        made = scenario(plan, book, layers, name)
        run(book, made.plan)
        return Tried(layers[name], made)


def _problems(folder: Path, plan: Plan, book: LineBook) -> list[Problem]:
    try:
        read_scenarios(folder, plan, book)
    except PlanError as error:
        return list(error.problems)
    return []


def _of_this(now: Iterable[Problem], earlier: list[Problem], shown: str) -> Iterator[Problem]:
    """What is wrong because of the file tried, in places that its writer can find.

    Lines of a text that is not yet written mean nothing to anyone.
    """
    known = {(p.place.file if p.place else "", p.what): p for p in earlier}
    for problem in now:
        file = problem.place.file if problem.place else ""
        before = known.get((file, problem.what))
        if file == shown:
            yield before or replace(problem, place=None)
        elif before is None:
            yield problem
