"""Registers as sheets of one workbook: the same plan as from CSV, and every way of being wrong."""

import csv
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from datetime import time as time_of_day
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook

from mtfp.model import MODEL
from mtfp.plan.plan import Origin, Plan
from mtfp.plan.read import digests, read_plan
from mtfp.plan.typed import money
from mtfp.problems import Place, PlanError
from tests.conftest import ROOT, without_codes

WORKBOOK = "registers.xlsx"
SHEET = "xl/worksheets/sheet{}.xml"
SAVE_AS = "\n    Open it in Excel and save it as `Excel Workbook (.xlsx)`, without a password."
SAVE_AGAIN = "\n    Open it in Excel, look that all is there, and save it again as .xlsx."
Dress = Callable[[str], tuple[Any, str]]


def as_text(typed: str) -> tuple[Any, str]:
    """Every cell as text, as a program that knows nothing of Excel would write it."""
    return typed or None, "General"


def as_excel(typed: str) -> tuple[Any, str]:
    """A cell as Excel would hold what is typed, and its number format."""
    if re.fullmatch(r"\(?£[0-9.,]+(k|m|bn)?\)?", typed):
        return money(typed), '_-"£"* #,##0.00_-;[Red]\\-"£"* #,##0.00_-'
    if typed.endswith("%"):
        return float(f"{typed[:-1]}e-2"), "0.00%"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", typed):
        return datetime.fromisoformat(f"{typed}-01"), "mmm\\-yy"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        return date.fromisoformat(typed), "dd/mm/yyyy"
    if re.fullmatch(r"[0-9]+", typed):
        return int(typed), "General"
    return as_text(typed)


def dress(folder: Path, how: Dress = as_text, keep: tuple[str, ...] = ()) -> Path:
    """Turn a plan's registers into one workbook, but for those kept; a ledger is none."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for path in sorted(folder.glob("*.csv")):
        if path.stem in (*keep, "ledger"):
            continue
        sheet = book.create_sheet(path.stem)
        with path.open(encoding="utf-8", newline="") as stream:
            for row, cells in enumerate(csv.reader(stream), start=1):
                for column, typed in enumerate(cells, start=1):
                    value, look = how(typed) if row > 1 else as_text(typed)
                    if value is not None:
                        sheet.cell(row, column, value).number_format = look
        path.unlink()
    book.save(folder / WORKBOOK)
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Workbook]:
    """A folder's workbook, to be changed and saved."""
    book = load_workbook(folder / WORKBOOK)
    yield book
    book.save(folder / WORKBOOK)


def put(folder: Path, sheet: str, cell: str, value: Any, look: str = "General") -> None:
    with opened(folder) as book:
        book[sheet][cell] = value
        book[sheet][cell].number_format = look


def repack(folder: Path, change: Callable[[str, bytes], bytes | None], **more: bytes) -> None:
    """Write the workbook's parts again, changed, dropped or added to."""
    with ZipFile(folder / WORKBOOK) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(folder / WORKBOOK, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            changed = change(name, data)
            if changed is not None:
                archive.writestr(name, changed)
        for name, data in more.items():
            archive.writestr(name, data)


def in_sheet(number: int, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, data: bytes) -> bytes:
        if name != SHEET.format(number):
            return data
        assert old in data
        return data.replace(old, new, 1)

    return change


def share_strings(folder: Path) -> None:
    """Keep the workbook's text in one part, as Excel does, and not in each cell."""
    texts: list[bytes] = []

    def shared(match: re.Match[bytes]) -> bytes:
        texts.append(match[2])
        return b'%s t="s"><v>%d</v></c>' % (match[1], len(texts) - 1)

    inline = re.compile(rb'(<c r="[A-Z0-9]+"[^>]*) t="inlineStr"><is>(.*?)</is></c>')
    repack(folder, lambda name, data: inline.sub(shared, data) if "worksheets" in name else data)
    strings = b"".join(b"<si>%s</si>" % text for text in texts)
    main = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats'
    part += b'-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    repack(
        folder,
        lambda name, data: data.replace(b"</Types>", part) if "Content_Types" in name else data,
        **{"xl/sharedStrings.xml": main % strings},
    )


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A copy of the worked example, still in CSV."""
    return Path(shutil.copytree(ROOT / "inputs/worked-example", tmp_path / "worked-example"))


@pytest.fixture(scope="session")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example with its registers in a workbook."""
    folder = tmp_path_factory.mktemp("dressed") / "worked-example"
    return dress(Path(shutil.copytree(ROOT / "inputs/worked-example", folder)))


@pytest.fixture
def folder(dressed: Path, tmp_path: Path) -> Path:
    """A copy of the worked example with its registers in a workbook, to be broken."""
    return Path(shutil.copytree(dressed, tmp_path / "worked-example"))


def refusal(folder: Path, code: str = "") -> str:
    """What a plan is refused with, and whether each problem has the code, where one is given."""
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    assert not code or {problem.code for problem in refused.value.problems} == {code}
    for problem in refused.value.problems:
        assert problem.place
        assert len(str(problem).splitlines()) <= 6
    return without_codes(str(refused.value))


