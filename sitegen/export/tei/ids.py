"""The xml:id of everything that is pointed at. All are NCNames; a dot stands only where we put one."""

from __future__ import annotations

from sitegen.model import Article, Entity


def id_of_entity(entity: Entity) -> str:
    """Such as person-ines-duarte."""
    return f"{entity.kind}-{entity.id}"


def id_of_article(article: Article) -> str:
    """Such as article-late-ferry."""
    return f"article-{article.slug}"


def id_in_article(article: Article, name: str) -> str:
    """Such as article-late-ferry.q1."""
    return f"{id_of_article(article)}.{name}"
