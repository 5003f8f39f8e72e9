"""Golden rules in words and as JSON: the law apart, then every rule with its years and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtfp.analysis.golden_rules import (
    BUDGET,
    FAIL,
    NOT_APPLICABLE,
    PASS,
    WAIVED,
    Judged,
    has_register,
)
from mtfp.analysis.rule_checks import shown
from mtfp.analysis.rules_said import TO_CONSIDER
from mtfp.model.rule_set import LEGAL
from mtfp.outputs.tables.capital import CAPITAL_FINANCING
from mtfp.outputs.tables.reserves import CHANGE_IN_RESERVES, RESILIENCE
from mtfp.outputs.tables.rows import Table
from mtfp.problems import sentence
from mtfp.results import Results

AS_SHIPPED = (
    "The plan has no register of rules, so it is measured by the rules as shipped: they are this "
    "model's own, and the council has not said that it holds itself to them."
)
NO_SCORE = "A verdict is of one rule in one year; they are not added up."
BESIDE: tuple[Table, ...] = (
    Table("The prudential indicators", tuple(r for r in CAPITAL_FINANCING.rows if r.memo),
          needs="capital_financing"),
    RESILIENCE, CHANGE_IN_RESERVES,
)  # fmt: skip
WORDS = {PASS: "kept", FAIL: "BROKEN", WAIVED: "waived", NOT_APPLICABLE: "not applicable"}


def rules_in_text(judged: Sequence[Judged], results: Results) -> Iterator[str]:
    """Every rule, the law first and apart; those that do not apply are named together."""
    plan = results.plan
    if not has_register(plan):
        yield AS_SHIPPED
        yield ""
    yield "The law"
    legal = next(one for one in judged if one.rule.id == LEGAL)
    yield from _rule(legal)
    if plan.stage != BUDGET:
        yield f"      No rule blocks anything yet, as the stage of the plan is {plan.stage}."
    yield ""
    yield "What the council holds itself to"
    others = [one for one in judged if one is not legal]
    for one in others:
        if any(verdict.outcome != NOT_APPLICABLE for verdict in one.verdicts):
            yield from _rule(one)
    silent = [one.rule.id for one in others if one.in_use and not _applies(one)]
    if silent:
        yield ""
        yield f"Not applicable, as the plan gives nothing to hold to them: {', '.join(silent)}."
    unused = [one.rule.id for one in judged if not one.in_use]
    if unused:
        yield f"Not in use: {', '.join(unused)}."
    yield ""
    yield NO_SCORE
    if any(one.broken for one in judged):
        yield TO_CONSIDER


def _applies(one: Judged) -> bool:
    return any(verdict.outcome != NOT_APPLICABLE for verdict in one.verdicts)


def _rule(one: Judged) -> Iterator[str]:
    yield f"{one.rule.id:<6}{sentence(one.rule.statement)} ({one.rule.severity})"
    yield f"      {one.rule.purpose}"
    yield f"      {one.rule.decides.title}:"
    for verdict in one.verdicts:
        number = "" if verdict.number is None else shown(verdict.number, one.rule.decides.unit)
        yield f"      {verdict.year}  {WORDS[verdict.outcome]:<15}{number}".rstrip()
    if one.waiver:
        yield f"      {waiver_in_words(one)}"
    if one.cited:
        yield f"      Cited by: {'; '.join(one.cited)}."


def waiver_in_words(one: Judged) -> str:
    """Who waived a rule, when, until when and why; nothing where nobody did."""
    waiver = one.waiver
    if waiver is None:
        return ""
    return f"Waived by {waiver.by} on {waiver.on} until {waiver.ends}: {sentence(waiver.because)}"


def rules_json(judged: Sequence[Judged], results: Results, scenario: str) -> dict[str, object]:
    """What is found of every rule under one scenario, as plain data."""
    plan = results.plan
    return {
        "plan": plan.name, "scenario": scenario, "stage": plan.stage,
        "as_shipped": not has_register(plan),
        "rules": [_plain(one) for one in judged],
    }  # fmt: skip


def _plain(one: Judged) -> dict[str, object]:
    waiver = one.waiver
    return {
        "id": one.rule.id, "statement": one.rule.statement, "purpose": one.rule.purpose,
        "severity": one.rule.severity, "in_use": one.in_use,
        "blocks": one.blocks and bool(one.broken), "legal": one.rule.id == LEGAL,
        "decided_by": one.rule.decides.name, "unit": one.rule.decides.unit.name,
        "verdicts": [
            {"year": str(v.year), "outcome": v.outcome, "number": v.number} for v in one.verdicts
        ],
        "waiver": waiver and {
            "because": waiver.because, "by": waiver.by, "on": str(waiver.on),
            "ends": str(waiver.ends),
        },
        "cited_by": list(one.cited),
    }  # fmt: skip
