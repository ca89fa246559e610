"""The prints of what planned files are made of, taken anew only where something that they ask for is another.

A site has a shape: everything about it but the texts of its articles and the cards of its entities. While the shape is
what it was, the same files are planned, and each asks for the same texts and cards (`site.reads`); so the print of a
file is what it was, too, unless one of these is another. Of a site with another shape that still holds for the files
which go by a part of it that has the one that it had (`site.shapes`).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sitegen.build.environment import print_of_environment
from sitegen.pages import PlannedPage
from sitegen.pages.frame import PlannedFile
from sitegen.site import Site
from sitegen.site.prints import print_of, prints_of_entity
from sitegen.site.reads import number_of
from sitegen.site.text_prints import other_parts

Planned = PlannedPage | PlannedFile
Key = TypeVar("Key", int, str)
_FEW = 16


class Asked(NamedTuple):
    """What a planned file asked for: the numbers of parts of texts and of cards, and a part of the site's shape.

    Numbers are in order, four bytes each: of thousands of files few are ever looked at. The print of the part
    is empty where it is the whole.
    """

    texts: bytes
    cards: bytes
    shape: bytes


class Inputs(NamedTuple):
    """What the planned files of a site are made of; `asked` is by their paths, `numbers` are those of cards there.

    `frame` is of what any of them may go by and no part of the shape has: the environment, and the pictures.
    """

    frame: bytes
    shape: bytes
    texts: Mapping[int, bytes]
    cards: Mapping[str, bytes]
    asked: Mapping[str, Asked]
    numbers: dict[str, int]


def flat_parts(inputs: Inputs) -> tuple[Any, ...]:
    """What the files are made of, but for what each asked for, as numbers, strings, bytes and tuples of these."""
    return inputs.frame, inputs.shape, tuple(inputs.texts.items()), tuple(inputs.cards.items())


def flat_asked(inputs: Inputs) -> tuple[Any, ...]:
    """The same of what each file asked for."""
    return tuple(inputs.numbers), tuple((path, *one) for path, one in inputs.asked.items())


def inputs_from(parts: tuple[Any, ...], asked: tuple[Any, ...]) -> Inputs:
    """What was made flat."""
    frame, shape, texts, cards = parts
    names, rows = asked
    numbers = {name: number for number, name in enumerate(names)}
    by_path = {path: Asked(*more) for path, *more in rows}
    return Inputs(frame, shape, dict(texts), dict(cards), by_path, numbers)


def asks_the_same(now: Inputs, before: Inputs | None) -> bool:
    """Whether the same files asked for the same."""
    return before is not None and now.asked == before.asked


def take_prints(
    site: Site, planned: Sequence[Planned], before: Inputs | None, prints: Mapping[str, bytes]
) -> tuple[list[bytes], Inputs]:
    """The print of each planned file, and what they are made of for the next time.

    `before` is what they were made of when their `prints`, by their paths, were taken.
    """
    environment = print_of_environment(site)
    now = Inputs(_frame_of(site, environment), _shape_of(site), _texts_of(site), _cards_of(site), {}, {})
    same: Mapping[str, Asked] = {}
    has_its_shape = False
    if before is not None and before.frame == now.frame:
        same = dict(_same(now, before))
        has_its_shape = before.shape == now.shape
        now.numbers.update(before.numbers)
    parts = before.asked if before is not None and has_its_shape else {}
    asked: dict[str, Asked] = {}
    taken: list[bytes] = []
    for one in planned:
        kept = same.get(one.path) if not one.asks_more else None
        shape = parts[one.path].shape if one.path in parts else _part_of(one)
        known = prints.get(one.path)
        if kept is not None and known is not None and (has_its_shape or (shape and shape == kept.shape)):
            asked[one.path] = kept
        else:
            known, asked[one.path] = _take_print(site, environment, one, shape, now.numbers)
        taken.append(known)
    return taken, now._replace(asked=asked)


def _part_of(planned: Planned) -> bytes:
    """The print of the part of the shape that a file goes by; empty for the whole."""
    return planned.shape() if planned.shape is not None else b""


def _take_print(
    site: Site, environment: bytes, planned: Planned, shape: bytes, numbers: dict[str, int]
) -> tuple[bytes, Asked]:
    """The print of a file, and what it asked for; a card that has no number gets the next."""
    inputs, texts, cards = site.reads.during(planned.inputs)
    of_cards = [numbers.setdefault(card, len(numbers)) for card in cards]
    return print_of(environment, *inputs), Asked(_packed(texts), _packed(of_cards), shape)


def _packed(numbers: Iterable[int]) -> bytes:
    return array("I", sorted(numbers)).tobytes()


def _same(now: Inputs, before: Inputs) -> Iterator[tuple[str, Asked]]:
    """By its path each file for which nothing is another that it asked for, whatever the shape."""
    cards = _others(now.cards, before.cards) & before.numbers.keys()
    has_text = _finder(set(_other_texts(now.texts, before.texts)))
    has_card = _finder({before.numbers[card] for card in cards})
    for path, asked in before.asked.items():
        if not has_text(asked.texts) and not has_card(asked.cards):
            yield path, asked


def _finder(wanted: Collection[int]) -> Callable[[bytes], bool]:
    """Whether one of the numbers is among packed ones; of few it may be said of others too, for they are looked for as
    bytes, which is quickly done.
    """
    if len(wanted) > _FEW:
        numbers = frozenset(wanted)
        return lambda packed: not numbers.isdisjoint(array("I", packed))
    looked_for = [_packed((number,)) for number in wanted]
    return lambda packed: any(one in packed for one in looked_for)


def _others(now: Mapping[Key, bytes], before: Mapping[Key, bytes]) -> set[Key]:
    """What has another print than before, or had one or has one alone."""
    return {key for key in now.keys() | before.keys() if now.get(key) != before.get(key)}


def _other_texts(now: Mapping[int, bytes], before: Mapping[int, bytes]) -> Iterator[int]:
    """The numbers of the parts of texts that are others."""
    for key in _others(now, before):
        yield from (number_of(key, part) for part in other_parts(now.get(key, b""), before.get(key, b"")))


def _texts_of(site: Site) -> dict[int, bytes]:
    return {one.key: site.prints[one.key].each for one in site.facts}


def _cards_of(site: Site) -> dict[str, bytes]:
    """The prints of all entities; what is none has none."""
    cards: dict[str, bytes] = {}
    for entity_id in (*site.entities, *site.countries):
        prints = prints_of_entity(site, entity_id)
        cards |= {prints.as_face: prints.face, entity_id: prints.card, prints.as_whole: prints.whole}
    return cards


def _frame_of(site: Site, environment: bytes) -> bytes:
    return print_of(environment, tuple(site.links.sizes.items()), tuple(sorted(site.links.lost)))


def _shape_of(site: Site) -> bytes:
    facts = tuple((one.key, one.shapes.whole) for one in site.facts)
    entities = (*site.entities.values(), *site.glossary, *site.countries.values())
    rows = tuple(
        (one.id, str(one.kind), one.name, one.sort_name, one.country, one.glossary, str(one.origin)) for one in entities
    )
    return print_of(facts, rows)
