"""Plan folders as people type them: what is read, and every way of being wrong, in its words."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from mtfp.cli import main
from mtfp.model import MODEL
from mtfp.plan.folders import find_plan
from mtfp.plan.layers import read_layers
from mtfp.plan.plan import Origin, Plan
from mtfp.plan.read import read_plan
from mtfp.plan.tables import is_total
from mtfp.problems import MOST_TOLD, Place, PlanError, Problem, counted
from mtfp.terms import FinancialYear
from tests.conftest import ROOT, without_codes

PLAN, PRESSURES, SAVINGS = "plan.yaml", "pressures.csv", "savings.csv"
INDICES, FUNDING, RESERVES = "indices.csv", "funding.csv", "reserves.csv"
EXAMPLE = ROOT / "inputs" / "worked-example"
NOT_UTF_8 = (
    "worked-example/{}:2   Is not UTF-8.\n"
    "    Save the file as UTF-8 text; in Excel, save as `CSV UTF-8`."
)
BEGIN = "    Begin each line with a name, a colon and a space, like `title: Our plan`."
NO_ENTRIES = f"worked-example/plan.yaml:1   Should hold `name: value` entries.{{}}\n{BEGIN}"
BASES = "Say one of published, derived, approved, forecast, assumed, illustrative."
RATES_GROWTH = "every_year: 1.5%"
INVENTED = "basis: illustrative, source: invented for this example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the worked example, to be broken."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "worked-example"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Change the first place in a file where the old text stands."""
    text = (folder / file).read_text(encoding="utf-8")
    if old not in text:
        raise LookupError(f"{file} no longer holds {old!r}")
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def heads(file: str) -> str:
    return (EXAMPLE / file).read_text(encoding="utf-8").splitlines()[0]


def refusal(folder: Path, code: str = "") -> str:
    """What a plan is refused with, and whether each problem has the code, where one is given."""
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    assert not code or {problem.code for problem in refused.value.problems} == {code}
    assert str(refused.value) == "\n".join(map(str, counted(refused.value.problems)))
    return without_codes(str(refused.value))


# -- what is read ----------------------------------------------------------------------------


def test_the_worked_example_is_read(worked_example: Plan) -> None:
    plan = worked_example
    assert (plan.name, plan.title) == ("worked-example", "The worked example")
    assert (plan.base_year, plan.years) == (FinancialYear(2025), 3)
    assert [str(year) for year in plan.plan_years] == ["2026/27", "2027/28", "2028/29"]
    watermark = "Invented figures, to learn from and to test with; no real council's plan"
    assert plan.watermark == watermark
    assert plan.items["pressure"].ids == ("pay", "care", "levies", "demand", "capital", "fees")
    assert plan.items["pressure"].titles[1] == "Care contracts"
    assert plan.items["index"].ids == ("none", "pay_award", "care_fees", "levy_index", "fee_index")
    assert plan.items["pressure"].members("index") == (1, 2, 3, 0, 0, 4)
    assert plan.items["pressure"].members("service") == (-1,) * 6
    assert plan.items["saving"].ids == ("S1", "S2", "S3")


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("approved_budget", [[200_000_000.0]]),
        ("base_tax_base", [[60_000.0]]),
        ("base_band_d", [[1_800.0]]),
        ("council_tax_increase", [[0.0299], [0.0299], [0.0299]]),
        ("funding_kind", [[3, 4, 5]]),
        ("funding_amount", [[17e6, 12e6, 0.5e6], [14e6, 12e6, 0], [11e6, 12e6, 0]]),
        ("reserves_policy", [[2.0]]),
        ("one_offs_in_base", [[0.0]]),
        ("reserves_cover", [[1.0], [1.0], [1.0]]),
        ("index_rate", [[0, 0.03, 0.04, 0.03, 0.03], [0, 0.03, 0.03, 0.03, 0.03]]),
        ("pressure_cost_base", [[90e6, 80e6, 15e6, 0, 0, 20e6]]),
        ("pressure_sign", [[1, 1, 1, 1, 1, -1]]),
        ("pressure_amount", [[0, 0, 0, 6e6, 1e6, 0], [0, 0, 0, 6e6, 500_000, 0]]),
        ("saving_start", [[0, 6, 12]]),
        ("saving_recurrence", [[1, 1, 0]]),
        ("saving_on", [[1, 1, 1]]),
        ("reserve_minimum", [[10e6]]),
    ],
)
def test_figures_of_the_worked_example(
    worked_example: Plan, name: str, figures: list[list[float]]
) -> None:
    assert worked_example.figures[name][: len(figures)].tolist() == figures


def test_every_input_has_figures_of_its_shape(worked_example: Plan) -> None:
    assert worked_example.figures.keys() == MODEL.inputs.keys()
    for name, given in MODEL.inputs.items():
        assert worked_example.figures[name].shape == worked_example.size(given), name
        assert np.isfinite(worked_example.figures[name]).all(), name


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [
        ("£0.5m", 500_000.0),
        ("£450k", 450_000.0),
        ("£1.2bn", 1_200_000_000.0),
        ("£1,500.25", 1_500.25),
        ("1,500.25", 1_500.25),
        ("1500", 1_500.0),
        ("(1,500)", -1_500.0),
        ("(£1.2m)", -1_200_000.0),
        ("-£3m", -3_000_000.0),
        ("-1,500.25", -1_500.25),
        ("£0", 0.0),
        ("0", 0.0),
        ("£12", 12.0),
        ("1000", 1_000.0),
        ("£0.29m", 290_000.0),
        ("£8.7m", 8_700_000.0),
        (" £4m ", 4_000_000.0),
    ],
)
def test_money(folder: Path, typed: str, pounds: float) -> None:
    change(folder, PLAN, "value: £200m", f'value: "{typed}"')
    change(folder, SAVINGS, "£4m", f'"{typed}"')
    plan = read_plan(folder, MODEL)
    assert plan.figures["approved_budget"].tolist() == [[pounds]]
    assert plan.figures["saving_full_year_effect"][0, 1] == pounds


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        ("2.99%", 0.0299),
        ("4.99%", 0.0499),
        ("0.07%", 0.0007),
        ("-1.5%", -0.015),
        ("3 %", 0.03),
        ("0%", 0.0),
        ("100%", 1.0),
    ],
)
def test_a_rate_is_the_nearest_float_to_what_is_typed(
    folder: Path, typed: str, rate: float
) -> None:
    change(folder, PLAN, "every_year: 2.99%", f"every_year: {typed}")
    change(folder, INDICES, "4%", typed)
    plan = read_plan(folder, MODEL)
    assert plan.figures["council_tax_increase"].tolist() == [[rate]] * 3
    assert plan.figures["index_rate"][0, 2] == rate


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("2026-04", 0),
        ("2026-10", 6),
        ("2027-03", 11),
        ("2029-01", 33),
        ("2025-10", -6),
        ("Oct-26", 6),
        ("jan-2029", 33),
    ],
)
def test_months_are_counted_from_the_first_of_april(
    folder: Path, typed: str, months: float
) -> None:
    change(folder, SAVINGS, "2026-10", typed)
    assert read_plan(folder, MODEL).figures["saving_start"][0, 1] == months


