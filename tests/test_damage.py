"""Whatever is done to a plan's files, the answer is a plan that runs or problems with places."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from random import Random

import pytest

from mtfp import running
from mtfp.plan.located import legible
from mtfp.problems import Place, PlanError, counted
from tests.conftest import ROOT
from tests.damage import Project
from tests.test_spreadsheets import as_excel, dress

PLANS = sorted(path.parent.name for path in (ROOT / "inputs").glob("*/plan.yaml"))
DRESSES = ("csv", "xlsx")
QUICK, FULL, BLOCK = 512, 20_480, 256
"""Cases in all, and the most in one test, so that workers can share them."""
SECONDS, LONGEST = 2, 60_000
OF_A_WHOLE_FILE = ("E101", "E102", "E103", "E104", "E113", "E310", "E311")
"""Problems of a file that cannot be read as lines, or of a sheet, which may have no line."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "first" in metafunc.fixturenames:
        each = (FULL if metafunc.config.getoption("--full") else QUICK) // len(PLANS)
        blocks = [
            (plan, first, min(first + BLOCK, each))
            for plan in PLANS
            for first in range(0, each, BLOCK)
        ]
        metafunc.parametrize(("plan", "first", "end"), blocks)


def project_of(plan: str, how: str, root: Path) -> Project:
    """A copy of a shipped plan, its registers in files or in a workbook."""
    folder = Path(shutil.copytree(ROOT / "inputs" / plan, root / "inputs" / plan))
    if (ROOT / "scenarios" / plan).is_dir():
        shutil.copytree(ROOT / "scenarios" / plan, root / "scenarios" / plan)
    if how == "xlsx":
        dress(folder, as_excel)
    return Project(root, plan)


def faults_of(place: Place | None, code: str, project: Project) -> str:
    """What is wrong with where a problem is said to be; nothing if it can be found there."""
    if place is None or not place.file:
        return "has no place"
    name, of_sheet, _ = place.file.partition(", sheet ")
    room = "" if name.startswith("scenarios/") else "inputs/"
    path = project.root / room / name
    if not path.exists() and path.parent.is_dir():  # its name may hold what cannot be shown
        path = next((one for one in path.parent.iterdir() if legible(one.name) == path.name), path)
    data = path.read_bytes() if path.is_file() and not of_sheet else b""
    if not place.line:
        return "" if of_sheet or code in OF_A_WHOLE_FILE or not data else "has no line"
    lines = len(re.split("\r\n|\r|\n", data.decode("utf-8", "replace")))
    return "" if of_sheet or place.line <= lines else f"says line {place.line} of {lines}"


def judged(project: Project) -> tuple[bool, str]:
    """Whether it was refused, and what is wrong with the answer, if anything."""
    began, said, told, error = time.process_time(), "", "", None
    try:
        running.run_plan(project.plan, ()).say_warnings()
    except PlanError as refusal:
        error, told = refusal, str(refusal)
    except Exception as raised:  # noqa: BLE001 which is what must never be
        said = f"\n  raised {raised!r}"
    took = time.process_time() - began  # and not what looking the places up takes
    if error is not None:
        said += f"\n  says {len(told):,} signs" * (len(told) > LONGEST)
        said += faults_said(error, project)
    return error is not None, said + (f"\n  took {took:.1f} seconds" if took > SECONDS else "")


def faults_said(error: PlanError, project: Project) -> str:
    """What is wrong with the problems that a plan was refused for."""
    said = "" if error.problems else "\n  refused without a word"
    for problem in counted(error.problems):
        fault = faults_of(problem.place, problem.code, project)
        if len(str(problem).splitlines()) > 6:
            fault = "is too long"
        if fault:
            said += f"\n  {fault}: {problem}"
    return said


def test_damage_is_a_plan_or_problems_with_places(
    plan: str, first: int, end: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    projects = [project_of(plan, how, tmp_path / how) for how in DRESSES]
    wrong, refused = [], 0
    for number in range(first, end):
        project = projects[number % len(projects)]
        monkeypatch.chdir(project.root)
        done = project.damage(Random(f"{plan} {number}"))
        was_refused, said = judged(project)
        refused += was_refused
        if said:
            wrong.append(f"{plan} {number}: {done}{said}")
        project.mend()
    assert not wrong, "\n".join(wrong)
    assert 0 < refused < end - first, "all of one kind"
    for project in projects:
        monkeypatch.chdir(project.root)
        assert judged(project) == (False, "")
