"""The ledger's extract: codes, amounts, the control total, and the same plan from CSV and Excel."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from mtfp.cli import main
from mtfp.model import MODEL
from mtfp.plan.codings import Codes, read_codes
from mtfp.plan.ledger import Ledger
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan
from mtfp.plan.typed import money, pounds_and_pence
from mtfp.problems import MistypedError, PlanError
from tests.conftest import ROOT, without_codes

LITTLE = ROOT / "tests/problems/base/inputs/little"
SHIPPED = ROOT / "inputs/exemplar"
SERVICES = "id,title,budget,basis\nadults,Adult care,,assumed\nroads,Roads,,assumed\n"
MAPPING = """\
file: ledger.csv
columns: {cost_centre: Centre, subjective: Account, amount: Budget}
control_total: 1000.00
date: 2026-02-25
basis: approved
source: Ledger
services:
  adults: [2000-2999]
  roads: [R*, 3100]
outside:
  Council homes: H1
subjective_groups:
  employees: [1000-1999]
  third_party_payments: 5000
  income: [9000-9999]
"""
EXTRACT = """\
Centre,Name,Account,Budget
2010,Care,1000,"1,900.50"
2010,Care,1001,0.25
2020,Homes,5000,300.00
R1,Roads,1000,£250
3100,Parking,9000,1450.75-
H1,Rents,9100,(400.00)
H1,Rents,1000,400.00
"""
"""Adults 1,900.50 + 0.25 + 300.00; roads 250.00 - 1,450.75; homes nothing: 1,000.00 in all."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A little plan whose services take their budgets from an extract."""
    copy = Path(shutil.copytree(LITTLE, tmp_path / "inputs/little"))
    for name, text in (("services.csv", SERVICES), ("ledger.yaml", MAPPING)):
        (copy / name).write_text(text, encoding="utf-8")
    (copy / "ledger.csv").write_text(EXTRACT, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def exemplar() -> Plan:
    return read_plan(SHIPPED, MODEL)


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def ledger_of(folder: Path) -> Ledger:
    ledger = read_plan(folder, MODEL).ledger
    assert ledger is not None
    return ledger


def problems(folder: Path) -> list[str]:
    """Each problem on one line, without the line of the file that it shows."""
    with pytest.raises(PlanError) as caught:
        read_plan(folder, MODEL)
    return [f"{one.place} {one.what} {one.fix}" for one in caught.value.problems]


def budgets(plan: Plan) -> dict[str, float]:
    ids = plan.items["service"].ids
    return dict(zip(ids, plan.figures["service_budget"][0].tolist(), strict=True))


def mtfp(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.chdir(folder.parent.parent)
    return CliRunner().invoke(main, words)


# -- what comes out ------------------------------------------------------------------------


def test_budgets_come_from_the_ledger_and_say_so(folder: Path) -> None:
    plan = read_plan(folder, MODEL)
    assert budgets(plan) == {"adults": 2200.75, "roads": -1200.75}
    for name in ("adults", "roads"):
        origin = plan.origins["service_budget", name]
        assert str(origin) == "little/ledger.csv: approved, Ledger, extract of 2026-02-25"
    assert {"little/ledger.csv", "little/ledger.yaml"} <= plan.files.keys()


def test_rows_are_added_up_by_service_and_group(folder: Path) -> None:
    ledger = ledger_of(folder)
    assert ledger.services == {
        "adults": {
            "employees": Decimal("1900.75"),
            "third_party_payments": Decimal("300.00"),
        },
        "roads": {"employees": Decimal(250), "income": Decimal("-1450.75")},
    }
    assert ledger.outside == {
        "Council homes": {"income": Decimal("-400.00"), "employees": Decimal("400.00")}
    }
    assert (ledger.rows, ledger.cost_centres) == (7, 5)
    assert ledger.counted == ledger.total == ledger.control_total == 1000
    assert ledger.groups == ("employees", "third_party_payments", "income")
    assert ledger.warnings == ()


def test_a_budget_that_agrees_may_be_typed_as_well(folder: Path) -> None:
    change(folder, "services.csv", "Adult care,", 'Adult care,"£2,200.75"')
    plan = read_plan(folder, MODEL)
    assert budgets(plan)["adults"] == 2200.75
    assert plan.origins["service_budget", "adults"].place.file == "little/ledger.csv"


def test_a_budget_that_is_mistyped_is_told_of_once(folder: Path) -> None:
    change(folder, "services.csv", "Adult care,", "Adult care,lots")
    assert len(problems(folder)) == 1


def test_a_plan_without_a_mapping_has_no_ledger(folder: Path) -> None:
    (folder / "ledger.yaml").unlink()
    (folder / "ledger.csv").unlink()
    plan = read_plan(folder, MODEL)
    assert plan.ledger is None
    assert budgets(plan) == {"adults": 0, "roads": 0}


def test_an_extract_that_no_mapping_names_is_refused(folder: Path) -> None:
    (folder / "ledger.yaml").unlink()
    (found,) = problems(folder)
    assert found.startswith("little/ledger.csv Is no file of a plan")


# -- codes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "taken", "left"),
    [
        ("10050", ["10050"], ["1005", "100500", "010050"]),
        ("10000-10999", ["10000", "10050", "10999"], ["9999", "11000", "1050", "010050", "10A50"]),
        ("AC100 - AC199", ["AC100", "AC150", "AC199"], ["AC99", "AC200", "AC1500", "AD150", "150"]),
        ("AC*", ["AC", "AC1", "ACX"], ["ac1", "A", "BAC1"]),
        ("AD-100", ["AD-100"], ["AD-101"]),
        ("001-009", ["001", "009"], ["1", "9", "010"]),
        # Digits of other scripts, and raised ones, are no digits of a ledger.
        ("10000-20000", ["10000", "15000"], ["1²345", "1٢345", "1a345"]),
    ],
)
def test_what_codes_take(written: str, taken: list[str], left: list[str]) -> None:
    codes = read_codes(written)
    assert [code for code in (*taken, *left) if code in codes] == taken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("*", "should be how the codes begin"),
        ("A*1", "should be how the codes begin"),
        ("A**", "should be how the codes begin"),
        ("900-1000", "not of one kind and one length"),
        ("A100-B199", "not of one kind and one length"),
        ("1999-1000", "ends before it begins"),
        ("  ", "nothing is written"),
    ],
)
def test_codes_that_mean_nothing_are_refused(written: str, said: str) -> None:
    with pytest.raises(MistypedError, match=said):
        read_codes(written)