def first_lines(folder: Path, code: str = "") -> list[str]:
    """The first line of each problem, without the folder's name."""
    lines = [line for line in refusal(folder, code).splitlines() if not line.startswith("    ")]
    return [line.removeprefix("worked-example/") for line in lines]


# -- one schema, two dresses -----------------------------------------------------------------


def without_place(origin: Origin) -> Origin:
    return replace(origin, place=Place(""))


def assert_same_plan(one: Plan, other: Plan) -> None:
    """All but where it was read from is the same."""
    assert one.figures.keys() == other.figures.keys()
    for name, figures in one.figures.items():
        np.testing.assert_array_equal(figures, other.figures[name], err_msg=name)
    assert one.origins.keys() == other.origins.keys()
    for key, origin in one.origins.items():
        assert without_place(origin) == without_place(other.origins[key])
    nowhere: dict[str, Any] = {"figures": {}, "origins": {}, "files": {}}
    assert replace(one, **nowhere) == replace(other, **nowhere)


@pytest.mark.parametrize("how", [as_text, as_excel])
@pytest.mark.parametrize("name", ["exemplar", "worked-example", "bury-2025", "bury-2024-07"])
def test_a_workbook_gives_the_plan_that_csv_gives(tmp_path: Path, name: str, how: Dress) -> None:
    shipped = ROOT / "inputs" / name
    copy = dress(Path(shutil.copytree(shipped, tmp_path / name)), how)
    assert {path.name for path in copy.glob("*.csv")} <= {"ledger.csv"}
    assert_same_plan(read_plan(copy, MODEL), read_plan(shipped, MODEL))


def test_a_figure_from_a_sheet_has_its_sheet_and_row(folder: Path) -> None:
    place = read_plan(folder, MODEL).origins["saving_start", "S2"].place
    assert str(place) == "worked-example/registers.xlsx, sheet savings:3"
    assert place.text == (
        "S2, Adult care pathway, £4m, 2026-10, recurring, illustrative, invented for this example"
    )


def test_some_registers_may_be_sheets_and_others_files(plain: Path) -> None:
    before = read_plan(plain, MODEL)
    assert_same_plan(read_plan(dress(plain, as_excel, keep=("indices", "savings")), MODEL), before)


def test_a_register_in_both_dresses_is_refused_by_both_names(plain: Path) -> None:
    shutil.copy(plain / "savings.csv", plain / "kept")
    dress(plain, keep=("indices",))
    (plain / "kept").rename(plain / "savings.csv")
    assert refusal(plain) == (
        "worked-example/registers.xlsx, sheet savings   Stands in savings.csv as well: a register "
        "has one place only.\n"
        "    Delete savings.csv, or this sheet."
    )


def test_the_digests_are_of_the_workbook_too(folder: Path) -> None:
    before = digests(folder)
    assert before.keys() == {"worked-example/plan.yaml", "worked-example/registers.xlsx"}
    (folder / "~$registers.xlsx").write_bytes(b"what Excel leaves beside an open workbook")
    assert digests(folder) == before
    assert read_plan(folder, MODEL).files == before
    put(folder, "savings", "B3", "Another title")
    assert digests(folder) != before


