"""The table of price levels of metropolitan areas; read only when somebody asks for real pay in one."""

from coding_salary.csv_file import Row, beside, load_rows
from coding_salary.errors import quoted
from coding_salary.market import Market
from coding_salary.prices import LEAST, MOST

PRICE_COLUMNS = ("code", "name", "parity")
LEVEL = "a price level such as 92.774, that of the nation being 100"


def load_parities(market: Market, bands_path: str) -> dict[str, float]:
    """Read price levels by the code of the area; raises TableError with every problem found."""
    found: dict[str, float] = {}
    if market.price_parities and market.price_parities.areas:
        load_rows(beside(market.price_parities.areas, bands_path), PRICE_COLUMNS, lambda row: _take(row, found))
    return found


def _take(row: Row, found: dict[str, float]) -> None:
    code = row.text("code")
    row.text("name")
    if code in found:
        row.fault("code", f"{quoted(code)} stands here a second time: keep one of them")
    found[code] = row.number("parity", LEVEL, LEAST, MOST)
