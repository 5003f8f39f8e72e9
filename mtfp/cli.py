"""The command line: one verb a job, plain words out, no traceback."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtfp import __version__, authoring_cli, findings_cli
from mtfp.problems import LineError, PlanError, counted, listed
from mtfp.running import BLOCKED, SCENARIOS, run_plan

if TYPE_CHECKING:
    from mtfp.algebra.expressions import Named
    from mtfp.outputs.pack_list import Shelf
    from mtfp.plan.scenarios import Scenario
    from mtfp.results import Results

INPUTS_WRONG = 1
OBJECTS_BEFORE_GARBAGE = 50_000
"""What a command loads it keeps until it ends, so looking for garbage every 700 finds none."""


class PlainWords(click.Group):
    """Says what is wrong with the inputs in words, and exits 1, whatever the verb."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except PlanError as error:
            click.echo(str(error), err=True)
            codes = {problem.code for problem in error.problems}
            which = codes.pop() if len(codes) == 1 else "CODE"
            click.echo(f"\n`mtfp explain-problem {which}` says more.", err=True)
            found = f"{_count(len(error.problems), 'problem')} found; nothing was written."
            click.echo(found, err=True)
            ctx.exit(INPUTS_WRONG)


@click.group(cls=PlainWords)
@click.version_option(__version__, prog_name="mtfp")
def main() -> None:
    """A council's medium-term financial plan: run it, explain it, trust it."""
    gc.set_threshold(OBJECTS_BEFORE_GARBAGE)
    # As it ends everything goes at once: there is no need to look through it first.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # A console that knows no £ should still get its table.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")


for verb in (*authoring_cli.VERBS, *findings_cli.VERBS):
    main.add_command(verb)


@main.command()
@click.argument("plan", required=False)
@SCENARIOS
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"),
              show_default=True, help="The folder to write in.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print every figure as JSON instead.")
def run(plan: str | None, scenarios: tuple[str, ...], out: Path, as_json: bool) -> None:
    """Work out PLAN under its scenarios, print the summary, write the workbook and the page.

    With -s it works those alone, beside the base, which always comes first.

    PLAN is a folder under inputs/ by name, or a path; without it, the default plan.
    """
    from mtfp.analysis.blanks import Blanks
    from mtfp.analysis.headline import sentences
    from mtfp.outputs import console, record, tidy
    from mtfp.outputs.page.page import page_html
    from mtfp.outputs.workbook.book import workbook
    from mtfp.outputs.writing import write

    ran = run_plan(plan, scenarios, beside_base=True)
    folder = out / ran.results.plan.name
    told = ran.results, ran.scenarios, ran.entered, ran.files
    files = {
        "mtfp.xlsx": workbook(*told),
        "mtfp.html": page_html(*told).encode(),
        "figures.csv": tidy.tidy_csv(ran.results, ran.scenarios).encode(),
        "run.json": record.record_json(*told).encode(),
    }
    write(folder, files)
    fingerprint = record.fingerprint(ran.results, ran.files)
    wrote = f"Wrote {', '.join(files)} to {folder}{os.sep} (fingerprint {fingerprint})."
    ran.say_warnings()
    if as_json:
        click.echo(tidy.tidy_json(ran.results, ran.scenarios))
        click.echo(wrote, err=True)
        return
    first = ran.scenarios[0]
    blanks = Blanks(ran.results.book, first.plan)
    parts = [console.heading(ran.results.book, ran.entered), [""], _what_it_is(first), [""]]
    parts += [console.summary_table(ran.results, first), [""], sentences(ran.results, blanks)]
    if len(ran.scenarios) > 1:
        parts += [[""], ["Scenarios side by side"]]
        parts += [[f"  {one.name}: {one.title}"] for one in ran.scenarios]
        parts += [console.side_by_side(ran.results, ran.scenarios)]
    for part in parts:
        for text in part:
            click.echo(text)
    click.echo(f"\n{wrote}")


@main.command()
@click.argument("plan", required=False)
def scenarios(plan: str | None) -> None:
    """Say what each scenario of PLAN changes, before and after."""
    from mtfp.analysis.changes import changes

    ran = run_plan(plan, ())
    ran.say_warnings()
    if ran.results.plan.watermark:
        click.echo(f"{ran.results.plan.watermark}\n")
    for one in ran.scenarios:
        name, *why = _what_it_is(one)
        click.echo(name)
        for text in (*why, *_whose(one), *changes(one)):
            click.echo(f"    {text}")
        click.echo()


