"""Rows of a Python program in, and out with their estimates, as `salary batch` does with those of a file."""

from collections.abc import Iterable, Iterator, Mapping
from json import loads
from time import strftime

from coding_salary.batch.bulk import ERROR, RESULTS, Calculators
from coding_salary.batch.json_rows import AnswerKeys, piece_of
from coding_salary.batch.row_profiles import BatchContext
from coding_salary.profile.answers import KEYS, answers_of
from coding_salary.profile.profile import read_profile
from coding_salary.table.load import load, table_path
from coding_salary.table.places import area_reader

Row = Mapping[str, object]


def this_month() -> str:
    """Return this month such as `2026-11`."""
    return strftime("%Y-%m")


def estimate_rows(
    rows: Iterable[Row], *, bands: str | None = None, prefix: str = "", **answers: object
) -> Iterator[dict[str, object]]:
    """Yield every row with its estimate behind it, one at a time, so that there may be any number of them.

    The keys of a row are named like the flags, whatever else it holds passes through. `answers` hold for
    every row that leaves them open, `prefix` is put before the name of each result, and `bands` is the path
    of another table. A row that cannot be estimated has the reason under `error`, and None for each result.
    Raises ProfileError for answers, and TableError for a table, that cannot be used.

    >>> people = [{"name": "Ana", "cert": "CPC", "years": 5}, {"name": "Ben", "years": "ten"}]
    >>> ana, ben = estimate_rows(people, state="OH")
    >>> ana["name"], ana["typical"], ana["error"]
    ('Ana', 51600, None)
    >>> ben["typical"], ben["error"]
    (None, "years must be a number from 0 to 60 such as 5 or 2.5, found 'ten'")
    """
    table = load(table_path(bands))
    columns = {key: index for index, key in enumerate(KEYS)}
    said = answers_of(answers, this_month)
    context = BatchContext(table, said, columns, area_reader(table), piece_of(""), this_month)
    read_profile(table, said, context.areas)
    keys = AnswerKeys(prefix + name for name in RESULTS)
    calculators = Calculators(context)
    return ({**row, **_result(calculators, keys, row, prefix)} for row in rows)


def _result(calculators: Calculators, keys: AnswerKeys, row: Row, prefix: str) -> dict[str, object]:
    """Return the results of a row; the names of results that it has itself are left to it."""
    try:
        block = calculators.results([""], [keys.cells(row)])
        reasons = block.refused.get(0)
    except ValueError as error:
        reasons = (str(error),)
    if reasons is None:
        values: dict[str, object] = loads("{" + block.results[0].removeprefix(", ") + "}")
        return {prefix + name: value for name, value in values.items()}
    blank = dict.fromkeys((prefix + name for name in RESULTS if prefix + name not in row), None)
    return {**blank, prefix + ERROR: "; ".join(reasons)}
