"""Where the author's links and pictures lead: other articles, files of the project, the open web."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.files.picture_size import Size, find_size
from sitegen.files.static_folder import find_static_files
from sitegen.files.text_file import read_text_file
from sitegen.model import Article
from sitegen.site.urls import page_of_article, relative
from sitegen.text.near import nearest
from sitegen.text.values import value

_MOST_NAMED = 5
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@value
class Asset:
    """A file of the project that is copied to `path` below the output."""

    source: Path
    path: str


class Linking(Protocol):
    """An article, with or without its text, and the relative targets of its links and pictures."""

    @property
    def article(self) -> Article: ...
    @property
    def targets(self) -> tuple[str, ...]: ...


@value
class Links:
    """The pages and files that the author's words may lead to, and what leads nowhere."""

    pages: Mapping[str, str]
    """Path of a source file → path of its page."""
    assets: tuple[Asset, ...]
    problems: tuple[Diagnostic, ...]
    files: frozenset[str]
    """The paths of the assets."""
    sizes: Mapping[str, Size]
    """By the paths of those assets that are pictures and that a text leads to, how large they are."""
    withheld: frozenset[str] = frozenset()
    """The paths of source files that are not shown: what leads there is no link."""
    told: tuple[Diagnostic, ...] = ()
    """A warning for each link to one of these."""
    lost: frozenset[tuple[str, str]] = frozenset()
    """Pictures of saved pages that are not there, and so are not shown: the path of the page, and the target."""

    def led_to(self, linking: Linking) -> tuple[tuple[str, str, str | None, Size | None], ...]:
        """For each target of an article its fragment, the path of the page, if it means one, and a picture's size.

        The path is empty for a picture that is lost.
        """
        located = ((target, *locate(linking.article, target)) for target in linking.targets)
        lost = {target for path, target in self.lost if path == linking.article.path} if self.lost else ()
        return tuple(
            (target, fragment, "" if target in lost else self.pages.get(path), self.sizes.get(self._file_of(path)))
            for target, path, fragment in located
        )

    def addresses(self, article: Article, page: str) -> dict[str, str]:
        """The address of each of the article's targets, as written on `page`; "" for what is not shown."""
        found: dict[str, str] = {}
        for target in targets_of(article):
            path, fragment = locate(article, target)
            if path in self.pages:
                found[target] = relative(page, self.pages[path] + fragment)
            elif path in self.withheld:
                found[target] = ""
            elif file := self._file_of(path):
                found[target] = relative(page, file + fragment)
        return found

    def file_of(self, article: Article, target: str) -> str:
        """The path of the asset that a relative target of the article means; empty where it means none."""
        return self._file_of(locate(article, target)[0])

    def size_of(self, article: Article, target: str) -> Size | None:
        """The size of the picture that a relative target of the article means, where it is known."""
        return self.sizes.get(self.file_of(article, target))

    def _file_of(self, path: str) -> str:
        """The path of the asset that a path below the project means; empty where it means none."""
        return next((file for file in (f"files/{path}", path.removeprefix("static/")) if file in self.files), "")


def targets_of(article: Article) -> tuple[str, ...]:
    """The relative targets of the author's links and pictures, in order, each once."""
    elements = (element for element in (*article.marks, *article.atoms) if element.tag in {"a", "img"})
    values = (element.get("href") or element.get("src") or "" for element in elements)
    return tuple(dict.fromkeys(v for v in values if v and not _SCHEME.match(v) and not v.startswith("#")))


def locate(article: Article, target: str) -> tuple[str, str]:
    """Path below the project that a relative target means, and its fragment with the #. `..` at the front stays.

    A backslash, as Windows writes paths, is a slash.
    """
    bare, mark, fragment = unquote(target).partition("#")
    bare = bare.partition("?")[0].replace("\\", "/")
    if bare.startswith("/"):
        return posixpath.normpath(bare.lstrip("/")), mark + fragment
    return posixpath.normpath(posixpath.join(posixpath.dirname(article.path), bare)), mark + fragment


def find_links(
    root: Path, articles: Iterable[Linking], pages: Iterable[Article], withheld: frozenset[str] = frozenset()
) -> Links:
    """Everything that the author's links may lead to, and a diagnostic (SG410, SG411) for each that leads nowhere.

    What leads to a file that is `withheld`, a draft or an article that is dated ahead, is told (SG412).
    """
    articles, pages = tuple(articles), tuple(pages)
    known = {one.article.path: page_of_article(one.article) for one in articles}
    known |= {page.path: f"{page.slug}.html" for page in pages}
    assets = {asset.path: asset for asset in _static_files(root)}
    led_to: set[str] = set()
    lost: set[tuple[str, str]] = set()
    problems: list[Diagnostic] = []
    told: list[Diagnostic] = []
    linking = [(one.article, one.targets) for one in articles] + [(page, targets_of(page)) for page in pages]
    for article, targets in linking:
        for target in targets:
            path, _ = locate(article, target)
            if path in known:
                continue
            if (beside := path.removeprefix("static/")) in assets:
                led_to.add(beside)
                continue
            if path in withheld:
                told.append(_not_shown(root, article, target))
                continue
            source = _file_at(root, path)
            if source is None and _is_saved(article):
                lost.add((article.path, target))
            elif source is None:
                problems.append(_missing(root, article, target, assets))
            else:
                assets[f"files/{path}"] = Asset(source, f"files/{path}")
                led_to.add(f"files/{path}")
    sizes = {path: size for path in sorted(led_to) if (size := find_size(assets[path].source)) is not None}
    files = tuple(assets[key] for key in sorted(assets))
    return Links(known, files, tuple(problems), frozenset(assets), sizes, withheld, tuple(told), frozenset(lost))


