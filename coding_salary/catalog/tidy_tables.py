"""The whole table as tidy tables: one thing a row, each figure with its unit, evidence and source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from coding_salary.catalog.csv_figures import SideTables
from coding_salary.catalog.data_package import NUMBER, TEXT, TRUTH, WHOLE, Column, Row, TidyTable, csv_tables
from coding_salary.catalog.figures import Figure
from coding_salary.model.facts import experience_at
from coding_salary.numbers import PERCENTILES, SCORES, score_of
from coding_salary.table.bands import Bands
from coding_salary.table.factors import EXPERIENCE, ROLE, Choice, Factor
from coding_salary.table.indexes import LEVEL_UNIT
from coding_salary.table.market import Market, SurveyMarket
from coding_salary.table.occupations import Occupation
from coding_salary.table.places import NATION, STATE, Area
from coding_salary.table.wages import Range

MARKET = Column("market", TEXT, "Code of the market, such as US")
OCCUPATION = Column("occupation", TEXT, "Name of the occupation, such as coder")
PLACE = Column("place", TEXT, "Code of the nation, the state or the area")
EVIDENCE = Column("evidence", TEXT, "How well it is supported: reference, solid, fair, weak or assumed")
SOURCE = Column("source", TEXT, "Id of the source")
SOURCES = Column("sources", TEXT, "Ids of the sources, separated by spaces")
DERIVATION = Column("derivation", TEXT, "How it was worked out")
UNIT = Column("unit", TEXT, "Unit of the number")
ERROR = Column("error", NUMBER, "Relative standard error", "share")


def tidy_tables(bands: Bands, figures: Sequence[Figure], sides: Mapping[str, SideTables]) -> list[TidyTable]:
    """Return the tables: `figures` hold everything, the next ones what an estimate is worked out from.

    `sides` are the CSV tables of each market by its code; at the end they stand as they are. Of a pay scale
    there are figures alone.
    """
    areas = {code: tables.areas for code, tables in sides.items()}
    surveys = [market for market in bands.markets.values() if isinstance(market, SurveyMarket)]
    tables = [
        _about(bands),
        _sources(bands),
        _figures(figures),
        _figure_sources(figures),
        _markets(bands),
        _occupations(bands, surveys),
        _places(bands.markets.values(), sides),
        _wages(bands, surveys, areas),
        _multipliers(bands, surveys),
    ]
    return [*tables, *csv_tables(bands, figures, [table.name for table in tables])]


def _about(bands: Bands) -> TidyTable:
    columns = (Column("name", TEXT, "What is said"), Column("text", TEXT, "What it is"))
    rows: list[Row] = [("version", bands.version), ("released", bands.released), ("sha256", bands.sha256)]
    return TidyTable("about", "Which table of pay this is", columns, rows)


def _sources(bands: Bands) -> TidyTable:
    columns = (
        SOURCE,
        Column("publisher", TEXT, "Who published it"),
        Column("title", TEXT, "Its title"),
        Column("date", TEXT, "A year, a month, a day, or undated"),
        Column("grade", TEXT, "How good it is"),
        Column("link", TEXT, "Its address"),
        Column("accessed", TEXT, "Day or month on which it was last read"),
        Column("license", TEXT, "Its license, where one is known"),
        Column("short", TEXT, "What its publisher is commonly called, where that is shorter"),
    )
    return TidyTable("sources", "Where the figures come from", columns, list(bands.sources.values()))


def _figures(figures: Iterable[Figure]) -> TidyTable:
    columns = (
        Column("figure", TEXT, "Name of the figure, as salary bands show takes it"),
        Column("value", TEXT, "Name of the value within the figure"),
        Column("item", WHOLE, "Position in a list, from 0"),
        Column("text", TEXT, "The value as it was written"),
        Column("number", NUMBER, "The value as a number, where it is one", "as the column unit says"),
        UNIT,
        Column("label", TEXT, "What the figure is about"),
        ERROR,
        EVIDENCE,
        DERIVATION,
        Column("file", TEXT, "Name of the file that it stands in"),
        Column("line", WHOLE, "Line of the file"),
    )
    return TidyTable("figures", "Every value of the table", columns, list(_values(figures)))


def _values(figures: Iterable[Figure]) -> Iterator[Row]:
    for figure in figures:
        error = float(figure.error) / 100 if figure.error else None
        about = (figure.label, error, figure.evidence, figure.derivation)
        for value in figure.values or figure.all_values:
            place = value.mark.path.replace("\\", "/").rpartition("/")[2], value.mark.line
            said = zip(value.texts, value.numbers, strict=True) if value.texts else [("", None)]
            for item, pair in enumerate(said):
                yield (figure.name, value.key, item, *pair, value.unit, *about, *place)


def _figure_sources(figures: Iterable[Figure]) -> TidyTable:
    columns = (Column("figure", TEXT, "Name of the figure"), SOURCE)
    cited = (figure for figure in figures if figure.values)
    rows: list[Row] = [(figure.name, source) for figure in cited for source in figure.sources]
    return TidyTable("figure_sources", "Which sources a figure rests on", columns, rows)


def _markets(bands: Bands) -> TidyTable:
    lowest, highest = map(score_of, bands.limits)
    columns = (
        MARKET,
        Column("country", TEXT, "Name of the country"),
        Column("pay_from", TEXT, "survey or scale"),
        Column("currency", TEXT, "Currency of its pay"),
        Column("hours_per_year", NUMBER, "Hours of a full-time year", "hours"),
        Column("rounding", NUMBER, "What results are rounded to", "currency"),
        Column("month", TEXT, "Month whose money the published wages are in"),
        Column("lowest_score", NUMBER, "Normal score below which no estimate lies"),
        Column("highest_score", NUMBER, "Normal score above which no estimate lies"),
    )
    rows: list[Row] = [
        (code, own.name, own.kind, own.currency, own.hours_per_year, own.rounding, own.date, lowest, highest)
        for code, own in bands.markets.items()
    ]
    return TidyTable("markets", "The countries", columns, rows)


def _occupations(bands: Bands, markets: Iterable[Market]) -> TidyTable:
    columns = (
        MARKET,
        OCCUPATION,
        Column("code", TEXT, "Code in the official classification"),
        Column("title", TEXT, "Official title"),
        Column("growth", NUMBER, "What moves wages from the month of the market to growth_month", "times"),
        Column("growth_month", TEXT, "Month of the release of the table"),
        Column("growth_evidence", TEXT, "How well the growth is supported"),
        Column("growth_source", TEXT, "Id of the source of the growth"),
    )
    rows = [(market.code, job.name, job.code, job.title, *_growth(bands, market, job))
            for market in markets for job in market.occupations.values()]  # fmt: skip
    return TidyTable("occupations", "The occupations whose wages were surveyed", columns, rows)


def _growth(bands: Bands, market: Market, job: Occupation) -> Row:
    month = bands.released_month
    ageing = job.ageing(market.date, month) if month else None
    return (
        (ageing.multiplier, month, ageing.evidence, ageing.source) if ageing else (1, market.date, None, None)
    )


def _places(markets: Iterable[Market], sides: Mapping[str, SideTables]) -> TidyTable:
    columns = (
        MARKET,
        PLACE,
        Column("name", TEXT, "Name of the place"),
        Column("kind", TEXT, "nation, state, metropolitan or nonmetropolitan"),
        Column("state", TEXT, "Code of the state, or of the main state of an area"),
        Column("price_level", NUMBER, "Price level, where one is published", LEVEL_UNIT),
        SOURCE._replace(meaning="Id of the source of the price level"),
    )
    rows = [row for market in markets for row in _places_of(market, sides[market.code])]
    return TidyTable("places", "The nation, its states and its areas", columns, rows)


def _places_of(market: Market, tables: SideTables) -> Iterator[Row]:
    prices = market.price_levels
    levels = {**(prices.states if prices else {}), **tables.parities}
    places: list[Row] = [(market.code, market.name, NATION, None)]
    places += [(code, name, STATE, code) for code, name in market.states.items()]
    places += [(area.code, area.name, area.kind, area.state) for area in tables.areas]
    for place in places:
        level = levels.get(str(place[0]))
        yield (market.code, *place, level, prices.source if prices and level else None)


def _wages(bands: Bands, markets: Iterable[Market], areas: Mapping[str, list[Area]]) -> TidyTable:
    columns = (
        MARKET,
        OCCUPATION,
        PLACE,
        Column("percentile", WHOLE, "Percentile of the people of the job in the place"),
        Column("score", NUMBER, "Normal score of the percentile"),
        Column("wage", NUMBER, "Published wage", "as the column unit says"),
        Column("height", NUMBER, "Logarithm of the wage over the median of the place"),
        UNIT,
        ERROR._replace(meaning="Relative standard error of the mean wage"),
        SOURCE,
        Column("grade", TEXT, "How good the source is"),
    )
    rows: list[Row] = [
        (market.code, job.name, place, percentile, score, wage, log(wage / range.median),
         f"{market.currency} a year", range.error, job.source, bands.sources[job.source].grade)
        for market in markets
        for job in market.occupations.values()
        for place, range in _ranges(job, areas[market.code])
        for percentile, score, wage in zip(PERCENTILES, SCORES, range.wages, strict=True)
    ]  # fmt: skip
    return TidyTable("wages", "Published wages by place", columns, rows)


def _ranges(job: Occupation, areas: Iterable[Area]) -> Iterator[tuple[str, Range]]:
    yield from job.ranges.items()
    yield from ((area.code, area.ranges[job.name]) for area in areas if job.name in area.ranges)


def _multipliers(bands: Bands, markets: Iterable[Market]) -> TidyTable:
    columns = (
        MARKET,
        OCCUPATION,
        Column("factor", TEXT, "Kind of the fact, such as credential"),
        Column("value", TEXT, "The fact: a value of the flag, or whole years of experience"),
        Column("label", TEXT, "The fact in words"),
        Column("multiplier", NUMBER, "What the fact does to the median of the job in the nation", "times"),
        Column("factor_group", TEXT, "Of the facts of one group only the strongest counts"),
        Column(
            "yardstick",
            TRUTH,
            "Whether others are measured from it: other facts of its group go first",
        ),
        Column("spread", NUMBER, "Part of the spread between people explained, as a log standard deviation"),
        ERROR,
        EVIDENCE,
        SOURCES,
        DERIVATION,
    )
    rows = [
        (market.code, job.name, factor.name, *_multiplier(bands, factor, choice))
        for market in markets
        for job in market.occupations.values()
        for factor in market.factors.values()
        if factor.name in job.counts
        for choice in _choices(market, job, factor)
    ]
    return TidyTable("multipliers", "What facts about a person do to pay", columns, rows)


def _choices(market: Market, job: Occupation, factor: Factor) -> Iterator[Choice]:
    """Yield the values of a factor as they count in a job; a role counts in the job that it belongs to."""
    if factor.name == EXPERIENCE:
        yield from (experience_at(factor.points, years) for years in range(int(factor.most_years) + 1))
    for value, choice in factor.values.items():
        belongs = factor.name != ROLE or (choice.occupation or market.occupation.name) == job.name
        if belongs and (own := job.employer(factor, value)):
            yield own


def _multiplier(bands: Bands, factor: Factor, choice: Choice) -> Row:
    moving = not (choice.yardstick or choice.occupation)
    error = bands.evidence[choice.evidence].error if choice.error is None else choice.error
    group = None if choice.occupation else factor.group or None
    support = (choice.evidence, " ".join(choice.sources), choice.derivation)
    spread = factor.spread if moving else 0
    return (choice.value, choice.label, choice.multiplier, group, choice.yardstick, spread, error, *support)
