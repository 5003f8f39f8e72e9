"""What the Bury plans must show: figures typed by hand from what was published."""

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtfp.analysis.basis import illustrative_share
from mtfp.cli import main
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.tidy import tidy_csv
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios, together
from mtfp.problems import PlanError
from mtfp.results import Results
from tests.conftest import ROOT

PLANS = sorted(path.name for path in (ROOT / "inputs").glob("bury-*"))
PUBLISHED_RECORD = ["bury-2023-12", "bury-2024-02", "bury-2024-07", "bury-2025-02"]
SEVEN = [
    "as_reported", "council_tax_held", "inflation_stays_high", "no_call_on_reserves",
    "published", "reserves_taper", "savings_slip",
]  # fmt: skip
WATERMARK = (
    "Illustrative reconstruction from published figures, not Bury Council's plan; "
    "knowledge to {edition}"
)


@cache
def plan_of(name: str) -> Plan:
    return read_plan(ROOT / "inputs" / name, MODEL)


@cache
def worked(name: str) -> tuple[Results, list[Scenario]]:
    found = read_scenarios(ROOT / "inputs" / name, plan_of(name), MODEL)
    return run(MODEL, *together(found)), found


def figures(plan: str, line: str, scenario: str = "") -> list[float]:
    """A line's plan years in £m, to the nearest £0.001m."""
    results, scenarios = worked(plan)
    names = [one.name for one in scenarios]
    case = names.index(scenario) if scenario else 0
    return [round(float(x) / 1e6, 3) for x in results[line][:, case]]


def increments(plan: str, line: str, scenario: str = "") -> list[float]:
    return figures(plan, f"{line}_increment", scenario)


@pytest.fixture
def mtfp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., str]:
    monkeypatch.chdir(ROOT)

    def said(*words: str) -> str:
        out = ["--out", str(tmp_path)] if words[0] == "run" else []
        done = CliRunner().invoke(main, [*words, *out])
        assert done.exit_code == 0, done.output
        return done.output

    return said


# -- autumn 2024 -------------------------------------------------------------------------


def test_the_review_taken_literally() -> None:
    of = "bury-2025", "as_reported"
    assert figures(of[0], "gap_before_savings", of[1]) == [30.0, 30.0, 30.0]
    assert figures(of[0], "savings", of[1]) == [3.333, 6.667, 10.0]
    assert figures(of[0], "gap", of[1]) == [26.667, 23.333, 20.0]


def test_the_councils_own_figures() -> None:
    assert figures("bury-2025", "gap_before_savings", "published") == [19.5, 25.5, 29.7]
    assert figures("bury-2025", "savings", "published") == [9.4, 9.4, 9.4]
    assert figures("bury-2025", "gap", "published") == [10.1, 16.1, 20.3]
    assert increments("bury-2025", "gap_before_savings", "published") == [19.5, 6.0, 4.2]


def test_what_reserves_paid_is_the_first_thing_to_be_found_again() -> None:
    assert figures("bury-2025", "unwinding_of_reserves", "published")[0] == 13.149
    results, _ = worked("bury-2025")
    base = {name: results.array(name)[0, 0, 0] for name in ("net_budget", "funding", "council_tax")}
    assert base["net_budget"] == 224_480_000
    assert base["council_tax"] == pytest.approx(57_409 * 1_919.52, abs=0.01)
    assert base["net_budget"] - base["funding"] == pytest.approx(13_149_000, abs=0.005)


@pytest.mark.parametrize("scenario", ["published", "as_reported"])
def test_the_two_readings_are_told_apart_in_words(mtfp: Callable[..., str], scenario: str) -> None:
    said = mtfp("run", "bury-2025", "-s", scenario)
    for part in ("about £30m for 2025/26", "£10m of it already agreed", "about £20m left",
                 "£29.7m only over three years", "£20.3m of it left after £9.4m of savings",
                 "cannot be right"):  # fmt: skip
        assert part in said


# -- the earlier editions and the bridges between them -----------------------------------


