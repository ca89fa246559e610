"""Old addresses of an article, as front matter names them: the files of a site that lead on from there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.publish.paths import fault
from sitegen.read.draft import Alias

_NO_PATH = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|.*[?{]|[^/]*\Z(?<!\.html)(?<!\.htm)", re.DOTALL)
"""Addresses of other sites, with a query or a placeholder, and words: in Obsidian an alias is another title."""
_OWN = frozenset({"assets", "files", "robots.txt", "sitemap.xml"})
_PAGES = (".html", ".htm")


def is_path(alias: str) -> bool:
    """Whether an alias is a path below the site, as in Hugo and Jekyll, and not another title, as in Obsidian."""
    return _NO_PATH.match(alias) is None


def find_paths(aliases: Sequence[Alias]) -> tuple[str, ...]:
    """The files of the site that stand for the aliases which are paths, each once.

    `/old/` and `/old` are old/index.html, `/old.html` is itself. Raises SitegenError SG365 for paths that leave the
    site or that no disk takes.
    """
    paths = {_file_at(one.words): one for one in aliases if is_path(one.words)}
    problems = list(_faults(paths.items()))
    if problems:
        raise SitegenError(problems)
    return tuple(paths)


def _file_at(alias: str) -> str:
    """The file that a server would send for the address."""
    parts = [part for part in unquote(alias).partition("#")[0].split("/") if part]
    is_page = bool(parts) and parts[-1].lower().endswith(_PAGES) and not alias.endswith("/")
    return "/".join(parts if is_page else (*parts, "index.html"))


def _fault(path: str) -> str:
    """Why nothing of an author's may be there; empty when it may."""
    parts = path.casefold().split("/")
    if any(part.startswith(".") for part in parts):
        return "has a part that begins with a point"
    return "lies where the site has files of its own" if parts[0] in _OWN else fault(path)


def _faults(paths: Iterable[tuple[str, Alias]]) -> Iterator[Diagnostic]:
    for path, alias in paths:
        if why := _fault(path):
            message = f"the alias `{alias.words[:80]}` {why}"
            hint = "an alias is a path below the site, such as /2019/old-name/"
            where = alias.written
            yield replace(Diagnostic(where.path, message, "SG365", where.line, where.column), help=hint)
