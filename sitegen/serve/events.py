"""Where the newest snapshot hangs: one thread puts it up, every open page waits for the next."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import suppress

from sitegen.serve.snapshot import Snapshot, State
from sitegen.serve.threads import in_thread

_HEARTBEAT = 20.0
"""Seconds after which a silent stream says that it is alive; so a page that is gone is noticed."""


class Board:
    """Holds the newest snapshot. `show` and `close` may be called in any thread."""

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self._lock = threading.Lock()
        self._snapshot = snapshot or Snapshot()
        self._closed = False
        self._waiting: dict[tuple[asyncio.AbstractEventLoop, asyncio.Event], str] = {}

    @property
    def snapshot(self) -> Snapshot:
        """What hangs there now."""
        return self._snapshot

    @property
    def opened(self) -> tuple[str, ...]:
        """The paths of the files that open pages show, each once."""
        with self._lock:
            paths = tuple(self._waiting.values())
        found = (self._snapshot.find(path) for path in dict.fromkeys(paths))
        return tuple(name for name in found if name is not None)

    def show(self, snapshot: Snapshot) -> None:
        """Put up a new snapshot."""
        self._snapshot = snapshot
        self._wake()

    def close(self) -> None:
        """End every stream, and let none begin."""
        self._closed = True
        self._wake()

    async def events(self, path: str, known: State) -> AsyncIterator[bytes]:
        """Server-sent events for a page at `path` below the site that was made of `known`.

        `reload` when the page must be loaded anew, `styles` with a tag when only style sheets have changed. A page that
        does not listen misses nothing: what is sent is the difference to the newest snapshot, never a history.
        """
        news = asyncio.Event()
        waiting = (asyncio.get_running_loop(), news)
        with self._lock:
            self._waiting[waiting] = path
        try:
            yield b"retry: 500\n\n"
            while not self._closed:
                news.clear()
                state = await in_thread(self._snapshot.state, path)
                if (state.page, state.files) != (known.page, known.files):
                    yield b"event: reload\ndata: page\n\n"
                elif state.styles != known.styles:
                    yield f"event: styles\ndata: {state.styles}\n\n".encode()
                known = state
                if not await _within(news, _HEARTBEAT):
                    yield b": still here\n\n"
        finally:
            with self._lock:
                self._waiting.pop(waiting, None)

    def _wake(self) -> None:
        with self._lock:
            waiting = tuple(self._waiting)
        for loop, news in waiting:
            with suppress(RuntimeError):  # its loop is closed
                loop.call_soon_threadsafe(news.set)


async def _within(event: asyncio.Event, seconds: float) -> bool:
    """True when the event came in time."""
    with suppress(asyncio.TimeoutError):
        return await asyncio.wait_for(event.wait(), seconds)
    return False