def test_february_2024() -> None:
    assert increments("bury-2024-02", "gap") == [15.131, 10.627, 4.327]
    assert figures("bury-2024-02", "gap") == [15.131, 25.758, 30.085]
    assert figures("bury-2024-02", "gap_if_nothing_done") == [15.131, 40.889, 70.974]


def test_december_2023() -> None:
    assert increments("bury-2023-12", "gap_before_savings") == [22.611, 12.789, 6.182]
    assert figures("bury-2023-12", "gap_before_savings")[-1] == 41.582


def test_summer_2024() -> None:
    assert figures("bury-2024-07", "gap")[0] == 13.149
    assert figures("bury-2024-07", "gap")[2] == 27.918
    assert plan_of("bury-2024-07").blanks == {("pressure_amount", "gap_later", 1)}


def test_the_bridges_between_editions_reconcile() -> None:
    december = increments("bury-2023-12", "gap_before_savings")
    february = increments("bury-2024-02", "gap")
    approved, dividend = 5.368, 2.112
    assert round(december[0] - approved - dividend, 3) == february[0]
    later = [round(a - b, 3) for a, b in zip(december[1:], february[1:], strict=True)]
    assert later == [2.162, 1.855]
    summer = figures("bury-2024-07", "gap")[-1]
    grants_and_fees = 1.701 + 0.022 + 0.444
    assert round(figures("bury-2024-02", "gap")[-1] - summer, 3) == round(grants_and_fees, 3)
    assert round(grants_and_fees, 3) == 2.167


def test_february_2025_balances_to_the_penny() -> None:
    results, _ = worked("bury-2025-02")
    of = {name: float(results[name][0, 0]) for name in
          ("net_budget", "council_tax", "other_grants", "permitted_draw", "unfunded")}  # fmt: skip
    assert of["net_budget"] == pytest.approx(238_256_000, abs=0.005)
    assert (of["council_tax"], of["other_grants"]) == (118_296_000, 114_160_000)
    assert of["permitted_draw"] == 5_800_000
    paid = of["council_tax"] + of["other_grants"] + of["permitted_draw"]
    assert of["net_budget"] == pytest.approx(paid, abs=0.005)
    assert of["unfunded"] == pytest.approx(0, abs=0.005)
    assert figures("bury-2025-02", "pressures") == [23.210]
    assert figures("bury-2025-02", "savings") == [9.434]


# -- the third Plan for Change -----------------------------------------------------------


def test_2014_as_reported_and_as_published() -> None:
    assert increments("bury-2014", "gap_before_savings", "as_reported")[0] == 16.0
    assert figures("bury-2014", "gap", "as_reported")[0] == 16.0
    assert increments("bury-2014", "gap_before_savings", "published")[:2] == [15.807, 11.579]
    assert figures("bury-2014", "gap", "published")[:2] == [0, 0]
    # Nine themes of November 2014 and what followed, added by hand.
    first = [3.420, 3.376, 3.229, 2.012, 1.320, 0.862, 0.726, 0.662, 0.200]
    assert round(sum(first), 3) == 15.807
    assert figures("bury-2014", "savings", "published")[:2] == [15.807, 27.386]


# -- scenarios ---------------------------------------------------------------------------


def test_the_letter_of_2014_found_little_saved_on_assets() -> None:
    """£470k of £17m over the Plan for Change, which is 2.8%; of the £14m in the AMP, 3.4%."""
    results, _ = worked("bury-2014")
    assert list(results.array("theme_savings")[1:, 0, 0]) == [470e3] * 3
    assert f"{results.array('theme_share')[1, 0, 0]:.1%}" == "2.8%"
    assert f"{0.470 / 14:.1%}" == "3.4%"


