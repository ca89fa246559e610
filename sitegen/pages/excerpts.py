"""What several pages show of an article or an entity: passages, quotations, a line about it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from markupsafe import Markup

from sitegen.addresses import page_of_article, relative
from sitegen.body import weave_passage
from sitegen.model import Entity
from sitegen.places import quotation_id
from sitegen.site import Backlink, Said, Site
from sitegen.text import Span, shorten


def about(site: Site, entity: Entity) -> str:
    """One line on an entity: its latest role, else its summary."""
    return entity.roles[-1].title if entity.roles else shorten(entity.summary, 140)


def mentions_by_article(site: Site, entity: Entity, path: str) -> list[dict[str, Any]]:
    """The sentences that name the entity, by article, newest first; one that names it twice stands once."""
    groups = []
    for _, links in groupby(site.mentions_of.get(entity.id, ()), key=lambda link: link.article.slug):
        passages: dict[Span, list[Backlink]] = {}
        for link in links:
            passages.setdefault(link.passage.span, []).append(link)
        article = next(iter(passages.values()))[0].article
        page = relative(path, page_of_article(article))
        shown = [_mentioned(together, page) for together in passages.values()]
        groups.append({"article": article, "href": page, "passages": shown})
    return groups


def _mentioned(together: list[Backlink], page: str) -> dict[str, Any]:
    """A passage of the article at `page`, with every name of the entity in it made to stand out."""
    first = together[0]
    names = tuple(link.place.mention.span for link in together)
    return {
        "words": Markup(weave_passage(first.passage, highlighted=names)),
        "passage": first.passage,
        "href": f"{page}#{first.place.fragment}",
    }


def said_entry(site: Site, said: Said, path: str) -> dict[str, Any]:
    """A quotation as the page at `path` lists it."""
    article = said.passage.article
    quotation = said.quotation
    return {
        "words": Markup(weave_passage(said.passage, quotation=quotation)),
        "passage": said.passage,
        "kind": quotation.segments[0].kind,
        "cue": quotation.cue.of(article.text) if quotation.cue else "",
        "article": article,
        "href": f"{relative(path, page_of_article(article))}#{quotation_id(said.number)}",
    }


def image_of(site: Site, entity: Entity, path: str) -> str:
    """The address of the entity's picture in static/, or nothing."""
    name = entity.image.removeprefix("static/")
    return relative(path, name) if name in site.targets.files else ""


def initials_of(name: str) -> str:
    """The first letters of the first and the last word: what stands where there is no picture."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in dict.fromkeys((*words[:1], *words[-1:]))).upper()
