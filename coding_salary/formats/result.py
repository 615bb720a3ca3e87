"""What a command has to show, whatever the format."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coding_salary.formats.records import Field, Record, records

if TYPE_CHECKING:
    from coding_salary.formats.sheet import Sheet

Document = Mapping[str, object]


class Result(ABC):
    """A result: programs take its document, or its fields row by row; people are shown its sheet."""

    # What the records are made of; there may be none.
    rows: Sequence[Any]
    # Whether people are shown all of a long result, or what a terminal of 24 lines has room for.
    whole = True

    @abstractmethod
    def document(self) -> Document:
        """Return everything, as JSON holds it."""

    @abstractmethod
    def fields(self) -> "Sequence[Field[Any]]":
        """Return the fields of the flat records."""

    @abstractmethod
    def sheet(self) -> "Sheet":
        """Return what people are shown."""

    def records(self) -> list[Record]:
        """Return a flat record for each row."""
        return records(self.fields(), self.rows)

    def notes(self) -> list[str]:
        """Return what must be said beside the result."""
        return []
