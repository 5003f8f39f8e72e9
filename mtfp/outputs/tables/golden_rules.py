"""Golden rules as tables: each year's verdict, the number that decided it, and what is waived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtfp.analysis.golden_rules import Judged, Waiver, golden_rules
from mtfp.model.rule_set import BLOCK, INFORM, LEGAL, WARN
from mtfp.model.verdicts import BROKEN, KEPT, NOT_APPLICABLE, verdict_of
from mtfp.outputs.tables.listings import Cell, Figure, Filled
from mtfp.outputs.tables.shown import ever
from mtfp.problems import sentence
from mtfp.results import Results
from mtfp.terms import FinancialYear

WORDS = {NOT_APPLICABLE: "not applicable", KEPT: "kept", BROKEN: "BROKEN"}
WAIVED = "waived"
WHAT = "Rule"
SEVERITIES = {BLOCK: "blocks a budget", WARN: "members are told", INFORM: "is shown"}


@dataclass(frozen=True)
class Verdict(Figure):
    """A rule's verdict in one year, as a word; where it is waived, to break it is to be waived."""

    waived: bool = False

    @property
    def words(self) -> dict[int, str]:
        """Not applicable, kept, and BROKEN or waived."""
        return {**WORDS, BROKEN: WAIVED} if self.waived else dict(WORDS)


def verdicts(results: Results) -> list[Filled]:
    """The law, and what else the council holds itself to, each year as a word.

    Rules that apply in no year stand among them, so that nobody has to guess what they are.
    """
    judged = _judged(results)
    apart = (
        ("The law", [one for one in judged if one.rule.id == LEGAL]),
        ("What the council holds itself to", [one for one in judged if one.rule.id != LEGAL]),
    )
    return [_verdicts(title, rules, results) for title, rules in apart if rules]


def behind_verdicts(results: Results) -> list[Filled]:
    """The number that decides each rule, what it is for and who cites it, and what is waived."""
    judged = _judged(results)
    waived = [(one, one.waiver) for one in judged if one.waiver]
    return [
        *([_waivers(waived)] if waived else []),
        _numbers(judged, results), _purposes(judged),
    ]  # fmt: skip


def _judged(results: Results) -> list[Judged]:
    return [one for one in golden_rules(results) if one.in_use]


def _named(one: Judged) -> str:
    return f"{one.rule.id}  {one.rule.statement}"


def _verdicts(title: str, judged: Sequence[Judged], results: Results) -> Filled:
    held = {verdict.year for one in judged for verdict in one.verdicts}
    years = [year for year in results.plan.plan_years if year in held]
    rows = tuple(
        (
            _named(one),
            (
                *(_verdict(one, year, results) for year in years),
                SEVERITIES[one.rule.severity],
            ),
        )
        for one in judged
    )
    return Filled(title, WHAT, (*map(str, years), "If it is broken"), rows)


def _verdict(one: Judged, year: FinancialYear, results: Results) -> Cell:
    if year not in [verdict.year for verdict in one.verdicts]:
        return ""
    waived = bool(one.waiver and one.waiver.covers(year))
    offset = year - results.plan.base_year
    return Verdict(verdict_of(one.rule), 0, offset, waived=waived)


def _numbers(judged: Sequence[Judged], results: Results) -> Filled:
    years = results.plan.plan_years
    rows = tuple(
        (
            f"{one.rule.id}  {one.rule.decides.title}",
            tuple(_number(one, year, results) for year in years),
        )
        for one in judged
    )
    title = "The number that decides each: a rule is broken where it is above nought"
    return Filled(title, "Decided by (money in £m)", tuple(map(str, years)), rows)


def _number(one: Judged, year: FinancialYear, results: Results) -> Cell:
    """The number of a year; nothing of a rule that applies in none, whose number says nothing."""
    held = year in [verdict.year for verdict in one.verdicts]
    if not held or not ever(results, verdict_of(one.rule).name):
        return ""
    return Figure(one.rule.decides, 0, year - results.plan.base_year)


def _purposes(judged: Sequence[Judged]) -> Filled:
    cited = any(one.cited for one in judged)
    rows = tuple(
        (_named(one), (one.rule.purpose, *(["; ".join(one.cited)] if cited else [])))
        for one in judged
    )
    heads = ("Purpose", *(["Decisions that cite it"] if cited else []))
    return Filled("What each rule is for", WHAT, heads, rows)


def _waivers(waived: Sequence[tuple[Judged, Waiver]]) -> Filled:
    rows = tuple(
        (
            _named(one),
            (sentence(waiver.because), waiver.by, str(waiver.on), str(waiver.ends)),
        )
        for one, waiver in waived
    )
    return Filled("Waived for a time", WHAT, ("Why", "By", "On", "Until"), rows)
