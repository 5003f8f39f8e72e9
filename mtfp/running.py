"""A plan read and run for a verb, and its warnings said: how every verb that shows it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from mtfp.problems import PlanError, counted

if TYPE_CHECKING:
    from mtfp.plan.plan import Plan
    from mtfp.plan.scenarios import Scenario
    from mtfp.results import Results

BLOCKED = 1
"""How a verb ends that finds a budget to break a rule which blocks it."""
SCENARIOS = click.option(
    "-s", "--scenario", "scenarios", multiple=True,
    help="A scenario, or several combined as A+B; may be given more than once.",
)  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """A plan run under some scenarios, the plan as entered, and the files it was read from."""

    results: Results
    scenarios: list[Scenario]
    entered: Plan
    files: dict[str, str]

    def say_warnings(self) -> int:
        """Say what is lawful but suspicious, each once, beside the output; return how many."""
        from mtfp.analysis.doubts import doubts

        found = doubts(self.results, self.scenarios)
        for warning in counted(found):
            click.echo(f"Note: {warning}", err=True)
        return len(found)

    def blocked(self) -> bool:
        """Whether the plan as entered is a budget that breaks a rule which blocks it."""
        from mtfp.analysis.golden_rules import blocking, golden_rules

        first = self.scenarios[0]
        return bool(blocking(golden_rules(self.results.alone(0, first.plan))))


def run_plan(plan: str | None, names: tuple[str, ...], *, beside_base: bool = False) -> Ran:
    """Read a plan and run it, as entered and under its scenarios or those named.

    `beside_base` puts the plan as entered before the scenarios named. Raises PlanError with all
    that is wrong with the plan and with any of its scenarios.
    """
    from mtfp.engine import run as run_engine
    from mtfp.model import MODEL
    from mtfp.plan.folders import find_plan, scenario_folder
    from mtfp.plan.read import digests, read_plan
    from mtfp.plan.scenarios import read_scenarios, together

    folder = find_plan(plan)
    layers = scenario_folder(folder)
    try:
        read = read_plan(folder, MODEL)
    except PlanError as error:
        from mtfp.plan.unfinished import problems_of_scenarios

        of_scenarios = problems_of_scenarios(folder, error, MODEL, names)
        raise PlanError([*error.problems, *of_scenarios]) from None
    found = read_scenarios(folder, read, MODEL, names, beside_base=beside_base)
    first, cases = together(found)
    files = {**read.files, **(digests(layers, (".yaml",)) if layers.is_dir() else {})}
    return Ran(run_engine(MODEL, first, cases), found, read, files)
