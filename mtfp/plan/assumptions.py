"""The assumptions of a plan: what plan.yaml says of the whole council, or a pack that it names.

plan.yaml overrides its packs, and a later pack an earlier one: an input's figures come from
one of them whole, never from two.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mtfp.algebra.expressions import COUNCIL
from mtfp.plan.entries import Entry, read_entries
from mtfp.plan.gathering import Gathering
from mtfp.plan.located import Entries
from mtfp.plan.packs import Pack
from mtfp.problems import Place, listed


def read_assumptions(top: Entries, packs: Sequence[Pack], found: Gathering) -> None:
    """Read every assumption; those said nowhere are what the model takes silence to mean."""
    node = top.values.get("assumptions")
    if not isinstance(node, Entries):
        place = top.keys.get("assumptions", Place(found.place("plan.yaml").file, 1))
        fix = "Write `assumptions:` and under it an indented entry for each, `name: {...}`."
        found.problem("There are no entries under assumptions.", place, fix, code="E201")
        return
    own, meant = read_entries(node, "a plan", found)
    of_packs = {name: entry for pack in packs for name, entry in pack.entries.items()}
    for name, given in found.book.inputs.items():
        entry = own.get(name) or of_packs.get(name)
        if given.axis is not COUNCIL or (name in meant and name not in own):
            continue
        if entry is not None:
            _take(entry, found)
        elif given.if_absent is None:
            what = f"There is no {name}: {given.sentence}"
            found.problem(what, top.keys["assumptions"], "Add it under assumptions.", code="E201")
        else:
            years = found.years.count if given.yearly else 1
            found.figures[name] = np.full((years, 1), float(given.if_absent))


def _take(entry: Entry, found: Gathering) -> None:
    """Let the plan's years have their figures."""
    given, years = entry.given, found.years
    found.origins[given.name, ""] = entry.origin_over(tuple(years))
    if not given.yearly:
        found.figures[given.name] = np.array([[entry.rest or 0.0]])
        return
    typed = [entry.figure(year) for year in years]
    outside = [year for year in entry.by_year if year not in years]
    for year in outside if not entry.origin.pack else ():
        found.outside(str(year), entry.year_places[year])
    silent = [str(year) for year, figure in zip(years, typed, strict=True) if figure is None]
    if silent and years.sure and not entry.doubtful and (entry.origin.pack or not outside):
        _stops_short(entry, silent, found)
    found.figures[given.name] = np.array([[figure or 0.0] for figure in typed])


def _stops_short(entry: Entry, silent: Sequence[str], found: Gathering) -> None:
    fix = "Give every year of the plan, or say `onwards: ...` to carry one on."
    if entry.origin.pack:
        fix = "Let the pack say `onwards: ...`, or give plan.yaml a figure for every year."
    what = f"{entry.given.name} says nothing of {listed(silent, 'and')}."
    found.problem(what, entry.place, fix, code="E401")
