"""Golden rules held against a plan: each year a verdict, with the number that decided it.

Legality is the balance of the first year and is told apart; the rest is stewardship. Nothing is
added up into a score, and nothing is declared: what a broken rule means is for members, and
where the law is concerned for the chief finance officer, to consider.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mtfp.analysis.blanks import Blanks
from mtfp.model import verdicts
from mtfp.model.rule_set import BLOCK, FIRST, LAST, LEGAL, RULE_SET, Rule
from mtfp.model.verdicts import verdict_of
from mtfp.plan.plan import Plan
from mtfp.results import Results
from mtfp.terms import FinancialYear

PASS, FAIL, WAIVED, NOT_APPLICABLE = "pass", "fail", "waived", "not_applicable"
BUDGET = "budget"
"""The stage of a plan at which a rule whose severity is block does block."""
LAST_MONTH, LAST_DAY = 3, 31


@dataclass(frozen=True)
class Waiver:
    """Why a rule may be broken for a time, who said so, when, and until which day."""

    because: str
    by: str
    on: date
    ends: date

    def covers(self, year: FinancialYear) -> bool:
        """Whether a year ends while the waiver is in force: it waives nothing that had ended."""
        return self.on <= date(year.start + 1, LAST_MONTH, LAST_DAY) <= self.ends


@dataclass(frozen=True)
class Verdict:
    """What is found of a rule in one year, and the number that decided it, if there is one."""

    year: FinancialYear
    outcome: str
    number: float | None


@dataclass(frozen=True)
class Judged:
    """A rule as the council holds itself to it, and its verdicts.

    `cited` are the titles of the decisions that name the rule. A rule that is not in use has no
    verdicts.
    """

    rule: Rule
    verdicts: tuple[Verdict, ...]
    waiver: Waiver | None
    cited: tuple[str, ...]
    blocks: bool
    in_use: bool

    @property
    def broken(self) -> tuple[Verdict, ...]:
        """The years in which it fails and is not waived."""
        return tuple(one for one in self.verdicts if one.outcome == FAIL)


def golden_rules(results: Results, case: int = 0) -> tuple[Judged, ...]:
    """Every rule of the set, with the verdict of each year that is held to it."""
    blanks = Blanks(results.book, results.plan)
    return tuple(_judged(rule, results, blanks, case) for rule in RULE_SET)


def has_register(plan: Plan) -> bool:
    """Whether the plan says which rules the council holds itself to."""
    return bool(len(plan.items["rule"]))


def blocking(judged: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """The rules that a budget breaks and that block it."""
    return tuple(one for one in judged if one.blocks and one.broken)


def waiver_of(plan: Plan, rule: str) -> Waiver | None:
    """The waiver that the register gives a rule, whether or not it still counts."""
    said = plan.details
    if rule == LEGAL or ("rule_waived_because", rule) not in said:
        return None
    on, ends = said["rule_waived_on", rule], said["rule_waiver_ends", rule]
    because, by = said["rule_waived_because", rule], said["rule_waived_by", rule]
    return Waiver(because, by, date.fromisoformat(on), date.fromisoformat(ends))


def as_held(rule: Rule, plan: Plan) -> Rule:
    """A rule with what the register says of it in place of what is shipped; the law stays law."""

    def said(name: str, shipped: str) -> str:
        return plan.details.get((f"rule_{name}", rule.id), shipped)

    return replace(
        rule,
        statement=said("statement", rule.statement),
        purpose=said("purpose", rule.purpose),
        severity=rule.severity if rule.id == LEGAL else said("severity", rule.severity),
    )


def years_held(rule: Rule, plan: Plan) -> tuple[FinancialYear, ...]:
    """The plan years that are held to a rule: the register's, or else those shipped."""
    first, last = (plan.details.get((f"rule_{end}", rule.id)) for end in ("from", "to"))
    if (first or last) and rule.id != LEGAL:
        low = FinancialYear.parse(first) if first else plan.plan_years[0]
        high = FinancialYear.parse(last) if last else plan.plan_years[-1]
        return tuple(year for year in plan.plan_years if low <= year <= high)
    if rule.years == FIRST:
        return plan.plan_years[:1]
    return plan.plan_years[-1:] if rule.years == LAST else plan.plan_years


def _judged(rule: Rule, results: Results, blanks: Blanks, case: int) -> Judged:
    plan = results.plan
    held, waiver = as_held(rule, plan), waiver_of(plan, rule.id)
    in_use = rule.id == LEGAL or plan.details.get(("rule_on", rule.id)) != "no"
    years = (
        _verdict(held, results, blanks, (case, year), waiver) for year in years_held(rule, plan)
    )
    return Judged(
        held, tuple(years) if in_use else (), waiver, _cited(rule.id, results),
        held.severity == BLOCK and plan.stage == BUDGET, in_use,
    )  # fmt: skip


def _verdict(
    rule: Rule, results: Results, blanks: Blanks, at: tuple[int, FinancialYear],
    waiver: Waiver | None,
) -> Verdict:  # fmt: skip
    case, year = at
    found, offset = verdict_of(rule), year - results.plan.base_year
    outcome = verdicts.NOT_APPLICABLE
    if not blanks.of(found.name)[offset]:
        outcome = int(results.amount(found, offset, 0, case))
    if outcome == verdicts.NOT_APPLICABLE:
        return Verdict(year, NOT_APPLICABLE, None)
    number = results.amount(rule.decides, offset, 0, case)
    if outcome == verdicts.KEPT:
        return Verdict(year, PASS, number)
    return Verdict(year, WAIVED if waiver and waiver.covers(year) else FAIL, number)


def _cited(rule: str, results: Results) -> tuple[str, ...]:
    """The titles of the decisions that name a rule."""
    plan, cites = results.plan, results.book.details["decision_cites"]
    decisions = plan.items["decision"]
    return tuple(
        title
        for name, title in zip(decisions.ids, decisions.titles, strict=True)
        if rule in cites.names(plan.details.get(("decision_cites", name), ""))
    )
