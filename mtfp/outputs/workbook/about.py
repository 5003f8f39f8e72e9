"""What the workbook is, how it is used and what its figures rest on: the first and last sheets."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from mtfp import __version__
from mtfp.analysis.basis import how_much_is_invented, typed_by_basis
from mtfp.outputs.record import model_digest
from mtfp.outputs.standing import stage_in_words
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.sheets import FIRST_ROW, HEAD_ROW, ITEM, LABEL, Sheet
from mtfp.plan.plan import BASES, Origin

READ_ME, SOURCES = "Read me", "Sources"
WIDTH = 125

USE = (
    "Choose a scenario on Summary: every live figure and chart follows it.",
    (
        "Change a coloured cell on Assumptions: every figure and chart follows it, under every "
        "scenario. The sentences do not: they are left out once a figure is no longer as issued."
    ),
    (
        "The plan of record is its files, not this workbook: take a change that is meant to last "
        "to them and run mtfp again."
    ),
    "No sheet is hidden, nothing is locked, and there are no macros and no links to other files.",
)
SIGNS = (
    "Money is held in pounds and pence, and shown in £m where a heading says £m.",
    (
        "A gap is more than nought where spending is over funding. Brackets are less than nought: "
        "what is taken off a budget, or money to spare."
    ),
    "A dash is nought. An empty space is a figure that the plan does not give.",
    (
        "~ marks a row that rests, under at least one scenario, on illustrative figures: invented "
        "to fill what was not published."
    ),
    "The same year stands in the same column of every sheet that has a column for each year.",
)
SHEETS = {
    "Summary": "the numbers, sentences and charts that a member needs",
    "Scenarios": "every scenario side by side, as worked when this workbook was made",
    "Plan": "spending, funding, the gap and reserves, and how the gap comes about",
    "Savings": "each saving as approved and as it is expected to arrive",
    "Funding": "each stream of funding, and council tax from its base and charge",
    "Reserves": "draws, balances and the least they should hold",
    "Programme": "who answers for each saving, and what it waits for",
    "Delivery": "what was approved, delivered and lost, period by period",
    "Reserve purposes": "what each reserve is held for, and its ledger of each year",
    "Targets": "what each service is asked to find, stage by stage, and what that means",
    "Decisions": "by when each saving has to be decided, and what has been",
    "Assumptions": "every figure typed in, in coloured cells, with its source",
    "Scenario changes": "what each scenario takes out of an assumption and puts in",
    "Workings": "every line of arithmetic, one formula across each row",
    "Checks": "sums worked again, and whether a figure was changed since this was issued",
    "As issued": "the assumptions and sentences as they were when this workbook was made",
    "Sources": "where every figure comes from, and how far to trust it",
}
MEANING = {
    "published": "printed by the council or a public body",
    "derived": "worked from published figures",
    "approved": "agreed by members",
    "forecast": "an official forecast",
    "assumed": "a planning assumption",
    "illustrative": "invented to fill what was not published",
}


def read_me(issued: Issued, sheets: Sequence[Sheet]) -> Sheet:
    """The first sheet: what this is and how to read it."""
    plan = issued.entered
    sheet = Sheet(READ_ME, plan.title, freezes=False, portrait=True)
    sheet.widths = {LABEL: 26, ITEM: 90}
    issued.head(sheet)
    span = f"{plan.base_year} to {plan.plan_years[-1]}"
    what = f"{plan.title}: a medium-term financial plan, {span}, worked by mtfp {__version__}."
    watermark = [f"{plan.watermark}."] if plan.watermark else []
    invented = how_much_is_invented(issued.results.book, plan)
    _lines(sheet, "What this is", [what, *watermark, stage_in_words(plan), invented, *plan.notes])
    _lines(sheet, "How to use it", USE)
    _lines(sheet, "How to read it", SIGNS)
    sheet.put(sheet.next_row + 1, LABEL, "The sheets", "section")
    made = {one.title for one in sheets}
    for title, what in SHEETS.items():
        if title in made:
            row = sheet.next_row
            sheet.put(row, LABEL, title, "total line")
            sheet.put(row, ITEM, what, "text")
    row = sheet.next_row + 1
    sheet.put(row, LABEL, "An assumption", "input")
    sheet.put(row, ITEM, "The colour of a cell that may be changed.", "text")
    return sheet


def sources(issued: Issued) -> Sheet:
    """The last sheet: how far figures can be trusted, and where each came from."""
    plan, book = issued.entered, issued.results.book
    sheet = Sheet(SOURCES, f"Sources: {plan.title}", freezes=False)
    sheet.widths = {1: 50, 2: 44, 3: 14, 4: 70, 5: 60, 6: 34}
    issued.head(sheet)
    heads = ("Basis", "What it means", "Figures", "Money typed in, all years and signs, £m")
    for column, head in enumerate(heads, start=1):
        sheet.put(HEAD_ROW, column, head, "head")
    for row, (basis, typed) in enumerate(typed_by_basis(book, plan).items(), start=FIRST_ROW):
        sheet.put(row, 1, basis, "text")
        sheet.put(row, 2, MEANING[basis], "text")
        sheet.put(row, 3, float(typed.figures), "number", "whole")
        sheet.put(row, 4, typed.money, "number", "millions")
    row = FIRST_ROW + len(BASES) + 1
    parts = ("Figure", "Item", "Basis", "Source", "Note", "Where it was typed")
    for column, head in enumerate(parts, start=1):
        sheet.put(row, column, head, "head")
    for (name, item), origin in plan.origins.items():
        row += 1
        named = book.get(name)
        _origin(
            sheet, row, (name if named is None else named.title, _title(issued, name, item)), origin
        )
    for one in issued.scenarios:
        for (name, item, year), origin in one.plan.changed.items():
            row += 1
            title = f"{book[name].title}, {one.title}"
            when = str(plan.plan_years[year]) if book.inputs[name].yearly else ""
            of = ", ".join(part for part in (_title(issued, name, item), when) if part)
            _origin(sheet, row, (title, of), origin)
    row += 2
    sheet.put(row, 1, "Files read, and the first characters of their SHA-256", "section")
    for name, digest in sorted(issued.files.items()):
        row += 1
        sheet.put(row, 1, name, "text")
        sheet.put(row, 2, digest[:16], "quiet")
    sheet.put(row + 1, 1, "The model's arithmetic", "text")
    sheet.put(row + 1, 2, model_digest(issued.results)[:16], "quiet")
    return sheet


def _origin(sheet: Sheet, row: int, what: tuple[str, str], origin: Origin) -> None:
    note = ", ".join(part for part in (origin.note, origin.doubt) if part)
    told: Sequence[str] = (*what, origin.basis, origin.source, note, str(origin.place))
    for column, text in enumerate(told, start=1):
        sheet.put(row, column, text, "told")


def _title(issued: Issued, name: str, item: str) -> str:
    """An item's title, by its id."""
    named = issued.results.book.get(name)
    if named is None or not item:
        return item
    items = issued.entered.items_of(named.axis)
    return items.titles[items.ids.index(item)]


def _lines(sheet: Sheet, title: str, texts: Sequence[str]) -> None:
    sheet.put(sheet.next_row + 1, LABEL, title, "section")
    for text in texts:
        for line in textwrap.wrap(text, WIDTH):
            sheet.put(sheet.next_row, LABEL, line, "note line")
