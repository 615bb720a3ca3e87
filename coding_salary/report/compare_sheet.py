"""A comparison as people are shown it: which row pays most, and the rows against one of them."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from coding_salary.decisions.compare import Compared
from coding_salary.decisions.price import FIRST_YEAR, OF_A_NEWCOMER, price_of, span_text
from coding_salary.formats.chart import LEGEND
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Answer, Grid, Labeled, Line, Sheet, not_shown
from coding_salary.formats.symbols import ALIKE, DOT
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.facts import years_text
from coding_salary.model.money import Money
from coding_salary.numbers import half_up
from coding_salary.profile.answers import CERT, METRO, PLACE, STATE, YEARS
from coding_salary.profile.profile import Profile
from coding_salary.reading.words import listed
from coding_salary.report.compare import ComparisonReport
from coding_salary.report.headline import (
    answer,
    based_on,
    command,
    flags,
    in_place,
    named_place,
    person,
    typical_words,
)
from coding_salary.table.factors import NO, NONE, REMOTE, YES
from coding_salary.table.market import NO_CERTIFICATION

# With its headings, the row of your own and the lines below, so many rows fill a screen of 24 lines.
MAX_SHOWN = 10
# Of so many credentials the screen has room to say all that they ask for.
MAX_ASKED = 2
# Names of rows that pay the same stand in one cell as long as they are no longer than this together.
MAX_NAMES = 32
# In the answer a longer label gives way to the word that a flag takes.
MAX_LABEL = 44
WITHIN = "within the margin of error"
HEADINGS = {CERT: "certification", YEARS: "experience", METRO: "area", REMOTE: "where", "profile": "person"}
MANY = {CERT: "certifications", "specialty": "specialties", "education": "degrees", METRO: "areas"}


def compare_sheet(report: ComparisonReport) -> Sheet:
    """Return which row pays most, the rows, and what must be known to read them."""
    rows, same = _folded(report)
    shown = rows if report.every else rows[:MAX_SHOWN]
    lines = _lines(report, shown)
    grid = Grid([*_fields(report), _bars(report)], lines)
    words = [
        *_legend(report, lines),
        *_asked(report),
        *same,
        *not_shown(len(rows) - len(shown)),
        _basis(report),
        _next(report),
    ]
    return Sheet(_title(report), _answer(report), grid, words)


def _title(report: ComparisonReport) -> list[str]:
    """Return who is compared, without what differs between the rows."""
    estimate, keys = report.estimate, set(report.keys)
    if not any(map(report.is_base, report.rows)):
        return report.person()
    if "profile" in keys:
        return [f"{len(report.rows)} people"]
    names = {CERT: "certs"}
    unsaid: dict[str, Any] = {names.get(key, key): None for key in keys if key not in PLACE}
    title = person(estimate._replace(profile=estimate.profile._replace(**unsaid)))
    return [*(title[:-1] if keys & set(PLACE) else title), *report.saved]


def _answer(report: ComparisonReport) -> Answer:
    """Say which row pays most and by how much, or that nothing tells the rows apart."""
    rows = [row for row in report.rows if not report.is_base(row)]
    if not rows:
        return answer(report)
    if _alike(report):
        return _all_alike(report)
    best, base = _best(report), report.own
    if report.is_base(best):
        base = max(rows, key=report.change)
    more = report.money.text(_gap(report, best, base))
    name, pay = _name(report, best), typical_words(report, best.estimate)
    clear = (base if report.is_base(best) else best).distinguishable
    against = f"{more} more than {_other(report, base)}{'' if clear else f', {WITHIN}'}"
    return Answer(f"{name[:1].upper()}{name[1:]} pays most: {pay}", _most_real(report, best) or against)


def _gap(report: ComparisonReport, row: Compared, base: Compared) -> float:
    """Return how much more a row pays than another, no finer than the coarser of both is shown."""
    steps = (Money.of(each.estimate).step for each in (row, base))
    return half_up(report.change(row) - report.change(base), max(steps))


def _alike(report: ComparisonReport) -> bool:
    """Whether nothing tells the rows apart from the one that they are measured from."""
    return not any(row.distinguishable for row in report.rows if not report.is_base(row))


def _most_real(report: ComparisonReport, best: Compared) -> str:
    """Return which row pays most at the nation's prices, where that is asked for."""
    real = [(report.rounded(row.real.typical), row) for row in report.rows if row.real and row.real.typical]
    if not real:
        return ""
    amount, row = max(real, key=lambda pair: pair[0] or 0)
    who = "it still does" if row is best else f"{_name(report, row)} does"
    return f"at the nation's prices {who}: {report.money.text(amount or 0)}"


