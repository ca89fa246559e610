"""The articles that an article links to: their entries in the list beside it, which are the cards of the links."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Article
from sitegen.site import Site
from sitegen.site.facts import ArticleFacts
from sitegen.site.links import Linking, locate
from sitegen.site.memo import once_a_site
from sitegen.site.urls import page_of_article, relative
from sitegen.text.spans import shorten
from sitegen.text.values import value

LONGEST_SUMMARY = 240


@value
class LinkedArticle:
    """An article that the text leads to; its `id` is that of its entry."""

    id: str
    article: Article
    href: str
    summary: str


def find_linked(site: Site, linking: Linking) -> Mapping[str, ArticleFacts]:
    """By target the other articles of the site that the article links to, in the order of its text."""
    by_source = _by_source(site)
    located = ((target, locate(linking.article, target)[0]) for target in linking.targets)
    found = ((target, by_source.get(path)) for target, path in located if path != linking.article.path)
    return {target: facts for target, facts in found if facts is not None}


def linked_entries(linked: Mapping[str, ArticleFacts], page: str) -> tuple[LinkedArticle, ...]:
    """Each of the articles once, as the list on `page` shows them."""
    once = {facts.article.path: facts.article for facts in linked.values()}
    return tuple(
        LinkedArticle(
            entry_id(article),
            article,
            relative(page, page_of_article(article)),
            shorten(article.summary, LONGEST_SUMMARY),
        )
        for article in once.values()
    )


def entry_id(article: Article) -> str:
    """The id of an article's entry in the lists of others."""
    return f"see-{article.slug}"


@once_a_site
def _by_source(site: Site) -> Mapping[str, ArticleFacts]:
    """The articles by the paths of their source files."""
    return {facts.article.path: facts for facts in site.facts}
