"""`mtfp template` and `mtfp merge`: a form out to a budget holder and back into the plan."""

import csv
import re
import shutil
import zipfile
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from mtfp import authoring_cli
from mtfp.authoring import form
from mtfp.authoring.columns import columns
from mtfp.authoring.inert import as_meant, inert
from mtfp.authoring.meaning import meaning
from mtfp.cli import main
from mtfp.model import MODEL
from mtfp.plan.read import read_plan
from mtfp.terms import FinancialYear
from tests.conftest import ROOT, without_codes

SERVICES = """id,title,directorate,basis
svc_homes,Homes,Place,illustrative
svc_care,Care of older people,Adult Care,illustrative
"""
SERVICE_OF = {
    "savings": {"S1": "svc_homes", "S2": "svc_care", "S3": "svc_care"},
    "pressures": {"care": "svc_care"},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example in a project of its own: the folder of its registers."""
    for of in ("inputs", "scenarios"):
        shutil.copytree(ROOT / of / "worked-example", tmp_path / of / "worked-example")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "inputs/worked-example"


@pytest.fixture
def services(project: Path) -> None:
    """The worked example says whose each row is."""
    (project / "services.csv").write_text(SERVICES)
    for register, service_of in SERVICE_OF.items():
        path = project / f"{register}.csv"
        heads, *rows = grid(path)
        rows = [[*row, service_of.get(row[0], "")] for row in rows]
        save(path, [[*heads, "service"], *rows], "utf-8")


def mtfp(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def done(*words: str) -> str:
    result = mtfp(*words)
    assert result.exit_code == 0, result.output
    return result.output


def refused(codes: str, *words: str) -> str:
    """What a command is refused with, where its problems have these codes and no others."""
    result = mtfp(*words)
    assert result.exit_code == 1, result.output
    assert set(re.findall(r"   \[([EW][0-9]{3})\]$", result.output, re.MULTILINE)) == {
        *codes.split()
    }
    return without_codes(result.output.rpartition("\n\n")[0])


def grid(path: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"))))


def save(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig") -> None:
    out = StringIO()
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), encoding=encoding, newline="")


def block(rows: list[list[str]], name: str) -> int:
    """The row of the headings of one register of a form."""
    return next(at for at, row in enumerate(rows) if row[:2] == [name, "rows issued"]) + 2


def fill(path: Path, register: str, **cells: str) -> None:
    """Add a row to one register of a form."""
    rows = grid(path)
    at = block(rows, register)
    end = next((n for n in range(at, len(rows)) if not any(rows[n])), len(rows))
    rows.insert(end, [cells.get(head.replace("/", "_"), cells.get(f"_{head.replace('/', '_')}", ""))
                      for head in rows[at]])  # fmt: skip
    save(path, rows)


def alter(path: Path, item: str, head: str, text: str) -> None:
    """Change one cell of a form."""
    rows = grid(path)
    row = next(row for row in rows if row and row[0] == item)
    heads = next(row for row in reversed(rows[: rows.index(row)]) if "id" in row)
    row[heads.index(head)] = text
    save(path, rows)


NEW = {
    "id": "T90", "title": "Digital post room", "full_year_effect": "£400k", "start": "2027-04",
    "recurrence": "recurring", "basis": "assumed", "source": "head of service",
}  # fmt: skip


# -- issued --------------------------------------------------------------------------------------


def test_a_blank_form_has_the_models_headings_and_a_note(project: Path) -> None:
    said = done("template", "Adult Care")
    path = project.parent.parent / "reports/worked-example/adult-care.csv"
    assert said == (
        "Wrote reports/worked-example/adult-care.csv, a form of worked-example that begins "
        "with 0 rows of savings and 0 of pressures.\n"
    )
    rows = grid(path)
    assert rows[0][0].startswith(
        "Savings (0 rows) and pressures (0 rows) of Adult Care for: The worked example, edition of "
        "2026-02-25. Change a row, or add one"
    )
    for name, heads in (("savings", ["full_year_effect", "start"]), ("pressures", ["cost_base"])):
        assert {"id", "title", "2026/27", "2028/29", "basis", "source", *heads} <= set(
            rows[block(rows, name)]
        )


def test_a_form_that_may_be_filled_already_is_not_written_over(project: Path) -> None:
    done("template", "Adult Care", "--out", "mine.csv")
    before = Path("mine.csv").read_bytes()
    assert "mine.csv   Is there already, and was left." in refused(
        "E801", "template", "Adult Care", "--out", "mine.csv"
    )
    assert Path("mine.csv").read_bytes() == before
    assert project.is_dir()


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("name", ["form.csv", "form.xlsx"])
def test_a_form_merged_into_another_plan_is_refused_in_one_problem(
    project: Path, name: str
) -> None:
    other = project.parent / "other"
    shutil.copytree(ROOT / "inputs/exemplar", other)
    done("template", "Adult Care", "worked-example", "--out", name)
    said = refused("E807", "merge", name, "other")
    first, fix = said.splitlines()
    assert first == f"{name}   This form was issued for The worked example."
    assert fix.startswith("    Name that plan after the file: this is other, ")
    assert done("merge", name, "worked-example") == "Changes nothing.\n"


@pytest.mark.usefixtures("project", "services")
def test_a_directorates_own_rows_are_in_its_form() -> None:
    said = done("template", "adult care", "--out", "form.csv")
    assert said == (
        "Wrote form.csv, a form of worked-example that begins with 2 rows of savings and 1 of "
        "pressures.\n"
    )
    rows = grid(Path("form.csv"))
    assert "of Adult Care for" in rows[0][0]
    assert ["savings", "rows issued", "S2", "S3"] in rows
    assert [row[0] for row in rows[block(rows, "savings") + 1 :][:2]] == ["S2", "S3"]
    assert "care" in {row[0] for row in rows if row}
    assert "Did you mean Adult Care?" in refused("E802", "template", "Adult Car", "--out", "x.csv")
    assert "They are Adult Care, Place." in refused("E802", "template", "Zoo", "--out", "x.csv")


@pytest.mark.usefixtures("project", "services")
def test_one_register_alone_may_be_issued() -> None:
    done("template", "Place", "--register", "savings", "--out", "form.csv")
    assert [row[0] for row in grid(Path("form.csv")) if row[1:2] == ["rows issued"]] == ["savings"]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a/b"])
def test_a_directorates_name_leads_nowhere_else(name: str) -> None:
    result = mtfp("template", name)
    assert {path.parent.as_posix() for path in Path().rglob("*.csv")} <= {
        "inputs/worked-example", "reports/worked-example"
    }  # fmt: skip
    assert result.exit_code in (0, 1)


@pytest.mark.usefixtures("project", "services")
def test_a_workbook_holds_the_same_form_with_lists_to_choose_from() -> None:
    done("template", "Adult Care", "--out", "form.xlsx")
    book = load_workbook("form.xlsx")
    assert book.sheetnames == ["notes", "savings", "pressures", "rows issued"]
    first, *rows = book["rows issued"].values
    assert first == ("register", "id", "as issued")
    assert [row[:2] for row in rows] == [
        ("savings", "S2"), ("savings", "S3"), ("pressures", "care"),
    ]  # fmt: skip
    assert len({row[2] for row in rows}) == 3
    assert all(str(row[2]).isalpha() for row in rows)  # no program takes one for a number
    page = book["savings"]
    heads = [cell.value for cell in page[1]]
    cells = {str(head): page.cell(2, at) for at, head in enumerate(heads, start=1)}
    assert cells["start"].value == datetime(2026, 10, 1)  # noqa: DTZ001 (a cell knows no zone)
    assert cells["start"].number_format == "mmm yyyy"
    assert cells["full_year_effect"].value == 4_000_000
    assert cells["full_year_effect"].number_format.startswith("£#,##0")
    assert cells["recurrence"].number_format == "@"
    looks = {str(head): page.column_dimensions[get_column_letter(at)].number_format
             for at, head in enumerate(heads, start=1)}  # fmt: skip
    assert "%" in looks["delivery_probability"]
    assert looks["title"] == "@"
    offered = {rule.formula1 for rule in page.data_validations.dataValidation}
    assert '"one_off,recurring,time_limited"' in offered
    assert '"published,derived,approved,forecast,assumed,illustrative"' in offered
    assert '"none,pay_award,' in "".join(
        str(rule.formula1) for rule in book["pressures"].data_validations.dataValidation
    )


# -- taken back ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("name", ["form.csv", "form.xlsx"])
def test_a_form_that_comes_back_as_it_went_changes_nothing(project: Path, name: str) -> None:
    before = {path: path.read_bytes() for path in project.iterdir()}
    done("template", "Adult Care", "--out", name)
    assert done("merge", name, "--write", "--allow-removal") == "Changes nothing.\n"
    assert {path: path.read_bytes() for path in project.iterdir()} == before


@pytest.mark.usefixtures("services")
def test_what_changed_is_said_row_by_row_and_written_only_when_asked(project: Path) -> None:
    done("template", "Adult Care", "--out", "form.csv")
    alter(Path("form.csv"), "S2", "full_year_effect", "£2.1m")
    alter(Path("form.csv"), "S2", "source", "panel, 3 March")
    fill(Path("form.csv"), "savings", **NEW)
    fill(Path("form.csv"), "pressures", id="p90", title="New law", index="none", sign="cost",
         _2026_27="£1m", _2027_28="£0", _2028_29="£0", recurrence="recurring",
         basis="assumed", **{"as": "change"})  # fmt: skip
    before = {path: path.read_bytes() for path in project.iterdir()}
    said = done("merge", "form.csv")
    told = (
        "savings: S2 (Adult care pathway): full_year_effect £4m became £2.1m; "
        "source invented for this example became panel, 3 March\n"
        "savings: T90 (Digital post room): new; full_year_effect £400k, start 2027-04, recurrence "
        "recurring, basis assumed, source head of service\n"
        "pressures: p90 (New law): new; index none, sign cost, recurrence recurring, 2026/27 £1m, "
        "2027/28 £0, 2028/29 £0, as change, basis assumed\n"
    )
    files = "inputs/worked-example/savings.csv and inputs/worked-example/pressures.csv"
    assert said == f"{told}Nothing was written; --write changes {files}.\n"
    assert {path: path.read_bytes() for path in project.iterdir()} == before
    assert done("merge", "form.csv", "--write") == f"{told}Wrote {files}.\n"
    plan = read_plan(project, MODEL)
    place = plan.items["saving"].ids.index("S2")
    assert plan.figures["saving_full_year_effect"][0, place] == 2_100_000
    assert "T90" in plan.items["saving"].ids
    was = before[project / "savings.csv"].decode().splitlines()
    now = (project / "savings.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in now if line not in was] == [now[2], now[-1]]
    assert done("merge", "form.csv") == "Changes nothing.\n"


@pytest.mark.usefixtures("services")
def test_a_row_that_is_gone_stays_unless_it_may_be_taken_out(project: Path) -> None:
    done("template", "Adult Care", "--out", "form.csv")
    save(Path("form.csv"), [row for row in grid(Path("form.csv")) if row[:1] != ["S3"]])
    stays = "no longer in the form; it stays (--allow-removal takes it out)\n"
    assert done("merge", "form.csv", "--write") == (f"savings: S3 (Sale of surplus stock): {stays}")
    assert "S3" in (project / "savings.csv").read_text(encoding="utf-8")
    said = done("merge", "form.csv", "--allow-removal", "--write")
    assert said == (
        "savings: S3 (Sale of surplus stock): taken out\nWrote inputs/worked-example/savings.csv.\n"
    )
    assert "S3" not in (project / "savings.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("services")
def test_a_removal_that_a_scenario_stands_on_is_refused(project: Path) -> None:
    scenario = project.parent.parent / "scenarios/worked-example/late.yaml"
    scenario.write_text("scenario: late\ntitle: x\nwhy: x\nowner: x\nset:\n  S3.start: 2028-04\n")
    done("template", "Adult Care", "--out", "form.csv")
    save(Path("form.csv"), [row for row in grid(Path("form.csv")) if row[:1] != ["S3"]])
    assert refused("E507", "merge", "form.csv", "--allow-removal", "--write").startswith(
        "scenarios/worked-example/late.yaml:6   S3.start is nothing in this plan."
    )
    assert "S3" in (project / "savings.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "cells", "told"),
    [
        ("E403", {"full_year_effect": "400 thousand"},
         "form.csv:6   full_year_effect: '400 thousand' is not an amount of money"),
        ("E411", {"basis": "published", "source": ""},
         "form.csv:6   Is published, but has no source."),
        ("E410", {"basis": "gess"}, "form.csv:6   gess is not a basis."),
        ("E305", {"id": ""}, "form.csv:6   Has no id."),
        ("E407", {"recurrence": "recuring"}, "Did you mean recurring?"),
        ("E401", {"start": ""}, "form.csv:6   T90 has no start"),
        ("E305", {"id": "pay_award"}, "form.csv:6   The id pay_award stands twice, first at "),
        ("E806", {"id": "S2"},
         "form.csv:6   The id S2 is that of a row which was not issued in this form."),
    ],
)  # fmt: skip
def test_a_form_is_checked_as_the_reader_would(
    project: Path, code: str, cells: dict[str, str], told: str
) -> None:
    before = (project / "savings.csv").read_bytes()
    done("template", "Adult Care", "--out", "form.csv")
    fill(Path("form.csv"), "savings", **{**NEW, **cells})
    assert told in refused(code, "merge", "form.csv", "--write")
    assert (project / "savings.csv").read_bytes() == before


@pytest.mark.usefixtures("project")
def test_two_rows_of_one_id_are_refused() -> None:
    done("template", "Adult Care", "--out", "form.csv")
    fill(Path("form.csv"), "savings", **NEW)
    fill(Path("form.csv"), "savings", **NEW)
    assert refused("E305", "merge", "form.csv").startswith(
        "form.csv:7   The id T90 stands twice, first on line 6."
    )


@pytest.mark.usefixtures("project")
def test_a_heading_that_was_changed_is_named() -> None:
    done("template", "Adult Care", "--out", "form.csv")
    fill(Path("form.csv"), "savings", **NEW)
    rows = grid(Path("form.csv"))
    rows[block(rows, "savings")] = ["starts" if cell == "start" else cell
                                    for cell in rows[block(rows, "savings")]]  # fmt: skip
    save(Path("form.csv"), rows)
    told = refused("E303 E401", "merge", "form.csv")
    assert "form.csv:5   starts is not a column here." in told
    assert "Did you mean start?" in told


def test_columns_that_the_register_lacks_are_made_where_they_are_filled(project: Path) -> None:
    done("template", "Adult Care", "--out", "form.csv")
    years = {"_2026_27": "£100k", "_2027_28": "£200k", "_2028_29": ""}
    fill(Path("form.csv"), "savings", **{**NEW, "full_year_effect": "", "start": "", **years,
                                         "as": "change"})  # fmt: skip
    done("merge", "form.csv", "--write")
    heads = (project / "savings.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert heads == ["id", "title", "full_year_effect", "start", "recurrence", "2026/27",
                     "2027/28", "2028/29", "as", "basis", "source"]  # fmt: skip
    assert "on" not in heads
    assert mtfp("check", "worked-example").exit_code == 0


def test_a_register_that_is_not_there_is_begun(project: Path) -> None:
    (project / "savings.csv").unlink()
    for path in (project.parent.parent / "scenarios/worked-example").iterdir():
        path.unlink()
    done("template", "Adult Care", "--out", "form.csv")
    fill(Path("form.csv"), "savings", **NEW)
    done("merge", "form.csv", "--write")
    assert (project / "savings.csv").read_text(encoding="utf-8") == (
        "id,title,full_year_effect,start,recurrence,basis,source\n"
        "T90,Digital post room,£400k,2027-04,recurring,assumed,head of service\n"
    )


def test_a_plain_register_may_come_back_by_its_own_name(project: Path) -> None:
    text = (project / "savings.csv").read_text(encoding="utf-8")
    Path("savings.csv").write_text(text.replace("£4m", "£3.8m"), encoding="utf-8")
    said = done("merge", "savings.csv", "--allow-removal")
    assert said.startswith("savings: S2 (Adult care pathway): full_year_effect "
                           "£4m became £3.8m\nNothing was written")  # fmt: skip


@pytest.mark.usefixtures("services", "project")
def test_rows_of_a_form_that_are_hidden_are_taken_and_said() -> None:
    done("template", "Adult Care", "--out", "form.xlsx")
    book = load_workbook("form.xlsx")
    book["savings"].row_dimensions[2].hidden = True
    book.save("form.xlsx")
    assert "Note: form.xlsx, sheet savings:2   Hides row 2, and what it holds is read all" in done(
        "merge", "form.xlsx"
    )


@pytest.mark.usefixtures("services")
def test_a_workbook_comes_back_with_what_excel_makes_of_figures(project: Path) -> None:
    done("template", "Adult Care", "--out", "form.xlsx")
    book = load_workbook("form.xlsx")
    page = book["savings"]
    heads = {str(cell.value): n for n, cell in enumerate(page[1], start=1)}
    page.cell(2, heads["full_year_effect"], 2_100_000).number_format = "#,##0"
    page.cell(2, heads["delivery_probability"], 0.85).number_format = "0%"
    page.cell(2, heads["start"], date(2027, 1, 1)).number_format = "mmm yy"
    page.cell(2, heads["slippage_months"], 2).number_format = "General"
    book.save("form.xlsx")
    told = (
        "savings: S2 (Adult care pathway): full_year_effect £4m became 2100000; "
        "start 2026-10 became 2027-01; delivery_probability blank became 85%; slippage_months "
        "blank became 2\n"
    )
    assert done("merge", "form.xlsx").startswith(told)
    page.cell(2, heads["delivery_probability"], 0.85).number_format = "General"
    page.cell(2, len(heads) + 2, "by the way")
    book.save("form.xlsx")
    assert "sheet savings:1   A column without a name is not" in refused(
        "E303 E402", "merge", "form.xlsx"
    )
    page.cell(2, len(heads) + 2).value = None
    book.save("form.xlsx")
    assert (
        "form.xlsx, sheet savings:2   delivery_probability: '0.85' is not a percentage; write it "
        "with its sign, like 3.5%."
    ) in refused("E402", "merge", "form.xlsx")
    page.cell(2, heads["delivery_probability"], 0.85).number_format = "0%"
    book.save("form.xlsx")
    wrote = "Wrote inputs/worked-example/savings.csv.\n"
    assert done("merge", "form.xlsx", "--write") == told + wrote
    assert "S2,Adult care pathway,2100000,2027-01," in (project / "savings.csv").read_text()


def test_line_ends_and_quotes_of_other_rows_stay(project: Path) -> None:
    path = project / "savings.csv"
    data = path.read_bytes().replace(b",Sale of surplus stock,",
                                     b',"Sale of surplus stock",')  # fmt: skip
    path.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    done("template", "Adult Care", "--out", "form.csv")
    fill(Path("form.csv"), "savings", **NEW)
    done("merge", "form.csv", "--write")
    assert path.read_bytes() == b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") + (
        "T90,Digital post room,£400k,2027-04,recurring,assumed,head of service\r\n".encode()
    )


@pytest.fixture
def in_a_workbook(project: Path) -> Path:
    """The worked example with every register on a sheet, months as Excel holds them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for path in sorted(project.glob("*.csv")):
        heads, *rows = grid(path)
        page = book.create_sheet(path.stem)
        page.append(heads)
        for row in rows:
            page.append(row)
            for cell, head in zip(page[page.max_row], heads, strict=True):
                if head == "start" and cell.value:
                    year, month = map(int, str(cell.value).split("-"))
                    cell.value = date(year, month, 1)
        path.unlink()
    book.save(project / "registers.xlsx")
    return project


@pytest.mark.usefixtures("services", "in_a_workbook")
@pytest.mark.parametrize("name", ["form.csv", "form.xlsx"])
def test_a_form_is_issued_from_registers_on_sheets(name: str) -> None:
    said = done("template", "Adult Care", "--out", name)
    assert said == (
        f"Wrote {name}, a form of worked-example that begins with 2 rows of savings and 1 of "
        "pressures.\n"
    )
    (issued,) = [
        row
        for row in (grid(Path(name)) if name.endswith("csv") else
                    load_workbook(name)["savings"].values)
        if row and row[0] == "S2"
    ]  # fmt: skip
    assert issued[1] == "Adult care pathway"
    assert issued[6] in ("2026-10", datetime(2026, 10, 1))  # noqa: DTZ001 (a cell knows no zone)


# -- hostile and broken --------------------------------------------------------------------------

FORMULAS = ("=cmd|' /C calc'!A0", "+1+cmd", "-2+3+cmd", "@SUM(A1)", "\t=1", '=HYPERLINK("x")')


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_inert_and_comes_back_as_it_was_meant(text: str) -> None:
    assert inert(text) == f"'{text}"
    assert as_meant(inert(text)) == text
    assert inert(inert(text)) == inert(text)


@pytest.mark.parametrize("text", ["-1.5%", "-£1.2m", "-£1,500.25", "'tis", "plain", "", "(1,500)"])
def test_figures_and_words_are_left_alone(text: str) -> None:
    assert inert(text) == as_meant(text) == text


@pytest.mark.parametrize("text", [text.strip() for text in FORMULAS])
def test_a_formula_in_a_form_is_written_inert(project: Path, text: str) -> None:
    done("template", "Adult Care", "--out", "form.csv")
    fill(Path("form.csv"), "savings", **{**NEW, "title": text, "id": "T90"})
    done("merge", "form.csv", "--write")
    (row,) = [
        row
        for row in csv.reader(StringIO((project / "savings.csv").read_text()))
        if "2027-04" in row
    ][-1:]
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert done("merge", "form.csv") == "Changes nothing.\n"


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("name", ["form.csv", "form.xlsx"])
def test_a_formula_in_the_plan_is_issued_inert(project: Path, name: str) -> None:
    path = project / "savings.csv"
    path.write_text(path.read_text().replace("Adult care", "=1+1 care"))
    done("template", "Adult Care", "--out", name)
    if name.endswith("xlsx"):
        for page in load_workbook(name).worksheets:
            assert not [c for row in page.iter_rows() for c in row if c.data_type == "f"]
    else:
        cells = [cell for row in grid(Path(name)) for cell in row]
        assert "'=1+1 care pathway" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert done("merge", name) == "Changes nothing.\n"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("code", "name", "data", "told"),
    [
        ("E805", "x.csv", b"", "x.csv   Is no form: nothing in it says which register it is."),
        ("E805", "x.csv", b"id,title\n1,2\n", "Is no form"),
        ("E805", "x.csv", b"savings,rows issued\n", "savings has no headings."),
        ("E302", "x.csv", b"savings,rows issued\nid,title\n1,2,3\n",
         "x.csv:3   Has something beyond"),
        ("E109", "x.csv", b'savings,rows issued\nid,title\n1,"2\n',
         "x.csv:3   Has a quotation mark"),
        ("E103", "x.csv", b"savings,rows issued\nid,title\n1,\xa3\n", "x.csv:3   Is not UTF-8"),
        ("E103", "x.csv", b"savings,rows issued\nid\n\x00\n",
         "x.csv:3   Holds a sign that cannot be seen"),
        ("E113", "x.xlsx", b"PK\x03\x04 nothing",
         "x.xlsx   Is damaged: it ends before its list of parts."),
        ("E113", "x.xlsx", b"<html>",
         "x.xlsx   Is a web page or XML under the name of a workbook."),
    ],
)  # fmt: skip
def test_what_is_no_form_is_said_in_words(code: str, name: str, data: bytes, told: str) -> None:
    Path(name).write_bytes(data)
    assert told in refused(code, "merge", name)


