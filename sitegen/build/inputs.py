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
from sitegen.text.values import value

if TYPE_CHECKING:
    from sitegen.pages.frame import PlannedFile, PlannedPage

Planned: TypeAlias = "PlannedPage | PlannedFile"
Key = TypeVar("Key", int, str)


class Inputs(NamedTuple):
    """What the planned files of a site are made of, and what each `asked` for; `numbers` are those of cards there.

    Any of them may go by the `environment`, and by the `pictures`, which no part of the shape has; `postings` is the
    print of those of the site.
    """

    environment: bytes
    pictures: bytes
    postings: bytes
    shape: bytes
    texts: Mapping[int, bytes]
    cards: Mapping[str, bytes]
    asked: AllAsked
    numbers: dict[str, int]


def flat_parts(inputs: Inputs) -> tuple[Any, ...]:
    """What the files are made of, but for what each asked for, as numbers, strings, bytes and tuples of these."""
    return *inputs[:4], tuple(inputs.texts.items()), tuple(inputs.cards.items())


def flat_asked(inputs: Inputs) -> tuple[Any, ...]:
    """The same of what each file asked for."""
    return tuple(inputs.numbers), inputs.asked.flat()


def inputs_from(parts: tuple[Any, ...], asked: tuple[Any, ...]) -> Inputs:
    """What was made flat."""
    environment, pictures, postings, shape, texts, cards = parts
    names, of_files = asked
    numbers = {name: number for number, name in enumerate(names)}
    kept = environment, pictures, postings, shape
    return Inputs(*kept, dict(texts), dict(cards), all_asked_from(of_files), numbers)


def asks_the_same(now: Inputs, before: Inputs | None) -> bool:
    """Whether the same files asked for the same."""
    return before is not None and now.asked == before.asked


class Taken(NamedTuple):
    """The print of a planned file, and what it asked for: the texts by their numbers, packed, the cards by their names,
    and a part of the site's shape.
    """

    print: bytes
    texts: bytes
    cards: frozenset[str]
    shape: bytes


@value
class Taker:
    """Takes the prints of planned files."""

    site: Site
    environment: bytes

    def __call__(self, planned: Planned) -> Taken:
        """The print of a file."""
        return self.take(planned, part_of(planned))

    def take(self, planned: Planned, part: bytes) -> Taken:
        """The print of a file that goes by this part of the shape."""
        inputs, texts, cards = self.site.reads.during(planned.inputs)
        return Taken(print_of(self.environment, *inputs), pack_numbers(texts), cards, part)


class Prints:
    """The print of each planned file by its number, of those that are known, and what they are made of.

    `before` is what they were made of when their prints `then`, by their paths, were taken. Where `all_are_others`,
    no file is as it was: that is known while no print is.
    """

    def __init__(
        self, site: Site, planned: Sequence[Planned], before: Inputs | None, then: Mapping[str, bytes]
    ) -> None:
        now = _inputs_of(site, before)
        self.taker = Taker(site, now.environment)
        self.all_are_others = before is None or before.environment != now.environment
        if before is None or before[:2] != now[:2]:
            before = now._replace(postings=b"", shape=b"", texts={}, cards={})
        self._planned, self._before, self._then = planned, before, then
        self.paths = [one.path for one in planned]
        self._now = now._replace(asked=before.asked, numbers=before.numbers.copy())
        self._anew: dict[str, Asked] = {}
        untouched = before.asked.but(_asking_for_others(now, before))
        self._prints = [
            then.get(path, b"") if path in untouched and not one.asks_more else b""
            for path, one in zip(self.paths, planned, strict=True)
        ]

    def __getitem__(self, number: int) -> bytes:
        """The print of a file; empty while it is not known."""
        return self._prints[number]

    def staying(self) -> Iterator[tuple[int, str]]:
        """The files that are known to have the prints that they had: their numbers, and their paths."""
        then = self._then
        for number, (path, print_) in enumerate(zip(self.paths, self._prints, strict=True)):
            if print_ and print_ == then.get(path):
                yield number, path

    def take(self) -> None:
        """Take the prints that are not known, and those that may hold no longer, for a part of the shape is another."""
        before, touched = self._before, self.taker.site.touched
        has_its_shape = before.shape == self._now.shape
        touched = touched if touched is not None and touched.since == before.postings else None
        for number, one in enumerate(self._planned):
            is_known = bool(self._prints[number])
            if is_known and has_its_shape:
                continue
            shape = before.asked.shape_of(one.path)
            part = shape if shape is not None and (has_its_shape or _stays(one, touched)) else part_of(one)
            if not is_known or not part or part != shape:
                self.note(number, self.taker.take(one, part))

    def note(self, number: int, taken: Taken) -> None:
        """Take note of the print of a file; a card that has no number gets the next."""
        numbers = self._now.numbers
        of_cards = [numbers.setdefault(card, len(numbers)) for card in taken.cards]
        self._prints[number] = taken.print
        self._anew[self._planned[number].path] = Asked(taken.texts, pack_numbers(of_cards), taken.shape)

    @property
    def inputs(self) -> Inputs:
        """What the files are made of, once all prints are known, for the next time."""
        return self._now._replace(asked=self._before.asked.followed_by(self.paths, self._anew))


def _inputs_of(site: Site, before: Inputs | None) -> Inputs:
    """What the planned files of a site are made of, before any of them has asked for something."""
    environment = print_of_environment(site)
    return Inputs(
        environment=environment,
        pictures=print_of(tuple(site.links.sizes.items()), tuple(sorted(site.links.lost))),
        postings=site.postings.print,
        shape=_shape_of(site),
        texts=_texts_of(site),
        cards=_cards_of(site, before.cards if before is not None and before.environment == environment else {}),
        asked=AllAsked(),
        numbers={},
    )


def part_of(planned: Planned) -> bytes:
    """The print of the part of the shape that a file goes by; empty for the whole."""
    return planned.shape() if planned.shape is not None else b""


def _stays(planned: Planned, touched: Touched | None) -> bool:
    """Whether it is known that the part of the shape that a file goes by is what it was."""
    return touched is not None and bool(planned.subjects) and not any(map(touched.has, planned.subjects))


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


def _cards_of(site: Site, before: Mapping[str, bytes]) -> dict[str, bytes]:
    """The prints of all entities, which were the same `before` where all of one is; what is none has none."""
    cards: dict[str, bytes] = {}
    for entity_id in (*site.entities, *site.countries):
        face, card, whole, as_face, as_whole = prints_of_entity(site, entity_id, before)
        cards[as_face], cards[entity_id], cards[as_whole] = face, card, whole
    return cards


def _shape_of(site: Site) -> bytes:
    entities = (*site.entities.values(), *site.glossary, *site.countries.values())
    rows = tuple(
        (one.id, str(one.kind), one.name, one.sort_name, one.country, one.glossary, str(one.origin)) for one in entities
    )
    return print_of(site.postings.print, rows)