@pytest.mark.parametrize("plan", ["bury-2014", "bury-2025"])
def test_each_scenario_changes_something_but_the_published(plan: str) -> None:
    results, scenarios = worked(plan)
    found_two_ways = ["equal_percentage", "priorities_first"] if plan == "bury-2014" else []
    assert sorted(one.name for one in scenarios) == sorted([*SEVEN, *found_two_ways])
    assert scenarios[0].name == "published"
    assert not scenarios[0].changes
    for case, one in enumerate(scenarios[1:], start=1):
        assert one.changes, one.name
        moved = [
            name
            for name in ("gap", "gap_expected", "permitted_draw", "gap_after_targets")
            if abs(results[name][:, case] - results[name][:, 0]).max() > 1000
        ]
        assert moved, f"{one.name} moves nothing that anyone would see"
        assert not one.warnings


# -- what is said of the plans -----------------------------------------------------------


MONTHS = "January February March April May June July August September October November December"
DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS.split())}) (\d{{4}})")
MONTH = re.compile(rf"(?<!\d )({'|'.join(MONTHS.split())}) (\d{{4}})")
OLD_YEARS = re.compile(r"(?<![\d/£.,])(19\d\d|20\d\d)(?![\d/])")


def dates_in(text: str) -> Iterator[date]:
    """Every day, month or year that a text names, at its earliest; budget years are not dates."""
    for day, month, year in DAY.findall(text):
        yield date(int(year), MONTHS.split().index(month) + 1, int(day))
    for month, year in MONTH.findall(text):
        yield date(int(year), MONTHS.split().index(month) + 1, 1)
    for year in OLD_YEARS.findall(text):
        yield date(int(year), 1, 1)


def said_of(plan: str) -> Iterator[str]:
    """Every source, note, title and reason of a plan and its scenarios."""
    found = plan_of(plan)
    yield from (found.title, found.watermark, *found.notes)
    for items in found.items.values():
        yield from items.titles
    for one in worked(plan)[1]:
        yield from (one.title, one.why)
        for origin in (*one.plan.origins.values(), *one.plan.changed.values()):
            if not origin.pack:  # which tells of law yet to come, and has a day of its own
                yield from (origin.source, origin.note)


def test_dates_are_found_where_they_stand() -> None:
    assert list(dates_in("Cabinet, 13 December 2023")) == [date(2023, 12, 13), date(2023, 1, 1)]
    assert date(2016, 2, 1) in dates_in("reported in February 2016")
    assert list(dates_in("return of 2014/15, £2014, 57,2019")) == []


@pytest.mark.parametrize("plan", PLANS)
def test_nothing_names_a_date_after_the_edition(plan: str) -> None:
    edition = date.fromisoformat(plan_of(plan).edition)
    texts = list(said_of(plan))
    assert any(list(dates_in(text)) for text in texts), "the search finds no date at all"
    late = [(text, day) for text in texts for day in dates_in(text) if day > edition]
    assert not late
    assert all(date.fromisoformat(pack.as_known_on) <= edition for pack in plan_of(plan).packs)


@pytest.mark.parametrize("plan", PLANS)
def test_every_row_carries_the_watermark(plan: str) -> None:
    results, scenarios = worked(plan)
    rows = list(csv.DictReader(StringIO(tidy_csv(results, scenarios))))
    watermark = WATERMARK.format(edition=plan_of(plan).edition)
    assert len(rows) > 100
    assert {row["watermark"] for row in rows} == {watermark}


@pytest.mark.parametrize("plan", PLANS)
def test_every_face_in_words_carries_the_watermark(mtfp: Callable[..., str], plan: str) -> None:
    watermark = WATERMARK.format(edition=plan_of(plan).edition)
    year = str(plan_of(plan).plan_years[0])
    assert mtfp("run", plan).splitlines()[1] == watermark
    assert mtfp("explain", "gap", year, plan).splitlines()[0] == watermark
    assert mtfp("scenarios", plan).splitlines()[0] == watermark


@pytest.mark.parametrize("plan", PUBLISHED_RECORD)
def test_the_published_record_holds_nothing_invented(mtfp: Callable[..., str], plan: str) -> None:
    results, scenarios = worked(plan)
    assert illustrative_share(MODEL, plan_of(plan)) == 0
    assert "illustrative" not in {
        row["basis"] for row in csv.DictReader(StringIO(tidy_csv(results, scenarios)))
    }
    said = mtfp("run", plan)
    assert "None of the figures typed into this plan is illustrative." in said
    assert "\n~" not in said


