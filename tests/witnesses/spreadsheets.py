"""Two unrelated spreadsheet programs asked to recalculate a workbook.

LibreOffice trusts the values stored in a file unless it is told to recalculate always, so
each call uses a profile of its own with that setting; a poisoned copy proves that it worked.
"""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import formualizer
from openpyxl import load_workbook

Values = dict[tuple[str, int, int], object]
POISON = 12345.67

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
</oor:items>
"""
ALWAYS, NEVER = 0, 1


def libreoffice(path: Path, mode: int = ALWAYS) -> Values:
    """Every value of a workbook after LibreOffice has opened and saved it."""
    return libreoffice_all([path], mode)[0]


def libreoffice_all(paths: list[Path], mode: int = ALWAYS) -> list[Values]:
    """The same for several workbooks, of different names, in one start of the program."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed"
    with TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        settings = _ALWAYS_RECALCULATE.format(mode=mode)
        (profile / "user" / "registrymodifications.xcu").write_text(settings)
        out = Path(folder) / "out"
        command = [program, f"-env:UserInstallation=file://{profile}", "--headless"]
        command += ["--convert-to", "xlsx", "--outdir", str(out), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [values(out / path.name) for path in paths]


def formualize(path: Path, work: Path) -> Values:
    """Every value of a workbook as formualizer works it out."""
    done = work / f"formualized-{path.name}"
    done.write_bytes(formualizer.recalculate_xlsx_bytes(path.read_bytes())["bytes"])
    return values(done)


def values(path: Path) -> Values:
    """The stored values of a workbook by sheet, row and column."""
    book = load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def poison(path: Path, to: Path) -> None:
    """Copy a workbook with a wrong value stored beside every formula."""
    stored = f"<v>{POISON}</v>".encode()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"</f><v ?/>|</f><v>[^<]*</v>", b"</f>" + stored, data)
            new.writestr(name, data)
