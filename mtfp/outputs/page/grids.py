"""Tables as HTML: a caption, headings with their scope, and figures that can be filled again.

Every figure's cell says which line, item, year and sign it is and how it is written, so that
the page's script can fill it for another scenario; it holds the first scenario's already.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import isnan

from mtfp.algebra.expressions import Named
from mtfp.outputs.page.forms import MILLIONS, WORDS, form_in_table, month_form, words_form, written
from mtfp.outputs.page.reading import Reading, Term
from mtfp.outputs.page.sections import Grid
from mtfp.outputs.standing import standings
from mtfp.outputs.tables.listings import Cell, Filled, InAWay, Still
from mtfp.outputs.tables.notes import MARK
from mtfp.outputs.tables.shown import Shown

CHOSEN = "chosen"


def grid_html(grid: Grid, reading: Reading) -> str:
    """One table: a row for each line or item, a column for each year."""
    first = 0 if any(_in_base(shown, reading) for shown in grid.rows) else 1
    adds_up = any(shown.row.total for shown in grid.rows)
    rows = "\n".join(_row(shown, reading, first, adds_up=adds_up) for shown in grid.rows)
    return (
        f'<table>\n<caption>{escape(grid.title)}</caption>\n{_head(reading, first)}\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )  # fmt: skip


def listing_html(listing: Filled, reading: Reading) -> str:
    """A listing: a row for each item, its words beside its figures."""
    columns = zip(*(cells for _, cells in listing.rows), strict=True)
    figures = [not all(isinstance(cell, str) for cell in column) for column in columns]
    heads = f'<th scope="col">{escape(listing.what)}</th>' + "".join(
        f'<th scope="col"{"" if of_figures else " class=words"}>{escape(head)}</th>'
        for head, of_figures in zip(listing.heads, figures, strict=True)
    )
    rows = "\n".join(
        f'<tr><th scope="row">{escape(title)}</th>'
        + "".join(_listed(cell, reading) for cell in cells)
        + "</tr>"
        for title, cells in listing.rows
    )
    return (
        f'<table class="listing">\n<caption>{escape(listing.title)}</caption>\n'
        f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _listed(cell: Cell, reading: Reading) -> str:
    if isinstance(cell, str):
        return f'<td class="words">{escape(cell)}</td>'
    if isinstance(cell, InAWay):
        term = Term(cell.line, cell.item, reading.last, way=cell.way)
        return figure(term, form_in_table(reading.results.book[cell.line]), reading)
    if isinstance(cell, Still):
        return f"<td>{escape(cell.written())}</td>"
    form = form_in_table(cell.named)
    if cell.words:
        form = words_form(cell.words)
    elif cell.is_month:
        form = month_form(reading.plan.plan_years[0])
    return figure(Term(cell.named.name, cell.item, cell.year), form, reading)


def measures_html(measures: Sequence[str], reading: Reading, title: str) -> str:
    """Measures of every scenario under one another, a group of rows for each measure."""
    columns = reading.last + 1
    groups = []
    for measure in measures:
        named = reading.results.book[measure]
        head = (
            f'<tr><th scope="rowgroup" colspan="{columns}" class="group">'
            f"{escape(named.title)}</th></tr>\n"
            if len(measures) > 1
            else ""
        )
        rows = "\n".join(
            _scenario_row(named, case, reading) for case in range(len(reading.scenarios))
        )
        groups.append(f"<tbody>\n{head}{rows}\n</tbody>")
    said = title if len(measures) > 1 else reading.results.book[measures[0]].title
    body = "\n".join(groups)
    return f"<table>\n<caption>{escape(said)}</caption>\n{_head(reading, 1)}\n{body}\n</table>"


def figure(term: Term, form: str, reading: Reading, tag: str = "td", blank: str = "") -> str:
    """An element that holds one figure, and says which."""
    text = written(reading.amount(term), form, blank)
    said = {
        "data-line": term.line,
        "data-item": term.item,
        "data-year": term.year,
        "data-sign": term.sign,
        "data-form": form,
    }
    if term.case is not None:
        said["data-scenario"] = reading.scenarios[term.case].name
    if term.way:
        said["data-way"] = term.way
    if blank:
        said["data-blank"] = blank
    if text.startswith("("):
        said["class"] = "less"
    if form.startswith(f"{WORDS}:"):
        said["data-said"] = text
    attributes = " ".join(f'{name}="{escape(str(value))}"' for name, value in said.items())
    return f"<{tag} {attributes}>{escape(text)}</{tag}>"


def mark(term: Term, reading: Reading) -> str:
    """The mark of what rests on invented figures; it comes and goes with the scenario."""
    hidden = "" if reading.is_illustrative(term) else " hidden"
    key = "" if term.case is not None else f' data-mark="{term.key}"'
    return (
        f'<span class="mark"{key}{hidden}><span aria-hidden="true">{MARK}</span>'
        '<span class="unseen">Illustrative: </span></span>'
    )


def _head(reading: Reading, first: int) -> str:
    words = ("base", *standings(reading.plan)[1:])
    years = [
        f'<th scope="col">{year}{f" <small>{word}</small>" if word else ""}</th>'
        for year, word in zip(reading.years, words, strict=True)
    ][first:]
    return f'<thead>\n<tr><th scope="col">£m</th>{"".join(years)}</tr>\n</thead>'


def _in_base(shown: Shown, reading: Reading) -> bool:
    return shown.row.base and not isnan(reading.amount(_term(shown, 0)))


def _term(shown: Shown, year: int) -> Term:
    return Term(shown.named.name, shown.item, year, shown.row.sign)


def _row(shown: Shown, reading: Reading, first: int, *, adds_up: bool) -> str:
    form = form_in_table(shown.named)
    cells = [
        figure(_term(shown, year), form, reading)
        if year or _in_base(shown, reading)
        else "<td></td>"
        for year in range(first, reading.last + 1)
    ]
    aside = adds_up and shown.row.memo
    kind = ' class="total"' if shown.row.total else ' class="memo"' if aside else ""
    unit = f", {shown.named.unit}" if form in ("number", "rounded", "dwellings") else ""
    label = f"{mark(_term(shown, 0), reading)}{escape(shown.label + unit)}"
    return f'<tr{kind}><th scope="row">{label}</th>{"".join(cells)}</tr>'


def _scenario_row(named: Named, case: int, reading: Reading) -> str:
    terms = [Term(named.name, 0, year, case=case) for year in range(1, reading.last + 1)]
    cells = "".join(figure(term, MILLIONS, reading) for term in terms)
    one = reading.scenarios[case]
    chosen = "" if case == 0 else " hidden"
    return (
        f'<tr data-row-of="{escape(one.name)}"{f" class={CHOSEN}" if case == 0 else ""}>'
        f'<th scope="row">{mark(terms[0], reading)}{escape(one.title)}'
        f'<span class="tag"{chosen}> (chosen)</span></th>{cells}</tr>'
    )
