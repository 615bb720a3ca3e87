"""What every report says: where the figures come from, and words that several share."""

from typing import TYPE_CHECKING

from coding_salary import __version__
from coding_salary.formats.records import Record
from coding_salary.formats.sheet import Sentence
from coding_salary.model.money import whole
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market
from coding_salary.table.sources import Source
from coding_salary.table.wages import Outlook, Projection

if TYPE_CHECKING:
    pass


SCHEMA = 1
PERIOD = "year"
Document = dict[str, object]


def provenance(bands: Bands, market: Market) -> Document:
    """Return what a machine result says of the program and the table that it comes from."""
    return {
        "schema": SCHEMA,
        "tool_version": __version__,
        "table_version": bands.version,
        "table_date": market.date,
        "table_sha256": bands.sha256,
        "market": market.code,
        "kind": market.kind,
    }


def outlook_record(outlook: Outlook) -> Record:
    """Return what is projected for an occupation as fields; None where nothing is."""
    growth, openings = outlook.growth, outlook.openings
    return {
        "growth_percent": growth.value if growth else None,
        "growth_decade": growth.decade if growth else None,
        "growth_source": growth.source if growth else None,
        "openings": whole(openings.value) if openings else None,
        "openings_decade": openings.decade if openings else None,
        "openings_source": openings.source if openings else None,
    }


def growth_text(growth: Projection) -> str:
    """Return a projected growth of jobs, such as `+7.8 %`."""
    return f"{growth.value:+g} %"


def origin(source: Source) -> Sentence:
    """Return who published a source, as what, when and where."""
    about = ", ".join((source.publisher, source.title, source.date))
    return Sentence(source.id, f"{source.id}: {about}", source.link)


def sentence(words: str) -> str:
    """Return words as a sentence: a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."
