"""The whole page: one HTML file that holds all it needs and asks for nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files as assets_of
from string import Template

from mtfp.algebra.javascript import program
from mtfp.analysis.basis import how_much_is_invented
from mtfp.outputs.page.data import changes_of, for_a_script_element, page_data, sentences
from mtfp.outputs.page.drawing import LEFT_BLANK, Look
from mtfp.outputs.page.grids import figure, grid_html, listing_html, mark, measures_html
from mtfp.outputs.page.reading import Reading
from mtfp.outputs.page.sections import Grid, Section, sections
from mtfp.outputs.page.tiles import Tile, tiles
from mtfp.outputs.record import fingerprint
from mtfp.outputs.standing import stage_and_edition, stage_in_words, standings
from mtfp.outputs.tables.listings import Filled
from mtfp.outputs.tables.notes import BLANK_NOTE, FOOTNOTE, ROUNDING, SIGNS
from mtfp.plan.plan import Plan
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results

LONG = 320
"""Notes of more characters than this are folded away."""
WIDE = 5
"""A table of more years than this stands under its chart, not beside it."""


def page_html(
    results: Results, scenarios: Sequence[Scenario], entered: Plan, files: Mapping[str, str]
) -> str:
    """The page of a run: a case for each scenario, and the plan as it was entered."""
    reading = Reading(results, scenarios)
    parts, numbers = sections(reading), tiles(reading)
    said = sentences(reading, 0)
    terms = [term for part in parts for term in part.terms()]
    terms += [term for tile in numbers for term in tile.terms()]
    data = page_data(reading, entered, parts, terms)
    marked = any(one["marks"] for one in data["scenarios"])
    stamp = fingerprint(results, dict(files))
    scripts = {
        "plotly": _plotly(),
        "work": program(results.book),
        "script": _asset("forms.js") + _asset("page.js"),
    }
    for script in scripts.values():
        assert "</script" not in script.lower()
        assert "<!--" not in script
        assert "\r" not in script
    return Template(_asset("page.html.template")).substitute(
        scripts,
        title=escape(reading.plan.title),
        policy=_policy(list(scripts.values())),
        style=_asset("page.css") + _page_foot(reading, stamp),
        header=_header(reading, entered, marked=marked),
        switch=_switch(reading),
        sections="\n".join(_section(part, reading, said, numbers) for part in parts),
        footer=_footer(reading, stamp, marked=marked),
        data=for_a_script_element(data),
    )


def _asset(name: str) -> str:
    return assets_of("mtfp.outputs.page").joinpath(name).read_text(encoding="utf-8")


def _plotly() -> str:
    from plotly.offline import get_plotlyjs  # type: ignore[import-untyped]

    return str(get_plotlyjs())


def _policy(scripts: Sequence[str]) -> str:
    """What the page may do: run these very scripts, and nothing else; ask nobody for anything."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _page_foot(reading: Reading, stamp: str) -> str:
    """What stands at the foot of every printed page."""
    plan = reading.plan
    said = ". ".join(part for part in (plan.title, plan.watermark) if part)
    text = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in said)
    return (
        "@page { size: A4; margin: 16mm 15mm 20mm;\n"
        f'  @bottom-left {{ content: "{text}"; width: 80%; font: 7.5pt Arial, sans-serif; }}\n'
        f'  @bottom-right {{ content: "{stamp}  " counter(page);'
        " font: 7.5pt Arial, sans-serif; } }\n"
    )


def _header(reading: Reading, plan: Plan, *, marked: bool) -> str:
    footnote = f'<p class="note">{escape(FOOTNOTE)}</p>\n' if marked else ""
    # What carries a watermark is not the council's own, and is not headed with its name.
    over = [
        "" if plan.watermark else plan.council,
        stage_and_edition(plan),
    ]
    watermark = f'<p class="watermark">{escape(plan.watermark)}</p>' if plan.watermark else ""
    invented = how_much_is_invented(reading.results.book, plan)
    notes = [f'<p class="note">{escape(note)}</p>' for note in plan.notes]
    told = "\n".join(notes)
    if sum(map(len, plan.notes)) > LONG:
        told = f"<details><summary>Notes on this plan</summary>\n{told}\n</details>"
    return (
        '<header class="masthead"><div class="within">\n'
        f'<p class="overline">{escape(", ".join(part for part in over if part))}</p>\n'
        f"<h1>{escape(plan.title)}</h1>\n{watermark}\n"
        f'<p class="stage">{escape(stage_in_words(plan))}</p>\n'
        f'<p class="invented">{escape(invented)}</p>\n{footnote}{told}\n'
        "</div></header>"
    )


def _switch(reading: Reading) -> str:
    """The choice of a scenario, which stays in sight, and what the chosen one is."""
    first = reading.scenarios[0]
    options = "".join(
        f'<option value="{escape(one.name)}">{escape(one.title)}</option>'
        for one in reading.scenarios
    )
    chooser = (
        '<div class="chooser"><label for="scenario">Scenario</label>'
        f'<select id="scenario" autocomplete="off">{options}</select></div>'
        if len(reading.scenarios) > 1
        else ""
    )
    said = "".join(f"<li>{escape(text)}</li>" for text in changes_of(first))
    told = (
        "<details><summary>What this scenario changes</summary>"
        f'<ul id="changes">{said}</ul></details>'
        if len(reading.scenarios) > 1
        else ""
    )
    without = (
        "<noscript><p>Scripts are off: the figures are this scenario’s, "
        "without charts or other scenarios.</p></noscript>"
    )
    return (
        f'<div class="switch"><div class="within">{chooser}<p class="told">Scenario: '
        f'<strong data-say="title">{escape(first.title)}</strong></p>'
        f'<p class="mind">{escape(reading.plan.watermark)}</p></div></div>\n'
        f'<div class="about within"><p class="why" data-say="why">{escape(first.why)}</p>\n'
        f"{without}\n{told}</div>"
    )


