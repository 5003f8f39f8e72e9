"""The verbs that show one subject of a plan: savings, reserves, rules, decisions, who saves."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from mtfp.running import BLOCKED, SCENARIOS, Ran, run_plan

if TYPE_CHECKING:
    from mtfp.analysis.findings import Findings
    from mtfp.outputs.subject import Subject

PLAN = click.argument("plan", required=False)
JSON = click.option("--json", "as_json", is_flag=True, help="Print it as JSON instead.")
OPTIMISE = "optimise"


class Method(click.ParamType[str]):
    """A way to share the gap: the model's, which is not imported until it is asked for."""

    name = "method"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """All of them, as `--help` lists them."""
        return f"[{'|'.join(self.names())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The one that was named, or a complaint that lists them all."""
        found: str = click.Choice(self.names()).convert(value, param, ctx)
        return found

    @staticmethod
    def names() -> tuple[str, ...]:
        """Those of the model that give services targets, and the solver's."""
        from mtfp.analysis.methods import NOTHING
        from mtfp.model.closing import close_gap

        return (*(name for name in close_gap.choices if name != NOTHING), OPTIMISE)


@click.command()
@PLAN
@SCENARIOS
@JSON
def savings(plan: str | None, scenarios: tuple[str, ...], as_json: bool) -> None:
    """Say whether the savings of PLAN will land: who answers, what they wait for, what is late."""
    from mtfp.outputs.subject import Subject, filled_of
    from mtfp.outputs.tables.investing import OF_INVESTING, WEIGHED, found_by_trial
    from mtfp.outputs.tables.programme import of_savings
    from mtfp.outputs.tables.savings import APPROVED_SAVINGS, COVERAGE, EXPECTED_SAVINGS

    def told(ran: Ran, case: int) -> Subject:
        found = _findings(ran, case)
        said = (found.savings, found.programme, found.programme_besides)
        sentences = list(dict.fromkeys(filter(None, said)))
        if len(ran.entered.items["cost"]) or len(ran.entered.items["investment"]):
            sentences += [found.investing]
        tables = (APPROVED_SAVINGS, EXPECTED_SAVINGS, COVERAGE, *OF_INVESTING)
        alone = ran.results.alone(case, ran.scenarios[case].plan)
        listings = [
            *of_savings(alone, narrow=not as_json),
            *filled_of((WEIGHED,), ran.results, narrow=not as_json),
            *found_by_trial(alone),
        ]
        return Subject(sentences, tables, listings)

    _tell(plan, scenarios, told, as_json=as_json)


@click.command()
@PLAN
@SCENARIOS
@JSON
def reserves(plan: str | None, scenarios: tuple[str, ...], as_json: bool) -> None:
    """Say what the reserves of PLAN are used for, how long they last and what each is held for."""
    from mtfp.outputs.subject import Subject
    from mtfp.outputs.tables.held import of_reserves
    from mtfp.outputs.tables.reserves import AGAINST_MINIMUM, BALANCES, DRAWS, OF_RESERVES

    def told(ran: Ran, case: int) -> Subject:
        found = _findings(ran, case)
        said = (found.reserves, found.reserves_idle, found.licence, found.licence_besides)
        sentences = [*filter(None, said)]
        listings = of_reserves(ran.results, narrow=not as_json)
        return Subject(sentences, (AGAINST_MINIMUM, BALANCES, DRAWS, *OF_RESERVES), listings)

    _tell(plan, scenarios, told, as_json=as_json)


@click.command()
@PLAN
@SCENARIOS
@JSON
def decisions(plan: str | None, scenarios: tuple[str, ...], as_json: bool) -> None:
    """Say by when each saving of PLAN has to be decided, and what has been decided."""
    from mtfp.analysis.deciding_said import deciding
    from mtfp.outputs.subject import Subject
    from mtfp.outputs.tables.decisions import of_decisions

    def told(ran: Ran, case: int) -> Subject:
        listings = of_decisions(ran.results, narrow=not as_json, case=case)
        return Subject(deciding(ran.results, case), (), listings)

    _tell(plan, scenarios, told, as_json=as_json)