def lost_pictures(root: Path, articles: Iterable[Linking]) -> Iterator[Diagnostic]:
    """A warning (SG335) for each saved page of which pictures are not there, with the first of their names."""
    for one in articles:
        targets = one.targets if _is_saved(one.article) else ()
        missing = [unquote(target) for target in targets if _file_at(root, locate(one.article, target)[0]) is None]
        if missing:
            more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
            message = f"pictures of this page are not there and are left out: {', '.join(missing[:_MOST_NAMED])}{more}"
            hint = "copy the folder that the browser saved beside it into the project"
            yield Diagnostic(one.article.path, message, "SG335", help=hint, severity=Severity.WARNING)


def _is_saved(article: Article) -> bool:
    """True for a saved page, whose relative targets are pictures; somebody else wrote them."""
    return article.path.lower().endswith(".html")


def _slashed(words: str) -> str:
    """The words with slashes for backslashes, also for doubled ones, as Markdown may ask for them."""
    return words.replace("\\\\", "\\").replace("\\", "/")


def _file_at(root: Path, path: str) -> Path | None:
    """The file of the project at `path`; None when there is none, when it is hidden, or when a link leads outside."""
    if path.startswith("/") or any(part.startswith((".", "_")) for part in path.split("/")):
        return None
    try:
        source = (root / path).resolve()
        return source if source.is_relative_to(root.resolve()) and source.is_file() else None
    except (OSError, ValueError):
        return None


def _static_files(root: Path) -> Iterator[Asset]:
    folder = root / "static"
    yield from (Asset(path, path.relative_to(folder).as_posix()) for path in find_static_files(folder))


def _place_of(root: Path, article: Article, target: str) -> tuple[str, int, int, str]:
    """A target as it is shown, the line and the column where it stands, and the words of the line."""
    lines = read_text_file(root / article.path, article.path).splitlines()
    written = _slashed(unquote(target))
    places = ((n, words) for n, words in enumerate(lines, 1) if target in words or written in _slashed(words))
    number, line = next(places, (0, ""))
    return written if written.isprintable() else target, number, _slashed(line).find(written) + 1, line


def _not_shown(root: Path, article: Article, target: str) -> Diagnostic:
    shown, number, column, line = _place_of(root, article, target)
    message = f"`{shown}` is not shown: it is a draft, or dated ahead; the words stay, without a link"
    hint = "the link comes with the article that it leads to"
    return Diagnostic(article.path, message, "SG412", number, column, hint, line, Severity.WARNING)


def _missing(root: Path, article: Article, target: str, assets: Mapping[str, Asset]) -> Diagnostic:
    """What is wrong with a target that leads to no file, and to which file its author may have meant it to lead."""
    shown, number, column, line = _place_of(root, article, target)
    path = locate(article, target)[0]
    if path.startswith(".."):
        message, hint = f"`{shown}` lies outside the project", "copy the file into the project"
        return Diagnostic(article.path, message, "SG411", number, column, hint, line)
    likely = _likely(root, article, path, assets)
    hint = f"did you mean `{likely}`?" if likely else "check the spelling; paths begin at the article's own folder"
    return Diagnostic(article.path, f"there is no file `{shown}`", "SG410", number, column, hint, line)


def _likely(root: Path, article: Article, path: str, assets: Mapping[str, Asset]) -> str:
    """The file that a path was likely meant to be, as the article would write it: in its folder or in static/."""
    folder, name = posixpath.split(path)
    if near := nearest(name, _names_in(root, folder)):
        return posixpath.relpath(posixpath.join(folder, near), posixpath.dirname(article.path) or ".")
    same = (found for found in sorted(assets) if not found.startswith("files/") and posixpath.basename(found) == name)
    found = next(same, "")
    return f"/{found}" if found else ""


def _names_in(root: Path, folder: str) -> list[str]:
    """The names of the files in a folder of the project that an article may lead to."""
    try:
        names = sorted(entry.name for entry in (root / folder).iterdir())
    except (OSError, ValueError):
        return []
    return [name for name in names if _file_at(root, posixpath.join(folder, name)) is not None]
