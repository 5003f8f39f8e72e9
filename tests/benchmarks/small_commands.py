"""How long the small commands take, whole, as a multiple of importing what they stand on.

Run it with `python -m tests.benchmarks.small_commands`.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from statistics import median
from time import perf_counter

from tests.conftest import ROOT

MTFP = "import sys; from mtfp.cli import main; main(sys.argv[1:])"
PAIRS = {
    "mtfp --help": ((MTFP, "--help"), ("import click",)),
    "mtfp check": ((MTFP, "check"), ("import numpy, pydantic",)),
}
ROUNDS = 21
KEPT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Where nothing compiled is kept, every run would compile the project again, but no library."""


def seconds(told: tuple[str, ...]) -> float:
    """The time that one process takes from its start to its end."""
    start = perf_counter()
    command = [sys.executable, "-c", *told]
    subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=KEPT)
    return perf_counter() - start


def in_turn(rivals: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """The median time of each, taken in turn so that a slow minute slows them all."""
    times = [{name: seconds(told) for name, told in rivals.items()} for _ in range(ROUNDS + 1)]
    return {name: median(one[name] for one in times[1:]) for name in rivals}


def main() -> None:
    """Print a row for each command."""
    print("command        whole   imports alone   ratio   (ms)")
    for name, (command, alone) in PAIRS.items():
        took = in_turn({"command": command, "alone": alone})
        whole, bare = (1e3 * one for one in took.values())
        print(f"{name:12} {whole:7.0f} {bare:15.0f} {whole / bare:7.2f}")


if __name__ == "__main__":
    main()
