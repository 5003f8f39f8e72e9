"""The chart page: what it shows, in every scenario of every plan that ships, is the engine's."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from math import isnan
from typing import Any

import pytest
from playwright.sync_api import Page

from mtfp.algebra.expressions import Input, Named
from mtfp.analysis.blanks import Blanks
from mtfp.analysis.findings import compared, findings
from mtfp.analysis.trust import Trust
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.page.forms import written
from mtfp.outputs.page.page import page_html
from mtfp.outputs.tables.bridge import BRIDGE
from mtfp.outputs.tables.shown import rows_of
from mtfp.outputs.tables.summary import MEASURES, SUMMARY
from mtfp.outputs.words import as_read
from mtfp.plan.plan import Items, Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios, together
from mtfp.results import Results
from mtfp.terms import PERCENT, FinancialYear, show, show_millions, show_worked
from tests.conftest import ROOT
from tests.witnesses import labels, scripts

PLANS = sorted(path.parent.name for path in (ROOT / "inputs").glob("*/plan.yaml"))
ALIKE = ("bury-2023-12", "bury-2024-02", "worked-example")
"""Plans of a kind with one that is opened anyway: in the browser under --full alone."""
LEFT_BLANK = "left blank"
HALF_A_PENNY = 0.005
Opener = Callable[..., AbstractContextManager[Page]]


@dataclass(frozen=True)
class Made:
    """A plan's run and its page."""

    results: Results
    scenarios: list[Scenario]
    entered: Plan
    html: str


@cache
def made(name: str) -> Made:
    folder = ROOT / "inputs" / name
    entered = read_plan(folder, MODEL)
    scenarios = read_scenarios(folder, entered, MODEL)
    return page_of(entered, scenarios)


def page_of(entered: Plan, scenarios: list[Scenario]) -> Made:
    results = run(MODEL, *together(scenarios))
    html = page_html(results, scenarios, entered, dict(entered.files))
    return Made(results, scenarios, entered, html)


@pytest.fixture(scope="module")
def opened() -> Iterator[Opener]:
    with scripts.browser() as opener:
        yield opener


# -- what a page should say, from the engine alone ----------------------------------------


def figure_of(one: Made, case: int, line: str, item: int, year: int, sign: int) -> float:
    """The engine's figure; NaN where it has none or the plan leaves it blank."""
    blanks = Blanks(MODEL, one.scenarios[case].plan)
    found = one.results.over_years(MODEL[line], case, item)[year] * sign
    return float("nan") if blanks.of(line, item)[year] else float(found)


WAIVED = {("exemplar", "verdict_gr04", "1")}
"""By plan, line and year: which rules of shipped plans are waived."""


def text_of(said: dict[str, str], one: Made, chosen: int) -> str:
    """What an element that names a line, item, year and sign should read."""
    names = [scenario.name for scenario in one.scenarios]
    case = names.index(said["scenario"]) if "scenario" in said else chosen
    line = said["line"]
    amount = figure_of(one, case, line, int(said["item"]), int(said["year"]), int(said["sign"]))
    if isnan(amount):
        return said.get("blank", "")
    if line.startswith("verdict_"):
        word = ("not applicable", "kept", "BROKEN")[int(amount)]
        is_waived = (one.entered.name, line, said["year"]) in WAIVED
        return "waived" if word == "BROKEN" and is_waived else word
    if said["form"] == "headline":
        millions = show_millions(amount, 1).strip("()").replace("-", "0.0")
        return f"(£{millions}m)" if amount <= -50_000 else f"£{millions}m"
    return as_shown(amount, line, said["form"])


def wrong_cells(cells: list[tuple[dict[str, str], str]], one: Made, chosen: int) -> list[object]:
    return [(said, text) for said, text in cells if text != text_of(said, one, chosen)]


def wrong_charts(charts: dict[str, Any], one: Made, chosen: int) -> list[object]:
    """Every point that is not the engine's figure, or is drawn where there is none."""
    wrong: list[object] = []
    for key, traces in charts.items():
        for trace in traces:
            points, values = trace["meta"]["points"], trace[trace["meta"]["along"]]
            assert len(points) == len(values) == len(trace["text"]) == len(trace["hovertext"])
            for n, (point, value, text) in enumerate(
                zip(points, values, trace["text"], strict=True)
            ):
                amounts = [
                    figure_of(one, of[0] if of else chosen, line, item, year, sign)
                    for line, item, year, sign, *of in point
                ]
                whole = sum(amounts)
                if isnan(whole):
                    right = value is None and text == ""
                else:
                    scale = 1 if key == "chart-shave" else 1e6
                    shown = show_worked(whole, PERCENT) if scale == 1 else show_millions(whole, 1)
                    right = value is not None and abs(value * scale - whole) < HALF_A_PENNY
                    right &= text.lstrip("+") == shown
                if not right:
                    wrong.append((key, n, value, text, whole))
    return wrong


