"""How far a build has come, told on a terminal when it takes longer than a moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitegen.cli.terminal import may_be_terminal

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from sitegen.build.workers import Watch

PATIENCE = 1.0
"""Seconds that pass before a bar is shown."""
_STEPS = {"annotate": "Reading and annotating articles", "write": "Writing pages"}


@contextmanager
def shown_progress() -> Iterator[Watch]:
    """Something for `build` to tell its progress to: bars on standard error, on a terminal only, that go again."""
    if not may_be_terminal():
        yield lambda step, done, total: None
        return
    bars = _Bars()
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
    """One bar for each step, from the first moment after PATIENCE at which something is told; on a terminal."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._progress: Progress | None = None
        self._bars: dict[str, TaskID] = {}
        self._is_over = False

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._is_over or (self._progress is None and time.monotonic() - self._begun < PATIENCE):
            return
        if self._progress is None:
            self._progress = self._start()
            if self._progress is None:
                self._is_over = True
                return
        if step not in self._bars:
            self._bars[step] = self._progress.add_task(_STEPS[step], total=total)
        self._progress.update(self._bars[step], completed=done, total=total)

    def _start(self) -> Progress | None:
        """The bars, on a terminal. What draws them is loaded here, for most builds are done before that."""
        from rich.console import Console

        console = Console(stderr=True)
        if not console.is_terminal:
            return None

        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
        from rich.progress import TimeRemainingColumn as TimeLeft
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(rate_of(task.speed))

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeLeft())
        progress = Progress(*columns, console=console, transient=True)
        progress.start()
        return progress

    def stop(self) -> None:
        """Take the bars away."""
        if self._progress is not None:
            self._progress.stop()
