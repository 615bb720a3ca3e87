"""The entries of `markets` in a table: read, and checked for what their parts say of each other."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from coding_salary.reading.words import listed
from coding_salary.table.apprentices import Apprentices, check_apprentices
from coding_salary.table.factors import CREDENTIAL, EMPLOYER, MAX_WEEK, NONE, Factor, read_factors
from coding_salary.table.indexes import CURRENCY, MAX_MONTHS_FRESH, MONTH, PriceLevels
from coding_salary.table.market import SCALE, SURVEYED, Country, Market, ScaleMarket, Scales, SurveyMarket
from coding_salary.table.occupations import Occupation
from coding_salary.table.plausible import WEEKS, check_pay, check_week
from coding_salary.table.states import read_states
from coding_salary.table.wages import CareerTable, CsvTable, EmployerCost, read_costs, read_levels

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Fields, Node
    from coding_salary.table.sources import References

KIND = "kind"
STATE_WORD = "state"
ABOUT = ("name", "kind", "currency", "symbol", "hours_per_year", "rounding", "date")
ABOUT_OPTIONAL = ("also", "hours_per_week", "fresh_for", "state_word", "casual_loading", "words")
SURVEY = ("levels", "occupations", "factors")
SURVEY_OPTIONAL = (
    "states",
    "price_levels",
    "careers",
    "jobs",
    "history",
    "consumer_prices",
    "credentials",
    "charts",
    "practice",
    "row_sources",
    "areas",
    "places",
    "scales",
    "employer_costs",
    "apprentices",
    "unpriced",
)
PLACE_FILES = ("words", "zips", "split_zips")
SYMBOL = r"[^\s\d.,|+-]{1,5}"


def read_market(code: str, node: "Node", references: "References") -> Market:
    """Read one entry of `markets`; its `kind` says whether it holds a scale, or the parts of a survey."""
    if any(key.scalar == KIND and value.scalar == SCALE for key, value in node.entries or ()):
        return _scale_market(code, node, references)
    return _survey_market(code, node, references)


def _country(code: str, fields: "Fields", references: "References") -> Country:
    hours = fields["hours_per_year"].number(least=100, most=8784, unit="hours")
    references.currency = fields["currency"].matching(CURRENCY, "a currency code such as USD")
    week = fields["hours_per_week"].number(least=1, most=MAX_WEEK, unit="hours", otherwise=hours / WEEKS)
    check_week(fields["hours_per_week"], week, hours)
    references.hours = hours
    fields[KIND].choice((SURVEYED, SCALE))
    return Country(
        code=code,
        name=fields["name"].text(),
        also=tuple(item.text() for item in fields["also"].each()),
        currency=references.currency,
        symbol=fields["symbol"].matching(SYMBOL, "a sign of money such as $ or CA$"),
        hours_per_year=hours,
        hours_per_week=week,
        rounding=fields["rounding"].number(least=0.01, most=10_000, unit=references.currency),
        date=fields["date"].matching(MONTH, "a month such as 2025-05"),
        fresh_for=fields["fresh_for"].optional(lambda node: node.whole(most=MAX_MONTHS_FRESH, unit="months")),
        synonyms=_words(fields["words"], references),
        state_word=fields["state_word"].text(otherwise=STATE_WORD),
        casual_loading=fields["casual_loading"].optional(
            lambda node: EmployerCost.read("casual", node, references)
        ),
    )


def _words(node: "Node", references: "References") -> str:
    """Read the name of a table of words, or `{file: name, sources: [ids]}` with what it was made of."""
    if node.entries is None:
        return node.file_name()
    fields = node.fields(("file", "sources"))
    references.sources_of(fields["sources"])
    return fields["file"].file_name()


def _scale_market(code: str, node: "Node", references: "References") -> ScaleMarket:
    from coding_salary.table.pay_scale import PayScale

    fields = node.fields((*ABOUT, SCALE), ABOUT_OPTIONAL)
    country = _country(code, fields, references)
    scale = PayScale.read(fields[SCALE], country.hours_per_year / country.hours_per_week, references)
    states = {name: region.label for name, region in scale.regions.items()}
    market = ScaleMarket(*country._replace(states=states, scale=scale))
    check_pay(market, fields[SCALE])
    return market


def _survey_market(code: str, node: "Node", references: "References") -> SurveyMarket:
    fields = node.fields((*ABOUT, *SURVEY), (*ABOUT_OPTIONAL, *SURVEY_OPTIONAL))
    country = _country(code, fields, references)
    named = fields["occupations"].named()
    rows = read_states(fields["states"], code, named, references.path) if named else []
    occupations = {key: Occupation.read(key, entry, code, rows, references) for key, entry in named.items()}
    references.occupations = tuple(occupations)
    levels = {row.code: row.price_level for row in rows if row.price_level is not None}
    place_files = fields["places"].optional(lambda node: _place_files(node, references)) or {}
    factors = read_factors(fields["factors"], references)
    surveyed = country._replace(
        price_levels=fields["price_levels"].optional(lambda node: PriceLevels.read(node, levels, references)),
        careers=fields["careers"].optional(lambda node: CareerTable.read(node, references)),
        jobs=fields["jobs"].optional(lambda node: CsvTable.read(node, references)),
        history=fields["history"].optional(lambda node: CsvTable.read(node, references)),
        consumer_prices=fields["consumer_prices"].optional(lambda node: CsvTable.read(node, references)),
        credentials=fields["credentials"].file_name(),
        charts=fields["charts"].file_name(),
        practice=fields["practice"].file_name(),
        row_sources=fields["row_sources"].file_name(),
        levels=read_levels(fields["levels"]),
        states={row.code: row.name for row in rows},
        areas=fields["areas"].file_name(),
        place_words=place_files.get("words", ""),
        zip_codes=place_files.get("zips", ""),
        split_zips=place_files.get("split_zips", ""),
        state_file=fields["states"].scalar or "",
        occupations=occupations,
        employer_costs=read_costs(fields["employer_costs"], references),
        apprentices=fields["apprentices"].optional(lambda node: Apprentices.read(node, references))
        or country.apprentices,
        unpriced=_unpriced(fields["unpriced"]),
        factors=factors,
    )
    surveyed = surveyed._replace(scales=_scales(fields, surveyed, references))
    priced = factors[CREDENTIAL].values if CREDENTIAL in factors else {}
    check_apprentices(surveyed.apprentices, priced, fields["apprentices"])
    if not node.problems:
        _check_occupations(surveyed, named, fields["factors"])
    if not node.problems:
        surveyed = surveyed._replace(factors=_priced(factors, surveyed.occupation))
    market = SurveyMarket(*surveyed)
    check_pay(market, fields["occupations"])
    return market


def _place_files(node: "Node", references: "References") -> dict[str, str]:
    """Read the names of the tables of words and ZIP codes for places, and note what they were made of."""
    fields = node.fields((), (*PLACE_FILES, "sources"))
    fields["sources"].optional(references.sources_of)
    return {key: fields[key].file_name() for key in PLACE_FILES if key in fields}


def _scales(fields: "Fields", market: Country, references: "References") -> Scales:
    """Read the scales of single employers; none where the table has none."""
    if not fields["scales"].given:
        return market.scales
    from coding_salary.table.employer_scale import EmployerScale

    entries = fields["scales"].named()
    scales = {name: EmployerScale.read(name, node, market, references) for name, node in entries.items()}
    labels = {name: scale.label for name, scale in scales.items()}
    within = {scale.within: name for name, scale in scales.items()}
    return Scales(labels, within, {name: partial(scales.__getitem__, name) for name in scales})


def _check_occupations(market: Country, nodes: "Mapping[str, Node]", factors: "Node") -> None:
    """Note occupations that do not fit each other, the date of the market or the employers of the factor."""
    employers = market.factors[EMPLOYER].values if EMPLOYER in market.factors else {}
    moved = [job.name for job in market.occupations.values() if job.rise]
    for job in market.occupations.values():
        node = nodes[job.name]
        if moved and job.rise is None:
            node.fault(
                f"yearly_rise is missing, which {listed(moved, 'and')} has: add it, or remove it there"
            )
        if job.medians and max(job.medians) >= market.date:
            node.fault(f"medians must be of months before {market.date}, the month of the wages")
        if unknown := [name for name in job.employers if name not in employers]:
            node.fault(f"the factor employer has no value {listed(unknown)}: add it there")
    if EMPLOYER in market.factors and market.factors[EMPLOYER].strength:
        without = [name for name in employers if name not in market.occupation.employers]
        if without:
            factors.fault(f"{market.occupation.name} has no wages of {listed(without, 'and')}: add them")


def _priced(factors: Mapping[str, Factor], job: Occupation) -> Mapping[str, Factor]:
    """Return the factors, that of the employer with what it counts for the first job."""
    if EMPLOYER not in factors or not factors[EMPLOYER].strength:
        return factors
    factor = factors[EMPLOYER]
    values = {value: job.employer(factor, value) or choice for value, choice in factor.values.items()}
    return {**factors, EMPLOYER: factor._replace(values=values)}


def _unpriced(node: "Node") -> dict[str, str]:
    entries = node.named()
    for name, entry in entries.items():
        if name.casefold() == NONE:
            entry.fault(f"{NONE} cannot be a certification: it says that somebody holds none")
    return {name: entry.text() for name, entry in entries.items()}
