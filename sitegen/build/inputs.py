"""The prints of what planned files are made of, taken anew only where something that they ask for is another.

A site has a shape: everything about it but the texts of its articles and the cards of its entities. While the shape is
what it was, the same files are planned, and each asks for the same texts and cards (`site.reads`); so the print of a
file is what it was, too, unless one of these is another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from sys import intern
from typing import Any, NamedTuple

from sitegen.build.environment import print_of_environment
from sitegen.pages import PlannedPage
from sitegen.pages.frame import PlannedFile
from sitegen.site import Site
from sitegen.site.prints import print_of, prints_of_entity

Planned = PlannedPage | PlannedFile


class Asked(NamedTuple):
    """What a planned file asked for: the keys of articles, the ids of entities."""

    texts: Collection[int]
    cards: Collection[str]


class Inputs(NamedTuple):
    """What the planned files of a site are made of; `asked` is by their paths."""

    shape: bytes
    texts: Mapping[int, bytes]
    cards: Mapping[str, bytes]
    asked: Mapping[str, Asked]


def flat_parts(inputs: Inputs) -> tuple[Any, ...]:
    """What the files are made of, but for what each asked for, as numbers, strings, bytes and tuples of these."""
    return inputs.shape, tuple(inputs.texts.items()), tuple(inputs.cards.items())


def flat_asked(inputs: Inputs) -> tuple[Any, ...]:
    """The same of what each file asked for."""
    return tuple((path, tuple(one.texts), tuple(one.cards)) for path, one in inputs.asked.items())


def inputs_from(parts: tuple[Any, ...], asked: tuple[Any, ...]) -> Inputs:
    """What was made flat."""
    shape, texts, cards = parts
    return Inputs(shape, dict(texts), dict(cards), {path: Asked(*more) for path, *more in asked})


def asks_the_same(now: Inputs, before: Inputs | None) -> bool:
    """Whether the same files asked for the same."""
    if before is None or now.asked.keys() != before.asked.keys():
        return False
    pairs = ((asked, before.asked[path]) for path, asked in now.asked.items())
    return all(one is other or all(map(_are_same, one, other)) for one, other in pairs)


def _are_same(some: Collection[Any], others: Collection[Any]) -> bool:
    return len(some) == len(others) and set(some) == set(others)


def take_prints(
    site: Site, planned: Sequence[Planned], before: Inputs | None, prints: Mapping[str, bytes]
) -> tuple[list[bytes], Inputs]:
    """The print of each planned file, and what they are made of for the next time.

    `before` is what they were made of when their `prints`, by their paths, were taken.
    """
    environment = print_of_environment(site)
    now = Inputs(_shape_of(site, environment), _texts_of(site), _cards_of(site), {})
    same = dict(_same(now, before)) if before is not None and before.shape == now.shape else {}
    asked: dict[str, Asked] = {}
    taken: list[bytes] = []
    for one in planned:
        known = prints.get(one.path) if one.path in same and not one.asks_more else None
        if known is not None:
            asked[one.path] = same[one.path]
        else:
            known, asked[one.path] = _take_print(site, environment, one)
        taken.append(known)
    return taken, now._replace(asked=asked)


def _take_print(site: Site, environment: bytes, planned: Planned) -> tuple[bytes, Asked]:
    inputs, texts, cards = site.reads.during(planned.inputs)
    return print_of(environment, *inputs), Asked(tuple(texts), tuple(map(intern, cards)))


def _same(now: Inputs, before: Inputs) -> Iterator[tuple[str, Asked]]:
    """By its path each file for which nothing is another that it asked for."""
    texts = {key for key, print_ in now.texts.items() if before.texts.get(key) != print_}
    cards = {entity_id for entity_id, card in now.cards.items() if before.cards.get(entity_id) != card}
    for path, asked in before.asked.items():
        if texts.isdisjoint(asked.texts) and cards.isdisjoint(asked.cards):
            yield path, asked


def _texts_of(site: Site) -> dict[int, bytes]:
    return {one.key: site.prints[one.key].whole for one in site.facts}


def _cards_of(site: Site) -> dict[str, bytes]:
    """The prints of all entities; what is none stays none while the shape is the same."""
    cards: dict[str, bytes] = {}
    for entity_id in (*site.entities, *site.countries):
        prints = prints_of_entity(site, entity_id)
        cards |= {prints.as_face: prints.face, entity_id: prints.card, prints.as_whole: prints.whole}
    return cards


def _shape_of(site: Site, environment: bytes) -> bytes:
    facts = tuple((one.key, one.shape) for one in site.facts)
    entities = (*site.entities.values(), *site.glossary, *site.countries.values())
    rows = tuple(
        (one.id, str(one.kind), one.name, one.sort_name, one.country, one.glossary, str(one.origin)) for one in entities
    )
    return print_of(environment, facts, rows, tuple(site.links.sizes.items()), tuple(sorted(site.links.lost)))
