"""Savings that land: what waits for what, what is decided by when, and who has a plan for it."""

from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtfp.analysis.coverage import coverage
from mtfp.analysis.decide_by import DecideBy, decide_by
from mtfp.analysis.enablers import behind, enablers, that_carry
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.workbook.workings import Workings
from mtfp.plan.cases import Cases
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.problems import PlanError
from mtfp.results import Results
from tests.conftest import examples
from tests.random_books import from_engine, from_workbook, largest_difference
from tests.test_vectors_capital import plan_of
from tests.witnesses.spreadsheets import formualize

M = 1e6
PLAN = """\
title: A programme of savings
council: Nowhere
edition: 2026-02-25
base_year: 2025/26
years: 3
assumptions:
  approved_budget: {value: £100m, basis: assumed}
  base_business_rates: {value: £100m, basis: assumed}
  reserves_policy: {value: fill_gap, basis: assumed}
"""
FILES = {
    "plan.yaml": PLAN,
    "indices.csv": "id,2026/27,2027/28,2028/29,basis\nprices,4%,4%,4%,assumed\n",
    "pressures.csv": "id,index,cost_base,recurrence,basis\ncare,prices,£80m,recurring,assumed\n",
    "reserves.csv": "id,opening,may_close_gap,order,basis\ngeneral,£20m,yes,1,assumed\n",
    "services.csv": """\
id,title,directorate,basis
adults,Adult care,People,assumed
estates,Estates,Place,assumed
finance,Finance,,assumed
""",
    # The hub waits for the finance system, and that for the lease; homes wait for nothing.
    "projects.csv": """\
id,title,waits_for,go_live,delay,basis
lease,End of the lease,,2026-04,,assumed
erp,Finance system,lease,2026-07,,assumed
hub,Shared hub,erp; lease,2026-10,,assumed
homes,Homes nearby,,2026-06,,assumed
""",
    "milestones.csv": """\
id,project,due,status,basis
m1,erp,2026-06,planned,assumed
m2,homes,2026-05,met,assumed
m3,homes,2026-09,planned,assumed
""",
    "savings.csv": """\
id,title,full_year_effect,start,recurrence,approval,project,service,owner,needs_consultation,\
needs_committee,needs_staff_notice,needs_procurement,basis
S1,One back office,£1.2m,2026-10,recurring,approved,hub;homes,finance,Chief finance officer,\
yes,yes,yes,,assumed
S2,Care at home,£2.4m,2026-07,recurring,approved,homes,adults,Director of adult care,\
yes,yes,,yes,assumed
S3,Fewer offices,£0.6m,2027-04,recurring,proposed,lease,estates,,,,,,assumed
S4,Invoices by machine,£0.8m,2026-04,recurring,proposed,erp,finance,Chief finance officer,,,,,\
assumed
S5,Fewer forms,£0.4m,2026-04,recurring,approved,,finance,,,,,,assumed
S6,A thought,£9m,2026-04,recurring,idea,erp,finance,,yes,,,,assumed
""",
    "decisions.csv": """\
id,title,date,role,saving,basis
d1,Care at home begins,2026-03-04,Cabinet,S2,assumed
""",
}
READ: dict[str, Plan] = {}