@pytest.mark.parametrize(
    ("typed", "series"),
    [
        ("every_year: 2%", [0.02, 0.02, 0.02]),
        ("2026/27: 1%, onwards: 2%", [0.01, 0.02, 0.02]),
        ("2026/27: 1%, 2027/28: 3%, onwards: 2%", [0.01, 0.03, 0.02]),
        ("2028/29: 3%, 2027/28: 2%, 2026/27: 1%", [0.01, 0.02, 0.03]),
    ],
)
def test_series(folder: Path, typed: str, series: list[float]) -> None:
    change(folder, PLAN, RATES_GROWTH, typed)
    assert read_plan(folder, MODEL).figures["business_rates_growth"][:, 0].tolist() == series


def test_an_assumption_has_an_origin(worked_example: Plan) -> None:
    origin = worked_example.origins["council_tax_increase", ""]
    assert (origin.place.file, origin.place.line) == ("worked-example/plan.yaml", 19)
    assert origin.place.text == "council_tax_increase:"
    assert origin.basis == "illustrative"
    assert origin.source == "invented for this example"
    assert origin.note == "under the referendum limit"
    assert str(origin) == (
        "worked-example/plan.yaml:19: illustrative, invented for this example, "
        "under the referendum limit"
    )


def test_what_the_plan_does_not_say_has_no_origin(worked_example: Plan) -> None:
    assert ("one_offs_in_base", "") not in worked_example.origins


def test_a_register_row_has_an_origin(worked_example: Plan) -> None:
    origin: Origin = worked_example.origins["pressure_cost_base", "care"]
    assert (origin.place.file, origin.place.line) == ("worked-example/pressures.csv", 3)
    assert origin.place.text.startswith("care,Care contracts,care_fees,£80m,cost,")
    assert (origin.basis, origin.source) == ("illustrative", "invented for this example")
    assert worked_example.origins["saving_start", "S2"].place.line == 3


def test_a_register_may_be_left_out_and_an_empty_row_is_no_row(folder: Path) -> None:
    (folder / FUNDING).unlink()
    change(folder, SAVINGS, "S3,", ",,,,,,\nS3,")
    plan = read_plan(folder, MODEL)
    assert len(plan.items["funding"]) == 0
    assert plan.figures["funding_amount"].shape == (3, 0)
    assert plan.items["saving"].ids == ("S1", "S2", "S3")
    assert plan.origins["saving_start", "S3"].place.line == 5


def test_columns_stand_in_any_order_and_what_excel_adds_to_a_file_is_read(folder: Path) -> None:
    text = (folder / RESERVES).read_text(encoding="utf-8")
    rows = [",".join(reversed(row.split(","))) for row in text.splitlines()]
    (folder / RESERVES).write_bytes("\r\n".join([*rows, ""]).encode("utf-8-sig"))
    plan = read_plan(folder, MODEL)
    assert plan.figures["reserve_opening"].tolist() == [[24_000_000.0]]


# -- what is wrong, one thing at a time ------------------------------------------------------

