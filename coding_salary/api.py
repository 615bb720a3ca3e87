"""The public Python interface: the answers of the commands as functions of values.

A person is described with the names of the flags; what is left out is not known. `bands` is the path of
another table, `per` the time that amounts of pay are for, "year" or "hour". Nothing is printed, and only the
table is read. What people can get wrong raises SalaryError.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from time import strftime
from typing import TYPE_CHECKING, Literal

from coding_salary.cli.session import Session
from coding_salary.model.estimate import estimate as estimated
from coding_salary.profile.answers import COUNTRY, Person, Raw, answers_of
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import quoted
from coding_salary.results import Boost, Comparison, Estimate, Offer, Offers, Path, Raise
from coding_salary.table.occupations import HOUR, YEAR

if TYPE_CHECKING:
    from typing import Unpack

    from coding_salary.batch.estimate_rows import Row
    from coding_salary.decisions.package import Package
    from coding_salary.profile.answers import Answers

Period = Literal["year", "hour"]
_this_month = partial(strftime, "%Y-%m")


class Offered(Person, total=False):
    """What can be said of an offer and of the person it is made to, each as its flag has it."""

    hours: str | float | None
    charts: str | None
    work: str | None
    claims: str | None
    collections: str | None
    bonus: str | None
    match: str | None
    shift: str | None
    overtime: str | None
    pto: str | float | None
    contractor: bool
    casual: bool
    covered: Sequence[str]


def estimate(
    *,
    employer_state: str | None = None,
    bands: str | None = None,
    per: Period = "year",
    **person: "Unpack[Person]",
) -> Estimate:
    """Estimate what people like somebody earn; for remote work also where the employer is.

    >>> found = estimate(cert="CPC", years=5, state="OH")
    >>> found
    Estimate(low=47800, typical=52500, high=62800, currency=USD)
    >>> [level["typical"] for level in found.levels]
    [45000, 54200, 61400]
    >>> remote = estimate(cert="CPC", years=5, state="MS", employer_state="MA").to_dict()
    >>> remote["you"]["typical"], remote["employer_typical"]
    (42600, 61800)
    >>> estimate(cert="CPC", years=5, per="hour").typical
    25.26
    """
    from coding_salary.report.estimate import EstimateReport

    session, answers = _opened(bands, per, person)
    profile = session.profile(answers)
    report = EstimateReport(session.table, estimated(session.table, profile))
    if remote := session.remote_pay(profile, employer_state):
        report.beside(remote)
    return Estimate(report)


def compare(
    *varied: str,
    currency: str | None = None,
    bands: str | None = None,
    per: Period = "year",
    **person: "Unpack[Person]",
) -> Comparison:
    """Compare somebody with others who differ in what is varied, written as for `salary compare`.

    Countries are compared alone, in a `currency` or in the money of the person's own.

    >>> [row["cert"] for row in compare("cert=none,CPC,CPC+CPMA", years=5).rows]
    ['CPC+CPMA', 'CPC', 'none']
    """
    from coding_salary.decisions.compare import Sort
    from coding_salary.decisions.countries import countries
    from coding_salary.decisions.variants import Dimension
    from coding_salary.report.compare import ComparisonReport
    from coding_salary.report.countries import CountriesReport

    session, answers = _opened(bands, per, person)
    table = session.table
    dimensions = [Dimension.read(text) for text in varied]
    keys = tuple(dimension.key for dimension in dimensions)
    if not keys or (COUNTRY in keys and len(keys) > 1):
        raise ProfileError(
            [Problem("say what to compare, such as cert=none,CPC; a country is compared alone")]
        )
    if keys == (COUNTRY,):
        codes = dimensions[0].values or tuple(table.markets)
        found = countries(table, answers, codes, currency, session.areas).arranged(Sort.TYPICAL, None)
        return Comparison(CountriesReport(table, found))
    comparison = session.compared(answers, dimensions)
    report = ComparisonReport(table, comparison.arranged(Sort.TYPICAL, None), keys, levels=False)
    report.credentials = session.credentials_among(comparison, dimensions)
    return Comparison(report)


def offer(
    amount: str | float,
    *,
    employer_state: str | None = None,
    bands: str | None = None,
    per: Period = "year",
    **said: "Unpack[Offered]",
) -> Offer:
    """Judge an offer, written as for `salary offer`, with its terms and of a person.

    >>> offer("20/hr", cert="CPC", years=5, state="OH").verdict
    'low'
    """
    from coding_salary.report.offer import OfferReport

    session, (package,) = _packages([str(amount)], bands, per, said)
    report = OfferReport(session.table, package)
    if remote := session.remote_pay(package.estimate.profile, employer_state):
        report.beside(remote)
    return Offer(report)


def offers(
    *amounts: str | float, bands: str | None = None, per: Period = "year", **said: "Unpack[Offered]"
) -> Offers:
    """Set offers side by side, each written with its own terms; what is `said` holds for all of them.

    >>> found = offers(54000, "35/hr,contractor", cert="CPC", years=5).offers
    >>> [(each["worth"], each["equal_amount"]) for each in found]
    [(54000, 54000), (50916, 37.12)]
    """
    from coding_salary.decisions.package import side_by_side
    from coding_salary.report.offers import OffersReport

    session, packages = _packages(map(str, amounts), bands, per, said)
    table = session.table
    return Offers(OffersReport(table, side_by_side(table, packages, session.price_levels)))


def _packages(
    amounts: Iterable[str], bands: str | None, per: Period, said: Mapping[str, object]
) -> "tuple[Session, list[Package]]":
    """Return the opened table, and each offer judged."""
    from coding_salary.decisions.said_offer import terms_of

    own = Offered.__annotations__.keys() - Person.__annotations__.keys()
    terms = terms_of({name: value for name, value in said.items() if name in own})
    person = {name: value for name, value in said.items() if name not in own}
    session, answers = _opened(bands, per, person)
    return session, session.packages(amounts, terms, answers)


def pay_raise(
    pay: str | float,
    raised: str | float,
    *,
    hours: str | float | None = None,
    since: str | None = None,
    bands: str | None = None,
    per: Period = "year",
    **person: "Unpack[Person]",
) -> Raise:
    """Judge a raise, written as for `salary raise`; `since` is the month of the raise before.

    >>> pay_raise("23.50/hr", "3%", cert="CPC", years=5, state="OH")
    Raise(percent=3, before=30.5, after=38.2)
    """
    from coding_salary.decisions.pay_raise import SaidRaise
    from coding_salary.report.pay_raise import RaiseReport

    session, answers = _opened(bands, per, person)
    result = estimated(session.table, session.profile(answers))
    said = SaidRaise(str(pay), str(raised), None if hours is None else str(hours), since)
    return Raise(RaiseReport(session.table, result, session.raised(result, said)))


def boost(
    *, moves: bool = False, bands: str | None = None, per: Period = "year", **person: "Unpack[Person]"
) -> Boost:
    """Rank the single steps open to somebody, with `moves` also those to another state.

    >>> boost(cert="CPC", years=5).steps[0]["recommended"]
    True
    """
    from coding_salary.report.boost import BoostReport

    session, answers = _opened(bands, per, person)
    return Boost(BoostReport(session.table, *session.steps(session.profile(answers), moves)))


def path(
    *,
    until: int = 10,
    plan: Sequence[str] = (),
    bands: str | None = None,
    per: Period = "year",
    **person: "Unpack[Person]",
) -> Path:
    """Follow pay for so many years, as things are and with a `plan` of steps such as `2:+CPMA`.

    >>> [len(plan["years"]) for plan in path(until=3, plan=["1:+CPMA"], cert="CPC", years=5).plans]
    [4, 4]
    """
    from coding_salary.decisions.plan import NOW, THE_PLAN, PlanReader, follow_all
    from coding_salary.report.path import PathReport

    session, answers = _opened(bands, per, person)
    wanted: dict[str, list[Raw]] = {NOW: []} | ({THE_PLAN: list(map(Raw, plan))} if plan else {})
    reader = PlanReader(session.table, answers, until, session.areas)
    return Path(PathReport(session.table, follow_all(reader, wanted, session.credentials)))


def estimate_rows(
    rows: "Iterable[Row]",
    *,
    bands: str | None = None,
    per: Period = "year",
    prefix: str = "",
    **person: "Unpack[Person]",
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
    from coding_salary.batch.estimate_rows import estimated_rows
    from coding_salary.batch.run import Setting

    session, answers = _opened(bands, per, person)
    return estimated_rows(rows, answers, Setting(session.table, session.areas, _this_month), prefix)


def _opened(bands: str | None, per: Period, person: Mapping[str, object]) -> "tuple[Session, Answers]":
    """Return the table that is asked for, to be opened when it is needed, and the answers about a person."""
    if per not in (YEAR, HOUR):
        raise ProfileError([Problem(f"per must be {YEAR} or {HOUR}, found {quoted(str(per))}")])
    return Session(bands, per), answers_of(person, _this_month)
