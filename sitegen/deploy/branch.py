"""What stands at the tip of the branch that a site is published on, and what of it has to stay."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from sitegen.deploy.git import Repository
from sitegen.publish.manifest import parse_manifest
from sitegen.publish.paths import MANIFEST, fault, parents
from sitegen.publish.refusals import BYSTANDERS
from sitegen.publish.tree import exists, make_folder, write_file
from sitegen.text.values import value

_FILE_MODES = {"100644", "100755"}


@value
class Tip:
    """The last commit of a branch: its full name, empty when there is none, and its files by path."""

    commit: str = ""
    modes: Mapping[str, str] = field(default_factory=dict)
    """Git's mode of each file: "100644" is an ordinary one."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Git's name of the content of each file."""
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """The content of each ordinary file."""

    @property
    def listed(self) -> dict[str, str] | None:
        """What the manifest of the site lists (path → SHA-256), or None when no site of sitegen is here."""
        if MANIFEST not in self.contents:
            return None
        return parse_manifest(self.contents[MANIFEST].decode("utf-8", "replace"))

    @property
    def strangeness(self) -> str:
        """Why this is not simply a site that sitegen published, in words that follow "it"; empty when it is."""
        listed = self.listed
        if listed is None:
            foreign = sorted(path for path in self.modes if path.split("/")[0] not in BYSTANDERS)
            return f"holds files that sitegen did not write, such as `{_shown(foreign[0])}`" if foreign else ""
        if edited := sorted(path for path in self.modes if path in listed and self._sum(path) != listed[path]):
            return f"holds pages that were changed by hand, such as `{edited[0]}`"
        lost = sorted(set(self.modes) - {*listed, MANIFEST, *self.kept})
        return f"holds `{_shown(lost[0])}`, which no site can have and would be lost" if lost else ""

    def _sum(self, path: str) -> str:
        """The SHA-256 of an ordinary file; empty for anything else."""
        return hashlib.sha256(self.contents[path]).hexdigest() if path in self.contents else ""

    @property
    def kept(self) -> dict[str, bytes]:
        """The files that stay although sitegen did not write them, by path: of a stranger's branch only CNAME."""
        listed = self.listed
        if listed is None:
            return {path: content for path, content in self.contents.items() if path == "CNAME"}
        ours = {*listed, MANIFEST}
        return {path: content for path, content in self.contents.items() if path not in ours and not fault(path)}


def read_tip(repository: Repository, commit: str) -> Tip:
    """The commit with all its files; an empty name gives a tip without any."""
    tree = read_tree(repository, commit)
    files = {path: name for path, (mode, name) in tree.items() if mode in _FILE_MODES}
    contents = _contents(repository, list(files.values()))
    return Tip(
        commit,
        modes={path: mode for path, (mode, _) in tree.items()},
        names={path: name for path, (_, name) in tree.items()},
        contents=dict(zip(files, contents, strict=True)),
    )


def read_tree(repository: Repository, commit: str) -> dict[str, tuple[str, str]]:
    """Git's mode of each file of the commit, and its name of the content, by path."""
    if not commit:
        return {}
    listed = repository.ask("ls-tree", "-r", "-z", "--full-tree", commit).output.decode("utf-8", "surrogateescape")
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: (about.split(" ")[0], about.split(" ")[2]) for about, _, path in entries}


def _contents(repository: Repository, names: list[str]) -> list[bytes]:
    """The contents that git keeps under these names, in the same order."""
    answer = repository.ask("cat-file", "--batch", text="".join(f"{name}\n" for name in names).encode()).output
    found, at = [], 0
    for _ in names:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        found.append(answer[end + 1 : end + 1 + size])
        at = end + size + 2
    return found


def names_of(repository: Repository, folder: Path) -> dict[str, str]:
    """Git's names of the contents of all files below `folder`, by path, as they would be committed."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = "".join(f"{path}\n" for path in paths).encode()
    names = repository.ask("hash-object", "--no-filters", "--stdin-paths", text=lines).line.split("\n")
    return {path.relative_to(folder).as_posix(): name for path, name in zip(paths, names, strict=True)}


def keep_files(tip: Tip, site: Path) -> None:
    """Put the files of the tip that have to stay into the folder `site`, where it has nothing of its own there."""
    for path, content in sorted(tip.kept.items()):
        above = [os.path.join(site, parent) for parent in parents(path)]
        if not exists(os.path.join(site, path)) and all(
            os.path.isdir(parent) or not exists(parent) for parent in above
        ):
            make_folder(str(site), os.path.dirname(path))
            write_file(os.path.join(site, path), content)


def _shown(path: str) -> str:
    """The path as it can be printed: git keeps names that are not Unicode."""
    return path.encode("utf-8", "replace").decode("utf-8")