# -- what each series and row is called, typed by hand ---------------------------------------

NAVY, TEAL, PLUM, ORANGE, CHARCOAL, LILAC, GREY = (
    "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1", "#8795A1",
)  # fmt: skip
GAP_SERIES = {
    "Gap before savings": (NAVY, "gap_before_savings"),
    "Gap after approved savings": (TEAL, "gap"),
    "Still to be found": (ORANGE, "unfunded"),
}
SERIES = {
    "funding": {
        "Council tax": (NAVY, "council_tax"),
        "Retained business rates": (TEAL, "business_rates"),
        "Revenue support grant": (ORANGE, "rsg"),
        "Other grants and funding": (LILAC, "other_grants"),
        "Collection fund surplus or deficit": (PLUM, "collection_fund"),
        "Net budget": (CHARCOAL, "net_budget"),
    },
    "savings": {
        "Approved": (NAVY, "savings"),
        "Expected to arrive": (TEAL, "savings_expected"),
    },
    "reserves": {
        "Usable reserves": (NAVY, "usable_reserves"),
        "Held for other purposes": (GREY, "closing_reserves"),
        "Minimum of usable reserves": (PLUM, "minimum_reserves"),
    },
}
"""Of the charts of years: the colour of each series by its name, and its line."""
CAUSES = {
    "Adds to the gap (+)": "increasing",
    "Takes from it (in brackets)": "decreasing",
    "The gap so far": "totals",
}


def series_of(key: str, one: Made) -> dict[str, tuple[str, str]]:
    """The series that a chart of years may have in a plan."""
    if key != "gap":
        return SERIES[key]
    if not one.results["funding"].any() and not one.entered.figures["approved_budget"].any():
        return {"Gap as published": (NAVY, "gap")}
    if not len(one.entered.items["saving"]):
        return {"Gap": (TEAL, "gap"), "Still to be found": (ORANGE, "unfunded")}
    return GAP_SERIES


def colour_of(trace: dict[str, Any]) -> str:
    return str(trace["marker"]["color"] if trace["type"] == "bar" else trace["line"]["color"])


