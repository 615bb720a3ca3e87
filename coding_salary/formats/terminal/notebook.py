"""What a terminal would show, as a part of a page that is somebody else's, such as a notebook."""

from coding_salary.formats.sheet import Sheet
from coding_salary.formats.symbols import Display
from coding_salary.formats.terminal.page import PROSE_WIDTH, Page

# Every color stands at its word: a rule of ours would hold for the rest of the page too.
FRAGMENT = (
    '<pre style="color: {foreground}; background-color: {background}; line-height: 1.3; padding: 1em;'
    " overflow-x: auto; font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\">"
    "{code}</pre>"
)


def notebook(sheet: Sheet, display: Display) -> str:
    """Return a sheet as HTML in the colors of a light page, as wide as prose where no width is asked for."""
    page = Page(display._replace(width=display.width or PROSE_WIDTH, color=True), record=True)
    page.sheet(sheet)
    return page.console.export_html(inline_styles=True, code_format=FRAGMENT)
