"""Which area a ZIP code lies in; read only when somebody names one."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from re import ASCII, fullmatch
from typing import NamedTuple

from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.table.side_tables import beside

RANGE_COLUMNS = ("zip_from", "zip_to", "area_code")
SPLIT_COLUMNS = ("zip", "area_code", "share", "next_area_code")
# A spreadsheet drops the zeros in front, which makes 501 of 00501; the four digits behind name a street.
ZIP = r"(\d{3,5})(-\d{4})?"
LENGTH = 5


class Split(NamedTuple):
    """The share (0.68 is 68 %) of a ZIP code's addresses that lie in its area, and where most others are."""

    share: float
    other: str


class ZipCodes(NamedTuple):
    """The code of the area of each ZIP code by its number, empty where none has wages; and the split ones."""

    areas: Sequence[str]
    splits: Mapping[str, Split]

    def area(self, zip: str) -> str:
        """Return the code of the area, or state, of a ZIP code of five digits; empty where none has wages."""
        return self.areas[int(zip)] if self.areas else ""


def whole_zip(text: str) -> str | None:
    """Return the five digits of a ZIP code as people write it; None for what is none."""
    found = fullmatch(ZIP, text.strip(), ASCII)
    return found.group(1).zfill(LENGTH) if found else None


@lru_cache(maxsize=8)  # a file of people asks for each of its ZIP codes
def zip_codes_of(ranges: str, splits: str, bands_path: str) -> ZipCodes:
    """Return the ZIP codes of the tables of these names; raises TableError with every problem found."""
    if not ranges:
        return ZipCodes((), {})
    return load_zip_codes(beside(ranges, bands_path), beside(splits, bands_path) if splits else "")


def load_zip_codes(ranges_path: str, splits_path: str) -> ZipCodes:
    """Read the ranges of ZIP codes and those that are split; raises TableError with every problem found.

    Of two ranges that hold a ZIP code the later counts.
    """
    splits: dict[str, Split] = {}
    areas = [""] * 10**LENGTH
    for first, last, code in load_rows(ranges_path, RANGE_COLUMNS, _range):
        areas[int(first) : int(last) + 1] = [code] * (int(last) + 1 - int(first))
    if splits_path:
        load_rows(splits_path, SPLIT_COLUMNS, lambda row: _take_split(row, splits))
    return ZipCodes(areas, splits)


def _range(row: Row) -> tuple[str, str, str]:
    first, last = _zip(row, "zip_from"), _zip(row, "zip_to")
    if last < first and len(first) == len(last):
        row.fault("zip_to", f"a range never falls: {last} follows {first}")
    return first, last, row.text("area_code")


def _take_split(row: Row, splits: dict[str, Split]) -> None:
    zip, share = _zip(row, "zip"), row.number("share", "a share of addresses such as 0.68", 0, 1)
    if zip in splits:
        row.fault("zip", "appears a second time: keep one of them")
    row.text("area_code")
    splits[zip] = Split(share, row.text("next_area_code"))


def _zip(row: Row, column: str) -> str:
    text = row.cells[column]
    if not (len(text) == LENGTH and text.isascii() and text.isdigit()):
        row.fault(column, "expected the five digits of a ZIP code")
    return text
