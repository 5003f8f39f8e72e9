"""The command line as a finance officer meets it: words out, and never a traceback."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from mtfp.cli import main
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the worked example and its scenario, alone in a project of its own."""
    for of in ("inputs", "scenarios"):
        shutil.copytree(ROOT / of / "worked-example", tmp_path / of / "worked-example")
    monkeypatch.chdir(tmp_path)
    return tmp_path


WRITTEN = ("mtfp.xlsx", "mtfp.html", "figures.csv", "run.json")


def mtfp(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def ran(*words: str, out: Path) -> Result:
    return mtfp("run", *words, "--out", str(out))


def test_run_opens_the_plan_of_autumn_2024_and_says_where_it_wrote(tmp_path: Path) -> None:
    done = ran(out=tmp_path)
    assert done.exit_code == 0
    lines = done.output.rstrip().splitlines()
    assert lines[0] == "Bury, the plan of autumn 2024, edition of 2025-01-31"
    assert "Gap after approved savings" in done.output
    folder = tmp_path / "bury-2025"
    wrote = f"Wrote mtfp.xlsx, mtfp.html, figures.csv, run.json to {folder}/ (fingerprint "
    assert lines[-1].startswith(wrote)
    assert sorted(path.name for path in folder.iterdir()) == sorted(WRITTEN)


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    ran(out=tmp_path / "a")
    ran(out=tmp_path / "b")
    for name in WRITTEN[:-1]:  # the run record alone holds the time
        first, second = (tmp_path / of / "bury-2025" / name for of in "ab")
        assert first.read_bytes() == second.read_bytes(), name


def test_a_workbook_that_is_open_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "bury-2025"
    folder.mkdir()
    (folder / "mtfp.xlsx").write_bytes(b"as it was")
    (folder / "~$mtfp.xlsx").write_bytes(b"the reader")
    done = ran(out=tmp_path)
    assert done.exit_code == 1
    assert "mtfp.xlsx" in done.stderr
    assert "open in a spreadsheet program" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["mtfp.xlsx", "~$mtfp.xlsx"]
    assert (folder / "mtfp.xlsx").read_bytes() == b"as it was"


def test_json_is_all_that_stands_on_the_output(tmp_path: Path) -> None:
    done = ran("--json", "-s", "savings_slip", out=tmp_path)
    rows = json.loads(done.stdout)
    gaps = [row for row in rows if (row["line"], row["year"]) == ("gap_expected", "2025/26")]
    assert [row["scenario"] for row in gaps] == ["published", "savings_slip"]
    assert gaps[1]["value"] == pytest.approx(15_740_000)
    assert done.stderr.startswith("Wrote mtfp.xlsx, mtfp.html, figures.csv, run.json to")


def test_scenarios_may_be_combined_and_compared(tmp_path: Path) -> None:
    done = ran("-s", "savings_slip+council_tax_held", "-s", "published", out=tmp_path)
    assert done.exit_code == 0
    assert (
        "council_tax_held+savings_slip: Council tax rise limited to 1.99% and Savings slip"
        in done.output
    )
    record = json.loads((tmp_path / "bury-2025/run.json").read_text())
    assert list(record["scenarios"]) == [
        "published",
        "council_tax_held+savings_slip",
    ], "what stands for the base comes first, so that there is something to compare with"
    done = ran("-s", "savings_slp", out=tmp_path)
    assert done.exit_code == 1
    assert "Did you mean savings_slip?" in done.output


@pytest.mark.parametrize("scenario", ["as_reported", "council_tax_held"])
def test_every_face_counts_the_same_figures_as_invented(tmp_path: Path, scenario: str) -> None:
    """Those of the plan as entered: a scenario's own figures are not the plan's."""
    done = ran("-s", scenario, out=tmp_path)
    folder = tmp_path / "bury-2025"
    said = (
        "75% by value of the money typed into this plan, and 25 of its 36 figures, is "
        "illustrative: invented, not published."
    )
    assert said in done.output.splitlines()
    page = (folder / "mtfp.html").read_text(encoding="utf-8")
    assert f'<p class="invented">{said}</p>' in page
    book = load_workbook(folder / "mtfp.xlsx", data_only=True, read_only=True)
    for sheet in ("Read me", "Summary"):
        lines = [str(text or "") for (text, *_) in book[sheet].iter_rows(values_only=True)]
        assert said in " ".join(line.removeprefix("• ").strip() for line in lines), sheet
    typed = [
        (row[0], row[2])
        for row in book["Sources"].iter_rows(min_row=5, max_row=10, values_only=True)
    ]
    assert dict(typed)["illustrative"] == 25
    assert sum(int(str(count)) for _, count in typed) == 36
    record = json.loads((folder / "run.json").read_text())
    assert (record["illustrative_figures"], record["figures"]) == (25, 36)
    assert record["illustrative_share"] == 0.7464
    assert (record["stage"], record["firm_years"]) == ("outlook", None)


def test_a_run_that_fails_leaves_old_reports_as_they_were(project: Path) -> None:
    assert mtfp("run").exit_code == 0
    folder = project / "reports/worked-example"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    layer = project / "scenarios/worked-example/s2_delivers_half.yaml"
    layer.write_text(
        layer.read_text().replace("S2.delivery_probability: 50%", "S2.delivery_probability: half")
    )
    done = mtfp("run")
    assert done.exit_code == 1
    assert "S2.delivery_probability: 'half' is not a percentage" in done.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = ran(out=tmp_path / "file")
    assert done.exit_code == 1
    assert "Cannot be written" in done.output
    assert "Traceback" not in done.output


def test_stopping_a_run_is_no_failure_to_explain(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mtfp.engine.run", stopped)
    done = mtfp("run")
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert done.output.strip() == "Aborted!"


def test_it_is_the_same_when_python_runs_it_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mtfp", "check", "worked-example"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.startswith("worked-example: no problems found;")
    usage = subprocess.run(
        [sys.executable, "-m", "mtfp", "--help"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert usage.stdout.startswith("Usage: mtfp [OPTIONS]")


def test_a_plan_may_be_named_or_pointed_at(tmp_path: Path) -> None:
    named = ran("worked-example", out=tmp_path)
    assert named.output == ran("inputs/worked-example", out=tmp_path).output
    assert "13.578" in named.output


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
    plan.write_text(plan.read_text().replace("years: 3", "years: 3\ndefault: yes"))
    assert mtfp("run").exit_code == 0


def test_every_problem_is_reported_and_nothing_is_written(project: Path) -> None:
    plan = project / "inputs/worked-example/plan.yaml"
    plan.write_text(
        plan.read_text().replace("base_band_d:", "base_bnd_d:").replace("2.99%", "2.99")
    )
    layer = project / "scenarios/worked-example/s2_delivers_half.yaml"
    layer.write_text(layer.read_text().replace("owner:", "onwer:"))
    done = mtfp("check")
    assert done.exit_code == 1
    assert "base_bnd_d is not an assumption of a plan." in done.output
    assert "'2.99' is not a percentage" in done.output
    assert "onwer is not an entry of a scenario." in done.output
    assert done.output.rstrip().endswith("3 problems found; nothing was written.")
    assert not (project / "reports").exists()


def test_check_says_what_it_read() -> None:
    assert mtfp("check", "worked-example").output == (
        "worked-example: no problems found; 18 register rows over 3 plan years, 1 scenario.\n"
    )
    assert mtfp("check", "bury-2025-02").output == (
        "bury-2025-02: no problems found; 6 register rows over 1 plan year, 0 scenarios.\n"
    )


def test_check_tries_the_scenarios_and_notes_what_changes_nothing(project: Path) -> None:
    layer = project / "scenarios/worked-example/s2_delivers_half.yaml"
    layer.write_text(layer.read_text().replace("50%", "100%"))
    done = mtfp("check")
    assert done.exit_code == 0
    assert (
        "Note: scenarios/worked-example/s2_delivers_half.yaml:8   S2.delivery_probability changes"
        in (done.stderr)
    )
    layer.write_text(layer.read_text().replace("S2.delivery_probability:", "S2.delivry:"))
    done = mtfp("check")
    assert done.exit_code == 1
    assert "Did you mean S2.delivery_probability?" in done.output


def test_scenarios_are_told_in_words() -> None:
    done = mtfp("scenarios", "bury-2025")
    assert done.exit_code == 0
    assert "published: Rebuilt from the council's published totals" in done.output
    assert "    Reserves policy: fill gap became none\n" in done.output
    assert mtfp("scenarios", "worked-example").output == (
        "Invented figures, to learn from and to test with; no real council's plan\n\n"
        "base: The plan as entered\n"
        "    Changes nothing: the plan as entered.\n\n"
        "s2_delivers_half: The care pathway delivers half\n"
        "    Half of the adult care pathway saving is expected to arrive.\n"
        "    Owner: Corporate finance\n"
        "    Share expected to be delivered, S2: 100.00% became 50.00%\n\n"
    )


def test_scenarios_say_what_they_stand_on() -> None:
    said = mtfp("scenarios", "exemplar").output
    assert "    Owner: Corporate finance; based on inflation_stays_high\n" in said


def test_explain_reaches_the_file_and_line() -> None:
    done = mtfp("explain", "council_tax", "2027/28", "worked-example", "--depth", "5")
    assert "Council tax, 2027/28: £121,440,660.78" in done.output
    assert "worked-example/plan.yaml:17: illustrative" in done.output


def test_explain_an_item() -> None:
    done = mtfp("explain", "saving_planned_level", "2026/27", "worked-example", "--item", "S2")
    assert "Adult care pathway, 2026/27: £2,000,000" in done.output
    assert "full-year effect £4,000,000" in done.output


def test_explain_under_scenarios() -> None:
    done = mtfp("explain", "gap", "2026/27", "-s", "as_reported", "-s", "savings_slip",
                "--depth", "0")  # fmt: skip
    lines = done.output.splitlines()
    assert lines[1:3] == [
        "as_reported: The peers' review taken literally",
        "Gap after approved savings, 2026/27: £23,333,333.34",
    ]
    assert "Gap after approved savings, 2026/27: £16,100,000" in lines
    deep = mtfp("explain", "saving_amount", "2025/26", "--item", "agreed", "-s", "as_reported")
    assert "£3,333,333.33" in deep.output
    assert "scenarios/bury-2025/as_reported.yaml:9: illustrative" in deep.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("councl_tax", "2027/28"), "Did you mean council_tax?"),
        (("council_tax", "2027/29"), "did you mean 2027/28?"),
        (("council_tax", "2031/32"), "the plan runs from 2025/26 to 2028/29"),
        (("council_tax", "2024/25"), "the plan runs from 2025/26 to 2028/29"),
        (("saving_planned_level", "2026/27"), "say which with --item: S1, S2, S3"),
        (("saving_planned_level", "2026/27", "--item", "S9"), "say which with --item"),
        (("pressures", "2025/26"), "has no figure in the base year"),
        (("reserves_cover", "2025/26"), "has no figure in the base year"),
        (("gap", "2026/27", "--item", "S1"), "leave out --item"),
        (("gap", "2026/27", "--depth", "-1"), "-1 is not in the range"),
    ],
)
def test_a_wrong_question_is_answered_in_words(words: tuple[str, ...], said: str) -> None:
    done = mtfp("explain", *words[:2], "worked-example", *words[2:])
    assert done.exit_code == 2
    assert said in done.output


def test_lines_lists_every_line_with_its_unit() -> None:
    done = mtfp("lines")
    assert "band_d  (£ per Band D dwelling)" in done.output
    assert "saving_start  (months, for each saving)" in mtfp("lines", "--inputs").output


def test_an_unknown_verb_exits_2() -> None:
    assert mtfp("rnu").exit_code == 2


@pytest.mark.parametrize(
    "words", [["--help"], ["check"], ["scenarios"], ["lines"], ["explain", "gap", "2026/27"]]
)
def test_small_commands_import_nothing_heavy(words: list[str]) -> None:
    code = (
        f"import sys; from mtfp.cli import main; main({words}, standalone_mode=False); "
        "print(sorted({'pandas', 'openpyxl', 'plotly', 'ruamel', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.rstrip().endswith("[]")


@pytest.mark.parametrize("asked", ["unfunded", "Still to be found", "UNFUNDED"])
def test_a_line_may_be_asked_for_by_its_title(asked: str) -> None:
    done = mtfp("explain", asked, "2028/29", "worked-example", "--depth", "0")
    assert "Still to be found, 2028/29: £13,577,546.21" in done.output


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("~ Still to be found (brackets: to spare)", "gap_after_targets"),
        ("approved savings so far, not new each year", "savings"),
        ("Usable reserves at the year’s end", "usable_reserves"),
        ("...of which prices", "price_pressures"),
        ("Gaps added up: reserves needed if nothing is done", "gap_expected_if_nothing_done"),
    ],
)
def test_a_line_may_be_asked_for_by_what_is_printed_beside_it(printed: str, line: str) -> None:
    asked = mtfp("explain", printed, "2028/29", "worked-example", "--depth", "0")
    assert asked.exit_code == 0
    assert asked.output == mtfp("explain", line, "2028/29", "worked-example", "--depth", "0").output


