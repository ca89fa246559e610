"""The command in a process of its own, without the half second in which a new interpreter imports everything.

The process is a fork of this one: it has its own folder, environment, streams and signals, and what it leaves behind is
seen from outside. What must show in a fresh interpreter (hash seeds, imports) is tested with one: `run_fresh`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TextIO

import pytest

if not hasattr(os, "fork"):
    pytest.skip("a command runs in a fork, which this system has not", allow_module_level=True)


def run_sitegen(
    *words: str, cwd: Path, text: str | None = None, umask: int = 0o022, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What `sitegen` with these words leaves: exit status, standard output and error."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write((text or "").encode())
        given.seek(0)
        command = fork(words, cwd, (given.fileno(), out.fileno(), err.fileno()), umask=umask, **environment)
        status = command.wait(60)
        told = []
        for stream in (out, err):
            stream.seek(0)
            told.append(stream.read().decode("utf-8"))
    return subprocess.CompletedProcess(words, status, *told)


def run_fresh(
    *words: str, cwd: Path, text: str | None = None, umask: int = 0o022, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The same by a new interpreter."""
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *words],
        cwd=cwd,
        input=text,
        umask=umask,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@cache
def _warm_up() -> None:
    """Import everything and fill what the program remembers, so that each fork begins with it."""
    from sitegen.build import build
    from sitegen.serve import serve

    assert serve
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "project").mkdir()
        (Path(folder) / "project" / "a.md").write_text("# A\n\n“No,” said Ana Ruiz, 48, of Oslo.\n", encoding="utf-8")
        (Path(folder) / "project" / "site.yaml").write_text("title: A\n", encoding="utf-8")
        build(Path(folder) / "project", Path(folder) / "site")


class Forked:
    """A running command, with as much of `subprocess.Popen` as the tests use."""

    def __init__(self, pid: int, stdout: TextIO | None = None) -> None:
        self.pid = pid
        self.stdout = stdout
        self._status: int | None = None

    def poll(self) -> int | None:
        """The exit status; None while it runs."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._status = os.waitstatus_to_exitcode(status) if pid else None
        return self._status

    def wait(self, within: float) -> int:
        """The exit status. Raises subprocess.TimeoutExpired when it runs on for so many seconds."""
        deadline = time.monotonic() + within
        while (status := self.poll()) is None:
            if time.monotonic() > deadline:
                self.kill()
                raise subprocess.TimeoutExpired("sitegen", within)
            time.sleep(0.002)
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal to it, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once, if it runs."""
        self.send_signal(signal.SIGKILL)


def fork(
    words: tuple[str, ...],
    cwd: Path,
    streams: tuple[int, int, int],
    umask: int = 0o022,
    prepare: Callable[[], None] = lambda: None,
    **environment: str,
) -> Forked:
    """`sitegen` with these words, begun; `streams` are its standard input, output and error."""
    _warm_up()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return Forked(pid)
    status = 70
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdin.buffer.raw.name = "<stdin>"
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(cwd)
        os.umask(umask)
        os.environ.update(environment)
        time.tzset()
        sys.argv = ["sitegen", *words]
        prepare()
        from sitegen.cli import main

        main()
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                status = status or 1
        os._exit(status)
