"""Patterns compiled late: nothing is compiled by importing, everything matches when it is asked."""

import re
import subprocess
import sys

from coding_salary.late_patterns import LatePattern, late_patterns


def test_inside_patterns_are_late_and_afterwards_they_are_not() -> None:
    with late_patterns():
        late = re.compile("a(b+)", re.IGNORECASE)
    assert isinstance(late, LatePattern)
    found = late.fullmatch("xABB"[1:])
    assert found is not None
    assert found.group(1) == "BB"
    assert late.pattern == "a(b+)"
    assert isinstance(re.compile("x"), re.Pattern)


def test_they_are_put_back_when_an_import_fails() -> None:
    own = re.compile
    try:
        with late_patterns():
            raise ImportError
    except ImportError:
        assert re.compile is own


def test_a_table_is_read_without_compiling_what_the_c_parser_never_asks() -> None:
    program = (
        "from coding_salary.bands_file import default_path, read_table\n"
        "read_table(default_path())\n"
        "import yaml.reader\n"
        "print(type(yaml.reader.Reader.NON_PRINTABLE).__name__)\n"
        "print(yaml.safe_load('[1, yes, 2026-11-21, a: b]'.replace('a: b', '~')))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["LatePattern", "[1, True, datetime.date(2026, 11, 21), None]"]
