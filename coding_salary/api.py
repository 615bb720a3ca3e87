"""The public Python interface: the answers of the commands as functions of values.

A person is described with the names of the flags; what is left out is not known. `bands` is the path of
another table. Nothing is printed, and only the table is read. What people can get wrong raises SalaryError.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from time import strftime
from typing import TYPE_CHECKING, Any

from coding_salary.model.estimate import estimate as estimated
from coding_salary.profile.answers import COUNTRY, Raw, answers_of
from coding_salary.profile.person import Person
from coding_salary.profile.profile import market_of, read_profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.table.credentials import load_credentials
from coding_salary.table.load import load, table_path
from coding_salary.table.places import area_reader

if TYPE_CHECKING:
    from typing import Unpack

    from coding_salary.batch.estimate_rows import Row
    from coding_salary.profile.answers import Answers
    from coding_salary.report.base import PayReport
    from coding_salary.table.bands import Bands
    from coding_salary.table.places import LoadAreas

_this_month = partial(strftime, "%Y-%m")


class Answer:
    """What a command says, as its JSON holds it; amounts are in `currency` a year unless called hourly."""

    SHOWN: tuple[str, ...] = ("currency",)

    def __init__(self, report: "PayReport") -> None:
        """Work the answer out."""
        self._document: dict[str, Any] = dict(report.document())

    def to_dict(self) -> dict[str, Any]:
        """Return all of it, with the fields of `--format json`."""
        return self._document

    @property
    def notes(self) -> list[str]:
        """What must be said beside the amounts."""
        notes: list[str] = self._document["notes"]
        return notes

    @property
    def currency(self) -> str:
        """The currency of the amounts, such as USD."""
        return str(self._document["currency"])

    def _rows(self, name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._document[name]
        return rows

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)}" for name in self.SHOWN)
        return f"{type(self).__name__}({shown})"


class Estimate(Answer):
    """Pay of people like somebody: half of them earn between `low` and `high`, half more than `typical`."""

    SHOWN = ("low", "typical", "high", "currency")

    @property
    def you(self) -> dict[str, Any]:
        """The person's own row: pay at five percentiles, hourly pay, the position and the margin."""
        row: dict[str, Any] = self._document["you"]
        return row

    @property
    def levels(self) -> list[dict[str, Any]]:
        """The rows of the levels, such as entry, mid and senior."""
        return self._rows("levels")

    @property
    def low(self) -> float:
        """Pay that a quarter of such people do not reach."""
        return self._amount("low")

    @property
    def typical(self) -> float:
        """Pay in the middle of such people."""
        return self._amount("typical")

    @property
    def high(self) -> float:
        """Pay that a quarter of such people exceed."""
        return self._amount("high")

    def _amount(self, name: str) -> float:
        return self.you[name]  # type: ignore[no-any-return]


class Comparison(Answer):
    """The same person with something varied: `rows`, the best paid first."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each variant."""
        return self._rows("rows")


class Offer(Answer):
    """An offer against people like somebody."""

    SHOWN = ("verdict", "percentile", "currency")

    @property
    def verdict(self) -> str:
        """How the offer is judged, such as below, within or above the middle half."""
        return str(self._document["verdict"])

    @property
    def percentile(self) -> float | None:
        """The percentile of the offer among people like this one; None where nobody counts them."""
        percentile: float | None = self._document["percentile_like_you"]
        return percentile


class Boost(Answer):
    """The steps open to somebody: `steps`, the best paid first."""

    @property
    def steps(self) -> list[dict[str, Any]]:
        """A row for each step, with its gain, cost and months to break even."""
        return self._rows("steps")


class Path(Answer):
    """Pay year by year: `plans`, the first of which changes nothing."""

    @property
    def plans(self) -> list[dict[str, Any]]:
        """The plans by `name`, each with its `years`."""
        return self._rows("plans")


def estimate(*, bands: str | None = None, **person: "Unpack[Person]") -> Estimate:
    """Estimate what people like somebody earn.

    >>> found = estimate(cert="CPC", years=5, state="OH")
    >>> found
    Estimate(low=47800, typical=52500, high=62800, currency=USD)
    >>> [level["typical"] for level in found.levels]
    [45000, 54200, 61400]
    """
    from coding_salary.report.estimate import EstimateReport

    table, answers, areas = _read(bands, person)
    return Estimate(EstimateReport(table, estimated(table, read_profile(table, answers, areas))))


