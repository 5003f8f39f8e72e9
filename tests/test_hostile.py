"""A plan whose every text means harm, run as anyone would run it, and what was written opened."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from mtfp.cli import main
from tests.conftest import ROOT
from tests.witnesses import scripts

PLAN = "=2+5"
"""The name of the plan's folder is the plan's, and stands in every row of its figures."""
EVIL = (
    '=HYPERLINK("http://evil.example/","look")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)*cmd|'/C calc'!A0",
    "-2+3",
    "＝1+1",
    "<script>window.bad = 1</script>",
    "</script><img src=x onerror='window.bad = 1'>",
    '"><svg onload="window.bad = 1">',
    "${window.bad = 1}`${bad()}",
    "]]><a href='javascript:window.bad = 1'>%{x}</a><!--",
    "../../evil",
)
STARTS = set("=+-@＝＋－＠\t\r\n")
IDS = ("__proto__", "1e5", "TRUE", "constructor", "0x10", "_", "2026-01-01")
"""The worst of what an id may be, of letters, digits, _ and -: names that a script has already,
and what a spreadsheet takes for a number, a truth or a day."""


def said(texts: Iterator[str]) -> str:
    """The next hostile text, as YAML that says no more than the text."""
    return json.dumps(next(texts), ensure_ascii=False)


def evil_register(path: Path, texts: Iterator[str], fresh: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["title"], row["source"] = next(texts), next(texts)
        row["note"] = next(texts)
        for column in ("id", "index"):
            if column in row:
                row[column] = fresh.get(row[column], row[column])
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def wrote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the hostile plan."""
    root = tmp_path_factory.mktemp("hostile")
    folder = Path(shutil.copytree(ROOT / "inputs/worked-example", root / "inputs" / PLAN))
    texts = (text for _ in range(99) for text in EVIL)
    ids = ("S1", "S3", "none", "levies", "rsg", "fee_index", "general")
    fresh = dict(zip(ids, IDS, strict=True))
    for path in folder.glob("*.csv"):
        evil_register(path, texts, fresh)
    plan = folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    for key in ("title", "council"):
        words = f"{key}: {said(texts)}".replace("\\", r"\\")
        text = re.sub(f"^{key}: .*", words, text, flags=re.MULTILINE)
    text = re.sub("source: [^,}]*", lambda _: f"source: {said(texts)}", text)
    notes = "".join(f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in EVIL)
    said_of_all = f"watermark: {said(texts)}\nnotes:\n{notes}"
    text = re.sub("^watermark:\n.*\n", lambda _: said_of_all, text, flags=re.MULTILINE)
    plan.write_text(text, encoding="utf-8")
    layers = root / "scenarios" / PLAN
    layers.mkdir(parents=True)
    for number, one in enumerate(EVIL):
        words = json.dumps(one, ensure_ascii=False)
        (layers / f"s{number}.yaml").write_text(
            f"scenario: s{number}\ntitle: {words}\nwhy: {words}\nowner: {words}\n"
            f"set: {{S2.delivery_probability: {number + 1}%}}\n"
            f"because: {{S2.delivery_probability: {{basis: assumed, source: {words}}}}}\n",
            encoding="utf-8",
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        done = CliRunner().invoke(main, ["run", PLAN, "--out", "../hostile-out"])
        assert done.exit_code == 0, done.output
    out = root.parent / "hostile-out"
    assert [path.name for path in out.iterdir()] == [PLAN]
    assert sorted(path.name for path in root.iterdir()) == ["inputs", "scenarios"]
    return out / PLAN


def texts_in(data: bytes) -> Iterator[tuple[str, str]]:
    """Every text of a workbook and the kind of its cell."""
    for sheet in load_workbook(BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    yield cell.data_type, cell.value


def test_no_formula_of_the_workbook_holds_what_was_typed(wrote: Path) -> None:
    found = list(texts_in((wrote / "mtfp.xlsx").read_bytes()))
    formulas = [text for kind, text in found if kind == "f"]
    assert len(formulas) > 100
    # Only within quotation marks of a formula may a text of the plan stand.
    bare = [re.sub(r'"(?:[^"]|"")*"', "", formula) for formula in formulas]
    assert not [f for f in bare if re.search(r"cmd|HYPERLINK|evil|bad|SUM\(1\)|script", f)]
    held = "\n".join(text for kind, text in found if kind == "s")
    for evil in EVIL:
        assert evil in held


def test_the_workbook_links_to_nothing_outside_it(wrote: Path) -> None:
    with ZipFile(wrote / "mtfp.xlsx") as archive:
        names = archive.namelist()
        rels = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
    linked = re.compile("external|connection|vba|query", re.IGNORECASE)
    assert not [name for name in names if linked.search(name)]
    assert b'TargetMode="External"' not in rels
    assert b"/hyperlink" not in rels


@pytest.mark.libreoffice
def test_another_program_runs_none_of_it(wrote: Path, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    assert program
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    for name in ("mtfp.xlsx", "figures.csv"):
        told = ["--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(wrote / name)]
        subprocess.run([program, profile, *told], check=True, capture_output=True, timeout=300)
    for name, some in (("mtfp.xlsx", True), ("figures.xlsx", False)):
        found = list(texts_in((tmp_path / name).read_bytes()))
        formulas = [re.sub(r'"(?:[^"]|"")*"', "", text) for kind, text in found if kind == "f"]
        assert bool(formulas) == some
        assert not [f for f in formulas if re.search(r"cmd|HYPERLINK|evil|SUM\(1\)", f)]


def test_no_cell_of_the_figures_is_a_formula(wrote: Path) -> None:
    text = (wrote / "figures.csv").read_text(encoding="utf-8")
    heads, *rows = csv.reader(StringIO(text))
    assert rows
    for row in rows:
        for column, cell in zip(heads, row, strict=True):
            # A figure may begin with a minus, whether worked or an item's own id.
            harmless = re.fullmatch(r"-?[0-9.]+(e[-+][0-9]+)?", cell)
            assert cell[:1] not in STARTS or harmless, (column, cell)
    assert {row[heads.index("plan")] for row in rows} == {f"'{PLAN}"}
    assert {"__proto__", "1e5", "2026-01-01"} <= {row[heads.index("item")] for row in rows}


def test_the_record_is_json_and_says_what_was_typed(wrote: Path) -> None:
    record: dict[str, Any] = json.loads((wrote / "run.json").read_text(encoding="utf-8"))
    assert record["plan"] == PLAN
    assert {one["why"] for one in record["scenarios"].values()} >= set(EVIL)


@pytest.mark.browser
def test_the_page_runs_none_of_it_and_shows_it_as_typed(wrote: Path) -> None:
    html = (wrote / "mtfp.html").read_text(encoding="utf-8")
    with scripts.chromium(html) as page:  # which fails on any error, request or script refused
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        chooser = page.get_by_label("Scenario", exact=True)
        shown = page.locator("body").inner_text() + page.locator("select").first.inner_text()
        for number in range(len(EVIL)):
            chooser.select_option(f"s{number}")
            shown += page.locator("body").inner_text()
        for evil in EVIL:
            assert evil in shown
        assert page.evaluate("window.bad === undefined")
        strange = "img, iframe, object, embed, [onload], [onerror], a[href^=javascript]"
        assert page.evaluate(f"document.querySelectorAll({strange!r}).length") == 0
