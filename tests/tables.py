"""The tables that tests use, and profiles read against them."""

import csv
from pathlib import Path

from coding_salary.profile.answers import Raw
from coding_salary.profile.profile import Profile, read_profile
from coding_salary.table.bands import Bands
from coding_salary.table.side_tables import load_areas

HERE = Path(__file__).parent
ROOT = HERE.parent
TINY = HERE / "tiny.yaml"
ISLES = HERE / "isles.yaml"


def profile(bands: Bands, **answers: str) -> Profile:
    """Read a profile from answers as the flags would give them."""
    said = {key: (Raw(text),) for key, text in answers.items()}
    return read_profile(bands, said, lambda market: load_areas(market, bands.path))


def published(name: str) -> list[dict[str, str]]:
    with (HERE / "abroad" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
