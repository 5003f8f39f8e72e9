"""The faces of a run: what is written, what is said, and that no failure destroys anything."""

import csv
import json
from dataclasses import replace
from io import StringIO
from math import nan
from pathlib import Path

import numpy as np
import pytest

from mtfp.analysis.blanks import Blanks
from mtfp.analysis.changes import changes
from mtfp.analysis.headline import sentences
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.console import heading, summary_table
from mtfp.outputs.record import fingerprint, record_json
from mtfp.outputs.tables.bridge import BRIDGE
from mtfp.outputs.tables.council_tax import COUNCIL_TAX
from mtfp.outputs.tables.reserves import BALANCES, DRAWS
from mtfp.outputs.tables.savings import APPROVED_SAVINGS, EXPECTED_SAVINGS
from mtfp.outputs.tables.shown import rows_of
from mtfp.outputs.tables.summary import SUMMARY
from mtfp.outputs.tidy import COLUMNS, tidy_csv, tidy_json
from mtfp.outputs.writing import write
from mtfp.plan.cases import AS_ENTERED
from mtfp.plan.plan import Items, Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios, together
from mtfp.problems import PlanError
from mtfp.results import Results
from mtfp.terms import FinancialYear
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def worked() -> tuple[Results, list[Scenario]]:
    folder = ROOT / "inputs/worked-example"
    found = read_scenarios(folder, read_plan(folder, MODEL), MODEL)
    return run(MODEL, *together(found)), found


# -- figures.csv and JSON ----------------------------------------------------------------


def test_the_table_holds_every_figure_once(worked: tuple[Results, list[Scenario]]) -> None:
    results, scenarios = worked
    rows = list(csv.DictReader(StringIO(tidy_csv(results, scenarios))))
    assert tuple(rows[0]) == COLUMNS
    keys = [tuple(row[c] for c in ("scenario", "line", "item", "year")) for row in rows]
    assert len(keys) == len(set(keys))
    found = {key: float(row["value"] or nan) for key, row in zip(keys, rows, strict=True)}
    assert found["base", "gap", "", "2027/28"] == pytest.approx(
        float(results["gap"][1, 0]), rel=1e-14
    )
    assert found["s2_delivers_half", "gap_expected", "", "2028/29"] == pytest.approx(17_631_542, 1)
    assert ("base", "gap", "", "2025/26") in found, "an opening is a figure"
    assert ("base", "funding", "", "2025/26") in found
    assert ("base", "pressures", "", "2025/26") not in found, "no figure, no row"


def test_json_holds_the_same_as_numbers(worked: tuple[Results, list[Scenario]]) -> None:
    rows = list(csv.DictReader(StringIO(tidy_csv(*worked))))
    said = json.loads(tidy_json(*worked))
    assert len(said) == len(rows)
    assert [row["value"] is None for row in said] == [not row["value"] for row in rows]
    assert [row["value"] for row in said if row["value"] is not None] == pytest.approx(
        [float(row["value"]) for row in rows if row["value"]], rel=1e-14
    )
    assert {key for row in said for key in row} == set(COLUMNS)


def test_identical_inputs_give_identical_bytes(worked: tuple[Results, list[Scenario]]) -> None:
    folder = ROOT / "inputs/worked-example"
    again = read_scenarios(folder, read_plan(folder, MODEL), MODEL)
    assert tidy_csv(run(MODEL, *together(again)), again) == tidy_csv(*worked)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_run_is_made_inert(
    worked: tuple[Results, list[Scenario]], start: str
) -> None:
    results, _ = worked
    evil = f'{start}HYPERLINK("http://x","y")'
    items = {
        name: replace(members, ids=tuple(evil + i for i in members.ids))
        for name, members in results.plan.items.items()
    }
    origins = {(name, evil + item if item else ""): origin
               for (name, item), origin in results.plan.origins.items()}  # fmt: skip
    plan = replace(results.plan, name=evil, watermark=evil, items=items, origins=origins)
    one = Scenario(evil, "", "", plan)
    text = tidy_csv(run(MODEL, plan), [one])
    for row in csv.reader(StringIO(text)):
        for column, cell in zip(COLUMNS, row, strict=True):
            if column != "value":
                assert cell[:1] not in set("=+-@\t\r\n"), (column, cell)
    said = json.loads(tidy_json(run(MODEL, plan), [one]))
    assert said[0]["plan"] == evil, "JSON is not opened by a spreadsheet"


