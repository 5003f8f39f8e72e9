"""The verbs that write files for the user to edit, and take them back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mtfp.plan.plan import Plan

MINUS = "\N{MINUS SIGN}"
# As in the plan's room, which is not imported here: `mtfp --help` should not wait for numpy.
BASES = ("published", "derived", "approved", "forecast", "assumed", "illustrative")
MOST_YEARS = 20
PLAN = click.argument("plan", required=False)
_UNSAID = {"why": "why it is there", "owner": "who answers for it"}


class FiguresMayBeNegative(click.Command):
    """Takes `-1.0pp` for a figure and not for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command."""
        return super().parse_args(
            ctx, [f"{MINUS}{w[1:]}" if re.match(r"-£?[0-9.]", w) else w for w in args]
        )


@click.command("set", cls=FiguresMayBeNegative)
@click.argument("key")
@click.argument("value")
@PLAN
@click.option("-s", "--scenario", "name", required=True, metavar="NAME",
              help="The scenario to change; it is made if it is not there.")  # fmt: skip
@click.option("--year", default="", help="Change this year alone.")
@click.option("--from", "first", default="", help="Change the years from this one.")
@click.option("--to", "last", default="", help="Change the years up to this one.")
@click.option("--add", "how", flag_value="add", default="",
              help="Add VALUE to what is there: £1m, or points as in 1.0pp.")  # fmt: skip
@click.option("--times", "how", flag_value="times", help="Multiply what is there by VALUE.")
@click.option("--because", default="", help="The source: why this figure and no other.")
@click.option("--basis", type=click.Choice(BASES), default=None,
              help="How far to trust it; assumed unless said.")  # fmt: skip
@click.option("--title", help="What the scenario is called.")
@click.option("--why", help="Why the scenario is there.")
@click.option("--owner", help="Who answers for it: a role, not a name.")
@click.option("--based-on", help="The scenario that it stands on.")
def set_key(
    key: str,
    value: str,
    plan: str | None,
    name: str,
    year: str,
    first: str,
    last: str,
    how: str,
    because: str,
    basis: str | None,
    **about: str | None,
) -> None:
    """Give KEY the VALUE in a scenario of PLAN, and say what that changes.

    KEY is what a scenario may set: an assumption (approved_budget), a decision (reserves.use),
    an index or an amount by its id, one column of an item (S2.start) or of every item
    (savings.delivery_probability). `mtfp set S14 off -s NAME` switches a saving off.

    Comments, order and quotes in the file stay as they are. The result is tried first: if it
    could not be read, nothing is written.
    """
    from mtfp.analysis.changes import changes
    from mtfp.authoring.line_ends import encoded
    from mtfp.authoring.setting import Asked, set_in_scenario
    from mtfp.model import MODEL
    from mtfp.outputs.writing import write
    from mtfp.plan.folders import scenario_folder

    if year and (first or last):
        raise click.UsageError("Say --year, or --from and --to.")
    folder, read = _plan(plan)
    asked = Asked(
        key=key.strip(),
        value=value.replace(MINUS, "-").strip(),
        year=year,
        first=first,
        last=last,
        how=how or "",
        because=because.strip(),
        basis=basis or "",
        about={word: said.strip() for word, said in about.items() if said and said.strip()},
    )
    done = set_in_scenario(folder, read, MODEL, name, asked)
    layers = scenario_folder(folder)
    file = f"{name}.yaml"
    write(layers, {file: encoded(done.text, layers / file)}, elsewhere="")
    for warning in done.scenario.warnings:
        click.echo(f"Note: {warning}", err=True)
    if done.unsaid:
        options = " and ".join(f"--{word}" for word in done.unsaid)
        lacks = " or ".join(_UNSAID[word] for word in done.unsaid)
        click.echo(f"Note: {name} does not yet say {lacks}; give it {options}.", err=True)
    if read.watermark:
        click.echo(read.watermark)
    click.echo(f"{name}: {done.scenario.title}")
    as_before = f"{key}: as it is without this scenario." if done.undone else "Changes nothing."
    for text in changes(done.scenario) if done.scenario.changes else [as_before]:
        click.echo(f"    {text}")
    where = Path("scenarios") / layers.name / file
    click.echo(f"Wrote {where}{', a new scenario' if done.is_new else ''}.")


@click.command("new")
@click.argument("council")
@click.option("--base-year", "base", metavar="YEAR",
              help="The year of the approved budget; this year unless said.")  # fmt: skip
@click.option("--years", type=click.IntRange(1, MOST_YEARS), default=4, show_default=True,
              help="How many years to plan for.")  # fmt: skip
def new(council: str, base: str | None, years: int) -> None:
    """Begin a plan for COUNCIL: a commented plan.yaml, registers and a first scenario.

    Every figure in it is an example and says so. Nothing that is there is written over.
    """
    from datetime import datetime

    from mtfp.authoring.new_plan import new_plan
    from mtfp.model import MODEL
    from mtfp.plan.typed import read_year

    try:
        base_year = read_year(base) if base else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--base-year") from None
    made = new_plan(council, datetime.now().astimezone().date(), base_year, years, MODEL)
    slug = made[0].parent.name
    for path in made:
        click.echo(f"    {path}")
    click.echo(f"Try `mtfp run {slug}`. Then put the council's own figures in, plan.yaml first,\n"
               f"and run `mtfp check {slug}` after each sitting.")  # fmt: skip
    click.echo(
        f"Wrote {len(made)} files, {made[0].parent} and {Path('scenarios') / slug} among them."
    )


@click.command("template")
@click.argument("directorate")
@PLAN
@click.option("--register", "wanted", multiple=True, type=click.Choice(["savings", "pressures"]),
              help="Only this register; both unless said.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="The file to write: a workbook if it ends in .xlsx, otherwise CSV.")  # fmt: skip
def template(directorate: str, plan: str | None, wanted: tuple[str, ...], out: Path | None) -> None:
    """Issue a form of savings and pressures for a budget holder of DIRECTORATE to fill.

    It holds the directorate's rows where PLAN lists services and says whose each is; otherwise
    it is blank. `mtfp merge` takes it back.
    """
    from mtfp.authoring.form import REGISTERS, form_for
    from mtfp.authoring.form_files import form_bytes
    from mtfp.authoring.new_plan import slug_of
    from mtfp.model import MODEL
    from mtfp.outputs.writing import write

    folder, read = _plan(plan)
    form = form_for(directorate, folder, read, MODEL, wanted or REGISTERS)
    path = out or Path("reports") / read.name / f"{slug_of(directorate, 'directorate')}.csv"
    _refuse_to_write_over(path)
    write(path.parent, {path.name: form_bytes(form, path.suffix)})
    first, *more = [(len(sheet.rows), sheet.axis.many) for sheet in form.sheets]
    rows = [f"{first[0]} row{'s' * (first[0] != 1)} of {first[1]}"]
    rows += [f"{count} of {many}" for count, many in more]
    click.echo(f"Wrote {path}, a form of {read.name} that begins with {' and '.join(rows)}.")


@click.command("merge")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@PLAN
@click.option("--write", "really", is_flag=True, help="Write the changes into the registers.")
@click.option("--allow-removal", is_flag=True,
              help="Take out rows that were issued in the form and did not come back.")  # fmt: skip
def merge(file: Path, plan: str | None, really: bool, allow_removal: bool) -> None:
    """Take back a form, FILE, that a budget holder filled: say what it changes in PLAN.

    It is checked as the plan's own registers are. Nothing is written without --write.
    """
    from mtfp.authoring.form import not_returned, refuse_another_plans
    from mtfp.authoring.form_files import note_of, read_form
    from mtfp.authoring.line_ends import encoded
    from mtfp.authoring.merging import merge as merge_form
    from mtfp.model import MODEL
    from mtfp.outputs.writing import write
    from mtfp.plan.folders import WORKBOOK
    from mtfp.problems import Place, PlanError, Problem, listed

    folder, read = _plan(plan)
    form = read_form(file, MODEL)
    note = note_of(file)
    refuse_another_plans(note, read, Place(file.name))
    merged = merge_form(folder, read, MODEL, form, allow_removal=allow_removal)
    for warning in (one for returned in form for one in returned.table.warnings):
        click.echo(f"Note: {warning}", err=True)
    for text in [*(merged.said or ["Changes nothing."]), *not_returned(note, form)]:
        click.echo(text)
    if merged.by_hand and really:
        stand = listed(merged.by_hand, "and")
        what = f"The plan's {stand} stand in {WORKBOOK}, which is not written here."
        fix = f"Type what is listed above into {WORKBOOK}, or save its sheets as CSV files."
        raise PlanError([Problem(what, Place(file.name), fix, code="E805")])
    if merged.by_hand:
        click.echo(f"Nothing was written; type the changes into {folder / WORKBOOK}.")
        return
    names = [str(folder / name) for name in merged.texts]
    if not names:
        return
    if not really:
        click.echo(f"Nothing was written; --write changes {' and '.join(names)}.")
        return
    files = {name: encoded(text, folder / name) for name, text in merged.texts.items()}
    write(folder, files, elsewhere="")
    click.echo(f"Wrote {' and '.join(names)}.")


@click.command("schema")
@click.argument("of", type=click.Choice(["plan", "pack", "scenario", "ledger"]), required=False)
def schema(of: str | None) -> None:
    """Write the JSON Schemas that editors read: what plan.yaml, packs and the like may hold.

    With plan, pack, scenario or ledger, print that one. An editor with a YAML language server
    completes names and flags mistakes in every file whose first line names its schema.
    """
    from mtfp.authoring.schemas import schema_files
    from mtfp.model import MODEL
    from mtfp.outputs.writing import write
    from mtfp.problems import listed

    files = schema_files(MODEL)
    if of:
        click.echo(files[of][1], nl=False)
        return
    for path, text in files.values():
        write(path.parent, {path.name: text.encode()}, elsewhere="")
    click.echo(f"Wrote {listed((str(path) for path, _ in files.values()), 'and')}.")


VERBS = (new, set_key, template, merge, schema)


def _refuse_to_write_over(path: Path) -> None:
    """A form that is there may have been filled in already."""
    from mtfp.plan.opening import stands

    if stands(path):
        from mtfp.problems import Place, PlanError, Problem

        fix = "Move it away, or name another file with --out."
        what = "Is there already, and was left."
        raise PlanError([Problem(what, Place(str(path)), fix, code="E801")])


def _plan(named: str | None) -> tuple[Path, Plan]:
    """A plan's folder, and the plan as entered."""
    from mtfp.model import MODEL
    from mtfp.plan.folders import find_plan_to_change
    from mtfp.plan.read import read_plan

    folder = find_plan_to_change(named)
    return folder, read_plan(folder, MODEL)
