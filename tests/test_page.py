"""The chart page: what it shows, in every scenario of every plan that ships, is the engine's."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from math import isnan
from typing import Any

import pytest
from playwright.sync_api import Page

from mtfp.analysis.blanks import Blanks
from mtfp.analysis.findings import compared, findings
from mtfp.analysis.trust import Trust
from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.page.forms import written
from mtfp.outputs.page.page import page_html
from mtfp.outputs.tables import BRIDGE, MEASURES, SUMMARY, rows_of
from mtfp.plan.plan import Items, Plan
from mtfp.plan.read import read_plan
from mtfp.plan.scenarios import Scenario, read_scenarios, together
from mtfp.results import Results
from mtfp.terms import show, show_millions
from tests.conftest import ROOT
from tests.witnesses import scripts

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


def text_of(said: dict[str, str], one: Made, chosen: int) -> str:
    """What an element that names a line, item, year and sign should read."""
    names = [scenario.name for scenario in one.scenarios]
    case = names.index(said["scenario"]) if "scenario" in said else chosen
    line = said["line"]
    amount = figure_of(one, case, line, int(said["item"]), int(said["year"]), int(said["sign"]))
    if isnan(amount):
        return said.get("blank", "")
    if said["form"] == "headline":
        millions = show_millions(amount, 1).strip("()").replace("-", "0.0")
        return f"(£{millions}m)" if amount <= -50_000 else f"£{millions}m"
    unit = MODEL[line].unit
    return show_millions(amount) if str(unit) == "£" else show(amount, unit)


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
                    right = value is not None and abs(value * 1e6 - whole) < HALF_A_PENNY
                    right &= text.lstrip("+") == show_millions(whole, 1)
                if not right:
                    wrong.append((key, n, value, text, whole))
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
    assert found["overflow"] <= 0
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
            gap, used = (dict(found["said"])[key] for key in ("gap", "reserves_used"))
            assert found["announced"] == f"{scenario.title}. {gap} {used}"
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


def test_a_bridge_of_many_causes_draws_the_greatest_and_counts_all() -> None:
    one = made("exemplar")
    (trace,) = embedded(one)["charts"]["causes"]["data"]
    terms = [tuple(term) for point in trace["meta"]["points"] for term in point]
    last = one.results.plan.years
    rows = {(row.named.name, row.item, last, row.row.sign) for row in rows_of(BRIDGE, one.results)}
    assert len(terms) == len(set(terms))
    assert set(terms) == rows
    assert max(map(len, trace["meta"]["points"])) == 11


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
    expected |= {"reserves"} if len(items["reserve"]) else set()
    expected |= {"compared"} if len(one.scenarios) > 1 else set()
    assert embedded(one)["charts"].keys() == expected
    topics = [text for a, text in Reader(one.html).every("p") if a.get("class") == "topic"]
    assert len(topics) == 6


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
    forms = ("millions", "tenths", "signed", "headline", "pence", "percent", "points", "number")
    source = files("mtfp.outputs.page").joinpath("forms.js").read_text(encoding="utf-8")
    asked = [(amount, form) for amount in amounts for form in forms]
    found = scripts.node(source, "data.map(([x, form]) => written(x, form))", asked)
    wrong = [
        (amount, form, written(amount, form), text)
        for (amount, form), text in zip(asked, found, strict=True)
        if written(amount, form) != text
    ]
    assert wrong == []
