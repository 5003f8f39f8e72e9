"""What money means, on six services of £10m each: what is named, kept, in step, or unchanged.

The gap of £7.8m is £4.8m once £3m is saved: a tenth of the £48m that may still be asked.
"""

from pathlib import Path

from mtfp.analysis.blanks import Blanks
from mtfp.analysis.council_of import beside_the_council, council_of
from mtfp.analysis.methods import with_method
from mtfp.analysis.saying import Said
from mtfp.model import MODEL
from mtfp.outputs.tables.listings import Cell, Figure, Listing, filled
from mtfp.outputs.tables.meaning import CONSEQUENCES, MEASURES, POSTS
from mtfp.plan.read import read_plan
from mtfp.results import Results

FILES = {
    "plan.yaml": """\
title: Six services
council: Nowhere
edition: 2026-02-25
base_year: 2025/26
years: 1
assumptions:
  approved_budget: {value: £60m, basis: assumed}
  reserves_policy: {value: none, basis: assumed}
""",
    "funding.csv": "id,kind,base,2026/27,as,recurrence,basis\n"
    "grant,grant,£60m,£60m,level,recurring,assumed\n",
    "indices.csv": "id,2026/27,basis\nnone,0%,assumed\n",
    "pressures.csv": "id,index,2026/27,as,recurrence,basis\n"
    "new,none,£7.8m,change,recurring,assumed\n",
    "services.csv": """\
id,title,controllable,score,class,exempt,exempt_reason,measure,volume,posts,basis
libraries,Libraries,£10m,50,reduce,,,Opening  hours a week,412,40,assumed
roads,Roads,£10m,50,reduce,,,miles,612,20,assumed
care,Care,£10m,50,efficient,,,people,4100,30,assumed
bins,Bins,£10m,50,reduce,,,collections,184000,25,assumed
finance,Finance,£10m,50,reduce,yes,pays everyone,,,10,assumed
pools,Pools,£10m,50,reduce,,,swims,100,,assumed
""",
    "savings.csv": """\
id,title,full_year_effect,start,recurrence,approval,service,type,basis
s_bins,Fewer lorries,£1m,2026-04,recurring,approved,bins,efficiency,assumed
s_finance,One ledger,£1m,2026-04,recurring,approved,finance,efficiency,assumed
s_roads,Less mending,£1m,2026-04,recurring,approved,roads,service_reduction,assumed
s_idea,Close the bridge,£1m,2026-04,recurring,proposed,roads,service_reduction,assumed
s_later,Two desks fewer,£1m,2027-04,recurring,approved,finance,,assumed
""",
    "consequences.csv": """\
id,title,service,saving,kind,measure,before,after,posts,basis
c_hours,Shorter hours,libraries,,thinner,opening hours a week,412,300,14,assumed
c_bridge,The bridge closes,roads,s_idea,stopped,miles,612,500,5,assumed
c_rounds,Rounds go on,bins,s_bins,kept,,,,,assumed
c_desks,Two desks go,finance,s_later,thinner,,,,2,assumed
c_morning,No mornings,pools,,thinner,swims,100,90,,assumed
c_evening,No evenings,pools,,thinner,swims,100,85,,assumed
""",
}
NAMED, SAME, IN_STEP = "as named", "no change named", "if it fell in step with the budget"


def made(folder: Path, method: str = "equal_percentage", **changed: str) -> Results:
    """The six services under a method, with some files changed."""
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.partition(".")[0], text), encoding="utf-8")
    return with_method(MODEL, read_plan(folder, MODEL), method)


def table(results: Results, listing: Listing) -> dict[str, list[str]]:
    """A listing's rows as people read them."""
    found = filled(listing, results)
    assert found
    return {title: [written(cell, results) for cell in cells] for title, cells in found.rows}


def written(cell: Cell, results: Results) -> str:
    """One cell as people read it."""
    if not isinstance(cell, Figure):
        return str(cell)
    amount = results.over_years(cell.named, 0, cell.item)[cell.year]
    return cell.written(float(amount), results.plan.plan_years[0])


def said(results: Results) -> str:
    """All that is said of the council that is left."""
    of = Said(results, Blanks(MODEL, results.plan), 0)
    return f"{council_of(of)} {beside_the_council(of)}".strip()


def test_what_is_named_stands_and_only_the_rest_falls_in_step(tmp_path: Path) -> None:
    """Roads keep 81%: they lose £1m to a saving and £0.9m to a target.

    Care is asked for £1m, of which efficiency gives £0.5m, its 5%: £9m is left of the £9.5m that
    it would cost as it is. The rest is named.
    """
    rows = table(made(tmp_path), MEASURES)
    assert rows == {
        "Libraries": ["Opening  hours a week", "412", "300", NAMED, "90.00%"],
        "Roads": ["miles", "612", "495.72", IN_STEP, "81.00%"],
        "Care": ["people", "4,100", "3,884.21", IN_STEP, "90.00%"],
        "Bins": ["collections", "184,000", "184,000", NAMED, "81.00%"],
        "Pools": ["swims", "100", "75", NAMED, "90.00%"],
    }


