"""A copy of some of a project's files in a folder of its own, to try what others in their place would do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def mirrored(
    root: Path, paths: Iterable[Path], contents: Mapping[str, bytes], linked: Iterable[str] = ()
) -> Iterator[Path]:
    """A folder with these `paths` of the project `root`, and `contents` by their paths below it in the place of theirs.

    Of the folders named in `linked` it has a link to the project's own. It is gone afterwards.
    """
    with TemporaryDirectory(prefix="sitegen-") as place:
        mirror = Path(place)
        for path in paths:
            shutil.copyfile(path, _made(mirror / path.relative_to(root)))
        for shown, content in contents.items():
            _made(mirror / shown).write_bytes(content)
        for name in linked:
            if (root / name).is_dir():
                os.symlink((root / name).resolve(), mirror / name)
        yield mirror


def _made(path: Path) -> Path:
    """The path, whose folder is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
