"""The charts of services: what each is asked for, what share it gives, and by which method."""

from __future__ import annotations

from mtfp.outputs.page.drawing import (
    CHARCOAL,
    HATCHED,
    INK,
    MOST_LETTERS,
    NAVY,
    ORANGE,
    PALE,
    PLUM,
    TEAL,
    Drawing,
    Look,
    Values,
    bar,
    drawing,
    label,
    rows_layout,
)
from mtfp.outputs.page.forms import form_of, written
from mtfp.outputs.page.reading import MILLION, Point, Reading, Term
from mtfp.outputs.words import as_read

HEAD, BESIDE = 46, 1.7
"""Of methods side by side: the room for their names, and that beside the longest bar."""
KEPT, SAVED = Look("Left", NAVY), Look("Approved savings", TEAL)
ASKED = Look("Targets", ORANGE, HATCHED)


def targets_chart(reading: Reading) -> Drawing:
    """What each service controls: what is left of it in the last year, and where the rest went."""
    lines = {
        "budget_after_target": KEPT, "service_savings": SAVED, "target_so_far": ASKED,
    }  # fmt: skip
    services = reading.plan.items["service"]
    places = [n for n in range(len(services)) if reading.ever("service_controllable", n)]
    titles = [services.titles[n] for n in places]
    names = [label(title, MOST_LETTERS) for title in titles]
    traces = []
    for line, look in lines.items():
        points: list[Point] = [(Term(line, n, reading.last),) for n in places]
        called = [f"{label(title)}, {look.name.lower()}" for title in titles]
        trace = bar(reading, look, Values(points, called, along="x"),
                    y=list(range(len(places))), orientation="h", width=0.46)  # fmt: skip
        ink = INK if look.colour in PALE else "#FFFFFF"
        trace.update(textposition="inside", insidetextfont={"color": ink})
        traces.append(trace)
    layout = {**rows_layout(names), "barmode": "stack"}
    return drawing(traces, layout, list(lines.values()))


def cuts_chart(reading: Reading) -> Drawing:
    """How much of what it controls each service gives, those of highest priority at the top."""
    services = reading.plan.items["service"]
    places = [n for n in range(len(services)) if reading.ever("service_controllable", n)]
    scores = {n: reading.amount(Term("priority_score", n, reading.last)) for n in places}
    places.sort(key=lambda n: -scores[n])
    form = form_of(reading.results.book["share_cut"])
    points: list[Point] = [(Term("share_cut", n, reading.last),) for n in places]
    called = [f"{label(services.titles[n])}, share of what it controls" for n in places]
    values = Values(points, called, along="x", forms=[form] * len(places), scale=1, told=form)
    trace = bar(reading, Look("Cut", PLUM), values, y=list(range(len(places))), orientation="h",
                width=0.46)  # fmt: skip
    names = [
        f"{label(services.titles[n], MOST_LETTERS)} · score "
        f"{written(scores[n], form_of(reading.results.book['priority_score']))}"
        for n in places
    ]
    return drawing([trace], rows_layout(names))


def methods_chart(reading: Reading) -> Drawing:
    """What each method would ask of each service, a panel of bars for each method."""
    ways, services = reading.ways, reading.plan.items["service"]
    places = [n for n in range(len(services)) if reading.ever("service_controllable", n)]
    layout = rows_layout([label(services.titles[n], MOST_LETTERS) for n in places])
    most = max(
        float(ways.so_far(way, case).max())
        for way in ways.methods
        for case in range(len(reading.scenarios))
    )
    share, traces = 1 / len(ways.methods), []
    for panel, way in enumerate(ways.methods):
        axis, named = f"x{panel + 1 if panel else ''}", as_read(way)
        points: list[Point] = [(Term("target_so_far", n, reading.last, way=way),) for n in places]
        called = [f"{label(services.titles[n])}, by {named}" for n in places]
        trace = bar(reading, Look(named, NAVY), Values(points, called, along="x"), xaxis=axis,
                    y=list(range(len(places))), orientation="h", width=0.46)  # fmt: skip
        traces.append(trace)
        layout[axis.replace("x", "xaxis")] = {
            "domain": [panel * share, (panel + 1) * share],
            "range": [0, BESIDE * max(most, MILLION) / MILLION],
            "showticklabels": False, "zeroline": True, "zerolinecolor": CHARCOAL,
        }  # fmt: skip
        layout["annotations"].append(
            {
                "text": f"<b>{named.capitalize().replace(' ', '<br>')}</b>", "showarrow": False,
                "font": {"size": 11}, "align": "left", "x": panel * share,
                "xref": "paper", "xanchor": "left",
                "y": 1, "yref": "paper", "yanchor": "bottom",
            }
        )  # fmt: skip
    layout["margin"] = {**layout["margin"], "t": HEAD}
    layout["height"] += HEAD
    return drawing(traces, layout)
