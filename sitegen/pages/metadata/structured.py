"""The pages as schema.org describes them, in JSON-LD 1.1.

Types and properties are those of schema.org; `tests/test_metadata.py` holds every page to a list of them. Addresses are
absolute where the site knows its own, else relative to the page, as JSON-LD allows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from sitegen.model import Annotated, Article, Entity, Kind, Origin
from sitegen.pages.metadata.json_ld import Node, Written
from sitegen.pages.metadata.things import describe_term, describe_thing, name_thing
from sitegen.site import Said, Site, Speaking
from sitegen.site.anchors import quotation_id
from sitegen.site.archive import distinct_tags
from sitegen.site.urls import absolute, address, page_of_article
from sitegen.text.slugs import make_slug
from sitegen.text.spans import shorten
from sitegen.text.wordlists import load_rows, load_words

MOST_MENTIONED = 20
"""So many of those that an article mentions are told to search engines: the list on the page has them all."""
LONGEST_HEADLINE = 110
"""Search engines refuse longer ones."""
_SPEAKERS = (Kind.PERSON, Kind.ORGANIZATION)
"""The kinds to whom schema.org lets a quotation or an article be attributed."""


def structure_article(site: Site, annotated: Annotated, page: str, image: Node | str) -> Node:
    """A NewsArticle with those that it mentions most; `image` is its picture, or empty.

    What it is about is described in the head of its page, which every program reads that reads this.
    """
    article = annotated.article
    named = Counter(mention.entity_id for mention in annotated.mentions if mention.entity_id in site.entities)
    return {
        "@type": "NewsArticle",
        "@id": address(site.config.base_url, page, page),
        "headline": shorten(article.headline, LONGEST_HEADLINE),
        "datePublished": article.date.isoformat() if article.date else "",
        "dateModified": article.updated.isoformat() if article.updated else "",
        "dateline": article.dateline,
        "inLanguage": article.language or site.config.language,
        "author": [_author(site, name, page) for name in article.authors],
        **_published(site, article, page),
        "image": image,
        "keywords": list(distinct_tags(article)),
        "correction": article.correction,
        "isPartOf": _site(site, page),
        "mentions": [name_thing(site, site.entities[key], page) for key, _ in named.most_common(MOST_MENTIONED)],
    }


def structure_entity(site: Site, entity: Entity, page: str, said: Iterable[Said]) -> Node:
    """The entity, and those of its quotations that the page shows, where they are known word for word."""
    thing = describe_thing(site, entity, page)
    if entity.origin is Origin.FOUND:
        return thing
    quotations = list(_quotations(site, said, entity, page))
    return thing | {"@reverse": {"spokenByCharacter": quotations}} if quotations else thing


def structure_glossary(site: Site, page: str, described: Iterable[Entity]) -> Node:
    """A DefinedTermSet with these entries."""
    return {
        "@type": "DefinedTermSet",
        "@id": address(site.config.base_url, page, page),
        "name": f"{site.config.interface('glossary')} · {site.config.title}",
        "inLanguage": site.config.language,
        "hasDefinedTerm": [describe_term(site, entity, page) for entity in described],
    }


def structure_quotations(site: Site, page: str, name: str, speakers: Iterable[Speaking]) -> Node:
    """A page with quotations; those whose speaker is a person or an organisation are told."""
    said = [
        quotation | {"spokenByCharacter": name_thing(site, speaking.entity, page)}
        for speaking in speakers
        if speaking.entity is not None
        for quotation in _quotations(site, speaking.said, speaking.entity, page)
    ]
    return structure_list(site, page, name) | {"hasPart": said}


def structure_list(site: Site, page: str, name: str) -> Node:
    """A page that is a list."""
    return structure_page(site, page, name) | {"@type": "CollectionPage"}


def structure_page(site: Site, page: str, name: str, language: str = "") -> Node:
    """A page without any more to say of it."""
    return {
        "@type": "WebPage",
        "@id": address(site.config.base_url, page, page),
        "name": name,
        "inLanguage": language or site.config.language,
        "isPartOf": _site(site, page),
    }


def structure_site(site: Site, page: str) -> Node:
    """The site itself, for its home page, with the way to search it where its public address is known."""
    return _site(site, page) | {
        "url": address(site.config.base_url, page, "index.html"),
        "description": site.config.description,
        "inLanguage": site.config.language,
        "potentialAction": _search_action(site),
    }


def _search_action(site: Site) -> Node:
    """What schema.org and search engines call a sitelinks search box; nothing without search or a public address."""
    if not (site.config.search and site.config.base_url):
        return {}
    way = absolute(site.config.base_url, "search.html") + "?q={search_term_string}"
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": way},
        "query-input": "required name=search_term_string",
    }


def _site(site: Site, page: str) -> Node:
    home = address(site.config.base_url, page, "index.html")
    return {"@type": "WebSite", "@id": home, "name": site.config.title}


def _published(site: Site, article: Article, page: str) -> Node:
    """Who published the article: the first publisher, and this site then only says so; else this site."""
    ours = {
        "@type": "Organization",
        "name": site.config.title,
        "url": address(site.config.base_url, page, "index.html"),
    }
    if article.publisher is None:
        return {"publisher": ours}
    theirs = {"@type": "Organization", "name": article.publisher.name or urlsplit(article.publisher.url).hostname}
    return {"publisher": theirs, "isBasedOn": article.publisher.url, "sdPublisher": ours}


def _author(site: Site, name: str, page: str) -> Node | Written:
    """A person or an organisation that the site knows by this name; else what the name looks like."""
    known = site.entities.get(make_slug(name))
    if known and known.name == name and known.kind in _SPEAKERS and known.origin is not Origin.FOUND:
        return name_thing(site, known, page)
    return {"@type": "Organization" if _is_collective(name) else "Person", "name": name}


def _is_collective(name: str) -> bool:
    """True for one word ("Reuters"), a word of organisations, a word without capital that no person's name has."""
    words = name.split()
    plain = {word for word in words if word[:1].islower()} - load_words("name_particles")
    return len(words) == 1 or bool(plain) or not _organization_words().isdisjoint(words)


@cache
def _organization_words() -> frozenset[str]:
    """The words of organisations that are no surnames."""
    return frozenset(row[0] for row in load_rows("organization_words") if len(row) == 1)


def _quotations(site: Site, said: Iterable[Said], speaker: Entity, page: str) -> Iterator[Node]:
    """What the speaker said word for word, without saying who that is.

    Words that only report what was meant are no quotation to schema.org.
    """
    if speaker.kind not in _SPEAKERS:
        return
    for one in said:
        words = site.quoted(one).verbatim
        article = page_of_article(one.article)
        if words:
            yield {
                "@type": "Quotation",
                "@id": address(site.config.base_url, page, f"{article}#{quotation_id(one.number)}"),
                "text": words,
                "isPartOf": {"@id": address(site.config.base_url, page, article)},
            }