# -- the run record ----------------------------------------------------------------------


def test_the_record_says_what_ran_and_alone_holds_the_time(
    worked: tuple[Results, list[Scenario]],
) -> None:
    results, scenarios = worked
    text = record_json(results, scenarios, results.plan, {"a/b.csv": "1" * 64})
    said = json.loads(text)
    assert said["plan"] == "worked-example"
    assert said["at"][:2] == "20"
    change = said["scenarios"]["s2_delivers_half"]["changes"][0]
    assert change["input"] == "saving_delivery_probability"
    assert (change["item"], change["before"], change["after"]) == ("S2", [1.0], [0.5])
    assert change["place"].startswith("scenarios/worked-example/s2_delivers_half.yaml:")
    assert said["illustrative_share"] == 1
    assert said["illustrative_figures"] == said["figures"] > 30
    assert said["at"][:10] not in tidy_csv(results, scenarios)


def test_the_fingerprint_moves_with_any_input(worked: tuple[Results, list[Scenario]]) -> None:
    results, _ = worked
    one = fingerprint(results, {"a": "1", "b": "2"})
    assert one == fingerprint(results, {"b": "2", "a": "1"})
    assert one != fingerprint(results, {"a": "1", "b": "3"})
    assert len(one) == 8


# -- writing -----------------------------------------------------------------------------


def test_files_are_written_whole_and_nothing_is_left_beside(tmp_path: Path) -> None:
    write(tmp_path / "new" / "deep", {"a.csv": b"1", "b.json": b"2"})
    write(tmp_path / "new" / "deep", {"a.csv": b"3", "b.json": b"4"})
    found = {path.name: path.read_bytes() for path in (tmp_path / "new" / "deep").iterdir()}
    assert found == {"a.csv": b"3", "b.json": b"4"}


