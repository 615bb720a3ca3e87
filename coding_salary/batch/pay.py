"""What the cells of a row say that somebody is paid."""

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.row_profiles import PayColumn
from coding_salary.decisions.terms import Terms, single
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import quoted
from coding_salary.table.market import Market

SWAPPED = str.maketrans(",.", ".,")


class Amounts(BoundedCache[str, Terms | str | None]):
    """What cells say of pay, or what is wrong with them; None where they say nothing."""

    def __init__(self, column: PayColumn, market: Market) -> None:
        """Read a column in the money of a market."""
        super().__init__()
        self.column, self.market = column, market

    def __missing__(self, text: str) -> Terms | str | None:
        amount = text.strip()
        try:
            return self.keep(text, self._terms(amount) if amount else None)
        except ProfileError as error:
            return "; ".join(f"{self.column.name}: {problem.message}" for problem in error.problems)

    def _terms(self, amount: str) -> Terms:
        """Read an amount; raises ProfileError for what is none, or may be two."""
        bare = "/" not in amount and amount[-1].isdigit()
        unit = self.column.unit if bare else ""
        plain = self._tried(amount + unit)
        other = self._tried(amount.translate(SWAPPED) + unit) if self.column.decimal_commas else plain
        if isinstance(plain, Terms) and isinstance(other, Terms) and plain.quote != other.quote:
            raise ProfileError(
                [Problem(f"{quoted(amount)} can be read in two ways: write no thousands mark")]
            )
        found = other if isinstance(plain, ProfileError) else plain
        if isinstance(found, ProfileError):
            raise found
        return found

    def _tried(self, amount: str) -> Terms | ProfileError:
        try:
            terms = Terms.read(amount, {})
            single(terms.quote, amount)
            terms.check_money(self.market.symbol, self.market.currency)
        except ProfileError as error:
            return error
        return terms
