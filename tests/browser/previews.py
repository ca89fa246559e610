"""Previews for tests: `sitegen serve` in a process of its own, as somebody starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error, Page


@contextmanager
def previewing(project: Path, *options: str) -> Iterator[str]:
    """The address of a preview of the project, which ends as after Ctrl-C."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sitegen", "serve", str(project), "--port", "0", *options],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    told = next(line for line in process.stdout if "Ctrl-C" in line)
    found = re.search(r"http://\S+/", told)
    assert found, told
    yield found[0]
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


_TRIES = 50


def leave(page: Page) -> None:
    """Closes the window of a page, once it shows nothing of a preview.

    A Chromium that is told to close a page in the middle of its reload may wait forever, and so does who told it. The
    way to an empty page is given up when a reload comes in between: then it is taken again.
    """
    for _ in range(_TRIES):
        try:
            page.goto("about:blank")
            break
        except Error:
            page.wait_for_timeout(100)
    else:
        raise AssertionError(f"{page.url} cannot be left")
    page.context.close()
