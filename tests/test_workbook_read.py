"""The workbook read back from its file: each figure stands by its own words, in its own form.

What a label, a series, a source or a list ought to be is typed here or taken from the plan's
own files; which cell it stands in is found by reading the words on the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from io import BytesIO
from math import isnan
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from mtfp.algebra.expressions import Input
from mtfp.analysis.basis import Bases
from mtfp.analysis.blanks import Blanks
from mtfp.analysis.changes import changes
from mtfp.model import MODEL
from mtfp.terms import FinancialYear, show_millions
from tests.test_workbook import Made, made
from tests.witnesses import labels

HALF_A_PENNY = 0.005
HEADS = 4
"""The row of headings of every sheet."""
MILLIONS, TENTHS = '#,##0.000,,;(#,##0.000,,);"-"', '#,##0.0,,;(#,##0.0,,);"-"'
WEAKEST_LAST = ("", "published", "derived", "approved", "forecast", "assumed", "illustrative")


@cache
def read(plan: str) -> Workbook:
    """A plan's workbook as its file has it, with the values that are stored."""
    return load_workbook(BytesIO(made(plan).data), data_only=True)


def sheet_of(plan: str, title: str) -> Worksheet:
    found = read(plan)[title]
    assert isinstance(found, Worksheet)
    return found


def heads(sheet: Worksheet, row: int = HEADS) -> dict[str, int]:
    """The columns by their headings."""
    return {str(cell.value): int(cell.column) for cell in sheet[row] if cell.value is not None}


def years_of(sheet: Worksheet, plan: Made) -> dict[int, int]:
    """The column of each year, by its heading; the base year is 0."""
    found = {
        FinancialYear.parse(text) - plan.entered.base_year: column
        for text, column in heads(sheet).items()
        if re.fullmatch(r"\d{4}/\d{2}", text)
    }
    assert found.keys() == set(range(1 + plan.entered.years))
    return found


@cache
def amounts(name: str, case: int, line: str, item: int) -> list[float]:
    """The engine's figures, base year first; NaN where it has none or the plan leaves it blank."""
    plan = made(name)
    blanks = Blanks(MODEL, plan.scenarios[case].plan)
    return list(blanks.left_out(plan.results.over_years(MODEL[line], case, item), line, item))


@cache
def bases_of(name: str) -> list[Bases]:
    """What the figures of each scenario rest on."""
    return [Bases(MODEL, one) for one in made(name).scenarios]


def titles_of(plan: Made) -> dict[str, tuple[str, ...]]:
    """The titles of each line's and input's items."""
    named = (*MODEL.lines.values(), *MODEL.inputs.values())
    return {one.name: plan.entered.items_of(one.axis).titles for one in named}


CATEGORIES = {
    "gf_balance": "general fund balance",
    "er_risk": "earmarked for risks",
    "er_change": "earmarked to pay for change",
    "er_commit": "earmarked and committed",
    "er_ringfenced": "ring-fenced",
}


def in_words(word: str) -> str:
    """A choice as a person reads it."""
    return CATEGORIES.get(word, word.replace("_", " "))


def unmarked(text: object) -> str:
    return str(text).removeprefix("~ ").removeprefix("  ")


def as_shown(value: float, form: str) -> str:
    """What a cell of such a form shows of whole pence: its sections, decimals and commas."""
    above, below, nought = form.split(";")
    digits, commas = above.count("0", above.index(".")), len(above) - len(above.rstrip(","))
    scaled = abs(Decimal(f"{value:.2f}")).scaleb(-3 * commas)
    text = f"{scaled.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,f}"
    assert below == f"({above})"
    return nought.strip('"') if not value else f"({text})" if value < 0 else text


# -- tables ---------------------------------------------------------------------------------


def test_a_form_shows_pounds_in_millions() -> None:
    assert as_shown(9_553_610.72, MILLIONS) == "9.554"
    assert as_shown(-7_390_833.33, MILLIONS) == "(7.391)"
    assert as_shown(1_234_567_890.0, TENTHS) == "1,234.6"
    assert as_shown(0.0, TENTHS) == "-"


