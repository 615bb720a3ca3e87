"""HTML pages and SVG pictures: what a terminal shows, by themselves, light and dark."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from program import salary

from coding_salary.formats import Format

CPC = "estimate --cert CPC --years 5"
DARK = "@media (prefers-color-scheme: dark) {"


def words(page: str) -> list[str]:
    """Return the words of a page, without its styles."""
    return unescape(re.sub(r"<[^>]*>", " ", page.partition("</style>")[2])).split()


@pytest.mark.parametrize("format", ["html", "svg"])
def test_a_page_shows_what_the_terminal_shows_and_fetches_nothing(format: str) -> None:
    page = salary(CPC, "--format", format).out
    shown = salary(CPC, "--width", "90").out
    assert words(page) == shown.split()
    assert not re.search(r"<script|url\((?!#)|@font-face|src=|href=", page)
    light, dark = page.partition("</style>")[0].split(DARK)
    assert set(re.findall(r"\.\S+", light)) >= set(re.findall(r"\.(?:salary-)?r\d+", dark))


def test_a_picture_is_well_formed_xml() -> None:
    root = ElementTree.fromstring(salary("offer 20/hr", "--format", "svg").out)
    assert root.tag.endswith("svg")


def luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_words_stand_out_enough_from_the_page_in_both_schemes() -> None:
    """4.5 to 1 is what WCAG 2.2 asks for (success criterion 1.4.3)."""
    for styles in salary(CPC, "--format", "svg").out.partition("</style>")[0].split(DARK):
        (page,) = re.findall(r"salary-page \{ fill: (#\w{6})", styles)
        for color in re.findall(r"salary-r\d+ \{ fill: (#\w{6})", styles):
            dark, bright = sorted((luminance(page), luminance(color)))
            assert (bright + 0.05) / (dark + 0.05) >= 4.5, (page, color)


@pytest.mark.parametrize(
    "format", [format for format in Format if format not in (Format.TABLE, Format.PLAIN)]
)
def test_the_ending_of_a_file_says_the_format_unless_a_flag_does(tmp_path: Path, format: Format) -> None:
    for name, said in ((f"pay.{format}", ()), (f"pay.{format.upper()}", ()), ("pay", ("--format", format))):
        assert salary(CPC, *said, "--output", name, cwd=tmp_path).code == 0
    written = [path.read_bytes() for path in sorted(tmp_path.iterdir())]
    assert len(written) == 3
    assert all(one == other for one, other in pairwise(written))
    salary(CPC, "--format", "plain", "--output", "said.csv", cwd=tmp_path)
    assert (tmp_path / "said.csv").read_text(encoding="utf-8").startswith("for: Medical coder")


def test_another_ending_is_for_people(tmp_path: Path) -> None:
    for name in ("pay.txt", "pay.table", "csv"):
        salary(CPC, "--output", name, cwd=tmp_path)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("Medical coder · CPC")


def test_markdown_pages_can_be_joined() -> None:
    one, other = (salary("estimate -f md -s", state).out for state in ("OH", "TX"))
    assert one.startswith("## Medical coder · Ohio\n\n")
    assert (one + other).count("\n\n## Medical coder") == 1
