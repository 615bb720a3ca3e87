"""Words typed without a flag: the command that was meant is named, with the flags that exist for them."""

import pytest
from program import salary
from tables import TINY


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("estimate CPC 5 Ohio", "estimate -c CPC -y 5 -s Ohio"),
        ("estimate -f json 5 years", "estimate -y 5"),
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
    run = salary(*typed.split())
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith(f"Did you mean: salary {meant}?\n")
    assert salary(*meant.split()).code == 0


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("estimate surplus", "'surplus' cannot stand here. Try 'salary estimate --help'.\n"),
        ("history CPC", "'CPC' cannot stand here. Try 'salary history --help'.\n"),  # it takes no --cert
        ("offer what", "can't read 'what'; examples: 54000"),
        ("compare cret", "cannot vary 'cret': did you mean cert or remote?\n"),
    ],
)
def test_words_that_no_flag_takes_bring_no_guess(typed: str, message: str) -> None:
    run = salary(*typed.split())
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"error: {message}")


def test_the_words_are_those_of_the_table_in_use() -> None:
    """CCS is no certification of the small table, so it is not taken for one."""
    run = salary("estimate", "CCS", SALARY_BANDS=str(TINY))
    assert run.err == "error: 'CCS' cannot stand here. Try 'salary estimate --help'.\n"
