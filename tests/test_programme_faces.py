"""What faces show of a programme of savings: listings and sentences, typed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtfp.analysis.appraisal import made_already
from mtfp.analysis.blanks import Blanks
from mtfp.analysis.deciding_said import deciding
from mtfp.analysis.enablers import enablers
from mtfp.analysis.idle_said import idle
from mtfp.analysis.investing_said import investing
from mtfp.analysis.late_said import late
from mtfp.analysis.saying import Said
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.tables.decisions import of_decisions
from mtfp.outputs.tables.held import of_reserves
from mtfp.outputs.tables.investing import WEIGHED, found_by_trial
from mtfp.outputs.tables.listings import Cell, Figure, Filled, Still, filled
from mtfp.outputs.tables.programme import PROJECTS, TRACKER, VALUED, of_savings
from mtfp.plan.read import read_plan
from mtfp.results import Results
from tests.test_savings import FILES, PLAN, written


def work(folder: Path, **files: str) -> Results:
    return run(MODEL, read_plan(written(folder, **files), MODEL))


def alone(folder: Path, plan: str = PLAN, **files: str) -> Results:
    """A plan of these files and no others."""
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return run(MODEL, read_plan(folder, MODEL))


def told(listing: Filled | None, results: Results, head: str) -> dict[str, str]:
    """A column of a listing by the titles of its rows."""
    assert listing
    at = listing.heads.index(head)
    return {title: as_text(cells[at], results) for title, cells in listing.rows}


def as_text(cell: Cell, results: Results) -> str:
    if isinstance(cell, Figure):
        amount = float(results.over_years(cell.named, 0, cell.item)[cell.year])
        return cell.written(amount, results.plan.plan_years[0])
    return cell.written() if isinstance(cell, Still) else cell


def said(results: Results) -> Said:
    return Said(results, Blanks(results.book, results.plan), 0)


# -- months ----------------------------------------------------------------------------------

PROPOSED = """\
id,title,full_year_effect,start,recurrence,approval,needs_consultation,basis
S1,One,£1.2m,2026-04,recurring,approved,,assumed
S2,Two,£2.4m,2026-04,recurring,approved,,assumed
"""
NO_DATES = "id,title,go_live,basis\nerp,Finance system,,assumed\nhub,Shared hub,{},assumed\n"


def test_the_plan_s_first_month_is_a_month(tmp_path: Path) -> None:
    results = alone(tmp_path, savings=PROPOSED, projects=NO_DATES.format("2026-04"))
    programme = filled(VALUED, results)
    assert told(programme, results, "Approved start") == {"One": "2026-04", "Two": "2026-04"}
    go_live = told(filled(PROJECTS, results), results, "Go-live")
    assert go_live == {"Finance system": "", "Shared hub": "2026-04"}


def test_a_month_that_nobody_gave_is_in_no_listing(tmp_path: Path) -> None:
    results = alone(tmp_path, savings=PROPOSED, projects=NO_DATES.format(""))
    listing = filled(PROJECTS, results)
    assert listing is None or not {"Go-live", "Expected go-live"} & set(listing.heads)


# -- what is late, and what is next ----------------------------------------------------------


def test_what_was_decided_late_and_what_is_due_next(tmp_path: Path) -> None:
    """S2 should have been let by 1 January 2026 and was on 4 March: three months begun."""
    assert deciding(work(tmp_path)) == [
        (
            "Care at home was decided 3 months after the last day for it to start on time, 1 "
            "January 2026, which costs £600k, and the plan still counts on its start."
        ),
        "Next to be decided: Invoices by machine, by 1 April 2026.",
    ]


LATE = """\
id,title,full_year_effect,start,recurrence,approval,slippage_months,needs_procurement,basis
S2,Care at home,£2.4m,2026-07,recurring,approved,{months},yes,assumed
"""


@pytest.mark.parametrize(
    ("months", "cost"),
    [
        (1, ", which costs £600k, of which the plan counts £200k."),
        (3, "; the plan counts it 3 months late, which costs £600k."),
        (5, "; the plan counts it 5 months late, which costs £1,000k."),
    ],
)
def test_a_delay_is_priced_once(months: int, cost: str, tmp_path: Path) -> None:
    results = work(tmp_path, savings=LATE.format(months=months))
    was = "Care at home was decided 3 months after the last day for it to start on time, 1 January "
    assert deciding(results) == [f"{was}2026{cost}"]


OVERDUE = """\
id,title,full_year_effect,start,recurrence,approval,needs_consultation,needs_committee,basis
once,Once,£0.5m,2026-02,one_off,proposed,yes,yes,assumed
small,Small,£3k,2026-02,recurring,proposed,yes,yes,assumed
"""


def test_small_prices_are_in_pounds_and_none_is_not_told(tmp_path: Path) -> None:
    results = alone(tmp_path, savings=OVERDUE)
    assert deciding(results) == [
        "Once is a month past the last day for it to start on time, 1 February 2026.",
        (
            "Small is a month past the last day for it to start on time, 1 February 2026, which "
            "costs £250, and the plan still counts on its start; every further month costs £250."
        ),
    ]


def test_a_plan_that_says_nothing_of_decisions_is_told_so(tmp_path: Path) -> None:
    results = alone(tmp_path, savings=PROPOSED)
    assert deciding(results) == ["The plan says nothing of when its savings have to be decided."]


CALENDAR = (
    "Decide by: the first day of the month named is the last on which a decision still lands the "
    "money"
)


def test_the_calendar_is_in_the_order_of_its_dates(tmp_path: Path) -> None:
    results = work(tmp_path)
    calendar, recorded = of_decisions(results)
    assert (calendar.title, recorded.title) == (CALENDAR, "Decisions recorded")
    decided = told(calendar, results, "Decided on")
    assert list(decided.items()) == [
        ("Care at home", "2026-03-04"), ("Invoices by machine", "open"),
        ("One back office", "open"), ("Fewer offices", "open"),
    ]  # fmt: skip
    assert list(told(calendar, results, "Decide by the 1st of").values()) == [
        "2026-01", "2026-04", "2026-07", "2027-04",
    ]  # fmt: skip


BY_YEAR = """\
id,title,full_year_effect,start,2026/27,2027/28,2028/29,as,recurrence,approval,\
needs_consultation,basis
typed,Typed by year,,,£0,£0,£1m,level,recurring,proposed,yes,assumed
dated,Dated,£1m,2026-10,,,,,recurring,proposed,yes,assumed
"""


def test_what_is_typed_by_year_has_no_last_day(tmp_path: Path) -> None:
    results = alone(tmp_path, savings=BY_YEAR)
    (calendar,) = of_decisions(results)
    assert [(title, cells[0], [as_text(c, results) for c in cells[1:]])
            for title, cells in calendar.rows] == [
        ("Dated", "open", ["2026-07", "2026-10", "2026-10", "0.083"]),
        ("Typed by year", "open; no start is given, so there is no last day", ["", "", "", ""]),
    ]  # fmt: skip


def test_an_idea_counts_nowhere(tmp_path: Path) -> None:
    results = work(tmp_path)
    listing = filled(VALUED, results)
    approval = told(listing, results, "Approval (an idea counts nowhere)")
    assert [approval[one] for one in ("One back office", "Fewer offices", "A thought")] == [
        "approved", "proposed", "idea",
    ]  # fmt: skip
    assert (
        told(listing, results, "Expected to arrive, by its rating or as typed")["A thought"] == ""
    )


# -- who has a programme ---------------------------------------------------------------------


def test_who_plans_and_the_few_that_carry_most(tmp_path: Path) -> None:
    """Of £5.4m S2 and S1 wait for homes: £3.6m; the lease adds S3 and S4, and S1 again."""
    results = work(tmp_path)
    directorates, few = of_savings(results)[-2:]
    assert directorates.title == (
        "Who plans and who does not: savings approved or proposed in 2028/29"
    )
    assert [
        (title, *(as_text(c, results) for c in cells)) for title, cells in directorates.rows
    ] == [
        ("People", "2.400", "2.400", "100.00%", ""),
        ("Place", "0.600", "-", "0.00%", "Fewer offices"),
        ("Of no directorate", "2.400", "2.000", "83.33%", "Fewer forms"),
    ]
    assert few.title == "The few projects that most savings wait for, at full effect"
    assert [(title, *(as_text(c, results) for c in cells)) for title, cells in few.rows] == [
        ("Homes nearby", "One back office; Care at home", "3.600", "66.67%"),
    ]


RECORD = """\
id,title,saving,period,approved,delivered,on_track,at_risk,unachievable,withdrawn,one_off_cover,\
in_year_pressure,corrects_base,basis
R1,Month 9,S1,2025-12,£0.6m,£0.1m,£0.05m,£0.15m,£0.2m,£0.1m,£0.2m,£0.3m,yes,assumed
"""


def test_what_became_of_savings_is_listed(tmp_path: Path) -> None:
    results = work(tmp_path, delivery=RECORD)
    listing = filled(TRACKER, results)
    assert listing
    ((title, cells),) = listing.rows
    assert title == "Month 9"
    found = {head: as_text(cell, results) for head, cell in zip(listing.heads, cells, strict=True)}
    assert found == {
        "Saving": "One back office", "Period to the end of": "2025-12", "Approved, £m": "0.600",
        "Delivered, £m": "0.100", "On track, £m": "0.050", "At risk, £m": "0.150",
        "Will not come, £m": "0.200", "Withdrawn, £m": "0.100",
        "Covered by a one-off, £m": "0.200",
        "Not delivered, with pressures of the year, £m": "0.800",
        "Put back into the base": "yes",
    }  # fmt: skip


# -- what is late ----------------------------------------------------------------------------

MILESTONES = """\
id,title,project,due,status,basis
m1,Ledger tested,erp,2026-06,late,assumed
m2,First home,homes,2026-05,met,assumed
m3,Last home,homes,2026-09,missed,assumed
"""


def test_late_projects_and_milestones_are_told_with_what_waits(tmp_path: Path) -> None:
    """The system is 2 months late: S1's £1.2m and S4's £0.8m wait, and S4 is only proposed."""
    projects = FILES["projects.csv"].replace("erp,Finance system,lease,2026-07,,",
                                             "erp,Finance system,lease,2026-07,2,")  # fmt: skip
    found = late(said(work(tmp_path, projects=projects, milestones=MILESTONES)))
    assert found == [
        (
            "Finance system is 2 months late: 2 savings worth £2.0m a year wait for it, and each "
            "month costs £100k."
        ),
        (
            "The milestone ‘Ledger tested’, due in 2026-06, is late; 2 savings worth £2.0m a year "
            "wait for it."
        ),
        (
            "The milestone ‘Last home’, due in 2026-09, is missed; 2 savings worth £3.6m a year "
            "wait for it, though its project is not said to be late."
        ),
    ]


ONCE = """\
id,title,full_year_effect,start,recurrence,approval,project,basis
S1,One,£1m,2026-04,one_off,approved,erp,assumed
S2,Two,£0.3m,2026-04,recurring,approved,erp,assumed
"""


def test_what_saves_once_is_worth_nothing_a_year(tmp_path: Path) -> None:
    (one,) = enablers(alone(tmp_path, savings=ONCE, projects="id,title,basis\nerp,ERP,assumed\n"))
    assert (one.savings, one.effect, one.share) == (("S2",), 300_000, 1)


# -- what it costs, and what is worth it -----------------------------------------------------

FLEXIBLE = """\
  opening_receipts: {{value: "{receipts}", basis: assumed}}
  receipts_flexibility: {{every_year: "yes", basis: assumed}}