def table_rows(sheet: Worksheet, named: dict[str, labels.Named]) -> Iterator[tuple[str, int]]:
    """The rows under each table's title, by that title; a row without words ends a table."""
    table = ""
    for (cell,) in sheet.iter_rows(min_row=HEADS + 1, max_col=1):
        if cell.value is None:
            table = ""
        elif not table:
            table = str(cell.value) if cell.value in named else ""
        else:
            yield table, int(cell.row)


@pytest.mark.parametrize("name", ["exemplar", "bury-2025"])
def test_each_figure_of_a_table_stands_by_its_own_words(name: str) -> None:
    """Label and year, as they are read, lead to the line so named; its form shows it in £m."""
    plan = made(name)
    typed = labels.TABLES | labels.IN_THE_WORKBOOK_ALONE
    found, differing = set(), 0
    for title, tables in labels.SHEETS.items():
        sheet = sheet_of(name, title)
        columns, years = heads(sheet), years_of(sheet, plan)
        rows = {
            (table, label): of
            for table in tables
            for label, of in labels.rows_of(typed[table], titles_of(plan), plan.results)
        }
        rows |= {} if name == "exemplar" else labels.NOT_OF_THE_EXEMPLAR
        for table, row in table_rows(sheet, typed):
            said = str(sheet.cell(row, 1).value)
            line, item, sign = rows[table, unmarked(said)]
            found.add((title, table, unmarked(said)))
            each = {"illustrative"}  # as all that it holds is, but noughts
            if name != "exemplar" or not np.nan_to_num(amounts(name, 0, line, item)).any():
                each = {one.of(line, item) for one in bases_of(name)}
            weakest = max(each, key=WEAKEST_LAST.index)
            differing += len(each) > 1
            assert (sheet.cell(row, columns["Rests on"]).value or "") == weakest, (table, said)
            assert said.startswith("~ ") == (weakest == "illustrative"), (table, said)
            unit = "£m" if (money := MODEL[line].unit.name == "£") else MODEL[line].unit.name
            assert sheet.cell(row, columns["Unit"]).value == unit
            for year, column in years.items():
                cell = sheet.cell(row, column)
                expected = amounts(name, 0, line, item)[year] * sign
                if cell.value is None:
                    assert not year or isnan(expected), (table, said, year)
                    continue
                assert cell.value == pytest.approx(expected, abs=HALF_A_PENNY), (table, said, year)
                if money:
                    assert cell.number_format == MILLIONS
                    assert as_shown(float(str(cell.value)), cell.number_format) == show_millions(
                        expected
                    )
    every = {
        (title, table, label)
        for title, tables in labels.SHEETS.items()
        for table in tables
        for label, _ in labels.rows_of(typed[table], titles_of(plan), plan.results)
    }
    found -= {("Plan", *one) for one in labels.NOT_OF_THE_EXEMPLAR}
    assert found == every if name == "exemplar" else found < every
    assert differing or name == "exemplar", "no row rests on more in one scenario than another"


@pytest.mark.parametrize("name", ["exemplar", "bury-2025"])
def test_each_number_of_the_summary_stands_by_its_own_words(name: str) -> None:
    plan, sheet = made(name), sheet_of(name, "Summary")
    rows = {unmarked(cell.value): int(cell.row) for cell in sheet["A"] if cell.value}
    for label, shown in labels.HEADLINE.items():
        line, sign = shown.removeprefix("-"), -1 if shown.startswith("-") else 1
        if line in labels.OF_THE_EXEMPLAR_ALONE and name != "exemplar":
            assert label not in rows, "nothing is absorbed, late or set aside"
            continue
        money = line != "council_tax_rise"
        assert sheet.cell(rows[label], 3).value == ("£m" if money else "%")
        for year, column in years_of(sheet, plan).items():
            cell, expected = sheet.cell(rows[label], column), sign * amounts(name, 0, line, 0)[year]
            if cell.value is None:
                assert not year
                continue
            assert cell.value == pytest.approx(expected, abs=HALF_A_PENNY), (label, year)
            if money:
                assert cell.number_format == TENTHS
                assert as_shown(float(str(cell.value)), TENTHS) == show_millions(expected, 1)
            else:
                assert cell.number_format == "0.00%"
    assert rows["Gap before savings"] == HEADS + 2, "the numbers stand under the selector"


