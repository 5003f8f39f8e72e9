"""The command line as a finance officer meets it: words out, and never a traceback."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtfp.cli import main
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def mtfp(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_run_shows_what_is_left_unfunded() -> None:
    done = mtfp("run")
    assert done.exit_code == 0
    assert "Unfunded shortfall" in done.output
    assert "13.578" in done.output


def test_a_plan_may_be_named_or_pointed_at() -> None:
    assert mtfp("run", "worked-example").output == mtfp("run", "inputs/worked-example").output


def test_an_unknown_plan_is_answered_with_the_nearest() -> None:
    done = mtfp("run", "worked-exmple")
    assert done.exit_code == 1
    assert "There is no plan called worked-exmple." in done.output
    assert "Did you mean worked-example?" in done.output


def test_no_plan_here_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = mtfp("run")
    assert done.exit_code == 1
    assert "There is no plan under inputs/ here." in done.output


def test_several_plans_need_one_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("first", "second"):
        shutil.copytree("inputs/worked-example", tmp_path / "inputs" / name)
    monkeypatch.chdir(tmp_path)
    done = mtfp("run")
    assert done.exit_code == 1
    assert "several plans and no single default" in done.output
    plan = tmp_path / "inputs" / "first" / "plan.yaml"
    plan.write_text(plan.read_text().replace("default: yes", "default: no"))
    assert mtfp("run").exit_code == 0


def test_every_problem_is_reported_and_nothing_is_run(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree("inputs/worked-example", folder)
    plan = folder / "plan.yaml"
    plan.write_text(plan.read_text().replace("rsg:", "rgs:").replace("2.99%", "2.99"))
    done = mtfp("check", str(folder))
    assert done.exit_code == 1
    assert "rgs is not an assumption of a plan." in done.output
    assert "'2.99' is not a percentage" in done.output
    assert done.output.rstrip().endswith("2 problems found; nothing was run.")


def test_check_says_what_it_read() -> None:
    assert mtfp("check").output == (
        "worked-example: no problems found; 16 register rows over 3 plan years.\n"
    )


def test_explain_reaches_the_file_and_line() -> None:
    done = mtfp("explain", "council_tax", "2027/28", "--depth", "4")
    assert "Council tax, 2027/28: £121,440,660.78" in done.output
    assert "worked-example/plan.yaml:18: illustrative" in done.output


def test_explain_an_item() -> None:
    done = mtfp("explain", "saving_planned_level", "2026/27", "--item", "S2")
    assert "Adult care pathway, 2026/27: £2,000,000" in done.output
    assert "full-year effect £4,000,000" in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("councl_tax", "2027/28"), "Did you mean council_tax?"),
        (("council_tax", "2027/29"), "did you mean 2027/28?"),
        (("council_tax", "2031/32"), "the plan runs from 2025/26 to 2028/29"),
        (("council_tax", "2024/25"), "the plan runs from 2025/26 to 2028/29"),
        (("saving_planned_level", "2026/27"), "say which with --item: S1, S2, S3"),
        (("saving_planned_level", "2026/27", "--item", "S9"), "say which with --item"),
        (("funding", "2025/26"), "has no figure in the base year"),
        (("rsg", "2025/26"), "has no figure in the base year"),
    ],
)
def test_a_wrong_question_is_answered_in_words(words: tuple[str, ...], said: str) -> None:
    done = mtfp("explain", *words)
    assert done.exit_code == 2
    assert said in done.output


def test_lines_lists_every_line_with_its_unit() -> None:
    done = mtfp("lines")
    assert "band_d  (£ per Band D dwelling)" in done.output
    assert "saving_start  (months, for each saving)" in mtfp("lines", "--inputs").output


def test_an_unknown_verb_exits_2() -> None:
    assert mtfp("rnu").exit_code == 2


@pytest.mark.parametrize("words", [["--help"], ["check"], ["run"]])
def test_small_commands_import_nothing_heavy(words: list[str]) -> None:
    code = (
        f"import sys; from mtfp.cli import main; main({words}, standalone_mode=False); "
        "print(sorted({'pandas', 'openpyxl', 'plotly', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.rstrip().endswith("[]")
