"""Packs: where they are found, what overrides what, and that what is not confirmed is said."""

import json
import re
import shutil
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from mtfp.analysis.basis import typed_by_basis
from mtfp.analysis.checks import warnings
from mtfp.analysis.explain import explain
from mtfp.analysis.pack_checks import pack_warnings
from mtfp.analysis.unconfirmed import unconfirmed
from mtfp.cli import main
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.pack_list import Shelf, pack_json, pack_text, shelf_json, shelf_text
from mtfp.outputs.record import run_record
from mtfp.plan import packs as packs_module
from mtfp.plan.heads import entries_of, must_be_given
from mtfp.plan.packs import Pack, own_packs, read_alone, shipped_packs
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import read_scenarios
from mtfp.problems import PlanError
from mtfp.terms import FinancialYear
from tests.conftest import ROOT
from tests.test_inputs_guide import table
from tests.test_schemas import faults

INVENTED = "basis: illustrative, source: invented for this example"
OWN_GROWTH = f"  business_rates_growth:\n    {{every_year: 1.5%, {INVENTED}}}\n"
POLICY = f"  reserves_policy:\n    {{value: fill_gap, {INVENTED}}}\n"
HOUSE = """pack: house
title: What the treasurers of the county assume
as_known_on: 2026-01-05
review_by: 2026-12-31
for: Districts of the county.

assumptions:
  business_rates_growth:
    2025/26: 9%
    2026/27: 2%
    2027/28: 2.5%
    onwards: 3%
    basis: forecast
    source: "County treasurers, January 2026"
    note: before reliefs
    confirmed: {2026/27: yes, onwards: no}
"""
LATER = """pack: later
title: A second look
as_known_on: 2026-02-01
review_by: 2026-02-20

assumptions:
  business_rates_growth: {every_year: 4%, basis: assumed}
  tax_base_growth: {every_year: 7%, basis: assumed, confirmed: no}

series:
  living_wage:
    title: A wage, an hour
    2025/26: £12.21
    2026/27: £12.71
    basis: published
    source: Howes Percival
    confirmed: {2026/27: no}
"""


def edited(folder: Path, old: str, new: str) -> None:
    """Change plan.yaml in the one place where the old text stands."""
    path = folder / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The worked example, saying nothing of the growth of business rates."""
    folder = Path(
        shutil.copytree(ROOT / "inputs/worked-example", tmp_path / "inputs/worked-example")
    )
    edited(folder, OWN_GROWTH, "")
    return folder


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in the place of the packs that are shipped."""
    there = tmp_path / "shipped"
    there.mkdir()
    monkeypatch.setattr(packs_module, "SHIPPED", there)
    return there