def written(folder: Path, **changed: str) -> Path:
    for name, text in {**FILES, **{f"{n}.csv": t for n, t in changed.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return read_plan(written(tmp_path_factory.mktemp("programme")), MODEL)


@pytest.fixture(scope="module")
def results(plan: Plan) -> Results:
    return run(MODEL, plan)


def with_delays(plan: Plan, *delays: dict[str, float]) -> Results:
    """The plan worked with projects so many months late, a case for each."""
    ids = plan.items["project"].ids
    figures = np.stack([[[one.get(name, 0.0) for name in ids]] for one in delays], axis=2)
    return run(MODEL, plan, Cases(tuple(f"{n}" for n in range(len(delays))),
                                  {"project_delay": figures}))  # fmt: skip


def of(results: Results, line: str, item: str, year: int = 1, case: int = 0) -> float:
    ids = results.plan.items_of(MODEL[line].axis).ids
    return results.amount(MODEL[line], year, ids.index(item), case)


# -- what waits for what ---------------------------------------------------------------------


def test_the_chains_are_those_that_projects_wait_along(plan: Plan) -> None:
    assert plan.items["route"].ids == (
        "route.lease", "route.erp.lease", "route.hub.erp.lease", "route.hub.lease", "route.homes",
    )  # fmt: skip
    assert plan.items["route"].titles[2] == "Shared hub after Finance system after End of the lease"
    assert len(plan.items["step"]) == 1 + 2 + 3 + 2 + 1
    assert plan.items["link"].ids == (
        "link.S1.hub", "link.S1.homes", "link.S2.homes", "link.S3.lease", "link.S4.erp",
        "link.S6.erp",
    )  # fmt: skip
    assert plan.items["owned"].ids == ("owned.S1", "owned.S2", "owned.S4")


def test_a_plan_without_projects_has_no_chains(worked_example: Plan) -> None:
    assert [len(worked_example.items[axis]) for axis in ("link", "route", "step", "owned")] == [
        0, 0, 0, 0,
    ]  # fmt: skip


def test_a_delay_moves_every_saving_behind_it_with_gap_and_reserves(plan: Plan) -> None:
    late = with_delays(plan, {}, {"lease": 6.0}, {"lease": 6.0, "erp": 3.0}, {"homes": 8.0})
    starts = {s: [of(late, "saving_late_start", s, case=c) for c in range(4)] for s in ("S1", "S4")}
    assert starts == {"S1": [6, 12, 15, 14], "S4": [0, 6, 9, 0]}
    # Of S1 six months were expected in the first year: £0.6m, and now none.
    dearer = late["gap_expected"][0] - late["gap_expected"][0, 0]
    np.testing.assert_allclose(dearer, [0, 0.6 * M, 0.6 * M, (0.6 + 9 / 12 * 2.4 - 0.2) * M])
    np.testing.assert_allclose(late["gap"][0], late["gap"][0, 0])
    kept = late["usable_reserves"][0, 0] - late["usable_reserves"][0]
    np.testing.assert_allclose(kept, dearer)


def test_a_milestone_that_is_met_is_not_put_back(plan: Plan) -> None:
    late = with_delays(plan, {"homes": 4.0})
    assert [of(late, "milestone_expected", m) for m in ("m1", "m2", "m3")] == [2, 1, 9]
    assert of(late, "project_expected_go_live", "homes") == 6


def test_the_workbook_follows_a_delay(plan: Plan, tmp_path: Path) -> None:
    """Derived links, chains and steps, recalculated by another program."""
    late = with_delays(plan, {"lease": 5.0, "erp": 4.0})
    entered = Plan(**{**vars(plan), "figures": {
        **plan.figures, "project_delay": late.cases.varied["project_delay"][:, :, 0]}})  # fmt: skip
    ran = run(MODEL, entered)
    assert of(ran, "saving_late_start", "S1") == 15
    workings, path = Workings(ran), tmp_path / "workings.xlsx"
    workings.workbook().save(path)
    found = from_workbook(workings, formualize(path, tmp_path))
    difference = largest_difference(from_engine(ran), found)
    assert difference.where, str(difference)
    assert difference.size <= 1e-6, str(difference)


GRAPHS = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        # Each project waits for some of those before it, so there is no circle.
        st.tuples(*(st.sets(st.integers(0, p - 1), max_size=3) if p else st.just(set())
                    for p in range(n))),
        st.lists(st.sets(st.integers(0, n - 1), max_size=2), min_size=1, max_size=4),
        st.lists(st.integers(0, 9), min_size=n, max_size=n),
        st.integers(0, n - 1),
    )
)  # fmt: skip


MONTHS = range(1, 25)


