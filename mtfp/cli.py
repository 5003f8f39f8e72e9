"""The command line: one verb a job, plain words out, no traceback."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtfp import __version__
from mtfp.problems import LineError, PlanError, Problem

if TYPE_CHECKING:
    from mtfp.plan.scenarios import Scenario
    from mtfp.results import Results

INPUTS_WRONG = 1
SCENARIOS = click.option(
    "-s", "--scenario", "scenarios", multiple=True,
    help="A scenario, or several combined as A+B; may be given more than once.",
)  # fmt: skip


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
@SCENARIOS
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"),
              show_default=True, help="The folder to write in.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print every figure as JSON instead.")
def run(plan: str | None, scenarios: tuple[str, ...], out: Path, as_json: bool) -> None:
    """Work out PLAN under its scenarios, print the summary and write the figures.

    PLAN is a folder under inputs/ by name, or a path; without it, the default plan.
    """
    import json

    from mtfp.analysis.headline import sentences
    from mtfp.outputs import console, record, tidy
    from mtfp.outputs.writing import write

    ran = _run(plan, scenarios)
    folder = out / ran.results.plan.name
    figures = folder / "figures.csv"
    write(figures, tidy.tidy_csv(ran.results, ran.scenarios).encode())
    said = record.run_record(ran.results, ran.scenarios, ran.files)
    write(folder / "run.json", (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode())
    if as_json:
        rows = tidy.tidy_rows(ran.results, ran.scenarios)
        click.echo(json.dumps([dict(zip(tidy.COLUMNS, row, strict=True)) for row in rows]))
        return
    for warning in ran.warnings:
        click.echo(f"Note: {warning}", err=True)
    first = ran.scenarios[0]
    parts = [console.heading(ran.results.plan), [""], [f"{first.name}: {first.title}"], [first.why]]
    parts += [[""], console.summary_table(ran.results, first), [""], sentences(ran.results)]
    if len(ran.scenarios) > 1:
        parts += [[""], ["Scenarios side by side"]]
        parts += [[f"  {one.name}: {one.title}"] for one in ran.scenarios]
        parts += [console.side_by_side(ran.results, ran.scenarios)]
    for part in parts:
        for text in part:
            click.echo(text)
    click.echo(
        f"\nWrote every figure to {figures} and the run record to {folder / 'run.json'} "
        f"(fingerprint {said['fingerprint']})."
    )


@main.command()
@click.argument("plan", required=False)
def scenarios(plan: str | None) -> None:
    """Say what each scenario of PLAN changes, before and after."""
    ran = _run(plan, ())
    for one in ran.scenarios:
        click.echo(f"{one.name}: {one.title}\n    {one.why}")
        for change in one.changes:
            of = f" of {change.item}" if change.item else ""
            click.echo(f"    {change.given.title}{of}: {change.in_words(ran.results.plan)}")
        click.echo()


@main.command()
@click.argument("plan", required=False)
def check(plan: str | None) -> None:
    """Read PLAN and say everything that is wrong with it."""
    ran = _run(plan, ())
    found = ran.results.plan
    for warning in ran.warnings:
        click.echo(f"Note: {warning}", err=True)
    rows = sum(len(members) for members in found.items.values())
    click.echo(
        f"{found.name}: no problems found; {rows} register rows over {found.years} plan years, "
        f"{len(ran.scenarios)} scenario{'s' * (len(ran.scenarios) != 1)}."
    )


@main.command()
@click.argument("line")
@click.argument("year")
@click.argument("plan", required=False)
@SCENARIOS
@click.option("--item", help="The item's id, for a line with one figure for each item.")
@click.option("--depth", default=2, show_default=True, help="How many steps down to explain.")
def explain(
    line: str,
    year: str,
    plan: str | None,
    scenarios: tuple[str, ...],
    item: str | None,
    depth: int,
) -> None:
    """Say how LINE comes to its figure in YEAR, and where the inputs came from."""
    from mtfp.analysis.explain import explain as explain_figure
    from mtfp.terms import FinancialYear

    results = _run(plan, scenarios[:1] or ("base",)).results
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
    if results.plan.watermark:
        click.echo(results.plan.watermark)
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


@dataclass(frozen=True)
class _Ran:
    """A plan run under some scenarios, and the files that it was read from."""

    results: Results
    scenarios: list[Scenario]
    files: dict[str, str]

    @property
    def warnings(self) -> list[Problem]:
        """What is lawful but suspicious, each once."""
        return list(dict.fromkeys(w for one in self.scenarios for w in one.warnings))


def _run(plan: str | None, names: tuple[str, ...]) -> _Ran:
    from mtfp.engine import run as run_engine
    from mtfp.model import MODEL
    from mtfp.plan import scenarios
    from mtfp.plan.folders import find_plan
    from mtfp.plan.read import digests, read_plan

    folder = find_plan(plan)
    read = read_plan(folder, MODEL)
    found = scenarios.read_scenarios(folder, read, MODEL, names)
    first, cases = scenarios.together(found)
    layers = scenarios.scenario_folder(folder)
    files = {**read.files, **(digests(layers) if layers.is_dir() else {})}
    return _Ran(run_engine(MODEL, first, cases), found, files)
