"""Which files of a project are articles and pages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Severity, SitegenError

ARTICLE_SUFFIXES = frozenset({".txt", ".md", ".html"})

_BESIDE = frozenset({".yaml", ".yml"})
_OTHER_FOLDERS = frozenset({"knowledge", "pages", "static", "theme"})
"""Folders of a project, directly below its root, that hold no articles."""
_OTHER_FILES = ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING", "NOTICE")
_SIDE_FILES = frozenset({"requirements.txt", "robots.txt", "humans.txt", "cname.txt"})


def find_sources(root: Path, output: Path | None = None, theme: Path | None = None) -> tuple[Path, ...]:
    """The articles below `root`, by path: .txt, .md and .html, except in folders that hold other things.

    `output` and `theme` are folders that hold no articles either. Raises SitegenError: SG340 for a link that leads
    out of the project, SG301 for a folder that cannot be read.
    """
    return _checked(root, (path for path in _files(root, _closed(root, output, theme)) if _is_article(path)))


def find_unread_files(root: Path, output: Path | None = None, theme: Path | None = None) -> Iterator[Diagnostic]:
    """A warning (SG343) for each file that looks as if it said something about an article, and is not read."""
    files = {path for path in _files(root, _closed(root, output, theme)) if path.suffix in _BESIDE}
    for path in sorted(files, key=lambda path: path.as_posix()):
        about = [suffix for suffix in sorted(ARTICLE_SUFFIXES) if path.with_suffix(suffix).is_file()]
        hint = _why_not_read(path, about, path.relative_to(root).parts[0] == "articles")
        if hint:
            yield Diagnostic(shown_path(path, root), "is not read", "SG343", 1, help=hint, severity=Severity.WARNING)


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
    if path.suffix.lower() not in ARTICLE_SUFFIXES or path.name.lower() in _SIDE_FILES:
        return False
    return not (path.name.startswith(_OTHER_FILES) or path.stem.upper() in _OTHER_FILES)


def _files(folder: Path, closed: set[Path]) -> Iterator[Path]:
    """All ordinary files below `folder`, linked ones too; folders that are links are not entered."""
    problems: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = [name for name in folders if not _hidden(name) and (Path(parent) / name).resolve() not in closed]
        yield from (Path(parent) / name for name in names if not _hidden(name))
    if problems and folder.is_dir():
        raise SitegenError(
            Diagnostic(str(error.filename), f"cannot be read: {error.strerror}", "SG301", help="check its permissions")
            for error in problems
        )


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
