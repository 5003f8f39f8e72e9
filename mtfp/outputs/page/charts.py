"""The charts of the page, each from the plan's own lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mtfp.outputs.page.drawing import (
    CHARCOAL,
    FAINT,
    HATCHED,
    INK,
    LILAC,
    MOST_LETTERS,
    NAVY,
    ORANGE,
    PALE,
    PLUM,
    QUIET,
    TEAL,
    Drawing,
    Look,
    Trace,
    Values,
    bar,
    drawing,
    graph_objects,
    label,
    names_by_year,
    over_years,
    rows_layout,
    year_axis,
)
from mtfp.outputs.page.forms import SIGNED, TENTHS
from mtfp.outputs.page.reading import MILLION, Point, Reading, Term
from mtfp.outputs.tables.bridge import BRIDGE
from mtfp.outputs.tables.shown import rows_of
from mtfp.outputs.tables.summary import FUNDING

MOST_LEVEL_FIGURES = 12
"""More columns than this have their figures written upwards on a narrow screen."""

BEFORE = Look("Gap before savings", NAVY)
AFTER = Look("Gap after approved savings", TEAL)
TO_FIND = Look("Still to be found", ORANGE, HATCHED)
APPROVED, EXPECTED = Look("Approved", NAVY), Look("Expected to arrive", TEAL, HATCHED)
USABLE, OTHER = Look("Usable reserves", NAVY), Look("Held for other purposes", QUIET, HATCHED)
MINIMUM = Look("Minimum of usable reserves", PLUM, shape="dash")
NET_BUDGET = Look("Net budget", CHARCOAL, shape="line")
WITH_PROGRAMME = Look("With a programme behind it", NAVY)
WITHOUT_PROGRAMME = Look("Without a programme", ORANGE, HATCHED)
SAVINGS, COSTS = Look("Approved savings", NAVY), Look("Costs to achieve", ORANGE, HATCHED)
USES = {
    "bridging": Look("Bridges savings", NAVY),
    "bridging_targets": Look("Bridges targets", PLUM, HATCHED),
    "investing": Look("Invests", TEAL),
    "draws_for_risks": Look("Meets a risk", LILAC),
    "bridging_undecided": Look("Waits for a decision", QUIET, HATCHED),
    "draw_for_one_offs": Look("Pays one-off costs", CHARCOAL),
    "draw_moved": Look("Moves to other reserves", CHARCOAL, HATCHED),
    "draw_not_needed": Look("Is left over", FAINT),
    "sustaining": Look("Keeps services going", ORANGE, HATCHED),
}
"""What a draw on reserves may be for, as its chart tells it."""
_SOURCES = {
    "council_tax": (NAVY, "#FFFFFF"),
    "business_rates": (TEAL, INK),
    "rsg": (ORANGE, INK),
    "other_grants": (LILAC, INK),
    "collection_fund": (PLUM, "#FFFFFF"),
}


def gap_chart(reading: Reading) -> Drawing:
    """The gap of each year: before savings, after them, and what nothing meets."""
    if reading.only_gaps:
        return _columns(reading, {"gap": replace(BEFORE, name="Gap as published")})
    series = {"gap": AFTER if reading.has("saving") else replace(AFTER, name="Gap")}
    if reading.has("saving"):
        series = {"gap_before_savings": BEFORE, **series}
    if reading.has("reserve"):
        series["unfunded"] = TO_FIND
    return _columns(reading, series)


def savings_chart(reading: Reading) -> Drawing:
    """Savings as approved beside what of them is expected."""
    return _columns(reading, {"savings": APPROVED, "savings_expected": EXPECTED})


def programme_chart(reading: Reading) -> Drawing:
    """The gap after approved savings in each year: with a programme behind it, and without."""
    years = range(1, reading.last + 1)
    planned: list[Point] = [
        (Term("gap_to_cover", 0, year), Term("gap_without_programme", 0, year, -1))
        for year in years
    ]
    return _stacked(
        reading,
        {
            WITH_PROGRAMME: planned,
            WITHOUT_PROGRAMME: over_years("gap_without_programme", years),
        },
    )


def licence_chart(reading: Reading) -> Drawing:
    """Each year's draw on reserves by what it is for; what it never is for is left out."""
    years = range(1, reading.last + 1)
    return _stacked(
        reading,
        {look: over_years(line, years) for line, look in USES.items() if reading.ever(line)},
    )