@examples(25, 250)
@given(GRAPHS)
def test_delaying_a_node_is_the_sum_of_delaying_what_is_behind_it(
    tmp_path_factory: pytest.TempPathFactory,
    graph: tuple[tuple[set[int], ...], list[set[int]], list[int], int],
) -> None:
    """By 1 to 24 months, with other projects late as well: of the gap, and of reserves.

    And however the chains lie, a project is as late as a plain recursion says.
    """
    waits, projects_of, delays, node = graph
    rows = [f"p{p},{';'.join(f'p{w}' for w in sorted(w))},assumed" for p, w in enumerate(waits)]
    # Small enough that there is a gap to draw for in every year, and reserves never run out.
    savings = [
        f"s{s},£0.6m,2026-0{4 + s},recurring,{';'.join(f'p{p}' for p in sorted(of))},assumed"
        for s, of in enumerate(projects_of)
    ]
    folder = written(
        tmp_path_factory.mktemp("graph"),
        projects="id,waits_for,basis\n" + "\n".join(rows) + "\n",
        savings="id,full_year_effect,start,recurrence,project,basis\n" + "\n".join(savings) + "\n",
    )
    for other in ("milestones.csv", "decisions.csv"):
        (folder / other).unlink()
    plan = read_plan(folder, MODEL)

    def late(project: int, months: int = 0) -> int:
        """How late a project is if the node is put back by more months."""
        own = delays[project] + months * (project == node)
        return own + max((late(other, months) for other in waits[project]), default=0)

    def saving_late(saving: int, months: int = 0) -> int:
        return max((late(project, months) for project in projects_of[saving]), default=0)

    typed = {f"p{p}": float(d) for p, d in enumerate(delays)}
    whole = with_delays(
        plan, typed, *({**typed, f"p{node}": float(delays[node] + more)} for more in MONTHS)
    )
    for project in range(len(waits)):
        assert of(whole, "project_put_back", f"p{project}") == late(project)
    held = [int(saving.removeprefix("s")) for saving in behind(plan)[f"p{node}"]]
    # Alone, a saving is late by as much as if it had been planned for a later month.
    starts = np.tile(np.arange(len(projects_of)), (len(held), len(MONTHS), 1))
    for n, saving in enumerate(held):
        starts[n, :, saving] += [saving_late(saving, m) - saving_late(saving) for m in MONTHS]
    alone = {"saving_start": starts.reshape(-1, len(projects_of)).T[None].astype(float)}
    count = alone["saving_start"].shape[-1]
    alone["project_delay"] = np.tile(np.array(delays, float)[None, :, None], count)
    one_by_one = run(MODEL, plan, Cases(tuple(map(str, range(count))), alone)) if held else whole
    assert (whole["usable_reserves"] > 0).all()
    for line in ("gap_expected", "gap_after_reserves", "usable_reserves"):
        before = whole[line][:, :1]
        moved = np.zeros((3, len(MONTHS)))
        for n in range(len(held)):
            moved += one_by_one[line][:, n * len(MONTHS) : (n + 1) * len(MONTHS)] - before
        np.testing.assert_allclose(whole[line][:, 1:] - before, moved, atol=1e-6, err_msg=line)


def refused(folder: Path, **changed: str) -> list[str]:
    with pytest.raises(PlanError) as error:
        read_plan(written(folder, **changed), MODEL)
    return [problem.what for problem in error.value.problems]


def test_a_project_that_waits_for_itself_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, projects="id,waits_for,basis\nerp,erp,assumed\nlease,,assumed\n"
                                      "hub,,assumed\nhomes,,assumed\n")  # fmt: skip
    assert said == ["erp waits for erp."]


def test_a_chain_of_thousands_is_refused_in_words(tmp_path: Path) -> None:
    rows = "".join(f"p{n},{f'p{n - 1}' if n else ''},assumed\n" for n in range(3000))
    others = "lease,,assumed\nerp,,assumed\nhub,,assumed\nhomes,,assumed\n"
    (said,) = refused(tmp_path, projects=f"id,waits_for,basis\n{rows}{others}")
    assert said == (
        "The projects wait for one another in 3,004 chains of 4,501,504 steps, most of them from "
        "p2999."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [("hub;nothing", ["nothing is not one of the projects."]), (" hub ; ;hub", [])],
)
def test_several_names_are_read_one_by_one(text: str, said: list[str], tmp_path: Path) -> None:
    savings = FILES["savings.csv"].replace("hub;homes", text)
    if said:
        assert refused(tmp_path, savings=savings) == said
        return
    plan = read_plan(written(tmp_path, savings=savings), MODEL)
    assert plan.items["link"].ids[0] == "link.S1.hub"
    assert len(plan.items["link"]) == 5


