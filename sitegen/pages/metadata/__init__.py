"""What a page says about itself to programs: search engines, previews, whoever reads JSON-LD."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from sitegen.model import Annotated, Article, Entity, Kind, Origin
from sitegen.pages.metadata.descriptions import describe_article, describe_entity, describe_list
from sitegen.pages.metadata.json_ld import Node, render_structured
from sitegen.pages.metadata.pictures import find_picture, structure_picture
from sitegen.pages.metadata.social import Property, about_article, about_picture, find_site_picture, open_graph
from sitegen.pages.metadata.structured import (
    structure_article,
    structure_entity,
    structure_glossary,
    structure_list,
    structure_page,
    structure_quotations,
    structure_site,
)
from sitegen.pages.metadata.things import describe_term, picture_of
from sitegen.site import Said, Site, Speaking
from sitegen.site.facts import ArticleFacts
from sitegen.site.urls import absolute, address
from sitegen.text.values import value

__all__ = [
    "Metadata",
    "describe_article",
    "metadata_of_article",
    "metadata_of_entity",
    "metadata_of_glossary",
    "metadata_of_home",
    "metadata_of_list",
    "metadata_of_lost_page",
    "metadata_of_more",
    "metadata_of_page",
    "metadata_of_quotations",
    "metadata_of_search",
    "metadata_of_term",
]


_NOTHING = Markup("")


@value
class Metadata:
    """What stands in a page's head, and in the sitemap."""

    description: str
    canonical: str = ""
    """The page's public address; empty where the site does not know its own."""
    named: tuple[Property, ...] = ()
    """`meta` elements with a name: authors."""
    open_graph: tuple[Property, ...] = ()
    """`meta` elements with a property."""
    structured: Markup = _NOTHING
    """JSON-LD, safe inside a `script` element."""
    indexable: bool = True
    """False: search engines are asked to leave the page out."""
    modified: datetime.date | None = None
    """The day of the newest article that the page shows."""


def metadata_of_article(site: Site, annotated: Annotated, page: str) -> Metadata:
    """An article, with its authors, tags, picture, and those that it mentions most."""
    article = annotated.article
    picture = find_picture(site, article)
    previewed = about_picture(picture.address, picture.alternative, picture.size) if picture else ()
    description = describe_article(article)
    return _metadata(
        site,
        page,
        article.headline,
        description,
        structure_article(site, annotated, page, structure_picture(picture)),
        kind="article",
        language=article.language,
        named=tuple(("author", name) for name in article.authors),
        properties=(*about_article(article), *previewed),
        modified=article.last_day,
    )


def metadata_of_entity(site: Site, entity: Entity, page: str, said: Iterable[Said]) -> Metadata:
    """A person, country, place or organisation, with what it said of what the page shows.

    One that only the text knows is kept out of search engines.
    """
    return _metadata(
        site,
        page,
        entity.name,
        describe_entity(site, entity),
        structure_entity(site, entity, page, said),
        kind="profile" if entity.kind is Kind.PERSON else "website",
        properties=tuple(about_picture(picture_of(site, entity), entity.image_alt or entity.name)),
        indexable=entity.origin is not Origin.FOUND,
        modified=_newest(one.article for one in site.named_in.get(entity.id, ())),
    )


def metadata_of_home(site: Site, page: str, number: int, articles: Sequence[ArticleFacts]) -> Metadata:
    """The home page, or one of the pages that go on with its list; `number` counts them from 1."""
    headlines = [one.article.headline for one in articles]
    if number > 1:
        return metadata_of_list(
            site, page, f"{site.config.title}, {site.config.interface('page_n', number)}", headlines, articles
        )
    description = site.config.description or describe_list(site.config.title, headlines)
    newest = _newest(one.article for one in articles)
    return _metadata(site, page, site.config.title, description, structure_site(site, page), modified=newest)


