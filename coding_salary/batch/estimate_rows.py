"""Rows of a Python program in, and out with their estimates, as `salary batch` does with those of a file."""

from collections.abc import Iterable, Iterator, Mapping

from coding_salary.batch.bulk import ERROR, RESULTS, Calculators
from coding_salary.batch.columns import Headings
from coding_salary.batch.json_rows import AnswerKeys, piece_of, values_of
from coding_salary.batch.row_profiles import BatchContext
from coding_salary.batch.run import Setting
from coding_salary.profile.answers import KEYS, Answers
from coding_salary.profile.profile import read_profile
from coding_salary.table.side_tables import beside
from coding_salary.table.synonyms import HEADERS

# csv.DictReader puts what is too much in a row under None: such a key passes through.
Row = Mapping[str, object]


def estimated_rows(
    rows: Iterable[Row], answers: Answers, setting: Setting, prefix: str
) -> Iterator[dict[str, object]]:
    """Yield every row with its estimate after it, as `coding_salary.estimate_rows` says."""
    columns = {key: index for index, key in enumerate(KEYS)}
    context = BatchContext(setting.bands, answers, columns, setting.areas, piece_of(""), setting.today, {})
    read_profile(setting.bands, answers, setting.areas)
    headings = Headings(beside(HEADERS, setting.bands.path), kind="key")
    results = {name: prefix + name for name in RESULTS}
    keys, calculators = AnswerKeys(results.values(), headings), Calculators(context)
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
        return {results[name]: value for name, value in values_of(block.results[0]).items()}
    blank = dict.fromkeys((name for name in results.values() if name not in row), None)
    return {**blank, results[ERROR]: "; ".join(reasons)}
