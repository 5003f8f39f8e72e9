"""`mtfp set`: a scenario changed from the command line, its file otherwise as it was."""

import difflib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtfp import authoring_cli
from mtfp.authoring.layer_file import LayerFile
from mtfp.cli import main
from mtfp.plan.plan import BASES
from tests.conftest import ROOT, without_codes

SHIPPED = sorted((ROOT / "scenarios").glob("*/*.yaml"))
BY_HAND = """\
# who made this
scenario: by_hand   # the file's name
title: "By hand"
why: >-
    Folded
    text.
owner: 012

# what is changed
set:
    # indices first
    pay_award:
        2026/27: 3.5%   # settled
        2028/29: 2.8%
    levy_index: {from: 2026/27, to: 2027/28, add: 1.0pp}  # the levying bodies

# switches
switch_off:
- S1   # not agreed

# reasons
because:
    pay_award: {basis: forecast, source: 'a forecast'}
    # the end
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example in a project of its own."""
    for of in ("inputs", "scenarios"):
        shutil.copytree(ROOT / of / "worked-example", tmp_path / of / "worked-example")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "scenarios/worked-example"


def mtfp(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def said(*words: str) -> str:
    """What a command that succeeds prints beside its watermark, its first and last line."""
    done = mtfp("set", *words, "-s", "mine")
    assert done.exit_code == 0, done.output
    return "\n".join(line.strip() for line in done.stdout.splitlines()[2:-1])


def refused(project: Path, *words: str) -> str:
    """What a command that is refused says; nothing is written."""
    before = {path: path.read_bytes() for path in project.iterdir()}
    done = mtfp("set", *words)
    assert done.exit_code == 1, done.output
    assert {path: path.read_bytes() for path in project.iterdir()} == before
    assert done.output.endswith("1 problem found; nothing was written.\n")
    return without_codes(done.output.rpartition("\n\n")[0])


def entry(project: Path, key: str, name: str = "mine") -> str:
    """The line of a file that begins with a key."""
    lines = (project / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    return next((line.strip() for line in lines if line.strip().startswith(f"{key}:")), "")


def changed_lines(before: str, after: str) -> list[str]:
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in found if line[0] in "+-"]


# -- the file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_that_is_not_changed_comes_back_byte_for_byte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert LayerFile(text).text() == text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_added_is_all_that_changes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    file = LayerFile(text)
    file.put("set", "a_new_key", value="£1,500")
    assert {line for line in changed_lines(text, file.text()) if line.strip("+- ")} <= {
        "+ set:", '+   a_new_key: "£1,500"',
    }  # fmt: skip


def test_comments_order_quotes_and_indentation_stay() -> None:
    file = LayerFile(BY_HAND)
    assert file.text() == BY_HAND
    file.put("set", "care_fees", value="5%")
    file.put("set", "pay_award", "2027/28", value="3%", before="2028/29")
    file.put("decide", "reserves", "use", value="none")
    file.include("switch_off", "S2")
    assert changed_lines(BY_HAND, file.text()) == [
        "+         2027/28: 3%",
        "+     care_fees: 5%",
        "+ - S2",
        "+ ",
        "+ decide:",
        "+     reserves: {use: none}",
    ]


def test_what_is_taken_out_takes_nothing_with_it() -> None:
    file = LayerFile(BY_HAND)
    file.drop("set", "pay_award", "2028/29")
    file.include("switch_off", "S2")
    file.exclude("switch_off", "S2")
    assert changed_lines(BY_HAND, file.text()) == ["-         2028/29: 2.8%"]
    file.drop("because", "pay_award")
    assert "# the end" in file.text()
    assert "because" not in file.text()


def test_a_file_of_two_indentations_is_moved_as_little_as_can_be() -> None:
    mixed = BY_HAND.replace("    Folded\n    text.", "  Folded\n  text.")
    assert sorted(changed_lines(mixed, LayerFile(mixed).text())) == [
        "+     Folded", "+     text.", "-   Folded", "-   text.",
    ]  # fmt: skip


def test_what_yaml_would_rewrite_is_left_alone() -> None:
    text = "scenario: x\ntitle: ~\nwhy: -0\nowner: 1e999\nbased_on: 0x1F\nset: {a: 007}\n"
    assert LayerFile(text).text() == text


def test_a_comment_that_could_not_be_kept_is_a_reason_to_refuse(project: Path) -> None:
    (project / "by_hand.yaml").write_text(BY_HAND, encoding="utf-8")
    told = refused(project, "pay_award", "4%", "-s", "by_hand")
    assert told.startswith("The comment `# settled` stands in what is changed, and would go.")


def test_line_ends_and_the_mark_at_the_start_stay(project: Path) -> None:
    path = project / "s2_delivers_half.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert mtfp("set", "pay_award", "4%", "-s", "s2_delivers_half").exit_code == 0
    data = path.read_bytes()
    assert data.startswith((b"\xef\xbb\xbf# ", b"\xef\xbb\xbfscenario"))
    assert data.count(b"\n") == data.count(b"\r\n")


# -- what may be said ----------------------------------------------------------------------------


def test_a_scenario_is_made_if_it_is_not_there(project: Path) -> None:
    done = mtfp("set", "pay_award", "4%", "-s", "dearer", "--title", "Dearer: pay",
                "--why", "Pay is not settled.", "--owner", "Head of finance",
                "--because", "union claim, March", "--basis", "forecast")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        "Invented figures, to learn from and to test with; no real council's plan\n"
        "dearer: Dearer: pay\n"
        "    Rate of increase, pay_award: 3.00% became 4.00% in every year\n"
        "Wrote scenarios/worked-example/dearer.yaml, a new scenario.\n"
    )
    assert (project / "dearer.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../scenario.schema.json\n"
        "scenario: dearer\n"
        'title: "Dearer: pay"\n'
        "why: Pay is not settled.\n"
        "owner: Head of finance\n\n"
        "set:\n  pay_award: 4%\n\n"
        'because:\n  pay_award: {basis: forecast, source: "union claim, March"}\n'
    )
    assert mtfp("check").exit_code == 0


