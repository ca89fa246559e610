"""What tells search engines which pages there are: sitemap.xml and robots.txt."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from sitegen.site.urls import absolute
from sitegen.text.values import value
from sitegen.text.weave import escape

MOST_IN_ONE = 50_000
"""How many addresses one sitemap may hold; a larger site has an index of several (sitemaps.org/protocol.html)."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@value
class Listed:
    """A page that search engines may show: its path, and the day of the newest article on it."""

    path: str
    modified: datetime.date | None = None


def render_sitemaps(listed: Sequence[Listed], base_url: str) -> Iterator[tuple[str, str]]:
    """Path and text of each sitemap of the site at `base_url`: one, or an index and its parts."""
    if len(listed) <= MOST_IN_ONE:
        yield "sitemap.xml", _render("urlset", "url", listed, base_url)
        return
    parts = [listed[start : start + MOST_IN_ONE] for start in range(0, len(listed), MOST_IN_ONE)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    newest = (max((page.modified for page in part if page.modified), default=None) for part in parts)
    yield "sitemap.xml", _render("sitemapindex", "sitemap", tuple(map(Listed, names, newest)), base_url)
    for name, part in zip(names, parts, strict=True):
        yield name, _render("urlset", "url", part, base_url)


def render_robots(base_url: str) -> str:
    """robots.txt after RFC 9309: everything may be read, and where the sitemap is when the site knows its address.

    Search engines read it at the root of a host only; below a path it does nothing.
    """
    sitemap = f"\nSitemap: {absolute(base_url, 'sitemap.xml')}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _render(root: str, entry: str, listed: Sequence[Listed], base_url: str) -> str:
    lines = (
        f"<{entry}><loc>{escape(absolute(base_url, page.path))}</loc>"
        + (f"<lastmod>{page.modified.isoformat()}</lastmod>" if page.modified else "")
        + f"</{entry}>\n"
        for page in listed
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{root}>\n'
