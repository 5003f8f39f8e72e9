"""`mtfp allocate` on the rules' own six services and packages (7.6 and 7.7), from files to words.

What is expected is typed from the rules' tables, in £000 as the terminal shows it.
"""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from mtfp.analysis.beyond_floors import beyond_floors
from mtfp.analysis.methods import with_method
from mtfp.analysis.optimise import Chosen, best_by_score, best_packages, packages_of
from mtfp.cli import main
from mtfp.model import MODEL
from mtfp.plan.read import read_plan
from tests.test_docs import squeezed

FILES = {
    "plan.yaml": """\
title: Six services
council: Nowhere
edition: 2026-02-25
base_year: 2025/26
years: 1
assumptions:
  approved_budget: {value: £140m, basis: assumed}
  reserves_policy: {value: none, basis: assumed}
""",
    "funding.csv": "id,kind,base,2026/27,as,recurrence,basis\n"
    "grant,grant,£140m,£140m,level,recurring,assumed\n",
    "indices.csv": "id,2026/27,basis\nnone,0%,assumed\n",
    "pressures.csv": "id,index,2026/27,as,recurrence,basis\n"
    "new,none,{gap},change,recurring,assumed\n",
    "services.csv": """\
id,title,controllable,minimum,score,statutory,basis
children,Children's safeguarding,£40m,£32m,95,yes,assumed
adults,Adult social care,£60m,£50m,90,yes,assumed
highways,Highways,£12m,£6m,70,yes,assumed
libraries,Libraries,£4m,£1.5m,55,yes,assumed
corporate,Corporate,£16m,£9m,50,yes,assumed
leisure,Leisure,£8m,£0,40,no,assumed
""",
    "packages.csv": """\
id,title,service,cost,value,basis
children_now,Current,children,£40m,380,assumed
children_min,Least,children,£32m,300,assumed
adults_now,Current,adults,£60m,540,assumed
adults_min,Least,adults,£50m,440,assumed
highways_now,Current,highways,£12m,84,assumed
highways_less,Reduced,highways,£9m,66,assumed
highways_min,Least,highways,£6m,40,assumed
libraries_now,Current,libraries,£4m,22,assumed
libraries_less,Reduced,libraries,£2.5m,16,assumed
libraries_min,Least,libraries,£1.5m,10,assumed
corporate_now,Current,corporate,£16m,80,assumed
corporate_less,Reduced,corporate,£12m,66,assumed
corporate_min,Least,corporate,£9m,48,assumed
leisure_now,Current,leisure,£8m,32,assumed
leisure_stop,Stop,leisure,£0,0,assumed
""",
}
BY_PRIORITY = """\
2026/27, by priority first, £000 (scores as they are)
score budget floor stage 1 put back taken target left
Children's safeguarding 95 40,000 32,000 40,000 - - - 40,000
Adult social care 90 60,000 50,000 60,000 - - - 60,000
Highways 70 12,000 6,000 12,000 - - - 12,000
Libraries 55 4,000 1,500 4,000 - 1,000 1,000 3,000
Corporate 50 16,000 9,000 8,000 1,000 - 7,000 9,000
Leisure 40 8,000 - - - - 8,000 -
-------- -------- -------- -------- -------- -------- -------- --------
All services 140,000 98,500 124,000 1,000 1,000 16,000 124,000
£000 2026/27
Recurring gap to close 16,000
New savings targets of services 16,000
Gap to close that no target meets -
Savings targets of services so far 16,000
Brought by targets of services in … 16,000
Recurring gap that targets leave -
Likeness to an equal cut: targets 20%
Likeness to an equal cut: all cuts 20%
Children's safeguarding, Adult social care and Highways are asked for nothing; Leisure gives most, \
£8.0m by 2026/27.
"""
SIDE_BY_SIDE = """\
Children's safeguarding 4.571 1.221 - - -
Adult social care 6.857 3.664 - - -
Highways 1.371 2.198 - - -
Libraries 0.457 1.099 1.000 - -
Corporate 1.829 4.885 7.000 - -
Leisure 0.914 2.931 8.000 8.000 -
"""
BY_SOLVER = """\
budget left price of floor
Children's safeguarding 40,000 40,000 0
Adult social care 60,000 60,000 0
Highways 12,000 12,000 0
Libraries 4,000 3,000 0
Corporate 16,000 9,000 -5
Leisure 8,000 - -15
One more pound would be worth 55 of score.
The packages that are worth most together in 2026/27, £000
Children's safeguarding Current 40,000 380
Adult social care Current 60,000 540
"""
AND_THE_REST = """\
Leisure Stop - 0
They cost £123,500,000 and are worth 1068; £500,000 is left over, as no package costs just that.
"""
TOO_LITTLE = """\
2026/27, not feasible: the floors that bind, largest first, £000
Adult social care 50,000
Children's safeguarding 32,000
Corporate 9,000
Highways 6,000
Libraries 1,500
Floors in all 98,500
Money once the gap is met 95,000
Shortfall 3,500
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return written(tmp_path, monkeypatch, "£16m")


def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gap: str) -> Path:
    """The six services as a plan folder, in a project of their own."""
    folder = tmp_path / "inputs" / "six"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        filled = text.replace("{gap}", gap)
        (folder / name).write_text(filled, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def allocate(*words: str) -> list[str]:
    """What the verb prints, each line with its runs of spaces made one."""
    done = CliRunner().invoke(main, ["allocate", *words])
    assert done.exit_code == 0, done.output
    return squeezed(done.output)


def stands_in(printed: list[str], expected: str) -> None:
    """The expected lines stand there one under another."""
    lines = squeezed(expected)
    assert lines[0] in printed, printed
    first = printed.index(lines[0])
    assert printed[first : first + len(lines)] == lines


def test_tv_alloc_5_from_a_plan_s_files(folder: Path) -> None:
    results = with_method(MODEL, read_plan(folder, MODEL), "priority_first")
    best = packages_of(results, 1)
    assert best.cost == pytest.approx(123.5e6)
    assert best.value == pytest.approx(1_068)
    assert best.left == pytest.approx(0.5e6)
    ids = results.plan.items["package"].ids
    chosen = [ids[place] for place in best.packages]
    # Highways at 9 with corporate at 12 costs and is worth as much as the printed 12 with 9.
    assert chosen[2:5:2] in (["highways_now", "corporate_min"], ["highways_less", "corporate_less"])
    others = [chosen[0], chosen[1], chosen[3], chosen[5]]
    assert others == ["children_now", "adults_now", "libraries_less", "leisure_stop"]


def test_a_method_that_the_plan_does_not_name_is_shown_stage_by_stage(folder: Path) -> None:
    assert (folder / "plan.yaml").read_text(encoding="utf-8").count("close_gap") == 0
    assert allocate()[-1].startswith("The plan shares its gap between no services")
    stands_in(allocate("--method", "priority_first"), BY_PRIORITY)


@pytest.mark.usefixtures("folder")
def test_every_method_stands_side_by_side() -> None:
    printed = allocate("--method", "priority_first", "--compare")
    stands_in(printed, BY_PRIORITY)
    stands_in(printed, SIDE_BY_SIDE)
    for row in (
        "Savings targets of services so 16.000 16.000 16.000 8.000 -",
        "Recurring gap that targets - - - 8.000 16.000",
        "Likeness to an equal cut: 100.00% 59.11% 20.00% 5.71% -",
        "Recurring gap that targets - - - 8.000 16.000",
    ):
        assert row in printed


@pytest.mark.usefixtures("folder")
def test_the_optimum_is_shown_with_the_packages_that_make_it() -> None:
    printed = allocate("--method", "optimise")
    for expected in (BY_PRIORITY, BY_SOLVER, AND_THE_REST):
        stands_in(printed, expected)
    assert "Libraries Reduced 2,500 16" in printed


def test_tv_alloc_4_says_how_short_it_is_and_which_floors_bind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path, monkeypatch, "£45m")
    printed = allocate("--method", "priority_first")
    stands_in(printed, TOO_LITTLE)
    assert printed[-1] == (
        "In 2026/27 the floors that the method keeps come to £98.5m and there is £95.0m, so £3.5m "
        "cannot be found from services. The largest are Adult social care £50.0m, Children's "
        "safeguarding £32.0m and Corporate £9.0m. It is for the chief finance officer to consider."
    )
    results = with_method(MODEL, read_plan(folder, MODEL), "priority_first")
    found = beyond_floors(results)
    assert found
    assert (found.floors_in_all, found.money, found.short) == pytest.approx((98.5e6, 95e6, 3.5e6))


def test_more_asked_for_than_there_is_leaves_nothing_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gap of £150m on £140m: the solver and the stages are short by the same £108.5m."""
    folder = written(tmp_path, monkeypatch, "£150m")
    (folder / "packages.csv").unlink()
    printed = allocate("--method", "optimise")
    stands_in(printed, "Money once the gap is met (10,000)\nShortfall 108,500")
    said = "There is no such allocation: floors come to £108,500,000 more than there is."
    assert printed[-1] == said
    assert any("the gap is £10.0m more than all there is, so £108.5m" in line for line in printed)


