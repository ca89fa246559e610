"""Which folders are watched, which changes count, and the watching itself."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import watchfiles

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.ignored import IGNORE_FILE
from sitegen.files.shipped import find_resource_folder
from sitegen.text.values import value

_STEP = 10
"""Milliseconds without a change after which a burst is over."""
_LONGEST_BURST = 200
"""Milliseconds after which a burst is told although it goes on."""
_IDLE = 200
"""Milliseconds without a change after which the watching asks whether it still watches the right folders."""
_AGAIN = 0.3
"""Seconds after which a folder that is gone is looked for again."""

_NOISE = re.compile(
    r"(^\..*\.sw[a-z]|\.tmp|\.temp|\.bak|\.part|\.crdownload|\.orig|~|___jb_(tmp|old)___)$"
    r"|^(4913|\.DS_Store|Thumbs\.db|desktop\.ini|\.#.*|#.*#|\.~lock.*|~\$.*|\.goutputstream-.*)$"
)
"""Names of what editors and systems leave beside a file for a moment."""


@dataclass(slots=True)
class Changes:
    """The paths that have changed since somebody last looked. Safe between threads."""

    _paths: set[str] = field(default_factory=set)
    _condition: threading.Condition = field(default_factory=threading.Condition)
    _pending: bool = False

    def add(self, paths: set[str]) -> None:
        """Say that these have changed; an empty set asks for a look all the same."""
        with self._condition:
            self._paths |= paths
            self._pending = True
            self._condition.notify_all()

    def take(self) -> frozenset[str]:
        """Wait for changes, and take them all."""
        with self._condition:
            self._condition.wait_for(lambda: self._pending)
            taken, self._paths, self._pending = frozenset(self._paths), set(), False
            return taken


@value
class Watched:
    """What is watched: the project in `source`, its theme, and the templates and static files that ship with sitegen.

    `output` is where a build would write, and is left alone.
    """

    source: Path
    output: Path
    theme: Path | None = None

    def folders(self) -> tuple[str, ...]:
        """Every folder in which a change can matter, each by itself; none below hidden ones."""
        found: dict[str, None] = {}
        for folder in _visible_folders(self.source, self._closed()):
            found[folder] = None
        everything = (self.source / "static", *((self.theme,) if self.theme else ()))
        for folder in (*everything, *map(find_resource_folder, ("templates", "static"))):
            found |= dict.fromkeys(_all_folders(folder))
        return tuple(folder for folder in found if _is_unicode(folder))

    def matters(self, path: str) -> bool:
        """True when a change of this path can change the site."""
        if any(_NOISE.search(part) for part in Path(path).parts[-1:]):
            return False
        if path in self._closed():
            return False
        inside = os.path.relpath(path, self.source).split(os.sep)
        visible = inside[:-1] if inside[-1] == IGNORE_FILE else inside
        hidden = any(part.startswith((".", "_")) for part in visible if part != "..")
        return not hidden or inside[0] in {"static", "..", *self._theme_parts()}

    def _closed(self) -> frozenset[str]:
        return frozenset({os.path.abspath(self.output), os.path.realpath(self.output)})

    def _theme_parts(self) -> tuple[str, ...]:
        return (os.path.relpath(self.theme, self.source).split(os.sep)[0],) if self.theme else ()


def watch(
    watched: Callable[[], Watched], changes: Changes, stopped: threading.Event, warn: Callable[[Diagnostic], None]
) -> None:
    """Add to `changes` whatever happens, until `stopped`. Where the system cannot watch, the files are looked through.

    What is watched is asked for again when a folder comes or goes, and now and then. Each time the watching begins
    anew, `changes` asks for a look: something may have happened in between.
    """
    polling = False
    while not stopped.is_set():
        try:
            _watch_these(watched, changes, stopped, polling)
        except FileNotFoundError:
            stopped.wait(_AGAIN)
        except (OSError, RuntimeError, ValueError) as error:
            if polling:
                stopped.wait(_AGAIN)
            else:
                warn(_cannot_watch(error))
            polling = True


def _watch_these(watched: Callable[[], Watched], changes: Changes, stopped: threading.Event, polling: bool) -> None:
    """Watch what is to be watched now; returns when that is something else, or when `stopped`."""
    now, begun = watched(), False
    folders, source = set(now.folders()), _identity(now.source)
    for burst in watchfiles.watch(
        *folders,
        watch_filter=None,
        debounce=_LONGEST_BURST,
        step=_STEP,
        stop_event=stopped,
        rust_timeout=_IDLE,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=polling or None,
        recursive=False,
        ignore_permission_denied=True,
    ):
        paths = {path for _, path in burst if now.matters(path)}
        if paths or not begun:
            changes.add(paths)
        begun = True
        moved = any(path in folders or os.path.isdir(path) for path in paths)
        if moved or watched() != now or _identity(now.source) != source:
            return


def _identity(folder: Path) -> tuple[int, int] | None:
    """Which folder this is; one of the same name that replaced it is another."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _visible_folders(root: Path, closed: frozenset[str]) -> Iterator[str]:
    """`root` and the folders below it in which articles may stand."""
    for folder, names, _ in os.walk(os.path.abspath(root)):
        names[:] = [n for n in names if not n.startswith((".", "_")) and os.path.join(folder, n) not in closed]
        yield folder


def _all_folders(root: Path) -> Iterator[str]:
    """`root`, when it is a folder, and all folders below it, but for those of Git."""
    for folder, names, _ in os.walk(os.path.abspath(root)):
        names[:] = [name for name in names if name != ".git"]
        yield folder


def _is_unicode(path: str) -> bool:
    """False for a name of other bytes: no article can stand there, and the system's watcher does not take it."""
    return not any(0xD800 <= ord(c) <= 0xDFFF for c in path)


def _cannot_watch(error: Exception) -> Diagnostic:
    message = f"the system cannot watch the folders ({error}); the files are looked through instead, which is slower"
    hint = "on Linux, `sysctl fs.inotify.max_user_watches` and `max_user_instances` say how many may be watched"
    return Diagnostic("serve", message, "SG703", help=hint, severity=Severity.WARNING)
