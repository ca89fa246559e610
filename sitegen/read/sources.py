"""Which files of a project are articles and pages.

Where there is a folder articles/, only what is in it is an article; a folder without one is read whole, but for what a
.gitignore names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.listing import Listing, not_listed
from sitegen.files.walk import Closed, Found, Passed, not_read, real_place, walk
from sitegen.publish.paths import MANIFEST
from sitegen.read.by_name import is_about_project, is_looked_at, is_page, is_text
from sitegen.text.values import value

OTHER_FOLDERS = frozenset({"knowledge", "pages", "static", "theme"})
"""Folders of a project, directly below its root, that hold no articles."""
_CLOSED_BY = (MANIFEST, "pyvenv.cfg")
"""A folder with one of these holds what a program made: a site, a virtual environment of Python."""
_PACKAGES = frozenset({"node_modules"})


@value
class Sources:
    """The articles of a project, and what else was met where articles are looked for."""

    root: Path
    home: Path
    """The folder that holds the articles."""
    theme: Path | None
    closed: Closed
    """What is closed to articles."""
    listing: Listing
    articles: tuple[str, ...]
    """The articles by their paths below the root, with forward slashes, in order."""
    texts: tuple[Found, ...]
    """Texts that are no articles."""
    others: tuple[Found, ...]
    """Documents, and what may stand beside an article."""
    passed: Passed

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths of the articles."""
        return tuple(map(self.path_of, self.articles))

    @property
    def has_home(self) -> bool:
        """Whether articles have a folder of their own."""
        return self.home != self.root

    def path_of(self, article: str) -> Path:
        """Where an article lies."""
        return self.root / article

    def shown(self, path: str | Path) -> str:
        """A path as it is told."""
        return shown_path(Path(path), self.root)


def find_sources(
    root: Path, output: Path | None = None, theme: Path | None = None, listing: Listing | None = None
) -> Sources:
    """The articles of the project in `root`: .txt, .md and .html, except in folders that hold other things.

    `output` and `theme` are folders that hold no articles either. In articles/ a link to another folder of the project
    is followed. What the `listing` has the disk is not asked for. Raises SitegenError: SG340 for a link to a file
    outside the project, SG301 for a folder that cannot be read, SG349 for a name that is not UTF-8.
    """
    home, closed = home_of_articles(root), folders_of_articles(root, output, theme)
    listing, passed = listing or not_listed(root), Passed()
    articles: list[Found] = []
    texts: list[Found] = []
    others: list[Found] = []
    for one in files_below(home, closed, is_looked_at, passed, listing):
        (others if not is_text(one.name) else texts if is_about_project(one.name) else articles).append(one)
    found = _checked(root, home, articles)
    parts = _parts_of_pages(found)
    texts += (found[path] for path in parts)
    shown = tuple(path for path in found if path not in parts)
    return Sources(root, home, theme, closed, listing, shown, tuple(texts), tuple(others), passed)


def _parts_of_pages(articles: Collection[str]) -> frozenset[str]:
    """Those that are in a folder that a browser writes beside a page: `pier_files` of `pier.html`."""
    beside = {f"{path[:-5]}_files" for path in articles if path[-5:].lower() == ".html"}
    folders = {path.rpartition("/")[0] for path in articles} if beside else set()
    of_pages = {folder for folder in folders if not beside.isdisjoint(accumulate(folder.split("/"), "{}/{}".format))}
    return frozenset(path for path in articles if path.rpartition("/")[0] in of_pages) if of_pages else frozenset()


def home_of_articles(root: Path) -> Path:
    """The folder that holds the articles: articles/ where there is one, else the whole project."""
    folder = root / "articles"
    return folder if folder.is_dir() else root


def folders_of_articles(root: Path, output: Path | None = None, theme: Path | None = None) -> Closed:
    """Where articles are looked for, as what is closed to them."""
    given = {folder.resolve() for folder in (output, theme) if folder is not None} - {root.resolve()}
    closed = given | {root.resolve() / name for name in OTHER_FOLDERS}
    is_whole = home_of_articles(root) == root
    links_into = "" if is_whole else os.path.realpath(root)
    return Closed(set(map(str, closed)), _PACKAGES, _CLOSED_BY, obeys_git=is_whole, links_into=links_into)


def find_pages(root: Path, listing: Listing | None = None) -> tuple[Path, ...]:
    """The plain pages, `pages/**/*.md`, by path. Raises SitegenError like find_sources."""
    folder = root / "pages"
    if not folder.is_dir():
        return ()
    found = files_below(folder, Closed(names=_PACKAGES, signs=_CLOSED_BY), is_page, listing=listing)
    return tuple(file.path for file in _checked(root, folder, found).values())


def refuse_outside(path: Path, root: Path) -> None:
    """Nothing, when `path` lies in `root` with all links followed; else raises SitegenError SG340."""
    if not _lies_plainly_in(os.fspath(path), os.fspath(root)) and not real_place(path).is_relative_to(root.resolve()):
        raise SitegenError(_leads_out(path, root))


def _lies_plainly_in(path: str, root: str) -> bool:
    """Whether the path goes on from that of `root` with no link on the way: sooner seen than where it leads."""
    before = "" if root == os.curdir else root + os.sep
    steps = path[len(before) :].split(os.sep)
    if not path.startswith(before) or "" in steps or os.pardir in steps:
        return False
    return not any(os.path.islink(before + os.sep.join(steps[:end])) for end in range(1, len(steps) + 1))


def shown_path(path: Path, root: Path) -> str:
    """The path below `root`, with forward slashes."""
    shown, before = os.fspath(path), os.path.join(root, "")
    if shown.startswith(before):  # nearly always, and sooner seen
        return shown[len(before) :].replace(os.sep, "/")
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def files_below(
    folder: Path,
    closed: Closed,
    is_wanted: Callable[[str], bool],
    passed: Passed | None = None,
    listing: Listing | None = None,
) -> Iterator[Found]:
    """The files of wanted names below `folder`, linked ones too. Raises SitegenError: SG301 for a folder that cannot
    be read.
    """
    passed = passed or Passed()
    yield from walk(folder, is_wanted, closed, passed, listing)
    if passed.unread and folder.is_dir():
        raise SitegenError(map(not_read, passed.unread))


def _checked(root: Path, home: Path, files: Iterable[Found]) -> dict[str, Found]:
    """Files below `home` by their paths below the root, in order, once it is sure that none leads out of that."""
    inside = root.resolve()
    is_home_inside = home.resolve().is_relative_to(inside)
    before = os.path.join(root, "")
    shown = {file.where.removeprefix(before).replace(os.sep, "/"): file for file in files}
    found = {path: shown[path] for path in sorted(shown)}
    if not _is_unicode("".join(found)):
        raise SitegenError(_not_unicode(path) for path in found if not _is_unicode(path))
    out = [
        file.path
        for file in found.values()
        if not (is_home_inside and not file.is_link) and not real_place(file.path).is_relative_to(inside)
    ]
    if out:
        raise SitegenError(_leads_out(path, root) for path in out)
    return found


def _is_unicode(paths: str) -> bool:
    """False for names whose bytes are not those of a text; all others can be encoded."""
    try:
        paths.encode()
    except UnicodeEncodeError:
        return False
    return True


def _not_unicode(path: str) -> Diagnostic:
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Diagnostic(shown, "has a name that is not UTF-8", "SG349", help="rename it; in Python set PYTHONUTF8=1")


def _leads_out(path: Path, root: Path) -> Diagnostic:
    hint = "copy the file into the project"
    return Diagnostic(shown_path(path, root), "is a link that leads out of the project", "SG340", help=hint)
