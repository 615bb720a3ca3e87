"""Sheets for a terminal, and as pages of what it would show; the only formats that import rich."""

from coding_salary.formats.sheet import Sheet
from coding_salary.formats.symbols import Display


def table(sheet: Sheet, display: Display) -> str:
    """Return a sheet as text for such a terminal."""
    from coding_salary.formats.terminal.page import Page

    page = Page(display)
    page.sheet(sheet)
    return page.text()
