"""Fixtures: the tables, and golden files."""

import json
import os
import re
from collections.abc import Callable

import pytest
from hypothesis import settings
from schemas import checked
from tables import HERE, ISLES, TINY

from coding_salary.table.bands import Bands
from coding_salary.table.load import default_path, load

# Nobody's own saved profile decides a test.
os.environ["XDG_CONFIG_HOME"] = "/nonexistent"
os.environ.pop("SALARY_PROFILE", None)
# The same examples every time, and no clock: a run is repeatable. `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("repeatable")
# Golden files that are named after who they are about.
GOLDEN_OF = {"cpc": "estimate"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def tiny() -> Bands:
    return load(str(TINY))


@pytest.fixture(scope="session")
def isles() -> Bands:
    return load(str(ISLES))


@pytest.fixture(scope="session")
def shipped() -> Bands:
    return load(default_path())


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a whole output with a file that a person has read; which table it was is no part of it."""

    def compare(name: str, text: str) -> None:
        path = HERE / "golden" / name
        if path.suffix == ".json":
            checked([GOLDEN_OF.get(path.stem, path.stem)], json.loads(text))
        text = re.sub('(?<="table_sha256": ")[0-9a-f]+', "...", text)
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