@pytest.mark.usefixtures("project")
def test_a_bomb_and_a_strange_sheet_are_refused() -> None:
    with zipfile.ZipFile("bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        for number in range(3):
            parts.writestr(f"{number}.xml", b"0" * 50_000_000)
    assert "Would unpack to 150 MB, too much for a register." in refused(
        "E113", "merge", "bomb.xlsx"
    )
    book = Workbook()
    book.worksheets[0].title = "sums"
    book.worksheets[0]["A1"] = 1
    book.save("sums.xlsx")
    assert "sums.xlsx, sheet sums   Is no register" in refused("E104", "merge", "sums.xlsx")
    book.worksheets[0].title = "savings"
    book.worksheets[0]["XFD1048576"] = 1
    book.save("far.xlsx")
    assert "Has something in XFD1048576, far beyond a register." in refused(
        "E102", "merge", "far.xlsx"
    )


def test_a_plan_in_a_workbook_is_told_what_to_type_and_not_half_written(
    in_a_workbook: Path,
) -> None:
    (in_a_workbook / "ledger.yaml").unlink(missing_ok=True)
    before = (in_a_workbook / "registers.xlsx").read_bytes()
    done("template", "Adult Care", "--out", "form.csv")
    fill(Path("form.csv"), "savings", **NEW)
    said = done("merge", "form.csv")
    told, last = said.splitlines()
    assert told.startswith("savings: T90 (Digital post room): new; full_year_effect £400k, start")
    assert last == (
        "Nothing was written; type the changes into inputs/worked-example/registers.xlsx."
    )
    refusal = refused("E805", "merge", "form.csv", "--write")
    assert refusal.startswith(f"{told}\n")
    assert "The plan's savings stand in registers.xlsx, which is not written here." in refusal
    assert (in_a_workbook / "registers.xlsx").read_bytes() == before
    assert sorted(path.name for path in in_a_workbook.iterdir()) == ["plan.yaml", "registers.xlsx"]


@pytest.mark.usefixtures("services", "in_a_workbook")
def test_a_form_for_a_plan_in_a_workbook_is_checked_and_compared_as_any_other() -> None:
    done("template", "Adult Care", "--out", "form.csv")
    alter(Path("form.csv"), "S2", "start", "Oct-26")
    alter(Path("form.csv"), "S2", "full_year_effect", "£2.1m")
    assert done("merge", "form.csv").splitlines()[0] == (
        "savings: S2 (Adult care pathway): full_year_effect £4m became £2.1m"
    )
    alter(Path("form.csv"), "S2", "full_year_effect", "2 millions")
    assert "form.csv:6   full_year_effect: '2 millions' is not an amount" in refused(
        "E403", "merge", "form.csv"
    )


# -- what the plan has changed since ---------------------------------------------------------------


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("start", "Oct-26"),
        ("start", "2026-10-01"),
        ("full_year_effect", "£4,000,000"),
        ("full_year_effect", "4000000"),
        ("full_year_effect", "£4.00m"),
    ],
)
def test_the_same_figure_written_otherwise_is_no_change(
    project: Path, head: str, written: str
) -> None:
    before = (project / "savings.csv").read_bytes()
    done("template", "Adult Care", "--out", "form.csv")
    alter(Path("form.csv"), "S2", head, written)
    assert done("merge", "form.csv", "--write") == "Changes nothing.\n"
    assert (project / "savings.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("head", "one", "other", "alike"),
    [
        ("delivery_probability", "3.5%", "3.50%", True),
        ("delivery_probability", "85%", "0.85", False),  # which the reader refuses
        ("full_year_effect", "£1,200", "1200", True),
        ("full_year_effect", "£1,200", "£1,200.01", False),
        ("full_year_effect", "", "0", False),
        ("start", "2027-06", "Jun-27", True),
        ("start", "2027-06", "Jun-28", False),
        ("title", "2027-06", "Jun-27", False),
    ],
)
def test_what_cells_mean_is_compared(head: str, one: str, other: str, alike: bool) -> None:
    first = FinancialYear(2026)
    held = next(c for c in columns(MODEL, MODEL.axes["saving"], [first]) if c.head == head)
    assert (meaning(one, held, first) == meaning(other, held, first)) is alike


