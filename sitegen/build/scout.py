"""Looks at the output while the site is made: another process does so, where it is worth that."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

from sitegen.cache.values import DamagedError, pack_value, unpack_value
from sitegen.publish.survey import Recorded, Survey, flat_survey, survey_from, take_survey
from sitegen.text.values import value

WORTH_A_SCOUT = 2000
"""So many files are looked at in less time than it takes to split off a process."""

_Look = Callable[[], Survey]


@contextmanager
def scouted(output: str, twin: str | None, recorded: Recorded, jobs: int) -> Iterator[_Look]:
    """What gives the survey of the output and its twin, which is begun now where a process is free for it.

    What has come or gone since is for who asks to look after. Where the process comes to nothing, the survey is taken
    when it is asked for.
    """
    here = partial(take_survey, output, twin, recorded)
    scout = _begin(here) if jobs > 1 and len(recorded) >= WORTH_A_SCOUT and _may_split() else None
    if scout is None:
        yield here
        return
    try:
        yield lambda: _report(scout, recorded) or here()
    finally:
        scout.end()


def _may_split() -> bool:
    """Whether a process may be split off: none may beside a thread that may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def _report(scout: _Scout, recorded: Recorded) -> Survey | None:
    """What a scout has seen; None where it came to nothing."""
    try:
        return survey_from(unpack_value(scout.told()), recorded)
    except (DamagedError, OSError):
        return None


@value
class _Scout:
    """A process, and where what it tells is read."""

    process: int
    source: int

    def told(self) -> bytes:
        """All that it tells until it ends."""
        with open(self.source, "rb", closefd=False) as file:
            return file.read()

    def end(self) -> None:
        """Nobody waits for it any longer."""
        os.close(self.source)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)


def _begin(look: _Look) -> _Scout | None:
    """A process that looks; None where the system refuses one."""
    source, sink = os.pipe()
    # an interrupt that met the new process before it is alone would end there what only this one may end
    held = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        process = os.fork()
        if not process:
            _tell(look, sink)
    except OSError:
        os.close(source)
        return None
    finally:
        os.close(sink)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    return _Scout(process, source)


def _tell(look: _Look, sink: int) -> None:
    """In the new process: tell what is seen, and end. Interrupts are for the one that it was split off from."""
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, {signal.SIGINT})
        with open(sink, "wb") as file:
            file.write(pack_value(flat_survey(look())))
        status = 0
    finally:
        os._exit(status)
