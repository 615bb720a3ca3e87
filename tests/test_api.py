"""The public Python interface: the answers of the commands, typed, with one exception."""

import doctest
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from mypy import api as mypy
from program import salary

import coding_salary
from coding_salary import SalaryError, api, boost, compare, estimate, offer, path, results

OHIO = ("--cert", "CPC", "--years", "5", "--state", "OH")
ANSWERS: list[tuple[Callable[[], results.Answer], tuple[str, ...]]] = [
    (lambda: estimate(cert="CPC", years=5, state="OH"), ("estimate", *OHIO)),
    (lambda: estimate(cert=["CPC", "CRC"], remote=True), ("estimate", "--cert", "CPC,CRC", "--remote")),
    (lambda: estimate(country="UK", years=3), ("estimate", "--country", "UK", "--years", "3")),
    (lambda: compare("cert=none,CPC", years=5), ("compare", "cert=none,CPC", "--years", "5")),
    (lambda: compare("country", years=3), ("compare", "country", "--years", "3", "--in", "USD")),
    (lambda: offer("26/hr", cert="CPC", years=5, state="OH"), ("offer", "26/hr", *OHIO)),
    (
        lambda: offer(54000, hours=24, contractor=True, covered=["insurance"]),
        ("offer", "54000", "--hours", "24", "--contractor", "--covered", "insurance"),
    ),
    (lambda: boost(cert="CPC", years=5, state="OH"), ("boost", *OHIO)),
    (
        lambda: path(until=3, plan=["1:+CPMA"], years=5),
        ("path", "--until", "3", "--plan", "1:+CPMA", "--years", "5"),
    ),
]


@pytest.mark.parametrize(("answer", "command"), ANSWERS, ids=[" ".join(command) for _, command in ANSWERS])
def test_a_function_says_what_its_command_says(
    answer: Callable[[], results.Answer], command: tuple[str, ...]
) -> None:
    found, said = answer().to_dict(), json.loads(salary(*command, "--format", "json").out)
    # The checkout and the installed copy of one table may differ in nothing but where they are.
    assert json.loads(json.dumps(found)) == said


def test_its_examples() -> None:
    modules = (api, coding_salary, results)
    assert [doctest.testmod(module).failed for module in modules] == [0, 0, 0]
    assert doctest.testmod(api).attempted > 5


@pytest.mark.parametrize(("answer", "command"), ANSWERS, ids=[" ".join(command) for _, command in ANSWERS])
def test_a_notebook_shows_the_page_of_the_command(
    answer: Callable[[], results.Answer], command: tuple[str, ...]
) -> None:
    found = answer()
    shown = found._repr_mimebundle_()
    page = salary(*command, "--format", "html", "--width", "90").out
    drawn = page[page.index("<pre>") : page.index("</pre>")]
    assert _text(shown["text/html"]) == _text(drawn) != []
    assert shown["text/markdown"] == salary(*command, "--format", "md").out
    assert shown["text/plain"] == repr(found)
    # Nothing that the page around it would fetch, run or be changed by.
    assert not re.search(r"<(?!/?(pre|span)\b)|https?:|url\(", shown["text/html"])


def _text(html: str) -> list[str]:
    return [line.rstrip() for line in unescape(re.sub(r"<[^>]*>", "", html)).splitlines()]


def test_an_answer_can_be_sent_to_another_process() -> None:
    found = estimate(cert="CPC", years=5)
    sent = pickle.loads(pickle.dumps(found))
    assert (sent.to_dict(), repr(sent)) == (found.to_dict(), repr(found))
    assert sent._repr_mimebundle_() == {"text/plain": repr(found)}


def test_every_problem_comes_in_one_exception() -> None:
    with pytest.raises(SalaryError) as caught:
        estimate(cert="CPX", years=99, state="XX")
    assert len(caught.value.problems) == 3
    mistakes: tuple[Callable[[], object], ...] = (
        lambda: estimate(cert=5.5),  # type: ignore[arg-type]
        lambda: estimate(years=["5"]),  # type: ignore[arg-type]
        lambda: estimate(bands="/nonexistent/bands.yaml"),
        compare,
        lambda: compare("country", "state"),
        lambda: offer("24"),
        lambda: path(cert="CPC"),
    )
    for wrong in mistakes:
        with pytest.raises(SalaryError):
            wrong()


def test_what_no_question_asks_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'certs'"):
        estimate(certs="CPC")  # type: ignore[call-arg]
    with pytest.raises(AttributeError, match="has no attribute 'estimates'"):
        coding_salary.estimates  # noqa: B018


def test_types_are_what_users_see(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(
        "from coding_salary import boost, compare, estimate, estimate_rows, offer, path\n"
        "reveal_type(estimate(cert='CPC', years=5).typical)\n"
        "reveal_type(offer('26/hr').verdict)\n"
        "reveal_type(boost(years=5).steps)\n"
        "reveal_type(next(estimate_rows([{'cert': 'CPC'}])))\n"
        "estimate(yeers=5)\n"
        "compare(5)\n"
    )
    out = mypy.run(["--strict", "--no-incremental", "--cache-dir", str(tmp_path), str(tmp_path / "user.py")])[
        0
    ]
    shown = [line.partition(": ")[2] for line in out.splitlines() if line.startswith(str(tmp_path))]
    assert shown[:4] == [
        'note: Revealed type is "float"',
        'note: Revealed type is "str"',
        'note: Revealed type is "list[dict[str, Any]]"',
        'note: Revealed type is "dict[str, object]"',
    ]
    assert 'Unexpected keyword argument "yeers" for "estimate"' in shown[4]
    assert 'incompatible type "int"; expected "str"' in shown[-1]


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys; before = set(sys.modules); import coding_salary; print(set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "{'coding_salary'}\n"
