"""What a fresh process has loaded: the one test of speed that cannot flake."""

import subprocess
import sys

import pytest
from program import below, loaded

HEAVY = (
    "rich",
    "pydantic",
    "hashlib",
    "csv",
    "importlib.metadata",
    "importlib.resources",
    "asyncio",
    "multiprocessing",
    "statistics",
    "decimal",
    "coding_salary.table.side_tables",
    "coding_salary.profile.profile_file",
    "coding_salary.catalog.figures",
    "coding_salary.catalog.diff",
    "coding_salary.formats.terminal",
    "coding_salary.cli.commands.bands",
)


@pytest.mark.parametrize("name", HEAVY)
def test_json_loads_nothing_heavy(name: str) -> None:
    # Long options: for a short one Typer's parser looks for near spellings, with difflib, before it tries it as short.
    assert not below(
        loaded("estimate", "--cert", "CPC", "--years", "5", "--state", "OH", "--format", "json"), name
    )


def test_the_table_loads_rich_and_nothing_else_heavy() -> None:
    modules = loaded("estimate", "--cert", "CPC")
    assert below(modules, "rich")
    assert (
        not below(modules, "pydantic")
        | below(modules, "csv")
        | below(modules, "coding_salary.table.side_tables")
    )


def test_areas_are_read_only_for_an_area() -> None:
    assert "coding_salary.table.side_tables" in loaded("estimate", "--metro", "18140", "-f", "json")


def test_the_entry_module_imports_nothing_of_ours_before_the_collector_is_off() -> None:
    program = "import sys, gc, coding_salary.__main__\nprint(*(m for m in sys.modules if m.startswith('coding_salary')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["coding_salary", "coding_salary.__main__"]


def test_a_command_loads_only_itself() -> None:
    assert "coding_salary.cli.commands.estimate" not in loaded("bands", "path")
