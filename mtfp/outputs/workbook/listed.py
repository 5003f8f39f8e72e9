"""The sheets of listings: a row for each item, its words as issued and its figures live."""

from __future__ import annotations

from collections.abc import Sequence

from mtfp.algebra.expressions import Input
from mtfp.analysis.saying import says_only_gaps
from mtfp.model.verdicts import BROKEN, KEPT, NOT_APPLICABLE
from mtfp.outputs.tables.decisions import of_decisions
from mtfp.outputs.tables.golden_rules import WORDS, Verdict, behind_verdicts, verdicts
from mtfp.outputs.tables.held import of_reserves
from mtfp.outputs.tables.investing import WEIGHED, found_by_trial
from mtfp.outputs.tables.listings import (
    OF_CONSEQUENCES,
    OF_TARGETS,
    Figure,
    Filled,
    Listing,
    Still,
    filled,
    stages,
)
from mtfp.outputs.tables.methods import side_by_side
from mtfp.outputs.tables.programme import of_savings
from mtfp.outputs.tables.rows import Row
from mtfp.outputs.tables.shown import Shown, ever
from mtfp.outputs.workbook.forms import form_of
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.sheets import HEAD_ROW, LABEL, WHOLE_PLAN, Look, Sheet, letter
from mtfp.outputs.workbook.shown import Told, put_figure
from mtfp.terms import month_of

PROGRAMME_SHEET, DECISIONS_SHEET, HELD_SHEET = "Programme", "Decisions", "Reserve purposes"
INVESTMENTS_SHEET, TARGETS_SHEET, COUNCIL_SHEET, RULES_SHEET = (
    "Investments",
    "Targets",
    "What it means",
    "Golden rules",
)
LIVE = (
    "Figures, months and choices follow the scenario chosen; names, statuses and reasons are as "
    "they were when this workbook was made."
)
_TITLES, _RULES, _TEXT, _FIGURE = 44, 64, 24, 14
_WORDS, _CODES = f"${letter(LABEL)}", f"${letter(WHOLE_PLAN)}"
"""Of Workings: the columns of words and of the numbers that they stand for."""


def listing_sheets(issued: Issued) -> list[Sheet]:
    """A sheet for the programme, one for what reserves are for and one for decisions, if any."""
    made = []
    if found := of_savings(issued.results, case=issued.chosen):
        made.append(_sheet(issued, PROGRAMME_SHEET, "The programme", found))
    if found := of_reserves(issued.results):
        made.append(_sheet(issued, HELD_SHEET, "What reserves are held for", found))
    if found := of_decisions(issued.results, case=issued.chosen):
        made.append(_sheet(issued, DECISIONS_SHEET, "Decisions", found))
    if found := _filled((WEIGHED,), issued):
        both = [*found, *found_by_trial(issued.results)]
        made.append(_sheet(issued, INVESTMENTS_SHEET, "Investments", both))
    if has_targets(issued):
        of_targets = _filled((*OF_TARGETS, *stages(issued.results)), issued)
        found = [*of_targets, *side_by_side(issued.results)]
        made.append(_sheet(issued, TARGETS_SHEET, "Targets of services", found))
    if found := _filled(OF_CONSEQUENCES, issued):
        year = issued.entered.plan_years[-1]
        made.append(_sheet(issued, COUNCIL_SHEET, f"The council of {year}", found))
    if not says_only_gaps(issued.results):
        made.append(_rules_sheet(issued))
    return made


def _filled(listings: Sequence[Listing], issued: Issued) -> list[Filled]:
    return [one for listing in listings if (one := filled(listing, issued.results))]


def _rules_sheet(issued: Issued) -> Sheet:
    """The sheet of golden rules, on which what is broken stands out."""
    sheet = _sheet(
        issued,
        RULES_SHEET,
        "Golden rules",
        [*verdicts(issued.results), *behind_verdicts(issued.results)],
        titles=_RULES,
    )
    rows = [row for (row, _), cell in sheet.cells.items() if cell.look.role == "verdict"]
    last = letter(LABEL + issued.entered.years)
    first = f"{letter(LABEL + 1)}{min(rows)}"
    sheet.alerts.append((f"{first}:{last}{max(rows)}", f'{first}="{WORDS[BROKEN]}"'))
    return sheet


