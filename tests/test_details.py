"""What registers say in words: declared beside the model, read, referred to, shown."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtfp.algebra.clashes import Clash
from mtfp.algebra.details import Detail, detail
from mtfp.algebra.expressions import COUNCIL, Axis, given, line, total
from mtfp.algebra.lines import LineBook
from mtfp.cli import main
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.model.reserve_register import reserve_may_close_gap
from mtfp.outputs.console import heading
from mtfp.outputs.record import run_record
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import read_scenarios
from mtfp.problems import LineError, PlanError
from mtfp.terms import CHOICE, GBP
from tests.conftest import ROOT, without_codes

TEAM, POST = Axis("team", "team", "teams"), Axis("post", "post", "posts")
KIND = given("Kind", CHOICE, per=TEAM, choices={"a": 0}, sentence="Which.")
OPEN = given("Open", CHOICE, per=TEAM, choices={"no": 0, "yes": 1}, sentence="Whether it is.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the fictional borough, which says everything, to be broken."""
    return Path(shutil.copytree(ROOT / "inputs/exemplar", tmp_path / "inputs/exemplar"))


@pytest.fixture(scope="module")
def exemplar() -> Plan:
    return read_plan(ROOT / "inputs/exemplar", MODEL)


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    for problem in refused.value.problems:
        assert len(str(problem).splitlines()) <= 6
    return [f"{p.place} {p.what} {p.fix}".strip() for p in refused.value.problems]


# -- declared beside the model ---------------------------------------------------------------


def owner_of(axis: Axis = TEAM) -> Detail:
    return detail("Owner", per=axis, sentence="Who answers for it.")


def test_a_book_collects_details_and_the_registers_that_they_are_of() -> None:
    cost = given("Cost", GBP, per=POST, if_absent=0, sentence="What it costs.")
    book = LineBook(
        {"post_cost": cost, "team_owner": owner_of(),
         "costs": line("Costs", GBP, total(cost), sentence="All posts.")}
    )  # fmt: skip
    assert list(book.details) == ["team_owner"]
    assert list(book.lines) == ["costs"]
    assert list(book.inputs) == ["post_cost"]
    assert book.axes == {"post": POST, "council": COUNCIL}
    assert book.registers == {"post": POST, "team": TEAM}


def test_what_a_detail_refers_to_is_a_register_too() -> None:
    team = detail("Team", per=POST, refers_to=TEAM, sentence="Whose post it is.")
    assert LineBook({"post_team": team}).registers == {"post": POST, "team": TEAM}


@pytest.mark.parametrize(
    ("declare", "said"),
    [
        (lambda: LineBook({"owner": owner_of()}), "owner is a detail of a team: team_owner?"),
        (lambda: LineBook({"post_owner": owner_of()}), "a detail of a team: team_post_owner?"),
        (lambda: owner_of(COUNCIL), "is a detail of the whole council: say it in plan.yaml"),
        (lambda: owner_of().name, "'Owner' has no name yet"),
        (lambda: Clash(KIND, "b", OPEN, "yes", "so"), "'Kind' may never be 'b', so it cannot"),
        (lambda: Clash(KIND, "a", OPEN, "shut", "so"), "'Open' may never be 'shut', so it cannot"),
        (lambda: Clash(KIND, "a", reserve_may_close_gap, "yes", "so"),
         "'Kind' clashes with what is no team's"),
        (lambda: Clash(KIND, "a", OPEN, "yes", "so", unless=owner_of(POST)),
         "'Kind' clashes with what is no team's"),
    ],
)  # fmt: skip
def test_a_detail_declared_wrongly_is_refused(declare: Callable[[], object], said: str) -> None:
    with pytest.raises(LineError) as refused:
        declare()
    assert said in without_codes(str(refused.value))


def test_a_detail_and_a_line_may_not_share_a_name() -> None:
    first = detail("One", per=TEAM, sentence="One.")
    book = {"team_one": first}
    assert LineBook(book).details == book
    with pytest.raises(LineError, match="is bound twice"):
        LineBook({**book, "team_two": first})


def test_no_line_can_read_a_detail() -> None:
    with pytest.raises(TypeError):
        owner_of() + 1  # type: ignore[operator]


