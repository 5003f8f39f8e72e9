"""What golden rules come to, in sentences: the law first and apart, then stewardship."""

from __future__ import annotations

from collections.abc import Iterator

from mtfp.analysis.golden_rules import (
    WAIVED,
    Judged,
    Verdict,
    golden_rules,
    has_register,
)
from mtfp.analysis.saying import Said, listed
from mtfp.model.rule_set import INFORM, LEGAL
from mtfp.problems import sentence

TO_CONSIDER = (
    "What follows from a broken rule is for members to consider, and where it is the law for the "
    "chief finance officer."
)
A_FEW = 2
"""Rules that the title names before it counts the rest."""


def rules(said: Said) -> str:
    """Whether the law is kept, and which of the other rules are not."""
    judged = golden_rules(said.results, said.case)
    legal, others = _apart(judged)
    known = all(verdict.number is not None for verdict in legal.verdicts)
    law = "The first year balances, as the law asks"
    if legal.broken:
        law = "The first year does not balance, as the law asks it to"
    elif not known:
        law = "Whether the first year balances cannot be said, as the plan leaves it blank"
    # What a rule only informs of is in the table, and is no alarm.
    broken = [
        f"‘{one.rule.statement}’" for one in others if one.broken and one.rule.severity != INFORM
    ]
    balances = known and not legal.broken
    if not broken:
        return f"{law}{', and' if balances else ';'} no golden rule is broken."
    named = broken if len(broken) <= A_FEW + 1 else broken[:A_FEW]
    more = [] if named is broken else [f"{len(broken) - A_FEW} more"]
    whose = "the council’s own" if has_register(said.results.plan) else "the model’s"
    verb = "is" if len(broken) == 1 else "are"
    return (
        f"{law}{', but' if balances else '; besides,'} {len(broken)} of {whose} golden "
        f"rules {verb} broken in some year: {listed([*named, *more])}."
    )


def beside_the_rules(said: Said) -> str:
    """What is waived, by whom, until when and why; and who considers what is broken."""
    judged = golden_rules(said.results, said.case)
    broken = [TO_CONSIDER] if any(one.broken for one in judged) else []
    return " ".join((*_waived(judged), *broken))


def _apart(judged: tuple[Judged, ...]) -> tuple[Judged, list[Judged]]:
    legal = next(one for one in judged if one.rule.id == LEGAL)
    return legal, [one for one in judged if one is not legal]


def _waived(judged: tuple[Judged, ...]) -> Iterator[str]:
    for one in judged:
        years = [verdict for verdict in one.verdicts if verdict.outcome == WAIVED]
        if one.waiver and years:
            yield (
                f"‘{one.rule.statement}’ is waived in {_years(years)} by "
                f"{one.waiver.by}, until {one.waiver.ends:%-d %B %Y}: "
                f"{sentence(one.waiver.because)}"
            )


def _years(verdicts: list[Verdict] | tuple[Verdict, ...]) -> str:
    """Years in words; several together are told by the first and the last."""
    years = [verdict.year for verdict in verdicts]
    together = years[-1] - years[0] == len(years) - 1
    if len(years) > A_FEW and together:
        return f"{years[0]} to {years[-1]}"
    return listed([str(year) for year in years])
