"""The rules of the house: who may know whom, and which library is known where."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tables import ROOT

PACKAGE = ROOT / "coding_salary"
MODULES = sorted(PACKAGE.rglob("*.py"))
# From the terminal inwards: a wing may import the wings named here, and those that they may import.
KNOWS = {
    "cli": ("catalog", "batch", "formats"),
    "catalog": ("report", "formats"),
    "report": ("decisions", "formats"),
    "decisions": ("model",),
    "batch": ("decisions", "formats"),
    "model": ("profile",),
    "profile": ("table",),
    "table": ("reading",),
    "formats": ("reading",),
    "reading": (),
}
LIBRARIES = {
    "typer": ("cli",),
    "rich": ("formats/terminal/", "cli/progress.py", "cli/help.py"),
    "mcp": ("cli/tool_server.py",),
    "yaml": ("reading/yaml_file.py",),
    "openpyxl": ("batch/sheet_rows.py", "batch/workbook.py"),
}
# What the calculation must never see: it is the same whatever the day, the folder and the terminal. A batch is handed
# which month it is, and where its rows come from and go to.
CALCULATION = {"os", "sys", "time", "datetime", "pathlib", "io", "subprocess", "locale", "random"}
OUTSIDE = {"model": CALCULATION, "decisions": CALCULATION, "batch": {"time", "datetime", "os", "sys"}}


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def wing(path: Path) -> str:
    return place(path).split("/")[0]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
            if node.module == "coding_salary":
                yield from (f"coding_salary.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def below(name: str) -> set[str]:
    known = set(KNOWS[name])
    return known.union(*(below(other) for other in known))


@pytest.mark.parametrize("path", [path for path in MODULES if wing(path) in KNOWS], ids=place)
def test_arrows_point_inwards(path: Path) -> None:
    own = wing(path)
    wings = {
        parts[1] for name in imported(path) if (parts := name.split("."))[0] == "coding_salary" and parts[1:]
    }
    assert wings & set(KNOWS) <= below(own) | {own}


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_library_is_known_where_it_belongs(path: Path) -> None:
    for library in {name.split(".")[0] for name in imported(path)} & set(LIBRARIES):
        assert place(path).startswith(LIBRARIES[library]), f"{library} has no business in {place(path)}"


@pytest.mark.parametrize("path", [path for path in MODULES if wing(path) in OUTSIDE], ids=place)
def test_what_is_outside_is_not_seen(path: Path) -> None:
    assert not {name.split(".")[0] for name in imported(path)} & OUTSIDE[wing(path)]


def test_the_numbers_know_nobody() -> None:
    assert not [name for name in imported(PACKAGE / "numbers.py") if name.startswith("coding_salary")]


def test_every_folder_says_what_lives_there() -> None:
    for folder in (path for path in PACKAGE.rglob("*") if path.is_dir() and list(path.glob("*.py"))):
        assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))


def test_no_module_is_longer_than_a_person_reads_at_once() -> None:
    assert not [place(path) for path in MODULES if path.read_text(encoding="utf-8").count("\n") > 300]


def test_no_figure_stands_in_code() -> None:
    """Multipliers and fees belong in the table: a decimal in code is a tolerance or a unit, listed here."""
    neutral = {0.0, 1.0}
    allowed = {
        "numbers.py": {1e-9, 1e-12, 0.5, 0.01, 0.1, 0.0001},
        "model/position.py": {1e-9},
        "table/bands.py": {0.01, 99.99},
        # Bounds beyond which a figure is a slip of the pen.
        "table/factors.py": {0.1},
        "table/market_entry.py": {0.01},
        "table/wages.py": {1.000001},
        "table/plausible.py": {0.5},
        "table/indexes.py": {0.01},
        "decisions/amounts.py": {0.01},
        "batch/bulk.py": {0.5},  # the half of rounding
        "batch/columns.py": {0.8, 0.9},  # how alike two names are
    }
    for path in MODULES:
        floats = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, float)
        }
        assert floats <= neutral | allowed.get(place(path), set()), path