def test_a_row_of_one_item_may_be_asked_for_by_its_title() -> None:
    whole = mtfp("explain", "pressure_since_base", "2027/28", "worked-example", "--item", "care")
    assert whole.exit_code == 0
    assert mtfp("explain", "Care contracts", "2027/28", "worked-example").output == whole.output
    done = mtfp("explain", "Shared back office", "2027/28", "worked-example")
    assert done.exit_code == 2
    assert (
        "Shared back office is printed of several lines: say saving_planned --item S1, "
        "saving_expected --item S1, saving_bridged --item S1 or saving_undecided --item S1."
    ) in " ".join(done.stderr.split())


def test_a_year_that_is_nearly_one_is_answered_with_it() -> None:
    done = mtfp("explain", "gap", "2027-28", "worked-example")
    assert done.exit_code == 2
    assert "'2027-28' is not a financial year; did you mean 2027/28?" in done.stderr


def test_an_unknown_item_is_named() -> None:
    done = mtfp("explain", "reserve_draw", "2028/29", "worked-example", "--item", "genral")
    assert "genral is not one of them; say which with --item: general." in done.output


def test_a_draw_is_explained_by_what_the_reserves_before_it_hold() -> None:
    done = mtfp("explain", "reserve_draw", "2027/28", "bury-2025", "--item", "general")
    assert "available to draw in the reserves before it £13,800,000" in done.output
    assert "fill gap" in done.output