@pytest.mark.usefixtures("project")
def test_a_scenario_that_says_no_reason_is_asked_for_one_until_it_does() -> None:
    words = ("set", "pay_award", "4%", "-s", "dearer")
    assert mtfp(*words).stderr == (
        "Note: dearer does not yet say why it is there or who answers for it; "
        "give it --why and --owner.\n"
    )
    done = mtfp(*words, "--why", "Pay is not settled.")
    assert done.stderr == "Note: dearer does not yet say who answers for it; give it --owner.\n"
    assert mtfp(*words, "--owner", "Head of finance").stderr == ""


def test_a_scenario_made_without_a_word_is_read(project: Path) -> None:
    said("pay_award", "4%")
    assert entry(project, "owner") == "owner: Not yet named"
    done = mtfp("check")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "file", "told"),
    [
        (["pay_award", "4%", "--year", "2027/28"], "pay_award: {2027/28: 4%}",
         "Rate of increase, pay_award: 2027/28 3.00% became 4.00%"),
        (["pay_award", "1.0pp", "--add"], "pay_award: {add: 1.0pp}",
         "Rate of increase, pay_award: 3.00% became 4.00% in every year"),
        (["pay_award", "-1.0pp", "--add", "--from", "2027/28"],
         "pay_award: {from: 2027/28, add: -1.0pp}",
         "Rate of increase, pay_award: 2027/28 3.00% became 2.00%; 2028/29 3.00% became 2.00%"),
        (["demand", "1.5", "--times", "--year", "2026/27"],
         "demand: {from: 2026/27, to: 2026/27, times: 1.5}",
         "Pressure typed by year, demand: 2026/27 £6,000,000 became £9,000,000"),
        (["levy_index", "5%", "--to", "2026/27"], "levy_index: {to: 2026/27, value: 5%}",
         "Rate of increase, levy_index: 2026/27 3.00% became 5.00%"),
        (["base_band_d", "£1,850.00"], 'base_band_d: "£1,850.00"',
         "Band D council tax in the base year: £1,800.00 became £1,850.00"),
        (["savings.delivery_probability", "80%"], "savings.delivery_probability: 80%",
         "Share expected to be delivered, all savings: 100.00% became 80.00%"),
        (["S2.start", "2027-04"], "S2.start: 2027-04", "Start, S2: 2026-10 became 2027-04"),
        (["reserves.use", "none"], "reserves: {use: none}",
         "Reserves policy: fill gap became none"),
        (["reserves_policy", "none"], "reserves_policy: none",
         "Reserves policy: fill gap became none"),
        (["S2", "off"], "switch_off: [S2]", "Switched off: S2"),
        (["S2", "no"], "switch_off: [S2]", "Switched off: S2"),
        (["general.minimum", "(£1)"], "", "out of range"),
        (["general.opening", "12"], "", "write £12m, or £12 if it is so"),
        (["demand", "3", "--add", "--year", "2026/27"], "", "write £3m, or £3 if it is so"),
    ],
)  # fmt: skip
def test_every_way_of_saying_it(project: Path, words: list[str], file: str, told: str) -> None:
    if not file:
        assert told in refused(project, *words, "-s", "mine")
        return
    assert said(*words) == told
    assert entry(project, file.partition(":")[0]) == file


