"""Work that may take long, out of the way of the thread that answers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, TypeVarTuple, Unpack

Result = TypeVar("Result")
Given = TypeVarTuple("Given")


async def in_thread(work: Callable[[Unpack[Given]], Result], *given: *Given) -> Result:
    """What `work` gives or raises, done by a thread of its own. The program does not wait for it to end."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Result] = loop.create_future()

    def settle(settle_it: Callable[[], None]) -> None:
        if not future.done():
            settle_it()

    def run() -> None:
        done: Callable[[], None]
        try:
            result = work(*given)
            done = lambda: future.set_result(result)  # noqa: E731
        except Exception as error:
            failure = error
            done = lambda: future.set_exception(failure)  # noqa: E731
        with suppress(RuntimeError):  # the loop is closed: nobody waits
            loop.call_soon_threadsafe(settle, done)

    threading.Thread(target=run, daemon=True).start()
    return await future