def cells_of(plan: str, where: str) -> list[Cell]:
    """The cells of a range that is told with its sheet, in order."""
    sheet, cells = where.replace("$", "").split("!")
    low, first, high, last = range_boundaries(cells)
    rows = sheet_of(plan, sheet.strip("'")).iter_rows(first, last, low, high)
    return [cell for row in rows for cell in row if isinstance(cell, Cell)]


def beside(cell: Cell, column: int) -> object:
    """What stands in another column of a cell's row."""
    sheet = cell.parent
    assert isinstance(sheet, Worksheet)
    return sheet.cell(cell.row, column).value


NAVY, TEAL, PLUM, ORANGE = "12436D", "28A197", "801650", "F46A25"
CHARTS = {
    "The gap of each year": (
        1,
        [
            ("Gap before savings", "Gap before savings", NAVY),
            ("Gap after approved savings", "Gap after approved savings", TEAL),
            ("Still to be found", "Still to be found", ORANGE),
        ],
    ),
    "Usable reserves at each year's end": (
        0,
        [
            ("Usable reserves", "Usable reserves at the year's end", NAVY),
            ("Minimum of usable reserves", "Minimum of usable reserves", PLUM),
        ],
    ),
}
"""By its title: a chart's first year, and for each series its name, its row and its colour."""


def test_each_series_of_a_chart_is_drawn_from_the_row_that_it_is_called() -> None:
    plan = made("exemplar")
    drawn: list[Any] = list(getattr(sheet_of("exemplar", "Summary"), "_charts"))  # noqa: B009
    assert [chart.title.tx.rich.p[0].r[0].t for chart in drawn] == list(CHARTS)
    for chart, (first, series) in zip(drawn, CHARTS.values(), strict=True):
        parts = {id(part): part for part in (chart, *chart._charts)}.values()
        found = {id(one): one for part in parts for one in part.series}.values()
        expected = [str(plan.entered.base_year + n) for n in range(first, 1 + plan.entered.years)]
        assert [one.tx.v for one in {one.tx.v: one for one in found}.values()] == [
            name for name, *_ in series
        ]
        rows = {name: (row, colour) for name, row, colour in series}
        for one in found:
            row, colour = rows[one.tx.v]
            cells, along = (
                cells_of("exemplar", part.f) for part in (one.val.numRef, one.cat.strRef)
            )
            assert {unmarked(beside(cell, 1)) for cell in cells} == {row}
            assert [cell.column for cell in cells] == [cell.column for cell in along]
            assert [cell.value for cell in along] == expected
            assert [point.v for point in one.cat.strRef.strCache.pt] == expected
            stored = [point.v for point in one.val.numRef.numCache.pt]
            assert stored == pytest.approx([cell.value for cell in cells], abs=HALF_A_PENNY)
            looks = one.graphicalProperties
            fill = looks.solidFill or looks.line.solidFill
            assert fill.srgbClr == colour
        for part in parts:
            assert part.y_axis.number_format.formatCode == '£#,##0.0,,"m";-£#,##0.0,,"m";0'


