"""The README is part of the product: what it shows is run."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtfp.cli import main
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def squeezed(text: str) -> list[str]:
    """Lines with runs of spaces made one, without the blank ones."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def mtfp(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_summary_shown_is_the_summary_printed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printed = squeezed(mtfp(f"mtfp run --out {tmp_path}", monkeypatch))
    for shown in blocks("text")[:2]:
        for line in squeezed(shown):
            assert line in printed


def test_the_explanation_shown_is_the_one_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = squeezed(mtfp(blocks("sh")[2].strip(), monkeypatch))
    for line in squeezed(blocks("text")[2]):
        assert line in printed


def test_the_first_two_commands_are_the_whole_of_getting_started() -> None:
    install = "pip install --quiet --constraint pins.txt --editable"
    assert [block.strip() for block in blocks("sh")[:2]] == [
        f"{install} . && mtfp run",
        f'{install} ".[test]" && pytest --quiet',
    ]


def test_what_the_readme_says_of_the_invented_share_is_so() -> None:
    from mtfp.analysis.basis import illustrative_share
    from mtfp.model import MODEL
    from mtfp.plan.read import read_plan

    assert "three quarters of the money typed" in " ".join(README.split())
    share = illustrative_share(MODEL, read_plan(ROOT / "inputs/bury-2025", MODEL))
    assert 0.72 < share < 0.78


@pytest.mark.parametrize(
    "command", ["mtfp scenarios", "mtfp check", "mtfp lines", "mtfp lines --inputs"]
)
def test_every_command_of_the_table_runs(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command in README
    assert mtfp(command, monkeypatch)


def test_scenarios_are_named_as_the_readme_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = "-s savings_slip -s council_tax_held+savings_slip"
    assert asked in README
    said = mtfp(f"mtfp run {asked} --out {tmp_path}", monkeypatch)
    assert "~ council_tax_held+savings_slip" in said


def test_the_scenario_shown_is_read(tmp_path: Path) -> None:
    from mtfp.model import MODEL
    from mtfp.plan.read import read_plan
    from mtfp.plan.scenarios import read_scenarios

    page = (ROOT / "scenarios/README.md").read_text(encoding="utf-8")
    text = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0]
    shutil.copytree(ROOT / "inputs/bury-2025", tmp_path / "inputs/bury-2025")
    path = tmp_path / "scenarios/bury-2025/tax_held_and_prices_up.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    folder = tmp_path / "inputs/bury-2025"
    (one,) = read_scenarios(folder, read_plan(folder, MODEL), MODEL, [path.stem])
    assert len(one.changes) == 6
    assert not one.warnings


def test_the_rates_and_settlement_shown_are_worked(tmp_path: Path) -> None:
    from mtfp.engine import run
    from mtfp.model import MODEL
    from mtfp.plan.read import read_plan

    page = (ROOT / "inputs/README.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"```yaml\n(  business_rates_method.*?)```", page, re.DOTALL)
    folder = Path(shutil.copytree(ROOT / "inputs/worked-example", tmp_path / "shown"))
    plan = (folder / "plan.yaml").read_text(encoding="utf-8")
    was = re.compile(r"^  (base_business_rates|business_rates_growth):\n.*\n", re.MULTILINE)
    text, count = was.subn("", plan)
    assert count == 2
    (folder / "plan.yaml").write_text(text.rstrip() + "\n" + said, encoding="utf-8")
    results = run(MODEL, read_plan(folder, MODEL))
    assert results["business_rates"][:, 0] == pytest.approx([61e6, 62.71e6, 62.9548e6])
    assert results["rsg_allocated"][:, 0] == pytest.approx([35e6, 40e6, 45e6], abs=10)


def test_the_decisions_listed_are_those_there_are() -> None:
    from mtfp.model import MODEL

    page = (ROOT / "scenarios/README.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| `decide`"))
    listed = {
        f"{topic}.{word}"
        for topic, words in re.findall(r"`(\w+): \{([^}]*)\}`", row)
        for word in words.split(", ")
    }
    assert listed == {given.decision for given in MODEL.inputs.values() if given.decision}


def test_every_plan_that_ships_is_listed() -> None:
    page = (ROOT / "inputs/README.md").read_text(encoding="utf-8")
    shipped = {path.parent.name for path in (ROOT / "inputs").glob("*/plan.yaml")}
    assert {name for name in shipped if f"`{name}`" not in page} == set()


def test_the_declaration_shown_is_the_one_in_the_model() -> None:
    model = (ROOT / "mtfp/model/band_d.py").read_text(encoding="utf-8")
    declared = " ".join(squeezed(blocks("text")[3])).rstrip(" )").rstrip(",")
    assert declared in " ".join(squeezed(model))


def test_every_link_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *ROOT.glob("[!.]*/README.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page}: {link}"


FIND_ON_ALL_FACES = """
import json, sys
from pathlib import Path
from mtfp.algebra.javascript import program
from mtfp.analysis.explain import explain
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.read import read_plan

inputs = Path(sys.argv[1])
for plan in inputs.glob("*/plan.yaml"):
    run(MODEL, read_plan(plan.parent, MODEL))
results = run(MODEL, read_plan(inputs / "worked-example", MODEL))
workings = Workings(results)
block = workings.blocks["gap_per_dwelling"]
formula = next(c.formula for c in workings.formulas() if c.row == block.first and c.column == 8)
print(json.dumps({
    "engine": results["gap_per_dwelling"][1, 0],
    "excel": formula,
    "javascript": "v.gap_per_dwelling[t][0] = " in program(MODEL),
    "words": explain(results, MODEL["gap_per_dwelling"], 2).words,
}))
"""


def test_adding_a_line_as_the_readme_says(tmp_path: Path) -> None:
    """Ten lines or fewer in one file, and the line is on all four faces."""
    addition = blocks("python")[0]
    assert len(addition.strip().splitlines()) <= 10
    shutil.copytree(ROOT / "mtfp", tmp_path / "mtfp")
    module = tmp_path / "mtfp/model/position.py"
    module.write_text(module.read_text(encoding="utf-8") + addition, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FIND_ON_ALL_FACES, str(ROOT / "inputs")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["engine"] == pytest.approx(8_118_339.22 / 61_206)
    assert re.fullmatch(r"=IF\((H\$\d+)>0,H\$\d+/\1,0\)", found["excel"])
    assert found["javascript"] is True
    assert found["words"] == ("gap after approved savings £8,118,339.22 ÷ council tax base 61,206")
