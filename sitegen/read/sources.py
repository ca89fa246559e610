"""Which files of a project are articles and pages, and which lie there unread.

Where there is a folder articles/, only what is in it is an article; a folder without one is read whole.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity, SitegenError
from sitegen.files.static_folder import find_left_out, is_published
from sitegen.publish.paths import MANIFEST
from sitegen.read.readers import READERS

_BESIDE = frozenset({".yaml", ".yml"})
_OTHER_FOLDERS = frozenset({"knowledge", "pages", "static", "theme"})
"""Folders of a project, directly below its root, that hold no articles."""
_OTHER_FILES = ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING", "NOTICE")
_CLOSED_BY = (MANIFEST, "pyvenv.cfg")
"""A folder with one of these holds what a program made: a site, a virtual environment of Python."""
_SIDE_FILES = frozenset({"requirements.txt", "robots.txt", "humans.txt", "cname.txt"})


def find_sources(root: Path, output: Path | None = None, theme: Path | None = None) -> tuple[Path, ...]:
    """The articles of the project in `root`, by path: .txt, .md and .html, except in folders that hold other things.

    `output` and `theme` are folders that hold no articles either. Raises SitegenError: SG340 for a link that leads
    out of the project, SG301 for a folder that cannot be read.
    """
    closed = _closed(root, output, theme)
    return _checked(root, (path for path in _files(home_of_articles(root), closed) if _is_article(path)))


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
    files = {path for path in _files(home_of_articles(root), closed) if path.suffix in _BESIDE}
    for path in sorted(files, key=lambda path: path.as_posix()):
        about = [suffix for suffix in sorted(READERS) if path.with_suffix(suffix).is_file()]
        hint = _why_not_read(path, about, path.relative_to(root).parts[0] == "articles")
        if hint:
            yield Diagnostic(shown_path(path, root), "is not read", "SG343", 1, help=hint, severity=Severity.WARNING)


def _unread_texts(root: Path, closed: set[Path]) -> Iterator[Diagnostic]:
    """A note for each text beside articles/, for each folder with texts there, and for a README in it."""
    home = home_of_articles(root)
    if home == root:
        return
    for path in sorted(_files(home, closed)):
        if path.suffix.lower() in READERS and _is_about_project(path):
            hint = "files of this name are about a project; rename it, if it is an article"
            yield _note(shown_path(path, root), "is not read", "SG345", hint)
    texts = (path.relative_to(root) for path in _files(root, closed | {home.resolve()}) if _is_article(path))
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
        seen = sorted(name for name in folders if not _hidden(name) and (Path(parent) / name).resolve() not in closed)
        folders[:] = [name for name in seen if _is_open(Path(parent) / name, closed)]
        for name in seen:
            folder = Path(parent) / name
            if name not in folders and not (folder / MANIFEST).exists():
                yield _note(shown_path(folder, root), "is not looked into", "SG345", hint)


def _unread_pages(root: Path) -> Iterator[Diagnostic]:
    """A note for each text in pages/ that is no Markdown."""
    for path in sorted(_files(root / "pages", set())):
        if path.suffix.lower() in READERS and path.suffix.lower() != ".md":
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
    return _checked(root, (path for path in _files(folder, set()) if path.suffix.lower() == ".md"))


def refuse_outside(path: Path, root: Path) -> None:
    """Nothing, when `path` lies in `root` with all links followed; else raises SitegenError SG340."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise SitegenError(_leads_out(path, root))


def shown_path(path: Path, root: Path) -> str:
    """The path below `root`, with forward slashes."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in READERS and not _is_about_project(path)


def _is_about_project(path: Path) -> bool:
    """True for README.md, robots.txt and the like."""
    if path.name.lower() in _SIDE_FILES:
        return True
    return path.name.startswith(_OTHER_FILES) or path.stem.upper() in _OTHER_FILES


def _files(folder: Path, closed: set[Path]) -> Iterator[Path]:
    """All ordinary files below `folder`, linked ones too; folders that are links are not entered."""
    problems: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = [name for name in folders if not _hidden(name) and _is_open(Path(parent) / name, closed)]
        yield from (Path(parent) / name for name in names if not _hidden(name))
    if problems and folder.is_dir():
        raise SitegenError(
            Diagnostic(str(error.filename), f"cannot be read: {error.strerror}", "SG301", help="check its permissions")
            for error in problems
        )


def _is_open(folder: Path, closed: set[Path]) -> bool:
    """False for a folder that holds no articles: a site that was built, the packages of Node or of Python."""
    if folder.name == "node_modules" or any((folder / sign).exists() for sign in _CLOSED_BY):
        return False
    return folder.resolve() not in closed


def _hidden(name: str) -> bool:
    return name.startswith((".", "_"))


def _checked(root: Path, paths: Iterator[Path]) -> tuple[Path, ...]:
    """The paths in order, once it is sure that none leads out of the project."""
    found = sorted((path for path in paths if path.is_file() or path.is_symlink()), key=lambda p: p.as_posix())
    out = [path for path in found if not path.resolve().is_relative_to(root.resolve())]
    if out:
        raise SitegenError(_leads_out(path, root) for path in out)
    return tuple(found)


def _leads_out(path: Path, root: Path) -> Diagnostic:
    hint = "copy the file into the project"
    return Diagnostic(shown_path(path, root), "is a link that leads out of the project", "SG340", help=hint)
