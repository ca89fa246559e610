"""Quotations as lists show them: the words, who says them, what they name, and the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sitegen.model import Article, Entity, Kind, QuotationKind
from sitegen.pages.excerpts import ArticlePassages, ShownPassage, image_of, initials_of, role_then
from sitegen.pages.paging import UNCUT, Cut, Paging
from sitegen.site import Said, Site, sort_key
from sitegen.site.anchors import quotation_id
from sitegen.site.memo import once_a_site
from sitegen.site.prints import faces_of, said_prints
from sitegen.site.roles import roles_given, title_on
from sitegen.site.urls import page_of, page_of_article, relative
from sitegen.text.values import value

FILTERED_FROM = 10
"""So many quotations on a page are worth a filter."""

_TAG = re.compile("<[^>]*>")
_KINDS = {str(kind): kind for kind in QuotationKind}


@value
class ShownSpeaker:
    """Who says a quotation: a name with the way to its page and a picture, or initials; mere words have neither."""

    name: str
    kind: str = ""
    href: str = ""
    image: str = ""
    initials: str = ""


@value
class SaidEntry(ShownPassage):
    """A quotation in a list: its passage, its kind, the speaker's role on that day, and the way to it.

    `cue` is the verb of saying where the passage does not have it.
    `speaker` is None where the list is of one speaker, and where nobody is named. `named` are the ids of whom and what
    the words name, with spaces between, where the list has a filter for that.
    """

    kind: QuotationKind
    role: str
    cue: str
    article: Article
    href: str
    speaker: ShownSpeaker | None = None
    named: str = ""


@value
class Subject:
    """Somebody or something that quotations name, as a filter offers it."""

    value: str
    name: str


@value
class SaidShare:
    """Some quotations, by what they can be filtered, and how many there are in all.

    Without `articles` there are too few for a filter.
    """

    said: tuple[SaidEntry, ...] = ()
    articles: tuple[Article, ...] = ()
    subjects: tuple[Subject, ...] = ()
    paging: Paging = UNCUT
    total: int = 0


def said_of(site: Site, part: Cut[Said], speaker: Entity) -> SaidShare:
    """What one speaker said, as the page of that part shows it."""
    return _share(site, part, tuple(_own_entry(site, one, part.path, speaker) for one in part.rows))


def said_about(site: Site, part: Cut[Said]) -> SaidShare:
    """What was said about somebody or something, by whom."""
    return _share(site, part, tuple(said_entry(site, one, part.path) for one in part.rows))


def without_said(articles: Iterable[ArticlePassages], said: Iterable[SaidEntry]) -> tuple[ArticlePassages, ...]:
    """The articles with those passages alone that the quotations, on the same page, do not show as well."""
    shown: dict[str, list[str]] = defaultdict(list)
    for entry in said:
        shown[entry.article.slug].append(_words(entry))
    return tuple(_unseen(one, shown[one.article.slug]) if one.article.slug in shown else one for one in articles)


def said_of_inputs(site: Site, part: Cut[Said]) -> tuple[Any, ...]:
    """What `said_of` shows."""
    subjects = faces_of(site, _subjects(part.rows)) if _is_filtered(part) else ()
    return part.number, len(part.paths), len(part.whole), said_prints(site, part.rows), subjects


def said_about_inputs(site: Site, part: Cut[Said]) -> tuple[Any, ...]:
    """What `said_about` shows."""
    return *said_of_inputs(site, part), roles_said(site, part.rows)


def roles_said(site: Site, said: Iterable[Said]) -> tuple[str, ...]:
    """For each quotation the role that its article gives a speaker nobody listed; most give none."""
    return tuple(roles_given(site, one.uttered.speaker_id).get(one.article.slug, "") for one in said)


def articles_of(said: Iterable[Said]) -> tuple[Article, ...]:
    """The articles in which it was said, each once."""
    return tuple({one.article.slug: one.article for one in said}.values())


def subjects_of(site: Site, said: Iterable[Said]) -> tuple[Subject, ...]:
    """Who and what is named in the quotations, by name."""
    named = (site.entities[entity_id] for entity_id in _subjects(said))
    return tuple(Subject(one.id, one.name) for one in sorted(named, key=lambda one: (sort_key(one.name), one.id)))


def said_entry(site: Site, said: Said, path: str) -> SaidEntry:
    """A quotation as the page at `path` lists it among those of many speakers."""
    return _entry(site, said, path, role_said(site, said), shown_speaker(site, said, path))


def shown_speaker(site: Site, said: Said, path: str) -> ShownSpeaker | None:
    """Who says a quotation, as the page at `path` shows it; None where nobody is named."""
    uttered = said.uttered
    if not uttered.is_named:
        return None
    if uttered.speaker_id in site.entities:
        return _speaker(site, uttered.speaker_id, path.rpartition("/")[0])
    return ShownSpeaker(uttered.speaker)


def role_said(site: Site, said: Said) -> str:
    """What the speaker was on the day of the article, as its own text says, else as the entry does; empty for words."""
    entity, article = site.entities.get(said.uttered.speaker_id), said.article
    if entity is None or not said.uttered.is_named:
        return ""
    if article.slug in roles_given(site, entity.id):
        return title_on(site, entity, article)
    return role_then(site, entity, article) or title_on(site, entity, article)


def _unseen(article: ArticlePassages, shown: Collection[str]) -> ArticlePassages:
    """The article with the passages that are part of no words shown."""
    words = [(one, _words(one)) for one in article.passages]
    return replace(article, passages=tuple(one for one, its in words if not any(its in other for other in shown)))


def _words(shown: ShownPassage) -> str:
    """A passage without tags."""
    return _TAG.sub("", shown.passage.words)


def _own_entry(site: Site, said: Said, path: str, speaker: Entity) -> SaidEntry:
    """A quotation among those of one speaker, with the role on that day where it has ended since."""
    return _entry(site, said, path, role_then(site, speaker, said.article), None)


def _entry(site: Site, said: Said, path: str, role: str, speaker: ShownSpeaker | None) -> SaidEntry:
    article, quoted = said.article, site.quoted(said)
    return SaidEntry(
        passage=quoted.passage,
        kind=_KINDS[said.uttered.kind],
        role=role,
        cue=quoted.cue if quoted.cue and quoted.cue not in _TAG.sub("", quoted.passage.words) else "",
        article=article,
        href=f"{relative(path, page_of_article(article))}#{quotation_id(said.number)}",
        speaker=speaker,
        named=" ".join(said.uttered.names),
    )


@once_a_site
def _speaker(site: Site, entity_id: str, folder: str) -> ShownSpeaker:
    """A speaker as pages in a folder show it."""
    entity = site.entities[entity_id]
    path = f"{folder}/any.html" if folder else "any.html"
    return ShownSpeaker(
        name=entity.name,
        kind=str(entity.kind),
        href=relative(path, page_of(entity)),
        image=image_of(site, entity, path),
        initials=initials_of(entity.name) if entity.kind is Kind.PERSON else "",
    )


def _share(site: Site, part: Cut[Said], entries: tuple[SaidEntry, ...]) -> SaidShare:
    filtered = _is_filtered(part)
    return SaidShare(
        said=entries,
        articles=articles_of(part.rows) if filtered else (),
        subjects=subjects_of(site, part.rows) if filtered else (),
        paging=part.paging,
        total=len(part.whole),
    )


def _is_filtered(part: Cut[Said]) -> bool:
    return len(part.rows) >= FILTERED_FROM


def _subjects(said: Iterable[Said]) -> Iterator[str]:
    """The ids of all that the quotations name, each once."""
    yield from dict.fromkeys(name for one in said for name in one.uttered.names)
