"""The prints of what planned files are made of, taken anew only where something that they ask for is another.

A site has a shape: everything about it but the texts of its articles and the cards of its entities. While the shape is
what it was, the same files are planned, and each asks for the same texts and cards (`site.reads`); so the print of a
file is what it was, too, unless one of these is another. Of a site with another shape that still holds for the files
which go by a part of it that has the one that it had (`site.shapes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from sitegen.build.asking import AllAsked, Asked, all_asked_from, pack_numbers
from sitegen.build.environment import print_of_environment
from sitegen.site import Site
from sitegen.site.postings import Touched
from sitegen.site.prints import print_of, prints_of_entity
from sitegen.site.reads import number_of
from sitegen.site.text_prints import other_parts

if TYPE_CHECKING:
    from sitegen.pages.frame import PlannedFile, PlannedPage

Planned: TypeAlias = "PlannedPage | PlannedFile"
Key = TypeVar("Key", int, str)


class Inputs(NamedTuple):
    """What the planned files of a site are made of, and what each `asked` for; `numbers` are those of cards there.

    `frame` is of what any of them may go by and no part of the shape has: the environment, and the pictures;
    `postings` is the print of those of the site.
    """

    frame: bytes
    postings: bytes
    shape: bytes
    texts: Mapping[int, bytes]
    cards: Mapping[str, bytes]
    asked: AllAsked
    numbers: dict[str, int]


def flat_parts(inputs: Inputs) -> tuple[Any, ...]:
    """What the files are made of, but for what each asked for, as numbers, strings, bytes and tuples of these."""
    return inputs.frame, inputs.postings, inputs.shape, tuple(inputs.texts.items()), tuple(inputs.cards.items())


def flat_asked(inputs: Inputs) -> tuple[Any, ...]:
    """The same of what each file asked for."""
    return tuple(inputs.numbers), inputs.asked.flat()


def inputs_from(parts: tuple[Any, ...], asked: tuple[Any, ...]) -> Inputs:
    """What was made flat."""
    frame, postings, shape, texts, cards = parts
    names, of_files = asked
    numbers = {name: number for number, name in enumerate(names)}
    return Inputs(frame, postings, shape, dict(texts), dict(cards), all_asked_from(of_files), numbers)


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
    frame = _frame_of(site, environment)
    if before is None or before.frame != frame:
        before = Inputs(frame, b"", b"", {}, {}, AllAsked(), {})
    whole, postings = _shape_of(site), site.postings.print
    now = Inputs(frame, postings, whole, _texts_of(site), _cards_of(site), before.asked, before.numbers.copy())
    untouched = before.asked.but(_asking_for_others(now, before))
    has_its_shape = before.shape == now.shape
    touched = site.touched if site.touched is not None and site.touched.since == before.postings else None
    anew: dict[str, Asked] = {}
    taken: list[bytes] = []
    for one in planned:
        known = prints.get(one.path) if one.path in untouched and not one.asks_more else None
        if known is None or not has_its_shape:
            shape = before.asked.shape_of(one.path)
            part = shape if shape is not None and (has_its_shape or _stays(one, touched)) else _part_of(one)
            if known is None or not part or part != shape:
                known, anew[one.path] = _take_print(site, environment, one, part, now.numbers)
        taken.append(known)
    return taken, now._replace(asked=before.asked.followed_by([one.path for one in planned], anew))


def _stays(planned: Planned, touched: Touched | None) -> bool:
    """Whether it is known that the part of the shape that a file goes by is what it was."""
    return touched is not None and bool(planned.subjects) and not any(map(touched.has, planned.subjects))


def _part_of(planned: Planned) -> bytes:
    """The print of the part of the shape that a file goes by; empty for the whole."""
    return planned.shape() if planned.shape is not None else b""


def _take_print(
    site: Site, environment: bytes, planned: Planned, shape: bytes, numbers: dict[str, int]
) -> tuple[bytes, Asked]:
    """The print of a file, and what it asked for; a card that has no number gets the next."""
    inputs, texts, cards = site.reads.during(planned.inputs)
    of_cards = [numbers.setdefault(card, len(numbers)) for card in cards]
    return print_of(environment, *inputs), Asked(pack_numbers(texts), pack_numbers(of_cards), shape)


def _asking_for_others(now: Inputs, before: Inputs) -> set[str]:
    """The paths of the files that asked for something that is another, whatever the shape."""
    cards = _others(now.cards, before.cards) & before.numbers.keys()
    return before.asked.asking(set(_other_texts(now.texts, before.texts)), {before.numbers[card] for card in cards})


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
    entities = (*site.entities.values(), *site.glossary, *site.countries.values())
    rows = tuple(
        (one.id, str(one.kind), one.name, one.sort_name, one.country, one.glossary, str(one.origin)) for one in entities
    )
    return print_of(site.postings.print, rows)
