"""Width and height of a picture, from the beginning of its file."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

Size = tuple[int, int]
"""Width and height in CSS pixels, as the picture is shown: turned as its camera says."""

_LARGEST = 100_000
_SVG_HEAD = 4096
"""In so many first bytes the start tag of an SVG is looked for."""
_SVG = re.compile(rb"<svg\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_PIXELS = re.compile(rb"\s(width|height)\s*=\s*[\"']\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*[\"']")
_BOX = re.compile(rb"\sviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*[\"']")
_SUFFIXES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})


def find_size(path: Path) -> Size | None:
    """The size of the picture at `path`; None for what is no picture, is damaged, or tells none."""
    if path.suffix.lower() not in _SUFFIXES:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return _size_of(path, status.st_mtime_ns, status.st_size, status.st_ino)


@lru_cache(maxsize=4096)
def _size_of(path: Path, *_: int) -> Size | None:
    """The size in the file as it is now, which its stamps tell."""
    try:
        width, height = _svg_size(path) if path.suffix.lower() == ".svg" else _pixels(path)
    except (OSError, ValueError):
        return None
    return (width, height) if 0 < width <= _LARGEST and 0 < height <= _LARGEST else None


def _pixels(path: Path) -> Size:
    """Of a file of pixels; -1 where the library cannot tell."""
    import imagesize

    with open(path, "rb") as stream:  # an open file: a path that looks like an address would be asked for
        width, height = imagesize.get(stream)
    return int(width), int(height)


def _svg_size(path: Path) -> Size:
    """The size that the start tag of a drawing tells, else that of its view box; 0 where it has neither."""
    with open(path, "rb") as stream:
        found = _SVG.search(stream.read(_SVG_HEAD))
    if found is None:
        return 0, 0
    told = {name.decode(): float(value) for name, value in _PIXELS.findall(found[1])}
    box = _BOX.search(found[1])
    if len(told) < 2 and box is not None:
        told = {"width": float(box[1]), "height": float(box[2])}
    return round(told.get("width", 0)), round(told.get("height", 0))
