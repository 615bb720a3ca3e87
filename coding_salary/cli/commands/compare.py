"""`salary compare`: the same profile with one thing varied, or several people side by side."""

from collections.abc import Sequence

from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import MEASURES, PEOPLE, SESSION, VIEW, Measures, Person, View
from coding_salary.cli.options import ALL, Flag, command
from coding_salary.cli.session import Session
from coding_salary.decisions.compare import Comparison, Sort, Variant, compare
from coding_salary.decisions.countries import Countries, countries
from coding_salary.decisions.variants import MAX_ROWS, Dimension
from coding_salary.profile.answers import COUNTRY
from coding_salary.reading.errors import ProfileError
from coding_salary.reading.words import listed, quoted
from coding_salary.report.compare import ComparisonReport
from coding_salary.report.countries import CountriesReport

PERSON = "profile"
PANEL = "The comparison"
SORT_HELP = f"{listed(map(str, Sort))}."
WHAT = f"What to vary, such as cert=none,CPC or state; at most {MAX_ROWS:,} combinations."


@command(
    PEOPLE,
    VIEW,
    MEASURES,
    Flag("dimensions", "", "[WHAT[=A,B,...]]...", WHAT, kind=list),
    Flag(
        "sort", "--sort", "BY", SORT_HELP, panel=PANEL, kind=tuple(map(str, Sort)), default=str(Sort.TYPICAL)
    ),
    Flag("top", "--top", "N", "Only the first N rows.", panel=PANEL, kind=int, range=(1, None)),
    ALL,
    Flag("levels", "--levels", None, "Add typical pay at each level.", panel=PANEL, kind=bool, default=False),
    SESSION,
)
def run(
    session: Session,
    people: list[Person],
    view: View,
    measures: Measures,
    dimensions: list[str] | None,
    sort: str,
    top: int | None,
    all: bool,
    levels: bool,
) -> None:
    """Compare certs, states, employers or people side by side.

    Examples:
      salary compare cert=none,CPC,CPC+CPMA,CCS --years 5
      salary compare state --cert CPC --years 5 --top 10
      salary compare years=0,5,10 cert=none,CPC --sort given
      salary compare country --cert CPC --years 5
    """
    table, order = session.table, Sort(sort)
    varied = _dimensions(dimensions or ())
    if COUNTRY in [dimension.key for dimension in varied]:
        found = _of_countries(session, people, varied, measures)
        view.show_pay(CountriesReport(table, found.arranged(order, top)))
        return
    if measures.currency is not None:
        raise UsageError("--in goes with salary compare country, and with salary estimate")
    if len(people) > 1:
        keys: tuple[str, ...] = (PERSON,)
        comparison = _of_people(session, people, dimensions)
    else:
        keys = tuple(dimension.key for dimension in varied)
        comparison = _of_values(session, people[0], varied)
    if order is Sort.REAL and not measures.real:
        raise UsageError("--sort real goes with --real")
    if measures.real:
        comparison = comparison.priced(session.price_level)
    own_level = session.price_level(comparison.base.profile) if measures.real else None
    arranged = comparison.arranged(order, top)
    report = ComparisonReport(table, arranged, keys, levels, own_level)
    report.every = all or top is not None
    report.credentials = session.credentials_among(comparison, varied)
    view.show_pay(report)


def _dimensions(texts: Sequence[str]) -> list[Dimension]:
    """Read what varies; raises ProfileError, with the dimension that bare words such as `CCS CPC` are of."""
    try:
        return [Dimension.read(text) for text in texts]
    except ProfileError:
        from coding_salary.cli.misuse import DID_YOU_MEAN, as_dimensions

        meant = as_dimensions(text for text in texts if "=" not in text)
        if not meant:
            raise
        raise UsageError(
            f"cannot vary {quoted(' '.join(texts))}. {DID_YOU_MEAN} salary compare {meant}?"
        ) from None


def _of_values(session: Session, person: Person, varied: list[Dimension]) -> Comparison:
    if not varied:
        from coding_salary.cli.misuse import DID_YOU_MEAN, as_dimensions

        meant = as_dimensions(said.text for answers in person.answers.values() for said in answers)
        way_out = f". {DID_YOU_MEAN} salary compare {meant}?" if meant else "; or give two --profile files"
        raise UsageError(f"say what to compare, such as cert=none,CPC or state{way_out}")
    return session.compared(person.answers, varied)


def _of_countries(
    session: Session, people: list[Person], varied: list[Dimension], measures: Measures
) -> Countries:
    if len(varied) > 1 or len(people) > 1:
        raise UsageError("country is compared alone: leave out what else varies")
    if measures.real:
        raise UsageError("countries are compared at purchasing-power parity: leave --real out")
    codes = varied[0].values or tuple(session.table.markets)
    return countries(session.table, people[0].answers, codes, measures.currency, session.areas)


def _of_people(session: Session, people: list[Person], dimensions: list[str] | None) -> Comparison:
    if dimensions:
        raise UsageError("several --profile files are compared as they are: leave out what to vary")
    found = [Variant({PERSON: person.file}, session.profile(person.answers)) for person in people]
    if len({variant.profile.market for variant in found}) > 1:
        raise UsageError("the profiles are of different countries: compare country takes one")
    if len({variant.profile.as_of for variant in found}) > 1:
        raise UsageError("the profiles are of different months: give --as-of for all of them")
    return compare(session.table, found[0].profile, found)