@main.command()
@click.argument("plan", required=False)
def check(plan: str | None) -> None:
    """Read PLAN and its scenarios and say everything that is wrong with them."""
    ran = run_plan(plan, ())
    found = ran.results.plan
    notes = ran.say_warnings()
    registers = ran.results.book.registers
    rows = sum(len(found.items[name]) for name in registers)
    layers = sum(one.name != "base" for one in ran.scenarios)
    outcome = f"no errors, but {_count(notes, 'note')} to look at" if notes else "no problems found"
    click.echo(
        f"{found.name}: {outcome}; {_count(rows, 'register row')} over "
        f"{_count(found.years, 'plan year')}, {_count(layers, 'scenario')}."
    )
    if ran.blocked():
        sys.exit(BLOCKED)


@main.command()
@click.argument("plan", required=False)
@click.option("--pounds", is_flag=True, help="Show pounds and pence, not £000.")
@click.option("--json", "as_json", is_flag=True, help="Print every figure as JSON instead.")
def ledger(plan: str | None, pounds: bool, as_json: bool) -> None:
    """Say what PLAN's ledger comes to: services by subjective group, and the control total."""
    from mtfp.model import MODEL
    from mtfp.outputs.reconciled import reconciliation, reconciliation_json
    from mtfp.plan.folders import LEDGER, find_plan
    from mtfp.plan.read import read_plan
    from mtfp.problems import Place, Problem

    read = read_plan(find_plan(plan), MODEL)
    if read.ledger is None:
        fix = "`inputs/README.md` says how to load budgets from an extract of the ledger."
        what = "There is no such file, so the plan takes nothing from a ledger."
        raise PlanError([Problem(what, Place(f"{read.name}/{LEDGER}"), fix, code="E101")])
    for warning in counted(read.ledger.warnings):
        click.echo(f"Note: {warning}", err=True)
    if as_json:
        click.echo(reconciliation_json(read, read.ledger))
        return
    axis = next(given.axis for given in MODEL.inputs.values() if given.from_ledger)
    for text in reconciliation(read, read.ledger, axis, in_pounds=pounds):
        click.echo(text)


@main.command()
@click.argument("line")
@click.argument("year")
@click.argument("plan", required=False)
@SCENARIOS
@click.option("--item", help="The item's id, for a line with one figure for each item.")
@click.option("--depth", type=click.IntRange(min=0), default=2, show_default=True,
              help="How many steps down to explain.")  # fmt: skip
def explain(
    line: str,
    year: str,
    plan: str | None,
    scenarios: tuple[str, ...],
    item: str | None,
    depth: int,
) -> None:
    """Say how LINE comes to its figure in YEAR, and where the inputs came from."""
    from mtfp.plan.typed import read_year

    ran = run_plan(plan, scenarios or ("base",))
    results = ran.results
    try:
        name, only = _meant(line, results)
        named, item = results.book[name], item or only
        when = read_year(year)
    except (LineError, ValueError) as error:
        raise click.BadParameter(str(error)) from None
    base = results.plan.base_year
    offset = when - base
    if not 0 <= offset <= results.plan.years:
        raise click.BadParameter(f"the plan runs from {base} to {results.plan.plan_years[-1]}.")
    ids = results.plan.items_of(named.axis).ids
    if ids == ("",) and item:
        raise click.BadParameter(f"{line} is one figure for the whole council: leave out --item.")
    if (item or "") not in ids:
        wrong = f"{item} is not one of them; " if item else ""
        raise click.BadParameter(
            f"{wrong}say which with --item: {', '.join(ids) or 'there are none'}."
        )
    if offset == 0 and not results.has_base(named):
        raise click.BadParameter(f"{line} has no figure in the base year, {base}.")
    if results.plan.watermark:
        click.echo(results.plan.watermark)
    place = ids.index(item or "")
    for case, one in enumerate(ran.scenarios):
        if scenarios:
            click.echo(f"{one.name}: {one.title}")
        for text in _explained(results, one, case, named, (offset, place), depth):
            click.echo(text)


def _explained(
    results: Results, one: Scenario, case: int, named: Named, at: tuple[int, int], depth: int
) -> Iterator[str]:
    """One figure explained in one scenario; `at` is its year from the base's 0 and its item."""
    from mtfp.analysis.basis import ILLUSTRATIVE, Bases
    from mtfp.analysis.blanks import Blanks
    from mtfp.analysis.explain import explain as explain_figure
    from mtfp.outputs.tables.notes import FOOTNOTE

    year, item = at
    if Blanks(results.book, one.plan).of(named.name, item)[year]:
        when = results.plan.base_year + year
        what = f"{named.title}, {when}: left blank, as the plan does not give every figure"
        yield f"{what} that it would be worked from."
        return
    found = explain_figure(replace(results, plan=one.plan), named, year, item, case, depth)
    yield from found.lines()
    if Bases(results.book, one).of(named.name, item, year) == ILLUSTRATIVE:
        yield FOOTNOTE
    if found.stops_short:
        yield f"It goes further down: say --depth {depth + 2}."


