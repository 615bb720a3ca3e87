"""The shipped table as the build compiled it: plain JSON, believed only beside the very YAML it came from."""

from collections.abc import Iterator, Mapping
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
from coding_salary.prices import PriceParities
from coding_salary.sources import Evidence, Source

PACKAGE = Path(__file__).parent.parent
COMPILED_NAME = "bands.json"
# No name of a table can start so.
MARK = "~"
CLASSES: dict[str, Any] = {
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
        Issuer,
        Level,
        Market,
        Occupation,
        Outlook,
        Point,
        PriceParities,
        Projection,
        Range,
        Rates,
        Source,
        Verdicts,
        WageIndex,
    )
}
# The kinds of a pay scale, loaded only for a market that has one.
SCALE_KINDS = ("Grade", "PayScale", "Post", "Qualification", "Region", "Stage", "Supplement")


class Markets(Mapping[str, Market]):
    """The markets of a compiled table, each made anew only when it is asked for."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        """Keep the markets as they came out of JSON."""
        self.plain = plain
        self.made: dict[str, Market] = {}

    def __getitem__(self, code: str) -> Market:
        if code not in self.made:
            self.made[code] = revived(self.plain[code])
        return self.made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)


def compiled(bands: Bands) -> str:
    """Return what the build writes beside the table: a line of what it is of, and the table as JSON.

    The first line holds the fingerprint of the second too, so that one look tells whether all of it is whole.
    """
    from json import dumps

    body = dumps(_plain(bands._replace(path="")), separators=(",", ":"))
    head = {"program": __version__, "sha256": bands.sha256, "body": fingerprint(body.encode())}
    return f"{dumps(head)}\n{body}"


def read_compiled(path: str) -> Bands | None:
    """Return the table that was compiled from the file at a path, None unless it is that very file."""
    table = Path(path)
    if table.parent != PACKAGE:
        return None
    from json import loads

    try:
        first, _, body = (PACKAGE / COMPILED_NAME).read_bytes().partition(b"\n")
        head = loads(first)
        expected = (__version__, fingerprint(table.read_bytes()), fingerprint(body))
        if (head["program"], head["sha256"], head["body"]) != expected:
            return None
        bands = _bands(loads(body))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return bands._replace(path=path)


def _bands(value: Any) -> Bands:
    """Return the table, its markets made only when they are asked for."""
    (fields,) = value.values()
    named: dict[str, Any] = dict(zip(Bands._fields, fields, strict=True))
    markets = Markets(named.pop("markets"))
    return Bands(markets=markets, **{name: revived(field) for name, field in named.items()})


def _kind(name: str) -> Any:
    """Return the kind of value that a name stands for; raises KeyError for an unknown one."""
    if name not in CLASSES and name.removeprefix(MARK) in SCALE_KINDS:
        from coding_salary import pay_scale

        CLASSES.update({f"{MARK}{kind}": getattr(pay_scale, kind) for kind in SCALE_KINDS})
    return CLASSES[name]


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
        if name.startswith(MARK):
            return _kind(name)(*[revived(item) for item in entry])
        break
    return {key: revived(entry) for key, entry in value.items()}