FEW_SIGNS = ["".join(signs) for n in (1, 2, 3, 4) for signs in product("01A", repeat=n)]
"""All codes of up to four signs, as long as any drawn, so that an overlap is found by looking."""


@st.composite
def some_codes(draw: st.DrawFn) -> Codes:
    stem = draw(st.sampled_from(["", "A", "AA", "0A"]))
    low, high = sorted(draw(st.tuples(*[st.text("01", min_size=1, max_size=2)] * 2)))
    length = min(len(low), len(high))
    low, high = sorted((low[:length], high[:length]))
    written = [f"{stem}{low}", f"{stem}{low}*", f"{stem}{low}-{stem}{high}"]
    return read_codes(draw(st.sampled_from(written)))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("10000-19999", "10*", True),
        ("10000-19999", "12345*", True),
        ("10000-19999", "123456*", False),  # longer than any code of the range
        ("10000-10999", "11*", False),
        ("A100-A199", "A2*", False),
        ("A100-A199", "A1²*", False),
    ],
)
def test_a_range_and_a_beginning_overlap_where_a_code_of_its_length_can(
    one: str, other: str, both: bool
) -> None:
    assert read_codes(one).overlaps(read_codes(other)) is both
    assert read_codes(other).overlaps(read_codes(one)) is both


