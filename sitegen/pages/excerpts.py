"""What several pages show of an article or an entity: passages, a line about it, a picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from sitegen.model import Article, Entity, Role
from sitegen.project.messages import Interface
from sitegen.site import Backlink, Site
from sitegen.site.rows import Passage
from sitegen.site.urls import page_of_article, relative
from sitegen.text.spans import shorten
from sitegen.text.values import value

YEAR = len("YYYY")


@value
class ShownPassage:
    """A passage, ready to be shown."""

    passage: Passage

    @property
    def words(self) -> Markup:
        """The passage."""
        return Markup(self.passage.words)

    @property
    def shown(self) -> Markup:
        """The passage, with … where it is cut."""
        before, after = "… " if self.passage.cut_before else "", " …" if self.passage.cut_after else ""
        return Markup(f"{before}{self.passage.words}{after}")


@value
class NamingPassage(ShownPassage):
    """A passage that names an entity, and the way to the name in its article."""

    href: str


@value
class ArticlePassages:
    """The passages of one article that name an entity."""

    article: Article
    href: str
    passages: tuple[NamingPassage, ...]


def about(site: Site, entity: Entity) -> str:
    """One line on an entity: its latest role, and that it has ended where it has; else its summary."""
    if not entity.roles:
        return shorten(entity.summary, 140)
    latest = ([role for role in entity.roles if role.end is None] or entity.roles)[-1]
    return site.config.interface("formerly", role=latest.title) if latest.end else latest.title


def role_then(site: Site, entity: Entity, article: Article) -> str:
    """The role on the day of the article where it has ended since, with its years; else nothing."""
    role = entity.role_on(article.date) if article.date else None
    if role is None or not role.end:
        return ""
    return site.config.interface("then", role=role.title, years=years_of(role, site.config.interface))


def years_of(role: Role, t: Interface) -> str:
    """The years of a role that has ended: 2020–23, 1998–2003, 2020, or “until 2023”."""
    first, last = (role.since or str(role.start or ""))[:YEAR], (role.until or str(role.end))[:YEAR]
    if not first:
        return t("then_until", year=last)
    if first == last:
        return first
    return t("then_years", first=first, last=last[2:] if first[:2] == last[:2] else last)


def by_article(passages: Sequence[Backlink], path: str) -> list[ArticlePassages]:
    """These passages as the page at `path` lists them, by article."""
    groups = []
    for _, found in groupby(passages, key=lambda link: link.article.slug):
        links = tuple(found)
        article = links[0].article
        page = relative(path, page_of_article(article))
        groups.append(ArticlePassages(article, page, tuple(_naming(link, page) for link in links)))
    return groups


def _naming(link: Backlink, page: str) -> NamingPassage:
    """A passage of the article at `page`."""
    return NamingPassage(link.naming.passage, f"{page}#{link.fragment}")


def image_of(site: Site, entity: Entity, path: str) -> str:
    """The address of the entity's picture in static/, or nothing."""
    return relative(path, entity.image) if entity.image in site.links.files else ""


def initials_of(name: str) -> str:
    """The first letters of the first and the last word: what stands where there is no picture."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in dict.fromkeys((*words[:1], *words[-1:]))).upper()
