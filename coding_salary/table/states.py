"""The states of a market as rows: in the table itself, or in a CSV table beside it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.reading.errors import TableError
from coding_salary.reading.words import quoted
from coding_salary.table.indexes import LEAST, LEVEL_UNIT, MOST
from coding_salary.table.wages import UNPUBLISHED, Period, Range

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Fields, Node


class StateRow(NamedTuple):
    """A state: its name, its price level (the nation is 100; None where not published), and its wages.

    `range` returns the wages of an occupation, amounts of a period, and None where they are not published;
    `fault` notes that its name, or those of an occupation, are wrong.
    """

    code: str
    name: str
    price_level: float | None
    range: Callable[[str, Period], Range | None]
    fault: Callable[[str, str], None]


def read_states(node: "Node", market: str, occupations: Collection[str], bands_path: str) -> list[StateRow]:
    """Read `states`: rows by code, or the name of a CSV table; none where there are no states."""
    if not node.given:
        return []
    if node.scalar is None:
        rows = list(_rows(node, occupations))
    else:
        rows = _file_rows(node, occupations, bands_path)
    _check_names(rows, market)
    return rows


def _rows(node: "Node", occupations: Collection[str]) -> Iterator[StateRow]:
    for code, entry in node.named().items():
        fields = entry.fields(("name", *occupations), ("price_level",))
        level = fields["price_level"].optional(
            lambda node: node.number(least=LEAST, most=MOST, unit=LEVEL_UNIT)
        )
        yield StateRow(code, fields["name"].text(), level, _range_of(fields), _fault_of(fields))


def _range_of(fields: "Fields") -> Callable[[str, Period], Range | None]:
    def range(occupation: str, period: Period) -> Range | None:
        node = fields[occupation]
        return None if node.scalar == UNPUBLISHED else Range.read(node, period)

    return range


def _fault_of(fields: "Fields") -> Callable[[str, str], None]:
    return lambda key, message: fields[key].fault(message)


def _file_rows(node: "Node", occupations: Collection[str], bands_path: str) -> list[StateRow]:
    from coding_salary.table.side_tables import load_states

    name = node.file_name()
    try:
        return load_states(name, occupations, bands_path, node.problems) if name else []
    except TableError as error:
        node.problems.extend(error.problems)
        return []


def _check_names(rows: Iterable[StateRow], market: str) -> None:
    taken = {market.casefold()}
    for row in rows:
        words = {row.code.casefold(), row.name.casefold()}
        for word in sorted(words & taken):
            message = f"{quoted(word)} already names another place: capitals do not tell places apart"
            row.fault("name", message)
        taken |= words
