"""How far a build has come, told on a terminal when it takes longer than a moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from sitegen.build.workers import Watch

PATIENCE = 1.0
"""Seconds that pass before a bar is shown."""
_STEPS = {"annotate": "Reading and annotating articles", "write": "Writing pages"}


@contextmanager
def shown_progress() -> Iterator[Watch]:
    """Something for `build` to tell its progress to: bars on standard error, on a terminal only, that go again."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step, done, total: None
        return
    bars = _Bars(console)
    try:
        yield bars
    finally:
        bars.stop()


def rate_of(a_second: float | None) -> str:
    """How quickly the work goes on, in few characters; nothing as long as it is not known."""
    if not a_second:
        return ""
    return f"{a_second:,.0f}/s" if a_second >= 10 else f"{a_second:.1f}/s"


class _Bars:
    """One bar for each step, from the first moment after PATIENCE at which something is told."""

    def __init__(self, console: object) -> None:
        self._console = console
        self._begun = time.monotonic()
        self._progress: Progress | None = None
        self._bars: dict[str, TaskID] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._progress is None:
            if time.monotonic() - self._begun < PATIENCE:
                return
            self._progress = self._start()
        if step not in self._bars:
            self._bars[step] = self._progress.add_task(_STEPS[step], total=total)
        self._progress.update(self._bars[step], completed=done, total=total)

    def _start(self) -> Progress:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
        from rich.progress import TimeRemainingColumn as TimeLeft
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(rate_of(task.speed))

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeLeft())
        progress = Progress(*columns, console=self._console, transient=True)  # type: ignore[arg-type]
        progress.start()
        return progress

    def stop(self) -> None:
        """Take the bars away."""
        if self._progress is not None:
            self._progress.stop()
