"""Runs the preview: the first build, the threads, the server, and the end of them all."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import FrameType
from urllib.parse import unquote

import uvicorn

from sitegen.build.workers import Watch
from sitegen.desk.bench import Desk
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.serve.app import App
from sitegen.serve.events import Board
from sitegen.serve.guard import guard_for, is_loopback
from sitegen.serve.preview import Plan, Preview, Stopped
from sitegen.serve.review import Review
from sitegen.serve.snapshot import Snapshot
from sitegen.serve.sockets import DEFAULT_PORT, address_of, listen
from sitegen.serve.watch import Changes, Watched, watch
from sitegen.text.values import value

_LONGEST_GOODBYE = 0.1
"""Seconds that the threads get to notice that the preview ends."""


@value
class Told:
    """How the author is told: `say` prints a line, `show` prints diagnostics, `progress` shows how far it has come."""

    say: Callable[[str], None]
    show: Callable[[Sequence[Diagnostic]], None]
    progress: Callable[[], AbstractContextManager[Watch]]


def serve(
    source: Path,
    output: Path,
    told: Told,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    base_path: str = "",
    open_browser: bool = False,
    review: bool = False,
    future: bool = False,
) -> None:
    """Preview the project in `source` until SIGINT or SIGTERM. `output` is where a build would write: it is left alone.

    Articles that are dated ahead are shown with a mark, or with `future` without one.
    With `review` its pages have a correction desk, which writes into the files of the project.
    A rebuild that is in the middle of something long may outlive it, in a thread that matters no more. Raises
    SitegenError (SG701, SG702) when it cannot listen, and SG750 when others could reach the desk; what is wrong with
    the project is told and shown instead.
    """
    _refuse_review(host, review and not is_loopback(host))
    with listen(host, port) as listening:
        _refuse_review(host, review and not is_loopback(str(listening.getsockname()[0])))
        stopped = threading.Event()
        preview = Preview(Plan(source, output, address_of(host, listening), base_path, future), stopped, told.show)
        begun = time.perf_counter()
        with told.progress() as progress:
            board = Board(preview.rebuild(watch=progress))
        _tell_start(told, preview, host, port, time.perf_counter() - begun)
        changes = Changes()
        threads = (
            threading.Thread(target=_watch, args=(preview, changes, stopped, told), daemon=True),
            threading.Thread(target=_rebuild, args=(preview, board, changes, stopped, told), daemon=True),
        )
        desk = Review(Desk(lambda: preview.grounds), _finder(board, base_path)) if review else None
        app = App(board, guard_for(host, listening.getsockname()[1]), base_path, desk)
        try:
            for thread in threads:
                thread.start()
            if open_browser:
                threading.Thread(target=webbrowser.open, args=(preview.plan.address,), daemon=True).start()
            _run(app, listening, stopped)
        finally:
            stopped.set()
            changes.add(set())
            for thread in threads:
                thread.join(_LONGEST_GOODBYE)


def _refuse_review(host: str, is_open: bool) -> None:
    if is_open:
        message = f"--review writes into your files, and others could reach it at --host {host}"
        raise SitegenError(Diagnostic("serve", message, "SG750", help="leave --host out, or --review"))


def _finder(board: Board, base_path: str) -> Callable[[str], str | None]:
    """What finds the file of the newest snapshot that an address of the preview means."""
    return lambda address: board.snapshot.find(unquote(address).removeprefix(f"{base_path}/"))


class _Server(uvicorn.Server):
    """Ends its streams when it is told to stop, and takes the signal for an ordinary end."""

    def __init__(self, config: uvicorn.Config, board: Board, stopped: threading.Event) -> None:
        super().__init__(config)
        self._board = board
        self._stopped = stopped

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop: nothing that is still being sent is worth waiting for."""
        self.should_exit = True
        self._stopped.set()
        self._board.close()


def _run(app: App, listening: socket.socket, stopped: threading.Event) -> None:
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        http="h11",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=0,
    )
    asyncio.run(_Server(config, app.board, stopped).serve([listening]))


def _watch(preview: Preview, changes: Changes, stopped: threading.Event, told: Told) -> None:
    source, output = Path(preview.plan.source).absolute(), preview.plan.output
    watch(lambda: Watched(source, output, preview.theme), changes, stopped, lambda warning: told.show([warning]))


def _rebuild(preview: Preview, board: Board, changes: Changes, stopped: threading.Event, told: Told) -> None:
    """Build anew after each change, until `stopped`."""
    while True:
        paths = changes.take()
        if stopped.is_set():
            return
        before, begun = preview.snapshot, time.perf_counter()
        try:
            now = preview.rebuild(paths, board.opened, show_early=board.show)
        except Stopped:
            return
        board.show(now)
        _tell_rebuild(told, before, now, _named(paths, preview.plan.source), time.perf_counter() - begun)


def _tell_start(told: Told, preview: Preview, host: str, port: int | None, seconds: float) -> None:
    snapshot, plan = preview.snapshot, preview.plan
    _tell_diagnostics(told, Snapshot(), snapshot)
    if port is None and f":{DEFAULT_PORT}" not in plan.root:
        told.say(f"Port {DEFAULT_PORT} is taken: this preview has another one.")
    if not is_loopback(host):
        told.say("Everybody who can reach this machine over the network can read this preview.")
    pages = sum(file.is_page for file in snapshot.files.values())
    told.say(f"Preview of {plan.source} at {plan.address} ({pages} pages in {seconds:.1f} s). Ctrl-C stops it.")


def _tell_rebuild(told: Told, before: Snapshot, now: Snapshot, what: str, seconds: float) -> None:
    """One line for a rebuild that somebody asked for or that came out otherwise, then what is new about mistakes."""
    if what or now.files is not before.files or now.problems != before.problems:
        result = "not built, mistakes" if now.problems else "the preview is up to date"
        result = f"mended, {result}" if before.problems and not now.problems else result
        told.say(f"{time.strftime('%H:%M:%S')} {what or 'looked again'}: {result} ({seconds * 1000:.0f} ms)")
    _tell_diagnostics(told, before, now)


def _tell_diagnostics(told: Told, before: Snapshot, now: Snapshot) -> None:
    """The mistakes at each build, the warnings when they are others than before."""
    if now.problems:
        told.show(now.problems)
    elif now.warnings and set(now.warnings) != set(before.warnings):
        told.show(now.warnings)


def _named(paths: frozenset[str], source: Path) -> str:
    """The changed files in a few words, as the author would type the first one."""
    if not paths:
        return ""
    folder = source.absolute()
    first = Path(min(paths))
    shown = first.relative_to(folder) if first.is_relative_to(folder) else first
    return shown.as_posix() + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")
