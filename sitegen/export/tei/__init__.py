"""Articles in TEI P5: words, typography and annotations inline, everybody who is named in a standOff.

The words of the body are those of the article, character by character; only what XML cannot hold is replaced.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from sitegen.export.tei.body import add_body
from sitegen.export.tei.entities import add_entities
from sitegen.export.tei.header import add_article_header, add_corpus_header
from sitegen.export.tei.ids import id_of_article
from sitegen.export.tei.tree import add, render_tree, root
from sitegen.model import Annotated, Article, Entity
from sitegen.site import Site


def render_corpus(site: Site) -> str:
    """All articles, newest first, as one teiCorpus, with one standOff for all of them."""
    corpus = root("teiCorpus", {"xml:lang": site.config.language})
    add_corpus_header(corpus, site)
    add_entities(corpus, site, site.entities.values())
    for annotated in site.annotated:
        _fill(add(corpus, "TEI", attributes=_attributes(site, annotated.article)), site, annotated, alone=False)
    return render_tree(corpus)


def render_article(site: Site, annotated: Annotated) -> str:
    """One article as a document of its own, with everybody that it names."""
    document = root("TEI", _attributes(site, annotated.article))
    _fill(document, site, annotated, alone=True)
    return render_tree(document)


def _attributes(site: Site, article: Article) -> dict[str, str]:
    return {"xml:id": id_of_article(article), "xml:lang": article.language or site.config.language}


def _fill(document: ET.Element, site: Site, annotated: Annotated, *, alone: bool) -> None:
    add_article_header(document, site, annotated.article, alone=alone)
    if alone:
        add_entities(document, site, _named(site, annotated))
    text = add(document, "text")
    page = add(add(text, "front"), "titlePage")
    add(add(page, "docTitle"), "titlePart", annotated.article.headline, {"type": "main"})
    for author in annotated.article.authors:
        add(page, "docAuthor", author)
    if annotated.article.date:
        day = annotated.article.date.isoformat()
        add(page, "docDate", day, {"when": day})
    ET.indent(text[0])
    add_body(text, site, annotated)
    for child in (*document, *text):
        child.tail = "\n"
    document.tail = "\n"


def _named(site: Site, annotated: Annotated) -> tuple[Entity, ...]:
    """Every entity that the article mentions or lets speak."""
    speaking = (quotation.speaker.entity_id for quotation in annotated.quotations if quotation.speaker)
    ids = dict.fromkeys((*(mention.entity_id for mention in annotated.mentions), *speaking))
    return tuple(site.entities[entity_id] for entity_id in ids if entity_id in site.entities)