WRONG: list[tuple[str, str, str, str, str]] = [
    ("E204",
        PLAN, "council_tax_increase:", "counicl_tax_increase:",
        (
            "worked-example/plan.yaml:19   counicl_tax_increase is not an assumption of a plan.\n"
            "    19 | counicl_tax_increase:\n"
            "    Did you mean council_tax_increase?"
        ),
    ),
    ("E201",
        PLAN, f"  approved_budget:\n    {{value: £200m, {INVENTED}}}\n", "",
        (
            "worked-example/plan.yaml:10   There is no approved_budget: The net budget that full "
            "council approved for the year before the plan.\n"
            "    10 | assumptions:\n"
            "    Add it under assumptions."
        ),
    ),
    ("E401",
        PLAN, RATES_GROWTH, "2026/27: 1%, 2027/28: 2%",
        (
            "worked-example/plan.yaml:27   business_rates_growth says nothing of 2028/29.\n"
            "    27 | business_rates_growth:\n"
            "    Give every year of the plan, or say `onwards: ...` to carry one on."
        ),
    ),
    ("E401",
        PLAN, RATES_GROWTH, "onwards: 1%, 2028/29: 2%",
        (
            "worked-example/plan.yaml:27   business_rates_growth says nothing of 2026/27 and "
            "2027/28.\n"
            "    27 | business_rates_growth:\n"
            "    Give every year of the plan, or say `onwards: ...` to carry one on."
        ),
    ),
    ("E409",
        PLAN, RATES_GROWTH, "2029/30: 1%, onwards: 2%",
        (
            "worked-example/plan.yaml:28   2029/30 is outside the plan, 2026/27 to 2028/29.\n"
            f"    28 | {{2029/30: 1%, onwards: 2%, {INVENTED}}}\n"
            "    The years follow from base_year and years in plan.yaml."
        ),
    ),
    ("E409",
        PLAN, RATES_GROWTH, "2025/26: 1%, onwards: 2%",
        (
            "worked-example/plan.yaml:28   2025/26 is outside the plan, 2026/27 to 2028/29.\n"
            f"    28 | {{2025/26: 1%, onwards: 2%, {INVENTED}}}\n"
            "    The years follow from base_year and years in plan.yaml."
        ),
    ),
    ("E205",
        PLAN, RATES_GROWTH, f"{RATES_GROWTH}, onwards: 2%",
        (
            "worked-example/plan.yaml:28   business_rates_growth says both every_year and "
            "onwards.\n"
            f"    28 | {{every_year: 1.5%, onwards: 2%, {INVENTED}}}\n"
            "    Keep every_year for a figure that never changes, or the years and onwards."
        ),
    ),
    ("E402",
        PLAN, "every_year: 2.99%", "every_year: 2.99",
        (
            "worked-example/plan.yaml:20   council_tax_increase: '2.99' is not a percentage; "
            "write it with its sign, like 3.5%.\n"
            f"    20 | {{every_year: 2.99, {INVENTED}, note: under the referendum limit}}"
        ),
    ),
    ("E403",
        PLAN, "£200m", "£200 million",
        (
            "worked-example/plan.yaml:12   approved_budget: '£200 million' is not an amount of "
            "money; write it like £1.2m, £450k or 1,500.\n"
            f"    12 | {{value: £200 million, {INVENTED}}}"
        ),
    ),
    ("E410",
        PLAN, "basis: illustrative, ", "",
        (
            "worked-example/plan.yaml:11   Has no basis.\n"
            "    11 | approved_budget:\n"
            f"    {BASES}"
        ),
    ),
    ("E410",
        PLAN, "basis: illustrative", "basis: ilustrative",
        (
            "worked-example/plan.yaml:11   ilustrative is not a basis.\n"
            "    11 | approved_budget:\n"
            "    Did you mean illustrative?"
        ),
    ),
    ("E410",
        PLAN, "basis: illustrative", "basis: guess",
        (
            "worked-example/plan.yaml:11   guess is not a basis.\n"
            "    11 | approved_budget:\n"
            f"    {BASES}"
        ),
    ),
    ("E205",
        PLAN, f"\n    {{value: £200m, {INVENTED}}}", " £200m",
        (
            "worked-example/plan.yaml:11   approved_budget says nothing of its source.\n"
            "    11 | approved_budget: £200m\n"
            "    Write it as `approved_budget: {value: ..., basis: ..., source: ...}`."
        ),
    ),
    ("E205",
        PLAN, "{value: £200m, ", "{valeu: £200m, value: £200m, ",
        (
            "worked-example/plan.yaml:12   approved_budget has one value for the plan, not valeu.\n"
            f"    12 | {{valeu: £200m, value: £200m, {INVENTED}}}\n"
            "    Did you mean value?"
        ),
    ),
    ("E401",
        PLAN, "{value: £200m, ", "{",
        (
            "worked-example/plan.yaml:11   approved_budget has no value.\n"
            "    11 | approved_budget:\n"
            "    Add `value: ...`."
        ),
    ),
    ("E205",
        PLAN, "£200m", "[£200m]",
        (
            "worked-example/plan.yaml:12   approved_budget should be one figure here.\n"
            f"    12 | {{value: [£200m], {INVENTED}}}\n"
            "    Write the figure alone."
        ),
    ),
    ("E201",
        PLAN, "title: The worked example\n", "",
        (
            "worked-example/plan.yaml:1   There is no title.\n"
            "    Add a line `title: ...`."
        ),
    ),
    ("E202",
        PLAN, "watermark:", "colour: red\nwatermark:",
        (
            "worked-example/plan.yaml:7   colour is not an entry of a plan.\n"
            "    7 | colour: red\n"
            "    The entries are title, council, edition, base_year, years, stage, firm_years, "
            "default, notes, watermark, packs, assumptions."
        ),
    ),
    ("E112",
        PLAN, "years: 3\n", "years: 3\ntitle: Another\n",
        (
            "worked-example/plan.yaml:7   title is given twice, first on line 2.\n"
            "    7 | title: Another\n"
            "    Keep one of them."
        ),
    ),
    ("E112",
        PLAN, RATES_GROWTH, "2026/27: 1%, 2026/27: 2%, onwards: 3%",
        (
            "worked-example/plan.yaml:28   2026/27 is given twice, first on line 28.\n"
            f"    28 | {{2026/27: 1%, 2026/27: 2%, onwards: 3%, {INVENTED}}}\n"
            "    Keep one of them."
        ),
    ),
    ("E111",
        PLAN, "value: £200m", "value: &budget £200m",
        (
            "worked-example/plan.yaml:12   Uses an anchor, an alias or a tag (& * !), which "
            "are not "
            "read here.\n"
            f"    12 | {{value: &budget £200m, {INVENTED}}}\n"
            "    Put text that begins with one of these signs in double quotes."
        ),
    ),
    ("E111",
        PLAN, "value: £200m", "value: *budget",
        (
            "worked-example/plan.yaml:12   Uses an anchor, an alias or a tag (& * !), which "
            "are not "
            "read here.\n"
            f"    12 | {{value: *budget, {INVENTED}}}\n"
            "    Put text that begins with one of these signs in double quotes."
        ),
    ),
    ("E111",
        PLAN, "value: £200m", "value: !!str £200m",
        (
            "worked-example/plan.yaml:12   Uses an anchor, an alias or a tag (& * !), which "
            "are not "
            "read here.\n"
            f"    12 | {{value: !!str £200m, {INVENTED}}}\n"
            "    Put text that begins with one of these signs in double quotes."
        ),
    ),
    ("E107",
        PLAN, "  approved_budget:", "\tapproved_budget:",
        (
            "worked-example/plan.yaml:11   Has a tab, or a sign that must be in quotes at the "
            "start "
            "of a value.\n"
            "    11 | approved_budget:\n"
            "    Indent with spaces; put a value that begins with a sign in double quotes."
        ),
    ),
    ("E106",
        PLAN, "council: An invented council", "council: An: invented council",
        (
            "worked-example/plan.yaml:3   Has a second ':' on the line; put text in quotes.\n"
            "    3 | council: An: invented council\n"
            "    Write it like `why: \"Growth: slower than hoped\"`."
        ),
    ),
    ("E105",
        PLAN, "years: 3\n", "years: 3\n---\n",
        (
            "worked-example/plan.yaml:7   Only one document may stand in a file.\n"
            "    7 | ---\n"
            "    Delete this line; what follows it may belong in a file of its own."
        ),
    ),
    ("E303",
        PRESSURES, "recurrence", "recurence",
        (
            "worked-example/pressures.csv:1   recurence is not a column here.\n"
            "    1 | "
            "id,title,index,cost_base,sign,2026/27,2027/28,2028/29,as,recurence,basis,source\n"
            "    Did you mean recurrence?"
        ),
    ),
    ("E303",
        FUNDING, "source", "colour",
        (
            "worked-example/funding.csv:1   colour is not a column here.\n"
            f"    1 | {heads(FUNDING).replace('source', 'colour')}\n"
            "    The columns are id, title, pair, service, kind, ringfenced, base, recurrence, "
            "2026/27, 2027/28, 2028/29, as, stranded_share, status, owner, basis, source, note."
        ),
    ),
    ("E303",
        FUNDING, "2028/29", "2027/28",
        (
            "worked-example/funding.csv:1   The column 2027/28 stands twice.\n"
            f"    1 | {heads(FUNDING).replace('2028/29', '2027/28')}\n"
            "    Keep one of them."
        ),
    ),
    ("E302",
        SAVINGS, "Adult care pathway", "Adult care, pathway",
        (
            "worked-example/savings.csv:3   Has 8 cells where the first line has 7.\n"
            "    3 | S2,Adult care, pathway,£4m,2026-10,recurring,illustrative,invented for this "
            "example\n"
            "    Put text or a figure that holds a comma in double quotes, like \"1,500\"."
        ),
    ),
    ("E305",
        SAVINGS, "S2,", "S1,",
        (
            "worked-example/savings.csv:3   The id S1 stands twice, first on line 2.\n"
            "    3 | S1,Adult care pathway,£4m,2026-10,recurring,illustrative,invented for this "
            "example\n"
            "    Give each row an id of its own."
        ),
    ),
    ("E305",
        SAVINGS, "S2,", ",",
        (
            "worked-example/savings.csv:3   Has no id.\n"
            "    3 | ,Adult care pathway,£4m,2026-10,recurring,illustrative,invented for this "
            "example\n"
            "    Give each row an id of its own."
        ),
    ),
    ("E307",
        PRESSURES, ",pay_award,", ",pay_awards,",
        (
            "worked-example/pressures.csv:2   pay_awards is not one of the indices.\n"
            "    2 | pay,Pay "
            "inflation,pay_awards,£90m,cost,,,,change,recurring,illustrative,invented "
            "for this example\n"
            "    Did you mean pay_award?"
        ),
    ),
    ("E307",
        PRESSURES, ",pay_award,", ",gold,",
        (
            "worked-example/pressures.csv:2   gold is not one of the indices.\n"
            "    2 | pay,Pay "
            "inflation,gold,£90m,cost,,,,change,recurring,illustrative,invented for "
            "this example\n"
            "    Add it to indices.csv."
        ),
    ),
    ("E410",
        SAVINGS, "recurring,illustrative", "recurring,",
        (
            "worked-example/savings.csv:2   Has no basis.\n"
            "    2 | S1,Shared back office,£2m,2026-04,recurring,,invented for this example\n"
            f"    {BASES}"
        ),
    ),
    ("E410",
        SAVINGS, "illustrative", "forecats",
        (
            "worked-example/savings.csv:2   forecats is not a basis.\n"
            "    2 | S1,Shared back office,£2m,2026-04,recurring,forecats,invented for this "
            "example\n"
            "    Did you mean forecast?"
        ),
    ),
    ("E401",
        SAVINGS, ",recurring,", ",,",
        (
            "worked-example/savings.csv:2   S1 has no recurrence; say time_limited, "
            "recurring or one_off.\n"
            "    2 | S1,Shared back office,£2m,2026-04,,illustrative,invented for this example\n"
            f"    {MODEL.inputs['saving_recurrence'].sentence}"
        ),
    ),
    ("E401",
        INDICES, "3%,3%,3%", "3%,3%,",
        (
            "worked-example/indices.csv:3   pay_award has no 2028/29: How much the costs that "
            "follow "
            "this index rise in the year.\n"
            "    3 | pay_award,Pay award,3%,3%,,illustrative,invented for this example\n"
            "    A blank is not nought: fill it in."
        ),
    ),
    ("E402",
        INDICES, "3%,3%,3%", "3%,0.03,3%",
        (
            "worked-example/indices.csv:3   2027/28: '0.03' is not a percentage; write it with its "
            "sign, like 3.5%.\n"
            "    3 | pay_award,Pay award,3%,0.03,3%,illustrative,invented for this example"
        ),
    ),
    ("E403",
        SAVINGS, "£4m", "four million",
        (
            "worked-example/savings.csv:3   full_year_effect: 'four million' is not an amount of "
            "money; write it like £1.2m, £450k or 1,500.\n"
            "    3 | S2,Adult care pathway,four "
            "million,2026-10,recurring,illustrative,invented for "
            "this example"
        ),
    ),
    ("E405",
        SAVINGS, "2026-10", "2026-13",
        (
            "worked-example/savings.csv:3   start: there is no month '2026-13'; write year and "
            "month, like 2026-10.\n"
            "    3 | S2,Adult care pathway,£4m,2026-13,recurring,illustrative,invented for this "
            "example"
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "old", "new", "message"), WRONG)
def test_one_thing_wrong_is_one_problem(
    folder: Path, code: str, file: str, old: str, new: str, message: str
) -> None:
    change(folder, file, old, new)
    assert refusal(folder, code) == message
    assert len(message.splitlines()) <= 6


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (
            PLAN, RATES_GROWTH, "2026/28: 1%, onwards: 2%",
            "business_rates_growth: '2026/28' does not join up; did you mean 2026/27?",
        ),
        (
            PLAN, RATES_GROWTH, "2026-27: 1%, onwards: 2%",
            "business_rates_growth: '2026-27' is not a financial year; did you mean 2026/27?",
        ),
        (
            PLAN, "base_year: 2025/26", "base_year: 2030-31",
            "base_year: '2030-31' is not a financial year; did you mean 2030/31?",
        ),
        (
            PLAN, "base_year: 2025/26", "base_year: 2025/27",
            "base_year: '2025/27' does not join up; did you mean 2025/26?",
        ),
        (
            PLAN, "value: fill_gap", "value: fil_gap",
            (
                "reserves_policy: 'fil_gap' is not one of none, as_planned, fill_gap, "
                "bridging_only, taper. Did you mean fill_gap?"
            ),
        ),
        (
            SAVINGS, "recurring", "recuring",
            (
                "recurrence: 'recuring' is not one of one_off, recurring, time_limited. "
                "Did you mean recurring?"
            ),
        ),
    ],
)  # fmt: skip
def test_the_near_answer_is_given(folder: Path, file: str, old: str, new: str, what: str) -> None:
    change(folder, file, old, new)
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    assert what in [problem.what for problem in refused.value.problems]
    assert "?." not in str(refused.value)


