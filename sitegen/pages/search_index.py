"""The index that the search of a site reads: names first, then headlines, then quotations.

It is made of script files, because a page that was opened from the disk may load scripts and nothing else. Each file
hands its part to `static/find.js`, which folds letters, looks, and ranks: nothing here has to agree with it but the
form of the rows. The first file says what all of them need: the words of the interface, the kinds, how many files
there are. Only what the pages show is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from sitegen.model import Entity, Kind
from sitegen.pages.excerpts import about
from sitegen.pages.frame import PlannedFile
from sitegen.pages.metadata.json_ld import harmless_json
from sitegen.site import Said, Site, sort_key
from sitegen.site.facts import ArticleFacts, Uttered
from sitegen.site.memo import once_a_site
from sitegen.site.prints import heads_of, lines_of, print_of, print_of_entity, said_prints
from sitegen.site.urls import FOLDERS
from sitegen.text.spans import shorten

STATIC_FILES = frozenset({"search.js", "find.js", "search.css"})
"""What of static/ is for the search alone."""
FOLDER = "assets/search/"
MOST_NAMES = 5_000
"""So many entities and articles stand in one file; the names that are mentioned most are in the first."""
MOST_QUOTATIONS = 4_000
"""A file of quotations is closed when it has so many; those of one article stay together."""
LONGEST_ABOUT = 80

Row = tuple[Any, ...]

_NO_ID = re.compile("[^a-z0-9]+")


def search_files(site: Site) -> Iterator[tuple[str, str]]:
    """Name below assets/search/ and text of each file of the index: 1.js, 2.js and so on. None without search."""
    yield from ((part.path.removeprefix(FOLDER), str(part.content())) for part in search_parts(site))


def search_parts(site: Site) -> Iterator[PlannedFile]:
    """The files of the index: first the names, then the quotations. None without search."""
    if not site.config.search:
        return
    rows = len(site.entities) + len(_only_listed(site)) + len(site.facts)
    names = max(-(-rows // MOST_NAMES), 1)
    groups = list(_quotation_groups(site))
    files = (names, names + len(groups))
    for part in range(names):
        given = (site, part, files)
        yield replace(_planned(part + 1, partial(_names_text, *given), partial(_names_inputs, *given)), asks_more=True)
    for number, group in enumerate(groups, names + 1):
        yield _planned(number, partial(_quotations_text, site, group), partial(_quotations_inputs, site, group))


def _planned(number: int, text: Callable[[], str], inputs: Callable[[], tuple[Any, ...]]) -> PlannedFile:
    return PlannedFile(f"{FOLDER}{number}.js", text, inputs, "the index of the search")


def _names_text(site: Site, part: int, files: tuple[int, int]) -> str:
    rows = _all_rows(site)[part * MOST_NAMES : (part + 1) * MOST_NAMES]
    kinds: dict[str, list[Row]] = {}
    for kind, row in rows:
        kinds.setdefault(kind, []).append(row)
    head = {"files": list(files), "words": _words(site), "kinds": _kinds(site)} if part == 0 else {}
    return _script(head | {"names": kinds})


def _names_inputs(site: Site, part: int, files: tuple[int, int]) -> tuple[Any, ...]:
    return part, files, _inputs_of_names(site)


@once_a_site
def _all_rows(site: Site) -> list[tuple[str, Row]]:
    return list(chain(_entity_rows(site), _article_rows(site)))


@once_a_site
def _inputs_of_names(site: Site) -> bytes:
    only_listed = tuple(map(print_of_entity, _only_listed(site)))
    return print_of(lines_of(site, site.entities.values()), only_listed, heads_of(site.facts))


def _quotations_text(site: Site, group: Sequence[ArticleFacts]) -> str:
    return _script({"quotations": [_quotation_row(site, one) for one in group]})


def _quotations_inputs(site: Site, group: Sequence[ArticleFacts]) -> tuple[Any, ...]:
    return tuple((one.head_print, said_prints(site, (Said(one, said) for said in one.uttered))) for one in group)


def _script(part: Mapping[str, Any]) -> str:
    return f"sitegenSearch({harmless_json(part)});\n"


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
    counts = site.mention_counts
    entities = sorted(
        (*site.entities.values(), *_only_listed(site)),
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


def _only_listed(site: Site) -> list[Entity]:
    """What stands in the glossary, and is nowhere mentioned."""
    return [entity for entity in site.glossary if entity.id not in site.entities]


def _quotation_groups(site: Site) -> Iterator[tuple[ArticleFacts, ...]]:
    """The articles with quotations, newest first, by the file in which these stand."""
    group: list[ArticleFacts] = []
    count = 0
    for one in site.facts:
        group += [one] if one.uttered else []
        count += len(one.uttered)
        if count >= MOST_QUOTATIONS:
            yield tuple(group)
            group, count = [], 0
    if group:
        yield tuple(group)


def _quotation_row(site: Site, one: ArticleFacts) -> Row:
    """Slug and headline of an article, and number, speaker and words of each of its quotations.

    A speaker is named where the pages name one.
    """
    rows = [(said.number, _speaker(site, said), site.quoted(Said(one, said)).words) for said in one.uttered]
    return one.article.slug, " ".join(one.article.headline.split()), rows


def _speaker(site: Site, said: Uttered) -> str:
    if not said.is_named:
        return ""
    entity = site.entities.get(said.speaker_id)
    return entity.name if entity is not None else said.speaker
