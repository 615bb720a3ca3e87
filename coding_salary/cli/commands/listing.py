"""`salary list`: the valid values of a flag, the places and the sources of the table."""

from coding_salary.catalog.listing import (
    KINDS,
    METROS,
    ROLES,
    SOURCES,
    STATES,
    Beside,
    listing,
    pays_of_roles,
)
from coding_salary.catalog.listing_report import ListingReport
from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import SESSION, VIEW, View
from coding_salary.cli.options import ALL, Flag, command
from coding_salary.cli.session import Session
from coding_salary.profile.answers import COUNTRY, STATE, Raw
from coding_salary.profile.profile import market_of
from coding_salary.profile.values import CERTS
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, quoted


@command(
    VIEW,
    Flag("kind", "", "WHAT", f"{listed(KINDS)}.", kind=tuple(KINDS), required=True),
    Flag("state", "--state -s", "STATE", "Metros of one state.", offers=STATE),
    Flag("search", "--search", "TEXT", "Only what has these words."),
    Flag("country", "--country", "COUNTRY", "Country of the table."),
    ALL,
    SESSION,
)
def run(
    session: Session,
    view: View,
    kind: str,
    state: str | None,
    search: str | None,
    country: str | None,
    *,
    all: bool,
) -> None:
    """List accepted values (certs, states, employers, ...).

    Examples:
      salary list certs
      salary list metros --state OH
      salary list employers --search government --format csv
    """
    if state is not None and kind != METROS:
        raise UsageError(f"--state goes with salary list {METROS}")
    table = session.cited if kind == SOURCES else session.table
    answers = {key: (Raw(word),) for key, word in ((COUNTRY, country), (STATE, state)) if word is not None}
    market = market_of(table, answers)
    within = session.profile(answers).place.state
    items = listing(table, market, kind, within, session.areas)
    jobs = session.jobs(market) if kind in (STATES, METROS) else {}
    credentials = session.credentials(market) if kind == CERTS else {}
    pays = pays_of_roles(table, market) if kind == ROLES else {}
    report = ListingReport(table, market, kind, items, Beside(jobs, credentials, pays))
    report.search(search or "")
    if not report.rows:
        message = f"this table has no {kind} for {market.name}"
        if search:
            message = f"no {report.called[0]} matches {quoted(search)}: run 'salary list {kind}' to see all"
        raise ProfileError([Problem(message)])
    view.show(report, whole=all)
