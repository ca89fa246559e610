"""The names that the search of a site finds, and the head of its index.

A small site has all names in the head. A larger one has a file for each first letter of their words, or for the first
two where many begin with one letter; a name stands in as many files as it has beginnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from sitegen.model import Entity, Kind
from sitegen.pages.excerpts import about
from sitegen.pages.frame import PlannedFile
from sitegen.pages.search_files import index_file, script_of
from sitegen.pages.search_words import in_one_file, shares_of
from sitegen.site import Site, sort_key
from sitegen.site.memo import once_a_site
from sitegen.site.prints import lines_of, print_of_entity
from sitegen.site.urls import FOLDERS
from sitegen.site.words import fold_each
from sitegen.text.spans import shorten

MOST_IN_HEAD = 200
"""A site with no more names than this has them in the head of its index."""
MOST_OF_LETTER = 150
"""Where more names than this have a word with the same first letter they are cut by the first two."""
MOST_QUOTATION_FILES = 2
"""The search looks through quotations while they stand in so many files; words find the articles anyway."""
LONGEST_ABOUT = 80
EXAMPLES = (Kind.PERSON, Kind.COUNTRY, Kind.ORGANIZATION, Kind.PLACE, Kind.TERM)
"""Of each of these kinds the name that is mentioned most is an example of what can be looked for."""

Row = tuple[Any, ...]

_NO_ID = re.compile("[^a-z0-9]+")


def name_files(site: Site, quotations: int) -> Iterator[PlannedFile]:
    """The head of the index, and the files of names; `quotations` is the number of the files of these."""
    keys = _keys(site)
    given = (site, tuple(keys), quotations if quotations <= MOST_QUOTATION_FILES else 0)
    yield index_file("head", partial(_head_text, *given), partial(_head_inputs, *given), asks_more=True)
    for key, entities in keys.items():
        text, inputs = partial(_names_text, site, entities), partial(_names_inputs, site, entities)
        yield index_file(f"names-{written_key(key)}", text, inputs, asks_more=True)


def written_key(key: str) -> str:
    """First letters as they stand in the name of a file, as static/find.js writes them."""
    return "".join(letter if letter.isascii() else f"_{ord(letter):x}" for letter in key)


def _all_entities(site: Site) -> Sequence[Entity]:
    """Every entity that has a page or stands in the glossary."""
    return (*site.entities.values(), *(entity for entity in site.glossary if entity.id not in site.entities))


@once_a_site
def _keys(site: Site) -> Mapping[str, Sequence[Entity]]:
    """By first letters the entities of which a word begins so; none for a small site."""
    entities = _all_entities(site)
    if len(entities) <= MOST_IN_HEAD:
        return {}
    found = _by_first_two(entities)
    letters = groupby(sorted(found), lambda key: key[0])
    of_letter = {letter: sorted({number for key in keys for number in found[key]}) for letter, keys in letters}
    cut = {key: numbers for key, numbers in found.items() if len(of_letter[key[0]]) > MOST_OF_LETTER}
    whole = {letter: numbers for letter, numbers in of_letter.items() if len(numbers) <= MOST_OF_LETTER}
    return {key: tuple([entities[number] for number in numbers]) for key, numbers in sorted((whole | cut).items())}


def _by_first_two(entities: Sequence[Entity]) -> Mapping[str, Sequence[int]]:
    """By two first letters, or the only one, the numbers of the entities of which a word begins so, in order."""
    names = [" ".join((one.name, *one.aliases)).replace("\n", " ") for one in entities]
    found: dict[str, list[int]] = {}
    for number, words in enumerate(fold_each(names)):
        for beginning in {word[:2] for word in words.split()}:
            found.setdefault(beginning, []).append(number)
    return found


def _head_text(site: Site, keys: Sequence[str], quotations: int) -> str:
    head = {
        "words": _words(site),
        "kinds": _kinds(site),
        "keys": keys,
        "shares": shares_of(site),
        "whole": in_one_file(site),
        "files": quotations,
        "examples": _examples(site),
    }
    return script_of(head | ({} if keys else {"names": _rows(site, _all_entities(site))}))


def _head_inputs(site: Site, keys: Sequence[str], quotations: int) -> tuple[Any, ...]:
    names = () if keys else _names_inputs(site, _all_entities(site))
    return tuple(keys), quotations, shares_of(site), in_one_file(site), names, tuple(_examples(site))


def _names_text(site: Site, entities: Sequence[Entity]) -> str:
    return script_of({"names": _rows(site, entities)})


def _names_inputs(site: Site, entities: Sequence[Entity]) -> tuple[Any, ...]:
    """What the rows are made of; an entity that no article names has no card."""
    return lines_of(site, entities), tuple(print_of_entity(one) for one in entities if one.id not in site.entities)


def _words(site: Site) -> Mapping[str, Sequence[str]]:
    """What the search says, each with its forms for one and for more."""
    keys = ("count", "many", "none", "near", "similar", "all", "more", "examples")
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


def _examples(site: Site) -> list[str]:
    """Names to look for: the most mentioned of each kind."""
    counts = site.mention_counts
    best: dict[Kind, tuple[int, str]] = {}
    for entity in site.entities.values():
        count = counts.get(entity.id, 0)
        if count > best.get(entity.kind, (0, ""))[0]:
            best[entity.kind] = count, entity.name
    return [best[kind][1] for kind in EXAMPLES if kind in best]


def _rows(site: Site, entities: Iterable[Entity]) -> Mapping[str, Sequence[Row]]:
    """By kind, a row for each of the entities, the most mentioned first.

    A row is the name, the id (empty where it is the name in small letters with hyphens), the number of mentions, a
    line about it, and its aliases. Whatever else stands in the glossary, and is nowhere mentioned, is there as a term.
    """
    counts = site.mention_counts
    rows: dict[str, list[Row]] = {}
    for entity in sorted(entities, key=lambda one: (-counts.get(one.id, 0), sort_key(one.name), one.id)):
        derived = entity.name.isascii() and _NO_ID.sub("-", entity.name.lower()) == entity.id
        line = shorten(about(site, entity), LONGEST_ABOUT)
        kind = Kind.TERM if entity.id not in site.entities else entity.kind
        row = (entity.name, "" if derived else entity.id, counts.get(entity.id, 0), line, *_other_names(entity))
        rows.setdefault(str(kind), []).append(row)
    return rows


def _other_names(entity: Entity) -> Iterable[str]:
    """The aliases that differ from the name, and from each other, in more than capitals."""
    names = {alias.casefold(): alias for alias in reversed(entity.aliases)}
    return [names[key] for key in reversed(names) if key != entity.name.casefold()]
