"""The formats in which a site is written for other programs: Web Annotation, TEI, CSV, JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sitegen.export.json_lines import render_json_lines
from sitegen.export.tables import render_mentions, render_quotations
from sitegen.export.tei import render_article, render_corpus
from sitegen.export.web_annotation import render_web_annotations
from sitegen.model import Annotated
from sitegen.site import Site
from sitegen.text.values import value


@value
class Format:
    """One way to write what a site knows: all of it as one text and, where that is usual, a file for each article."""

    suffix: str
    render: Callable[[Site], str]
    render_one: Callable[[Site, Annotated], str] | None = None


FORMATS: Mapping[str, Format] = {
    "web-annotation": Format(".json", render_web_annotations),
    "tei": Format(".xml", render_corpus, render_article),
    "quotations-csv": Format(".csv", render_quotations),
    "mentions-csv": Format(".csv", render_mentions),
    "jsonl": Format(".jsonl", render_json_lines),
}
"""The formats by the names that the command line gives them."""


def article_files(site: Site, chosen: Format) -> Iterator[tuple[str, str]]:
    """Name and text of a file for each article; none when the format has no such files."""
    if chosen.render_one is not None:
        for annotated in site.annotated:
            yield f"{annotated.article.slug}{chosen.suffix}", chosen.render_one(site, annotated)
