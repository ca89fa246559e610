"""Links to places on pages that these pages do not have."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from html import unescape
from urllib.parse import unquote

from sitegen.check.rows import Row, Topic
from sitegen.files.text_file import read_text_file
from sitegen.model import Article
from sitegen.pages import PlannedPage
from sitegen.pages.render import page_renderer
from sitegen.site import Site
from sitegen.site.anchors import paragraph_at, paragraph_starts
from sitegen.site.links import locate
from sitegen.site.urls import page_of_article
from sitegen.text.slugs import make_slug
from sitegen.text.spans import HEADINGS, Span
from sitegen.text.values import value

_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_TOP = "top"
"""A fragment that leads to the top of every page (HTML, 7.4.6.4)."""


@value
class Fragment:
    """A link of the author's that leads to a place on a page of the site."""

    article: Article
    """Which has the link."""
    offset: int
    written: str
    """The link as it was written."""
    page: str
    """Path below the site of the page or file that it leads to."""
    name: str
    """Of the place on it."""


def fragments_in(article: Article, site: Site) -> Iterator[Fragment]:
    """The links of an article or a page that lead to a place on a page of the site, its own among them."""
    for mark in article.marks:
        target = mark.get("href") or ""
        path, sharp, name = target.partition("#")
        if mark.tag != "a" or not sharp or name.lower() in {"", _TOP} or _SCHEME.match(target):
            continue
        page = _page_at(locate(article, target)[0], site) if path else _page_of(article, site)
        if page:
            yield Fragment(article, mark.span.start, target, page, unquote(name))


def _page_of(article: Article, site: Site) -> str:
    return site.links.pages.get(article.path, page_of_article(article))


def _page_at(path: str, site: Site) -> str:
    """The page that a file of the project becomes, or the file itself where it is HTML; else an empty string."""
    if path in site.links.pages:
        return site.links.pages[path]
    files = (f"files/{path}", path.removeprefix("static/"))
    return next((file for file in files if file in site.links.files and file.lower().endswith((".html", ".htm"))), "")


def fragment_rows(fragments: Iterable[Fragment], pages: Sequence[PlannedPage], site: Site) -> Iterator[Row]:
    """A row for each of these links that leads to no place, in the order of the files; only pages that links lead to
    are made. Raises SitegenError (SG430) for a mistake in a template."""
    by_page: dict[str, list[Fragment]] = defaultdict(list)
    for one in fragments:
        by_page[one.page].append(one)
    ids = _Ids(site, pages) if by_page else None
    dead = (one for page, ones in by_page.items() for one in ones if ids is not None and one.name not in ids.of(page))
    for one in sorted(dead, key=lambda one: (one.article.path, one.offset)):
        message = f"there is no place `#{one.name}` on {one.page}"
        hint = _hint(one, ids.of(one.page) if ids is not None else frozenset(), site)
        yield Row(Topic.LINKS, one.written, message, hint, one.article.path, offset=one.offset, code="SG794")


class _Ids:
    """The ids of the elements of pages, each page made once."""

    def __init__(self, site: Site, pages: Sequence[PlannedPage]) -> None:
        self._files = {asset.path: asset.source for asset in site.assets}
        self._pages = {page.path: page for page in pages}
        self._render = page_renderer(site.config.theme)
        self._known: dict[str, Set[str]] = {}

    def of(self, page: str) -> Set[str]:
        """The ids on the page or in the file at this path below the site."""
        if page not in self._known:
            self._known[page] = frozenset(unescape("".join(found)) for found in _ID.findall(self._html(page)))
        return self._known[page]

    def _html(self, page: str) -> str:
        if page in self._pages:
            return self._render(self._pages[page].make())
        return read_text_file(self._files[page], page)


def _hint(one: Fragment, ids: Set[str], site: Site) -> str:
    """A place of nearly that name, or the paragraph under the heading that was meant."""
    near = difflib.get_close_matches(one.name, sorted(ids), n=1) or [_under_heading(one, site)]
    if near[0]:
        return f"did you mean `#{near[0]}`?"
    if not one.page.startswith("articles/"):
        return f"give an element of {one.page} this `id`, or leave out what stands from the # on"
    return "a heading of Markdown has its words, `#the-boat`, and paragraphs are `#p1`, `#p2` …"


def _under_heading(one: Fragment, site: Site) -> str:
    """The fragment of the first paragraph under the heading of this name; empty where there is none."""
    keys = {page_of_article(facts.article): facts.key for facts in site.facts}
    if one.page in keys:
        article = site.store.annotated(keys[one.page]).article
        starts = paragraph_starts(article)
        for block in article.blocks:
            below = next((start for start in starts if start >= block.span.end), None)
            if block.tag in HEADINGS and make_slug(block.span.of(article.text)) == one.name and below is not None:
                return paragraph_at(starts, Span(below, below + 1))
    return ""
