"""Brings a site to the disk while it is being made, so that little is left to be waited for at the end."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress

from sitegen.publish.swap import flush

WORTH_A_FLUSH = 16 * 2**20
"""Each time so many bytes more are written they are brought to the disk."""


class EarlyFlush:
    """Flushes a folder in a thread, again and again as it grows; a small site it leaves alone.

    Processes that help are begun before, for none may be begun beside a thread that holds a lock.
    """

    def __init__(self, folder: str, size: int = 0) -> None:
        self._folder = folder
        self._begun_at = size
        self._thread: threading.Thread | None = None

    def note(self, size: int) -> None:
        """So many bytes are written by now."""
        if size - self._begun_at < WORTH_A_FLUSH or sys.platform != "linux":  # elsewhere it goes file by file
            return
        if self._thread is None or not self._thread.is_alive():
            self._begun_at = size
            self._thread = threading.Thread(target=self._flush, daemon=True)
            self._thread.start()

    def _flush(self) -> None:
        with suppress(OSError):  # whoever flushes the whole is told
            flush(self._folder)
