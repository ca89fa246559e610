"""The articles that an article links to: their entries in the list beside it, which are the cards of the links."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Article
from sitegen.site import Site
from sitegen.site.facts import ArticleFacts
from sitegen.site.links import Linking, locate
from sitegen.site.memo import once_a_site
from sitegen.site.reads import TextPart
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


def linked_inputs(site: Site, linked: Mapping[str, ArticleFacts]) -> tuple[tuple[bytes, str], ...]:
    """What entries of these articles are made of."""
    return tuple((facts.head_print, _summary(site, facts)) for facts in linked.values())


def linked_entries(site: Site, linked: Mapping[str, ArticleFacts], page: str) -> tuple[LinkedArticle, ...]:
    """Each of the articles once, as the list on `page` shows them."""
    once = {facts.article.path: facts for facts in linked.values()}
    return tuple(
        LinkedArticle(
            entry_id(facts.article),
            facts.article,
            relative(page, page_of_article(facts.article)),
            _summary(site, facts),
        )
        for facts in once.values()
    )


def _summary(site: Site, facts: ArticleFacts) -> str:
    """The author's summary, else how the article begins."""
    said = facts.article.summary or site.prints_of(facts, TextPart.OPENING).opening
    return shorten(said, LONGEST_SUMMARY)


def entry_id(article: Article) -> str:
    """The id of an article's entry in the lists of others."""
    return f"see-{article.slug}"


@once_a_site
def _by_source(site: Site) -> Mapping[str, ArticleFacts]:
    """The articles by the paths of their source files."""
    return {facts.article.path: facts for facts in site.facts}
