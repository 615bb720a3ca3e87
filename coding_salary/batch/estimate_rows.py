"""Rows of a Python program in, and out with their estimates, as `salary batch` does with those of a file."""

from collections.abc import Iterable, Iterator, Mapping
from json import loads
from typing import NamedTuple

from coding_salary.batch.bulk import ERROR, RESULTS
from coding_salary.batch.calculators import Calculators
from coding_salary.batch.columns import Headings
from coding_salary.batch.json_rows import AnswerKeys, piece_of
from coding_salary.batch.row_profiles import PAY_RESULTS, BatchContext, PayColumn
from coding_salary.batch.run import Setting
from coding_salary.profile.answers import KEYS, Answers
from coding_salary.profile.profile import read_profile
from coding_salary.table.side_tables import beside
from coding_salary.table.synonyms import HEADERS

# csv.DictReader puts what is too much in a row under None: such a key passes through.
Row = Mapping[str, object]


class Options(NamedTuple):
    """How rows are read and written: the `prefix` of results, the key of `pay`, and what else passes."""

    prefix: str = ""
    pay: str | None = None
    ignore_columns: bool = False


def estimated_rows(
    rows: Iterable[Row], answers: Answers, setting: Setting, options: Options
) -> Iterator[dict[str, object]]:
    """Yield every row with its estimate after it, as `coding_salary.estimate_rows` says."""
    columns = {key: index for index, key in enumerate(KEYS)}
    context = BatchContext(setting.bands, answers, columns, setting.areas, piece_of(""), setting.today, {})
    names: tuple[str, ...] = RESULTS
    others: list[str] = []
    if options.pay is not None:
        context = context._replace(pay=PayColumn(len(KEYS), options.pay))
        names, others = (*RESULTS, *PAY_RESULTS), [options.pay]
    read_profile(setting.bands, answers, setting.areas)
    headings = Headings(beside(HEADERS, setting.bands.path), options.ignore_columns, "key")
    results = {name: options.prefix + name for name in names}
    keys, calculators = AnswerKeys(results.values(), headings, others), Calculators(context)
    return ({**row, **_result(calculators, keys, row, results)} for row in rows)


def _result(
    calculators: Calculators, keys: AnswerKeys, row: Row, results: Mapping[str, str]
) -> dict[str, object]:
    """Return the results of a row; the names of results that it has itself are left to it."""
    try:
        named = {name: value for name, value in row.items() if isinstance(name, str)}
        block = calculators.results([""], [keys.cells(named)])
        reasons = block.refused.get(0)
    except ValueError as error:
        reasons = (str(error),)
    if reasons is None:
        values: dict[str, object] = loads("{" + block.results[0].removeprefix(", ") + "}")
        return {results[name]: value for name, value in values.items()}
    blank = dict.fromkeys((name for name in results.values() if name not in row), None)
    return {**blank, results[ERROR]: "; ".join(reasons)}
