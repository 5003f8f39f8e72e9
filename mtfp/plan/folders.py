"""Where plans are: folders under `inputs/`, found by name or by path."""

from __future__ import annotations

from pathlib import Path

from mtfp.plan.located import Text, locate
from mtfp.problems import PlanError, Problem, did_you_mean

INPUTS = Path("inputs")


def plan_folders() -> dict[str, Path]:
    """The folders under `inputs/` that hold a plan, by name."""
    return {path.parent.name: path.parent for path in sorted(INPUTS.glob("*/plan.yaml"))}


def find_plan(named: str | None) -> Path:
    """The folder of a plan: by name, by path, the only one, or the one marked `default: yes`.

    Raises PlanError naming the plans there are.
    """
    plans = plan_folders()
    if named is not None:
        if named in plans:
            return plans[named]
        for folder in (INPUTS / named, Path(named)):
            if named and _is_folder(folder):  # its reader says if there is no plan in it
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
        if not _may_be_marked(path / "plan.yaml"):
            continue
        # Another plan that cannot be read is no reason not to find this one.
        top, wrong = locate(path / "plan.yaml", f"{path.name}/plan.yaml")
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


def _may_be_marked(path: Path) -> bool:
    """Whether a plan is to be read for its mark; most can be passed over without."""
    try:
        return b"default" in path.read_bytes()
    except OSError:
        return True  # its reader says why it cannot be opened


def _is_folder(path: Path) -> bool:
    """Whether it is one; what cannot be the name of a file at all is not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
