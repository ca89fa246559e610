"""How `build.py` measures: the time of a command, the memory of all its processes, the wait for a page, and ratios."""

from __future__ import annotations

import math
import os
import re
import signal
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

SAMPLE = 0.1
"""Seconds between two looks at the memory."""
POLL = 0.005
"""Seconds between two requests while a page is awaited."""


class Failed(Exception):
    """A command that did not do its work: `short` says what happened, `more` what it said last."""

    def __init__(self, short: str, more: str = "") -> None:
        super().__init__(f"{short}: {more}" if more else short)
        self.short = short


@dataclass(frozen=True)
class Run:
    """What a command took."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of all its processes, user and system."""
    memory: int = 0
    """Bytes at the peak, shared pages counted once; 0 where nobody looked."""


@dataclass(frozen=True)
class Figure:
    """The values of one contender in one row of the table, a value a round."""

    row: str
    contender: str
    articles: int
    unit: str
    values: tuple[float, ...]
    cpu: tuple[float, ...] = field(default=())
    note: str = ""

    @property
    def median(self) -> float:
        """The median of the values; not a number where there are none."""
        return statistics.median(self.values) if self.values else math.nan


def median_ratio(values: Sequence[float], baseline: Sequence[float]) -> float | None:
    """The median of the ratios round by round; None where the two have no round in common."""
    ratios = [mine / other for mine, other in zip(values, baseline, strict=False) if other]
    return statistics.median(ratios) if ratios else None


def growth(figures: Sequence[Figure]) -> dict[tuple[str, int, int], float]:
    """How many times as long a row takes at the next larger size, by contender and the two sizes."""
    by_contender: dict[str, list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.articles):
        by_contender.setdefault(figure.contender, []).append(figure)
    return {
        (name, small.articles, large.articles): large.median / small.median
        for name, several in by_contender.items()
        for small, large in pairwise(several)
    }


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], watch_memory: bool = False) -> Run:
    """Run the command there and wait for it. Raises Failed with the end of its output when it fails."""
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        with _watched(process.pid) if watch_memory else _unwatched() as peak:
            _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise Failed(f"fails with {process.returncode}", f"{' '.join(command)}: {_end_of(output)}")
    return Run(wall, used.ru_utime + used.ru_stime, peak[0])


def _end_of(output) -> str:  # type: ignore[no-untyped-def]
    output.seek(0)
    return output.read().decode("utf-8", "replace")[-600:].strip()


@contextmanager
def _unwatched() -> Iterator[list[int]]:
    yield [0]


@contextmanager
def _watched(process: int) -> Iterator[list[int]]:
    """A list whose one number is the peak of the memory of the process and all that it started."""
    peak, ended = [0], threading.Event()

    def look() -> None:
        while not ended.wait(SAMPLE):
            peak[0] = max(peak[0], sum(map(proportional_memory, family(process, parents()))))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def parents() -> dict[int, int]:
    """The parent of every process that runs, from /proc; nothing where there is none."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue  # it has ended meanwhile
    return found


def family(process: int, parent_of: Mapping[int, int]) -> set[int]:
    """The process and everything that it started, directly or not."""
    members, before = {process}, 0
    while len(members) > before:
        before = len(members)
        members |= {child for child, parent in parent_of.items() if parent in members}
    return members


def proportional_memory(process: int) -> int:
    """Bytes of a process, of which a page shared by n processes counts an n-th; 0 when it has ended."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def folder_size(folder: Path) -> tuple[int, int]:
    """The number of files in the folder and all below it, and their bytes; links are not followed."""
    sizes = [path.lstat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def await_page(address: str, words: str, limit: float, process: subprocess.Popen[bytes]) -> float | None:
    """Seconds until the address answers with a page that holds the words.

    None when the limit is over before, or the process that is to answer has ended.
    """
    begun = time.perf_counter()
    while (waited := time.perf_counter() - begun) < limit and process.poll() is None:
        try:
            with urlopen(address, timeout=limit) as answer:
                if words.encode() in answer.read():
                    return time.perf_counter() - begun
        except (OSError, HTTPException):
            pass
        time.sleep(POLL if waited < 10 else 10 * POLL)
    return None


@contextmanager
def server(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The command while it runs, until the block is left; then it and what it started are ended."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process group that the process leads, politely at first."""
    for asked in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, asked)
            process.wait(10)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()
