"""What every result about pay begins and ends with: who it is about, the answer, what to run next.

A command's report builds its sheet of these, so that all screens read alike (`formats.sheet` has the order):

- `person(report.estimate)` is the title: `Medical coder · CPC · 5 years · United States`;
- `answer(report)` is typical pay in one line, with what half of such people earn;
- `based_on(report)` says on what wages the amounts rest, in one dim line;
- `next_steps(report, "offer 25/hr", "boost")` are commands to run next, with the flags of this very profile.

Amounts are written by `report.money`: `text` for `$52,500`, `signed` for `+$9,500`, `short` for the axis of a
chart. With `--per hour` it writes amounts an hour, if every amount is rounded by `money.amount`, those of
other estimates by `Money.of`; what is no pay, such as a fee, is written by `once`. Percentages are written by
`percent` and `growth_text` of `base`: `7.8%`, `+7.8%`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coding_salary.formats.sheet import Answer, Labeled, Tone
from coding_salary.formats.symbols import DOT
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.facts import years_text
from coding_salary.model.money import Money, whole
from coding_salary.model.result import Estimate
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import EDUCATION, EMPLOYER, NONE, ROLE, SPECIALTY
from coding_salary.table.market import NO_CERTIFICATION, SURVEYED, Market, ScaleMarket
from coding_salary.table.places import NATION, STATE
from coding_salary.table.sources import REFERENCE

if TYPE_CHECKING:
    from coding_salary.report.base import PayReport

# Names of places that an article goes before, by how they begin or end.
WITH_ARTICLE = ("United ", "District of ", "Virgin ", "Rest of ", "Fringe of ")
AREA = " area"
# What `an` goes before: a vowel, and of abbreviations those whose first letter is said with one before it.
VOWELS, SAID_WITH_A_VOWEL = "AEIOU", "AEFHILMNORSX"


def person(estimate: Estimate) -> list[str]:
    """Return who an estimate is for: the role, what is known of the person, and the place."""
    return [role_words(estimate), *facts(estimate), place_words(estimate)]


def role_words(estimate: Estimate) -> str:
    """Return the role, or the one that is meant when none is said: `Medical coder`."""
    market, roles = estimate.market, estimate.market.words(ROLE)
    role = estimate.profile.role or _usual_role(market)
    return roles.get(role) or estimate.occupation.called or estimate.occupation.title


def place_words(estimate: Estimate) -> str:
    """Return the place, and after it the one around it whose pay is shown where its own is not known."""
    asked, used = estimate.profile.place, estimate.place
    return asked.name if asked.code == used.code else f"{asked.name} ({used.name})"


def in_sentence(label: str) -> str:
    """Return a label as it reads within a sentence: `medical coder`, `HIM or coding director`."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def with_article(role: str) -> str:
    """Return a role or a credential in a sentence: `a medical coder`, `an auditor`, `an HIM director`."""
    first = SAID_WITH_A_VOWEL if role[:2].isupper() else VOWELS
    return f"{'an' if role[:1] in first else 'a'} {in_sentence(role)}"


def in_place(name: str) -> str:
    """Return where something is: `in Ohio`, `in the United States`."""
    return f"in {named_place(name)}"


def named_place(name: str) -> str:
    """Return the name of a place as it stands in a sentence: `Ohio`, `the United States`."""
    return f"the {name}" if name.startswith(WITH_ARTICLE) or name.endswith(AREA) else name


def flags(bands: Bands, profile: Profile) -> list[str]:
    """Return the flags that describe a profile, for a command to run next: `-c`, `CPC`, `-y`, `5`."""
    return [word for pair in _flags(bands, profile) for word in map(_quoted, pair)]


def answer(report: "PayReport") -> Answer:
    """Return typical pay a year and an hour, the unit that was asked for first, and the range around it."""
    return Answer(typical_words(report, report.estimate), report.words.range())


def typical_words(report: "PayReport", estimate: Estimate) -> str:
    """Return typical pay a year and an hour, the unit that was asked for first."""
    typical = estimate.you.pay.typical
    year, hour = Money(estimate.market), Money(estimate.market, estimate.hours_per_year)
    texts = [f"{year.text(year.amount(typical))} a year", f"{hour.text(hour.amount(typical))} an hour"]
    return DOT.join(texts[::-1] if report.money.hours else texts)


def based_on(report: "PayReport") -> Labeled:
    """Return what wages or which scale the amounts rest on."""
    return Labeled("Based on", report.words.based_on(), Tone.SOURCE)


def next_steps(report: "PayReport", *commands: str, hint: str = "") -> Labeled:
    """Return commands to run next for the same person, such as `boost`, and a hint after them."""
    lines = (command(report, each) for each in commands)
    return Labeled("Next", DOT.join(filter(None, (*lines, hint))))


def command(report: "PayReport", words: str) -> str:
    """Return a command line for the same person: `salary boost -c CPC -y 5`."""
    return " ".join(("salary", words, *flags(report.bands, report.estimate.profile)))


def facts(estimate: Estimate) -> Iterator[str]:
    """Yield what is known of a person beside the role and the place, in words."""
    profile, market = estimate.profile, estimate.market
    if profile.certs is not None:
        yield " + ".join(profile.certs) or market.none or NO_CERTIFICATION
    if profile.years is not None:
        yield years_text(profile.years)
    if not isinstance(estimate, SurveyEstimate):
        from coding_salary.model.scale import ScaleEstimate  # which most runs do without

        assert isinstance(estimate, ScaleEstimate)
        yield estimate.basis.text
    for factor in (EMPLOYER, SPECIALTY, EDUCATION):
        if value := getattr(profile, factor):
            yield market.words(factor).get(value, value)
    if profile.remote is not None:
        yield "remote" if profile.remote else "on site"


def _usual_role(market: Market) -> str:
    if isinstance(market, ScaleMarket):
        return market.scale.post.name
    roles = market.factors[ROLE].values.values() if ROLE in market.factors else ()
    return next((role.value for role in roles if role.yardstick), "")


def _flags(bands: Bands, profile: Profile) -> Iterator[tuple[str, ...]]:
    if profile.certs is not None:
        yield "-c", ",".join(profile.certs) or NONE
    if profile.years is not None:
        yield "-y", f"{whole(profile.years)}"
    place = profile.place
    if place.kind != NATION:
        yield ("-s", place.code) if place.kind == STATE else ("-m", place.code)
    for flag, value in (("-e", profile.employer), ("-r", profile.role), ("--specialty", profile.specialty)):
        if value:
            yield flag, value
    if profile.education:
        yield "--education", profile.education
    if profile.remote is not None:
        yield ("--remote" if profile.remote else "--on-site",)
    if profile.market != bands.home.code:
        yield "--country", profile.market
    if profile.as_of and profile.as_of != bands.released_month:
        yield "--as-of", profile.as_of


def _quoted(word: str) -> str:
    """Return a word as a shell takes it."""
    from shlex import quote

    return quote(word)


def grade_text(evidence: str | None, market: Market) -> str | None:
    """Return a grade of evidence as people read it: what others are measured from, or what a scale sets."""
    if evidence != REFERENCE:
        return evidence
    return "baseline" if market.kind == SURVEYED else "exact"
