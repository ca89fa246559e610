"""What is published, and the folder in which it is made ready: fresh files, and those that stay as they are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping

from sitegen.publish.paths import parents
from sitegen.publish.survey import Survey, look_again
from sitegen.publish.tree import Stamps, link, make_folder, stamps_of, write_file
from sitegen.text.values import value


@value
class OutputFile:
    """One file to publish: path relative to the output with slashes, content, and for messages where it comes from."""

    path: str
    content: bytes
    origin: str = ""


@value
class StagedFile:
    """A file that was written to the stage: its path, the SHA-256 and the size in bytes of its content."""

    path: str
    digest: str
    size: int
    origin: str = ""
    stamps: Stamps = (0, 0, 0)


@value
class Stage:
    """The folder in which the next site is made ready, and the site it takes the place of.

    Other processes may write to the folder as well.
    """

    folder: str
    target: str

    def put(self, path: str, content: bytes, origin: str = "") -> StagedFile:
        """The file, written. Its path is one that a site may have, and nobody else's."""
        full = os.path.join(self.folder, path)
        try:
            write_file(full, content)
        except FileNotFoundError:  # the first file of its folder
            make_folder(self.folder, os.path.dirname(path))
            write_file(full, content)
        return StagedFile(path, hashlib.sha256(content).hexdigest(), len(content), origin, stamps_of(full) or (0, 0, 0))

    def keep(self, paths: Collection[str], survey: Survey) -> None:
        """These recorded files stay as they are in the site that stands; nothing else is in the stage then.

        It comes before all else. Where the stage is the twin of that site, most of them are there already.
        """
        twin = look_again(survey.twin, self.folder, survey.recorded, opened=True)
        there = survey.recorded.keys() - twin.missing
        for path in (*twin.others, *there.difference(paths)):
            os.unlink(os.path.join(self.folder, path))
        needed = folders_of(there.intersection(paths))
        for path in sorted(twin.folders.keys() - needed - {""}, reverse=True):
            os.rmdir(os.path.join(self.folder, path))
        for path in twin.missing.intersection(paths):
            self.keep_another(path)

    def keep_another(self, path: str) -> None:
        """This file stays as well."""
        make_folder(self.folder, os.path.dirname(path))
        link(os.path.join(self.target, path), os.path.join(self.folder, path))


@value
class KeptFiles:
    """Recorded files that stay as they are in the site that stands, of which the `survey` tells.

    Of each the SHA-256 by its path, of all the bytes; where they come from is asked where it matters, by path. Files at
    the paths in `free` can have these together.
    """

    sums: Mapping[str, str]
    size: int
    origins: Callable[[], Iterable[tuple[str, str]]]
    free: Collection[str]
    survey: Survey


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders that hold these files, and those above them."""
    nearest = {path.rpartition("/")[0] for path in paths} - {""}
    return nearest.union(*map(parents, nearest))
