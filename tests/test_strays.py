"""What stands in a plan's folders and nothing reads: refused, noted, or rightly passed over."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtfp.cli import main
from tests.conftest import ROOT

BASE = ROOT / "tests" / "problems" / "base"
SLOW = "scenario: slower\ntitle: Slower\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The little plan with its scenario, and here."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", *words])


def put(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


INNOCENT = (
    "inputs/little/README.md", "inputs/little/README", "inputs/little/notes.txt",
    "inputs/little/minutes.docx", "inputs/little/savings.PDF", "inputs/little/~$savings.xlsx",
    "inputs/little/.~lock.savings.csv#", "inputs/little/.savings.csv.swp",
    "inputs/little/Thumbs.db", "inputs/little/desktop.ini", "inputs/little/.DS_Store",
    "inputs/little/savings.txt", "inputs/little/printed/published.csv",
    "inputs/little/working papers/pay model.xlsx", "inputs/little/.git/savings.csv",
    "inputs/README.md", "inputs/plan.schema.json", "scenarios/README.md",
    "scenarios/scenario.schema.json", "scenarios/little/README.md", "scenarios/little/why.txt",
    "scenarios/little/.draft.yaml", "scenarios/little/._slow.yaml", "scenarios/papers/a.pdf",
    "inputs/little/packs/README.md",
)  # fmt: skip


@pytest.mark.parametrize("path", INNOCENT)
def test_what_a_folder_may_well_hold_is_passed_over(project: Path, path: str) -> None:
    put(project / path)
    done = checked()
    assert done.exit_code == 0, done.output
    assert done.output.startswith("little: no problems found")


NOTED = {
    "inputs/little/savings.csv.bak": "little/savings.csv.bak   Is no file of a plan, and",
    "inputs/little/savings.csv~": "little/savings.csv~   Is no file of a plan, and",
    "inputs/little/figures.json": "little/figures.json   Is no file of a plan, and",
    "inputs/little/old/2024/savings.csv": "little/old   Is a folder that nothing reads, though sa",
    "inputs/little/savings/savings.csv": "little/savings   Is a folder that nothing reads, though",
    "inputs/little/packs/old/x.yaml": "little/packs/old   Is a folder that nothing reads, though",
    "inputs/other/plan.yml": "inputs/other   Holds no plan.yaml, so that no plan is read",
    "inputs/savings.csv": "inputs/savings.csv   Stands in no plan's folder, and",
    "scenarios/little/slow.yaml.bak": "scenarios/little/slow.yaml.bak   Is not the file of a sc",
    "scenarios/little/slow.csv": "scenarios/little/slow.csv   Is not the file of a scenario",
    "scenarios/little/old/a.yaml": "scenarios/little/old   Is a folder that nothing reads, thou",
    "scenarios/loose.YAML": "scenarios/loose.YAML   Stands in no plan's folder of scenarios",
    "scenarios/litle/slower.yaml": "scenarios/litle   Is the folder of no plan under inputs/",
}


@pytest.mark.parametrize("path", NOTED)
def test_what_is_surely_not_read_is_noted_and_stops_nothing(project: Path, path: str) -> None:
    put(project / path)
    done = checked("little")
    assert done.exit_code == 0, done.output
    assert f"Note: {NOTED[path]}" in done.output
    assert done.output.count("[W114]") == 1


REFUSED = {
    "inputs/little/plan.YAML": "little/plan.YAML   Is no file of a plan",
    "inputs/little/plan.yaml.txt": "little/plan.yaml.txt   Is no file of a plan",
    "inputs/little/Funding.CSV": "little/Funding.CSV   Is no file of a plan",
    "inputs/little/funding": "little/funding   Is no file of a plan",
    "inputs/little/funding.txt": "little/funding.txt   Is no file of a plan",
    "inputs/little/Funding.csv.old": "little/Funding.csv.old   Is no file of a plan",
    "inputs/little/funding/funding.csv": "little/funding   Is a folder that nothing reads",
    "inputs/little/Packs/x.yaml": "little/Packs   Is a folder that nothing reads",
    "inputs/little/scenarios/x.yaml": "little/scenarios   Is a folder that nothing reads",
    "inputs/little/packs/x.YAML": "little/packs/x.YAML   Is not read: a pack's file ends in",
    "scenarios/little/slower.YAML": "scenarios/little/slower.YAML   Is not read: a scenario's",
    "scenarios/little/slower.yaml.txt": "scenarios/little/slower.yaml.txt   Is not read",
    "scenarios/little/slower.yml~": "scenarios/little/slower.yml~   Is not read",
    "scenarios/little/slower": "scenarios/little/slower   Is not read: a scenario's file",
    "scenarios/little/slower.txt": "scenarios/little/slower.txt   Is not read",
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_may_be_of_the_plan_is_refused(project: Path, path: str) -> None:
    put(project / path, SLOW)
    done = checked()
    assert done.exit_code == 1
    assert done.output.startswith(REFUSED[path])
    assert done.output.count("[E104]") == 1
    fix = done.output.splitlines()[1]
    assert fix.startswith(("    Did you mean", "    Call the file slower.yaml.", "    Take .txt",
                           "    A register is one file", "    Scenarios stand in",
                           "    Call the file x.yaml."))  # fmt: skip


@pytest.mark.parametrize("name", ["litle", "Little", "little-2"])
def test_a_misnamed_folder_of_scenarios_is_refused_where_it_may_be_the_plans(
    project: Path, name: str
) -> None:
    (project / "scenarios" / "little").rename(project / "scenarios" / name)
    done = checked()
    assert done.exit_code == 1
    assert done.output.startswith(
        f"scenarios/{name}   Is the folder of no plan under inputs/, and nothing reads it."
        "   [E104]\n"
        "    Did you mean little?\n"
    )


def test_a_folder_that_cannot_be_looked_through_to_its_end_is_no_reason_to_wait(
    project: Path,
) -> None:
    for number in range(300):
        put(project / "inputs" / "little" / "papers" / f"{number:03}" / "a.pdf")
    (project / "inputs" / "little" / "papers" / "round").symlink_to("..")
    assert checked().exit_code == 0


def test_an_extract_may_end_in_large_letters(project: Path) -> None:
    inputs = project / "inputs" / "little"
    put(inputs / "ledger.yaml", "file: Ledger.CSV\nsheet: Budget\n")
    put(inputs / "Ledger.CSV")
    said = checked().output
    assert "[E104]" not in said
    assert "is no .csv or .xlsx file" not in said
    assert "sheet: Ledger.CSV has no sheets." in said
