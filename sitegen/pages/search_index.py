"""The index that the search of a site reads: names first, then headlines, then quotations.

It is made of script files, because a page that was opened from the disk may load scripts and nothing else. Each file
hands its part to `static/find.js`, which folds letters, looks, and ranks: nothing here has to agree with it but the
form of the rows. The first file says what all of them need: the words of the interface, the kinds, how many files
there are. Only what the pages show is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from sitegen.model import Entity, Kind
from sitegen.pages.excerpts import about
from sitegen.pages.metadata.json_ld import harmless_json
from sitegen.site import Site, sort_key
from sitegen.site.urls import FOLDERS
from sitegen.text.spans import shorten

STATIC_FILES = frozenset({"search.js", "find.js", "search.css"})
"""What of static/ is for the search alone."""
MOST_NAMES = 5_000
"""So many entities and articles stand in one file; the names that are mentioned most are in the first."""
MOST_QUOTATIONS = 4_000
"""A file of quotations is closed when it has so many; those of one article stay together."""
LONGEST_ABOUT = 80

Row = tuple[Any, ...]

_NO_ID = re.compile("[^a-z0-9]+")


def search_files(site: Site) -> Iterator[tuple[str, str]]:
    """Name below assets/search/ and text of each file of the index: 1.js, 2.js and so on. None without search."""
    if not site.config.search:
        return
    names = list(_name_parts(chain(_entity_rows(site), _article_rows(site)))) or [{}]
    quotations = list(_quotation_parts(site))
    head = {"files": [len(names), len(names) + len(quotations)], "words": _words(site), "kinds": _kinds(site)}
    parts = [{"names": part} for part in names] + [{"quotations": part} for part in quotations]
    for number, part in enumerate(parts, 1):
        yield f"{number}.js", f"sitegenSearch({harmless_json(head | part if number == 1 else part)});\n"


def _words(site: Site) -> Mapping[str, Sequence[str]]:
    """What the search says, each with its forms for one and for more."""
    keys = ("count", "none", "similar", "all")
    words = site.config.interface.words
    return {key: words[f"search_{key}"] for key in keys} | {key: words[key] for key in ("mentions", "shown_of")}


def _kinds(site: Site) -> Mapping[str, tuple[str, str]]:
    """By kind, in the order in which groups of results stand: its heading, and where its pages are."""
    t = site.config.interface
    return {
        **{str(kind): (t(kind), f"{folder}/{{id}}.html") for kind, folder in FOLDERS.items()},
        str(Kind.TERM): (t(Kind.TERM), "glossary.html#{id}"),
        "article": (t("search_articles"), "articles/{id}.html"),
        "quotation": (t("search_quotations"), "articles/{id}.html"),
    }


def _entity_rows(site: Site) -> Iterator[tuple[str, Row]]:
    """Kind and row of every entity that has a page or stands in the glossary, most mentioned first.

    A row is the name, the id (empty where it is the name in small letters with hyphens), the number of mentions, a
    line about it, and its aliases. Whatever else stands in the glossary, and is nowhere mentioned, is there as a term.
    """
    only_listed = [entity for entity in site.glossary if entity.id not in site.entities]
    counts = site.mention_counts
    entities = sorted(
        (*site.entities.values(), *only_listed),
        key=lambda entity: (-counts.get(entity.id, 0), sort_key(entity.name), entity.id),
    )
    for entity in entities:
        count = counts.get(entity.id, 0)
        derived = entity.name.isascii() and _NO_ID.sub("-", entity.name.lower()) == entity.id
        line = shorten(about(site, entity), LONGEST_ABOUT)
        kind = Kind.TERM if entity.id not in site.entities else entity.kind
        yield str(kind), (entity.name, "" if derived else entity.id, count, line, *_other_names(entity))


def _other_names(entity: Entity) -> Iterable[str]:
    """The aliases that differ from the name, and from each other, in more than capitals."""
    names = {alias.casefold(): alias for alias in reversed(entity.aliases)}
    return [names[key] for key in reversed(names) if key != entity.name.casefold()]


def _article_rows(site: Site) -> Iterator[tuple[str, Row]]:
    """The same for every article, newest first: the headline, the slug, 0, the day in words."""
    for one in site.facts:
        day = site.config.interface.day(one.article.date) if one.article.date else ""
        yield "article", (" ".join(one.article.headline.split()), one.article.slug, 0, day)


def _name_parts(rows: Iterator[tuple[str, Row]]) -> Iterator[Mapping[str, list[Row]]]:
    """The rows in files, in each by kind."""
    while batch := list(islice(rows, MOST_NAMES)):
        kinds: dict[str, list[Row]] = {}
        for kind, row in batch:
            kinds.setdefault(kind, []).append(row)
        yield kinds


def _quotation_parts(site: Site) -> Iterator[list[Row]]:
    """The quotations in files: slug and headline of each article, newest first, and number, speaker and words of each.

    A speaker is named where the pages name one.
    """
    said: dict[str, list[Row]] = {}
    shown = ((speaking.name, one) for speaking in site.speakers for one in speaking.said)
    for speaker, quotation in chain(shown, (("", one) for one in site.unattributed)):
        row = (quotation.number, speaker, site.quoted(quotation).words)
        said.setdefault(quotation.article.slug, []).append(row)
    part: list[Row] = []
    count = 0
    for one in site.facts:
        article = one.article
        rows = sorted(said.get(article.slug, ()))
        if rows:
            part.append((article.slug, " ".join(article.headline.split()), rows))
            count += len(rows)
        if count >= MOST_QUOTATIONS:
            yield part
            part, count = [], 0
    if part:
        yield part
