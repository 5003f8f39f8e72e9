"""The verbs that show one subject of a plan: savings, reserves, rules, decisions, who saves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from mtfp.running import BLOCKED, SCENARIOS, Ran, run_plan

if TYPE_CHECKING:
    from mtfp.analysis.findings import Findings
    from mtfp.outputs.tables.listings import Listing
    from mtfp.outputs.tables.rows import Table

PLAN = click.argument("plan", required=False)
# As in the model, which is not imported here: `mtfp --help` should not wait for it.
METHODS = (
    "equal_percentage", "score_weighted", "priority_first", "status_quo", "classes", "as_decided",
)  # fmt: skip
OPTIMISE = "optimise"


@click.command()
@PLAN
@SCENARIOS
def savings(plan: str | None, scenarios: tuple[str, ...]) -> None:
    """Say whether the savings of PLAN will land: who answers, what they wait for, what is late."""
    from mtfp.outputs.tables.listings import OF_SAVINGS
    from mtfp.outputs.tables.savings import APPROVED_SAVINGS, COVERAGE, EXPECTED_SAVINGS

    for ran, case in _each(plan, scenarios):
        found = _findings(ran, case)
        _say(*filter(None, (found.savings, found.programme, found.programme_besides)))
        if len(ran.entered.items["milestone"]):
            _say(*_directorates(ran, case), *_carried(ran, case))
        _show(ran, case, (APPROVED_SAVINGS, EXPECTED_SAVINGS, COVERAGE), OF_SAVINGS)


@click.command()
@PLAN
@SCENARIOS
def reserves(plan: str | None, scenarios: tuple[str, ...]) -> None:
    """Say what the reserves of PLAN are used for, how long they last and what each is held for."""
    from mtfp.outputs.tables.listings import OF_RESERVES_HELD
    from mtfp.outputs.tables.reserves import AGAINST_MINIMUM, BALANCES, DRAWS, OF_RESERVES

    for ran, case in _each(plan, scenarios):
        found = _findings(ran, case)
        _say(*filter(None, (found.reserves, found.licence, found.licence_besides)))
        _show(ran, case, (AGAINST_MINIMUM, BALANCES, DRAWS, *OF_RESERVES), OF_RESERVES_HELD)


@click.command()
@PLAN
@SCENARIOS
def decisions(plan: str | None, scenarios: tuple[str, ...]) -> None:
    """Say by when each saving of PLAN has to be decided, and what has been decided."""
    from mtfp.analysis.decide_by import decide_by
    from mtfp.analysis.programme import missed
    from mtfp.outputs.tables.listings import OF_DECISIONS

    for ran, case in _each(plan, scenarios):
        late = [said for one in decide_by(ran.results, case) if (said := missed(one))]
        _say(*(late or ["No last day for a decision has been missed."]))
        _show(ran, case, (), OF_DECISIONS)


@click.command()
@PLAN
@SCENARIOS
@click.option("--method", type=click.Choice([*METHODS, OPTIMISE]),
              help="Share the gap by this method, in place of the plan's own.")  # fmt: skip
@click.option("--compare", is_flag=True, help="Put every method side by side.")
def allocate(
    plan: str | None, scenarios: tuple[str, ...], method: str | None, compare: bool
) -> None:
    """Say what each service of PLAN is asked to save, stage by stage, and how that compares."""
    from mtfp.analysis.methods import with_method
    from mtfp.outputs import allocated, console
    from mtfp.outputs.tables.methods import side_by_side

    for ran, case in _each(plan, scenarios):
        one = ran.scenarios[case]
        if not len(one.plan.items["service"]):
            _say("The plan lists no services, so there is nobody to give a target to.")
            continue
        book, by = ran.results.book, "priority_first" if method == OPTIMISE else method
        results, at = (with_method(book, one.plan, by), 0) if by else (ran.results, case)
        solved = allocated.solved(results, at) if method == OPTIMISE else ()
        for text in allocated.allocation(results, at):
            click.echo(text)
        for text in solved:
            click.echo(text)
        if len(one.plan.items["consequence"]):
            _say(_findings(ran, case).council)
        if compare:
            for table in side_by_side(ran.results.alone(case, one.plan), one.title):
                _say(*console.listing_in_text(table, ran.results, case))


@click.command()
@PLAN
@SCENARIOS
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON instead.")
def rules(plan: str | None, scenarios: tuple[str, ...], as_json: bool) -> None:
    """Hold PLAN to its golden rules: each year's verdict, and the number that decided it.

    It ends with 1 where the plan is a budget and breaks a rule that blocks it.
    """
    from mtfp.analysis.golden_rules import golden_rules
    from mtfp.outputs import judged

    told = []
    for ran, case in _each(plan, scenarios, quiet=as_json):
        one = ran.scenarios[case]
        results = ran.results.alone(case, one.plan)
        found = golden_rules(results)
        if as_json:
            told.append(judged.rules_json(found, results, one.name))
            continue
        _say(*judged.rules_in_text(found, results))
        _show(ran, case, judged.BESIDE, ())
    if as_json:
        click.echo(judged.in_one_text(told))
    if ran.blocked():
        sys.exit(BLOCKED)


VERBS = (savings, reserves, rules, decisions, allocate)


def _each(
    plan: str | None, scenarios: tuple[str, ...], *, quiet: bool = False
) -> Iterator[tuple[Ran, int]]:
    """The plan as entered, or each scenario asked for, under its name, unless it is to be quiet."""
    ran = run_plan(plan, scenarios or ("base",))
    ran.say_warnings()
    entered = ran.entered
    if quiet:
        yield from ((ran, case) for case in range(len(ran.scenarios)))
        return
    _say(f"{entered.title}, edition of {entered.edition}" if entered.edition else entered.title,
         *([entered.watermark] if entered.watermark else []))  # fmt: skip
    for case, one in enumerate(ran.scenarios):
        if scenarios:
            _say(f"{one.name}: {one.title}")
        yield ran, case


def _findings(ran: Ran, case: int) -> Findings:
    from mtfp.analysis.findings import findings
    from mtfp.analysis.trust import Trust

    return findings(ran.results, Trust.of(ran.results, ran.scenarios[case]), case)


def _directorates(ran: Ran, case: int) -> Iterator[str]:
    """Who plans and who does not."""
    from mtfp.analysis.coverage import coverage
    from mtfp.analysis.saying import millions

    for one in coverage(ran.results, case):
        if one.share is not None:
            yield (
                f"{one.directorate or 'Of no directorate'}: {one.share:.0%} of "
                f"{millions(one.sought)} has an owner and a project with milestones."
            )


def _carried(ran: Ran, case: int) -> Iterator[str]:
    """The few projects that carry half of the savings, or as much as waits for any."""
    from mtfp.analysis.enablers import that_carry
    from mtfp.analysis.saying import listed

    few = that_carry(ran.results, 1 / 2, case)
    if few:
        names = [f"{one.title} ({one.share:.0%})" for one in few]
        yield f"What savings wait for most, as shares of all at full effect: {listed(names)}."


def _show(ran: Ran, case: int, tables: Iterable[Table], listings: Iterable[Listing]) -> None:
    from mtfp.outputs import console
    from mtfp.outputs.tables.listings import filled

    if tables:
        _say(*console.tables_in_text(tables, ran.results, ran.scenarios[case], case))
    for listing in listings:
        found = filled(listing, ran.results, narrow=True)
        if found:
            _say(*console.listing_in_text(found, ran.results, case))


def _say(*texts: str) -> None:
    """Lines of text, and a blank one after them."""
    for text in (*texts, ""):
        click.echo(text)