@click.command()
@PLAN
@SCENARIOS
@click.option("--method", type=Method(),
              help="Share the gap by this method, in place of the plan's own.")  # fmt: skip
@click.option("--compare", is_flag=True, help="Put every method side by side.")
@JSON
def allocate(
    plan: str | None, scenarios: tuple[str, ...], method: str | None, compare: bool, as_json: bool
) -> None:
    """Say what each service of PLAN is asked to save, stage by stage, and how that compares."""
    from mtfp.analysis.methods import with_method
    from mtfp.outputs import allocated
    from mtfp.outputs.subject import Subject, as_plain, in_text

    found = []
    for ran, case in _each(plan, scenarios, quiet=as_json):
        one = ran.scenarios[case]
        if not len(one.plan.items["service"]):
            _say("The plan lists no services, so there is nobody to give a target to.")
            continue
        by = "priority_first" if method == OPTIMISE else method
        results = (
            with_method(ran.results.book, one.plan, by) if by else ran.results.alone(case, one.plan)
        )
        if not as_json:
            # Before the solver, which may find that there is no answer: the stages say why.
            for text in allocated.allocation(results):
                click.echo(text)
        solved = allocated.solved(results) if method == OPTIMISE else []
        meaning = allocated.meaning(results, one)
        compared = allocated.compared(results, one) if compare else []
        if as_json:
            told = allocated.subject(results, [*solved, *meaning], compared)
            found.append(as_plain(told, results, one, 0))
            continue
        for text in solved:
            click.echo(text)
        for text in in_text(Subject(meaning, (), compared), results, one, 0):
            click.echo(text)
    if as_json:
        _print_json(found)


@click.command()
@PLAN
@SCENARIOS
@JSON
def rules(plan: str | None, scenarios: tuple[str, ...], as_json: bool) -> None:
    """Hold PLAN to its golden rules: each year's verdict, and the number that decided it.

    It ends with 1 where the plan is a budget and breaks a rule that blocks it.
    """
    from mtfp.analysis.golden_rules import golden_rules
    from mtfp.outputs import judged
    from mtfp.outputs.subject import Subject, in_text

    told = []
    for ran, case in _each(plan, scenarios, quiet=as_json):
        one = ran.scenarios[case]
        results = ran.results.alone(case, one.plan)
        found = golden_rules(results)
        if as_json:
            told.append(judged.rules_json(found, results, one.name))
            continue
        _say(*judged.rules_in_text(found, results))
        for text in in_text(Subject((), judged.BESIDE), results, one, 0):
            click.echo(text)
    if as_json:
        _print_json(told)
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


def _tell(
    plan: str | None, scenarios: tuple[str, ...], told_of: Callable[[Ran, int], Subject],
    *, as_json: bool,
) -> None:  # fmt: skip
    """A subject of the plan under each scenario, in text or as JSON."""
    from mtfp.outputs.subject import as_plain, in_text

    found = []
    for ran, case in _each(plan, scenarios, quiet=as_json):
        told, one = told_of(ran, case), ran.scenarios[case]
        if as_json:
            found.append(as_plain(told, ran.results, one, case))
            continue
        for text in in_text(told, ran.results, one, case):
            click.echo(text)
    if as_json:
        _print_json(found)


def _print_json(found: Sequence[Mapping[str, object]]) -> None:
    """One entry for each scenario."""
    import json

    click.echo(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False))


def _findings(ran: Ran, case: int) -> Findings:
    from mtfp.analysis.findings import findings
    from mtfp.analysis.trust import Trust

    return findings(ran.results, Trust.of(ran.results, ran.scenarios[case]), case)


def _say(*texts: str) -> None:
    """Lines of text, and a blank one after them."""
    for text in (*texts, ""):
        click.echo(text)