def test_the_heading_counts_what_is_invented(mtfp: Callable[..., str]) -> None:
    # By hand, in £m: three years of pressures and funding, costs, reserves and their minimum.
    invented = (7.0065976 + 7.90820616 + 6.4052692) + 95 + 105 + 4 * 101.13327632 + (40 + 10 + 10
                + 41.24)  # fmt: skip
    typed = invented + 224.480 + 13.149 + 9.4
    assert illustrative_share(MODEL, plan_of("bury-2025")) == pytest.approx(invented / typed)
    percent = f"{invented / typed:.0%}"
    # Tax base growth 3, indices 6, costs 2, balance 3, funding 4, reserves 4 and their order 3.
    assert (
        f"{percent} by value of the money typed into this plan, and 25 of its 36 figures, is "
        "illustrative: invented, not published."
    ) in mtfp("run", "bury-2025")


def test_a_blank_is_left_blank(mtfp: Callable[..., str]) -> None:
    said = mtfp("run", "bury-2024-07")
    gap = next(line for line in said.splitlines() if "Gap as published" in line)
    assert gap.split()[-2:] == ["13.149", "27.918"]
    needed = next(line for line in said.splitlines() if "reserves needed" in line)
    assert needed.split()[-1] == "13.149"
    assert "No gap can be given for 2025/26, which the plan leaves blank." in said
    results, scenarios = worked("bury-2024-07")
    rows = {
        (row["line"], row["year"]): row["value"]
        for row in csv.DictReader(StringIO(tidy_csv(results, scenarios)))
        if row["line"] in ("gap", "gap_if_nothing_done", "pressures", "funding")
    }
    assert rows["gap", "2025/26"] == rows["pressures", "2025/26"] == ""
    assert rows["gap", "2024/25"] == "13149000"
    assert rows["gap", "2026/27"] == "27918000"
    assert rows["gap_if_nothing_done", "2024/25"] == "13149000"
    assert rows["gap_if_nothing_done", "2025/26"] == rows["gap_if_nothing_done", "2026/27"] == ""
    assert rows["funding", "2025/26"] == "0"
    assert "left blank" in mtfp("explain", "gap", "2025/26", "bury-2024-07")


def broken_copy(tmp_path: Path, file: str, old: str, new: str) -> str:
    """What `mtfp check` would say of bury-2025 with one text of one file replaced."""
    folder = tmp_path / "inputs" / "bury-2025"
    shutil.copytree(ROOT / "inputs/bury-2025", folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    assert len(refused.value.problems) == 1
    return str(refused.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "fix"),
    [
        ("plan.yaml", "tax_base_growth:", "tax_base_grwth:", "plan.yaml:", "tax_base_growth?"),
        ("plan.yaml", "{every_year: 2.99%,", "{2025/26: 2.99%,", "plan.yaml:", "onwards"),
        ("reserves.csv", "general,", "stabilisation,", "reserves.csv:3", "an id of its own"),
    ],
)
def test_a_slip_is_refused_with_its_place_and_mend(
    tmp_path: Path, file: str, old: str, new: str, place: str, fix: str
) -> None:
    said = broken_copy(tmp_path, file, old, new)
    assert said.startswith(f"bury-2025/{place}")
    assert fix in said


def test_a_saving_without_a_year_is_refused(tmp_path: Path) -> None:
    """Ten million pounds agreed, but for when? The report of 2024 says two different years."""
    folder = tmp_path / "inputs" / "bury-2014"
    shutil.copytree(ROOT / "inputs/bury-2014", folder)
    path = folder / "savings.csv"
    with path.open("a", encoding="utf-8") as register:
        register.write("agreed,Savings agreed,£10m,,recurring,published,peers' review\n")
    with pytest.raises(PlanError, match=r"savings\.csv:15   agreed has no start"):
        read_plan(folder, MODEL)
