"""What may stand in a file's place that is no file, and signs that no one can see."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.plan.layers import read_layers
from mtfp.plan.opening import stands
from mtfp.plan.read import digests, read_plan
from mtfp.problems import PlanError
from tests.conftest import ROOT
from tests.test_plan_read import change, folder, refusal

__all__ = ["folder"]
NOWHERE = (
    "worked-example/{}   Is a link to a file that is not there.\n"
    "    Put the file itself there, or point the link at it."
)
PIPE = (
    "worked-example/{}   Is a pipe or a device, and no file.\n"
    "    A file that you may read should stand there; close it if it is open elsewhere."
)


@pytest.mark.parametrize("name", ["plan.yaml", "savings.csv", "services.csv", "registers.xlsx"])
def test_a_link_that_leads_nowhere_is_told_so(folder: Path, name: str) -> None:
    """One that the plan could do without is not passed over: something was meant by it."""
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to("nowhere")
    assert refusal(folder) == NOWHERE.format(name)


def test_a_link_to_itself_is_told_so(folder: Path) -> None:
    (folder / "savings.csv").unlink()
    (folder / "savings.csv").symlink_to("savings.csv")
    assert refusal(folder).startswith("worked-example/savings.csv   Cannot be read: ")


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: Path(path).symlink_to("/dev/zero")])
@pytest.mark.parametrize("name", ["plan.yaml", "savings.csv", "registers.xlsx"])
def test_a_pipe_or_a_device_is_refused_unopened(
    folder: Path, name: str, make: Callable[[Path], None]
) -> None:
    (folder / name).unlink(missing_ok=True)
    make(folder / name)
    code = (
        "import sys; from pathlib import Path; from mtfp.model import MODEL\n"
        "from mtfp.plan.read import read_plan; read_plan(Path(sys.argv[1]), MODEL)"
    )
    # In a process of its own, for to open one is to wait for ever.
    told = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(told, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    first, mend = PIPE.format(name).split("\n")
    assert f"{first}   [E101]\n{mend}" in done.stderr


def test_a_scenario_that_is_a_link_to_nowhere_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").symlink_to("nowhere")
    _, (problem,) = read_layers(tmp_path)
    assert problem.what == "Is a link to a file that is not there."
    assert problem.place
    assert problem.place.file.endswith("/one.yaml")


def test_a_folder_that_may_not_be_opened_is_told_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    for read in (lambda: read_plan(folder, MODEL), lambda: read_layers(folder)):
        with pytest.raises(PlanError, match="Cannot be read: Permission denied"):
            read()


def test_digests_are_of_the_files_that_are_read(folder: Path) -> None:
    (folder / "kept.csv").symlink_to("nowhere")
    assert digests(folder, (".yaml",)).keys() == {"worked-example/plan.yaml"}


@pytest.mark.parametrize(
    "sign", ["\u00ad", "\u061c", "\u180e", "\u2066", "\u2069", "\ufff9", "\U000e0041"]
)
@pytest.mark.parametrize("file", ["plan.yaml", "savings.csv"])
def test_signs_that_turn_or_hide_text_are_refused(folder: Path, file: str, sign: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(f"{text.rstrip()}{sign}\n", encoding="utf-8")
    lines = text.rstrip().count("\n") + 1
    assert refusal(folder).startswith(
        f"worked-example/{file}:{lines}   Holds a sign that cannot be seen (U+{ord(sign):04X})."
    )


@pytest.mark.parametrize(
    ("spelt", "code"),
    [
        (r"\0", "0000"),
        (r"\a", "0007"),
        (r"\x1b[2J", "001B"),
        (r"\u202e", "202E"),
        (r"\_\e", "001B"),
    ],
)
def test_signs_that_are_spelt_out_are_refused_too(folder: Path, spelt: str, code: str) -> None:
    change(folder, "plan.yaml", "title: The worked example", f'title: "The {spelt} example"')
    (said,) = (line for line in refusal(folder).splitlines() if not line.startswith("    "))
    assert said.startswith("worked-example/plan.yaml:")
    assert said.endswith(f"   Holds a sign that cannot be seen (U+{code}).")


@pytest.mark.parametrize("name", ["x" * 5_000, "a\0b", "nowhere"])
def test_what_can_be_no_name_of_a_file_stands_nowhere(tmp_path: Path, name: str) -> None:
    assert not stands(tmp_path / name)
    (tmp_path / "link").symlink_to("nowhere")
    assert stands(tmp_path / "link")


def test_figures_are_digits_of_the_one_kind(folder: Path) -> None:
    change(folder, "plan.yaml", "base_year: 2025/26", "base_year: ٢٠٢٥/٢٦")
    assert "'٢٠٢٥/٢٦' is not a financial year; write it like 2026/27" in refusal(folder)


def test_the_end_of_a_file_is_its_last_line(folder: Path) -> None:
    text = (folder / "plan.yaml").read_text(encoding="utf-8").rstrip() + "\nnotes: ["
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    for problem in refused.value.problems:
        assert problem.place
        assert problem.place.line <= text.count("\n") + 1


def test_a_plan_without_its_registers_of_pressures_and_indices_runs(folder: Path) -> None:
    for name in ("pressures.csv", "indices.csv"):
        (folder / name).unlink()
    plan = read_plan(folder, MODEL)
    assert plan.items["pressure"].members("index") == ()
    assert run(MODEL, plan).array("gap").shape[0] == plan.years + 1