def metadata_of_list(
    site: Site, page: str, title: str, names: Iterable[str], articles: Iterable[ArticleFacts] = ()
) -> Metadata:
    """A list of what has these names; `articles` are those that it shows."""
    newest = _newest(one.article for one in articles)
    structured = structure_list(site, page, title)
    return _metadata(site, page, title, describe_list(title, names), structured, modified=newest)


def metadata_of_more(
    site: Site, entity: Entity, page: str, title: str, articles: Iterable[Article], said: Sequence[Said] = ()
) -> Metadata:
    """A page that goes on with a list of an entity's page: passages of these articles, or quotations."""
    speaking = Speaking(entity.name, entity, () if entity.origin is Origin.FOUND else tuple(said))
    return _metadata(
        site,
        page,
        title,
        describe_list(title, dict.fromkeys(article.headline for article in articles)),
        structure_quotations(site, page, title, (speaking,)),
        indexable=entity.origin is not Origin.FOUND,
        modified=_newest(articles),
    )


def metadata_of_term(site: Site, entity: Entity, page: str, title: str, articles: Iterable[Article]) -> Metadata:
    """Where a term occurs."""
    description = entity.summary or describe_list(title, dict.fromkeys(article.headline for article in articles))
    return _metadata(site, page, title, description, describe_term(site, entity, page), modified=_newest(articles))


def metadata_of_glossary(site: Site, page: str, described: Iterable[Entity]) -> Metadata:
    """The glossary; programs are told of these entries, readers of all."""
    title = site.config.interface("glossary")
    description = describe_list(title, (entity.name for entity in site.glossary))
    structured = structure_glossary(site, page, described)
    return _metadata(site, page, title, description, structured, modified=_newest_of(site))


def metadata_of_quotations(site: Site, page: str, title: str, shown: Sequence[Speaking], whole: bool) -> Metadata:
    """Who said what: these speakers. Their quotations are told when they are on the page, which is then `whole`."""
    description = describe_list(title, (speaking.name for speaking in shown))
    structured = structure_quotations(site, page, title, shown if whole else ())
    return _metadata(site, page, title, description, structured, modified=_newest_of(site))


def metadata_of_page(site: Site, article: Article, page: str) -> Metadata:
    """A plain page of the author's."""
    language = article.language
    structured = structure_page(site, page, article.headline, language)
    return _metadata(site, page, article.headline, describe_article(article), structured, language=language)


def metadata_of_search(site: Site, page: str, names: Iterable[str]) -> Metadata:
    """The page for searching, whose content is what somebody looks for; `names` are the lists it leads to."""
    return replace(metadata_of_list(site, page, site.config.interface("search"), names), indexable=False)


def metadata_of_moved(site: Site, page: str, target: str, headline: str) -> Metadata:
    """A page at an old address; the one to be listed is that to which it leads."""
    return Metadata(headline, address(site.config.base_url, page, target), indexable=False)


def metadata_of_lost_page(site: Site) -> Metadata:
    """The page that is shown where there is none."""
    return Metadata(site.config.description or site.config.title, indexable=False)


def _metadata(
    site: Site,
    page: str,
    title: str,
    description: str,
    structured: Node,
    *,
    kind: str = "website",
    language: str = "",
    named: tuple[Property, ...] = (),
    properties: tuple[Property, ...] = (),
    indexable: bool = True,
    modified: datetime.date | None = None,
) -> Metadata:
    canonical = absolute(site.config.base_url, page) if site.config.base_url else ""
    graph = tuple(open_graph(site, title, description, kind, canonical, language or site.config.language))
    if not any(name == "og:image" for name, _ in properties):
        properties += tuple(about_picture(find_site_picture(site), site.config.title))
    return Metadata(
        description, canonical, named, (*graph, *properties), render_structured(structured), indexable, modified
    )


def _newest_of(site: Site) -> datetime.date | None:
    return _newest(one.article for one in site.facts[:1])


def _newest(articles: Iterable[Article]) -> datetime.date | None:
    return max((article.date for article in articles if article.date), default=None)
