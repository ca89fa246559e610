"""Pictures that lie on the disk: beside a page, in the static files of a site, in a folder of uploads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from sitegen.importing.items import Find, Load
from sitegen.importing.safety import read_bytes

PICTURES = frozenset({".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""How the names of pictures end."""
_SCALED = re.compile(r"-\d{2,5}x\d{2,5}(?=\.[A-Za-z]+\Z)|-scaled(?=\.[A-Za-z]+\Z)")
"""What WordPress adds to the names of smaller copies."""
_ROOTS = ("static", "assets", "source", "")
"""In which folders of a site an address lies that begins with a slash."""


def beside(root: Path, path: str) -> Find:
    """Finds pictures by relative addresses in the file at `path` below `root`, from that file or from `root` on, as
    Obsidian writes them; nothing outside of `root` is found."""

    def find(address: str) -> Load | None:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        name = unquote(parts.path).replace("\\", "/")
        if name.startswith("/"):
            places = [PurePosixPath(folder, name.lstrip("/")) for folder in _ROOTS]
        else:
            places = [PurePosixPath(path).parent / name, PurePosixPath(name)]
        return _first(root, map(str, places))

    return find


def uploaded(folder: Path | None) -> Find:
    """Finds pictures of a site by the ends of their addresses in a folder of its uploads; none without a folder."""

    def find(address: str) -> Load | None:
        try:
            parts = PurePosixPath(unquote(urlsplit(address).path)).parts
        except ValueError:
            return None
        if folder is None or not parts or parts[-1] in ("/", ""):
            return None
        return _first(folder, _ends_of(parts))

    return find


def _ends_of(parts: tuple[str, ...]) -> Iterator[str]:
    """The path from each of its folders on, the longest first; then the same of the picture as it was uploaded."""
    for name in dict.fromkeys((parts[-1], _SCALED.sub("", parts[-1]))):
        for begin in range(len(parts)):
            yield "/".join((*(part for part in parts[begin:-1] if part != "/"), name))


def _first(root: Path, places: Iterator[str]) -> Load | None:
    home = root.resolve()
    for place in places:
        try:
            found = (home / place).resolve()
            if found.is_relative_to(home) and found.suffix.lower() in PICTURES and found.is_file():
                return partial(read_bytes, found, str(root / place))
        except (OSError, ValueError):
            continue
    return None