def compare(
    *varied: str, currency: str = "USD", bands: str | None = None, **person: "Unpack[Person]"
) -> Comparison:
    """Compare somebody with others who differ in what is varied, written as for `salary compare`.

    Countries are compared alone, in a `currency`.

    >>> [row["cert"] for row in compare("cert=none,CPC,CPC+CPMA", years=5).rows]
    ['CPC+CPMA', 'CPC', 'none']
    """
    from coding_salary.decisions.compare import Sort, Variant
    from coding_salary.decisions.compare import compare as compared
    from coding_salary.decisions.countries import countries
    from coding_salary.decisions.variants import Dimension, variants
    from coding_salary.report.compare import ComparisonReport
    from coding_salary.report.countries import CountriesReport

    table, answers, areas = _read(bands, person)
    dimensions = [Dimension.read(text) for text in varied]
    keys = tuple(dimension.key for dimension in dimensions)
    if not keys or (COUNTRY in keys and len(keys) > 1):
        raise ProfileError(
            [Problem("say what to compare, such as cert=none,CPC; a country is compared alone")]
        )
    if keys == (COUNTRY,):
        codes = dimensions[0].values or tuple(table.markets)
        found = countries(table, answers, codes, currency, areas).arranged(Sort.TYPICAL, None)
        return Comparison(CountriesReport(table, found))
    rows = [Variant(*each) for each in variants(table, answers, dimensions, areas)]
    comparison = compared(table, read_profile(table, answers, areas), rows)
    arranged = comparison.arranged(Sort.TYPICAL, None)
    return Comparison(ComparisonReport(table, arranged, keys, levels=False))


def offer(
    amount: str | float,
    *,
    hours: str | float | None = None,
    charts: str | None = None,
    bonus: str | None = None,
    contractor: bool = False,
    casual: bool = False,
    covered: Sequence[str] = (),
    bands: str | None = None,
    **person: "Unpack[Person]",
) -> Offer:
    """Judge an offer, written as for `salary offer`; `hours` are those of a week.

    >>> offer("20/hr", cert="CPC", years=5, state="OH").verdict
    'low'
    """
    from coding_salary.decisions.amounts import FullTime, Terms
    from coding_salary.decisions.offer import costs_of, judge
    from coding_salary.report.offer import OfferReport

    table, answers, areas = _read(bands, person)
    terms = Terms.read(str(amount), None if hours is None else str(hours), charts, bonus)
    result = estimated(table, read_profile(table, answers, areas))
    terms.check_money(result.market.symbol, result.market.currency)
    costs = costs_of(result.market, contractor=contractor, casual=casual, covered=covered)
    judged = judge(table, result, terms.full_time(FullTime.of(result)), costs)
    return Offer(OfferReport(table, result, judged, terms))


def boost(*, moves: bool = False, bands: str | None = None, **person: "Unpack[Person]") -> Boost:
    """Rank the single steps open to somebody, with `moves` also those to another state.

    >>> boost(cert="CPC", years=5).steps[0]["recommended"]
    True
    """
    from coding_salary.decisions.boost import boost as boosted
    from coding_salary.report.boost import BoostReport
    from coding_salary.table.side_tables import load_parities

    table, answers, areas = _read(bands, person)
    credentials = load_credentials(table, market_of(table, answers))
    levels = (lambda market: load_parities(market, table.path)) if moves else None
    steps = boosted(table, read_profile(table, answers, areas), credentials, levels)
    return Boost(BoostReport(table, *steps))


def path(
    *, until: int = 10, plan: Sequence[str] = (), bands: str | None = None, **person: "Unpack[Person]"
) -> Path:
    """Follow pay for so many years, as things are and with a `plan` of steps such as `2:+CPMA`.

    >>> [len(plan["years"]) for plan in path(until=3, plan=["1:+CPMA"], cert="CPC", years=5).plans]
    [4, 4]
    """
    from coding_salary.decisions.path import crossovers
    from coding_salary.decisions.plan import NOW, THE_PLAN, PlanReader, follow_all
    from coding_salary.report.path import PathReport

    table, answers, areas = _read(bands, person)
    wanted: dict[str, list[Raw]] = {NOW: []} | ({THE_PLAN: list(map(Raw, plan))} if plan else {})
    plans = follow_all(PlanReader(table, answers, until, areas), wanted, partial(load_credentials, table))
    return Path(PathReport(table, plans, crossovers(plans)))


def estimate_rows(
    rows: "Iterable[Row]", *, bands: str | None = None, prefix: str = "", **person: "Unpack[Person]"
) -> Iterator[dict[str, object]]:
    """Yield every row with its estimate after it, one at a time, so that there may be any number of them.

    The keys of a row are named like the flags; whatever else it holds passes through. What is said of a
    `person` holds for every row that leaves it open; `prefix` is put before the name of each result. A
    row that cannot be estimated has the reason under `error`, and None for each result.

    >>> people = [{"name": "Ana", "cert": "CPC", "years": 5}, {"name": "Ben", "years": "ten"}]
    >>> ana, ben = estimate_rows(people, state="OH")
    >>> ana["name"], ana["typical"], ana["error"]
    ('Ana', 52500, None)
    >>> ben["typical"], ben["error"]
    (None, "years must be a number from 0 to 60 such as 5 or 2.5, found 'ten'")
    """
    from coding_salary.batch.estimate_rows import Options, estimated_rows
    from coding_salary.batch.run import Setting

    table, answers, areas = _read(bands, person)
    return estimated_rows(rows, answers, Setting(table, areas, _this_month), Options(prefix))


def _read(bands: str | None, person: Person) -> "tuple[Bands, Answers, LoadAreas]":
    """Return the table, the answers, and what reads the areas of the table when one is named."""
    table = load(table_path(bands))
    return table, answers_of(person, _this_month), area_reader(table)