# -- files that cannot be read at all --------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"- title\n", NO_ENTRIES.format("\n    1 | - title")),
        (b"", NO_ENTRIES.format("")),
        (b"title\n", NO_ENTRIES.format("\n    1 | title")),
        (
            "title: one\ncouncil: £1".encode("cp1252"),
            NOT_UTF_8.format(PLAN),
        ),
        (
            b"title: [one\n",
            (
                "worked-example/plan.yaml:1   Has a brace not closed, a comma missing, or a colon "
                "in text not in quotes.\n    1 | title: [one\n"
                '    Write it like `{value: £1.2m, source: "Cabinet: minutes"}`.'
            ),
        ),
        (
            b"{[1]: one}",
            (
                "worked-example/plan.yaml:1   A key must be plain text.\n"
                f"    1 | {{[1]: one}}\n{BEGIN}"
            ),
        ),
        (
            b"#" * 2_000_001,
            (
                "worked-example/plan.yaml   Is larger than 2 MB.\n"
                "    Look at what it holds; a plan needs far less."
            ),
        ),
    ],
)
def test_a_plan_that_is_no_plan(folder: Path, data: bytes, message: str) -> None:
    (folder / PLAN).write_bytes(data)
    assert refusal(folder) == message


def test_a_folder_without_a_plan(folder: Path) -> None:
    (folder / PLAN).unlink()
    assert refusal(folder) == (
        "worked-example/plan.yaml   There is no such file.\n"
        "    Put the file there, or correct the name of the folder."
    )


def test_a_register_that_is_not_utf_8(folder: Path) -> None:
    text = (folder / SAVINGS).read_text(encoding="utf-8")
    (folder / SAVINGS).write_text(text, encoding="cp1252")
    assert refusal(folder) == NOT_UTF_8.format(SAVINGS)


def test_a_register_without_anything(folder: Path) -> None:
    (folder / SAVINGS).write_text("")
    assert refusal(folder) == (
        "worked-example/savings.csv:1   Is empty: its first line should name the columns."
    )


def test_a_register_with_a_quote_left_open(folder: Path) -> None:
    change(folder, SAVINGS, "Adult care", '"Adult care')
    assert "savings.csv:3   Has a quotation mark that is not closed." in refusal(folder)


@pytest.mark.parametrize("file", [PLAN, SAVINGS])
def test_signs_that_cannot_be_seen_are_refused_with_their_line(folder: Path, file: str) -> None:
    text = (folder / file).read_text(encoding="utf-8").splitlines()
    text[1] += "\x00"
    (folder / file).write_text("\n".join(text), encoding="utf-8")
    assert refusal(folder).startswith(
        f"worked-example/{file}:2   Holds a sign that cannot be seen (U+0000)."
    )


