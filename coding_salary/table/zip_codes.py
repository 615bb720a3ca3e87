"""Which area a ZIP code lies in; read only when somebody names one."""

from collections.abc import Mapping
from functools import lru_cache
from re import ASCII, fullmatch
from typing import NamedTuple

from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.table.market import Market
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
    """Ranges of ZIP codes with the code of their area, the narrower after the wider; and the split ones."""

    ranges: tuple[tuple[str, str, str], ...]
    splits: Mapping[str, Split]

    def area(self, zip: str) -> str | None:
        """Return the code of the area, or state, of a ZIP code of five digits; None where none has wages."""
        found = (code for first, last, code in reversed(self.ranges) if first <= zip <= last)
        return next(found, None)


def whole_zip(text: str) -> str | None:
    """Return the five digits of a ZIP code as people write it; None for what is none."""
    found = fullmatch(ZIP, text.strip(), ASCII)
    return found.group(1).zfill(LENGTH) if found else None


def zip_codes_of(market: Market, bands_path: str) -> ZipCodes:
    """Return the ZIP codes of a market, none where it has no table; raises TableError with every problem."""
    if not market.zip_codes:
        return ZipCodes((), {})
    splits = beside(market.split_zips, bands_path) if market.split_zips else ""
    return load_zip_codes(beside(market.zip_codes, bands_path), splits)


@lru_cache(maxsize=8)
def load_zip_codes(ranges_path: str, splits_path: str) -> ZipCodes:
    """Read the ranges of ZIP codes and those that are split; raises TableError with every problem found."""
    splits: dict[str, Split] = {}
    ranges = load_rows(ranges_path, RANGE_COLUMNS, _range)
    if splits_path:
        load_rows(splits_path, SPLIT_COLUMNS, lambda row: _take_split(row, splits))
    return ZipCodes(tuple(ranges), splits)


def _range(row: Row) -> tuple[str, str, str]:
    first, last = _zip(row, "zip_from"), _zip(row, "zip_to")
    if last < first and len(first) == len(last):
        row.fault("zip_to", f"a range never falls: {last} follows {first}")
    return first, last, row.text("area_code")


def _take_split(row: Row, splits: dict[str, Split]) -> None:
    zip, share = _zip(row, "zip"), row.number("share", "a share of addresses such as 0.68", 0, 1)
    if zip in splits:
        row.fault("zip", "stands here a second time: keep one of them")
    row.text("area_code")
    splits[zip] = Split(share, row.text("next_area_code"))


def _zip(row: Row, column: str) -> str:
    text = row.cells[column]
    if not (len(text) == LENGTH and text.isascii() and text.isdigit()):
        row.fault(column, "expected the five digits of a ZIP code")
    return text
