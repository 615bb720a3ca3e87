"""Rows of a file as profiles: what their cells say, each text read once."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.formats.records import Value
from coding_salary.profile.answers import AS_OF, CERT, COUNTRY, PLACE, YEARS, Answers, Raw, answer
from coding_salary.profile.profile import Profile, read_profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.factors import EDUCATION, EMPLOYER, REMOTE, ROLE, SPECIALTY
from coding_salary.table.places import LoadAreas

# What can be wrong apart from the rest, in the order in which an estimate finds it.
QUESTIONS = (PLACE, (CERT,), (YEARS,), (EMPLOYER,), (EDUCATION,), (ROLE,), (SPECIALTY,), (REMOTE,), (AS_OF,))
TOGETHER = len(QUESTIONS)
ANSWERED = tuple(key for keys in QUESTIONS for key in keys)
ASKED = (*QUESTIONS, ANSWERED)
PAY_RESULTS = ("pay_percentile", "gap", "compa_ratio", "verdict")
# No answer is nearly as long; one that is would be compared with every known word, and remembered.
MAX_ANSWER = 1_000
# Nobody reads more than these lines of what words were taken for.
MAX_TAKEN = 20
# Years with a comma before their decimals can be read in one way only.
DECIMAL_COMMA = re.compile(r"\s*[0-9]{1,2},[0-9]{1,2}\s*", re.ASCII)
Texts = tuple[str, ...]
Piece = Callable[[str, Value], str]


class RefusedError(Exception):
    """A row cannot be estimated."""


class Unreadable(Sequence[str]):
    """Stands for the cells of a row that could not be read for these `reasons`; none of them can be taken.

    `kept` are the cells to pass through all the same.
    """

    def __init__(self, *reasons: str, kept: Sequence[str] = ()) -> None:
        """Keep the reasons."""
        self.reasons: Texts = reasons
        self.kept = kept

    def __len__(self) -> int:
        return 0

    def __getitem__(self, index: object) -> str:
        raise RefusedError


class PayColumn(NamedTuple):
    """Where in a row its pay stands, under which name, and how it is written.

    `unit` is put behind bare amounts, such as `/hr`; with `decimal_commas` commas may stand before decimals.
    """

    place: int
    name: str
    unit: str = ""
    decimal_commas: bool = False


class BatchContext(NamedTuple):
    """Everything that the rows of a market are read with.

    `answers` are what is said for every row, `columns` says where in a row each answer stands, `piece` how
    a result is written, `today` which month that is, and `pay` where people's pay stands if it is asked for.
    What synonyms were taken for is noted in `taken`, places of which parts are paid more in `floors`.
    """

    bands: Bands
    answers: Answers
    columns: Mapping[str, int]
    areas: LoadAreas
    piece: Piece
    today: Callable[[], str]
    taken: dict[str, str]
    pay: PayColumn | None = None
    floors: set[str] | None = None

    def profile(self, keys: Sequence[str], texts: Texts) -> Profile:
        """Return a profile of these answers alone; `texts` are the cells of those that have a column.

        What a row leaves open is what is said for every row; a place that it names replaces the whole
        common place. Raises ProfileError.
        """
        cells = zip((key for key in keys if key in self.columns), texts, strict=True)
        own = {key: (self.said(key, text),) for key, text in cells if text and not text.isspace()}
        if long := [key for key, (said,) in own.items() if len(said.text) > MAX_ANSWER]:
            raise ProfileError(Problem(f"{key} is longer than {MAX_ANSWER:,} characters") for key in long)
        common = {key: self.answers[key] for key in (COUNTRY, *keys) if key in self.answers}
        if not own.keys().isdisjoint(PLACE):
            common = {key: answer for key, answer in common.items() if key not in PLACE}
        profile = read_profile(self.bands, common | own, self.areas)
        if len(self.taken) < MAX_TAKEN:
            self.taken.update(profile.taken)
        return profile

    def said(self, key: str, text: str) -> Raw:
        """Return a cell as the flag would say it: truth in words, `today` as its month, 2,5 years as 2.5."""
        if len(text) > MAX_ANSWER:
            text = text.strip()
        if key == YEARS and DECIMAL_COMMA.fullmatch(text):
            text = text.replace(",", ".")
        return answer(key, text, self.today)


class Profiles(BoundedCache[Texts, bool]):
    """Reads profiles of the same questions, and remembers which texts were refused.

    `take` returns the texts of a row that answer them, as a tuple of at least two. Where there are fewer, one
    comes twice, or that of some other column does: that is cheaper than a function of ours.
    """

    def __init__(self, context: BatchContext, keys: Sequence[str]) -> None:
        """Start with nothing refused."""
        super().__init__()
        self.context, self.questions = context, keys
        places = [context.columns[key] for key in keys if key in context.columns]
        self.count = len(places)
        spare = places or [next(iter(context.columns.values()), 0)]
        self.take: Callable[[Sequence[str]], Texts] = itemgetter(*places, *spare[:1] * (2 - len(places)))

    def read(self, texts: Texts) -> Profile:
        """Return the profile that taken texts give; raises RefusedError, at once for those refused before."""
        if texts in self:
            raise RefusedError
        try:
            return self.context.profile(self.questions, texts[: self.count])
        except ProfileError:
            self.keep(texts, True)
            raise RefusedError from None


class Rejections(BoundedCache[tuple[int, Texts], Texts]):
    """What is wrong with the answers to a question, by its number and the texts of its cells."""

    def __init__(self, context: BatchContext) -> None:
        """Start with nothing known to be wrong."""
        super().__init__()
        self.context = context

    def __missing__(self, asked: tuple[int, Texts]) -> Texts:
        number, texts = asked
        try:
            self.context.profile(ASKED[number], texts)
        except ProfileError as error:
            return self.keep(asked, tuple(problem.message for problem in error.problems))
        return self.keep(asked, ())

    def of(self, cells: Sequence[str]) -> Texts:
        """Return everything that is wrong with a row, in the words and the order of a single estimate.

        Where each answer is right, it is what they say together.
        """
        apart = tuple(reason for _, reason in self.located(cells))
        return apart or self[TOGETHER, self._texts(TOGETHER, cells)]

    def located(self, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield what is wrong with a row, each with the place of the first cell that it may be said of."""
        for number, keys in enumerate(QUESTIONS):
            for reason in self[number, self._texts(number, cells)]:
                said = [place for key in keys if (place := self.context.columns.get(key)) is not None]
                yield next((place for place in said if cells[place]), 0), reason

    def _texts(self, number: int, cells: Sequence[str]) -> Texts:
        columns = self.context.columns
        return tuple(cells[columns[key]] for key in ASKED[number] if key in columns)