def test_openpyxl_is_loaded_only_for_a_workbook(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from mtfp.model import MODEL\n"
        "from mtfp.plan.read import read_plan\n"
        "read_plan(Path(sys.argv[1]), MODEL); print('openpyxl' in sys.modules)"
    )
    for plan, loaded in ((ROOT / "inputs/worked-example", "False"), (folder, "True")):
        told = [sys.executable, "-c", script, str(plan)]
        done = subprocess.run(told, capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.strip() == loaded


@pytest.mark.parametrize(
    ("cell", "value", "look", "name", "figure"),
    [
        ("C3", 4_000_000, "General", "saving_full_year_effect", 4e6),
        ("C3", 4e6, "#,##0", "saving_full_year_effect", 4e6),
        ("C3", -1234.5, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "saving_full_year_effect",
         -1234.5),
        ("C3", 4.25, "£0.00", "saving_full_year_effect", 4.25),
        ("C3", 4_000_000, '£0.0,,"m"', "saving_full_year_effect", 4e6),
        ("C3", "£450k", "General", "saving_full_year_effect", 450e3),
        ("C3", "(1,500)", "@", "saving_full_year_effect", -1_500.0),
        ("D3", "Oct-26", "@", "saving_start", 6.0),
        ("D3", date(2026, 10, 1), "dd/mm/yyyy", "saving_start", 6.0),
        ("D3", datetime.fromisoformat("2027-01-01"), "yyyy-mm-dd", "saving_start", 9.0),
    ],
)  # fmt: skip
def test_cells_are_read_as_they_were_meant(
    folder: Path, cell: str, value: Any, look: str, name: str, figure: float
) -> None:
    put(folder, "savings", cell, value, look)
    assert read_plan(folder, MODEL).figures[name][0, 1] == figure


@pytest.mark.parametrize(
    ("value", "look", "rate"),
    [(0.035, "0.0%", 0.035), (0.07, "0%", 0.07), (1 / 3, "0.00%", 1 / 3),
     (-0.0125, "0.00%;[Red](0.00%)", -0.0125), ("3.5%", "General", 0.035)],
)  # fmt: skip
def test_a_percentage_is_the_very_number_of_its_cell(
    folder: Path, value: Any, look: str, rate: float
) -> None:
    put(folder, "indices", "C3", value, look)
    assert read_plan(folder, MODEL).figures["index_rate"][0, 1] == rate


def test_a_blank_year_is_blank_in_a_sheet_too(folder: Path) -> None:
    put(folder, "pressures", "G6", None)
    assert len(read_plan(folder, MODEL).blanks) == 1


def test_a_formula_with_its_value_is_that_value(folder: Path) -> None:
    put(folder, "savings", "C3", 4_000_000)
    formula = b"<f>2*2000000</f><v>4000000</v>"
    repack(folder, in_sheet(5, b"<v>4000000</v>", formula))
    assert read_plan(folder, MODEL).figures["saving_full_year_effect"][0, 1] == 4e6


def test_a_formula_that_comes_to_no_text_is_a_blank(folder: Path) -> None:
    with opened(folder) as book:
        book["savings"]["H1"] = "note"
    repack(
        folder,
        lambda name, data: (
            re.sub(rb'(<c r="G3".*?</c>)', rb'\1<c r="H3" t="str"><f>""</f><v></v></c>', data)
            if name == SHEET.format(5)
            else data
        ),
    )
    assert read_plan(folder, MODEL).origins["saving_start", "S2"].note == ""


def test_notes_gaps_and_sheets_without_anything_are_left_alone(folder: Path) -> None:
    before = read_plan(folder, MODEL)
    with opened(folder) as book:
        book.create_sheet("Notes")["A1"] = "=WEBSERVICE(1)"
        book.create_sheet("Sheet1")
        book["savings"].insert_cols(3)
        book["savings"].insert_rows(3, 2)
        book["savings"]["Z900"].number_format = "0.00%"
        book["savings"].sheet_view.showGridLines = False
    assert_same_plan(read_plan(folder, MODEL), before)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda page: setattr(page.row_dimensions[3], "hidden", True), "3   Hides row 3, and"),
        (lambda page: setattr(page.column_dimensions["C"], "hidden", True), "1   Hides column C,"),
        (lambda page: page.row_dimensions.group(2, 3, hidden=True), "2   Hides rows 2, 3,"),
    ],
)
def test_what_is_read_and_hidden_is_said(
    folder: Path, how: Callable[[Any], None], said: str
) -> None:
    before = read_plan(folder, MODEL)
    assert before.warnings == ()
    with opened(folder) as book:
        how(book["savings"])
    after = read_plan(folder, MODEL)
    assert_same_plan(replace(after, warnings=()), before)
    (found,) = after.warnings
    assert str(found).startswith(f"worked-example/registers.xlsx, sheet savings:{said}")
    assert found.code == "W115"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            b'<row r="3"',
            b'<row ht="0" r="3"',
            "Hides row 3, and what it holds is read all the same.",
        ),
        (
            b"<sheetData>",
            b'<cols><col min="2" max="3" width="0"/></cols><sheetData>',
            "Hides columns B, C, and what they hold is read all the same.",
        ),
    ],
)
def test_what_has_no_size_is_hidden(folder: Path, old: bytes, new: bytes, said: str) -> None:
    repack(folder, in_sheet(5, old, new))
    (found,) = read_plan(folder, MODEL).warnings
    assert found.what == said


def test_a_title_above_the_headings_is_one_problem(folder: Path) -> None:
    with opened(folder) as book:
        book["savings"].insert_rows(1, 2)
        book["savings"]["A1"] = "Savings of 2026"
        book["savings"].merge_cells("A1:D1")
    assert refusal(folder) == (
        "worked-example/registers.xlsx, sheet savings:1   Has something above its headings, which "
        "stand on line 3.\n    1 | Savings of 2026\n"
        "    Delete what is above them, such as a title: lines 1 to 2."
    )


def test_what_is_far_away_is_far_more_than_a_plan_holds(folder: Path) -> None:
    put(folder, "savings", "XFD2", "x")
    with pytest.raises(PlanError) as refused:
        read_plan(folder, MODEL)
    assert [one.code for one in refused.value.problems] == ["E102"]


def test_what_is_hidden_and_holds_nothing_is_left_alone(folder: Path) -> None:
    with opened(folder) as book:
        page = book["savings"]
        page.row_dimensions[9].hidden = True
        page.column_dimensions["Z"].hidden = True
        page.column_dimensions["C"].hidden = False
        page.auto_filter.ref = page.dimensions
    assert read_plan(folder, MODEL).warnings == ()


def test_lines_broken_inside_a_cell_are_one_line(folder: Path) -> None:
    put(folder, "savings", "B3", " Adult care \n pathway\u00a0")
    assert read_plan(folder, MODEL).items["saving"].titles[1] == "Adult care pathway"