# -- the few that carry most -----------------------------------------------------------------


def test_what_waits_for_each_project(results: Results) -> None:
    assert behind(results.plan) == {
        "lease": ("S1", "S3", "S4", "S6"), "erp": ("S1", "S4", "S6"), "hub": ("S1",),
        "homes": ("S1", "S2"),
    }  # fmt: skip
    found = enablers(results)
    assert [(one.project, one.savings) for one in found] == [
        ("homes", ("S1", "S2")), ("lease", ("S1", "S3", "S4")), ("erp", ("S1", "S4")),
        ("hub", ("S1",)),
    ]  # fmt: skip
    # An idea is behind no enabler; £5.4m is approved or proposed.
    assert [one.effect / M for one in found] == pytest.approx([3.6, 2.6, 2.0, 1.2])
    assert found[0].share == pytest.approx(3.6 / 5.4)


@pytest.mark.parametrize(
    ("share", "projects"),
    [(0, []), (0.5, ["homes"]), (0.7, ["homes", "lease"]), (1, ["homes", "lease"])],
)
def test_the_few_that_carry_most(results: Results, share: float, projects: list[str]) -> None:
    """S5 waits for nothing, so that no choice of projects carries all."""
    assert [one.project for one in that_carry(results, share)] == projects


# -- by when ---------------------------------------------------------------------------------


def test_the_calendar_is_worked_back_from_each_start(results: Results) -> None:
    rows = {one.saving: one for one in decide_by(results)}
    # S5 is decided and needs nothing; S6 is an idea.
    assert list(rows) == ["S2", "S4", "S1", "S3"]
    assert rows["S1"] == DecideBy(
        "S1", "One back office", True, date(2026, 10, 1),
        date(2026, 3, 1),  # three months of consultation and one of committee before
        date(2026, 7, 1),  # three months of notice after
        None, "", 0, rows["S1"].month_price,
    )  # fmt: skip
    assert rows["S1"].month_price == pytest.approx(0.1 * M)
    # Procurement takes six: it should have been decided by 1 January, and was on 4 March.
    assert rows["S2"].decide_by == date(2026, 1, 1)
    assert rows["S2"].begin_by == date(2025, 9, 1)
    assert (rows["S2"].decided, rows["S2"].decision) == (date(2026, 3, 4), "d1")
    assert rows["S2"].missed == 3
    assert rows["S2"].price == pytest.approx(3 * 0.2 * M)
    assert (rows["S3"].decide_by, rows["S3"].missed) == (date(2027, 4, 1), 0)


@pytest.mark.parametrize(
    ("edition", "missed"),
    [("2026-06-30", 0), ("2026-07-01", 0), ("2026-07-02", 1), ("2026-08-01", 1), ("2027-01-15", 7)],
)
def test_a_decision_not_taken_is_missed_from_its_day(plan: Plan, edition: str, missed: int) -> None:
    later = run(MODEL, Plan(**{**vars(plan), "edition": edition}))
    (row,) = (one for one in decide_by(later) if one.saving == "S1")
    assert row.missed == missed
    assert row.price == pytest.approx(missed * 0.1 * M)


# -- who has a plan --------------------------------------------------------------------------


def test_a_saving_is_covered_by_an_owner_and_a_project_with_milestones(results: Results) -> None:
    covered = {s: of(results, "saving_covered", s) for s in results.plan.items["saving"].ids}
    # S3 waits for a project without milestones and has no owner; S4 has both.
    assert covered == {"S1": 1, "S2": 1, "S3": 0, "S4": 1, "S5": 0, "S6": 0}


