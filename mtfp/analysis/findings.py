"""What each chart of a plan shows, found and said in one sentence: the chart's title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtfp.analysis.allocation import beside_targets, shave, targets
from mtfp.analysis.council_of import beside_the_council, council_of
from mtfp.analysis.headline import headline
from mtfp.analysis.idle_said import idle
from mtfp.analysis.investing_said import investing
from mtfp.analysis.licence import beside_the_licence, licence
from mtfp.analysis.programme import beside_the_programme, programme
from mtfp.analysis.rules_said import beside_the_rules, rules
from mtfp.analysis.saying import (
    NEAR_NOUGHT,
    ONLY_GAPS,
    Said,
    gap_or_spare,
    listed,
    millions,
    says_only_gaps,
)
from mtfp.analysis.trust import Trust
from mtfp.plan.scenarios import Scenario
from mtfp.results import Results


@dataclass(frozen=True)
class Findings:
    """One sentence for each chart of one scenario, and those of the headline.

    What ends in `_besides` is what more there is to say of the same, or nothing.
    """

    gap: str
    gap_besides: str
    reserves_used: str
    cause: str
    funding: str
    savings: str
    programme: str
    programme_besides: str
    investing: str
    targets: str
    targets_besides: str
    shave: str
    council: str
    council_besides: str
    reserves: str
    reserves_idle: str
    licence: str
    licence_besides: str
    rules: str
    rules_besides: str


def findings(results: Results, trust: Trust, case: int) -> Findings:
    """The sentences of one case."""
    said = Said(results, trust.blanks, case)
    told = headline(results, trust.blanks, case)
    return Findings(
        *told,
        _cause(said),
        _funding(said),
        _savings(said),
        programme(said),
        beside_the_programme(said),
        investing(said),
        targets(said),
        beside_targets(said),
        shave(said),
        council_of(said),
        beside_the_council(said),
        _reserves(said),
        idle(said),
        licence(said),
        beside_the_licence(said),
        rules(said),
        beside_the_rules(said),
    )


def compared(results: Results, scenarios: Sequence[Scenario], trusts: Sequence[Trust]) -> str:
    """How far apart the scenarios are in the last year."""
    last = results.plan.plan_years[-1]
    known = []
    for case, (one, trust) in enumerate(zip(scenarios, trusts, strict=True)):
        gap = float(Said(results, trust.blanks, case)["gap_expected"][-1])
        if not np.isnan(gap):
            known.append((gap, one.title))
    if not known:
        return f"No gap can be given for {last}, which the plan leaves blank."
    (low, least), (high, most) = min(known), max(known)
    if len(scenarios) == 1:
        return f"The plan has no scenario but one: {least[:1].lower()}{least[1:]}."
    if high - low < NEAR_NOUGHT:
        return (
            f"With savings as expected the gap of {last} is {gap_or_spare(high)} in every scenario."
        )
    return (
        f"With savings as expected the gap of {last} runs from {gap_or_spare(low)} ({least}) "
        f"to {gap_or_spare(high)} ({most})."
    )


def _cause(said: Said) -> str:
    """What moves the budget away from its funding between the base year and the last."""
    last, base = said.years[-1], said.base
    if says_only_gaps(said.results):
        return ONLY_GAPS
    if said.blanks.of("gap_before_savings")[-1]:
        return f"What makes the gap of {last} cannot be said: the plan leaves a year blank."
    pressed = float(said.results.array("pressures_since_base")[-1, 0, said.case])
    grown = float(said["funding"][-1]) - said.in_base("funding")
    once, short = said.in_base("one_off_pressures"), float(said["gap_in_base"][-1])
    parts = []
    if abs(pressed) > NEAR_NOUGHT:
        adds = "add" if pressed > 0 else "take off"
        parts.append(f"pressures {adds} {millions(pressed)}")
    if abs(once) > NEAR_NOUGHT:
        parts.append(f"one-offs of {millions(once)} {'end' if once > 0 else 'come to an end'}")
    if abs(grown) > NEAR_NOUGHT:
        parts.append(f"funding {'grows' if grown > 0 else 'falls'} by {millions(grown)}")
    told = listed(parts) if parts else "neither spending nor funding moves"
    used = said.in_base("permitted_draw")
    met = "took from reserves" if abs(used - short) < NEAR_NOUGHT else "was short of"
    again = f"; the {millions(short)} that {base} {met} has to be found again"
    return f"Between {base} and {last} {told}{again if short > NEAR_NOUGHT else ''}."


def _funding(said: Said) -> str:
    """Where funding goes and how much of it is council tax."""
    last, whole, before = said.years[-1], said["funding"], said.in_base("funding")
    now = float(whole[-1])
    if abs(now) < NEAR_NOUGHT and abs(before) < NEAR_NOUGHT:
        return "The plan says nothing of funding."
    if np.isnan(now):
        return f"Funding in {last} cannot be said: the plan leaves a year blank."
    moves = "stays at" if abs(now - before) < NEAR_NOUGHT else (
        f"{'grows' if now > before else 'falls'} from {millions(before)} in {said.base} to"
    )  # fmt: skip
    tax = float(said["council_tax"][-1])
    share = f", {tax / now:.0%} of it council tax" if tax > NEAR_NOUGHT and now > 0 else ""
    return f"Funding {moves} {millions(now)} in {last}{share}."


def _savings(said: Said) -> str:
    """What savings come to and how much of them is not expected."""
    if not len(said.results.plan.items["saving"]):
        return "The plan holds no savings."
    approved, last = said["savings"], said.years[-1]
    if np.isnan(approved[-1]):
        return f"Savings of {last} cannot be said: the plan leaves a year blank."
    if np.nanmax(np.abs(approved)) < NEAR_NOUGHT:
        return "No savings are approved."
    if approved[-1] < -NEAR_NOUGHT:
        return f"What is approved as savings adds {millions(approved[-1])} to the budget of {last}."
    return _reach(said, approved)


def _reach(said: Said, approved: NDArray[np.float64]) -> str:
    """Where approved savings end, and how much of them is not expected."""
    at_risk, last = said["savings_at_risk"], said.years[-1]
    reach = f"Approved savings reach {millions(approved[-1])} a year by {last}"
    if approved[-1] < np.nanmax(approved) - NEAR_NOUGHT:
        reach = f"Approved savings stand at {millions(approved[-1])} in {last}"
    if len(said.years) == 1:
        reach = f"Approved savings come to {millions(approved[-1])} in {last}"
    worst = int(np.nan_to_num(at_risk).argmax())
    if at_risk[worst] > NEAR_NOUGHT:
        of = [f"{millions(at_risk[worst])} of {said.years[worst]}"]
        if worst < len(said.years) - 1 and at_risk[-1] > NEAR_NOUGHT:
            of.append(f"{millions(at_risk[-1])} of {last}")
        is_or_are = "is" if len(of) == 1 else "are"
        return f"{reach}; {listed(of)} {is_or_are} not expected to arrive."
    if _says_how_likely(said):
        return f"{reach}, and all are expected to arrive."
    return f"{reach}. All are counted in full: the plan says nothing of how likely they are."


def _says_how_likely(said: Said) -> bool:
    """Whether anything was typed of how likely or how late any saving is."""
    plan = said.results.plan
    return any(
        (name, item) in plan.origins
        for name in ("saving_rag", "saving_delivery_probability", "saving_slippage_months")
        for item in plan.items["saving"].ids
    )


def _reserves(said: Said) -> str:
    """Where usable reserves end, and where that stands to their minimum."""
    if not said.has_reserves:
        return "The plan says nothing of reserves."
    closing, least = said["usable_reserves"], said["minimum_reserves"]
    known = np.flatnonzero(~np.isnan(closing))
    before = said.in_base("usable_reserves")
    if not len(known):
        return "What reserves stand at cannot be said: the plan leaves a year blank."
    at = int(known[-1])
    end, year = float(closing[at]), said.years[at]
    moves = (
        f"stay at {millions(end)} to {year}"
        if abs(end - before) < NEAR_NOUGHT
        else f"{'fall' if end < before else 'rise'} from {millions(before)} to "
        f"{millions(end)} by {year}"
    )
    over = end - float(least[at])
    if not least[at]:
        stands = "for which the plan sets no minimum"
    elif abs(over) < NEAR_NOUGHT:
        stands = "which is their minimum"
    elif over > 0:
        stands = f"{millions(over)} above their minimum"
    else:
        stands = f"{millions(over)} below their minimum"
    return f"Usable reserves {moves}, {stands}."
