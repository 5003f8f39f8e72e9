"""What is to be said of golden rules beside the figures: those broken, and waivers amiss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtfp.analysis.golden_rules import (
    WAIVED,
    Judged,
    blocking,
    golden_rules,
    has_register,
    years_held,
)
from mtfp.model.rule_set import BLOCK, INFORM, LEGAL, RULE_SET
from mtfp.plan.folders import PLAN
from mtfp.problems import Place, Problem, listed, sentence
from mtfp.results import Results
from mtfp.terms import GBP, Unit, show_in_table, show_worked

LAW = {rule.id for rule in RULE_SET if rule.severity == BLOCK}
"""The rules that block a budget because the law does; a council may let others of its own block."""
TO_CONSIDER = "What follows is for the chief finance officer to consider."


def rule_warnings(results: Results) -> Iterator[Problem]:
    """Warnings about a run of one case: what blocks a budget, and what a council's own rules say.

    A plan without the register has not said that it holds itself to any rule but the law.
    """
    judged = golden_rules(results)
    blocked = blocking(judged)
    place = Place(f"{results.plan.name}/{PLAN}")
    for one in blocked:
        if one.rule.id in LAW:
            what = f"The budget may not be set as it is. {one.rule.id} is {told(one)}"
            fix = TO_CONSIDER
        else:
            what = f"The council's own rules stop this budget. {one.rule.id} is {told(one)}"
            fix = "Mend it, have the rule waived, or let the register say that members are told."
        yield Problem(what, place, fix, code="W202")
    if not has_register(results.plan):
        return
    yield from _of_the_law(results)
    if not results.plan.changed:
        yield from _broken([one for one in judged if one not in blocked], results)
    for one in judged:
        yield from _waivers(one, results)


def _broken(judged: Sequence[Judged], results: Results) -> Iterator[Problem]:
    """The rules that the plan as entered breaks and of which members are to be told."""
    ids = [one.rule.id for one in judged if one.broken and one.rule.severity != INFORM]
    if ids:
        verb, which = ("are", "they say") if len(ids) > 1 else ("is", "it says")
        what = f"{listed(ids, 'and')} {verb} broken in some year."
        fix = f"`mtfp rules` shows what {which}, when and by how much; a waiver lets one pass."
        yield Problem(what, _place(results), fix, code="W201")


def told(one: Judged) -> str:
    """In which years a rule is broken, what it says, and the number that decided the first."""
    first, *others = one.broken
    years = f"{first.year} and {len(others)} more" if others else str(first.year)
    decides = one.rule.decides
    number = "" if first.number is None else shown(first.number, decides.unit)
    told_by = f" {decides.title}: {number}." if number else ""
    return f"broken in {years}: {sentence(one.rule.statement)}{told_by}"


def shown(number: float, unit: Unit) -> str:
    """The number that decided a rule, to the pound where it is money."""
    return show_worked(round(number) + 0.0, unit) if unit == GBP else show_in_table(number, unit)


def _waivers(one: Judged, results: Results) -> Iterator[Problem]:
    """A waiver that ends before any year held to the rule, or that nothing as entered needs."""
    if one.waiver is None:
        return
    id_, ends = one.rule.id, one.waiver.ends
    years = [year for year in years_held(one.rule, results.plan) if one.waiver.covers(year)]
    if not years:
        what = f"The waiver of {id_} ended on {ends}, before any year that is held to the rule."
        fix = "Have it waived again, or take the waiver out: it counts no more."
        yield Problem(what, _place(results), fix, code="W203")
    elif not results.plan.changed and not any(
        verdict.outcome == WAIVED for verdict in one.verdicts
    ):
        what = f"{id_} is waived until {ends}, and is kept in every year that the waiver covers."
        yield Problem(what, _place(results), "Take the waiver out.", code="W204")


def _of_the_law(results: Results) -> Iterator[Problem]:
    """A register that would waive the law, put it off or make it less than it is."""
    said = results.plan.details
    asked = [
        name.removeprefix("rule_")
        for name, word in (("rule_on", "yes"), ("rule_severity", BLOCK), ("rule_from", ""),
                           ("rule_to", ""), ("rule_waived_because", ""))
        if said.get((name, LEGAL), word) != word
    ]  # fmt: skip
    if asked:
        what = f"{LEGAL} is law, so {listed(asked, 'and')} of it in the register change nothing."
        yield Problem(what, _place(results), "Leave them blank.", code="W205")


def _place(results: Results) -> Place:
    """The file that holds the register, a file of its own or a workbook of several."""
    files = (name for name in results.plan.files if name.endswith(("rules.csv", ".xlsx")))
    return Place(min(files, default=f"{results.plan.name}/rules"))
