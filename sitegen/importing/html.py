"""An article to be, made of a piece of HTML and of what is known about it."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from sitegen.diagnostics import SitegenError
from sitegen.importing.items import Find, Item, LeftOut, Pictures, slug_of
from sitegen.model import Publisher
from sitegen.read.draft import Body
from sitegen.read.headline import is_same_headline
from sitegen.read.html_fragment import read_fragment
from sitegen.text.slugs import NOT_FOR_PAGES
from sitegen.text.spans import Span, plain_words, shorten
from sitegen.text.values import value
from sitegen.text.weave import leaf_blocks

_LONGEST_TITLE = 90


@value
class Source:
    """What is known about an article besides its text."""

    origin: str
    title: str = ""
    called: str = ""
    """What its file is called, where that reads like a title."""
    slug: str = ""
    date: datetime.date | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    publisher: Publisher | None = None
    language: str = ""
    summary: str = ""
    dateline: str = ""
    draft: bool = False
    is_page: bool = False
    updated: datetime.date | None = None
    aliases: tuple[str, ...] = ()
    """Its old addresses, as paths below the site."""
    addresses: tuple[str, ...] = ()
    """How others of its import name it: whole addresses."""
    correction: str = ""
    due: datetime.date | None = None
    """The day from which it goes out, and below the one from which it does no more."""
    expires: datetime.date | None = None
    told: tuple[str, ...] = ()
    """What was left out of it before, in words."""


def item_of_html(html: str, source: Source, find: Find, base: str = "") -> Item | LeftOut:
    """The article; what has no words makes none, and what no parser can read neither."""
    stem = source.slug or slug_of(source.title) or "article"
    pictures = Pictures(stem, find)
    try:
        fragment = read_fragment(html, source.origin, base, pictures.place)
    except SitegenError as error:
        return LeftOut(source.origin, error.diagnostics[0].message)
    return item_of_body(fragment.body, source, pictures, fragment.left_out)


def item_of_body(body: Body, source: Source, pictures: Pictures, left_out: tuple[str, ...] = ()) -> Item | LeftOut:
    """The article with this body. Without a title of its own, a heading that it begins with is its title."""
    title, body = (source.title, body) if source.title else _split_title(body)
    if not re.search(r"\w", body.text) and not pictures.copied:
        return LeftOut(source.origin, "it holds no text")
    title = title or source.called or _first_words(body) or "Untitled"
    if _says_only(body, title):
        return LeftOut(source.origin, "it holds no text but its title")
    without_page = tuple(f"the tag {tag}: it can have no page" for tag in source.tags if not _has_page(tag))
    return Item(
        origin=source.origin,
        title=title,
        body=body,
        slug=source.slug,
        date=source.date,
        authors=source.authors,
        tags=tuple(filter(_has_page, source.tags)),
        source=source.publisher,
        language=source.language,
        summary=source.summary,
        dateline=source.dateline,
        draft=source.draft,
        is_page=source.is_page,
        updated=source.updated,
        aliases=source.aliases,
        addresses=source.addresses,
        correction=source.correction,
        due=source.due,
        expires=source.expires,
        pictures=pictures.copied,
        left_out=(*source.told, *without_page, *left_out),
    )


def _has_page(tag: str) -> bool:
    return slug_of(tag) not in NOT_FOR_PAGES


def _split_title(body: Body) -> tuple[str, Body]:
    """The words of a first-level heading that begins the body, and the body without it."""
    if not body.blocks or body.blocks[0].tag != "h1" or body.blocks[0].span.start > 0:
        return "", body
    head = body.blocks[0].span
    atoms = {atom.span.start for atom in body.atoms}
    begin = min((one.span.start for one in (*body.blocks[1:], *body.atoms) if one.span.start >= head.end), default=0)
    if not begin or any(head.start <= at < head.end for at in atoms):
        return "", body
    return plain_words(body.text, head), _from(body, begin)


def _says_only(body: Body, title: str) -> bool:
    """Whether the body is a first-level heading that says the title, of which a reader leaves nothing."""
    head = body.blocks[0] if body.blocks else None
    if head is None or head.tag != "h1" or body.atoms or body.text[head.span.end :].strip():
        return False
    return is_same_headline(body.text, title)


def _from(body: Body, begin: int) -> Body:
    """The body from an offset on, where a block begins."""
    layers = (
        tuple(
            replace(one, span=Span(one.span.start - begin, one.span.end - begin))
            for one in layer
            if one.span.start >= begin
        )
        for layer in (body.blocks, body.marks, body.atoms)
    )
    return Body(body.text[begin:], *layers)


def _first_words(body: Body) -> str:
    """The beginning of the first words, for an article that has no title."""
    atoms = {atom.span.start for atom in body.atoms}
    leaves = (plain_words(body.text, leaf.span, atoms) for leaf in leaf_blocks(body.blocks))
    return shorten(next(filter(None, leaves), ""), _LONGEST_TITLE)
