"""`salary sources`: where the figures come from, and which figures rest on a source."""

from coding_salary.catalog.figures import resting_on
from coding_salary.catalog.repairs import RepairReport, repairs
from coding_salary.catalog.sources import Citations, SourceReport, SourcesReport, find_source
from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import TABLE, VIEW, View
from coding_salary.cli.options import ALL, Flag, command
from coding_salary.cli.session import Session

ID_HELP = "Source to show with the figures that rest on it; all of them if left out."


@command(
    VIEW,
    Flag("id", "", "[ID]", ID_HELP, offers="source"),
    Flag(
        "weak",
        "--weak",
        None,
        "What to mend first, for those who look after the table.",
        kind=bool,
        default=False,
    ),
    Flag("cite", "--cite", None, "As a citation, to be copied.", kind=bool, default=False),
    ALL,
    TABLE,
)
def run(session: Session, view: View, id: str | None, *, weak: bool, cite: bool, all: bool) -> None:
    """Show where the numbers come from.

    Examples:
      salary sources
      salary sources oews-2025
      salary sources oews-2025 --cite
      salary sources --weak
    """
    if weak and (cite or id is not None):
        raise UsageError("--weak looks at all sources: leave the ID and --cite out")
    bands = session.cited
    source = None if id is None else find_source(bands, id)
    if cite:
        view.show(Citations(bands, [source] if source else list(bands.sources.values())))
    elif weak:
        view.show(RepairReport(bands, repairs(bands, session.figures)), whole=all)
    elif source:
        view.show(SourceReport(bands, source, resting_on(session.figures, source.id)), whole=all)
    else:
        view.show(SourcesReport(bands, session.figures), whole=all)
