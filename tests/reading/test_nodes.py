import pytest

from coding_salary.reading.errors import Faults
from coding_salary.reading.nodes import Fields
from coding_salary.reading.yaml_file import parse


def fields(text: str) -> Fields:
    problems = Faults()
    read = parse(text.encode(), "t.yaml", problems).fields(("name",), ("per", "exam"))
    assert problems == []
    return read


def test_an_optional_key_that_is_absent_gives_the_value_said_otherwise():
    read = fields("name: a")
    assert list(read) == ["name"]
    assert read["per"].text("year") == "year"
    assert read["per"].choice(("year", "hour"), otherwise="year") == "year"
    assert read["exam"].number(above=0, otherwise=-1) == -1
    assert read["exam"].optional(lambda node: node.number(above=0)) is None


def test_an_optional_key_that_is_given_is_read():
    read = fields("name: a\nper: hour\nexam: 3")
    assert read["per"].choice(("year", "hour"), otherwise="year") == "hour"
    assert read["exam"].optional(lambda node: node.number(above=0)) == 3


def test_a_key_that_nobody_declared_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        fields("name: a")["nmae"]