HOSTILE = {
    "brackets": "[" * 300_000,
    "braces": "{" * 300_000,
    "named braces": "{a: " * 300_000,
    "dashes": "- " * 300_000,
    "brackets within": "title: " + "[" * 300_000,
    "brackets in an assumption": "assumptions: {rsg: " + "[" * 300_000,
    "a key that goes on": "? " * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_deep_nesting_is_refused_at_once(folder: Path, name: str) -> None:
    (folder / PLAN).write_text(HOSTILE[name])
    began = time.perf_counter()
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    assert time.perf_counter() - began < 2
    (problem,) = refused.value.problems
    assert problem.what in ("Is nested too deeply.", "A key must be plain text.")
    assert str(problem.place) == "worked-example/plan.yaml:1"


def test_a_message_is_short_whatever_the_file_holds(folder: Path) -> None:
    (folder / PLAN).write_text(HOSTILE["brackets"])
    assert len(refusal(folder)) < 1000


def test_nesting_is_counted_not_feared(folder: Path) -> None:
    change(folder, PLAN, "£200m", "[" * 10 + "£200m" + "]" * 10)
    assert "approved_budget should be one figure here." in refusal(folder)


# -- several things at once ------------------------------------------------------------------


def test_every_problem_is_reported_at_once_in_order_of_place(folder: Path) -> None:
    change(folder, SAVINGS, "£4m", "4 million")
    change(folder, SAVINGS, "illustrative", "gues")
    change(folder, PLAN, "every_year: 2.99%", "every_year: 2.99")
    change(folder, PLAN, "  approved_budget:", "  approved_bugdet:")
    change(folder, INDICES, "4%", "4")
    change(folder, PRESSURES, ",pay_award,", ",pay_awards,")
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    assert [(str(p.place), p.what.split(":")[0]) for p in refused.value.problems] == [
        ("worked-example/indices.csv:4", "2026/27"),
        ("worked-example/plan.yaml:11", "approved_bugdet is not an assumption of a plan."),
        ("worked-example/plan.yaml:20", "council_tax_increase"),
        ("worked-example/pressures.csv:2", "pay_awards is not one of the indices."),
        ("worked-example/savings.csv:2", "gues is not a basis."),
        ("worked-example/savings.csv:3", "full_year_effect"),
    ]


# -- what is nearly right --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        (PLAN, "edition: 2026-02-25", "edition: 25 Feb 2026", "like 2026-02-25"),
        (PLAN, "edition: 2026-02-25", "edition: 2026-13-45", "like 2026-02-25"),
        (PLAN, "edition: 2026-02-25", "edition: 20260225", "like 2026-02-25"),
        (PLAN, "years: 3", "years: three", "whole number from 1 to 20"),
        (PLAN, "years: 3", "years: 0", "whole number from 1 to 20"),
        (PLAN, "watermark:\n  Inv", "notes: Inv", "begin each note with `- `"),
        (PLAN, "watermark:", "default: maybe\nwatermark:", "neither yes nor no"),
        (PLAN, "council: An invented council", "council:", "council: nothing is written."),
        (PLAN, "council:", "councl:", "Did you mean council?"),
        (PLAN, "every_year: 1%", "every_yaer: 1%", "Did you mean every_year?"),
        (PLAN, "every_year: 1%", "value: 1%", "Write `every_year: ...`, or a figure for each"),
        (PLAN, "value: £200m", "every_year: £200m", "Write `value: ...`."),
        (PLAN, "value: £200m", "value: ''", "nothing is written"),
        (PLAN, "value: £200m", "value: £200,000,000", "Put what holds a comma in double quotes"),
        (PLAN, "source: invented", "source: Cabinet, 13 May", "before '13 May "),
        (PLAN, "source: invented", "sauce: invented", "Did you mean source?"),
        (PLAN, "source: invented for this example", "source: [a]", "one piece of text"),
        (PLAN, "base_tax_base:", "index_rate:", "It belongs to indices.csv, as a column."),
        (SAVINGS, "2026-10", "01/10/2026", "write 2026-10 if the day comes first in it"),
        (SAVINGS, "2026-10", "1.10.26", "write 2026-10 if the day comes first in it"),
        (SAVINGS, "2026-10", "13/13/2026", "write year and month, like 2026-10"),
        (SAVINGS, "2026-10", "46296", "it is Excel's count of days: write 2026-10"),
        (SAVINGS, "2026-10", "2026-10-15", "is a day, and only whole months are counted; w"),
        (SAVINGS, "2026-10", "1046296", "write year and month, like 2026-10"),
        (PLAN, RATES_GROWTH, "every_year: 2%, 2027/28: 3%", "says both every_year and 2027/28."),
        (PLAN, RATES_GROWTH, "2027/28: 3%, every_year: 2%", "says both every_year and 2027/28."),
        (PLAN, RATES_GROWTH, "2026/27: 3%, '2026/27 ': 2%, onwards: 1%", "2026/27 is gi"),
        (PLAN, "base_year: 2025/26", "base_year: 1989/90", "is not from 1990/91 to 2100/01"),
        (PLAN, "base_year: 2025/26", "base_year: 2101/02", "is not from 1990/91 to 2100/01"),
        (SAVINGS, "\nS2,", "\nS 2,", "The id S 2 holds a space."),
        (SAVINGS, "\nS2,", "\n=1,", "The id =1 holds a sign that is no letter from A to Z"),
        (SAVINGS, "\nS2,", "\nÉ2,", "The id É2 holds a sign that is no letter from A to Z"),
        (SAVINGS, "\nS2,", "\n-2,", "The id -2 holds a minus at its front"),
        (SAVINGS, "\nS2,", "\ns1,", "The id s1 stands twice but for its capitals (as S1), fi"),
        (SAVINGS, "\nS2,", "\nCARE,", "stands twice but for its capitals (as care), first at"),
        (SAVINGS, "2026-10", "6", "write year and month, like 2026-10"),
        (SAVINGS, "£4m", "1.2", "'1.2' would be £1.20; write £1.2m, or £1.2 if it is so"),
        (SAVINGS, "£4m", "12", "'12' would be £12; write £12m, or £12 if it is so"),
        (SAVINGS, "£4m", "(999)", "'(999)' would be -£999; write -£999m, or -£999 if it is so"),
        (PLAN, "£200m", "150", "'150' would be £150; write £150m, or £150 if it is so"),
        (RESERVES, "£24m", "24", "'24' would be £24; write £24m, or £24 if it is so"),
        (SAVINGS, "£4m", '"£4,5m"', "'£4,5m' is not an amount of money"),
        (SAVINGS, "£4m", "-£-4m", "'-£-4m' is not an amount of money"),
        (SAVINGS, "£4m", "(£4m)k", "'(£4m)k' is not an amount of money"),
        (SAVINGS, "£4m", '"£4,000bn"', "'£4,000bn' is more than £1,000bn"),
        (INDICES, "4%", "3.5.1%", "'3.5.1%' is not a percentage"),
        (PRESSURES, ",pay_award,", ",,", "pay has no index: say which of the indices it follows."),
        (FUNDING, "2028/29", "2029/30", "2029/30 is outside the plan, 2026/27 to 2028/29."),
        (FUNDING, "2028/29", "2028-29", "did you mean 2028/29?"),
        (PRESSURES, "£6m,change", "£6m,", "demand has no as; say level or change."),
    ],
)  # fmt: skip
def test_what_was_expected_is_said_once(
    folder: Path, file: str, old: str, new: str, hint: str
) -> None:
    change(folder, file, old, new)
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    (problem,) = refused.value.problems
    assert hint in str(problem)
    assert len(str(problem).splitlines()) <= 6


