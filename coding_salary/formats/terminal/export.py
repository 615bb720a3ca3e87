"""What a terminal would show, as HTML or as an SVG picture: no script, nothing fetched."""

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.formats.sheet import Grid, Sheet
from coding_salary.formats.symbols import DOT, Display
from coding_salary.formats.terminal.page import PROSE_WIDTH, Page

if TYPE_CHECKING:
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme

NAME = "salary"
FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
HTML = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
pre {{ font-family: {fonts}; line-height: 1.3; margin: 1em; overflow-x: auto; }}
{light}
@media (prefers-color-scheme: dark) {{
{dark}
}}
</style>
</head>
<body>
<pre>{code}</pre>
</body>
</html>
"""
BODY_STYLE = "{stylesheet}\nbody {{ color: {foreground}; background: {background}; }}"
SVG = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>{title}</title>
<style>
.salary-matrix {{ font-family: {fonts}; font-size: {char_height}px; white-space: pre; }}
{light}
@media (prefers-color-scheme: dark) {{
{dark}
}}
</style>
<defs>
{lines}
</defs>
<rect class="salary-page" width="100%" height="100%" rx="8"/>
<g transform="translate({terminal_x}, {terminal_x})">
{backgrounds}
<g class="salary-matrix">
{matrix}
</g>
</g>
</svg>
"""
# Every color stands at its word: a rule of ours would hold for the rest of the page too.
FRAGMENT = (
    '<pre style="color: {foreground}; background-color: {background}; line-height: 1.3; padding: 1em;'
    " overflow-x: auto; font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\">"
    "{code}</pre>"
)
PARTS = ("width", "terminal_height", "terminal_x", "char_height", "lines", "backgrounds", "matrix")
BETWEEN = "\0"  # which no text holds that is shown
Color = tuple[int, int, int]


class Scheme(NamedTuple):
    """The colors of a page; words of each color are at 4.5 to 1 or more on its background."""

    background: Color
    words: Color
    magenta: Color
    quiet: Color

    @property
    def theme(self) -> "TerminalTheme":
        """These colors as rich takes them; the backgrounds of a verdict are the same in all."""
        from rich.terminal_theme import TerminalTheme

        black, red, green, yellow = (0, 0, 0), (176, 0, 18), (46, 160, 67), (212, 167, 44)
        normal = [black, red, green, yellow, self.magenta, self.magenta, self.words, (255, 255, 255)]
        return TerminalTheme(self.background, self.words, normal, [self.quiet, *normal[1:]])

    @property
    def page(self) -> str:
        """The color of the background as CSS takes it."""
        return f"#{bytes(self.background).hex()}"


LIGHT = Scheme((255, 255, 255), (31, 35, 40), (150, 0, 150), (89, 99, 110))
DARK = Scheme((13, 17, 23), (230, 237, 243), (226, 140, 232), (145, 152, 161))


def html(sheet: Sheet, display: Display) -> str:
    """Return a sheet as a page."""
    console = _drawn(sheet, display)
    light, dark, code = (
        console.export_html(theme=scheme.theme, clear=False, code_format=wanted).strip("\n")
        for scheme, wanted in ((LIGHT, BODY_STYLE), (DARK, BODY_STYLE), (LIGHT, "{code}"))
    )
    return HTML.format(title=_title(sheet), fonts=FONTS, light=light, dark=dark, code=code)


def svg(sheet: Sheet, display: Display) -> str:
    """Return a sheet as a picture."""
    console = _drawn(sheet, display, scrolls=False)
    light, dark = (
        f".salary-page {{ fill: {scheme.page}; }}\n{_picture(console, scheme, '{styles}')}"
        for scheme in (LIGHT, DARK)
    )
    drawn = _picture(console, LIGHT, BETWEEN.join(f"{{{name}}}" for name in PARTS))
    parts = dict(zip(PARTS, drawn.split(BETWEEN), strict=True))
    height = float(parts["terminal_height"]) + 2 * float(parts["terminal_x"])
    return SVG.format(title=_title(sheet), fonts=FONTS, light=light, dark=dark, height=height, **parts)


def notebook(sheet: Sheet, display: Display) -> str:
    """Return a sheet as HTML in the colors of a light page, as wide as prose where no width is asked for."""
    return _drawn(sheet, display).export_html(inline_styles=True, code_format=FRAGMENT)


def _picture(console: "Console", scheme: Scheme, wanted: str) -> str:
    return console.export_svg(theme=scheme.theme, clear=False, code_format=wanted, unique_id=NAME)


def _drawn(sheet: Sheet, display: Display, *, scrolls: bool = True) -> "Console":
    """Return a console that has recorded a sheet, as wide as prose where no width is asked for."""
    page = Page(
        display._replace(width=display.width or PROSE_WIDTH, color=True), record=True, scrolls=scrolls
    )
    for grid in sheet.parts:
        for field in grid.fields if isinstance(grid, Grid) else ():
            field.clip = False  # a file keeps every word
    page.sheet(sheet)
    return page.console


def _title(sheet: Sheet) -> str:
    return escape(DOT.join(sheet.title) or NAME)
