"""The figures of the CSV tables beside a table: places, related jobs, numbers of jobs, earlier years."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.catalog.figures import ERROR, MARKETS, STATES, WAGES, Figure, Value, dotted
from coding_salary.reading.errors import Mark
from coding_salary.table.indexes import LEVEL_UNIT
from coding_salary.table.localities import ScaleTables
from coding_salary.table.market import Market
from coding_salary.table.places import Area
from coding_salary.table.wages import ERROR_UNIT, Range, Wages

if TYPE_CHECKING:
    from coding_salary.table.credentials import Credential, Credentials
    from coding_salary.table.history import PastWages
    from coding_salary.table.jobs import JobsByPlace
    from coding_salary.table.practice import Practice

AREAS, PARITIES, CAREERS = "areas", "price_levels", "careers"
JOBS, HISTORY, CONSUMER_PRICES = "jobs", "history", "consumer_prices"
CHARTS, PRACTICE, CREDENTIALS = "charts", "practice", "credentials"
HEADING_LINES = 1
JOB_UNITS = {"jobs": "jobs", "per_1000": "of 1,000 jobs", "quotient": "of the nation's share of jobs"}
Path = tuple[str, ...]


class SideTables(NamedTuple):
    """What stands in the CSV tables that a market names."""

    areas: list[Area]
    parities: Mapping[str, float]
    careers: list[Wages]
    area_careers: list[Wages]
    jobs: "JobsByPlace"
    history: "list[PastWages]"
    consumer_prices: Mapping[str, float]
    scales: list[ScaleTables]
    charts: "Mapping[str, Practice]"
    practice: "Mapping[str, Practice]"
    credentials: "Credentials"


def side_figures(market: Market, tables: SideTables) -> list[Figure]:
    """Return every figure of the CSV tables of a market, each with its source and its line."""
    return [
        *_state_figures(market),
        *_area_figures(market, tables.areas),
        *_parity_figures(market, tables.parities, {area.code: area.name for area in tables.areas}),
        *_career_figures(market, tables),
        *_job_figures(market, tables.jobs),
        *_past_figures(market, tables.history),
        *_price_figures(market, tables.consumer_prices),
        *_practice_figures(market, CHARTS, market.charts, tables.charts),
        *_practice_figures(market, PRACTICE, market.practice, tables.practice),
        *_credential_figures(market, tables.credentials),
        *(
            figure
            for name, own in zip(market.scales, tables.scales, strict=True)
            for figure in _scale_figures(market, name, own, {area.code: area.name for area in tables.areas})
        ),
    ]


def _state_figures(market: Market) -> Iterator[Figure]:
    levels = market.price_levels.states if market.price_levels else {}
    for line, (code, name) in enumerate(market.states.items(), start=HEADING_LINES + 1):
        if not market.state_file:
            return
        path, mark = (MARKETS, market.code, STATES, code), Mark(market.state_file, line, 1)
        level = [_number(path, "price_level", levels[code], mark, LEVEL_UNIT)] if code in levels else []
        ranges = {job.name: job.ranges[code] for job in market.occupations.values() if code in job.ranges}
        sources = (*_job_sources(market), *([market.price_levels.source] if market.price_levels else ()))
        values = (_word(path, "name", name, mark), *level, *_all_wages(path, ranges, market, mark))
        yield Figure(path, mark, name, "", "", sources, values)


def _job_sources(market: Market) -> tuple[str, ...]:
    return tuple(dict.fromkeys(job.source for job in market.occupations.values()))


def _all_wages(path: Path, ranges: Mapping[str, Range], market: Market, mark: Mark) -> Iterator[Value]:
    for job, range in ranges.items():
        yield from _wages(path, f"{job}.", range, market, mark)


def _area_figures(market: Market, areas: Iterable[Area]) -> Iterator[Figure]:
    sources = _job_sources(market)
    for line, area in enumerate(areas, start=HEADING_LINES + 1):
        path, mark = (MARKETS, market.code, AREAS, area.code), Mark(market.areas, line, 1)
        about = {"kind": area.kind, "name": area.name, "state": area.state, "states": " ".join(area.states)}
        words = [_word(path, key, text, mark) for key, text in about.items()]
        wages = _all_wages(path, area.ranges, market, mark)
        yield Figure(path, mark, area.name, "", "", sources, (*words, *wages))


def _parity_figures(
    market: Market, levels: Mapping[str, float], names: Mapping[str, str]
) -> Iterator[Figure]:
    if not market.price_levels:
        return
    for line, (code, level) in enumerate(levels.items(), start=HEADING_LINES + 1):
        path = (MARKETS, market.code, PARITIES, AREAS, code)
        mark = Mark(market.price_levels.areas, line, 1)
        value = Value(dotted(path), code, (f"{level:.12g}",), (level,), mark, LEVEL_UNIT)
        yield Figure(path, mark, names.get(code, ""), "", "", (market.price_levels.source,), (value,))


def _career_figures(market: Market, tables: SideTables) -> Iterator[Figure]:
    if not market.careers:
        return
    titles = {wages.code: wages.title for wages in tables.careers}
    files = ((market.careers.file, tables.careers), (market.careers.areas, tables.area_careers))
    for file, careers in files:
        for line, wages in enumerate(careers, start=HEADING_LINES + 1):
            path, mark = (MARKETS, market.code, CAREERS, wages.code, wages.place), Mark(file, line, 1)
            values = _jobs_and_wages(path, wages, market, mark)
            label = f"{titles.get(wages.code, wages.code)}, {wages.place}"
            yield Figure(path, mark, label, "", "", (market.careers.source,), tuple(values))


def _jobs_and_wages(path: Path, found: "Wages | PastWages", market: Market, mark: Mark) -> Iterator[Value]:
    if found.jobs is not None:
        yield _number(path, "jobs", found.jobs, mark, "jobs")
    if found.range:
        yield from _wages(path, "", found.range, market, mark)


def _job_figures(market: Market, places: "JobsByPlace") -> Iterator[Figure]:
    if not market.jobs:
        return
    for line, (place, by_name) in enumerate(places.items(), start=HEADING_LINES + 1):
        path, mark = (MARKETS, market.code, JOBS, place), Mark(market.jobs.file, line, 1)
        values = tuple(
            _number(path, f"{name}.{key}", number, mark, unit)
            for name, jobs in by_name.items()
            for (key, unit), number in zip(JOB_UNITS.items(), jobs, strict=True)
            if number is not None
        )
        yield Figure(path, mark, market.states.get(place, ""), "", "", (market.jobs.source,), values)


def _past_figures(market: Market, history: "Iterable[PastWages]") -> Iterator[Figure]:
    if not market.history:
        return
    for line, past in enumerate(history, start=HEADING_LINES + 1):
        path = (MARKETS, market.code, HISTORY, past.occupation, past.month)
        mark = Mark(market.history.file, line, 1)
        words = (_word(path, "soc", past.code, mark), _word(path, "title", past.title, mark))
        values = (*words, *_jobs_and_wages(path, past, market, mark))
        yield Figure(path, mark, f"{past.title}, {past.month}", "", "", (market.history.source,), values)


def _price_figures(market: Market, prices: Mapping[str, float]) -> Iterator[Figure]:
    if not market.consumer_prices:
        return
    for line, (month, index) in enumerate(prices.items(), start=HEADING_LINES + 1):
        path, mark = (MARKETS, market.code, CONSUMER_PRICES), Mark(market.consumer_prices.file, line, 1)
        value = _number(path, month, index, mark, "index of consumer prices")
        yield Figure((*path, month), mark, "", "", "", (market.consumer_prices.source,), (value,))


def _practice_figures(
    market: Market, key: str, file: str, rows: "Mapping[str, Practice]"
) -> Iterator[Figure]:
    for line, row in enumerate(rows.values(), start=HEADING_LINES + 1):
        path, mark = (MARKETS, market.code, key, row.name), Mark(file, line, 1)
        known = ((name, number) for name, number in row.amounts._asdict().items() if number is not None)
        values = tuple(_number(path, name, number, mark, row.unit) for name, number in known)
        rests = row.support
        yield Figure(path, mark, row.label, rests.evidence, rests.derivation, rests.sources, values)


def _credential_figures(market: Market, rows: "Credentials") -> Iterator[Figure]:
    for line, row in enumerate(rows.values(), start=HEADING_LINES + 1):
        path, mark = (MARKETS, market.code, CREDENTIALS, row.name), Mark(market.credentials, line, 1)
        values = tuple(_credential_values(path, row, market, mark))
        yield Figure(path, mark, row.usual, row.cost_evidence, row.derivation, row.sources, values)


def _credential_values(path: Path, row: "Credential", market: Market, mark: Mark) -> Iterator[Value]:
    for name, fee in row.fees.items():
        if fee.row == row.name:
            unit = market.currency if name in ("exam", "course") else f"{market.currency} a year"
            yield _number(path, f"{name}_low", fee.low, mark, unit)
            yield _number(path, f"{name}_high", fee.high, mark, unit)
    if row.years:
        yield _number(path, "years", row.years, mark, "years of work that usually come first")
    if row.study_weeks is not None:
        yield _number(path, "study_weeks", row.study_weeks, mark, "weeks")
    for name in ("requires", "usual", "ceu", "rule_evidence"):
        if text := getattr(row, name):
            yield _word(path, name, text, mark)


def _scale_figures(
    market: Market, employer: str, tables: ScaleTables, names: Mapping[str, str]
) -> Iterator[Figure]:
    scale = market.scales[employer]
    above, sources = (MARKETS, market.code, "scales", employer), (scale.source,)
    for line, (grade, steps) in enumerate(tables.pay.items(), start=HEADING_LINES + 1):
        path, mark = (*above, "pay", grade), Mark(scale.pay, line, 1)
        unit = f"{market.currency} a year, before locality pay"
        pay = (
            _number(path, f"step_{step}", amount, mark, unit) for step, amount in enumerate(steps, start=1)
        )
        yield Figure(path, mark, grade, "", "", sources, tuple(pay))
    for line, locality in enumerate(tables.localities, start=HEADING_LINES + 1):
        path, mark = (*above, "localities", locality.code), Mark(scale.localities, line, 1)
        percent = _number(path, "percent", 100 * locality.share, mark, "% of base pay")
        yield Figure(path, mark, locality.name, "", "", sources, (percent,))
    for line, place in enumerate(tables.places, start=HEADING_LINES + 1):
        path, mark = (*above, "areas", place.code), Mark(scale.areas, line, 1)
        words = {"locality": place.locality, "others": " ".join(place.others)}
        values = tuple(_word(path, key, text, mark) for key, text in words.items() if text)
        yield Figure(path, mark, names.get(place.code, ""), "", "", sources, values)


def _wages(path: Path, prefix: str, range: Range, market: Market, mark: Mark) -> Iterator[Value]:
    for name, number in zip(WAGES, (*range.wages, 100 * range.error), strict=True):
        unit = ERROR_UNIT if name == ERROR else f"{market.currency} a year"
        yield _number(path, f"{prefix}{name}", number, mark, unit)


def _number(path: Path, key: str, number: float, mark: Mark, unit: str) -> Value:
    text = f"{number:.12g}"
    return Value(dotted((*path, key)), key, (text,), (float(text),), mark, unit)


def _word(path: Path, key: str, text: str, mark: Mark) -> Value:
    return Value(dotted((*path, key)), key, (text,), (None,), mark)
