"""The README's pictures, made anew: the page in Chromium, the workbook's Summary in LibreOffice.

    python -m tests.pictures

It needs Chromium, LibreOffice and pdftoppm (of poppler-utils), and says so where one is missing.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from mtfp.engine import run
from mtfp.model import MODEL
from mtfp.outputs.page.page import page_html
from mtfp.outputs.workbook.book import workbook
from mtfp.plan.folders import scenario_folder
from mtfp.plan.read import digests, read_plan
from mtfp.plan.scenarios import read_scenarios, together
from tests.conftest import ROOT
from tests.witnesses.scripts import QUIET

PLAN = ROOT / "inputs" / "bury-2025"
PICTURES = ROOT / "reports" / "pictures"
WIDE, HIGH = 1280, 1500
SUMMARY_PAGE = 2
NEEDED = ("chromium", "soffice", "pdftoppm")


def main() -> None:
    """Write both pictures."""
    missing = [program for program in NEEDED if not shutil.which(program)]
    if missing:
        sys.exit(f"Pictures need {', '.join(missing)}, which this computer has not.")
    entered = read_plan(PLAN, MODEL)
    scenarios = read_scenarios(PLAN, entered, MODEL)
    results = run(MODEL, *together(scenarios))
    files = {**entered.files, **digests(scenario_folder(PLAN))}
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        page, book = folder / "mtfp.html", folder / "mtfp.xlsx"
        page.write_text(page_html(results, scenarios, entered, files), encoding="utf-8")
        book.write_bytes(workbook(results, scenarios, entered, files))
        photograph(page, PICTURES / "page.png")
        print_out(book, PICTURES / "summary.png")
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"Wrote {picture.relative_to(ROOT)}.")


def photograph(page: Path, to: Path) -> None:
    """The top of the page as a reader's window shows it."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        opened = browser.new_page(viewport={"width": WIDE, "height": HIGH})
        opened.goto(page.as_uri())
        opened.wait_for_function(
            "[...document.querySelectorAll('.js-plotly-plot')].every((d) => d._fullLayout)"
        )
        opened.screenshot(path=to)
        browser.close()


def print_out(book: Path, to: Path) -> None:
    """The Summary as it is printed."""
    profile = f"-env:UserInstallation=file://{book.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(book.parent), str(book)], check=True, capture_output=True)
    page = str(SUMMARY_PAGE)
    subprocess.run(
        ["pdftoppm", "-png", "-singlefile", "-r", "110", "-f", page, "-l", page,
         str(book.with_suffix(".pdf")), str(to.with_suffix(""))],
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