@pytest.mark.usefixtures("services")
def test_a_figure_that_is_nearly_the_same_is_a_change(project: Path) -> None:
    text = (project / "savings.csv").read_text()
    (project / "savings.csv").write_text(text.replace("£4m", "0"))
    done("template", "Adult Care", "--out", "form.csv")
    for written in ("", "1", "nil"):
        alter(Path("form.csv"), "S2", "full_year_effect", written)
        told = mtfp("merge", "form.csv").output
        assert "Changes nothing" not in told, written


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("name", ["form.csv", "form.xlsx"])
def test_what_the_plan_alone_has_changed_since_is_kept(project: Path, name: str) -> None:
    done("template", "Adult Care", "--out", name)
    path = project / "savings.csv"
    corrected = path.read_text(encoding="utf-8").replace("£4m", "£3.5m")
    path.write_text(corrected, encoding="utf-8")
    assert done("merge", name, "--write") == (
        "savings: S2 (Adult care pathway): changed in the plan since the form was issued; "
        "that stays so\n"
    )
    assert path.read_text(encoding="utf-8") == corrected


@pytest.mark.usefixtures("services")
def test_a_row_that_both_have_changed_is_refused_unless_they_agree(project: Path) -> None:
    done("template", "Adult Care", "--out", "form.csv")
    alter(Path("form.csv"), "S2", "full_year_effect", "£2m")
    path = project / "savings.csv"
    corrected = path.read_text(encoding="utf-8").replace("£4m", "£3.5m")
    path.write_text(corrected, encoding="utf-8")
    first, *_ = refused("E808", "merge", "form.csv", "--write").splitlines()
    assert first == (
        "form.csv:6   S2 (Adult care pathway) was changed both here and in the plan since it was "
        "issued: full_year_effect is £3.5m in the plan and £2m here."
    )
    assert path.read_text(encoding="utf-8") == corrected
    alter(Path("form.csv"), "S2", "full_year_effect", "3500000")
    assert done("merge", "form.csv", "--write") == "Changes nothing.\n"


