"""Credentials as steps: what each asks for, what it costs, and what comes before it."""

from collections.abc import Collection, Iterable, Mapping
from re import fullmatch
from typing import NamedTuple

from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.reading.words import listed, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL, EDUCATION, ROLE
from coding_salary.table.market import Market
from coding_salary.table.row_sources import citable, grade_in, sources_in
from coding_salary.table.side_tables import beside, check_once

# Rows that stand in for others: of all credentials, of those of an issuer, and of the specialties.
ANY, ANY_SPECIALTY = "any", "any specialty"
FEES = ("exam", "dues", "renewal", "further", "course")
FEE = r"[0-9]{1,5}(-[0-9]{1,5})?"
MOST_YEARS, MOST_WEEKS = 20, 520
ABOUT = ("name", "issuer", "requires", "usual", "degree", "held", "years", "until")
USE = ("covered_by", "serves", "opens")
SUPPORT = ("rule_evidence", "cost_evidence", "sources", "derivation")
COLUMNS = (*ABOUT, *USE, *FEES, "ceu", "study_weeks", *SUPPORT)


class Fee(NamedTuple):
    """A fee from its lowest to its highest, in the currency of the market, and the row that it stands in."""

    low: float
    high: float
    row: str


class Credential(NamedTuple):
    """A credential as a step.

    `requires` is what the issuer asks before the exam, `usual` what is usual beside it; `degree` is a value
    of education, `held` are those of which one must be held, `years` of work usually come first. `until` is
    the year in which it was last given, empty while it is. It adds nothing to those that it is `covered_by`;
    it `serves` a role, or `opens` roles to those who hold it.
    Fees by name: the `exam` once; `dues` of the issuer a year; `renewal` a year, and for each one `further`
    of the same issuer; a `course` for those who need one. `ceu` is its continuing education in words.
    """

    name: str
    issuer: str
    requires: str
    usual: str
    degree: str
    held: tuple[str, ...]
    years: float
    until: str
    covered_by: tuple[str, ...]
    serves: str
    opens: tuple[str, ...]
    fees: Mapping[str, Fee]
    ceu: str
    study_weeks: float | None
    rule_evidence: str
    cost_evidence: str
    sources: tuple[str, ...]
    derivation: str

    def borrowed(self, fees: Iterable[str]) -> list[str]:
        """Return the rows, other than its own, in which these fees stand."""
        rows = (self.fees[fee].row for fee in fees if fee in self.fees)
        return list(dict.fromkeys(row for row in rows if row != self.name))


Credentials = Mapping[str, Credential]


def load_credentials(bands: Bands, market: Market) -> dict[str, Credential]:
    """Read what is known of credentials, by name; raises TableError with every problem found.

    A fee that was not read is that of the row `any ISSUER`, or else of the row `any`. Empty where the market
    names no such table.
    """
    if not market.credentials:
        return {}
    known, names = citable(bands, market), set[str]()
    path = beside(market.credentials, bands.path)
    rows = load_rows(path, COLUMNS, lambda row: _credential(row, market, known, names))
    found = {row.name: row for row in rows}
    return {name: credential._replace(fees=_filled(credential, found)) for name, credential in found.items()}


def _filled(credential: Credential, rows: Credentials) -> Mapping[str, Fee]:
    """Return its fees, and for those that were not read the ones of its family."""
    families = (rows.get(name) for name in (ANY, f"{ANY} {credential.issuer}"))
    fees = {name: fee for family in families if family for name, fee in family.fees.items()}
    return {**fees, **credential.fees}


def _credential(row: Row, market: Market, known: Collection[str], names: set[str]) -> Credential:
    name = row.text("name")
    check_once(row, name, names, "name")
    fees = {fee: found for fee in FEES if (found := _fee(row, fee, name))}
    if not name.startswith(ANY):
        _among(row, "name", market.words(CREDENTIAL), (name,))
    return Credential(
        name=name,
        issuer=row.cells["issuer"],
        requires=row.cells["requires"],
        usual=row.cells["usual"],
        degree="".join(_words(row, "degree", market.words(EDUCATION))),
        held=_words(row, "held", market.words(CREDENTIAL)),
        years=row.number("years", "years such as 2", 0, MOST_YEARS) if row.cells["years"] else 0,
        until=row.cells["until"],
        covered_by=_words(row, "covered_by", market.words(CREDENTIAL)),
        serves="".join(_words(row, "serves", market.words(ROLE))),
        opens=_words(row, "opens", market.words(ROLE)),
        fees=fees,
        ceu=row.cells["ceu"],
        study_weeks=row.number("study_weeks", "weeks such as 16", 0, MOST_WEEKS)
        if row.cells["study_weeks"]
        else None,
        rule_evidence=grade_in(row, "rule_evidence"),
        cost_evidence=grade_in(row, "cost_evidence"),
        sources=sources_in(row, known),
        derivation=row.cells["derivation"],
    )


def _fee(row: Row, column: str, name: str) -> Fee | None:
    text = row.cells[column]
    if not text:
        return None
    low, _, high = text.partition("-")
    if not fullmatch(FEE, text) or float(low) > float(high or low):
        row.fault(column, f"expected a fee such as 222 or 425-499, found {quoted(text)}")
        return None
    return Fee(float(low), float(high or low), name)


def _words(row: Row, column: str, allowed: Collection[str]) -> tuple[str, ...]:
    """Read values of the market with spaces between them."""
    words = tuple(row.cells[column].split())
    _among(row, column, allowed, words)
    return words


def _among(row: Row, column: str, allowed: Collection[str], words: Iterable[str]) -> None:
    if unknown := [word for word in words if word not in allowed]:
        row.fault(column, f"the market has no value {listed(map(quoted, unknown))}: correct it")