def test_one_year_of_several_leaves_the_others_as_they_are_meant(project: Path) -> None:
    said("pay_award", "4%")
    told = said("pay_award", "5%", "--year", "2027/28")
    assert entry(project, "pay_award") == "pay_award: {2026/27: 4%, 2027/28: 5%, onwards: 4%}"
    assert told.endswith("2026/27 3.00% became 4.00%; 2027/28 3.00% became 5.00%; "
                         "2028/29 3.00% became 4.00%")  # fmt: skip
    said("pay_award", "6%", "--year", "2028/29")
    assert entry(project, "pay_award") == "pay_award: {2026/27: 4%, 2027/28: 5%, 2028/29: 6%}"
    path = project / "mine.yaml"
    path.write_text(path.read_text().replace("{2026/27: 4%, 2027/28: 5%, 2028/29: 6%}",
                                             "{2026/27: 4%, onwards: 7%}"))  # fmt: skip
    said("pay_award", "6%", "--year", "2028/29")
    assert entry(project, "pay_award") == "pay_award: {2026/27: 4%, 2027/28: 7%, 2028/29: 6%}"


def test_a_decision_stays_where_it_was_first_taken(project: Path) -> None:
    said("council_tax_increase", "1.99%")
    said("council_tax.increase", "0.99%", "--because", "members")
    assert entry(project, "council_tax_increase") == "council_tax_increase: 0.99%"
    assert "decide" not in (project / "mine.yaml").read_text()
    said("council_tax.asc_precept", "0%")
    said("asc_precept_increase", "1%", "--because", "members, again")
    assert entry(project, "council_tax") == "council_tax: {asc_precept: 1%}"


def test_switching_off_and_on_again(project: Path) -> None:
    said("S1", "off", "--because", "not agreed")
    said("S2", "off")
    assert entry(project, "switch_off") == "switch_off: [S1, S2]"
    assert said("S1", "yes") == "S1: as it is without this scenario."
    assert entry(project, "switch_off") == "switch_off: [S2]"
    assert entry(project, "S1") == ""
    mtfp("set", "S2", "on", "-s", "child", "--based-on", "mine")
    assert entry(project, "switch_on", "child") == "switch_on: [S2]"


def test_a_basis_once_given_stays(project: Path) -> None:
    said("pay_award", "4%", "--because", "a forecast", "--basis", "forecast")
    said("pay_award", "5%", "--because", "a later one")
    assert entry(project, "pay_award") == "pay_award: 5%"
    assert (
        "pay_award: {basis: forecast, source: a later one}" in (project / "mine.yaml").read_text()
    )


@pytest.mark.usefixtures("project")
def test_what_changes_nothing_is_written_and_said() -> None:
    done = mtfp("set", "pay_award", "3%", "-s", "mine")
    assert done.exit_code == 0
    assert "pay_award changes nothing: it is so already." in done.stderr
    assert "    Changes nothing.\n" in done.stdout


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["pay_award", "4"], ("pay_award: '4' is not a percentage; write it with its sign, like "
                             "3.5%.")),
        (["pay_awrd", "4%"], "pay_awrd is nothing in this plan.\n    Did you mean pay_award?"),
        (["reserves.cvr", "4%"], ("reserves.cvr is not a decision of this plan.\n"
                                 "    Did you mean reserves.cover?")),
        (["savings.strt", "4%"], ("savings.strt is nothing in this plan.\n"
                                 "    Did you mean savings.start?")),
        (["pay_award", "4%", "--year", "2026/28"], ("The year '2026/28' does not join up; did you "
                                                   "mean 2026/27?")),
        (["pay_award", "4%", "--year", "2036/37"], ("2036/37 is outside the plan, "
                                                   "2026/27 to 2028/29.\n    The years follow "
                                                   "from base_year and years in plan.yaml.")),
        (["base_band_d", "£1", "--year", "2026/27"],
         ("base_band_d has one figure for the whole plan, not one a year.\n"
         "    Write `base_band_d: ...` with the figure alone.")),
        (["pay_award", "off"], ("pay_award: 'off' is not a percentage; write it with its sign, "
                               "like 3.5%.")),
        (["pay_award", "4%", "--based-on", "s2"], ("There is no scenario s2.\n"
                                                  "    There are base, mine, "
                                                  "s2_delivers_half.")),
    ],
)  # fmt: skip
def test_what_could_not_be_read_is_not_written(project: Path, words: list[str], told: str) -> None:
    assert refused(project, *words, "-s", "mine") == told


