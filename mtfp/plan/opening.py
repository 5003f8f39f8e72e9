"""A folder's files and a file's bytes, whatever stands there; what cannot be read is said."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR, S_ISREG

from mtfp.problems import Place, PlanError, Problem

A_FILE = "A file that you may read should stand there; close it if it is open elsewhere."
LITTER = ("thumbs.db", "desktop.ini")
"""What Windows puts into folders by itself."""


def contents(path: Path, shown: str, most: int | None = None) -> bytes:
    """A file's bytes, or no more than one beyond the most that it may have; or PlanError."""
    try:
        mode = path.stat().st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):  # to open a pipe is to wait for ever
            raise _unread(shown, "Is a pipe or a device, and no file.", A_FILE)
        with path.open("rb") as stream:
            return stream.read(-1 if most is None else most + 1)
    except FileNotFoundError:
        if path.is_symlink():
            fix = "Put the file itself there, or point the link at it."
            raise _unread(shown, "Is a link to a file that is not there.", fix) from None
        fix = "Put the file there, or correct the name of the folder."
        raise _unread(shown, "There is no such file.", fix) from None
    except OSError as error:
        raise _unread(shown, f"Cannot be read: {error.strerror}.", A_FILE) from None


def stands(path: Path) -> bool:
    """Whether anything bears the name, be it a link that leads nowhere."""
    try:
        path.lstat()
    except (OSError, ValueError):  # too long for a name, or it holds what no name may
        return False
    return True


def is_hidden(path: Path) -> bool:
    """Whether a file is not for reading, such as what Excel puts beside a workbook it has open."""
    return path.name.startswith((".", "~")) or path.name.lower() in LITTER


def is_folder(path: Path) -> bool:
    """Whether it is one; what cannot be the name of a file at all is not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def files_of(folder: Path, shown: str) -> list[Path]:
    """What stands in a folder, in order; nothing where there is no folder."""
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        fix = "Look whether you may open this folder."
        raise _unread(shown, f"Cannot be read: {error.strerror}.", fix) from None


def _unread(shown: str, what: str, fix: str) -> PlanError:
    return PlanError([Problem(what, Place(shown), fix, code="E101")])
