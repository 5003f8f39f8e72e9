"""A worked mini-plan with schemes, loans, a schools grant deficit and a housing account: its faces.

The worked example with figures of its own on top. What each row is called is typed by hand.
"""

import shutil
from io import BytesIO

import pytest
from openpyxl import load_workbook

from mtfp.analysis.checks import warnings
from mtfp.analysis.findings import findings
from mtfp.analysis.trust import Trust
from mtfp.outputs.console import summary_table
from mtfp.outputs.page.page import page_html
from mtfp.outputs.workbook.forms import as_entered
from mtfp.outputs.workbook.places import ASSUMPTIONS
from mtfp.outputs.workbook.sheets import BASE_YEAR, LABEL
from tests.conftest import ROOT
from tests.test_workbook import Made, as_the_engine_has_it, every_edit, of_folder, place, wrong
from tests.witnesses.workbooks import Open

INVENTED = "basis: illustrative, source: invented for this example"
ASSUMED = {
    "opening_cfr": "value: £180m",
    "existing_debt": "value: £150m",
    "existing_debt_repaid": "2026/27: £10m, 2027/28: £0, 2028/29: £5m",
    "existing_debt_rate": "every_year: 3.8%",
    "new_borrowing_rate": "2026/27: 5%, 2027/28: 4.8%, 2028/29: 4.6%",
    "existing_mrp": "every_year: £4.5m",
    "investment_yield": "2026/27: 4%, 2027/28: 3.6%, 2028/29: 3.4%",
    "opening_other_balances": "value: £20m",
    "minimum_cash": "value: £10m",
    "base_capital_financing": "value: £9.5m",
    "base_revenue_contributions": "value: £0.5m",
    "authorised_limit": "every_year: £230m",
    "dsg_opening_deficit": "value: £14m",
    "dsg_income": "every_year: £190m",
    "dsg_spending": "2026/27: £196m, 2027/28: £197m, 2028/29: £195m",
    "dsg_rate": "every_year: 4%",
    "dsg_cost_borne_by": "value: general_fund",
    "base_dsg_cost": "value: £0.4m",
    "dsg_override": "2026/27: in_force, 2027/28: in_force, onwards: ended",
    "hra_opening": "value: £9m",
    "hra_income": "2026/27: £31m, 2027/28: £32m, 2028/29: £33m",
    "hra_spending": "2026/27: £29m, 2027/28: £30.5m, 2028/29: £31m",
    "hra_shared_cost": "2026/27: £8m, 2027/28: £8.2m, 2028/29: £8.5m",
    "hra_fair_share": "every_year: 22%",
    "hra_recharge_asked": "2026/27: £1.6m, 2027/28: £2m, 2028/29: £2m",
    "base_hra_recharge": "value: £1.4m",
}
SCHEMES = """\
id,title,owner,spending 2026/27,spending 2027/28,spending 2028/29,slippage,grants_share,\
receipts_share,revenue 2026/27,revenue 2027/28,revenue 2028/29,operational,life,mrp_method,\
annuity_rate,basis,source
C1,New depot,Director of place,£12m,£6m,£0,25%,0%,10%,£0.5m,£0.7m,£0,2027-03,25,annuity,4%,\
illustrative,invented for this example
C2,Roads,Director of place,£4m,£4m,£4m,0%,80%,0%,£0,£0,£0,2026-04,20,equal,,\
illustrative,invented for this example
"""
ROWS = {
    "Capital spending": "capital_programme",
    "Capital grants and contributions used": "-capital_grants_used",
    "Capital receipts used": "-capital_receipts_used",
    "Revenue contributions to capital": "-revenue_contributions",
    "Capital spending to be borrowed for": "borrowing_need",
    "Interest on existing debt": "interest_on_existing_debt",
    "Interest on new debt": "interest_on_new_debt",
    "Investment income": "-investment_income",
    "Capital financing as a share of funding": "financing_ratio",
    "Capital financing requirement": "cfr",
    "Internal borrowing": "internal_borrowing",
    "External debt": "external_debt",
    "MRP put off to later years by annuities": "put_off",
    "Interest lost by draws": "lost_interest",
    "...of which not in the gap": "lost_interest_in_year",
    "Change in capital financing": "capital_financing_since_base",
    "Change in revenue contributions to capital": "revenue_contributions_since_base",
    "Change in what the schools grant deficit costs": "dsg_cost_since_base",
    "Change in the recharge to the housing account": "-hra_recharge_since_base",
    "Schools grant deficit": "dsg_deficit",
    "Cash cost of the schools grant deficit": "dsg_cash_cost",
    "Usable reserves after the schools grant deficit": "reserves_after_dsg",
    "Schools grant deficit that reserves could not meet": "dsg_unmet",
    "Fair cost to the housing account": "hra_fair_cost",
    "Recharge refused as subsidy": "hra_subsidy_refused",
    "Housing account balance": "hra_balance",
}
"""What stands once on the Plan sheet, and which line it is, taken away where a minus is."""


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("inputs") / "worked-example"
    shutil.copytree(ROOT / "inputs" / "worked-example", folder)
    with (folder / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.writelines(f"  {name}: {{{said}, {INVENTED}}}\n" for name, said in ASSUMED.items())
    (folder / "schemes.csv").write_text(SCHEMES, encoding="utf-8")
    return of_folder(folder)


def test_each_row_of_the_sheet_is_the_line_it_is_called(one: Made) -> None:
    sheet = load_workbook(BytesIO(one.data), data_only=True)["Plan"]
    found: dict[str, list[object]] = {}
    for row in sheet.iter_rows(values_only=True):
        label = str(row[LABEL - 1] or "").removeprefix("~ ").strip()
        if label in ROWS:
            assert label not in found
            found[label] = list(row[BASE_YEAR : BASE_YEAR + 3])
    assert found.keys() == ROWS.keys()
    for label, line in ROWS.items():
        sign = -1 if line.startswith("-") else 1
        expected = one.results[line.removeprefix("-")][:, 0] * sign
        assert found[label] == pytest.approx(list(expected), abs=0.005), label


def test_the_workbook_adds_up_and_is_the_engine_s(one: Made) -> None:
    book = Open(one.data)
    cells = one.formulas()
    assert not wrong(cells, book.work(map(place, cells)))
    assert "The arithmetic agrees" in {cell.value for cell in cells}


def test_the_workbook_follows_what_is_changed_in_it(one: Made) -> None:
    """Each assumption of this part, changed on the sheet, gives the engine's own answer."""
    edits = [
        edit for edit in every_edit(one.entered)
        if edit.given.axis.name == "capital" or edit.given.name in ASSUMED
    ]  # fmt: skip
    results = as_the_engine_has_it(one, edits, one.scenarios[0])
    issued = one.issued()
    places = issued.workings.places
    asked = ("gap", "external_debt", "reserves_after_dsg", "hra_balance", "lost_interest", "mrp")
    at = {
        (places.blocks[name].sheet, places.blocks[name].first, places.column_of(year)): (name, year)
        for name in asked
        for year in (1, 2, 3)
    }
    book, moved = Open(one.data), set()
    for case, edit in enumerate(edits):
        row = places.entered[edit.given.name].first + edit.item
        column = dict(places.years_of(edit.given))[edit.year + 1 if edit.given.yearly else 0]
        old = float(one.entered.figures[edit.given.name][edit.year, edit.item])
        book.type_in(ASSUMPTIONS, row, column, as_entered(edit.given, edit.figure, one.entered))
        found = book.work(at)
        book.type_in(ASSUMPTIONS, row, column, as_entered(edit.given, old, one.entered))
        for where, (name, year) in at.items():
            expected = float(results.array(name)[year, 0, case])
            assert found[where] == pytest.approx(expected, abs=0.005), f"{edit}: {name} {year}"
            if abs(expected - one.results.array(name)[year, 0, 0]) > 1:
                moved.add(edit.given.name)
    # The limit is only compared with.
    assert {edit.given.name for edit in edits} - moved == {"authorised_limit"}


def test_the_summary_and_the_page_say_it(one: Made) -> None:
    said = list(summary_table(one.results, one.scenarios[0]))
    row = next(text for text in said if "Capital financing, in the budget below" in text)
    yearly = one.results["capital_financing"][:, 0] / 1e6
    assert row.split()[-4:] == ["9.500", *(f"{amount:.3f}" for amount in yearly)]
    html = page_html(one.results, one.scenarios, one.entered, dict(one.entered.files))
    for title in (
        "Row by row, and the accounts that the law keeps apart",
        "MRP: the charge for what was borrowed, scheme by scheme",
        "Dedicated schools grant, held apart from the gap",
        "Housing revenue account, held apart from the gap",
    ):
        assert title in html


def test_what_makes_the_gap_counts_what_is_not_in_the_register_of_pressures(one: Made) -> None:
    """£36.5m of typed pressures, and what capital, the grant and the account add or take."""
    trust = Trust.of(one.results, one.scenarios[0])
    added = one.results["gap_before_savings"][-1, 0] + sum(
        one.results[f"{stream}_since_base"][-1, 0]
        for stream in ("council_tax", "collection_fund", "business_rates", "rsg", "other_grants")
    )
    assert f"pressures add £{added / 1e6:.1f}m" in findings(one.results, trust, 0).cause
    typed = one.results.array("pressure_since_base")[-1, :, 0].sum()
    assert abs(added - typed) > 1e6


def test_the_only_doubts_are_the_recharge_and_what_the_worked_example_typed(one: Made) -> None:
    assert [warning.code for warning in warnings(one.results)] == ["W132", "W139"]
    said = [warning.what for warning in warnings(one.results)][1]
    assert said.startswith("Capital financing is typed, and the plan works capital financing too")
