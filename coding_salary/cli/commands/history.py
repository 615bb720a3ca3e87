"""`salary history`: the official wages of each May, in the money of the time and in today's prices."""

from coding_salary.cli.flags import SESSION, VIEW, View
from coding_salary.cli.options import Flag, command
from coding_salary.cli.session import Session
from coding_salary.profile.answers import COUNTRY, Raw
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.table.factors import ROLE


@command(
    VIEW,
    Flag("role", "--role -r", "ROLE", "Role whose occupation to show (default: coder).", offers=ROLE),
    Flag("country", "--country", "COUNTRY", "Country of the table (default: US).", offers=COUNTRY),
    SESSION,
)
def run(session: Session, view: View, role: str | None, country: str | None) -> None:
    """Show official wages since 2018, as paid and in today's prices.

    Examples:
      salary history
      salary history --role biller
      salary history --role director --format csv
    """
    from coding_salary.catalog.history import HistoryReport, history
    from coding_salary.report.headline import flags

    said = {key: (Raw(word),) for key, word in ((ROLE, role), (COUNTRY, country)) if word is not None}
    profile = session.profile(said)
    market = session.table.markets[profile.market]
    wages, prices = session.history(market)
    found = history(profile.occupation(market), wages, prices)
    if not found.rows:
        message = f"this table has no wages of earlier years for {found.occupation.title}"
        raise ProfileError([Problem(f"{message}: give another --role, or add them to the table")])
    view.show(HistoryReport(session.table, market, found, flags(session.table, profile)))