@pytest.mark.usefixtures("folder")
def test_tv_alloc_6_what_another_method_could_find_is_said() -> None:
    printed = allocate("--method", "status_quo")
    stands_in(printed, "Floors in all 132,000\nMoney once the gap is met 124,000\nShortfall 8,000")
    said = (
        "What the law asks for comes to £98.5m, so another method, or fewer exemptions, could find"
    )
    assert printed[-1].endswith(f"{said} it.")


def test_a_gap_that_no_service_can_take_any_of_is_no_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every service is exempt, so that there is no target to say anything of."""
    folder = written(tmp_path, monkeypatch, "£16m")
    exempt = FILES["services.csv"].replace(",basis", ",exempt,basis")
    exempt = exempt.replace(",assumed", ",yes,assumed")
    (folder / "services.csv").write_text(exempt, encoding="utf-8")
    printed = allocate("--method", "priority_first")
    stands_in(printed, "Floors in all 140,000\nMoney once the gap is met 124,000\nShortfall 16,000")
    assert printed[-1].startswith("In 2026/27 the floors that the method keeps come to £140.0m")


# -- what a solver may choose from, and when -------------------------------------------------------


def best_with(folder: Path, leisure: str) -> tuple[list[str], Chosen]:
    """The packages chosen, and the choice, with leisure's minimum and more declared anew."""
    head, *rows = FILES["services.csv"].splitlines()
    others = [row.replace(",assumed", ",,,,,assumed") for row in rows[:-1]]
    rows = [head.replace(",basis", ",exempt,class,pinned,2026/27,basis"), *others,
            f"leisure,Leisure,£8m,{leisure},assumed"]  # fmt: skip
    (folder / "services.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    best = packages_of(with_method(MODEL, read_plan(folder, MODEL), "priority_first"), 1)
    return [ids_of_packages()[n] for n in best.packages], best


def ids_of_packages() -> list[str]:
    """The packages of the six services, as they stand in the register."""
    return [row.partition(",")[0] for row in FILES["packages.csv"].splitlines()[1:]]


KEPT_WHOLE = {
    "a minimum of £2m": "£2m,40,no,,,,",
    "exempt": "£0,40,no,yes,,,",
    "protected": "£0,40,no,,protect,,",
}


@pytest.mark.parametrize("leisure", KEPT_WHOLE)
def test_a_package_below_its_service_s_floor_is_never_chosen(folder: Path, leisure: str) -> None:
    """Leisure may not stop, so children's safeguarding must give £8m, worth 80, and others 38.

    That is 1,138 for all as it is, less 118; less than £16m cannot be found for fewer points.
    """
    chosen, best = best_with(folder, KEPT_WHOLE[leisure])
    assert [ids_of_packages()[n] for n in best.below_floor] == ["leisure_stop"]
    assert "children_min" in chosen
    assert "leisure_now" in chosen
    assert (best.value, best.cost, best.left) == pytest.approx((1_020, 123.5e6, 0.5e6))


def test_a_service_whose_target_is_decided_keeps_to_it(folder: Path) -> None:
    """Leisure's £3m counts first; highways at £6m and corporate at £9m give the other £13m."""
    chosen, best = best_with(folder, "£0,40,no,,,yes,£3m")
    assert chosen == [
        "children_now", "adults_now", "highways_min", "libraries_now", "corporate_min",
    ]  # fmt: skip
    assert (best.value, best.cost, best.left) == pytest.approx((1_030, 119e6, 0))


def test_who_takes_part_and_what_is_left_out_is_said(folder: Path) -> None:
    """Corporate has no packages, and children's only one is below its floor of £32m."""
    offered = FILES["packages.csv"].splitlines()
    kept = [line for line in offered if not line.startswith(("corporate", "children_now"))]
    packages = "\n".join(kept).replace("£32m", "£31m") + "\n"
    (folder / "packages.csv").write_text(packages, encoding="utf-8")
    printed = allocate("--method", "optimise")
    at = next(n for n, line in enumerate(printed) if line.startswith("They cost"))
    assert printed[at + 1 : at + 4] == [
        (
            "Only services with packages to choose from take part (Adult social care, Highways, "
            "Libraries and Leisure); others give nothing."
        ),
        (
            "Children's safeguarding keeps what it has: the target is decided, or no package is at "
            "or above the floor."
        ),
        "Left out, as they cost less than their service's floor: Least (Children's safeguarding).",
    ]


def test_the_solver_looks_at_the_first_year_in_which_there_is_anything_to_share(
    folder: Path,
) -> None:
    """The same £16m, a year later."""
    later = {
        "plan.yaml": FILES["plan.yaml"].replace("years: 1", "years: 2"),
        "funding.csv": FILES["funding.csv"]
        .replace("2026/27", "2026/27,2027/28")
        .replace("£140m,level", "£140m,£140m,level"),
        "indices.csv": "id,2026/27,2027/28,basis\nnone,0%,0%,assumed\n",
        "pressures.csv": "id,index,2026/27,2027/28,as,recurrence,basis\n"
        "new,none,£0,£16m,change,recurring,assumed\n",
    }
    for name, text in later.items():
        (folder / name).write_text(text, encoding="utf-8")
    printed = allocate("--method", "optimise")
    stands_in(printed, BY_SOLVER.replace("2026/27", "2027/28"))
    stands_in(printed, AND_THE_REST)
    of_scores = "The same by the solver in 2027/28: as many pounds times score as there can be, "
    assert f"{of_scores}£000" in printed


def test_a_solver_with_nothing_to_share_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, monkeypatch, "£0")
    printed = allocate("--method", "optimise")
    assert (
        printed[-1] == "No year has anything to share, so there is nothing for a solver to weigh."
    )


