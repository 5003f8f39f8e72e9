"""The command line: one verb a job, plain words out, no traceback."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtfp import __version__
from mtfp.problems import LineError, PlanError

INPUTS_WRONG, COMMAND_WRONG = 1, 2


class PlainWords(click.Group):
    """Says what is wrong with the inputs in words, and exits 1, whatever the verb."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except PlanError as error:
            click.echo(str(error), err=True)
            count = len(error.problems)
            click.echo(f"\n{count} problem{'s' * (count != 1)} found; nothing was run.", err=True)
            ctx.exit(INPUTS_WRONG)


@click.group(cls=PlainWords)
@click.version_option(__version__, prog_name="mtfp")
def main() -> None:
    """A council's medium-term financial plan: run it, explain it, trust it."""
    for stream in (sys.stdout, sys.stderr):
        # A console that knows no £ should still get its table.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")


@main.command()
@click.argument("plan", required=False)
def run(plan: str | None) -> None:
    """Work out PLAN and print its summary.

    PLAN is a folder under inputs/ by name, or a path; without it, the default plan.
    """
    from mtfp.outputs.console import summary_table

    results = _results(plan)
    click.echo(f"{results.plan.title}")
    for note in results.plan.notes:
        click.echo(note)
    click.echo()
    for text in summary_table(results):
        click.echo(text)


@main.command()
@click.argument("plan", required=False)
def check(plan: str | None) -> None:
    """Read PLAN and say everything that is wrong with it."""
    from mtfp.model import MODEL
    from mtfp.plan.folders import find_plan
    from mtfp.plan.read import read_plan

    folder = find_plan(plan)
    found = read_plan(folder, MODEL)
    items = sum(len(members) for members in found.items.values())
    click.echo(
        f"{folder.name}: no problems found; {items} register rows over {found.years} plan years."
    )


@main.command()
@click.argument("line")
@click.argument("year")
@click.argument("plan", required=False)
@click.option("--item", help="The item's id, for a line with one figure for each item.")
@click.option("--depth", default=2, show_default=True, help="How many steps down to explain.")
def explain(line: str, year: str, plan: str | None, item: str | None, depth: int) -> None:
    """Say how LINE comes to its figure in YEAR, and where the inputs came from."""
    from mtfp.analysis.explain import explain as explain_figure
    from mtfp.terms import FinancialYear

    results = _results(plan)
    try:
        named = results.book[line]
        when = FinancialYear.parse(year)
    except (LineError, ValueError) as error:
        raise click.BadParameter(str(error)) from None
    base = results.plan.base_year
    offset = when - base
    if not 0 <= offset <= results.plan.years:
        raise click.BadParameter(f"the plan runs from {base} to {results.plan.plan_years[-1]}.")
    ids = results.plan.items_of(named.axis).ids
    if ids != ("",) and item not in ids:
        raise click.BadParameter(f"say which with --item: {', '.join(ids) or 'there are none'}.")
    if offset == 0 and not results.has_base(named):
        raise click.BadParameter(f"{line} has no figure in the base year, {base}.")
    for text in explain_figure(results, named, offset, ids.index(item or ""), depth=depth).lines():
        click.echo(text)


@main.command()
@click.option("--inputs", is_flag=True, help="List what the plan supplies, not what is worked.")
def lines(inputs: bool) -> None:
    """List every line of the plan: its name, its unit, and what it is."""
    from mtfp.model import MODEL

    for name, named in (MODEL.inputs if inputs else MODEL.lines).items():
        per = "" if named.axis.name == "council" else f", for each {named.axis.one}"
        click.echo(f"{name}  ({named.unit}{per})\n    {named.title}: {named.sentence}")


def _results(plan: str | None) -> Any:
    from mtfp.engine import run as run_engine
    from mtfp.model import MODEL
    from mtfp.plan.folders import find_plan
    from mtfp.plan.read import read_plan

    return run_engine(MODEL, read_plan(find_plan(plan), MODEL))
