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

from sitegen.model import Entity, Kind, QuotationKind
from sitegen.pages.excerpts import about
from sitegen.pages.frame import PlannedFile
from sitegen.pages.metadata.json_ld import harmless_json
from sitegen.pages.paging import PAGE_SIZES
from sitegen.pages.said import role_said, roles_said, shown_speaker
from sitegen.site import Said, Site, all_said, sort_key
from sitegen.site.facts import ArticleFacts
from sitegen.site.memo import once_a_site
from sitegen.site.prints import cards_of, heads_of, lines_of, print_of, print_of_entity, said_prints
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

_KINDS = tuple(map(str, QuotationKind))
_NO_ID = re.compile("[^a-z0-9]+")


def search_files(site: Site) -> Iterator[tuple[str, str]]:
    """Name below assets/search/ and text of each file of the index: 1.js, 2.js and so on. None without search."""
    yield from ((part.path.removeprefix(FOLDER), str(part.content())) for part in search_parts(site))


def search_parts(site: Site) -> Iterator[PlannedFile]:
    """The files of the index: first the names, then the quotations.

    Without search there are only those of quotations, and these only where "Who said what" is cut: its filters look
    through them.
    """
    first, last = files = files_of_quotations(site)
    for part in range(first - 1):
        given = (site, part, files)
        yield replace(_planned(part + 1, partial(_names_text, *given), partial(_names_inputs, *given)), asks_more=True)
    groups = _quotation_groups(site) if last else ()
    for number, group in enumerate(groups, first):
        yield _planned(number, partial(_quotations_text, site, group), partial(_quotations_inputs, site, group))


def is_cut(site: Site) -> bool:
    """True where "Who said what" has more than one page."""
    return len(all_said(site)) > PAGE_SIZES["quotations"]


def files_of_quotations(site: Site) -> tuple[int, int]:
    """The numbers of the first and the last file that has quotations; the last is before the first where none has."""
    if not site.config.search and not is_cut(site):
        return 1, 0
    rows = len(site.entities) + len(_only_listed(site)) + len(site.facts)
    names = max(-(-rows // MOST_NAMES), 1) if site.config.search else 0
    return names + 1, names + sum(1 for _ in _quotation_groups(site))


def _planned(number: int, text: Callable[[], str], inputs: Callable[[], tuple[Any, ...]]) -> PlannedFile:
    return PlannedFile(f"{FOLDER}{number}.js", text, inputs, "the index of the search")


def _names_text(site: Site, part: int, files: tuple[int, int]) -> str:
    rows = _all_rows(site)[part * MOST_NAMES : (part + 1) * MOST_NAMES]
    kinds: dict[str, list[Row]] = {}
    for kind, row in rows:
        kinds.setdefault(kind, []).append(row)
    first, last = files
    head = {"files": [first - 1, last], "words": _words(site), "kinds": _kinds(site)} if part == 0 else {}
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
    """Rows of articles, and the tables whose places they hold: who speaks, as what, and who or what is named."""
    speakers: dict[Row, int] = {}
    named: dict[str, int] = {}
    rows = [_quotation_row(site, one, speakers, named) for one in group]
    names = [site.entities[entity_id].name for entity_id in named]
    return _script({"speakers": list(speakers), "named": names, "quotations": rows})


def _quotations_inputs(site: Site, group: Sequence[ArticleFacts]) -> tuple[Any, ...]:
    return tuple((one.head_print, *_said_inputs(site, [Said(one, said) for said in one.uttered])) for one in group)


def _said_inputs(site: Site, said: Sequence[Said]) -> tuple[Any, ...]:
    named = dict.fromkeys(name for one in said for name in one.uttered.names)
    return said_prints(site, said), roles_said(site, said), cards_of(site, named)


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


def _quotation_row(site: Site, one: ArticleFacts, speakers: dict[Row, int], named: dict[str, int]) -> Row:
    """Slug and headline of an article, its quotations, and its day, as a number and in words.

    A quotation is its number, the place of its speaker, its words, the place of its kind, and those of whom and what it
    names. A speaker is a name, a role, the path of a page, a kind and a picture; -1 where the pages name none.
    """
    article = one.article
    rows = [
        (
            *(said.number, _place(speakers, _speaker(site, Said(one, said))), site.quoted(Said(one, said)).words),
            *(_KINDS.index(said.kind), *(_place(named, entity_id) for entity_id in said.names)),
        )
        for said in one.uttered
    ]
    day = (article.date.isoformat(), site.config.interface.day(article.date)) if article.date else ("", "")
    return article.slug, " ".join(article.headline.split()), rows, *day


def _place(table: dict[Any, int], value: Any) -> int:
    """The place of the value in a table, to which it is added; -1 for none."""
    return table.setdefault(value, len(table)) if value else -1


def _speaker(site: Site, said: Said) -> Row:
    shown = shown_speaker(site, said, "any.html")
    return (shown.name, role_said(site, said), shown.href, shown.kind, shown.image) if shown is not None else ()
