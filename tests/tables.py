"""The tables that tests use, and profiles read against them."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from coding_salary.profile.answers import Raw
from coding_salary.profile.profile import Profile, read_profile
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import Credential, load_credentials
from coding_salary.table.side_tables import load_areas

HERE = Path(__file__).parent
ROOT = HERE.parent
TINY = HERE / "tiny.yaml"
ISLES = HERE / "isles.yaml"


@cache
def broken_tables() -> dict[str, dict[str, str]]:
    """Return the slips of `bad_tables.yaml` by name."""
    text = (HERE / "bad_tables.yaml").read_text(encoding="utf-8")
    return {slip["name"]: slip for slip in yaml.safe_load(text)}


def edited(folder: Path, *edits: tuple[str, str], **beside: str) -> str:
    """Write the small table into a folder after some edits, and CSV tables beside it; return its path."""
    text = TINY.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    for name, content in beside.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    path = folder / "edited.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def extended(folder: Path, entries: str, **beside: str) -> str:
    """Write the small table with more entries of its market, and CSV tables beside it; return its path."""
    date = "    date: 2025-05\n"
    return edited(folder, (date, date + entries), **beside)


def broken(name: str, folder: Path) -> Path:
    """Write a small table with one slip into a folder."""
    slip = broken_tables()[name]
    text = (HERE / f"{slip.get('table', 'tiny')}.yaml").read_text(encoding="utf-8")
    assert text.count(slip["right"]) == 1, name
    path = folder / f"{name}.yaml"
    path.write_text(text.replace(slip["right"], slip["wrong"]), encoding="utf-8", newline="")
    return path


def profile(bands: Bands, **answers: str) -> Profile:
    """Read a profile from answers as the flags would give them."""
    said = {key: (Raw(text),) for key, text in answers.items()}
    return read_profile(bands, said, lambda market: load_areas(market, bands.path))


def tiny_credentials(bands: Bands) -> dict[str, Credential]:
    """Read what the credentials of the tiny table ask for and cost."""
    tiny: Any = bands.home
    return load_credentials(bands, tiny._replace(credentials="tiny_credentials.csv"))


def published(name: str) -> list[dict[str, str]]:
    with (HERE / "abroad" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
