"""Pictures without words for those who do not see them."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.check.rows import Row, Topic
from sitegen.model import Article


def picture_rows(article: Article) -> Iterator[Row]:
    """A row for each picture of an article or a page that has no alternative text."""
    for atom in article.atoms:
        if atom.tag == "img" and not (atom.get("alt") or "").strip():
            source = atom.get("src") or ""
            hint = f"say what it shows: `![…]({source})`"
            message = "the picture has no alternative text"
            yield Row(Topic.PICTURES, source, message, hint, article.path, offset=atom.span.start, code="SG795")