# -- scenarios ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bury-2025", "exemplar"])
def test_the_scenarios_sheet_says_which_is_which(name: str) -> None:
    """Their list; every measure under its own name; and what each is and changes."""
    plan, sheet = made(name), sheet_of(name, "Scenarios")
    texts = [str(cell.value or "") for cell in sheet["A"]]
    titles = [one.title for one in plan.scenarios]
    at = texts.index("The scenarios, to choose from on Summary") + 1
    listed = [[sheet.cell(1 + at + n, c).value for c in (1, 2, 4)] for n in range(len(titles))]
    assert listed == [[one.title, one.name, n] for n, one in enumerate(plan.scenarios, start=1)]
    compared = labels.MEASURES | {"Net budget": "net_budget", "Funding": "funding"}
    if name == "exemplar":
        compared |= labels.WHERE_PRESSURE_IS_ABSORBED
    assert ("Gap if services cannot absorb, £m" in texts) == (name == "exemplar")
    for measure, line in compared.items():
        at = texts.index(f"{measure}, £m") + 1
        assert [unmarked(text) for text in texts[at : at + 1 + len(titles)]] == [
            "The scenario chosen", *titles,
        ]  # fmt: skip
        for row, case in enumerate([0, *range(len(titles))], start=at + 1):
            if name == "bury-2025":
                live = row == at + 1
                rests = [bases_of(name)[n] for n in (range(len(titles)) if live else [case])]
                illustrative = any(one.of(line) == "illustrative" for one in rests)
                assert texts[row - 1].startswith("~ ") == illustrative
            for year, column in years_of(sheet, plan).items():
                cell, expected = sheet.cell(row, column), amounts(name, case, line, 0)[year]
                if year or cell.value is not None:
                    assert cell.value == pytest.approx(expected, abs=HALF_A_PENNY)
                    assert cell.number_format == MILLIONS
    told = texts[texts.index("What each scenario is, and what it changes") + 1 :]
    found: dict[str, list[str]] = {}
    for text in filter(None, told):
        if text in titles:
            found[text] = []
        else:
            found[list(found)[-1]].append(text)
    assert {title: " ".join(lines) for title, lines in found.items()} == {
        one.title: " ".join(filter(None, [one.why, *changes(one)])) for one in plan.scenarios
    }


@pytest.mark.parametrize("name", ["bury-2025", "exemplar"])
def test_what_is_taken_out_and_put_in_makes_each_scenario(name: str) -> None:
    """From the words of each row alone: which figure, which scenario, taken out or put in."""
    plan, sheet = made(name), sheet_of(name, "Scenario changes")
    columns, years = heads(sheet), years_of(sheet, plan)
    done: dict[tuple[str, str, str, int], dict[str, float]] = {}
    for row in range(HEADS + 1, sheet.max_row + 1):
        label, what = str(sheet.cell(row, 1).value).rsplit(": ", 1)
        title = str(sheet.cell(row, columns["Item"]).value or "")
        scenario = str(sheet.cell(row, columns["Scenario"]).value)
        number = sheet.cell(row, columns["Number"]).value
        assert [one.title for one in plan.scenarios].index(scenario) + 1 == number
        for year, column in {**years, -1: columns["Whole plan"]}.items():
            cell = sheet.cell(row, column)
            if cell.value is not None:
                done.setdefault((label, title, scenario, year), {})[what] = float(str(cell.value))
                assert (cell.number_format == "0.00%") >= (what == "taken out")
    for given in MODEL.inputs.values():
        items = plan.entered.items_of(given.axis)
        for one in plan.scenarios:
            for when, item, figure in figures_of(plan, given):
                year = when + 1 if given.yearly else -1
                effect = done.pop((given.title, items.titles[item], one.title, year), {})
                assert not effect or effect.keys() == {"taken out", "put in"}
                worked = figure * (1 - effect.get("taken out", 0)) + effect.get("put in", 0)
                assert worked == pytest.approx(
                    float(one.plan.figures[given.name][when, item]), abs=1e-9, rel=1e-12
                ), (given.name, item, year, one.name)
    assert not done


def figures_of(plan: Made, given: Input) -> Iterator[tuple[int, int, float]]:
    """An input's figures as entered, by plan year and item from 0."""
    figures = plan.entered.figures[given.name]
    for when in range(figures.shape[0]):
        for item in range(figures.shape[1]):
            yield when, item, float(figures[when, item])


# -- assumptions and sources ------------------------------------------------------------------