@pytest.mark.parametrize("name", ["../mine", "a/b", "a+b", "", "..", "-x", "mine.yaml"])
def test_a_name_that_leads_elsewhere_is_refused(project: Path, name: str) -> None:
    told = refused(project, "pay_award", "4%", f"--scenario={name}")
    assert told.endswith("Use letters, digits, - and _.")


def test_the_base_has_no_file(project: Path) -> None:
    assert "base is the plan as entered" in refused(project, "pay_award", "4%", "-s", "base")


@pytest.mark.usefixtures("project")
def test_a_switch_taken_back_leaves_a_scenario_that_is_said_to_change_nothing() -> None:
    assert mtfp("set", "S1", "off", "-s", "without_S1").exit_code == 0
    done = mtfp("set", "S1", "on", "-s", "without_S1")
    assert "without_S1 changes nothing: it is the same as base." in done.stderr
    assert "Delete the file, or change it." in done.stderr
    ran = mtfp("run")
    assert "\nbase: The plan as entered\n" in ran.output
    assert ran.output.index("base: The plan") < ran.output.index("without_S1: Without")


def test_a_change_that_breaks_another_scenario_is_refused(project: Path) -> None:
    said("pay_award", "4%")
    (project / "child.yaml").write_text(
        "scenario: child\ntitle: c\nwhy: c\nowner: c\nbased_on: mine\n"
        "set:\n  S1.delivery_probability: {add: 10.0pp}\n", encoding="utf-8",
    )  # fmt: skip
    assert mtfp("check").exit_code == 1  # 110% of it
    told = refused(project, "pay_award", "4", "-s", "mine")
    assert "child" not in told  # what was wrong before is not this command's to say
    said("S1.delivery_probability", "50%")
    assert mtfp("check").exit_code == 0
    told = refused(project, "S1.delivery_probability", "95%", "-s", "mine")
    assert told.startswith("scenarios/worked-example/child.yaml:7   S1.delivery_probability")


def test_a_file_that_is_no_yaml_is_said_in_words(project: Path) -> None:
    (project / "mine.yaml").write_text("scenario: mine\n  title: x\n", encoding="utf-8")
    told = refused(project, "pay_award", "4%", "-s", "mine")
    assert told.startswith("scenarios/worked-example/mine.yaml:2   Has a second ':'")


def test_setting_can_mend_what_was_wrong(project: Path) -> None:
    path = project / "s2_delivers_half.yaml"
    path.write_text(path.read_text().replace("50%", "half"))
    done = mtfp("set", "S2.delivery_probability", "50%", "-s", "s2_delivers_half")
    assert done.exit_code == 0, done.output
    assert mtfp("check").exit_code == 0


def test_the_bases_offered_are_those_there_are() -> None:
    assert authoring_cli.BASES == BASES


def test_a_year_and_a_span_are_one_too_many(project: Path) -> None:
    done = mtfp("set", "pay_award", "4%", "-s", "mine", "--year", "2026/27", "--to", "2027/28")
    assert done.exit_code == 2
    assert not (project / "mine.yaml").exists()


def test_signs_of_yaml_in_a_value_are_only_text(project: Path) -> None:
    for value in ("*x", "&x", "!x", "{a: b}", "a: b", "# c", "'", '"', "\\", "[", "null"):
        told = refused(project, "pay_award", value, "-s", "mine")
        assert "is not a percentage" in told, value
