"""Every code of the catalogue: a folder with the smallest bad input and the exact answer.

`tests/problems/E203/` is laid over `tests/problems/base/`, a little plan that is right, and
`expected.txt` is what a person then sees, checked by eye. `E203-again` is the same mistake
in another place. A folder may say which command is given in `command.txt`, and in
`without.txt` which files of the base are not there, and in `lacking.txt` which library is not
installed.
"""

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtfp.cli import main
from mtfp.codes import CODES, FAMILIES, family, nearest_code
from mtfp.outputs.explained import explained
from mtfp.problems import MistypedError, Problem
from tests.conftest import ROOT

HERE = ROOT / "tests" / "problems"
BASE = HERE / "base"
CASES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path != BASE)
TOGETHER = "several"
"""The folder whose plan and scenarios have a mistake each, to be told in one pass."""
A_CODE = re.compile(r"[EW][0-9]{3}")
AS_SHOWN = re.compile(r"   \[([EW][0-9]{3})\]$", re.MULTILINE)


def listed(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split() if path.exists() else []


def expected(case: str) -> str:
    return (HERE / case / "expected.txt").read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    """The problems of an answer, each with the lines under its first."""
    starts = [m.start() for m in re.finditer(r"^(?=\S.*   \[[EW]\d{3}\]$)", text, re.MULTILINE)]
    return [text[at:end] for at, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def answer(case: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is printed for a case, on either stream."""
    shutil.copytree(BASE, project, dirs_exist_ok=True)
    for name in listed(HERE / case / "without.txt"):
        (project / name).unlink()
    for room in ("inputs", "scenarios", "reports"):
        if (HERE / case / room).is_dir():
            shutil.copytree(HERE / case / room, project / room, dirs_exist_ok=True)
    for name in listed(HERE / case / "lacking.txt"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.chdir(project)
    words = listed(HERE / case / "command.txt") or ["mtfp", "check"]
    done = CliRunner().invoke(main, words[1:])
    assert done.exit_code == (0 if case.startswith("W") else 1)
    return done.output


def test_the_base_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["check"]).output == (
        "little: no problems found; 8 register rows over 3 plan years, 1 scenario.\n"
    )


@pytest.mark.parametrize("case", CASES)
def test_the_answer_is_word_for_word(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(case, tmp_path, monkeypatch) == expected(case)


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    found = {case.partition("-")[0] for case in CASES} - {TOGETHER}
    assert found == CODES.keys()


@pytest.mark.parametrize("case", sorted({*CASES} - {TOGETHER}))
def test_a_folder_shows_its_own_code_and_no_other(case: str) -> None:
    assert set(AS_SHOWN.findall(expected(case))) == {case.partition("-")[0]}


@pytest.mark.parametrize("case", CASES)
def test_a_message_is_six_lines_at_most_and_names_its_place(case: str) -> None:
    found = blocks(expected(case))
    assert found
    for said in found:
        lines = said.rstrip().split("\n\n")[0].splitlines()
        assert len([line for line in lines if line.startswith("    ")]) < 6
        # What is wrong was asked for on the command line, and stands in no file.
        asked_for = case in (
            "E505-asked", "E631", "E632", "E701", "E702", "E802", "E704", "E803", "E804",
        )  # fmt: skip
        assert asked_for or re.match(r"(Note: )?[\w./~$-]+(, sheet \w+)?(:\d+)?   \S", said)


def test_a_plan_and_its_scenarios_are_told_of_in_one_pass() -> None:
    found = [said.split()[0] for said in blocks(expected(TOGETHER))]
    assert found == sorted(found)
    assert {place.partition("/")[0] for place in found} == {"little", "scenarios"}
    assert len(found) > 5


# -- the catalogue -------------------------------------------------------------------------


def test_the_catalogue_is_in_order_and_each_entry_says_all() -> None:
    assert list(CODES) == sorted(CODES)
    assert {code[:2] for code in CODES} == FAMILIES.keys()
    assert len({entry.title for entry in CODES.values()}) == len(CODES)
    for code, entry in CODES.items():
        assert A_CODE.fullmatch(code)
        assert entry.code == code
        assert family(code)
        assert entry.why.endswith(".")
        assert entry.mend.endswith(".")
        assert entry.wrong
        assert entry.right
        assert entry.wrong != entry.right
        assert not entry.title.endswith(".")
        assert max(len(line) for text in explained(entry) for line in text.splitlines()) <= 88


def test_a_code_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="E999 is not a code"):
        Problem("Something.", code="E999")
    with pytest.raises(ValueError, match="E999 is not a code"):
        MistypedError("something", code="E999")


TELL = {"Problem", "problem", "_problem", "wrong", "_wrong", "MistypedError"}
"""What makes a problem, or passes one on."""


def told(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls that make a problem."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in TELL:
                yield node


SOURCES = [path for path in (ROOT / "mtfp").rglob("*.py") if path.parent.name != "codes"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_problem_is_made_with_a_code_of_the_catalogue(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in told(tree):
        given = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
        assert given, f"{path.name}:{call.lineno} makes a problem without a code"
        (code,) = given
        if isinstance(code, ast.Constant):
            assert code.value in CODES, f"{path.name}:{call.lineno} has no code of the catalogue"
        else:  # passed on from where it was first given
            assert getattr(code, "id", getattr(code, "attr", "")) == "code", call.lineno


def test_the_search_finds_problems() -> None:
    calls = [call for path in SOURCES for call in told(ast.parse(path.read_text(encoding="utf-8")))]
    assert len(calls) > 100


def test_every_code_is_used() -> None:
    texts = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {text for text in texts if A_CODE.fullmatch(text)} == CODES.keys()


# -- mtfp explain-problem ------------------------------------------------------------------


def explain(*words: str) -> str:
    done = CliRunner().invoke(main, ["explain-problem", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_code_is_explained() -> None:
    assert explain("E402") == (
        "E402   Not a percentage\n"
        "  Figures\n"
        "\n"
        "Why it matters\n"
        "  3.5 could mean 3.5% or 350%, and 0.035 could mean 3.5% or 0.035%. A pay award read the\n"
        "  wrong way is out by millions.\n"
        "\n"
        "How to mend it\n"
        "  Write the number with its sign, like 3.5%. In Excel, set the cells to show a\n"
        "  percentage before saving as CSV.\n"
        "\n"
        "Wrong\n"
        "  pay_award,Pay award,3.5\n"
        "\n"
        "Right\n"
        "  pay_award,Pay award,3.5%\n"
    )


@pytest.mark.parametrize("asked", ["e402", "[E402]", " E402 "])
def test_a_code_may_be_asked_for_as_it_was_seen(asked: str) -> None:
    assert explain(asked) == explain("E402")


def test_without_a_code_all_are_listed() -> None:
    said = explain()
    for code, entry in CODES.items():
        assert f"  {code}   {entry.title}\n" in said
    assert list(FAMILIES.values()) == [
        line for line in said.splitlines() if line in FAMILIES.values()
    ]


@pytest.mark.parametrize(
    ("asked", "near"),
    [("E299", "E206"), ("E42", "E402"), ("W199", "W198"), ("E4O2", "E402"), ("402", "E402")],
)
def test_an_unknown_code_is_answered_with_the_nearest(asked: str, near: str) -> None:
    assert nearest_code(asked) == near
    done = CliRunner().invoke(main, ["explain-problem", asked.lower()])
    assert done.exit_code == 2
    assert f"Did you mean {near}, {CODES[near].title}?" in done.output
