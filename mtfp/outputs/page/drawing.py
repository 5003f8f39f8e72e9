"""What every chart is drawn with: colours, a plain template, and traces that can be refilled.

A trace's `meta` says which figures its values are (`points`), along which axis they lie, how
each is written beside its mark and what each is called. The page's script fills the trace
from that again for whichever scenario is chosen; how a chart looks is said here alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from mtfp.outputs.page.forms import MILLIONS, TENTHS, written
from mtfp.outputs.page.reading import MILLION, Point, Reading, Term

Trace = Any
"""A trace of plotly's, whose types it does not publish."""
NAVY, TEAL, PLUM, ORANGE, CHARCOAL, LILAC = (
    "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1",
)  # fmt: skip
"""The palette of the government's statistical service: told apart by eyes of every kind."""
FAINT, QUIET, INK = "#E3E7EB", "#8795A1", "#1D2730"
FONT = 'Arial, "Liberation Sans", "DejaVu Sans", sans-serif'
CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "doubleClick": False,
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
    "showSendToCloud": False,
}
LEFT_BLANK = "left blank"
HATCHED = "/"
PALE = (TEAL, ORANGE, LILAC, QUIET, FAINT)
"""Colours on which figures are dark."""
MOST_LETTERS = 46
"""Of a name above a bar, which a narrow screen has no room to say more of."""
_ROW, _EDGE = 42, 38
"""Of a chart of rows: the height of each, and the room beside it for its figures."""


@dataclass(frozen=True)
class Look:
    """How one series is told from the others: its name, its colour, and its shape or pattern."""

    name: str
    colour: str
    pattern: str = ""
    shape: str = "bar"


@dataclass(frozen=True)
class Drawing:
    """A chart ready for plotly.js, and the key to it where it has more than one series."""

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    key: tuple[Look, ...] = ()

    def terms(self) -> list[Term]:
        """Every figure that the chart is drawn from."""
        return [
            Term(*term) for trace in self.data for point in trace["meta"]["points"]
            for term in point
        ]  # fmt: skip


@dataclass(frozen=True)
class Values:
    """A series' points, what each is called, the axis they lie along and how they are written.

    A point is drawn at its figure over `scale`, and read by whoever points at it as `told`.
    """

    points: Sequence[Point]
    names: Sequence[str]
    along: str = "y"
    forms: Sequence[str] = ()
    scale: float = MILLION
    told: str = MILLIONS

    def trace(self, reading: Reading) -> dict[str, Any]:
        """The parts of a trace that change with the scenario, as the first one has them."""
        forms = self.forms or [TENTHS] * len(self.points)
        values = [reading.scaled(point, self.scale) for point in self.points]
        return {
            self.along: values,
            "text": [
                "" if x is None else written(x * self.scale, form)
                for x, form in zip(values, forms, strict=True)
            ],
            "hovertext": [
                f"{name}: {LEFT_BLANK if x is None else written(x * self.scale, self.told)}"
                for x, name in zip(values, self.names, strict=True)
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "meta": {
                "along": self.along,
                "forms": list(forms),
                "names": list(self.names),
                "scale": self.scale,
                "told": self.told,
                "points": [[term.as_list() for term in point] for point in self.points],
            },
        }


def label(text: str, most: int = 200) -> str:
    """A text of the plan's for a chart: no longer than this, with none of it read as mark-up."""
    return shorten(text, most, placeholder="…").replace("&", "&amp;").replace("<", "&lt;")


def over_years(line: str, years: Sequence[int], sign: int = 1) -> list[Point]:
    """A council-wide line as a point for each year."""
    return [(Term(line, 0, year, sign),) for year in years]


def names_by_year(reading: Reading, name: str, years: Sequence[int]) -> list[str]:
    """What each of a series' points is called."""
    return [f"{name}, {reading.years[year]}" for year in years]


def graph_objects() -> Any:
    """Plotly's own figures and traces, loaded only where a chart is drawn."""
    from plotly import graph_objects as found  # type: ignore[import-untyped]

    return found


def bar(reading: Reading, look: Look, values: Values, **kwargs: Any) -> Trace:
    """A series of bars."""
    marker = {
        "color": look.colour,
        "line": {"color": "#FFFFFF", "width": 1},
        "pattern": {
            "shape": look.pattern,
            "fillmode": "overlay",
            "fgcolor": "#FFFFFF",
            "size": 6,
            "solidity": 0.25,
        },
    }
    shown = {"textposition": "outside", "textangle": 0, "cliponaxis": False}
    return graph_objects().Bar(
        name=look.name, marker=marker, **shown, **values.trace(reading), **kwargs
    )


def year_axis(reading: Reading, years: Sequence[int], columns: Sequence[Any]) -> dict[str, Any]:
    """An axis of years by their place, which owns up to a year that no figure can be given for."""
    names = [reading.years[year] for year in years]
    blank = [all(trace["y"][n] is None for trace in columns) for n in range(len(names))]
    return {
        "type": "linear",
        "range": [-0.5, len(names) - 0.5],
        "tickvals": list(range(len(names))),
        "ticktext": [
            f"{name}<br><i>{LEFT_BLANK}</i>" if left else name
            for name, left in zip(names, blank, strict=True)
        ],
    }


def rows_layout(names: Sequence[str]) -> dict[str, Any]:
    """A chart of rows, each with its name above its bar, so that a narrow screen has room."""
    return {
        "height": _ROW * len(names) + 30,
        "margin": {"l": _EDGE, "r": _EDGE, "t": 12, "b": 8},
        "xaxis": {"showticklabels": False, "zeroline": True, "zerolinecolor": CHARCOAL},
        "yaxis": {
            "range": [len(names) - 0.5, -0.8],
            "showgrid": False,
            "showticklabels": False,
        },
        "annotations": [
            {
                "text": name,
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 3,
                "y": row - 0.46,
                "yanchor": "middle",
                "showarrow": False,
                "align": "left",
                "bgcolor": "#FFFFFF",
                "borderpad": 0,
            }
            for row, name in enumerate(names)
        ],
        "meta": {"narrow": {"font": {"size": 12}}},
    }


def drawing(traces: Sequence[Trace], layout: dict[str, Any], key: Sequence[Look] = ()) -> Drawing:
    """The traces and layout as plain lists, checked by plotly, in this page's own style."""
    figure = graph_objects().Figure(list(traces), {"template": _template(), **layout})
    plain = json.loads(figure.to_json())
    return Drawing(plain["data"], plain["layout"], tuple(key) if len(key) > 1 else ())


def _template() -> Any:
    axis = {
        "fixedrange": True,
        "automargin": True,
        "showline": False,
        "ticks": "",
        "zeroline": False,
        "gridcolor": FAINT,
    }
    return graph_objects().layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": INK},
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "#FFFFFF",
            "margin": {"l": 8, "r": 8, "t": 28, "b": 36},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": "#FFFFFF",
                "bordercolor": CHARCOAL,
                "font": {"family": FONT, "size": 13, "color": INK},
            },
            "bargap": 0.26,
            "bargroupgap": 0.04,
            "xaxis": {**axis, "showgrid": False},
            "yaxis": axis,
        }
    )
