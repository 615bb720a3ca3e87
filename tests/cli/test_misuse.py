"""Command lines that cannot be used: the command that was meant is named, with flags that exist."""

from shlex import split

import pytest
from program import salary
from tables import TINY

from coding_salary.cli.commands.estimate import run
from coding_salary.cli.commands.offer import run as offer
from coding_salary.cli.misuse import FLAGS_MEANT, MAX_GUESSED


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("estimate CPC 5 Ohio", "estimate -c CPC -y 5 -s Ohio"),
        ("estimate -f json 5 years", "estimate -f json -y 5"),
        ("estimate -c CPC-A, CRC -y 0", "estimate -c 'CPC-A, CRC' -y 0"),
        ("estimate -s new york -c COC", "estimate -s 'new york' -c COC"),
        ("estimate 26/hr CPC", "offer 26/hr -c CPC"),
        ("CPC 5 OH", "estimate -c CPC -y 5 -s OH"),
        ("26/hr -c CPC", "offer 26/hr -c CPC"),
        ("boost CPC CCS 43215", "boost -c CPC,CCS --zip 43215"),
        ("careers biller", "careers -r biller"),
        ("offer 54000 CPC 5 OH", "offer 54000 -c CPC -y 5 -s OH"),
        ("offer CPC", "offer 26/hr -c CPC"),
        ("compare CCS CPC", "compare cert=CCS,CPC"),
        ("compare ohio,texas", "compare state=ohio,texas"),
        ("compare cert CCS CPC", "compare cert=CCS,CPC"),
        ("compare -c CCS,CPC", "compare cert=CCS,CPC"),
        ("compare CPC", "compare cert -c CPC"),
    ],
)
def test_it_names_the_command_that_was_meant_and_that_works(typed: str, meant: str) -> None:
    done = salary(*typed.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"Did you mean: salary {meant}?\n")
    assert salary(*split(meant)).code == 0


def test_every_flag_that_is_named_in_place_of_another_exists() -> None:
    known = {spelling for flag in (*run.flags, *offer.flags) for spelling in flag.spellings}
    meant = {word for way_out in FLAGS_MEANT.values() for word in way_out.split() if word.startswith("--")}
    assert meant - {spelling for each in known for spelling in each.split("/")} == set()
    assert not FLAGS_MEANT.keys() & {spelling for flag in run.flags for spelling in flag.spellings}


def test_the_words_are_those_of_the_table_in_use() -> None:
    """CCS is no certification of the small table, so it is not taken for one."""
    done = salary("estimate", "CCS", SALARY_BANDS=str(TINY))
    assert done.err == "error: unexpected 'CCS'. Try 'salary estimate --help'.\n"


def test_what_could_steer_a_terminal_is_shown_as_an_escape() -> None:
    """A word with an escape in it, and one that stands behind it in the command that was meant."""
    done = salary("estimate", "\x1b[31m")
    assert done.err == "error: unexpected '\\x1b[31m'. Try 'salary estimate --help'.\n"
    assert "\x1b" not in salary("estimate", "-s", "new\x1b[31m york", "york").err


def test_a_whole_list_of_words_is_not_guessed_at() -> None:
    done = salary("estimate", *["CPC"] * (MAX_GUESSED + 1))
    assert done.err.startswith("error: unexpected 'CPC CPC")
    assert done.err.endswith("'. Try 'salary estimate --help'.\n")