def investing_chart(reading: Reading) -> Drawing:
    """What savings bring in each year, and what they cost to achieve."""
    return _columns(reading, {"savings": SAVINGS, "costs_to_achieve": COSTS})


def _stacked(reading: Reading, series: dict[Look, list[Point]]) -> Drawing:
    """Columns of parts that stand on one another, a column for each plan year."""
    years = range(1, reading.last + 1)
    names = [reading.years[year] for year in years]
    traces = []
    for look, points in series.items():
        values = Values(points, names_by_year(reading, look.name, years))
        trace = bar(reading, look, values, x=list(range(len(names))))
        ink = INK if look.colour in PALE else "#FFFFFF"
        trace.update(
            textposition="inside", insidetextanchor="middle", insidetextfont={"color": ink}
        )
        traces.append(trace)
    layout = {
        "barmode": "stack",
        "height": 380,
        "uniformtext": {"minsize": 11, "mode": "hide"},
        "xaxis": year_axis(reading, years, traces),
        "yaxis": {"zeroline": True, "zerolinecolor": CHARCOAL, "rangemode": "tozero", "nticks": 6},
        "meta": {"ticks": names},
    }
    return drawing(traces, layout, list(series))


def bridge_chart(reading: Reading) -> Drawing:
    """What moves the last year's budget from its funding, cause by cause."""
    bars = _bridge(reading)
    values = Values(
        [point for _, point, _ in bars],
        [label(name) for name, _, _ in bars],
        along="x",
        forms=[TENTHS if total else SIGNED for *_, total in bars],
    )
    trace = graph_objects().Waterfall(
        name="Bridge",
        orientation="h",
        y=list(range(len(bars))),
        measure=["total" if total else "relative" for *_, total in bars],
        width=0.46,
        increasing={"marker": {"color": PLUM}},
        decreasing={"marker": {"color": TEAL}},
        totals={"marker": {"color": NAVY}},
        connector={"line": {"color": QUIET, "width": 1}, "mode": "between"},
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        **values.trace(reading),
    )
    short = [label(name, MOST_LETTERS) for name, *_ in bars]
    names = [
        f"<b>{name}</b>" if total else name for name, (*_, total) in zip(short, bars, strict=True)
    ]
    return drawing(
        [trace],
        rows_layout(names),
        (
            Look("Adds to the gap (+)", PLUM),
            Look("Takes from it (in brackets)", TEAL),
            Look("The gap so far", NAVY),
        ),
    )


def funding_chart(reading: Reading) -> Drawing:
    """Funding by source in each year, under the net budget that it has to meet."""
    years = range(reading.last + 1)
    names, places = [reading.years[year] for year in years], list(years)
    traces, key = [], []
    for shown in rows_of(FUNDING, reading.results):
        line = shown.named.name
        if shown.row.total:
            continue
        colour, ink = _SOURCES[line]
        look = Look(shown.label, colour)
        values = Values(over_years(line, years), names_by_year(reading, shown.label, years))
        trace = bar(reading, look, values, x=places)
        trace.update(
            textposition="inside", insidetextanchor="middle", insidetextfont={"color": ink}
        )
        traces.append(trace)
        key.append(look)
    of_budget = names_by_year(reading, NET_BUDGET.name, years)
    budget = graph_objects().Scatter(
        name=NET_BUDGET.name,
        x=places,
        mode="lines+markers+text",
        line={"color": CHARCOAL, "width": 2},
        marker={"symbol": "diamond", "size": 9, "line": {"color": "#FFFFFF", "width": 1}},
        textposition="top center",
        textfont={"color": INK, "weight": "bold"},
        cliponaxis=False,
        **Values(over_years("net_budget", years), of_budget).trace(reading),
    )
    layout = {
        "barmode": "relative",
        "height": 440,
        "uniformtext": {"minsize": 11, "mode": "hide"},
        "xaxis": year_axis(reading, years, [*traces, budget]),
        "yaxis": {"zeroline": True, "zerolinecolor": CHARCOAL, "rangemode": "tozero", "nticks": 6},
        "meta": {"ticks": names},
    }
    return drawing([*traces, budget], layout, [NET_BUDGET, *reversed(key)])


