"""The help topics: Markdown that reads well in a terminal and on the web."""

import re
from itertools import chain
from pathlib import Path

import pytest
from pages import README, TOPICS


def test_every_topic_is_there() -> None:
    assert {page.stem for page in TOPICS} == {
        *("model", "evidence", "scripting", "batch", "tables"),
        *("abroad", "federal", "accuracy", "schemas", "security", "speed", "maintaining"),
        *("install", "data", "assistants", "offers", "profile", "questions", "spreadsheets"),
    }


@pytest.mark.parametrize("page", TOPICS, ids=lambda page: page.stem)
def test_a_topic_begins_with_its_title_and_is_plain_markdown(page: Path) -> None:
    title, blank, *_ = page.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# [A-Z].{8,60}[^.]", title)
    assert blank == ""
    prose = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"</?\w+|<!--", prose)


@pytest.mark.parametrize("page", [README, *TOPICS], ids=lambda page: page.stem)
def test_a_page_fits_a_hundred_columns_and_its_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [
        line
        for line in text.splitlines()
        if len(line) > 100 and not line.startswith(("|", "https:", "error: ", "note: "))
    ] == []
    links = chain(re.findall(r"\]\(([^)#]+)\)", text), re.findall(r'(?:src|srcset)="([^"]+)"', text))
    assert [link for link in links if not (page.parent / link).exists()] == []
