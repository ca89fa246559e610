"""A process that is split off from this one, to find something out while this one does something else."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from sitegen.cache.values import DamagedError, pack_value, unpack_value
from sitegen.text.values import value

Item = TypeVar("Item")

WORTH_A_SPLIT = 128
"""Who has fewer items to look at is done with them before a process is split off and has told of its share."""

Told = Callable[[], bytes]
"""Gives what a process has told until it ended, as far as it came."""


@contextmanager
def split_off(work: Callable[[], bytes]) -> Iterator[Told | None]:
    """What gives the bytes that `work` comes to in a process of its own, which begins it now and lasts no longer than
    this. None where there is no such process.
    """
    other = _begin(work) if _may_split() else None
    if other is None:
        yield None
        return
    try:
        yield other.told
    finally:
        other.end()


def found_by_several(
    find: Callable[[Sequence[Item]], tuple[Any, ...]], items: Sequence[Item], jobs: int
) -> tuple[Any, ...]:
    """What is found of all items, in any order, by as many as `jobs` processes where there is enough to do for them.

    It is made of what `pack_value` takes. What another process comes to nothing with is found here.
    """
    several = min(jobs, len(items) // WORTH_A_SPLIT + 1)
    own, *others = (items[first::several] for first in range(several))
    with ExitStack() as stack:
        told = [stack.enter_context(split_off(partial(_packed, find, share))) for share in others]
        found = find(own)
        for share, tell in zip(others, told, strict=True):
            of_other = _unpacked(tell) if tell is not None else None
            found += find(share) if of_other is None else of_other
    return found


def _packed(find: Callable[[Sequence[Item]], tuple[Any, ...]], share: Sequence[Item]) -> bytes:
    return pack_value(find(share))


def _unpacked(tell: Told) -> tuple[Any, ...] | None:
    """What a process has told; None where it came to nothing."""
    try:
        return tuple(unpack_value(tell()))
    except DamagedError:
        return None


def _may_split() -> bool:
    """Whether a process may be split off: none may beside a thread that may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


@value
class _Other:
    """A process, and where what it tells is read."""

    process: int
    source: int

    def told(self) -> bytes:
        """All that it tells until it ends; nothing where that cannot be read."""
        try:
            with open(self.source, "rb", closefd=False) as file:
                return file.read()
        except OSError:
            return b""

    def end(self) -> None:
        """Nobody waits for it any longer."""
        os.close(self.source)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)


def _begin(work: Callable[[], bytes]) -> _Other | None:
    """A process that does the work; None where the system refuses one."""
    source, sink = os.pipe()
    # an interrupt that met the new process before it is alone would end there what only this one may end
    held = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        process = os.fork()
        if not process:
            _tell(work, sink)
    except OSError:
        os.close(source)
        return None
    finally:
        os.close(sink)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    return _Other(process, source)


def _tell(work: Callable[[], bytes], sink: int) -> None:
    """In the new process: tell what the work comes to, and end. Interrupts are for the one it was split off from."""
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, {signal.SIGINT})
        with open(sink, "wb") as file:
            file.write(work())
        status = 0
    finally:
        os._exit(status)
