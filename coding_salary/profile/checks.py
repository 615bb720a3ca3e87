"""Checks each answer against the table and notes every problem."""

from collections.abc import Mapping
from re import fullmatch, split
from typing import TYPE_CHECKING

from coding_salary.profile.answers import AS_OF, CERT, PLACE, PUBLISHED, YEARS, Answers, Raw
from coding_salary.profile.values import ValueReader
from coding_salary.reading.errors import Problem
from coding_salary.reading.words import listed, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL, NONE, REMOTE, ROLE, YES
from coding_salary.table.indexes import MONTH
from coding_salary.table.market import Market
from coding_salary.table.places import LoadAreas, Place, nation

if TYPE_CHECKING:
    from coding_salary.profile.profile import Profile

NUMBER_OF_YEARS = r"[0-9]{1,3}(\.[0-9]{1,3})?"
MAX_CERTS = 100
CERT_SEPARATORS = "[,;+]"


class AnswerReader:
    """Reads one answer after the other and notes every problem."""

    def __init__(self, bands: Bands, market: Market, answers: Answers, problems: list[Problem]) -> None:
        self.bands = bands
        self.market = market
        self.answers = answers
        self.problems = problems
        self.values = ValueReader(bands, market)
        # What a synonym was taken for, by the word.
        self.taken: dict[str, str] = {}
        self.place_notes: list[str] = []

    def fault(self, said: Raw, message: str) -> None:
        """Note a problem with an answer."""
        self.problems.append(Problem(message, said.mark))

    def said(self, key: str) -> Raw | None:
        """Return the last answer to a question that has one."""
        return next(reversed(self.answers.get(key, ())), None)

    def value(self, factor: str) -> str | None:
        """Read the value of a factor."""
        said = self.said(factor)
        return self.known(factor, factor, said) if said else None

    def known(self, factor: str, what: str, said: Raw) -> str | None:
        """Return the table's own spelling of a value, and note what a synonym was taken for."""
        found = self.values.read(factor, what, said.text)
        if found.message:
            self.fault(said, found.message)
        if found.value and found.taken:
            self.taken[said.text.strip()] = found.value
        return found.value

    def certs(self) -> tuple[str, ...] | None:
        """Read the certifications held, each once; () when none are."""
        words = [
            Raw(word.strip(), said.mark)
            for said in self.answers.get(CERT, ())
            for word in split(CERT_SEPARATORS, said.text)
        ]
        if len(words) > MAX_CERTS:
            self.fault(words[0], f"{len(words):,} certifications: {MAX_CERTS} at most")
            return None
        if words and not self.market.words(CREDENTIAL):
            none = words[0].text.casefold() == NONE
            self.known(CREDENTIAL, "certifications" if none else "certification", words[0])
            return None
        found = [self.certification(said) for said in words]
        if NONE in found and len(words) > 1:
            others = (said.text for said in words if said.text.casefold() != NONE)
            message = f"{quoted(NONE)} can't be combined with {listed(others, 'and')}"
            self.fault(words[found.index(NONE)], message)
        found = [name for name in found if name != NONE]
        self.check_stages(words, found)
        known = tuple(dict.fromkeys(filter(None, found)))
        return known if words and None not in found else None

    def certification(self, said: Raw) -> str | None:
        """Read one certification, or that there is none."""
        if said.text.casefold() == NONE:
            return NONE
        return self.known(CREDENTIAL, "certification", said)

    def check_stages(self, words: list[Raw], found: list[str | None]) -> None:
        """Note a certification that is held beside the one that it becomes."""
        for name in filter(None, found):
            full = self.market.apprentices.becomes.get(name)
            if full and full in found:
                self.fault(words[0], f"{name} becomes {full}: give only the one you hold")

    def check_together(self, profile: "Profile") -> None:
        """Note what answers that are right one by one do not give together."""
        for key, message in refusals(self.bands, profile).items():
            self.fault(self.said(key) or Raw(""), message)

    def years(self) -> float | None:
        """Read the years of experience."""
        said = self.said(YEARS)
        if not said:
            return None
        most = self.market.most_years
        if not most:
            self.fault(said, self.values.uncounted(said.text, "experience"))
            return None
        text = said.text.strip()
        if fullmatch(NUMBER_OF_YEARS, text) and float(text) <= most:
            return float(text)
        self.fault(
            said, f"years must be a number from 0 to {most:g} such as 5 or 2.5, found {quoted(said.text)}"
        )
        return None

    def remote(self) -> bool | None:
        """Read whether the work is remote."""
        said = self.said(REMOTE)
        word = self.known(REMOTE, "remote work", said) if said else None
        return None if word is None else word == YES

    def as_of(self) -> str | None:
        """Read the month whose money is wanted: that of the table's release when none is said."""
        said, reach = self.said(AS_OF), self.market.months
        if reach is None:
            if said and said.text.strip().casefold() != PUBLISHED:
                text = quoted(said.text.strip())
                self.fault(said, f"{self.market.name} has no wage index in this table: remove {text}")
            return None
        first, last = reach
        if not said:
            return min(max(self.bands.released_month, self.market.date), last)
        text = said.text.strip()
        if text.casefold() == PUBLISHED:
            return self.market.date
        if not fullmatch(MONTH, text):
            self.fault(
                said,
                f"{AS_OF} must be today, published, or a month such as {first}, found {quoted(text)}",
            )
        else:
            return text
        return None

    def place(self, load_areas: LoadAreas) -> Place:
        """Read the most precise place named."""
        if not any(self.said(key) for key in PLACE):
            return nation(self.market)
        from coding_salary.profile.place import PlaceReader

        return PlaceReader(self, load_areas).read()


def refusals(bands: Bands, profile: "Profile") -> Mapping[str, str]:
    """Return why there is no pay for somebody, by the question whose answer is in the way.

    The month may be one without wages of the job, and an employer with a scale of its own may not take such
    a person: certifications that are not known are taken to be what it asks for. Raises TableError when a
    CSV table of the scale is wrong.
    """
    market, employer, role, certs = profile.market, profile.employer, profile.role, profile.certs
    if not profile.has_wages(bands.markets[market]):
        return {AS_OF: _no_wages(bands.markets[market], profile)}
    if employer not in bands.markets[market].scales:
        return {}
    scale = bands.paying(market, employer).scale
    if scale is None:
        return {}
    if role and role not in scale.posts:
        message = f"employer {employer} has no known grade for role {role}"
        return {ROLE: f"{message}: use {listed(scale.posts)}, or another employer"}
    from coding_salary.table.ladder import LadderRole

    post = scale.posts[role] if role else scale.post
    if not isinstance(post, LadderRole) or certs is None or not post.accepted or {*certs} & {*post.accepted}:
        return {}
    return {CERT: f"employer {employer} accepts only {listed(post.accepted)} for role {post.name}"}


def _no_wages(market: Market, profile: "Profile") -> str:
    job = profile.occupation(market)
    first, last = job.months(market.date)
    reach = f"known from {first} and projected to {last}"
    return f"pay of {job.title.casefold()} is {reach}, not for {profile.as_of}"
