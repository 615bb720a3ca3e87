"""Rows with what their people are paid: what `offer` says of an amount, for each row.

A person's cells are read once into people alike, a place's once into a curve; what is left for each row is
to find its pay among them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.lookup import FACTORS, MAX_PLACES, FactorReader
from coding_salary.batch.row_profiles import (
    ANSWERED,
    PAY_RESULTS,
    BatchContext,
    PayColumn,
    Profiles,
    RefusedError,
    Rejections,
    Texts,
    Unreadable,
)
from coding_salary.decisions.amounts import FullTime, single
from coding_salary.decisions.offer import verdict_at, verdict_between
from coding_salary.decisions.staff import Standing
from coding_salary.decisions.terms import Terms
from coding_salary.model.estimate import estimate
from coding_salary.model.facts import facts_of, industry_alone
from coding_salary.model.money import Money
from coding_salary.model.position import IndustryPeople, People, Position
from coding_salary.model.result import Pay
from coding_salary.numbers import QUARTILE
from coding_salary.profile.answers import AS_OF, PLACE
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import quoted
from coding_salary.table.market import Market

if TYPE_CHECKING:
    from coding_salary.batch.bulk import Block, Calculator, Cells, ScaleCalculator

WHERE = (*PLACE, AS_OF)
Alike = People | IndustryPeople
SWAPPED = str.maketrans(",.", ".,")


class Peers(BoundedCache[Texts, tuple[str, Alike]]):
    """The job and where people alike are in the nation, by the texts of the cells that say anything of it."""

    def __init__(self, context: BatchContext, market: Market) -> None:
        """Start with nobody known."""
        super().__init__()
        self.evidence, self.market = context.bands.evidence, market
        self.reader = FactorReader(context, market, list(FACTORS), 0)
        self.nation = {
            name: Position.of(context.bands, market, job, job.nation, None)
            for name, job in market.occupations.items()
        }

    def __missing__(self, texts: Texts) -> tuple[str, Alike]:
        profile = self.reader.profile(texts)
        job, facts = profile.occupation(self.market), facts_of(self.market, profile)
        people = self.nation[job.name].people(industry_alone(job, facts), facts, self.evidence)
        return self.keep(texts, (job.name, people))


class Places(BoundedCache[tuple[Texts, str], tuple[Position, FullTime]]):
    """The curve of a place and its full-time hours, by the texts of its cells and the job."""

    def __init__(self, context: BatchContext, market: Market) -> None:
        """Start with no place known."""
        super().__init__(MAX_PLACES)
        self.bands, self.market = context.bands, market
        self.profiles = Profiles(context, WHERE)

    def __missing__(self, asked: tuple[Texts, str]) -> tuple[Position, FullTime]:
        texts, name = asked
        profile, job = self.profiles.read(texts), self.market.occupations[name]
        full = _hours(self.market, profile.place.published(name).code)
        return self.keep(asked, (Position.at(self.bands, profile, job), full))


class Points(BoundedCache[Texts, tuple[Pay, Money, FullTime]]):
    """The points of a pay scale that people alike may earn, and its money, by the texts of all cells."""

    def __init__(self, context: BatchContext) -> None:
        """Start with nothing known."""
        super().__init__()
        self.context, self.profiles = context, Profiles(context, ANSWERED)

    def __missing__(self, texts: Texts) -> tuple[Pay, Money, FullTime]:
        result = estimate(self.context.bands, self.profiles.read(texts))
        return self.keep(texts, (result.you.pay, Money.of(result), FullTime.of(result)))


class Standings:
    """Finds the pay of a row among people like its person, in one market."""

    def __init__(self, context: BatchContext, market: Market) -> None:
        """Start with nobody known."""
        self.market, self.limits = market, context.bands.offer
        self.money = Money.asked(market, market.hours_per_year)
        self.points = Points(context)
        if not market.scale:
            self.peers, self.places = Peers(context, market), Places(context, market)

    def of(self, cells: "Cells", terms: Terms) -> Standing:
        """Return where a row stands that has an estimate."""
        if self.market.scale:
            return self._on_scale(cells, terms)
        try:
            job, people = self.peers[self.peers.reader.profiles.take(cells)]
        except RefusedError:  # its employer has a scale of its own
            return self._on_scale(cells, terms)
        position, full = self.places[self.places.profiles.take(cells), job]
        annual, reach = terms.full_time(full), position.reaching(people)
        percentile = position.percentile(people, annual)
        low, typical = (reach.pay(people.national(score)) for score in (-QUARTILE, 0))
        verdict = verdict_at(position.beyond(people, annual), self.limits)
        return Standing.of(self.money, (annual, low, typical), percentile, verdict)

    def _on_scale(self, cells: "Cells", terms: Terms) -> Standing:
        pay, money, full = self.points[self.points.profiles.take(cells)]
        annual = terms.full_time(full)
        verdict = verdict_between(*map(Money(money.market).amount, (annual, pay.low, pay.high)))
        return Standing.of(money, (annual, pay.low, pay.typical), None, verdict)


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


class PaidCalculator:
    """The results of another calculator, and what the pay of each row comes to."""

    def __init__(self, inner: "Calculator | ScaleCalculator", context: BatchContext, pay: PayColumn) -> None:
        """Read pay from a column."""
        self.inner, self.market, self.piece, self.place = inner, inner.market, context.piece, pay.place
        self.amounts = Amounts(pay, inner.market)
        self.standings = Standings(context, inner.market)
        self.rejections = Rejections(context)
        self.unpaid = "".join(context.piece(name, None) for name in PAY_RESULTS)

    def results(self, texts: Sequence[str], rows: "Sequence[Cells]", end: str = "") -> "Block":
        """Return each text with its results and `end`; a row that is refused is noted and left empty."""
        block = self.inner.results(texts, [self._checked(cells) for cells in rows])
        for index, cells in enumerate(rows):
            if index in block.refused:
                continue
            written, terms = self.unpaid, self.amounts[cells[self.place]]
            if isinstance(terms, Terms):
                standing = block.standings[index] = self.standings.of(cells, terms)
                written = "".join(map(self.piece, PAY_RESULTS, standing.values))
            block.results[index] += written + end
        return block

    def _checked(self, cells: "Cells") -> "Cells":
        """Return the cells of a row, or what is wrong with them where its pay cannot be read."""
        wrong = None if isinstance(cells, Unreadable) else self.amounts[cells[self.place]]
        if isinstance(wrong, str):
            return Unreadable(*self.rejections.of(cells), wrong, kept=cells)
        return cells


def _hours(market: Market, place: str) -> FullTime:
    return FullTime(market.hours(place), market.weekly_hours(place))