"""  # fmt: skip
COSTS = "id,saving,kind,funding,amount 2026/27,amount 2027/28,amount 2028/29,basis\n"


@pytest.mark.parametrize(
    ("receipts", "costs", "sentence"),
    [
        ("£5m", "£6.8m", "£6.8m once: £5.0m by capital receipts and £1.8m by the year's budget."),
        ("£10k", "£40k", ("£40,000 once: £10,000 by capital receipts and £30,000 by the year's "
         "budget.")),
        # Rounded each by itself, 1.56 and 5.26 would be told as 1.6 and 5.3, which is not 6.8.
        ("£1.56m", "£6.82m", ("£6.8m once: £1.6m by capital receipts and £5.2m by the year's "
         "budget.")),
        ("£1,234,567.89", "£1,234,567.89", "£1.2m once, by capital receipts."),
    ],
)  # fmt: skip
def test_all_who_pay_are_named_and_add_up(
    receipts: str, costs: str, sentence: str, tmp_path: Path
) -> None:
    results = alone(
        tmp_path, PLAN + FLEXIBLE.format(receipts=receipts), savings=PROPOSED,
        costs=f'{COSTS}c,S1,consultancy,receipts,"{costs}",£0,£0,assumed\n',
    )  # fmt: skip
    assert investing(said(results)) == (
        f"To achieve its savings the plan pays {sentence} Of 2 savings 1 names no cost of "
        "achieving it."
    )


BOILERS = "id,title,outlay,benefit,life,basis\nboilers,Boilers,£1m,£0.2m,12,assumed\n"


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        (1, "The one investment does not pay back within the year that members accept."),
        (8, "The one investment pays back within the 8 years that members accept."),
    ],
)
def test_one_investment_is_one(limit: int, sentence: str, tmp_path: Path) -> None:
    plan = f"{PLAN}  payback_limit: {{value: {limit}, basis: assumed}}\n"
    results = alone(tmp_path, plan, investments=BOILERS)
    assert investing(said(results)) == sentence
    listing = filled(WEIGHED, results)
    assert listing
    assert not [head for head in listing.heads if "ncertain" in head]


LENT = """\
id,title,outlay,benefit,life,saving,advance 2026/27,advance 2027/28,advance 2028/29,basis
lamps,Lamps,£1m,£0.2m,12,S2,£0.4m,£0,£0,assumed
roofs,Roofs,£2m,£0.4m,12,,£0.5m,£0,£0,assumed
"""


def test_what_is_made_is_not_chosen_and_what_nobody_pays_is_told(tmp_path: Path) -> None:
    """S2 waits for homes, which are finished: the lamps are bought and paid for."""
    projects = FILES["projects.csv"].replace("delay,basis", "delay,status,basis")
    projects = "\n".join(
        line.replace(",assumed", ",finished,assumed" if line.startswith("homes") else ",,assumed")
        for line in projects.splitlines()
    )
    savings = FILES["savings.csv"].replace("hub;homes", "hub")
    fund = f"{PLAN}  revolving_fund_opening: {{value: £2m, basis: assumed}}\n"
    folder = written(tmp_path, projects=projects, savings=savings, investments=LENT)
    (folder / "plan.yaml").write_text(fund, encoding="utf-8")
    results = run(MODEL, read_plan(folder, MODEL))
    assert made_already(results.plan) == {"lamps"}
    assert investing(said(results)).endswith(
        "The revolving fund lends £0.5m of the £2.0m that Roofs may cost: the plan does not say "
        "what pays the rest."
    )
    _, chosen = found_by_trial(results)
    assert [(title, cells[0]) for title, cells in chosen.rows] == [
        ("Every way of choosing", "Roofs")
    ]


# -- reserves --------------------------------------------------------------------------------

RESERVES = """\
id,title,opening,may_close_gap,order,minimum,category,released_by,contribution 2026/27,\
contribution 2027/28,contribution 2028/29,transfer 2026/27,transfer 2027/28,transfer 2028/29,basis
general,General,£2m,yes,1,£0,,,£0.1m,£0,£0,£0.4m,£0,£0,assumed
held,For homes,£3m,no,2,£1m,er_commit,d1,£0,£0,£0,(£0.4m),£0,£0,assumed
"""


def test_each_reserve_goes_from_its_opening_to_its_closing_balance(tmp_path: Path) -> None:
    """Care costs £3.2m more; S1 saves £0.6m of it, S2 £1.8m and S5 £0.4m; £0.1m is paid in."""
    results = work(tmp_path, reserves=RESERVES)
    held, first, *_ = of_reserves(results)
    assert told(held, results, "Released by") == {"General": "", "For homes": "Care at home begins"}
    assert first.title == (
        "Reserves in 2026/27: opening, plus what is paid in and moved, less what is drawn"
    )
    assert first.heads == (
        "At the start, £m", "Paid in, £m", "Moved between reserves, £m", "Drawn, £m",
        "At the end, £m",
    )  # fmt: skip
    rows = {title: [as_text(c, results) for c in cells] for title, cells in first.rows}
    assert rows == {
        "General": ["2.000", "0.100", "0.400", "0.500", "2.000"],
        "For homes": ["3.000", "-", "(0.400)", "-", "2.600"],
    }


def test_reserves_that_no_year_draws_on_are_named(tmp_path: Path) -> None:
    assert idle(said(work(tmp_path, reserves=RESERVES))) == (
        "Not drawn on in any year: For homes (£1.6m above its minimum)."
    )
