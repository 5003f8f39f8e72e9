"""What every test may ask for: outside programs, and how thorough to be."""

import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from mtfp.model import MODEL
from mtfp.plan.plan import Plan
from mtfp.plan.read import read_plan

ROOT = Path(__file__).parent.parent
PROGRAMS = {"libreoffice": "soffice", "browser": "chromium", "node": "node"}

settings.register_profile("quick", deadline=None, max_examples=50, derandomize=True)
settings.register_profile(
    "full", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)


def examples(quick: int, full: int) -> settings:
    """Settings of a property whose examples are dear: so many of them, and more under --full."""
    return settings(max_examples=full if settings.get_current_profile_name() == "full" else quick)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run every sample at its full size")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--full") else "quick")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a program that is not here; fail it instead where nothing may be skipped."""
    if os.environ.get("MTFP_REQUIRE_ALL") == "1":
        return
    for item in items:
        for marker, program in PROGRAMS.items():
            if item.get_closest_marker(marker) and not shutil.which(program):
                item.add_marker(pytest.mark.skip(reason=f"needs {program}"))


def without_codes(text: str) -> str:
    """What is said of problems but for their codes, which `tests/problems/` holds to the letter."""
    return re.sub(r"   \[[EW][0-9]{3}\]$", "", text, flags=re.MULTILINE)


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """True under --full."""
    return bool(request.config.getoption("--full"))


@pytest.fixture(scope="session")
def worked_example() -> Plan:
    """The plan small enough to check by hand, as a user would type it."""
    return read_plan(ROOT / "inputs" / "worked-example", MODEL)