COUNTED = ("number", "months", "full-time equivalents", "people, places or journeys")


@pytest.mark.parametrize("name", ["bury-2025", "exemplar", "bury-2024-07"])
def test_each_assumption_stands_by_its_own_words_and_source(name: str) -> None:
    plan, sheet = made(name), sheet_of(name, "Assumptions")
    columns, years = heads(sheet), years_of(sheet, plan)
    rows = {
        (str(sheet.cell(row, 1).value), str(sheet.cell(row, columns["Item"]).value or "")): row
        for row in range(HEADS + 1, sheet.max_row + 1)
    }
    blank = 0
    for given in MODEL.inputs.values():
        items = plan.entered.items_of(given.axis)
        for item, (item_id, title) in enumerate(zip(items.ids, items.titles, strict=True)):
            row = rows.pop((given.title, title))
            origin = plan.entered.origin(given.name, item_id)
            notes = [origin.source, origin.note, origin.doubt] if origin else []
            assert [
                sheet.cell(row, columns[head]).value for head in ("Basis", "Source", "Name")
            ] == [
                origin.basis if origin else None,
                ", ".join(filter(None, notes)) or None,
                given.name,
            ], (given.name, title)
            changing = [
                one.title
                for one in plan.scenarios
                if any(key[:2] == (given.name, item_id) for key in one.effects)
            ]
            assert (sheet.cell(row, columns["Changed by"]).value or "") == "; ".join(changing)
            for when, of, figure in figures_of(plan, given):
                if of != item:
                    continue
                cell = sheet.cell(row, years[when + 1] if given.yearly else columns["Whole plan"])
                if (given.name, item_id, when) in plan.entered.blanks:
                    assert cell.value is None
                    blank += 1
                elif given.dated:
                    whole = plan.entered.plan_years[0].start * 12 + 3 + int(figure)
                    assert cell.value == f"{whole // 12}-{whole % 12 + 1:02d}"
                    assert cell.number_format == "@"
                elif given.choices:
                    words = {code: word for word, code in given.choices.items()}
                    assert cell.value == in_words(words[int(figure)])
                else:
                    assert cell.value == pytest.approx(figure, abs=1e-12)
                    expected = {"%": "0.00%", **dict.fromkeys(COUNTED, "General")}
                    pounds = '#,##0.00;(#,##0.00);"-"'
                    if given.unit.name == "dwellings" and figure == int(figure):
                        pounds = '#,##0;(#,##0);"-"'
                    assert cell.number_format == expected.get(given.unit.name, pounds)
    assert blank == len(plan.entered.blanks)
    assert (blank > 0) == (name == "bury-2024-07")