def test_a_finding_is_explained_by_what_is_held_against_what() -> None:
    """2.99% of £1,846.17 is £55.20, and the limit of 3% is £55.39."""
    done = mtfp("explain", "core_rise_excessive", "2026/27", "exemplar")
    assert (
        "= no: general rise that is tested £55.20 is less than £55.39 (last year’s Band D council "
        "tax £1,846.17 × referendum limit on the general rise 3.00%)\n"
    ) in done.output
    item = "exemplar", "--item", "svc_housing"
    asked = mtfp("explain", "service_asked_too_much", "2027/28", *item)
    assert "= yes: share of its controllable budget" in asked.output
    assert "5.06% is more than most that a service can absorb 2.00%\n" in asked.output
    untested = mtfp("explain", "core_rise_excessive", "2015/16", "bury-2014")
    assert "\n  = no\n" in untested.output


def test_a_sum_over_a_service_is_explained_by_the_service_s_name() -> None:
    item = "exemplar", "--item", "svc_housing"
    done = mtfp("explain", "service_absorbed", "2027/28", *item)
    said = done.output
    assert "demand pressure absorbed in Housing options and homelessness £182,106.72\n" in said
    assert "[" not in said


def test_a_choice_is_explained_by_its_name() -> None:
    done = mtfp("explain", "pressure", "2026/27", "worked-example", "--item", "fees")
    assert "adds to the budget or takes from it (income) × (" in done.output


