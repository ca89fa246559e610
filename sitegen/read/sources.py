"""Which files of a project are articles and pages.

Where there is a folder articles/, only what is in it is an article; a folder without one is read whole, but for what a
.gitignore names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from os.path import splitext
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.walk import Closed, Found, Passed, walk
from sitegen.publish.paths import MANIFEST
from sitegen.read.readers import READERS

OTHER_FOLDERS = frozenset({"knowledge", "pages", "static", "theme"})
"""Folders of a project, directly below its root, that hold no articles."""
_OTHER_FILES = ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING", "NOTICE")
_CLOSED_BY = (MANIFEST, "pyvenv.cfg")
"""A folder with one of these holds what a program made: a site, a virtual environment of Python."""
_PACKAGES = frozenset({"node_modules"})
_SIDE_FILES = frozenset({"requirements.txt"})
SITE_FILES = frozenset({"robots.txt", "humans.txt", "cname.txt"})
"""Names of texts that a web server or a search engine asks for: no articles, wherever they stand."""
_OF_PROGRAMS = _SIDE_FILES | SITE_FILES
_OTHER_INITIALS = frozenset(name[0] for name in _OTHER_FILES)


def find_sources(root: Path, output: Path | None = None, theme: Path | None = None) -> tuple[Path, ...]:
    """The articles of the project in `root`, by path: .txt, .md and .html, except in folders that hold other things.

    `output` and `theme` are folders that hold no articles either. In articles/ a link to another folder of the project
    is followed. Raises SitegenError: SG340 for a link to a file outside the project, SG301 for a folder that cannot be
    read, SG349 for a name that is not UTF-8.
    """
    home = home_of_articles(root)
    return _without_parts(_checked(root, home, files_below(home, folders_of_articles(root, output, theme), is_article)))


def _without_parts(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths but for those in the folder that a browser writes beside a page: `pier_files` of `pier.html`."""
    beside = {path.with_name(f"{path.stem}_files") for path in paths if path.suffix.lower() == ".html"}
    return tuple(path for path in paths if beside.isdisjoint(path.parents)) if beside else paths


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


def find_pages(root: Path) -> tuple[Path, ...]:
    """The plain pages, `pages/**/*.md`, by path. Raises SitegenError like find_sources."""
    folder = root / "pages"
    if not folder.is_dir():
        return ()
    return _checked(root, folder, files_below(folder, Closed(names=_PACKAGES, signs=_CLOSED_BY), is_page))


def refuse_outside(path: Path, root: Path) -> None:
    """Nothing, when `path` lies in `root` with all links followed; else raises SitegenError SG340."""
    if not _lies_plainly_in(os.fspath(path), os.fspath(root)) and not path.resolve().is_relative_to(root.resolve()):
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


def is_article(name: str) -> bool:
    """Whether a file of this name, where articles are, is one."""
    return is_text(name) and not is_about_project(name)


def is_text(name: str) -> bool:
    """Whether a file of this name can be read."""
    return splitext(name)[1].lower() in READERS


def is_page(name: str) -> bool:
    """Whether a file of this name in pages/ is a page."""
    return splitext(name)[1].lower() == ".md"


def is_about_project(name: str) -> bool:
    """True for README.md, robots.txt and the like."""
    if name.lower() in _OF_PROGRAMS or name.startswith(_OTHER_FILES):
        return True
    return name[:1].upper() in _OTHER_INITIALS and splitext(name)[0].upper() in _OTHER_FILES


def files_below(
    folder: Path, closed: Closed, is_wanted: Callable[[str], bool], passed: Passed | None = None
) -> Iterator[Found]:
    """The files of wanted names below `folder`, linked ones too. Raises SitegenError: SG301 for a folder that cannot
    be read.
    """
    passed = passed or Passed()
    yield from walk(folder, is_wanted, closed, passed)
    if passed.unread and folder.is_dir():
        raise SitegenError(
            Diagnostic(str(error.filename), f"cannot be read: {error.strerror}", "SG301", help="check its permissions")
            for error in passed.unread
        )


def _checked(root: Path, home: Path, files: Iterable[Found]) -> tuple[Path, ...]:
    """The paths of files below `home` in order, once it is sure that none leads out of the project."""
    inside = root.resolve()
    is_home_inside = home.resolve().is_relative_to(inside)
    found = sorted(((file.where.replace(os.sep, "/"), file) for file in files), key=itemgetter(0))
    if odd := [file.where for where, file in found if not _is_unicode(where)]:
        raise SitegenError(_not_unicode(Path(where), root) for where in odd)
    out = [
        file.path
        for _, file in found
        if not (is_home_inside and not file.is_link) and not file.path.resolve().is_relative_to(inside)
    ]
    if out:
        raise SitegenError(_leads_out(path, root) for path in out)
    return tuple(file.path for _, file in found)


def _is_unicode(path: str) -> bool:
    """False for a name whose bytes are not those of a text; all others can be encoded."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _not_unicode(path: Path, root: Path) -> Diagnostic:
    shown = shown_path(path, root).encode("utf-8", "backslashreplace").decode()
    return Diagnostic(shown, "has a name that is not UTF-8", "SG349", help="rename it; in Python set PYTHONUTF8=1")


def _leads_out(path: Path, root: Path) -> Diagnostic:
    hint = "copy the file into the project"
    return Diagnostic(shown_path(path, root), "is a link that leads out of the project", "SG340", help=hint)