def wrong_series(
    charts: dict[str, Any], ticks: dict[str, list[str]], one: Made, case: int
) -> list[object]:
    """Every value of a named series that is not the line it is called, in the year it stands by."""
    base = one.entered.base_year
    wrong: list[object] = []
    for key in charts.keys() & {"gap", *SERIES}:
        series = series_of(key, one)
        years = [FinancialYear.parse(tick.split("<")[0]) for tick in ticks[key]]
        assert years == [base + (n + (key in ("gap", "savings"))) for n in range(len(years))]
        for trace in charts[key]:
            name = trace["name"]
            _, line = series[name]
            steps = name == "Minimum of usable reserves"
            places = [n + side for n in range(len(years)) for side in (-0.5, 0.5)] if steps else (
                list(range(len(years)))
            )  # fmt: skip
            assert trace["x"] == places
            for n, value in enumerate(trace["y"]):
                year = years[n // 2 if steps else n]
                amount = figure_of(one, case, line, 0, year - base, 1)
                if name == "Held for other purposes":
                    amount -= figure_of(one, case, "usable_reserves", 0, year - base, 1)
                said = LEFT_BLANK if isnan(amount) else show_millions(amount)
                right = isnan(amount) if value is None else abs(value * 1e6 - amount) < HALF_A_PENNY
                if not right or trace["hovertext"][n] != f"{name}, {year}: {said}":
                    wrong.append((key, name, str(year), value, amount, trace["hovertext"][n]))
    return wrong


def wrong_bars(trace: dict[str, Any], above: list[str], one: Made, case: int) -> list[object]:
    """Every bar of the bridge that is not the line of the name above it."""
    rows = dict(labels.rows_of(labels.BRIDGE, {}))
    rows |= {label: of for (_, label), of in labels.NOT_OF_THE_EXEMPLAR.items()}
    wrong: list[object] = []
    for name, drawn, value, hover in zip(
        trace["meta"]["names"], above, trace["x"], trace["hovertext"], strict=True
    ):
        full, text = unescape(name), unescape(drawn.replace("<b>", "").replace("</b>", ""))
        assert full.startswith(text.removesuffix("…"))
        line, item, sign = rows[full]
        amount = figure_of(one, case, line, item, one.entered.years, sign)
        said = LEFT_BLANK if isnan(amount) else show_millions(amount)
        right = isnan(amount) if value is None else abs(value * 1e6 - amount) < HALF_A_PENNY
        if not right or hover != f"{name}: {said}":
            wrong.append((full, value, amount, hover))
    return wrong


def wrong_comparison(trace: dict[str, Any], above: list[str], one: Made, case: int) -> list[object]:
    """Every scenario's bar that is not its own gap, or is marked as chosen when it is not."""
    wrong: list[object] = []
    for n, scenario in enumerate(one.scenarios):
        title = unescape(above[n])
        amount = figure_of(one, n, "gap_expected", 0, one.entered.years, 1)
        name = title.removeprefix("<b>").removesuffix(" (chosen)</b>").removesuffix("…")
        right = scenario.title.startswith(name) and len(name) > 2
        right &= (n == case) == title.startswith("<b>") == title.endswith(" (chosen)</b>")
        right &= trace["marker"]["color"][n] == (NAVY if n == case else GREY)
        right &= abs(trace["x"][n] * 1e6 - amount) < HALF_A_PENNY
        right &= trace["hovertext"][n].endswith(f": {show_millions(amount)}")
        if not right:
            wrong.append((scenario.name, title, trace["marker"]["color"][n], trace["x"][n], amount))
    return wrong


# -- what a page does say -------------------------------------------------------------------


class Reader(HTMLParser):
    """A page's elements, each with its attributes and the text in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs}, list[str]())
        self.found.append(element)
        if tag not in ("meta", "br", "img", "link"):
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for *_, texts in self.open:
            texts.append(data)

    def every(self, tag: str = "", having: str = "") -> Iterator[tuple[dict[str, str], str]]:
        for name, attributes, texts in self.found:
            if (not tag or name == tag) and (not having or having in attributes):
                yield attributes, "".join(texts)

    def cells(self) -> list[tuple[dict[str, str], str]]:
        return [
            ({k.removeprefix("data-"): v for k, v in attributes.items()}, text)
            for attributes, text in self.every(having="data-line")
        ]

    def tables(self) -> Iterator[Row]:
        """Each row of every table with a column for each year, by the words that stand about it."""
        caption = group = label = kind = ""
        heads: list[str] = []
        cells: list[tuple[str, str]] = []
        for tag, attributes, texts in [*self.found, ("tr", {}, [])]:
            text = "".join(texts)
            if tag in ("tr", "table") and cells:
                yield Row(caption, group, label, dict(zip(heads, cells, strict=True)))
                cells = []
            if tag == "table":
                heads, group, kind = [], "", attributes.get("class", "")
            elif kind == "listing":
                continue
            elif tag == "caption":
                caption = text
            elif tag == "th" and attributes["scope"] == "col" and text != "£m":
                heads.append(text.removesuffix(" base"))
            elif tag == "th" and attributes["scope"] == "rowgroup":
                group = text
            elif tag == "th" and attributes["scope"] == "row":
                label = text.removeprefix("~Illustrative: ")
            elif tag == "td":
                cells.append((text, attributes.get("class", "")))


@dataclass(frozen=True)
class Row:
    """A row as it is read: its table, its group in it, its label, and text and class by year."""

    caption: str
    group: str
    label: str
    cells: dict[str, tuple[str, str]]


CHOOSE = """(name) => {
  const control = document.getElementById("scenario");
  control.value = name;
  control.dispatchEvent(new Event("change"));
}"""
FITS = """() => [...document.querySelectorAll(".js-plotly-plot")].every((gd) =>
  gd._fullLayout.width <= gd.parentElement.clientWidth)"""
SHOWN = """() => {
const CHARTS = [...document.querySelectorAll(".js-plotly-plot")];
return JSON.stringify({
  cells: [...document.querySelectorAll("[data-line]")].map((e) => [{...e.dataset}, e.textContent]),
  charts: Object.fromEntries(CHARTS.map((gd) =>
    [gd.id, gd.data])),
  types: CHARTS.flatMap((gd) =>
    gd.data.map((trace, n) => [trace.type, gd._fullData[n].type])),
  said: [...document.querySelectorAll("[data-say]")].map((e) => [e.dataset.say, e.textContent]),
  marks: [...document.querySelectorAll("[data-mark]")].map((e) => [e.dataset.mark, !e.hidden]),
  ticks: CHARTS.map((gd) =>
    gd.layout.xaxis.ticktext ?? []),
  above: Object.fromEntries(CHARTS.map((gd) =>
    [gd.id, (gd.layout.annotations ?? []).map((one) => one.text)])),
  less: [...document.querySelectorAll("[data-line]")].map((e) => e.classList.contains("less")),
  tagged: [...document.querySelectorAll("tr[data-row-of]")].filter((e) =>
    !e.querySelector(".tag").hidden).map((e) => e.dataset.rowOf),
  chosen: [...document.querySelectorAll("tr.chosen")].map((e) => e.dataset.rowOf),
  changes: [...document.querySelectorAll("#changes li")].map((e) => e.textContent),
  described: [...document.querySelectorAll("[data-describe]")].map((e) =>
    e.getAttribute("aria-label")),
  announced: document.getElementById("announcement").textContent,
  overflow: Math.max(document.documentElement.scrollWidth - window.innerWidth, ...CHARTS.map((gd) =>
    gd._fullLayout.width - gd.parentElement.clientWidth)),
})}"""


def shown(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate(SHOWN))
    return found


def check(found: dict[str, Any], one: Made, case: int) -> None:
    """Everything that a page shows is what the engine and the findings say of one scenario."""
    scenario = one.scenarios[case]
    trust = Trust.of(one.results, scenario)
    assert wrong_cells(found["cells"], one, case) == []
    assert wrong_charts(found["charts"], one, case) == []
    assert all(asked == drawn for asked, drawn in found["types"])
    told = findings(one.results, trust, case)
    sentences = {
        **vars(told),
        "compared": compared(
            one.results, one.scenarios, [Trust.of(one.results, each) for each in one.scenarios]
        ),
        "title": scenario.title,
        "why": scenario.why,
    }
    assert {"gap", "reserves_used", "cause", "funding", "savings", "reserves", "compared"} <= {
        key for key, _ in found["said"]
    }
    assert [text for _, text in found["said"]] == [sentences[key] for key, _ in found["said"]]
    assert all(label.removeprefix("Chart. ") in sentences.values() for label in found["described"])
    assert found["marks"]
    for key, marked in found["marks"]:
        line, _, item = key.partition(":")
        assert marked == (trust.bases.of(line, int(item)) == "illustrative"), key
    assert set(found["chosen"]) == ({scenario.name} if len(one.scenarios) > 1 else set())
    assert set(found["tagged"]) == set(found["chosen"])
    assert found["less"] == [text.startswith("(") for _, text in found["cells"]]
    assert found["overflow"] <= 0
    drawn = {key.removeprefix("chart-"): traces for key, traces in found["charts"].items()}
    above = {key.removeprefix("chart-"): texts for key, texts in found["above"].items()}
    assert wrong_series(drawn, dict(zip(drawn, found["ticks"], strict=True)), one, case) == []
    if "causes" in drawn:
        assert wrong_bars(drawn["causes"][0], above["causes"], one, case) == []
    if "compared" in drawn:
        assert wrong_comparison(drawn["compared"][0], above["compared"], one, case) == []
    bridge = found["charts"].get("chart-causes")
    if bridge:
        moved = [x or 0 for x, how in zip(bridge[0]["x"], bridge[0]["measure"], strict=True)
                 if how == "relative"]  # fmt: skip
        last = one.results["gap"][-1, case]
        assert abs(sum(moved) * 1e6 - last) < HALF_A_PENNY
        assert abs(bridge[0]["x"][-1] * 1e6 - last) < HALF_A_PENNY


def check_the_year_left_blank(found: dict[str, Any]) -> None:
    """An empty cell, a word in a tile, no bar, and a year that owns up to it."""
    cells = {(said["line"], said["year"], said["form"]): text for said, text in found["cells"]}
    assert cells["gap", "2", "millions"] == ""
    assert cells["gap", "2", "headline"] == LEFT_BLANK
    assert cells["gap", "3", "millions"] == "27.918"
    trace = found["charts"]["chart-gap"][0]
    assert trace["y"] == [13.149, None, 27.918]
    assert trace["text"] == ["13.1", "", "27.9"]
    assert trace["hovertext"][1].endswith(f": {LEFT_BLANK}")
    assert found["ticks"][0] == ["2024/25", f"2025/26<br><i>{LEFT_BLANK}</i>", "2026/27"]


# -- in the browser -------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in PLANS if name not in ALIKE])
def test_every_scenario_shows_the_engines_figures(name: str, opened: Opener) -> None:
    try_every_scenario(name, opened)


@pytest.mark.browser
def test_so_do_those_of_plans_like_another(full: bool, opened: Opener) -> None:
    for name in ALIKE if full else ():
        try_every_scenario(name, opened)


def try_every_scenario(name: str, opened: Opener) -> None:
    one = made(name)
    with opened(one.html) as page:
        assert page.inner_text("#check").endswith("agreed with what it came with.")
        found = shown(page)
        check(found, one, 0)
        if name == "bury-2024-07":
            check_the_year_left_blank(found)
        for case in reversed(range(len(one.scenarios))):
            if len(one.scenarios) == 1:
                break
            scenario = one.scenarios[case]
            page.evaluate(CHOOSE, scenario.name)
            found = shown(page)
            check(found, one, case)
            gap, besides, used = (
                dict(found["said"])[key] for key in ("gap", "gap_besides", "reserves_used")
            )
            assert found["announced"] == f"{scenario.title}. {gap} {besides} {used}"
            assert found["changes"]
            assert page.evaluate("location.hash") == f"#scenario={scenario.name}"
        page.set_viewport_size({"width": 375, "height": 700})
        page.wait_for_function(FITS)
        check(shown(page), one, 0)
        assert not page.evaluate(
            "[...document.querySelectorAll('button, a')].some((e) => /share/i.test(e.outerHTML))"
        )
        assert not page.evaluate("Object.keys(localStorage).length + document.cookie.length")


@pytest.mark.browser
def test_a_link_opens_its_scenario_and_a_wrong_figure_is_caught(opened: Opener) -> None:
    """A link that means nothing opens the first; one digit changed anywhere is seen."""
    one = made("worked-example")
    with opened(one.html, 375, "#scenario=s2_delivers_half") as page:
        check(shown(page), one, 1)
        page.evaluate("location.hash = 'scenario=base'")
        page.wait_for_function("document.getElementById('scenario').value === 'base'")
        check(shown(page), one, 0)
        page.evaluate("location.hash = 'scenario=nothing%20of%20the%20kind'")
        page.wait_for_timeout(50)
        found = shown(page)
        check(found, one, 0)
        assert wrong_cells(found["cells"], one, 1)
        assert wrong_charts(found["charts"], one, 1)
        cell = "[data-line=gap][data-year='3'][data-form=millions]"
        page.evaluate("s => { document.querySelector(s).textContent = '15.633' }", cell)
        page.evaluate("() => { document.getElementById('chart-gap').data[0].y[1] += 1e-7 }")
        found = shown(page)
        assert len(wrong_cells(found["cells"], one, 0)) == 1
        assert len(wrong_charts(found["charts"], one, 0)) == 1


@pytest.mark.browser
def test_a_page_tampered_with_says_so_and_runs_no_script_but_its_own(opened: Opener) -> None:
    html = made("bury-2025-02").html
    assert ">15.234<" in html
    html = html.replace(">15.234<", ">15.235<", 1)
    html = html.replace("</main>", "<script>window.bad = 1</script></main>")
    seen = []
    with pytest.raises(AssertionError, match="Content Security Policy"), opened(html) as page:
        seen += [page.get_by_role("alert").inner_text(), page.evaluate("window.bad ?? 'not run'")]
    assert seen[0].startswith("1 of the ")
    assert seen[1] == "not run"


HOSTILE = "</script><img src=x onerror='window.bad=1'><b>&amp;\"'%{x}<a href='javascript:1'>"


def hostile() -> Made:
    """The worked example with mark-up in every text of it."""
    one = made("worked-example")
    items = {
        name: Items(of.ids, tuple(f"{HOSTILE} {title}" for title in of.titles), of.groups)
        for name, of in one.entered.items.items()
    }
    words: dict[str, Any] = {
        "title": HOSTILE, "notes": (HOSTILE,), "watermark": HOSTILE, "council": HOSTILE,
        "edition": HOSTILE, "items": items,
    }  # fmt: skip
    scenarios = [
        replace(s, title=f"{HOSTILE} {s.name}", why=HOSTILE, plan=replace(s.plan, **words))
        for s in one.scenarios
    ]
    return page_of(replace(one.entered, **words), scenarios)


@pytest.mark.browser
def test_mark_up_in_a_plans_texts_is_only_text(opened: Opener) -> None:
    one = hostile()
    assert "<img" not in re.sub(r"<script>.*?</script>", "", one.html, flags=re.DOTALL)
    with opened(one.html) as page:
        for case, scenario in enumerate(one.scenarios):
            page.get_by_label("Scenario", exact=True).select_option(scenario.name)
            check(shown(page), one, case)
        assert page.evaluate("window.bad === undefined && !document.querySelector('img')")
        assert not page.evaluate("document.querySelectorAll('svg a').length")
        assert page.locator("h1").inner_text() == HOSTILE
        drawn = page.locator("#chart-compared .annotation-text").first.inner_html()
        assert "&lt;/script&gt;" in drawn


# -- without one ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLANS)
def test_the_page_reads_without_scripts(name: str) -> None:
    """Every figure and sentence of the first scenario stands in the page as it is written."""
    one = made(name)
    reader = Reader(one.html)
    cells = reader.cells()
    assert wrong_cells(cells, one, 0) == []
    told = vars(findings(one.results, Trust.of(one.results, one.scenarios[0]), 0))
    for attributes, text in reader.every(having="data-say"):
        if attributes["data-say"] in told:
            assert text == told[attributes["data-say"]]
    wrong = [(dict(said), f"{text}0") for said, text in cells[:3]]
    assert len(wrong_cells(wrong, one, 0)) == 3


def in_words(amount: float, named: Named, form: str) -> str:
    """A number that stands for a word or for a month."""
    if form.startswith("month:"):
        year, month = divmod(int(form.removeprefix("month:")) * 12 + 3 + int(amount), 12)
        return f"{year}-{month + 1:02d}"
    choices = named.choices if isinstance(named, Input) else {}
    spelt = {code: as_read(word) for word, code in choices.items()} or {0: "no", 1: "yes"}
    return spelt[int(amount)]


def as_shown(amount: float, line: str, form: str = "") -> str:
    """A figure as a table of the page writes it; the form says what its numbers stand for."""
    if isnan(amount):
        return ""
    named = MODEL[line]
    if ":" in form:
        return in_words(amount, named, form)
    if str(named.unit) in ("£", "£ a month"):
        return show_millions(amount)
    in_points = str(named.unit) == "percentage points"
    in_percent = form == "two_places"
    if not in_percent and (
        isinstance(named, Input) or not (in_points or named.unit.name == "number")
    ):
        return (show if isinstance(named, Input) else show_worked)(amount, named.unit)
    scaled = Decimal(f"{amount * 100 if in_points or in_percent else amount:.12g}")
    text = f"{scaled.quantize(Decimal('0.01'), ROUND_HALF_UP) + 0:,f}"
    if in_percent:
        return f"{text}%"
    return f"{text.removesuffix('0')}pp" if in_points else text.rstrip("0").rstrip(".")


STANDING = {"2025/26": "", "2026/27": "firm", "2027/28": "indicative", "2028/29": "indicative",
            "2029/30": "indicative"}  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "stage", "short"),
    [
        ("exemplar",
         ("A draft, not yet proposed as a budget; 2026/27 is firm and 2027/28 to 2029/30 are "
          "indicative."),
         "Draft, edition of 2026-02-18"),
        ("bury-2025", "An outlook, which sets no budget.", "Outlook, edition of 2025-01-31"),
    ],
)  # fmt: skip
def test_the_page_says_how_far_the_plan_has_got(plan: str, stage: str, short: str) -> None:
    said = {a.get("class", ""): text for a, text in Reader(made(plan).html).every("p")}
    assert said["stage"] == stage
    assert said["overline"] == short
    assert f". {short}. " in made(plan).html
    heads = {head for row in Reader(made(plan).html).tables() for head in row.cells}
    standing = {word for head in heads for word in head.split(" ")[1:]}
    assert standing == ({"firm", "indicative"} if plan == "exemplar" else set())


def test_each_figure_stands_by_its_own_words() -> None:
    """Caption, row and year, as they are read, lead to the engine's figure of the line so named."""
    one = made("exemplar")
    titles = {
        named.name: one.entered.items_of(named.axis).titles
        for named in (*MODEL.lines.values(), *MODEL.inputs.values())
    }
    typed = labels.TABLES | labels.ON_THE_PAGE_ALONE
    expected = {
        (caption, label): of
        for caption, named in typed.items()
        for label, of in labels.rows_of(named, titles, one.results)
    }
    read, compared_rows = set(), set()
    by_title = {scenario.title: case for case, scenario in enumerate(one.scenarios)}
    measures = labels.MEASURES | labels.WHERE_PRESSURE_IS_ABSORBED
    for row in Reader(one.html).tables():
        label = row.label.removesuffix(", Band D dwellings").removesuffix(", number")
        case, measure = 0, row.group or row.caption
        if (row.caption, label) in expected:
            line, item, sign = expected[row.caption, label]
            read.add((row.caption, label))
        else:
            title = label.removesuffix(" (chosen)")
            line, item, sign = measures[measure], 0, 1
            case = by_title[title]
            compared_rows.add((measure, title))
        for head, (text, kind) in row.cells.items():
            year, _, standing = head.partition(" ")
            assert standing == STANDING[year]
            when = FinancialYear.parse(year) - one.entered.base_year
            amount = figure_of(one, case, line, item, when, sign)
            is_no_figure = not when and text == ""
            assert is_no_figure or text == as_shown(amount, line), (row.caption, label, year)
            assert (kind == "less") == text.startswith("("), (row.caption, label, year)
    assert read == expected.keys()
    assert compared_rows == {(m, title) for m in measures for title in by_title}
    kept = [attributes for attributes, _ in Reader(one.html).every(having="data-row-of")]
    tags = [a for a, _ in Reader(one.html).every("span") if a.get("class") == "tag"]
    assert [("hidden" in tag) for tag in tags] == [a["data-row-of"] != "base" for a in kept]


LINES_OF_THE_TILES = (
    "gap", "gap_if_not_absorbed", "savings", "unfunded", "usable_reserves", "minimum_reserves",
)  # fmt: skip


def test_the_numbers_that_open_the_page_are_of_the_year_and_the_line_they_say() -> None:
    one = made("exemplar")
    reader = Reader(one.html)
    assert [text for a, text in reader.every("p") if a.get("class") == "year"] == [
        "In 2029/30 (indicative)"
    ]
    tiles, name = {}, ""
    for tag, attributes, texts in reader.found:
        if attributes.get("class") == "name":
            name = "".join(texts).removeprefix("~Illustrative: ")
        elif tag == "strong" and "data-line" in attributes:
            tiles[name] = "".join(texts)
    against = [text for a, text in reader.every("span") if a.get("class") == "against"]
    last = {line: figure_of(one, 0, line, 0, one.entered.years, 1) for line in LINES_OF_THE_TILES}
    said = {line: f"£{show_millions(amount, 1)}m" for line, amount in last.items()}
    assert tiles == {
        "Gap after approved savings": said["gap"],
        "Approved savings so far": said["savings"],
        "Still to be found": said["unfunded"],
        "Usable reserves at the year’s end": said["usable_reserves"],
        "Council tax rise": "2.99%",
    }
    assert against == [
        f"if services cannot absorb what they are told to, {said['gap_if_not_absorbed']}",
        f"against a minimum of {said['minimum_reserves']}",
    ]


@pytest.mark.parametrize("name", PLANS)
def test_each_chart_is_drawn_from_what_its_names_say(name: str) -> None:
    one = made(name)
    charts = embedded(one)["charts"]
    drawn = {key: chart["data"] for key, chart in charts.items()}
    layouts = {key: chart["layout"] for key, chart in charts.items()}
    above = {key: [a["text"] for a in of.get("annotations", ())] for key, of in layouts.items()}
    ticks = {key: of["xaxis"].get("ticktext", []) for key, of in layouts.items()}
    for key, of in layouts.items():
        assert of["meta"].get("ticks", []) == [tick.split("<")[0] for tick in ticks[key]]
    assert wrong_series(drawn, ticks, one, 0) == []
    if "causes" in drawn:
        assert wrong_bars(drawn["causes"][0], above["causes"], one, 0) == []
    if "compared" in drawn:
        assert wrong_comparison(drawn["compared"][0], above["compared"], one, 0) == []


@pytest.mark.parametrize("name", ["exemplar", "bury-2025", "bury-2024-07"])
def test_the_key_to_each_chart_names_the_colours_that_it_is_drawn_in(name: str) -> None:
    one = made(name)
    drawn = {key: chart["data"] for key, chart in embedded(one)["charts"].items()}
    keys = {key: dict(found) for key, found in keys_of(one).items()}
    for key in drawn.keys() & {"gap", *SERIES}:
        traces = {
            trace["name"]: colour_of(trace)
            for trace in drawn[key]
            if trace["type"] == "bar" or trace["line"]["color"] != "#FFFFFF"  # its edge
        }
        assert traces == {title: series_of(key, one)[title][0] for title in traces}
        assert keys.get(key, traces) == traces
        assert (key in keys) == (len(traces) > 1)
    if name == "exemplar":
        assert {title for key in ("gap", *SERIES) for title in keys[key]} == {
            title for series in (GAP_SERIES, *SERIES.values()) for title in series
        }
    if "causes" in drawn:
        (bridge,) = drawn["causes"]
        assert keys["causes"] == {
            title: bridge[part]["marker"]["color"] for title, part in CAUSES.items()
        }
        assert list(keys["causes"].values()) == [PLUM, TEAL, NAVY]
    assert "compared" not in keys


def keys_of(one: Made) -> dict[str, list[tuple[str, str]]]:
    """The key to each chart, as it is read: a name and its colour."""
    found: dict[str, list[tuple[str, str]]] = {}
    key = name = ""
    for tag, attributes, texts in Reader(one.html).found:
        if tag == "h2" and "id" in attributes:
            key = attributes["id"]
        elif tag == "i" and "style" in attributes:
            colour = attributes["style"].removeprefix("--look:")
            found.setdefault(key, []).append((name, colour))
        elif tag == "li":
            name = "".join(texts)
    return found


@pytest.mark.parametrize("name", PLANS)
def test_it_is_put_together_for_everyone(name: str) -> None:
    one = made(name)
    reader = Reader(one.html)
    assert not reader.open
    tags = [tag for tag, *_ in reader.found]
    assert tags.count("h1") == tags.count("main") == 1
    assert next(reader.every("html"))[0]["lang"] == "en-GB"
    ids = [attributes["id"] for attributes, _ in reader.every(having="id")]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    labelled = {attributes["for"] for attributes, _ in reader.every("label")}
    assert labelled == {attributes["id"] for attributes, _ in reader.every("select")}
    assert tags.count("table") == tags.count("caption") > 0
    assert all(text.strip() for _, text in reader.every("caption"))
    assert all("scope" in attributes for attributes, _ in reader.every("th"))
    boxes = [a for a, _ in reader.every("div") if a.get("class") == "scroll"]
    assert len(boxes) == tags.count("table")
    assert all(a["tabindex"] == "0" and a["role"] == "region" and a["aria-label"] for a in boxes)
    assert all(ref["aria-labelledby"] in ids for ref, _ in reader.every("figure"))
    assert not [a for _, a, _ in reader.found if any(key.startswith("on") for key in a)]
    assert not [a for _, a, _ in reader.found if {"src", "srcset", "action"} & a.keys()]
    assert one.html.count(one.results.plan.watermark.replace("'", "&#x27;")) > 2


def test_what_the_page_shows_is_whole() -> None:
    """Every row of the tables in every year, every measure of every scenario."""
    one = made("exemplar")
    cells = [said for said, _ in Reader(one.html).cells()]
    held = {(said["line"], int(said["item"]), int(said["year"])) for said in cells}
    for table in (*SUMMARY, BRIDGE):
        for row in rows_of(table, one.results):
            for year in range(1, one.results.plan.years + 1):
                assert (row.named.name, row.item, year) in held
    for measure in MEASURES:
        of = {(s["scenario"], s["year"]) for s in cells if s["line"] == measure and "scenario" in s}
        assert len(of) == len(one.scenarios) * one.results.plan.years


def test_the_bridge_draws_every_row_of_its_table_once() -> None:
    one = made("exemplar")
    (trace,) = embedded(one)["charts"]["causes"]["data"]
    terms = [tuple(term) for point in trace["meta"]["points"] for term in point]
    last = one.results.plan.years
    rows = [(row.named.name, row.item, last, row.row.sign) for row in rows_of(BRIDGE, one.results)]
    assert terms == rows
    assert len(rows) < 25


def embedded(one: Made) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="plan-data">(.*?)</script>', one.html)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_that_says_nothing_of_a_subject_has_no_chart_of_it(name: str) -> None:
    one = made(name)
    items = one.entered.items
    expected = {"gap"}
    if one.results["funding"].any():
        expected |= {"causes", "funding"}
    expected |= {"savings"} if len(items["saving"]) else set()
    expected |= {"programme"} if len(items["milestone"]) else set()
    expected |= {"investing"} if len(items["cost"]) or len(items["investment"]) else set()
    expected |= {"targets", "shave"} if one.results["targets_so_far"].any() else set()
    expected |= {"reserves"} if len(items["reserve"]) else set()
    expected |= {"licence"} if one.results["permitted_draw"].any() else set()
    expected |= {"compared"} if len(one.scenarios) > 1 else set()
    assert embedded(one)["charts"].keys() == expected
    topics = [text for a, text in Reader(one.html).every("p") if a.get("class") == "topic"]
    assert len(topics) == 13


def test_the_same_inputs_give_the_same_bytes() -> None:
    one = made("bury-2025")
    again = page_html(one.results, one.scenarios, one.entered, dict(one.entered.files))
    assert again == one.html
    assert len(one.html.encode()) < 5_500_000


@pytest.mark.node
def test_a_figure_is_written_as_python_writes_it() -> None:
    draw = random.Random(11)
    amounts = [0.0, -0.0, 500.0, -500.0, 499.9999, 0.5, -0.005, 1e-9, -1e-9, 0.0499, 1e15]
    for _ in range(1000):
        size = 10 ** draw.uniform(-3, 10)
        amount = draw.choice((-1, 1)) * draw.random() * size
        amounts += [amount, round(amount), round(amount / 50) * 50 + 0.0, round(amount, 2)]
        amounts.append(round(amount / 1000) * 1000 + draw.choice((500, -500)))
    forms = (
        "millions", "tenths", "signed", "headline", "pence", "percent", "points", "number",
        "worked", "rounded",
    )  # fmt: skip
    source = files("mtfp.outputs.page").joinpath("forms.js").read_text(encoding="utf-8")
    asked: list[tuple[float, str]] = [(amount, form) for amount in amounts for form in forms]
    asked += [(code, "words:0=no|1=under way|2=done") for code in (0, -0.0, 1, 2, 3)]
    asked += [(months, "month:2026") for months in (-40, -4, -3, 0, 8, 9, 12, 47, 2.5, -0.5)]
    found = scripts.node(source, "data.map(([x, form]) => written(x, form))", asked)
    wrong = [
        (amount, form, written(amount, form), text)
        for (amount, form), text in zip(asked, found, strict=True)
        if written(amount, form) != text
    ]
    assert wrong == []