def naming(folder: Path, *names: str, own: dict[str, str] | None = None) -> Path:
    """The plan, naming packs, with some of its own."""
    edited(folder, "years: 3\n", f"years: 3\npacks: [{', '.join(names)}]\n")
    for name, text in (own or {}).items():
        (folder / "packs").mkdir(exist_ok=True)
        (folder / f"packs/{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def growth(plan: Plan) -> list[float]:
    return [float(figure) for figure in plan.figures["business_rates_growth"][:, 0]]


def pack_of(folder: Path, name: str) -> Pack:
    pack, problems = read_alone(own_packs(folder)[name], MODEL)
    assert pack
    assert not problems
    return pack


# -- whose figure counts ---------------------------------------------------------------------


def test_a_plan_takes_the_figures_of_its_own_years_from_a_pack(folder: Path) -> None:
    plan = read_plan(naming(folder, "house", own={"house": HOUSE}), MODEL)
    assert growth(plan) == [0.02, 0.025, 0.03]
    origin = plan.origins["business_rates_growth", ""]
    assert str(origin) == (
        "worked-example/packs/house.yaml:8: forecast, County treasurers, January 2026, "
        "before reliefs, not confirmed for 2027/28 and 2028/29"
    )
    assert origin.pack == "house"
    assert plan.packs[0].name == "house"
    assert str(plan.packs[0].place) == "worked-example/plan.yaml:7"


def test_a_later_pack_overrides_an_earlier_and_plan_yaml_both(folder: Path) -> None:
    own = {"house": HOUSE, "later": LATER}
    plan = read_plan(naming(folder, "house", "later", own=own), MODEL)
    assert growth(plan) == [0.04] * 3
    assert plan.origins["business_rates_growth", ""].pack == "later"
    assert plan.figures["tax_base_growth"][:, 0].tolist() == [0.01] * 3  # plan.yaml says so
    assert plan.origins["tax_base_growth", ""].pack == ""


def test_the_order_in_which_packs_are_named_decides(folder: Path) -> None:
    own = {"house": HOUSE, "later": LATER}
    plan = read_plan(naming(folder, "later", "house", own=own), MODEL)
    assert growth(plan) == [0.02, 0.025, 0.03]


def test_a_plans_own_pack_stands_in_the_place_of_a_shipped_one(folder: Path, shelf: Path) -> None:
    (shelf / "house.yaml").write_text(LATER.replace("pack: later", "pack: house"), "utf-8")
    shipped = read_plan(naming(folder, "house"), MODEL)
    assert growth(shipped) == [0.04] * 3
    assert str(shipped.origins["business_rates_growth", ""].place) == "mtfp/packs/house.yaml:7"
    (folder / "packs").mkdir()
    (folder / "packs/house.yaml").write_text(HOUSE, encoding="utf-8")
    assert growth(read_plan(folder, MODEL)) == [0.02, 0.025, 0.03]


def test_a_plan_that_names_no_packs_reads_none(folder: Path) -> None:
    (folder / "packs").mkdir()
    (folder / "packs/house.yaml").write_text("pack: [", encoding="utf-8")
    plan = read_plan(folder, MODEL)
    assert growth(plan) == [0.0] * 3
    assert plan.packs == ()
    assert not [name for name in plan.files if "packs" in name]


def test_a_pack_may_give_what_a_plan_must_say(folder: Path) -> None:
    edited(folder, POLICY, "")
    pack = HOUSE.partition("  business")[0] + POLICY
    plan = read_plan(naming(folder, "house", own={"house": pack}), MODEL)
    assert plan.origins["reserves_policy", ""].pack == "house"


def test_a_scenario_overrides_a_pack(folder: Path) -> None:
    plan = read_plan(naming(folder, "house", own={"house": HOUSE}), MODEL)
    layer = folder.parent.parent / "scenarios/worked-example/mine.yaml"
    layer.parent.mkdir(parents=True)
    layer.write_text(
        "scenario: mine\ntitle: Mine\nwhy: To try.\nowner: Finance\n"
        "set:\n  business_rates_growth: {2026/27: 1%, 2028/29: 1%}\n",
        encoding="utf-8",
    )
    (one,) = read_scenarios(folder, plan, MODEL, ["mine"])
    assert growth(one.plan) == [0.01, 0.025, 0.01]
    assert one.plan.changed["business_rates_growth", "", 2].confirmed


def test_what_a_scenario_adds_to_a_figure_is_no_better_confirmed_than_it(folder: Path) -> None:
    plan = read_plan(naming(folder, "house", own={"house": HOUSE}), MODEL)
    layer = folder.parent.parent / "scenarios/worked-example/mine.yaml"
    layer.parent.mkdir(parents=True)
    layer.write_text(
        "scenario: mine\ntitle: Mine\nwhy: To try.\nowner: Finance\n"
        "set:\n  business_rates_growth: {from: 2026/27, to: 2027/28, add: 1pp}\n",
        encoding="utf-8",
    )
    (one,) = read_scenarios(folder, plan, MODEL, ["mine"])
    first, second = (one.plan.changed["business_rates_growth", "", year] for year in (0, 1))
    assert first.confirmed
    assert second.doubt == "not confirmed"


def test_a_file_tried_before_it_is_written_sees_the_plans_packs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    naming(folder, "house", own={"house": HOUSE})
    monkeypatch.chdir(folder.parent.parent)
    done = mtfp("set", "business_rates_growth", "1%", "-s", "mine", "--title", "Mine", "--why",
                "To try.", "--owner", "Finance")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert mtfp("check").exit_code == 0


# -- the years of a pack ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    onwards: 3%\n", "", "business_rates_growth says nothing of 2028/29."),
        ("    2027/28: 2.5%\n", "    2028/29: 2.5%\n",
         "business_rates_growth says nothing of 2027/28."),
        ("    2026/27: 2%\n", "", "business_rates_growth says nothing of 2026/27."),
        ("2027/28: 2.5%", "2027/29: 2.5%",
         "business_rates_growth: '2027/29' does not join up; did you mean 2027/28?"),
        ("2027/28: 2.5%", "2027/28: 2.5",
         "business_rates_growth: '2.5' is not a percentage; write it with its sign, like 3.5%."),
        ("onwards: no", "onwards: maybe", "confirmed should be yes or no."),
        ("{2026/27: yes, onwards: no}", "{2026: no}",
         "confirmed: '2026' is not a financial year; write it like 2026/27."),
        ("review_by: 2026-12-31", "review_by: 2026-01-05",
         "review_by: 2026-01-05 is no later than as_known_on, 2026-01-05."),
        ("as_known_on: 2026-01-05", "as_known_on: January", None),
        ("assumptions:", "series:", None),
    ],
)  # fmt: skip
def test_a_pack_is_read_as_strictly_as_a_plan(
    folder: Path, old: str, new: str, said: str | None
) -> None:
    assert HOUSE.count(old) == 1
    naming(folder, "house", own={"house": HOUSE.replace(old, new)})
    with pytest.raises(PlanError) as error:
        read_plan(folder, MODEL)
    problems = error.value.problems
    assert {problem.place.file for problem in problems if problem.place} == {
        "worked-example/packs/house.yaml"
    }
    if said:
        assert [problem.what for problem in problems] == [said]