@main.command()
@click.option("--inputs", is_flag=True, help="List what the plan supplies, not what is worked.")
def lines(inputs: bool) -> None:
    """List every line of the plan: its name, its unit, and what it is."""
    from mtfp.model import MODEL

    for name, named in (MODEL.inputs if inputs else MODEL.lines).items():
        per = "" if named.axis.name == "council" else f", for each {named.axis.one}"
        click.echo(f"{name}  ({named.unit}{per})\n    {named.title}: {named.sentence}")
    for name, detail in MODEL.details.items() if inputs else ():
        about = f"text, for each {detail.axis.one}"
        click.echo(f"{name}  ({about})\n    {detail.title}: {detail.sentence}")


@main.command()
@click.argument("code", required=False)
def explain_problem(code: str | None) -> None:
    """Say what the CODE of a problem means, and how to mend it; without one, list them all."""
    from mtfp.codes import CODES, nearest_code
    from mtfp.outputs.explained import explained, listing

    asked = (code or "").strip("[] ").upper()
    if code is not None and asked not in CODES:
        near = nearest_code(asked)
        raise click.BadParameter(
            f"{code} is no code of a problem. Did you mean {near}, {CODES[near].title}? "
            "`mtfp explain-problem` lists them all."
        )
    for text in explained(CODES[asked]) if asked else listing():
        click.echo(text)


@main.command()
@click.argument("plan", required=False)
@click.option("--show", metavar="NAME", help="Print what the pack of this name holds.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON instead.")
def packs(plan: str | None, show: str | None, as_json: bool) -> None:
    """List the packs of figures there are, and say which are stale.

    With PLAN, say which it uses and which of their figures it overrides.
    """
    from mtfp.outputs.pack_list import pack_json, pack_text, shelf_json, shelf_text

    shelf = _shelf(plan)
    if show is None:
        click.echo(shelf_json(shelf) if as_json else "\n".join(shelf_text(shelf)))
        return
    wanted = [one for one in shelf.packs if one.head.name == show]
    if not wanted:
        from mtfp.problems import did_you_mean

        names = dict.fromkeys(one.head.name for one in shelf.packs)
        hint = did_you_mean(show, names) or f"There are {', '.join(names)}."
        raise click.BadParameter(f"there is no pack called {show}. {hint}", param_hint="--show")
    for one in wanted:
        click.echo(pack_json(one, shelf) if as_json else "\n".join(pack_text(one, shelf)))


def _meant(asked: str, results: Results) -> tuple[str, str]:
    """The line that is asked for, and its item where the words are those of one alone."""
    from mtfp.outputs.called import called

    found = called(asked, results)
    if len(found) > 1:
        each = (f"{name} --item {item}" if item else name for name, item in found)
        raise click.BadParameter(f"{asked} is printed of several lines: say {listed(each, 'or')}.")
    return found[0] if found else (asked.lower().replace(" ", "_"), "")


def _what_it_is(one: Scenario) -> Iterator[str]:
    """A scenario's name and title, and why it is there."""
    yield f"{one.name}: {one.title}"
    if one.why:
        yield one.why


def _whose(one: Scenario) -> Iterator[str]:
    """Who answers for a scenario, and what it stands on."""
    if one.owner:
        yield f"Owner: {one.owner}" + (f"; based on {one.based_on}" if one.based_on else "")


def _count(number: int, of: str) -> str:
    return f"{number:,} {of}{'s' * (number != 1)}"


def _shelf(plan: str | None) -> Shelf:
    """The packs to be seen from here: those shipped, and a plan's own or those of every plan."""
    from datetime import datetime

    from mtfp.model import MODEL
    from mtfp.outputs.pack_list import Shelf
    from mtfp.plan.folders import find_plan, plan_folders
    from mtfp.plan.packs import own_packs, read_alone, shipped_packs
    from mtfp.plan.read import read_plan

    folders = list(plan_folders().values()) if plan is None else [find_plan(plan)]
    own = [file for folder in folders for file in own_packs(folder).values()]
    read = [read_alone(file, MODEL) for file in (*shipped_packs().values(), *own)]
    problems = [problem for _, wrong in read for problem in wrong]
    if problems:
        raise PlanError(problems)
    today = datetime.now().astimezone().date().isoformat()
    asked = None if plan is None else read_plan(folders[0], MODEL)
    return Shelf([pack for pack, _ in read if pack], today, asked)
