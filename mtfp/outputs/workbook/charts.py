"""The Summary's charts: native and live, with their figures stored for what cannot calculate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtfp.outputs.workbook.styles import FACE, INK

if TYPE_CHECKING:
    from openpyxl.chart import BarChart, LineChart
    from openpyxl.chart.series import Series
    from openpyxl.drawing.text import ParagraphProperties

HEIGHT = 8.6
"""Of a chart, in centimetres."""


@dataclass(frozen=True)
class Drawn:
    """One series: its name, the cells it is drawn from, their values and its colour."""

    name: str
    cells: str
    values: Sequence[float | None]
    colour: str


@dataclass(frozen=True)
class Axis:
    """The years along the foot, and the cells they stand in."""

    cells: str
    years: Sequence[str]


def bars(
    title: str,
    axis: Axis,
    drawn: Sequence[Drawn],
    width: float,
    line: Drawn | None = None,
) -> BarChart:
    """Bars side by side for each year, perhaps with a line across; `width` is in centimetres."""
    from openpyxl.chart import BarChart, LineChart

    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = "col", "clustered", 60, -5
    for one in drawn:
        series = _series(one, axis)
        series.graphicalProperties.solidFill = one.colour
        series.graphicalProperties.line.noFill = True
        chart.series.append(series)
    _axes(chart)
    if line is not None:
        across = LineChart()
        series = _series(line, axis)
        series.graphicalProperties.line.solidFill = line.colour
        series.graphicalProperties.line.width = 38_100
        series.smooth = False
        across.series.append(series)
        _axes(across)
        chart += across
    chart.title = title
    chart.title.tx.rich.p[0].pPr = _looks()  # type: ignore[union-attr]
    chart.title.overlay = False  # type: ignore[union-attr]
    chart.legend.position = "b"
    chart.width, chart.height = width, HEIGHT  # type: ignore[assignment]
    return chart


def _series(one: Drawn, axis: Axis) -> Series:
    from openpyxl.chart.data_source import (
        AxDataSource,
        NumData,
        NumDataSource,
        NumRef,
        NumVal,
        StrData,
        StrRef,
        StrVal,
    )
    from openpyxl.chart.series import Series, SeriesLabel

    known = [(n, value) for n, value in enumerate(one.values) if value is not None]
    points = [NumVal(idx=n, v=repr(value)) for n, value in known]
    stored = NumData(formatCode="General", ptCount=len(one.values), pt=points)
    names = [StrVal(idx=n, v=year) for n, year in enumerate(axis.years)]
    years = StrRef(f=axis.cells, strCache=StrData(ptCount=len(names), pt=names))
    return Series(
        idx=0, order=0,
        val=NumDataSource(numRef=NumRef(f=one.cells, numCache=stored)),
        cat=AxDataSource(strRef=years),
        tx=SeriesLabel(v=one.name),
    )  # fmt: skip


def _axes(chart: BarChart | LineChart) -> None:
    """Axes that are drawn, from nought, in £m: the library leaves each of them out unless told."""
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = '£#,##0.0,,"m";-£#,##0.0,,"m";0'
    chart.x_axis.tickLblPos = "low"


def _looks() -> ParagraphProperties:
    """How a chart's title is written."""
    from openpyxl.drawing.text import CharacterProperties, Font, ParagraphProperties

    looks = CharacterProperties(sz=1100, b=True, solidFill=INK, latin=Font(typeface=FACE))
    return ParagraphProperties(defRPr=looks)
