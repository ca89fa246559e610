"""Where else the entities of an article are named, and what a new article changes of that on older pages."""

from __future__ import annotations

import datetime
import itertools

from sitegen.model import Article
from sitegen.site.elsewhere import elsewhere
from sitegen.site.facts import ArticleFacts
from sitegen.site.places import Places
from sitegen.site.postings import find_postings
from sitegen.site.rows import Named, Rows

KEYS = itertools.count()


def facts(*ids: str, slug: str) -> ArticleFacts:
    article = Article(slug=slug, headline=slug, text="", blocks=(), date=datetime.date(2024, 1, 1))
    return ArticleFacts(key=next(KEYS), article=article, rows=Rows(tuple(Named(one, one, 1, 1) for one in ids)))


def told(*articles: ArticleFacts) -> list[list[tuple[str, int] | None]]:
    """For each article, newest first, the slug of another for each entity, and how many more there are."""
    places = Places(articles, find_postings(articles))
    return [
        [(one.facts.article.slug, one.more) if one else None for one in elsewhere(articles, places, each)]
        for each in articles
    ]


NEWEST, MIDDLE, OLDEST = facts("rau", "peru", slug="c"), facts("peru", slug="b"), facts("peru", "chile", slug="a")


def test_the_article_before_is_told_with_how_many_more_there_are() -> None:
    assert told(NEWEST, MIDDLE, OLDEST) == [[None, ("b", 1)], [("a", 0)], [("b", 0), None]]


def test_one_article_has_no_other() -> None:
    assert told(OLDEST) == [[None, None]]
    assert told() == []


def test_a_new_article_changes_only_pages_that_named_somebody_alone() -> None:
    newer = facts("peru", "chile", slug="d")
    before, after = told(NEWEST, MIDDLE, OLDEST), told(newer, NEWEST, MIDDLE, OLDEST)
    assert after[0] == [("c", 2), ("a", 0)]
    assert after[1:3] == before[:2]
    assert after[3] == [("b", 0), ("d", 0)], "Chile was named here alone"