def test_the_assumptions_print_in_letters_that_can_be_read() -> None:
    """On A4 on its side, in seven points at the least, and tall enough for every line."""
    sheet = sheet_of("exemplar", "Assumptions")
    last = heads(sheet)["Source"]
    assert f":${get_column_letter(last)}$" in sheet.print_area
    widths = {n: sheet.column_dimensions[get_column_letter(n)].width for n in range(1, last + 1)}
    points, paper = sum(widths.values()) * 7 * 0.75, (297 / 25.4 - 2 * 0.45) * 72
    cells = [cell for row in sheet.iter_rows(min_row=HEADS + 1, max_col=last) for cell in row]
    held = [cell for cell in cells if cell.value is not None and cell.value != "name"]
    assert min(cell.font.sz for cell in held) * paper / points >= 7
    wrapped = [cell for cell in held if cell.alignment.wrap_text and isinstance(cell.value, str)]
    assert len(wrapped) > 1000
    for cell in wrapped:
        lines = -(-len(str(cell.value)) // int(1.3 * widths[cell.column]))
        assert (sheet.row_dimensions[cell.row].height or 0) >= 12 * lines, cell.value


@pytest.mark.parametrize("name", ["bury-2025", "exemplar"])
def test_each_list_offers_its_own_words_and_no_others(name: str) -> None:
    plan, summary = made(name), sheet_of(name, "Summary")
    (selector,) = summary.data_validations.dataValidation
    assert (str(selector.sqref), selector.type) == ("A5", "list")
    offered = [cell.value for cell in cells_of(name, selector.formula1)]
    assert offered == [one.title for one in plan.scenarios]
    assert summary["A5"].value == offered[0]
    sheet = sheet_of(name, "Assumptions")
    held = {
        cell: rule
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for cell in area.cells
    }
    columns, years = heads(sheet), years_of(sheet, plan)
    for row in range(HEADS + 1, sheet.max_row + 1):
        given = MODEL.inputs.get(str(sheet.cell(row, columns["Name"]).value))
        for column in (columns["Whole plan"], *years.values()):
            rule = held.pop((row, column), None)
            if rule is None:
                assert sheet.cell(row, column).value is None
            elif given is None:
                said = str(sheet.cell(row, 1).value)
                group = next(a.name for a in MODEL.axes.values() if f"Which {a.one} it" in said)
                items = plan.entered.items[group].titles
                found = cells_of(name, rule.formula1)
                assert rule.type == "list"
                assert [cell.value for cell in found] == list(items)
                assert [beside(cell, 4) for cell in found] == list(range(1, 1 + len(items)))
                assert sheet.cell(row, column).value in (None, *items)
            elif given.dated:
                found = cells_of(name, rule.formula1)
                assert rule.type == "list"
                first = plan.entered.plan_years[0].start
                months = [int(str(beside(cell, 4))) for cell in found]
                assert months == list(range(min(months), max(months) + 1))
                assert months[0] <= -24
                assert months[-1] >= 12 * plan.entered.years
                assert found[-months[0]].value == f"{first}-04"
                assert found[11 - months[0]].value == f"{first + 1}-03"
            elif given.choices:
                found = cells_of(name, rule.formula1)
                assert rule.type == "list"
                assert [cell.value for cell in found] == [in_words(w) for w in given.choices]
                codes = [beside(cell, 4) for cell in found]
                assert codes == list(given.choices.values())
            else:
                assert (rule.type, rule.operator) == ("decimal", "between")
                low, high = float(rule.formula1), float(rule.formula2)
                assert low == (-1e12 if given.least is None else given.least), given.name
                assert high == (1e12 if given.most is None else given.most), given.name
    assert not held


@pytest.mark.parametrize("name", ["bury-2025", "exemplar"])
def test_each_source_stands_under_its_own_heading(name: str) -> None:
    plan, sheet = made(name), sheet_of(name, "Sources")
    parts = ("Figure", "Item", "Basis", "Source", "Note", "Where it was typed")
    (row,) = (int(cell.row) for cell in sheet["A"] if cell.value == "Figure")
    columns = heads(sheet, row)
    assert tuple(columns) == parts
    found = []
    while any(cell.value for cell in sheet[row + 1]):
        row += 1
        found.append(tuple(str(sheet.cell(row, columns[part]).value or "") for part in parts))

    def said(name: str, item: str, when: str = "", scenario: str = "") -> tuple[str, str]:
        named = MODEL.get(name)
        if named is None:
            return name, item
        items = plan.entered.items_of(named.axis)
        title = items.titles[items.ids.index(item)] if item else ""
        return f"{named.title}{scenario}", ", ".join(filter(None, (title, when)))

    expected = [
        (*said(*key), o.basis, o.source, ", ".join(filter(None, (o.note, o.doubt))), str(o.place))
        for key, o in plan.entered.origins.items()
    ]
    years = [str(year) for year in plan.entered.plan_years]
    expected += [
        (*said(line, item, years[year] if MODEL.inputs[line].yearly else "", f", {one.title}"),
         o.basis, o.source, o.note, str(o.place))
        for one in plan.scenarios
        for (line, item, year), o in one.plan.changed.items()
    ]  # fmt: skip
    assert found == expected
    assert {basis for _, _, basis, *_ in found} <= set(WEAKEST_LAST)
    assert len({source for *_, source, _, _ in found}) > 1
