"""The tables that tests use, and profiles read against them."""

from pathlib import Path

from coding_salary.answers import Said
from coding_salary.areas import load_areas
from coding_salary.bands import Bands
from coding_salary.profile import Profile, read_profile

HERE = Path(__file__).parent
ROOT = HERE.parent
TINY = HERE / "tiny.yaml"


def profile(bands: Bands, **answers: str) -> Profile:
    """Read a profile from answers as the flags would give them."""
    said = {key: (Said(text),) for key, text in answers.items()}
    return read_profile(bands, said, lambda market: load_areas(market, bands.path))