def test_every_register_of_the_model_says_who_owns_its_rows() -> None:
    for axis in MODEL.registers:
        assert MODEL.details[f"{axis}_owner"].role


# -- read ------------------------------------------------------------------------------------


NOT_SAID = {
    "cost_reserve",
    "grade_owner",
    "investment_scheme",
    "reserve_released_by",
    "rule_from",
    "rule_on",
    "rule_purpose",
    "rule_statement",
    "rule_to",
    "service_exempt_reason",
    "saving_reduces",
    "saving_deletes_vacant_post",
}
"""What the exemplar has no need to say."""


def test_details_are_held_by_name_and_item(exemplar: Plan) -> None:
    said = exemplar.details
    services, savings = exemplar.items["service"].ids, exemplar.items["saving"]
    assert services[savings.groups["service"][savings.ids.index("T01")]] == "svc_children"
    assert said["saving_project", "T01"] == "prj_local_homes"
    assert said["saving_type", "T01"] == "efficiency"
    assert said["decision_date", "dec_offices"] == "2025-11-12"
    assert said["decision_role", "dec_offices"] == "Cabinet"
    assert said["project_status", "prj_lighting"] == "finished"
    assert said["service_portfolio", "svc_parking"] == "Environment and highways"
    assert ("saving_project", "T03") not in said
    kept = {name for name, one in MODEL.details.items() if len(exemplar.items_of(one.axis))}
    assert {name for name, _ in said} == kept - NOT_SAID
    assert len(kept) > 12


def test_the_budgets_of_services_are_figures(exemplar: Plan) -> None:
    results = run(MODEL, exemplar)
    assert results["service_budgets"][-1, 0] == pytest.approx(188.1e6)
    assert results["budget_outside_services"][-1, 0] == pytest.approx(26.5e6)