@pytest.mark.parametrize(
    ("name", "whether"),
    [
        ("Total", True), ("TOTALS", True), ("Sub-total", True), ("Subtotal", True),
        ("Grand total:", True), ("Adult care total", True), ("Total savings", True),
        ("Total (£)", True), ("Total Place review", False), ("total_place", False), ("", False),
    ],
)  # fmt: skip
def test_what_is_called_a_total(name: str, whether: bool) -> None:
    assert is_total(name, "savings") is whether


def test_a_total_of_another_length_is_told_to_go(folder: Path) -> None:
    path = folder / SAVINGS
    path.write_text(path.read_text(encoding="utf-8") + "Total,,£6m\n", encoding="utf-8")
    assert "It looks like a total of other rows: if so, delete it." in refusal(folder)


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [("£4M", 4e6), ("£ 1.2m", 1.2e6), ("£-3m", -3e6), ("−£3m", -3e6), ("(£2K)", -2e3)],
)
def test_money_as_some_write_it(folder: Path, typed: str, pounds: float) -> None:
    change(folder, SAVINGS, "£4m", typed)
    assert read_plan(folder, MODEL).figures["saving_full_year_effect"][0, 1] == pounds


@pytest.mark.parametrize(
    "again", [lambda data: data.replace(b"\n", b"\r"), lambda data: b"\xef\xbb\xbf" + data]
)
@pytest.mark.parametrize("file", [PLAN, SAVINGS])
def test_lines_may_end_as_any_editor_ends_them(
    folder: Path, file: str, again: Callable[[bytes], bytes]
) -> None:
    (folder / file).write_bytes(again((folder / file).read_bytes()))
    plan = read_plan(folder, MODEL)
    assert plan.items["saving"].ids == ("S1", "S2", "S3")
    assert plan.origins["saving_start", "S2"].place.line == 3


# -- what files may not say ------------------------------------------------------------------


def with_column(folder: Path, file: str, column: str, cells: list[str]) -> None:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    joined = [f"{cell},{text}" for cell, text in zip([column, *cells], lines, strict=True)]
    (folder / file).write_text("\n".join(joined), encoding="utf-8")


def whats(folder: Path) -> list[str]:
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    return [f"{problem.place} {problem.what}" for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("file", "column", "cell", "what"),
    [
        (SAVINGS, "slippage_months", "13", "13 is out of range; it may be from 0 to 12."),
        (SAVINGS, "slippage_months", "-1", "-1 is out of range; it may be from 0 to 12."),
        (SAVINGS, "slippage_months", "2026-10", ("'2026-10' is not a number of "
         "months; write it like 6.")),
        (SAVINGS, "delivery_probability", "101%", ("101.00% is out of range; it may be "
         "from 0% to 100%.")),
        (RESERVES, "minimum", "-£1", "(£1) is out of range; it may be £0 or more."),
    ],
)  # fmt: skip
def test_figures_stay_in_their_range(
    folder: Path, file: str, column: str, cell: str, what: str
) -> None:
    if column not in (folder / file).read_text(encoding="utf-8"):
        with_column(folder, file, column, [cell, "", ""])
    else:
        change(folder, file, "£10m", cell)
    assert whats(folder) == [f"worked-example/{file}:2 {column}: {what}"]


@pytest.mark.parametrize(
    ("file", "old", "new", "may_be"),
    [
        (PLAN, '"60,000"', '"-60,000"', "0 or more"),
        (PLAN, '"£1,800.00"', '"-£1,800.00"', "£0 or more"),
        (RESERVES, "£24m", "(£24m)", "£0 or more"),
        (RESERVES, "£10m", "(£10m)", "£0 or more"),
        (RESERVES, "yes,1", "yes,0", "1 or more"),
    ],
)
def test_what_cannot_be_less_than_nought(
    folder: Path, file: str, old: str, new: str, may_be: str
) -> None:
    change(folder, file, old, new)
    (what,) = whats(folder)
    assert what.endswith(f"is out of range; it may be {may_be}.")


@pytest.mark.parametrize("basis", ["published", "derived", "approved", "forecast"])
def test_what_others_can_look_up_needs_a_source(folder: Path, basis: str) -> None:
    change(folder, PLAN, INVENTED, f"basis: {basis}")
    change(folder, SAVINGS, "illustrative,invented for this example", f"{basis},")
    assert whats(folder) == [
        f"worked-example/plan.yaml:11 Is {basis}, but has no source.",
        f"worked-example/savings.csv:2 Is {basis}, but has no source.",
    ]


def test_two_reserves_do_not_share_a_place(folder: Path) -> None:
    row = "\nother,Other,£9m,£0,yes,1,illustrative,invented for this example\n"
    (folder / RESERVES).write_text((folder / RESERVES).read_text("utf-8").rstrip() + row, "utf-8")
    assert refusal(folder) == (
        "worked-example/reserves.csv:3   order: 1 is general's, on line 2.\n"
        f"    3 | {row.strip()}\n"
        "    Give each reserve its own."
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (
            SAVINGS, "\nS1,", "\npay,",
            "savings.csv:2 The id pay stands twice, first at worked-example/pressures.csv:2.",
        ),
        (
            SAVINGS, "\nS1,", "\nS.1,",
            "savings.csv:2 The id S.1 holds a full stop or a plus sign, which join names.",
        ),
        (
            SAVINGS, "\nS1,", "\nS1+S2,",
            "savings.csv:2 The id S1+S2 holds a full stop or a plus sign, which join names.",
        ),
        (
            SAVINGS, "\nS1,", "\nsavings,",
            "savings.csv:2 The id savings is the name of a whole register.",
        ),
        (
            SAVINGS, "\nS1,", "\nreserves_cover,",
            "savings.csv:2 The id reserves_cover is the name of an assumption.",
        ),
    ],
)  # fmt: skip
def test_an_id_names_one_thing_in_a_plan(
    folder: Path, file: str, old: str, new: str, what: str
) -> None:
    change(folder, file, old, new)
    assert whats(folder) == [f"worked-example/{what}"]


@pytest.mark.parametrize("name", ["saving.csv", "Savings.CSV", "savings.yml"])
def test_a_file_that_nothing_reads_is_refused(folder: Path, name: str) -> None:
    (folder / SAVINGS).rename(folder / name)
    assert refusal(folder).startswith(
        f"worked-example/{name}   Is no file of a plan: nothing in it would be read.\n    Did you"
    )


def test_assumptions_should_be_entries(folder: Path) -> None:
    text = (folder / PLAN).read_text(encoding="utf-8")
    head = text[: text.index("assumptions:")]
    for said in ("assumptions: [approved_budget]\n", "assumptions:\n", ""):
        (folder / PLAN).write_text(head + said, encoding="utf-8")
        line = 10 if said else 1
        what = "There are no entries under assumptions."
        assert whats(folder) == [f"worked-example/plan.yaml:{line} {what}"]


def test_assumptions_that_are_not_indented_are_told_so(folder: Path) -> None:
    change(folder, PLAN, "  approved_budget:\n  ", "approved_budget:\n  ")
    change(folder, PLAN, "assumptions:\n", "")
    change(folder, PLAN, "  base_tax_base:\n", "assumptions:\n  base_tax_base:\n")
    assert "Indent it under assumptions." in refusal(folder)


# -- what is left blank ----------------------------------------------------------------------


