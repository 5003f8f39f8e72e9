"""`mtfp new`: from nothing to a plan that runs, and never over what is there."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtfp import authoring_cli
from mtfp.algebra.expressions import COUNCIL, Axis, given, line, total
from mtfp.algebra.lines import LineBook
from mtfp.authoring import examples
from mtfp.authoring.columns import columns, registers
from mtfp.authoring.first_files import Begun, plan_files, scenario_files
from mtfp.authoring.new_plan import slug_of, year_of
from mtfp.authoring.yaml_text import yaml_text
from mtfp.cli import main
from mtfp.model import MODEL
from mtfp.plan.header import MOST_YEARS
from mtfp.plan.headings import column_of
from mtfp.plan.located import read_yaml
from mtfp.plan.read import read_plan
from mtfp.problems import PlanError
from mtfp.terms import GBP, MONTHS, PERCENT, FinancialYear
from tests.test_schemas import faults

AMBRIDGE = "Ambridge Borough Council"
SLUG = "ambridge-borough-council"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def mtfp(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_a_new_plan_passes_check_with_no_warning_and_runs() -> None:
    done = mtfp("new", AMBRIDGE)
    assert done.exit_code == 0, done.output
    assert done.output.endswith(f" files, inputs/{SLUG} and scenarios/{SLUG} among them.\n")
    schemas = ["ledger.schema.json", "pack.schema.json", "plan.schema.json"]
    assert sorted(path.name for path in Path("inputs").iterdir()) == [SLUG, *schemas]
    checked = mtfp("check")
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert checked.output == (
        f"{SLUG}: no problems found; 15 register rows over 4 plan years, 1 scenario.\n"
    )
    ran = mtfp("run")
    assert ran.exit_code == 0
    assert f"Example figures, not the plan of {AMBRIDGE}" in ran.output
    assert "The gap is £0.8m in" in ran.output
    assert "100% by value of the money typed into this plan" in ran.output


def test_a_new_plan_says_whose_money_it_is_so_that_a_form_can_be_issued() -> None:
    assert mtfp("new", AMBRIDGE).exit_code == 0
    plan = read_plan(Path("inputs") / SLUG, MODEL)
    assert -1 not in plan.items["saving"].members("service")
    for saving in plan.items["saving"].ids:
        assert plan.details["saving_project", saving] in plan.items["project"].ids
    assert 2 <= len(plan.items["decision"]) <= 3
    issued = mtfp("template", "adult care", "--out", "form.csv")
    assert issued.output == (
        f"Wrote form.csv, a form of {SLUG} that begins with 1 row of savings and 1 of pressures.\n"
    )
    rows = [row[0] for row in csv.reader(Path("form.csv").read_text("utf-8-sig").splitlines())
            if row and row[0]]  # fmt: skip
    assert rows[1:] == [
        "savings", "savings", "id", "S2", "pressures", "pressures", "id", "care_demand",
    ]  # fmt: skip
    assert mtfp("merge", "form.csv").output == "Changes nothing.\n"


@pytest.mark.parametrize(
    ("words", "years"),
    [
        (["--base-year", "2019/20", "--years", "1"], ["2020/21"]),
        (["--base-year", "2098/99", "--years", "3"], ["2099/00", "2100/01", "2101/02"]),
        (["--base-year", "2025/26", "--years", "20"],
         [str(FinancialYear(y)) for y in range(2026, 2046)]),
    ],
)  # fmt: skip
def test_the_years_may_be_chosen(words: list[str], years: list[str]) -> None:
    assert mtfp("new", AMBRIDGE, *words).exit_code == 0
    checked = mtfp("check")
    assert (checked.exit_code, checked.stderr) == (0, "")
    plan = read_plan(Path("inputs") / SLUG, MODEL)
    assert [str(year) for year in plan.plan_years] == years


@pytest.mark.parametrize("words", [["--base-year", "2025/27"], ["--years", "0"], ["--years", "21"]])
def test_years_that_cannot_be_are_refused(words: list[str]) -> None:
    assert mtfp("new", AMBRIDGE, *words).exit_code == 2
    assert files() == {}


def test_the_most_years_are_the_readers() -> None:
    assert authoring_cli.MOST_YEARS == MOST_YEARS


def test_the_base_year_is_this_one() -> None:
    assert str(year_of(date(2026, 3, 31))) == "2025/26"
    assert str(year_of(date(2026, 4, 1))) == "2026/27"


def test_nothing_is_written_over() -> None:
    mtfp("new", AMBRIDGE)
    before = files()
    for again in (AMBRIDGE, "AMBRIDGE Borough council", "ambridge/borough/council"):
        done = mtfp("new", again)
        assert done.exit_code == 1
        assert f"inputs/{SLUG}   Is there already, and was left as it is." in done.output
    assert files() == before
    assert mtfp("new", "Borchester").exit_code == 0
    assert {name: data for name, data in files().items() if "borchester" not in name} == before


def test_scenarios_that_wait_for_a_plan_are_not_written_over() -> None:
    Path("scenarios", SLUG).mkdir(parents=True)
    done = mtfp("new", AMBRIDGE)
    assert done.exit_code == 1
    assert f"scenarios/{SLUG}   Is there already" in done.output
    assert files() == {}


def test_a_schema_that_is_there_is_left() -> None:
    Path("inputs").mkdir()
    Path("inputs/plan.schema.json").write_text("mine")
    assert mtfp("new", AMBRIDGE).exit_code == 0
    assert Path("inputs/plan.schema.json").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_said_in_words() -> None:
    Path("inputs").write_text("a file")
    done = mtfp("new", AMBRIDGE)
    assert done.exit_code == 1
    assert "inputs   Cannot be written" in done.output


@pytest.mark.parametrize(
    ("council", "slug"),
    [
        ("Ynys Môn", "ynys-môn"),
        ("King's Lynn & West Norfolk", "kings-lynn-west-norfolk"),
        ("St. Helens", "st-helens"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\System32", "c-windows-system32"),
        ("CON", "con-council"),
        ("  Two   spaces\tand a tab ", "two-spaces-and-a-tab"),
        ("日本橋", "日本橋"),
        ("-rf", "rf"),
        ("a" * 100, "a" * 60),
        ("e\N{COMBINING ACUTE ACCENT}vora", "évora"),
    ],
)
def test_a_folders_name_is_safe_and_like_the_councils(council: str, slug: str) -> None:
    assert slug_of(council) == slug


@pytest.mark.parametrize("council", ["", "..", "/", "---", "!?", "\N{COMBINING ACUTE ACCENT}"])
def test_a_name_without_a_letter_is_refused(council: str) -> None:
    done = mtfp("new", "--", council)
    assert done.exit_code == 1
    assert "is no name for a council." in done.output
    assert files() == {}


@pytest.mark.parametrize(
    "council", ['A "quoted": council # with all', "<script>alert(1)</script>", "=cmd|' /C calc'!A0",
                "%{x} & *y !z", "back\\slash", "Ynys Môn"],
)  # fmt: skip
def test_signs_in_a_name_are_only_text(council: str) -> None:
    assert mtfp("new", council).exit_code == 0
    assert mtfp("check").exit_code == 0
    plan = read_plan(Path("inputs") / slug_of(council), MODEL)
    assert plan.council == council


def test_a_sign_that_cannot_be_seen_is_refused() -> None:
    done = mtfp("new", "Ambridge\N{RIGHT-TO-LEFT OVERRIDE}")
    assert done.exit_code == 1
    assert "holds a sign that cannot be seen." in done.output
    assert not list(Path("inputs").glob("*"))


@pytest.mark.parametrize("text", ["plain", "a: b", 'say "x"', "back\\slash", "#1", "-5%", "- x"])
def test_text_is_quoted_where_it_must_be(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(f"a: {{b: {yaml_text(text)}}}\nc: {yaml_text(text)}\n")
    found = read_yaml(tmp_path / "x.yaml", "x")
    assert getattr(found.values["c"], "text", "") == text
    inner = getattr(found.values["a"], "values", {})["b"]
    assert inner.text == text


# -- what is written follows the model -----------------------------------------------------------

BEGUN = Begun(AMBRIDGE, SLUG, "2026-02-25", FinancialYear(2025), 3)


def test_every_input_of_the_model_is_there() -> None:
    plan = plan_files(BEGUN, MODEL)
    for name, one in MODEL.inputs.items():
        if one.axis is COUNCIL:
            assert re.search(rf"^  (# )?{name}:$", plan["plan.yaml"], re.MULTILINE), name
            assert " ".join(one.sentence.split()) in " ".join(
                plan["plan.yaml"].replace("\n  #", "").split()
            )
    for axis in registers(MODEL):
        heads, *rows = list(csv.reader(plan[f"{axis.many}.csv"].splitlines()))
        assert heads == [column.head for column in columns(MODEL, axis, BEGUN.plan_years)]
        assert [row[0] for row in rows] == [row["id"] for row in examples.ROWS.get(axis.name, [])]
        for column in columns(MODEL, axis, BEGUN.plan_years[:1]):
            assert f"| `{column.head}` |" in plan["README.md"]


def test_the_columns_are_those_that_the_reader_knows(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    for name, text in plan_files(BEGUN, MODEL).items():
        strange = text.replace("id,", "xyzzy,", 1) if name.endswith(".csv") else text
        (folder / name).write_text(strange, encoding="utf-8")
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    for axis in registers(MODEL):
        (listed,) = [
            problem.fix.removeprefix("The columns are ").removesuffix(".").split(", ")
            for problem in refused.value.problems
            if f"/{axis.many}.csv" in str(problem.place) and "xyzzy" in problem.what
        ]  # fmt: skip
        mine = [column.head for column in columns(MODEL, axis, BEGUN.plan_years)]
        assert sorted(mine) == sorted(listed)


def test_the_examples_are_all_of_inputs_that_there_are() -> None:
    assert examples.COUNCIL_WIDE.keys() <= MODEL.inputs.keys()
    for axis in registers(MODEL):
        heads = {"id", "title", "note", *(group.name for group in axis.every_group)}
        held = (*MODEL.inputs.values(), *MODEL.details.values())
        heads |= {column_of(one) for one in held if one.axis is axis}
        for row in examples.ROWS.get(axis.name, []):
            assert row.keys() <= heads


def test_a_model_with_more_in_it_still_begins_a_plan_that_is_read(tmp_path: Path) -> None:
    part = Axis("part", "part", "parts")
    thing = Axis("thing", "thing", "things", groups=(part,))
    book = LineBook({
        "thing_cost": (cost := given("Cost", GBP, per=thing, yearly=True, sentence="A cost.")),
        "thing_begins": given("Begins", per=thing, unit=MONTHS, sentence="A month.", dated=True),
        "part_kind": given("Kind", per=part, choices={"a": 0, "b": 1}, sentence="A kind."),
        "floor": given("Floor", GBP, sentence="A floor.", least=5),
        "costs": line("Costs", GBP, total(cost), sentence="All."),
    })  # fmt: skip
    folder = tmp_path / "plan"
    folder.mkdir()
    for name, text in plan_files(BEGUN, book).items():
        (folder / name).write_text(text, encoding="utf-8")
    plan = read_plan(folder, book)
    assert plan.items["thing"].ids == plan.items["part"].ids == ()
    assert plan.figures["floor"].tolist() == [[5.0]]


def test_a_group_that_an_example_has_to_name_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Axis("part", "part", "parts")
    thing = Axis("thing", "thing", "things", groups=(part,))
    monkeypatch.setitem(examples.ROWS, "thing", [{"id": "t"}])
    book = LineBook({
        "thing_kind": given("Kind", per=thing, choices={"a": 0}, sentence="A kind."),
        "thing_begins": given("Begins", MONTHS, per=thing, sentence="When.", dated=True),
        "part_share": given("Share", PERCENT, per=part, sentence="A share.", least=0.5),
    })  # fmt: skip
    written = plan_files(BEGUN, book)
    assert "t,,example_part,a,2026-04,illustrative" in written["things.csv"]
    assert "example_part,An example,50%,illustrative" in written["parts.csv"]


def test_what_is_written_passes_its_schema_with_every_comment_taken_up() -> None:
    plan, scenario = plan_files(BEGUN, MODEL)["plan.yaml"], scenario_files(BEGUN)
    taken = re.sub(r"(?m)^  # (  \{.*|\w+:)$", r"  \1", plan)
    assert taken.count("{value:") + taken.count("{every_year:") == sum(
        one.axis is COUNCIL for one in MODEL.inputs.values()
    )
    assert faults("plan", plan) == faults("plan", taken) == []
    (text,) = scenario.values()
    taken = re.sub(r"(?m)^# (switch_off|decide|  \w+:.*)", r"\1", text)
    assert "\nswitch_off: [S1]\ndecide:\n  council_tax:" in taken
    assert faults("scenario", text) == faults("scenario", taken) == []


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("referendum_core_limit", "{every_year: 3%,"),
        ("referendum_cash_limit", "{every_year: £5.00,"),
        ("levy_cap", "{every_year: 50%,"),
        ("safety_net_share", "{every_year: 92.50%,"),
        ("single_adult_discount", "{value: 25%,"),
        ("employer_ni_threshold", '{every_year: "£5,000",'),
        ("dsg_override", "{every_year: in_force,"),
        ("council_tax_fund_share", "{value: 100%,"),
    ],
)
def test_an_example_that_is_commented_out_is_what_silence_means(name: str, usual: str) -> None:
    """Taken up as it stands it changes nothing: no limit or discount goes to nought."""
    assert f"  # {name}:\n  #   {usual} basis" in plan_files(BEGUN, MODEL)["plan.yaml"]


def test_every_comment_of_the_first_files_may_be_taken_up(tmp_path: Path) -> None:
    assert mtfp("new", AMBRIDGE, "--base-year", "2025/26").exit_code == 0
    plan = tmp_path / "inputs" / SLUG / "plan.yaml"
    plan.write_text(re.sub(r"(?m)^  # (  \{.*|\w+:)$", r"  \1", plan.read_text()))
    (scenario,) = (tmp_path / "scenarios" / SLUG).iterdir()
    scenario.write_text(re.sub(r"(?m)^# (switch_off|decide|  \w+:.*)", r"\1",
                               scenario.read_text()))  # fmt: skip
    checked = mtfp("check")
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_a_plan_whose_scenarios_cannot_be_put_in_their_place_is_not_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rename = Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if Path(target).parts[0] == "scenarios":
            raise PermissionError(13, "Permission denied", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    done = mtfp("new", AMBRIDGE)
    assert done.exit_code == 1
    assert done.output.startswith(
        f"scenarios/{SLUG}   Cannot be written: Permission denied.   [E703]\n"
    )
    assert files() == {}
