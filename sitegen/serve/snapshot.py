"""The site as the preview holds it: a map from path to file, and nothing of it on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Protocol

from sitegen.diagnostics import Diagnostic
from sitegen.pages.search_files import FOLDER as _SEARCH
from sitegen.serve.content_types import content_type
from sitegen.text.values import value

LOST = "404.html"
INDEX = "index.html"

_RELOADED_FOR = ("text/javascript", "image/", "font/", "audio/", "video/")
"""Types of files that a page shows without naming their content: when one changes, open pages are out of date."""


class SiteFile(Protocol):
    """One file of the site, which may be made when its content is asked for."""

    @property
    def type(self) -> str:
        """Its content type."""

    @property
    def tag(self) -> str:
        """A tag that is another whenever the content is."""

    @property
    def content(self) -> bytes:
        """Its bytes. Raises SitegenError where they cannot be made."""

    @property
    def latest(self) -> bytes | None:
        """Its bytes as they were when they could be made last, if they are at hand."""

    @property
    def is_page(self) -> bool:
        """True when it is HTML."""


@value
class Served:
    """A file of the site that is there: its bytes, its content type, and a tag that differs whenever the bytes do."""

    content: bytes
    type: str
    tag: str

    @property
    def is_page(self) -> bool:
        """True when it is HTML."""
        return self.type.startswith("text/html")

    @property
    def latest(self) -> bytes:
        """Its bytes."""
        return self.content


class Files(dict[str, SiteFile]):
    """The files of a site by their paths, which stay while only the texts of articles become others."""

    @cached_property
    def shown_tag(self) -> str:
        """A tag of all files that a page may show without naming their content."""
        return self._tag_of_all(_RELOADED_FOR)

    @cached_property
    def styles_tag(self) -> str:
        """A tag of all style sheets."""
        return self._tag_of_all(("text/css",))

    def with_others(self, others: Mapping[str, SiteFile]) -> Files:
        """The files with other pages in the place of some."""
        files = Files({**self, **others})
        files.__dict__.update(self.__dict__)  # the tags of what pages show are known
        return files

    def _tag_of_all(self, types: tuple[str, ...]) -> str:
        shown = ((path, file) for path, file in sorted(self.items()) if not path.startswith(_SEARCH))
        return tag_of("\n".join(f"{path} {file.tag}" for path, file in shown if file.type.startswith(types)).encode())


@value
class State:
    """What an open page is made of, as tags: the page itself, the files it may show, the style sheets."""

    page: str
    files: str
    styles: str


@value(slots=False)
class Snapshot:
    """The last good build, and what is wrong now; `files` is empty before the first good one."""

    files: Files = field(default_factory=Files)
    problems: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    """By the paths of their pages, the days of articles that a build holds back."""

    def find(self, path: str) -> str | None:
        """The file that a path below the site's root means, as GitHub Pages has it; None when there is none.

        A folder gives its index.html, `x` finds x.html, and names are exact to the letter. A folder without the slash
        at its end is no file: see `folder`.
        """
        if path == "" or path.endswith("/"):
            return path + INDEX if path + INDEX in self.files else None
        return next((name for name in (path, f"{path}.html") if name in self.files), None)

    def folder(self, path: str) -> str | None:
        """The address with a slash of the folder that `path` names without one; None when it has no index.html."""
        return f"{path}/" if path and not path.endswith("/") and f"{path}/{INDEX}" in self.files else None

    def state(self, path: str) -> State:
        """What the page at `path` is made of now; it differs when the page must be shown anew."""
        name = self.find(path)
        page = self.files.get(name or LOST)
        parts = ("found" if name else "lost", page.tag if page else "", self._problems_tag)
        return State(tag_of("\n".join(parts).encode()), self.files.shown_tag, self.files.styles_tag)

    @cached_property
    def _problems_tag(self) -> str:
        return tag_of(repr((self.problems, self.held)).encode("utf-8", "surrogatepass"))


def served(path: str, content: bytes) -> Served:
    """The file at `path` of the site."""
    return Served(content, content_type(path), tag_of(content))


def tag_of(content: bytes) -> str:
    """A short name for these bytes: the first 80 bits of their SHA-256."""
    return hashlib.sha256(content).hexdigest()[:20]