def test_a_year_that_was_not_published_is_blank_and_not_nought(folder: Path) -> None:
    change(folder, PRESSURES, "£1m,£0.5m,£0.5m,change", "£1m,,£0.5m,change")
    change(folder, PRESSURES, "£6m,£6m,£6m,change", ",£6m,,change")
    plan = read_plan(folder, MODEL)
    assert plan.blanks == {
        ("pressure_amount", "capital", 1),
        ("pressure_amount", "demand", 0),
        ("pressure_amount", "demand", 2),
    }
    assert plan.figures["pressure_amount"][:, 4].tolist() == [1e6, 0, 500_000]


def test_a_row_without_any_year_has_no_blanks(worked_example: Plan) -> None:
    assert not worked_example.blanks


def test_what_is_left_blank_has_no_origin(worked_example: Plan) -> None:
    assert ("pressure_cost_base", "pay") in worked_example.origins
    assert ("pressure_cost_base", "demand") not in worked_example.origins
    assert ("pressure_amount", "pay") not in worked_example.origins
    assert ("pressure_amount", "demand") in worked_example.origins
    assert ("saving_delivery_probability", "S1") not in worked_example.origins


@pytest.mark.parametrize(
    ("cells", "silent"),
    [("£1m,£1m,", "2028/29"), ("£1m,,", "2027/28 and 2028/29"), ("£0,£1m,", "2028/29")],
)
def test_a_level_that_says_nothing_of_a_year_is_refused(
    folder: Path, cells: str, silent: str
) -> None:
    row = (folder / FUNDING).read_text("utf-8").splitlines()[3].replace("£0.5m,£0,£0", cells)
    change(folder, FUNDING, "£0.5m,£0,£0", cells)
    assert refusal(folder) == (
        f"worked-example/funding.csv:4   surplus says nothing of {silent}; write £0 if that is "
        "meant.\n"
        f"    4 | {row}\n"
        "    Its amounts are levels, so a blank would take back what earlier years say."
    )


@pytest.mark.parametrize(("cells", "blank"), [(",£1m,£1m", 0), ("£0,,£1m", 1)])
def test_a_level_left_blank_with_nothing_to_take_back_is_not_known(
    folder: Path, cells: str, blank: int
) -> None:
    change(folder, FUNDING, "£0.5m,£0,£0", cells)
    assert read_plan(folder, MODEL).blanks == {("funding_amount", "surplus", blank)}


def without_column(folder: Path, file: str, column: str) -> None:
    rows = [row.split(",") for row in (folder / file).read_text("utf-8").splitlines()]
    at = rows[0].index(column)
    text = "\n".join(",".join(row[:at] + row[at + 1 :]) for row in rows)
    (folder / file).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "column"),
    [
        (FUNDING, "2028/29"), (INDICES, "2026/27"), (SAVINGS, "id"), (SAVINGS, "basis"),
        (SAVINGS, "recurrence"), (PRESSURES, "index"), (RESERVES, "order"),
    ],
)  # fmt: skip
def test_a_column_that_is_needed_is_missed_once(folder: Path, file: str, column: str) -> None:
    without_column(folder, file, column)
    assert whats(folder) == [f"worked-example/{file}:1 There is no column {column}."]


# -- one fault, one problem; and no fault hides another --------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (INDICES, "title", "titel"),
        (INDICES, "Pay award", "Pay, award"),
        (INDICES, "Pay award", '"Pay award'),
        (SAVINGS, "recurrence", "recurence"),
        (PLAN, "approved_budget", "approved_bugdet"),
    ],
)
def test_one_fault_does_not_bring_on_other_problems(
    folder: Path, file: str, old: str, new: str
) -> None:
    change(folder, file, old, new)
    assert len(whats(folder)) == 1


def test_a_register_that_others_need_is_missed_once(folder: Path) -> None:
    (folder / INDICES).unlink()
    assert whats(folder) == [
        "worked-example/indices.csv There is no such file, and pressures.csv needs it."
    ]
    (folder / "index.csv").write_text("id")
    assert whats(folder) == [
        "worked-example/index.csv Is no file of a plan: nothing in it would be read."
    ]


def test_a_row_without_id_and_basis_has_two_problems(folder: Path) -> None:
    change(folder, SAVINGS, "S2,", ",")
    change(folder, SAVINGS, "2026-10,recurring,illustrative", "2026-10,recurring,")
    assert [what.split(" ", 1)[1] for what in whats(folder)] == ["Has no basis.", "Has no id."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("years: 3", "years: three"), ("base_year: 2025/26\n", ""), ("title:", "titel:"),
        ("assumptions:", "assumptions: ["), ("2025/26", "2025/27"), ("years: 3", "years: 3.0"),
    ],
)  # fmt: skip
def test_a_bad_head_does_not_hide_what_else_is_wrong(folder: Path, old: str, new: str) -> None:
    change(folder, PLAN, old, new)
    change(folder, PLAN, "£200m", "200 million")
    change(folder, INDICES, "4%", "4")
    change(folder, SAVINGS, "£4m", "four")
    change(folder, RESERVES, "yes,1", "yes")
    found = whats(folder)
    in_the_head = 1 if "[" in new else 2
    assert len(found) == 3 + in_the_head, found
    assert found[0] == (
        "worked-example/indices.csv:4 2026/27: '4' is not a percentage; write it with its sign, "
        "like 3.5%."
    )