def _all_alike(report: ComparisonReport) -> Answer:
    """Return the one amount of rows that nothing tells apart, or the lowest and the highest, and why."""
    typical = sorted(report.typical + report.change(row) for row in report.rows)
    ends = [report.money.text(amount) for amount in dict.fromkeys((typical[0], typical[-1]))]
    words = f"{' to '.join(ends)} {report.money.each}"
    if len(ends) == 1:
        surveyed = isinstance(report.estimate, SurveyEstimate)
        why = "no published figure separates them" if surveyed else "set by the pay scale"
        return Answer(f"The same: {words}", why)
    return Answer(f"Too close to call: {words}", WITHIN)


def _best(report: ComparisonReport) -> Compared:
    best: Compared = max(report.rows, key=lambda row: row.estimate.you.pay.typical)
    return best


def _other(report: ComparisonReport, row: Compared) -> str:
    """Return a row in words that follow `more than`."""
    if row is not report.own:
        return _name(report, row)
    if among := next(filter(report.is_base, report.rows), None):
        return _name(report, among)
    if set(report.keys) & set(PLACE):
        return named_place(report.estimate.place.name)
    return "you"


def _name(report: ComparisonReport, row: Compared) -> str:
    """Return what a row is called in a sentence: by labels, where they are short."""
    words, names = row.estimate.market.words, _named(report, row)
    labels = (words(key).get(name, name) if key != CERT else name for key, name in names.items())
    pairs = zip(labels, names.values(), strict=True)
    return ", ".join(label if len(label) <= MAX_LABEL else name for label, name in pairs)


def _named(report: ComparisonReport, row: Compared) -> dict[str, str]:
    return {key: _words(key, row) for key in report.keys}


def _words(key: str, row: Compared) -> str:
    """Return what a row has under a key, as people say it."""
    profile, value = row.estimate.profile, row.names[key]
    if key in (STATE, METRO):
        return profile.place.name + (" *" if row.estimate.fell_back else "")
    if key == CERT:
        return NO_CERTIFICATION if value == NONE else value.replace("+", " + ")
    if key == YEARS and profile.years is not None:
        return years_text(profile.years)
    if key == REMOTE:
        return {YES: "remote", NO: "on site"}.get(value, value)
    return value


def _folded(report: ComparisonReport) -> tuple[list[Compared], list[Labeled]]:
    """Return the rows in words, those that pay the same as one, and what each such row holds."""
    rows: list[Compared] = []
    same: list[Labeled] = []
    for _, group in groupby(report.rows, key=lambda row: _amounts(report, row)):
        first, *others = each = list(group)
        if len(report.keys) > 1 or not others:
            rows += (row._replace(names=_named(report, row)) for row in each)
            continue
        (key,), names = report.keys, [_words(report.keys[0], row) for row in each]
        together = ", ".join(names)
        if len(together) > MAX_NAMES:
            count = f"{len(names)} {MANY.get(key, f'{key}s')}"
            same.append(Labeled(count, listed(names, "and")))
            together = count
        rows.append(first._replace(names={key: together}))
    return rows, same


def _amounts(report: ComparisonReport, row: Compared) -> tuple[object, ...]:
    """Return what rows have in common that are shown as one; the one measured from stands alone."""
    pay = map(report.money.amount, row.estimate.you.pay)
    return (report.is_base(row), *pay, row.real, _first_year(report, row))


def _lines(report: ComparisonReport, rows: Sequence[Compared]) -> list[Line[Compared]]:
    """Return the rows with the one that they are measured from marked, which is always shown."""
    lines = [Line(row, highlighted=report.is_base(row)) for row in rows]
    if any(line.highlighted for line in lines):
        return lines
    among = next(filter(report.is_base, report.rows), None)
    own = among._replace(names=_named(report, among)) if among else report.own
    return [*lines, Line(own, highlighted=True)]


