"""What reserves are used for, in sentences: how much bridges savings, and how much holds services.

The split is the lines' own (domain rule: a draw without a purpose that its conditions still meet
sustains services); here it is only added up and told.
"""

from __future__ import annotations

import numpy as np

from mtfp.analysis.runway import runway
from mtfp.analysis.saying import NEAR_NOUGHT, Said, listed, millions

USES = (
    ("bridging", "bridges approved savings on their way to full effect"),
    ("bridging_targets", "bridges new targets until they bring a full year, if they are met"),
    ("investing", "pays once for what saves for good"),
    ("draws_for_risks", "meets risks that have happened"),
    ("bridging_undecided", "waits for members to decide on savings that slip"),
    ("draw_for_one_offs", "pays one-off costs"),
    ("draw_moved", "moves into other reserves"),
    ("draw_not_needed", "is not needed and left over at the end of the year"),
    ("sustaining", "keeps services going that will cost as much next year"),
)
MOST_PARTS = 4
"""Uses that a title has room for; the table beside it tells them all."""


def licence(said: Said) -> str:
    """What all draws of the plan are for, in one sentence."""
    if not said.has_reserves:
        return "The plan says nothing of reserves."
    drawn = said["permitted_draw"]
    if np.isnan(drawn).any():
        return "What reserves are used for cannot be said: the plan leaves a year blank."
    if float(drawn.sum()) < NEAR_NOUGHT:
        return "No draw on reserves is planned."
    return _by_use(said, float(drawn.sum()))


def _by_use(said: Said, whole: float) -> str:
    over = f"by {said.years[-1]}" if len(said.years) > 1 else f"in {said.years[-1]}"
    parts = [(float(said[line].sum()), does) for line, does in USES]
    told = [(amount, does) for amount, does in parts if amount > NEAR_NOUGHT]
    if float(said["sustaining"].sum()) > whole - NEAR_NOUGHT:
        return (
            f"Nothing of the {millions(whole)} drawn on reserves {over} is tied to a saving on its "
            "way, an investment or a risk: it keeps services going."
        )
    if not told:
        return f"{millions(whole)} is drawn on reserves {over}, in parts too small to tell of."
    if len(told) == 1:
        return f"All of the {millions(whole)} that is drawn on reserves {over} {told[0][1]}."
    shown = told
    if len(told) > MOST_PARTS:
        least = sorted(amount for amount, _ in told)[-(MOST_PARTS - 1)]
        shown = [part for part in told if part[0] >= least]
        shown.append((sum(amount for amount, _ in told if amount < least), "goes to lesser uses"))
    each = listed([f"{millions(amount)} {does}" for amount, does in shown])
    return f"Of {millions(whole)} drawn on reserves {over}, {each}."


def beside_the_licence(said: Said) -> str:
    """The schemes that draws stand in for, the gap no reserve closes, and how long they last."""
    if not said.has_reserves or np.isnan(said["structural_gap"]).any():
        return ""
    told = [_bridged(said), _undecided(said), _structural(said), runway(said)]
    return " ".join(text for text in told if text)


def _bridged(said: Said) -> str:
    most, title, year = _largest(said, "saving_bridged")
    if most < NEAR_NOUGHT:
        return ""
    return f"The most is bridged for {title}: {millions(most)} in {year}."


def _undecided(said: Said) -> str:
    most, title, year = _largest(said, "saving_undecided")
    if most < NEAR_NOUGHT:
        return ""
    return (
        f"{title} has slipped, and members have not yet approved its new start: {millions(most)} "
        f"of the draw of {year} waits for that decision."
    )


def _largest(said: Said, line: str) -> tuple[float, str, str]:
    """The largest figure of a line of savings, and of which saving and year it is."""
    each = said.results.array(line)[1:, :, said.case]
    if not each.size:
        return 0.0, "", ""
    year, item = np.unravel_index(int(each.argmax()), each.shape)
    title = said.results.plan.items["saving"].titles[item]
    return float(each[year, item]), title, str(said.years[year])


def _structural(said: Said) -> str:
    gap, last = float(said["structural_gap"][-1]), said.years[-1]
    if gap > NEAR_NOUGHT:
        return (
            f"With approved savings in full effect, recurring spending in {last} is still "
            f"{millions(gap)} more than recurring funding: no reserve closes that."
        )
    return (
        f"With approved savings in full effect, recurring funding in {last} covers recurring "
        "spending."
    )
