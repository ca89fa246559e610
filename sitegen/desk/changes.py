"""Files as they were and as a move makes them: digests, differences, the writing itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from sitegen.desk.job import FileEdits
from sitegen.desk.scene import Scene, digest_of
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.output_file import replace_file
from sitegen.files.text_file import lines_with_ends, load_file
from sitegen.files.yaml_edit import edited
from sitegen.read.sources import refuse_outside
from sitegen.text.values import value

_HEADS = {"knowledge": "# yaml-language-server: $schema={up}.schemas/knowledge.schema.json\n"}


@value
class FileChange:
    """One file: its path below the project folder, and its bytes before and after; None where there is no file."""

    shown: str
    before: bytes | None
    after: bytes | None

    @property
    def diff(self) -> str:
        """A unified diff, empty where nothing changes."""
        old, new = (_lines(content) for content in (self.before, self.after))
        names = ("/dev/null" if self.before is None else self.shown, "/dev/null" if self.after is None else self.shown)
        return "".join(unified_diff(old, new, *names))

    def back(self) -> FileChange:
        """The change that takes this one back."""
        return FileChange(self.shown, self.after, self.before)


def _lines(content: bytes | None) -> list[str]:
    text = (content or b"").decode("utf-8", "replace")
    return [line.rstrip("\r\n") + "\n" for line in lines_with_ends(text)]


def changes_of(planned: Iterable[FileEdits], scene: Scene) -> tuple[FileChange, ...]:
    """The files with the edits made; those that stay are left out. Raises SitegenError: SG755, SG1xx, SG3xx."""
    made = (_of_article(one, scene) if one.shown == scene.home.shown else _of_file(one, scene) for one in planned)
    return tuple(one for one in made if one.before != one.after)


def _of_article(planned: FileEdits, scene: Scene) -> FileChange:
    home = scene.home
    before = None if home.is_new else home.text.encode()
    new = edited(home.yaml, planned.edits, home.shown)
    return FileChange(home.shown, before, before if new == home.yaml else home.with_yaml(new).encode())


def _of_file(planned: FileEdits, scene: Scene) -> FileChange:
    before = content_of(scene.grounds.root, planned.shown)
    text = _head_of(scene.grounds.root, planned.shown) if before is None else before.decode("utf-8")
    return FileChange(planned.shown, before, edited(text, planned.edits, planned.shown).encode())


def _head_of(root: Path, shown: str) -> str:
    """The line by which editors find the schema, in a new file of a project that has the schemas."""
    folder, *rest = shown.split("/")
    head = _HEADS.get(folder, "") if (root / ".schemas").is_dir() else ""
    return head.format(up="../" * len(rest)) + ("\n" if head else "")


def content_of(root: Path, shown: str) -> bytes | None:
    """The bytes of a file of the project; None where there is none. Raises SitegenError: SG340 for a link that leads
    out of the project, SG301 and SG302 for what cannot be read."""
    path = root / shown
    refuse_outside(path, root)
    if not os.path.lexists(path):
        return None
    loaded = load_file(path, shown)
    loaded.text()
    return loaded.content


def changed_since(root: Path, digests: Mapping[str, str]) -> tuple[str, ...]:
    """The files that have other digests now."""
    return tuple(shown for shown, digest in digests.items() if digest_of(_readable(root, shown)) != digest)


def _readable(root: Path, shown: str) -> bytes | None:
    try:
        return content_of(root, shown)
    except SitegenError:
        return b""


def write_all(root: Path, changes: Sequence[FileChange]) -> None:
    """Write the files, all or none, each in one step. Raises SitegenError: SG754 where the system refuses one."""
    done: list[FileChange] = []
    try:
        for change in changes:
            _write(root, change)
            done.append(change)
    except SitegenError:
        for change in reversed(done):
            _write(root, change.back())
        raise


def _write(root: Path, change: FileChange) -> None:
    if content_of(root, change.shown) != change.before:
        message = "was changed by somebody else at this moment"
        raise SitegenError(Diagnostic(change.shown, message, "SG753", help="do it again"))
    replace_file(root / change.shown, change.after, "SG754", change.shown)
