"""What a fresh process has loaded: the one test of speed that cannot flake."""

import subprocess
import sys

from program import below, loaded

# Without a wheel the table is parsed on every run: what only that needs is left to tests/test_wheel.py.
HEAVY = (
    "typer",
    "pydantic",
    "importlib.metadata",
    "importlib.resources",
    "asyncio",
    "multiprocessing",
    "statistics",
    "decimal",
    "coding_salary.profile.profile_file",
    "coding_salary.catalog",
    "coding_salary.cli.atomic_file",
    "coding_salary.decisions",
    "coding_salary.cli.commands.bands",
)
PERSON = ("estimate", "--cert", "CPC", "--years", "5", "--state", "OH")


def test_json_loads_nothing_heavy() -> None:
    modules = loaded(*PERSON, "--format", "json")
    assert not [name for name in (*HEAVY, "rich", "coding_salary.formats.terminal") if below(modules, name)]


def test_the_table_loads_rich_and_nothing_else_heavy() -> None:
    modules = loaded(*PERSON)
    assert below(modules, "rich")
    # rich itself takes decimal
    assert [name for name in HEAVY if below(modules, name)] == ["decimal"]


def test_typer_brings_no_pydantic() -> None:
    modules = loaded(*PERSON, "--format=json")
    assert below(modules, "typer")
    assert not below(modules, "pydantic")


def test_the_entry_module_imports_nothing_of_ours_before_the_collector_is_off() -> None:
    program = "import sys, gc, coding_salary.__main__\nprint(*(m for m in sys.modules if m.startswith('coding_salary')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["coding_salary", "coding_salary.__main__"]


def test_a_command_loads_only_itself() -> None:
    assert "coding_salary.cli.commands.estimate" not in loaded("bands", "path")
