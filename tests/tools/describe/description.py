"""The description of the CSV tables that come with the program; `meanings.csv` says what they and their columns are."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from coding_salary.catalog.csv_figures import JOB_UNITS
from coding_salary.catalog.data_package import (
    FILE,
    NUMBER,
    TEXT,
    WHOLE,
    Column,
    TidyTable,
    data_package,
    sources_in,
)
from coding_salary.cli.session import Session
from coding_salary.numbers import PERCENTILES
from coding_salary.table.indexes import LEVEL_UNIT
from coding_salary.table.market import Country
from coding_salary.table.side_tables import SHIPPED
from coding_salary.table.wages import ERROR_UNIT

TARGET = Path(SHIPPED) / FILE
with Path(__file__).with_name("meanings.csv").open(encoding="utf-8", newline="") as lines:
    MEANINGS = {(row["of"], row["name"]): row["meaning"] for row in csv.DictReader(lines)}
NUMBERS = {
    "error": Column("", NUMBER, "How unsure the wages are", ERROR_UNIT),
    "high": Column("", NUMBER, "High figure", "as the column unit says"),
    "index": Column("", NUMBER, "Index of consumer prices, not seasonally adjusted", "1982-84 = 100"),
    "jobs": Column("", WHOLE, "Jobs", JOB_UNITS["jobs"]),
    "low": Column("", NUMBER, "Low figure", "as the column unit says"),
    "parity": Column("", NUMBER, "Price level", LEVEL_UNIT),
    "per_1000": Column(
        "", NUMBER, "Jobs of the occupation among all jobs of the place", JOB_UNITS["per_1000"]
    ),
    "percent": Column("", NUMBER, "Locality pay", "% of base pay"),
    "price_level": Column("", NUMBER, "Price level", LEVEL_UNIT),
    "quotient": Column("", NUMBER, "Location quotient", JOB_UNITS["quotient"]),
    "share": Column("", NUMBER, "Addresses of the ZIP code that are in the area", "share of addresses"),
    "study_weeks": Column("", NUMBER, "Weeks of study", "weeks"),
    "typical": Column("", NUMBER, "Typical figure", "as the column unit says"),
    "years": Column("", NUMBER, "Years of work that usually come first", "years"),
}


def column(name: str, market: Country) -> Column:
    """Describe a column; raises KeyError for one that nobody has described here."""
    job, _, part = name.partition("_")
    if job in market.occupations:
        own = column(part, market)
        return own._replace(name=name, meaning=f"{market.occupations[job].title}: {own.meaning}")
    a_year = f"{market.currency} a year"
    if (found := re.fullmatch(r"p([0-9]+)", name)) and int(found[1]) in PERCENTILES:
        return Column(name, NUMBER, f"Wage at the {found[1]}th percentile", a_year)
    if found := re.fullmatch(r"step_([0-9]+)", name):
        return Column(name, NUMBER, f"Base pay at step {found[1]}, before locality pay", a_year)
    return (
        NUMBERS[name]._replace(name=name) if name in NUMBERS else Column(name, TEXT, MEANINGS["column", name])
    )


def description() -> str:
    """Return the text of `datapackage.json`, from the table and the headings of the CSV tables."""
    session = Session(None)
    package = data_package(session.whole.bands, _tables(session), session.cited.sources)
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _tables(session: Session) -> Iterator[TidyTable]:
    markets = session.whole.bands.markets
    for path in sorted(Path(SHIPPED).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            names = next(csv.reader(lines))
        code, _, kind = path.stem.partition("_")
        market = markets.get(code.upper())
        title = f"{MEANINGS['table', kind]}, {market.name}" if market else MEANINGS["table", path.stem]
        columns = tuple(column(name, market or session.whole.bands.home) for name in names)
        yield TidyTable(path.stem, title, columns, [], sources_in(session.figures, path.name))
