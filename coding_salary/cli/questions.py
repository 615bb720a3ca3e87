"""The questions that matter most to an estimate, asked one by one of somebody at a terminal."""

import sys
from collections.abc import Iterator
from typing import NamedTuple

from coding_salary.cli.ending import UsageError
from coding_salary.cli.output import messages, write_result
from coding_salary.cli.session import Session
from coding_salary.profile.answers import CERT, METRO, STATE, YEARS, Answers, Raw
from coding_salary.profile.profile import market_of
from coding_salary.profile.values import FACTOR_OF, FLAGS, ValueReader, counting, words_for
from coding_salary.reading.errors import ProfileError
from coding_salary.table.factors import EMPLOYER, ROLE

HINT = "Press Enter to skip a question, Tab to complete an answer, and Ctrl-C to stop.\n"


class Question(NamedTuple):
    """What is asked, and what an answer may look like; `key` is the answer's name."""

    key: str
    text: str
    example: str


# What an employer asks for, such as a role, is asked before it.
QUESTIONS = (
    Question(ROLE, "Your role", "coder, biller or auditor"),
    Question(CERT, "Your certifications", "CPC, or CPC,CRC, or none"),
    Question(YEARS, "Years of experience", "5"),
    Question(STATE, "Your state or region", "OH"),
    Question(METRO, "Your metro area", "columbus"),
    Question(EMPLOYER, "Your employer", "hospital or clinic"),
)


def need_terminal(what: str, instead: str) -> None:
    """Raise UsageError, with what to do instead, unless somebody can be asked."""
    streams = (sys.stdin, sys.stdout)
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise UsageError(f"{what} asks questions, and this is not a terminal: {instead}")


def asked(session: Session, answers: Answers) -> Answers:
    """Return the answers with those to the open questions; raises ProfileError for the given ones."""
    session.profile(answers)
    market = market_of(session.table, answers)
    counted = counting(market)
    write_result(f"{HINT}\n")
    for question in QUESTIONS:
        if question.key in counted and question.key not in answers:
            _offer(list(_words(session, question.key, answers)))
            answers = _answered(session, question, answers)
    write_result("\n")
    return answers


def confirmed(question: str) -> bool:
    """Return whether somebody says yes; an empty answer is no."""
    return _line(f"{question} [y/N] ").casefold() in ("y", "yes")


def _answered(session: Session, question: Question, answers: Answers) -> Answers:
    """Ask until an answer can be read, or is empty."""
    while text := _line(f"{question.text} (such as {question.example}): "):
        tried = {**answers, question.key: (Raw(text),)}
        try:
            profile = session.profile(tried)
        except ProfileError as error:
            for problem in error.problems:
                messages.error(str(problem))
            continue
        for word, value in profile.taken:
            if word in text:
                messages.note(f"{word}: taken as {value}")
        return tried
    return answers


def _line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        write_result("\n")
        raise KeyboardInterrupt from None


def _words(session: Session, key: str, answers: Answers) -> Iterator[str]:
    """Yield what an answer may begin with: the values, and the synonyms that stand for them."""
    market = market_of(session.table, answers)
    yield from (value for value, _ in words_for(key, market, session.areas))
    flag = FLAGS.get(FACTOR_OF.get(key, key), key)
    yield from (word for own, word in ValueReader(session.table, market).words if own == flag)


def _offer(words: list[str]) -> None:
    """Let Tab complete a word, where the terminal can."""
    try:
        import readline
    except ImportError:
        return

    def complete(text: str, number: int) -> str | None:
        begun = [word for word in words if text and word.casefold().startswith(text.casefold())]
        return begun[number] if number < len(begun) else None

    readline.set_completer_delims(",")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
