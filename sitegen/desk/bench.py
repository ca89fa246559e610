"""The desk itself: what a move would write, the writing, and the way back; one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.desk.changes import FileChange, changed_since, changes_of, write_all
from sitegen.desk.checks import check
from sitegen.desk.labels import label_of
from sitegen.desk.moves import Move, malformed
from sitegen.desk.plans import plan
from sitegen.desk.scene import Grounds, Scene, digest_of, scene_of
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.text.values import value

MOST_MOVES = 200
"""So many moves can be taken back."""


class ChangedError(SitegenError):
    """Files are others than the reader saw: nothing was written."""

    def __init__(self, paths: Sequence[str]) -> None:
        hint = "look at what it says now, and do it again"
        super().__init__(Diagnostic(path, "has been changed since", "SG753", help=hint) for path in paths)
        self.paths = tuple(paths)


@value
class Prepared:
    """What a move would write. `digests` are those of every file that the reader saw, or that is written."""

    label: str
    changes: tuple[FileChange, ...]
    notes: tuple[Diagnostic, ...]
    digests: Mapping[str, str]

    @property
    def paths(self) -> tuple[str, ...]:
        """The files."""
        return tuple(change.shown for change in self.changes)


@dataclass
class Desk:
    """Takes moves for the project as `grounds` gives it, None before the first good build. Safe between threads."""

    grounds: Callable[[], Grounds | None]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _done: list[Prepared] = field(default_factory=list)

    def scene(self, path: str) -> Scene:
        """An article as it is now. Raises SitegenError."""
        return scene_of(self._grounds(), path)

    @property
    def last(self) -> str:
        """What `undo` would take back; empty for nothing."""
        done = self._done[-1:]
        return done[0].label if done else ""

    def preview(self, move: Move, digests: Mapping[str, str]) -> Prepared:
        """What a move would write. Raises ChangedError; SitegenError for a move that would make something wrong."""
        with self._lock:
            return self._prepare(move, digests)

    def write(self, move: Move, digests: Mapping[str, str]) -> Prepared:
        """The same, written; `digests` name every file that is. Raises as `preview`, and SG754."""
        with self._lock:
            prepared = self._prepare(move, digests)
            if unseen := [path for path in prepared.paths if path not in digests]:
                raise malformed(f"no digest of {unseen[0]} came along", "ask for a preview first")
            self._write(prepared.changes)
            self._done[:] = [*self._done[1 - MOST_MOVES :], prepared]
            return prepared

    def undo(self) -> Prepared:
        """The last move taken back. Raises ChangedError where a file was changed since; SG759 when there is none."""
        with self._lock:
            if not self._done:
                raise SitegenError(Diagnostic("desk", "there is nothing to take back", "SG759"))
            last, root = self._done[-1], self._grounds().root
            now = {change.shown: digest_of(change.after) for change in last.changes}
            if changed := changed_since(root, now):
                raise ChangedError(changed)
            back = tuple(change.back() for change in reversed(last.changes))
            self._write(back)
            self._done.pop()
            return Prepared(last.label, back, (), now)

    def _prepare(self, move: Move, digests: Mapping[str, str]) -> Prepared:
        grounds = self._grounds()
        if changed := changed_since(grounds.root, digests):
            raise ChangedError(changed)
        scene = scene_of(grounds, move.article)
        if unseen := [path for path in scene.digests if path not in digests]:
            raise malformed(f"no digest of {unseen[0]} came along")
        _compare(scene.digests, digests)
        changes = changes_of(plan(move, scene), scene)
        if not changes:
            message, hint = "this is what stands there already", "nothing has to be written"
            raise SitegenError(Diagnostic(move.article, message, "SG756", help=hint))
        notes = check(changes, scene, _also_naming(move, scene))
        seen = {**scene.digests, **{change.shown: digest_of(change.before) for change in changes}}
        _compare(seen, digests)
        return Prepared(label_of(move, scene), changes, notes, seen)

    def _write(self, changes: Sequence[FileChange]) -> None:
        write_all(self._grounds().root, changes)

    def _grounds(self) -> Grounds:
        grounds = self.grounds()
        if grounds is None:
            hint = "mend what is wrong with the project first"
            raise SitegenError(Diagnostic("desk", "there is no good build yet", "SG758", help=hint))
        return grounds


def _also_naming(move: Move, scene: Scene) -> tuple[str, ...]:
    """The articles that name what the move is about."""
    found = scene.name_at(scene.span(move.at))
    entity_id = found.entity.id if found is not None and found.entity is not None else ""
    return tuple(one.article.path for one in scene.grounds.site.named_in.get(entity_id, ()))


def _compare(now: Mapping[str, str], seen: Mapping[str, str]) -> None:
    """Nothing, where each file is as it was seen, if it was; else raises ChangedError."""
    if changed := [path for path, digest in now.items() if seen.get(path, digest) != digest]:
        raise ChangedError(changed)
