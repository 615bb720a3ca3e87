"""Somebody as a program describes one: what the public Python interface takes."""

from collections.abc import Sequence
from typing import TypedDict


class Person(TypedDict, total=False):
    """What can be said of somebody, each as its flag has it; years are those of experience."""

    cert: str | Sequence[str] | None
    years: float | str | None
    state: str | None
    metro: str | None
    zip: str | int | None
    employer: str | None
    education: str | None
    role: str | None
    specialty: str | None
    remote: bool | None
    country: str | None
    as_of: str | None