def test_a_wrong_declared_size_hides_nothing(folder: Path) -> None:
    before = read_plan(folder, MODEL)
    declared = re.compile(rb'<dimension ref="[^"]*"')
    repack(folder, lambda _, data: declared.sub(b'<dimension ref="A1"', data))
    assert_same_plan(read_plan(folder, MODEL), before)


def test_text_is_read_where_excel_keeps_it(folder: Path) -> None:
    before = read_plan(folder, MODEL)
    share_strings(folder)
    assert_same_plan(read_plan(folder, MODEL), before)


@pytest.mark.libreoffice
def test_a_workbook_that_another_program_saved_gives_the_same_plan(tmp_path: Path) -> None:
    shipped = ROOT / "inputs/exemplar"
    copy = dress(Path(shutil.copytree(shipped, tmp_path / "exemplar")), as_excel)
    program = shutil.which("soffice")
    assert program
    (copy / WORKBOOK).rename(tmp_path / WORKBOOK)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    saved = ["--headless", "--convert-to", "xlsx", "--outdir", str(copy), str(tmp_path / WORKBOOK)]
    subprocess.run([program, profile, *saved], check=True, capture_output=True, timeout=300)
    assert_same_plan(read_plan(copy, MODEL), read_plan(shipped, MODEL))


