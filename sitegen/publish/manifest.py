"""The manifest: which files of an output folder sitegen wrote, and so may remove."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.publish.paths import MANIFEST
from sitegen.publish.tree import exists

HEADER = "# Written by sitegen, which replaces and removes what is listed here (SHA-256, path) and nothing else.\n"

_BESIDE_PATH = len("  \n") + 64
"""So many letters has a line but for the path."""
_LINES = re.compile(r"([0-9a-f]{64})  (\S.*)\n")
_PATHS = re.compile(r"[0-9a-f]{64}  (\S.*)\n")


def format_manifest(sums: Mapping[str, str]) -> bytes:
    """The manifest of files given as path → SHA-256, sorted by path."""
    lines = [f"{sums[path]}  {path}\n" for path in sorted(sums)]
    return (HEADER + "".join(lines)).encode()


def read_manifest(folder: str) -> frozenset[str] | None:
    """The paths that the manifest in `folder` lists, itself among them; None when there is none.

    They are compared with what stands in the folder, never opened, so that a forged path leads nowhere. Raises
    SitegenError (SG506) when the manifest is not one.
    """
    path = os.path.join(folder, MANIFEST)
    if not exists(path):
        return None
    listed = _paths_in(_read(path))
    if listed is None:
        raise _damaged(path)
    return listed


def parse_manifest(text: str) -> dict[str, str] | None:
    """The SHA-256 of every file by its path, as format_manifest wrote them; None when `text` is no manifest."""
    if not text.startswith(HEADER):
        return None
    found = _LINES.findall(text, len(HEADER))
    return {path: digest for digest, path in found} if _is_all([path for _, path in found], text) else None


def _is_all(paths: Sequence[str], text: str) -> bool:
    """Whether lines with these paths are all of the text behind its head."""
    return len(HEADER) + sum(map(len, paths)) + _BESIDE_PATH * len(paths) == len(text)


@lru_cache(maxsize=2)
def _paths_in(text: str) -> frozenset[str] | None:
    """The paths in a manifest, and that of itself; kept, for a build asks several times for that of the old site."""
    if not text.startswith(HEADER):
        return None
    paths = _PATHS.findall(text, len(HEADER))
    return frozenset((*paths, MANIFEST)) if _is_all(paths, text) else None


def _read(path: str) -> str:
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise _damaged(path)
    try:
        with open(path, encoding="utf-8", newline="\n") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise _damaged(path) from error


def _damaged(path: str) -> SitegenError:
    message = "this is not a list of files that sitegen wrote, so nothing in the folder is touched"
    return SitegenError(Diagnostic(path, message, "SG506", help="name another output folder, or empty this one"))