def test_what_a_pack_leaves_out_of_a_figure_not_taken_from_it_is_no_matter(folder: Path) -> None:
    short = HOUSE.replace("    onwards: 3%\n", "")
    plan = read_plan(naming(folder, "house", "later", own={"house": short, "later": LATER}), MODEL)
    assert growth(plan) == [0.04] * 3


def test_a_pack_named_twice_is_refused(folder: Path) -> None:
    naming(folder, "house", "house", own={"house": HOUSE})
    with pytest.raises(PlanError, match="packs: house is named twice"):
        read_plan(folder, MODEL)


def test_packs_are_named_in_a_list(folder: Path) -> None:
    edited(naming(folder, "house", own={"house": HOUSE}), "packs: [house]", "packs: house")
    with pytest.raises(PlanError, match="should be names in square brackets"):
        read_plan(folder, MODEL)


# -- what is not confirmed -------------------------------------------------------------------


def said_of(folder: Path, code: str) -> list[str]:
    results = run(MODEL, read_plan(folder, MODEL))
    found = (*warnings(results), *unconfirmed(results, [results.plan])[0])
    return [warning.what for warning in found if warning.code == code]


def test_what_is_not_confirmed_and_moves_the_gap_is_said_once(folder: Path) -> None:
    naming(folder, "house", own={"house": HOUSE})
    assert said_of(folder, "W161") == [
        "business_rates_growth is not confirmed, and the gap rests on it."
    ]


