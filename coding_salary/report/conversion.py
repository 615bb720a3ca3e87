"""What amounts are converted with, in fields and in words."""

from collections.abc import Sequence

from coding_salary.formats.records import Record
from coding_salary.model.conversion import Conversion, plain
from coding_salary.reading.words import listed
from coding_salary.table.indexes import month_name, month_number


def conversion_record(conversion: Conversion) -> Record:
    """Return what the amounts are converted with."""
    rates, parities = conversion.exchange.rates, conversion.exchange.parities
    return {
        "conversion_currency": conversion.other.currency,
        "conversion_rate": plain(conversion.rate),
        "conversion_rate_date": rates.date,
        "conversion_rate_source": rates.source,
        "conversion_parity": plain(conversion.parity),
        "conversion_parity_year": int(parities.date),
        "conversion_parity_source": parities.source,
    }


def conversion_words(conversion: Conversion) -> str:
    """Say with what amounts are converted, and how the two ways differ."""
    rates = conversion.exchange.rates
    own, other = conversion.own.currency, conversion.other.currency
    if conversion.own.code == conversion.other.code:
        return f"The pay is in {own} already, at the prices of {conversion.own.name}."
    return (
        f"{plain(conversion.rate):g} {own} for 1 {other}"
        f" in {month_name(rates.date)} ({rates.source})."
        f" {parity_words([conversion])}"
    )


def old_rates(conversion: Conversion, today: str) -> str | None:
    """Return what to say, in a month such as `2026-11`, of rates that are old by then."""
    date = conversion.exchange.rates.date
    age = month_number(today) - month_number(date)
    old = age > conversion.exchange.fresh_for
    return f"exchange rates are from {month_name(date)}, {age} months ago" if old else None


def parity_words(conversions: Sequence[Conversion]) -> str:
    """Say what amounts at parity are; the conversions are all to the same money."""
    from coding_salary.report.headline import in_place

    other, parities = conversions[0].other, conversions[0].exchange.parities
    bought = listed((f"{plain(each.parity):g} {each.own.currency}" for each in conversions), "and")
    return (
        f"At PPP: adjusted for prices; {bought} bought what 1 {other.currency} did"
        f" {in_place(other.name)} in {parities.date} ({parities.source})."
    )
