"""Writing files so that a failed run destroys nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from mtfp.problems import Place, PlanError, Problem


def write(path: Path, data: bytes) -> None:
    """Write a whole file or none of it: beside the old one first, then in its place.

    Raises PlanError where the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
            beside.write(data)
        Path(beside.name).replace(path)
    except OSError as error:
        fix = "Close it if it is open elsewhere, or write elsewhere with --out."
        what = f"Cannot be written: {error.strerror}; what was there is as it was."
        raise PlanError([Problem(what, Place(str(path)), fix)]) from None
