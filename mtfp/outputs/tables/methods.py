"""Every method side by side, and members' weights beside residents'.

The page works them again for whichever scenario is chosen; elsewhere they stand still.
"""

from __future__ import annotations

import numpy as np

from mtfp.analysis.methods import Ways, ways_of
from mtfp.outputs.tables.listings import Filled, InAWay
from mtfp.outputs.words import as_read
from mtfp.results import Results

SERVICE = "Service"
AS_ENTERED = "the plan as entered"
IN_ALL = ("structural_gap", "targets_so_far", "gap_left_open", "salami_index", "salami_of_plan")


def side_by_side(results: Results, whose: str = AS_ENTERED) -> list[Filled]:
    """What each service would be asked for by each method, and by whose weights."""
    return tables_of(ways_of(results), f": {whose}, all else as it stands")


def tables_of(ways: Ways, whose: str = "") -> list[Filled]:
    """The tables of ways already worked."""
    if not len(ways.results.plan.items["service"]):
        return []
    return [
        _methods(ways, whose),
        *([_voices(ways, whose)] if ways.voices and _services(ways) else []),
    ]


def _methods(ways: Ways, whose: str) -> Filled:
    book = ways.results.book
    rows = [
        (title, tuple(_of(ways, "target_so_far", item, way) for way in ways.methods))
        for item, title in _services(ways)
    ]
    rows += [
        (book[line].title, tuple(_of(ways, line, 0, way) for way in ways.methods))
        for line in IN_ALL
    ]
    heads = tuple(as_read(way).capitalize() for way in ways.methods)
    year = ways.results.plan.plan_years[-1]
    return Filled(f"Targets by {year} under each method, £m{whose}", SERVICE, heads, tuple(rows))


def _voices(ways: Ways, whose: str) -> Filled:
    rows = [
        (
            title,
            tuple(
                _of(ways, line, item, way)
                for line in ("priority_score", "target_so_far")
                for way in ways.voices
            ),
        )
        for item, title in _services(ways)
    ]
    heads = (
        *(f"Score by {name}" for name in ways.voices),
        *(f"Target by {name}, £m" for name in ways.voices),
    )
    title = (
        "Members' weights and residents', never averaged, by priority first or the method that "
        f"goes by scores{whose}"
    )
    return Filled(title, SERVICE, heads, tuple(rows))


def _services(ways: Ways) -> list[tuple[int, str]]:
    """The services whose budget is said."""
    plan = ways.results.plan
    held = np.flatnonzero(plan.figures["service_controllable"][0])
    return [(int(item), plan.items["service"].titles[item]) for item in held]


def _of(ways: Ways, line: str, item: int, way: str) -> InAWay:
    """A figure of the first case; one that asks for nothing is like no cut at all."""
    unit = ways.results.book[line].unit
    amount = float(ways.each(line, way)[item])
    if line == "salami_index" and not ways.one("targets_so_far", way):
        return InAWay(None, unit, "-", line, item, way)
    return InAWay(amount, unit, "", line, item, way)