def test_problems_of_the_parser_are_gathered_too(folder: Path) -> None:
    change(folder, PLAN, "years: 3", "years: 3\nyears: 4")
    change(folder, PLAN, "value: £200m", "value: £200,000,000")
    change(folder, PLAN, "every_year: 2%", "every_year: 2")
    assert [what.split(" ")[0] for what in whats(folder)] == [
        "worked-example/plan.yaml:7", "worked-example/plan.yaml:13", "worked-example/plan.yaml:23",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Savings 2026", "Savings 2026,,,,,,,,,,,", '"Savings,\n2026"\n'])
def test_a_title_above_the_headings_is_one_problem(folder: Path, title: str) -> None:
    text = (folder / SAVINGS).read_text(encoding="utf-8")
    (folder / SAVINGS).write_text(f"{title}\n{text}", encoding="utf-8")
    (found,) = whats(folder)
    assert found.startswith("worked-example/savings.csv:1 Has something above its headings, which")
    assert f"stand on line {title.count(chr(10)) + 2}." in found


def test_what_a_sheet_would_ignore_a_csv_file_ignores_too(folder: Path) -> None:
    before = read_plan(folder, MODEL)
    text = (folder / SAVINGS).read_text(encoding="utf-8")
    (folder / SAVINGS).write_text(text.replace("\n", ",,\n"), encoding="utf-8")
    after = read_plan(folder, MODEL)
    assert after.items == before.items
    assert (after.figures["saving_full_year_effect"]
            == before.figures["saving_full_year_effect"]).all()  # fmt: skip
    (folder / SAVINGS).write_text(
        text.replace("\n", ",x\n").replace(",x", ",", 1), encoding="utf-8"
    )
    assert "A column without a name is not a column here." in refusal(folder)


def test_a_folder_whose_name_cannot_be_shown_is_refused(folder: Path) -> None:
    bad = folder.with_name(b"caf\xe9".decode("utf-8", "surrogateescape"))
    folder.rename(bad)
    with pytest.raises(PlanError) as refused:
        read_plan(bad, MODEL)
    (found,) = refused.value.problems
    assert found.code == "E103"
    assert str(found).encode("utf-8").startswith("caf\ufffd   The name of the plan's fol".encode())


def test_a_scenario_whose_name_cannot_be_shown_is_refused_in_text_that_can(folder: Path) -> None:
    path = (
        folder.parent.parent
        / "scenarios"
        / folder.name
        / b"caf\xe9.yaml".decode("utf-8", "surrogateescape")
    )
    path.parent.mkdir(parents=True)
    path.write_text("scenario: cafe\ntitle: One\nwhy: To test.\nowner: tests\n")
    _, problems = read_layers(path.parent)
    said = [str(one).encode("utf-8").decode("utf-8") for one in problems]
    assert len(said) == 2
    assert all(one.startswith("scenarios/worked-example/caf\ufffd.yaml:1   ") for one in said)
    assert str(Problem("Odd: \udcff", code="E101")) == "Odd: ?   [E101]"


def test_too_many_columns_or_entries_are_refused(folder: Path) -> None:
    names = "".join(f",c{n}" for n in range(494))
    (folder / SAVINGS).write_text(f"id,title,start,recurrence,basis,source{names}\n")
    assert "Has more than 500 columns" not in refusal(folder)
    (folder / SAVINGS).write_text(f"id,title,start,recurrence,basis,source{names},one\n")
    assert "Has more than 500 columns" in refusal(folder)
    notes = "notes:\n" + "- a\n" * 100_001
    plan = (folder / PLAN).read_text(encoding="utf-8").partition("notes:")[0]
    (folder / PLAN).write_text(plan + notes, encoding="utf-8")
    assert "Holds more than 100,000 entries, too many for a plan." in refusal(folder)


# -- large and hostile files -----------------------------------------------------------------

SAVINGS_HEADS = "id,title,full_year_effect,start,recurrence,basis,source"
LARGE: dict[str, Callable[[int], str]] = {
    "entries": lambda n: "".join(f"entry{i}: text\n" for i in range(10 * n)),
    "strange names": lambda n: "".join(f"approved_budget{i}: text\n" for i in range(9 * n // 2)),
    "strange cells": lambda n: f"{SAVINGS_HEADS}\n" + "S,S,S,S,S,S,S\n" * (19 * n // 10),
    "columns": lambda _: ",".join(f"c{i}" for i in range(499)) + "\n",
    "one long list": lambda n: "title: [" + "a," * (90 * n),
    "lines": lambda n: "a\n" * (90 * n),
    "one long key": lambda n: "k" * (190 * n) + ": v\n",
    "quotes": lambda n: '"' * (190 * n),
    "colons": lambda n: "a: " * (60 * n),
    "commas": lambda n: "assumptions: {" + "1,000" * (30 * n),
    "keys that go on": lambda n: "assumptions: {" + "? " * (60 * n),
}
"""Files near the largest that is read at 10,000 of their size: a quarter of that in the quick
tests, with a third of the time, so that what grows with the square of the size is still seen."""


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("file", [PLAN, SAVINGS])
def test_a_large_file_is_refused_soon_and_shortly(
    folder: Path, name: str, file: str, full: bool
) -> None:
    (folder / file).write_text(LARGE[name](10_000 if full else 2_500))
    began = time.process_time()
    message = refusal(folder)
    assert time.process_time() - began < (12 if full else 4)
    assert max(map(len, message.splitlines())) < 500
    assert len(message) < 12_000


def alike(number: int, file: str = "a.csv", code: str = "E403") -> list[Problem]:
    return [Problem(f"Is wrong {n}.", Place(file, n), code=code) for n in range(1, number + 1)]


def test_after_ten_of_a_kind_in_a_file_the_rest_are_counted() -> None:
    found = [*alike(3000), *alike(11, "b.csv"), *alike(12, code="E401"), *alike(10, "c.csv")]
    told = list(counted(found))
    assert len(told) == 11 + 11 + 11 + 10
    assert told[:10] == found[:10]
    assert told[10].what == "Is wrong 11. There are 2,990 like it from here on."
    assert told[10].place == Place("a.csv", 11)
    assert told[11:22] == found[3000:3011], "one more is told, not counted"
    assert told[32].what == "Is wrong 11. There are 2 like it from here on."
    assert told[33:] == found[-10:]
    assert str(PlanError(alike(3000))).count("[E403]") == MOST_TOLD + 1
    assert len(PlanError(alike(3000)).problems) == 3000


def test_a_long_message_that_counts_the_rest_still_says_so() -> None:
    long = [Problem("x" * 5_000, Place("a.csv", n), code="E403") for n in range(20)]
    assert "There are 10 like it from here on." in str(PlanError(long))


@pytest.mark.parametrize(
    ("file", "old", "written"),
    [
        ("inputs/example/plan.yaml", "assumptions:\n", "  council_tax_incr{}: 1%\n"),
        ("inputs/example/plan.yaml", "assumptions:\n", "  X{}: {{every_year: 1%}}\n"),
        ("scenarios/example/slow.yaml", "set:\n", "  S1.strt{}: 2026-10\n"),
        ("scenarios/example/slow.yaml", "set:\n", "  pay_awrd{}: 2%\n"),
        ("scenarios/example/slow.yaml", "because:\n", "  pay_awrd{}: {{basis: assumed}}\n"),
    ],
)
def test_thousands_of_strange_names_are_told_soon_and_shortly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, written: str
) -> None:
    """Near names are worked out for those that are told, and not for thousands."""
    shutil.copytree(EXAMPLE, tmp_path / "inputs" / "example")
    scenario = tmp_path / "scenarios" / "example" / "slow.yaml"
    scenario.parent.mkdir(parents=True)
    about = "".join(f"{word}: slow\n" for word in ("scenario", "title", "why", "owner"))
    reason = "because:\n  pay_award: {basis: assumed}\n"
    scenario.write_text(f"{about}set:\n  pay_award: 9%\n{reason}")
    text = (tmp_path / file).read_text(encoding="utf-8")
    added = "".join(written.format(n) for n in range(3000))
    (tmp_path / file).write_text(text.replace(old, old + added, 1), encoding="utf-8")
    guesses = 0

    def guess(*_: object) -> list[str]:
        nonlocal guesses
        guesses += 1
        return []

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("difflib.get_close_matches", guess)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 1
    assert guesses <= 3 * (MOST_TOLD + 1)
    assert len(done.output) < 12_000


# -- where plans are -------------------------------------------------------------------------


def test_a_plan_that_cannot_be_read_does_not_hide_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("broken", "good"):
        shutil.copytree(EXAMPLE, tmp_path / "inputs" / name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inputs" / "broken" / PLAN).write_text("title: [one\n")
    with pytest.raises(PlanError) as refused:
        find_plan(None)
    assert "There are several plans and no single default." in str(refused.value)
    assert "broken/plan.yaml:1   Has a brace" in str(refused.value)
    change(tmp_path / "inputs" / "good", PLAN, "watermark:", "default: yes\nwatermark:")
    assert find_plan(None).name == "good"
    change(tmp_path / "inputs" / "good", PLAN, "default: yes", "default: no")
    assert find_plan("good").name == "good"
