"""How far a batch is, for whoever watches."""

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from coding_salary.cli.output import FALLBACK_WIDTH, look

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


# Less than this is read before anybody could look at a bar.
MIN_BYTES = 1024 * 1024


class Bar:
    """Shows how far a stream of bytes is; `total` is its length in bytes, None where it is not known."""

    def __init__(self, total: int | None, *, wanted: bool) -> None:
        """Wait until there is something to show; nothing is, unless it is wanted on a terminal."""
        self.total, self.wanted = total, wanted
        self.progress: Progress | None = None
        self.task: TaskID

    def __enter__(self) -> "Bar":
        return self

    def show(self, done: int, rows: int) -> None:
        """Show that so many bytes and rows are done."""
        if not self.wanted or done < MIN_BYTES:
            return
        if self.progress is None:
            self._begin()
        if self.progress:
            self.progress.update(self.task, completed=done, rows=rows)

    def _begin(self) -> None:
        shown = look(error=True)
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)  # Rich reads them unchecked; look() has already
        from rich.console import Console
        from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
        from rich.text import Text

        class Speed(ProgressColumn):
            """Rows, and rows a second."""

            def render(self, task: Task) -> Text:
                """Return both as text."""
                rows = task.fields["rows"]
                speed = f", {rows / task.elapsed:,.0f} a second" if task.elapsed else ""
                return Text(f"{rows:,} rows{speed}")

        console = Console(
            file=sys.stderr,
            width=shown.width or FALLBACK_WIDTH,
            color_system="standard" if shown.color else None,
            no_color=not shown.color,
            force_terminal=True,
        )
        columns: list[ProgressColumn] = [Speed()]
        if self.total:
            columns = [BarColumn(), TextColumn("{task.percentage:>3.0f} %"), Speed(), TimeRemainingColumn()]
        self.progress = Progress(*columns, console=console, transient=True)
        self.task = self.progress.add_task("", total=self.total, rows=0)
        self.progress.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.progress:
            self.progress.stop()