def _fields(report: ComparisonReport) -> Iterator[Field[Compared]]:
    yield from map(_name_field, report.keys)
    yield from report.amount_fields()
    if not report.money.hours:
        yield Field("", _hourly, "hourly", report.money.hourly, priority=4)
    yield from report.real_fields()
    if report.credentials:
        yield Field("", lambda row: _first_year(report, row), FIRST_YEAR, str, priority=3)
    yield Field("", lambda row: _change(report, row), "difference", str, priority=1, difference=True)


def _name_field(key: str) -> Field[Compared]:
    return Field("", lambda row: row.names[key], HEADINGS.get(key, key), clip=True)


def _hourly(row: Compared) -> float:
    return row.estimate.you.pay.typical / row.estimate.hours_per_year


def _change(report: ComparisonReport, row: Compared) -> str:
    """Return a difference, after a sign where the evidence cannot tell it from none."""
    change = _gap(report, row, report.own)
    if not change:
        return "same"
    return f"{'' if row.distinguishable else f'{ALIKE} '}{report.money.signed(change)}"


def _bars(report: ComparisonReport) -> Field[Compared]:
    rows = [*report.rows, report.own]
    surveyed = any(isinstance(row.estimate, SurveyEstimate) for row in rows)
    return report.bar_field(report.span, rows, priority=6, legend=LEGEND if surveyed else "")


def _legend(report: ComparisonReport, lines: Sequence[Line[Compared]]) -> Iterator[Labeled]:
    if any(_change(report, line.row).startswith(ALIKE) for line in lines if not line.highlighted):
        within = "" if _alike(report) else f": the difference is {WITHIN}"
        yield Labeled(ALIKE, f"too close to call{within}")
    if any(line.row.estimate.fell_back for line in lines):
        yield Labeled("*", "no wages are published there: those of the state are used")
    if report.words.years and report.estimate.you.years is not None:
        yield Labeled("Years", report.words.years)
    if report.price_level and (levels := report.market.price_levels):
        yield Labeled(
            "Real", f"typical pay at the nation's prices, by price levels of {levels.year} ({levels.source})"
        )


def _asked(report: ComparisonReport) -> Iterator[Labeled]:
    """Yield what credentials ask for before their exam: of two all of it, of more what not everybody has."""
    names = dict.fromkeys(chain.from_iterable(map(_certs, report.rows)))
    asked = [report.credentials[name] for name in names if name in report.credentials]
    for each in asked:
        if len(asked) <= MAX_ASKED:
            told = {"asks for": each.requires, "usually": each.usual}
            yield Labeled(each.name, "; ".join(f"{what} {words}" for what, words in told.items() if words))
        elif each.requires and (each.degree or each.held):
            yield Labeled(each.name, f"asks for {each.requires}")
    if asked:
        yield Labeled(FIRST_YEAR, OF_A_NEWCOMER, legend=True)


def _certs(row: Compared) -> tuple[str, ...]:
    return row.estimate.profile.certs or ()


def _first_year(report: ComparisonReport, row: Compared) -> str:
    """Return what the first year of a row's credentials costs; empty where no fee is known."""
    certs = _certs(row)
    prices = [
        price_of(report.market, report.credentials, certs[:place], cert) for place, cert in enumerate(certs)
    ]
    spans = [price.first_year for price in prices if price]
    total = (sum(low for low, _ in spans), sum(high for _, high in spans))
    return span_text(total, report.money.once) if spans and all(prices) else ""


def _basis(report: ComparisonReport) -> Labeled:
    """Return what the amounts rest on; of several places none is named."""
    basis, place = based_on(report), in_place(report.estimate.place.name)
    several = set(report.keys) & set(PLACE)
    return basis._replace(text=basis.text.replace(place, "in each place")) if several else basis


def _next(report: ComparisonReport) -> Labeled:
    best: Profile = _best(report).estimate.profile
    explained = " ".join(("salary estimate", *flags(report.bands, best), "--explain"))
    return Labeled("Next", DOT.join((explained, command(report, "boost"))))