def test_written_files_can_be_read_by_others_as_any_new_file_can(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": b"1"})
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_one_file_that_cannot_be_written_leaves_them_all_as_they_were(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": b"old"})
    (tmp_path / "b.json").mkdir()
    with pytest.raises(PlanError) as refusal:
        write(tmp_path, {"a.csv": b"new", "b.json": b"new"})
    assert "what was there is as it was" in str(refusal.value)
    assert str(tmp_path / "b.json") in str(refusal.value)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.json"]


@pytest.mark.parametrize("failure", [OSError(13, "Permission denied"), KeyboardInterrupt()])
def test_a_failure_half_way_puts_back_what_was_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    write(tmp_path, {"a": b"old", "c": b"old"})
    move = Path.replace

    def replace_but_c(self: Path, target: Path) -> Path:
        if Path(target).name == "c":
            raise failure
        return move(self, target)

    monkeypatch.setattr(Path, "replace", replace_but_c)
    with pytest.raises((PlanError, KeyboardInterrupt)):
        write(tmp_path, {"a": b"new", "b": b"new", "c": b"new"})
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {"a": b"old", "c": b"old"}


@pytest.mark.parametrize("mark", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_what_is_open_in_a_spreadsheet_program_is_not_written_over(
    tmp_path: Path, mark: str
) -> None:
    write(tmp_path, {"a.xlsx": b"old"})
    (tmp_path / mark).write_text("")
    with pytest.raises(PlanError) as refusal:
        write(tmp_path, {"a.xlsx": b"new", "b": b"new"})
    assert str(tmp_path / "a.xlsx") in str(refusal.value)
    assert mark in str(refusal.value)
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", mark}
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


def test_a_folder_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(PlanError, match="Cannot be written"):
        write(tmp_path / "out" / "plan", {"a": b""})


# -- the terminal ------------------------------------------------------------------------


def test_the_heading_of_a_plan_with_invented_rates_alone(
    worked: tuple[Results, list[Scenario]],
) -> None:
    plan = worked[0].plan
    said = list(heading(MODEL, plan))
    assert said[1] == plan.watermark
    assert said[2] == "An outlook, which sets no budget."
    assert said[3] == (
        "100% by value of the money typed into this plan, and 55 of its 55 figures, is "
        "illustrative: invented, not published."
    )
    rates = {key: replace(origin, basis="illustrative" if "growth" in key[0] else "published")
             for key, origin in plan.origins.items()}  # fmt: skip
    assert list(heading(MODEL, replace(plan, origins=rates)))[3] == (
        "None of the money typed into this plan is illustrative, but 6 of its 55 figures are."
    )


def test_changes_that_are_alike_stand_on_one_line() -> None:
    folder = ROOT / "inputs/bury-2014"
    plan = read_plan(folder, MODEL)
    literal, slip = read_scenarios(folder, plan, MODEL, ["as_reported", "savings_slip"])
    assert list(changes(literal))[-1] == (
        "Switched off: models, external, terms, income, procurement, recycling, assets, "
        "provision, third_sector, health, trading, charges, rest"
    )
    assert list(changes(slip)) == [
        "Expected slippage, all savings: 0 months became 6 months",
        "Share expected to be delivered, all savings: 100.00% became 80.00%",
    ]


def test_a_row_that_rests_on_invention_is_marked_and_explained(
    worked: tuple[Results, list[Scenario]],
) -> None:
    said = list(summary_table(worked[0], worked[1][0]))
    assert any(text.startswith("~ Gap after approved savings") for text in said)
    assert said[-1].startswith("~ rests on illustrative figures")


# -- the headline ------------------------------------------------------------------------


def told(
    gap: list[float],
    *,
    saved: float = 0,
    drawn: list[float] | None = None,
    reserves: float = 50,
    blank: int | None = None,
    absorbed: list[float] | None = None,
    exposed: list[float] | None = None,
    unmet: list[float] | None = None,
) -> tuple[str, str]:
    """The headline of a plan with these gaps, in £m; a surplus is less than nought."""
    years = len(gap)
    draw, borne = np.array(drawn or [0.0] * years), np.array(absorbed or [0.0] * years)
    lines = {
        "gap": np.array(gap), "gap_before_savings": np.array(gap) + saved, "permitted_draw": draw,
        "unfunded": np.maximum(0, np.array(gap) - draw), "gap_expected": np.array(gap),
        "usable_reserves": reserves - np.cumsum(draw), "absorbed": borne,
        "gap_if_not_absorbed": np.array(gap) + borne,
        "dsg_deficit_exposed": np.array(exposed or [0.0] * years),
        "dsg_unmet": np.array(unmet or [0.0] * years),
    }  # fmt: skip
    figures = {name: np.concatenate([[0], x])[:, None, None] * 1e6 for name, x in lines.items()}
    items = {axis: Items((), ()) for axis in MODEL.axes} | {"pressure": Items(("p",), ("P",))}
    items["pressure"] = Items(("p",), ("P",), {"index": (0,)})
    items["index"] = Items(("i",), ("I",))
    if reserves:
        items["reserve"] = Items(("r",), ("R",))
    inputs = {name: np.full((years if one.yearly else 1, len(items[one.axis.name].ids) if
              one.axis.name in items and one.axis.name != "council" else 1), one.if_absent or 0.0)
              for name, one in MODEL.inputs.items()}  # fmt: skip
    blanks = frozenset() if blank is None else frozenset({("pressure_amount", "p", blank)})
    plan = Plan("p", "P", FinancialYear(2024), years, items, inputs, blanks=blanks)
    return sentences(Results(MODEL, plan, AS_ENTERED, figures), Blanks(MODEL, plan))


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        (
            told([0, 0, 0]),
            "The plan balances in every year to 2027/28 without calling on reserves.",
            "No reserves are used.",
        ),
        (
            told([0, -2, -1], saved=3),
            (
                "The plan balances in every year to 2027/28 without calling on reserves, with "
                "£2.0m to spare in 2026/27 after approved savings of £3.0m."
            ),
            "No reserves are used.",
        ),
        (
            told([10, 24, 20], drawn=[10, 24, 16]),
            (
                "The gap is £10.0m in 2025/26, £24.0m at its highest, in 2026/27, and £20.0m a "
                "year by 2027/28 if nothing more is done."
            ),
            (
                "Reserves pay £50.0m over the plan, and usable reserves stand at £0.0m at the end "
                "of 2027/28; £4.0m of 2027/28 is still to be found."
            ),
        ),
        (
            told([-1, 24, 20], drawn=[0, 24, 20]),
            (
                "2025/26 balances with £1.0m to spare, but the gap is £24.0m at its highest, in "
                "2026/27, and £20.0m a year by 2027/28 if nothing more is done."
            ),
            (
                "Reserves pay £44.0m over the plan, and usable reserves stand at £6.0m at the end "
                "of 2027/28, and every year balances with them."
            ),
        ),
        (
            told([0, 0, 0], exposed=[0, 52, 63.4], unmet=[0, 2, 13.4]),
            "The plan balances in every year to 2027/28 without calling on reserves.",
            (
                "No reserves are used. The schools grant deficit, which the law no longer holds "
                "apart, is £63.4m in 2027/28: £13.4m more than reserves could meet."
            ),
        ),
        (
            told([10, 16, 20], saved=9.4, drawn=[10, 16, 14]),
            (
                "The gap is £10.0m in 2025/26 and £20.0m a year by 2027/28 if nothing more is "
                "done, after approved savings of £9.4m."
            ),
            (
                "Reserves pay £40.0m over the plan, and usable reserves stand at £10.0m at the end "
                "of 2027/28; £6.0m of 2027/28 is still to be found."
            ),
        ),
        (
            told([10, 16, 20]),
            "The gap is £10.0m in 2025/26 and £20.0m a year by 2027/28 if nothing more is done.",
            (
                "No reserves are used: £10.0m of 2025/26, £16.0m of 2026/27 and £20.0m of 2027/28"
                " are still to be found."
            ),
        ),
        (
            told([0, 0, 11.6], saved=27.4, drawn=[0, 0, 11.6]),
            (
                "2025/26 balances, but the gap is £11.6m a year by 2027/28 if nothing more is "
                "done, after approved savings of £27.4m."
            ),
            (
                "Reserves pay £11.6m over the plan, and usable reserves stand at £38.4m at the end "
                "of 2027/28, and every year balances with them."
            ),
        ),
        (
            told([4, 6, 0], drawn=[4, 6, 0]),
            "The gap is £6.0m in 2026/27, but 2027/28 balances.",
            (
                "Reserves pay £10.0m over the plan, and usable reserves stand at £40.0m at the end "
                "of 2027/28, and every year balances with them."
            ),
        ),
        (
            told([4, 6, -3], saved=2),
            (
                "The gap is £6.0m in 2026/27, but 2027/28 balances with £3.0m to spare, after "
                "approved savings of £2.0m."
            ),
            "No reserves are used: £4.0m of 2025/26 and £6.0m of 2026/27 are still to be found.",
        ),
        (
            told([1, 2, 3, 4, 5], reserves=0),
            "The gap is £1.0m in 2025/26 and £5.0m a year by 2029/30 if nothing more is done.",
            "The plan says nothing of reserves, nor of how the gap is met.",
        ),
        (
            told([5.8], saved=9.434, drawn=[5.8]),
            "The gap for 2025/26 is £5.8m after approved savings of £9.4m.",
            (
                "Reserves pay £5.8m in 2025/26, and usable reserves stand at £44.2m at the end "
                "of 2025/26, and the year balances with them."
            ),
        ),
        (
            told([-1.25], reserves=0),
            "The plan balances in 2025/26 without calling on reserves, with £1.3m to spare.",
            "The plan says nothing of reserves.",
        ),
        (
            told([13.149, 0, 27.918], reserves=0, blank=1),
            (
                "The gap is £13.1m in 2025/26 and £27.9m a year by 2027/28 if nothing more is "
                "done. No gap can be given for 2026/27, which the plan leaves blank."
            ),
            "The plan says nothing of reserves, nor of how the gap is met.",
        ),
        (
            told([1, 2], absorbed=[0.5, 1.5]),
            (
                "The gap is £1.0m in 2025/26 and £2.0m a year by 2026/27 if nothing more is done. "
                "If services cannot absorb the £1.5m that they are told to in 2026/27, the gap of "
                "that year is £3.5m."
            ),
            "No reserves are used: £1.0m of 2025/26 and £2.0m of 2026/27 are still to be found.",
        ),
        (
            told([-4, -3], absorbed=[2, 1]),
            (
                "The plan balances in every year to 2026/27 without calling on reserves, with "
                "£4.0m to spare in 2025/26. If services cannot absorb the £2.0m that they are told "
                "to in 2025/26, that year has £2.0m to spare."
            ),
            "No reserves are used.",
        ),
        (
            told([0.04, 0.049], absorbed=[-2, 0.04]),
            "The plan balances in every year to 2026/27 without calling on reserves.",
            "No reserves are used.",
        ),
    ],
)
def test_the_headline_reads_well_whatever_the_plan(
    said: tuple[str, str], first: str, second: str
) -> None:
    assert said == (first, second)


@pytest.mark.parametrize(
    "plan", sorted(p.parent.name for p in (ROOT / "inputs").glob("*/plan.yaml"))
)
def test_every_total_is_the_sum_of_the_rows_above_it(plan: str) -> None:
    folder = ROOT / "inputs" / plan
    scenarios = read_scenarios(folder, read_plan(folder, MODEL), MODEL)
    results = run(MODEL, *together(scenarios))
    kept = [*SUMMARY, BRIDGE, APPROVED_SAVINGS, EXPECTED_SAVINGS, COUNCIL_TAX, BALANCES, DRAWS]
    for table in kept:
        for case in range(len(scenarios)):
            so_far = np.zeros(results.plan.years)
            totals = 0
            for shown in rows_of(table, results):
                figures = results.over_years(shown.named, case, shown.item)[1:] * shown.row.sign
                if shown.row.total:
                    totals += 1
                    np.testing.assert_allclose(so_far, figures, rtol=0, atol=1e-6)
                elif not shown.row.memo:
                    so_far += figures
            assert totals, table.title


def test_the_sentences_own_up_to_slippage_and_to_targets_without_schemes() -> None:
    folder = ROOT / "inputs/exemplar"
    results = run(MODEL, read_plan(folder, MODEL))
    first, second = sentences(results, Blanks(MODEL, results.plan))
    late = "If savings arrive only as expected, it is £4.0m in 2026/27 and £15.9m in 2029/30. "
    assert late in first
    assert first.endswith(
        "If services cannot absorb the £1.1m that they are told to in 2029/30, the gap of that "
        "year is £14.4m."
    )
    assert second.endswith(
        "still to be found, beyond the target of £3.0m for 2029/30, which no scheme yet meets. The "
        "schools grant deficit, which the law no longer holds apart, is "
        "£13.1m in 2029/30: £1.6m more than reserves could meet."
    )