def test_a_plan_without_services_has_its_whole_budget_outside_them(worked_example: Plan) -> None:
    results = run(MODEL, worked_example)
    assert results["service_budgets"][0, 0] == 0
    assert results["budget_outside_services"][0, 0] == 200e6
    assert not worked_example.details


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("savings.csv", "svc_children", "svc_chidlren",
         "savings.csv:2 svc_chidlren is not one of the services. Did you mean svc_children?"),
        ("savings.csv", "svc_children", "gold",
         "savings.csv:2 gold is not one of the services. Add it to services.csv."),
        ("savings.csv", "prj_local_homes", "prj_local_home",
         "savings.csv:2 prj_local_home is not one of the projects. Did you mean prj_local_homes?"),
        ("demand.csv", "svc_adults", "svc_adult",
         "demand.csv:2 svc_adult is not one of the services. Did you mean svc_adults?"),
        ("savings.csv", "efficiency", "eficiency",
         ("savings.csv:2 type: 'eficiency' is not one of efficiency, income, service_reduction, "
          "transformation, cost_avoidance, technical. Did you mean efficiency?")),
        ("projects.csv", "under_way", "underway",
         ("projects.csv:2 status: 'underway' is not one of planned, under_way, paused, finished, "
          "stopped. Did you mean under_way?")),
        ("reserves.csv", "er_change", "change",
         ("reserves.csv:5 category: 'change' is not one of not_said, gf_balance, er_risk, "
          "er_change, er_commit, er_ringfenced. Did you mean er_change?")),
        ("decisions.csv", "2025-07-09", "9 July 2025",
         "decisions.csv:2 date: '9 July 2025' is not a date; write it like 2026-02-25."),
        ("decisions.csv", "2025-07-09", "2025-02-30",
         "decisions.csv:2 date: '2025-02-30' is not a date; write it like 2026-02-25."),
        ("decisions.csv", "2025-07-09", "",
         ("decisions.csv:2 dec_finance_system has no date: The day on which it was decided.")),
        ("decisions.csv", ",date,", ",dat,", "decisions.csv:1 dat is not a column here."),
        ("savings.csv", "Director of children's services", "Cllr A Jones",
         ("savings.csv:2 owner: 'Cllr A Jones' is a person; name the role instead, such as "
          "Director of finance.")),
        ("decisions.csv", "Cabinet", "Mrs Jones",
         ("decisions.csv:2 role: 'Mrs Jones' is a person; name the role instead, such as Director "
          "of finance.")),
        ("services.csv", "£47.2m", "47.2",
         "services.csv:2 budget: '47.2' would be £47.20; write £47.2m, or £47.2 if it is so."),
        ("projects.csv", "prj_offices", "T01",
         "projects.csv:7 The id T01 stands twice, first at exemplar/savings.csv:2."),
    ],
)  # fmt: skip
def test_a_detail_that_is_wrong_is_one_problem(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    change(folder, file, old, new)
    found = problems(folder)
    if new != "T01":  # a stolen id leaves what named its owner with nothing to name
        assert len(found) == 1
    assert any(one.startswith(f"exemplar/{said}") for one in found)


@pytest.mark.parametrize(
    "role",
    ["Director of Finance", "Head of Legal and Democratic Services", "Chief executive",
     "Assistant Director (Adults)", "Commissioning and Market Shaping Lead", "Cllr support team",
     "Msc programme lead", "Mrp and treasury manager"],
)  # fmt: skip
def test_a_role_is_never_taken_for_a_person(folder: Path, role: str) -> None:
    change(folder, "projects.csv", "Chief finance officer", role)
    plan = read_plan(folder, MODEL)
    assert plan.details["project_owner", "prj_finance_system"] == role


def test_a_register_that_is_named_and_not_there_is_missed_once(folder: Path) -> None:
    (folder / "services.csv").unlink()
    assert problems(folder) == [
        f"exemplar/services.csv There is no such file, and {needs} needs it. "
        f"Add it: {'' if needs == 'ledger.yaml' else 'rows of '}{needs} name{s} its ids."
        for needs, s in (
            ("agreements.csv", ""),
            ("challenges.csv", ""),
            ("consequences.csv", ""),
            ("cost_bases.csv", ""),
            ("demand.csv", ""),
            ("funding.csv", ""),
            ("grades.csv", ""),
            ("income.csv", ""),
            ("ledger.yaml", "s"),
            ("packages.csv", ""),
            ("pay.csv", ""),
            ("pressures.csv", ""),
            ("savings.csv", ""),
            ("schemes.csv", ""),
        )
    ]
    (folder / "service.csv").write_text("id")
    assert len(problems(folder)) == 1


# -- what a detail rules out -----------------------------------------------------------------

RINGFENCED = (
    "public_health is er_ringfenced, so may_close_gap may not be yes: money ring-fenced by law or "
    "by a grant's conditions may never meet a general gap."
)


def test_a_ringfenced_reserve_may_not_close_a_gap(folder: Path) -> None:
    change(folder, "reserves.csv", "£1.7m,£0,no", "£1.7m,£0,yes")
    assert problems(folder) == [
        (
            f"exemplar/reserves.csv:7 {RINGFENCED} Change its may_close_gap, or its category if "
            "that is wrong."
        )
    ]


def test_a_committed_reserve_may_not_close_a_gap_until_it_is_released(folder: Path) -> None:
    change(folder, "reserves.csv", "£1.7m,£0,no", "£1.7m,£0,yes")
    change(folder, "reserves.csv", "er_ringfenced", "er_commit")
    (found,) = problems(folder)
    assert "public_health is er_commit, so may_close_gap may not be yes: committed" in found
    assert "formally released" in found
    change(folder, "reserves.csv", ",owner,basis", ",owner,released_by,basis")
    path = folder / "reserves.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    said = [row.replace(",illustrative,", ",,illustrative,") for row in rows[:-1]]
    for decision, left in (("dec_offices", 0), ("dec_nowhere", 1), ("", 1)):
        last = rows[-1].replace(",illustrative,", f",{decision},illustrative,")
        path.write_text("\n".join([head, *said, last]) + "\n", encoding="utf-8")
        if left:
            (found,) = problems(folder)
            assert ("dec_nowhere is not one of the decisions" in found) == bool(decision)
        else:
            plan = read_plan(folder, MODEL)
            assert plan.details["reserve_released_by", "public_health"] == "dec_offices"


def test_no_scenario_may_do_what_the_plan_may_not(folder: Path, tmp_path: Path) -> None:
    layer = tmp_path / "scenarios/exemplar/raid.yaml"
    layer.parent.mkdir(parents=True)
    layer.write_text(
        "scenario: raid\ntitle: Use everything\nwhy: To see what is refused.\nowner: Finance\n"
        "set:\n  public_health.may_close_gap: yes\n",
        encoding="utf-8",
    )
    entered = read_plan(folder, MODEL)
    with pytest.raises(PlanError) as refused:
        read_scenarios(folder, entered, MODEL)
    assert RINGFENCED in without_codes(str(refused.value))


# -- shown -----------------------------------------------------------------------------------


def said_by(*arguments: str) -> str:
    done = CliRunner().invoke(main, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def test_an_explanation_says_who_owns_the_item_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = said_by("explain", "saving_expected", "2027/28", "exemplar", "--item", "T01")
    assert said.splitlines()[2] == "  owner: Director of children's services"
    assert said.count("owner:") == 1
    every = said_by("explain", "service_budgets", "2026/27", "exemplar")
    assert every.count("owner:") == 14
    assert "owner:" not in said_by("explain", "saving_on", "2026/27", "worked-example", "--item",
                                   "S1")  # fmt: skip


def test_check_counts_the_rows_of_every_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    rows = sum(
        len(path.read_text(encoding="utf-8").strip().splitlines()) - 1
        for path in (ROOT / "inputs/exemplar").glob("*.csv")
        if path.name != "ledger.csv"
    )
    assert f"{rows} register rows over 4 plan years" in said_by("check", "exemplar")


def test_the_inputs_listed_are_the_details_too() -> None:
    said = said_by("lines", "--inputs")
    assert "decision_reason  (text, for each decision)\n    Why: " in said
    assert "decision_reason" not in said_by("lines")


# -- the stage of a plan, and its firm years ---------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "An outlook, which sets no budget."),
        ("stage: outlook\n", "An outlook, which sets no budget."),
        ("stage: draft\nfirm_years: 0\n",
         ("A draft, not yet proposed as a budget; 2026/27 to 2029/30 are indicative.")),
        ("stage: provisional\nfirm_years: 3\n",
         ("A provisional budget, which full council has not set; 2026/27 to 2028/29 are firm and "
          "2029/30 is indicative.")),
        ("stage: budget\nfirm_years: 4\n",
         "A budget, as full council sets it; 2026/27 to 2029/30 are firm."),
    ],
)  # fmt: skip
def test_the_heading_says_the_stage_and_which_years_are_firm(
    folder: Path, lines: str, said: str
) -> None:
    change(folder, "plan.yaml", "stage: draft\nfirm_years: 1\n", lines)
    plan = read_plan(folder, MODEL)
    assert said in list(heading(MODEL, plan))
    assert plan.stage in said or plan.stage == "provisional"
    record = run_record(run(MODEL, plan), [], plan, {})
    assert (record["stage"], record["firm_years"]) == (plan.stage, plan.firm_years)
    assert plan.firm_years is None or f"firm_years: {plan.firm_years}" in lines


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stage: draft", "stage: drafft",
         ("plan.yaml:10 stage: 'drafft' is not one of outlook, draft, provisional, budget. Did you "
          "mean draft?")),
        ("stage: draft", "stage: [draft]", "plan.yaml:10 stage: should be one piece of text."),
        ("firm_years: 1", "firm_years: one",
         ("plan.yaml:11 firm_years: 'one' is not the number of plan years that are firm, such as "
          "1; write 0 if none is.")),
        ("firm_years: 1", "firm_years: 5",
         ("plan.yaml:11 firm_years: 5 is more than the plan's 4 years. The years that are not firm "
          "are indicative.")),
        ("firm_years: 1", "firm_years: 21", "plan.yaml:11 firm_years: '21' is not the number"),
        ("firm_years: 1", "firm_yaers: 1",
         "plan.yaml:11 firm_yaers is not an entry of a plan. Did you mean firm_years?"),
    ],
)  # fmt: skip
def test_nonsense_about_the_stage_is_refused(folder: Path, old: str, new: str, said: str) -> None:
    change(folder, "plan.yaml", old, new)
    (found,) = problems(folder)
    assert found.startswith(f"exemplar/{said}")