def test_several_are_said_together_and_the_rest_counted(folder: Path) -> None:
    naming(folder, "house", own={"house": HOUSE})
    for figure in ("every_year: 1%,", "every_year: 2.99%,"):
        edited(folder, figure, f"{figure} confirmed: no,")
    (said,) = said_of(folder, "W161")
    names, _, rest = said.partition(" are not confirmed")
    assert set(re.split(", | and ", names)) == {
        "tax_base_growth", "council_tax_increase", "business_rates_growth"
    }  # fmt: skip
    assert rest == ", and the gap rests on them."
    for figure in ("every_year: 2%,", 'value: "60,000",'):
        edited(folder, figure, f"{figure} confirmed: no,")
    (said,) = said_of(folder, "W161")
    assert re.fullmatch(rf"\w+, \w+, \w+ and 2 more are not confirmed{rest}", said)


def test_a_figure_that_moves_no_gap_is_not_said(folder: Path) -> None:
    edited(folder, "value: fill_gap,", "value: fill_gap, confirmed: no,")
    assert said_of(folder, "W161") == []
    naming(folder, "house", own={"house": HOUSE})
    edited(folder, "value: £60m,", "value: £0,")  # what grows is nothing
    assert said_of(folder, "W161") == []


def test_a_figure_whose_unconfirmed_years_lie_outside_the_plan_is_confirmed(folder: Path) -> None:
    pack = HOUSE.replace("{2026/27: yes, onwards: no}", "{2025/26: no, 2028/29: yes}")
    plan = read_plan(naming(folder, "house", own={"house": pack}), MODEL)
    assert plan.origins["business_rates_growth", ""].confirmed
    assert said_of(folder, "W161") == []


def test_one_value_is_confirmed_or_not_and_knows_no_years(folder: Path) -> None:
    edited(folder, "value: £200m,", "value: £200m, confirmed: {2026/27: no},")
    with pytest.raises(PlanError, match="approved_budget has one value, which is confirmed or not"):
        read_plan(folder, MODEL)


def test_an_explanation_says_so(folder: Path) -> None:
    results = run(MODEL, read_plan(naming(folder, "house", own={"house": HOUSE}), MODEL))
    found = "\n".join(explain(results, MODEL["business_rates_grown"], 2, depth=1).lines())
    assert "before reliefs, not confirmed for 2027/28 and 2028/29" in found


def test_the_workbook_says_so_where_the_figure_stands_and_among_the_sources(folder: Path) -> None:
    naming(folder, "house", own={"house": HOUSE})
    found = files_of_run(folder)
    book = load_workbook(BytesIO(found["mtfp.xlsx"]))
    for sheet in ("Assumptions", "Sources"):
        rows = [[str(cell.value) for cell in row] for row in book[sheet].iter_rows()]
        said = [
            row for row in rows if any("not confirmed for 2027/28 and 2028/29" in c for c in row)
        ]
        assert len(said) == 1, sheet
        assert any("County treasurers, January 2026" in cell for cell in said[0])
    names = [str(row[0].value) for row in book["Sources"].iter_rows()]
    assert "worked-example/packs/house.yaml" in names


# -- stale, and of which run -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("2026-02-20", []),
        ("2026-02-21", ["later was to be reviewed by 2026-02-20; this plan is of 2026-02-21."]),
    ],
)
def test_a_pack_is_stale_the_day_after_its_review_was_due(
    folder: Path, edition: str, said: list[str]
) -> None:
    edited(naming(folder, "later", own={"later": LATER}), "2026-02-25", edition)
    assert said_of(folder, "W162") == said


def test_a_run_is_of_its_packs(folder: Path) -> None:
    naming(folder, "house", own={"house": HOUSE})
    plan = read_plan(folder, MODEL)
    first = run_record(run(MODEL, plan), [], plan, dict(plan.files))
    shown = "worked-example/packs/house.yaml"
    assert first["inputs"][shown] == sha256(HOUSE.encode()).hexdigest()
    assert first["packs"] == [
        {"pack": "house", "as_known_on": "2026-01-05", "review_by": "2026-12-31"}
    ]
    (folder / "packs/house.yaml").write_text(HOUSE + "# seen again\n", encoding="utf-8")
    again = read_plan(folder, MODEL)
    second = run_record(run(MODEL, again), [], again, dict(again.files))
    assert second["fingerprint"] != first["fingerprint"]