def reserves_chart(reading: Reading) -> Drawing:
    """Reserves at each year's end, the usable ones against their minimum."""
    years = range(reading.last + 1)
    names, places = [reading.years[year] for year in years], list(years)
    usable = Values(
        over_years("usable_reserves", years), names_by_year(reading, USABLE.name, years)
    )
    columns, key = [bar(reading, USABLE, usable, x=places)], [USABLE]
    columns[0].update(textposition="inside", insidetextanchor="end")
    columns[0].update(insidetextfont={"color": "#FFFFFF"})
    others: list[Point] = [
        (Term("closing_reserves", 0, year), Term("usable_reserves", 0, year, -1)) for year in years
    ]
    every = range(len(reading.scenarios))
    if any(reading.scaled(point, MILLION, one) for point in others for one in every):
        of_others = names_by_year(reading, OTHER.name, years)
        columns.append(bar(reading, OTHER, Values(others, of_others), x=places))
        key.append(OTHER)
    floor = _floor(reading, years) if reading.ever("minimum_reserves") else []
    layout = {
        "barmode": "stack",
        "height": 400,
        "uniformtext": {"minsize": 11, "mode": "show"},
        "xaxis": year_axis(reading, years, columns),
        "yaxis": {"zeroline": True, "zerolinecolor": CHARCOAL, "rangemode": "tozero", "nticks": 6},
        "meta": {"ticks": names},
    }
    return drawing([*columns, *floor], layout, [*key, MINIMUM] if floor else key)


def _floor(reading: Reading, years: Sequence[int]) -> list[Trace]:
    """The minimum as a step over each year's column, on a white edge so that it shows on any."""
    twice = [year for year in years for _ in range(2)]
    values = Values(
        over_years("minimum_reserves", twice), names_by_year(reading, MINIMUM.name, twice)
    )
    return [
        graph_objects().Scatter(
            name=MINIMUM.name,
            x=[year + side for year in years for side in (-0.5, 0.5)],
            mode="lines",
            line=line,
            cliponaxis=True,
            **values.trace(reading),
        )
        for line in ({"color": "#FFFFFF", "width": 6}, {"color": PLUM, "width": 3, "dash": "8,4"})
    ]


def scenarios_chart(reading: Reading) -> Drawing:
    """The last year's gap in every scenario, the chosen one standing out."""
    titles = [one.title for one in reading.scenarios]
    points: list[Point] = [
        (Term("gap_expected", 0, reading.last, case=case),) for case in range(len(titles))
    ]
    names = [label(title, MOST_LETTERS) for title in titles]
    values = Values(points, [label(title) for title in titles], along="x")
    trace = bar(reading, Look("Gap", NAVY), values, y=list(range(len(titles))), orientation="h")
    on, off = NAVY, QUIET
    trace.update(width=0.46, marker={"color": [on, *[off] * (len(titles) - 1)]})
    meta: dict[str, Any] = dict(trace.meta)
    trace.update(meta={**meta, "chosen": on, "others": off})
    layout = rows_layout([f"<b>{names[0]} (chosen)</b>", *names[1:]])
    return drawing([trace], {**layout, "meta": {**layout["meta"], "scenarios": names}})


def _columns(reading: Reading, series: dict[str, Look]) -> Drawing:
    """Groups of columns, a group for each plan year, each column with its figure on it."""
    years = range(1, reading.last + 1)
    names = [reading.years[year] for year in years]
    traces = []
    for line, look in series.items():
        values = Values(over_years(line, years), names_by_year(reading, look.name, years))
        traces.append(bar(reading, look, values, x=list(range(len(names)))))
    layout = {
        "barmode": "group",
        "height": 380,
        "uniformtext": {"minsize": 11, "mode": "show"},
        "xaxis": year_axis(reading, years, traces),
        "yaxis": {"showgrid": False, "showticklabels": False, "zeroline": True,
                  "zerolinecolor": CHARCOAL},
        "meta": {"ticks": names, "narrow": {"bargap": 0.1}},
    }  # fmt: skip
    many = len(names) * len(series) > MOST_LEVEL_FIGURES
    for trace in traces:
        narrow = {"textangle": -90 if many else 0, "textfont": {"size": 11}}
        trace.update(meta={**trace.meta, "narrow": narrow})
    return drawing(traces, layout, list(series.values()))


def _bridge(reading: Reading) -> list[tuple[str, Point, bool]]:
    """The bars of the bridge: a name, what it is worth, and whether it is the gap so far."""
    return [
        (
            shown.label,
            (Term(shown.named.name, shown.item, reading.last, shown.row.sign),),
            shown.row.total,
        )
        for shown in rows_of(BRIDGE, reading.results)
    ]
