"""Where plans are: folders under `inputs/`, found by name or by path."""

from __future__ import annotations

from pathlib import Path

from mtfp.plan.located import Entries, Text, locate
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
    # Another plan that cannot be read is no reason not to find this one.
    marked = [folder for folder in plans.values() if _is_marked(folder)]
    if len(marked) == 1:
        return marked[0]
    several = f" ({', '.join(path.name for path in marked)})" if marked else ""
    fix = f"Name one of {', '.join(plans)}, or let one alone say `default: yes`."
    what = f"There are several plans and no single default{several}."
    problems = [problem for folder in plans.values() for problem in _top_of(folder)[1]]
    raise PlanError([*problems, Problem(what, fix=fix, code="E702")])


def find_plan_to_change(named: str | None) -> Path:
    """The folder of a plan whose files are to be written: the default is not enough to go by.

    Raises PlanError naming the plans, where there are several and none is named.
    """
    plans = plan_folders()
    if named is None and len(plans) > 1:
        what = "There are several plans, and none is named to be changed or to issue forms of."
        raise PlanError([Problem(what, fix=f"Name it: {', '.join(plans)}.", code="E704")])
    return find_plan(named)


def _top_of(folder: Path) -> tuple[Entries | None, list[Problem]]:
    return locate(folder / PLAN, f"{folder.name}/{PLAN}")


def _is_marked(folder: Path) -> bool:
    """Whether a plan says `default: yes`; a file without the word need not be read."""
    try:
        if b"default" not in (folder / PLAN).read_bytes():
            return False
    except OSError:
        return False
    top, _ = _top_of(folder)
    said = top.values.get("default") if top else None
    return isinstance(said, Text) and said.text == "yes"