def _section(
    part: Section, reading: Reading, said: Mapping[str, str], numbers: Sequence[Tile]
) -> str:
    opening = part.key == "gap"
    kind = "finding opening" if opening else "finding" if part.chart else "finding bare"
    sentence = escape(said[part.finding])
    head = (
        f'<p class="topic">{escape(part.topic)}</p>\n'
        f'<h2 id="{part.key}" data-say="{part.finding}">{sentence}</h2>'
    )
    for key in part.besides:
        head += f'\n<p class="besides" data-say="{key}">{escape(said[key])}</p>'
    between = _tiles(numbers, reading) if opening else ""
    if part.chart is None:
        return (
            f'<section class="{kind}"><div class="within">{head}{between}'
            f"{_listed(part.open_listings, reading)}{_below(part, reading)}</div></section>"
        )
    evidence = _across("evidence", reading) if part.beside or part.compares else "evidence"
    return (
        f'<section class="{kind}"><div class="within">\n<figure aria-labelledby="{part.key}">\n'
        f"<figcaption>{head}</figcaption>\n{between}\n"
        f'<p class="shows">{escape(part.shows)}</p>\n{_key(part.chart.key)}\n'
        f'<div class="{evidence}">\n{_drawn(part, reading, sentence)}\n'
        f"<div>{_tables(part.beside, part.compares, reading, part.topic)}</div>\n</div>\n"
        f"{_below(part, reading)}\n</figure>\n</div></section>"
    )


def _drawn(part: Section, reading: Reading, sentence: str) -> str:
    """Where the chart is drawn, and what must be said of it wherever it is copied to."""
    assert part.chart is not None
    height = int(part.chart.layout["height"])
    title = escape(reading.scenarios[0].title)
    plan = ". ".join(text for text in (reading.plan.title, reading.plan.watermark) if text)
    return (
        f'<div class="drawn"><div id="chart-{part.key}" role="img" style="height:{height}px" '
        f'data-describe="{part.finding}" aria-label="Chart. {sentence}"></div>\n'
        f'<p class="source"><span data-say="title">{title}</span>. {escape(plan)}.</p></div>'
    )


def _key(looks: Sequence[Look]) -> str:
    if not looks:
        return ""
    entries = "".join(
        f'<li><i class="{"hatched" if look.pattern else look.shape}" '
        f'style="--look:{look.colour}"></i>{escape(look.name)}</li>'
        for look in looks
    )
    return f'<ul class="key" aria-label="Key to the chart">{entries}</ul>'


def _tables(grids: Sequence[Grid], measures: Sequence[str], reading: Reading, title: str) -> str:
    tables = [(grid.title, grid_html(grid, reading)) for grid in grids]
    if measures:
        tables.append((title, measures_html(measures, reading, title)))
    return "\n".join(_scrolling(name, table) for name, table in tables)


def _scrolling(name: str, table: str) -> str:
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}">{table}</div>'
    )


def _below(part: Section, reading: Reading) -> str:
    if not part.more:
        return ""
    tables = _tables(part.below, part.compares_below, reading, part.more)
    across = _across("below", reading) if len(part.below) > 1 else "below"
    return (
        f"<details><summary>{escape(part.more)}</summary>\n"
        f'<div class="{across}">{tables}</div>\n'
        f'<div class="below">{_listed(part.listings, reading)}</div></details>'
    )


def _listed(listings: Sequence[Filled], reading: Reading) -> str:
    return "\n".join(_scrolling(one.title, listing_html(one, reading)) for one in listings)


def _across(kind: str, reading: Reading) -> str:
    return kind if len(reading.years) > WIDE else f"{kind} abreast"


def _tiles(numbers: Sequence[Tile], reading: Reading) -> str:
    made = []
    for tile in numbers:
        against = ""
        if tile.against_term:
            least = figure(tile.against_term, tile.form, reading, "span", LEFT_BLANK)
            against = f'<span class="against">{escape(tile.against)} {least}</span>'
        made.append(
            f'<li><span class="name">{mark(tile.term, reading)}{escape(tile.name)}</span>'
            f"{figure(tile.term, tile.form, reading, 'strong', LEFT_BLANK)}{against}</li>"
        )
    last = standings(reading.plan)[-1]
    standing = f" ({last})" if last else ""
    when = (
        ""
        if reading.only_gaps
        else f'<p class="year">In {reading.years[-1]}{escape(standing)}</p>\n'
    )
    return f'{when}<ul class="tiles">{"".join(made)}</ul>'


def _footer(reading: Reading, stamp: str, *, marked: bool) -> str:
    plan = reading.plan
    notes = [SIGNS, ROUNDING]
    if marked:
        notes.append(FOOTNOTE)
    blanks = sorted({year for one in reading.scenarios for *_, year in one.plan.blanks})
    if blanks:
        years = ", ".join(str(plan.plan_years[year]) for year in blanks)
        notes.append(f"{BLANK_NOTE} ({years})")
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return (
        '<footer class="colophon"><div class="within"><h2>Reading the figures</h2>\n'
        f'<ul>{items}</ul>\n<p id="check"></p>\n'
        f"<p>{escape(plan.title)}. {escape(stage_and_edition(plan))}. {escape(plan.watermark)} "
        f"Fingerprint {stamp}: the same inputs, model and scenarios give the same one.</p>\n"
        "</div></footer>"
    )
