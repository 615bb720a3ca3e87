"""`salary sources`: where the figures come from, and which figures rest on a source."""

from coding_salary.catalog.figures import resting_on
from coding_salary.catalog.source_report import SourceReport, SourcesReport, find_source
from coding_salary.cli.flags import SESSION, VIEW, View
from coding_salary.cli.options import Flag, command
from coding_salary.cli.session import Session

ID_HELP = "Source to show with the figures that rest on it; all of them if left out."


@command(VIEW, Flag("id", "", "[ID]", ID_HELP, offers="source"), SESSION)
def run(session: Session, view: View, id: str | None) -> None:
    """Show every source, how old it is and how many figures rest on it; or one and its figures.

    Examples:
      salary sources
      salary sources oews-2025
      salary sources payscale-2010 --format csv
    """
    found, bands = session.figures, session.whole.bands
    if id is None:
        view.show(SourcesReport(bands, found))
        return
    source = find_source(bands, id)
    view.show(SourceReport(bands, source, resting_on(found, source.id)))
