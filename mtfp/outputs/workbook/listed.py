"""The sheets of listings: a row for each item, its words as issued and its figures live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mtfp.algebra.expressions import Input
from mtfp.analysis.deciding_said import deciding
from mtfp.analysis.saying import says_only_gaps
from mtfp.model.verdicts import BROKEN, KEPT, NOT_APPLICABLE
from mtfp.outputs.tables.decisions import of_decisions
from mtfp.outputs.tables.golden_rules import WORDS, Verdict, behind_verdicts, verdicts
from mtfp.outputs.tables.held import of_reserves
from mtfp.outputs.tables.investing import WEIGHED, found_by_trial
from mtfp.outputs.tables.listings import (
    OF_SCORES,
    OF_TARGETS,
    Cell,
    Figure,
    Filled,
    Listing,
    Still,
    filled,
    stages,
)
from mtfp.outputs.tables.meaning import OF_CONSEQUENCES
from mtfp.outputs.tables.methods import side_by_side
from mtfp.outputs.tables.programme import TRACKER, of_savings
from mtfp.outputs.tables.rows import Row
from mtfp.outputs.tables.shown import Shown, ever
from mtfp.outputs.workbook.forms import read_form_of
from mtfp.outputs.workbook.issued import Issued
from mtfp.outputs.workbook.sheets import HEAD_ROW, LABEL, WHOLE_PLAN, Look, Sheet, letter
from mtfp.outputs.workbook.shown import Told, amounts_of, put_figure, snapped
from mtfp.terms import Unit, month_of

PROGRAMME_SHEET, DELIVERY_SHEET = "Programme", "Delivery"
DECISIONS_SHEET, HELD_SHEET = "Decisions", "Reserve purposes"
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
_TITLES, _RULES, _TEXT, _FIGURE = 38, 64, 20, 13
_WORDS, _CODES = f"${letter(LABEL)}", f"${letter(WHOLE_PLAN)}"
"""Of Workings: the columns of words and of the numbers that they stand for."""


def listing_sheets(issued: Issued) -> list[Sheet]:
    """A sheet for the programme, one for what reserves are for and one for decisions, if any."""
    made = []
    said = issued.told
    if found := of_savings(issued.results, case=issued.chosen):
        apart = [one for one in found if one.title == TRACKER.title]
        rest = [one for one in found if one.title != TRACKER.title]
        sentences = [said.programme, said.programme_besides]
        made.append(_sheet(issued, PROGRAMME_SHEET, "The programme", rest, sentences))
        if apart:
            made.append(_sheet(issued, DELIVERY_SHEET, "What became of savings", apart))
    if found := of_reserves(issued.results):
        made.append(_sheet(issued, HELD_SHEET, "What reserves are held for", found))
    if found := of_decisions(issued.results, case=issued.chosen):
        sentences = deciding(issued.results, issued.as_entered)
        made.append(_sheet(issued, DECISIONS_SHEET, "Decisions", found, sentences))
    if found := _filled((WEIGHED,), issued):
        both = [*found, *found_by_trial(issued.results)]
        made.append(_sheet(issued, INVESTMENTS_SHEET, "Investments", both, [said.investing]))
    if has_targets(issued):
        of_targets = _filled((*OF_TARGETS, *stages(issued.results)), issued)
        found = [*of_targets, *side_by_side(issued.results), *_filled(OF_SCORES, issued)]
        sentences = [said.targets, said.targets_besides, said.shave]
        made.append(_sheet(issued, TARGETS_SHEET, "Targets of services", found, sentences))
    if found := _filled(OF_CONSEQUENCES, issued):
        year = issued.entered.plan_years[-1]
        made.append(_sheet(issued, COUNCIL_SHEET, f"The council of {year}", found, [said.council]))
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
        [issued.told.rules, issued.told.rules_besides],
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
    issued: Issued,
    title: str,
    heading: str,
    listings: Sequence[Filled],
    sentences: Sequence[str] = (),
    titles: int = _TITLES,
) -> Sheet:
    sheet = Sheet(title, f"{heading}: {issued.entered.title}")
    sheet.widths = {LABEL: titles}
    issued.head(sheet, live=True)
    for column in range(LABEL, LABEL + 1 + max(len(one.heads) for one in listings)):
        sheet.put(HEAD_ROW, column, "" if column > LABEL else LIVE, "quiet")
    issued.say(sheet, sentences)
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
    sheet.put(row, LABEL, listing.what, "head wrapped")
    each = [[cells[n] for _, cells in listing.rows] for n in range(len(listing.heads))]
    for column, (head, cells) in enumerate(zip(listing.heads, each, strict=True), start=LABEL + 1):
        is_text = all(isinstance(cell, str) for cell in cells)
        sheet.widths[column] = max(_TEXT if is_text else _FIGURE, sheet.widths.get(column, 0))
        is_number = any(_is_number(cell) for cell in cells)
        sheet.put(row, column, head, "head figure" if is_number else "head wrapped aside")
        forms = _forms(cells, issued)
        for below, cell in enumerate(cells, start=row + 1):
            _cell(sheet, (below, column), cell, forms, issued)
    for below, (title, _) in enumerate(listing.rows, start=row + 1):
        sheet.put(below, LABEL, title, "wrapped")


def _is_number(cell: Cell) -> bool:
    """Whether a cell stands to the right of its column, as numbers do."""
    if isinstance(cell, Figure):
        return cell.answer or not (cell.words or cell.is_month)
    return isinstance(cell, Still)


def _forms(cells: Sequence[Cell], issued: Issued) -> Mapping[Unit, str]:
    """The form of each unit in a column: the same for all of its figures in any scenario."""
    found: dict[Unit, list[float]] = {}
    for cell in cells:
        if isinstance(cell, Figure):
            every = amounts_of(_shown(cell), issued)[:, cell.year]
            found.setdefault(cell.named.unit, []).extend(every.tolist())
        elif isinstance(cell, Still) and cell.amount is not None:
            found.setdefault(cell.unit, []).append(cell.amount)
    return {unit: read_form_of(unit, np.array(figures)) for unit, figures in found.items()}


def _cell(
    sheet: Sheet, at: tuple[int, int], cell: Cell, forms: Mapping[Unit, str], issued: Issued
) -> None:
    if isinstance(cell, str):
        sheet.put(*at, cell, "wrapped aside")
    elif isinstance(cell, Still):
        told = cell.words if cell.amount is None else snapped(cell.amount)
        sheet.put(*at, told, "number", forms.get(cell.unit, "whole"))
    else:
        _figure(sheet, at, cell, forms[cell.named.unit], issued)


def _shown(figure: Figure) -> Shown:
    return Shown(Row(figure.named.name), figure.named, figure.item, "")


def _figure(sheet: Sheet, at: tuple[int, int], figure: Figure, form: str, issued: Issued) -> None:
    look, told = Look("number", form), Told()
    if isinstance(figure, Verdict):
        look, told = Look("verdict"), _verdict(figure)
    elif figure.answer:
        look = Look("number", "answer")
    elif figure.told:
        look, told = Look("word"), _told(figure)
    elif figure.is_month:
        look, told = Look("word"), _month(issued)
    elif isinstance(figure.named, Input) and figure.words:
        look, told = Look("word"), _words(figure, figure.named, issued)
    put_figure(sheet, at, _shown(figure), figure.year, issued, look, told)


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


def _told(figure: Figure) -> Told:
    """The word that a line's number stands for."""
    *others, (_, last) = figure.told
    formula = f'"{last}"'
    for code, word in reversed(others):
        formula = f'IF({{cell}}={code},"{word}",{formula})'
    return Told(lambda cell: formula.format(cell=cell), lambda code: figure.words[int(code)])


def _words(figure: Figure, given: Input, issued: Issued) -> Told:
    """A choice as the word that its number stands for."""
    block = issued.workings.places.words_of(given)
    return Told(
        lambda cell: f"INDEX({block.range(_WORDS)},MATCH({cell},{block.range(_CODES)},0))",
        lambda code: figure.words[int(code)],
    )