@pytest.mark.usefixtures("services")
def test_what_the_form_changes_elsewhere_is_taken_beside_what_the_plan_has_changed(
    project: Path,
) -> None:
    done("template", "Adult Care", "--out", "form.csv")
    alter(Path("form.csv"), "S3", "full_year_effect", "£900k")
    path = project / "savings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("£4m", "£3.5m"), encoding="utf-8")
    done("merge", "form.csv", "--write")
    plan = read_plan(project, MODEL)
    effect = dict(zip(plan.items["saving"].ids, plan.figures["saving_full_year_effect"][0],
                      strict=True))  # fmt: skip
    assert (effect["S2"], effect["S3"]) == (3_500_000, 900_000)


@pytest.mark.usefixtures("services")
def test_a_row_taken_out_of_the_plan_since_is_not_put_back(project: Path) -> None:
    done("template", "Adult Care", "--out", "form.csv")
    path = project / "savings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("S3,")), "utf-8")
    assert done("merge", "form.csv", "--write") == (
        "savings: S3 (Sale of surplus stock): taken out in the plan since the form was issued; "
        "that stays so\n"
    )
    alter(Path("form.csv"), "S3", "full_year_effect", "£900k")
    assert "S3 (Sale of surplus stock) was changed here, but taken out of the plan" in refused(
        "E808", "merge", "form.csv", "--write"
    )
    assert "S3" not in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("services")
