"""Work that another process does while this one goes on: it is split off for it, and ends with it."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from sitegen.build.workers import Processes, Told, Workers
from sitegen.cache.values import DamagedError, pack_value, unpack_value
from sitegen.text.values import value

Item = TypeVar("Item")
Result = TypeVar("Result")


def may_split() -> bool:
    """Whether a process may be split off: none may beside a thread that may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


@value
class Apart:
    """A process that was split off, and where what it tells is read."""

    process: int
    source: int

    def told(self) -> Any:
        """What its work gives, once it is done. Raises DamagedError where it came to nothing."""
        with open(self.source, "rb", closefd=False) as file:
            return unpack_value(file.read())

    def end(self) -> None:
        """Nobody waits for it any longer."""
        os.close(self.source)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)


def split_off(work: Callable[[], Any]) -> Apart | None:
    """A process that does this work and tells what it gives, as `pack_value` takes it; None where the system refuses
    one.
    """
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
    return Apart(process, source)


def _tell(work: Callable[[], Any], sink: int) -> None:
    """In the new process: tell what the work gives, and end. Interrupts are for the one that it was split off from."""
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, {signal.SIGINT})
        with open(sink, "wb") as file:
            file.write(pack_value(work()))
        status = 0
    finally:
        os._exit(status)


@contextmanager
def begun(
    workers: Workers, task: Callable[[Item], Result], items: Sequence[Item], told: Told
) -> Iterator[Iterator[Result]]:
    """What the task gives for each of a few items, in order, by a process that begins with them now.

    Where none may be split off, or it came to nothing, the workers do it when it is asked for.
    """
    here = partial(workers.map, task, items, told)
    is_free = isinstance(workers, Processes) and workers.jobs > 1 and may_split()
    apart = split_off(partial(_done, task, items)) if is_free else None
    if apart is None:
        yield here()
        return
    try:
        yield _taken(apart, here, told)
    finally:
        apart.end()


def _done(task: Callable[[Item], Any], items: Sequence[Item]) -> bytes:
    return pickle.dumps(list(map(task, items)))


def _taken(apart: Apart, here: Callable[[], Iterator[Result]], told: Told) -> Iterator[Result]:
    try:
        results: list[Result] = pickle.loads(apart.told())
    except (DamagedError, OSError):
        yield from here()
        return
    told(0, len(results))
    for done, result in enumerate(results, 1):
        yield result
        told(done, len(results))