def test_posts_go_by_name_and_an_efficiency_takes_none(tmp_path: Path) -> None:
    """Libraries lose 14 by name; finance saves £1m of £10m, and the two desks go a year later."""
    rows = table(made(tmp_path), POSTS)
    assert rows == {
        "Libraries": ["40", "26", NAMED, "90.00%"],
        "Roads": ["20", "16.2", IN_STEP, "81.00%"],
        "Care": ["30", "28.42", IN_STEP, "90.00%"],
        "Bins": ["25", "25", NAMED, "81.00%"],
        "Finance": ["10", "10", SAME, "90.00%"],
    }


def test_without_targets_only_savings_come_about(tmp_path: Path) -> None:
    results = made(tmp_path, "nothing")
    assert table(results, MEASURES) == {
        "Libraries": ["Opening  hours a week", "412", "412", SAME, "100.00%"],
        "Roads": ["miles", "612", "550.8", IN_STEP, "90.00%"],
        "Care": ["people", "4,100", "4,100", SAME, "100.00%"],
        "Bins": ["collections", "184,000", "184,000", NAMED, "90.00%"],
        "Pools": ["swims", "100", "100", SAME, "100.00%"],
    }
    assert said(results) == "The council of 2026/27, by what is named. Kept as it is: Rounds go on."


def test_what_efficiency_gives_takes_nothing_from_a_service(tmp_path: Path) -> None:
    """All of a target of 10% where that is the most that efficiency gives."""
    plan = FILES["plan.yaml"] + "  efficient_share: {value: 10%, basis: assumed}\n"
    rows = table(made(tmp_path, plan=plan), MEASURES)
    assert rows["Care"] == ["people", "4,100", "4,100", SAME, "90.00%"]


def test_a_saving_of_no_type_is_taken_to_make_its_service_smaller(tmp_path: Path) -> None:
    savings = FILES["savings.csv"].replace("finance,efficiency", "finance,")
    rows = table(made(tmp_path, savings=savings), POSTS)
    assert rows["Finance"] == ["10", "9", IN_STEP, "90.00%"]


def test_one_consequence_sets_the_measure_whatever_there_was_before(tmp_path: Path) -> None:
    """Counted at 400 on another day, it still leaves the 300 that the page says beside it."""
    counted = FILES["consequences.csv"].replace("412,300", "400,300")
    assert table(made(tmp_path, consequences=counted), MEASURES)["Libraries"][2] == "300"


def test_more_taken_than_there_is_leaves_none_and_not_less(tmp_path: Path) -> None:
    emptied = (
        FILES["consequences.csv"].replace("100,90", "100,10").replace(",412,300,14", ",412,0,60")
    )
    results = made(tmp_path, consequences=emptied)
    assert table(results, MEASURES)["Pools"][2:4] == ["0", NAMED]
    assert table(results, MEASURES)["Libraries"][2:4] == ["0", NAMED]
    assert table(results, POSTS)["Libraries"][1:3] == ["0", NAMED]


def test_what_comes_about_is_told_with_what_has_nothing_named(tmp_path: Path) -> None:
    assert said(made(tmp_path)) == (
        "The council of 2026/27, by what is named. Kept as it is: Rounds go on. Thinner: Shorter "
        "hours (opening hours a week: 412 to 300), No mornings (swims: 100 to 90) and No evenings "
        "(swims: 100 to 85). In all 14 posts go. Roads, Care and Bins have targets, and the plan "
        "does not name what that means."
    )


def test_a_service_that_loses_its_last_pound_is_said_to(tmp_path: Path) -> None:
    """Pools score lowest and give all of theirs, £10m of the £11.8m that are then missing."""
    pressures = FILES["pressures.csv"].replace("£7.8m", "£14.8m")
    services = FILES["services.csv"].replace("Pools,£10m,50", "Pools,£10m,20")
    results = made(tmp_path, "priority_first", pressures=pressures, services=services)
    assert "Pools is left nothing of what it controls." in said(results)


def test_a_consequence_without_a_measure_has_no_before_and_after(tmp_path: Path) -> None:
    """No row goes from 0 to 0."""
    rows = table(made(tmp_path), CONSEQUENCES)
    assert rows["Rounds go on"] == ["Bins", "Fewer lorries", "kept", "", "", "", "0", "yes"]
    assert rows["The bridge closes"] == [
        "Roads", "Close the bridge", "stopped", "miles", "612", "500", "5", "no",
    ]  # fmt: skip