def test_a_row_that_the_plan_has_changed_since_is_not_taken_out(project: Path) -> None:
    done("template", "Adult Care", "--out", "form.csv")
    save(Path("form.csv"), [row for row in grid(Path("form.csv")) if row[:1] != ["S2"]])
    path = project / "savings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("£4m", "£3.5m"), encoding="utf-8")
    assert "S2 (Adult care pathway) was taken out here, but changed in the plan since." in refused(
        "E808", "merge", "form.csv", "--allow-removal", "--write"
    )
    assert "S2" in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("services")
def test_a_form_without_its_marks_is_said_to_be_so() -> None:
    done("template", "Adult Care", "--out", "form.csv")
    rows = [row for row in grid(Path("form.csv")) if row[1:2] != ["as issued"]]
    save(Path("form.csv"), rows)
    said = done("merge", "form.csv").splitlines()
    assert [line.split(":")[0] for line in said] == ["savings", "pressures"]
    assert all("no longer says how its rows stood" in line for line in said)


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("name", ["form.csv", "form.xlsx"])
def test_a_register_that_did_not_come_back_is_named_with_its_rows(name: str) -> None:
    done("template", "Adult Care", "--out", name)
    if name.endswith("csv"):
        rows = grid(Path(name))
        save(Path(name), rows[: block(rows, "pressures") - 2])
    else:
        book = load_workbook(name)
        book.remove(book["pressures"])
        book.save(name)
    assert done("merge", name, "--write", "--allow-removal") == (
        "Changes nothing.\n"
        "pressures: did not come back with the form; the 1 row issued stays as in the plan\n"
    )


def test_the_registers_of_a_form_are_the_models() -> None:
    assert set(form.REGISTERS) <= {axis.many for axis in MODEL.axes.values()}
    chosen = next(p for p in authoring_cli.template.params if p.name == "wanted")
    assert tuple(getattr(chosen.type, "choices", ())) == form.REGISTERS
