"""The list of mutants that no test kills stays true to the source; `python tests/tools/mutants` makes them anew."""

import sys

import pytest
from tables import HERE

sys.path.insert(0, str(HERE / "tools" / "mutants"))

from survivors import LIST, Explained, Mutant, read_list, source_of

ENTRIES = read_list(LIST.read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.mutant.function}: {entry.mutant.new}")
def test_the_line_of_every_survivor_still_stands(entry: Explained) -> None:
    # A changed line is another mutant: look at it again, and kill it or explain it.
    source = source_of(entry.mutant.function)
    assert source, f"no function {entry.mutant.function}"
    assert entry.mutant.old in source
    assert entry.mutant.old != entry.mutant.new
    assert len(entry.reason.split()) > 3


def test_no_survivor_is_listed_twice() -> None:
    mutants = [entry.mutant for entry in ENTRIES]
    assert len(mutants) == len(set(mutants)) > 0


def test_a_list_is_read_line_by_line() -> None:
    text = "# for people\n\nmodel.curve.Curve.scores | a | b => a or b | nobody sees it\n"
    assert read_list(text) == [
        Explained(Mutant("model.curve.Curve.scores", "a | b", "a or b"), "nobody sees it")
    ]
    for broken in ("curve.f | a => b\n", "curve.f | a | why\n", "a => b | why\n", "curve.f | a => b | \n"):
        with pytest.raises(ValueError, match=r"survivors\.txt:1: write"):
            read_list(broken)


def test_functions_are_found_by_their_names() -> None:
    assert source_of("numbers.half_up").startswith("def half_up(amount: float, step: float)")
    assert source_of("model.curve.Curve.scores").startswith("def scores(self")
    for name in ("nothing.at_all", "curve.Curve", "curve.scores", "curve.Curve.nothing"):
        assert source_of(name) == ""
