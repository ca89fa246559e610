"""What a language model says of a text, laid over its tokens: entity labels and dependencies.

Nothing here knows which program read the text; `spacy_model.py` makes these values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import TypeVar

from sitegen.text.values import value

MODEL = "model: "
"""How every feature begins that comes from a language model."""
READ = f"{MODEL}read"
"""The feature of all that stands in a text that a language model has read."""

Name = TypeVar("Name")


def is_of_model(feature: str) -> bool:
    """True for a feature that only a language model gives."""
    return feature.startswith(MODEL)


@value
class Parse:
    """The reading of one text; all tuples are parallel to its tokens."""

    kinds: tuple[str, ...]
    """What the entity that holds the token is: person, organization, place, people or other; empty outside of one."""
    numbers: tuple[int, ...]
    """The number of that entity in the text, or -1."""
    heads: tuple[int, ...]
    """The token that this one depends on; itself for the root of a sentence."""
    relations: tuple[str, ...]
    """How it depends on it, such as nsubj."""

    def entity(self, index: int) -> tuple[int, int]:
        """First and last token of the entity that holds the token; the token must be in one."""
        number, first, last = self.numbers[index], index, index
        while first > 0 and self.numbers[first - 1] == number:
            first -= 1
        while last + 1 < len(self.numbers) and self.numbers[last + 1] == number:
            last += 1
        return first, last

    def top(self, first: int, last: int) -> int:
        """The token of the stretch that the others in it depend on: the first whose head lies outside of it."""
        return next(
            (i for i in range(first, last + 1) if not first <= self.heads[i] <= last or self.heads[i] == i), last
        )

    def tags(self, first: int, last: int) -> Iterator[str]:
        """The features of the labels over the tokens: read, and person, in organization, part place, or nothing."""
        yield READ
        over = Counter(number for number in self.numbers[first : last + 1] if number >= 0)
        if not over:
            yield f"{MODEL}nothing"
            return
        number = max(over, key=lambda one: (over[one], -one))
        index = next(i for i in range(first, last + 1) if self.numbers[i] == number)
        begin, end = self.entity(index)
        kind = self.kinds[index]
        if begin < first - 1 or end > last + 1:
            yield f"{MODEL}in {kind}"
        elif over[number] < last - first + 1:
            yield f"{MODEL}part {kind}"
        else:
            yield f"{MODEL}{kind}"


def tags_of_names(names: Sequence[tuple[Name, Set[str]]]) -> dict[Name, set[str]]:
    """What the labels of all mentions of each name come to: the commonest, and whether more than one has it.

    `names` are the names with their features, one by one; empty where no model has read the text.
    """
    if not names or READ not in names[0][1]:
        return {}
    found: dict[Name, Counter[str]] = {}
    for name, features in names:
        tags = (feature.removeprefix(MODEL) for feature in sorted(features) if is_of_model(feature) and feature != READ)
        found.setdefault(name, Counter()).update(tags)
    return {name: set(_common(tags)) for name, tags in found.items()}


def _common(tags: Counter[str]) -> Iterator[str]:
    tag, times = min(tags.items(), key=lambda pair: (-pair[1], pair[0]))
    yield f"{MODEL}mostly {tag}"
    if times > 1:
        yield f"{MODEL}often {tag}"