@given(one=some_codes(), other=some_codes())
def test_codes_overlap_where_a_code_falls_under_both(one: Codes, other: Codes) -> None:
    both = [code for code in FEW_SIGNS if code in one and code in other]
    assert one.overlaps(other) == other.overlaps(one) == bool(both)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("R*, 3100", "R*, 2500", "adults (2000-2999) and roads (2500) take the same cost centres"),
        ("R*, 3100", "R*, R1", "roads (R*) and roads (R1) take the same cost centres"),
        ("R*, 3100", "R*, 3100, 3100", "roads (3100) and roads (3100) take the same"),
        ("H1", "2500*", "adults (2000-2999) and Council homes (2500*) take the same cost centres"),
        ("H1", "29*", "adults (2000-2999) and Council homes (29*) take the same cost centres"),
        ("income: [9000-9999]", "income: [1500-2499]",
         "employees (1000-1999) and income (1500-2499) take the same codes"),
        ("Council homes: H1", "adults: H1", "adults is a service, and stands outside them too."),
    ],
)  # fmt: skip
def test_an_overlap_is_refused_by_both_names(folder: Path, old: str, new: str, said: str) -> None:
    change(folder, "ledger.yaml", old, new)
    (found,) = problems(folder)
    assert said in found


# -- amounts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500.00", "1500"), ("1,500.00", "1500"), ("(1,500)", "-1500"), ("£1.2m", "1200000"),
        ("1500.00-", "-1500"), ("1,500.25 CR", "-1500.25"), ("1500cr", "-1500"),
        ("1500 DR", "1500"), ("1500 dr", "1500"),
        ("-1500", "-1500"), ("\u22121500.10", "-1500.10"), ("0", "0"),
        ("0.25", "0.25"), ("150.5", "150.5"), ("£0.01", "0.01"),
        # What a spreadsheet's sums leave behind is no part of a penny.
        ("1234.5600000000002", "1234.56"), ("-0.30000000000000004", "-0.3"),
    ],
)  # fmt: skip
def test_amounts_are_read_to_the_penny(typed: str, amount: str) -> None:
    assert pounds_and_pence(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-1500 CR", "says twice"), ("(1500)-", "says twice"), ("-1500-", "says twice"),
        ("-1500 DR", "says twice"), ("1500.005", "part of a penny"),
        ("1.500,00", "not an amount"), ("1500 C", "not an amount"), ("-", "not an amount"),
        ("CR", "not an amount"), ("1e5", "not an amount"), ("1 500.00", "not an amount"),
    ],
)  # fmt: skip
def test_amounts_that_could_be_read_in_two_ways_are_refused(typed: str, said: str) -> None:
    with pytest.raises(MistypedError, match=said):
        pounds_and_pence(typed)


def test_elsewhere_a_credit_is_no_amount_and_pence_need_their_sign() -> None:
    for typed in ("1500-", "1500 CR", "0.25"):
        with pytest.raises(MistypedError):
            money(typed)


@given(st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=9))
def test_money_is_added_exactly(pennies: list[int]) -> None:
    amounts = [pounds_and_pence(f"{Decimal(one) / 100}") for one in pennies]
    assert sum(amounts) * 100 == sum(pennies)


