"""The CSV tables of a scale with locality pay: base pay by grade, localities, and what lies in them."""

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.reading.errors import Mark, Problem, TableError
from coding_salary.reading.words import listed, quoted
from coding_salary.table.market import Country
from coding_salary.table.side_tables import PERCENT, beside, check_once
from coding_salary.table.wages import MIN_WAGE

if TYPE_CHECKING:
    from coding_salary.table.employer_scale import EmployerScale

PAY = f"an amount a year from {MIN_WAGE} on such as 31103"
LOCALITY_COLUMNS = ("code", "name", "percent")
PLACE_COLUMNS = ("code", "states", "locality", "others")


class Locality(NamedTuple):
    """A locality, and what it adds to base pay, as a share (0.1706 is 17.06 %)."""

    code: str
    name: str
    share: float


class LocatedPlace(NamedTuple):
    """The locality of an area, and the `others` that parts of it may lie in."""

    code: str
    states: tuple[str, ...]
    locality: str
    others: tuple[str, ...]


class ScaleTables(NamedTuple):
    """What stands in the CSV tables of a scale: base pay by grade, localities, and the places in them."""

    pay: dict[str, tuple[float, ...]]
    localities: list[Locality]
    places: list[LocatedPlace]


def load_scale_tables(scale: "EmployerScale", market: Country, bands_path: str) -> ScaleTables:
    """Read the CSV tables that a scale names; raises TableError with every problem of the first wrong one."""
    pay = load_base_pay(scale.pay, bands_path, len(scale.starts))
    asked = dict.fromkeys(grade for role in scale.roles.values() for grade in (*role.before, *role.grades))
    if missing := [grade for grade in asked if grade not in pay]:
        message = f"the grades {listed(missing, 'and')} of {scale.name} have no pay here: add them"
        raise TableError([Problem(message, Mark(beside(scale.pay, bands_path), 1, 1))])
    localities = load_localities(scale.localities, bands_path)
    known = [locality.code for locality in localities]
    return ScaleTables(pay, localities, load_places(scale.areas, bands_path, known, market.states))


def load_all_scales(market: Country, bands_path: str) -> list[ScaleTables]:
    """Read the CSV tables of every scale of a market, in their order; raises TableError for a wrong one."""
    return [load_scale_tables(scale, market, bands_path) for scale in market.scales.values()]


def load_base_pay(name: str, bands_path: str, steps: int) -> dict[str, tuple[float, ...]]:
    """Read the base pay of each grade at its steps, in currency a year; raises TableError."""
    columns = ("grade", *(f"step_{step + 1}" for step in range(steps)))
    grades: set[str] = set()
    return dict(load_rows(beside(name, bands_path), columns, lambda row: _grade(row, columns, grades)))


def _grade(row: Row, columns: Collection[str], grades: set[str]) -> tuple[str, tuple[float, ...]]:
    first, *steps = columns
    grade = row.text(first)
    check_once(row, grade, grades, first)
    pay = tuple(row.number(step, PAY, MIN_WAGE) for step in steps)
    for step, (before, after) in zip(steps[1:], pairwise(pay), strict=True):
        if after <= before:
            row.fault(step, f"pay rises with every step: {after:g} follows {before:g}")
    return grade, pay


def load_localities(name: str, bands_path: str) -> list[Locality]:
    """Read the localities, the first being the one of all other places; raises TableError."""
    codes: set[str] = set()
    return load_rows(beside(name, bands_path), LOCALITY_COLUMNS, lambda row: _locality(row, codes))


def _locality(row: Row, codes: set[str]) -> Locality:
    code, name = row.text("code"), row.text("name")
    check_once(row, code, codes)
    return Locality(code, name, row.number("percent", PERCENT, 0, 100) / 100)


def load_places(
    name: str, bands_path: str, localities: Collection[str], states: Collection[str]
) -> list[LocatedPlace]:
    """Read in which of the localities the areas of some states lie; raises TableError with every problem."""
    read = partial(_place, localities=localities, states=states, codes=set())
    return load_rows(beside(name, bands_path), PLACE_COLUMNS, read)


def _place(row: Row, localities: Collection[str], states: Collection[str], codes: set[str]) -> LocatedPlace:
    code, locality = row.text("code"), row.text("locality")
    within, others = row.cells["states"].split(), row.cells["others"].split()
    check_once(row, code, codes)
    for column, words, known in (("states", within, states), ("locality", [locality, *others], localities)):
        for word in words:
            if word not in known:
                row.fault(column, f"{quoted(word)} stands in no other table: correct it")
    return LocatedPlace(code, tuple(within), locality, tuple(others))


def localities_of(places: Sequence[LocatedPlace], otherwise: str) -> dict[str, tuple[str, ...]]:
    """Return the localities of each area and state: first the one that counts, then what else it may lie in.

    That of a state with areas in several is the one of all places that are not known better, `otherwise`.
    """
    areas = {place.code: (place.locality, *place.others) for place in places}
    states: dict[str, dict[str, None]] = {}
    for place in places:
        for code in place.states:
            states.setdefault(code, {}).update(dict.fromkeys(areas[place.code]))
    for code, within in states.items():
        several = dict.fromkeys((otherwise, *within)) if len(within) > 1 else within
        areas[code] = tuple(several)
    return areas