def has_targets(issued: Issued) -> bool:
    """Whether services are given targets in any scenario of the workbook."""
    return ever(issued.results, "targets_so_far")


def _sheet(
    issued: Issued, title: str, heading: str, listings: Sequence[Filled], titles: int = _TITLES
) -> Sheet:
    sheet = Sheet(title, f"{heading}: {issued.entered.title}")
    sheet.widths = {LABEL: titles}
    issued.head(sheet, live=True)
    for column in range(LABEL, LABEL + 1 + max(len(one.heads) for one in listings)):
        sheet.put(HEAD_ROW, column, "" if column > LABEL else LIVE, "quiet")
    for listing in listings:
        _listing(sheet, listing, issued)
    sheet.fit_wrapped()
    return sheet


def _listing(sheet: Sheet, listing: Filled, issued: Issued) -> None:
    row = sheet.next_row + (sheet.next_row > HEAD_ROW + 1)
    after = LABEL + 1 + len(listing.heads)
    for column in range(LABEL, after):
        sheet.put(row, column, listing.title if column == LABEL else None, "section")
    row += 1
    for column, head in enumerate((listing.what, *listing.heads), start=LABEL):
        sheet.put(row, column, head, "head wrapped")
    for title, cells in listing.rows:
        row += 1
        sheet.put(row, LABEL, title, "wrapped")
        for column, cell in enumerate(cells, start=LABEL + 1):
            is_text = isinstance(cell, str)
            width = _TEXT if is_text else _FIGURE
            sheet.widths[column] = max(width, sheet.widths.get(column, 0))
            if isinstance(cell, str):
                sheet.put(row, column, cell, "wrapped")
            elif isinstance(cell, Still):
                _still(sheet, (row, column), cell)
            else:
                _figure(sheet, (row, column), cell, issued)


def _still(sheet: Sheet, at: tuple[int, int], still: Still) -> None:
    form = "millions" if still.in_millions else form_of(still.unit)
    sheet.put(*at, still.words if still.amount is None else still.amount, "number", form)


def _figure(sheet: Sheet, at: tuple[int, int], figure: Figure, issued: Issued) -> None:
    shown = Shown(Row(figure.named.name), figure.named, figure.item, "")
    told, form = Told(), "millions" if figure.in_millions else form_of(figure.named.unit)
    role = "number"
    if isinstance(figure, Verdict):
        told, form, role = _verdict(figure), "text", "verdict"
    elif figure.answer:
        form = "answer"
    elif figure.is_month:
        told, form = _month(issued), "text"
    elif isinstance(figure.named, Input) and figure.words:
        told, form = _words(figure, figure.named, issued), "text"
    put_figure(sheet, at, shown, figure.year, issued, Look(role, form), told)


def _month(issued: Issued) -> Told:
    """A month by its name; one before all that are in the list is told as the first of them."""
    places = issued.workings.places
    block, (_, least), (_, most) = places.words[places.months], places.months[0], places.months[-1]
    first = block.range(_CODES).partition(":")[0]
    found = f"MATCH(MAX({{}},{first}),{block.range(_CODES)})"

    def name(months: float) -> str:
        return month_of(min(max(int(months // 1), least), most), issued.entered.plan_years[0])

    return Told(lambda cell: f"INDEX({block.range(_WORDS)},{found.format(cell)})", name)


def _verdict(figure: Verdict) -> Told:
    """A verdict as its word: kept, broken or waived, or not applicable."""
    words = figure.words
    kept = f'IF({{cell}}>{NOT_APPLICABLE},"{words[KEPT]}","{words[NOT_APPLICABLE]}")'
    formula = f'IF({{cell}}>{KEPT},"{words[BROKEN]}",{kept})'
    return Told(lambda cell: formula.format(cell=cell), lambda code: words[int(code)])


def _words(figure: Figure, given: Input, issued: Issued) -> Told:
    """A choice as the word that its number stands for."""
    block = issued.workings.places.words_of(given)
    return Told(
        lambda cell: f"INDEX({block.range(_WORDS)},MATCH({cell},{block.range(_CODES)},0))",
        lambda code: figure.words[int(code)],
    )
