"""Pay of remote work across states as fields and words: by where you live, and by where the employer is."""

from collections.abc import Iterator
from functools import partial

from coding_salary.decisions.offer import Offer
from coding_salary.decisions.remote import RemotePay
from coding_salary.formats.records import Field, Record
from coding_salary.formats.sheet import Grid, Labeled, Line
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.numbers import CENT, ONE_PLACE, half_up, half_up_known
from coding_salary.report.base import SHOWN_TO_PEOPLE
from coding_salary.report.headline import in_place
from coding_salary.report.offer_words import verdict

HOME, EMPLOYER = "where you live", "employer's state"


class RemoteWords:
    """What is said of pay by two places; amounts in the money of an estimate."""

    def __init__(self, remote: RemotePay, money: Money) -> None:
        """Keep both estimates."""
        self.remote, self.money = remote, money

    def record(self) -> Record:
        """Return pay by where the employer is, and what either buys at home, as fields."""
        place, level, market = self.remote.employer.place, self.remote.level, self.money.market
        pay = self.remote.employer.you.pay
        return {
            "employer_place_code": place.code,
            "employer_place_name": place.name,
            **{f"employer_{name}": self.money.amount(getattr(pay, name)) for name in SHOWN_TO_PEOPLE},
            "employer_change": self._change(),
            "home_buys": self._buys(self.remote.home),
            "employer_buys": self._buys(self.remote.employer),
            "home_price_level": level.level if level else None,
            "home_price_level_place": level.place.code if level else None,
            "home_price_level_source": market.price_levels.source if market.price_levels else None,
        }

    def grid(self) -> Grid[Estimate]:
        """Return both as a table."""
        text = self.money.text
        amounts = (Field("", partial(self._amount, name), name, text) for name in SHOWN_TO_PEOPLE)
        fields = [
            Field("", self._rule, "paid by", wrap=True),
            *amounts,
            Field("", self._buys, "real pay", text, none="-"),
        ]
        return Grid(fields, map(Line, (self.remote.home, self.remote.employer)))

    def lines(self) -> Iterator[Labeled]:
        """Yield by which rule employers choose, and what the difference is worth at home."""
        yield Labeled(
            "Ask",
            f"do you pay by where I live ({self._usual(self.remote.home)})"
            f" or by your own scale ({self._usual(self.remote.employer)})?",
        )
        yield Labeled("At home", f"{self._gap()}{self._worth()}")

    def _usual(self, each: Estimate) -> str:
        return f"{each.place.name}, {self.money.text(self._amount('typical', each))}"

    def _gap(self) -> str:
        away, change = self.remote.employer.place.name, self._change()
        if not change:
            return f"pay by {away} is the same"
        more = "more" if change > 0 else "less"
        return f"pay by {away} is {self.money.text(abs(change))} {more} {self.money.each}"

    def _worth(self) -> str:
        home, level = self._buys(self.remote.home), self.remote.level
        away = self._buys(self.remote.employer)
        if level is None or home is None or away is None:
            return "; the price level there is not known"
        real = f"that's {self.money.text(away)}, against {self.money.text(home)}"
        return f"; adjusted for prices {in_place(level.place.name)} {real}"

    def _rule(self, each: Estimate) -> str:
        return f"{EMPLOYER if each is self.remote.employer else HOME}, {each.place.name}"

    def _amount(self, name: str, each: Estimate) -> float:
        return self.money.amount(getattr(each.you.pay, name))

    def _change(self) -> float:
        """Return how much more the employer's place pays, from the amounts that are shown."""
        home, away = (self._amount("typical", each) for each in (self.remote.home, self.remote.employer))
        return half_up(away - home, CENT)

    def _buys(self, each: Estimate) -> float | None:
        amount = self.remote.buys(each)
        return None if amount is None else self.money.amount(amount)


class RemoteOffer(RemoteWords):
    """The same of an offer, which is judged at home: how it stands where the employer is."""

    def __init__(self, remote: RemotePay, money: Money, away: Offer) -> None:
        """Keep the offer as it is judged where the employer is."""
        super().__init__(remote, money)
        self.away = away

    def record(self) -> Record:
        """Return the same fields, with the verdict where the employer is."""
        percentile = half_up_known(self.away.percentile_like_you, ONE_PLACE)
        return {
            **super().record(),
            "employer_percentile_like_you": percentile,
            "employer_verdict": self.away.verdict.value,
        }

    def verdict(self) -> Labeled:
        """Return the verdict where the employer is."""
        return verdict(self.away, f"by pay {in_place(self.remote.employer.place.name)}: ")
