"""What a run works on: the table named by --bands or the shipped one, and the files beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Any, TypeVar

from coding_salary.profile.answers import CERT
from coding_salary.reading.errors import Problem, ProfileError, TableError
from coding_salary.table.bands import Bands
from coding_salary.table.load import Table, load, read_table, table_path
from coding_salary.table.occupations import YEAR
from coding_salary.table.places import LoadAreas, area_reader

if TYPE_CHECKING:
    from coding_salary.catalog.csv_figures import SideTables
    from coding_salary.catalog.figures import Figure
    from coding_salary.decisions.boost import Boost
    from coding_salary.decisions.compare import Comparison
    from coding_salary.decisions.package import Package
    from coding_salary.decisions.pay_raise import Raise, SaidRaise
    from coding_salary.decisions.remote import RemotePay
    from coding_salary.decisions.variants import Dimension
    from coding_salary.model.conversion import Conversion, PriceLevel
    from coding_salary.model.result import Estimate
    from coding_salary.profile.answers import Answers
    from coding_salary.profile.profile import Profile
    from coding_salary.table.credentials import Credentials
    from coding_salary.table.history import PastWages
    from coding_salary.table.jobs import JobsByPlace
    from coding_salary.table.market import Market
    from coding_salary.table.wages import Wages

Read = TypeVar("Read")


class Session:
    """Opens what a command needs, when it first needs it."""

    def __init__(self, bands: str | None, per: str | None = None) -> None:
        """Name the table, None is the shipped one, and what its amounts are shown by, None is the year."""
        self.path = table_path(bands)
        self.per = per or YEAR
        self._levels: dict[str, dict[str, float]] = {}

    @cached_property
    def table(self) -> Bands:
        """The table in use; raises TableError with every problem."""
        return load(self.path).shown_by(self.per)

    @cached_property
    def whole(self) -> Table:
        """The table in use with its nodes and bytes; raises TableError with every problem."""
        return read_table(self.path)

    @cached_property
    def areas(self) -> LoadAreas:
        """What reads the areas of a market; it raises TableError with every problem of their file."""
        return area_reader(self.table)

    def profile(self, answers: "Answers") -> "Profile":
        """Return the profile that answers describe; raises ProfileError with every problem."""
        from coding_salary.profile.profile import read_profile

        return read_profile(self.table, answers, self.areas)

    def price_level(self, profile: "Profile") -> "PriceLevel":
        """Return the price level of where a profile lives; raises ProfileError when the table has none."""
        from coding_salary.model.conversion import price_level

        market = self.table.markets[profile.market]
        if market.price_levels is None:
            raise ProfileError(
                [Problem(f"{market.name} has no price levels in this table: leave --real out")]
            )
        return price_level(market, profile.place, self.price_levels)

    def remote_pay(self, profile: "Profile", state: str | None) -> "RemotePay | None":
        """Return pay at home and in the state of the employer, if one is said; raises ProfileError."""
        if state is None:
            return None
        from coding_salary.decisions.remote import remote_pay

        return remote_pay(self.table, profile, state, self.areas, self.price_levels)

    def compared(self, answers: "Answers", varied: "Sequence[Dimension]") -> "Comparison":
        """Compare a profile with those that differ in what is varied; raises ProfileError."""
        from coding_salary.decisions.compare import Variant, compare
        from coding_salary.decisions.variants import variants, yardstick

        own = self.profile(answers)
        found = variants(self.table, answers, varied, self.areas)
        rows = [Variant(*row) for row in found.rows]
        base = yardstick(own, varied, [row.profile for row in rows])
        return compare(self.table, base, rows)._replace(refused=found.refused)

    def credentials_among(self, comparison: "Comparison", varied: "Sequence[Dimension]") -> "Credentials":
        """Read what the certifications that are compared ask for; empty where others than these vary."""
        if [dimension.key for dimension in varied if dimension.values] != [CERT]:
            return {}
        return self.credentials(self.table.markets[comparison.base.profile.market])

    def packages(
        self, amounts: Iterable[str], terms: Mapping[str, str], answers: "Answers"
    ) -> "list[Package]":
        """Judge each offer, with the terms and the answers that it leaves open; raises ProfileError."""
        from coding_salary.decisions.said_offer import SaidOffer, packages
        from coding_salary.table.practice import Practices

        said = [SaidOffer.read(text, terms, answers) for text in amounts]
        return packages(self.table, said, self.areas, Practices.beside(self.table))

    def raised(self, result: "Estimate", said: "SaidRaise") -> "Raise":
        """Judge a raise by the prices and the usual raises beside the table; raises ProfileError."""
        from coding_salary.table.history import load_consumer_prices
        from coding_salary.table.practice import load_practice

        prices = load_consumer_prices(result.market, self.table.path)
        return said.judged(self.table, result, prices, load_practice(self.table, result.market))

    def steps(self, profile: "Profile", moves: bool) -> "tuple[Estimate, tuple[Boost, ...]]":
        """Return a profile's estimate and the ranked steps open to it, with `moves` to other states too."""
        from coding_salary.decisions.boost import boost

        credentials = self.credentials(self.table.markets[profile.market])
        return boost(self.table, profile, credentials, self.price_levels if moves else None)

    def price_levels(self, market: "Market") -> dict[str, float]:
        """Read the price levels of areas, by their codes."""
        if market.code not in self._levels:
            from coding_salary.table.side_tables import load_parities

            self._levels[market.code] = load_parities(market, self.table.path)
        return self._levels[market.code]

    def conversion(self, profile: "Profile", currency: str | None) -> "Conversion | None":
        """Return what turns a profile's pay into a currency, if one is asked for; raises ProfileError."""
        if currency is None:
            return None
        from coding_salary.model.conversion import conversion_to

        return conversion_to(self.table, self.table.markets[profile.market], currency)

    def careers(self, profile: "Profile") -> "list[Wages]":
        """Read the wages of related jobs, those of areas for an area; raises ProfileError without a table."""
        from coding_salary.table.places import NATION, STATE
        from coding_salary.table.side_tables import load_area_careers, load_careers

        market = self.table.markets[profile.market]
        if market.careers is None:
            raise ProfileError([Problem(f"{market.name} has no related jobs in this table")])
        wide = profile.place.kind in (NATION, STATE)
        loads = (load_careers,) if wide else (load_careers, load_area_careers)
        return list(chain.from_iterable(all_read(partial(load, market, self.table.path) for load in loads)))

    def credentials(self, market: "Market") -> "Credentials":
        """Read what credentials ask for and cost; empty where the table does not say."""
        from coding_salary.table.credentials import load_credentials

        return load_credentials(self.table, market)

    def jobs(self, market: "Market") -> "JobsByPlace":
        """Read how many jobs of each occupation a place has; empty where the table does not say."""
        from coding_salary.table.jobs import load_jobs

        return load_jobs(market, self.table.path)

    def history(self, market: "Market") -> "tuple[list[PastWages], dict[str, float]]":
        """Read the wages and the consumer prices of earlier years; raises ProfileError without a table."""
        from coding_salary.table.history import load_consumer_prices, load_history

        if market.history is None:
            raise ProfileError([Problem(f"{market.name} has no wages of earlier years in this table")])
        return load_history(market, self.table.path), load_consumer_prices(market, self.table.path)

    @cached_property
    def cited(self) -> Bands:
        """The table in use with the sources that rows of its CSV tables cite; raises TableError for those."""
        from coding_salary.table.row_sources import load_row_sources

        bands = self.whole.bands
        rows = (load_row_sources(market, bands.path) for market in bands.markets.values())
        return bands._replace(sources=dict(chain(bands.sources.items(), *(found.items() for found in rows))))

    @cached_property
    def figures(self) -> "list[Figure]":
        """The figures of the table, then those of the CSV tables beside it; raises TableError for those."""
        from coding_salary.catalog.csv_figures import side_figures
        from coding_salary.catalog.figures import figures

        markets = self.whole.bands.markets.items()
        beside = (side_figures(market, self.sides[code]) for code, market in markets)
        return [*figures(self.whole.root), *chain.from_iterable(beside)]

    @cached_property
    def sides(self) -> "dict[str, SideTables]":
        """The CSV tables of every market; raises TableError with the problems of all of them."""
        from coding_salary.catalog.csv_figures import SideTables
        from coding_salary.table.credentials import load_credentials
        from coding_salary.table.history import load_consumer_prices, load_history
        from coding_salary.table.jobs import load_jobs
        from coding_salary.table.localities import load_all_scales
        from coding_salary.table.place_words import place_words_of
        from coding_salary.table.practice import load_charts, load_practice
        from coding_salary.table.side_tables import load_area_careers, load_areas, load_careers, load_parities
        from coding_salary.table.zip_codes import zip_codes_of

        bands = self.whole.bands
        markets = bands.markets.values()
        loads: tuple[Callable[[Market, str], Any], ...] = (load_areas, load_parities, load_careers)
        loads += (load_area_careers, load_jobs, load_history, load_consumer_prices, load_all_scales)
        # These rows cite sources of the whole table.
        citing = (load_charts, load_practice, load_credentials)
        loads += tuple(partial(_of_market, load, bands) for load in citing)
        # Names of places hold no figures, but may be wrong as well.
        names: tuple[Callable[[Market, str], Any], ...] = (
            lambda market, path: place_words_of(market.place_words, path),
            lambda market, path: zip_codes_of(market.zip_codes, market.split_zips, path),
        )
        parts = chain(product(markets, loads), product(markets, names))
        read = iter(all_read(partial(load, market, bands.path) for market, load in parts))
        return {code: SideTables(*islice(read, len(loads))) for code in bands.markets}


def _of_market(load: Callable[[Bands, "Market"], Read], bands: Bands, market: "Market", _: str) -> Read:
    return load(bands, market)


def all_read(reads: Iterable[Callable[[], Read]]) -> list[Read]:
    """Return what each of several files holds; raises TableError with the problems of all of them."""
    found: list[Read] = []
    problems: list[Problem] = []
    for read in reads:
        try:
            found.append(read())
        except TableError as error:
            problems += error.problems
    if problems:
        raise TableError(list(dict.fromkeys(problems)))  # two tables may rest on the same wrong file
    return found
