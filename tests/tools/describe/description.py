"""The description of the CSV tables that come with the program."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from columns import TITLES, column

from coding_salary.catalog.data_package import FILE, TidyTable, data_package, sources_in
from coding_salary.cli.session import Session
from coding_salary.table.side_tables import SHIPPED

TARGET = Path(SHIPPED) / FILE


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
        title = f"{TITLES[kind]}, {market.name}" if market else TITLES[path.stem]
        columns = tuple(column(name, market or session.whole.bands.home) for name in names)
        yield TidyTable(path.stem, title, columns, [], sources_in(session.figures, path.name))