def test_an_input_that_holds_for_the_whole_plan_is_explained() -> None:
    done = mtfp("explain", "saving_on", "2025/26", "bury-2025", "--item", "agreed")
    assert done.exit_code == 0
    assert "Switched on" in done.output


def test_a_plan_without_its_plan_yaml_is_told_so(project: Path) -> None:
    (project / "inputs/worked-example/plan.yaml").unlink()
    for named in ("worked-example", "inputs/worked-example"):
        done = mtfp("check", named)
        assert done.exit_code == 1
        assert "worked-example/plan.yaml   There is no such file.   [E101]" in done.output


@pytest.mark.parametrize("named", ["x" * 5_000, "a\0b", "../nowhere", "/nowhere", ""])
def test_what_cannot_be_the_name_of_a_plan_is_refused_in_words(named: str) -> None:
    done = mtfp("check", named)
    assert done.exit_code == 1
    assert "There is no plan called" in done.output


def test_scenarios_cannot_be_asked_for_by_a_path(project: Path) -> None:
    shutil.copy(project / "scenarios/worked-example/s2_delivers_half.yaml", project / "evil.yaml")
    for name in ("../evil", "../../evil", str(project / "evil"), "..", "s2_delivers_half\n."):
        done = mtfp("check", "worked-example"), mtfp("run", "worked-example", "-s", name)
        assert [one.exit_code for one in done] == [0, 1]
        assert "There is no scenario" in done[1].output


def test_names_longer_than_any_file_may_bear_are_refused_in_words(project: Path) -> None:
    long = "x" * 300
    for words in (
        ("run", "worked-example", "--out", long),
        ("set", "S1", "off", "worked-example", "-s", long),
        ("template", "Adult Care", "worked-example", "--out", f"{long}.csv"),
    ):
        done = mtfp(*words)
        assert done.exit_code == 1, words
        assert "Traceback" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), words
    assert not list((project / "scenarios").rglob("xxx*"))
