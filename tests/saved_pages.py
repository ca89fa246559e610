"""Saved pages for tests: an invented story, between the parts that every page has."""

from __future__ import annotations

from sitegen.model import Article
from sitegen.read import Reading, read_text

LINES = (
    "The harbour board voted on Monday to close the old pier until the spring, its chairman told the town.",
    "Nobody had expected the vote to be so clear, and some fishermen walked out before the count was over.",
    "“We have asked for repairs since the great storm,” said Ilda Reis, who keeps the fuel station.",
    "A second meeting is planned for April, when the engineers will have looked at the piles.",
)
NAVIGATION = '<nav><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>'
FOOTER = "<footer><p>The Quay Courier is read in the whole bay, and all rights in it are reserved.</p></footer>"


def read_page(body: str, head: str = "") -> Reading:
    """What is read from a page with this body, between its navigation and its footer."""
    page = f"<html><head>{head}</head><body>{NAVIGATION}{body}{FOOTER}</body></html>"
    return read_text(page, "saved.html")


def article_in(body: str, head: str = "") -> Article:
    """The article in such a page."""
    return read_page(body, head).article


def read_body(body: str, head: str = "") -> str:
    """The text in such a page, a paragraph for each line."""
    return article_in(body, head).text.replace("￼\n", "\n\n")