def test_coverage_by_directorate(results: Results) -> None:
    found = coverage(results)
    assert [(one.directorate, one.uncovered) for one in found] == [
        ("People", ()), ("Place", ("S3",)), ("", ("S5",)),
    ]  # fmt: skip
    assert [one.sought / M for one in found] == pytest.approx([2.4, 0.6, 2.4])
    assert [one.share for one in found] == pytest.approx([1, 0, 2.0 / 2.4])
    assert results["savings_covered_share"][-1, 0] == pytest.approx(4.4 / 5.4)


def test_the_gap_that_nobody_has_a_programme_for(results: Results) -> None:
    """Of the gap after approved savings, S4's £0.8m is proposed with owner and milestones."""
    gap = 80 * M * (1.04**3 - 1) - (1.2 + 2.4 + 0.4) * M
    assert results["gap_without_programme"][-1, 0] == pytest.approx(gap - 0.8 * M)
    share = results["gap_share_without_programme"][-1, 0]
    assert share == pytest.approx((gap - 0.8 * M) / gap)


# -- what became of it -----------------------------------------------------------------------

TRACKED = """\
id,full_year_effect,start,recurrence,on,basis
B1,£1.2m,2025-10,recurring,{on},assumed
"""
RECORD = """\
id,saving,period,approved,delivered,unachievable,one_off_cover,corrects_base,basis
R1,B1,2025-12,£0.6m,£0.1m,£0.5m,,yes,assumed
R2,B1,2026-03,£0.6m,£0.4m,£0.2m,{cover},{corrects},assumed
"""


@pytest.fixture
def tracked(tmp_path: Path) -> Callable[..., Results]:
    def work(on: str = "yes", corrects: str = "yes", cover: str = "£0.2m") -> Results:
        folder = written(
            tmp_path, savings=TRACKED.format(on=on),
            delivery=RECORD.format(corrects=corrects, cover=cover),
        )  # fmt: skip
        (folder / "decisions.csv").unlink(missing_ok=True)
        return run(MODEL, read_plan(folder, MODEL))

    return work


def test_a_saving_met_by_a_one_off_returns_next_year(tracked: Callable[..., Results]) -> None:
    without = tracked(corrects="no")["gap"]
    for cover in ("£0.2m", ""):
        corrected = tracked(cover=cover)["gap"]
        np.testing.assert_allclose(corrected - without, 0.2 * M)  # the latest record alone


def test_what_is_put_back_has_a_bar_of_its_own(tracked: Callable[..., Results]) -> None:
    results = tracked()
    np.testing.assert_allclose(results["base_correction"][:, 0], [0.2 * M, 0, 0])
    np.testing.assert_allclose(results["base_correction_since_base"], 0.2 * M)


def test_a_saving_switched_off_is_put_back_once(tracked: Callable[..., Results]) -> None:
    """The base counted on £0.6m of it: that is all that can be lost, corrected or not."""
    off = {corrects: tracked(on="no", corrects=corrects)["gap"] for corrects in ("yes", "no")}
    np.testing.assert_allclose(off["yes"], off["no"])
    none = 80 * M * (1.04 ** np.arange(1, 4) - 1)
    np.testing.assert_allclose(off["yes"][:, 0], none + 0.6 * M)


# -- ratings ---------------------------------------------------------------------------------


RATED = {
    "not_rated": (1.0, 0), "blue": (1.0, 0), "green": (0.95, 0), "amber": (0.6, 3),
    "red": (0.2, 6), "grey": (0.0, 0),
}  # fmt: skip
"""Each rating's share of the value and months late, typed from rule 4.3."""
PRICES = ("value", "timing")
STARTS = np.arange(-18.0, 48.0)
"""Every month from one that is long past to the end of the fourth year; the plan has six, so
that a scheme which starts at the last of them, and a year late, still reaches its full effect."""


def arrives(rag: str, prices: str, share: float, slips: int) -> tuple[float, int]:
    """The share that arrives and the months late: never value and timing for one cause."""
    if share < 1:
        return share, slips
    rated, months = RATED[rag]
    if prices == "value":
        return rated, slips
    return (0.0 if rag == "grey" else 1.0), max(slips, months)


