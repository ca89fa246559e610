"""The index that the search of a site reads: names, the words of articles, quotations.

It is made of script files, because a page that was opened from the disk may load scripts and nothing else. Each file
hands its part to `static/find.js`, which looks and ranks. `head.js` says what all of them need, and has all names of a
small site; names of a larger one (`search_names`) and words (`search_words`) are cut by first letters, so that no file
is loaded that cannot have what is looked for. Only what the pages show is in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sitegen.model import QuotationKind
from sitegen.pages.frame import PlannedFile
from sitegen.pages.paging import PAGE_SIZES
from sitegen.pages.said import role_said, roles_said, shown_speaker
from sitegen.pages.search_files import FOLDER, index_file, script_of
from sitegen.pages.search_names import name_files
from sitegen.pages.search_words import word_files
from sitegen.site import Said, Site
from sitegen.site.facts import ArticleFacts
from sitegen.site.prints import faces_of, said_prints
from sitegen.site.shapes import shape_of_saying

STATIC_FILES = frozenset({"search.js", "find.js", "search.css"})
"""What of static/ is for the search alone."""
MOST_QUOTATIONS = 4_000
"""A file of quotations is closed when it has so many; those of one article stay together."""

Row = tuple[Any, ...]

_KINDS = tuple(map(str, QuotationKind))


def search_files(site: Site) -> Iterator[tuple[str, str]]:
    """Name below assets/search/ and text of each file of the index: 1.js, 2.js and so on. None without search."""
    yield from ((part.path.removeprefix(FOLDER), str(part.content())) for part in search_parts(site))


def search_parts(site: Site) -> Iterator[PlannedFile]:
    """The files of the index.

    Without search there are only those of quotations, and these only where "Who said what" is cut: its filters look
    through them.
    """
    first, last = files_of_quotations(site)
    if site.config.search:
        yield from name_files(site, last)
        yield from word_files(site)
    for number, group in enumerate(_quotation_groups(site), first) if last else ():
        text, inputs = partial(_quotations_text, site, group), partial(_quotations_inputs, site, group)
        yield index_file(str(number), text, inputs, shape=partial(shape_of_saying, site, group))


def is_cut(site: Site) -> bool:
    """True where "Who said what" has more than one page."""
    return len(site.every_said) > PAGE_SIZES["quotations"]


def files_of_quotations(site: Site) -> tuple[int, int]:
    """The numbers of the first and the last file that has quotations; the last is before the first where none has."""
    if not site.config.search and not is_cut(site):
        return 1, 0
    return 1, sum(1 for _ in _quotation_groups(site))


def _quotations_text(site: Site, group: Sequence[ArticleFacts]) -> str:
    """Rows of articles, and the tables whose places they hold: who speaks, as what, and who or what is named."""
    speakers: dict[Row, int] = {}
    named: dict[str, int] = {}
    rows = [_quotation_row(site, one, speakers, named) for one in group]
    names = [site.entities[entity_id].name for entity_id in named]
    return script_of({"speakers": list(speakers), "named": names, "quotations": rows})


def _quotations_inputs(site: Site, group: Sequence[ArticleFacts]) -> tuple[Any, ...]:
    return tuple((one.head_print, *_said_inputs(site, [Said(one, said) for said in one.uttered])) for one in group)


def _said_inputs(site: Site, said: Sequence[Said]) -> tuple[Any, ...]:
    named = dict.fromkeys(name for one in said for name in one.uttered.names)
    return said_prints(site, said), roles_said(site, said), faces_of(site, named)


def _quotation_groups(site: Site) -> Iterator[tuple[ArticleFacts, ...]]:
    """The articles with quotations, newest first, by the file in which these stand."""
    group: list[ArticleFacts] = []
    count = 0
    for one in site.facts:
        group += [one] if one.quotations else []
        count += one.quotations
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
