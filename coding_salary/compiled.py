"""The shipped table as the build compiled it: plain JSON, believed only beside the very YAML it came from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coding_salary import __version__
from coding_salary.ageing import WageIndex
from coding_salary.bands import Bands, Verdicts
from coding_salary.certification import Certification, Issuer
from coding_salary.exchange import Exchange, Rates
from coding_salary.factor import Choice, Factor, Point
from coding_salary.fingerprint import fingerprint
from coding_salary.market import EmployerCost, Level, Market, Occupation, Range
from coding_salary.outlook import CareerTable, Outlook, Projection
from coding_salary.pay_scale import Grade, PayScale, Post, Qualification, Region, Stage, Supplement
from coding_salary.prices import PriceParities
from coding_salary.sources import Evidence, Source

PACKAGE = Path(__file__).parent
FILE_NAME = "bands.json"
# No name of a table can start so.
MARK = "~"
CLASSES = {
    f"{MARK}{kind.__name__}": kind
    for kind in (
        Bands,
        CareerTable,
        Certification,
        Choice,
        EmployerCost,
        Evidence,
        Exchange,
        Factor,
        Grade,
        Issuer,
        Level,
        Market,
        Occupation,
        Outlook,
        PayScale,
        Point,
        Post,
        PriceParities,
        Projection,
        Qualification,
        Range,
        Rates,
        Region,
        Source,
        Stage,
        Supplement,
        Verdicts,
        WageIndex,
    )
}


def compiled(bands: Bands) -> dict[str, object]:
    """Return what the build writes beside the table, as JSON holds it."""
    return {"program": __version__, "sha256": bands.sha256, "bands": _plain(bands._replace(path=""))}


def read_compiled(path: str) -> Bands | None:
    """Return the table that was compiled from the file at a path, None unless it is that very file."""
    table = Path(path)
    if table.parent != PACKAGE:
        return None
    from json import loads

    try:
        document = loads((PACKAGE / FILE_NAME).read_bytes())
        if document["program"] != __version__ or document["sha256"] != fingerprint(table.read_bytes()):
            return None
        bands = revived(document["bands"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return bands._replace(path=path) if isinstance(bands, Bands) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if not isinstance(value, tuple):
        return value
    items = [_plain(item) for item in value]
    return {f"{MARK}{type(value).__name__}": items} if hasattr(value, "_fields") else items


def revived(value: Any) -> Any:
    """Return what `compiled` made plain, each value of its own kind again."""
    if type(value) is list:
        return tuple([revived(item) for item in value])
    if type(value) is not dict:
        return value
    for name, entry in value.items():
        if name in CLASSES:
            return CLASSES[name](*[revived(item) for item in entry])
        break
    return {key: revived(entry) for key, entry in value.items()}