# -- rows that are none --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Total,,,1000.00", "'Total' is a total, not a budget. Its £1,000.00 is what all rows"),
        ("Grand Total,,,999.00", "'Grand Total' is a total, not a budget. Delete it if"),
        ("2010,Care,Subtotal,1900.50", "'Subtotal' is a total, not a budget."),
        ("2010 Total,,,2200.75", "'2010 Total' is a total, not a budget. Delete it if"),
        (",,,1000.00", "Has no Centre, so that nobody could take its amount. Its £1,000.00 is"),
        (",Adult services,,", "Has no Centre, so that nobody could take its amount. Delete it"),
        ("2010,Care,,5.00", "Has no Account, so that nobody could take its amount."),
        ("2010,Care,1000,", "Budget: nothing is written; a blank is not nought."),
        ("2010,Care,1000,n/a", "Budget: 'n/a' is not an amount of money"),
    ],
)
def test_a_row_that_is_no_budget_is_refused(folder: Path, row: str, said: str) -> None:
    with (folder / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{row}\n")
    (found,) = problems(folder)
    assert found.startswith(f"little/ledger.csv:9 {said}")


def test_many_rows_alike_are_counted_after_the_first(folder: Path) -> None:
    with (folder / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.writelines(f"X{n},New,1000,1.00\n" for n in range(25))
        stream.writelines("2010,Care,1000,?\n" for _ in range(11))
    assert len(problems(folder)) == 25 + 11
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    told = str(refused.value)
    assert told.count("[E905]") == 11
    assert "X10, which holds £1.00. There are 15 like it from here on." in told
    assert told.count("[E403]") == 11


def test_a_title_above_the_headings_is_one_problem(folder: Path) -> None:
    path = folder / "ledger.csv"
    path.write_text(f"Budget report\n{EXTRACT}", encoding="utf-8")
    (found,) = problems(folder)
    assert found == (
        "little/ledger.csv:1 Has no column Centre, Account or Budget: its headings are Budget "
        "report. Headings stand on the first line: delete any title above them."
    )


def test_a_column_that_is_read_may_stand_once(folder: Path) -> None:
    change(folder, "ledger.csv", "Centre,Name,", "Centre,Centre,")
    (found,) = problems(folder)
    assert found.startswith("little/ledger.csv:1 The column Centre stands twice.")


# -- the control total ---------------------------------------------------------------------


def disagreement(folder: Path) -> str:
    (found,) = problems(folder)
    place, _, said = found.partition(" little/ledger.csv comes to ")
    assert place == "little/ledger.yaml:3"
    return said


@pytest.mark.parametrize(
    ("control", "difference", "why"),
    [
        ("1000.01", "£0.01 too little", "Look for rows that are lost or stand twice"),
        ("999.99", "£0.01 too much", "Look for rows that are lost or stand twice"),
        ("(1000)", "£2,000.00 too much", "All signs are the other way round"),
        ("1", "£999.00 too much", "The control total is perhaps in thousands"),
        ("£1m", "£999,000.00 too little", "The extract is perhaps in thousands"),
        # The 250.00 of roads' pay too many; the 300.00, and then the 400.00, with the wrong sign.
        ("750", "£250.00 too much", "Without line 5, of £250.00, the two would agree: is it"),
        ("400", "£600.00 too much", "With the sign of line 4, of £300.00, the other way round"),
        ("1800", "£800.00 too little", "With the sign of line 7, of (£400.00), the other way"),
    ],
)
def test_a_difference_is_told_and_explained(
    folder: Path, control: str, difference: str, why: str
) -> None:
    change(folder, "ledger.yaml", "control_total: 1000.00", f"control_total: {control}")
    said = disagreement(folder)
    assert said.startswith("£1,000.00, and the control total is ")
    assert f": {difference}. {why}" in said


def test_a_row_that_stands_twice_is_named(folder: Path) -> None:
    change(folder, "ledger.csv", "R1,", "2020,Homes,5000,300.00\nR1,")
    assert disagreement(folder).endswith(
        "£300.00 too much. Without line 5, of £300.00, which repeats another row, the two would "
        "agree."
    )


def test_rows_that_would_each_explain_it_are_all_named(folder: Path) -> None:
    change(folder, "ledger.csv", "R1,", "2020,Homes,5000,77.00\n2010,Care,1000,77.00\nR1,")
    change(folder, "ledger.yaml", "1000.00", "1077.00")
    assert "Without line 5 or 6, of £77.00, the two would agree" in disagreement(folder)


def test_a_control_total_without_what_stands_outside_is_named(folder: Path) -> None:
    change(
        folder, "ledger.csv", "H1,Rents,1000,400.00", "H1,Rents,1000,300.00\nH1,Rents,1001,33.00"
    )
    assert disagreement(folder).endswith(
        "£67.00 too little. It is what stands outside as Council homes: the control total is of "
        "the whole extract, with that."
    )


def test_three_rows_that_would_explain_a_difference_are_named_and_no_more(folder: Path) -> None:
    change(folder, "ledger.yaml", "1000.00", "1154.00")
    with (folder / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.writelines(f"R1,Roads {n},1000,77.00\n" for n in range(3))
    assert "Without line 9, 10 or 11, of £77.00, the two would agree" in disagreement(folder)
    with (folder / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.write("R1,Roads 4,1000,77.00\n")
    change(folder, "ledger.yaml", "1154.00", "1231.00")
    assert "77.00, the two would" not in disagreement(folder)


@pytest.mark.parametrize(("noughts", "told"), [(1, True), (3, True), (4, False)])
def test_as_many_as_three_noughts_may_have_been_lost(
    folder: Path, noughts: int, told: bool
) -> None:
    change(folder, "ledger.yaml", "[2000-2999]", f"[2000-2999, {'0' * noughts}77]")
    with (folder / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.write("77,New,1000,0.00\n")
    (found,) = problems(folder)
    assert ("Has it lost a nought at its front" in found) is told


def test_a_code_that_nothing_takes_does_not_hide_a_difference(folder: Path) -> None:
    change(folder, "ledger.csv", "R1,Roads,1000", "Q1,Roads,1000")
    change(folder, "ledger.yaml", "1000.00", "1000.02")
    found = problems(folder)
    assert len(found) == 2
    assert "Nothing takes the cost centre Q1, which holds £250.00." in found[0]
    assert "£0.02 too little" in found[1]


# -- the mapping ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("file: ledger.csv", "file: ../ledger.csv", "is no .csv or .xlsx file of this folder"),
        ("file: ledger.csv", "file: .ledger.csv", "is no .csv or .xlsx file of this folder"),
        ("file: ledger.csv", "file: services.csv", "services.csv holds registers"),
        ("file: ledger.csv", "file: [ledger.csv]", "file should be one piece of text."),
        ("columns:", "sheet: Budget\ncolumns:", "sheet: ledger.csv has no sheets."),
        ("control_total: 1000.00", "control_total: about 1000", "is not an amount of money"),
        ("date: 2026-02-25", "date: 25/02/2026", "is not a date"),
        ("basis: approved", "basis: agreed", "agreed is not a basis."),
        ("source: Ledger\n", "", "Is approved, but has no source."),
        ("control_total:", "control_totel:", "Did you mean control_total?"),
        ("  adults: [2000-2999]", "  adlts: [2000-2999]", "Did you mean adults?"),
        ("  employees:", "  staff:", "staff is not a subjective group."),
        ("  income:", "  incomes:", "Did you mean income?"),
        ("amount: Budget", "amount: Name", "Name: 'Care' is not an amount"),
        ("amount: Budget", "amount: Budgt", "Did you mean Budget?"),
        ("amount: Budget", "amount: Centre", "the column Centre is named twice"),
        (", amount: Budget", "", "columns does not say which is the amount."),
        ("adults: [2000-2999]", "adults: []", "adults takes nothing."),
        ("adults: [2000-2999]", "adults: {from: 2000}", "adults should be codes of the ledger."),
        ("amount: Budget", 'amount: ""', "amount should be one piece of text."),
        ("H1", '""', "Council homes should be one piece of text."),
    ],
)  # fmt: skip
def test_a_slip_in_the_mapping_is_told(folder: Path, old: str, new: str, said: str) -> None:
    change(folder, "ledger.yaml", old, new)
    found = problems(folder)
    assert any(said in one for one in found)


def test_a_mapping_that_cannot_be_read_is_the_one_problem(folder: Path) -> None:
    (folder / "ledger.yaml").write_text("file: ledger.csv\nservices: [2000\n", encoding="utf-8")
    assert len(problems(folder)) == 1


def test_an_extract_that_is_not_there_is_told_at_its_name(folder: Path) -> None:
    (folder / "ledger.csv").unlink()
    (found,) = problems(folder)
    assert found.startswith("little/ledger.yaml:1 There is no ledger.csv in the plan's folder.")


def test_a_service_that_takes_nothing_keeps_its_budget_with_a_warning(folder: Path) -> None:
    change(folder, "services.csv", "roads,Roads,", "parks,Parks,£5,assumed\nroads,Roads,")
    plan = read_plan(folder, MODEL)
    assert budgets(plan)["parks"] == 5
    assert plan.ledger is not None
    (warning,) = plan.ledger.warnings
    assert warning.what == "parks takes nothing of the extract: its budget is as typed."


def test_codes_that_take_nothing_leave_the_budget_as_typed(folder: Path) -> None:
    change(folder, "services.csv", "roads,Roads,", "parks,Parks,£5,assumed\nroads,Roads,")
    change(folder, "ledger.yaml", "outside:", "  parks: [P*]\noutside:")
    plan = read_plan(folder, MODEL)
    assert budgets(plan)["parks"] == 5
    assert plan.origins["service_budget", "parks"].place.file == "little/services.csv"


# -- in Excel ------------------------------------------------------------------------------


def as_text(typed: str) -> tuple[Any, str]:
    return typed or None, "General"


def as_excel(typed: str) -> tuple[Any, str]:
    """A cell as Excel holds it: codes and amounts are numbers."""
    try:
        amount = pounds_and_pence(typed)
    except MistypedError:
        return as_text(typed)
    return float(amount), "#,##0.00" if "." in typed or "," in typed else "General"


def in_excel(
    folder: Path, how: Callable[[str], tuple[Any, str]], name: str = "ledger.xlsx"
) -> Workbook:
    """Turn the extract into a workbook; it is handed back, to be changed and saved again."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Budget"
    with (folder / "ledger.csv").open(encoding="utf-8", newline="") as stream:
        for row, cells in enumerate(csv.reader(stream), start=1):
            for column, typed in enumerate(cells, start=1):
                value, look = how(typed)
                if value is not None:
                    sheet.cell(row, column, value).number_format = look
    (folder / "ledger.csv").unlink()
    book.save(folder / name)
    change(folder, "ledger.yaml", "file: ledger.csv", f"file: {name}")
    return book


@pytest.mark.parametrize("how", [as_text, as_excel])
@pytest.mark.parametrize("of", ["little", "exemplar"])
def test_a_workbook_gives_the_ledger_that_csv_gives(
    folder: Path, tmp_path: Path, how: Callable[[str], tuple[Any, str]], of: str
) -> None:
    one = folder if of == "little" else Path(shutil.copytree(SHIPPED, tmp_path / "exemplar"))
    before = read_plan(one, MODEL)
    in_excel(one, how)
    after = read_plan(one, MODEL)
    assert before.ledger is not None
    assert after.ledger is not None
    assert after.ledger.file == f"{of}/ledger.xlsx"
    assert after.ledger.services == before.ledger.services
    assert after.ledger.outside == before.ledger.outside
    assert after.ledger.rows == before.ledger.rows
    assert budgets(after) == budgets(before)


def test_what_other_columns_and_sheets_hold_does_not_matter(folder: Path) -> None:
    before = ledger_of(folder)
    book = in_excel(folder, as_excel)
    sheet = book["Budget"]
    sheet["B3"], sheet["B4"] = date(2026, 4, 1), "#N/A"
    sheet["B4"].data_type = "e"
    book.create_sheet("Lookup")["A1"] = "=1/0"
    book.save(folder / "ledger.xlsx")
    change(folder, "ledger.yaml", "columns:", "sheet: Budget\ncolumns:")
    assert ledger_of(folder).services == before.services


def test_which_of_several_sheets_is_meant_must_be_said(folder: Path) -> None:
    book = in_excel(folder, as_excel)
    book.create_sheet("Lookup")["A1"] = "x"
    book.create_sheet("Notes")["A1"] = "x"
    book.save(folder / "ledger.xlsx")
    (found,) = problems(folder)
    assert found == (
        "little/ledger.xlsx Has several sheets: which one is meant? Say `sheet:` and one of "
        "Budget, Lookup."
    )
    change(folder, "ledger.yaml", "columns:", "sheet: Budgt\ncolumns:")
    (found,) = problems(folder)
    assert found == "little/ledger.xlsx Has no sheet Budgt. Did you mean Budget?"


def test_a_hidden_sheet_is_no_place_for_an_extract(folder: Path) -> None:
    book = in_excel(folder, as_excel)
    book.create_sheet("Cover")
    book["Budget"].sheet_state = "hidden"
    book.save(folder / "ledger.xlsx")
    (found,) = problems(folder)
    assert found.startswith("little/ledger.xlsx, sheet Budget Is hidden, and holds what is read")


def test_an_extract_may_have_far_more_rows_than_a_register(folder: Path) -> None:
    before = ledger_of(folder)
    with (folder / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.writelines("2010,Care,1000,0.00\n" for _ in range(200_000 - before.rows))
    after = ledger_of(folder)
    assert (after.rows, after.services) == (200_000, before.services)
    with (folder / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.write("2010,Care,1000,0.00\n")
    (found,) = problems(folder)
    assert found == (
        "little/ledger.csv:200002 Has more than 200,000 rows. Export a row for each cost centre "
        "and subjective code, and only the columns needed."
    )
    (folder / "ledger.csv").write_text("Centre" + " " * 20_000_000, encoding="utf-8")
    (found,) = problems(folder)
    assert found.startswith("little/ledger.csv Is larger than 20 MB. Export a row for each")


def test_an_extract_in_a_workbook_may_have_more_rows_than_a_register(folder: Path) -> None:
    before = ledger_of(folder)
    with (folder / "ledger.csv").open("a", encoding="utf-8") as stream:
        stream.writelines("2010,,1000,0\n" for _ in range(20_001 - before.rows))
    book = in_excel(folder, as_excel)
    after = ledger_of(folder)
    assert (after.rows, after.services) == (20_001, before.services)
    book["Budget"]["A200002"] = "2010"
    book.save(folder / "ledger.xlsx")
    (found,) = problems(folder)
    assert found == (
        "little/ledger.xlsx, sheet Budget:1 Has something in A200002, far beyond an extract of "
        "the ledger. Clear it: an extract of the ledger may have 200,000 rows and 500 columns."
    )


def test_rows_of_an_extract_that_are_filtered_away_count_and_are_said(folder: Path) -> None:
    before = ledger_of(folder)
    book = in_excel(folder, as_excel)
    book["Budget"].row_dimensions[3].hidden = True
    book["Budget"].column_dimensions["B"].hidden = True  # names, which nobody reads
    book["Budget"].column_dimensions["D"].hidden = True
    book.save(folder / "ledger.xlsx")
    after = read_plan(folder, MODEL)
    assert after.ledger is not None
    assert after.ledger.services == before.services
    row, column = after.warnings
    assert row.what == "Hides row 3, and what it holds is read all the same."
    assert column.what == "Hides column D, and what it holds is read all the same."


def test_codes_keep_the_noughts_that_excel_shows(folder: Path) -> None:
    book = in_excel(folder, as_excel)
    for row in (2, 3, 4):
        cell = book["Budget"].cell(row, 1)
        cell.value, cell.number_format = 10 + row, "0000"
    book.save(folder / "ledger.xlsx")
    change(folder, "ledger.yaml", "2000-2999", "0010-0019")
    assert budgets(read_plan(folder, MODEL))["adults"] == 2200.75
    for row in (2, 3, 4):
        book["Budget"].cell(row, 1).number_format = "General"
    book.save(folder / "ledger.xlsx")
    found = problems(folder)
    assert len(found) == 3
    assert all("Has it lost a nought at its front, as in Excel? adults (0010-" in f for f in found)


def test_a_cell_that_is_read_and_wrong_is_named(folder: Path) -> None:
    book = in_excel(folder, as_excel)
    book["Budget"]["D3"] = date(2026, 4, 1)
    book.save(folder / "ledger.xlsx")
    (found,) = problems(folder)
    assert found.startswith("little/ledger.xlsx, sheet Budget:3 D3 holds a date, 2026-04-01")


def test_a_file_that_is_no_workbook_is_refused(folder: Path) -> None:
    (folder / "ledger.csv").rename(folder / "ledger.xlsx")
    change(folder, "ledger.yaml", "file: ledger.csv", "file: ledger.xlsx")
    (found,) = problems(folder)
    assert "little/ledger.xlsx Is text, such as a CSV file, under the name of" in found


def test_openpyxl_is_loaded_only_for_a_workbook(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from mtfp.model import MODEL\n"
        "from mtfp.plan.read import read_plan\n"
        "read_plan(Path(sys.argv[1]), MODEL); print('openpyxl' in sys.modules)"
    )
    told = [sys.executable, "-c", script, str(folder)]
    for loaded in ("False", "True"):
        done = subprocess.run(told, capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.strip() == loaded
        if loaded == "False":
            in_excel(folder, as_excel)


# -- mtfp ledger, and the plan that ships --------------------------------------------------


def test_the_reconciliation_is_printed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = mtfp(folder, monkeypatch, "ledger", "--pounds")
    assert done.exit_code == 0, done.output
    squeezed = [" ".join(line.split()) for line in done.output.splitlines()]
    assert squeezed == [
        "little/ledger.csv, extract of 2026-02-25: approved, Ledger",
        "7 rows of 5 cost centres",
        "",
        "Third",
        "party",
        "£ Employees payments Income Net",
        "Adult care 1,900.75 300.00 2,200.75",
        "Roads 250.00 (1,450.75) (1,200.75)",
        " ".join(["-" * 8] * 4),
        "Services together 2,150.75 300.00 (1,450.75) 1,000.00",
        "",
        "Outside them, and not counted",
        "Council homes 400.00 (400.00) -",
        " ".join(["-" * 8] * 4),
        "The whole extract 2,550.75 300.00 (1,850.75) 1,000.00",
        "",
        "Control total: £1,000.00. The extract agrees with it, to the penny.",
    ]


def test_it_is_printed_in_thousands_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    said = mtfp(SHIPPED, monkeypatch, "ledger", "exemplar").stdout.splitlines()
    row = next(line for line in said if line.startswith("Parking"))
    assert (
        " ".join(row.split()) == "Parking and traffic enforcement 1,314 813 384 589 (5,000) (1,900)"
    )
    assert "Wholly fictional; no real council's figures" in said
    assert len({len(line) for line in said if line.endswith(("0", ")", "-"))}) == 1
    assert said[-2] == "Control total: £215,200,000.00. The extract agrees with it, to the penny."


def test_it_is_given_as_json(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(mtfp(folder, monkeypatch, "ledger", "--json").stdout)
    assert told["services"]["roads"] == {"employees": "250.00", "income": "-1450.75"}
    assert told["outside"] == {"Council homes": {"employees": "400.00", "income": "-400.00"}}
    assert Decimal(told["total"]) == Decimal(told["control_total"]) == 1000


def test_inputs_that_are_wrong_are_told_of_as_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(folder, "ledger.yaml", "1000.00", "1000.01")
    for verb in ("ledger", "check", "run"):
        done = mtfp(folder, monkeypatch, verb)
        assert done.exit_code == 1
        assert "£0.01 too little.   [E907]" in done.stderr
        assert done.stdout == ""


def test_check_tells_the_warnings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(folder, "ledger.yaml", "R*,", "R*, S*,")
    for verb in ("check", "ledger"):
        done = mtfp(folder, monkeypatch, verb)
        assert done.exit_code == 0
        assert "roads (S*) takes no cost centre of the extract." in without_codes(done.stderr)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def test_the_exemplars_ledger_comes_to_the_budgets_that_were_typed(exemplar: Plan) -> None:
    typed = {row["id"]: money(row["budget"]) for row in rows_of("services.csv")}
    assert budgets(exemplar) == typed
    assert exemplar.ledger is not None
    assert 120 <= exemplar.ledger.rows <= 250
    assert exemplar.ledger.warnings == ()


def test_services_and_corporate_budgets_are_the_approved_budget(exemplar: Plan) -> None:
    assert exemplar.ledger is not None
    corporate = sum(exemplar.ledger.outside["Corporate budgets, of no service"].values())
    approved = exemplar.figures["approved_budget"][0, 0]
    assert float(exemplar.ledger.counted + corporate) == approved


def test_the_extract_comes_to_its_control_total_when_added_by_hand() -> None:
    pennies = 0
    for row in rows_of("ledger.csv"):
        text = row["Base budget 2025/26"]
        whole, _, pence = text.removesuffix("-").partition(".")
        assert len(pence) == 2
        pennies += (-1 if text.endswith("-") else 1) * (int(whole) * 100 + int(pence))
    assert pennies == 215_200_000_00