def test_what_a_pack_gives_was_not_typed_into_the_plan(folder: Path) -> None:
    before = typed_by_basis(MODEL, read_plan(folder, MODEL))
    after = typed_by_basis(MODEL, read_plan(naming(folder, "house", own={"house": HOUSE}), MODEL))
    assert after == before


# -- the list --------------------------------------------------------------------------------


def mtfp(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def shelf_of(folder: Path, today: str, *, used: bool) -> Shelf:
    read = [read_alone(file, MODEL)[0] for file in own_packs(folder).values()]
    shipped = [read_alone(file, MODEL)[0] for file in shipped_packs().values()]
    every = [pack for pack in (*shipped, *read) if pack]
    return Shelf(every, today, read_plan(folder, MODEL) if used else None)


def test_the_list_says_what_is_stale_and_what_is_used_and_overridden(
    folder: Path, shelf: Path
) -> None:
    (shelf / "house.yaml").write_text(HOUSE, encoding="utf-8")
    own = {"house": HOUSE, "later": LATER}
    naming(folder, "house", "later", own=own)
    text = "\n".join(shelf_text(shelf_of(folder, "2026-03-01", used=True)))
    here = "worked-example/packs"
    assert (
        text
        == f"""\
pack   known on    review by            figures  series  not confirmed  where
house  2026-01-05  2026-12-31  current  1        0       1              shipped
    What the treasurers of the county assume
    Overridden by {here}/house.yaml.
    Not used by worked-example.
house  2026-01-05  2026-12-31  current  1        0       1              {here}/house.yaml
    What the treasurers of the county assume
    Used by worked-example.
    Its business_rates_growth is overridden by later.
later  2026-02-01  2026-02-20  stale    2        1       2              {here}/later.yaml
    A second look
    Used by worked-example.
    Its tax_base_growth is overridden by worked-example/plan.yaml:18.

Stale means that its review was due before today, 2026-03-01.
`mtfp packs --show NAME` prints what one of them holds."""
    )


def test_a_pack_that_knows_more_than_the_plan_is_said_to(folder: Path) -> None:
    edited(naming(folder, "house", own={"house": HOUSE}), "2026-02-25", "2026-01-04")
    text = "\n".join(shelf_text(shelf_of(folder, "2026-03-01", used=True)))
    assert "    Known only after the plan's edition, 2026-01-04.\n" in text


def test_the_list_is_json_too(folder: Path, shelf: Path) -> None:
    (shelf / "house.yaml").write_text(HOUSE, encoding="utf-8")
    naming(folder, "house", own={"house": HOUSE})
    said = json.loads(shelf_json(shelf_of(folder, "2027-01-01", used=True)))
    assert [(one["where"], one["stale"], one["used"]) for one in said] == [
        ("mtfp/packs/house.yaml", True, False),
        ("worked-example/packs/house.yaml", True, True),
    ]
    assert said[0]["overridden_by"] == ["worked-example/packs/house.yaml"]
    assert said[1]["not_confirmed"] == ["business_rates_growth"]
    assert said[1]["overrides"] == {}


def test_a_pack_is_shown_with_its_sources(folder: Path) -> None:
    naming(folder, own={"house": HOUSE, "later": LATER})
    seen = shelf_of(folder, "2026-03-01", used=False)
    assert (
        "\n".join(pack_text(pack_of(folder, "house"), seen))
        == """\
house: What the treasurers of the county assume
    As known on 2026-01-05, to be reviewed by 2026-12-31: current on 2026-03-01.
    Districts of the county.
    worked-example/packs/house.yaml

business_rates_growth: Growth of retained business rates
    2025/26 9.00%, 2026/27 2.00%, 2027/28 2.50%, onwards 3.00%
    forecast, County treasurers, January 2026, before reliefs, not confirmed from 2027/28"""
    )
    said = json.loads(pack_json(pack_of(folder, "later"), seen))
    assert said["figures"]["tax_base_growth"]["every_year"] == 0.07
    assert said["figures"]["tax_base_growth"]["not_confirmed"] == ["all"]
    assert said["series"]["living_wage"] == {
        "title": "A wage, an hour",
        "by_year": {"2025/26": "£12.21", "2026/27": "£12.71"},
        "basis": "published",
        "source": "Howes Percival",
        "note": "",
        "not_confirmed": ["2026/27"],
    }


@pytest.mark.parametrize(
    ("figures", "confirmed", "said"),
    [
        ("every_year: 2%", "yes", ""),
        ("every_year: 2%", "no", "not confirmed"),
        ("every_year: 2%", "{2025/26: yes, onwards: no}", "not confirmed from 2026/27"),
        ("2026/27: 2%, 2027/28: 2%", "no", "not confirmed for 2026/27 and 2027/28"),
        ("2026/27: 2%, 2027/28: 2%, onwards: 1%", "no", "not confirmed from 2026/27"),
        ("2026/27: 2%, onwards: 1%", "{2026/27: yes, onwards: no}", "not confirmed from 2027/28"),
        ("2025/26: 2%, 2026/27: 2%, onwards: 1%", "{2025/26: no, 2026/27: yes, onwards: no}",
         "not confirmed for 2025/26 and from 2027/28"),
        ("2025/26: 2%, 2026/27: 2%, onwards: 1%", "{2025/26: no}", "not confirmed for 2025/26"),
    ],
)  # fmt: skip
def test_which_of_its_figures_are_not_confirmed_is_said_of_a_pack(
    folder: Path, figures: str, confirmed: str, said: str
) -> None:
    head = HOUSE.partition("  business")[0]
    entry = f"  tax_base_growth: {{{figures}, basis: assumed, confirmed: {confirmed}}}\n"
    naming(folder, own={"house": head + entry})
    *_, last = pack_text(pack_of(folder, "house"), shelf_of(folder, "2026-03-01", used=False))
    assert last.strip() == f"assumed, {said}".removesuffix(", ")


def test_the_command_lists_shows_and_answers_a_wrong_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    naming(folder, "house", own={"house": HOUSE})
    monkeypatch.chdir(folder.parent.parent)
    assert "worked-example/packs/house.yaml" in mtfp("packs").output
    assert "Used by worked-example." in mtfp("packs", "worked-example").output
    assert mtfp("packs", "--show", "house").output.startswith("house: What the treasurers")
    assert json.loads(mtfp("packs", "--json").output)[-1]["pack"] == "house"
    wrong = mtfp("packs", "--show", "hose")
    assert wrong.exit_code == 2
    assert "there is no pack called hose. Did you mean house?" in wrong.output


# -- those that are shipped ------------------------------------------------------------------

SHIPPED = shipped_packs()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_pack_is_whole_and_every_figure_can_be_looked_up(name: str) -> None:
    pack, problems = read_alone(SHIPPED[name], MODEL)
    assert not problems
    assert pack
    assert pack.head.what_for
    for origin in (
        *(one.origin for one in pack.entries.values()),
        *(s.origin for s in pack.series),
    ):
        assert origin.source
    # No mark of anyone's own notes in the place of a source.
    assert not re.search(r"\[[A-Z]+[0-9]*\]|\bS[0-9]{1,3}\b", SHIPPED[name].path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("plan", "pack"), [("bury-2014", "england-history"), ("bury-2025", "england-2025-26")]
)
def test_an_old_plan_rests_on_the_pack_of_its_time_and_its_gap_is_as_before(
    tmp_path: Path, plan: str, pack: str
) -> None:
    folder = Path(shutil.copytree(ROOT / "inputs" / plan, tmp_path / "inputs" / plan))
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    alone = re.sub("^packs: .*\n", "", text, flags=re.MULTILINE)
    (folder / "plan.yaml").write_text(alone, encoding="utf-8")
    before = run(MODEL, read_plan(folder, MODEL))
    edited(folder, "years: 3\n", f"years: 3\npacks: [{pack}]\n")
    after = run(MODEL, read_plan(folder, MODEL))
    assert (after["gap"] == before["gap"]).all()
    assert after.plan.origins["referendum_core_limit", ""].pack == pack
    limits = after.plan.figures["referendum_core_limit"][:, 0]
    assert set(limits.tolist()) == ({0.02} if plan == "bury-2014" else {0.03})
    assert not [*pack_warnings(after), *unconfirmed(after, [after.plan])[0]]


RETENTION = """  business_rates_method: {value: retention, basis: assumed}
  net_rates_income: {every_year: £20m, basis: assumed}
  rates_local_share: {every_year: 40%, basis: assumed}
  business_rates_baseline: {2026/27: £9m, onwards: £0, basis: assumed}
  baseline_funding_level: {2026/27: £4m, onwards: £0, basis: assumed}
  baselines_uprating: {every_year: 2%, basis: assumed}
"""


@pytest.mark.parametrize(
    ("income", "said"),
    [
        ("£20m", ["safety_net_share is not confirmed, and the gap rests on it."]),
        ("£30m", ["levy_cap is not confirmed, and the gap rests on it."]),
    ],
)
def test_rates_by_retention_rest_on_what_is_not_confirmed_of_it(
    folder: Path, income: str, said: list[str]
) -> None:
    naming(folder, "england-2026-27")
    assert said_of(folder, "W161") == []  # rates that are grown rest on none of it
    path = folder / "plan.yaml"
    text = path.read_text(encoding="utf-8") + RETENTION.replace("£20m", income)
    path.write_text(text, encoding="utf-8")
    assert said_of(folder, "W161") == said


def test_a_new_plan_names_packs_that_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert mtfp("new", "Ambridge", "--base-year", "2025/26").exit_code == 0
    folder = tmp_path / "inputs/ambridge"
    edited(folder, "# packs: [", "packs: [")
    plan = read_plan(folder, MODEL)
    assert [pack.name for pack in plan.packs] == ["england-statute", "england-2026-27"]
    assert plan.origins["levy_cap", ""].pack == "england-2026-27"


@pytest.mark.parametrize("name", [name for name in SHIPPED if name != "england-history"])
def test_a_shipped_pack_serves_plans_of_any_length_from_2025(name: str) -> None:
    pack, _ = read_alone(SHIPPED[name], MODEL)
    assert pack
    for entry in pack.entries.values():
        years = [FinancialYear(year) for year in range(2025, 2046)]
        assert None not in [entry.figure(year) for year in years], entry.given.name


def test_the_pack_of_the_guide_is_one(folder: Path) -> None:
    page = (ROOT / "inputs/README.md").read_text(encoding="utf-8")
    (text,) = (one for one in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "series:" in one)
    plan = read_plan(naming(folder, "county", own={"county": text}), MODEL)
    assert plan.packs[0].what_for == "Districts of the county."
    assert faults("pack", text) == []
    pack = pack_of(folder, "county")
    assert [one.name for one in pack.series] == ["county_fee_rise"]
    rows = table("Packs")
    assert {name: must for name, (_, must, _) in rows.items()} == {
        name: "must" if must_be_given(field) else "may"
        for name, field in entries_of(packs_module.Head).items()
    }
    for name, (_, _, example) in rows.items():
        assert f"{name}: {example}" in text or name == "title"


def files_of_run(folder: Path) -> dict[str, bytes]:
    """What `mtfp run` writes, by name."""
    out = folder.parent.parent / "out"
    done = mtfp("run", str(folder), "--out", str(out))
    assert done.exit_code == 0, done.output
    return {path.name: path.read_bytes() for path in (out / folder.name).iterdir()}