def test_a_workbook_that_names_none_of_its_cells_is_read(folder: Path) -> None:
    before = read_plan(folder, MODEL)
    book, made = load_workbook(folder / WORKBOOK), Workbook(write_only=True)
    for sheet in book.worksheets:
        copy = made.create_sheet(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            copy.append(row)
    made.save(folder / WORKBOOK)
    repack(folder, lambda name, data: re.sub(rb' r="[A-Z]*[0-9]+"', b"", data)
           if name == SHEET.format(5) else data)  # fmt: skip
    assert_same_plan(read_plan(folder, MODEL), before)


# -- one cell wrong --------------------------------------------------------------------------

ROW_3 = "S2, Adult care pathway, {}2026-10, recurring, illustrative, invented for this example"


@pytest.mark.parametrize(
    ("code", "sheet", "cell", "value", "look", "said"),
    [
        ("E402", "indices", "C3", 3.5, "General",
         "indices:3   C3, 2026/27: '3.5' is not a percentage; write it with its sign, like 3.5%."),
        ("E402", "indices", "C3", 0.035, "0.000",
         ("indices:3   C3, 2026/27: '0.035' is not a percentage; write it with its sign, like "
         "3.5%.")),
        ("E403", "savings", "C3", "four", "General",
         ("savings:3   C3, full_year_effect: 'four' is not an amount of money; write it like "
         "£1.2m, £450k or 1,500.")),
        ("E404", "savings", "C3", 1.2, "General",
         ("savings:3   C3, full_year_effect: '1.2' would be £1.20; write £1.2m, or £1.2 if it is "
         "so.")),
        ("E311", "savings", "C3", 1.2, '£0.0"m"',
         "savings:3   C3 is shown with 'm' after it, but holds only 1.2."),
        ("E403", "savings", "C3", 500, "[$€-2] #,##0",
         ("savings:3   C3, full_year_effect: '€500' is not an amount of money; write it like "
         "£1.2m, £450k or 1,500.")),
        ("E403", "savings", "C3", 0.5, "0%",
         ("savings:3   C3, full_year_effect: '50%' is not an amount of money; write it like "
         "£1.2m, £450k or 1,500.")),
        ("E311", "savings", "C3", True, "General", "savings:3   C3 holds TRUE."),
        ("E311",
         "savings", "C3", time_of_day(9, 30), "hh:mm", "savings:3   C3 holds a time of day."),
        ("E311", "savings", "D3", datetime.fromisoformat("2026-10-01T09:00"), "yyyy-mm-dd",
         "savings:3   D3 holds a time of day."),
        ("E405", "savings", "D3", date(2026, 10, 15), "dd/mm/yyyy",
         ("savings:3   D3, start: '2026-10-15' is a day, and only whole months are counted; write "
         "the month, 2026-10.")),
        ("E405", "savings", "D3", 6, "General",
         "savings:3   D3, start: '6' is not a month; write year and month, like 2026-10."),
        ("E311", "savings", "A3", date(2026, 10, 1), "d-mmm",
         "savings:3   A3 holds a date, 2026-10-01, where none is meant."),
        ("E311", "savings", "C3", date(2026, 10, 1), "d-mmm",
         "savings:3   C3 holds a date, 2026-10-01, where none is meant."),
        ("E311", "savings", "B3", "#REF!", "General",
         "savings:3   B3 is #REF!: its formula has lost what it pointed at."),
        ("E311", "savings", "C3", "#DIV/0!", "General",
         "savings:3   C3 is #DIV/0!: its formula divides by nought."),
        ("E407", "savings", "E3", "#SPILL!", "General",
         "savings:3   E3, recurrence: '#SPILL!' is not one of one_off, recurring, time_limited."),
        ("E311", "savings", "B3", "Adult\u200bcare", "General",
         "savings:3   B3 holds a sign that cannot be seen (U+200B)."),
        ("E311", "savings", "B3", "Adult_x0007_care", "General",
         "savings:3   B3 holds a sign that cannot be seen (U+0007)."),
        ("E305", "savings", "A3", None, "General", "savings:3   A3: Has no id."),
        ("E305", "savings", "A3", "S1", "General",
         "savings:3   A3: The id S1 stands twice, first on line 2."),
        ("E306", "savings", "A3", "S.2", "General",
         "savings:3   A3: The id S.2 holds a full stop or a plus sign, which join names."),
        ("E306", "savings", "A3", "savings", "General",
         "savings:3   A3: The id savings is the name of a whole register."),
        ("E401", "savings", "E3", None, "General",
         "savings:3   E3: S2 has no recurrence; say time_limited, recurring or one_off."),
        ("E410", "savings", "F3", "gues", "General", "savings:3   F3: gues is not a basis."),
        ("E410", "savings", "F3", None, "General", "savings:3   F3: Has no basis."),
        ("E307", "pressures", "C2", "pay_awards", "General",
         "pressures:2   C2: pay_awards is not one of the indices."),
        ("E307", "pressures", "C2", None, "General",
         "pressures:2   C2: pay has no index: say which of the indices it follows."),
        ("E401", "indices", "E3", None, "General",
         ("indices:3   E3: pay_award has no 2028/29: How much the costs that follow this index "
         "rise in the year.")),
        ("E303", "savings", "H3", "here", "General",
         "savings:1   H1: A column without a name is not a column here."),
        ("E303",
         "savings", "H1", "start", "General", "savings:1   H1: The column start stands twice."),
        ("E303",
         "savings", "H1", "strat", "General", "savings:1   H1: strat is not a column here."),
        ("E408", "pressures", "M1", "2029-30", "General",
         ("pressures:1   M1: The column 2029-30: '2029-30' is not a financial year; did you mean "
         "2029/30?")),
        ("E311", "pressures", "F1", date(2026, 12, 1), "yyyy/mm",
         "pressures:1   F1 holds a date, 2026-12-01, where none is meant."),
    ],
)  # fmt: skip
def test_one_cell_wrong_is_one_problem_that_names_it(
    folder: Path, code: str, sheet: str, cell: str, value: Any, look: str, said: str
) -> None:
    put(folder, sheet, cell, value, look)
    found = first_lines(folder, code)
    assert found == [f"registers.xlsx, sheet {said}"]


def test_a_message_of_a_cell_shows_its_row_and_the_mend(folder: Path) -> None:
    put(folder, "savings", "C3", "#REF!")
    assert refusal(folder) == (
        "worked-example/registers.xlsx, sheet savings:3   C3 is #REF!: its formula has lost what "
        "it pointed at.\n"
        f"    3 | {ROW_3.format('')}\n"
        "    Mend the formula in Excel, or type the figure."
    )
    put(folder, "savings", "C3", date(2026, 10, 1), "d-mmm")
    assert "Excel takes some text for a date." in refusal(folder)
    put(folder, "savings", "C3", 1.2, '£0.0"m"')
    assert "Type the amount in pounds, or as text, like £1.2m." in refusal(folder)


def test_nothing_but_a_total_is_said_of_its_row(folder: Path) -> None:
    with opened(folder) as book:
        book["savings"]["B5"] = "Total"
        book["savings"]["C5"] = "#REF!"
    assert first_lines(folder) == [
        "registers.xlsx, sheet savings:5   B5: Total is a total, not a saving: delete the row."
    ]


def test_every_cell_wrong_is_reported_at_once(folder: Path) -> None:
    with opened(folder) as book:
        book["savings"]["C2"] = "#N/A"
        book["savings"]["C3"] = True
        book["savings"]["E4"] = "for ever"
        book["indices"]["C3"] = 3.5
        book["reserves"].title = "reserve"
    assert [line.split("   ")[0] for line in first_lines(folder)] == [
        "registers.xlsx, sheet indices:3", "registers.xlsx, sheet reserve",
        "registers.xlsx, sheet savings:2", "registers.xlsx, sheet savings:3",
        "registers.xlsx, sheet savings:4",
    ]  # fmt: skip


def test_formulas_without_values_are_never_nought(folder: Path) -> None:
    with opened(folder) as book:
        for row in range(2, 5):
            book["savings"][f"C{row}"] = "=1000000*2"
        book["savings"]["B5"] = "=SUM(C2:C4)"
    found = first_lines(folder)
    assert found[0] == (
        "registers.xlsx, sheet savings:2   Has formulas without their values: C2, C3, C4 and 1 "
        "more."
    )
    assert [line.partition("savings:5   ")[2] for line in found[1:]] == [
        "A5: Has no id.", "E5: The row has no recurrence; say time_limited, recurring or one_off.",
        "F5: Has no basis.",
    ]  # fmt: skip


# -- sheets ----------------------------------------------------------------------------------


def merge(book: Workbook) -> None:
    for cells in ("B2:B4", "D2:E2", "F2:F3", "G2:G3"):
        book["savings"].merge_cells(cells)


def empty(book: Workbook) -> None:
    book["savings"].delete_rows(1, 9)


def push_down(book: Workbook) -> None:
    book["savings"].insert_rows(1)


def far_away(book: Workbook) -> None:
    book["savings"]["XFD1048576"] = "x"


def far_right(book: Workbook) -> None:
    book["savings"]["XFD2"] = "x"


def hide(book: Workbook) -> None:
    book["savings"].sheet_state = "hidden"


def hide_well(book: Workbook) -> None:
    book["savings"].sheet_state = "veryHidden"


def rename(to: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        sheet = book["savings"]
        sheet.title = "between"  # openpyxl takes SAVINGS to be the same name as savings
        sheet.title = to

    return change


SHEETS: dict[str, tuple[str, Callable[[Workbook], None], str]] = {
    "empty": ("E301",
        empty, "sheet savings:1   Is empty: its first row should name the columns."
    ),
    "first row blank": ("E301",
        push_down,
        "sheet savings:1   Has nothing in its first row, which should name the columns.",
    ),
    "far away": ("E102",
        far_away,
        ("sheet savings:1   Has something in XFD1048576, far beyond a register.\n"
        "    Clear it: a register may have 20,000 rows and 500 columns."),
    ),
    "far right": ("E102",
        far_right,
        ("sheet savings:1   Has something in XFD2, far beyond a register.\n"
        "    Clear it: a register may have 20,000 rows and 500 columns."),
    ),
    "hidden": ("E311",
        hide,
        ("sheet savings   Is hidden, and holds a register: the plan would rest on it unseen.\n"
        "    Show it (right-click any sheet's tab, then Unhide), or delete it."),
    ),
    "very hidden": ("E311",
        hide_well,
        ("sheet savings   Is hidden, and holds a register: the plan would rest on it unseen.\n"
        "    Show it (right-click any sheet's tab, then Unhide), or delete it."),
    ),
    "misspelt": ("E104",
        rename("Saving"),
        ("sheet Saving   Is no register: nothing in this sheet would be read.\n"
        "    Did you mean savings?"),
    ),
    "in capitals": ("E104",
        rename("SAVINGS"),
        ("sheet SAVINGS   Is no register: nothing in this sheet would be read.\n"
        "    Did you mean savings?"),
    ),
    "strange": ("E104",
        rename("Sheet4"),
        ("sheet Sheet4   Is no register: nothing in this sheet would be read.\n"
         "    The sheets read are indices, services, pressures, pay, demand, income, schemes, "
         "cost_bases, themes, savings, projects, milestones, costs, reserves, investments, bands, "
         "precepts, pool, pairs, funding, priorities, grades, consequences, challenges, packages, "
         "risks, draws, delivery, agreements, rules, decisions; one called notes is left alone."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_is_wrong_is_one_problem(folder: Path, name: str) -> None:
    code, change, said = SHEETS[name]
    with opened(folder) as book:
        change(book)
    began = time.process_time()
    assert refusal(folder, code) == f"worked-example/registers.xlsx, {said}"
    assert time.process_time() - began < 2


def test_merged_cells_are_named(folder: Path) -> None:
    with opened(folder) as book:
        merge(book)
    said = refusal(folder)
    assert re.search("Has merged cells, ([A-G][2-4]:[A-G][2-4], ){2}[^ ]* and 1 more,", said)
    assert said.partition(" more, ")[2] == (
        "which are read as one and blanks.\n"
        "    Select them in Excel, press Merge & Centre to part them, and fill in each."
    )


def test_a_sheet_that_others_need_is_missed_once(folder: Path) -> None:
    with opened(folder) as book:
        del book["indices"]
    assert refusal(folder) == (
        "worked-example/registers.xlsx, sheet indices   There is no such sheet, and sheet "
        "pressures needs it.\n"
        "    Add it: rows of sheet pressures name its ids."
    )
    with opened(folder) as book:
        book.create_sheet("indexes")["A1"] = "id"
    assert first_lines(folder) == [
        "registers.xlsx, sheet indexes   Is no register: nothing in this sheet would be read."
    ]


def test_the_same_sheet_twice_is_refused(folder: Path) -> None:
    repack(folder, lambda _, data: data.replace(b'name="reserves"', b'name="savings"'))
    assert "sheet savings   Stands twice in the workbook." in refusal(folder)


# -- files that are not what they say ----------------------------------------------------------


def zipped(**parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000
NOT_WORKBOOKS = {
    "empty": (b"", "Is empty." + SAVE_AS),
    "an old workbook": (
        OLD,
        "Is an old .xls workbook, or one with a password, under the name of a new one." + SAVE_AS,
    ),
    "a password": (
        OLD + "EncryptedPackage".encode("utf-16-le"),
        "Is a workbook with a password, which cannot be read." + SAVE_AS,
    ),
    "a web page": (
        b"\xef\xbb\xbf\r\n<html><table><tr><td>id</td></tr></table></html>",
        "Is a web page or XML under the name of a workbook." + SAVE_AS,
    ),
    "a csv file": (
        b"id,title\nS1,One\n",
        "Is text, such as a CSV file, under the name of a workbook." + SAVE_AS,
    ),
    "noise": (b"\x00\x01\x02\x03" * 99, "Is not an Excel workbook." + SAVE_AS),
    "a zip": (
        zipped(readme=b"hello"), "Is a zip file, but not an Excel workbook." + SAVE_AS
    ),
    "opendocument": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        "Is an OpenDocument spreadsheet under the name of an .xlsx." + SAVE_AS,
    ),
    "a binary workbook": (
        zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\0"}),
        "Is a binary workbook (.xlsb) under the name of an .xlsx." + SAVE_AS,
    ),
    "not quite a workbook": (
        zipped(**{"[Content_Types].xml": b"<Types/>"}),
        "Is damaged, or not quite a workbook." + SAVE_AGAIN,
    ),
    "large": (b"PK\x03\x04" + b"\0" * 20_000_000, ("Is larger than 20 MB.\n    A register needs a "
              "few hundred rows: copy them to a new workbook.")),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_WORKBOOKS)
def test_what_is_no_workbook_is_called_what_it_is(folder: Path, name: str) -> None:
    data, said = NOT_WORKBOOKS[name]
    (folder / WORKBOOK).write_bytes(data)
    assert refusal(folder) == f"worked-example/registers.xlsx   {said}"


def test_a_broken_workbook_is_the_one_problem_even_beside_files(plain: Path) -> None:
    dress(plain, keep=("pressures", "savings"))
    (plain / WORKBOOK).write_bytes(OLD)
    assert len(first_lines(plain)) == 1


@pytest.mark.parametrize("name", ["savings.xlsx", "Registers.xlsx", "registers.xls", "plan.ods"])
def test_another_workbook_is_refused(plain: Path, name: str) -> None:
    (plain / name).write_bytes(b"")
    assert refusal(plain) == (
        f"worked-example/{name}   Is no file of a plan: nothing in it would be read.\n"
        "    Registers stand in registers.xlsx; another is read only where ledger.yaml names it."
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped(a=b"b"), "Is a workbook or a zip file under another name, not text."),
        (OLD, "Is an old Office file under another name, not text."),
        (b"\n<!DOCTYPE html>\n<html>", "Is a web page under another name."),
    ],
)
@pytest.mark.parametrize("file", ["savings.csv", "plan.yaml"])
def test_a_text_file_that_is_something_else_is_called_what_it_is(
    plain: Path, file: str, data: bytes, said: str
) -> None:
    (plain / file).write_bytes(data)
    assert refusal(plain) == (
        f"worked-example/{file}   {said}\n    In Excel, save it as `CSV UTF-8`."
    )


# -- files that mean harm ----------------------------------------------------------------------


def test_a_zip_bomb_is_refused_before_it_is_unpacked(folder: Path) -> None:
    repack(folder, lambda _, data: data, **{"xl/bomb.xml": b"\0" * 60_000_000})
    began = time.process_time()
    assert "Would unpack to 60 MB, too much for a register." in refusal(folder)
    assert time.process_time() - began < 1


def test_a_small_zip_that_grows_beyond_reason_is_refused(folder: Path) -> None:
    repack(folder, lambda _, data: data, **{"xl/bomb.xml": b"\0" * 30_000_000})
    assert "Would unpack to 30 MB, too much for a register." in refusal(folder)


@pytest.mark.parametrize(("size", "too_much"), [(49_500_000, False), (51_000_000, True)])
def test_what_shrinks_as_it_may_can_still_be_too_much(
    folder: Path, size: int, too_much: bool
) -> None:
    noise = np.random.default_rng(1).bytes(400_000)  # so that all of it shrinks to a hundredth
    parts = {"xl/media/noise.png": noise, "xl/long.bin": b"\0" * (size - 400_000)}
    repack(folder, lambda _, data: data, **parts)
    if too_much:
        assert "Would unpack to 51 MB, too much for a register." in refusal(folder)
    else:
        assert read_plan(folder, MODEL)


def test_a_zip_whose_parts_have_a_password_is_refused(folder: Path) -> None:
    data = bytearray((folder / WORKBOOK).read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(sign, place + 4)
    (folder / WORKBOOK).write_bytes(data)
    assert "Has parts with a password, which cannot be read." in refusal(folder)


def test_a_zip_that_lies_about_its_size_is_refused(folder: Path) -> None:
    repack(folder, lambda _, data: data, **{"xl/bomb.xml": b"<a/>" * 1_000_000})
    data = bytearray((folder / WORKBOOK).read_bytes())
    size = (4_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    (folder / WORKBOOK).write_bytes(data.replace(size, (40).to_bytes(4, "little")))
    assert "Is damaged: its parts cannot be unpacked." in refusal(folder)


def test_a_very_large_sheet_is_refused_in_time(folder: Path) -> None:
    row = b'<row r="%d"><c r="C%d"><f>1</f></c><c r="D%d"><v>2</v></c></row>'
    rows = b"".join(row % (n, n, n) for n in range(5, 8_000))
    merged = b"".join(b'<mergeCell ref="E%d:F8000"/>' % n for n in range(5, 600))
    ending = b"%s</sheetData><mergeCells>%s</mergeCells>" % (rows, merged)
    repack(folder, in_sheet(5, b"</sheetData>", ending))
    began = time.process_time()
    said = refusal(folder)
    assert "Has merged cells, E5:F8000, E6:F8000, E7:F8000 and 592 more" in said
    assert "Has formulas without their values: C5, C6, C7 and 7992 more." in said
    assert time.process_time() - began < 12


def test_too_many_parts_are_refused(folder: Path) -> None:
    repack(folder, lambda _, data: data, **{f"xl/part{n}.xml": b"<a/>" for n in range(2_001)})
    assert "Has more than 2,000 parts, more than any table needs." in refusal(folder)


def test_too_many_cells_are_refused(folder: Path) -> None:
    noise = np.random.default_rng(1).bytes(400_000)
    repack(
        folder, lambda _, data: data,
        **{"xl/worksheets/more.xml": b"<c/>" * 4_000_001, "xl/media/noise.png": noise},
    )  # fmt: skip
    assert "Holds more cells than a register may." in refusal(folder)


BILLION = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccc"><!ENTITY d "&b;&b;&b;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", [SHEET.format(5), "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused_unread(folder: Path, part: str, encoding: str) -> None:
    bomb = BILLION.decode().encode(encoding)
    repack(folder, lambda name, data: bomb + data if name == part else data)
    assert "Declares XML entities, which no program that saves workbooks does." in refusal(folder)


DAMAGE: dict[str, Callable[[str, bytes], bytes | None]] = {
    "cut short": lambda name, data: data[:-40] if name == SHEET.format(5) else data,
    "a sheet missing": lambda name, data: None if name == SHEET.format(5) else data,
    "styles cut": lambda name, data: data[:300] if name == "xl/styles.xml" else data,
    "no strings": lambda name, data: None if name == "xl/sharedStrings.xml" else data,
    "few strings": lambda name, data: b"<sst/>" if name == "xl/sharedStrings.xml" else data,
    "no links": lambda name, data: None if name.endswith("workbook.xml.rels") else data,
    "a row a mile down": in_sheet(5, b'<row r="2"', b'<row r="99999999999"'),
    "a row twice": in_sheet(5, b'<row r="3"', b'<row r="2"'),
    "a cell of another row": in_sheet(5, b'r="B3"', b'r="B4"'),
    "a column out of order": in_sheet(5, b'r="B3"', b'r="A3"'),
    "a column beyond all": in_sheet(5, b'r="G3"', b'r="ZZZZZZ3"'),
    "no number": in_sheet(5, b'<c r="A3" t="s"><v>', b'<c r="A3" t="n"><v>x'),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_inside_is_said_and_raises_nothing_else(folder: Path, name: str) -> None:
    share_strings(folder)
    assert read_plan(folder, MODEL)
    repack(folder, DAMAGE[name])
    began = time.process_time()
    said = refusal(folder)
    assert time.process_time() - began < 2
    assert said.startswith("worked-example/registers.xlsx")


def hurt(data: bytes, rng: np.random.Generator) -> bytes:
    """A file with a few bytes overwritten, lost or put in twice."""
    at, length = int(rng.integers(len(data) + 1)), int(rng.integers(1, 40))
    middle = (rng.bytes(length), b"", data[at : at + length] * 2)[rng.integers(3)]
    return data[:at] + middle + data[at + length :]


def hurt_part(chosen: str, rng: np.random.Generator, name: str, data: bytes) -> bytes:
    return hurt(data, rng) if name == chosen else data


@pytest.mark.parametrize("inside", [False, True])
def test_a_workbook_damaged_anywhere_is_a_plan_or_a_plan_error(
    folder: Path, inside: bool, full: bool
) -> None:
    share_strings(folder)
    rng, whole = np.random.default_rng(2026), (folder / WORKBOOK).read_bytes()
    with ZipFile(BytesIO(whole)) as archive:
        names = archive.namelist()
    for _ in range(1_000 if full else 40):
        (folder / WORKBOOK).write_bytes(whole if inside else hurt(whole, rng))
        if inside:  # behind the zip's own checks, which would find nearly everything else
            chosen = names[rng.integers(len(names))]
            repack(folder, partial(hurt_part, chosen, rng))
        began = time.process_time()
        with suppress(PlanError):
            read_plan(folder, MODEL)
        assert time.process_time() - began < 2


def test_text_that_looks_like_a_formula_stays_text(folder: Path) -> None:
    with opened(folder) as book:
        cell = book["savings"]["B3"]
        cell.value, cell.data_type = "=cmd|' /C calc'!A0", "s"
    assert read_plan(folder, MODEL).items["saving"].titles[1] == "=cmd|' /C calc'!A0"