def test_a_shortfall_of_less_than_a_penny_is_none() -> None:
    """Two floors of £4 with £7.995 to share, and a cheapest package of £5 with £4.995."""
    found = best_by_score(np.array([2.0, 1.0]), np.array([9.0, 9.0]), np.array([4.0, 4.0]), 7.995)
    assert found.budgets == pytest.approx([4, 4])
    assert found.short == 0
    chosen = best_packages([0, 0], np.array([5.0, 6.0]), np.array([1.0, 2.0]), 4.995)
    assert chosen.packages == (0,)


def test_a_solver_without_an_answer_leaves_the_stages_and_the_shortfall_standing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cheapest packages cost £98.5m, and £95m is left: that is said beneath the floors."""
    written(tmp_path, monkeypatch, "£45m")
    done = CliRunner().invoke(main, ["allocate", "--method", "optimise"])
    stands_in(squeezed(done.stdout), TOO_LITTLE)
    assert done.exit_code == 1
    assert "cost £98,500,000, and there is £95,000,000.   [E632]" in done.stderr


def test_weights_of_residents_where_no_service_says_what_it_controls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path, monkeypatch, "£16m")
    (folder / "packages.csv").unlink()
    text = FILES["services.csv"]
    for amount in ("£40m", "£60m", "£12m", "£4m", "£16m", "£8m"):
        text = text.replace(f",{amount},", ",,")
    (folder / "services.csv").write_text(text, encoding="utf-8")
    (folder / "priorities.csv").write_text(
        "id,title,weight,residents_weight,basis\nsafe,Safe,100%,100%,assumed\n", encoding="utf-8"
    )
    printed = allocate("--method", "priority_first", "--compare")
    assert any(line.startswith("Structural gap 16.000") for line in printed)
