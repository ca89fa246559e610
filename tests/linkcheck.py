"""Reads a built site as a browser would: ids, links, and what each page refers to."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class PageReader(HTMLParser):
    """Collects ids, references and nesting mistakes of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: Counter[str] = Counter()
        self.references: list[str] = []
        self.entities: list[str] = []
        self.fragments: list[str] = []
        self.open: list[str] = []
        self.mistakes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if len(found) != len(attrs):
            self.mistakes.append(f"<{tag}> has an attribute twice")
        if "id" in found:
            self.ids[found["id"]] += 1
        self.references += [found[name] for name in ("href", "src") if name in found]
        self.fragments += [found[name] for name in ("aria-details", "aria-labelledby") if name in found]
        self.entities += [found[name] for name in ("data-entity", "data-speaker") if name in found]
        if tag == "a" and "a" in self.open:
            self.mistakes.append("a link inside a link")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(f"</{tag}> closes something else")


def read_page(path: Path) -> PageReader:
    """The page at `path`, read to its end."""
    reader = PageReader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    reader.mistakes += [f"<{tag}> is never closed" for tag in reader.open]
    return reader


def find_mistakes(site: Path) -> list[str]:
    """Everything on the pages of `site` that leads nowhere or stands twice; empty when all is well."""
    pages = {p.relative_to(site).as_posix(): read_page(p) for p in sorted(site.rglob("*.html"))}
    mistakes = []
    for name, page in pages.items():
        mistakes += [f"{name}: {mistake}" for mistake in page.mistakes]
        mistakes += [f"{name}: the id {i} stands {n} times" for i, n in page.ids.items() if n > 1]
        mistakes += [f"{name}: no id {i}" for i in page.fragments if i not in page.ids and i != "card-title"]
        mistakes += [f"{name}: no entry for {i}" for i in page.entities if f"who-{i}" not in page.ids]
        for reference in page.references:
            parts = urlsplit(reference)
            if parts.scheme or parts.netloc:
                continue
            target = _target(name, unquote(parts.path))
            if not (site / target).is_file():
                mistakes.append(f"{name}: {reference} leads nowhere")
            elif parts.fragment and unquote(parts.fragment) not in pages[target].ids:
                mistakes.append(f"{name}: {reference} has no such place")
    return mistakes


def _target(page: str, path: str) -> str:
    """The file that a path on a page means. 404.html is served at any depth, so it must name all from the root."""
    if page == "404.html":
        return path[1:] or page if path.startswith("/") or not path else "a relative address"
    return normpath(join(dirname(page), path)) if path else page
