"""Where plans are: folders under `inputs/`, found by name or by path."""

from __future__ import annotations

from pathlib import Path

from mtfp.plan.located import Text, locate
from mtfp.plan.opening import is_folder
from mtfp.problems import PlanError, Problem, did_you_mean

INPUTS, SCENARIOS = Path("inputs"), Path("scenarios")
PACKS = "packs"
PLAN, WORKBOOK, LEDGER = "plan.yaml", "registers.xlsx", "ledger.yaml"


def plan_folders() -> dict[str, Path]:
    """The folders under `inputs/` that hold a plan, by name."""
    return {path.parent.name: path.parent for path in sorted(INPUTS.glob(f"*/{PLAN}"))}


def scenario_folder(plan_folder: Path) -> Path:
    """Where a plan's scenarios live: `scenarios/<plan>/` beside `inputs/`."""
    return plan_folder.resolve().parent.parent / SCENARIOS / plan_folder.resolve().name


def find_plan(named: str | None) -> Path:
    """The folder of a plan: by name, by path, the only one, or the one marked `default: yes`.

    Raises PlanError naming the plans there are.
    """
    plans = plan_folders()
    if named is not None:
        if named in plans:
            return plans[named]
        for folder in (INPUTS / named, Path(named)):
            if named and is_folder(folder):  # its reader says if there is no plan in it
                return folder
        hint = did_you_mean(named, plans) or f"The plans here are {', '.join(plans) or 'none'}."
        raise PlanError([Problem(f"There is no plan called {named}.", fix=hint, code="E701")])
    if len(plans) == 1:
        return next(iter(plans.values()))
    if not plans:
        fix = "Go to the folder that holds inputs/, or give the path of a plan's folder."
        raise PlanError([Problem("There is no plan under inputs/ here.", fix=fix, code="E701")])
    marked, problems = [], []
    for path in plans.values():
        # Another plan that cannot be read is no reason not to find this one.
        top, wrong = locate(path / PLAN, f"{path.name}/{PLAN}")
        problems += wrong
        said = top.values.get("default") if top else None
        if isinstance(said, Text) and said.text == "yes":
            marked.append(path)
    if len(marked) == 1:
        return marked[0]
    several = f" ({', '.join(path.name for path in marked)})" if marked else ""
    fix = f"Name one of {', '.join(plans)}, or let one alone say `default: yes`."
    what = f"There are several plans and no single default{several}."
    raise PlanError([*problems, Problem(what, fix=fix, code="E702")])
