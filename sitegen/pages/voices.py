"""Voices: who is quoted, over all and by article, for those who count it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from sitegen.model import Article, Gender
from sitegen.pages.frame import Content, Page, PlannedPage, page_at, planned
from sitegen.pages.metadata import metadata_of_list
from sitegen.pages.paging import PAGE_SIZES, Cut, Paging, cut, numbered
from sitegen.site import Site
from sitegen.site.prints import cards_of, newest_day
from sitegen.site.urls import page_of, page_of_article, relative
from sitegen.site.voices import ArticleVoices, Sort, Source, Tally, Voice, find_voices
from sitegen.text.values import value

PATH = "voices.html"
TABLE = "voices.csv"
MOST_VOICES = 50
"""So many sources are told, and so many of their words; voices.csv has all of them."""
MOST_OF_A_LIST = 25
"""So many countries, roles, articles and first-time voices are told."""


@value
class Count:
    """A row of a table: what is counted, how many sources, where these can be counted, and how many quotations."""

    name: str
    sources: int | None
    quotations: int


@value
class VoiceLine:
    """A source over all articles, with the way to its page where it has one."""

    name: str
    kind: str
    href: str
    role: str
    country: str
    quotations: int
    articles: int


@value
class FirstVoice:
    """A source that was quoted for the first time, and the article that did it."""

    name: str
    href: str
    article: Article
    article_href: str


@value
class ArticleLine:
    """Who is quoted in an article: the names, the words of the unnamed, and the quotations that name nobody."""

    article: Article
    href: str
    named: tuple[str, ...]
    unnamed: tuple[str, ...]
    unattributed: int


@value
class Short:
    """Articles that name so few sources: how many there are, and the newest of them."""

    number: int
    count: int
    articles: tuple[ArticleLine, ...]


@value(kw_only=True)
class VoicesContent(Content):
    """Who is quoted. Pages after the first go on with the list of articles alone."""

    template: ClassVar[str] = "voices.html"

    number: int
    quotations: int
    sorts: tuple[Count, ...]
    genders: tuple[Count, ...]
    countries: tuple[Count, ...]
    roles: tuple[Count, ...]
    voices: tuple[VoiceLine, ...]
    unnamed: tuple[VoiceLine, ...]
    first: tuple[FirstVoice, ...]
    short: tuple[Short, ...]
    articles: tuple[ArticleLine, ...]
    paging: Paging


def voices_pages(site: Site) -> Iterator[PlannedPage]:
    """The pages, where `voices:` of site.yaml asks for them."""
    if not site.config.voices:
        return
    articles = [one for one in find_voices(site).articles if one.quotations]
    for part in cut(articles, PAGE_SIZES["articles of a year"], PATH, PATH.removesuffix(".html")):
        yield planned(part.path, _page, _inputs, site, part)


def _inputs(site: Site, part: Cut[ArticleVoices]) -> tuple[Any, ...]:
    shown = find_voices(site).articles if part.number == 1 else part.rows
    return part.number, len(part.paths), voices_inputs(site, shown), newest_day(site)


def voices_inputs(site: Site, articles: Iterable[ArticleVoices]) -> tuple[Any, ...]:
    """All that is told of who is quoted in these articles, as `print_of` takes it."""
    shown = tuple(articles)
    rows = tuple((one.article.slug, one.article.headline, one.unattributed, _flat(one.sources)) for one in shown)
    ids = dict.fromkeys(source.entity.id for one in shown for source in one.sources if source.entity is not None)
    return rows, _days(shown), cards_of(site, ids)


def _flat(sources: Iterable[Source]) -> tuple[Any, ...]:
    return tuple(
        (*one.key, one.name, str(one.sort), one.role, one.country, str(one.gender), one.quotations, one.first)
        for one in sources
    )


def _days(articles: Iterable[ArticleVoices]) -> tuple[str, ...]:
    return tuple(one.article.date.isoformat() if one.article.date else "" for one in articles)


def _page(site: Site, part: Cut[ArticleVoices]) -> Page:
    voices, path, t = find_voices(site), part.path, site.config.interface
    is_first = part.number == 1
    content = VoicesContent(
        number=part.number,
        quotations=voices.quotations,
        sorts=tuple(_sorts(site)) if is_first else (),
        genders=tuple(_genders(site)) if is_first else (),
        countries=_counts(voices.countries(), t("voices_no_country")) if is_first else (),
        roles=_counts(voices.roles(), "") if is_first else (),
        voices=_lines(site, path, voices.of(Sort.PERSON, Sort.INSTITUTION, Sort.NAME)) if is_first else (),
        unnamed=_lines(site, path, voices.of(Sort.UNNAMED)) if is_first else (),
        first=tuple(_first(site, path))[:MOST_OF_A_LIST] if is_first else (),
        short=tuple(_short(site, path)) if is_first else (),
        articles=tuple(_article(one, path) for one in part.rows),
        paging=part.paging,
    )
    title = numbered(site, t("voices"), part.number)
    return page_at(site, path, metadata_of_list(site, path, title, (), site.facts[:1]), content)


def _sorts(site: Site) -> Iterator[Count]:
    voices, t = find_voices(site), site.config.interface
    for sort in Sort:
        tally = voices.tally(sort)
        if tally.quotations or sort is not Sort.NAME:
            yield _count(t(f"voices_{sort}"), tally)
    yield Count(t("said_by_nobody"), None, voices.unattributed)


def _genders(site: Site) -> Iterator[Count]:
    t = site.config.interface
    for gender in Gender:
        yield _count(t(f"voices_{gender}"), find_voices(site).genders()[gender])


def _count(name: str, tally: Tally) -> Count:
    return Count(name, tally.sources, tally.quotations)


def _counts(tallies: Mapping[str, Tally], nothing: str) -> tuple[Count, ...]:
    """The first rows; what is known of none comes last."""
    rows = [_count(name, tally) for name, tally in tallies.items() if name][:MOST_OF_A_LIST]
    return (*rows, *([_count(nothing, tallies[""])] if "" in tallies else []))


def _lines(site: Site, path: str, voices: Sequence[Voice]) -> tuple[VoiceLine, ...]:
    return tuple(
        VoiceLine(
            name=one.source.name,
            kind=str(one.source.entity.kind) if one.source.entity is not None else "",
            href=_href(one.source, path),
            role=one.source.role,
            country=one.source.country,
            quotations=one.quotations,
            articles=one.articles,
        )
        for one in voices[:MOST_VOICES]
    )


def _href(source: Source, path: str) -> str:
    return relative(path, f"{page_of(source.entity)}") if source.entity is not None else ""


def _first(site: Site, path: str) -> Iterator[FirstVoice]:
    """Those who were quoted for the first time, newest article first."""
    for article in find_voices(site).articles:
        for source in article.sources:
            if source.first:
                href = relative(path, page_of_article(article.article))
                yield FirstVoice(source.name, _href(source, path), article.article, href)


def _short(site: Site, path: str) -> Iterator[Short]:
    for number in (0, 1):
        articles = find_voices(site).with_named(number)
        yield Short(number, len(articles), tuple(_article(one, path) for one in articles[:MOST_OF_A_LIST]))


def _article(one: ArticleVoices, path: str) -> ArticleLine:
    return ArticleLine(
        article=one.article,
        href=relative(path, page_of_article(one.article)),
        named=tuple(source.name for source in one.sources if source.is_named),
        unnamed=tuple(source.name for source in one.sources if not source.is_named),
        unattributed=one.unattributed,
    )
