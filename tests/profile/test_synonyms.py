"""Words that people use: taken for a value, listed as ambiguous, or answered with what to do instead."""

import csv
from pathlib import Path

import pytest
from program import answer, salary
from tables import HERE, TINY, profile

from coding_salary.profile.answers import CERT
from coding_salary.reading.errors import ProfileError, TableError
from coding_salary.table.bands import Bands
from coding_salary.table.load import load
from coding_salary.table.synonyms import load_words, plain_word

with (HERE / "seed_words.csv").open(encoding="utf-8", newline="") as file:
    SEEDS = list(csv.DictReader(file))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed['flag']} {seed['word']}")
def test_every_word_of_the_founding_documents_is_accepted_or_explained(
    shipped: Bands, seed: dict[str, str]
) -> None:
    """`value` is a value as it is said; `ambiguous a|b` lists both; `explained: ...` says what to do."""
    kind, _, rest = seed["result"].partition(" ")
    if kind in ("ambiguous", "explained:"):
        with pytest.raises(ProfileError) as caught:
            profile(shipped, **{seed["flag"]: seed["word"]})
        wanted = rest.split("|") if kind == "ambiguous" else [rest]
        assert all(word in str(caught.value) for word in wanted)
        return
    found = profile(shipped, **{seed["flag"]: seed["word"]})
    value = getattr(found, "certs" if seed["flag"] == CERT else seed["flag"])
    if kind == "value":
        assert found.taken == ()
    else:
        assert seed["result"] in (value, *(value or ()))
        assert found.taken == ((seed["word"], seed["result"]),)


@pytest.mark.parametrize(
    ("flag", "word", "value"),
    [
        ("employer", "hospice", "home-health"),
        ("employer", "Doctors’ Office", "physician-office"),
        ("employer", "long - term care", "nursing-care"),
        ("cert", "CPC-H", ("COC",)),
        ("cert", "certified professional coder (AAPC)", ("CPC",)),
        ("specialty", "HCC", "risk-adjustment"),
        ("country", "England", "UK"),
    ],
)
def test_spelling_does_not_matter(shipped: Bands, flag: str, word: str, value: str) -> None:
    found = profile(shipped, **{flag: word})
    assert getattr(found, {"cert": "certs", "country": "market"}.get(flag, flag)) == value


@pytest.mark.parametrize(
    ("flag", "word", "message"),
    [
        ("role", "medical assistant", "another occupation: lower pay than coders): salary careers (31-9092"),
        ("country", "Scotland", "country 'Scotland' is not in this table (its own pay scale): --country UK --state SCT"),
        ("employer", "hospise", "did you mean home-health?"),
        ("employer", "hospitl", "did you mean hospital?"),
        ("cert", "none, CPC-H", "'none' can't be combined with CPC-H"),
    ],
)  # fmt: skip
def test_a_word_of_something_else_is_answered_with_what_to_do(
    shipped: Bands, flag: str, word: str, message: str
) -> None:
    with pytest.raises(ProfileError) as caught:
        profile(shipped, **{flag: word})
    assert message in str(caught.value)


def test_every_word_leads_to_a_value_or_away(shipped: Bands) -> None:
    market = shipped.markets["US"]
    for (flag, word), meaning in load_words(
        str(HERE.parent / "coding_salary/table/data/us_words.csv")
    ).items():
        factor = "credential" if flag == CERT else flag
        known = {"none", "yes", "no", *shipped.markets, *market.words(factor)}
        assert set(meaning.values) <= known, word
        assert meaning.values or meaning.instead
        assert word not in map(plain_word, market.words(factor)) or word in map(plain_word, meaning.values)


def test_what_was_taken_is_said_once() -> None:
    run = salary("estimate", "-e", "doctors' office")
    assert run.err.count("note: doctors' office: taken as physician-office\n") == 1
    assert (
        "doctors' office: taken as physician-office" in answer("estimate", "-e", "doctors' office")["notes"]
    )


def test_rows_of_a_file_say_it_once(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("employer\nclinics of nowhere\nhospice\nhospice\n", encoding="utf-8")
    run = salary("batch", str(file))
    assert run.err.count("note: hospice: taken as home-health\n") == 1


def test_a_search_finds_by_synonym() -> None:
    assert [item["value"] for item in answer("list employers --search hospice")["items"]] == ["home-health"]


def test_a_table_of_one_s_own_may_say_what_else_a_value_is_called(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    text = TINY.read_text(encoding="utf-8").replace(
        "chief: {label: Chief,", "chief: {label: Chief, also: [boss],"
    )
    own.write_text(text, encoding="utf-8")
    found = profile(load(str(own)), role="Boss")
    assert (found.role, found.taken) == ("chief", (("Boss", "chief"),))


def test_a_broken_table_of_words_names_its_place(tmp_path: Path) -> None:
    words = tmp_path / "words.csv"
    words.write_text(
        "flag,word,value,instead,why\nrole,boss,chief,,\nrole,B.oss,chief,,\nrole,x,,,\n", encoding="utf-8"
    )
    with pytest.raises(TableError) as caught:
        load_words(str(words))
    assert [str(problem) for problem in caught.value.problems] == [
        f"{words}:3:1: word: appears a second time: keep one of them",
        f"{words}:4:1: value: give the value that is meant, or what to do instead",
    ]