def test_common_error_11_savings_at_100_per_cent(full: bool) -> None:
    """Rule 4.2: increments sum to full-year effect by delivery, for every month of starting.

    What the base year already counts on belongs to the sum. And what is expected is never more
    than was planned.
    """
    every = list(product(
        RATED, PRICES, (1.0, 0.8, 0.3), range(13) if full else (0, 1, 7, 12)
    ))  # fmt: skip
    ids = tuple(f"from {start:.0f}" for start in STARTS)
    effects = 1.2e6 + 7e3 * np.arange(len(STARTS))
    recurring = MODEL.inputs["saving_recurrence"].choices["recurring"]
    plan = plan_of(
        6, {"saving": ids},
        saving_recurrence=dict.fromkeys(ids, recurring),
        saving_start=dict(zip(ids, STARTS, strict=True)),
        saving_full_year_effect=dict(zip(ids, effects, strict=True)),
    )  # fmt: skip
    rags, prices, shares, slips = zip(*every, strict=True)
    by_item = {
        "saving_rag": [MODEL.inputs["saving_rag"].choices[rag] for rag in rags],
        "saving_delivery_probability": shares,
        "saving_slippage_months": slips,
    }
    varied = {
        name: np.tile(np.array(figures, float), (1, len(ids), 1))
        for name, figures in by_item.items()
    }
    varied["rating_prices"] = np.array([[[float(PRICES.index(one)) for one in prices]]])
    results = run(MODEL, plan, Cases(tuple(f"{n}" for n in range(len(every))), varied))
    counted_on = effects * np.clip(-STARTS, 0, 12) / 12
    for stage in ("planned", "expected"):
        delivery = np.array([arrives(*one)[0] if stage == "expected" else 1.0 for one in every])
        sums = results.array(f"saving_{stage}_increment")[1:].sum(axis=0)
        whole = effects[:, None] * delivery
        np.testing.assert_allclose(sums + counted_on[:, None], whole, atol=1e-6, err_msg=stage)
    late = np.array([arrives(*one)[1] for one in every])
    starts = results.array("saving_late_start")[1]
    np.testing.assert_array_equal(starts, STARTS[:, None] + late)
    planned, expected = (
        results.array(f"saving_{stage}_level")[1:] for stage in ("planned", "expected")
    )
    assert (expected <= planned + 1e-6).all()


@pytest.mark.parametrize(
    ("late", "arrives"),
    [(0, [1, 3, 3]), (6, [0.5, 2, 3]), (12, [0, 1, 3]), (18, [0, 0.5, 2]), (24, [0, 0, 1])],
)
def test_amounts_typed_by_year_arrive_late(late: int, arrives: list[float], tmp_path: Path) -> None:
    """£1m and then £2m more: each arrives so many months late, up to two years."""
    folder = written(
        tmp_path,
        savings="id,2026/27,2027/28,2028/29,as,recurrence,project,basis\n"
        "T1,£1m,£3m,£3m,level,recurring,erp,assumed\n",
        projects=f"id,delay,basis\nerp,{late},assumed\nhomes,,assumed\n",
    )
    (folder / "decisions.csv").unlink()
    results = run(MODEL, read_plan(folder, MODEL))
    np.testing.assert_allclose(results.array("saving_expected")[1:, 0, 0], np.array(arrives) * M)


def test_what_ends_never_saves_less_than_nothing(tmp_path: Path) -> None:
    """A time-limited saving that would arrive after it ends never arrives."""
    folder = written(
        tmp_path,
        savings="id,2026/27,2027/28,2028/29,as,recurrence,project,basis\n"
        "T1,£1m,£0,£0,level,time_limited,erp,assumed\n",
        projects="id,delay,basis\nerp,18,assumed\nhomes,,assumed\n",
    )
    (folder / "decisions.csv").unlink()
    results = run(MODEL, read_plan(folder, MODEL))
    np.testing.assert_allclose(results.array("saving_expected")[1:, 0, 0], 0)
