"""The rooms of the house: who may import whom, and what opening a plan does not load."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = [
    {"mtfp.codes", "mtfp.problems", "mtfp.terms"},
    {"mtfp.algebra"},
    {"mtfp.model"},
    {"mtfp.plan"},
    {"mtfp.results", "mtfp.engine"},
    {"mtfp.analysis"},
    {"mtfp.authoring"},
    {"mtfp.outputs"},
    {"mtfp.running", "mtfp.findings_cli", "mtfp.authoring_cli", "mtfp.cli", "mtfp.__main__"},
]
"""From the ground up: a module may import from its own room and those before it."""
CLOSED = {"mtfp.plan", "mtfp.results", "mtfp.engine", "mtfp.authoring"}
"""What may not import the model: the book is passed in."""
HEAVY = {"openpyxl", "pandas", "plotly", "ruamel", "scipy"}
SOURCE = ROOT / "mtfp"


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imports(path: Path, *, inner: bool = True) -> Iterator[tuple[str, int]]:
    """The full names that a module imports, with their lines; `inner` counts those in functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree) if inner else at_import(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}:{node.lineno} imports by dots"
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes outside functions and `if TYPE_CHECKING`: what runs when a module is imported."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from at_import(node)


def module_of(name: str) -> str | None:
    """The project's own module that a full name stands in; a name in a package is the package's."""
    while name:
        if name in FILES:
            return name
        name = name.rpartition(".")[0]
    return None


def room_of(module: str) -> int | None:
    for number, room in enumerate(ROOMS):
        if any(module == name or module.startswith(f"{name}.") for name in room):
            return number
    return None


def own_imports(module: str) -> set[str]:
    found = {module_of(name) for name, _ in imports(FILES[module])}
    return {name for name in found if name} - {module}


def test_the_search_finds_what_is_there() -> None:
    assert {"mtfp.engine", "mtfp.plan.read", "mtfp.algebra.kernels", "mtfp.model"} <= FILES.keys()
    assert {"mtfp.model", "mtfp.model.council_tax"} & own_imports("mtfp.model.funding")
    assert "mtfp.problems" in own_imports("mtfp.algebra.units")
    assert "mtfp.algebra.vocabulary" in own_imports("mtfp.algebra.expressions")
    assert ("openpyxl.Workbook", 0) not in imports(
        FILES["mtfp.outputs.workbook.workings"], inner=False
    )


@pytest.mark.parametrize("module", sorted(FILES.keys() - {"mtfp"}))
def test_a_module_imports_only_from_its_own_room_and_those_before(module: str) -> None:
    room = room_of(module)
    assert room is not None, f"{module} stands in no room: give it one in ROOMS"
    for name, at in imports(FILES[module]):
        used = module_of(name)
        if used is None or used == "mtfp":  # mtfp itself holds only the version
            continue
        found = room_of(used)
        assert found is not None
        assert found <= room, f"{module}:{at} imports {used}, which is in a later room"


def test_one_module_edits_yaml() -> None:
    used = {module for module in FILES for name, _ in imports(FILES[module]) if "ruamel" in name}
    assert used == {"mtfp.authoring.layer_file"}


def test_the_package_itself_imports_nothing() -> None:
    assert not list(imports(FILES["mtfp"]))


@pytest.mark.parametrize("module", sorted(FILES))
def test_the_reader_the_engine_and_the_author_are_given_the_model(module: str) -> None:
    if any(module == name or module.startswith(f"{name}.") for name in CLOSED):
        used = {name for name in own_imports(module) if name.startswith("mtfp.model")}
        assert not used, f"{module} imports {used}"


def test_modules_do_not_import_one_another_in_a_circle() -> None:
    needs = {module: own_imports(module) for module in FILES}
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> None:
        assert module not in path, " imports ".join([*path[path.index(module) :], module])
        if module in done:
            return
        for used in sorted(needs[module]):
            visit(used, [*path, module])
        done.add(module)

    for module in FILES:
        visit(module, [])


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("oracle*.py")), ids=lambda p: p.stem)
def test_the_oracle_shares_nothing_with_what_it_judges(path: Path) -> None:
    used = {name for name, _ in imports(path)}
    outside = {name for name in used if not name.startswith("tests.oracle")}
    assert outside
    assert {name.partition(".")[0] for name in outside} <= sys.stdlib_module_names


@pytest.mark.parametrize("modules", ["mtfp.engine, mtfp.plan.read", "mtfp.cli"])
def test_heavy_libraries_are_imported_where_they_are_used(modules: str) -> None:
    script = f"import sys, {modules}; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(done.stdout.split())
    assert modules.split(", ", maxsplit=1)[0] in loaded
    assert not loaded & HEAVY
