"""Which files of a project are articles and pages, and which lie there unread.

Where there is a folder articles/, only what is in it is an article; a folder without one is read whole.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from os.path import splitext
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.files.static_folder import find_left_out, is_published
from sitegen.files.walk import Closed, Found, is_hidden, walk
from sitegen.publish.paths import MANIFEST
from sitegen.read.readers import READERS

_BESIDE = frozenset({".yaml", ".yml"})
_OTHER_FOLDERS = frozenset({"knowledge", "pages", "static", "theme"})
"""Folders of a project, directly below its root, that hold no articles."""
_OTHER_FILES = ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING", "NOTICE")
_CLOSED_BY = (MANIFEST, "pyvenv.cfg")
"""A folder with one of these holds what a program made: a site, a virtual environment of Python."""
_PACKAGES = frozenset({"node_modules"})
_SIDE_FILES = frozenset({"requirements.txt", "robots.txt", "humans.txt", "cname.txt"})


def find_sources(root: Path, output: Path | None = None, theme: Path | None = None) -> tuple[Path, ...]:
    """The articles of the project in `root`, by path: .txt, .md and .html, except in folders that hold other things.

    `output` and `theme` are folders that hold no articles either. Raises SitegenError: SG340 for a link that leads
    out of the project, SG301 for a folder that cannot be read.
    """
    home = home_of_articles(root)
    return _checked(root, home, _files(home, _closed(root, output, theme), _is_article))


def home_of_articles(root: Path) -> Path:
    """The folder that holds the articles: articles/ where there is one, else the whole project."""
    folder = root / "articles"
    return folder if folder.is_dir() else root


def find_unread_files(root: Path, output: Path | None = None, theme: Path | None = None) -> Iterator[Diagnostic]:
    """What lies in the project and is not read: a warning (SG343) for each file that looks as if it said something
    about an article, a note (SG345) for texts that are no articles, and one (SG346) for what static/ holds unpublished.
    """
    closed = _closed(root, output, theme)
    yield from _unread_beside(root, closed)
    yield from _unread_folders(root, closed)
    yield from _unread_texts(root, closed)
    yield from _unread_pages(root)
    for folder in (root / "static", *((theme / "static",) if theme is not None else ())):
        yield from _unpublished(folder, root)


def _unread_beside(root: Path, closed: set[Path]) -> Iterator[Diagnostic]:
    home = home_of_articles(root)
    files = tuple(_files(home, closed, lambda name: _is_text(name) or _is_beside(name)))
    suffixes: dict[str, set[str]] = {}
    for found in files:
        stem, suffix = splitext(found.where)
        if _is_text(found.where) and (not found.is_link or found.path.is_file()):
            suffixes.setdefault(stem, set()).add(suffix.lower())
    for where in sorted(found.where for found in files if _is_beside(found.where)):
        path, about = Path(where), sorted(suffixes.get(splitext(where)[0], ()))
        hint = _why_not_read(path, about, home != root)
        if hint:
            yield Diagnostic(shown_path(path, root), "is not read", "SG343", 1, help=hint, severity=Severity.WARNING)


def _unread_texts(root: Path, closed: set[Path]) -> Iterator[Diagnostic]:
    """A note for each text beside articles/, for each folder with texts there, and for a README in it."""
    home = home_of_articles(root)
    if home == root:
        return
    about = _files(home, closed, lambda name: _is_text(name) and not _is_article(name))
    for path in sorted(found.path for found in about):
        hint = "files of this name are about a project; rename it, if it is an article"
        yield _note(shown_path(path, root), "is not read", "SG345", hint)
    texts = (found.path.relative_to(root) for found in _files(root, closed | {home.resolve()}, _is_article))
    counts = Counter(path.parts[0] if len(path.parts) == 1 else f"{path.parts[0]}/" for path in texts)
    hint = "only what is in articles/ is an article: move it there, or let its name begin with `_`"
    for name, count in sorted(counts.items()):
        holds = f"holds {count} texts" if count > 1 else "holds a text"
        message = f"{holds} that are not read" if count > 1 else f"{holds} that is not read"
        yield _note(name.rstrip("/"), message if name.endswith("/") else "is not read", "SG345", hint)


def _unread_folders(root: Path, closed: set[Path]) -> Iterator[Diagnostic]:
    """A note for each folder that holds the packages of a program, where articles are looked for or beside them."""
    hint = "it holds the packages of a program"
    for parent, folders, _ in os.walk(root):
        seen = sorted(name for name in folders if not is_hidden(name) and (Path(parent) / name).resolve() not in closed)
        folders[:] = [name for name in seen if _is_open(Path(parent) / name, closed)]
        for name in seen:
            folder = Path(parent) / name
            if name not in folders and not (folder / MANIFEST).exists():
                yield _note(shown_path(folder, root), "is not looked into", "SG345", hint)


def _unread_pages(root: Path) -> Iterator[Diagnostic]:
    """A note for each text in pages/ that is no Markdown."""
    texts = _files(root / "pages", set(), lambda name: _is_text(name) and not _is_page(name))
    for path in sorted(found.path for found in texts):
        hint = f"pages are Markdown: rename it to {path.stem}.md"
        yield _note(shown_path(path, root), "is not read", "SG345", hint)


def _unpublished(folder: Path, root: Path) -> Iterator[Diagnostic]:
    for path in find_left_out(folder):
        hint = "what systems, editors and version control leave in a folder stays there; .well-known/ is published"
        if is_published(path.name):
            hint = "it is a link that leads out of the folder: copy what it leads to"
        yield _note(shown_path(path, root), "is not published", "SG346", hint)


def _note(path: str, message: str, code: str, hint: str) -> Diagnostic:
    return Diagnostic(path, message, code, help=hint, severity=Severity.NOTE)


def _why_not_read(path: Path, about: Sequence[str], among_articles: bool) -> str:
    """The way out for a YAML file that stands beside articles with the suffixes `about`; empty where all is well."""
    if about == [".md"]:
        return f"write what it says between --- lines at the head of {path.stem}.md"
    if about and path.suffix == ".yml":
        return f"rename it to {path.stem}.yaml"
    if not about and among_articles:
        return f"there is no {path.stem}.txt or {path.stem}.html beside it; give it the name of its article"
    return ""


def _closed(root: Path, output: Path | None, theme: Path | None) -> set[Path]:
    """The folders that hold no articles."""
    given = {folder.resolve() for folder in (output, theme) if folder is not None} - {root.resolve()}
    return given | {root.resolve() / name for name in _OTHER_FOLDERS}


def find_pages(root: Path) -> tuple[Path, ...]:
    """The plain pages, `pages/**/*.md`, by path. Raises SitegenError like find_sources."""
    folder = root / "pages"
    if not folder.is_dir():
        return ()
    return _checked(root, folder, _files(folder, set(), _is_page))


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
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def _is_article(name: str) -> bool:
    return _is_text(name) and not _is_about_project(name)


def _is_text(name: str) -> bool:
    return splitext(name)[1].lower() in READERS


def _is_beside(name: str) -> bool:
    return splitext(name)[1] in _BESIDE


def _is_page(name: str) -> bool:
    return splitext(name)[1].lower() == ".md"


def _is_about_project(name: str) -> bool:
    """True for README.md, robots.txt and the like."""
    if name.lower() in _SIDE_FILES:
        return True
    return name.startswith(_OTHER_FILES) or splitext(name)[0].upper() in _OTHER_FILES


def _files(folder: Path, closed: set[Path], is_wanted: Callable[[str], bool]) -> Iterator[Found]:
    """The files of wanted names below `folder`, linked ones too; folders that are links are not entered."""
    problems: list[OSError] = []
    yield from walk(folder, is_wanted, Closed(set(map(str, closed)), _PACKAGES, _CLOSED_BY), problems)
    if problems and folder.is_dir():
        raise SitegenError(
            Diagnostic(str(error.filename), f"cannot be read: {error.strerror}", "SG301", help="check its permissions")
            for error in problems
        )


def _is_open(folder: Path, closed: set[Path]) -> bool:
    """False for a folder that holds no articles: a site that was built, the packages of Node or of Python."""
    if folder.name in _PACKAGES or any((folder / sign).exists() for sign in _CLOSED_BY):
        return False
    return folder.resolve() not in closed


def _checked(root: Path, home: Path, files: Iterable[Found]) -> tuple[Path, ...]:
    """The paths of files below `home` in order, once it is sure that none leads out of the project."""
    inside = root.resolve()
    is_home_inside = home.resolve().is_relative_to(inside)
    found = sorted(((file.where.replace(os.sep, "/"), file) for file in files), key=itemgetter(0))
    out = [
        file.path
        for _, file in found
        if not (is_home_inside and not file.is_link) and not file.path.resolve().is_relative_to(inside)
    ]
    if out:
        raise SitegenError(_leads_out(path, root) for path in out)
    return tuple(file.path for _, file in found)


def _leads_out(path: Path, root: Path) -> Diagnostic:
    hint = "copy the file into the project"
    return Diagnostic(shown_path(path, root), "is a link that leads out of the project", "SG340", help=hint)
